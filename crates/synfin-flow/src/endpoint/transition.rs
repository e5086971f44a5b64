//! The state machine of one end, to be read beside RFC 9293, Figure 5.

use crate::endpoint::event::Event::{
    self, GotAckOfFin, GotAckOfSyn, GotFin, GotRst, GotSyn, GotSynAck, SentAckOfFin, SentAckOfSyn, SentFin,
    SentFinCrossed, SentFinUnanswered, SentRst, SentSyn, SentSynAck, SentSynAckFin, SentSynAckUnanswered,
    SentSynAgain, SentSynCrossed, SentWhenOpen,
};
use crate::endpoint::state::State::{
    self, CloseWait, Closed, Closing, Established, FinWait1, FinWait2, LastAck, SynReceived, SynSent,
    TimeWait, Unknown,
};

/// The state after an event; `None` when the event moves nothing.
///
/// Where the state stays the same and a row stands here all the same, the event confirms the state.
#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "rows stand where Figure 5 has them, not where they would merge")]
pub const fn next(state: State, event: Event) -> Option<State> {
    Some(match (state, event) {
        // open, by the end that begins
        (Unknown | Closed, SentSyn)                         => SynSent,
        (SynSent, GotSynAck)                                => Established,
        (SynSent | Established, SentAckOfSyn)               => Established,
        (Established, SentSynAgain)                         => SynSent,        // the SYN-ACK never arrived

        // open, by the end that answers
        (Unknown | Closed, GotSyn)                          => SynReceived,
        (Unknown | Closed | SynSent | SynReceived, SentSynAck)    => SynReceived,
        (Unknown | Closed | SynSent | SynReceived, SentSynAckFin) => FinWait1,
        (SynReceived, GotAckOfSyn)                          => Established,
        (SynReceived, SentWhenOpen)                         => Established,    // its peer's ACK was not captured

        // both at once
        (Unknown | Closed | SynSent | SynReceived, SentSynCrossed) => SynReceived,
        (SynSent, GotSyn)                                   => SynReceived,
        (SynReceived, GotSynAck)                            => Established,

        // close, by the end that begins
        (Established | SynReceived, SentFin)                => FinWait1,
        (FinWait1, GotAckOfFin)                             => FinWait2,
        (FinWait2, GotFin | SentAckOfFin)                   => TimeWait,
        (TimeWait, SentAckOfFin)                            => TimeWait,

        // close, by the end that follows
        (Established | SynReceived, GotFin | SentAckOfFin)  => CloseWait,
        (CloseWait, SentAckOfFin)                           => CloseWait,
        (CloseWait, SentFin)                                => LastAck,
        (LastAck, GotAckOfFin)                              => Closed,

        // both at once
        (FinWait1, GotFin | SentAckOfFin)                   => Closing,
        (Established | SynReceived | CloseWait, SentFinCrossed) => Closing,
        (Closing, SentAckOfFin)                             => Closing,
        (Closing, GotAckOfFin)                              => TimeWait,

        // the answer was captured and never arrived
        (Established, SentSynAckUnanswered)                 => SynReceived,
        (FinWait2, SentFinUnanswered)                       => FinWait1,
        (TimeWait, SentFinUnanswered)                       => Closing,
        (Closed, SentFinUnanswered)                         => LastAck,

        // reset
        (_, SentRst | GotRst)                               => Closed,

        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::next;
    use crate::endpoint::event::Event;
    use crate::endpoint::state::State;
    use std::fmt::Write as _;
    use std::string::String;

    /// Every arrow of the machine but those of resets, which lead from everywhere to CLOSED.
    fn graph() -> String {
        let mut lines = String::new();
        for from in State::ALL {
            for event in Event::ALL {
                match next(from, event) {
                    Some(_) if matches!(event, Event::SentRst | Event::GotRst) => {}
                    Some(to) => {
                        writeln!(lines, "{from} --{}--> {to}", event.name()).expect("a string takes it");
                    }
                    None => {}
                }
            }
        }
        lines
    }

    #[test]
    fn the_graph_is_the_one_in_the_file_beside() {
        let expected = include_str!("transition.graph.txt");
        assert_eq!(
            graph(),
            expected,
            "the table changed: change transition.graph.txt with it, and look at both"
        );
    }

    #[test]
    fn a_reset_closes_from_everywhere() {
        for from in State::ALL {
            assert_eq!(next(from, Event::GotRst), Some(State::Closed));
            assert_eq!(next(from, Event::SentRst), Some(State::Closed));
        }
    }
}
