//! JA4, the fingerprint of TLS clients, after FoxIO's specification (`technical_details/JA4.md` of their repository `ja4`).

use core::fmt::Write;

use sha2::{Digest, Sha256};
use synfin_wire::segment::hex::Hex;

use crate::plugins::tls::client_hello::ClientHello;
use crate::plugins::tls::extension::{ALPN, SERVER_NAME, SUPPORTED_VERSIONS};

/// Its three parts: what is told of the offer, of the cipher suites, and of the extensions.
pub(super) fn ja4(hello: &ClientHello<'_>) -> String {
    format!("{}_{}_{}", offer(hello), hashed(&ciphers(hello)), hashed(&extensions(hello)))
}

/// "t" for TCP, the version, whether there is a name, how many cipher suites and extensions, the first protocol.
fn offer(hello: &ClientHello<'_>) -> String {
    let highest = hello.supported_versions().max().filter(|_| hello.has(SUPPORTED_VERSIONS));
    let name = if hello.has(SERVER_NAME) { 'd' } else { 'i' };
    let (ciphers, extensions) = (hello.ciphers().count().min(99), hello.extensions().count().min(99));
    let protocol = protocol(hello.alpn().next().unwrap_or_default());
    format!(
        "t{}{name}{ciphers:02}{extensions:02}{protocol}",
        version(highest.unwrap_or(hello.legacy_version))
    )
}

const fn version(number: u16) -> &'static str {
    match number {
        0x0304 => "13",
        0x0303 => "12",
        0x0302 => "11",
        0x0301 => "10",
        0x0300 => "s3",
        0x0002 => "s2",
        0xfeff => "d1",
        0xfefd => "d2",
        0xfefc => "d3",
        _ => "00",
    }
}

/// First and last character of a protocol, or of its hexadecimal digits where one of the two is no letter and no digit.
fn protocol(octets: &[u8]) -> String {
    let [Some(&first), Some(&last)] = [octets.first(), octets.last()] else { return "00".to_owned() };
    if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() {
        [char::from(first), char::from(last)].iter().collect()
    } else {
        format!("{:x}{:x}", first >> 4, last & 0x0f)
    }
}

/// Sorted.
fn ciphers(hello: &ClientHello<'_>) -> String {
    let mut ciphers: Vec<u16> = hello.ciphers().collect();
    ciphers.sort_unstable();
    list(ciphers)
}

/// Sorted, without what the first part tells; then the signature algorithms in their own order.
fn extensions(hello: &ClientHello<'_>) -> String {
    let mut kinds: Vec<u16> =
        hello.extensions().filter(|kind| !matches!(*kind, SERVER_NAME | ALPN)).collect();
    kinds.sort_unstable();
    let (kinds, algorithms) = (list(kinds), list(hello.signature_algorithms()));
    if algorithms.is_empty() { kinds } else { format!("{kinds}_{algorithms}") }
}

fn list(numbers: impl IntoIterator<Item = u16>) -> String {
    let mut text = String::new();
    for number in numbers {
        let comma = if text.is_empty() { "" } else { "," };
        // Nothing is written to that could fail.
        let _ = write!(text, "{comma}{number:04x}");
    }
    text
}

/// Twelve digits of the SHA-256; zeros for nothing.
fn hashed(text: &str) -> String {
    if text.is_empty() {
        return "0".repeat(12);
    }
    Hex(&Sha256::digest(text.as_bytes())[..6]).to_string()
}

#[cfg(test)]
mod tests {
    use super::{hashed, protocol};

    /// The examples of the specification.
    #[test]
    fn a_protocol_is_told_by_its_first_and_last_character() {
        let octets: [&[u8]; 9] =
            [b"h2", b"http/1.1", b"", b"a", b"\xab", b"\xab\xcd", b"0\xab", b"01\xab\xcd", b"0\xab\xcd1"];
        assert_eq!(octets.map(protocol), ["h2", "h1", "00", "aa", "ab", "ad", "3b", "3d", "01"]);
    }

    /// The examples of the specification.
    #[test]
    fn lists_are_told_by_their_hash() {
        let ciphers = "002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9";
        assert_eq!(hashed(ciphers), "8daaf6152771");
        let extensions = "0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01";
        assert_eq!(hashed(extensions), "6d807ffa2a79");
        let algorithms = "0403,0804,0401,0503,0805,0501,0806,0601";
        assert_eq!(hashed(&format!("{extensions}_{algorithms}")), "e5627efa2ab1");
        assert_eq!(hashed(""), "000000000000");
    }
}
