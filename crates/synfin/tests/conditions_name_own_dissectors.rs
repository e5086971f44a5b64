//! Conditions about dissectors that do not ship.
#![cfg(feature = "where")]

use synfin::analyzer::Analyzer;
use synfin::capture::reader::Reader;
use synfin::column::flows::Flows;
use synfin::dissect::claims::Claims;
use synfin::dissect::data::Data;
use synfin::dissect::dissector::Dissector;
use synfin::dissect::emitter::Emitter;
use synfin::dissect::failure::Failure;
use synfin::dissect::field::{Field, FieldKind};
use synfin::dissect::flow_info::FlowInfo;
use synfin::dissect::name::Name;
use synfin::dissect::plugins::all::all;
use synfin::dissect::registry::Registry;
use synfin::dissect::then::Then;
use synfin::filter::condition::Condition;
use synfin_testkit::samples::sample;

/// Tells how many octets came first.
struct Mine(&'static str);

impl Dissector for Mine {
    type State = bool;

    fn name(&self) -> Name {
        self.0.into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field::new("octets", FieldKind::Unsigned, "How many came first.").headline()]
    }

    fn claims(&self) -> Claims {
        Claims::none().port(23)
    }

    fn open(&self, _: &FlowInfo) -> bool {
        false
    }

    fn data(&self, told: &mut bool, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        if !*told {
            emit.put("octets", data.octets.len() as u64)?;
        }
        *told = true;
        Ok(Then::GoOn)
    }
}

/// Whether it holds for a session of telnet into which these dissectors looked.
fn holds(condition: &str, dissectors: &Registry) -> bool {
    let condition = Condition::<Flows>::parse_with(condition, dissectors).expect(condition);
    let capture = sample::all().into_iter().find(|sample| sample.name == "four-way-close.pcap");
    let octets = capture.expect("the sample is there").octets;
    let mut reader = Reader::new(&octets[..]).expect("a capture");
    let mut analyzer = Analyzer::default().dissecting(dissectors);
    while let Some(record) = reader.next_record().expect("the sample is whole") {
        analyzer.observe(&record);
    }
    analyzer.finish();
    condition.holds(&analyzer.pop_ended().expect("one connection"))
}

#[test]
fn what_an_own_dissector_tells_is_named_where_it_is_known() {
    let own = Registry::new().with(Mine("mine")).followed_by(&all());
    assert!(holds("'mine' = ANY(plugins)", &own));
    assert!(holds("'MINE' = ANY(plugins) AND Mine.Octets > 0", &own));
    assert!(!holds("mine.octets IS NULL OR 'tls' = ANY(plugins)", &own));
    let condition = Condition::<Flows>::parse_with("mine.octets > 0", &own).expect("it is known");
    assert_eq!(condition.dissectors(), ["mine".into()]);
    for text in ["'mine' = ANY(plugins)", "mine.octets > 0"] {
        assert!(text.parse::<Condition<Flows>>().is_err(), "it does not ship: {text}");
    }
}

#[test]
fn a_dissector_that_bears_the_other_name_of_another_is_meant_by_it() {
    let own = Registry::new().with(Mine("http"));
    assert!(holds("http.octets > 0", &own));
    assert!(Condition::<Flows>::parse_with("http.host = 'x'", &own).is_err());
    assert!(Condition::<Flows>::parse_with("http.host = 'x'", &all()).is_ok());
}
