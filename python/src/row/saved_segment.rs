//! What is told of a segment beyond its octets: all that a pickled one keeps.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use synfin::flow::direction::Direction;
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State;
use synfin::flow::step::Step;
use synfin::wire::decode::{Decoded, decode};
use synfin::wire::numbers::LinkType;

use crate::convert::dissected::DissectedFields;
use crate::convert::verified::{Verified, Why};
use crate::convert::word::{Named, NamedNotes};
use crate::row::reason::Reason;
use crate::row::segment::Segment;

/// The columns of a segment that do not follow from its frame, and the frame; named as the attributes are.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct SavedSegment {
    pub(crate) frame: u64,
    pub(crate) time: i64,
    pub(crate) flow: u64,
    pub(crate) direction: Named<Direction>,
    pub(crate) rel_seq: Option<i64>,
    pub(crate) rel_ack: Option<i64>,
    pub(crate) window_scaled: Option<u32>,
    pub(crate) step: Named<Step>,
    pub(crate) originator_state: Named<State>,
    pub(crate) originator_basis: Named<Basis>,
    pub(crate) responder_state: Named<State>,
    pub(crate) responder_basis: Named<Basis>,
    pub(crate) notes: NamedNotes,
    pub(crate) checksum: Named<Verified>,
    pub(crate) checksum_note: Option<Why>,
    pub(crate) link_type: u16,
    pub(crate) original_len: u32,
    pub(crate) octets: Vec<u8>,
    pub(crate) reason: Reason,
    pub(crate) fields: DissectedFields,
}

/// The attributes from which [`restore_segment`] makes the same segment again.
const ATTRIBUTES: [&str; 20] = [
    "frame",
    "time",
    "flow",
    "direction",
    "rel_seq",
    "rel_ack",
    "window_scaled",
    "step",
    "originator_state",
    "originator_basis",
    "responder_state",
    "responder_basis",
    "notes",
    "checksum",
    "checksum_note",
    "link_type",
    "original_len",
    "octets",
    "reason",
    "fields",
];

impl SavedSegment {
    /// What a pickle of `segment` holds: words and numbers, so that another release can read it.
    pub(crate) fn state<'py>(segment: &Bound<'py, Segment>) -> PyResult<Bound<'py, PyDict>> {
        let state = PyDict::new(segment.py());
        ATTRIBUTES.iter().try_for_each(|name| state.set_item(name, segment.getattr(*name)?))?;
        Ok(state)
    }
}

/// Makes a segment out of what a pickle holds.
#[pyfunction]
#[pyo3(name = "_restore_segment")]
pub(crate) fn restore_segment(state: SavedSegment) -> PyResult<Segment> {
    let octets = state.octets.clone();
    match decode(LinkType(state.link_type), &octets, state.original_len) {
        Decoded::Tcp(packet) => Ok(Segment::with(state, &packet)),
        Decoded::NotTcp(_) | Decoded::Failed(_) => Err(PyValueError::new_err("octets without a TCP segment")),
    }
}
