//! The fast open cookie (RFC 7413, section 2).

use crate::segment::hex::Hex;
use core::fmt;

/// A request for a cookie, or a cookie.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FastOpen<'a>(&'a [u8]);

impl<'a> FastOpen<'a> {
    /// What a cookie may be: empty (a request), or 4 to 16 octets and even. `None` for any other length.
    pub const fn new(cookie: &'a [u8]) -> Option<FastOpen<'a>> {
        match cookie.len() {
            0 => Some(FastOpen(cookie)),
            4..=16 if cookie.len().is_multiple_of(2) => Some(FastOpen(cookie)),
            _ => None,
        }
    }

    /// The cookie's octets; none in a request.
    pub const fn cookie(self) -> &'a [u8] {
        self.0
    }

    /// Whether a cookie is asked for.
    pub const fn is_request(self) -> bool {
        self.0.is_empty()
    }
}

/// `request`, `cookie 0123456789abcdef`
impl fmt::Display for FastOpen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_request() {
            return f.write_str("request");
        }
        write!(f, "cookie {}", Hex(self.0))
    }
}

impl fmt::Debug for FastOpen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FastOpen({self})")
    }
}
