//! What kinds of connection there are, as tables: how often, how long, how large.

/// From … to …, both included.
pub(crate) type Span = (u64, u64);

/// What a connection is used for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Profile {
    /// The server's port.
    pub(crate) port: u16,
    /// How many times one asks and the other answers.
    pub(crate) turns: Span,
    /// Octets asked with.
    pub(crate) request: Span,
    /// Octets answered with.
    pub(crate) response: Span,
    /// Microseconds of thought before each turn.
    pub(crate) think_us: Span,
}

/// How a connection begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// SYN, SYN-ACK, ACK.
    ThreeWay,
    /// The same after a first SYN that was lost.
    LateThreeWay,
    /// Both send a SYN at once.
    Simultaneous,
    /// SYNs without an answer.
    Unanswered,
    /// SYN, RST.
    Refused,
    /// SYN, SYN-ACK, and silence.
    HalfOpen,
    /// The capture began later.
    Midstream,
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// FIN, ACK, FIN, ACK.
    FourSegments,
    /// FIN, FIN and ACK, ACK.
    ThreeSegments,
    /// Two FINs that cross.
    Simultaneous,
    /// A reset by the client.
    ResetByClient,
    /// A reset by the server.
    ResetByServer,
    /// Not within the capture.
    StaysOpen,
}

const fn profile(port: u16, turns: Span, request: Span, response: Span, think_us: Span) -> Profile {
    Profile { port, turns, request, response, think_us }
}

/// What a capture is mixed of; each choice with its weight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mix {
    pub(crate) profiles: &'static [(u64, Profile)],
    pub(crate) openings: &'static [(u64, Opening)],
    pub(crate) endings: &'static [(u64, Ending)],
    /// How many segments in a thousand are lost.
    pub(crate) loss_per_mille: u64,
    /// The mean time from one opening to the next.
    pub(crate) mean_gap_ns: u64,
}

/// A day at the office.
#[rustfmt::skip]
pub(crate) const OFFICE: Mix = Mix {
    profiles: &[
        //                port   turns       request            response           think µs
        (28, profile( 443, (  1,   8), (   200,    900), (   400, 12_000), ( 1_000, 3_000_000))), // pages
        (12, profile(  80, (  1,   4), (   150,    600), (   200,  6_000), ( 1_000, 1_000_000))), // pages, plainly
        ( 2, profile( 443, ( 10, 100), (     0,      0), (20_000, 60_000), (     0,    20_000))), // downloads
        ( 1, profile(8443, ( 10,  40), (20_000, 60_000), (   100,    300), (     0,    20_000))), // uploads
        (14, profile(  22, ( 30, 400), (    36,     80), (    36,    300), (30_000,   800_000))), // shells
        (20, profile(5432, ( 20, 300), (    40,    400), (    20,    900), (   100,    50_000))), // databases
        ( 8, profile(  25, (  6,  14), (    10,    200), (    20,    120), ( 1_000,   100_000))), // mail
        (12, profile( 853, (  1,   3), (    40,     80), (    60,    400), ( 1_000,    50_000))), // names
    ],
    openings: &[
        (900, Opening::ThreeWay),
        ( 18, Opening::LateThreeWay),
        (  2, Opening::Simultaneous),
        ( 25, Opening::Unanswered),
        ( 25, Opening::Refused),
        (  5, Opening::HalfOpen),
        ( 25, Opening::Midstream),
    ],
    endings: &[
        (330, Ending::FourSegments),
        (440, Ending::ThreeSegments),
        ( 10, Ending::Simultaneous),
        (100, Ending::ResetByClient),
        ( 40, Ending::ResetByServer),
        ( 80, Ending::StaysOpen),
    ],
    loss_per_mille: 6,
    mean_gap_ns: 8_000_000,
};

/// A doorway: a short question and a short answer after a long wait, so that many stand in it at once.
#[rustfmt::skip]
pub(crate) const DOORWAY: Mix = Mix {
    profiles: &[
        //                port   turns   request   response   think µs
        (3, profile(1883, (0, 0), ( 0,  0), ( 0,   0), (1_000_000, 20_000_000))),
        (1, profile( 443, (1, 1), (20, 90), (20, 150), (5_000_000, 60_000_000))),
    ],
    openings: &[
        (260, Opening::ThreeWay),
        (420, Opening::Unanswered),
        (100, Opening::Refused),
        (120, Opening::HalfOpen),
        (100, Opening::Midstream),
    ],
    endings: &[
        (200, Ending::ThreeSegments),
        (100, Ending::FourSegments),
        (100, Ending::ResetByClient),
        (600, Ending::StaysOpen),
    ],
    loss_per_mille: 0,
    mean_gap_ns: 50_000,
};
