//! What became of one connection.

use core::time::Duration;

use synfin_dissect::dissected::Dissected;
use synfin_dissect::emission::Emissions;
use synfin_dissect::failure::Failure;
use synfin_dissect::name::Name;
use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::flow::{Flow, Tally};
use synfin_flow::key::Socket;
use synfin_flow::outcome::{CloseKind, Ended, OpenKind, Outcome, Roles, Start};
use synfin_flow::table::ended_flow::EndedFlow;
use synfin_flow::time::Moment;

/// A connection that has left: one row of the table [`flows`](crate::column::flows), whose columns are its methods.
#[derive(Clone, Debug)]
pub struct FlowSummary {
    ended: EndedFlow,
    dissected: Option<Box<Dissected>>,
}

impl FlowSummary {
    pub(crate) fn new(ended: &EndedFlow, dissected: Option<Dissected>) -> FlowSummary {
        FlowSummary { ended: *ended, dissected: dissected.map(Box::new) }
    }

    /// The dissectors that claimed it.
    pub fn plugins(&self) -> &[Name] {
        self.dissected.as_ref().map_or(&[], |dissected| &dissected.claimed_by)
    }

    /// What dissectors told of it as a whole.
    pub fn fields(&self) -> &Emissions {
        self.dissected.as_ref().map_or(Emissions::NONE, |dissected| &dissected.fields)
    }

    /// Why one of them was taken off it.
    pub fn dissector_failure(&self) -> Option<&Failure> {
        self.dissected.as_ref()?.failure.as_ref()
    }

    /// The number of the connection, from 0, in order of first segments.
    pub const fn number(&self) -> u64 {
        self.ended.number
    }

    /// Address and port of one end.
    pub const fn socket(&self, of: Direction) -> Socket {
        match of {
            Direction::Originator => self.ended.originator(),
            Direction::Responder => self.ended.responder(),
        }
    }

    /// All that the classifier knows of it.
    pub const fn flow(&self) -> &Flow {
        &self.ended.flow
    }

    /// Why it left.
    pub const fn ended(&self) -> Ended {
        self.ended.ended
    }

    /// How it is known who opened it.
    pub const fn roles(&self) -> Roles {
        self.ended.flow.roles()
    }

    /// With what the capture of it begins.
    pub const fn start(&self) -> Start {
        self.ended.flow.start()
    }

    /// What became of it.
    pub fn outcome(&self) -> Outcome {
        self.ended.flow.outcome()
    }

    /// How it was opened; none when that was not seen.
    pub const fn open_kind(&self) -> Option<OpenKind> {
        self.ended.flow.open_kind()
    }

    /// How it was closed; none unless both ends sent a FIN.
    pub const fn close_kind(&self) -> Option<CloseKind> {
        self.ended.flow.close_kind()
    }

    /// Number of its first frame.
    pub const fn first_frame(&self) -> u64 {
        self.ended.flow.first_frame()
    }

    /// Number of its last frame.
    pub const fn last_frame(&self) -> u64 {
        self.ended.flow.last_frame()
    }

    /// When its first segment was captured.
    pub const fn first_time(&self) -> Moment {
        self.ended.flow.first_time()
    }

    /// The latest moment at which one of its segments was captured.
    pub const fn last_time(&self) -> Moment {
        self.ended.flow.last_time()
    }

    /// From its first segment to its last.
    pub const fn duration(&self) -> Duration {
        self.ended.flow.duration()
    }

    /// Whether segments of only one end were captured.
    pub fn one_sided(&self) -> bool {
        self.ended.flow.one_sided()
    }

    /// Which connection this is on its pair of sockets, from 0.
    pub const fn incarnation(&self) -> u32 {
        self.ended.flow.incarnation()
    }

    /// How often the originator asked: SYNs, repetitions included.
    pub const fn attempts(&self) -> u32 {
        self.ended.flow.attempts()
    }

    /// The end that sent the first FIN.
    pub const fn first_closer(&self) -> Option<Direction> {
        self.ended.flow.first_closer()
    }

    /// The end that is left in TIME-WAIT; the originator when both are.
    pub fn time_wait_holder(&self) -> Option<Direction> {
        self.ended.flow.time_wait_holder()
    }

    /// The end that reset it.
    pub fn reset_by(&self) -> Option<Direction> {
        self.ended.flow.reset_by()
    }

    /// State of one end after the last segment, and on what grounds that is told.
    pub const fn state(&self, of: Direction) -> (State, Basis) {
        self.ended.flow.state(of)
    }

    /// From the last SYN to the SYN-ACK.
    pub fn handshake_rtt_server(&self) -> Option<Duration> {
        self.ended.flow.handshake_rtt_server()
    }

    /// From the last SYN-ACK to its acknowledgement.
    pub fn handshake_rtt_client(&self) -> Option<Duration> {
        self.ended.flow.handshake_rtt_client()
    }

    /// What one end sent, counted.
    pub fn tally(&self, of: Direction) -> Tally {
        self.ended.flow.tally(of)
    }
}
