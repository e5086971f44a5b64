"""The closed lists of words: each is a `str`, so that it compares, prints and serialises as one."""

from enum import IntFlag, StrEnum


class Flags(IntFlag):
    """The nine control bits of a TCP header, FIN lowest (RFC 9293, section 3.1; AE: RFC 9768, section 3.1)."""

    FIN = 0x001
    """No more data from the sender."""
    SYN = 0x002
    """Synchronize sequence numbers."""
    RST = 0x004
    """Reset the connection."""
    PSH = 0x008
    """Push function."""
    ACK = 0x010
    """The acknowledgement field is significant."""
    URG = 0x020
    """The urgent pointer field is significant."""
    ECE = 0x040
    """ECN echo (RFC 3168)."""
    CWR = 0x080
    """Congestion window reduced (RFC 3168)."""
    AE = 0x100
    """Accurate ECN (RFC 9768; once NS of RFC 3540)."""

    def __str__(self) -> str:
        """The names, as in `SYN|ACK`; `none` where no bit is set."""
        return "|".join(name for flag in self if (name := flag.name) is not None) or "none"

    def __format__(self, format_spec: str) -> str:
        """The names, or in a format of numbers the number: `f"{flags:#05x}"`."""
        return format(int(self) if format_spec.endswith(tuple("bdoxX")) else str(self), format_spec)


class Direction(StrEnum):
    """One end of a connection; of a segment: the end that sent it."""

    ORIGINATOR = "originator"
    """The end that opened the connection, or is believed to have."""
    RESPONDER = "responder"
    """The other end."""


class Stage(StrEnum):
    """The part of a connection's life that a segment belongs to."""

    OPEN = "open"
    """The handshake."""
    TRANSFER = "transfer"
    """Data and what keeps it flowing."""
    CLOSE = "close"
    """The close, each direction by itself."""
    RESET = "reset"
    """A reset and what follows it."""
    OUTSIDE = "outside"
    """No part of a connection's life: probes, damaged segments, doubles made by the capture."""


