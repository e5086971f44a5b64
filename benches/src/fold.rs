//! What a reader must bring out: every field is folded into one number, so that none can be left out unnoticed and no
//! reader is measured for less work than another.

/// Header fields of a segment: ports, numbers, the four flags that every peer can tell, window, payload length.
#[derive(Clone, Copy, Debug)]
pub struct Header {
    /// Source port.
    pub source: u16,
    /// Destination port.
    pub destination: u16,
    /// SEG.SEQ.
    pub seq: u32,
    /// SEG.ACK.
    pub ack: u32,
    /// FIN.
    pub fin: bool,
    /// SYN.
    pub syn: bool,
    /// RST.
    pub rst: bool,
    /// ACK.
    pub has_ack: bool,
    /// Window, not scaled.
    pub window: u16,
}

impl Header {
    /// All fields in one number.
    #[inline]
    pub const fn fold(self) -> u64 {
        let ports = ((self.source as u64) << 16) | self.destination as u64;
        let numbers = ((self.seq as u64) << 32) | self.ack as u64;
        let flags =
            self.fin as u64 | (self.syn as u64) << 1 | (self.rst as u64) << 2 | (self.has_ack as u64) << 4;
        numbers ^ (ports << 20) ^ (flags << 16) ^ self.window as u64
    }
}

/// The options that the classifier needs, folded one by one in any order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    sum: u64,
}

impl Options {
    /// Maximum segment size.
    #[inline]
    pub const fn mss(&mut self, octets: u16) {
        self.sum = self.sum.wrapping_add(octets as u64 | 0x2_0000_0000);
    }

    /// Window scale.
    #[inline]
    pub const fn window_scale(&mut self, shift: u8) {
        self.sum = self.sum.wrapping_add(shift as u64 | 0x3_0000_0000);
    }

    /// SACK permitted.
    #[inline]
    pub const fn sack_permitted(&mut self) {
        self.sum = self.sum.wrapping_add(0x4_0000_0000);
    }

    /// One SACK block.
    #[inline]
    pub const fn sack(&mut self, left: u32, right: u32) {
        self.sum = self.sum.wrapping_add((left as u64) << 8).wrapping_add(right as u64);
    }

    /// Timestamps.
    #[inline]
    pub const fn timestamps(&mut self, value: u32, echo_reply: u32) {
        self.sum = self.sum.wrapping_add((value as u64) << 16).wrapping_add(echo_reply as u64);
    }

    /// All options in one number.
    #[inline]
    pub const fn fold(self) -> u64 {
        self.sum
    }
}
