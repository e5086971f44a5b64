//! What the handshake settled.

use core::fmt::Write;

use synfin_flow::direction::Direction;
use synfin_wire::segment::flags::Flags;

use crate::observation::Observation;

/// What one end offered in its SYN or SYN-ACK.
#[derive(Clone, Copy, Debug)]
struct Offer {
    mss: Option<u16>,
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
    /// The frame of the last offer.
    frame: u64,
}

impl Agreement {
    /// Looks at a segment: only one with a SYN offers anything.
    pub(crate) fn hear(&mut self, segment: &Observation<'_>) {
        if !segment.flags().syn() || segment.flags().rst() {
            return;
        }
        let options = segment.options();
        self.frame = segment.frame();
        self.offers[segment.direction() as usize] = Some(Offer {
            mss: options.mss(),
            window_shift: options.window_shift(),
            sack: options.sack_permitted(),
            timestamps: options.timestamps().is_some(),
            fast_open: options.fast_open(),
            mptcp: options.mptcp(),
            ecn: segment.flags().contains(Flags::ECE),
        });
    }

    /// What follows from the two offers, in a sentence, and the frame that settled it; none until both were seen.
    pub(crate) fn sentence(&self) -> Option<(u64, String)> {
        let [Some(originator), Some(responder)] = self.offers else { return None };
        let mut text = String::from("They agree on: ");
        let names = Direction::BOTH.map(Direction::name);
        let [first, second] = [originator.mss, responder.mss];
        if first == second && first.is_some() {
            let _ = write!(text, "segments of at most {} octets each way", first.unwrap_or_default());
        } else {
            // RFC 9293, section 3.7.1: without the option, 536 octets over IPv4 (1220 over IPv6) are assumed.
            let told = [first, second]
                .map(|mss| mss.map_or("the default number of".to_owned(), |mss| mss.to_string()));
            let _ = write!(
                text,
                "segments of at most {} octets to the {}, {} to the {}",
                told[0], names[0], told[1], names[1]
            );
        }
        match (originator.window_shift, responder.window_shift) {
            (Some(first), Some(second)) => {
                let factors =
                    [first, second].map(|shift| 1_u32.checked_shl(shift.into()).unwrap_or_default());
                let _ = write!(
                    text,
                    ", windows times {} from the {}, times {} from the {}",
                    factors[0], names[0], factors[1], names[1]
                );
            }
            _ => text.push_str(", windows not scaled"),
        }
        let both = [
            (originator.sack && responder.sack, "selective acknowledgements"),
            (originator.timestamps && responder.timestamps, "timestamps"),
            (originator.fast_open && responder.fast_open, "Fast Open"),
            (originator.mptcp && responder.mptcp, "Multipath TCP"),
            (originator.ecn && responder.ecn, "congestion marks (ECN)"),
        ];
        for (_, name) in both.into_iter().filter(|(agreed, _)| *agreed) {
            let _ = write!(text, ", {name}");
        }
        text.push('.');
        Some((self.frame, text))
    }
}
