//! Conditions over the columns of one table, and what dissectors told.

use std::marker::PhantomData;
use std::str::FromStr;

use synfin_dissect::name::Name;
use synfin_dissect::plugins::all::all;
use synfin_dissect::registry::Registry;

use crate::filter::asked::Asked;
use crate::filter::expression::{Expression, Row};
use crate::filter::names::Names;
use crate::filter::not_understood::NotUnderstood;
use crate::filter::parse::parse;

/// A condition in the words of SQL over the columns of `T` and what dissectors told; a row is told where it is true.
///
/// What it can say: [`selection`](crate::selection).
///
/// ```
/// use synfin::column::flows::Flows;
/// use synfin::filter::condition::Condition;
/// # use synfin::analyzer::Analyzer;
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/mixed.pcap");
/// # let mut capture = synfin::capture::open::open(path)?;
/// # let mut analyzer = Analyzer::default();
/// # while let Some(record) = capture.next_record()? {
/// #     analyzer.observe(&record);
/// # }
/// # analyzer.finish();
///
/// let condition: Condition<Flows> = "outcome = 'REFUSED' OR duration > 3e9".parse()?;
/// let flows = std::iter::from_fn(|| analyzer.pop_ended());
/// let numbers: Vec<u64> = flows.filter(|flow| condition.holds(flow)).map(|flow| flow.number()).collect();
/// assert_eq!(numbers, [1, 2]);
///
/// let error = "outcom = 'REFUSED'".parse::<Condition<Flows>>().unwrap_err();
/// assert_eq!(error.what, "there is no column `outcom`; the nearest is `outcome`");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Condition<T> {
    expression: Expression,
    dissectors: Vec<Name>,
    table: PhantomData<fn() -> T>,
}

impl<T> Clone for Condition<T> {
    fn clone(&self) -> Condition<T> {
        let Condition { expression, dissectors, table } = self;
        Condition { expression: expression.clone(), dissectors: dissectors.clone(), table: *table }
    }
}

impl<T: Asked> FromStr for Condition<T> {
    type Err = NotUnderstood;

    /// Of dissectors, it may name those that ship; [`Condition::parse_with`] takes others.
    fn from_str(text: &str) -> Result<Condition<T>, NotUnderstood> {
        Condition::parse_with(text, &all())
    }
}

impl<T: Asked> Condition<T> {
    /// Reads a condition that may name these dissectors and what they tell: those that ship, one's own, or both.
    ///
    /// ```
    /// use synfin::column::flows::Flows;
    /// use synfin::dissect::plugins::all::all;
    /// use synfin::dissect::registry::Registry;
    /// use synfin::filter::condition::Condition;
    ///
    /// let tls = all().only(&["tls"])?;
    /// assert!(Condition::<Flows>::parse_with("tls.sni IS NOT NULL", &tls).is_ok());
    /// assert!(Condition::<Flows>::parse_with("tls.sni IS NOT NULL", &Registry::new()).is_err());
    /// # Ok::<(), &str>(())
    /// ```
    ///
    /// # Errors
    /// It is no condition, names what is not there, or compares what cannot be compared.
    pub fn parse_with(text: &str, dissectors: &Registry) -> Result<Condition<T>, NotUnderstood> {
        let (expression, dissectors) = parse(text, &Names::of::<T>(dissectors.clone()))?;
        Ok(Condition { expression, dissectors, table: PhantomData })
    }

    /// All that it may name, where it names no dissectors but those that ship.
    pub fn names() -> Vec<String> {
        Names::of::<T>(all()).all()
    }

    /// The dissectors whose fields it names.
    pub fn dissectors(&self) -> &[Name] {
        &self.dissectors
    }

    /// Whether it is true for a row: neither false nor unknown.
    pub fn holds<'r>(&self, row: &'r T::Row<'r>) -> bool {
        let columns = |index: usize| (T::COLUMNS[index].value)(row);
        let value = self.expression.value(Row { columns: &columns, told: T::told(row), tried: None });
        value.truth() == Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::Condition;
    use crate::analyzer::Analyzer;
    use crate::column::flows::Flows;
    use crate::column::segments::Segments;
    use crate::flow_summary::FlowSummary;

