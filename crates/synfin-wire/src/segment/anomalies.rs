//! What is odd about a segment by itself, as bits.

use crate::segment::flags::Flags;
use crate::segment::header::Segment;
use crate::segment::option::TcpOption;
use crate::segment::summary::WINDOW_SCALE_MAX;
use core::fmt;

/// Oddities of one segment, seen without knowing its connection. None of them stops anything.
///
/// ```
/// use synfin_wire::segment::anomalies::Anomalies;
/// use synfin_wire::segment::header::Segment;
///
/// let mut octets = [0; 20];
/// octets[..4].copy_from_slice(&[0, 23, 211, 187]);
/// octets[12] = 0x50;
/// octets[13] = 0x03; // SYN and FIN
/// let segment = Segment::parse(&octets, 20)?;
/// assert_eq!(segment.anomalies(), Anomalies::SYN_FIN);
/// assert_eq!(segment.anomalies().to_string(), "SYN with FIN");
/// # Ok::<(), synfin_wire::error::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Anomalies(u32);

#[rustfmt::skip]
impl Anomalies {
    /// Nothing odd.
    pub const NONE: Anomalies = Anomalies(0);
    /// The header's length is impossible; see [`Segment::damage`].
    pub const DAMAGED: Anomalies = Anomalies(1 << 0);
    /// A reserved bit is set.
    pub const RESERVED_BITS: Anomalies = Anomalies(1 << 1);
    /// Source or destination port 0.
    pub const PORT_ZERO: Anomalies = Anomalies(1 << 2);
    /// No control bit at all.
    pub const NO_FLAGS: Anomalies = Anomalies(1 << 3);
    /// SYN with FIN.
    pub const SYN_FIN: Anomalies = Anomalies(1 << 4);
    /// SYN with RST.
    pub const SYN_RST: Anomalies = Anomalies(1 << 5);
    /// RST with FIN.
    pub const RST_FIN: Anomalies = Anomalies(1 << 6);
    /// Neither ACK nor SYN nor RST: no segment of a connection lacks all three.
    pub const ACK_MISSING: Anomalies = Anomalies(1 << 7);
    /// An acknowledgement number without ACK.
    pub const ACK_NUMBER_WITHOUT_ACK: Anomalies = Anomalies(1 << 8);
    /// An urgent pointer without URG.
    pub const URGENT_POINTER_WITHOUT_URG: Anomalies = Anomalies(1 << 9);
    /// URG with an urgent pointer of 0.
    pub const URG_WITHOUT_URGENT_POINTER: Anomalies = Anomalies(1 << 10);
    /// SYN with payload, without a fast open option.
    pub const SYN_WITH_PAYLOAD: Anomalies = Anomalies(1 << 11);
    /// RST with payload.
    pub const RST_WITH_PAYLOAD: Anomalies = Anomalies(1 << 12);
    /// An option's length leads nowhere; the options behind it are lost.
    pub const OPTION_FRAMING: Anomalies = Anomalies(1 << 13);
    /// An option of a known kind has a value that this kind cannot have.
    pub const OPTION_MALFORMED: Anomalies = Anomalies(1 << 14);
    /// Octets behind the end of the option list are not zero.
    pub const PADDING_NOT_ZERO: Anomalies = Anomalies(1 << 15);
    /// A window scale above 14.
    pub const WINDOW_SCALE_TOO_LARGE: Anomalies = Anomalies(1 << 16);
    /// An option that belongs into a SYN (MSS, window scale, SACK permitted) without SYN.
    pub const SYN_OPTION_WITHOUT_SYN: Anomalies = Anomalies(1 << 17);
    /// Two options of one kind, of those of which one is enough.
    pub const OPTION_TWICE: Anomalies = Anomalies(1 << 18);
    /// A timestamp echo other than 0 without ACK.
    pub const ECHO_WITHOUT_ACK: Anomalies = Anomalies(1 << 19);
    /// SACK blocks without ACK, or in a SYN.
    pub const SACK_OUT_OF_PLACE: Anomalies = Anomalies(1 << 20);
    /// An MSS of 0.
    pub const MSS_ZERO: Anomalies = Anomalies(1 << 21);

