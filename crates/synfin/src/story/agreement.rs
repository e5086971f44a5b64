//! What the handshake settled.

use synfin_flow::direction::Direction;
use synfin_flow::step::Step;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

use crate::language::language::Language;
use crate::language::phrase::{listed, say};
use crate::observation::Observation;
use crate::story::place::Place;

/// RFC 9293, section 3.7.1: "If an MSS Option is not received at connection setup, TCP implementations MUST assume a default send MSS
/// of 536 (576 - 40) for IPv4 or 1220 (1280 - 60) for IPv6".
const USUAL_MSS_IPV4: u16 = 536;
const USUAL_MSS_IPV6: u16 = 1220;

/// What one end offered in its SYN or SYN-ACK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Offer {
    mss: Option<u16>,
    /// What the other end takes for granted where there is none.
    usual_mss: u16,
    window_shift: Option<u8>,
    sack: bool,
    timestamps: bool,
    fast_open: bool,
    mptcp: bool,
    ecn: bool,
    /// Octets that came with it.
    octets: u32,
    /// The number behind them.
    next: Seq,
    /// What it acknowledges, if it does.
    ack: Option<Seq>,
}

/// What both ends offered so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Agreement {
    offers: [Option<Offer>; 2],
    /// Both ends sent a SYN before any SYN-ACK.
    is_crossed: bool,
    /// The last SYN.
    asked: Option<Place>,
    /// From the first offer that was answered to the last.
    place: Option<Place>,
}

impl Agreement {
    /// Looks at a segment: only one with a SYN offers anything, unless it is a stray one or a bad answer.
    pub(crate) fn hear(&mut self, segment: &Observation<'_>) {
        let step = segment.step();
        let is_syn = matches!(step, Step::Syn | Step::SynRetransmit | Step::SynCrossed);
        if !is_syn && !matches!(step, Step::SynAck | Step::SynAckRetransmit) {
            return;
        }
        let here = Place::of(segment);
        let options = segment.options();
        let is_answer = self.offers[segment.direction().opposite() as usize].is_some();
        let offer = Some(Offer {
            mss: options.mss(),
            usual_mss: if segment.source().is_ipv6() { USUAL_MSS_IPV6 } else { USUAL_MSS_IPV4 },
            window_shift: options.window_shift(),
            sack: options.sack_permitted(),
            timestamps: options.timestamps().is_some(),
            fast_open: options.fast_open(),
            mptcp: options.mptcp(),
            ecn: segment.flags().contains(Flags::ECE),
            octets: segment.segment().payload_len(),
            next: segment.segment().seq() + 1 + segment.segment().payload_len(),
            ack: segment.flags().ack().then(|| segment.segment().ack()),
        });
        if is_syn {
            self.asked = Some(here);
            self.is_crossed |= step == Step::SynCrossed;
        }
        let known = &mut self.offers[segment.direction() as usize];
        if step == Step::SynAck && !self.is_crossed {
            // Answers for the first time, or anew with another ISN: what was settled before is void.
            *known = offer;
            self.place = Some(self.asked.map_or(here, |asked| asked.and(here)));
            return;
        }
        if is_answer && *known == offer {
            // A SYN or SYN-ACK that only comes again settles nothing anew.
            return;
        }
        *known = offer;
        // A SYN that got no answer settles nothing.
        self.place = self.place.filter(|_| is_answer);
        Place::reach(&mut self.place, segment);
    }

    /// Octets in an end's SYN that the other end took at once (RFC 7413, section 4.2.2).
    fn early(&self, of: Direction) -> Option<u32> {
        let [sent, answer] = [self.offers[of as usize]?, self.offers[of.opposite() as usize]?];
        (sent.octets > 0 && answer.ack == Some(sent.next)).then_some(sent.octets)
    }

    /// What follows from the two offers, in a sentence, and where both stand; none until both were seen.
    pub(crate) fn sentence(&self, language: Language) -> Option<(Place, String)> {
        let [Some(originator), Some(responder)] = self.offers else { return None };
        let mut parts =
            vec![sizes([originator, responder], language), windows([originator, responder], language)];
        let both = [
            (originator.sack && responder.sack, "agreement-sack"),
            (originator.timestamps && responder.timestamps, "agreement-timestamps"),
            (originator.fast_open && responder.fast_open, "agreement-fast-open-cookie"),
            (originator.mptcp && responder.mptcp, "agreement-mptcp"),
            (originator.ecn && responder.ecn, "agreement-ecn"),
        ];
        let agreed = both.into_iter().filter(|(agreed, _)| *agreed);
        parts.extend(agreed.map(|(_, id)| language.word(id).into_owned()));
        let early = Direction::BOTH.into_iter().find_map(|end| self.early(end));
        parts.extend(early.map(|octets| say!(language, "agreement-fast-open", octets = octets)));
        Some((self.place?, say!(language, "agreement", list = listed(&parts, language))))
    }
}

/// How much data a segment may bring.
fn sizes(offers: [Offer; 2], language: Language) -> String {
    let usual = u32::from(offers[0].usual_mss);
    match offers.map(|offer| offer.mss) {
        [None, None] => say!(language, "agreement-mss-usual", octets = usual),
        [Some(first), Some(second)] if first == second => {
            say!(language, "agreement-mss", octets = u32::from(first))
        }
        each => {
            let [forth, back] = each.map(|mss| match mss {
                Some(mss) => say!(language, "agreement-octets", octets = u32::from(mss)),
                None => say!(language, "agreement-octets-usual", octets = usual),
            });
            say!(language, "agreement-mss-each", forth = forth, back = back)
        }
    }
}

/// By how much windows are scaled.
fn windows(offers: [Offer; 2], language: Language) -> String {
    let [Some(forth), Some(back)] = offers.map(|offer| offer.window_shift) else {
        return language.word("agreement-windows-plain").into_owned();
    };
    let [forth, back] = [forth, back].map(|shift| 1_u32.checked_shl(shift.into()).unwrap_or_default());
    say!(language, "agreement-windows", forth = forth, back = back)
}
