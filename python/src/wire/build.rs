//! Segments that are written.

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use synfin::wire::encode::option_buffer::OptionBuffer;
use synfin::wire::encode::owned_header::OwnedHeader;
use synfin::wire::segment::flags::Flags;
use synfin::wire::segment::option::TcpOption;
use synfin::wire::segment::seq::Seq;
use synfin::wire::segment::timestamps::Timestamps;

use crate::convert::address::Address;
use crate::convert::error::build_error;
use crate::convert::octets::octets;

/// Options as Python gives them.
#[derive(FromPyObject)]
pub(crate) enum OptionGiven {
    /// A `synfin.Option`, or anything with its two attributes.
    Object {
        /// Its kind.
        kind: u8,
        /// The octets behind kind and length.
        value: PyBackedBytes,
    },
    /// Kind and value.
    Pair(u8, PyBackedBytes),
}

/// Writes a TCP segment, with the right checksum between two addresses.
///
/// The data offset follows from the options: `mss`, `wscale`, `sack_permitted` and `timestamps` (value and echo) first,
/// then `options`, each an `Option` or a pair of kind and value. The octets up to the next word are zero.
#[pyfunction]
#[pyo3(signature = (
    *, src, dst, src_port, dst_port, seq = 0, ack = 0, flags = 0, window = 65535, urgent_pointer = 0, reserved = 0,
    mss = None, wscale = None, sack_permitted = false, timestamps = None, options = Vec::new(), payload = None,
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
    src_port: u16,
    dst_port: u16,
    seq: u32,
    ack: u32,
    flags: u16,
    window: u16,
    urgent_pointer: u16,
    reserved: u8,
    mss: Option<u16>,
    wscale: Option<u8>,
    sack_permitted: bool,
    timestamps: Option<(u32, u32)>,
    options: Vec<OptionGiven>,
    payload: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyBytes>> {
    let mut buffer = OptionBuffer::new();
    let usual = [
        mss.map(TcpOption::Mss),
        wscale.map(TcpOption::WindowScale),
        sack_permitted.then_some(TcpOption::SackPermitted),
        timestamps.map(|(value, echo_reply)| TcpOption::Timestamps(Timestamps { value, echo_reply })),
    ];
    let told = |error| build_error(py, &error);
    usual.iter().flatten().try_for_each(|option| buffer.push(option)).map_err(told)?;
    options.into_iter().try_for_each(|option| push(&mut buffer, &option)).map_err(told)?;
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
    let mut out = vec![0; header.header_len() + payload.len()];
    header.write_segment(src.0, dst.0, payload, &mut out).map_err(told)?;
    Ok(PyBytes::new(py, &out))
}

fn push(
    buffer: &mut OptionBuffer,
    option: &OptionGiven,
) -> Result<(), synfin::wire::encode::encode_error::EncodeError> {
    let (OptionGiven::Object { kind, value } | OptionGiven::Pair(kind, value)) = option;
    match (kind, &value[..]) {
        (0, []) => buffer.push(&TcpOption::EndOfList { padding: &[] }),
        (1, []) => buffer.push(&TcpOption::Nop),
        (&kind, value) => buffer.push_value(kind, value),
    }
}
