//! The control bits as `synfin.words.Flags`.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use synfin::wire::segment::flags::Flags;

/// One `Flags` for each of the values that nine bits can have: making one costs more than reading a segment.
static MEMBERS: PyOnceLock<Vec<Py<PyAny>>> = PyOnceLock::new();
const VALUES: u16 = 0x200;

/// The control bits, on their way into Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ControlBits(pub(crate) Flags);

impl<'py> IntoPyObject<'py> for ControlBits {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    #[inline]
    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let members = MEMBERS.get_or_try_init(py, || {
            let class = py.import("synfin.words")?.getattr("Flags")?;
            (0..VALUES).map(|bits| Ok(class.call1((bits,))?.unbind())).collect::<PyResult<Vec<_>>>()
        })?;
        match members.get(usize::from(self.0.bits())) {
            Some(member) => Ok(member.bind(py).clone()),
            None => Ok(self.0.bits().into_pyobject(py)?.into_any()),
        }
    }
}
