//! The headers on the way to a segment.

use crate::decode::walk::{MAX_HEADERS, Origin};
use crate::header::{Header, HeaderKind};

/// The headers around the innermost TCP/IP, outermost first; read again from the frame when asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers<'a> {
    origin: Origin<'a>,
    count: u8,
}

impl<'a> Layers<'a> {
    /// The first `count` headers that the walk from `origin` passes.
    #[inline]
    pub(crate) const fn new(origin: Origin<'a>, count: u8) -> Layers<'a> {
        Layers { origin, count }
    }

    /// How many: at most [`MAX_HEADERS`](crate::decode::MAX_HEADERS).
    #[inline]
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether TCP/IP stands directly behind an untagged link header.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Each header; its [`Display`](core::fmt::Display) is its text.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Header<'a>> + use<'a> {
        let none = Header { kind: HeaderKind::Frame, offset: 0, detail: 0, octets: &[] };
        let mut headers = [none; MAX_HEADERS as usize];
        if self.count > 0 {
            let mut places = headers.iter_mut();
            let mut keep = |header| {
                if let Some(place) = places.next() {
                    *place = header;
                }
            };
            // What it returns was returned before: only the headers on the way are of interest.
            let _ = self.origin.walk(&mut keep);
        }
        headers.into_iter().take(self.len())
    }
}
