//! One row of the table `flows`.

use core::time::Duration;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use synfin::column::flows::Flows;
use synfin::flow::direction::Direction::{self, Originator, Responder};
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State;
use synfin::flow::outcome::{CloseKind, Ended, OpenKind, Outcome, Roles, Start};
use synfin::flow_summary::FlowSummary;

use crate::convert::address::Address;
use crate::convert::dissected::DissectedFields;
use crate::convert::texts::Texts;
use crate::convert::word::Named;
use crate::row::common;
use crate::row::origin::Origin;

/// Declares the class from its columns: each is a field, what it says, its type, and where it comes from.
macro_rules! flow {
    ($summary:ident; $($name:ident: $kind:ty = $value:expr, $doc:literal;)*) => {
        /// A connection that has ended, or whose capture has: who, when, how it went, and what became of it.
        ///
        /// Its attributes are the columns of the table `flows`. Two are equal when everything about them is.
        #[pyclass(module = "synfin", frozen, eq, hash)]
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub(crate) struct Flow {
            $(#[doc = $doc] #[pyo3(get)] pub(crate) $name: $kind,)*
            origin: Origin,
        }

        impl Flow {
            /// The row of a connection that has left, told by a capture or by none.
            pub(crate) fn of($summary: &FlowSummary, origin: Origin) -> Flow {
                Flow { $($name: $value,)* origin }
            }

            /// The row whose columns are the items of `state`.
            fn from_state(state: &Bound<'_, PyDict>) -> PyResult<Flow> {
                Ok(Flow { $($name: state.as_any().get_item(stringify!($name))?.extract()?,)* origin: Origin::default() })
            }
        }
    };
}

#[rustfmt::skip]
flow! { of;
    flow: u64 = of.number(),
        "Number of the connection, from 0, in order of first segments.";
    originator: Address = Address(of.socket(Originator).address()),
        "Address of the end that opened the connection.";
    originator_port: u16 = of.socket(Originator).port(),
        "Port of the end that opened the connection.";
    responder: Address = Address(of.socket(Responder).address()),
        "Address of the other end.";
    responder_port: u16 = of.socket(Responder).port(),
        "Port of the other end.";
    roles: Named<Roles> = Named(of.roles()),
        "How it is known who opened it.";
    first_frame: u64 = of.first_frame(),
        "Number of the first frame.";
    last_frame: u64 = of.last_frame(),
        "Number of the last frame.";
    first_time: i64 = of.first_time().0,
        "When the first segment was captured, nanoseconds since 1970-01-01T00:00:00Z.";
    last_time: i64 = of.last_time().0,
        "When the last segment was captured, likewise.";
    duration: u64 = nanoseconds(of.duration()),
        "From the first segment to the last, nanoseconds.";
    outcome: Named<Outcome> = Named(of.outcome()),
        "What became of it; one of a closed list.";
    open_kind: Option<Named<OpenKind>> = of.open_kind().map(Named),
        "How it was opened; none when that was not seen.";
    close_kind: Option<Named<CloseKind>> = of.close_kind().map(Named),
        "How it was closed; none unless both ends sent a FIN.";
    start: Named<Start> = Named(of.start()),
        "With what the capture of it begins.";
    one_sided: bool = of.one_sided(),
        "Whether segments of only one end were captured.";
    incarnation: u32 = of.incarnation(),
        "Which connection this is on its pair of sockets, from 0.";
    attempts: u32 = of.attempts(),
        "How often the originator asked: SYNs, repetitions included.";
    first_closer: Option<Named<Direction>> = of.first_closer().map(Named),
        "The end that sent the first FIN.";
    time_wait_holder: Option<Named<Direction>> = of.time_wait_holder().map(Named),
        "The end that is left in TIME-WAIT; the originator when both are, as the columns of their states show.";
    reset_by: Option<Named<Direction>> = of.reset_by().map(Named),
        "The end that reset it.";
    originator_state: Named<State> = Named(of.state(Originator).0),
        "RFC 9293 state of the originator after the last segment.";
    originator_basis: Named<Basis> = Named(of.state(Originator).1),
        "On what grounds that is told.";
    responder_state: Named<State> = Named(of.state(Responder).0),
        "RFC 9293 state of the responder after the last segment.";
    responder_basis: Named<Basis> = Named(of.state(Responder).1),
        "On what grounds that is told.";
    handshake_rtt_server: Option<u64> = of.handshake_rtt_server().map(nanoseconds),
        "From the last SYN to the SYN-ACK, nanoseconds.";
    handshake_rtt_client: Option<u64> = of.handshake_rtt_client().map(nanoseconds),
        "From the last SYN-ACK to its acknowledgement, nanoseconds.";
    orig_segments: u64 = of.tally(Originator).segments.into(),
        "Segments of the originator, without captured doubles.";
    orig_ip_bytes: u64 = of.tally(Originator).ip_bytes,
        "Octets of its IP packets, headers included.";
    orig_payload_bytes: u64 = of.tally(Originator).payload_bytes,
        "Distinct octets of its payload.";
    orig_retransmits: u64 = of.tally(Originator).retransmits.into(),
        "Segments of it that brought nothing new; what fills a hole (note `fills-hole`) was not captured before, and is new.";
    orig_missed_bytes: u64 = of.tally(Originator).missed_bytes,
        "Octets of it that were acknowledged and not captured.";
    orig_mss: Option<u16> = of.tally(Originator).mss,
        "Its maximum segment size option, octets.";
    orig_wscale: Option<u8> = of.tally(Originator).wscale,
        "Its window scale option: the shift count as sent.";
    orig_sack_permitted: bool = of.tally(Originator).sack_permitted,
        "Whether it permitted SACK.";
    orig_timestamps: bool = of.tally(Originator).timestamps,
        "Whether it sent timestamps.";
    orig_max_window: u32 = of.tally(Originator).max_window,
        "Its largest window, octets, scaled as far as the scale is known.";
    orig_zero_window: bool = of.tally(Originator).zero_window,
        "Whether it announced that it takes no more octets for now.";
    resp_segments: u64 = of.tally(Responder).segments.into(),
        "Segments of the responder, without captured doubles.";
    resp_ip_bytes: u64 = of.tally(Responder).ip_bytes,
        "Octets of its IP packets, headers included.";
    resp_payload_bytes: u64 = of.tally(Responder).payload_bytes,
        "Distinct octets of its payload.";
    resp_retransmits: u64 = of.tally(Responder).retransmits.into(),
        "Segments of it that brought nothing new; what fills a hole (note `fills-hole`) was not captured before, and is new.";
    resp_missed_bytes: u64 = of.tally(Responder).missed_bytes,
        "Octets of it that were acknowledged and not captured.";
    resp_mss: Option<u16> = of.tally(Responder).mss,
        "Its maximum segment size option, octets.";
    resp_wscale: Option<u8> = of.tally(Responder).wscale,
        "Its window scale option: the shift count as sent.";
    resp_sack_permitted: bool = of.tally(Responder).sack_permitted,
        "Whether it permitted SACK.";
    resp_timestamps: bool = of.tally(Responder).timestamps,
        "Whether it sent timestamps.";
    resp_max_window: u32 = of.tally(Responder).max_window,
        "Its largest window, octets, scaled as far as the scale is known.";
    resp_zero_window: bool = of.tally(Responder).zero_window,
        "Whether it announced that it takes no more octets for now.";
    zeek_conn_state: String = of.flow().zeek_conn_state().name().to_owned(),
        "Zeek's conn_state for the same segments.";
    zeek_history: String = of.flow().zeek_history().to_string(),
        "Zeek's history for the same segments; of more than 16 letters the first 15 and +.";
    wireshark_completeness: u8 = of.flow().wireshark_completeness(),
        "Wireshark's tcp.completeness.";
    end: Named<Ended> = Named(of.ended()),
        "Why it left the analysis.";
    plugins: Texts = Texts(of.plugins().iter().map(ToString::to_string).collect()),
        "The dissectors that claimed it; empty where none did, or none was asked.";
    fields: DissectedFields = DissectedFields::of(of.fields()),
        "What dissectors told of it as a whole; empty where they told nothing.";
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[pymethods]
impl Flow {
    /// In a class pattern one positional sub-pattern is held against the outcome.
    #[classattr]
    #[pyo3(name = "__match_args__")]
    fn match_args() -> (&'static str,) {
        ("outcome",)
    }

    /// When the first segment was captured, in UTC; what is finer than microseconds is cut off.
    #[getter]
    fn first_datetime<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        common::datetime(py, self.first_time)
    }

    /// When the last segment was captured, likewise.
    #[getter]
    fn last_datetime<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        common::datetime(py, self.last_time)
    }

    /// Every column of the table `flows` with its value, in the table's order.
    fn as_dict<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
        common::columns::<Flows>(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("<Flow {self}>")
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let flow = slf.get();
        let picture = flow.origin.picture(slf.py(), flow.flow, flow.last_frame)?;
        common::html(slf.py(), &Self::as_dict(slf)?, &flow.to_string(), picture)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyDict>,))> {
        let restore = slf.py().import("synfin._synfin")?.getattr("_restore_flow")?;
        Ok((restore, (Self::as_dict(slf)?,)))
    }
}

/// Makes a connection's row out of what a pickle holds: its columns.
#[pyfunction]
#[pyo3(name = "_restore_flow")]
pub(crate) fn restore_flow(state: &Bound<'_, PyDict>) -> PyResult<Flow> {
    Flow::from_state(state)
}
