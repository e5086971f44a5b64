//! What a dissection promises to a dissector, and of it.

use std::sync::{Arc, Mutex};

use synfin_dissect::claims::{Claims, Probe};
use synfin_dissect::data::{At, Data, Gap};
use synfin_dissect::dissector::Dissector;
use synfin_dissect::emitter::Emitter;
use synfin_dissect::failure::Failure;
use synfin_dissect::field::{Field, FieldKind};
use synfin_dissect::flow_info::FlowInfo;
use synfin_dissect::name::Name;
use synfin_dissect::registry::Registry;
use synfin_dissect::then::Then;
use synfin_dissect::trial::Trial;
use synfin_flow::direction::Direction::{Originator, Responder};
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;

/// Writes down what it hears, and does as the octets say.
struct Scribe {
    name: &'static str,
    claims: Claims,
    most_held: usize,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Scribe {
    fn new(name: &'static str, claims: Claims) -> (Scribe, Arc<Mutex<Vec<String>>>) {
        let heard = Arc::default();
        (Scribe { name, claims, most_held: 0, heard: Arc::clone(&heard) }, heard)
    }

    fn hear(&self, what: String) {
        self.heard.lock().expect("nobody panics while he writes").push(what);
    }
}

impl Dissector for Scribe {
    type State = Vec<u8>;

    fn name(&self) -> Name {
        self.name.into()
    }

    fn fields(&self) -> Vec<Field> {
        let about = "What was sent.";
        vec![
            Field::new("every", FieldKind::Text, about).every_of_flow(),
            Field::new("first", FieldKind::Unsigned, about).headline(),
            Field::new("never", FieldKind::Octets, about),
        ]
    }

    fn claims(&self) -> Claims {
        self.claims.clone()
    }

    fn probe(&self, first: &[u8]) -> Probe {
        if self.name == "a" || first.starts_with(b"?") {
            Probe::Unsure
        } else {
            Probe::of_prefix(first, self.name.as_bytes())
        }
    }

    fn open(&self, flow: &FlowInfo) -> Vec<u8> {
        self.hear(format!("open {}", flow.responder.port()));
        Vec::new()
    }

    fn data(&self, held: &mut Vec<u8>, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        let text = String::from_utf8_lossy(data.octets);
        self.hear(format!("{} {} {text}", data.at.direction.name(), data.offset));
        match data.octets {
            b"done" => return Ok(Then::Done),
            b"fail" => return Err(Failure::new("it says so")),
            b"panic" => panic!("it says so"),
            b"hold" => held.resize(1000, 0),
            b"wrong" => emit.put("first", "a text")?,
            _ => {
                emit.put("every", &*text)?;
                emit.put("first", data.offset)?;
                emit.put("never", data.octets)?;
            }
        }
        Ok(Then::GoOn)
    }

    fn gap(&self, _: &mut Vec<u8>, gap: &Gap, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.hear(format!("gap {}+{}", gap.offset, gap.len));
        Ok(Then::GoOn)
    }

    fn late(&self, _: &mut Vec<u8>, data: &Data<'_>, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.hear(format!("late {} {}", data.offset, String::from_utf8_lossy(data.octets)));
        Ok(Then::GoOn)
    }

    fn handshake(&self, _: &mut Vec<u8>, at: &At, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.hear(at.step.name().to_owned());
        Ok(Then::GoOn)
    }

    fn teardown(&self, _: &mut Vec<u8>, at: &At, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.hear(at.step.name().to_owned());
        Ok(Then::GoOn)
    }

    fn reset(&self, _: &mut Vec<u8>, at: &At, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.hear(at.step.name().to_owned());
        Ok(Then::GoOn)
    }

    fn end(&self, _: Vec<u8>, emit: &mut Emitter<'_>) -> Result<(), Failure> {
        self.hear("end".to_owned());
        emit.put("every", "at the end")
    }

