//! TCP options as the values of `synfin.options`.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyTuple};
use synfin::wire::segment::option::{TcpOption, name_of};
use synfin::wire::segment::option_list::Options;
use synfin::wire::segment::sack::SackBlocks;

type Class = PyOnceLock<Py<PyAny>>;

/// A class of `synfin.options`, looked up once.
macro_rules! class {
    ($py:expr, $name:literal) => {{
        static CLASS: Class = PyOnceLock::new();
        CLASS.import($py, "synfin.options", $name)
    }};
}

/// Every option of a header in its order, as a tuple; the last one tells where they cannot be read on.
pub(crate) fn options<'py>(py: Python<'py>, options: Options<'_>) -> PyResult<Bound<'py, PyTuple>> {
    let made = options.iter().map(|option| match option {
        Ok(at) => {
            let kind = at.option.kind();
            let value = PyBytes::new(py, at.value());
            one(py, (kind, name_of(kind), at.octets.len(), value, at.option.to_string()), at.option)
        }
        Err(error) => {
            let place = (error.offset as usize).checked_sub(20);
            let kind = place.and_then(|place| options.octets().get(place)).copied().unwrap_or_default();
            let nothing = py.None();
            class!(py, "Option")?.call1((kind, &nothing, &nothing, &nothing, error.reason.to_string()))
        }
    });
    PyTuple::new(py, made.collect::<PyResult<Vec<_>>>()?)
}

type Common<'py> = (u8, &'static str, usize, Bound<'py, PyBytes>, String);

fn one<'py>(py: Python<'py>, common: Common<'py>, option: TcpOption<'_>) -> PyResult<Bound<'py, PyAny>> {
    let (kind, name, length, value, text) = common;
    match option {
        TcpOption::Mss(mss) => class!(py, "MssOption")?.call1((kind, name, length, value, text, mss)),
        TcpOption::WindowScale(shift) => {
            class!(py, "WindowScaleOption")?.call1((kind, name, length, value, text, shift))
        }
        TcpOption::SackPermitted => {
            class!(py, "SackPermittedOption")?.call1((kind, name, length, value, text))
        }
        TcpOption::Sack(blocks) => {
            class!(py, "SackOption")?.call1((kind, name, length, value, text, sack(py, blocks)?))
        }
        TcpOption::Timestamps(stamps) => class!(py, "TimestampsOption")?.call1((
            kind,
            name,
            length,
            value,
            text,
            stamps.value,
            stamps.echo_reply,
        )),
        _ => class!(py, "Option")?.call1((kind, name, length, value, text)),
    }
}

/// The blocks of a SACK option as a tuple of `SackBlock`.
pub(crate) fn sack<'py>(py: Python<'py>, blocks: SackBlocks<'_>) -> PyResult<Bound<'py, PyTuple>> {
    let class = class!(py, "SackBlock")?;
    let made = blocks.iter().map(|block| class.call1((block.left.0, block.right.0)));
    PyTuple::new(py, made.collect::<PyResult<Vec<_>>>()?)
}
