//! The table `flows`: one row a connection, in order of its number.

use synfin_flow::direction::Direction;

use crate::column::kind::Kind;
use crate::column::list::{DISSECTED_FIELDS, List};
use crate::column::table::{Column, Table, column};
use crate::column::text::Text;
use crate::flow_summary::FlowSummary;

/// The table `flows`.
#[derive(Clone, Copy, Debug)]
pub struct Flows;

use Direction::{Originator, Responder};

#[rustfmt::skip]
impl Table for Flows {
    type Row<'r> = FlowSummary;
    const NAME: &'static str = "flows";
    const COLUMNS: &'static [Column<Flows>] = &[
        column!("flow": Kind::U64, "Number of the connection, from 0, in order of first segments.", |row| row.number()),
        column!("originator": Kind::Text, "Address of the end that opened the connection.", |row| row.socket(Originator).address()),
        column!("originator_port": Kind::U16, "Port of the end that opened the connection.", |row| row.socket(Originator).port()),
        column!("responder": Kind::Text, "Address of the other end.", |row| row.socket(Responder).address()),
        column!("responder_port": Kind::U16, "Port of the other end.", |row| row.socket(Responder).port()),
        column!("roles": Kind::Word, "How it is known who opened it: syn, synack, guess.", |row| row.roles()),
        column!("first_frame": Kind::U64, "Number of the first frame.", |row| row.first_frame()),
        column!("last_frame": Kind::U64, "Number of the last frame.", |row| row.last_frame()),
        column!("first_time": Kind::Time, "When the first segment was captured, nanoseconds since 1970-01-01T00:00:00Z.", |row| row.first_time()),
        column!("last_time": Kind::Time, "When the last segment was captured, likewise.", |row| row.last_time()),
        column!("duration": Kind::Duration, "From the first segment to the last, nanoseconds.", |row| row.duration()),
        column!("outcome": Kind::Word, "What became of the connection; one of a closed list.", |row| row.outcome()),
        column!("open_kind" or null: Kind::Word, "How it was opened: three-way, simultaneous, split, tfo.", |row| row.open_kind()),
        column!("close_kind" or null: Kind::Word, "How it was closed: four-segment, three-segment, simultaneous.", |row| row.close_kind()),
        column!("start": Kind::Word, "With what the capture of it begins: syn, synack, midstream.", |row| row.start()),
        column!("one_sided": Kind::Bool, "Whether segments of only one end were captured.", |row| row.one_sided()),
        column!("incarnation": Kind::U32, "Which connection this is on its pair of sockets, from 0.", |row| row.incarnation()),
        column!("attempts": Kind::U32, "How often the originator asked: SYNs, repetitions included.", |row| row.attempts()),
        column!("first_closer" or null: Kind::Word, "The end that sent the first FIN.", |row| row.first_closer()),
        column!("time_wait_holder" or null: Kind::Word, "The end that is left in TIME-WAIT; the originator when both are, as the columns of their states show.", |row| row.time_wait_holder()),
        column!("reset_by" or null: Kind::Word, "The end that reset the connection.", |row| row.reset_by()),
        column!("originator_state": Kind::Word, "RFC 9293 state of the originator after the last segment.", |row| row.state(Originator).0),
        column!("originator_basis": Kind::Word, "On what grounds: sent, received, assumed, unknown.", |row| row.state(Originator).1),
        column!("responder_state": Kind::Word, "RFC 9293 state of the responder after the last segment.", |row| row.state(Responder).0),
        column!("responder_basis": Kind::Word, "On what grounds: sent, received, assumed, unknown.", |row| row.state(Responder).1),
        column!("handshake_rtt_server" or null: Kind::Duration, "From the last SYN to the SYN-ACK, nanoseconds.", |row| row.handshake_rtt_server()),
        column!("handshake_rtt_client" or null: Kind::Duration, "From the last SYN-ACK to its acknowledgement, nanoseconds.", |row| row.handshake_rtt_client()),
        column!("orig_segments": Kind::U64, "Segments of the originator, without captured doubles.", |row| u64::from(row.tally(Originator).segments)),
        column!("orig_ip_bytes": Kind::U64, "Octets of its IP packets, headers included.", |row| row.tally(Originator).ip_bytes),
        column!("orig_payload_bytes": Kind::U64, "Distinct octets of its payload.", |row| row.tally(Originator).payload_bytes),
        column!("orig_retransmits": Kind::U64, "Segments of it that brought nothing new; what fills a hole (note `fills-hole`) was not captured before, and is new.", |row| u64::from(row.tally(Originator).retransmits)),
        column!("orig_missed_bytes": Kind::U64, "Octets of it that were acknowledged and not captured.", |row| row.tally(Originator).missed_bytes),
        column!("orig_mss" or null: Kind::U16, "Its maximum segment size option, octets.", |row| row.tally(Originator).mss),
        column!("orig_wscale" or null: Kind::U8, "Its window scale option: the shift count as sent.", |row| row.tally(Originator).wscale),
        column!("orig_sack_permitted": Kind::Bool, "Whether it permitted SACK.", |row| row.tally(Originator).sack_permitted),
        column!("orig_timestamps": Kind::Bool, "Whether it sent timestamps.", |row| row.tally(Originator).timestamps),
        column!("orig_max_window": Kind::U32, "Its largest window, octets, scaled as far as the scale is known.", |row| row.tally(Originator).max_window),
        column!("orig_zero_window": Kind::Bool, "Whether it announced that it takes no more octets for now.", |row| row.tally(Originator).zero_window),
        column!("resp_segments": Kind::U64, "Segments of the responder, without captured doubles.", |row| u64::from(row.tally(Responder).segments)),
        column!("resp_ip_bytes": Kind::U64, "Octets of its IP packets, headers included.", |row| row.tally(Responder).ip_bytes),
        column!("resp_payload_bytes": Kind::U64, "Distinct octets of its payload.", |row| row.tally(Responder).payload_bytes),
        column!("resp_retransmits": Kind::U64, "Segments of it that brought nothing new; what fills a hole (note `fills-hole`) was not captured before, and is new.", |row| u64::from(row.tally(Responder).retransmits)),
        column!("resp_missed_bytes": Kind::U64, "Octets of it that were acknowledged and not captured.", |row| row.tally(Responder).missed_bytes),
        column!("resp_mss" or null: Kind::U16, "Its maximum segment size option, octets.", |row| row.tally(Responder).mss),
        column!("resp_wscale" or null: Kind::U8, "Its window scale option: the shift count as sent.", |row| row.tally(Responder).wscale),
        column!("resp_sack_permitted": Kind::Bool, "Whether it permitted SACK.", |row| row.tally(Responder).sack_permitted),
        column!("resp_timestamps": Kind::Bool, "Whether it sent timestamps.", |row| row.tally(Responder).timestamps),
        column!("resp_max_window": Kind::U32, "Its largest window, octets, scaled as far as the scale is known.", |row| row.tally(Responder).max_window),
        column!("resp_zero_window": Kind::Bool, "Whether it announced that it takes no more octets for now.", |row| row.tally(Responder).zero_window),
        column!("zeek_conn_state": Kind::Word, "Zeek's conn_state for the same segments.", |row| row.flow().zeek_conn_state()),
        column!("zeek_history": Kind::Text, "Zeek's history for the same segments; of more than 16 letters the first 15 and +.", |row| Text::History(row.flow().zeek_history())),
        column!("wireshark_completeness": Kind::U8, "Wireshark's tcp.completeness.", |row| row.flow().wireshark_completeness()),
        column!("end": Kind::Word, "Why the connection left: eof, timeout, evicted, reused.", |row| row.ended()),
        column!("plugins": Kind::Texts, "The dissectors that claimed it; empty where none did, or none was asked.", |row| List::Names(row.plugins())),
        column!("fields": Kind::Records(DISSECTED_FIELDS), "What dissectors told of it as a whole; empty where they told nothing.", |row| List::Dissected(row.fields())),
    ];
}
