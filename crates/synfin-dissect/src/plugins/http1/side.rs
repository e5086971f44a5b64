//! Both directions of a connection, message by message.

use crate::failure::Failure;
use crate::plugins::gathered::Gathered;
use crate::plugins::http1::body::{Body, Chunks};
use crate::plugins::http1::head::{Head, Length, MOST_HEAD, Start, head};
use crate::plugins::http1::head_end::HeadEnd;

/// Most messages of one direction that are told: requests, or responses, interim ones included.
pub const MOST_MESSAGES: usize = 8;

/// What is told of a message.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told<'t> {
    Request { method: &'t str, target: &'t str, version: &'t str, host: Option<&'t [u8]> },
    Response { code: u16, reason: &'t str, version: &'t str },
}

/// Both directions, and the requests that were told: what a response means depends on its request.
#[derive(Debug, Default)]
pub(super) struct Exchange {
    sides: [Side; 2],
    requests: [Asked; MOST_MESSAGES],
    asked: usize,
    answered: usize,
}

/// What a request means for its response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Asked {
    #[default]
    Other,
    /// Its response has no body.
    Head,
    /// Behind its response there is a tunnel.
    Connect,
}

/// One direction.
#[derive(Debug, Default)]
struct Side {
    place: Place,
    /// The head at hand, as far as it came.
    head: Gathered,
    /// How many messages were told.
    messages: usize,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Head(HeadEnd),
    Body(Body),
    /// Nothing more is told of this direction.
    Over,
}

impl Default for Place {
    fn default() -> Place {
        Place::Head(HeadEnd::default())
    }
}

impl Exchange {
    /// Whether nothing more is told of either direction.
    pub(super) fn is_over(&self) -> bool {
        self.sides.iter().all(|side| matches!(side.place, Place::Over))
    }

    /// Octets that are gathered.
    pub(super) fn held(&self) -> usize {
        self.sides.iter().map(|side| side.head.held()).sum()
    }

    /// Octets of this side are missing.
    pub(super) fn skip(&mut self, side: usize, len: u64) {
        let side = &mut self.sides[side];
        let is_within_body = if let Place::Body(body) = &mut side.place { body.skip(len) } else { false };
        if !is_within_body {
            side.end();
        }
    }

    /// Takes octets of this side; hands on each message that is told.
    pub(super) fn take(
        &mut self,
        side: usize,
        octets: &[u8],
        mut tell: impl FnMut(Told<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut rest = octets;
        while !rest.is_empty() {
            match &mut self.sides[side].place {
                Place::Over => break,
                Place::Body(body) => {
                    if body.take(&mut rest)? {
                        self.sides[side].next_message();
                    }
                }
                Place::Head(_) => match self.head(side, &mut rest, &mut tell) {
                    // A tunnel whose response was not captured.
                    Err(_) if self.asks_for_tunnel() => self.sides.iter_mut().for_each(Side::end),
                    taken => taken?,
                },
            }
        }
        Ok(())
    }

    /// Takes octets of a head; tells its message, once it is whole.
    fn head(
        &mut self,
        side: usize,
        rest: &mut &[u8],
        tell: &mut impl FnMut(Told<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match self.sides[side].gather(rest)? {
            None => Ok(()),
            Some(Whole::Here(octets)) => self.message(side, octets, tell),
            Some(Whole::Gathered(octets)) => self.message(side, &octets, tell),
        }
    }

    /// Whether the last request was a CONNECT, and nobody answered it.
    fn asks_for_tunnel(&self) -> bool {
        self.requests[..self.asked].last() == Some(&Asked::Connect) && self.answered < self.asked
    }

    /// Tells a message by its head, and finds out how it goes on behind that.
    fn message(
        &mut self,
        side: usize,
        octets: &[u8],
        tell: &mut impl FnMut(Told<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Head { start, version, host, length } = head(octets)?;
        self.sides[side].messages += 1;
        match start {
            Start::Request { method, target } => {
                tell(Told::Request { method, target, version, host })?;
                let asked = match method {
                    "HEAD" => Asked::Head,
                    "CONNECT" => Asked::Connect,
                    _ => Asked::Other,
                };
                if let Some(place) = self.requests.get_mut(self.asked) {
                    *place = asked;
                    self.asked += 1;
                }
                self.sides[side].go_on(match length? {
                    // RFC 9112, section 6.3: "If this is a request message and none of the above are true, then the message body
                    // length is zero".
                    Length::Unstated | Length::UntilClose => Some(Body::Length(0)),
                    Length::Octets(octets) => Some(Body::Length(octets)),
                    Length::Chunked => Some(Body::Chunks(Chunks::BEGIN)),
                });
            }
            Start::Response { code, reason } => {
                tell(Told::Response { code, reason, version })?;
                self.response(side, code, length?);
            }
        }
        Ok(())
    }

    fn response(&mut self, side: usize, code: u16, length: Length) {
        let is_interim = (100..200).contains(&code) && code != 101;
        let asked = if is_interim || self.answered >= self.asked {
            Asked::Other
        } else {
            self.answered += 1;
            self.requests[self.answered - 1]
        };
        if code == 101 || (asked == Asked::Connect && (200..300).contains(&code)) {
            self.sides.iter_mut().for_each(Side::end);
            return;
        }
        let has_no_body = is_interim || matches!(code, 204 | 304) || asked == Asked::Head;
        self.sides[side].go_on(match length {
            _ if has_no_body => Some(Body::Length(0)),
            Length::Octets(octets) => Some(Body::Length(octets)),
            Length::Chunked => Some(Body::Chunks(Chunks::BEGIN)),
            Length::Unstated | Length::UntilClose => None,
        });
    }
}

/// A whole head.
enum Whole<'o> {
    /// In the octets at hand.
    Here(&'o [u8]),
    /// Put together from those of several segments.
    Gathered(Vec<u8>),
}

impl Side {
    /// Takes octets of a head from the front of `rest`; the head, once it is whole.
    fn gather<'o>(&mut self, rest: &mut &'o [u8]) -> Result<Option<Whole<'o>>, Failure> {
        let Place::Head(end) = &mut self.place else { return Ok(None) };
        *rest = &rest[end.before(rest)..];
        let within = &rest[..rest.len().min(MOST_HEAD - self.head.len())];
        if within.is_empty() {
            return Ok(None);
        }
        let found = end.find(within);
        if self.head.is_empty()
            && let Some(len) = found
        {
            let (head, behind) = rest.split_at(len);
            *rest = behind;
            return Ok(Some(Whole::Here(head)));
        }
        let mut taken = &within[..found.unwrap_or(within.len())];
        *rest = &rest[taken.len()..];
        let is_full = self.head.fill(MOST_HEAD, &mut taken);
        if found.is_some() {
            return Ok(Some(Whole::Gathered(self.head.take())));
        }
        if is_full { Err(Failure::new("a head of more than 16 KiB")) } else { Ok(None) }
    }

    /// Goes on with a body, or with none whose end can be found.
    fn go_on(&mut self, body: Option<Body>) {
        match body {
            None => self.end(),
            Some(Body::Length(0)) => self.next_message(),
            Some(body) => self.place = Place::Body(body),
        }
    }

    fn next_message(&mut self) {
        if self.messages < MOST_MESSAGES { self.place = Place::default() } else { self.end() }
    }

    fn end(&mut self) {
        self.place = Place::Over;
        self.head = Gathered::default();
    }
}