    fn flows() -> Vec<FlowSummary> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/mixed.pcap");
        let mut capture = synfin_capture::open::open(path).expect("the sample is there");
        let mut analyzer = Analyzer::default();
        while let Some(record) = capture.next_record().expect("the sample is whole") {
            analyzer.observe(&record);
        }
        analyzer.finish();
        std::iter::from_fn(|| analyzer.pop_ended()).collect()
    }

    /// The numbers of the connections of `mixed.pcap` for which it holds.
    fn told(condition: &str) -> Vec<u64> {
        let condition: Condition<Flows> = condition.parse().expect(condition);
        flows().iter().filter(|flow| condition.holds(flow)).map(FlowSummary::number).collect()
    }

    fn fault(condition: &str) -> String {
        condition.parse::<Condition<Flows>>().expect_err(condition).to_string()
    }

    #[test]
    fn numbers_words_and_truths_are_compared_as_sql_does() {
        assert_eq!(told("outcome = 'REFUSED'"), [1]);
        assert_eq!(told("OUTCOME <> 'REFUSED'"), [0, 2, 3, 4]);
        // Keywords of other engines, which take them in quotes alone.
        assert_eq!(told("end = 'eof' AND flow < 2"), [0, 1]);
        assert_eq!(told("\"end\" = 'eof' AND \"flow\" < 2"), [0, 1]);
        assert_eq!(told("outcome IN ('REFUSED', 'NO_REPLY') OR reset_by = 'responder'"), [1, 2, 3]);
        assert_eq!(told("NOT one_sided AND flow BETWEEN 1 AND 3"), [1, 3]);
        assert_eq!(told("outcome LIKE 'RE%' AND outcome NOT ILIKE '%used'"), [3]);
        assert_eq!(told("orig_segments + resp_segments > 2 * 3 AND flow / 2 < 1.75"), [0, 3]);
        assert_eq!(told("handshake_rtt_server / 1e6 = 20"), [0]);
        assert_eq!(told("-flow <= -3"), [3, 4]);
        assert_eq!(told("first_time > TIMESTAMP '2023-11-14 22:13:21'"), [4]);
        assert_eq!(told("last_time < TIMESTAMPTZ '2023-11-14T23:13:21+01:00'"), [1]);
    }

    #[test]
    fn words_of_a_closed_list_are_compared_in_letters_of_any_size_and_others_are_refused() {
        assert_eq!(told("outcome = 'refused'"), [1]);
        assert_eq!(told("'Refused' = outcome"), [1]);
        assert_eq!(told("outcome in ('refused', 'No_Reply') OR reset_by = 'Responder'"), [1, 2, 3]);
        assert_eq!(told("outcome <> 'refused'"), [0, 2, 3, 4]);
        assert_eq!(told("'refused' IN (outcome)"), [1]);
        assert_eq!(told("'refused' LIKE outcome"), [1]);
        assert_eq!(told("'refused' NOT IN (outcome, 'REFUSED ', zeek_history)"), [0, 2, 3, 4]);
        assert_eq!(
            told("'responder' IN (reset_by, reset_by) OR 'refused' IN ('refused', NULL)"),
            [0, 1, 2, 3, 4]
        );
        assert_eq!(
            told("outcome BETWEEN 'REFUSED' AND 'refused' AND outcome < 'RESEU'"),
            [1, 3],
            "as they are written"
        );
        assert_eq!(told("outcome LIKE 're%' AND outcome NOT LIKE '%USED'"), [3]);
        for (condition, said) in [
            (
                "outcome = 'refuse'",
                "there is no such word as 'refuse' in `outcome`; the nearest is REFUSED\n",
            ),
            (
                "NOT outcome IN ('CLOSED', 'x')",
                "there is no such word as 'x' in `outcome`; there are PROBE, ",
            ),
            (
                "reset_by <> 'server'",
                "there is no such word as 'server' in `reset_by`; there are originator, responder\n",
            ),
            (
                "'refuse' IN (zeek_history, outcome)",
                "there is no such word as 'refuse' in `outcome`; the nearest is REFUSED\n",
            ),
            (
                "'telnett' = ANY(plugins)",
                "there is no such word as 'telnett' in `plugins`; the nearest is telnet\n",
            ),
        ] {
            assert!(fault(condition).starts_with(said), "{}", fault(condition));
        }
        assert!("zeek_history = 'anything'".parse::<Condition<Flows>>().is_ok(), "no closed list");
    }

    /// The frames of `four-way-close.pcap` for whose segments it holds, with what dissectors told.
    fn frames(condition: &str) -> Vec<u64> {
        let condition: Condition<Segments> = condition.parse().expect(condition);
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
        let mut capture = synfin_capture::open::open(path).expect("the sample is there");
        let mut analyzer = Analyzer::default().dissecting(&synfin_dissect::plugins::all::all());
        let mut frames = Vec::new();
        while let Some(record) = capture.next_record().expect("the sample is whole") {
            if let Some(segment) = analyzer.observe(&record) {
                let frame = segment.frame();
                frames.extend(condition.holds(&analyzer.with_fields(segment)).then_some(frame));
            }
        }
        frames
    }

    #[test]
    fn of_a_field_with_several_values_one_is_enough_and_the_contrary_asks_all() {
        assert_eq!(frames("telnet.negotiation = 'DO ECHO'"), [10, 13]);
        assert_eq!(frames("'DO ECHO' = telnet.negotiation AND Telnet.Negotiation = 'WILL STATUS'"), [10]);
        assert_eq!(frames("'DO ECHO' = ANY(telnet.negotiation)"), [10, 13]);
        assert_eq!(frames("telnet.negotiation LIKE 'WONT%'"), [6, 11]);
        assert_eq!(frames("telnet.negotiation NOT LIKE 'WONT%'"), [4, 10, 12, 13]);
        assert_eq!(frames("telnet.negotiation <> 'DO ECHO'"), [4, 6, 11, 12]);
        assert_eq!(frames("telnet.negotiation NOT IN ('DO ECHO', 'WILL ECHO')"), [4, 6, 11]);
        assert_eq!(frames("telnet.negotiation BETWEEN 'WONT' AND 'WONT F'"), [11]);
        assert_eq!(frames("telnet.subnegotiation < telnet.terminal_type"), [9]);
    }

    #[test]
    fn a_field_that_was_not_told_is_not_known() {
        assert_eq!(frames("telnet.terminal_type IS NOT NULL"), [9]);
        assert_eq!(frames("telnet.subnegotiation IS NOT NULL AND telnet.terminal_type IS NULL"), [8, 11]);
        assert_eq!(frames("NOT telnet.terminal_type = 'XTERM'"), [0_u64; 0]);
        assert_eq!(
            frames("(telnet.terminal_type = 'XTERM') IS NOT TRUE AND telnet.subnegotiation IS NOT NULL"),
            [8, 11]
        );
        assert_eq!(frames("telnet.terminal_type = NULL"), [0_u64; 0]);
        assert_eq!(told("telnet.terminal_type IS NULL"), [0, 1, 2, 3, 4], "nobody was asked");
    }

    #[test]
    fn what_is_not_known_is_neither_true_nor_false() {
        assert_eq!(told("handshake_rtt_server > 0 OR handshake_rtt_server <= 0"), [0, 3, 4]);
        assert_eq!(told("handshake_rtt_server IS NULL"), [1, 2]);
        assert_eq!(told("NOT handshake_rtt_server > 0"), [0_u64; 0]);
        assert_eq!(told("reset_by = 'responder' OR flow = 0"), [0, 1, 3]);
        assert_eq!(told("(reset_by = 'responder') IS NOT TRUE"), [0, 2, 4]);
        assert_eq!(told("reset_by NOT IN ('originator', NULL)"), [0_u64; 0]);
        assert_eq!(told("flow = NULL"), [0_u64; 0]);
        assert_eq!(
            told("flow = 9223372036854775807 * 9223372036854775807 * 9223372036854775807 / 0"),
            [0_u64; 0]
        );
    }

    #[test]
    fn habits_of_other_languages_are_answered_with_what_to_write() {
        for (condition, told) in [
            (
                "flow = 1 && flow = 2",
                "cannot go on with &&; conditions are joined with AND and OR\n  flow = 1 && flow = 2\n           ^",
            ),
            (
                "flow = 1 || flow = 2",
                "the operator || is not known here; conditions are joined with AND and OR\n  flow = 1 || flow = 2\n         ^",
            ),
            ("flow = 1 @ 2", "cannot go on with @\n  flow = 1 @ 2\n           ^"),
            (
                "originator = 192.0.2.10",
                "cannot go on with .2; text, such as an address, stands in single quotes: '192.0.2.10'\n  originator = 192.0.2.10\n                    ^",
            ),
            (
                "originator = 2001:db8::1",
                "expected a data type name, found 1; text, such as an address, stands in single quotes: '192.0.2.10'\n  originator = 2001:db8::1\n                         ^",
            ),
        ] {
            assert_eq!(fault(condition), told);
        }
    }

    #[test]
    fn what_cannot_be_understood_is_told_with_its_place() {
        for (condition, told) in [
            ("duratoin > 5", "there is no column `duratoin`; the nearest is `duration`\n  duratoin > 5\n  ^"),
            (
                "flow = 1 AND outcome = \"REFUSED\"",
                "there is no column `REFUSED`; text stands in single quotes: 'REFUSED'\n  flow = 1 AND outcome = \"REFUSED\"\n                         ^",
            ),
            (
                "outcome = closed",
                "there is no column `closed`; text stands in single quotes: 'closed'\n  outcome = closed\n            ^",
            ),
            (
                "outcome = refused",
                "there is no column `refused`; text stands in single quotes: 'refused'\n  outcome = refused\n            ^",
            ),
            ("flow >", "expected an expression, and there is no more\n  flow >\n        ^"),
            ("flow > 'x'", "`'x'` is text, and here stands a number\n  flow > 'x'\n         ^"),
            (
                "duration > 1s",
                "cannot go on with s; durations are nanoseconds: 1e9 is one second\n  duration > 1s\n              ^",
            ),
            (
                "'1.5 ms' < duration",
                "`'1.5 ms'` is text, and here stands a number; durations are nanoseconds: 1e9 is one second\n  '1.5 ms' < duration\n  ^",
            ),
            (
                "first_time > '2020-02-23'",
                "`'2020-02-23'` is text, and here stands a number; a moment is written TIMESTAMP '2020-02-23'\n  first_time > '2020-02-23'\n               ^",
            ),
            (
                "first_time BETWEEN TIMESTAMP '2020-02-23' AND '2020-02-24 10:00:00'",
                "`'2020-02-24 10:00:00'` is text, and here stands a number; a moment is written TIMESTAMP '2020-02-24 10:00:00'\n  first_time BETWEEN TIMESTAMP '2020-02-23' AND '2020-02-24 10:00:00'\n                                                ^",
            ),
            (
                "responder = '17.0.0.0/8'",
                "`responder` is an address and no prefix, so it never is '17.0.0.0/8'; to choose by host takes prefixes\n  responder = '17.0.0.0/8'\n              ^",
            ),
            (
                "outcome = 'reset'",
                "there is no such word as 'reset' in `outcome`; the nearest are PROBE_ANSWERED_BY_RESET, RESET_BY_INITIATOR, RESET_BY_RESPONDER, STRAY_RESET\n  outcome = 'reset'\n            ^",
            ),
            ("flow", "`flow` is a number, and here stands true or false\n  flow\n  ^"),
            ("flow = 1 flow", "cannot go on with flow\n  flow = 1 flow\n           ^"),
            (
                "plugins = 'x'",
                "`plugins` holds several words: ask with 'word' = ANY(plugins)\n  plugins = 'x'\n  ^",
            ),
            (
                "first_time > TIMESTAMP 'now'",
                "`now` is no moment such as 2026-05-01 10:00:00, in UTC\n  first_time > TIMESTAMP 'now'\n                         ^",
            ),
            (
                "tls.servername = 'x'",
                "tls tells no `servername`; the nearest is `tls.server_name`\n  tls.servername = 'x'\n  ^",
            ),
            (
                "flow = 1 AND tsl.sni = 'x'",
                "there is no dissector `tsl`; there are dns, http1, ssh, telnet, tls\n  flow = 1 AND tsl.sni = 'x'\n               ^",
            ),
            (
                "http.version = 'x'",
                "`http1.version` is told with segments and not kept of connections: the table `segments` has it\n  http.version = 'x'\n  ^",
            ),
            (
                "flow = 1 OR dns.answers + http.status > tls.cipher_count",
                "one comparison is of 2 fields of dissectors at most\n  flow = 1 OR dns.answers + http.status > tls.cipher_count\n              ^",
            ),
            (
                "((tls.hello_retry = TRUE) = tls.hello_retry) = tls.hello_retry",
                "one comparison is of 2 fields of dissectors at most\n  ((tls.hello_retry = TRUE) = tls.hello_retry) = tls.hello_retry\n    ^",
            ),
            ("step = 'SYN'", "there is no column `step`; the table `segments` has one\n  step = 'SYN'\n  ^"),
            ("sni = 'x'", "there is no column `sni`; a dissector tells `tls.server_name`\n  sni = 'x'\n  ^"),
            ("tls.sni = 5", "`5` is a number, and here stands text\n  tls.sni = 5\n            ^"),
            (
                "fields = 'x'",
                "`fields` holds what dissectors told: ask for one by its name, as in tls.server_name\n  fields = 'x'\n  ^",
            ),
            ("flow = 'x", "Unterminated string literal\n  flow = 'x\n         ^"),
        ] {
            assert_eq!(fault(condition), told, "{condition}");
        }
        assert!(fault("length(originator) > 9").contains("DuckDB"));
        assert!(fault(&"(".repeat(4000)).starts_with("it is too deep"), "{}", fault(&"(".repeat(4000)));
        let nested = |depth: usize| format!("{}flow = 1{}", "(".repeat(depth), ")".repeat(depth));
        assert_eq!(told(&nested(16)), [1]);
        assert!(fault(&nested(30)).starts_with("it is too deep"));
        assert!(fault(&"NOT ".repeat(4000)).contains("4096 octets"));
    }

    #[test]
    fn chains_of_between_are_read_and_answered_as_soon_as_others() {
        let chain = |links: usize| format!("(flow=1){}", " BETWEEN FALSE AND TRUE".repeat(links));
        assert_eq!(told(&chain(1)), [0, 1, 2, 3, 4]);
        assert_eq!(told(&chain(40)), [0, 1, 2, 3, 4]);
        let is_taken = |links: &usize| chain(*links).parse::<Condition<Flows>>().is_ok();
        let longest = (1..4096).take_while(is_taken).last().expect("one is taken");
        assert!(longest > 40, "{longest}");
        assert_eq!(told(&chain(longest)), [0, 1, 2, 3, 4]);
        assert!(fault(&chain(longest + 1)).starts_with("it is too deep"), "{longest}");
        assert_eq!(told("flow NOT BETWEEN 1 AND NULL"), [0], "0 is less than 1, whatever is not known");
        assert_eq!(told("flow BETWEEN NULL AND 2"), [0_u64; 0]);
    }

    #[test]
    fn a_list_is_asked_with_any() {
        assert!("'zero-window' = ANY(notes)".parse::<Condition<Segments>>().is_ok());
        assert!("'x' = ANY(step)".parse::<Condition<Segments>>().is_err());
        assert!("sack = 'x'".parse::<Condition<Segments>>().expect_err("records").what.contains("records"));
        assert_eq!(told("'tls' = ANY(plugins)"), [0_u64; 0]);
    }

    #[test]
    fn as_deep_as_a_condition_can_be_it_is_answered() {
        let long = format!("flow = 0{}", " OR flow=1".repeat(400));
        assert_eq!(told(&long), [0, 1]);
        let sum = |ones: usize| format!("flow + 0{} = 4", "+1".repeat(ones));
        assert_eq!(told(&sum(3)), [1]);
        assert!(fault(&sum(2000)).starts_with("it is too deep"));
    }
}
