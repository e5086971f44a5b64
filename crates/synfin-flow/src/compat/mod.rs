//! Columns for people who come from Zeek and Wireshark: what those programs would call a connection.
//!
//! Their words are blunt beside [`State`](crate::endpoint::state::State) and [`Outcome`](crate::outcome::Outcome): Zeek's
//! state machine never looks at a sequence number, and Wireshark's completeness knows no direction. They are kept apart from the
//! classifier: nothing here changes what it says.
//!
//! # Where a row cannot equal theirs
//! One row here is one connection of ours; both programs divide a capture by rules of their own.
//!
//! * **Zeek begins a new connection** 5 s after an unanswered SYN, 5 minutes after the last segment, at every SYN after a FIN or reset, and
//!   5 s after a close or reset. Ours stays one. The columns tell Zeek's first connection of ours in which the responder sent a
//!   SYN; while there is none, the last attempt. What comes 5 s after its close, or after a later SYN, Zeek tells elsewhere, and
//!   so it is left out. Its silent 5 minutes divide nothing here.
//! * **Zeek makes two connections of a simultaneous open.** Ours stays one, with a history that begins with `Ss`.
//! * **Roles are ours.** An upper-case letter is our originator. Zeek takes the first sender for the originator, unless the ports
//!   of the protocols it has loaded say otherwise; then its history begins with `^`. Here it does when the responder's segment came
//!   first, and that was no SYN.
//! * **Reassembly.** Zeek notes a content gap (`G`) for each hole in what it reassembles; here one for each acknowledgement that
//!   shows octets missing. It writes `X` when an analyzer gives up; nothing of the kind exists here.
//! * **Wireshark** begins a new stream only at a SYN with another sequence number from an end that sent a SYN before. The completeness is
//!   over our connection, which differs from such a stream where two connections on the same sockets are told apart by
//!   their numbers. Where another protocol announced the connection (the data connections of FTP), Wireshark forgets the SYN.

pub(crate) mod kept;
pub(crate) mod wireshark;
pub mod zeek_conn_state;
pub(crate) mod zeek_connection;
pub(crate) mod zeek_counts;
pub(crate) mod zeek_ends;
pub mod zeek_history;
