//! One row of the table `segments`.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyTuple};
use synfin::column::segments::Segments;
use synfin::flow::direction::Direction;
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State;
use synfin::flow::stage::Stage;
use synfin::flow::step::Step;
use synfin::observation::Observation;
use synfin::wire::decode::tcp_packet::TcpPacket;
use synfin::wire::decode::{Decoded, decode};
use synfin::wire::numbers::LinkType;
use synfin::wire::segment::option_list::Options;

use crate::convert::address::Address;
use crate::convert::dissected::DissectedFields;
use crate::convert::flags::ControlBits;
use crate::convert::language::Lang;
use crate::convert::option;
use crate::convert::verified::{Verified, Why, verified};
use crate::convert::word::{Named, NamedNotes};
use crate::row::common;
use crate::row::reason::Reason;
use crate::row::saved_segment::SavedSegment;

/// A TCP segment and what it does in the life of its connection.
///
/// Its attributes are the columns of the table `segments`. It keeps the octets of its frame, and reads options, reason
/// and all else that is text when it is asked for them. Two are equal when everything about them is.
#[pyclass(module = "synfin", frozen, eq, hash)]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Segment {
    /// Number of the frame, from 1, as Wireshark counts; over several files it goes on.
    #[pyo3(get)]
    pub(crate) frame: u64,
    /// When it was captured, nanoseconds since 1970-01-01T00:00:00Z.
    #[pyo3(get)]
    pub(crate) time: i64,
    /// Number of the connection, from 0, in order of first segments.
    #[pyo3(get)]
    pub(crate) flow: u64,
    /// The end that sent it.
    #[pyo3(get)]
    pub(crate) direction: Named<Direction>,
    /// Address of the sender.
    #[pyo3(get)]
    pub(crate) src: Address,
    /// Port of the sender.
    #[pyo3(get)]
    pub(crate) src_port: u16,
    /// Address of the receiver.
    #[pyo3(get)]
    pub(crate) dst: Address,
    /// Port of the receiver.
    #[pyo3(get)]
    pub(crate) dst_port: u16,
    /// Sequence number, as on the wire.
    #[pyo3(get)]
    pub(crate) seq: u32,
    /// Acknowledgement number, as on the wire, whether or not the ACK bit is set.
    #[pyo3(get)]
    pub(crate) ack: u32,
    /// Sequence number counted from the sender's initial one; it does not wrap.
    #[pyo3(get)]
    pub(crate) rel_seq: Option<i64>,
    /// Acknowledgement number counted from the receiver's initial sequence number; none without the ACK bit.
    #[pyo3(get)]
    pub(crate) rel_ack: Option<i64>,
    /// The nine control bits.
    #[pyo3(get)]
    pub(crate) flags: ControlBits,
    /// Window as on the wire.
    #[pyo3(get)]
    pub(crate) window: u16,
    /// Window in octets; none while the scale is not known.
    #[pyo3(get)]
    pub(crate) window_scaled: Option<u32>,
    /// Octets of payload by the IP header, whatever the capture kept of them.
    #[pyo3(get)]
    pub(crate) payload_len: u32,
    /// What exactly it does; one of a closed list.
    #[pyo3(get)]
    pub(crate) step: Named<Step>,
    /// RFC 9293 state of the originator after it.
    #[pyo3(get)]
    pub(crate) originator_state: Named<State>,
    /// On what grounds that is told.
    #[pyo3(get)]
    pub(crate) originator_basis: Named<Basis>,
    /// RFC 9293 state of the responder after it.
    #[pyo3(get)]
    pub(crate) responder_state: Named<State>,
    /// On what grounds that is told.
    #[pyo3(get)]
    pub(crate) responder_basis: Named<Basis>,
    /// What else there is to say.
    #[pyo3(get)]
    pub(crate) notes: NamedNotes,
    /// Maximum segment size option, octets.
    #[pyo3(get)]
    pub(crate) mss: Option<u16>,
    /// Window scale option: the shift count as sent.
    #[pyo3(get)]
    pub(crate) wscale: Option<u8>,
    /// Whether the SACK-permitted option is there.
    #[pyo3(get)]
    pub(crate) sack_permitted: bool,
    /// TSval of the timestamps option.
    #[pyo3(get)]
    pub(crate) ts_val: Option<u32>,
    /// TSecr of the timestamps option.
    #[pyo3(get)]
    pub(crate) ts_ecr: Option<u32>,
    /// What is known of its checksum.
    #[pyo3(get)]
    pub(crate) checksum: Named<Verified>,
    /// Why the checksum was not verified; none when it was.
    #[pyo3(get)]
    pub(crate) checksum_note: Option<Why>,
    /// What the first octet of the frame belongs to: a number of the LINKTYPE registry.
    #[pyo3(get)]
    pub(crate) link_type: u16,
    /// Octets of the frame on the wire, of which the capture may have kept fewer.
    #[pyo3(get)]
    pub(crate) original_len: u32,
    octets: Box<[u8]>,
    reason: Reason,
    /// What dissectors of payload told with it; empty where they told nothing.
    #[pyo3(get)]
    pub(crate) fields: DissectedFields,
}

