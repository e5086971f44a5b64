//! The columns of synfin's two tables that are compared, read from its JSON.

use serde::Deserialize;

/// One row of the table `segments`. A column that synfin leaves out is an error: the table is a contract.
#[derive(Debug, Deserialize)]
pub(super) struct SegmentRow {
    pub(super) frame: u64,
    pub(super) flow: u64,
    pub(super) direction: End,
    pub(super) src: String,
    pub(super) src_port: u16,
    pub(super) dst: String,
    pub(super) dst_port: u16,
    pub(super) seq: u32,
    pub(super) ack: u32,
    pub(super) flags: u16,
    pub(super) window: u16,
    pub(super) window_scaled: Option<u32>,
    pub(super) payload_len: u32,
    pub(super) step: String,
    pub(super) reason: String,
    pub(super) originator_state: String,
    pub(super) originator_basis: String,
    pub(super) responder_state: String,
    pub(super) responder_basis: String,
    pub(super) notes: Vec<String>,
    pub(super) mss: Option<u16>,
    pub(super) wscale: Option<u8>,
    pub(super) sack_permitted: bool,
    pub(super) sack: Vec<SackBlock>,
    pub(super) ts_val: Option<u32>,
    pub(super) ts_ecr: Option<u32>,
    pub(super) options: Vec<OptionColumn>,
    pub(super) checksum: String,
    pub(super) checksum_note: Option<String>,
}

/// One end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum End {
    Originator,
    Responder,
}

/// A block of the SACK option, raw sequence numbers.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct SackBlock {
    pub(super) left: u32,
    pub(super) right: u32,
}

/// A TCP option: its kind, and the octets after kind and length as hexadecimal digits; both absent where the list of
/// options is damaged or cut.
#[derive(Debug, Deserialize)]
pub(super) struct OptionColumn {
    pub(super) kind: Option<u8>,
    pub(super) value: Option<String>,
}

impl SegmentRow {
    /// The address of the originator of this row's flow.
    pub(super) fn originator(&self) -> &str {
        match self.direction {
            End::Originator => &self.src,
            End::Responder => &self.dst,
        }
    }
}

/// One row of the table `flows`.
#[derive(Debug, Deserialize)]
pub(super) struct FlowRow {
    pub(super) flow: u64,
    pub(super) originator: String,
    pub(super) originator_port: u16,
    pub(super) responder: String,
    pub(super) responder_port: u16,
    pub(super) outcome: String,
    pub(super) open_kind: Option<String>,
    pub(super) close_kind: Option<String>,
    pub(super) zeek_conn_state: Option<String>,
    pub(super) zeek_history: Option<String>,
    pub(super) wireshark_completeness: Option<u8>,
}
