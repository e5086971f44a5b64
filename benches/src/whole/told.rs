//! What a program found in a capture.

use std::fmt;

/// The totals of one reading. What a program does not look for it does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Packets of the file.
    pub records: u64,
    /// TCP segments among them.
    pub segments: Option<u64>,
    /// Pairs of sockets, in either direction.
    pub flows: Option<u64>,
    /// All results folded into one number, so that no compiler may leave any out.
    pub checksum: u64,
}

/// Names and values in turn, `-` for what is not told; the programs in other languages print the same words.
impl fmt::Display for Told {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |value: Option<u64>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
        write!(
            formatter,
            "records {} segments {} flows {} checksum {:016x}",
            self.records,
            number(self.segments),
            number(self.flows),
            self.checksum
        )
    }
}
