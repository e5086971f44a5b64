//! Flows leave after a silence in capture time, whatever the stamps do.

use core::time::Duration;

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::{ProptestConfig, any, proptest};
use proptest::{prop_assert, prop_assert_eq};
use synfin_flow::outcome::Ended;
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;

use crate::rig::{By, FIN_ACK, Rig, SYN_ACK};

/// Somebody who always talks, so that time goes on.
const CHATTERER: u32 = 1_000;
const SECOND: Duration = Duration::from_secs(1);

impl Rig {
    /// Lets seconds pass, with a segment of the chatterer in each.
    fn chat(&mut self, seconds: u32) {
        for _ in 0..seconds {
            self.wait(SECOND);
            self.tell(CHATTERER, By::Client, Flags::ACK, 1, 1);
        }
    }
}

/// Each class expires after its own time.
#[track_caller]
fn expires_after(seconds: u32, told: &[(By, Flags, u32, u32)]) {
    let mut rig = Rig::expiring();
    rig.open(CHATTERER);
    for &(by, flags, seq, ack) in told {
        rig.tell(1, by, flags, seq, ack);
    }
    rig.chat(seconds - 1);
    assert_eq!(rig.left(), [], "before its time");
    rig.chat(2);
    assert_eq!(rig.left(), [1]);
    assert_eq!(rig.ended[0].ended, Ended::Timeout);
}

#[test]
fn every_class_of_flows_expires_after_its_own_silence() {
    let open = [
        (By::Client, Flags::SYN, 0, 0),
        (By::Server, SYN_ACK, 0, 1),
        (By::Client, Flags::ACK, 1, 1),
        (By::Client, FIN_ACK, 1, 1),
        (By::Server, FIN_ACK, 1, 2),
        (By::Client, Flags::ACK, 2, 2),
    ];
    let one_sided = [(By::Client, Flags::ACK, 1, 1), (By::Client, Flags::ACK, 1, 2)];
    expires_after(30, &open[..1]);
    expires_after(30, &open[..2]);
    expires_after(600, &open[..3]);
    expires_after(120, &open[..4]);
    expires_after(120, &open[..5]);
    expires_after(5, &open);
    expires_after(60, &one_sided);
}

#[test]
fn with_one_segment_at_most_two_flows_expire() {
    let mut rig = Rig::expiring();
    rig.open(CHATTERER);
    for client in 0..101 {
        rig.tell(client, By::Client, Flags::SYN, 0, 0);
    }
    rig.chat(29);
    assert_eq!(rig.ended.len(), 0);
    rig.wait(2 * SECOND);
    for segments in 1..60 {
        rig.tell(CHATTERER, By::Client, Flags::ACK, 1, 1);
        assert_eq!(rig.ended.len(), (2 * segments).min(101));
    }
}

#[test]
fn one_wild_stamp_expires_nothing_and_stops_nothing() {
    for wild in [i64::MIN, -1, 0, 1_000_000_000, 4_000_000_000_000_000_000, i64::MAX] {
        let mut rig = Rig::expiring();
        rig.open(CHATTERER);
        rig.tell(1, By::Client, Flags::SYN, 0, 0);
        rig.chat(10);
        let honest = rig.now;
        rig.now = Moment(wild);
        rig.tell_raw(CHATTERER, By::Client, Flags::ACK, isn(), isn());
        rig.now = honest;
        rig.chat(19);
        assert_eq!(rig.left(), [], "the stamp {wild} expires flows");
        rig.chat(3);
        assert_eq!(rig.left(), [1], "the stamp {wild} stops expiry");
    }
}

/// Any number will do.
fn isn() -> synfin_wire::segment::seq::Seq {
    synfin_wire::segment::seq::Seq(5)
}

#[test]
fn a_capture_that_begins_with_a_wild_stamp_expires_all_the_same() {
    for wild in [i64::MIN, 0, i64::MAX] {
        let mut rig = Rig::expiring();
        let honest = rig.now;
        rig.now = Moment(wild);
        rig.tell_raw(1, By::Client, Flags::SYN, isn(), isn());
        rig.now = honest;
        rig.open(CHATTERER);
        rig.chat(20);
        assert_eq!(rig.left(), []);
        rig.chat(14);
        assert_eq!(rig.left(), [0], "after the stamp {wild}");
    }
}

#[test]
fn two_clocks_hours_apart_expire_nothing_that_talks() {
    let mut rig = Rig::expiring();
    rig.open(CHATTERER);
    rig.open(1);
    for _ in 0..2_000 {
        rig.wait(SECOND / 2);
        rig.tell(CHATTERER, By::Client, Flags::ACK, 1, 1);
        let here = rig.now;
        rig.wait(Duration::from_hours(3));
        rig.tell(1, By::Client, Flags::ACK, 1, 1);
        rig.now = here;
    }
    assert_eq!(rig.left(), []);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Stamps as wild as can be, though never two of them in a row.
    #[test]
    fn the_silent_leave_in_time_and_the_talkers_stay(stamps in vec(weighted(0.4, any::<i64>()), 40..80)) {
        let mut rig = Rig::expiring();
        rig.open(CHATTERER);
        let silent = rig.tell(1, By::Client, Flags::SYN, 0, 0).flow;
        for (second, stamp) in (1_u32..).zip(stamps) {
            rig.chat(1);
            if let Some(stamp) = stamp {
                let honest = rig.now;
                rig.now = Moment(stamp);
                rig.tell_raw(CHATTERER, By::Client, Flags::ACK, isn(), isn());
                rig.now = honest;
            }
            match second {
                ..30 => prop_assert!(rig.left().is_empty(), "after {second} s"),
                33.. => prop_assert_eq!(rig.left(), [silent], "after {} s", second),
                _ => {}
            }
        }
    }
}