class Step(StrEnum):
    """What exactly a segment does in its connection's life: one label for every TCP segment."""

    SYN = "SYN"
    """The first SYN of the connection."""
    SYN_RETRANSMIT = "SYN_RETRANSMIT"
    """The same SYN again: no answer came, or it was refused."""
    SYN_CROSSED = "SYN_CROSSED"
    """A SYN from the other end before any SYN-ACK: simultaneous open or split handshake."""
    SYN_DUPLICATE = "SYN_DUPLICATE"
    """An old SYN into a live or reset connection."""
    SYN_ACK = "SYN_ACK"
    """Acknowledges the SYN and brings the responder's own."""
    SYN_ACK_RETRANSMIT = "SYN_ACK_RETRANSMIT"
    """The same SYN-ACK again."""
    SYN_ACK_INVALID = "SYN_ACK_INVALID"
    """A SYN-ACK that acknowledges no SYN that was sent."""
    SPLIT_ACK = "SPLIT_ACK"
    """Acknowledges the SYN without bringing one: first part of a split handshake."""
    HANDSHAKE_ACK = "HANDSHAKE_ACK"
    """Acknowledges the responder's SYN: the connection is open."""
    DATA = "DATA"
    """New octets."""
    DATA_RETRANSMIT = "DATA_RETRANSMIT"
    """Octets that were sent before."""
    ACK = "ACK"
    """Acknowledges, and brings no octets."""
    ACK_DUPLICATE = "ACK_DUPLICATE"
    """Repeats an acknowledgement."""
    WINDOW_UPDATE = "WINDOW_UPDATE"
    """The same acknowledgement with another window."""
    KEEP_ALIVE = "KEEP_ALIVE"
    """Asks whether the other end is still there (RFC 9293, section 3.8.4)."""
    KEEP_ALIVE_ACK = "KEEP_ALIVE_ACK"
    """Answers a keep-alive."""
    ZERO_WINDOW_PROBE = "ZERO_WINDOW_PROBE"
    """Asks whether a closed window has opened (RFC 9293, section 3.8.6.1)."""
    ZERO_WINDOW_PROBE_ACK = "ZERO_WINDOW_PROBE_ACK"
    """Answers a window probe."""
    CHALLENGE_ACK = "CHALLENGE_ACK"
    """Asks the sender of a doubtful segment whether it meant it (RFC 5961)."""
    FIN_FIRST = "FIN_FIRST"
    """The first FIN: its sender has no more data."""
    FIN_FIRST_ACK = "FIN_FIRST_ACK"
    """Acknowledges the first FIN: that direction is closed."""
    FIN_SECOND = "FIN_SECOND"
    """The FIN of the other end."""
    FIN_ACK_COMBINED = "FIN_ACK_COMBINED"
    """Acknowledges the first FIN and brings the second."""
    FIN_SECOND_ACK = "FIN_SECOND_ACK"
    """Acknowledges the second FIN: that direction is closed. It may come before the first is acknowledged where both cross."""
    FIN_SIMULTANEOUS = "FIN_SIMULTANEOUS"
    """A FIN sent before the other end's FIN arrived."""
    FIN_RETRANSMIT = "FIN_RETRANSMIT"
    """The FIN again, or one elsewhere (note `fin-moved`), which ends nothing."""
    FIN_REACK = "FIN_REACK"
    """Acknowledges a repeated FIN once more."""
    DATA_HALF_CLOSED = "DATA_HALF_CLOSED"
    """Octets toward an end that has closed its own direction."""
    DATA_AFTER_FIN = "DATA_AFTER_FIN"
    """Octets beyond the sender's own FIN: not allowed."""
    RST_REFUSE = "RST_REFUSE"
    """Answers a SYN: nobody listens there."""
    RST_ABORT_OPEN = "RST_ABORT_OPEN"
    """Ends a connection that was not open yet."""
    RST_ABORT = "RST_ABORT"
    """Ends the connection at once."""
    RST_REPLY = "RST_REPLY"
    """Tells an end that its old connection is gone, from SYN-SENT."""
    RST_CHALLENGED = "RST_CHALLENGED"
    """In the window but not at its left edge: the receiver asks first (RFC 5961)."""
    RST_OUT_OF_WINDOW = "RST_OUT_OF_WINDOW"
    """Outside the window: the receiver drops it."""
    RST_INVALID = "RST_INVALID"
    """Answers a SYN without acknowledging it: the receiver drops it."""
    RST_AFTER_CLOSE = "RST_AFTER_CLOSE"
    """The connection had ended already."""
    RST_STRAY = "RST_STRAY"
    """A reset with no connection seen before it."""
    DATA_AFTER_RESET = "DATA_AFTER_RESET"
    """Octets for a connection that was reset."""
    STRAY_AFTER_RESET = "STRAY_AFTER_RESET"
    """Anything else for a connection that was reset."""
    SCAN_PROBE = "SCAN_PROBE"
    """Flags that open no connection and belong to none."""
    INVALID = "INVALID"
    """No ACK bit in a live connection: the receiver drops it."""
    CAPTURE_DUPLICATE = "CAPTURE_DUPLICATE"
    """The same packet seen twice by the capture."""
    MALFORMED = "MALFORMED"
    """The header contradicts itself."""


class State(StrEnum):
    """A connection state of one end (RFC 9293, section 3.3.2), or `UNKNOWN`."""

    UNKNOWN = "UNKNOWN"
    """Nothing was seen that tells."""
    CLOSED = "CLOSED"
    """No connection."""
    SYN_SENT = "SYN-SENT"
    """Sent a SYN, waits for one."""
    SYN_RECEIVED = "SYN-RECEIVED"
    """Sent and received a SYN, waits for the acknowledgement of its own."""
    ESTABLISHED = "ESTABLISHED"
    """Open: data flows."""
    FIN_WAIT_1 = "FIN-WAIT-1"
    """Sent its FIN."""
    FIN_WAIT_2 = "FIN-WAIT-2"
    """Its FIN was acknowledged; the other direction is still open."""
    CLOSE_WAIT = "CLOSE-WAIT"
    """Received a FIN; its own direction is still open."""
    CLOSING = "CLOSING"
    """Both sent a FIN at once; its own is not acknowledged yet."""
    LAST_ACK = "LAST-ACK"
    """Received a FIN, then sent its own, which is not acknowledged yet."""
    TIME_WAIT = "TIME-WAIT"
    """Both directions are closed; waits for stray segments to die out."""


