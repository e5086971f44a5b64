//! The options that a connection's bookkeeping needs, in sixteen octets.

use crate::segment::option::TcpOption;
use crate::segment::option_list::Options;
use crate::segment::sack::SackBlocks;
use crate::segment::timestamps::Timestamps;
use crate::segment::usual::UsualOption;

/// The largest shift that a window scale can mean (RFC 7323, section 2.3).
pub const WINDOW_SCALE_MAX: u8 = 14;

/// The options that nearly every connection uses. Of two options of one kind the last counts, as Linux has it;
/// an option with a length that its kind cannot have counts for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct OptionSummary {
    present: u8,
    window_scale: u8,
    mss: u16,
    value: u32,
    echo_reply: u32,
    sack_at: u8,
    sack_len: u8,
}

const _: () = assert!(size_of::<OptionSummary>() == 16);

const HAS_MSS: u8 = 0x01;
const HAS_WINDOW_SCALE: u8 = 0x02;
const HAS_SACK_PERMITTED: u8 = 0x04;
const HAS_TIMESTAMPS: u8 = 0x08;
const HAS_FAST_OPEN: u8 = 0x10;
const HAS_MPTCP: u8 = 0x20;
const HAS_SIGNATURE: u8 = 0x40;
const HAS_ACCURATE_ECN: u8 = 0x80;

impl OptionSummary {
    /// MSS, in octets.
    #[inline]
    pub const fn mss(&self) -> Option<u16> {
        if self.has(HAS_MSS) { Some(self.mss) } else { None }
    }

    /// The shift count as it stands, 0 to 255.
    #[inline]
    pub const fn window_scale(&self) -> Option<u8> {
        if self.has(HAS_WINDOW_SCALE) { Some(self.window_scale) } else { None }
    }

    /// The shift to use, 0 to 14.
    #[inline]
    pub const fn window_shift(&self) -> Option<u8> {
        // RFC 7323, section 2.3: "If a Window Scale option is received with a shift.cnt value larger than 14, the
        // TCP SHOULD log the error but MUST use 14 instead of the specified value."
        match self.window_scale() {
            Some(shift) if shift > WINDOW_SCALE_MAX => Some(WINDOW_SCALE_MAX),
            shift => shift,
        }
    }

    /// Whether SACK is permitted.
    #[inline]
    pub const fn sack_permitted(&self) -> bool {
        self.has(HAS_SACK_PERMITTED)
    }

    /// TSval and TSecr.
    #[inline]
    pub const fn timestamps(&self) -> Option<Timestamps> {
        if self.has(HAS_TIMESTAMPS) {
            Some(Timestamps { value: self.value, echo_reply: self.echo_reply })
        } else {
            None
        }
    }

    /// Whether there are SACK blocks.
    #[inline]
    pub const fn has_sack(&self) -> bool {
        self.sack_len != 0
    }

