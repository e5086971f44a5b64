//! What the handshake settled.

use synfin_wire::segment::flags::Flags;

use crate::language::language::Language;
use crate::language::phrase::{listed, say};
use crate::observation::Observation;

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
}

/// What both ends offered so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Agreement {
    offers: [Option<Offer>; 2],
    /// The frame of the last offer that said anything new.
    frame: u64,
}

impl Agreement {
    /// Looks at a segment: only one with a SYN offers anything.
    pub(crate) fn hear(&mut self, segment: &Observation<'_>) {
        if !segment.flags().syn() || segment.flags().rst() {
            return;
        }
        let options = segment.options();
        let offer = Some(Offer {
            mss: options.mss(),
            usual_mss: if segment.source().is_ipv6() { USUAL_MSS_IPV6 } else { USUAL_MSS_IPV4 },
            window_shift: options.window_shift(),
            sack: options.sack_permitted(),
            timestamps: options.timestamps().is_some(),
            fast_open: options.fast_open(),
            mptcp: options.mptcp(),
            ecn: segment.flags().contains(Flags::ECE),
        });
        let known = &mut self.offers[segment.direction() as usize];
        // A SYN or SYN-ACK that only comes again settles nothing anew.
        if *known != offer {
            *known = offer;
            self.frame = segment.frame();
        }
    }

    /// What follows from the two offers, in a sentence, and the frame that settled it; none until both were seen.
    pub(crate) fn sentence(&self, language: Language) -> Option<(u64, String)> {
        let [Some(originator), Some(responder)] = self.offers else { return None };
        let mut parts =
            vec![sizes([originator, responder], language), windows([originator, responder], language)];
        let both = [
            (originator.sack && responder.sack, "agreement-sack"),
            (originator.timestamps && responder.timestamps, "agreement-timestamps"),
            (originator.fast_open && responder.fast_open, "agreement-fast-open"),
            (originator.mptcp && responder.mptcp, "agreement-mptcp"),
            (originator.ecn && responder.ecn, "agreement-ecn"),
        ];
        let agreed = both.into_iter().filter(|(agreed, _)| *agreed);
        parts.extend(agreed.map(|(_, id)| language.word(id).into_owned()));
        Some((self.frame, say!(language, "agreement", list = listed(&parts, language))))
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