class Basis(StrEnum):
    """On what grounds an end is said to be in its state; later ones are stronger."""

    UNKNOWN = "unknown"
    """Nothing is known."""
    ASSUMED = "assumed"
    """A segment that changes the state was seen on its way, and no answer shows that it arrived."""
    RECEIVED = "received"
    """A segment that must change the state was seen on its way to this end."""
    SENT = "sent"
    """A segment that this end sent proves it."""


class Note(StrEnum):
    """One remark on a segment, beside its step."""

    MIDSTREAM = "midstream"
    """The capture joined the connection here, after its handshake."""
    PORT_REUSE = "port-reuse"
    """A new connection on a pair of sockets used before."""
    ISN_CHANGED = "isn-changed"
    """A SYN-ACK with another initial sequence number than before."""
    SYN_DATA = "syn-data"
    """Octets in the SYN (Fast Open, RFC 7413)."""
    SYN_UNSEEN = "syn-unseen"
    """A SYN-ACK whose SYN was not captured."""
    PEER_UNSEEN = "peer-unseen"
    """Nothing of the other end was captured yet."""
    HANDSHAKE_ACK_UNSEEN = "handshake-ack-unseen"
    """The sender must have got the third segment of the handshake; it was not captured."""
    OUT_OF_ORDER = "out-of-order"
    """Arrived after something that was sent later."""
    HOLE = "hole"
    """Something before these octets is missing so far."""
    FILLS_HOLE = "fills-hole"
    """Octets that were missing: they come late, or again because they were lost before the capture."""
    ACK_UNSEEN = "ack-unseen"
    """Acknowledges octets that were not captured."""
    DATA_AFTER_FIN = "data-after-fin"
    """Octets beyond the sender's own FIN."""
    FIN_MOVED = "fin-moved"
    """A FIN on another sequence number than before, or on one that its sender used for its SYN or for data."""
    FIN_IN_SYNACK = "fin-in-synack"
    """A FIN in the SYN-ACK."""
    RST_DATA = "rst-data"
    """Octets in the reset: a message for people, no data."""
    RST_UNCONFIRMED = "rst-unconfirmed"
    """Whether the receiver obeys the reset is not known yet."""
    RST_WAS_FORGED_OR_STALE = "rst-was-forged-or-stale"
    """The end that seemed to send a reset goes on: it was not its own."""
    REPLY_WAS_LOST = "reply-was-lost"
    """A repetition shows that the answer did not arrive, or was not taken."""
    FOREIGN_ACK = "foreign-ack"
    """An acknowledgement out of an older connection."""
    BAD_ACK = "bad-ack"
    """Acknowledges what was never sent."""
    ILLEGAL_FLAGS = "illegal-flags"
    """Flags that no standard combines so."""
    TFO_DATA_NOT_ACCEPTED = "tfo-data-not-accepted"
    """The SYN's octets were not acknowledged and must come again."""
    TIME_BACKWARDS = "time-backwards"
    """Stamped earlier than the segment before it."""
    CAPTURE_DUPLICATE = "capture-duplicate"
    """Perhaps captured twice; real repeated ACKs look the same."""
    BAD_CHECKSUM = "bad-checksum"
    """The TCP checksum is wrong."""
    TRUNCATED = "truncated"
    """The capture kept only part of the segment."""
    ZERO_WINDOW = "zero-window"
    """The sender takes no more octets for now."""
    PAWS_OLD = "paws-old"
    """An older timestamp than the receiver has seen (RFC 7323, section 5)."""
    FOREIGN_SPACE = "foreign-space"
    """Sequence numbers far from everything that this pair of sockets used."""
    HOLES_OVERFLOW = "holes-overflow"
    """More holes at once than are kept: some octets may be counted as missing or repeated."""
    D_SACK = "d-sack"
    """The first SACK block reports octets received twice (RFC 2883)."""