    fn held(&self, held: &Vec<u8>) -> usize {
        held.len()
    }

    fn most_held(&self) -> usize {
        self.most_held
    }
}

fn heard(by: &Arc<Mutex<Vec<String>>>) -> Vec<String> {
    std::mem::take(&mut by.lock().expect("nobody panics while he writes"))
}

fn on_port(name: &'static str) -> (Trial, Arc<Mutex<Vec<String>>>) {
    let (scribe, heard) = Scribe::new(name, Claims::none().port(7));
    (Trial::new(Registry::new().with(scribe), 7), heard)
}

#[test]
fn octets_come_once_and_in_order_and_gaps_are_told() {
    let (mut trial, by) = on_port("a");
    trial.originator(b"abc");
    trial.segment(Originator, Step::DataRetransmit, 0, b"abc", 3);
    trial.segment(Originator, Step::Data, 1, b"bcd", 3);
    trial.segment(Responder, Step::Data, 2, b"zz", 2);
    trial.segment(Responder, Step::Data, 0, b"yyz", 3);
    trial.segment(Originator, Step::Data, 4, b"ef", 100);
    let all = [
        "open 7",
        "originator 0 abc",
        "originator 3 d",
        "gap 0+2",
        "responder 2 zz",
        "late 0 yy",
        "originator 4 ef",
        "gap 6+98",
    ];
    assert_eq!(heard(&by), all);
}

#[test]
fn octets_that_no_application_gets_are_not_told() {
    let (mut trial, by) = on_port("a");
    trial.originator(b"abc");
    heard(&by);
    for step in
        [Step::CaptureDuplicate, Step::RstAbort, Step::DataAfterReset, Step::KeepAlive, Step::Malformed]
    {
        trial.segment(Originator, step, 3, b"x", 1);
    }
    assert_eq!(heard(&by), [""; 0]);
}

#[test]
fn a_stage_is_heard_of_only_if_it_was_claimed() {
    let claims = Claims::none().port(7).hear(Stage::Open).hear(Stage::Reset);
    let (scribe, by) = Scribe::new("a", claims);
    let mut trial = Trial::new(Registry::new().with(scribe), 7);
    trial.segment(Originator, Step::HandshakeAck, 0, b"", 0);
    trial.segment(Originator, Step::FinFirst, 0, b"", 0);
    trial.segment(Responder, Step::RstAbort, 0, b"", 0);
    trial.end();
    assert_eq!(heard(&by), ["open 7", "HANDSHAKE_ACK", "RST_ABORT", "end"]);
    let (scribe, by) = Scribe::new("a", Claims::none().port(7).hear(Stage::Close));
    let mut trial = Trial::new(Registry::new().with(scribe), 7);
    trial.originator(b"x");
    for (step, octets) in [(Step::FinFirst, b"y".as_slice()), (Step::RstAbort, b"")] {
        trial.segment(Originator, step, 1, octets, octets.len() as u32);
    }
    assert_eq!(heard(&by), ["open 7", "originator 0 x", "FIN_FIRST", "originator 1 y"]);
    let (mut trial, by) = on_port("a");
    trial.segment(Originator, Step::HandshakeAck, 0, b"", 0);
    assert_eq!(heard(&by), [""; 0], "without the stage, the first octets claim");
}

#[test]
fn ports_come_first_in_order_of_registration_and_then_first_octets() {
    let (second, by_second) = Scribe::new("GET", Claims::none().port(7).probe(3));
    let (first, by_first) = Scribe::new("POST", Claims::none().port(9).probe(4));
    let (third, by_third) = Scribe::new("PUT", Claims::none().port(7));
    let registry = Registry::new().with(first).with(second).with(third);
    let claimant = |port, octets: &[u8]| {
        let mut trial = Trial::new(registry.clone(), port);
        trial.originator(octets);
        let claimed = trial.end().map(|dissected| dissected.claimed_by[0].to_string());
        for by in [&by_first, &by_second, &by_third] {
            heard(by);
        }
        claimed
    };
    assert_eq!(claimant(7, b"?").as_deref(), Some("GET"), "the first on the port, as it cannot tell");
    assert_eq!(claimant(7, b"PUT").as_deref(), Some("PUT"), "the next on the port, as the first says no");
    assert_eq!(claimant(7, b"POST").as_deref(), Some("POST"), "by its octets, as both on the port say no");
    assert_eq!(claimant(7, b"HEAD"), None, "nobody, though it is on a port");
    assert_eq!(claimant(80, b"GET").as_deref(), Some("GET"), "by its octets, on any port");
    assert_eq!(claimant(80, b"?"), None, "on another port it has to be sure");
    assert_eq!(claimant(80, b"PUT"), None, "whom no depth was said for is asked on his port alone");
}

#[test]
fn too_few_octets_to_tell_are_kept_until_they_do() {
    let (scribe, by) = Scribe::new("HELLO", Claims::none().probe(5));
    let mut trial = Trial::new(Registry::new().with(scribe), 80);
    trial.originator(b"HE");
    assert_eq!(trial.dissection().holds()[0], 2);
    trial.responder(b"x");
    trial.originator(b"LL");
    assert_eq!(heard(&by), [""; 0]);
    trial.originator(b"Ooo");
    assert_eq!(heard(&by), ["open 80", "originator 0 HELLOoo"], "the other octets were nobody's");
    assert_eq!(trial.dissection().holds()[0], 0);
    trial.originator(b"more");
    assert_eq!(heard(&by), ["originator 7 more"]);
}

#[test]
fn on_a_port_that_is_claimed_the_other_direction_may_still_tell_however_octets_are_cut() {
    for first in [vec!["no!"], vec!["n", "o!"], vec!["n", "o", "!"]] {
        let (by_port, _) = Scribe::new("nn", Claims::none().port(7).probe(2));
        let (by_octets, by) = Scribe::new("yy", Claims::none().probe(2));
        let mut trial = Trial::new(Registry::new().with(by_port).with(by_octets), 7);
        for octets in &first {
            trial.originator(octets.as_bytes());
        }
        trial.responder(b"yy");
        assert_eq!(heard(&by), ["open 7", "responder 0 yy"], "{first:?}");
    }
}

#[test]
fn whom_a_gap_leaves_undecided_nobody_claims() {
    let (scribe, by) = Scribe::new("HELLO", Claims::none().probe(5));
    let mut trial = Trial::new(Registry::new().with(scribe), 80);
    trial.originator(b"HE");
    trial.segment(Originator, Step::Data, 3, b"LO", 2);
    trial.segment(Originator, Step::Data, 2, b"L", 1);
    assert_eq!(heard(&by), [""; 0]);
    assert_eq!(trial.dissection().holds()[0], 0, "what is nobody's is not kept");
    trial.responder(b"HELLO");
    assert_eq!(heard(&by), ["open 80", "responder 0 HELLO"], "the other direction tells whose it is");
    trial.end();
    assert_eq!(trial.dissection().holds()[0], 0);
}

#[test]
fn a_connection_without_its_begin_is_claimed_by_its_port_alone() {
    let (scribe, by) = Scribe::new("HELLO", Claims::none().port(7).probe(5));
    let mut trial = Trial::new(Registry::new().with(scribe), 7);
    trial.segment(Originator, Step::Data, 100, b"xyz", 3);
    assert_eq!(heard(&by), ["open 7", "gap 0+100", "originator 100 xyz"]);
}

#[test]
fn the_row_of_a_connection_gets_what_its_fields_say() {
    let (mut trial, _) = on_port("a");
    assert_eq!(trial.originator(b"a"), ["every=a", "first=0", "never=61"]);
    assert_eq!(trial.originator(b"b"), ["every=b", "first=1", "never=62"]);
    let dissected = trial.end().unwrap();
    let kept = dissected.fields.iter().map(|kept| format!("{}={}", kept.field, kept.value));
    assert_eq!(kept.collect::<Vec<_>>(), ["every=a", "first=0", "every=b", "every=at the end"]);
    let more: Vec<_> = dissected.fields.iter().map(|kept| kept.more).collect();
    assert_eq!(more, [0, 1, 0, 0], "of the field of which the first is kept, one value more was told");
    assert_eq!(dissected.failure, None);
}

#[test]
fn a_failure_takes_a_dissector_off_that_connection_and_nothing_else_happens() {
    for (octets, why) in
        [(b"fail".as_slice(), "it says so"), (b"wrong", "the field first is unsigned, and its value text")]
    {
        let (mut trial, by) = on_port("a");
        trial.originator(b"a");
        trial.originator(octets);
        heard(&by);
        trial.originator(b"b");
        assert_eq!(heard(&by), [""; 0]);
        let dissected = trial.end().unwrap();
        assert_eq!(dissected.failure.unwrap().reason(), why);
        assert_eq!(dissected.fields.len(), 2, "what it told before stays");
        assert_eq!(heard(&by), [""; 0], "it does not hear of the end");
        trial.originator(b"again");
        assert_eq!(heard(&by), ["open 7", "originator 0 again"], "another connection is another matter");
        assert_eq!((trial.dissection().counts()[0].failed, trial.dissection().counts()[0].claimed), (1, 2));
    }
}

#[test]
fn who_is_done_hears_no_more_and_does_not_claim_again() {
    let (mut trial, by) = on_port("a");
    trial.originator(b"done");
    trial.segment(Originator, Step::DataRetransmit, 0, b"done", 4);
    trial.originator(b"b");
    trial.end();
    assert_eq!(heard(&by), ["open 7", "originator 0 done"]);
    assert_eq!(trial.dissection().counts()[0].done, 1);
}

#[test]
fn a_panic_is_contained_when_asked() {
    let (scribe, by) = Scribe::new("a", Claims::none().port(7));
    let mut trial = Trial::new(Registry::new().with(scribe).containing_panics(), 7);
    trial.originator(b"panic");
    trial.originator(b"b");
    assert_eq!(heard(&by), ["open 7", "originator 0 panic"]);
    assert_eq!(trial.end().unwrap().failure.unwrap().reason(), "it panicked");
    assert_eq!(trial.dissection().counts()[0].panicked, 1);
}

#[test]
#[should_panic(expected = "it says so")]
fn a_panic_goes_through_when_not_asked() {
    on_port("a").0.originator(b"panic");
}

#[test]
fn who_holds_more_than_he_said_is_taken_off() {
    for (most_held, too_large) in [(999, 1), (1000, 0)] {
        let (mut scribe, _) = Scribe::new("a", Claims::none().port(7));
        scribe.most_held = most_held;
        let mut trial = Trial::new(Registry::new().with(scribe), 7);
        trial.originator(b"hold");
        assert_eq!(trial.dissection().counts()[0].too_large, too_large);
        assert_eq!(trial.dissection().holds()[0], if too_large == 1 { 0 } else { 1000 });
        trial.end();
        assert_eq!(trial.dissection().holds(), [0, 0]);
    }
}

#[test]
fn a_row_keeps_no_more_than_its_bound() {
    let (mut trial, _) = on_port("a");
    for _ in 0..1000 {
        trial.originator(&[b'x'; 1000]);
    }
    let counts = trial.dissection().counts()[0];
    assert!(trial.dissection().holds()[1] <= 4096);
    assert_eq!(counts.fields, 3000);
    let kept = trial.end().unwrap().fields.len() as u64;
    // The first offset and what is told at the end are short, and kept.
    assert_eq!(counts.not_kept + kept, 1000 + 2);
    assert_eq!(trial.dissection().holds(), [0, 0]);
}
