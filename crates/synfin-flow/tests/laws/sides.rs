//! Which end is called what changes nothing: the ends are alike but for what they do.

use proptest::prelude::proptest;
use proptest::prop_assert_eq;
use synfin_flow::direction::Direction;
use synfin_flow::flow::Flow;
use synfin_flow::outcome::Start;

use crate::segments::{capture, cases};
use crate::table::{Names, tell};

/// All that is told of a whole connection.
fn story(flow: &Flow) -> impl PartialEq + core::fmt::Debug {
    (
        (flow.outcome(), flow.open_kind(), flow.close_kind(), flow.start(), flow.roles(), flow.one_sided()),
        (flow.first_closer(), flow.time_wait_holder(), flow.reset_by(), flow.incarnation(), flow.attempts()),
        Direction::BOTH.map(|of| (flow.state(of), flow.tally(of))),
        (flow.handshake_rtt_server(), flow.handshake_rtt_client(), flow.duration()),
        (flow.zeek_conn_state(), flow.zeek_history().to_string(), flow.wireshark_completeness()),
    )
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn exchanging_the_addresses_changes_nothing(capture in capture()) {
        let exchanged = Names { hosts: [2, 1], ..Names::SERVED };
        let (plain, other) = (tell(&capture, Names::SERVED), tell(&capture, exchanged));
        prop_assert_eq!(&plain.seen, &other.seen);
        for (one, other) in plain.ended.iter().zip(&other.ended) {
            prop_assert_eq!(story(&one.flow), story(&other.flow));
            prop_assert_eq!(one.originator().port(), other.originator().port());
        }
    }

    #[test]
    fn a_mirrored_capture_is_told_alike_where_no_port_is_asked(capture in capture()) {
        let (plain, other) = (tell(&capture, Names::ALIKE), tell(&capture, Names::ALIKE.mirrored()));
        prop_assert_eq!(&plain.seen, &other.seen);
        for (one, other) in plain.ended.iter().zip(&other.ended) {
            prop_assert_eq!(story(&one.flow), story(&other.flow));
        }
    }

    #[test]
    fn a_mirrored_capture_is_told_alike_where_a_syn_tells_the_roles(capture in capture()) {
        let (plain, other) = (tell(&capture, Names::SERVED), tell(&capture, Names::SERVED.mirrored()));
        let (one_by_one, others) = (plain.by_number(), other.by_number());
        prop_assert_eq!(one_by_one.len(), others.len());
        for (one, other) in one_by_one.iter().zip(others) {
            if one.flow.start() == Start::Syn {
                prop_assert_eq!(story(&one.flow), story(&other.flow));
            }
        }
        for (one, other) in plain.seen.iter().zip(&other.seen) {
            prop_assert_eq!(one.flow, other.flow);
            if one_by_one[one.flow as usize].flow.start() == Start::Syn {
                prop_assert_eq!(one.verdict, other.verdict);
            }
        }
    }
}
