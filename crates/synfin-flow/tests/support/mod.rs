//! Plays a script through a flow table, and holds what is expected of every line against what it says.

use std::fmt::Write as _;

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::flow::Flow;
use synfin_flow::key::Socket;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::ended_flow::EndedFlow;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::Limits;
use synfin_flow::table::seen::Seen;
use synfin_flow::time::Moment;
use synfin_testkit::scripts::expected::{ExpectedFlow, ExpectedState};
use synfin_testkit::scripts::script::Script;
use synfin_testkit::scripts::scripted_segment::ScriptedSegment;
use synfin_wire::segment::header::Segment;

/// Plays the script as it is and with its ends exchanged; every line must come out as it says.
#[track_caller]
pub(crate) fn play(text: &str) {
    let script = Script::parse(text).unwrap_or_else(|error| panic!("{error}"));
    let mut faults = String::new();
    run(&script, "as told", &mut faults);
    // Where only port numbers tell who serves, a mirrored life is another life.
    if !text.contains("midstream") {
        run(&script.mirrored(), "mirrored", &mut faults);
    }
    assert!(faults.is_empty(), "\n{faults}");
}

fn run(script: &Script, how: &str, faults: &mut String) {
    let mut table = FlowTable::new(Limits::default());
    for (index, scripted) in script.segments.iter().enumerate() {
        let seen = observe(&mut table, scripted, index as u64 + 1);
        for fault in differences(scripted, &seen) {
            let ScriptedSegment { line, text, .. } = scripted;
            let _ =
                writeln!(faults, "{how}, line {line}: {fault}\n    {text}\n    {}", seen.verdict.reason());
        }
    }
    table.finish();
    let mut flows: Vec<EndedFlow> = std::iter::from_fn(|| table.pop_ended()).collect();
    flows.sort_by_key(|ended| ended.number);
    for (expected, ended) in script.flows.iter().zip(&flows) {
        for fault in flow_differences(expected, &ended.flow) {
            let _ = writeln!(faults, "{how}, line {}: {fault}", expected.line);
        }
    }
    if script.flows.len() > flows.len() {
        let _ = writeln!(faults, "{how}: {} flows, not {}", flows.len(), script.flows.len());
    }
}

/// Feeds one line of a script to a table.
pub(crate) fn observe(table: &mut FlowTable, scripted: &ScriptedSegment, frame: u64) -> Seen {
    let octets = scripted.octets();
    let length = octets.len() as u32;
    let segment = Segment::parse(&octets, length).expect("a script tells whole headers");
    let header = if scripted.source.is_ipv4() { 20 } else { 40 };
    let vars = SegmentVars {
        time: Moment(scripted.time_ns as i64),
        frame,
        ip_len: length + header,
        identification: scripted.source.is_ipv4().then_some(scripted.ip_id),
        ..SegmentVars::of(&segment, &segment.options().summary())
    };
    let socket = |address: std::net::SocketAddr| Socket::new(address.ip(), address.port());
    table.observe(socket(scripted.source), socket(scripted.destination), 0, &vars)
}

fn differences(scripted: &ScriptedSegment, seen: &Seen) -> Vec<String> {
    let (expected, verdict) = (&scripted.expected, &seen.verdict);
    let mut faults = Vec::new();
    let step = verdict.step.name();
    if expected.step.as_deref().is_some_and(|expected| expected != step) {
        faults.push(format!("step {step}"));
    }
    if expected.stage.as_deref().is_some_and(|expected| expected != verdict.step.stage().name()) {
        faults.push(format!("stage {}", verdict.step.stage().name()));
    }
    if let Some((left, right)) = &expected.states {
        let left_is_sender = scripted.from_left;
        let left_is_originator = left_is_sender == (verdict.sender == Direction::Originator);
        let ends = (verdict.originator, verdict.responder);
        let (left_end, right_end) = if left_is_originator { ends } else { (ends.1, ends.0) };
        if !(is(left, left_end) && is(right, right_end)) {
            let tell = |(state, basis): (State, Basis)| format!("{state}({})", basis.name());
            faults.push(format!("states {}/{}", tell(left_end), tell(right_end)));
        }
    }
    let notes: Vec<&str> = verdict.notes.iter().map(synfin_flow::note::Note::name).collect();
    let lacks = expected.notes.iter().any(|note| !notes.contains(&note.as_str()));
    let too_many = expected.no_notes.iter().any(|note| notes.contains(&note.as_str()));
    if lacks || too_many {
        faults.push(format!("notes {notes:?}"));
    }
    if expected.flow.is_some_and(|expected| expected as u64 != seen.flow) {
        faults.push(format!("flow {}", seen.flow));
    }
    faults
}

fn is(expected: &ExpectedState, (state, basis): (State, Basis)) -> bool {
    let closed = |name: &str| matches!(name, "CLOSED" | "LISTEN");
    let same = expected.name == state.name() || (closed(&expected.name) && closed(state.name()));
    same && expected.assumed == (basis == Basis::Assumed)
}

fn flow_differences(expected: &ExpectedFlow, flow: &Flow) -> Vec<String> {
    let mut faults = Vec::new();
    if expected.outcome != flow.outcome().name() {
        faults.push(format!("outcome {}", flow.outcome().name()));
    }
    for (column, value) in &expected.columns {
        let found = column_of(flow, column);
        if &found != value {
            faults.push(format!("{column}:{found}"));
        }
    }
    faults
}

fn column_of(flow: &Flow, column: &str) -> String {
    let direction = |of: Option<Direction>| of.map_or("null", Direction::name).to_owned();
    let (orig, resp) = (flow.tally(Direction::Originator), flow.tally(Direction::Responder));
    match column {
        "open_kind" => flow.open_kind().map_or("null", synfin_flow::outcome::OpenKind::name).to_owned(),
        "close_kind" => flow.close_kind().map_or("null", synfin_flow::outcome::CloseKind::name).to_owned(),
        "start" => flow.start().name().to_owned(),
        "roles" => flow.roles().name().to_owned(),
        "first_closer" => direction(flow.first_closer()),
        "time_wait_holder" => direction(flow.time_wait_holder()),
        "reset_by" => direction(flow.reset_by()),
        "one_sided" => flow.one_sided().to_string(),
        "incarnation" => flow.incarnation().to_string(),
        "attempts" => flow.attempts().to_string(),
        "orig_payload_bytes" => orig.payload_bytes.to_string(),
        "resp_payload_bytes" => resp.payload_bytes.to_string(),
        "orig_missed_bytes" => orig.missed_bytes.to_string(),
        "resp_missed_bytes" => resp.missed_bytes.to_string(),
        "orig_retransmits" => orig.retransmits.to_string(),
        "resp_retransmits" => resp.retransmits.to_string(),
        "orig_segments" => orig.segments.to_string(),
        "resp_segments" => resp.segments.to_string(),
        "orig_zero_window" => orig.zero_window.to_string(),
        "resp_zero_window" => resp.zero_window.to_string(),
        "orig_max_window" => orig.max_window.to_string(),
        "zeek_conn_state" => flow.zeek_conn_state().name().to_owned(),
        "zeek_history" => flow.zeek_history().to_string(),
        "wireshark_completeness" => flow.wireshark_completeness().to_string(),
        _ => panic!("no column {column} here"),
    }
}
