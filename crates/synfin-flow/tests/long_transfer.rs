//! More octets than sequence numbers: relative numbers and counts go on beyond 4 GiB, and nothing old is taken for new.

use synfin_flow::direction::Direction;
use synfin_flow::flow::Flow;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::step::Step;
use synfin_flow::time::Moment;
use synfin_flow::verdict::Verdict;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

/// Where the caller's numbers begin: not far from their end.
const ISN: u32 = u32::MAX - 5_000;
/// Octets of each segment.
const OCTETS: u32 = 1 << 20;
/// Segments: ten GiB.
const SEGMENTS: u64 = 10 << 10;

struct Wire {
    flow: Flow,
    frame: u64,
}

impl Wire {
    fn tell(&mut self, sender: Direction, flags: Flags, seq: u32, ack: u32, payload_len: u32) -> Verdict {
        self.frame += 1;
        self.flow.observe(&segment(self.frame, flags, seq, ack, payload_len), sender)
    }
}

fn segment(frame: u64, flags: Flags, seq: u32, ack: u32, payload_len: u32) -> SegmentVars {
    SegmentVars {
        time: Moment(frame as i64 * 1_000_000),
        frame,
        seq: Seq(seq),
        ack: Seq(ack),
        flags,
        payload_len,
        ip_len: payload_len + 40,
        window: 65_535,
        identification: Some(frame as u16 | 1),
        ..SegmentVars::default()
    }
}

#[test]
fn ten_gibibytes_stay_in_order() {
    let syn = segment(1, Flags::SYN, ISN, 0, 0);
    let (flow, caller) = Flow::open(&syn, 40_000, 80);
    let mut wire = Wire { flow, frame: 0 };
    wire.tell(caller, Flags::SYN, ISN, 0, 0);
    wire.tell(caller.opposite(), Flags::SYN | Flags::ACK, 0, ISN.wrapping_add(1), 0);
    wire.tell(caller, Flags::ACK, ISN.wrapping_add(1), 1, 0);
    for index in 0..SEGMENTS {
        let seq = ISN.wrapping_add(1).wrapping_add((index as u32).wrapping_mul(OCTETS));
        let told = wire.tell(caller, Flags::ACK, seq, 1, OCTETS);
        let relative = 1 + index as i64 * i64::from(OCTETS);
        assert_eq!(
            (told.step, told.rel_seq, told.notes.is_empty()),
            (Step::Data, Some(relative), true),
            "{index}"
        );
        let told = wire.tell(caller.opposite(), Flags::ACK, 1, seq.wrapping_add(OCTETS), 0);
        assert_eq!((told.step, told.rel_ack), (Step::Ack, Some(relative + i64::from(OCTETS))), "{index}");
        if index % 1000 == 999 {
            // What came before in this turn of the numbers, again.
            let again = wire.tell(caller, Flags::ACK, seq, 1, OCTETS);
            assert_eq!((again.step, again.rel_seq), (Step::DataRetransmit, Some(relative)), "{index}");
        }
    }
    let sent = wire.flow.tally(caller);
    assert_eq!((sent.payload_bytes, sent.missed_bytes), (SEGMENTS * u64::from(OCTETS), 0));
    assert_eq!(u64::from(sent.retransmits), SEGMENTS / 1000);
}
