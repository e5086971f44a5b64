//! Whether octets are the first line of HTTP/1.

use crate::claims::Probe;

/// Most octets of a first line that are asked for.
pub(super) const DEPTH: usize = 256;

/// Most octets of a method; the longest of IANA's list has 17.
const MOST_METHOD: usize = 24;

/// The methods that tell a request whose line does not end within [`DEPTH`].
const COMMON: [&[u8]; 9] =
    [b"CONNECT", b"DELETE", b"GET", b"HEAD", b"OPTIONS", b"PATCH", b"POST", b"PROPFIND", b"PUT"];

/// A status line of HTTP/1, or a request line that ends with its version; of a long line, a method that is well known.
///
/// What is said of some octets is never taken back for more of them: it is `More` until it is certain.
pub(super) fn probe(first: &[u8]) -> Probe {
    match Probe::of_prefix(first, b"HTTP/1.") {
        Probe::NotMine => request(first),
        told => told,
    }
}

fn request(first: &[u8]) -> Probe {
    let within = &first[..first.len().min(DEPTH)];
    let line_end = within.iter().position(|&octet| octet == b'\n');
    let line = &within[..line_end.unwrap_or(within.len())];
    let Some(space) = line.iter().position(|&octet| octet == b' ') else {
        let may_be_method = line.len() <= MOST_METHOD && line.iter().all(|&octet| is_token(octet));
        return if may_be_method && line_end.is_none() { Probe::More } else { Probe::NotMine };
    };
    let (method, behind) = line.split_at(space);
    // What begins so is an identification of SSH (RFC 4253, section 4.2), whatever follows.
    if method.starts_with(b"SSH-") {
        return Probe::NotMine;
    }
    if method.is_empty() || method.len() > MOST_METHOD || !method.iter().all(|&octet| is_token(octet)) {
        return Probe::NotMine;
    }
    if behind.iter().any(|octet| octet.is_ascii_control() && *octet != b'\r') {
        return Probe::NotMine;
    }
    match line_end {
        Some(_) => {
            let behind = behind.strip_suffix(b"\r").unwrap_or(behind);
            let is_http = behind.ends_with(b" HTTP/1.1") || behind.ends_with(b" HTTP/1.0");
            if is_http { Probe::Mine } else { Probe::NotMine }
        }
        None if within.len() < DEPTH => Probe::More,
        None if COMMON.contains(&method) => Probe::Mine,
        None => Probe::NotMine,
    }
}

/// RFC 9110, section 5.6.2: an octet of a token.
const fn is_token(octet: u8) -> bool {
    octet.is_ascii_alphanumeric()
        || matches!(
            octet,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}

#[cfg(test)]
mod tests {
    use super::{DEPTH, probe};
    use crate::claims::Probe;

    #[test]
    fn a_request_is_told_by_its_version() {
        assert_eq!(probe(b"GET / HTTP/1.1\r\n"), Probe::Mine);
        assert_eq!(probe(b"X-TIDE * HTTP/1.0\nHost"), Probe::Mine);
        assert_eq!(probe(b"OPTIONS rtsp://sea.example RTSP/1.0\r\n"), Probe::NotMine);
        assert_eq!(probe(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Probe::NotMine);
        assert_eq!(probe(b"get key\r\n"), Probe::NotMine);
        assert_eq!(probe(b"\x16\x03\x01"), Probe::NotMine);
        assert_eq!(probe(b"SSH-2.0-OpenSSH_9.6\r\n"), Probe::NotMine);
        assert_eq!(probe(b"SSH-2.  /log HTTP/1.1\r\n"), Probe::NotMine);
        assert_eq!(probe(b"HTTP/1.1 200 OK"), Probe::Mine);
        assert_eq!(probe(b"HTTP/2"), Probe::NotMine);
    }

    #[test]
    fn a_long_line_is_told_by_its_method() {
        let long = |method: &str| [method.as_bytes(), b" /", &[b'a'; DEPTH]].concat();
        assert_eq!(probe(&long("GET")), Probe::Mine);
        assert_eq!(probe(&long("GET")[..DEPTH - 1]), Probe::More);
        assert_eq!(probe(&long("TIDE")), Probe::NotMine);
    }

    #[test]
    fn more_octets_take_nothing_back() {
        let long = [b"POST /".as_slice(), &[b'x'; DEPTH]].concat();
        let lines: [&[u8]; 7] = [
            b"CONNECT sea.tes\0\0t:443 HTTP/1.1\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\n",
            b"HTTP/1.1 204 No Content\r\n",
            b"HTTP /hello HTTP/1.1\r\n",
            b"helo mail.example\r\n",
            b"GET / HTTP/1.1 \r\n",
            &long,
        ];
        for line in lines {
            let told = probe(line);
            for len in 1..line.len() {
                let earlier = probe(&line[..len]);
                assert!(earlier == told || earlier == Probe::More, "{len} octets of {line:?}");
            }
        }
    }
}
