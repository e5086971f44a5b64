//! Wherever a dissector panics, it is contained when that was asked for.

use synfin_dissect::claims::{Claims, Probe};
use synfin_dissect::data::{At, Data, Gap};
use synfin_dissect::dissector::Dissector;
use synfin_dissect::emitter::Emitter;
use synfin_dissect::failure::Failure;
use synfin_dissect::field::Field;
use synfin_dissect::flow_info::FlowInfo;
use synfin_dissect::name::Name;
use synfin_dissect::registry::Registry;
use synfin_dissect::then::Then;
use synfin_dissect::trial::Trial;
use synfin_flow::direction::Direction::{Originator, Responder};
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;

/// Where one panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Nowhere,
    Probe,
    Open,
    Data,
    Gap,
    Late,
    Teardown,
    Held,
    End,
    Drop,
}

struct Clumsy(Where);

struct Fragile(Where);

impl Drop for Fragile {
    fn drop(&mut self) {
        self.0.panics_in(Where::Drop);
    }
}

impl Where {
    fn panics_in(self, at: Where) {
        assert!(self != at || std::thread::panicking(), "planted");
    }
}

impl Dissector for Clumsy {
    type State = Fragile;

    fn name(&self) -> Name {
        "clumsy".into()
    }

    fn fields(&self) -> Vec<Field> {
        Vec::new()
    }

    fn claims(&self) -> Claims {
        Claims::none().port(7).hear(Stage::Close)
    }

    fn probe(&self, _: &[u8]) -> Probe {
        self.0.panics_in(Where::Probe);
        Probe::Mine
    }

    fn open(&self, _: &FlowInfo) -> Fragile {
        self.0.panics_in(Where::Open);
        Fragile(self.0)
    }

    fn data(&self, _: &mut Fragile, data: &Data<'_>, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.0.panics_in(Where::Data);
        Ok(if data.octets == b"done" { Then::Done } else { Then::GoOn })
    }

    fn gap(&self, _: &mut Fragile, _: &Gap, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.0.panics_in(Where::Gap);
        Ok(Then::GoOn)
    }

    fn late(&self, _: &mut Fragile, _: &Data<'_>, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.0.panics_in(Where::Late);
        Ok(Then::GoOn)
    }

    fn teardown(&self, _: &mut Fragile, _: &At, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.0.panics_in(Where::Teardown);
        Ok(Then::GoOn)
    }

    fn end(&self, _: Fragile, _: &mut Emitter<'_>) -> Result<(), Failure> {
        self.0.panics_in(Where::End);
        Ok(())
    }

    fn held(&self, _: &Fragile) -> usize {
        self.0.panics_in(Where::Held);
        0
    }

    fn most_held(&self) -> usize {
        1
    }
}

/// A life in which each method is called.
fn live(trial: &mut Trial, last: &[u8]) -> Option<String> {
    trial.originator(b"a");
    trial.segment(Originator, Step::Data, 5, b"b", 1);
    trial.segment(Originator, Step::Data, 2, b"c", 1);
    trial.segment(Responder, Step::FinFirst, 0, b"", 0);
    trial.originator(last);
    trial.end().map(|dissected| dissected.failure.map_or(String::new(), |why| why.to_string()))
}

#[test]
fn wherever_a_dissector_panics_it_is_off_that_connection_and_the_next_one_is_told() {
    for at in [Where::Open, Where::Data, Where::Gap, Where::Late, Where::Teardown, Where::Held, Where::End] {
        let mut trial = Trial::new(Registry::new().with(Clumsy(at)).containing_panics(), 7);
        for life in 1..3 {
            let failure = live(&mut trial, b"x").expect("it was claimed");
            assert_eq!(failure, "it panicked", "{at:?}");
            let counts = trial.dissection().counts()[0];
            assert_eq!((counts.claimed, counts.panicked), (life, life), "{at:?}");
            assert_eq!(trial.dissection().holds(), [0, 0], "{at:?}");
        }
    }
}

#[test]
fn a_probe_that_panics_claims_nothing_and_a_state_that_panics_when_dropped_is_gone() {
    let mut trial = Trial::new(Registry::new().with(Clumsy(Where::Probe)).containing_panics(), 7);
    trial.originator(b"a");
    assert_eq!(trial.dissection().counts()[0].claimed, 0);
    assert_eq!(trial.dissection().counts()[0].panicked, 1);
    // Once when it is done with a connection, once when the connection leaves.
    for last in [b"done".as_slice(), b"x"] {
        let mut trial = Trial::new(Registry::new().with(Clumsy(Where::Drop)).containing_panics(), 7);
        assert!(live(&mut trial, last).is_some());
        trial.originator(b"again");
        assert_eq!(trial.dissection().counts()[0].claimed, 2);
    }
}

#[test]
fn nobody_panics_where_nothing_is_planted() {
    let mut trial = Trial::new(Registry::new().with(Clumsy(Where::Nowhere)), 7);
    assert_eq!(live(&mut trial, b"x").as_deref(), Some(""));
    assert_eq!(trial.dissection().counts()[0].panicked, 0);
}
