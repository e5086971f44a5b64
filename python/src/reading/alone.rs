//! A pass by the thread that asks for it.

use synfin::analyzer::Analyzer;
use synfin::capture::burst::Burst;
use synfin::capture::error::CaptureError;
use synfin::capture::reader::Reader;
use synfin::capture::record::Record;
use synfin::observation::Observation;

use crate::reading::input::Input;

/// Records in a stretch at most: between two stretches Python may handle a signal.
const RECORDS: u32 = 512;
/// Octets in a stretch, about: so much may wait to be handed on.
const OCTETS: usize = 1 << 18;

/// A pass over a capture, a few records at a time.
pub(crate) struct Alone {
    reader: Reader<Input>,
    pub(crate) analyzer: Analyzer,
    is_over: bool,
}

impl Alone {
    pub(crate) fn new(reader: Reader<Input>, analyzer: Analyzer) -> Alone {
        Alone { reader, analyzer, is_over: false }
    }

    /// Whether the capture, or what can be read of it, has been read.
    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Reads a stretch of records. `take` gets each segment with its record, and says how many octets it kept of it.
    ///
    /// At the end of the capture all connections leave.
    ///
    /// # Errors
    /// Damage, each once; the records before it have been taken. Go on unless it is over.
    pub(crate) fn advance(
        &mut self,
        mut take: impl FnMut(&Observation<'_>, &Record<'_>) -> usize,
    ) -> Result<(), CaptureError> {
        let mut kept = 0;
        for _ in 0..RECORDS {
            match self.reader.next_record() {
                Ok(Some(record)) => {
                    if let Some(observation) = self.analyzer.observe(&record) {
                        kept += take(&self.analyzer.with_fields(observation), &record);
                    }
                }
                Ok(None) => {
                    self.finish();
                    return Ok(());
                }
                Err(error) => {
                    if error.is_final {
                        self.finish();
                    }
                    return Err(error);
                }
            }
            if kept >= OCTETS {
                break;
            }
        }
        Ok(())
    }

    /// Reads a stretch of records, some at a time, as many as were at hand; `observe` hands them to the analyzer.
    ///
    /// # Errors
    /// As [`Alone::advance`].
    pub(crate) fn advance_by_bursts(
        &mut self,
        mut observe: impl FnMut(&mut Analyzer, &Burst<'_>),
    ) -> Result<(), CaptureError> {
        let mut records = 0;
        while records < RECORDS as usize {
            match self.reader.next_burst() {
                Ok(Some(burst)) => {
                    records += burst.len();
                    observe(&mut self.analyzer, &burst);
                }
                Ok(None) => {
                    self.finish();
                    return Ok(());
                }
                Err(error) => {
                    if error.is_final {
                        self.finish();
                    }
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Ends the pass here: all connections leave.
    pub(crate) fn finish(&mut self) {
        self.is_over = true;
        self.analyzer.finish();
    }
}
