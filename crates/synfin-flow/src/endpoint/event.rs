//! What can happen to an end, as an onlooker sees it.

/// Something that one segment tells about one end.
///
/// `Sent…` is proved by a segment of that end; `Got…` by one on its way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// Sent a SYN.
    SentSyn,
    /// Sent a SYN while the peer's SYN was outstanding.
    SentSynCrossed,
    /// Sent its SYN again, as no end does that has the SYN-ACK.
    SentSynAgain,
    /// Sent its SYN-ACK again, long after the answer to it was captured: that answer was lost.
    SentSynAckUnanswered,
    /// Sent its FIN again, long after the answer to it was captured: that answer was lost.
    SentFinUnanswered,
    /// Sent a SYN-ACK.
    SentSynAck,
    /// Sent a FIN within the SYN-ACK.
    SentSynAckFin,
    /// Acknowledged the peer's SYN without a SYN of its own in the segment.
    SentAckOfSyn,
    /// Sent what only an open end sends.
    SentWhenOpen,
    /// Acknowledged the peer's FIN.
    SentAckOfFin,
    /// Sent a FIN.
    SentFin,
    /// Sent a FIN without having the peer's, which is on its way.
    SentFinCrossed,
    /// Sent a reset.
    SentRst,
    /// A SYN came.
    GotSyn,
    /// A SYN-ACK came that acknowledges its SYN.
    GotSynAck,
    /// Its SYN was acknowledged.
    GotAckOfSyn,
    /// The peer's FIN came, with nothing missing before it.
    GotFin,
    /// Its FIN was acknowledged.
    GotAckOfFin,
    /// An acceptable reset came.
    GotRst,
}

impl Event {
    /// Every event, in the order above.
    pub const ALL: [Event; 19] = [
        Event::SentSyn,
        Event::SentSynCrossed,
        Event::SentSynAgain,
        Event::SentSynAckUnanswered,
        Event::SentFinUnanswered,
        Event::SentSynAck,
        Event::SentSynAckFin,
        Event::SentAckOfSyn,
        Event::SentWhenOpen,
        Event::SentAckOfFin,
        Event::SentFin,
        Event::SentFinCrossed,
        Event::SentRst,
        Event::GotSyn,
        Event::GotSynAck,
        Event::GotAckOfSyn,
        Event::GotFin,
        Event::GotAckOfFin,
        Event::GotRst,
    ];

    /// A few words, as arrows of a state diagram bear them.
    pub const fn name(self) -> &'static str {
        match self {
            Event::SentSyn => "snd SYN",
            Event::SentSynCrossed => "snd SYN, crossing",
            Event::SentSynAgain => "snd SYN again",
            Event::SentSynAckUnanswered => "snd SYN,ACK unanswered",
            Event::SentFinUnanswered => "snd FIN unanswered",
            Event::SentSynAck => "snd SYN,ACK",
            Event::SentSynAckFin => "snd SYN,ACK,FIN",
            Event::SentAckOfSyn => "snd ACK of SYN",
            Event::SentWhenOpen => "snd as open",
            Event::SentAckOfFin => "snd ACK of FIN",
            Event::SentFin => "snd FIN",
            Event::SentFinCrossed => "snd FIN, crossing",
            Event::SentRst => "snd RST",
            Event::GotSyn => "rcv SYN",
            Event::GotSynAck => "rcv SYN,ACK",
            Event::GotAckOfSyn => "rcv ACK of SYN",
            Event::GotFin => "rcv FIN",
            Event::GotAckOfFin => "rcv ACK of FIN",
            Event::GotRst => "rcv RST",
        }
    }
}
