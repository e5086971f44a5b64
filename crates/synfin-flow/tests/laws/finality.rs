//! Closed is final, until the sockets are used again.

use proptest::prelude::proptest;
use proptest::{prop_assert, prop_assert_eq};
use synfin_flow::direction::Direction;
use synfin_flow::endpoint::state::State;
use synfin_flow::flow::Flow;
use synfin_flow::note::Note;
use synfin_flow::outcome::Outcome;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::verdict::Verdict;

use crate::segments::{capture, cases};

/// Both ends' states.
fn states(flow: &Flow) -> [State; 2] {
    Direction::BOTH.map(|of| flow.state(of).0)
}

fn is_over(flow: &Flow) -> bool {
    let reset = matches!(
        flow.outcome(),
        Outcome::Refused
            | Outcome::AbortedOpenByInitiator
            | Outcome::AbortedOpenByResponder
            | Outcome::ResetByInitiator
            | Outcome::ResetByResponder
    );
    (reset || flow.outcome() == Outcome::Closed)
        && states(flow).iter().all(|state| matches!(state, State::Closed | State::TimeWait))
}

/// Whether the law lets this segment move a connection that is over: its own SYN again, which a listener answers; an answer after
/// a refusal; and whatever shows that a reset was forged, or that an answer was lost behind the capture.
fn may_revive(segment: &SegmentVars, outcome: Outcome, verdict: &Verdict) -> bool {
    let flags = segment.flags;
    let opens = flags.syn() && !flags.rst() && (!flags.ack() || outcome == Outcome::Refused);
    let taken_back = [Note::RstWasForgedOrStale, Note::ReplyWasLost];
    opens || taken_back.into_iter().any(|note| verdict.notes.contains(note))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_over_stays_over(capture in capture()) {
        let capture: Vec<_> = capture.into_iter().filter(|sent| sent.pair == 0).collect();
        let Some(first) = capture.first() else { return Ok(()) };
        let (mut flow, opener) = Flow::open(&first.vars, 40_000, 50_000);
        let first_is = if first.by_first { opener } else { opener.opposite() };
        let mut exchanged = false;
        for sent in &capture {
            let sender = if sent.by_first { first_is } else { first_is.opposite() };
            let sender = if exchanged { sender.opposite() } else { sender };
            let plain_syn = sent.vars.flags.syn() && !sent.vars.flags.ack() && !sent.vars.flags.rst();
            if plain_syn && !flow.owns_syn(&sent.vars, sender) && flow.last_frame() != first.vars.frame {
                // It begins another connection.
                continue;
            }
            let (before, outcome, over) = (states(&flow), flow.outcome(), is_over(&flow));
            let verdict = flow.observe(&sent.vars, sender);
            // A SYN-ACK tells who answered: what was said of one end is then said of the other.
            let corrects_roles = verdict.sender != sender;
            exchanged ^= corrects_roles;
            if !over || corrects_roles || may_revive(&sent.vars, outcome, &verdict) {
                continue;
            }
            for (before, after) in before.into_iter().zip(states(&flow)) {
                // RFC 1337: a reset may end TIME-WAIT.
                let assassinated = sent.vars.flags.rst() && after == State::Closed;
                prop_assert!(after == before || assassinated, "{before} became {after}: {}", verdict.reason());
            }
            prop_assert_eq!(flow.outcome(), outcome, "{}", verdict.reason());
        }
    }
}
