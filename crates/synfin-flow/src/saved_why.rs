//! The grounds of a verdict as numbers, for hosts that keep it in memory of their own until somebody asks for the sentence.

use synfin_wire::segment::seq::Seq;

use crate::reason::Why;

/// Numbers that the grounds take, beside the one for their kind.
pub const NUMBERS: usize = 4;

/// The grounds of a verdict as numbers; all fit into 32 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SavedWhy {
    /// Which of the variants, in the order of [`Why`]. Another release may number them otherwise.
    pub kind: u32,
    /// What is in it; 0 where there is no more.
    pub numbers: [u32; NUMBERS],
}

/// A value that takes some of the numbers.
trait Numbers: Sized {
    fn put(self, to: &mut dyn FnMut(u32));
    fn take(from: &mut dyn FnMut() -> Option<u32>) -> Option<Self>;
}

impl Numbers for u32 {
    fn put(self, to: &mut dyn FnMut(u32)) {
        to(self);
    }

    fn take(from: &mut dyn FnMut() -> Option<u32>) -> Option<u32> {
        from()
    }
}

impl Numbers for Seq {
    fn put(self, to: &mut dyn FnMut(u32)) {
        to(self.0);
    }

    fn take(from: &mut dyn FnMut() -> Option<u32>) -> Option<Seq> {
        from().map(Seq)
    }
}

impl Numbers for u16 {
    fn put(self, to: &mut dyn FnMut(u32)) {
        to(u32::from(self));
    }

    fn take(from: &mut dyn FnMut() -> Option<u32>) -> Option<u16> {
        u16::try_from(from()?).ok()
    }
}

impl Numbers for bool {
    fn put(self, to: &mut dyn FnMut(u32)) {
        to(u32::from(self));
    }

