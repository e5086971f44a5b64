//! Reads a capture to its end, and keeps all that was told.

use std::net::SocketAddr;

use synfin::analyzer::Analyzer;
use synfin::capture::error::CaptureError;
use synfin::capture::reader::Reader;
use synfin::flow::direction::Direction;
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State;
use synfin::flow::verdict::Verdict;
use synfin::flow_summary::FlowSummary;
use synfin::observation::Observation;
use synfin::wire::numbers::LinkType;
use synfin_testkit::forge::record::Record;

/// What was told of one segment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    pub(crate) frame: u64,
    pub(crate) flow: u64,
    pub(crate) source: SocketAddr,
    pub(crate) destination: SocketAddr,
    pub(crate) verdict: Verdict,
}

impl Told {
    fn of(seen: &Observation<'_>) -> Told {
        Told {
            frame: seen.frame(),
            flow: seen.flow(),
            source: SocketAddr::new(seen.source(), seen.source_port()),
            destination: SocketAddr::new(seen.destination(), seen.destination_port()),
            verdict: *seen.verdict(),
        }
    }

    /// States of the segment's sender and of its receiver after it.
    pub(crate) fn states(&self) -> [(State, Basis); 2] {
        let Verdict { sender, originator, responder, .. } = self.verdict;
        if sender == Direction::Originator { [originator, responder] } else { [responder, originator] }
    }

    /// States of the left end and of the right one.
    pub(crate) fn left_and_right(&self, from_left: bool) -> [(State, Basis); 2] {
        let [sender, receiver] = self.states();
        if from_left { [sender, receiver] } else { [receiver, sender] }
    }
}

/// All that was told of a capture.
pub(crate) struct Whole {
    /// Frames that could be read.
    pub(crate) records: u64,
    /// What was wrong with the file, in order.
    pub(crate) faults: Vec<CaptureError>,
    pub(crate) told: Vec<Told>,
    /// The connections, by their numbers.
    pub(crate) flows: Vec<FlowSummary>,
    pub(crate) analyzer: Analyzer,
}

/// Reads the octets of a capture file.
pub(crate) fn file(octets: &[u8]) -> Whole {
    let mut analyzer = Analyzer::default();
    let (mut records, mut faults, mut told) = (0, Vec::new(), Vec::new());
    match Reader::new(octets) {
        Err(fault) => faults.push(fault),
        Ok(mut reader) => loop {
            match reader.next_record() {
                Ok(None) => break,
                Err(fault) => faults.push(fault),
                Ok(Some(record)) => {
                    records += 1;
                    told.extend(analyzer.observe(&record).as_ref().map(Told::of));
                }
            }
        },
    }
    let flows = end(&mut analyzer);
    Whole { records, faults, told, flows, analyzer }
}

/// Reads Ethernet frames that stand in no file.
pub(crate) fn frames(records: impl IntoIterator<Item = Record>) -> Whole {
    let mut analyzer = Analyzer::default();
    let (mut count, mut told) = (0, Vec::new());
    for record in records {
        count += 1;
        let original_len = record.original_len();
        let time = record.time_ns.cast_signed();
        let seen = analyzer.observe_octets(time, LinkType::ETHERNET, &record.octets, original_len);
        told.extend(seen.as_ref().map(Told::of));
    }
    let flows = end(&mut analyzer);
    Whole { records: count, faults: Vec::new(), told, flows, analyzer }
}

fn end(analyzer: &mut Analyzer) -> Vec<FlowSummary> {
    analyzer.finish();
    let mut flows: Vec<FlowSummary> = std::iter::from_fn(|| analyzer.pop_ended()).collect();
    flows.sort_by_key(FlowSummary::number);
    flows
}
