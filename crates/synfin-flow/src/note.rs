//! What else there is to say of a segment: a closed set of remarks.

/// Declares the notes, a bit each, from one table.
macro_rules! notes {
    ($($variant:ident = $name:literal, $doc:literal;)*) => {
        /// One remark on a segment, beside its step.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Note { $(#[doc = $doc] $variant,)* }

        impl Note {
            /// Every note, in the order of the table.
            pub const ALL: [Note; [$(Note::$variant),*].len()] = [$(Note::$variant),*];

            /// The name used in tables, a contract.
            pub const fn name(self) -> &'static str {
                match self { $(Note::$variant => $name,)* }
            }

            /// What it means, in a sentence.
            pub const fn about(self) -> &'static str {
                match self { $(Note::$variant => $doc,)* }
            }
        }
    };
}

notes! {
    Midstream             = "midstream",                "The capture joined the connection here, after its handshake.";
    PortReuse             = "port-reuse",               "A new connection on a pair of sockets used before.";
    IsnChanged            = "isn-changed",              "A SYN-ACK with another initial sequence number than before.";
    SynData               = "syn-data",                 "Octets in the SYN (Fast Open, RFC 7413).";
    SynUnseen             = "syn-unseen",               "A SYN-ACK whose SYN was not captured.";
    PeerUnseen            = "peer-unseen",              "Nothing of the other end was captured yet.";
    HandshakeAckUnseen    = "handshake-ack-unseen",     "The sender must have got the third segment of the handshake; it was not captured.";
    OutOfOrder            = "out-of-order",             "Arrived after something that was sent later.";
    Hole                  = "hole",                     "Something before these octets is missing so far.";
    FillsHole             = "fills-hole",               "Octets that were missing: they come late, or again because they were lost before the capture.";
    AckUnseen             = "ack-unseen",               "Acknowledges octets that were not captured.";
    DataAfterFin          = "data-after-fin",           "Octets beyond the sender's own FIN.";
    FinMoved              = "fin-moved",                "A FIN on another sequence number than before, or on one that its sender used for its SYN or for data.";
    FinInSynAck           = "fin-in-synack",            "A FIN in the SYN-ACK.";
    RstData               = "rst-data",                 "Octets in the reset: a message for people, no data.";
    RstUnconfirmed        = "rst-unconfirmed",          "Whether the receiver obeys the reset is not known yet.";
    RstWasForgedOrStale   = "rst-was-forged-or-stale",  "The end that seemed to send a reset goes on: it was not its own.";
    ReplyWasLost          = "reply-was-lost",           "A repetition shows that the answer did not arrive, or was not taken.";
    ForeignAck            = "foreign-ack",              "An acknowledgement out of an older connection.";
    BadAck                = "bad-ack",                  "Acknowledges what was never sent.";
    IllegalFlags          = "illegal-flags",            "Flags that no standard combines so.";
    TfoDataNotAccepted    = "tfo-data-not-accepted",    "The SYN's octets were not acknowledged and must come again.";
    TimeBackwards         = "time-backwards",           "Stamped earlier than the segment before it.";
    MaybeCaptureDuplicate = "capture-duplicate",        "Perhaps captured twice; real repeated ACKs look the same.";
    BadChecksum           = "bad-checksum",             "The TCP checksum is wrong.";
    Truncated             = "truncated",                "The capture kept only part of the segment.";
    ZeroWindow            = "zero-window",              "The sender takes no more octets for now.";
    PawsOld               = "paws-old",                 "An older timestamp than the receiver has seen (RFC 7323, section 5).";
    ForeignSpace          = "foreign-space",            "Sequence numbers far from everything that this pair of sockets used.";
    HolesOverflow         = "holes-overflow",           "More holes at once than are kept: some octets may be counted as missing or repeated.";
    Dsack                 = "d-sack",                   "The first SACK block reports octets received twice (RFC 2883).";
}

/// A set of [`Note`]s.
///
/// ```
/// use synfin_flow::note::{Note, Notes};
///
/// let notes = Notes::EMPTY.with(Note::Hole).with(Note::SynData);
/// assert!(notes.contains(Note::Hole));
/// assert_eq!(notes.iter().map(Note::name).collect::<Vec<_>>(), ["syn-data", "hole"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Notes(u32);

impl Notes {
    /// Nothing to remark.
    pub const EMPTY: Notes = Notes(0);

    /// The set with one note more.
    #[inline]
    #[must_use]
    pub const fn with(self, note: Note) -> Notes {
        Notes(self.0 | 1 << note as u32)
    }

    /// The set with one note more, if `there`.
    #[inline]
    #[must_use]
    pub const fn with_if(self, there: bool, note: Note) -> Notes {
        if there { self.with(note) } else { self }
    }

    /// Adds a note.
    #[inline]
    pub const fn insert(&mut self, note: Note) {
        *self = self.with(note);
    }

    /// Whether the note is in the set.
    #[inline]
    pub const fn contains(self, note: Note) -> bool {
        self.0 & 1 << note as u32 != 0
    }

    /// Whether there is nothing to remark.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The notes, in the order of their table.
    #[inline]
    pub fn iter(self) -> impl Iterator<Item = Note> {
        let mut left = self.0;
        core::iter::from_fn(move || {
            let note = Note::ALL.get(left.trailing_zeros() as usize).copied()?;
            left &= left.wrapping_sub(1);
            Some(note)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Note, Notes};

    #[test]
    fn every_note_that_is_there_comes_once_and_in_order() {
        assert!(Notes::EMPTY.iter().next().is_none());
        for left_out in Note::ALL {
            let notes =
                Note::ALL.into_iter().fold(Notes::EMPTY, |notes, note| notes.with_if(note != left_out, note));
            assert!(notes.iter().eq(Note::ALL.into_iter().filter(|note| *note != left_out)));
        }
    }
}