    /// Every anomaly with its name.
    pub const NAMES: [(Anomalies, &'static str); 22] = [
        (Anomalies::DAMAGED,                    "damaged header"),
        (Anomalies::RESERVED_BITS,              "reserved bits"),
        (Anomalies::PORT_ZERO,                  "port 0"),
        (Anomalies::NO_FLAGS,                   "no flags"),
        (Anomalies::SYN_FIN,                    "SYN with FIN"),
        (Anomalies::SYN_RST,                    "SYN with RST"),
        (Anomalies::RST_FIN,                    "RST with FIN"),
        (Anomalies::ACK_MISSING,                "ACK missing"),
        (Anomalies::ACK_NUMBER_WITHOUT_ACK,     "acknowledgement number without ACK"),
        (Anomalies::URGENT_POINTER_WITHOUT_URG, "urgent pointer without URG"),
        (Anomalies::URG_WITHOUT_URGENT_POINTER, "URG without urgent pointer"),
        (Anomalies::SYN_WITH_PAYLOAD,           "SYN with payload"),
        (Anomalies::RST_WITH_PAYLOAD,           "RST with payload"),
        (Anomalies::OPTION_FRAMING,             "option length leads nowhere"),
        (Anomalies::OPTION_MALFORMED,           "malformed option"),
        (Anomalies::PADDING_NOT_ZERO,           "padding not zero"),
        (Anomalies::WINDOW_SCALE_TOO_LARGE,     "window scale above 14"),
        (Anomalies::SYN_OPTION_WITHOUT_SYN,     "SYN option without SYN"),
        (Anomalies::OPTION_TWICE,               "option twice"),
        (Anomalies::ECHO_WITHOUT_ACK,           "timestamp echo without ACK"),
        (Anomalies::SACK_OUT_OF_PLACE,          "SACK out of place"),
        (Anomalies::MSS_ZERO,                   "MSS 0"),
    ];
}

impl Anomalies {
    /// The bits, in the order of the constants from the lowest on; a bit never changes its meaning.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Whether every bit of `other` is set.
    pub const fn contains(self, other: Anomalies) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether nothing is odd.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names of what is odd.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Anomalies::NAMES.into_iter().filter(move |&(one, _)| self.contains(one)).map(|(_, name)| name)
    }

    #[inline]
    fn note(&mut self, anomaly: Anomalies, present: bool) {
        self.0 |= if present { anomaly.0 } else { 0 };
    }
}

impl core::ops::BitOr for Anomalies {
    type Output = Anomalies;

    fn bitor(self, other: Anomalies) -> Anomalies {
        Anomalies(self.0 | other.0)
    }
}

/// `SYN with FIN, reserved bits`; `none`
impl fmt::Display for Anomalies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for name in self.names() {
            write!(f, "{separator}{name}")?;
            separator = ", ";
        }
        if separator.is_empty() { f.write_str("none") } else { Ok(()) }
    }
}

