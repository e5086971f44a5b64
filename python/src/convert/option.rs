//! TCP options as the values of `synfin.options`.

use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyDict, PyTuple};
use synfin::wire::encode::option_buffer::OptionBuffer;
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
            let known = (kind, &nothing, &nothing, &nothing, error.reason.to_string());
            class!(py, "Option")?.call_method1(intern!(py, "_read"), known)
        }
    });
    PyTuple::new(py, made.collect::<PyResult<Vec<_>>>()?)
}

type Common<'py> = (u8, &'static str, usize, Bound<'py, PyBytes>, String);

/// An option of which all is known.
fn one<'py>(py: Python<'py>, common: Common<'py>, option: TcpOption<'_>) -> PyResult<Bound<'py, PyAny>> {
    let more = PyDict::new(py);
    let class = match option {
        TcpOption::Mss(mss) => {
            more.set_item(intern!(py, "mss"), mss)?;
            class!(py, "MssOption")
        }
        TcpOption::WindowScale(shift) => {
            more.set_item(intern!(py, "wscale"), shift)?;
            class!(py, "WindowScaleOption")
        }
        TcpOption::SackPermitted => class!(py, "SackPermittedOption"),
        TcpOption::Sack(blocks) => {
            more.set_item(intern!(py, "sack"), sack(py, blocks)?)?;
            class!(py, "SackOption")
        }
        TcpOption::Timestamps(stamps) => {
            more.set_item(intern!(py, "ts_val"), stamps.value)?;
            more.set_item(intern!(py, "ts_ecr"), stamps.echo_reply)?;
            class!(py, "TimestampsOption")
        }
        _ => class!(py, "Option"),
    };
    class?.call_method(intern!(py, "_read"), common, Some(&more))
}

/// The name of an option, how many octets it has, and what it says.
#[pyfunction]
#[pyo3(name = "_describe_option")]
pub(crate) fn describe_option(kind: u8, value: &[u8]) -> PyResult<(&'static str, usize, String)> {
    let told = match (kind, value) {
        (0, []) => (1, TcpOption::EndOfList { padding: &[] }.to_string()),
        (1, []) => (1, TcpOption::Nop.to_string()),
        (kind, value) => {
            let mut buffer = OptionBuffer::new();
            let put = buffer.push_value(kind, value);
            put.map_err(|error| PyValueError::new_err(error.to_string()))?;
            let text = buffer.options().iter().next().and_then(Result::ok).map(|at| at.option.to_string());
            (value.len() + 2, text.unwrap_or_default())
        }
    };
    Ok((name_of(kind), told.0, told.1))
}

/// The blocks of a SACK option as a tuple of `SackBlock`.
pub(crate) fn sack<'py>(py: Python<'py>, blocks: SackBlocks<'_>) -> PyResult<Bound<'py, PyTuple>> {
    let class = class!(py, "SackBlock")?;
    let made = blocks.iter().map(|block| class.call1((block.left.0, block.right.0)));
    PyTuple::new(py, made.collect::<PyResult<Vec<_>>>()?)
}
