//! The captures that ship, forged so that all of them is known.

use std::fmt::Write as _;

use synfin_testkit::samples::sample::all;

use crate::compare;
use crate::read;

#[test]
fn every_sample_comes_out_as_its_script_tells() {
    let mut faults = String::new();
    let mut scripts = 0;
    for sample in all() {
        let whole = read::file(&sample.octets);
        assert_eq!(whole.faults, [], "{}", sample.name);
        assert!(whole.analyzer.balance(), "{}", sample.name);
        if let Some(script) = &sample.script {
            scripts += 1;
            let found = compare::with_script(script, &whole);
            if !found.is_empty() {
                let _ = write!(faults, "{}:\n{found}", sample.name);
            }
        }
    }
    assert!(scripts >= 9, "{scripts} scripts");
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn tags_labels_and_interfaces_around_a_connection_change_nothing_of_it() {
    let steps = [
        "SYN",
        "SYN_ACK",
        "HANDSHAKE_ACK",
        "DATA",
        "DATA",
        "ACK",
        "FIN_FIRST",
        "FIN_FIRST_ACK",
        "FIN_SECOND",
        "FIN_SECOND_ACK",
    ];
    let samples = all();
    let without_script: Vec<_> = samples.iter().filter(|sample| sample.script.is_none()).collect();
    assert_eq!(without_script.len(), 2);
    for sample in without_script {
        let whole = read::file(&sample.octets);
        assert_eq!(whole.flows.len(), 2, "{}", sample.name);
        for flow in &whole.flows {
            let mine = whole.told.iter().filter(|told| told.flow == flow.number());
            let told: Vec<_> = mine.map(|told| told.verdict.step.name()).collect();
            assert_eq!(told, steps, "{}", sample.name);
            assert_eq!(flow.outcome().name(), "CLOSED", "{}", sample.name);
        }
    }
}
