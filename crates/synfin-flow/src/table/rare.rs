//! What only some flows need: the numbers of what is missing, and the high parts of large ones.

use synfin_wire::segment::seq::Seq;

use crate::endpoint::end::End;
use crate::endpoint::state::State;
use crate::flow::Flow;
use crate::holes::Holes;
use crate::packed::U48;
use crate::table::measured::{Wide, narrow};
use crate::table::octets::Octets;
use crate::table::packed_end::PackedEnd;
use crate::table::packed_flow::frame_after;
use crate::time::Moment;

const _: () = assert!(size_of::<Rare>() <= 92);

/// What a [`PackedFlow`](crate::table::packed_flow::PackedFlow) has no room for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rare {
    holes: Holes,
    ends: [RareEnd; 2],
    last_time: Octets<2>,
    last_frame: Octets<2>,
    syn: Octets<2>,
    syn_ack: Octets<2>,
    attempts: Octets<1>,
}

#[derive(Clone, Copy, Debug)]
struct RareEnd {
    contig: Octets<4>,
    captured: Octets<4>,
    missed: Octets<6>,
    ip_octets: Octets<1>,
    segments: Octets<1>,
    answered_at: Octets<1>,
    retransmits: Octets<3>,
    wraps: Octets<1>,
    state_before_reset: State,
}

impl Rare {
    /// What the packed flow lacks.
    pub(crate) fn of(flow: &Flow) -> Rare {
        let wide = Wide::of(flow);
        Rare {
            holes: flow.holes,
            ends: [RareEnd::of(&flow.ends[0]), RareEnd::of(&flow.ends[1])],
            last_time: Octets::low_of(Octets::<6>::high_of(wide.last_time)),
            last_frame: Octets::low_of(Octets::<4>::high_of(wide.last_frame)),
            syn: Octets::low_of(Octets::<5>::high_of(wide.syn)),
            syn_ack: Octets::low_of(Octets::<5>::high_of(wide.syn_ack)),
            attempts: Octets::low_of(Octets::<1>::high_of(u64::from(flow.attempts))),
        }
    }

    /// Puts it back where the packed flow's part of it was unpacked.
    pub(crate) fn restore(&self, flow: &mut Flow) {
        let low = Wide::of(flow);
        flow.holes = self.holes;
        for (end, rare) in flow.ends.iter_mut().zip(&self.ends) {
            rare.restore(end);
        }
        let after = low.last_time | self.last_time.get() << Octets::<6>::BITS;
        flow.last_time = Moment(flow.first_time.0.wrapping_add(after as i64));
        let after = low.last_frame | self.last_frame.get() << Octets::<4>::BITS;
        flow.last_frame = frame_after(flow.first_frame.get(), after);
        flow.syn = narrow(low.syn | self.syn.get() << Octets::<5>::BITS);
        flow.syn_ack = narrow(low.syn_ack | self.syn_ack.get() << Octets::<5>::BITS);
        flow.attempts |= (self.attempts.word() << Octets::<1>::BITS) as u16;
    }
}

impl RareEnd {
    fn of(end: &End) -> RareEnd {
        RareEnd {
            contig: Octets::low_of(u64::from(end.contig.0)),
            captured: Octets::low_of(u64::from(end.captured.0)),
            missed: Octets::low_of(end.missed.get()),
            ip_octets: Octets::low_of(end.ip_octets.get() >> PackedEnd::IP_OCTETS),
            segments: Octets::low_of(u64::from(end.segments >> PackedEnd::SEGMENTS)),
            answered_at: Octets::low_of(u64::from(end.answered_at >> PackedEnd::ANSWERED_AT)),
            retransmits: Octets::low_of(u64::from(end.retransmits >> PackedEnd::RETRANSMITS)),
            wraps: Octets::low_of(u64::from(end.wraps >> PackedEnd::WRAPS)),
            state_before_reset: end.state_before_reset,
        }
    }

    fn restore(&self, end: &mut End) {
        end.contig = Seq(self.contig.word());
        end.captured = Seq(self.captured.word());
        end.missed = U48::new(self.missed.get());
        end.ip_octets = U48::new(end.ip_octets.get() | self.ip_octets.get() << PackedEnd::IP_OCTETS);
        end.segments |= self.segments.word() << PackedEnd::SEGMENTS;
        end.answered_at |= self.answered_at.word() << PackedEnd::ANSWERED_AT;
        end.retransmits |= self.retransmits.word() << PackedEnd::RETRANSMITS;
        end.wraps |= (self.wraps.word() << PackedEnd::WRAPS) as u16;
        end.state_before_reset = self.state_before_reset;
    }
}
