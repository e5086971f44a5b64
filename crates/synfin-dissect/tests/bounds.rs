//! How much a dissection holds at most, on small limits.

use core::num::NonZeroU32;
use std::sync::{Arc, Mutex};

use synfin_dissect::claims::{Claims, MOST_DEPTH, Probe};
use synfin_dissect::data::Data;
use synfin_dissect::dissector::Dissector;
use synfin_dissect::emitter::Emitter;
use synfin_dissect::failure::Failure;
use synfin_dissect::field::{Field, FieldKind};
use synfin_dissect::flow_info::FlowInfo;
use synfin_dissect::limits::DissectionLimits;
use synfin_dissect::name::Name;
use synfin_dissect::registry::Registry;
use synfin_dissect::then::Then;
use synfin_dissect::trial::Trial;
use synfin_dissect::value::FieldValue;
use synfin_flow::direction::Direction::Originator;
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;

/// Buffers all that comes, and tells each piece as often as its first octet says.
struct Hoarder {
    claims: Claims,
    /// How many octets it was asked about, each time.
    asked: Arc<Mutex<Vec<usize>>>,
    most_held: usize,
}

impl Hoarder {
    fn new(claims: Claims) -> Hoarder {
        Hoarder { claims, asked: Arc::default(), most_held: usize::MAX }
    }

    fn of(claims: Claims) -> Registry {
        Registry::new().with(Hoarder::new(claims))
    }
}

impl Dissector for Hoarder {
    type State = Vec<u8>;

    fn name(&self) -> Name {
        "hoarder".into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            Field::new("text", FieldKind::Text, "What came.").every_of_flow(),
            Field::new("octets", FieldKind::Octets, "The same."),
        ]
    }

    fn claims(&self) -> Claims {
        self.claims.clone()
    }

    fn probe(&self, first: &[u8]) -> Probe {
        self.asked.lock().expect("nobody panics").push(first.len());
        if first[0] == b'?' { Probe::More } else { Probe::Mine }
    }

    fn open(&self, _: &FlowInfo) -> Vec<u8> {
        Vec::new()
    }

    fn data(&self, held: &mut Vec<u8>, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        held.extend_from_slice(data.octets);
        // Given away, not lent: nobody but the emitter can cut it.
        let text = String::from_utf8_lossy(data.octets).into_owned();
        for _ in 0..data.octets[0] {
            emit.put("text", FieldValue::Text(text.clone().into()))?;
        }
        emit.put("octets", FieldValue::Octets(data.octets.into()))?;
        Ok(Then::GoOn)
    }

    fn held(&self, held: &Vec<u8>) -> usize {
        if held.ends_with(b"boast") { usize::MAX } else { held.len() }
    }

    fn most_held(&self) -> usize {
        self.most_held
    }
}

fn flows(number: u32) -> DissectionLimits {
    DissectionLimits::for_flows(NonZeroU32::new(number).expect("more than none"))
}

#[test]
fn no_more_connections_are_held_than_the_limit_and_those_refused_are_counted() {
    let mut trial = Trial::within(flows(2), Hoarder::of(Claims::none().port(7)), 7);
    for flow in 0..5 {
        trial.begin(flow);
        trial.originator(b"\0");
    }
    let counts = trial.dissection().counts()[0];
    assert_eq!((counts.claimed, counts.refused), (2, 3));
    assert_eq!(trial.dissection().holds()[0], 2, "an octet of each");
    trial.begin(1);
    assert!(trial.end().is_some());
    trial.begin(9);
    trial.originator(b"\0");
    assert_eq!(trial.dissection().counts()[0].claimed, 3, "one has left, and there is room again");
}

#[test]
fn a_flood_of_handshakes_takes_no_more_states_than_the_limit() {
    let registry = Hoarder::of(Claims::none().port(7).hear(Stage::Open));
    let mut trial = Trial::within(flows(3), registry, 7);
    for flow in 0..1000 {
        trial.begin(flow);
        trial.segment(Originator, Step::Syn, 0, b"", 0);
    }
    let counts = trial.dissection().counts()[0];
    assert_eq!((counts.claimed, counts.refused), (3, 997));
}

#[test]
fn all_states_together_hold_no_more_than_the_limit() {
    let limits = DissectionLimits { buffered: 1000, ..flows(100) };
    let mut trial = Trial::within(limits, Hoarder::of(Claims::none().port(7)), 7);
    for flow in 0..10 {
        trial.begin(flow);
        trial.originator(&[0; 300]);
        assert!(trial.dissection().holds()[0] <= 1000);
    }
    assert_eq!(trial.dissection().counts()[0].too_large, 7, "three times 300 octets are fewer than 1,000");
    let failure = trial.end().and_then(|dissected| dissected.failure).expect("it was taken off");
    assert_eq!(failure.reason(), "all together held too much");
}

