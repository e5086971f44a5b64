//! What is said to those who wrote a moment or a span as people do.

use crate::report::text::units::Utc;
use sqlparser::ast::Expr;
use sqlparser::tokenizer::Token;

/// Units of time, as people write them.
const UNITS: [&str; 16] = [
    "ns", "us", "µs", "ms", "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minutes", "h",
    "hour", "hours",
];

/// Said where a span has a unit.
const SPANS: &str = "; durations are nanoseconds: 1e9 is one second";

/// Said where text stands without its quotes.
pub(crate) const QUOTES: &str = "; text, such as an address, stands in single quotes: '192.0.2.10'";

/// What is said where a condition could end, and something follows.
pub(crate) fn no_end(next: &Token) -> String {
    let hint = match next {
        Token::Word(word) if word.quote_style.is_none() && is_unit(&word.value) => SPANS,
        // The third part of an address, and what stands before a port.
        Token::Number(number, _) if number.starts_with('.') => QUOTES,
        Token::Colon | Token::DoubleColon | Token::Period => QUOTES,
        _ => "",
    };
    format!("cannot go on with {next}{hint}")
}

/// What is said where a sign stands that joins nothing.
pub(crate) fn no_operator(sign: &str) -> String {
    format!("cannot go on with {sign}{}", joins(sign))
}

/// What is said besides of a sign that joins conditions in other languages.
pub(crate) fn joins(sign: &str) -> &'static str {
    match sign {
        "&" | "&&" | "|" | "||" => "; conditions are joined with AND and OR",
        _ => "",
    }
}

/// What is said besides where text stands and a number is wanted.
pub(crate) fn for_number(read: &Expr) -> Option<String> {
    let Expr::Value(value) = read else { return None };
    let text = value.value.clone().into_string()?;
    let midnight = format!("{text} 00:00:00");
    if let Some(moment) = [&text, &midnight].into_iter().find(|text| text.parse::<Utc>().is_ok()) {
        return Some(format!("; a moment is written TIMESTAMP '{moment}'"));
    }
    let unit = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ' '));
    (unit.len() < text.len() && is_unit(unit)).then(|| SPANS.to_owned())
}

fn is_unit(text: &str) -> bool {
    UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(text))
}
