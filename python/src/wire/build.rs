//! Segments that are written.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use synfin::wire::encode::encode_error::EncodeError;
use synfin::wire::encode::option_buffer::OptionBuffer;
use synfin::wire::encode::owned_header::OwnedHeader;
use synfin::wire::segment::flags::Flags;
use synfin::wire::segment::option::TcpOption;
use synfin::wire::segment::seq::Seq;
use synfin::wire::segment::timestamps::Timestamps;

use crate::convert::address::Address;
use crate::convert::error::build_error;
use crate::convert::number::{self, whole};
use crate::convert::octets::octets;

/// Octets that an IPv4 packet has behind the shortest header (RFC 791: Total Length is 16 bits, the header at least 20 octets).
const IPV4_ROOM: usize = 65535 - 20;
/// Octets that an IPv6 packet has behind its header (RFC 8200: Payload Length is 16 bits), without jumbograms.
const IPV6_ROOM: usize = 65535;

/// An option as Python gives it: a `synfin.Option`, or anything with its two attributes, or a pair of kind and value.
///
/// # Errors
/// It is something else, or there is no such kind.
fn option(given: &Bound<'_, PyAny>) -> PyResult<(u8, PyBackedBytes)> {
    let parts = match given.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>() {
        Ok(pair) => Some(pair),
        Err(_) => given.getattr_opt("kind")?.zip(given.getattr_opt("value")?),
    };
    let Some((kind, value)) = parts else {
        let what = given.get_type().name()?;
        let told = format!("an option is a synfin.Option or a pair of kind and value, not {what}");
        return Err(PyTypeError::new_err(told));
    };
    let kind = whole("the kind of an option", &kind, 0, u8::MAX)?;
    if value.is_none() {
        let told = format!("option {kind} has no value: where it was read, the list could not be read on");
        return Err(PyValueError::new_err(told));
    }
    let value = octets(&value).map_err(|_| {
        let what = value.get_type();
        PyTypeError::new_err(format!("the value of option {kind} must be bytes, not {what}"))
    })?;
    Ok((kind, value))
}

/// Writes a TCP segment, with the right checksum between two addresses.
///
/// The data offset follows from the options: `mss`, `wscale`, `sack_permitted` and `timestamps` (value and echo) first,
/// then `options`, each an `Option` or a pair of kind and value. The octets up to the next word are zero.
///
/// What does not fit into its field is a `ValueError`; options or a payload that are too long, for the header or for an IP packet,
/// are a `BuildError`, which is one too.
#[pyfunction]
#[pyo3(signature = (
    *, src, dst, src_port, dst_port, seq = 0, ack = 0, flags = 0, window = 65535, urgent_pointer = 0, reserved = 0,
    mss = None, wscale = None, sack_permitted = false, timestamps = None, options = None, payload = None,
))]
#[pyo3(
    text_signature = "(*, src, dst, src_port, dst_port, seq=0, ack=0, flags=0, window=65535, urgent_pointer=0, \
    reserved=0, mss=None, wscale=None, sack_permitted=False, timestamps=None, options=(), payload=b'')"
)]
#[expect(clippy::too_many_arguments, reason = "a header has as many fields, and Python names each of them")]
pub(crate) fn build_segment<'py>(
    py: Python<'py>,
    src: Address,
    dst: Address,
    #[pyo3(from_py_with = number::src_port)] src_port: u16,
    #[pyo3(from_py_with = number::dst_port)] dst_port: u16,
    #[pyo3(from_py_with = number::seq)] seq: u32,
    #[pyo3(from_py_with = number::ack)] ack: u32,
    #[pyo3(from_py_with = number::flags)] flags: u16,
    #[pyo3(from_py_with = number::window)] window: u16,
    #[pyo3(from_py_with = number::urgent_pointer)] urgent_pointer: u16,
    #[pyo3(from_py_with = number::reserved)] reserved: u8,
    #[pyo3(from_py_with = number::mss)] mss: Option<u16>,
    #[pyo3(from_py_with = number::wscale)] wscale: Option<u8>,
    sack_permitted: bool,
    #[pyo3(from_py_with = number::timestamps)] timestamps: Option<(u32, u32)>,
    options: Option<&Bound<'py, PyAny>>,
    payload: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyBytes>> {
    if src.0.is_ipv4() != dst.0.is_ipv4() {
        let (src, dst) = (src.0, dst.0);
        return Err(PyValueError::new_err(format!("src and dst are of two versions of IP: {src} and {dst}")));
    }
    let mut buffer = OptionBuffer::new();
    let usual = [
        mss.map(TcpOption::Mss),
        wscale.map(TcpOption::WindowScale),
        sack_permitted.then_some(TcpOption::SackPermitted),
        timestamps.map(|(value, echo_reply)| TcpOption::Timestamps(Timestamps { value, echo_reply })),
    ];
    let told = |error| build_error(py, &error);
    usual.iter().flatten().try_for_each(|option| buffer.push(option)).map_err(told)?;
    if let Some(options) = options {
        for given in options.try_iter()? {
            let (kind, value) = option(&given?)?;
            push(&mut buffer, kind, &value).map_err(told)?;
        }
    }
    let header = OwnedHeader {
        source_port: src_port,
        destination_port: dst_port,
        seq: Seq(seq),
        ack: Seq(ack),
        reserved,
        flags: Flags::from_bits(flags),
        window,
        checksum: 0,
        urgent_pointer,
        options: buffer,
    };
    let payload = payload.map(octets).transpose()?;
    let payload = payload.as_deref().unwrap_or_default();
    let (version, room) = if src.0.is_ipv4() { (4, IPV4_ROOM) } else { (6, IPV6_ROOM) };
    let most = room.saturating_sub(header.header_len());
    if payload.len() > most {
        let octets = payload.len();
        let told = format!(
            "{octets} octets of payload are more than the {most} that an IPv{version} packet carries here"
        );
        return Err(build_error(py, &told));
    }
    let mut out = vec![0; header.header_len() + payload.len()];
    header.write_segment(src.0, dst.0, payload, &mut out).map_err(told)?;
    Ok(PyBytes::new(py, &out))
}

fn push(buffer: &mut OptionBuffer, kind: u8, value: &[u8]) -> Result<(), EncodeError> {
    match (kind, value) {
        (0, []) => buffer.push(&TcpOption::EndOfList { padding: &[] }),
        (1, []) => buffer.push(&TcpOption::Nop),
        (kind, value) => buffer.push_value(kind, value),
    }
}
