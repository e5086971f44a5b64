//! Conditions about dissectors that do not ship.
#![cfg(feature = "where")]

mod first_octets;

use first_octets::First;
use synfin::analyzer::Analyzer;
use synfin::capture::reader::Reader;
use synfin::column::flows::Flows;
use synfin::dissect::plugins::all::all;
use synfin::dissect::registry::Registry;
use synfin::filter::condition::Condition;
use synfin_testkit::samples::sample;

const fn own(name: &'static str) -> First {
    First { name, tells: true, fails: false }
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
    let own = Registry::new().with(own("mine")).followed_by(&all());
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
    let own = Registry::new().with(own("http"));
    assert!(holds("http.octets > 0", &own));
    assert!(Condition::<Flows>::parse_with("http.host = 'x'", &own).is_err());
    assert!(Condition::<Flows>::parse_with("http.host = 'x'", &all()).is_ok());
}
