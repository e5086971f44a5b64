//! The options that nearly every connection uses, told as they are come to.

use crate::segment::option::TcpOption;
use crate::segment::option_kind::{END_OF_LIST, MSS, NOP, SACK, SACK_PERMITTED, TIMESTAMPS, WINDOW_SCALE};
use crate::segment::option_list::Options;
use crate::segment::sack::SackBlocks;
use crate::segment::timestamps::Timestamps;

/// An option as [`Options::for_each_usual`] tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsualOption<'a> {
    /// Maximum segment size, in octets.
    Mss(u16),
    /// Window scale: the shift count as it stands, 0 to 255.
    WindowScale(u8),
    /// SACK permitted.
    SackPermitted,
    /// SACK: one to four blocks.
    Sack(SackBlocks<'a>),
    /// Timestamps.
    Timestamps(Timestamps),
    /// Any other, as octets: [`read`](OtherOption::read) tells which.
    Other(OtherOption<'a>),
}

/// An option that few connections use, not read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherOption<'a> {
    /// Its kind.
    pub kind: u8,
    /// The octets behind kind and length.
    pub value: &'a [u8],
}

impl<'a> OtherOption<'a> {
    /// What it says.
    pub fn read(self) -> TcpOption<'a> {
        TcpOption::read(self.kind, self.value)
    }
}

/// Two NOPs before timestamps, that put the numbers at multiples of four; compared as one number.
const ALIGNED_TIMESTAMPS: u32 = u32::from_be_bytes([NOP, NOP, TIMESTAMPS, 10]);

impl<'a> Options<'a> {
    /// Tells each option in its order but NOPs, the end of the list, and those of the usual five kinds whose length their kind
    /// cannot have. It goes on behind a kind that it does not know, and ends where [`Options::iter`] ends.
    ///
    /// This is the quickest way to them: nothing is made that is not told. [`Options::iter`] tells of damage too, and where
    /// each option stands.
    ///
    /// ```
    /// use synfin_wire::segment::option_list::Options;
    /// use synfin_wire::segment::usual::UsualOption;
    ///
    /// let mut mss = 536; // RFC 9293, section 3.7.1: what counts where none is announced over IPv4
    /// Options::new(&[2, 4, 0x05, 0xb4, 4, 2, 1, 1]).for_each_usual(|option| {
    ///     if let UsualOption::Mss(octets) = option {
    ///         mss = octets;
    ///     }
    /// });
    /// assert_eq!(mss, 1460);
    /// ```
    #[inline]
    pub fn for_each_usual(self, mut tell: impl FnMut(UsualOption<'a>)) {
        self.usual_at(|_, option| tell(option));
    }

    /// The same with how many of the list's octets are left from behind kind and length of the option on.
    #[inline]
    pub(crate) fn usual_at(self, mut tell: impl FnMut(usize, UsualOption<'a>)) {
        let octets = self.octets();
        // What nearly every segment of an established connection has, as RFC 7323, appendix A, lays it out.
        if let Some(([n0, n1, kind, length, timestamps @ ..], rest)) = octets.split_first_chunk::<12>()
            && u32::from_be_bytes([*n0, *n1, *kind, *length]) == ALIGNED_TIMESTAMPS
        {
            tell(rest.len().wrapping_add(8), UsualOption::Timestamps(Timestamps::read(*timestamps)));
            if let [_, ..] = rest {
                walk(rest, &mut tell);
            }
        } else {
            walk(octets, &mut tell);
        }
    }
}

/// The walk of [`Options::iter`], with no value made of what is of no use here.
#[inline]
fn walk<'a>(octets: &'a [u8], tell: &mut impl FnMut(usize, UsualOption<'a>)) {
    let mut rest = octets;
    loop {
        rest = match rest {
            [] | [END_OF_LIST, ..] => return,
            [NOP, rest @ ..] => rest,
            [MSS, 4, high, low, rest @ ..] => {
                tell(rest.len().wrapping_add(2), UsualOption::Mss(u16::from_be_bytes([*high, *low])));
                rest
            }
            [WINDOW_SCALE, 3, shift, rest @ ..] => {
                tell(rest.len().wrapping_add(1), UsualOption::WindowScale(*shift));
                rest
            }
            [SACK_PERMITTED, 2, rest @ ..] => {
                tell(rest.len(), UsualOption::SackPermitted);
                rest
            }
            [TIMESTAMPS, 10, rest @ ..] => {
                let Some((timestamps, after)) = rest.split_first_chunk() else { return };
                tell(rest.len(), UsualOption::Timestamps(Timestamps::read(*timestamps)));
                after
            }
            [kind, length, data @ ..] => {
                let Some((value, after)) =
                    usize::from(*length).checked_sub(2).and_then(|len| data.split_at_checked(len))
                else {
                    return;
                };
                match *kind {
                    SACK => {
                        if let Some(blocks) = SackBlocks::read(value) {
                            tell(data.len(), UsualOption::Sack(blocks));
                        }
                    }
                    MSS | WINDOW_SCALE | SACK_PERMITTED | TIMESTAMPS => {}
                    kind => tell(data.len(), UsualOption::Other(OtherOption { kind, value })),
                }
                after
            }
            [_] => return,
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::UsualOption;
    use crate::segment::option_list::Options;
    use std::vec::Vec;

    fn told(octets: &[u8]) -> Vec<UsualOption<'_>> {
        let mut told = Vec::new();
        Options::new(octets).for_each_usual(|option| told.push(option));
        told
    }

    /// Aligned timestamps are taken by a way of their own: with a NOP at their end instead of at their head they are not, and
    /// all else must be equal.
    #[test]
    fn the_quick_way_tells_what_the_walk_tells() {
        let aligned = [1, 1, 8, 10, 1, 2, 3, 4, 5, 6, 7, 8];
        let unaligned = [1, 8, 10, 1, 2, 3, 4, 5, 6, 7, 8, 1];
        for behind in [
            &[][..],
            &[1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2],
            &[1, 1, 5, 9, 0, 0, 0, 1, 0, 0, 0],
            &[1, 1, 8, 10, 9, 9, 9, 9, 9, 9, 9, 9],
            &[0, 2, 4, 5],
            &[99, 3, 7, 2, 4, 5, 0xb4],
            &[5],
            &[5, 1, 4, 2],
            &[5, 0],
            &[2, 4, 1],
        ] {
            let [quick, slow] = [aligned, unaligned].map(|head| [&head, behind].concat());
            assert_eq!(told(&quick), told(&slow), "{behind:?}");
        }
    }

    #[test]
    fn an_option_with_a_length_that_its_kind_cannot_have_is_passed_over() {
        assert_eq!(told(&[2, 3, 9, 3, 4, 9, 9, 4, 3, 9, 8, 4, 9, 9]), []);
        assert_eq!(told(&[2, 3, 9, 2, 4, 0, 1]), [UsualOption::Mss(1)]);
    }

    #[test]
    fn a_list_that_ends_within_timestamps_tells_nothing_more() {
        assert_eq!(told(&[4, 2, 8, 10, 1, 2, 3]), [UsualOption::SackPermitted]);
    }
}
