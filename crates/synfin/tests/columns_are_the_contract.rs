//! The columns of both tables, by name and order: programs outside rely on them.

use std::path::Path;

use synfin::analyzer::Analyzer;
use synfin::capture::open::open;
use synfin::column::flows::Flows;
use synfin::column::segments::Segments;
use synfin::column::table::{Kind, Row, Table};
use synfin::column::value::Value;
use synfin::report::format::Format;
use synfin::report::look::Look;

const SEGMENTS: &str = "frame time flow direction src src_port dst dst_port seq ack rel_seq rel_ack flags flags_text window \
    window_scaled payload_len stage step label originator_state originator_basis responder_state responder_basis notes reason \
    mss wscale sack_permitted sack ts_val ts_ecr options checksum checksum_note tunnel fields";

const FLOWS: &str = "flow originator originator_port responder responder_port roles first_frame last_frame first_time last_time \
    duration outcome open_kind close_kind start one_sided incarnation attempts first_closer time_wait_holder reset_by \
    originator_state originator_basis responder_state responder_basis handshake_rtt_server handshake_rtt_client \
    orig_segments orig_ip_bytes orig_payload_bytes orig_retransmits orig_missed_bytes orig_mss orig_wscale orig_sack_permitted \
    orig_timestamps orig_max_window orig_zero_window resp_segments resp_ip_bytes resp_payload_bytes resp_retransmits resp_missed_bytes resp_mss \
    resp_wscale resp_sack_permitted resp_timestamps resp_max_window resp_zero_window zeek_conn_state zeek_history wireshark_completeness end plugins \
    fields";

fn names<T: Table>() -> Vec<&'static str> {
    T::COLUMNS.iter().map(|column| column.name).collect()
}

#[test]
fn the_columns_have_their_names_and_their_order() {
    assert_eq!(names::<Segments>(), SEGMENTS.split_whitespace().collect::<Vec<_>>());
    assert_eq!(names::<Flows>(), FLOWS.split_whitespace().collect::<Vec<_>>());
}

/// Whether a value is one that its column says it has.
fn fits<T: Table>(row: &Row<'_, T>) {
    for (column, value) in row.cells() {
        let in_kind = match (column.kind, value) {
            (_, Value::Null) => column.nullable,
            (Kind::U8, Value::Unsigned(number)) => u8::try_from(number).is_ok(),
            (Kind::U16, Value::Unsigned(number)) => u16::try_from(number).is_ok(),
            (Kind::U32, Value::Unsigned(number)) => u32::try_from(number).is_ok(),
            (Kind::Bool, Value::Bool(_))
            | (Kind::U64 | Kind::Duration, Value::Unsigned(_))
            | (Kind::I64 | Kind::Time, Value::Signed(_))
            | (Kind::Word, Value::Word(_))
            | (Kind::Text, Value::Text(_))
            | (Kind::Texts | Kind::Records(_), Value::List(_)) => true,
            _ => false,
        };
        assert!(in_kind, "{}.{}: {value:?} is no {:?}", T::NAME, column.name, column.kind);
    }
}

#[test]
fn every_value_is_of_its_columns_kind() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples");
    for name in
        ["four-way-close.pcap", "retransmissions.pcap", "midstream.pcap", "vxlan.pcap", "kernel/mptcp.pcap"]
    {
        let mut analyzer = Analyzer::default();
        let mut capture = open(samples.join(name)).expect("the sample is a capture");
        while let Some(record) = capture.next_record().expect("the sample is whole") {
            if let Some(segment) = analyzer.observe(&record) {
                fits(&Row::<Segments>(&segment));
            }
        }
        analyzer.finish();
        while let Some(flow) = analyzer.pop_ended() {
            fits(&Row::<Flows>(&flow));
        }
    }
}

#[test]
fn a_row_of_csv_has_as_many_cells_as_the_head() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples/retransmissions.pcap");
    let mut analyzer = Analyzer::default();
    let mut table = Vec::new();
    let mut report = Format::Csv.segments(&mut table, Look::default());
    let mut capture = open(sample).expect("the sample is a capture");
    while let Some(record) = capture.next_record().expect("the sample is whole") {
        if let Some(segment) = analyzer.observe(&record) {
            report.row(&segment).expect("a vector takes everything");
        }
    }
    report.finish().expect("a vector takes everything");
    drop(report);
    let mut reader = csv::Reader::from_reader(table.as_slice());
    assert_eq!(reader.headers().expect("there is a head").iter().collect::<Vec<_>>(), names::<Segments>());
    // The reader fails on a row of another length.
    let rows: Vec<_> = reader.records().collect::<Result<_, _>>().expect("as many cells as the head");
    assert_eq!(rows.len(), 24);
}
