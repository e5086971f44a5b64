//! Telnet.

use crate::conformance::dissect::pair::{FieldPair, Pair};

/// The steps of the negotiation, by their commands.
pub(super) fn fields(pair: &Pair<'_>) -> Vec<FieldPair> {
    let theirs = pair.numbers("telnet.cmd").into_iter().filter_map(|command| match command {
        250 => Some("SB"),
        251 => Some("WILL"),
        252 => Some("WONT"),
        253 => Some("DO"),
        254 => Some("DONT"),
        _ => None,
    });
    let ours =
        pair.ours.into_iter().flat_map(|row| row.each("telnet")).filter_map(|(field, value)| match field {
            "negotiation" => value.split(' ').next().map(str::to_owned),
            "subnegotiation" => Some("SB".to_owned()),
            _ => None,
        });
    vec![("negotiation", theirs.map(str::to_owned).collect(), ours.collect())]
}
