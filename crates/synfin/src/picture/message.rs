//! One segment as a picture keeps it.

use synfin_flow::note::{Note, Notes};
use synfin_flow::step::Step;
use synfin_flow::time::Moment;
use synfin_flow::verdict::Verdict;
use synfin_wire::segment::flags::Flags;

use crate::language::language::Language;
use crate::language::phrase::listed;
use crate::observation::Observation;
use crate::picture::stroke::Stroke;

/// Notes that every segment of a capture may have, and that keep none of them out of a run.
const HARMLESS: Notes = Notes::EMPTY
    .with(Note::Truncated)
    .with(Note::BadChecksum)
    .with(Note::MaybeCaptureDuplicate)
    .with(Note::PeerUnseen)
    .with(Note::Dsack);

/// One segment: what its arrow and its words are made of; nothing is text yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// Number of its frame.
    pub frame: u64,
    /// When it was captured.
    pub time: Moment,
    /// The control bits.
    pub flags: Flags,
    /// SEG.SEQ and SEG.ACK as they stand on the wire.
    pub raw: [u32; 2],
    /// Octets of payload.
    pub octets: u32,
    /// What it does, and why.
    pub verdict: Verdict,
}

impl Message {
    /// What is kept of an observation.
    pub fn of(segment: &Observation<'_>) -> Message {
        Message {
            frame: segment.frame(),
            time: segment.time(),
            flags: segment.flags(),
            raw: [segment.segment().seq().0, segment.segment().ack().0],
            octets: segment.segment().payload_len(),
            verdict: *segment.verdict(),
        }
    }

    /// How its arrow looks.
    pub const fn stroke(&self) -> Stroke {
        Stroke::of(self.verdict.step)
    }

    /// Whether it may disappear in a run: it moves no state, and nothing about it is remarkable.
    pub fn is_ordinary(&self) -> bool {
        matches!(
            self.verdict.step,
            Step::Data
                | Step::DataHalfClosed
                | Step::Ack
                | Step::AckDuplicate
                | Step::WindowUpdate
                | Step::KeepAlive
                | Step::KeepAliveAck
        ) && self.verdict.notes.iter().all(|note| HARMLESS.contains(note))
    }

    /// Where it begins in the sequence space of its sender; none while no ISN is known.
    pub const fn start(&self) -> Option<i64> {
        self.verdict.rel_seq
    }

    /// The sequence number behind it: SYN and FIN count (RFC 9293, section 3.4).
    pub fn end(&self) -> Option<i64> {
        let counted = u8::from(self.flags.syn()) + u8::from(self.flags.fin());
        Some(self.start()?.saturating_add(i64::from(self.octets) + i64::from(counted)))
    }

    /// `seq 204 ack 89 len 12`, each number relative to the ISN that it counts from. As on the wire, with `raw`, is what has none: both
    /// numbers where no SYN was seen (`seq 4000 ack 77 raw`), one alone of a reset by an end without an ISN (`raw seq 0, ack 1`).
    pub fn numbers(&self) -> String {
        let [raw_seq, raw_ack] = self.raw;
        let acknowledges = self.flags.ack();
        let (relative_seq, relative_ack) =
            (self.verdict.rel_seq, self.verdict.rel_ack.filter(|_| acknowledges));
        let len = if self.octets > 0 { format!(" len {}", self.octets) } else { String::new() };
        match (relative_seq, relative_ack) {
            (Some(seq), Some(ack)) => format!("seq {seq} ack {ack}{len}"),
            (Some(seq), None) if !acknowledges => format!("seq {seq}{len}"),
            (Some(seq), None) => format!("seq {seq}, raw ack {raw_ack}{len}"),
            (None, Some(ack)) => format!("raw seq {raw_seq}, ack {ack}{len}"),
            (None, None) if !acknowledges => format!("seq {raw_seq}{len} raw"),
            (None, None) => format!("seq {raw_seq} ack {raw_ack}{len} raw"),
        }
    }

    /// Its notes; empty when there are none.
    pub fn notes(&self, language: Language) -> String {
        let notes: Vec<String> =
            self.verdict.notes.iter().map(|note| language.note(note).to_owned()).collect();
        listed(&notes, language)
    }
}
