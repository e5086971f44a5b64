//! A dissector that does not ship: it tells how many octets came first.

use synfin::dissect::claims::Claims;
use synfin::dissect::data::Data;
use synfin::dissect::dissector::Dissector;
use synfin::dissect::emitter::Emitter;
use synfin::dissect::failure::Failure;
use synfin::dissect::field::{Field, FieldKind};
use synfin::dissect::flow_info::FlowInfo;
use synfin::dissect::name::Name;
use synfin::dissect::then::Then;

/// Tells how many octets came first, if it is to, and gives up at what comes then, if it is to.
pub(crate) struct First {
    pub(crate) name: &'static str,
    pub(crate) tells: bool,
    pub(crate) fails: bool,
}

impl Dissector for First {
    type State = bool;

    fn name(&self) -> Name {
        self.name.into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field::new("octets", FieldKind::Unsigned, "How many came first.").headline()]
    }

    fn claims(&self) -> Claims {
        Claims::none().port(23)
    }

    fn open(&self, _: &FlowInfo) -> bool {
        false
    }

    fn data(&self, told: &mut bool, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        if *told && self.fails {
            return Err(Failure::new("there is more"));
        }
        if !*told && self.tells {
            emit.put("octets", data.octets.len() as u64)?;
        }
        *told = true;
        Ok(Then::GoOn)
    }
}
