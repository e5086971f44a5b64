//! The sentences of reasons, a row each: the English one, and what it is made of for those who say it in another language.

use core::fmt;

use synfin_wire::pieces::{Piece, Sink};
use synfin_wire::segment::seq::Seq;

use crate::reason::Why;

/// What one sentence is made of, whatever language it is said in.
///
/// ```
/// use synfin_flow::sentence::FORMS;
///
/// let form = FORMS.iter().find(|form| form.id == "reason-syn-again").unwrap();
/// assert_eq!(form.names, ["isn", "attempt"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// The id of its message in a catalogue.
    pub id: &'static str,
    /// What its numbers are called there.
    pub names: &'static [&'static str],
}

/// Numbers that a sentence has at most.
const MOST: usize = 4;

/// One sentence taken apart: its form, and its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    form: Form,
    numbers: [i64; MOST],
}

impl Parts {
    fn new<const N: usize>(form: Form, given: [i64; N]) -> Parts {
        const { assert!(N <= MOST) };
        let mut numbers = [0; MOST];
        numbers.iter_mut().zip(given).for_each(|(number, given)| *number = given);
        Parts { form, numbers }
    }

    /// What it is made of.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// Its numbers, each with its name: raw sequence numbers, octets, attempts.
    ///
    /// ```
    /// use synfin_flow::reason::Why;
    /// use synfin_wire::segment::seq::Seq;
    ///
    /// let parts = Why::SynAgain { isn: Seq(7), attempt: 2 }.parts();
    /// assert_eq!(parts.form().id, "reason-syn-again");
    /// assert_eq!(parts.numbers().collect::<Vec<_>>(), [("isn", 7), ("attempt", 2)]);
    /// ```
    pub fn numbers(&self) -> impl Iterator<Item = (&'static str, i64)> {
        self.form.names.iter().copied().zip(self.numbers)
    }
}

/// A number of a reason, as a catalogue gets it.
trait Number {
    fn number(self) -> i64;
}

/// How each kind of number is told.
macro_rules! numbers {
    ($($kind:ty => |$given:ident| $number:expr;)*) => {
        $(impl Number for $kind {
            fn number(self) -> i64 {
                let $given = self;
                $number
            }
        })*
    };
}

numbers! {
    Seq => |given| given.0.into();
    u32 => |given| given.into();
    u16 => |given| given.into();
    i64 => |given| given;
}

/// Octets, with their plural.
struct Octets(u32);

impl Piece for Octets {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        if self.0 == 1 { out.write_str("1 octet") } else { (self.0, " octets").put(out) }
    }
}

/// A verb behind a number: the word for one, and the word for any other.
struct Verb(u32, &'static str, &'static str);

impl Piece for Verb {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        let &Verb(number, one, other) = self;
        out.write_str(if number == 1 { one } else { other })
    }
}

/// The numbers of a reason counted from the ISNs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relative {
    /// An acknowledgement number that is one more than that of a FIN.
    OneMore {
        /// SEG.ACK.
        ack: i64,
        /// That of the FIN.
        before: i64,
    },
    /// Any number.
    Number(i64),
}

/// Declares the sentences of an enum: each case with the id of its message, its numbers, and the English for it.
macro_rules! sentences {
    (
        $forms:ident of $told:ty, told apart by $parts:vis parts, $about:literal;
        $($case:pat $(if $guard:expr)? => $id:literal [$($name:ident),*] $english:expr;)*
    ) => {
        #[doc = $about]
        pub const $forms: &[Form] = &[$(Form { id: $id, names: &[$(stringify!($name)),*] }),*];

        impl $told {
            /// The sentence taken apart, to be said in another language.
            $parts fn parts(self) -> Parts {
                match self {
                    $($case $(if $guard)? => {
                        const FORM: Form = Form { id: $id, names: &[$(stringify!($name)),*] };
                        Parts::new(FORM, [$($name.number()),*])
                    })*
                }
            }

            /// Writes the sentence in English.
            pub(crate) fn write(self, out: &mut impl Sink) -> fmt::Result {
                match self {
                    $($case $(if $guard)? => $english.put(out),)*
                }
            }
        }
    };
}

