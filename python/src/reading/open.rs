//! Opening a capture.

use std::num::NonZeroUsize;

use pyo3::prelude::*;

use crate::convert::number;
use crate::dissect::given::Given;
use crate::reading::capture::Capture;
use crate::reading::damage::OnDamage;
use crate::reading::options::{self, TimeoutsGiven};
use crate::reading::source::Source;

/// Opens a capture: pcap or pcapng, plain or compressed with gzip, zstd or lz4.
///
/// `source` is a path, octets (`bytes`, `memoryview`, `mmap`, …), or a binary file object. Its header is read now, the rest in
/// the passes of `segments()` and `flows()`; a regular file and octets can be read as often as wanted, a file object or a pipe
/// once. `bytes` are not copied, other octets are.
///
/// `max_flows` bounds how many connections are held at once, 1,048,576 unless another number is given; when there are more, the
/// least valuable makes place and is told with `end` `evicted`. `timeouts` tells how long a connection may stay silent; without
/// them it may do so until the capture ends.
/// `on_damage` tells what a damaged capture leads to: with `"raise"` damage that ends the reading raises `CaptureError`
/// after everything before it was told, and a block that can be left out is a `CaptureWarning`; with `"warn"` both are
/// warnings; with `"ignore"` neither is told.
///
/// `threads` analyze a path or octets, for 0 as many as the machine runs at once; what is told does not depend on it. A file
/// object is always read by the thread that asks.
///
/// `dissectors` look into payload: objects (see `synfin.dissect.Dissector`), or names of those that ship or that installed packages
/// offer; without it all those that ship, and with `[]` none. Where one of them is a Python object, one thread reads. An exception
/// that it raises is a `DissectorWarning`, and takes it off that connection.
#[pyfunction]
#[pyo3(signature = (source, *, max_flows = None, timeouts = None, verify_checksums = true, on_damage = OnDamage::Raise, threads = 1, dissectors = None))]
#[pyo3(
    text_signature = "(source, *, max_flows=None, timeouts=None, verify_checksums=True, on_damage='raise', threads=1, dissectors=None)"
)]
#[expect(clippy::too_many_arguments, reason = "they are Python's, given by name")]
pub(crate) fn open(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    #[pyo3(from_py_with = number::max_flows)] max_flows: Option<u32>,
    timeouts: Option<TimeoutsGiven>,
    verify_checksums: bool,
    on_damage: OnDamage,
    #[pyo3(from_py_with = number::threads)] threads: usize,
    dissectors: Option<&Bound<'_, PyAny>>,
) -> PyResult<Capture> {
    let options = options::options(max_flows, timeouts, verify_checksums);
    let dissectors = Given::of(dissectors)?;
    let source = Source::of(source, &dissectors.kept)?;
    let opened = source.open(py)?;
    // A file object may call Python, and a pipe may keep its reader waiting: both are read by who asks.
    let threads =
        if opened.1 && !dissectors.calls_python { options::threads(threads) } else { NonZeroUsize::MIN };
    Ok(Capture::new(source, opened, on_damage, options, threads, dissectors))
}
