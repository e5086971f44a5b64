//! A segment in one line: the comment of its packet in a capture file.

use core::fmt;

use synfin_flow::direction::Direction;

use crate::language::language::Language;
use crate::observation::Observation;
use crate::report::text::dissected::of_segment;
use crate::report::text::safe::Safe;

/// What a segment does, in one line that is made as it is printed:
///
/// ```text
/// synfin: flow 0, teardown 4/4 (FIN_SECOND_ACK) by responder, originator CLOSED (received), responder TIME-WAIT (sent): acknowledges the FIN: …
/// ```
///
/// In this order: the number of the connection, the label of the step and its name, the end that sent the segment, the state of
/// either end after it and on what grounds, the reason. Label and reason are in the language. What else there is to note follows in
/// brackets, and then, behind a semicolon each, what dissectors told [with it](crate::analyzer::Analyzer::with_fields), as
/// `; http1 method: GET`. So a filter for `flow 0,`, `teardown 4/4`, `(RST_ABORT)`, `originator CLOSED` or `[port-reuse` finds what it
/// says, and `synfin: ` finds all.
///
/// ```
/// use synfin::{analyzer::Analyzer, capture::open::open, language::language::Language, report::comment::Comment};
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
///
/// let mut analyzer = Analyzer::default();
/// let mut capture = open(path)?;
/// let record = capture.next_record()?.expect("the sample has records");
/// let segment = analyzer.observe(&record).expect("and they are TCP");
/// assert!(Comment(&segment, Language::English).to_string().starts_with(
///     "synfin: flow 0, handshake 1/3 (SYN) by originator, originator SYN-SENT (sent), responder SYN-RECEIVED (assumed): "
/// ));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Comment<'a>(pub &'a Observation<'a>, pub Language);

impl Comment<'_> {
    /// How every such line begins, and hardly anybody else's.
    pub const BEGINNING: &'static str = "synfin: flow ";
}

impl fmt::Display for Comment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Comment(segment, language) = *self;
        let (flow, step, sender) = (segment.flow(), segment.step(), segment.direction().name());
        write!(f, "{}{flow}, {} ({}) by {sender}", Comment::BEGINNING, language.label(step), step.name())?;
        for end in Direction::BOTH {
            let (state, basis) = segment.state(end);
            write!(f, ", {} {} ({})", end.name(), state.name(), basis.name())?;
        }
        write!(f, ": {}", language.reason(segment.verdict()))?;
        for (index, note) in segment.notes().iter().enumerate() {
            write!(f, "{}{}", if index == 0 { " [" } else { ", " }, note.name())?;
        }
        if segment.notes().iter().next().is_some() {
            f.write_str("]")?;
        }
        // What came over the wire cannot break the line.
        of_segment(segment.fields(), usize::MAX).iter().try_for_each(|told| write!(f, "; {}", Safe(told)))
    }
}
