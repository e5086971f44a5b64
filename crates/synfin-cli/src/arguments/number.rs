//! Numbers, and what is said where one is wanted and something else is given.

use std::ops::RangeInclusive;
use std::str::FromStr;

use clap::builder::TypedValueParser;

/// What is said of a table without room.
pub(crate) const NO_MAX_FLOWS: &str =
    "this is a number from 1 to 4294967295; without --max-flows it is 1048576";

/// Reads a number in this range; `else_said` is what is said of anything else.
pub(crate) fn number<T>(range: RangeInclusive<T>, else_said: &'static str) -> impl TypedValueParser<Value = T>
where
    T: FromStr + PartialOrd + Clone + Send + Sync + 'static,
{
    move |text: &str| {
        // One of several may stand behind a comma and a space.
        let number = text.trim_start().parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| else_said.to_owned())
    }
}

/// The number of one connection.
pub(crate) fn one_flow(text: &str) -> Result<u64, String> {
    let numbers = || text.split(',').all(|part| part.trim().parse::<u64>().is_ok());
    text.parse().map_err(|_| {
        if text.contains(',') && numbers() {
            format!(
                "this takes one connection; several: synfin segments --where 'flow IN ({text})', or synfin cut --flow {text}"
            )
        } else {
            NO_FLOW.to_owned()
        }
    })
}

/// Numbers of connections, each by itself.
pub(crate) fn each_flow() -> impl TypedValueParser<Value = u64> {
    number(0..=u64::MAX, NO_FLOW)
}

const NO_FLOW: &str = "connections have numbers from 0 on: the first column of synfin flows";

#[cfg(test)]
mod tests {
    use super::one_flow;

    #[test]
    fn a_connection_is_one_number() {
        assert_eq!(one_flow("7"), Ok(7));
        for several in ["1,2", "1, 2"] {
            let said = one_flow(several).expect_err(several);
            assert!(said.contains(&format!("flow IN ({several})")), "{said}");
        }
        for none in ["x", "-1", "", "1,x", ",", "99999999999999999999"] {
            assert!(one_flow(none).expect_err(none).starts_with("connections have numbers"), "{none}");
        }
    }
}
