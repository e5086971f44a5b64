//! What a dissector is.

use synfin_flow::stage::Stage;

use crate::claims::{Claims, Probe};
use crate::data::{At, Data, Gap};
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::field::Field;
use crate::flow_info::FlowInfo;
use crate::name::Name;
use crate::then::Then;

/// Looks into the payload of the connections that it claims.
///
/// One value serves all connections, from several threads at once; what it knows of one connection lies in a `State`.
/// A state exists only for connections that were claimed, and until the dissector is [done](Then::Done), fails, or the connection
/// leaves. Every method but those without a body does nothing unless it is written.
pub trait Dissector: Send + Sync + 'static {
    /// What it knows of one connection. Its size counts for each connection that is claimed.
    type State: Send + 'static;

    /// The name under which its fields are told; short, and like no other's.
    fn name(&self) -> Name;

    /// All the fields that it may tell.
    fn fields(&self) -> Vec<Field>;

    /// Which connections it wants, and which stages of them.
    fn claims(&self) -> Claims;

    /// Whether a connection is its own whose payload, in one direction, begins with these octets: at least one, and at most as many as
    /// its claims say, or [`MOST_DEPTH`](crate::claims::MOST_DEPTH) on its port if they say nothing.
    fn probe(&self, first: &[u8]) -> Probe {
        let _ = first;
        Probe::Unsure
    }

    /// What it knows of a connection at first.
    fn open(&self, flow: &FlowInfo) -> Self::State;

    /// Takes octets that were not there before: those that follow on the last of their direction, or on the last gap.
    ///
    /// # Errors
    /// It cannot go on; so with all the others.
    fn data(&self, state: &mut Self::State, data: &Data<'_>, emit: &mut Emitter<'_>)
    -> Result<Then, Failure>;

    /// Hears that octets are missing: what comes next in this direction lies behind them.
    fn gap(&self, state: &mut Self::State, gap: &Gap, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        let _ = (state, gap, emit);
        Ok(Then::GoOn)
    }

    /// Takes octets out of a gap that was told: they come late, behind others that lie after them. Who does not put pieces
    /// together lets them go.
    fn late(
        &self,
        state: &mut Self::State,
        data: &Data<'_>,
        emit: &mut Emitter<'_>,
    ) -> Result<Then, Failure> {
        let _ = (state, data, emit);
        Ok(Then::GoOn)
    }

    /// Hears of a segment of a stage that its claims name, before the segment's octets. Unless this is written, the three below hear
    /// of theirs.
    fn stage(&self, state: &mut Self::State, at: &At, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        match at.step.stage() {
            Stage::Open => self.handshake(state, at, emit),
            Stage::Close => self.teardown(state, at, emit),
            Stage::Reset => self.reset(state, at, emit),
            Stage::Transfer | Stage::Outside => Ok(Then::GoOn),
        }
    }

    /// Hears of a segment of the handshake.
    fn handshake(&self, state: &mut Self::State, at: &At, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        let _ = (state, at, emit);
        Ok(Then::GoOn)
    }

    /// Hears of a segment of the close.
    fn teardown(&self, state: &mut Self::State, at: &At, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        let _ = (state, at, emit);
        Ok(Then::GoOn)
    }

    /// Hears of a reset, or of what follows one.
    fn reset(&self, state: &mut Self::State, at: &At, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        let _ = (state, at, emit);
        Ok(Then::GoOn)
    }

    /// Hears that the connection leaves, unless it was done with it. What it tells now goes into the row of the connection alone.
    fn end(&self, state: Self::State, emit: &mut Emitter<'_>) -> Result<(), Failure> {
        let _ = (state, emit);
        Ok(())
    }

    /// Octets that a state holds beside its own size: what it buffers.
    fn held(&self, state: &Self::State) -> usize {
        let _ = state;
        0
    }

    /// Most octets that a state may hold beside its own size; one that holds more is taken off its connection.
    fn most_held(&self) -> usize {
        0
    }
}
