//! The accounts of all frames: each is one of five things.

use synfin_wire::error::{Kind, ParseError, Reason};
use synfin_wire::not_tcp::NotTcp;
use synfin_wire::numbers::LinkType;

/// Most kinds of a thing that are counted apart; what comes when there are as many already counts as one of the others.
pub const MAX_KINDS: usize = 64;

/// What every frame so far was, so that `frames = tcp + not_tcp + truncated + malformed + unsupported`; `+ left_out`, where a filter
/// leaves frames out.
///
/// ```
/// use synfin::{analyzer::Analyzer, wire::numbers::LinkType};
///
/// let mut analyzer = Analyzer::default();
/// analyzer.observe_octets(0, LinkType::RAW, &[0x45, 0], 40);
/// let books = analyzer.books();
/// assert_eq!((books.frames, books.tcp, books.truncated), (1, 0, 1));
/// assert!(books.balance());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// All frames.
    pub frames: u64,
    /// With a TCP segment whose header is sound.
    pub tcp: u64,
    /// Read rightly, and no TCP for a connection: another protocol, a later fragment, a quotation in an ICMP error.
    pub not_tcp: u64,
    /// Ended before the TCP header did.
    pub truncated: u64,
    /// With a header that breaks its own rules, TCP's included.
    pub malformed: u64,
    /// Of a kind that this program does not read.
    pub unsupported: u64,
    /// Left out by a filter of the reader, and not looked at; none where there is no filter.
    pub left_out: Option<u64>,
    protocols: Kinds<NotTcp>,
    link_types: Kinds<LinkType>,
    failures: Kinds<ParseError>,
}

/// How often things of one kind came, and when first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted<T> {
    /// The first of its kind.
    pub first: T,
    /// The frame it came with.
    pub first_frame: u64,
    /// How many frames there were of the kind.
    pub frames: u64,
}

/// Counts by kind; bounded.
#[derive(Clone, Debug)]
struct Kinds<T> {
    counted: Vec<Counted<T>>,
    others: u64,
}

impl<T> Default for Kinds<T> {
    fn default() -> Kinds<T> {
        Kinds { counted: Vec::new(), others: 0 }
    }
}

impl<T: Copy> Kinds<T> {
    fn count(&mut self, frame: u64, thing: T, same: impl Fn(&T) -> bool) {
        if let Some(counted) = self.counted.iter_mut().find(|counted| same(&counted.first)) {
            counted.frames += 1;
        } else if self.counted.len() < MAX_KINDS {
            self.counted.push(Counted { first: thing, first_frame: frame, frames: 1 });
        } else {
            self.others += 1;
        }
    }
}

impl Books {
    /// Whether every frame is accounted for once.
    pub fn balance(&self) -> bool {
        let left_out = self.left_out.unwrap_or_default();
        let parts = [self.tcp, self.not_tcp, self.truncated, self.malformed, self.unsupported, left_out];
        self.frames == parts.iter().sum::<u64>()
    }

    pub(crate) fn leave_out(&mut self, frames: u64) {
        self.frames += frames;
        self.left_out = Some(self.left_out.unwrap_or_default() + frames);
    }

    /// The protocols of the frames without TCP, in order of appearance.
    pub fn protocols(&self) -> &[Counted<NotTcp>] {
        &self.protocols.counted
    }

    /// Frames without TCP of yet other protocols, behind the first [`MAX_KINDS`].
    pub const fn other_protocols(&self) -> u64 {
        self.protocols.others
    }

    /// The link types that this program does not read, in order of appearance.
    pub fn unsupported_link_types(&self) -> &[Counted<LinkType>] {
        &self.link_types.counted
    }

    /// Frames of yet other link types, behind the first [`MAX_KINDS`].
    pub const fn other_link_types(&self) -> u64 {
        self.link_types.others
    }

    /// What kept frames from being read, the same reason at the same layer counted together, in order of appearance.
    pub fn failures(&self) -> &[Counted<ParseError>] {
        &self.failures.counted
    }

    #[inline]
    pub(crate) fn count_tcp(&mut self, frames: u64) {
        self.frames += frames;
        self.tcp += frames;
    }

    pub(crate) fn count_not_tcp(&mut self, frame: u64, what: NotTcp) {
        self.frames += 1;
        self.not_tcp += 1;
        // Where in the frame it is quoted does not make another kind.
        let what = if let NotTcp::QuotedTcp { .. } = what { NotTcp::QuotedTcp { offset: 0 } } else { what };
        self.protocols.count(frame, what, |other| *other == what);
    }

    #[cold]
    pub(crate) fn count_failed(&mut self, frame: u64, error: ParseError) {
        self.frames += 1;
        *match error.kind() {
            Kind::CutShort => &mut self.truncated,
            Kind::Malformed => &mut self.malformed,
            Kind::Unsupported => &mut self.unsupported,
        } += 1;
        if let Reason::UnsupportedLinkType { number } = error.reason {
            self.link_types.count(frame, LinkType(number), |other| other.0 == number);
        }
        // The same reason with other numbers is no other kind: there are fewer kinds than the bound.
        let reason = core::mem::discriminant(&error.reason);
        self.failures.count(frame, error, |other| {
            other.layer == error.layer && core::mem::discriminant(&other.reason) == reason
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Books, MAX_KINDS};
    use synfin_wire::error::{Layer, ParseError, Reason};
    use synfin_wire::not_tcp::NotTcp;
    use synfin_wire::numbers::{EtherType, Protocol};

    #[test]
    fn an_endless_supply_of_kinds_takes_no_more_memory_and_still_balances() {
        let mut books = Books::default();
        for number in 0..10_000_u16 {
            books.count_not_tcp(1, NotTcp::Other(Protocol::EtherType(EtherType(number))));
            let reason = Reason::UnsupportedLinkType { number };
            books.count_failed(1, ParseError { layer: Layer::Frame, offset: 0, reason });
        }
        assert_eq!(books.protocols().len(), MAX_KINDS);
        assert_eq!(books.other_protocols(), 10_000 - MAX_KINDS as u64);
        assert_eq!(books.unsupported_link_types().len(), MAX_KINDS);
        assert_eq!(books.failures().len(), 1);
        assert_eq!(books.failures()[0].frames, 10_000);
        assert!(books.balance());
    }
}
