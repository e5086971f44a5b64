//! Hellos of TLS and the records around them (RFC 8446), written field by field.

/// Content type of the handshake.
pub const HANDSHAKE: u8 = 22;
/// Content type of alerts.
pub const ALERT: u8 = 21;
/// Content type of the change of ciphers.
pub const CHANGE_CIPHER_SPEC: u8 = 20;
/// Content type of what is encrypted.
pub const APPLICATION_DATA: u8 = 23;

/// The random of a HelloRetryRequest (RFC 8446, section 4.1.3).
pub const RETRY_RANDOM: [u8; 32] = [
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2,
    0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
];

/// A hello of either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hello {
    /// The version in the hello's own field.
    pub version: u16,
    /// The random.
    pub random: [u8; 32],
    /// The session.
    pub session: Vec<u8>,
    /// The cipher suites; of a server the first one counts.
    pub ciphers: Vec<u16>,
    /// The extensions: type and octets.
    pub extensions: Vec<(u16, Vec<u8>)>,
}

impl Hello {
    /// A hello of TLS 1.2 with these cipher suites and nothing else.
    pub fn new(ciphers: &[u16]) -> Hello {
        let ciphers = ciphers.to_vec();
        Hello { version: 0x0303, random: [0x5a; 32], session: Vec::new(), ciphers, extensions: Vec::new() }
    }

    /// With one extension more.
    #[must_use]
    pub fn with(mut self, (kind, octets): (u16, Vec<u8>)) -> Hello {
        self.extensions.push((kind, octets));
        self
    }

    /// The ClientHello of the example in the specification of JA4, with values that are there to be ignored (RFC 8701) among the
    /// others, as browsers send them. Its fingerprint is `t13d1516h2_8daaf6152771_e5627efa2ab1`.
    pub fn published(name: &str) -> Hello {
        let ciphers = [
            0x3a3a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014,
            0x009c, 0x009d, 0x002f, 0x0035,
        ];
        Hello::new(&ciphers)
            .with((0x4a4a, Vec::new()))
            .with((0x001b, vec![2, 0, 2]))
            .with(server_name(name))
            .with((0x0033, vec![0, 0]))
            .with(alpn(&["h2", "http/1.1"]))
            .with((0x4469, Vec::new()))
            .with((0x0017, Vec::new()))
            .with((0x002d, vec![1, 1]))
            .with(signature_algorithms(&[0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601]))
            .with((0x0005, vec![1, 0, 0, 0, 0]))
            .with((0x0023, Vec::new()))
            .with((0x0012, Vec::new()))
            .with(supported_versions(&[0x8a8a, 0x0304, 0x0303]))
            .with((0xff01, vec![0]))
            .with((0x000b, vec![1, 0]))
            .with((0x000a, vec![0, 4, 0x2a, 0x2a, 0, 0x1d]))
            .with((0xdada, vec![0]))
            .with((0x0015, vec![0; 20]))
    }

    /// The message ClientHello.
    pub fn of_client(&self) -> Vec<u8> {
        let ciphers: Vec<u8> = self.ciphers.iter().flat_map(|cipher| cipher.to_be_bytes()).collect();
        message(1, &[self.begin(), behind_length_16(&ciphers), vec![1, 0], self.end()].concat())
    }

    /// The message ServerHello.
    pub fn of_server(&self) -> Vec<u8> {
        let cipher = self.ciphers.first().copied().unwrap_or_default().to_be_bytes();
        message(2, &[self.begin(), cipher.to_vec(), vec![0], self.end()].concat())
    }

    fn begin(&self) -> Vec<u8> {
        [&self.version.to_be_bytes()[..], &self.random, &[self.session.len() as u8], &self.session].concat()
    }

    fn end(&self) -> Vec<u8> {
        if self.extensions.is_empty() {
            return Vec::new();
        }
        let extension =
            |(kind, octets): &(u16, Vec<u8>)| [&kind.to_be_bytes()[..], &behind_length_16(octets)].concat();
        behind_length_16(&self.extensions.iter().flat_map(extension).collect::<Vec<u8>>())
    }
}

/// A message of the handshake.
pub fn message(kind: u8, body: &[u8]) -> Vec<u8> {
    let [_, length @ ..] = (body.len() as u32).to_be_bytes();
    [&[kind][..], &length, body].concat()
}

/// One record.
pub fn record(content: u8, fragment: &[u8]) -> Vec<u8> {
    [&[content, 3, 1][..], &behind_length_16(fragment)].concat()
}

/// The octets in records of at most so many.
pub fn records(content: u8, octets: &[u8], most: usize) -> Vec<u8> {
    octets.chunks(most).flat_map(|fragment| record(content, fragment)).collect()
}

/// The extension with a host name (RFC 6066, section 3).
pub fn server_name(name: &str) -> (u16, Vec<u8>) {
    (0, behind_length_16(&[&[0][..], &behind_length_16(name.as_bytes())].concat()))
}

/// The extension with protocols (RFC 7301, section 3.1).
pub fn alpn(protocols: &[&str]) -> (u16, Vec<u8>) {
    let protocol = |name: &&str| [&[name.len() as u8][..], name.as_bytes()].concat();
    (16, behind_length_16(&protocols.iter().flat_map(protocol).collect::<Vec<u8>>()))
}

/// The extension with the versions that a client offers (RFC 8446, section 4.2.1).
pub fn supported_versions(versions: &[u16]) -> (u16, Vec<u8>) {
    let versions: Vec<u8> = versions.iter().flat_map(|version| version.to_be_bytes()).collect();
    (43, [&[versions.len() as u8][..], &versions].concat())
}

/// The extension with the version that a server chose.
pub fn chosen_version(version: u16) -> (u16, Vec<u8>) {
    (43, version.to_be_bytes().to_vec())
}

/// The extension with signature algorithms (RFC 8446, section 4.2.3).
pub fn signature_algorithms(algorithms: &[u16]) -> (u16, Vec<u8>) {
    let algorithms: Vec<u8> = algorithms.iter().flat_map(|algorithm| algorithm.to_be_bytes()).collect();
    (13, behind_length_16(&algorithms))
}

fn behind_length_16(octets: &[u8]) -> Vec<u8> {
    [&(octets.len() as u16).to_be_bytes()[..], octets].concat()
}

#[cfg(test)]
mod tests {
    use super::{HANDSHAKE, Hello, record};

    #[test]
    fn a_small_hello_is_these_octets() {
        let hello = Hello { random: [7; 32], ..Hello::new(&[0x1301, 0x1302]) };
        let wanted = [
            b"\x16\x03\x01\0\x2f\x01\0\0\x2b\x03\x03".as_slice(),
            &[7; 32],
            b"\0\0\x04\x13\x01\x13\x02\x01\0",
        ];
        assert_eq!(record(HANDSHAKE, &hello.of_client()), wanted.concat());
    }
}
