//! Many texts, one behind another.

use core::fmt::{self, Write};
use core::net::{Ipv4Addr, Ipv6Addr};
use core::ops::Range;

use synfin_wire::pieces::{Piece, Sink, hex_digits};

use crate::column::dotted;
use crate::column::gathered::decimal::{EIGHT_DIGITS, eight_digits, first_digits};
use crate::column::gathered::ends::Ends;

/// Addresses whose texts are remembered.
const KNOWN: usize = 64;

/// Texts, and where each ends.
///
/// All together they may be 2 GiB long, for their ends are told in 32 bits. A stretch of rows has a small part of that: a reason takes
/// less than 300 octets, the options of a header less than 4 KiB.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    octets: Vec<u8>,
    ends: Ends,
    /// The places of the addresses that came last, each where its lowest octet has it.
    known: Vec<Option<(Ipv6Addr, usize)>>,
}

impl Texts {
    /// Appends one.
    #[inline]
    pub fn push(&mut self, text: &str) {
        self.octets.extend_from_slice(text.as_bytes());
        self.end();
    }

    /// Ends the text that was written since the last one ended.
    #[inline]
    pub fn end(&mut self) {
        self.ends.push(self.octets.len());
    }

    /// Appends what several things have: so many texts each, of these lengths. `octets`, which are ASCII, are those of all, behind what
    /// was written and has not ended yet.
    #[inline]
    pub(crate) fn push_ascii_of<const N: usize>(&mut self, octets: &[u8], things: usize, lens: [usize; N]) {
        debug_assert!(octets.is_ascii());
        self.octets.extend_from_slice(octets);
        let mut end = self.ends.last();
        debug_assert_eq!(end + things * lens.iter().sum::<usize>(), self.octets.len());
        self.ends.extend((0..things).flat_map(|_| {
            lens.map(|len| {
                end += len;
                end
            })
        }));
    }

    /// Appends a piece that holds several texts, the first ones of these lengths.
    #[inline]
    pub(crate) fn put_after<const N: usize>(&mut self, lens: [usize; N], piece: &impl Piece) {
        let mut end = self.octets.len();
        self.ends.extend(lens.map(|len| {
            end += len;
            end
        }));
        // Writing here never fails.
        let _ = piece.put(self);
        self.end();
    }

    /// Appends an address.
    #[inline]
    pub(crate) fn push_ipv4(&mut self, address: Ipv4Addr) {
        let start = self.octets.len();
        self.octets.extend_from_slice(&[0; dotted::LEN]);
        let place = self.octets.get_mut(start..).and_then(<[u8]>::first_chunk_mut);
        let len = place.map_or(0, |place| dotted::write(address, place));
        self.octets.truncate(start + len);
        self.end();
    }

    /// Appends an address; one that came not long ago is not made again, for that takes long.
    pub(crate) fn push_ipv6(&mut self, address: Ipv6Addr) {
        if self.known.is_empty() {
            self.known.resize(KNOWN, None);
        }
        let [.., low] = address.octets();
        let place = self.len();
        match self.known.get_mut(usize::from(low) % KNOWN) {
            Some(Some((known, place))) if *known == address => {
                let range = self.ends.get(*place).unwrap_or_default();
                self.octets.extend_from_within(range);
            }
            slot => {
                if let Some(slot) = slot {
                    *slot = Some((address, place));
                }
                // Writing here never fails.
                let _ = write!(self, "{address}");
            }
        }
        self.end();
    }

    /// Appends those of another in this range, or those of the range that there are.
    pub fn append(&mut self, other: &Texts, range: Range<usize>) {
        let range = self.ends.append(&other.ends, range);
        self.octets.extend_from_slice(other.octets.get(range).unwrap_or_default());
    }

    /// The first ones of eight digits.
    #[inline]
    fn write_digits(&mut self, (digits, len): ([u8; 8], usize)) {
        let end = self.octets.len() + len;
        self.octets.extend_from_slice(&digits);
        self.octets.truncate(end);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The one at this place.
    pub fn get(&self, place: usize) -> Option<&str> {
        // Only text was appended.
        self.octets.get(self.ends.get(place)?).and_then(|octets| str::from_utf8(octets).ok())
    }

    /// All in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map_while(|place| self.get(place))
    }

    /// Takes all out: their octets, and where the first begins and each ends.
    pub fn take(&mut self) -> (Vec<u8>, Vec<i32>) {
        self.known.clear();
        (core::mem::take(&mut self.octets), self.ends.take())
    }

    /// Begins anew, in the memory that there is.
    pub(crate) fn clear(&mut self) {
        self.octets.clear();
        self.ends.clear();
        self.known.clear();
    }

    /// Begins anew, in this memory.
    pub fn begin(&mut self, mut octets: Vec<u8>, ends: Vec<i32>) {
        octets.clear();
        self.octets = octets;
        self.ends.begin(ends);
        self.known.clear();
    }
}

