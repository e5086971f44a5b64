//! What a head says.

use httparse::{EMPTY_HEADER, Error, Header, Request, Response, Status};

use crate::failure::Failure;

/// Most octets of a head, its empty line included.
pub const MOST_HEAD: usize = 16 << 10;
/// Most fields of a head.
pub const MOST_HEADERS: usize = 64;

/// What a head says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head<'h> {
    pub(super) start: Start<'h>,
    /// The version that it says to be of.
    pub(super) version: &'static str,
    pub(super) host: Option<&'h [u8]>,
    /// Why its end cannot be found, where the fields contradict each other.
    pub(super) length: Result<Length, Failure>,
}

/// The start line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start<'h> {
    Request { method: &'h str, target: &'h str },
    Response { code: u16, reason: &'h str },
}

/// What the fields say of the length of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    Unstated,
    Octets(u64),
    Chunked,
    /// A transfer coding that does not end with `chunked`: until the connection closes.
    UntilClose,
}

/// Reads a whole head: one that ends with its empty line.
pub(super) fn head(octets: &[u8]) -> Result<Head<'_>, Failure> {
    let mut fields = [EMPTY_HEADER; MOST_HEADERS];
    if octets.starts_with(b"HTTP/") {
        let mut response = Response::new(&mut fields);
        is_whole(response.parse(octets))?;
        let code = response.code.ok_or_else(malformed)?;
        let start = Start::Response { code, reason: response.reason.unwrap_or_default() };
        Ok(of_fields(start, response.version, response.headers))
    } else {
        let mut request = Request::new(&mut fields);
        is_whole(request.parse(octets))?;
        let method = request.method.ok_or_else(malformed)?;
        let start = Start::Request { method, target: request.path.ok_or_else(malformed)? };
        Ok(of_fields(start, request.version, request.headers))
    }
}

fn is_whole(parsed: Result<Status<usize>, Error>) -> Result<(), Failure> {
    match parsed {
        Ok(Status::Complete(_)) => Ok(()),
        Err(Error::TooManyHeaders) => Err(Failure::new("a head of more than 64 fields")),
        Ok(Status::Partial) | Err(_) => Err(malformed()),
    }
}

fn malformed() -> Failure {
    Failure::new("a malformed head")
}

fn of_fields<'h>(start: Start<'h>, version: Option<u8>, fields: &[Header<'h>]) -> Head<'h> {
    let is_request = matches!(start, Start::Request { .. });
    let named = |wanted: &'static str| {
        let own = fields.iter().filter(move |field| field.name.eq_ignore_ascii_case(wanted));
        own.map(|field| field.value)
    };
    let version = if version == Some(0) { "HTTP/1.0" } else { "HTTP/1.1" };
    let host = named("host").next().filter(|_| is_request);
    // RFC 9112, section 3.2: "MUST respond with a 400 […] to any request message that contains more than one Host".
    let length = if is_request && named("host").count() > 1 {
        Err("two hosts")
    } else {
        length(named("content-length"), named("transfer-encoding").next_back(), is_request)
    };
    Head { start, version, host, length: length.map_err(Failure::new) }
}

/// RFC 9112, section 6.3.
fn length<'h>(
    lengths: impl Iterator<Item = &'h [u8]>,
    coding: Option<&[u8]>,
    is_request: bool,
) -> Result<Length, &'static str> {
    let mut octets = None;
    for value in lengths {
        let length = content_length(value).ok_or("a malformed length")?;
        if octets.replace(length).is_some_and(|before| before != length) {
            return Err("two lengths");
        }
    }
    match (octets, coding) {
        (None, None) => Ok(Length::Unstated),
        (Some(octets), None) => Ok(Length::Octets(octets)),
        (None, Some(coding)) if ends_chunked(coding) => Ok(Length::Chunked),
        (None, Some(_)) if !is_request => Ok(Length::UntilClose),
        // "the message body length cannot be determined reliably; the server MUST respond with the 400".
        (None, Some(_)) => Err("a transfer coding of a request that is not chunked"),
        (Some(_), Some(_)) => Err("a length beside a transfer coding"),
    }
}

/// RFC 9112, section 6.3: a list of the same number is that number.
fn content_length(value: &[u8]) -> Option<u64> {
    let mut numbers = value.split(|&octet| octet == b',').map(|number| {
        let digits = number.trim_ascii();
        let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
        is_number.then(|| str::from_utf8(digits).ok()?.parse().ok())?
    });
    let first = numbers.next()??;
    numbers.all(|number| number == Some(first)).then_some(first)
}

fn ends_chunked(coding: &[u8]) -> bool {
    let last = coding.rsplit(|&octet| octet == b',').next().unwrap_or_default();
    last.trim_ascii().eq_ignore_ascii_case(b"chunked")
}

#[cfg(test)]
mod tests {
    use super::{Length, Start, head};

    fn length(fields: &str) -> Result<Length, String> {
        let octets = format!("POST /tide HTTP/1.1\r\nHost: a\r\n{fields}\r\n");
        head(octets.as_bytes()).and_then(|head| head.length).map_err(|failure| failure.to_string())
    }

    #[test]
    fn lengths_are_what_the_fields_say() {
        assert_eq!(length(""), Ok(Length::Unstated));
        assert_eq!(length("content-length: 10\r\n"), Ok(Length::Octets(10)));
        assert_eq!(length("Content-Length: 7, 7\r\nContent-Length: 7\r\n"), Ok(Length::Octets(7)));
        assert_eq!(length("Transfer-Encoding: gzip, Chunked\r\n"), Ok(Length::Chunked));
        let response = head(b"HTTP/1.0 200 \r\nTransfer-Encoding: gzip\r\n\r\n").expect("it is a response");
        assert_eq!(response.length, Ok(Length::UntilClose));
        assert_eq!(response.start, Start::Response { code: 200, reason: "" });
    }

    #[test]
    fn what_smuggles_is_refused() {
        for (fields, why) in [
            ("Content-Length: 7\r\nContent-Length: 8\r\n", "two lengths"),
            ("Content-Length: 7, 8\r\n", "a malformed length"),
            ("Content-Length: +7\r\n", "a malformed length"),
            ("Content-Length: 99999999999999999999\r\n", "a malformed length"),
            ("Content-Length: 7\r\nTransfer-Encoding: chunked\r\n", "a length beside a transfer coding"),
            ("Transfer-Encoding: chunked, x\r\n", "a transfer coding of a request that is not chunked"),
            ("Host: b\r\n", "two hosts"),
            ("No colon\r\n", "a malformed head"),
        ] {
            assert_eq!(length(fields), Err(why.to_owned()), "{fields}");
        }
        assert_eq!(length(&"A: b\r\n".repeat(63)), Ok(Length::Unstated));
        assert_eq!(length(&"A: b\r\n".repeat(64)), Err("a head of more than 64 fields".to_owned()));
    }
}
