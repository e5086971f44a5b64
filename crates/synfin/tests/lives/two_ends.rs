//! Two honest ends over a link that loses, repeats and reorders: nothing they do is illegal, and their states are known.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use synfin::flow::endpoint::basis::Basis;
use synfin::flow::step::Step;
use synfin::flow_summary::FlowSummary;
use synfin_testkit::forge::flags::{FIN, RST};
use synfin_testkit::two_ends::ACCUSATIONS;
use synfin_testkit::two_ends::life::Life;
use synfin_testkit::two_ends::observation::Observation;
use synfin_testkit::two_ends::state::{State, as_onlooker};

use crate::read::{self, Whole};

/// Lives of one run; each is some thirty segments.
const LIVES: u64 = 300;
fn read(seen: &[Observation]) -> Whole {
    let whole = read::frames(seen.iter().map(Observation::record));
    assert_eq!(whole.told.len(), seen.len());
    assert!(whole.analyzer.balance());
    whole
}

/// States told right, told wrong, and told wrong with a basis that claims proof.
#[derive(Default)]
struct Score {
    right: u32,
    wrong: u32,
    wrong_and_sure: u32,
    /// What was told wrong, how often, and the first life in which it was.
    mistakes: BTreeMap<String, (u32, u64)>,
}

impl Score {
    fn count(&mut self, seed: u64, seen: &[Observation]) {
        let mut said = [0; 2];
        for (observation, told) in seen.iter().zip(read(seen).told) {
            said[usize::from(!observation.from_left)] |= observation.segment.flags;
            let ends = told.left_and_right(observation.from_left);
            for (end, (state, basis)) in ends.into_iter().enumerate() {
                // An end that has closed and not said so yet is open to every onlooker.
                let closes_silently = has_closed(observation.states[end]) && said[end] & (FIN | RST) == 0;
                if !observation.observable[end] || closes_silently {
                    continue;
                }
                let truth = as_onlooker(observation.states[end].name());
                if state.name() == truth {
                    self.right += 1;
                    continue;
                }
                self.wrong += 1;
                self.wrong_and_sure += u32::from(matches!(basis, Basis::Sent | Basis::Received));
                let step = told.verdict.step.name();
                let whose = if (end == 0) == observation.from_left { "sender" } else { "receiver" };
                let mistake = format!("after {step} its {whose} is {truth}, told {state} ({})", basis.name());
                self.mistakes.entry(mistake).or_insert((0, seed)).0 += 1;
            }
        }
    }

    fn per_thousand_right(&self) -> u32 {
        self.right * 1000 / (self.right + self.wrong)
    }
}

fn has_closed(state: State) -> bool {
    matches!(state, State::FinWait1 | State::Closing | State::LastAck | State::Closed)
}

impl fmt::Debug for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Score { right, wrong, wrong_and_sure, .. } = self;
        writeln!(
            f,
            "{right} right, {wrong} wrong, {wrong_and_sure} of them claim proof; the most frequent:"
        )?;
        let mut mistakes: Vec<_> = self.mistakes.iter().collect();
        mistakes.sort_by_key(|(_, (times, _))| Reverse(*times));
        let mut most = mistakes.iter().take(15);
        most.try_for_each(|(mistake, (times, seed))| writeln!(f, "{times:5} (seed {seed}) {mistake}"))
    }
}

#[test]
fn no_segment_of_an_honest_end_is_called_invalid() {
    for accusation in ACCUSATIONS {
        assert!(Step::ALL.iter().any(|step| step.name() == accusation), "{accusation} is no step");
    }
    for seed in 0..LIVES {
        let life = Life::of_seed(seed);
        for (place, seen) in [("receivers", &life.delivered), ("senders", &life.sent)] {
            for (told, observation) in read(seen).told.iter().zip(seen) {
                let step = told.verdict.step;
                assert!(
                    !ACCUSATIONS.contains(&step.name()),
                    "seed {seed}, near the {place}, frame {}: {} of {observation:?}: {}",
                    told.frame,
                    step.name(),
                    told.verdict.reason()
                );
            }
        }
    }
}

#[test]
fn near_the_receivers_states_are_told_right() {
    let mut score = Score::default();
    for seed in 0..LIVES {
        score.count(seed, &Life::of_seed(seed).delivered);
    }
    assert!(score.right > 10_000, "{score:?}");
    assert!(score.per_thousand_right() >= 985, "{score:?}");
    assert!(score.wrong_and_sure * 100 <= score.right + score.wrong, "{score:?}");
}

#[test]
fn near_the_senders_states_are_told_right() {
    let mut score = Score::default();
    for seed in 0..LIVES {
        score.count(seed, &Life::of_seed(seed).sent);
    }
    assert!(score.right > 5_000, "{score:?}");
    assert!(score.per_thousand_right() >= 880, "{score:?}");
}

#[test]
fn a_life_captured_twice_is_told_as_if_captured_once() {
    for seed in 0..LIVES / 3 {
        let life = Life::of_seed(seed);
        let once = read(&life.delivered);
        let twice = read::frames(life.delivered.iter().flat_map(|seen| [seen.record(), seen.record()]));
        for (first, told) in once.told.iter().zip(twice.told.chunks_exact(2)) {
            assert_eq!(told[0].verdict, first.verdict, "seed {seed}, frame {}", first.frame);
            assert_eq!(told[1].verdict.step, Step::CaptureDuplicate, "seed {seed}, frame {}", first.frame);
            assert_eq!(told[1].states(), first.states(), "seed {seed}, frame {}", first.frame);
        }
        let outcomes = |whole: &Whole| whole.flows.iter().map(FlowSummary::outcome).collect::<Vec<_>>();
        assert_eq!(outcomes(&once), outcomes(&twice), "seed {seed}");
    }
}