/// Writes on at the text that is not ended yet.
impl Write for Texts {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.octets.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// Digits are made where they will lie: what is written in pieces and copied at once waits until the pieces have arrived.
impl Sink for Texts {
    #[inline]
    fn write_number(&mut self, number: u64) -> fmt::Result {
        let Ok(number) = u32::try_from(number) else {
            return self.write_str(itoa::Buffer::new().format(number));
        };
        let (high, low) = (number / EIGHT_DIGITS, number % EIGHT_DIGITS);
        if high == 0 {
            self.write_digits(first_digits(low));
        } else {
            self.write_digits(first_digits(high));
            self.octets.extend_from_slice(&eight_digits(low));
        }
        Ok(())
    }

    #[inline]
    fn write_hex(&mut self, octets: &[u8]) -> fmt::Result {
        let (fours, rest) = octets.as_chunks::<4>();
        for four in fours {
            self.octets.extend_from_slice(four.map(hex_digits).as_flattened());
        }
        for octet in rest {
            self.octets.extend_from_slice(&hex_digits(*octet));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;
    use core::fmt::Write as _;
    use core::net::Ipv6Addr;
    use synfin_wire::pieces::Sink as _;

    fn texts(all: &[&str]) -> Texts {
        let mut texts = Texts::default();
        for text in all {
            texts.push(text);
        }
        texts
    }

    #[test]
    fn what_is_written_belongs_to_the_text_that_ends_next() {
        let mut texts = texts(&["a", ""]);
        write!(texts, "b{}", 1).unwrap();
        texts.end();
        texts.write_str("abcd").unwrap();
        texts.push_ascii_of(b"efgh", 2, [1, 0, 3]);
        texts.put_after([3, 0], &("two", 12_u8));
        assert_eq!(
            texts.iter().collect::<Vec<_>>(),
            ["a", "", "b1", "a", "", "bcd", "e", "", "fgh", "two", "", "12"]
        );
        assert_eq!(
            texts.take(),
            (b"ab1abcdefghtwo12".to_vec(), vec![0, 1, 1, 3, 4, 4, 7, 8, 8, 11, 14, 14, 16])
        );
        assert!(texts.is_empty());
    }

    #[test]
    fn numbers_of_every_length_have_their_digits() {
        let powers = (0..20).map(|power| 10_u64.pow(power));
        let numbers =
            powers.flat_map(|power| [power - 1, power, power + 1, power / 3 * 2, power.wrapping_mul(7)]);
        let limits = [u64::from(u32::MAX), u64::from(u32::MAX) + 1, u64::MAX];
        let numbers: Vec<u64> = numbers.chain(limits).chain(0..20_000).collect();
        let mut texts = Texts::default();
        for number in &numbers {
            texts.write_number(*number).unwrap();
            texts.end();
        }
        assert!(texts.iter().eq(numbers.iter().map(u64::to_string)));
    }

    #[test]
    fn octets_have_their_hexadecimal_digits_at_every_length() {
        let octets: Vec<u8> = (0..=255).collect();
        let mut texts = Texts::default();
        for len in 0..=octets.len() {
            texts.write_hex(&octets[..len]).unwrap();
            texts.end();
        }
        let plain = |len: usize| {
            octets[..len].iter().map(|octet| format!("{octet:02x}")).collect::<Vec<_>>().concat()
        };
        assert!(texts.iter().eq((0..=octets.len()).map(plain)));
    }

    #[test]
    fn an_address_is_told_the_same_however_often_it_comes() {
        let mut texts = Texts::default();
        let addresses: Vec<Ipv6Addr> =
            (0..300_u128).map(|number| Ipv6Addr::from(((number * number) << 60) | (number % 7))).collect();
        for address in addresses.iter().chain(&addresses) {
            texts.push_ipv6(*address);
            texts.push_ipv6(*address);
        }
        let plain =
            addresses.iter().chain(&addresses).flat_map(|address| [address.to_string(), address.to_string()]);
        assert!(texts.iter().eq(plain));
        let (octets, ends) = texts.take();
        texts.begin(octets, ends);
        texts.push_ipv6(Ipv6Addr::LOCALHOST);
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["::1"]);
    }

    #[test]
    fn a_range_of_others_is_appended_as_far_as_it_goes() {
        let other = texts(&["one", "two", "", "three"]);
        for (range, expected) in [
            (0..4, &["x", "one", "two", "", "three"][..]),
            (1..3, &["x", "two", ""]),
            (3..9, &["x", "three"]),
            (4..9, &["x"]),
            (2..2, &["x"]),
            (5..9, &["x"]),
        ] {
            let mut texts = texts(&["x"]);
            texts.append(&other, range);
            assert_eq!(texts.iter().collect::<Vec<_>>(), expected);
        }
    }
}
