//! Sequence numbers and times mean nothing by themselves: only their distances count (RFC 9293, section 3.4).

use proptest::prelude::proptest;
use proptest::prop_assert_eq;
use synfin_flow::direction::Direction;
use synfin_flow::flow::Tally;
use synfin_flow::table::seen::Seen;
use synfin_flow::time::Moment;
use synfin_wire::segment::seq::Seq;

use crate::segments::{Sent, capture, cases};
use crate::table::{Names, Told, tell};

/// The same capture with other initial sequence numbers.
fn shifted(capture: &[Sent], first_by: u32, second_by: u32) -> Vec<Sent> {
    let mut capture = capture.to_vec();
    for sent in &mut capture {
        let (own, other) = if sent.by_first { (first_by, second_by) } else { (second_by, first_by) };
        let vars = &mut sent.vars;
        vars.seq = vars.seq + own;
        if vars.flags.ack() {
            vars.ack = vars.ack + other;
        }
        for block in vars.sack.iter_mut().flatten() {
            *block = (block.0 + other, block.1 + other);
        }
    }
    capture
}

/// All that may be compared when raw numbers differ.
fn relative(seen: &Seen) -> impl PartialEq + core::fmt::Debug {
    let verdict = &seen.verdict;
    (
        (seen.flow, verdict.sender, verdict.step, verdict.notes),
        (verdict.originator, verdict.responder),
        (verdict.rel_seq, verdict.rel_ack, verdict.window_scaled),
    )
}

fn tallies(told: &Told) -> Vec<[Tally; 2]> {
    told.ended.iter().map(|ended| Direction::BOTH.map(|of| ended.flow.tally(of))).collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn other_initial_numbers_change_no_verdict(
        capture in capture(), first_by in proptest::num::u32::ANY, second_by in proptest::num::u32::ANY,
    ) {
        let shifted = shifted(&capture, first_by, second_by);
        let (plain, other) = (tell(&capture, Names::SERVED), tell(&shifted, Names::SERVED));
        for (index, (one, other)) in plain.seen.iter().zip(&other.seen).enumerate() {
            prop_assert_eq!(relative(one), relative(other), "segment {}: {}", index, one.verdict.reason());
        }
        prop_assert_eq!(tallies(&plain), tallies(&other));
    }

    #[test]
    fn another_date_changes_no_verdict(mut capture in capture(), days in -3_000..3_000_i64) {
        // Doubles are told apart in steps of 32.768 µs; a whole number of those leaves them as they are.
        let by = days << 46;
        // Where time itself ends there is no other date.
        capture.retain(|sent| sent.vars.time.0.unsigned_abs() < 1 << 62);
        let mut later = capture.clone();
        for sent in &mut later {
            sent.vars.time = Moment(sent.vars.time.0 + by);
        }
        let (plain, other) = (tell(&capture, Names::SERVED), tell(&later, Names::SERVED));
        prop_assert_eq!(&plain.seen, &other.seen);
    }
}

#[test]
fn a_shift_is_one() {
    let vars = synfin_flow::segment_vars::SegmentVars { seq: Seq(u32::MAX), ..Default::default() };
    let sent = Sent { pair: 0, by_first: true, vars };
    assert_eq!(shifted(&[sent], 2, 0)[0].vars.seq, Seq(1));
}
