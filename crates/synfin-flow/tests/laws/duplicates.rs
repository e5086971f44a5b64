//! A packet that the capture brings twice is one packet.

use proptest::prelude::proptest;
use proptest::prop_assert_eq;
use synfin_flow::direction::Direction;
use synfin_flow::step::Step;

use crate::segments::{Sent, capture, cases};
use crate::table::{Names, tell};

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_capture_that_brings_every_packet_twice_is_told_as_if_it_brought_it_once(capture in capture()) {
        // Without an identification only segments that occupy numbers can be known again.
        let capture: Vec<Sent> = (1..).zip(capture).map(|(place, sent)| sent.identified_by(place)).collect();
        let twice: Vec<Sent> = capture.iter().flat_map(|&sent| [sent, sent]).collect();
        let (once, twice) = (tell(&capture, Names::SERVED), tell(&twice, Names::SERVED));
        for (plain, pair) in once.seen.iter().zip(twice.seen.chunks_exact(2)) {
            prop_assert_eq!(plain, &pair[0]);
            prop_assert_eq!(plain.flow, pair[1].flow);
            let states = |seen: &synfin_flow::table::seen::Seen| {
                (seen.verdict.sender, seen.verdict.originator, seen.verdict.responder)
            };
            prop_assert_eq!(states(plain), states(&pair[1]));
            prop_assert_eq!(pair[1].verdict.step, Step::CaptureDuplicate);
        }
        for (plain, doubled) in once.by_number().iter().zip(twice.by_number()) {
            prop_assert_eq!(plain.flow.outcome(), doubled.flow.outcome());
            prop_assert_eq!(plain.flow.open_kind(), doubled.flow.open_kind());
            prop_assert_eq!(plain.flow.close_kind(), doubled.flow.close_kind());
            prop_assert_eq!(plain.flow.attempts(), doubled.flow.attempts());
            let tallies = |flow: &synfin_flow::flow::Flow| Direction::BOTH.map(|of| flow.tally(of));
            prop_assert_eq!(tallies(&plain.flow), tallies(&doubled.flow));
        }
    }
}
