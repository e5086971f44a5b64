//! The TCP segment in a frame, with what the headers around it say.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::exceptions::PyValueError;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;

use synfin::observation::Checksum;
use synfin::wire::decode::{Decoded, decode};
use synfin::wire::numbers::LinkType;

use crate::convert::address::Address;
use crate::convert::error::parse_error;
use crate::convert::number;
use crate::convert::octets::{flat, octets};
use crate::convert::texts::Texts;
use crate::convert::verified::{Verified, Why, verified};
use crate::convert::word::Named;
use crate::wire::tcp_segment::TcpSegment;

/// A TCP segment and what the headers around it in its frame say.
///
/// Two are equal when all that is equal, and their segments are.
#[pyclass(module = "synfin", frozen)]
pub(crate) struct TcpPacket {
    /// Address of the sender.
    #[pyo3(get)]
    src: Address,
    /// Address of the receiver.
    #[pyo3(get)]
    dst: Address,
    /// Time to live or hop limit.
    #[pyo3(get)]
    ttl: u8,
    /// Octets of IP header and payload, as the IP header declares them.
    #[pyo3(get)]
    ip_len: u32,
    /// IPv4's identification field.
    #[pyo3(get)]
    identification: Option<u16>,
    /// What is known of the TCP checksum.
    #[pyo3(get)]
    checksum: Named<Verified>,
    /// Why the checksum was not verified; none when it was.
    #[pyo3(get)]
    checksum_note: Option<Why>,
    /// The headers around the packet, from the outside in.
    #[pyo3(get)]
    tunnel: Texts,
    /// The segment.
    #[pyo3(get)]
    segment: Py<TcpSegment>,
    link_type: LinkType,
    original_len: u32,
}

/// Reads a captured frame down to its innermost TCP segment; none when there is no TCP in it.
///
/// `buffer` is anything with the buffer protocol: `bytes` are not copied, anything else is, once. `link_type` tells what
/// its first octet belongs to (a number of the LINKTYPE registry; 1 is Ethernet), `original_len` how many octets the
/// frame had on the wire, if more than there are.
#[pyfunction]
#[pyo3(signature = (buffer, link_type = 1, *, original_len = None))]
pub(crate) fn parse_frame(
    buffer: &Bound<'_, PyAny>,
    #[pyo3(from_py_with = number::link_type)] link_type: u16,
    #[pyo3(from_py_with = number::original_len)] original_len: Option<u32>,
) -> PyResult<Option<TcpPacket>> {
    let py = buffer.py();
    let octets = octets(buffer)?;
    let original_len = original_len.unwrap_or(u32::try_from(octets.len()).unwrap_or(u32::MAX));
    let link_type = LinkType(link_type);
    let packet = match decode(link_type, &octets, original_len) {
        Decoded::Tcp(packet) => packet,
        Decoded::NotTcp(_) => return Ok(None),
        Decoded::Failed(error) => return Err(parse_error(py, error)),
    };
    let start = packet.segment_offset() as usize;
    let end = start + packet.segment.octets().len();
    let (checksum, checksum_note) = verified(Checksum::Checked(packet.checksum_status()));
    Ok(Some(TcpPacket {
        src: Address(packet.source()),
        dst: Address(packet.destination()),
        ttl: packet.ttl(),
        ip_len: packet.ip_len(),
        identification: packet.identification(),
        checksum: Named(checksum),
        checksum_note,
        link_type,
        original_len,
        tunnel: Texts(packet.layers().iter().map(|layer| layer.to_string()).collect()),
        segment: Py::new(py, TcpSegment::of(&packet.segment, buffer, start, end)?)?,
    }))
}

/// Makes a packet out of what a pickle holds.
#[pyfunction]
#[pyo3(name = "_restore_packet")]
pub(crate) fn restore_packet(
    frame: &Bound<'_, PyAny>,
    link_type: u16,
    original_len: u32,
) -> PyResult<TcpPacket> {
    let packet = parse_frame(frame, link_type, Some(original_len))?;
    packet.ok_or_else(|| PyValueError::new_err("octets without a TCP segment"))
}

/// A function and what makes it give the packet again.
type Restored<'py> = (Bound<'py, PyAny>, (Bound<'py, PyAny>, u16, u32));

impl TcpPacket {
    /// All that the headers around the segment say.
    fn told(&self) -> impl Eq + Hash + '_ {
        let addresses = (self.src, self.dst, self.ttl, self.ip_len, self.identification);
        (addresses, self.checksum, &self.checksum_note, &self.tunnel)
    }
}

#[pymethods]
impl TcpPacket {
    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, TcpPacket>) -> PyResult<bool> {
        let other = other.get();
        Ok(self.told() == other.told() && self.segment.bind(py).eq(&other.segment)?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        (self.told(), self.segment.bind(py).hash()?).hash(&mut hasher);
        Ok(hasher.finish())
    }

    /// In a class pattern positional sub-patterns are held against both addresses and the segment.
    #[classattr]
    #[pyo3(name = "__match_args__")]
    fn match_args() -> (&'static str, &'static str, &'static str) {
        ("src", "dst", "segment")
    }

    /// A pickle holds the octets of the frame.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Restored<'py>> {
        let restore = py.import("synfin._synfin")?.getattr("_restore_packet")?;
        let frame = flat(self.segment.get().source().bind(py))?.call_method0("tobytes")?;
        Ok((restore, (frame, self.link_type.0, self.original_len)))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.segment)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let segment = self.segment.bind(py).repr()?;
        Ok(format!("<TcpPacket {} > {} {segment}>", self.src.0, self.dst.0))
    }
}
