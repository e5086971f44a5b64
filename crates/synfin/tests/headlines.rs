//! The row of a connection in the table for people: nothing twice, no long value, and how much more there was.

use synfin::analyzer::Analyzer;
use synfin::capture::reader::Reader;
use synfin::dissect::plugins;
use synfin::language::language::Language;
use synfin::report::format::Format;
use synfin::report::look::Look;
use synfin_testkit::payload::tls::{Hello, record};
use synfin_testkit::scripts::script::Script;
use unicode_width::UnicodeWidthStr;

const OPEN: &str = "> S 100\n< SA 500\n> .\n";

/// Both tables of a script's connections, as they are written.
fn tables(script: &str, format: Format, look: Look) -> [String; 2] {
    let octets = Script::parse(script).unwrap_or_else(|error| panic!("{error}")).pcap();
    let mut reader = Reader::new(&octets[..]).expect("a capture");
    let mut analyzer = Analyzer::default().dissecting(&plugins::all::all());
    let (mut segments, mut flows) = (Vec::new(), Vec::new());
    {
        let mut table = format.segments(&mut segments, look);
        while let Some(record) = reader.next_record().expect("it is whole") {
            if let Some(segment) = analyzer.observe(&record) {
                table.row(&analyzer.with_fields(segment)).expect("memory takes everything");
            }
        }
        table.finish().expect("memory takes everything");
    }
    analyzer.finish();
    let mut table = format.flows(&mut flows, look);
    while let Some(flow) = analyzer.pop_ended() {
        table.row(&flow).expect("memory takes everything");
    }
    table.finish().expect("memory takes everything");
    drop(table);
    [flows, segments].map(|table| String::from_utf8(table).expect("tables are UTF-8"))
}

fn flows(script: &str, language: Language) -> String {
    let [flows, _] = tables(script, Format::Text, Look { language, width: 140, ..Look::default() });
    flows
}

/// A request of this target.
fn get(target: &str) -> String {
    format!("> P. data \"GET {target} HTTP/1.1\\r\\nHost: example.com\\r\\n\\r\\n\"\n")
}

#[test]
fn of_several_requests_the_first_is_told_and_the_others_are_counted() {
    let one = flows(&[OPEN, &get("/a")].concat(), Language::English);
    assert!(one.contains("http1 GET, /a, example.com\n"), "{one}");
    let four = [OPEN, &get("/a"), &get("/b"), &get("/a"), &get("/c")].concat();
    let told = flows(&four, Language::English);
    assert!(told.contains("http1 GET, /a, example.com (+3 more read)\n"), "{told}");
    let told = flows(&four, Language::Chinese);
    assert!(told.contains("http1 GET, /a, example.com（另读出 3 个）\n"), "{told}");
    let [flows, _] = tables(&four, Format::Json, Look::default());
    assert!(!flows.contains("more"), "programs get the fields as they are: {flows}");
}

#[test]
fn a_target_is_told_as_far_as_the_page_is_wide() {
    let target = format!("/index.php?{}=end", "a".repeat(100));
    let script = [OPEN, &get(&target)].concat();
    let told = |width| tables(&script, Format::Text, Look { width, ..Look::default() })[0].clone();
    assert!(told(200).contains(&format!("http1 GET, {target}, example.com")), "{}", told(200));
    assert!(!told(100).contains(&target) && told(100).contains("example.com"), "{}", told(100));
}

#[test]
fn who_calls_itself_so_is_told_and_no_status_stands_beside_a_request_that_it_does_not_answer() {
    let ssh = "ports 40000 22\n> S 100\n< SA 500\n> .\n< P. data \"SSH-2.0-serves\\r\\n\"\n> P. data \"SSH-2.0-asks\\r\\n\"\n";
    let told = flows(ssh, Language::English);
    assert!(told.contains("ssh server SSH-2.0-serves, client SSH-2.0-asks\n"), "{told}");
    let answer = "< P. data \"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n\"\n";
    let told = flows(&[OPEN, answer, &get("/icons/")].concat(), Language::English);
    assert!(told.contains("http1 GET, /icons/, example.com\n"), "{told}");
    let told = flows(&[OPEN, &get("/icons/"), answer].concat(), Language::English);
    assert!(told.contains("http1 GET, /icons/, example.com, 200\n"), "{told}");
    let told = flows(&[OPEN, answer].concat(), Language::English);
    assert!(told.contains("http1 200\n"), "{told}");
}

