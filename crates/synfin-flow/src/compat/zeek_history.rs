//! Zeek's history: a letter for each kind of thing that happened.

use core::fmt;

use synfin_wire::pieces::{Piece, Sink};

use crate::direction::Direction;
use crate::saved::saved;

/// What Zeek writes a letter for; upper case for the originator, lower case for the responder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Letter {
    /// SYN.
    Syn = 1,
    /// SYN-ACK: the handshake.
    SynAck,
    /// A bare ACK.
    Ack,
    /// Payload.
    Data,
    /// FIN.
    Fin,
    /// RST.
    Rst,
    /// A wrong checksum.
    Checksum,
    /// Payload sent before.
    Retransmit,
    /// A closed window.
    Window,
    /// Payload that was acknowledged and not captured.
    Gap,
    /// FIN and RST in one segment.
    Inconsistent,
    /// SYN with FIN or RST in one segment.
    MultiFlag,
}

/// The characters in the order of [`Letter`], as the originator's.
const CHARACTERS: [char; LETTERS as usize] = ['S', 'H', 'A', 'D', 'F', 'R', 'C', 'T', 'W', 'G', 'I', 'Q'];
/// How many letters there are.
const LETTERS: u8 = 12;

/// Added to a letter of the responder.
const RESPONDER: u8 = LETTERS;
/// `^`: the responder's segment came first.
const FLIPPED: u8 = 2 * LETTERS + 1;
/// Letters followed that found no place.
const MORE: u8 = 2 * LETTERS + 2;

/// Places for letters.
const PLACES: u32 = 16;
/// Bits a place.
const WIDTH: u32 = 5;
/// The lowest bit of every place.
const LOWEST: u128 = {
    let (mut bits, mut place) = (0, 0);
    while place < PLACES {
        bits |= 1 << (WIDTH * place);
        place += 1;
    }
    bits
};
const ALL_PLACES: u128 = (1 << (WIDTH * PLACES)) - 1;

/// What happened in a connection, as Zeek's `history` tells it (conn.log): `ShADadFf`.
///
/// At most 16 characters. A history that would be longer ends in `+` after the first 15, a mark of ours: Zeek has no bound.
///
/// ```
/// # use synfin_flow::{flow::Flow, segment_vars::SegmentVars};
/// # use synfin_wire::segment::{flags::Flags, seq::Seq};
/// let syn = SegmentVars { seq: Seq(100), flags: Flags::SYN, window: 1024, ..Default::default() };
/// let (mut flow, client) = Flow::open(&syn, 54203, 23);
/// flow.observe(&syn, client);
/// let reset = SegmentVars { ack: Seq(101), flags: Flags::RST | Flags::ACK, ..Default::default() };
/// flow.observe(&reset, client.opposite());
/// assert_eq!(flow.zeek_history().to_string(), "Sr");
/// assert_eq!(flow.zeek_conn_state().name(), "REJ");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct History([u8; 10]);

saved!(History { 0: [u8; 10] });

impl History {
    pub(crate) const EMPTY: History = History([0; 10]);

    #[inline]
    fn packed(self) -> u128 {
        let mut octets = [0; 16];
        octets[..10].copy_from_slice(&self.0);
        u128::from_le_bytes(octets)
    }

    fn of_packed(packed: u128) -> History {
        let mut octets = [0; 10];
        octets.copy_from_slice(&packed.to_le_bytes()[..10]);
        History(octets)
    }

