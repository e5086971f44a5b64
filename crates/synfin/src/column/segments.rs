//! The table `segments`: one row a TCP segment, in capture order.

use synfin_flow::direction::Direction;

use crate::column::gathered::words::{Label, LabelIn, WhyUnverified};
use crate::column::kind::Kind;
use crate::column::list::{DISSECTED_FIELDS, List, OPTION_FIELDS, SACK_FIELDS};
use crate::column::table::{Column, Table, column};
use crate::column::text::Text;
use crate::observation::Observation;

/// The table `segments`.
#[derive(Clone, Copy, Debug)]
pub struct Segments;

use Direction::{Originator, Responder};

#[rustfmt::skip]
impl Table for Segments {
    type Row<'r> = Observation<'r>;
    const NAME: &'static str = "segments";
    const COLUMNS: &'static [Column<Segments>] = &[
        column!("frame": Kind::U64, "Number of the frame, from 1, as Wireshark counts; over several files it goes on.", |row| row.frame()),
        column!("time": Kind::Time, "When it was captured, nanoseconds since 1970-01-01T00:00:00Z.", |row| row.time()),
        column!("flow": Kind::U64, "Number of the connection, from 0, in order of first segments.", |row| row.flow()),
        column!("direction": Kind::Word, "Who sent it: originator or responder of the connection.", |row| row.direction()),
        column!("src": Kind::Text, "Address of the sender.", |row| row.source()),
        column!("src_port": Kind::U16, "Port of the sender.", |row| row.source_port()),
        column!("dst": Kind::Text, "Address of the receiver.", |row| row.destination()),
        column!("dst_port": Kind::U16, "Port of the receiver.", |row| row.destination_port()),
        column!("seq": Kind::U32, "Sequence number, as on the wire.", |row| row.segment().seq().0),
        column!("ack": Kind::U32, "Acknowledgement number, as on the wire, whether or not the ACK bit is set.", |row| row.segment().ack().0),
        column!("rel_seq" or null: Kind::I64, "Sequence number counted from the sender's initial one; it does not wrap.", |row| row.rel_seq()),
        column!("rel_ack" or null: Kind::I64, "Acknowledgement number counted from the receiver's initial sequence number; null without the ACK bit.", |row| row.rel_ack()),
        column!("flags": Kind::U16, "The nine control bits: AE CWR ECE URG ACK PSH RST SYN FIN, FIN lowest.", |row| row.flags().bits()),
        column!("flags_text": Kind::Text, "The control bits by name, as in SYN|ACK.", |row| Text::Flags(row.flags())),
        column!("window": Kind::U16, "Window as on the wire.", |row| row.segment().window()),
        column!("window_scaled" or null: Kind::U32, "Window in octets; null while the scale is not known.", |row| row.window_scaled()),
        column!("payload_len": Kind::U32, "Octets of payload by the IP header, whatever the capture kept of them.", |row| row.segment().payload_len()),
        column!("stage": Kind::Word, "Part of the connection's life: open, transfer, close, reset, outside.", |row| row.step().stage()),
        column!("step": Kind::Word, "What exactly the segment does; one of a closed list.", |row| row.step()),
        column!("label": Kind::Word, "The step in a few words for people.", |row| Label(row.step()), told |row, language| LabelIn(row.step(), language)),
        column!("originator_state": Kind::Word, "RFC 9293 state of the originator after the segment.", |row| row.state(Originator).0),
        column!("originator_basis": Kind::Word, "On what grounds: sent, received, assumed, unknown.", |row| row.state(Originator).1),
        column!("responder_state": Kind::Word, "RFC 9293 state of the responder after the segment.", |row| row.state(Responder).0),
        column!("responder_basis": Kind::Word, "On what grounds: sent, received, assumed, unknown.", |row| row.state(Responder).1),
        column!("notes": Kind::Texts, "What else there is to say; words of a closed list.", |row| List::Notes(row.notes())),
        column!("reason": Kind::Text, "Why it got its step, in a sentence with the numbers.", |row| Text::Reason(row.verdict()), told |row, language| Text::Told(language.reason(row.verdict()))),
        column!("mss" or null: Kind::U16, "Maximum segment size option, octets.", |row| row.options().mss()),
        column!("wscale" or null: Kind::U8, "Window scale option: the shift count as sent.", |row| row.options().window_scale()),
        column!("sack_permitted": Kind::Bool, "Whether the SACK-permitted option is there.", |row| row.options().sack_permitted()),
        column!("sack": Kind::Records(SACK_FIELDS), "Blocks of the SACK option, raw sequence numbers.", |row| List::Sack(row.sack())),
        column!("ts_val" or null: Kind::U32, "TSval of the timestamps option.", |row| row.options().timestamps().map(|timestamps| timestamps.value)),
        column!("ts_ecr" or null: Kind::U32, "TSecr of the timestamps option.", |row| row.options().timestamps().map(|timestamps| timestamps.echo_reply)),
        column!("options": Kind::Records(OPTION_FIELDS), "Every option in its order; value in hexadecimal digits.", |row| List::Options(row.segment().options())),
        column!("checksum": Kind::Word, "TCP checksum: good, bad, unverified.", |row| row.checksum()),
        column!("checksum_note" or null: Kind::Word, "Why the checksum was not verified.", |row| WhyUnverified::of(row.checksum())),
        column!("tunnel": Kind::Texts, "The headers around the packet, from the outside in.", |row| List::Layers(row.layers())),
        column!("fields": Kind::Records(DISSECTED_FIELDS), "What dissectors of payload told with it; empty where they told nothing.", |row| List::Dissected(row.fields())),
    ];
}