#[test]
fn a_dissector_never_stands_there_by_its_name_alone() {
    // A ClientHello that names no server, and nothing behind it.
    let hello = record(22, &Hello::new(&[0x1301, 0xc02f]).of_client());
    let hello = hello.iter().map(|octet| format!("\\x{octet:02x}")).collect::<Vec<_>>().concat();
    let script = [OPEN, &format!("> P. data \"{hello}\"\n")].concat();
    let told = flows(&script, Language::English);
    let line = told.lines().find(|line| line.contains("tls")).expect("it is claimed");
    assert!(line.contains("tls legacy_version TLS 1.2, cipher_count 2, ja4 t12i0200"), "{told}");
    // A request that is not whole.
    let told = flows(&[OPEN, "> P. data \"GET /a HTTP/1.1\\r\\nHost:\"\n"].concat(), Language::English);
    assert!(told.contains("http1 (nothing told)\n"), "{told}");
    let told = flows(&[OPEN, "> P. data \"GET /a HTTP/1.1\\r\\nHost:\"\n"].concat(), Language::Chinese);
    assert!(told.contains("http1（未给出内容）\n"), "{told}");
}

#[test]
fn a_long_value_breaks_no_row_and_is_whole_for_programs() {
    let escaped: String = "\\xe9\\x95\\xbf".repeat(250);
    let combining: String = "e\\xcc\\x81".repeat(250);
    for target in ["/x".repeat(450), format!("/{escaped}"), format!("/{combining}")] {
        let script = [OPEN, &get(&target), &get("/b")].concat();
        for (width, language) in pages([80, 100, 140]) {
            for text in tables(&script, Format::Text, Look { width, language, ..Look::default() }) {
                let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
                assert!(widest <= width && text.contains('…'), "{widest} on {width}\n{text}");
            }
            let [flows, _] = tables(&script, Format::Text, Look { width, language, ..Look::default() });
            assert_eq!(flows.lines().filter(|line| line.contains("http1 GET")).count(), 1);
            assert!(
                flows
                    .lines()
                    .any(|line| line.contains("example.com (+1") || line.contains("example.com（另")),
                "what follows is still told: {flows}"
            );
        }
        if target.starts_with("/x") {
            for format in [Format::Json, Format::Csv] {
                for table in tables(&script, format, Look::default()) {
                    assert!(table.contains(&target) && !table.contains('…'), "{table}");
                }
            }
        }
    }
}

#[test]
fn what_the_outcome_says_is_not_said_again() {
    for (script, english, chinese) in [
        ("> S 100\n> S 100 @+1s\n", "no reply, 2 SYNs\n", "无应答，发送 SYN 2 次\n"),
        ("> S 100\n< RA 0 ack 101\n", "refused\n", "连接被拒绝\n"),
        ("> S 100\n< SA 500\n> .\n> F.\n< .\n", "half closed by initiator\n", "半关闭：发起方已关闭\n"),
        (
            "> S 100\n< SA 500\n> .\n> F.\n< .\n> R.\n",
            "reset by initiator, originator had closed\n",
            "被发起方复位，此前发起方已关闭\n",
        ),
        (
            "> S 100\n< SA 500\n> .\n> F. 101:102\n< F. 501:502 ack 101\n> . ack 502\n< . ack 102\n",
            "closed, simultaneous close",
            "已关闭，同时关闭",
        ),
    ] {
        let told = flows(script, Language::English);
        assert!(told.contains(english) && !told.contains("originator first"), "{script}{told}");
        let told = flows(script, Language::Chinese);
        assert!(told.contains(chinese) && !told.contains("主动关闭"), "{script}{told}");
    }
}

#[test]
fn one_of_something_is_never_told_as_several() {
    let lone = [
        "> S 100\n",
        "> R 5\n",
        "< P. 500:501 ack 7\n",
        "> S 100\n< RA 0 ack 101\n",
        "> S 100\n< SA 500\n> . \n> P. +1\n",
    ];
    for script in lone {
        let [flows, segments] = tables(script, Format::Text, Look::default());
        for text in [flows, segments] {
            for plural in ["1 segments", "1 octets", "1 SYNs", "1 acknowledgements", "1 connections"] {
                let found = text
                    .match_indices(plural)
                    .any(|(at, _)| !text[..at].ends_with(|one: char| one.is_ascii_digit()));
                assert!(!found, "{script}{text}");
            }
        }
    }
}

#[test]
fn long_addresses_leave_no_page() {
    let script = "ends 2a00:d40:1:3:7aac:c0ff:fea7:d4c 2a00:1450:4006:804:1234:5678:9abc:200e\nports 40526 50443\n\
                  > S 100\n< SA 500\n> .\n> F.\n< F.\n> .\n";
    for (width, language) in pages([80, 100, 120]) {
        for text in tables(script, Format::Text, Look { width, language, ..Look::default() }) {
            let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
            assert!(widest <= width, "{widest} on {width}\n{text}");
        }
    }
}

/// Each width with each language.
fn pages(widths: [usize; 3]) -> impl Iterator<Item = (usize, Language)> {
    widths.into_iter().flat_map(|width| Language::ALL.map(|language| (width, language)))
}
