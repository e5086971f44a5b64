//! The table `segments`, written by several threads.

use std::io::{self, Write};

use crate::parallel::told::{Piece, Told};
use crate::report::before::SegmentsBefore;
use crate::report::format::Format;
use crate::report::look::Look;

/// Writes the rows of all rounds, octet for octet what [`Format::segments`] writes: each thread those of some batches, one after
/// the other to the output.
#[derive(Debug)]
pub struct SegmentRows {
    format: Format,
    look: Look,
    /// Only those of this connection.
    of_flow: Option<u64>,
    before: SegmentsBefore,
    /// One for each batch of a round; their memory is used again.
    texts: Vec<Vec<u8>>,
}

impl SegmentRows {
    /// Rows of all connections, or of one.
    pub fn new(format: Format, look: Look, of_flow: Option<u64>) -> SegmentRows {
        SegmentRows { format, look, of_flow, before: SegmentsBefore::default(), texts: Vec::new() }
    }

    /// Writes the rows of a round.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write(&mut self, told: Told<'_>, out: &mut impl Write) -> io::Result<()> {
        let (format, look, of_flow) = (self.format, self.look, self.of_flow);
        let counted = told.map(vec![(); told.len()], |piece, ()| piece.counted(of_flow));
        let pieces = counted.into_iter().map(|own| {
            let before = self.before;
            self.before = before.then(own);
            (before, own.start.is_some(), self.texts.pop().unwrap_or_default())
        });
        let pieces: Vec<_> = pieces.collect();
        let write = |piece: Piece<'_>, (before, any, mut text): (SegmentsBefore, bool, Vec<u8>)| {
            text.clear();
            if any {
                let mut report = format.segments_after(before, &mut text, look);
                piece.observations(of_flow).try_for_each(|row| report.row(&row))?;
                report.finish()?;
            }
            Ok(text)
        };
        for text in told.map(pieces, write) {
            let text: io::Result<Vec<u8>> = text;
            let text = text?;
            out.write_all(&text)?;
            self.texts.push(text);
        }
        Ok(())
    }

    /// Writes what comes behind the last row.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.format.segments_after(self.before, out, self.look).finish()
    }
}
