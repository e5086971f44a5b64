//! Two small TCP ends over a link that loses, repeats and reorders: nothing they do is called invalid, and where nothing is lost
//! they come to rest where they are said to be.

use arbitrary::{Arbitrary, Result, Unstructured};
use synfin::analyzer::Analyzer;
use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::verdict::Verdict;
use synfin_testkit::random::Random;
use synfin_testkit::two_ends::ACCUSATIONS;
use synfin_testkit::two_ends::application::Action;
use synfin_testkit::two_ends::end::Manners;
use synfin_testkit::two_ends::life::Life;
use synfin_testkit::two_ends::link::Link;
use synfin_testkit::two_ends::observation::Observation;
use synfin_testkit::two_ends::state::as_onlooker;
use synfin_wire::numbers::LinkType;

/// Actions of one life.
const ACTIONS: usize = 24;

/// The octets choose the link, the manners of both ends and what their applications do; the first eight of them also seed what is
/// lost, repeated and reordered.
pub fn check(octets: &[u8]) {
    let Ok((link, life)) = life(&mut Unstructured::new(octets)) else { return };
    let states = told_at_last(&life.delivered);
    told_at_last(&life.sent);
    // What was lost on the way to the receiver may be what would have told one close from another.
    if link.loss_per_mille == 0
        && link.jitter_ns == 0
        && let Some(states) = states
    {
        came_to_rest(&life, states);
    }
}

/// Tells every segment, accuses no end, and gives the states of the left and the right end after the last.
fn told_at_last(seen: &[Observation]) -> Option<[(State, Basis); 2]> {
    let mut analyzer = Analyzer::default();
    let mut states = None;
    for (index, observation) in seen.iter().enumerate() {
        let record = observation.record();
        let (time, len) = (record.time_ns as i64, record.octets.len() as u32);
        let told = analyzer
            .observe_octets(time, LinkType::ETHERNET, &record.octets, len)
            .expect("each is a segment");
        assert!(
            !ACCUSATIONS.contains(&told.step().name()),
            "segment {index} is called {}: {} {observation:?}",
            told.step().name(),
            told.reason()
        );
        let Verdict { sender, originator, responder, .. } = *told.verdict();
        let by_originator = sender == Direction::Originator;
        states = Some(if observation.from_left == by_originator {
            [originator, responder]
        } else {
            [responder, originator]
        });
    }
    analyzer.finish();
    while analyzer.pop_ended().is_some() {}
    assert!(analyzer.balance());
    states
}

/// Each end is where it is said to be, on whatever ground, if an onlooker can know at all.
fn came_to_rest(life: &Life, told: [(State, Basis); 2]) {
    let Some(last) = life.delivered.last() else { return };
    for (end, (state, _)) in told.into_iter().enumerate() {
        if last.observable[end] && last.states == life.rest {
            assert_eq!(state.name(), as_onlooker(last.states[end].name()), "end {end}: {life:?}");
        }
    }
}

/// A life in which every choice is the fuzzer's, but what befalls each segment on its way.
fn life(choices: &mut Unstructured<'_>) -> Result<(Link, Life)> {
    let seed = u64::arbitrary(choices)?;
    let delay_ns = choices.int_in_range(100_000..=50_000_000)?;
    let link = Link {
        loss_per_mille: if choices.ratio(1, 2_u8)? { 0 } else { choices.int_in_range(1..=250)? },
        duplicate_per_mille: choices.int_in_range(0..=150)?,
        delay_ns,
        jitter_ns: if choices.ratio(1, 2_u8)? { 0 } else { choices.int_in_range(1..=2 * delay_ns)? },
    };
    let manners = [manners(choices)?, manners(choices)?];
    let mut actions = match choices.int_in_range(0..=2)? {
        0 => vec![(0, 1, Action::Listen), (1, 0, Action::Connect)],
        1 => vec![(0, 0, Action::Connect), (choices.int_in_range(0..=20_000_000)?, 1, Action::Connect)],
        // Nobody listens.
        _ => vec![(0, 0, Action::Connect)],
    };
    let mut time_ns = 1_000_000;
    for _ in 0..choices.int_in_range(0..=ACTIONS)? {
        time_ns += choices.int_in_range(0..=2_000_000_000_u64)?;
        let end = choices.int_in_range(0..=1)?;
        let action = match choices.int_in_range(0..=9)? {
            0 => Action::Abort,
            1 | 2 => Action::Close,
            3 => Action::Read,
            _ => Action::Write(choices.int_in_range(1..=4000)?),
        };
        actions.push((time_ns, end, action));
    }
    Ok((link, Life::lived(link, manners, &actions, Random::new(seed))))
}

fn manners(choices: &mut Unstructured<'_>) -> Result<Manners> {
    let mss = choices.int_in_range(200..=1460)?;
    Ok(Manners {
        iss: u32::arbitrary(choices)?,
        mss,
        buffer: choices.int_in_range(mss..=65_535)?,
        // An end that never reads is probed for ever: the life would not come to rest.
        reads_after_ns: Some(choices.int_in_range(0..=700_000_000)?),
        delays_acks: bool::arbitrary(choices)?,
        fin_rides: bool::arbitrary(choices)?,
        repeats_syn_ack: bool::arbitrary(choices)?,
    })
}
