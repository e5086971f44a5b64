//! Conditions that nobody would write.

use std::time::{Duration, Instant};

use crate::analyzer::Analyzer;
use crate::column::flows::Flows;
use crate::column::segments::Segments;
use crate::filter::asked::Asked;
use crate::filter::condition::Condition;

/// What conditions are made of, and what else SQL knows.
const TOKENS: [&str; 64] = [
    "(",
    "(",
    "(",
    ")",
    ")",
    ")",
    ",",
    ".",
    "[",
    "]",
    "{",
    "}",
    "=",
    "<>",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "||",
    "::",
    "->",
    ":",
    "'",
    "\"",
    "AND",
    "OR",
    "NOT",
    "BETWEEN",
    "FALSE AND TRUE",
    "IN (",
    "LIKE",
    "ILIKE",
    "ESCAPE",
    "IS NULL",
    "IS NOT TRUE",
    "= ANY(",
    "NULL",
    "TRUE",
    "1",
    "-1",
    "1e999",
    "0x",
    "18446744073709551616",
    "'REFUSED'",
    "'%_%'",
    "TIMESTAMP '2026-05-01'",
    "flow",
    "outcome",
    "duration",
    "plugins",
    "fields",
    "tls.sni",
    "tls.hello_retry",
    "http.status",
    "CASE WHEN",
    "THEN",
    "CAST(",
    "SELECT",
    "EXISTS (",
    "INTERVAL",
    "ä\u{0}",
];

/// Numbers that look random and are the same each time (xorshift64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap_or_default()
    }
}

/// Longer than a condition of 4096 octets may take, in a build that is not optimised and on a machine that is busy.
const TOO_LONG: Duration = Duration::from_secs(10);

/// Reads a condition, and asks it about a row if it is one; both at once, or it fails. Was it one?
fn is_answered<'r, T: Asked>(text: &str, row: &'r T::Row<'r>) -> bool {
    let began = Instant::now();

    let read = text.parse::<Condition<T>>();
    match &read {
        Ok(condition) => _ = condition.holds(row),
        Err(error) => assert!(!error.to_string().is_empty(), "{text}"),
    }
    assert!(began.elapsed() < TOO_LONG, "{:?}: {text}", began.elapsed());
    read.is_ok()
}

/// Asks with each condition of `conditions` about the connections, and the segments, of one sample; how many were conditions.
fn answered(conditions: impl IntoIterator<Item = String>) -> usize {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/mixed.pcap");
    let mut capture = synfin_capture::open::open(path).expect("the sample is there");
    let mut analyzer = Analyzer::default().dissecting(&synfin_dissect::plugins::all::all());
    let record = capture.next_record().expect("the sample is whole").expect("it is not empty");
    let conditions: Vec<String> = conditions.into_iter().collect();
    let mut count = 0;
    let segment = analyzer.observe(&record).expect("the first record is a segment");
    let segment = analyzer.with_fields(segment);
    count += conditions.iter().filter(|text| is_answered::<Segments>(text, &segment)).count();
    analyzer.finish();
    let flow = analyzer.pop_ended().expect("it has a connection");
    count + conditions.iter().filter(|text| is_answered::<Flows>(text, &flow)).count()
}

#[test]
fn whatever_stands_in_a_condition_it_is_answered_soon_or_refused() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let random = (0..4000).map(|_| {
        let count = 1 + numbers.below(24);
        let tokens: Vec<&str> = (0..count).map(|_| TOKENS[numbers.below(TOKENS.len())]).collect();
        tokens.join([" ", ""][numbers.below(8) / 7])
    });
    assert!(answered(random) > 0, "none was a condition");
}

#[test]
fn what_is_repeated_as_often_as_has_room_is_answered_soon_or_refused() {
    let beginnings = ["", "flow = 1 ", "(flow = 1) ", "outcome IN (", "tls.hello_retry "];
    let repeated = beginnings.iter().flat_map(|beginning| {
        TOKENS.iter().flat_map(move |token| {
            let token = format!("{token} ");
            [20, 45, 4000 / token.len()].map(|times| format!("{beginning}{}", token.repeat(times)))
        })
    });
    let links = [
        " BETWEEN FALSE AND TRUE",
        " IN (TRUE, FALSE)",
        " = tls.hello_retry",
        " IS NOT FALSE",
        " AND flow = 1 OR flow = 2",
    ];
    let chains = links.iter().flat_map(|link| {
        [10, 40, 58, 4000 / link.len()].map(|times| format!("(flow = 1){}", link.repeat(times)))
    });
    let nested = [10, 24, 40, 48].into_iter().flat_map(|depth| {
        [
            ("(", ")"),
            ("NOT (", ")"),
            ("-(", ")"),
            ("flow IN (1, ", ")"),
            ("CASE WHEN ", " THEN 1 END"),
            ("[", "]"),
            ("CAST(", " AS INT)"),
        ]
        .map(|(before, behind)| format!("{}flow{} = 1", before.repeat(depth), behind.repeat(depth)))
    });
    assert!(answered(repeated.chain(chains).chain(nested)) > 0, "none was a condition");
}