class Outcome(StrEnum):
    """What became of a connection; a closed list."""

    PROBE = "PROBE"
    """Nothing but probes from one end."""
    PROBE_ANSWERED_BY_RESET = "PROBE_ANSWERED_BY_RESET"
    """One segment out of nothing, answered by a reset."""
    REFUSED = "REFUSED"
    """Nobody listened."""
    ABORTED_OPEN_BY_INITIATOR = "ABORTED_OPEN_BY_INITIATOR"
    """Reset by its originator before it was open."""
    ABORTED_OPEN_BY_RESPONDER = "ABORTED_OPEN_BY_RESPONDER"
    """Reset by its responder before it was open."""
    RESET_BY_INITIATOR = "RESET_BY_INITIATOR"
    """Reset by its originator."""
    RESET_BY_RESPONDER = "RESET_BY_RESPONDER"
    """Reset by its responder."""
    CLOSED = "CLOSED"
    """Both directions closed, and both FINs acknowledged."""
    CLOSING = "CLOSING"
    """Both ends sent a FIN; at least one is not acknowledged."""
    HALF_CLOSED_BY_INITIATOR = "HALF_CLOSED_BY_INITIATOR"
    """Only the originator sent a FIN."""
    HALF_CLOSED_BY_RESPONDER = "HALF_CLOSED_BY_RESPONDER"
    """Only the responder sent a FIN."""
    NO_REPLY = "NO_REPLY"
    """No answer to any SYN."""
    HALF_OPEN = "HALF_OPEN"
    """A SYN-ACK, and no third segment."""
    OPEN = "OPEN"
    """Open when the capture ended."""
    STRAY_RESET = "STRAY_RESET"
    """A reset and nothing else."""


class OpenKind(StrEnum):
    """How a connection was opened."""

    THREE_WAY = "three-way"
    """SYN, SYN-ACK, ACK."""
    SIMULTANEOUS = "simultaneous"
    """Both ends sent a SYN at once."""
    SPLIT = "split"
    """The responder answered with a SYN of its own instead of a SYN-ACK."""
    TFO = "tfo"
    """With octets in the SYN (RFC 7413)."""


class CloseKind(StrEnum):
    """How a connection was closed by FINs."""

    FOUR_SEGMENT = "four-segment"
    """FIN, ACK, FIN, ACK."""
    THREE_SEGMENT = "three-segment"
    """The second FIN acknowledges the first."""
    SIMULTANEOUS = "simultaneous"
    """Both FINs crossed."""


class Start(StrEnum):
    """With what the capture of a connection begins."""

    SYN = "syn"
    """Its SYN."""
    SYNACK = "synack"
    """Its SYN-ACK."""
    MIDSTREAM = "midstream"
    """Anything else: the capture joined it later."""


class Roles(StrEnum):
    """How it is known who opened a connection."""

    SYN = "syn"
    """A SYN tells."""
    SYNACK = "synack"
    """A SYN-ACK tells."""
    GUESS = "guess"
    """The port numbers were asked."""


class End(StrEnum):
    """Why a connection left the analysis."""

    EOF = "eof"
    """The capture ended."""
    TIMEOUT = "timeout"
    """Nothing came for too long."""
    EVICTED = "evicted"
    """The table was full."""
    REUSED = "reused"
    """A third connection began on its pair of sockets."""


class Checksum(StrEnum):
    """What is known of a TCP checksum."""

    GOOD = "good"
    """It is right."""
    BAD = "bad"
    """It is wrong."""
    UNVERIFIED = "unverified"
    """It tells nothing; `checksum_note` says why."""
