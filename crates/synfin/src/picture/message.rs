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

    /// `seq 204 ack 89 len 12`, relative to the ISNs; where one of them is not known, as they stand on the wire, with `raw`.
    pub fn numbers(&self) -> String {
        let acknowledges = self.flags.ack();
        let relative = [self.verdict.rel_seq, self.verdict.rel_ack.filter(|_| acknowledges)];
        let known = relative[0].is_some() && (relative[1].is_some() || !acknowledges);
        let raw = [Some(self.raw[0].into()), Some(self.raw[1].into()).filter(|_| acknowledges)];
        let [seq, ack] = if known { relative } else { raw };
        let told = [
            seq.map(|seq| format!("seq {seq}")),
            ack.map(|ack| format!("ack {ack}")),
            (self.octets > 0).then(|| format!("len {}", self.octets)),
            (!known).then(|| "raw".to_owned()),
        ];
        told.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Its notes; empty when there are none.
    pub fn notes(&self, language: Language) -> String {
        let notes: Vec<String> =
            self.verdict.notes.iter().map(|note| language.note(note).to_owned()).collect();
        listed(&notes, language)
    }
}
