//! Whole numbers as Python gives them: what is wrong with one is told by its name and its bounds.

use core::fmt::Display;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

/// Letters of a number that an error repeats.
const MOST_LETTERS: usize = 40;

/// A number from `least` to `most`.
///
/// # Errors
/// `TypeError` for what is no `int`, `ValueError` for what is out of bounds; both name it.
pub(crate) fn whole<T>(name: &str, given: &Bound<'_, PyAny>, least: T, most: T) -> PyResult<T>
where
    T: for<'a, 'py> FromPyObject<'a, 'py, Error = PyErr> + PartialOrd + Display + Copy,
{
    match given.extract::<T>() {
        Ok(number) if least <= number && number <= most => return Ok(number),
        Err(error) if error.is_instance_of::<PyTypeError>(given.py()) => {
            let what = given.get_type().name()?;
            return Err(PyTypeError::new_err(format!("{name} must be an int, not {what}")));
        }
        Ok(_) | Err(_) => {}
    }
    // Python does not write out numbers of thousands of digits.
    let shown = given.str().map(|text| text.to_string()).ok().filter(|text| text.len() <= MOST_LETTERS);
    let shown = shown.map(|text| format!(", not {text}")).unwrap_or_default();
    Err(PyValueError::new_err(format!("{name} must be from {least} to {most}{shown}")))
}

/// Arguments that are numbers, or nothing where nothing is given: a row each.
macro_rules! numbers {
    ($($name:ident: $kind:ty = $least:expr, $most:expr;)*) => {
        $(pub(crate) fn $name(given: &Bound<'_, PyAny>) -> PyResult<$kind> {
            whole(stringify!($name), given, $least, $most)
        })*
    };
}

macro_rules! optional_numbers {
    ($($name:ident: $kind:ty = $least:expr, $most:expr;)*) => {
        $(pub(crate) fn $name(given: &Bound<'_, PyAny>) -> PyResult<Option<$kind>> {
            if given.is_none() { Ok(None) } else { whole(stringify!($name), given, $least, $most).map(Some) }
        })*
    };
}

#[rustfmt::skip]
numbers! {
    threads:        usize = 0, usize::MAX;
    rows:           usize = 0, usize::MAX;
    width:          usize = 0, usize::MAX;
    time:           i64   = i64::MIN, i64::MAX;
    link_type:      u16   = 0, u16::MAX;
    src_port:       u16   = 0, u16::MAX;
    dst_port:       u16   = 0, u16::MAX;
    seq:            u32   = 0, u32::MAX;
    ack:            u32   = 0, u32::MAX;
    flags:          u16   = 0, 0x1ff;
    window:         u16   = 0, u16::MAX;
    urgent_pointer: u16   = 0, u16::MAX;
    reserved:       u8    = 0, 0b111;
}

#[rustfmt::skip]
optional_numbers! {
    max_flows:      u32   = 1, u32::MAX;
    flow:           u64   = 0, u64::MAX;
    original_len:   u32   = 0, u32::MAX;
    length:         u32   = 0, u32::MAX;
    mss:            u16   = 0, u16::MAX;
    wscale:         u8    = 0, u8::MAX;
}

/// The two numbers of a timestamps option.
///
/// # Errors
/// It is no pair of such numbers.
pub(crate) fn timestamps(given: &Bound<'_, PyAny>) -> PyResult<Option<(u32, u32)>> {
    if given.is_none() {
        return Ok(None);
    }
    let Ok((value, echo)) = given.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>() else {
        let what = given.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "timestamps must be a pair of ints, the value and its echo, not {what}"
        )));
    };
    let number = |name, given: &Bound<'_, PyAny>| whole(name, given, 0, u32::MAX);
    Ok(Some((number("the value of timestamps", &value)?, number("the echo of timestamps", &echo)?)))
}
