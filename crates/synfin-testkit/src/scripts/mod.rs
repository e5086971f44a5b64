//! Flows told line by line, what is expected of each at the right: [`script::Script`].
//!
//! A script reads like the figures of RFC 9293: one segment a line, an arrow for its direction, its flags, its
//! numbers, and then what a classifier should say of it.
//!
//! ```text
//! # a connection that opens, says a little, and is closed by its left end
//! > S   100              mss 1460 ws 7     SYN            SYN-SENT/SYN-RECEIVED?
//! < SA  500  ack 101     mss 1460 ws 7     SYN_ACK        ESTABLISHED?/SYN-RECEIVED
//! > .                                      HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
//! > P.  101:201          win 512  @+0.2s   DATA
//! < .        ack 201                       ACK
//! wait 30s
//! > F.  201:202                            FIN_FIRST      FIN-WAIT-1/CLOSE-WAIT?
//! < .        ack 202                       FIN_FIRST_ACK  FIN-WAIT-2/CLOSE-WAIT
//! < F.  501:502                            FIN_SECOND     TIME-WAIT?/LAST-ACK
//! > .        ack 502                       FIN_SECOND_ACK TIME-WAIT/CLOSED
//! = CLOSED  close_kind:four-segment  first_closer:originator
//! ```
//!
//! # Lines
//!
//! | line              | what it does |
//! |-------------------|--------------|
//! | `> FLAGS …`, `< FLAGS …` | a segment from the left end to the right one, or back |
//! | `again …`         | the segment before once more, octet for octet, as when a capture sees it twice; only a time and expectations may follow |
//! | `wait TIME`       | lets time pass before the next segment, on top of the usual 10 ms |
//! | `ends LEFT RIGHT` | the addresses from here on, both IPv4 or both IPv6; at first `192.0.2.1 198.51.100.2` |
//! | `ports LEFT RIGHT`| the ports from here on; at first `40000 80` |
//! | `= OUTCOME …`     | what is expected of a connection as a whole, the first such line for the first connection; `column:value` pairs may follow |
//!
//! `#` starts a comment. Numbers are decimal; `_` may stand between digits.
//!
//! # A segment
//!
//! **Flags** are letters: `S` SYN, `F` FIN, `R` RST, `P` PSH, `U` URG, `E` ECE, `C` CWR, `N` AE; `A` or `.` is ACK;
//! `-` is none at all. `ack N` sets ACK too.
//!
//! **The sequence number** follows, as `100`, or as a range `100:200` of the sequence numbers the segment takes:
//! SYN and FIN take one each, the rest is payload (RFC 9293: SEG.LEN). `+50` says the payload's length instead.
//! Left out, it is the next after all that this end has sent between these ports.
//!
//! | item             | meaning |
//! |------------------|---------|
//! | `ack N`          | SEG.ACK; left out while ACK is set, the next after all that the other end has sent |
//! | `win N`          | the window field; it holds for later segments of this end; at first 65535 |
//! | `urg N`          | the urgent pointer (and URG only if the flags say so) |
//! | `data "text"`    | the payload itself, with `\r \n \t \" \\ \x41`; else it is filled by sequence number, so that what is sent again is the same |
//! | `mss N` `ws N` `sackok` `ts VALUE ECHO` `tfo HEX` | options; `tfo -` asks for a cookie |
//! | `sack A-B,C-D`   | SACK blocks |
//! | `opt KIND:HEX`   | any option by kind and body; `opt KIND:` has none |
//! | `ipid N`         | IPv4 identification; the end counts on from there, and stays at 0 after `ipid 0` |
//! | `ttl N`          | time to live or hop limit of this packet |
//! | `ports L R`      | the ports of the left and the right end for this segment only |
//! | `badsum`         | the checksum is wrong |
//! | `cut N`          | the capture holds only the first N octets of the payload |
//! | `@1.5s` `@+0.2s` `@-1ms` | the time: since the start, or against the segment before; units `s ms us ns` |
//!
//! Options stand in the packet in the order in which they are told, padded with zeros at the end.
//!
//! # What is expected
//!
//! | item             | meaning |
//! |------------------|---------|
//! | `SYN_ACK`        | the step |
//! | `open` `transfer` `close` `reset` `outside` | the stage |
//! | `ESTABLISHED?/SYN-RECEIVED` | the states of the left and the right end after the segment; `?`: only assumed |
//! | `note:hole`, `no-note:hole` | a note that must, or must not, be there |
//! | `flow:1`         | the connection it belongs to, from 0 |

pub mod download;
pub mod error;
pub mod expected;
pub(crate) mod fields;
mod items;
pub mod script;
pub mod scripted_segment;
mod tellers;
mod words;
