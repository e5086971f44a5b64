//! Where a dissector puts what it tells.

use crate::emission::{Emission, Emissions};
use crate::failure::Failure;
use crate::registry::Registered;
use crate::value::FieldValue;

/// Takes the fields that a dissector tells of one segment.
#[derive(Debug)]
pub struct Emitter<'e> {
    by: &'e Registered,
    out: &'e mut Emissions,
    /// Those that found no room.
    lost: &'e mut u64,
}

impl<'e> Emitter<'e> {
    /// Most fields of one segment; more are counted and not told.
    pub const MOST: usize = 64;

    /// Takes the fields of one dissector.
    #[inline]
    pub(crate) fn new(by: &'e Registered, out: &'e mut Emissions, lost: &'e mut u64) -> Emitter<'e> {
        Emitter { by, out, lost }
    }

    /// Tells a field.
    ///
    /// A value longer than [`FieldValue::MOST_OCTETS`] is cut, if it is made of a borrowed text.
    ///
    /// # Errors
    /// The dissector declared no field of this name, or one of another kind. With `?` it takes itself off the connection.
    pub fn put(&mut self, name: &str, value: impl Into<FieldValue>) -> Result<(), Failure> {
        let value = value.into();
        let Some(field) = self.by.fields.iter().find(|field| &*field.name == name) else {
            return Err(Failure::new(format!("no field {name} was declared")));
        };
        if !field.takes(&value) {
            let (declared, given) = (field.kind.name(), value.kind().name());
            return Err(Failure::new(format!("the field {name} is {declared}, and its value {given}")));
        }
        if self.out.len() >= Emitter::MOST {
            *self.lost += 1;
            return Ok(());
        }
        self.out.push(Emission {
            dissector: self.by.name.clone(),
            field: field.name.clone(),
            value,
            is_headline: field.is_headline,
            more: 0,
            in_flow: field.in_flow,
        });
        Ok(())
    }
}
