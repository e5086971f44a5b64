//! The states of one dissector, behind an interface that does not name their type.

use core::any::Any;
use std::sync::Arc;

use slab::Slab;

use crate::data::{At, Data, Gap};
use crate::dissector::Dissector;
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::flow_info::FlowInfo;
use crate::then::Then;

/// The states of one dissector, each at a place of its own.
pub(crate) trait Lane: Any + Send {
    fn open(&mut self, flow: &FlowInfo) -> usize;

    fn data(&mut self, place: usize, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure>;

    fn late(&mut self, place: usize, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure>;

    fn gap(&mut self, place: usize, gap: &Gap, emit: &mut Emitter<'_>) -> Result<Then, Failure>;

    fn stage(&mut self, place: usize, at: &At, emit: &mut Emitter<'_>) -> Result<Then, Failure>;

    /// Tells the end, and gives the place free.
    fn end(&mut self, place: usize, emit: &mut Emitter<'_>) -> Result<(), Failure>;

    /// Gives the place free.
    fn close(&mut self, place: usize);

    /// Octets that the state holds beside its own size.
    fn held(&self, place: usize) -> usize;

    /// Takes the states of another lane of the same dissector; tells where each was and is.
    fn take_over(&mut self, other: Box<dyn Lane>) -> Vec<(usize, usize)>;
}

pub(crate) struct States<D: Dissector> {
    dissector: Arc<D>,
    states: Slab<D::State>,
}

impl<D: Dissector> States<D> {
    pub(crate) fn of(dissector: &Arc<D>) -> States<D> {
        States { dissector: Arc::clone(dissector), states: Slab::new() }
    }
}

impl<D: Dissector> Lane for States<D> {
    fn open(&mut self, flow: &FlowInfo) -> usize {
        self.states.insert(self.dissector.open(flow))
    }

    fn data(&mut self, place: usize, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        let Some(state) = self.states.get_mut(place) else { return Ok(Then::Done) };
        self.dissector.data(state, data, emit)
    }

    fn late(&mut self, place: usize, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        let Some(state) = self.states.get_mut(place) else { return Ok(Then::Done) };
        self.dissector.late(state, data, emit)
    }

    fn gap(&mut self, place: usize, gap: &Gap, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        let Some(state) = self.states.get_mut(place) else { return Ok(Then::Done) };
        self.dissector.gap(state, gap, emit)
    }

    fn stage(&mut self, place: usize, at: &At, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        let Some(state) = self.states.get_mut(place) else { return Ok(Then::Done) };
        self.dissector.stage(state, at, emit)
    }

    fn end(&mut self, place: usize, emit: &mut Emitter<'_>) -> Result<(), Failure> {
        let Some(state) = self.states.try_remove(place) else { return Ok(()) };
        self.dissector.end(state, emit)
    }

    fn close(&mut self, place: usize) {
        self.states.try_remove(place);
    }

    fn held(&self, place: usize) -> usize {
        self.states.get(place).map_or(0, |state| self.dissector.held(state))
    }

    fn take_over(&mut self, other: Box<dyn Lane>) -> Vec<(usize, usize)> {
        let other: Box<dyn Any> = other;
        let Ok(other) = other.downcast::<States<D>>() else { return Vec::new() };
        other.states.into_iter().map(|(place, state)| (place, self.states.insert(state))).collect()
    }
}
