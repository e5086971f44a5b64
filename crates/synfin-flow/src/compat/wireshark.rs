//! Wireshark's completeness of a conversation.

use crate::flow::Flow;
use crate::segment_vars::SegmentVars;

const SYN: u8 = 1;
const SYN_ACK: u8 = 2;
const ACK: u8 = 4;
const DATA: u8 = 8;
const FIN: u8 = 16;
const RST: u8 = 32;
/// The bits that Wireshark has.
pub(crate) const ALL: u8 = SYN | SYN_ACK | ACK | DATA | FIN | RST;

/// The bits that one segment adds; `first`: it is the connection's first.
#[inline]
pub(crate) fn completeness(segment: &SegmentVars, first: bool) -> u8 {
    let flags = segment.flags;
    let (syn, ack, data) = (flags.syn(), flags.ack(), segment.payload_len > 0);
    if first {
        return if syn && !ack { SYN | on(DATA, data) } else { 0 };
    }
    on(SYN_ACK, syn && ack)
        | on(ACK, ack && !syn && !data)
        | on(DATA, ack && !syn && data)
        | on(FIN, ack && flags.fin())
        | on(RST, flags.rst())
}

const fn on(bit: u8, there: bool) -> u8 {
    if there { bit } else { 0 }
}

impl Flow {
    /// Wireshark's `tcp.completeness` of the connection: the sum of 1 (begins with its SYN), 2 (SYN-ACK), 4 (ACK without payload,
    /// also of a FIN or reset), 8 (payload), 16 (FIN with ACK) and 32 (reset).
    ///
    /// It is blind to direction: one FIN is enough for what Wireshark calls "Complete" (23, 31, 39, 47, 55, 63). A connection whose capture
    /// does not begin with a SYN lacks all bits of its first segment. Whether it is closed is told by [`Flow::outcome`].
    ///
    /// ```
    /// # use synfin_flow::{flow::Flow, segment_vars::SegmentVars};
    /// # use synfin_wire::segment::{flags::Flags, seq::Seq};
    /// let syn = SegmentVars { seq: Seq(100), flags: Flags::SYN, ..Default::default() };
    /// let (mut flow, client) = Flow::open(&syn, 54203, 23);
    /// flow.observe(&syn, client);
    /// let refusal = SegmentVars { ack: Seq(101), flags: Flags::RST | Flags::ACK, ..Default::default() };
    /// flow.observe(&refusal, client.opposite());
    /// assert_eq!(flow.wireshark_completeness(), 1 + 4 + 32);
    /// ```
    pub const fn wireshark_completeness(&self) -> u8 {
        self.compat.completeness()
    }
}

#[cfg(test)]
mod tests {
    use super::completeness;
    use crate::segment_vars::SegmentVars;
    use synfin_wire::segment::flags::Flags;

    fn later(flags: Flags, payload_len: u32) -> u8 {
        completeness(&SegmentVars { flags, payload_len, ..SegmentVars::default() }, false)
    }

    fn first(flags: Flags, payload_len: u32) -> u8 {
        completeness(&SegmentVars { flags, payload_len, ..SegmentVars::default() }, true)
    }

    #[test]
    fn only_a_syn_counts_as_a_first_segment() {
        assert_eq!(first(Flags::SYN, 0), 1);
        assert_eq!(first(Flags::SYN, 9), 9);
        for flags in [Flags::SYN | Flags::ACK, Flags::ACK, Flags::FIN | Flags::ACK, Flags::RST] {
            assert_eq!(first(flags, 5), 0);
        }
        assert_eq!(later(Flags::SYN, 0), 0);
    }

    #[test]
    fn every_later_segment_adds_what_it_is() {
        assert_eq!(later(Flags::SYN | Flags::ACK, 0), 2);
        assert_eq!(later(Flags::ACK, 0), 4);
        assert_eq!(later(Flags::ACK | Flags::PSH, 7), 8);
        assert_eq!(later(Flags::FIN | Flags::ACK, 0), 4 + 16);
        assert_eq!(later(Flags::FIN | Flags::ACK, 7), 8 + 16);
        assert_eq!(later(Flags::FIN, 0), 0);
        assert_eq!(later(Flags::RST, 0), 32);
        assert_eq!(later(Flags::RST | Flags::ACK, 0), 4 + 32);
    }
}
