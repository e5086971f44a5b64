//! What a Python object says of itself as a dissector.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyInt, PyString, PyType};
use synfin::dissect::claims::Claims;
use synfin::dissect::field::{Field, FieldKind};
use synfin::dissect::name::Name;
use synfin::flow::stage::Stage;

use crate::convert::number::whole;

/// How many octets a probe is asked about, unless its dissector says.
const USUAL_DEPTH: usize = 64;

/// What a Python object says of itself as a dissector.
pub(crate) struct Declared {
    pub(crate) name: Name,
    pub(crate) fields: Vec<Field>,
    pub(crate) claims: Claims,
    pub(crate) has_probe: bool,
}

impl Declared {
    /// # Errors
    /// It lacks something, or something is of another type.
    pub(crate) fn of(object: &Bound<'_, PyAny>) -> PyResult<Declared> {
        if let Ok(class) = object.cast::<PyType>() {
            let name = class.name()?;
            let told = format!("a dissector is an object, and {name} is a class: give {name}()");
            return Err(PyTypeError::new_err(told));
        }
        let has_probe = object.hasattr("probe")?;
        if !object.hasattr("open")? {
            let what = object.get_type();
            return Err(PyTypeError::new_err(format!("a dissector has a method open, and {what} has none")));
        }
        let name: String = object.getattr("name")?.extract()?;
        if name.is_empty()
            || !name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter))
        {
            return Err(PyValueError::new_err(format!(
                "a dissector's name is of letters, digits, -, _ and .: not {name:?}"
            )));
        }
        Ok(Declared {
            name: name.into(),
            fields: fields(object)?,
            claims: claims(object, has_probe)?,
            has_probe,
        })
    }
}

fn claims(object: &Bound<'_, PyAny>, has_probe: bool) -> PyResult<Claims> {
    let mut claims = Claims::none();
    for port in object.getattr("ports")?.try_iter()? {
        claims = claims.port(whole("a port of a dissector", &port?, 0, u16::MAX)?);
    }
    if has_probe {
        let depth = object
            .getattr_opt("depth")?
            .map_or(Ok(USUAL_DEPTH), |depth| whole("the depth of a dissector", &depth, 0, usize::MAX))?;
        claims = claims.probe(depth);
    }
    if let Some(stages) = object.getattr_opt("stages")? {
        for stage in stages.try_iter()? {
            let word = stage?.str()?.to_string();
            let stage = Stage::ALL.into_iter().find(|stage| stage.name() == word);
            let unknown = || PyValueError::new_err(format!("there is no stage {word:?}"));
            claims = claims.hear(stage.ok_or_else(unknown)?);
        }
    }
    Ok(claims)
}

fn fields(object: &Bound<'_, PyAny>) -> PyResult<Vec<Field>> {
    let declared = object.getattr("fields")?;
    let declared = declared.cast::<PyDict>().map_err(|_| {
        PyTypeError::new_err(
            "the fields of a dissector are a dict: their types, or synfin.dissect.Field, by name",
        )
    })?;
    declared.iter().map(|(name, field)| field_of(name.extract()?, &field)).collect()
}

fn field_of(name: String, declared: &Bound<'_, PyAny>) -> PyResult<Field> {
    if let Ok(kind) = declared.cast::<PyType>() {
        return Ok(Field::new(name, kind_of(kind)?, "").first_of_flow());
    }
    let kind = kind_of(declared.getattr("type")?.cast()?)?;
    let field = Field::new(name, kind, declared.getattr("about")?.extract::<String>()?);
    let field = match declared.getattr("row")?.extract::<String>()?.as_str() {
        "first" => field.first_of_flow(),
        "every" => field.every_of_flow(),
        "never" => field,
        other => return Err(PyValueError::new_err(format!("row is first, every or never: not {other:?}"))),
    };
    Ok(if declared.getattr("headline")?.is_truthy()? { field.headline() } else { field })
}

fn kind_of(kind: &Bound<'_, PyType>) -> PyResult<FieldKind> {
    let py = kind.py();
    let kinds = [
        (py.get_type::<PyBool>(), FieldKind::Bool),
        (py.get_type::<PyInt>(), FieldKind::Signed),
        (py.get_type::<PyString>(), FieldKind::Text),
        (py.get_type::<PyBytes>(), FieldKind::Octets),
    ];
    let found = kinds.iter().find(|(known, _)| known.is(kind)).map(|(_, kind)| *kind);
    found.ok_or_else(|| PyTypeError::new_err(format!("a field is of bool, int, str or bytes, not {kind}")))
}