impl Segment {
    /// A segment out of an observation; `octets` are those of its frame.
    pub(crate) fn of(
        observation: &Observation<'_>,
        link_type: LinkType,
        octets: &[u8],
        original_len: u32,
    ) -> Segment {
        let verdict = observation.verdict();
        let (checksum, checksum_note) = verified(observation.checksum());
        let told = SavedSegment {
            frame: observation.frame(),
            time: observation.time().0,
            flow: observation.flow(),
            direction: Named(verdict.sender),
            rel_seq: observation.rel_seq(),
            rel_ack: observation.rel_ack(),
            window_scaled: observation.window_scaled(),
            step: Named(verdict.step),
            originator_state: Named(verdict.originator.0),
            originator_basis: Named(verdict.originator.1),
            responder_state: Named(verdict.responder.0),
            responder_basis: Named(verdict.responder.1),
            notes: NamedNotes(verdict.notes),
            checksum: Named(checksum),
            checksum_note,
            link_type: link_type.0,
            original_len,
            octets: octets.to_vec(),
            reason: Reason::Of(*verdict),
            fields: DissectedFields::of(observation.fields()),
        };
        Segment::with(told, observation.packet())
    }

    /// What was told of a segment, with what its packet says by itself.
    #[inline]
    pub(crate) fn with(told: SavedSegment, packet: &TcpPacket<'_>) -> Segment {
        let segment = &packet.segment;
        let options = segment.options().summary();
        let timestamps = options.timestamps();
        Segment {
            frame: told.frame,
            time: told.time,
            flow: told.flow,
            direction: told.direction,
            src: Address(packet.source()),
            src_port: segment.source_port(),
            dst: Address(packet.destination()),
            dst_port: segment.destination_port(),
            seq: segment.seq().0,
            ack: segment.ack().0,
            rel_seq: told.rel_seq,
            rel_ack: told.rel_ack,
            flags: ControlBits(segment.flags()),
            window: segment.window(),
            window_scaled: told.window_scaled,
            payload_len: segment.payload_len(),
            step: told.step,
            originator_state: told.originator_state,
            originator_basis: told.originator_basis,
            responder_state: told.responder_state,
            responder_basis: told.responder_basis,
            notes: told.notes,
            mss: options.mss(),
            wscale: options.window_scale(),
            sack_permitted: options.sack_permitted(),
            ts_val: timestamps.map(|timestamps| timestamps.value),
            ts_ecr: timestamps.map(|timestamps| timestamps.echo_reply),
            checksum: told.checksum,
            checksum_note: told.checksum_note,
            link_type: told.link_type,
            original_len: told.original_len,
            octets: told.octets.into(),
            reason: told.reason,
            fields: told.fields,
        }
    }

    /// The packet, read again from the frame.
    fn packet(&self) -> Option<TcpPacket<'_>> {
        match decode(LinkType(self.link_type), &self.octets, self.original_len) {
            Decoded::Tcp(packet) => Some(packet),
            // It was TCP when this segment was made, and its octets have not changed since.
            Decoded::NotTcp(_) | Decoded::Failed(_) => None,
        }
    }

    fn option_list(&self) -> Options<'_> {
        self.packet().map_or(Options::NONE, |packet| packet.segment.options())
    }
}

#[pymethods]
impl Segment {
    /// In a class pattern one positional sub-pattern is held against the step.
    #[classattr]
    #[pyo3(name = "__match_args__")]
    fn match_args() -> (&'static str,) {
        ("step",)
    }

    /// When it was captured, in UTC; what is finer than microseconds is cut off.
    #[getter]
    fn datetime<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        common::datetime(py, self.time)
    }

    /// The control bits by name, as in `SYN|ACK`.
    #[getter]
    fn flags_text(&self) -> String {
        self.flags.0.to_string()
    }

    /// The part of the connection's life that it belongs to.
    #[getter]
    fn stage(&self) -> Named<Stage> {
        Named(self.step.0.stage())
    }

    /// The step in a few words for people.
    #[getter]
    fn label(&self) -> &'static str {
        self.step.0.label()
    }

    /// Why it got its step, in a sentence with the numbers.
    #[getter]
    fn reason(&self) -> String {
        self.reason.to_string()
    }

    /// The label in a language: `"en"` or `"zh"`.
    fn label_in(&self, lang: Lang) -> &'static str {
        lang.0.label(self.step.0)
    }

    /// The reason in a language: `"en"` or `"zh"`. One that was unpickled knows its reason in English alone, and raises
    /// `ValueError` for any other.
    fn reason_in(&self, lang: Lang) -> PyResult<String> {
        self.reason.in_language(lang.0).ok_or_else(|| {
            let told = "a segment that was unpickled tells its reason in English alone";
            PyValueError::new_err(told)
        })
    }

    /// Blocks of the SACK option, raw sequence numbers.
    #[getter]
    fn sack<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let options = self.option_list();
        option::sack(py, options.summary().sack(options))
    }

    /// Every option in its order.
    #[getter]
    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        option::options(py, self.option_list())
    }

    /// The headers around the packet, from the outside in.
    #[getter]
    fn tunnel<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let layers = self.packet().into_iter().flat_map(|packet| packet.layers().iter());
        PyTuple::new(py, layers.map(|layer| layer.to_string()).collect::<Vec<_>>())
    }

    /// The payload, as far as it was captured.
    #[getter]
    fn payload<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.packet().map_or(&[], |packet| packet.segment.payload()))
    }

    /// The octets of the frame, as far as they were captured; without its check sequence (FCS), if the file declares one.
    #[getter]
    fn octets<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.octets)
    }

    /// Every column of the table `segments` with its value, in the table's order.
    fn as_dict<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
        common::columns::<Segments>(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("<Segment {self}>")
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        common::html(slf.py(), &Self::as_dict(slf)?, &slf.get().to_string(), None)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyDict>,))> {
        let restore = slf.py().import("synfin._synfin")?.getattr("_restore_segment")?;
        Ok((restore, (SavedSegment::state(slf)?,)))
    }
}