    /// The SACK blocks, from the `options` that this is the summary of; none if there are none.
    #[inline]
    pub fn sack<'a>(&self, options: Options<'a>) -> SackBlocks<'a> {
        if !self.has_sack() {
            return SackBlocks::default();
        }
        let start = usize::from(self.sack_at);
        let end = start.saturating_add(usize::from(self.sack_len));
        options.octets().get(start..end).and_then(SackBlocks::read).unwrap_or_default()
    }

    /// Whether there is a fast open request or cookie, of kind 34 or as an experiment.
    #[inline]
    pub const fn fast_open(&self) -> bool {
        self.has(HAS_FAST_OPEN)
    }

    /// Whether there is a Multipath TCP option.
    #[inline]
    pub const fn mptcp(&self) -> bool {
        self.has(HAS_MPTCP)
    }

    /// Whether the segment is signed, by MD5 or TCP-AO.
    #[inline]
    pub const fn signed(&self) -> bool {
        self.has(HAS_SIGNATURE)
    }

    /// Whether there is an Accurate ECN option.
    #[inline]
    pub const fn accurate_ecn(&self) -> bool {
        self.has(HAS_ACCURATE_ECN)
    }

    #[inline]
    const fn has(&self, bit: u8) -> bool {
        self.present & bit != 0
    }

    /// An option whose value starts `at` so many octets from the first of the list.
    #[inline]
    fn add(&mut self, at: usize, option: UsualOption<'_>) {
        match option {
            UsualOption::Mss(octets) => {
                self.present |= HAS_MSS;
                self.mss = octets;
            }
            UsualOption::WindowScale(shift) => {
                self.present |= HAS_WINDOW_SCALE;
                self.window_scale = shift;
            }
            UsualOption::SackPermitted => self.present |= HAS_SACK_PERMITTED,
            UsualOption::Sack(blocks) => {
                self.sack_at = at as u8;
                self.sack_len = blocks.octets().len() as u8;
            }
            UsualOption::Timestamps(timestamps) => {
                self.present |= HAS_TIMESTAMPS;
                self.value = timestamps.value;
                self.echo_reply = timestamps.echo_reply;
            }
            UsualOption::Other(option) => self.add_rare(option.read()),
        }
    }

    #[inline(never)]
    fn add_rare(&mut self, option: TcpOption<'_>) {
        use crate::segment::experimental::Experiment;
        self.present |= match option {
            TcpOption::FastOpen(_) => HAS_FAST_OPEN,
            TcpOption::Mptcp(_) => HAS_MPTCP,
            TcpOption::Md5(_) | TcpOption::Authentication { .. } => HAS_SIGNATURE,
            TcpOption::AccurateEcn(_) => HAS_ACCURATE_ECN,
            TcpOption::Experimental { experiment, .. } => match experiment.experiment() {
                Experiment::FastOpen(_) => HAS_FAST_OPEN,
                Experiment::AccurateEcn(_) => HAS_ACCURATE_ECN,
                _ => 0,
            },
            _ => 0,
        };
    }
}

impl<'a> Options<'a> {
    /// The options that a connection's bookkeeping needs, in one pass.
    ///
    /// ```
    /// use synfin_wire::segment::option_list::Options;
    ///
    /// let options = Options::new(&[2, 4, 0x05, 0xb4, 4, 2, 1, 3, 3, 15, 0, 0]);
    /// let summary = options.summary();
    /// assert_eq!((summary.mss(), summary.sack_permitted()), (Some(1460), true));
    /// assert_eq!((summary.window_scale(), summary.window_shift()), (Some(15), Some(14)));
    /// assert_eq!(summary.timestamps(), None);
    /// ```
    #[inline]
    pub fn summary(&self) -> OptionSummary {
        let mut summary = OptionSummary::default();
        let len = self.octets().len();
        self.usual_at(|left, option| summary.add(len.wrapping_sub(left), option));
        summary
    }

    /// The timestamps, if there are any.
    #[inline]
    pub fn timestamps(&self) -> Option<Timestamps> {
        self.summary().timestamps()
    }

    /// The SACK blocks; none if there are none.
    #[inline]
    pub fn sack(&self) -> SackBlocks<'a> {
        self.summary().sack(*self)
    }
}

#[cfg(test)]
mod tests {
    use crate::segment::option_list::Options;

    #[test]
    fn four_blocks_are_four() {
        let mut octets = [0u8; 36];
        octets[..4].copy_from_slice(&[1, 1, 5, 34]);
        octets[35] = 9;
        let options = Options::new(&octets);
        let blocks = options.sack();
        assert_eq!(blocks.len(), 4);
        assert_eq!(blocks.get(3).unwrap().right.0, 9);
    }

    #[test]
    fn the_last_of_a_kind_counts_and_a_malformed_one_does_not() {
        let options = Options::new(&[2, 4, 0, 1, 2, 4, 0, 2, 2, 3, 9, 0]);
        assert_eq!(options.summary().mss(), Some(2));
    }
}
