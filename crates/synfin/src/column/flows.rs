//! The table `flows`: one row a connection, in order of its number.

use synfin_flow::direction::Direction;
use synfin_flow::outcome::{CloseKind, OpenKind};

use crate::column::list::{DISSECTED_FIELDS, List};
use crate::column::table::{Column, Kind, Table};
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
        Column::new("flow", Kind::U64, "Number of the connection, from 0, in order of first segments.", |row| row.number().into()),
        Column::new("originator", Kind::Text, "Address of the end that opened the connection.", |row| row.socket(Originator).address().into()),
        Column::new("originator_port", Kind::U16, "Port of the end that opened the connection.", |row| row.socket(Originator).port().into()),
        Column::new("responder", Kind::Text, "Address of the other end.", |row| row.socket(Responder).address().into()),
        Column::new("responder_port", Kind::U16, "Port of the other end.", |row| row.socket(Responder).port().into()),
        Column::new("roles", Kind::Word, "How it is known who opened it: syn, synack, guess.", |row| row.roles().name().into()),
        Column::new("first_frame", Kind::U64, "Number of the first frame.", |row| row.first_frame().into()),
        Column::new("last_frame", Kind::U64, "Number of the last frame.", |row| row.last_frame().into()),
        Column::new("first_time", Kind::Time, "When the first segment was captured, nanoseconds since 1970-01-01T00:00:00Z.", |row| row.first_time().into()),
        Column::new("last_time", Kind::Time, "When the last segment was captured, likewise.", |row| row.last_time().into()),
        Column::new("duration", Kind::Duration, "From the first segment to the last, nanoseconds.", |row| row.duration().into()),
        Column::new("outcome", Kind::Word, "What became of the connection; one of a closed list.", |row| row.outcome().name().into()),
        Column::or_null("open_kind", Kind::Word, "How it was opened: three-way, simultaneous, split, tfo.", |row| row.open_kind().map(OpenKind::name).into()),
        Column::or_null("close_kind", Kind::Word, "How it was closed: four-segment, three-segment, simultaneous.", |row| row.close_kind().map(CloseKind::name).into()),
        Column::new("start", Kind::Word, "With what the capture of it begins: syn, synack, midstream.", |row| row.start().name().into()),
        Column::new("one_sided", Kind::Bool, "Whether segments of only one end were captured.", |row| row.one_sided().into()),
        Column::new("incarnation", Kind::U32, "Which connection this is on its pair of sockets, from 0.", |row| row.incarnation().into()),
        Column::new("attempts", Kind::U32, "How often the originator asked: SYNs, repetitions included.", |row| row.attempts().into()),
        Column::or_null("first_closer", Kind::Word, "The end that sent the first FIN.", |row| row.first_closer().map(Direction::name).into()),
        Column::or_null("time_wait_holder", Kind::Word, "The end that is left in TIME-WAIT.", |row| row.time_wait_holder().map(Direction::name).into()),
        Column::or_null("reset_by", Kind::Word, "The end that reset the connection.", |row| row.reset_by().map(Direction::name).into()),
        Column::new("originator_state", Kind::Word, "RFC 9293 state of the originator after the last segment.", |row| row.state(Originator).0.name().into()),
        Column::new("originator_basis", Kind::Word, "On what grounds: sent, received, assumed, unknown.", |row| row.state(Originator).1.name().into()),
        Column::new("responder_state", Kind::Word, "RFC 9293 state of the responder after the last segment.", |row| row.state(Responder).0.name().into()),
        Column::new("responder_basis", Kind::Word, "On what grounds: sent, received, assumed, unknown.", |row| row.state(Responder).1.name().into()),
        Column::or_null("handshake_rtt_server", Kind::Duration, "From the last SYN to the SYN-ACK, nanoseconds.", |row| row.handshake_rtt_server().into()),
        Column::or_null("handshake_rtt_client", Kind::Duration, "From the last SYN-ACK to its acknowledgement, nanoseconds.", |row| row.handshake_rtt_client().into()),
        Column::new("orig_segments", Kind::U64, "Segments of the originator, without captured doubles.", |row| row.tally(Originator).segments.into()),
        Column::new("orig_ip_bytes", Kind::U64, "Octets of its IP packets, headers included.", |row| row.tally(Originator).ip_bytes.into()),
        Column::new("orig_payload_bytes", Kind::U64, "Distinct octets of its payload.", |row| row.tally(Originator).payload_bytes.into()),
        Column::new("orig_retransmits", Kind::U64, "Segments of it that brought nothing new.", |row| row.tally(Originator).retransmits.into()),
        Column::new("orig_missed_bytes", Kind::U64, "Octets of it that were acknowledged and not captured.", |row| row.tally(Originator).missed_bytes.into()),
        Column::or_null("orig_mss", Kind::U16, "Its maximum segment size option, octets.", |row| row.tally(Originator).mss.into()),
        Column::or_null("orig_wscale", Kind::U8, "Its window scale option: the shift count as sent.", |row| row.tally(Originator).wscale.into()),
        Column::new("orig_sack_permitted", Kind::Bool, "Whether it permitted SACK.", |row| row.tally(Originator).sack_permitted.into()),
        Column::new("orig_timestamps", Kind::Bool, "Whether it sent timestamps.", |row| row.tally(Originator).timestamps.into()),
        Column::new("orig_max_window", Kind::U32, "Its largest window, octets, scaled as far as the scale is known.", |row| row.tally(Originator).max_window.into()),
        Column::new("orig_zero_window", Kind::Bool, "Whether it announced that it takes no more octets for now.", |row| row.tally(Originator).zero_window.into()),
        Column::new("resp_segments", Kind::U64, "Segments of the responder, without captured doubles.", |row| row.tally(Responder).segments.into()),
        Column::new("resp_ip_bytes", Kind::U64, "Octets of its IP packets, headers included.", |row| row.tally(Responder).ip_bytes.into()),
        Column::new("resp_payload_bytes", Kind::U64, "Distinct octets of its payload.", |row| row.tally(Responder).payload_bytes.into()),
        Column::new("resp_retransmits", Kind::U64, "Segments of it that brought nothing new.", |row| row.tally(Responder).retransmits.into()),
        Column::new("resp_missed_bytes", Kind::U64, "Octets of it that were acknowledged and not captured.", |row| row.tally(Responder).missed_bytes.into()),
        Column::or_null("resp_mss", Kind::U16, "Its maximum segment size option, octets.", |row| row.tally(Responder).mss.into()),
        Column::or_null("resp_wscale", Kind::U8, "Its window scale option: the shift count as sent.", |row| row.tally(Responder).wscale.into()),
        Column::new("resp_sack_permitted", Kind::Bool, "Whether it permitted SACK.", |row| row.tally(Responder).sack_permitted.into()),
        Column::new("resp_timestamps", Kind::Bool, "Whether it sent timestamps.", |row| row.tally(Responder).timestamps.into()),
        Column::new("resp_max_window", Kind::U32, "Its largest window, octets, scaled as far as the scale is known.", |row| row.tally(Responder).max_window.into()),
        Column::new("resp_zero_window", Kind::Bool, "Whether it announced that it takes no more octets for now.", |row| row.tally(Responder).zero_window.into()),
        Column::new("zeek_conn_state", Kind::Word, "Zeek's conn_state for the same segments.", |row| row.flow().zeek_conn_state().name().into()),
        Column::new("zeek_history", Kind::Text, "Zeek's history for the same segments; of more than 16 letters the first 15 and +.", |row| Text::History(row.flow().zeek_history()).into()),
        Column::new("wireshark_completeness", Kind::U8, "Wireshark's tcp.completeness.", |row| row.flow().wireshark_completeness().into()),
        Column::new("end", Kind::Word, "Why the connection left: eof, timeout, evicted, reused.", |row| row.ended().name().into()),
        Column::new("plugins", Kind::Texts, "The dissectors that claimed it; empty where none did, or none was asked.", |row| List::Names(row.plugins()).into()),
        Column::new("fields", Kind::Records(DISSECTED_FIELDS), "What they told of it as a whole; empty where they told nothing.", |row| List::Dissected(row.fields()).into()),
    ];
}
