//! Nothing panics, and no flow is lost or told twice.

use core::num::NonZeroU32;
use std::collections::BTreeSet;

use proptest::prelude::proptest;
use proptest::{prop_assert, prop_assert_eq};
use synfin_flow::outcome::Ended;
use synfin_flow::step::Step;
use synfin_flow::table::limits::{Limits, Timeouts};

use crate::segments::{capture, cases};
use crate::table::{Names, feed, tell};

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_books_balance_after_every_segment_and_every_flow_leaves_once(
        capture in capture(), bound in 1..4_u32, expires in proptest::bool::ANY,
    ) {
        let limits = Limits {
            max_flows: NonZeroU32::MIN.saturating_add(bound - 1),
            timeouts: expires.then(Timeouts::default),
            ..Limits::default()
        };
        let mut opened = 0;
        let told = feed(&capture, Names::SERVED, limits, |table, seen| {
            let books = table.books();
            assert!(books.balance(), "{books:?}");
            assert!(table.is_sound(), "a flow is in no list, in two, or in that of another class");
            assert!(books.live <= u64::from(bound), "{books:?}");
            assert!(seen.flow < books.opened);
            assert!(!seen.verdict.reason().to_string().is_empty());
            opened = books.opened;
        });
        let numbers: BTreeSet<u64> = told.ended.iter().map(|ended| ended.number).collect();
        prop_assert_eq!(numbers.len(), told.ended.len(), "a flow leaves twice");
        prop_assert_eq!(numbers.last().map_or(0, |last| last + 1), opened);
        prop_assert_eq!(told.ended.len() as u64, opened);
        for ended in &told.ended {
            let timeout = ended.ended == Ended::Timeout;
            prop_assert!(expires || !timeout);
        }
    }

    #[test]
    fn every_segment_is_counted_once_at_its_sender(capture in capture()) {
        let told = tell(&capture, Names::SERVED);
        let counted: u64 = told
            .ended
            .iter()
            .flat_map(|ended| synfin_flow::direction::Direction::BOTH.map(|of| ended.flow.tally(of).segments))
            .map(u64::from)
            .sum();
        let doubles = told.seen.iter().filter(|seen| seen.verdict.step == Step::CaptureDuplicate).count();
        prop_assert_eq!(counted, (capture.len() - doubles) as u64);
    }

    #[test]
    fn neither_the_hash_key_nor_a_bound_that_is_not_reached_changes_anything(
        capture in capture(), first in proptest::num::u64::ANY, second in proptest::num::u64::ANY,
    ) {
        let plain = tell(&capture, Names::SERVED);
        let flows = u32::try_from(plain.ended.len()).unwrap_or(u32::MAX);
        let limits = Limits {
            hash_key: [first, second],
            max_flows: NonZeroU32::new(flows).unwrap_or(NonZeroU32::MIN),
            ..Limits::default()
        };
        let other = feed(&capture, Names::SERVED, limits, |_, _| {});
        prop_assert_eq!(&plain.seen, &other.seen);
        // Order included: that in which flows leave does not depend on the hash either.
        prop_assert_eq!(format!("{:?}", plain.ended), format!("{:?}", other.ended));
    }

    #[test]
    fn the_hash_key_decides_nothing_where_flows_are_evicted_and_expire(
        capture in capture(), bound in 1..4_u32, key in proptest::num::u64::ANY,
    ) {
        let limits = Limits {
            max_flows: NonZeroU32::MIN.saturating_add(bound - 1),
            timeouts: Some(Timeouts::default()),
            ..Limits::default()
        };
        let plain = feed(&capture, Names::SERVED, limits, |_, _| {});
        let other = feed(&capture, Names::SERVED, Limits { hash_key: [key, !key], ..limits }, |_, _| {});
        prop_assert_eq!(&plain.seen, &other.seen);
        prop_assert_eq!(format!("{:?}", plain.ended), format!("{:?}", other.ended));
    }
}
