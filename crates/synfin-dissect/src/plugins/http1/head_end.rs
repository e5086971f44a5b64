//! Where a head ends.

/// Looks for the empty line behind a head, octet by octet, wherever the head is cut.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum HeadEnd {
    /// Before its first line: empty lines there are none of the head's (RFC 9112, section 2.2).
    #[default]
    Before,
    /// In a line with octets.
    InLine,
    /// At the begin of a line.
    LineBegins,
    /// Behind a CR at the begin of a line.
    Cr,
}

impl HeadEnd {
    /// How many octets from the front are before the first line.
    pub(super) fn before(self, octets: &[u8]) -> usize {
        let is_begun = |octet: &u8| !matches!(octet, b'\r' | b'\n');
        match self {
            HeadEnd::Before => octets.iter().position(is_begun).unwrap_or(octets.len()),
            _ => 0,
        }
    }

    /// Goes on over octets of the head; how many of them it takes to its end, its empty line included, if it is there.
    ///
    /// RFC 9112, section 2.2: "a recipient MAY recognize a single LF as a line terminator".
    pub(super) fn find(&mut self, octets: &[u8]) -> Option<usize> {
        for (place, &octet) in octets.iter().enumerate() {
            *self = match (*self, octet) {
                (HeadEnd::LineBegins | HeadEnd::Cr, b'\n') => {
                    *self = HeadEnd::Before;
                    return Some(place + 1);
                }
                (_, b'\n') => HeadEnd::LineBegins,
                (HeadEnd::LineBegins, b'\r') => HeadEnd::Cr,
                _ => HeadEnd::InLine,
            };
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::HeadEnd;

    #[test]
    fn the_empty_line_is_found_wherever_the_head_is_cut() {
        for head in [b"GET / HTTP/1.1\r\nA: b\r\n\r\n".as_slice(), b"GET / HTTP/1.1\nA: b\n\n", b"A\n\r\n"] {
            let octets = [head, b"body\r\n\r\n"].concat();
            for cut in 0..octets.len() {
                let mut end = HeadEnd::default();
                let first = end.find(&octets[..cut]);
                let found = first.or_else(|| end.find(&octets[cut..]).map(|more| cut + more));
                assert_eq!(found, Some(head.len()), "cut after {cut} octets of {head:?}");
            }
        }
        assert_eq!(HeadEnd::default().find(b"a\r\n\r\r\nb\r\n"), None);
    }

    #[test]
    fn empty_lines_before_a_head_are_not_its_own() {
        assert_eq!(HeadEnd::Before.before(b"\r\n\r\nGET"), 4);
        assert_eq!(HeadEnd::Before.before(b"\r\n"), 2);
        assert_eq!(HeadEnd::InLine.before(b"\r\n"), 0);
    }
}
