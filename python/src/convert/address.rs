//! Addresses as objects of Python's `ipaddress`.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::{MutexExt, PyOnceLock};

/// Addresses that are kept: a capture has few, and making one of Python's costs more than reading a segment.
const MOST: usize = 4096;
static MADE: Mutex<Option<HashMap<IpAddr, Py<PyAny>>>> = Mutex::new(None);

/// An address, on its way into Python and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Address(pub(crate) IpAddr);

/// An `ipaddress.IPv4Address` or `IPv6Address`; equal ones may be the same object.
impl<'py> IntoPyObject<'py> for Address {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(made) = MADE.lock_py_attached(py)
            && let Some(object) = made.as_ref().and_then(|made| made.get(&self.0))
        {
            return Ok(object.bind(py).clone());
        }
        let object = match self.0 {
            IpAddr::V6(address) if address.to_ipv4_mapped().is_some() => mapped(py, &address.to_string())?,
            address => address.into_pyobject(py)?,
        };
        let mut dropped = None;
        if let Ok(mut made) = MADE.lock_py_attached(py) {
            if made.as_ref().is_some_and(|made| made.len() >= MOST) {
                dropped = made.take();
            }
            made.get_or_insert_default().insert(self.0, object.clone().unbind());
        }
        // Only now, without the lock: letting go of objects may run Python.
        drop(dropped);
        Ok(object)
    }
}

/// An IPv4 address in an IPv6 one: older Pythons spell it otherwise than all tables do.
#[cold]
fn mapped<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    static FUNCTION: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    FUNCTION.import(py, "synfin.addresses", "mapped_address")?.call1((text,))
}

/// From an object of `ipaddress`, or its text.
impl FromPyObject<'_, '_> for Address {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Address> {
        object.extract().map(Address).map_err(|_| {
            let what = object.repr().map_or_else(|_| String::new(), |text| text.to_string());
            let what: String = what.chars().take(60).collect();
            PyValueError::new_err(format!("an address is an object of ipaddress or its text, not {what}"))
        })
    }
}
