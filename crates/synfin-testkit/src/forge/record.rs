//! A captured frame, before it goes into a file.

/// A frame and what a capture file says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Nanoseconds since 1970-01-01 00:00 UTC.
    pub time_ns: u64,
    /// The octets captured.
    pub octets: Vec<u8>,
    /// How many octets the frame had; `None` when all were captured.
    pub original_len: Option<u32>,
}

impl Record {
    /// A frame captured whole.
    pub const fn whole(time_ns: u64, octets: Vec<u8>) -> Record {
        Record { time_ns, octets, original_len: None }
    }

    /// The same frame captured with a snapshot length.
    #[must_use]
    pub fn cut_to(mut self, snaplen: usize) -> Record {
        if self.octets.len() > snaplen {
            self.original_len = Some(self.original_len());
            self.octets.truncate(snaplen);
        }
        self
    }

    /// How many octets the frame had on the wire.
    pub fn original_len(&self) -> u32 {
        self.original_len.unwrap_or(self.octets.len() as u32)
    }
}