sentences! {
    FORMS of Why, told apart by pub parts, "The form of every reason, in the order of the table.";
    Why::HeaderContradictsItself => "reason-header-contradicts-itself" [] "the TCP header contradicts itself: only its ports, numbers and flags can be read";
    Why::SamePacketAgain => "reason-same-packet-again" [] "the same packet was captured a moment ago: the capture saw it twice";
    Why::SynWithFin => "reason-syn-with-fin" [] "SYN and FIN together open nothing and close nothing: every stack drops them";
    Why::ProbesWithoutConnection => "reason-probes-without-connection" [] "no SYN, no ACK, no RST, and no connection to belong to: a probe";
    Why::LacksAckBit => "reason-lacks-ack-bit" [] "no ACK bit in a live connection: the receiver must drop it (RFC 9293, section 3.10.7.4)";
    Why::FirstSyn { isn, octets: 0 } => "reason-first-syn" [isn] ("asks for a connection: the first SYN, ISN ", isn);
    Why::FirstSyn { isn, octets } => "reason-first-syn-with-octets" [isn, octets] ("asks for a connection and sends ", Octets(octets), " along: the first SYN, ISN ", isn);
    Why::SynAgain { isn, attempt } => "reason-syn-again" [isn, attempt] ("asks again (attempt ", attempt, "): the same ISN ", isn, " as before");
    Why::SynAfterRefusal { isn, attempt } => "reason-syn-after-refusal" [isn, attempt] ("asks again after the refusal (attempt ", attempt, "): the same ISN ", isn);
    Why::SynAfterItsAnswer { isn } => "reason-syn-after-its-answer" [isn] ("ISN ", isn, " is what the SYN-ACK acknowledged: the SYN was captured after its answer");
    Why::SynIntoConnection { isn } => "reason-syn-into-connection" [isn] ("an old SYN with ISN ", isn, ": this connection is past its handshake, the receiver answers with an ACK");
    Why::SynCrosses { isn, peer_isn } => "reason-syn-crosses" [isn, peer_isn] ("a SYN with ISN ", isn, " before any SYN-ACK for the peer's ISN ", peer_isn, ": both ends ask at once");
    Why::AcknowledgesSyn { ack, peer_isn, isn, octets: 0 } => "reason-acknowledges-syn" [ack, peer_isn, isn] ("acknowledges the SYN: ack ", ack, " = ISN ", peer_isn, " + 1; brings its own ISN ", isn);
    Why::AcknowledgesSyn { ack, peer_isn, isn, octets } => "reason-acknowledges-syn-with-octets" [ack, peer_isn, isn, octets] ("acknowledges the SYN and ", Octets(octets), " of its data: ack ", ack, " = ISN ", peer_isn, " + 1 + ", octets, "; brings its own ISN ", isn);
    Why::AcknowledgesUnseenSyn { ack, isn } => "reason-acknowledges-unseen-syn" [ack, isn] ("acknowledges a SYN that was not captured: ack ", ack, "; brings its own ISN ", isn);
    Why::SynAckAgain { isn } => "reason-syn-ack-again" [isn] ("the same SYN-ACK again: ISN ", isn, " as before");
    Why::SynAckForNothing { ack, expected } => "reason-syn-ack-for-nothing" [ack, expected] ("acknowledges no SYN of this connection: ack ", ack, ", not ", expected);
    Why::AcknowledgesSynOnly { ack } => "reason-acknowledges-syn-only" [ack] ("acknowledges the SYN with ack ", ack, " and brings no SYN of its own yet");
    Why::CompletesHandshake { ack, peer_isn, octets: 0 } => "reason-completes-handshake" [ack, peer_isn] ("completes the handshake: ack ", ack, " acknowledges ISN ", peer_isn);
    Why::CompletesHandshake { ack, peer_isn, octets } => "reason-completes-handshake-with-octets" [ack, peer_isn, octets] ("completes the handshake and brings ", Octets(octets), ": ack ", ack, " acknowledges ISN ", peer_isn);
    Why::NewOctets { seq, octets } => "reason-new-octets" [seq, octets] (Octets(octets), " of new data from seq ", seq, " on");
    Why::PartlyNewOctets { seq, octets, new } => "reason-partly-new-octets" [seq, octets, new] (Octets(octets), " from seq ", seq, " on, of which the last ", new, " are new and the others were sent before");
    Why::OctetsBeyondHole { seq, octets, expected } => "reason-octets-beyond-hole" [seq, octets, expected] (Octets(octets), " of new data at seq ", seq, ", but ", expected, " was expected: something before it is missing");
    Why::OctetsIntoHole { seq, octets } => "reason-octets-into-hole" [seq, octets] (Octets(octets), " at seq ", seq, Verb(octets, " that was", " that were"), " missing so far");
    Why::OldOctets { seq, octets, known } => "reason-old-octets" [seq, octets, known] (Octets(octets), " at seq ", seq, Verb(octets, " was", " were"), " sent before: everything up to ", known, " is known");
    Why::OctetsTowardClosedEnd { octets, ack, peer_fin } if ack.after(peer_fin) => "reason-octets-toward-closed-end-acknowledged" [octets, ack, peer_fin] (Octets(octets), " toward the end that sent its FIN: the connection is half-closed, and ack ", ack, " = seq ", peer_fin, " + 1 acknowledges that FIN");
    Why::OctetsTowardClosedEnd { octets, ack, peer_fin } => "reason-octets-toward-closed-end" [octets, ack, peer_fin] (Octets(octets), " toward the end that sent its FIN at seq ", peer_fin, ", which ack ", ack, " does not acknowledge yet");
    Why::OctetsAfterOwnFin { seq, octets, fin } => "reason-octets-after-own-fin" [seq, octets, fin] (Octets(octets), " at seq ", seq, ", beyond the sender's own FIN at ", fin);
    Why::Acknowledges { ack, octets } => "reason-acknowledges" [ack, octets] ("acknowledges ", Octets(octets), " more, up to ack ", ack);
    Why::AcknowledgesLess { ack, before } => "reason-acknowledges-less" [ack, before] ("acknowledges up to ", ack, ", less than ", before, " before: it was overtaken on its way");
    Why::AcknowledgesNeverSent { ack, highest } => "reason-acknowledges-never-sent" [ack, highest] ("acknowledges up to ", ack, ", where nothing beyond ", highest, " was sent: the receiver drops it");
    Why::AcknowledgesFirst { ack } => "reason-acknowledges-first" [ack] ("acknowledges up to ", ack, ", the first acknowledgement from this end that was captured");
    Why::SynAckChangesIsn { isn, before } => "reason-syn-ack-changes-isn" [isn, before] ("another ISN ", isn, " in an open connection that began with ", before, ": the receiver only repeats its acknowledgement");
    Why::RepeatsAck { ack } => "reason-repeats-ack" [ack] ("repeats ack ", ack);
    Why::MovesWindow { ack, before, now } => "reason-moves-window" [ack, before, now] ("repeats ack ", ack, " with another window: ", before, " became ", now);
    Why::AsksWhetherAlive { seq, nxt, octets: 0 } => "reason-asks-whether-alive" [seq, nxt] ("asks whether the peer is alive: seq ", seq, " = next ", nxt, " - 1, no octets");
    Why::AsksWhetherAlive { seq, nxt, octets } => "reason-asks-whether-alive-with-octets" [seq, nxt, octets] ("asks whether the peer is alive: seq ", seq, " = next ", nxt, " - 1 with ", Octets(octets), " sent before");
    Why::AnswersKeepAlive { ack } => "reason-answers-keep-alive" [ack] ("answers the keep-alive: still here, ack ", ack);
    Why::AsksForWindow { seq, nxt } => "reason-asks-for-window" [seq, nxt] ("asks whether the closed window has opened: seq ", seq, ", next ", nxt);
    Why::AnswersProbe { ack, window } => "reason-answers-probe" [ack, window] ("answers the window probe: ack ", ack, ", window ", window);
    Why::AsksBack { ack } => "reason-asks-back" [ack] ("repeats its last ack ", ack, " to ask whether the doubtful segment was meant (RFC 5961)");
    Why::AcknowledgesOlderConnection { ack, expected } => "reason-acknowledges-older-connection" [ack, expected] ("answers out of an older connection: ack ", ack, ", where the SYN asks for ", expected);
    Why::Fin { fin, octets: 0, second: false } => "reason-fin-first" [fin] ("the first FIN, seq ", fin, ": its sender has no more to send");
    Why::Fin { fin, octets, second: false } => "reason-fin-first-with-octets" [fin, octets] ("the first FIN, seq ", fin, " after ", Octets(octets), " in the same segment: its sender has no more to send");
    Why::Fin { fin, octets: 0, second: true } => "reason-fin-second" [fin] ("the second FIN, seq ", fin, ": this end has no more to send either");
    Why::Fin { fin, octets, second: true } => "reason-fin-second-with-octets" [fin, octets] ("the second FIN, seq ", fin, " after ", Octets(octets), " in the same segment: this end has no more to send either");
    Why::FinAcknowledgesFin { fin, ack, peer_fin } => "reason-fin-acknowledges-fin" [fin, ack, peer_fin] ("acknowledges the FIN: ack ", ack, " = seq ", peer_fin, " + 1; and closes its own direction with FIN seq ", fin);
    Why::FinCrossesFin { fin, ack, peer_fin } => "reason-fin-crosses-fin" [fin, ack, peer_fin] ("FIN seq ", fin, " with ack ", ack, ", which does not cover the peer's FIN ", peer_fin, ": both ends close at once");
    Why::FinAgain { fin } => "reason-fin-again" [fin] ("the FIN at seq ", fin, " again");
    Why::FinAgainAcknowledgesFin { fin, ack, peer_fin } => "reason-fin-again-acknowledges-fin" [fin, ack, peer_fin] ("the FIN at seq ", fin, " again, and now acknowledges the peer's FIN: ack ", ack, " = seq ", peer_fin, " + 1");
    Why::FinElsewhere { fin, before } => "reason-fin-elsewhere" [fin, before] ("another FIN at seq ", fin, ", while the one at ", before, " counts: it ends nothing");
    Why::FinOnUsedNumber { fin, nxt } => "reason-fin-on-used-number" [fin, nxt] ("a FIN at seq ", fin, ", where its sender's SYN or data stood before; it is at ", nxt, " now: the receiver has that number and drops the segment (RFC 9293, section 3.10.7.4)");
    Why::AcknowledgesFin { ack, peer_fin, both: false } => "reason-acknowledges-fin" [ack, peer_fin] ("acknowledges the FIN: ack ", ack, " = seq ", peer_fin, " + 1; this direction is closed");
    Why::AcknowledgesFin { ack, peer_fin, both: true } => "reason-acknowledges-fin-both" [ack, peer_fin] ("acknowledges the FIN: ack ", ack, " = seq ", peer_fin, " + 1; both directions are closed");
    Why::AcknowledgesSecondFinFirst { ack, peer_fin } => "reason-acknowledges-second-fin-first" [ack, peer_fin] ("acknowledges the second FIN: ack ", ack, " = seq ", peer_fin, " + 1; the first, which crossed it, is not acknowledged yet");
    Why::AcknowledgesFinAgain { ack, peer_fin } => "reason-acknowledges-fin-again" [ack, peer_fin] ("acknowledges the repeated FIN once more: ack ", ack, " = seq ", peer_fin, " + 1");
    Why::ResetOfNothing => "reason-reset-of-nothing" [] "a reset with nothing of its connection before it";
    Why::ResetRefuses { ack, isn } => "reason-reset-refuses" [ack, isn] ("refuses the connection: ack ", ack, " acknowledges the SYN with ISN ", isn);
    Why::ResetAcknowledgesNothing { ack: Some(ack), expected } => "reason-reset-acknowledges-nothing" [ack, expected] ("a reset in answer to the SYN must acknowledge it with ", expected, ", not ", ack, ": it is ignored");
    Why::ResetAcknowledgesNothing { ack: None, expected } => "reason-reset-acknowledges-nothing-at-all" [expected] ("a reset in answer to the SYN must acknowledge it with ", expected, ", and acknowledges nothing: it is ignored");
    Why::ResetOfOlderConnection { seq } => "reason-reset-of-older-connection" [seq] ("seq ", seq, " is what the answer out of the older connection acknowledged: that one is gone");
    Why::ResetInSequence { seq } => "reason-reset-in-sequence" [seq] ("ends the connection at once: seq ", seq, " is what the receiver expects next");
    Why::ResetWhereSenderStands { seq, acked: Some(acked) } => "reason-reset-where-sender-stands" [seq, acked] ("ends the connection at once: seq ", seq, " is where its sender stands; the receiver acknowledged ", acked, " last");
    Why::ResetWhereSenderStands { seq, acked: None } => "reason-reset-where-sender-stands-alone" [seq] ("ends the connection at once: seq ", seq, " is where its sender stands");
    Why::ResetUnchecked { seq } => "reason-reset-unchecked" [seq] ("ends the connection at once: seq ", seq, ", with nothing to compare it with");
    Why::ResetGivesUp { seq } => "reason-reset-gives-up" [seq] ("takes its own SYN back: seq ", seq);
    Why::ResetInWindow { seq, expected } => "reason-reset-in-window" [seq, expected] ("seq ", seq, " is in the window but is not the expected ", expected, ": the receiver asks first (RFC 5961)");
    Why::ResetOutOfWindow { seq, expected, window } => "reason-reset-out-of-window" [seq, expected, window] ("seq ", seq, " is outside the receiver's window of ", window, " from ", expected, " on: it is ignored");
    Why::ResetAfterEnd => "reason-reset-after-end" [] "the connection had ended already";
    Why::AfterReset => "reason-after-reset" [] "the connection was reset before";
}

