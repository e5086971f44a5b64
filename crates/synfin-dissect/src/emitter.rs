//! Where a dissector puts what it tells.

use crate::counts::Counts;
use crate::emission::{Emission, Emissions};
use crate::failure::Failure;
use crate::registered::Registered;
use crate::value::FieldValue;

/// Takes the fields that a dissector tells of one segment.
#[derive(Debug)]
pub struct Emitter<'e> {
    by: &'e Registered,
    out: &'e mut Emissions,
    /// Those of all dissectors, and the place of this one's.
    counts: (&'e mut [Counts], usize),
}

impl<'e> Emitter<'e> {
    /// Most fields of one segment; more are counted and not told.
    pub const MOST: usize = 64;

    /// Takes the fields of one dissector.
    #[inline]
    pub(crate) fn new(
        by: &'e Registered,
        out: &'e mut Emissions,
        counts: (&'e mut [Counts], usize),
    ) -> Emitter<'e> {
        Emitter { by, out, counts }
    }

    /// Tells a field.
    ///
    /// A value longer than [`FieldValue::MOST_OCTETS`] is [cut](FieldValue::cut), which is [told](Emission::is_cut) and counted.
    ///
    /// # Errors
    /// The dissector declared no field of this name, or one of another kind. With `?` it takes itself off the connection.
    pub fn put(&mut self, name: &str, value: impl Into<FieldValue>) -> Result<(), Failure> {
        let value = value.into();
        let Some(field) = self.by.fields.iter().find(|field| &*field.name == name) else {
            return Err(Failure::new(format!("no field {name} was declared")));
        };
        if field.kind != value.kind() {
            let (declared, given) = (field.kind.name(), value.kind().name());
            return Err(Failure::new(format!("the field {name} is {declared}, and its value {given}")));
        }
        let counts = &mut self.counts.0[self.counts.1];
        if self.out.len() >= Emitter::MOST {
            counts.fields_lost += 1;
            return Ok(());
        }
        let (value, is_cut) = value.cut();
        counts.fields += 1;
        counts.cut += u64::from(is_cut);
        self.out.push(Emission {
            dissector: self.by.name.clone(),
            field: field.name.clone(),
            value,
            is_cut,
            headline: field.headline,
            more: 0,
            in_flow: field.in_flow,
        });
        Ok(())
    }
}