    /// Whether nothing happened.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.packed() == 0
    }

    /// Whether the letter is in it.
    #[inline]
    pub(crate) fn contains(self, letter: Letter, of: Direction) -> bool {
        // A place is zero here where the letter stands; each place's sum stays within its five bits.
        let apart = self.packed() ^ LOWEST.wrapping_mul(u128::from(code(letter, of)));
        let filled = (apart & (LOWEST * 15)).wrapping_add(LOWEST * 15) | apart;
        filled & (LOWEST * 16) != LOWEST * 16
    }

    /// Adds a letter, or the mark that there were more.
    pub(crate) fn push(&mut self, letter: Letter, of: Direction) {
        self.append(code(letter, of));
    }

    /// Says that the responder's segment came first.
    pub(crate) fn push_flipped(&mut self) {
        self.append(FLIPPED);
    }

    fn append(&mut self, code: u8) {
        let packed = self.packed();
        let used = packed.checked_ilog2().map_or(0, |highest| (highest / WIDTH).saturating_add(1));
        let last = WIDTH * (PLACES - 1);
        *self = History::of_packed(if used < PLACES {
            packed | u128::from(code) << WIDTH.saturating_mul(used)
        } else {
            packed & !(31 << last) | u128::from(MORE) << last
        });
    }

    /// Exchanges the two ends; who came first is then the other one.
    pub(crate) fn swap_ends(&mut self) {
        let mut swapped = History::EMPTY;
        let mut codes = self.codes().peekable();
        if codes.next_if_eq(&FLIPPED).is_none() && codes.peek().is_some() {
            swapped.append(FLIPPED);
        }
        for code in codes {
            swapped.append(match code {
                1..=LETTERS => code.wrapping_add(RESPONDER),
                FLIPPED | MORE => code,
                _ => code.wrapping_sub(RESPONDER),
            });
        }
        *self = swapped;
    }

    fn codes(self) -> impl Iterator<Item = u8> {
        let packed = self.packed() & ALL_PLACES;
        (0..PLACES)
            .map(move |place| (packed >> WIDTH.wrapping_mul(place)) as u8 & 31)
            .take_while(|&code| code != 0)
    }

    /// Its characters.
    pub fn chars(&self) -> impl Iterator<Item = char> {
        self.codes().map(|code| match code {
            FLIPPED => '^',
            MORE => '+',
            code if code > LETTERS => character(code.wrapping_sub(RESPONDER)).to_ascii_lowercase(),
            code => character(code),
        })
    }

    /// Whether it tells of a SYN that its sender took back before anything but SYN-ACKs answered: `S`, no `H A F G I Q` of the
    /// originator, `R`.
    pub(crate) fn is_syn_then_reset(&self) -> bool {
        let mut chars = self.chars().skip_while(|&character| character == '^');
        chars.next() == Some('S') && chars.find(|character| "HAFGIQR".contains(*character)) == Some('R')
    }
}

const fn code(letter: Letter, of: Direction) -> u8 {
    match of {
        Direction::Originator => letter as u8,
        Direction::Responder => (letter as u8).wrapping_add(RESPONDER),
    }
}

fn character(code: u8) -> char {
    CHARACTERS.get(usize::from(code).wrapping_sub(1)).copied().unwrap_or('?')
}

impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

impl Piece for History {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        self.chars().try_for_each(|character| out.write_char(character))
    }
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{History, Letter};
    use crate::direction::Direction::{Originator, Responder};
    use std::string::ToString as _;

    const ALL: [Letter; 12] = [
        Letter::Syn,
        Letter::SynAck,
        Letter::Ack,
        Letter::Data,
        Letter::Fin,
        Letter::Rst,
        Letter::Checksum,
        Letter::Retransmit,
        Letter::Window,
        Letter::Gap,
        Letter::Inconsistent,
        Letter::MultiFlag,
    ];

    #[test]
    fn every_letter_comes_back_in_its_senders_case() {
        for (sender, text) in [(Originator, "SHADFRCTWGIQ"), (Responder, "shadfrctwgiq")] {
            let mut history = History::EMPTY;
            for letter in ALL {
                assert!(!history.contains(letter, sender));
                history.push(letter, sender);
                assert!(history.contains(letter, sender) && !history.contains(letter, sender.opposite()));
            }
            assert_eq!(history.to_string(), text);
        }
    }

    #[test]
    fn the_sixteenth_letter_fits_and_the_seventeenth_leaves_a_mark() {
        let mut history = History::EMPTY;
        for _ in 0..16 {
            history.push(Letter::Retransmit, Responder);
        }
        assert_eq!(history.to_string(), "tttttttttttttttt");
        for _ in 0..9 {
            history.push(Letter::Data, Originator);
        }
        assert_eq!(history.to_string(), "ttttttttttttttt+");
    }

    #[test]
    fn exchanged_ends_exchange_their_letters_and_who_came_first() {
        let mut history = History::EMPTY;
        history.swap_ends();
        assert!(history.is_empty());
        history.push(Letter::Data, Responder);
        history.push(Letter::Ack, Originator);
        history.swap_ends();
        assert_eq!(history.to_string(), "^Da");
        history.swap_ends();
        assert_eq!(history.to_string(), "dA");
    }

    #[test]
    fn only_a_syn_that_was_taken_back_counts_as_such() {
        for (letters, there) in
            [("SR", true), ("STR", true), ("SAR", false), ("S", false), ("R", false), ("SRF", true)]
        {
            let mut history = History::EMPTY;
            for character in letters.chars() {
                let letter = ALL.into_iter().nth("SHADFRCTWGIQ".find(character).expect("a letter"));
                history.push(letter.expect("a letter"), Originator);
            }
            assert_eq!(history.is_syn_then_reset(), there, "{letters}");
        }
    }
}
