//! TLS.

use crate::conformance::dissect::pair::{FieldPair, Pair};

const CLIENT_HELLO: u16 = 1;
const SERVER_HELLO: u16 = 2;

/// Extensions with signature algorithms beside the one of that name.
const DELEGATED_CREDENTIALS: u16 = 34;
const OF_CERTIFICATES: u16 = 50;

/// Protocols and versions of a list of which synfin tells.
const MOST_LISTED: usize = 8;

/// The fields of hellos and alerts.
pub(super) fn fields(pair: &Pair<'_>) -> Vec<FieldPair> {
    let ours = |field| pair.ours("tls", field);
    let types = pair.numbers("tls.handshake.type");
    let (client, server) = (types.contains(&CLIENT_HELLO), types.contains(&SERVER_HELLO));
    let of = |is: bool, values: Vec<String>| if is { values } else { Vec::new() };
    let [versions, supported] = ["tls.handshake.version", "tls.handshake.extensions.supported_version"]
        .map(|field| pair.numbers(field).into_iter().filter(|number| !is_grease(*number)).map(version));
    let [versions, supported] = [versions.collect::<Vec<_>>(), supported.collect::<Vec<_>>()];
    let protocols: Vec<String> =
        pair.theirs("tls.handshake.extensions_alpn_str").into_iter().take(MOST_LISTED).collect();
    let ciphers = pair.numbers("tls.handshake.ciphersuite");
    let count = ciphers.iter().filter(|cipher| !is_grease(**cipher)).count();
    let chosen = if supported.is_empty() { versions.clone() } else { supported.clone() };
    let level = |level: String| match level.as_str() {
        "1" => "warning".to_owned(),
        "2" => "fatal".to_owned(),
        _ => "level".to_owned(),
    };
    let word = |alert: String| alert.split(' ').next().unwrap_or_default().to_owned();
    vec![
        ("server_name", of(client, pair.theirs("tls.handshake.extensions_server_name")), ours("server_name")),
        ("alpn", of(client, protocols.clone()), ours("alpn")),
        ("chosen_alpn", of(server && !client, protocols), ours("chosen_alpn")),
        ("legacy_version", of(client, versions), ours("legacy_version")),
        (
            "offered_version",
            of(client, supported.into_iter().take(MOST_LISTED).collect()),
            ours("offered_version"),
        ),
        ("version", of(server && !client, chosen), ours("version")),
        ("cipher_count", of(client, vec![count.to_string()]), ours("cipher_count")),
        (
            "cipher",
            of(server && !client, ciphers.iter().map(|cipher| format!("{cipher:#06x}")).collect()),
            ours("cipher"),
        ),
        (
            "alert level",
            pair.theirs("tls.alert_message.level").into_iter().map(level).collect(),
            ours("alert").into_iter().map(word).collect(),
        ),
    ]
}

/// Whether tshark reads a ClientHello.
pub(super) fn is_offer(pair: &Pair<'_>) -> bool {
    pair.numbers("tls.handshake.type").contains(&CLIENT_HELLO)
}

/// What JA4 is reckoned from, for `ja4.py`: version, supported versions, cipher suites, extensions, signature algorithms,
/// first protocol; of a frame with one ClientHello and nothing else. Not where other extensions have signature algorithms too:
/// tshark does not say which are whose.
pub(super) fn offer(pair: &Pair<'_>) -> Option<String> {
    let fields = [
        "tls.handshake.version",
        "tls.handshake.extensions.supported_version",
        "tls.handshake.ciphersuite",
        "tls.handshake.extension.type",
        "tls.handshake.sig_hash_alg",
    ];
    let has = |extension| pair.numbers("tls.handshake.extension.type").contains(&extension);
    if pair.numbers("tls.handshake.type") != [CLIENT_HELLO]
        || has(DELEGATED_CREDENTIALS)
        || has(OF_CERTIFICATES)
    {
        return None;
    }
    let numbers = fields.map(|field| {
        let numbers = pair.numbers(field).into_iter().map(|number| format!("{number:04x}"));
        numbers.collect::<Vec<_>>().join(",")
    });
    let protocol = pair.theirs("tls.handshake.extensions_alpn_str").into_iter().next().unwrap_or_default();
    Some(format!("{}\t{protocol}", numbers.join("\t")))
}

/// RFC 8701.
const fn is_grease(number: u16) -> bool {
    number & 0x0f0f == 0x0a0a && number >> 8 == number & 0xff
}

fn version(number: u16) -> String {
    match number {
        0x0002 => "SSL 2.0".to_owned(),
        0x0300 => "SSL 3.0".to_owned(),
        0x0301..0x0305 => format!("TLS 1.{}", number - 0x0301),
        0x7f00..0x8000 => format!("TLS 1.3 draft {}", number & 0xff),
        _ => format!("{number:#06x}"),
    }
}
