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

/// What is said where a condition could end, and something follows.
pub(crate) fn no_end(next: &Token) -> String {
    let is_unit = matches!(next, Token::Word(word) if word.quote_style.is_none() && is_unit(&word.value));
    format!("cannot go on with {next}{}", if is_unit { SPANS } else { "" })
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