#[test]
fn who_says_to_hold_beyond_all_numbers_is_off_and_the_account_of_others_stays() {
    let most_held = usize::MAX - 1;
    let registry = Registry::new().with(Hoarder { most_held, ..Hoarder::new(Claims::none().port(7)) });
    let mut trial = Trial::within(flows(9), registry, 7);
    trial.originator(&[0; 300]);
    trial.begin(1);
    trial.originator(b"\0boast");
    assert_eq!(trial.dissection().counts()[0].too_large, 1);
    assert_eq!(trial.dissection().holds()[0], 300);
}

#[test]
fn first_octets_that_nobody_claims_yet_are_within_the_limit_of_what_is_held() {
    let limits = DissectionLimits { buffered: 2000, ..flows(100) };
    let mut trial = Trial::within(limits, Hoarder::of(Claims::none().probe(MOST_DEPTH)), 80);
    for flow in 0..100 {
        trial.begin(flow);
        trial.originator(&[b'?'; 200]);
        assert!(trial.dissection().holds()[0] <= 2000);
    }
    assert!(trial.dissection().holds()[0] >= 1000, "it kept some");
    for flow in 0..100 {
        trial.begin(flow);
        trial.end();
    }
    assert_eq!(trial.dissection().holds(), [0, 0]);
}

#[test]
fn a_probe_is_asked_about_no_more_octets_than_its_depth() {
    for (claims, most) in [
        (Claims::none().probe(5), 5),
        (Claims::none().probe(100_000), MOST_DEPTH),
        (Claims::none().port(7), MOST_DEPTH),
    ] {
        let hoarder = Hoarder::new(claims);
        let asked = Arc::clone(&hoarder.asked);
        let mut trial = Trial::new(Registry::new().with(hoarder), 7);
        for _ in 0..300 {
            trial.originator(b"??");
        }
        trial.end();
        trial.originator(&[b'?'; 1000]);
        let asked = asked.lock().expect("nobody panics");
        assert_eq!(asked.iter().max(), Some(&most));
        assert!(asked.len() <= MOST_DEPTH + 1, "it is asked no more once it has seen so many");
    }
}

#[test]
fn a_segment_has_no_more_fields_than_the_limit_and_those_lost_are_counted() {
    let mut trial = Trial::new(Hoarder::of(Claims::none().port(7)), 7);
    assert_eq!(trial.originator(&[200, b'x']).len(), Emitter::MOST);
    let counts = trial.dissection().counts()[0];
    assert_eq!((counts.fields, counts.fields_lost), (64, 200 + 1 - 64));
    assert_eq!(trial.originator(&[1, b'x']).len(), 2, "another segment has room for its own");
}

#[test]
fn a_value_that_is_given_away_is_cut_as_one_that_is_lent_and_counted() {
    let mut trial = Trial::new(Hoarder::of(Claims::none().port(7)), 7);
    let long = ["\u{1}", "ä".repeat(1000).as_str()].concat();
    let told = trial.originator(long.as_bytes());
    let text = told[0].strip_prefix("text=").expect("a text");
    assert_eq!(text.len(), FieldValue::MOST_OCTETS, "an octet, 510 letters, and what says that it is cut");
    assert!(long.starts_with(text.strip_suffix('…').expect("it says so")));
    assert_eq!(told[1].len(), "octets=".len() + 2 * FieldValue::MOST_OCTETS, "in hexadecimal digits");
    assert_eq!(trial.dissection().counts()[0].cut, 2);
    assert!(trial.end().expect("it was claimed").fields.iter().all(|field| field.is_cut));
}

#[test]
fn a_row_keeps_no_more_values_than_the_limit_however_short() {
    let mut trial = Trial::new(Hoarder::of(Claims::none().port(7)), 7);
    for _ in 0..100 {
        trial.originator(&[1]);
    }
    let not_kept = trial.dissection().counts()[0].not_kept;
    let kept = trial.end().expect("it was claimed").fields.len();
    assert_eq!((kept, not_kept), (DissectionLimits::MOST_KEPT, 100 - DissectionLimits::MOST_KEPT as u64));
}

#[test]
fn the_values_of_all_rows_together_take_no_more_than_the_limit() {
    let limits = DissectionLimits { kept: 1000, ..flows(100) };
    let mut trial = Trial::within(limits, Hoarder::of(Claims::none().port(7)), 7);
    for flow in 0..20 {
        trial.begin(flow);
        trial.originator(&[[1].as_slice(), &[b'x'; 100]].concat());
        assert!(trial.dissection().holds()[1] <= 1000);
    }
    let not_kept = trial.dissection().counts()[0].not_kept;
    assert!((10..20).contains(&not_kept), "{not_kept} of 20");
    for flow in 0..20 {
        trial.begin(flow);
        trial.end();
    }
    assert_eq!(trial.dissection().holds(), [0, 0]);
}
