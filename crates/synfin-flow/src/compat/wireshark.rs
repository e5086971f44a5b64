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
    if first && syn && !ack {
        return SYN | on(DATA, data);
    }
    on(SYN_ACK, syn && ack)
        | on(ACK, ack && !syn && !data)
        | on(DATA, ack && !syn && data)
        | on(FIN, ack && flags.fin())
        | on(RST, flags.rst())
}

/// The bits that one segment with ACK and neither SYN, FIN nor RST adds, behind others.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) const fn completeness_of_usual(payload_len: u32) -> u8 {
    if payload_len > 0 { DATA } else { ACK }
}

const fn on(bit: u8, there: bool) -> u8 {
    if there { bit } else { 0 }
}

impl Flow {
    /// Wireshark's `tcp.completeness` of the connection: the sum of 1 (begins with its SYN), 2 (SYN-ACK), 4 (ACK without payload,
    /// also of a FIN or reset), 8 (payload), 16 (FIN with ACK) and 32 (reset).
    ///
    /// It is blind to direction: one FIN is enough for what Wireshark calls "Complete" (23, 31, 39, 47, 55, 63); whether the connection
    /// is closed is told by [`Flow::outcome`]. A lone segment that is no SYN counts 0. With more after it, it counts as
    /// they do, as in Wireshark's window and in `tshark -2`; `tshark` in one pass leaves its bits out.
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
        let sum = self.compat.completeness();
        let alone = self.first_frame() == self.last_frame();
        if alone && sum & SYN == 0 { 0 } else { sum }
    }
}

#[cfg(test)]
mod tests {
    use super::completeness;
    use crate::flow::Flow;
    use crate::segment_vars::SegmentVars;
    use synfin_wire::segment::flags::Flags;

    fn later(flags: Flags, payload_len: u32) -> u8 {
        completeness(&SegmentVars { flags, payload_len, ..SegmentVars::default() }, false)
    }

    fn first(flags: Flags, payload_len: u32) -> u8 {
        completeness(&SegmentVars { flags, payload_len, ..SegmentVars::default() }, true)
    }

    #[test]
    fn a_syn_counts_only_as_the_first_segment() {
        assert_eq!(first(Flags::SYN, 0), 1);
        assert_eq!(first(Flags::SYN, 9), 9);
        assert_eq!(later(Flags::SYN, 0), 0);
        assert_eq!(later(Flags::SYN, 9), 0);
    }

    #[test]
    fn a_first_segment_that_is_no_syn_counts_once_another_follows() {
        let at = |frame, flags| SegmentVars { frame, flags, ..SegmentVars::default() };
        let syn_ack = at(1, Flags::SYN | Flags::ACK);
        let (mut flow, server) = Flow::open(&syn_ack, 23, 54203);
        flow.observe(&syn_ack, server);
        assert_eq!(flow.wireshark_completeness(), 0);
        flow.observe(&at(2, Flags::ACK), server.opposite());
        assert_eq!(flow.wireshark_completeness(), 2 + 4);
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
