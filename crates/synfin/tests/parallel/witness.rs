//! A dissector that claims nearly everything, and tells all that it hears.

use synfin::dissect::claims::{Claims, Probe};
use synfin::dissect::data::{At, Data, Gap};
use synfin::dissect::dissector::Dissector;
use synfin::dissect::emitter::Emitter;
use synfin::dissect::failure::Failure;
use synfin::dissect::field::{Field, FieldKind};
use synfin::dissect::flow_info::FlowInfo;
use synfin::dissect::name::Name;
use synfin::dissect::plugins;
use synfin::dissect::registry::Registry;
use synfin::dissect::then::Then;
use synfin::flow::stage::Stage;

/// The dissectors that ship, and this one for all else.
pub(crate) fn registry() -> Registry {
    plugins::all::all().with(Witness)
}

struct Witness;

/// It buffers more of some connections than it said it would.
const MOST_HELD: usize = 20_000;

impl Dissector for Witness {
    type State = (FlowInfo, Vec<u8>);

    fn name(&self) -> Name {
        "witness".into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            Field::new("heard", FieldKind::Text, "What it hears.").every_of_flow(),
            Field::new("held", FieldKind::Unsigned, "Octets that it held in the end.").headline(),
        ]
    }

    fn claims(&self) -> Claims {
        [Stage::Open, Stage::Close, Stage::Reset]
            .into_iter()
            .fold(Claims::none().port(80).probe(40), Claims::hear)
    }

    fn probe(&self, first: &[u8]) -> Probe {
        match first {
            [0, ..] => Probe::NotMine,
            _ if first.len() < 3 => Probe::More,
            _ => Probe::Mine,
        }
    }

    fn open(&self, flow: &FlowInfo) -> (FlowInfo, Vec<u8>) {
        (*flow, Vec::new())
    }

    fn data(
        &self,
        (flow, held): &mut (FlowInfo, Vec<u8>),
        data: &Data<'_>,
        emit: &mut Emitter<'_>,
    ) -> Result<Then, Failure> {
        let Data { at, offset, octets } = data;
        held.extend_from_slice(octets);
        let port = flow.originator.port();
        emit.put("heard", format!("{port} {} {offset}+{}", at.direction.name(), octets.len()).as_str())?;
        match octets.first() {
            Some(0xff) => Err(Failure::new("it dislikes the octet")),
            Some(0xfe) => Ok(Then::Done),
            _ => Ok(Then::GoOn),
        }
    }

    fn gap(&self, _: &mut (FlowInfo, Vec<u8>), gap: &Gap, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        emit.put("heard", format!("gap {}+{}", gap.offset, gap.len).as_str())?;
        Ok(Then::GoOn)
    }

    fn late(
        &self,
        _: &mut (FlowInfo, Vec<u8>),
        data: &Data<'_>,
        emit: &mut Emitter<'_>,
    ) -> Result<Then, Failure> {
        emit.put("heard", format!("late {}+{}", data.offset, data.octets.len()).as_str())?;
        Ok(Then::GoOn)
    }

    fn stage(&self, _: &mut (FlowInfo, Vec<u8>), at: &At, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        emit.put("heard", at.step.name())?;
        Ok(Then::GoOn)
    }

    fn end(&self, (_, held): (FlowInfo, Vec<u8>), emit: &mut Emitter<'_>) -> Result<(), Failure> {
        emit.put("held", held.len() as u64)
    }

    fn held(&self, (_, held): &(FlowInfo, Vec<u8>)) -> usize {
        held.len()
    }

    fn most_held(&self) -> usize {
        MOST_HELD
    }
}
