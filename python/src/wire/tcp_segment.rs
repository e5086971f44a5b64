//! A TCP segment by itself.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PySlice, PyTuple};
use synfin::observation::Checksum;
use synfin::wire::checksum::ChecksumStatus;
use synfin::wire::segment::header::Segment;
use synfin::wire::segment::option_list::Options;

use crate::convert::address::Address;
use crate::convert::error::parse_error;
use crate::convert::flags::ControlBits;
use crate::convert::number;
use crate::convert::octets::{flat, head, octets};
use crate::convert::option;
use crate::convert::verified::{Verified, verified};
use crate::convert::word::Named;

/// Octets of the longest header.
const HEADER_MAX: usize = 60;

/// What the octets of one TCP segment say, without its connection.
///
/// The header is read when the segment is made; the payload stays where it is, in the object that was given. Two are equal when their
/// octets and their lengths are.
#[pyclass(module = "synfin", frozen)]
pub(crate) struct TcpSegment {
    /// Port of the sender.
    #[pyo3(get)]
    src_port: u16,
    /// Port of the receiver.
    #[pyo3(get)]
    dst_port: u16,
    /// Sequence number.
    #[pyo3(get)]
    seq: u32,
    /// Acknowledgement number, whether or not the ACK bit is set.
    #[pyo3(get)]
    ack: u32,
    /// Octets of the header: 20 to 60.
    #[pyo3(get)]
    header_len: u8,
    /// The three reserved bits.
    #[pyo3(get)]
    reserved: u8,
    /// The nine control bits.
    #[pyo3(get)]
    flags: ControlBits,
    /// AE, CWR and ECE read as one number from 0 to 7 (RFC 9768, section 3.1).
    #[pyo3(get)]
    ace: u8,
    /// Window, not scaled.
    #[pyo3(get)]
    window: u16,
    /// The checksum field as it stands.
    #[pyo3(get)]
    checksum_field: u16,
    /// Urgent pointer, whether or not the URG bit is set.
    #[pyo3(get)]
    urgent_pointer: u16,
    /// Octets of payload by the length of the segment, whatever there is of them.
    #[pyo3(get)]
    payload_len: u32,
    /// Octets of header and payload that the segment has by the IP header.
    #[pyo3(get)]
    length: u32,
    header: Vec<u8>,
    /// What holds the octets, where in it the segment begins, and how many octets of it are there.
    source: Py<PyAny>,
    start: usize,
    there: usize,
}

/// Reads one TCP segment from its source port on.
///
/// `buffer` is anything with the buffer protocol; nothing of the payload is copied. `length` is how many octets the
/// segment has by its IP header, if that is not all of `buffer`: more when the capture cut it, fewer before padding.
#[pyfunction]
#[pyo3(signature = (buffer, *, length = None))]
pub(crate) fn parse_segment(
    buffer: &Bound<'_, PyAny>,
    #[pyo3(from_py_with = number::length)] length: Option<u32>,
) -> PyResult<TcpSegment> {
    let (header, there) = head(buffer, HEADER_MAX)?;
    let length = length.unwrap_or(u32::try_from(there).unwrap_or(u32::MAX));
    let segment = Segment::parse(&header, length).map_err(|error| parse_error(buffer.py(), error))?;
    TcpSegment::of(&segment, buffer, 0, there)
}

/// Makes a segment out of what a pickle holds.
#[pyfunction]
#[pyo3(name = "_restore_tcp_segment")]
pub(crate) fn restore_tcp_segment(octets: &Bound<'_, PyAny>, length: u32) -> PyResult<TcpSegment> {
    parse_segment(octets, Some(length))
}

impl TcpSegment {
    /// All that holds the octets of the segment.
    pub(crate) fn source(&self) -> &Py<PyAny> {
        &self.source
    }

    /// The segment that begins at octet `start` of `source`, and ends within the `end` octets that are there.
    ///
    /// # Errors
    /// `ParseError` for a header that contradicts itself.
    pub(crate) fn of(
        segment: &Segment<'_>,
        source: &Bound<'_, PyAny>,
        start: usize,
        end: usize,
    ) -> PyResult<TcpSegment> {
        if let Some(damage) = segment.damage() {
            return Err(parse_error(source.py(), damage.shifted_by(start as u32)));
        }
        let octets = segment.octets();
        Ok(TcpSegment {
            src_port: segment.source_port(),
            dst_port: segment.destination_port(),
            seq: segment.seq().0,
            ack: segment.ack().0,
            header_len: segment.header_len(),
            reserved: segment.reserved(),
            flags: ControlBits(segment.flags()),
            ace: segment.ace(),
            window: segment.window(),
            checksum_field: segment.checksum(),
            urgent_pointer: segment.urgent_pointer(),
            payload_len: segment.payload_len(),
            length: segment.length(),
            header: octets.get(..segment.header_len().into()).unwrap_or(octets).to_vec(),
            source: source.clone().unbind(),
            start,
            there: end.saturating_sub(start).min(segment.length() as usize),
        })
    }

