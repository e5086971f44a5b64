//! DNS over TCP.

use crate::conformance::dissect::pair::{FieldPair, Pair};

/// The fields of messages.
pub(super) fn fields(pair: &Pair<'_>) -> Vec<FieldPair> {
    let ours = |field| pair.ours("dns", field);
    let name = |name: String| if name == "<Root>" { ".".to_owned() } else { name };
    let types = pair.numbers("dns.qry.type").into_iter().map(type_name);
    let codes = pair.numbers("dns.flags.rcode").into_iter().map(response_code);
    let is_response = pair.theirs("dns.flags.response").into_iter().map(|flag| flag == "1");
    let answers = pair.theirs("dns.count.answers").into_iter().zip(is_response);
    vec![
        ("query", pair.theirs("dns.qry.name").into_iter().map(name).collect(), ours("query")),
        ("query_type", types.collect(), ours("query_type")),
        ("response_code", codes.collect(), ours("response_code")),
        ("answers", answers.filter(|(_, is)| *is).map(|(count, _)| count).collect(), ours("answers")),
    ]
}

#[rustfmt::skip]
fn type_name(number: u16) -> String {
    match number {
        1   => "A",
        2   => "NS",
        5   => "CNAME",
        6   => "SOA",
        12  => "PTR",
        15  => "MX",
        16  => "TXT",
        28  => "AAAA",
        33  => "SRV",
        43  => "DS",
        46  => "RRSIG",
        48  => "DNSKEY",
        65  => "HTTPS",
        251 => "IXFR",
        252 => "AXFR",
        255 => "ANY",
        _   => return format!("TYPE{number}"),
    }
    .to_owned()
}

#[rustfmt::skip]
fn response_code(number: u16) -> String {
    match number {
        0 => "NOERROR",
        1 => "FORMERR",
        2 => "SERVFAIL",
        3 => "NXDOMAIN",
        4 => "NOTIMP",
        5 => "REFUSED",
        9 => "NOTAUTH",
        _ => return format!("RCODE{number}"),
    }
    .to_owned()
}