    fn take(from: &mut dyn FnMut() -> Option<u32>) -> Option<bool> {
        match from()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Numbers for Option<Seq> {
    fn put(self, to: &mut dyn FnMut(u32)) {
        to(u32::from(self.is_some()));
        to(self.map_or(0, |seq| seq.0));
    }

    fn take(from: &mut dyn FnMut() -> Option<u32>) -> Option<Option<Seq>> {
        let (there, seq) = (bool::take(from)?, from()?);
        Some(there.then_some(Seq(seq)))
    }
}

/// A row for each variant: its number, and what is in it.
macro_rules! kinds {
    ($($kind:literal $variant:ident { $($field:ident),* };)*) => {
        impl Why {
            /// All of it as numbers.
            pub fn to_numbers(self) -> SavedWhy {
                let mut saved = SavedWhy::default();
                let mut places = saved.numbers.iter_mut();
                let mut to = |number| {
                    if let Some(place) = places.next() {
                        *place = number;
                    }
                };
                saved.kind = match self {
                    $(Why::$variant { $($field),* } => {
                        $($field.put(&mut to);)*
                        let _ = &mut to;
                        $kind
                    })*
                };
                saved
            }

            /// What these numbers are; none where they are nothing.
            ///
            /// ```
            /// use synfin_flow::reason::Why;
            /// use synfin_flow::saved_why::SavedWhy;
            /// use synfin_wire::segment::seq::Seq;
            ///
            /// let why = Why::FirstSyn { isn: Seq(100), octets: 0 };
            /// assert_eq!(Why::from_numbers(&why.to_numbers()), Some(why));
            /// assert_eq!(Why::from_numbers(&SavedWhy { kind: 1000, ..Default::default() }), None);
            /// ```
            pub fn from_numbers(saved: &SavedWhy) -> Option<Why> {
                let mut numbers = saved.numbers.iter().copied();
                let mut from = || numbers.next();
                match saved.kind {
                    $($kind => Some(Why::$variant { $($field: Numbers::take(&mut from)?),* }),)*
                    _ => None,
                }
            }
        }

        #[cfg(test)]
        const KINDS: &[u32] = &[$($kind),*];
    };
}

kinds! {
    0  HeaderContradictsItself {};
    1  SamePacketAgain {};
    2  SynWithFin {};
    3  ProbesWithoutConnection {};
    4  LacksAckBit {};
    5  FirstSyn { isn, octets };
    6  SynAgain { isn, attempt };
    7  SynAfterRefusal { isn, attempt };
    8  SynAfterItsAnswer { isn };
    9  SynIntoConnection { isn };
    10 SynCrosses { isn, peer_isn };
    11 AcknowledgesSyn { ack, peer_isn, isn, octets };
    12 AcknowledgesUnseenSyn { ack, isn };
    13 SynAckAgain { isn };
    14 SynAckForNothing { ack, expected };
    15 AcknowledgesSynOnly { ack };
    16 CompletesHandshake { ack, peer_isn, octets };
    17 NewOctets { seq, octets };
    18 PartlyNewOctets { seq, octets, new };
    19 OctetsBeyondHole { seq, octets, expected };
    20 OctetsIntoHole { seq, octets };
    21 OldOctets { seq, octets, known };
    22 OctetsTowardClosedEnd { octets, ack, peer_fin };
    23 OctetsAfterOwnFin { seq, octets, fin };
    24 Acknowledges { ack, octets };
    25 AcknowledgesLess { ack, before };
    26 AcknowledgesNeverSent { ack, highest };
    27 AcknowledgesFirst { ack };
    28 SynAckChangesIsn { isn, before };
    29 RepeatsAck { ack };
    30 MovesWindow { ack, before, now };
    31 AsksWhetherAlive { seq, nxt, octets };
    32 AnswersKeepAlive { ack };
    33 AsksForWindow { seq, nxt };
    34 AnswersProbe { ack, window };
    35 AsksBack { ack };
    36 AcknowledgesOlderConnection { ack, expected };
    37 Fin { fin, octets, second };
    38 FinAcknowledgesFin { fin, ack, peer_fin };
    39 FinCrossesFin { fin, ack, peer_fin };
    40 FinAgain { fin };
    41 AcknowledgesFin { ack, peer_fin, both };
    42 AcknowledgesFinAgain { ack, peer_fin };
    43 ResetOfNothing {};
    44 ResetRefuses { ack, isn };
    45 ResetAcknowledgesNothing { ack, expected };
    46 ResetOfOlderConnection { seq };
    47 ResetInSequence { seq };
    48 ResetWhereSenderStands { seq, acked };
    49 ResetUnchecked { seq };
    50 ResetGivesUp { seq };
    51 ResetInWindow { seq, expected };
    52 ResetOutOfWindow { seq, expected, window };
    53 ResetAfterEnd {};
    54 AfterReset {};
    55 AcknowledgesSecondFinFirst { ack, peer_fin };
    56 FinAgainAcknowledgesFin { fin, ack, peer_fin };
    57 FinOnUsedNumber { fin, nxt };
    58 FinElsewhere { fin, before };
}

#[cfg(test)]
mod tests {
    use super::{KINDS, SavedWhy};
    use crate::reason::Why;

    #[test]
    fn all_grounds_come_back_as_they_were_and_each_has_a_number_of_its_own() {
        for (index, &kind) in KINDS.iter().enumerate() {
            assert_eq!(kind as usize, index);
            for numbers in [[1, 1, 1, 1], [0, 0, 0, 0], [1, 0, 1, 1]] {
                let why = Why::from_numbers(&SavedWhy { kind, numbers }).unwrap();
                let saved = why.to_numbers();
                assert_eq!(saved.kind, kind);
                assert_eq!(Why::from_numbers(&saved), Some(why));
                // What is in it was written: no number was lost but those that it has no place for.
                assert!(
                    saved.numbers.iter().zip(numbers).all(|(&saved, given)| saved == given || saved == 0)
                );
            }
        }
        assert_eq!(Why::from_numbers(&SavedWhy { kind: KINDS.len() as u32, ..SavedWhy::default() }), None);
    }
}