    /// The header, to be read again; its payload is not in it.
    fn segment(&self) -> Option<Segment<'_>> {
        Segment::parse(&self.header, self.length).ok()
    }

    fn option_list(&self) -> Options<'_> {
        self.segment().map_or(Options::NONE, |segment| segment.options())
    }

    /// The octets from `from` to `to`, counted from the source port.
    fn view<'py>(&self, py: Python<'py>, from: usize, to: usize) -> PyResult<Bound<'py, PyAny>> {
        let part = PySlice::new(py, (self.start + from) as isize, (self.start + to.max(from)) as isize, 1);
        flat(self.source.bind(py))?.get_item(part)
    }
}

/// A function and what makes it give the segment again.
type Restored<'py> = (Bound<'py, PyAny>, (Bound<'py, PyAny>, u32));

#[pymethods]
impl TcpSegment {
    /// The control bits by name, as in `SYN|ACK`.
    #[getter]
    fn flags_text(&self) -> String {
        self.flags.0.to_string()
    }

    /// Every option in its order.
    #[getter]
    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        option::options(py, self.option_list())
    }

    /// Maximum segment size option, octets.
    #[getter]
    fn mss(&self) -> Option<u16> {
        self.option_list().summary().mss()
    }

    /// Window scale option: the shift count as sent.
    #[getter]
    fn wscale(&self) -> Option<u8> {
        self.option_list().summary().window_scale()
    }

    /// Whether the SACK-permitted option is there.
    #[getter]
    fn sack_permitted(&self) -> bool {
        self.option_list().summary().sack_permitted()
    }

    /// Blocks of the SACK option, raw sequence numbers.
    #[getter]
    fn sack<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let options = self.option_list();
        option::sack(py, options.summary().sack(options))
    }

    /// TSval of the timestamps option.
    #[getter]
    fn ts_val(&self) -> Option<u32> {
        self.option_list().summary().timestamps().map(|timestamps| timestamps.value)
    }

    /// TSecr of the timestamps option.
    #[getter]
    fn ts_ecr(&self) -> Option<u32> {
        self.option_list().summary().timestamps().map(|timestamps| timestamps.echo_reply)
    }

    /// What is odd about the segment by itself, in words; nothing for nearly all.
    #[getter]
    fn anomalies<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let anomalies = self.segment().map(|segment| segment.anomalies());
        let names: Vec<_> = anomalies.iter().flat_map(|anomalies| anomalies.names()).collect();
        PyTuple::new(py, names)
    }

    /// A view of the payload, as far as it is there.
    #[getter]
    fn payload<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.view(py, self.header_len.into(), self.there)
    }

    /// A view of header and payload, as far as they are there.
    #[getter]
    fn octets<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.view(py, 0, self.there)
    }

    /// Checks the checksum between two addresses (`ipaddress` objects, or text).
    fn verify_checksum(&self, py: Python<'_>, src: Address, dst: Address) -> PyResult<Named<Verified>> {
        let octets = octets(&self.octets(py)?)?;
        let status = ChecksumStatus::of(src.0, dst.0, &octets, self.length);
        Ok(Named(verified(Checksum::Checked(status)).0))
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, TcpSegment>) -> PyResult<bool> {
        let other = other.get();
        if (self.length, &self.header) != (other.length, &other.header) {
            return Ok(false);
        }
        self.octets(py)?.eq(other.octets(py)?)
    }

    /// Of the header alone: what holds the payload may change.
    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.length, &self.header).hash(&mut hasher);
        hasher.finish()
    }

    /// In a class pattern one positional sub-pattern is held against the control bits.
    #[classattr]
    #[pyo3(name = "__match_args__")]
    fn match_args() -> (&'static str,) {
        ("flags",)
    }

    /// A pickle holds the octets of the segment, and not what they lie in.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Restored<'py>> {
        let restore = py.import("synfin._synfin")?.getattr("_restore_tcp_segment")?;
        Ok((restore, (self.octets(py)?.call_method0("tobytes")?, self.length)))
    }

    fn __repr__(&self) -> String {
        self.segment().map_or_else(String::new, |segment| format!("<TcpSegment {segment}>"))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.source)
    }
}