sentences! {
    RELATIVE_FORMS of Relative, told apart by pub(crate) parts, "The forms in which relative numbers stand behind a reason.";
    Relative::OneMore { ack, before } => "relative-one-more" [ack, before] (" (relative: ", ack, " = ", before, " + 1)");
    Relative::Number(number) => "relative-number" [number] (" (relative: ", number, ")");
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{FORMS, RELATIVE_FORMS};
    use crate::reason::Why;
    use core::fmt;
    use std::collections::BTreeSet;
    use std::string::ToString as _;
    use synfin_wire::segment::seq::Seq;

    #[test]
    fn one_octet_is_told_as_one() {
        struct Told(Why);
        impl fmt::Display for Told {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.write(f)
            }
        }
        let told = |why| Told(why).to_string();
        let seq = Seq(7);
        let old = |octets| told(Why::OldOctets { seq, octets, known: Seq(9) });
        assert_eq!(old(1), "1 octet at seq 7 was sent before: everything up to 9 is known");
        assert_eq!(old(2), "2 octets at seq 7 were sent before: everything up to 9 is known");
        assert_eq!(told(Why::OctetsIntoHole { seq, octets: 1 }), "1 octet at seq 7 that was missing so far");
        assert_eq!(
            told(Why::OctetsIntoHole { seq, octets: 3 }),
            "3 octets at seq 7 that were missing so far"
        );
    }

    #[test]
    fn every_sentence_has_an_id_of_its_own() {
        let ids: BTreeSet<_> = FORMS.iter().chain(RELATIVE_FORMS).map(|form| form.id).collect();
        assert_eq!(ids.len(), FORMS.len() + RELATIVE_FORMS.len());
    }
}
