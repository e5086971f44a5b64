//! While no segment comes, flows leave all the same, and what is held can be looked at.

use core::time::Duration;

use synfin_flow::class::Class;
use synfin_flow::outcome::Ended;
use synfin_wire::segment::flags::Flags;

use crate::rig::{By, FIN_ACK, Rig};

const SECOND: Duration = Duration::from_secs(1);

impl Rig {
    /// Lets seconds pass without a segment; how often time had to be told more than once.
    fn be_quiet(&mut self, seconds: u32) -> u32 {
        let mut again = 0;
        for _ in 0..seconds {
            self.wait(SECOND);
            while self.table.pass(self.now) {
                again += 1;
                self.take_out();
            }
            self.take_out();
        }
        again
    }

    fn take_out(&mut self) {
        self.ended.extend(std::iter::from_fn(|| self.table.pop_ended()));
        assert!(self.table.books().balance());
    }
}

#[test]
fn flows_of_a_network_that_fell_silent_leave_in_their_time() {
    let mut rig = Rig::expiring();
    rig.tell(1, By::Client, Flags::SYN, 0, 0);
    rig.open(2);
    rig.be_quiet(30);
    assert_eq!(rig.left(), [], "before its time");
    rig.be_quiet(1);
    assert_eq!(rig.left(), [0]);
    assert_eq!(rig.ended[0].ended, Ended::Timeout);
    rig.be_quiet(568);
    assert_eq!(rig.left(), [0]);
    rig.be_quiet(2);
    assert_eq!(rig.left(), [0, 1]);
}

#[test]
fn more_flows_than_may_leave_at_once_leave_when_asked_again() {
    let mut rig = Rig::expiring();
    for client in 0..5_000 {
        rig.tell(client, By::Client, Flags::SYN, 0, 0);
    }
    let again = rig.be_quiet(32);
    assert_eq!(rig.left(), (0..5_000).collect::<Vec<_>>());
    assert_eq!(again, 4, "1,024 at a time");
    assert_eq!(rig.table.books().live, 0);
}

#[test]
fn one_wild_moment_ends_nothing() {
    let mut rig = Rig::expiring();
    rig.open(1);
    rig.wait(3600 * SECOND);
    assert!(!rig.table.pass(rig.now));
    rig.take_out();
    assert_eq!(rig.left(), []);
}

#[test]
fn without_timeouts_time_ends_nothing() {
    let mut rig = Rig::holding(10);
    rig.open(1);
    rig.be_quiet(700);
    assert_eq!(rig.left(), []);
}

#[test]
fn what_is_held_is_told_the_latest_first_and_stays() {
    let mut rig = Rig::expiring();
    for client in 0..4 {
        rig.open(client);
    }
    rig.tell(1, By::Client, Flags::ACK, 1, 1);
    // What is rare of it lies elsewhere; it comes in its turn all the same.
    rig.tell(2, By::Client, Flags::ACK, 5_000, 1);
    rig.tell(2, By::Client, Flags::ACK, 9_000, 1);
    rig.tell(0, By::Client, Flags::ACK, 1, 1);
    rig.tell(3, By::Client, FIN_ACK, 1, 1);
    let held = |class| rig.table.held(class).map(|flow| flow.number).collect::<Vec<_>>();
    assert_eq!(held(Class::Established), [0, 2, 1]);
    assert_eq!(held(Class::Closing), [3]);
    assert_eq!(held(Class::Unanswered), []);
    let counted = Class::ALL.map(|class| (class, rig.table.count_held(class)));
    let expected = Class::ALL.map(|class| match class {
        Class::Established => (class, 3),
        Class::Closing => (class, 1),
        _ => (class, 0),
    });
    assert_eq!(counted, expected);
    assert_eq!(rig.table.books().live, 4);
}
