//! A hostile capture and what is expected of its reader.

use std::ops::RangeInclusive;

use crate::scripts::script::Script;

/// What a reader finds wrong with the file, as opposed to what is in its frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// There is nothing.
    Empty,
    /// It is no capture.
    NotACapture,
    /// It ends in the middle of something.
    Truncated,
    /// A length exceeds every honest bound (16 MiB).
    TooLarge,
    /// A version nobody has defined.
    Version,
    /// Lengths, marks or numbers contradict each other.
    Damaged,
    /// More interfaces than a reader keeps (64 Ki in a section).
    TooManyInterfaces,
    /// A record belongs to an interface that was not described.
    UnknownInterface,
}

impl Fault {
    /// The word for tables.
    pub const fn name(self) -> &'static str {
        match self {
            Fault::Empty => "empty",
            Fault::NotACapture => "not a capture",
            Fault::Truncated => "truncated",
            Fault::TooLarge => "too large",
            Fault::Version => "version",
            Fault::Damaged => "damaged",
            Fault::TooManyInterfaces => "too many interfaces",
            Fault::UnknownInterface => "unknown interface",
        }
    }
}

/// What is to be said of the odd frames of a capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Read rightly, and no TCP segment, or only a part of one (a later fragment).
    NotTcp,
    /// Octets are missing; those that are there break no rule.
    CutShort,
    /// A rule of some header is broken.
    Malformed,
    /// Perhaps right, but not read: an unknown link type, nesting beyond the bounds.
    Unsupported,
    /// Refused, as malformed or as unsupported: where the line lies is the reader's choice.
    Refused,
}

impl Verdict {
    /// The word for tables.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::NotTcp => "not TCP",
            Verdict::CutShort => "cut short",
            Verdict::Malformed => "malformed",
            Verdict::Unsupported => "unsupported",
            Verdict::Refused => "refused",
        }
    }
}

/// What is expected; `None` is what no rule settles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// How many records can be read. A range where a reader may stop at a fault or go on behind it.
    pub records: RangeInclusive<u64>,
    /// What is wrong with the file; `None` when nothing is.
    pub fault: Option<Fault>,
    /// Where in the file the record or block at fault begins.
    pub fault_offset: Option<u64>,
    /// How many records hold a TCP segment whose fixed header can be read and is sound.
    pub segments: Option<u64>,
    /// How many connections there are.
    pub flows: Option<u64>,
    /// What is said of every record that is no sound segment.
    pub verdict: Option<Verdict>,
    /// The point of the case, for people.
    pub note: &'static str,
}

/// A named hostile capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The file's name.
    pub name: String,
    /// Its octets.
    pub octets: Vec<u8>,
    /// What is expected of a reader.
    pub expected: Expected,
    /// The script it was made from, with what is expected of each segment, if it was.
    pub script: Option<Script>,
}

impl Case {
    /// A sound file of so many records; the rest is to be said with the functions below.
    pub(crate) fn new(name: impl Into<String>, octets: Vec<u8>, records: u64, note: &'static str) -> Case {
        let expected = Expected {
            records: records..=records,
            fault: None,
            fault_offset: None,
            segments: None,
            flows: None,
            verdict: None,
            note,
        };
        Case { name: name.into(), octets, expected, script: None }
    }

    /// The file has this fault, in what begins at `offset`.
    pub(crate) const fn fault(mut self, fault: Fault, offset: usize) -> Case {
        self.expected.fault = Some(fault);
        self.expected.fault_offset = Some(offset as u64);
        self
    }

    /// A reader that goes on behind the fault finds so many records.
    pub(crate) const fn or_records(mut self, records: u64) -> Case {
        self.expected.records = *self.expected.records.start()..=records;
        self
    }

    /// So many of the records are sound segments, of so many connections.
    pub(crate) const fn segments(mut self, segments: u64, flows: u64) -> Case {
        self.expected.segments = Some(segments);
        self.expected.flows = Some(flows);
        self
    }

    /// What is said of the other records.
    pub(crate) const fn verdict(mut self, verdict: Verdict) -> Case {
        self.expected.verdict = Some(verdict);
        self
    }

    /// How many connections there are is left open.
    pub(crate) const fn without_flows(mut self) -> Case {
        self.expected.flows = None;
        self
    }
}