impl Segment<'_> {
    /// What is odd about the twenty fixed octets: a few comparisons, no walk over the options.
    #[inline]
    pub fn header_anomalies(&self) -> Anomalies {
        let flags = self.flags();
        let has = |flag| flags.intersects(flag);
        let payload = self.payload_len() != 0;
        let mut found = Anomalies::NONE;
        found.note(Anomalies::DAMAGED, !self.is_sound());
        found.note(Anomalies::RESERVED_BITS, self.reserved() != 0);
        found.note(Anomalies::PORT_ZERO, self.source_port() == 0 || self.destination_port() == 0);
        found.note(Anomalies::NO_FLAGS, flags == Flags::NONE);
        found.note(Anomalies::SYN_FIN, flags.contains(Flags::SYN | Flags::FIN));
        found.note(Anomalies::SYN_RST, flags.contains(Flags::SYN | Flags::RST));
        found.note(Anomalies::RST_FIN, flags.contains(Flags::RST | Flags::FIN));
        found.note(Anomalies::ACK_MISSING, !has(Flags::ACK | Flags::SYN | Flags::RST));
        found.note(Anomalies::ACK_NUMBER_WITHOUT_ACK, !has(Flags::ACK) && self.ack().0 != 0);
        found.note(Anomalies::URGENT_POINTER_WITHOUT_URG, !has(Flags::URG) && self.urgent_pointer() != 0);
        found.note(Anomalies::URG_WITHOUT_URGENT_POINTER, has(Flags::URG) && self.urgent_pointer() == 0);
        found.note(Anomalies::SYN_WITH_PAYLOAD, has(Flags::SYN) && payload);
        found.note(Anomalies::RST_WITH_PAYLOAD, has(Flags::RST) && payload);
        found
    }

    /// What is odd about header and options.
    pub fn anomalies(&self) -> Anomalies {
        let header = self.header_anomalies();
        if self.options().is_empty() { header } else { self.option_anomalies(header) }
    }

    #[inline(never)]
    fn option_anomalies(&self, mut found: Anomalies) -> Anomalies {
        let (syn, ack) = (self.flags().syn(), self.flags().ack());
        let mut seen: u16 = 0;
        for item in self.options() {
            let Ok(one) = item else {
                found.note(Anomalies::OPTION_FRAMING, !self.options_cut());
                break;
            };
            // The kinds of which one is enough all lie below 16.
            let bit = 1u16.checked_shl(u32::from(one.option.kind())).unwrap_or(0);
            match one.option {
                TcpOption::Nop => continue,
                TcpOption::EndOfList { padding } => {
                    found.note(Anomalies::PADDING_NOT_ZERO, padding.iter().any(|&octet| octet != 0));
                    continue;
                }
                TcpOption::Mss(mss) => {
                    found.note(Anomalies::SYN_OPTION_WITHOUT_SYN, !syn);
                    found.note(Anomalies::MSS_ZERO, mss == 0);
                }
                TcpOption::WindowScale(shift) => {
                    found.note(Anomalies::SYN_OPTION_WITHOUT_SYN, !syn);
                    found.note(Anomalies::WINDOW_SCALE_TOO_LARGE, shift > WINDOW_SCALE_MAX);
                }
                TcpOption::SackPermitted => found.note(Anomalies::SYN_OPTION_WITHOUT_SYN, !syn),
                TcpOption::Sack(_) => found.note(Anomalies::SACK_OUT_OF_PLACE, syn || !ack),
                TcpOption::Timestamps(timestamps) => {
                    found.note(Anomalies::ECHO_WITHOUT_ACK, !ack && timestamps.echo_reply != 0);
                }
                TcpOption::Malformed { .. } => found.note(Anomalies::OPTION_MALFORMED, true),
                _ => {}
            }
            found.note(Anomalies::OPTION_TWICE, seen & bit != 0);
            seen |= bit;
        }
        if self.options().summary().fast_open() {
            found.0 &= !Anomalies::SYN_WITH_PAYLOAD.0;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Anomalies;
    use crate::segment::header::Segment;

    fn anomalies(flags: u8, options: &[u8], payload: &[u8]) -> Anomalies {
        let mut octets = [0u8; 80];
        octets[..4].copy_from_slice(&[0, 23, 211, 187]);
        octets[12] = (5 + options.len() as u8 / 4) << 4;
        octets[13] = flags;
        let end = 20 + options.len();
        octets[20..end].copy_from_slice(options);
        octets[end..end + payload.len()].copy_from_slice(payload);
        let octets = &octets[..end + payload.len()];
        Segment::parse(octets, octets.len() as u32).unwrap().anomalies()
    }

    #[test]
    fn the_names_are_one_for_each_bit() {
        let all = Anomalies::NAMES.iter().fold(Anomalies::NONE, |all, &(one, _)| all | one);
        assert_eq!(all.bits(), (1 << Anomalies::NAMES.len()) - 1);
    }

    #[test]
    fn the_segments_of_a_usual_connection_are_not_odd() {
        let syn = [2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7];
        assert_eq!(anomalies(0x02, &syn, b""), Anomalies::NONE);
        assert_eq!(anomalies(0x10, &[1, 1, 8, 10, 0, 0, 0, 2, 0, 0, 0, 1], b"data"), Anomalies::NONE);
        assert_eq!(anomalies(0x04, &[], b""), Anomalies::NONE);
        assert_eq!(anomalies(0x02, &[34, 2, 1, 1], b"data"), Anomalies::NONE, "fast open");
    }

    #[test]
    #[rustfmt::skip]
    fn each_oddity_has_its_bit() {
        let rows: &[(u8, &[u8], &[u8], Anomalies)] = &[
            (0x00, &[],                          b"",  Anomalies::NO_FLAGS | Anomalies::ACK_MISSING),
            (0x01, &[],                          b"",  Anomalies::ACK_MISSING),
            (0x30, &[],                          b"",  Anomalies::URG_WITHOUT_URGENT_POINTER),
            (0x02, &[],                          b"x", Anomalies::SYN_WITH_PAYLOAD),
            (0x14, &[],                          b"x", Anomalies::RST_WITH_PAYLOAD),
            (0x10, &[2, 4, 0, 1],                b"",  Anomalies::SYN_OPTION_WITHOUT_SYN),
            (0x02, &[2, 4, 0, 0],                b"",  Anomalies::MSS_ZERO),
            (0x02, &[3, 3, 15, 1],               b"",  Anomalies::WINDOW_SCALE_TOO_LARGE),
            (0x02, &[3, 3, 1, 1, 3, 3, 2, 1],    b"",  Anomalies::OPTION_TWICE),
            (0x10, &[0, 0, 0, 1],                b"",  Anomalies::PADDING_NOT_ZERO),
            (0x10, &[1, 1, 8, 1],                b"",  Anomalies::OPTION_FRAMING),
            (0x10, &[8, 4, 0, 0],                b"",  Anomalies::OPTION_MALFORMED),
            (0x02, &[1, 1, 8, 10, 0, 0, 0, 2, 0, 0, 0, 1], b"", Anomalies::ECHO_WITHOUT_ACK),
            (0x12, &[1, 1, 5, 10, 0, 0, 0, 2, 0, 0, 0, 4], b"", Anomalies::SACK_OUT_OF_PLACE),
        ];
        for (flags, options, payload, expected) in rows {
            assert_eq!(anomalies(*flags, options, payload), *expected, "{flags:#x} {options:?}");
        }
    }
}
