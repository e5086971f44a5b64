//! Captures of two Linux kernels, and the states in which their own sockets were.

use std::collections::HashMap;
use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use serde_json::Value;
use synfin_testkit::two_ends::state::as_onlooker;

use crate::read;
use crate::sockets::{Ends, Socket};

const SYN: u64 = 2;
const RST: u64 = 4;

fn runs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples/kernel");
    let entries = fs::read_dir(folder).expect("the samples are there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut runs: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
    // The probes of a scanner come from no socket whose state could be read.
    runs.retain(|run| run.file_stem().is_some_and(|name| name != "scans"));
    runs.sort();
    runs
}

/// The observable states of one run: how many there are, and those that were told wrong.
fn compare(run: &Path) -> (usize, Vec<String>) {
    let text = fs::read_to_string(run).expect("the truth can be read");
    let truth: Value = serde_json::from_str(&text).expect("the truth is JSON");
    let address = |end: &str| truth[end].as_str().and_then(|text| text.parse().ok()).expect("an address");
    let addresses: [IpAddr; 2] = [address("a"), address("b")];
    let whole = read::file(&fs::read(run.with_extension("pcap")).expect("the capture can be read"));
    assert_eq!(whole.faults, [], "{}", run.display());
    let packets = truth["packets"].as_array().expect("packets");
    let mut sockets: HashMap<_, Socket> = HashMap::new();
    let mut ends = Ends::default();
    let (mut compared, mut wrong) = (0, Vec::new());
    for packet in packets.iter().filter(|packet| packet["foreign"] != true) {
        let frame = packet["nd"].as_u64().expect("a frame number");
        let told = whole.told.iter().find(|told| told.frame == frame).expect("every packet is TCP");
        ends.take(told);
        let flags = packet["flags"].as_u64().expect("flags");
        let is_syn = flags & (SYN | RST) == SYN;
        let number = packet["seq"].as_u64().filter(|_| is_syn).map(|number| number as u32);
        for (end, address) in ["a", "b"].into_iter().zip(addresses) {
            let sends = packet["frm"] == end;
            let [at, other] = if told.source.ip() == address {
                [told.source, told.destination]
            } else {
                [told.destination, told.source]
            };
            let truth = as_onlooker(packet[format!("{end}_after")].as_str().expect("a state"));
            let socket = sockets.entry((at, other)).or_default();
            socket.take(told, sends, number, truth);
            if !packet[format!("{end}_obs")].is_null() {
                continue;
            }
            compared += 1;
            let (state, basis) = ends.of(socket, at).expect("both ends are told of");
            if state.name() != truth {
                let (step, basis) = (told.verdict.step.name(), basis.name());
                wrong.push(format!("frame {frame} ({step}): {end} is {truth}, told {state} ({basis})"));
            }
        }
    }
    (compared, wrong)
}

#[test]
fn states_are_told_as_the_kernels_had_them() {
    let runs = runs();
    assert!(runs.len() >= 25, "{} runs", runs.len());
    let (mut compared, mut wrong) = (0, Vec::new());
    for run in runs {
        let name = run.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (states, faults) = compare(&run);
        compared += states;
        wrong.extend(faults.iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(compared > 500, "{compared} states");
    // Of the whole set of recorded runs 99.5 % are asked for; these are its clearest ones.
    assert!(wrong.len() * 200 <= compared, "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Where other tools see something else: the outcome that the kernels' own sockets had.
#[test]
fn outcomes_are_those_that_the_kernels_had() {
    let outcomes = |name: &str| -> Vec<&str> {
        let run = runs().into_iter().find(|run| run.file_stem().is_some_and(|stem| stem == name));
        let capture = run.expect("the run is there").with_extension("pcap");
        let whole = read::file(&fs::read(capture).expect("the capture can be read"));
        whole.flows.iter().map(|flow| flow.outcome().name()).collect()
    };
    assert_eq!(outcomes("rst_inject_in_window"), ["CLOSED"], "a forged reset ends nothing");
    assert_eq!(outcomes("rst_inject_out_of_window"), ["CLOSED"], "a forged reset ends nothing");
    assert_eq!(outcomes("simultaneous_open"), ["CLOSED"], "one connection, not two");
    assert_eq!(outcomes("simultaneous_close"), ["CLOSED"]);
    assert_eq!(outcomes("fin_before_data"), ["CLOSED"]);
    assert_eq!(outcomes("refused"), ["REFUSED"]);
    let after_restart = outcomes("half_open_new_syn");
    assert!(after_restart[0].starts_with("RESET_BY_"), "the old connection is reset: {after_restart:?}");
    assert_eq!(after_restart[1..], ["CLOSED"], "the new one lives and closes");
}

#[test]
fn a_fin_sent_again_is_not_the_other_ends() {
    let run = runs().into_iter().find(|run| run.file_stem().is_some_and(|stem| stem == "fin_before_data"));
    let capture = run.expect("the run is there").with_extension("pcap");
    let whole = read::file(&fs::read(capture).expect("the capture can be read"));
    // Frame 6 is the second FIN of one end, frame 10 the first one of the other.
    let told: Vec<&str> = whole.told[5..10].iter().map(|told| told.verdict.step.name()).collect();
    assert_eq!(told[0], "FIN_RETRANSMIT");
    assert_eq!(told[4], "FIN_SECOND");
    let before = whole.told[8].left_and_right(false).map(|(state, _)| state.name());
    assert_eq!(before, ["FIN-WAIT-2", "CLOSE-WAIT"]);
}
