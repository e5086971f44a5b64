//! Which of the connections told is the one that an end's kernel socket holds.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;

use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State;

use crate::read::Told;

/// One end of one pair of sockets, followed through a run.
///
/// After a restart one end may hold the socket of a new connection while the other still holds the old one, so each end is
/// compared in the connection in which its own socket was born: where it left CLOSED, or sent a SYN with a new number.
#[derive(Default)]
pub(crate) struct Socket {
    last_state: Option<String>,
    sent_numbers: HashSet<u32>,
    flow: Option<u64>,
}

impl Socket {
    /// Takes a segment, whether this end sent it, its number if it is a SYN, and the end's true state after it.
    pub(crate) fn take(&mut self, told: &Told, sends: bool, syn: Option<u32>, after: &str) {
        // A SYN that leaves its sender in any other state was forged: no socket of this end sent it.
        let asks = sends && matches!(after, "SYN-SENT" | "SYN-RECEIVED");
        let new_number = asks && syn.is_some_and(|number| self.sent_numbers.insert(number));
        let opened = match self.last_state.as_deref() {
            None => true,
            Some("CLOSED") => after != "CLOSED",
            Some("TIME-WAIT") => matches!(after, "SYN-SENT" | "SYN-RECEIVED"),
            Some(_) => false,
        };
        if opened || new_number || self.flow.is_none() {
            self.flow = Some(told.flow);
        }
        self.last_state = Some(after.to_owned());
    }
}

/// What was last told of both ends of every connection.
#[derive(Default)]
pub(crate) struct Ends(HashMap<(u64, SocketAddr), (State, Basis)>);

impl Ends {
    /// Keeps what a segment told.
    pub(crate) fn take(&mut self, told: &Told) {
        let [sender, receiver] = told.states();
        self.0.insert((told.flow, told.source), sender);
        self.0.insert((told.flow, told.destination), receiver);
    }

    /// What was told of the end at an address, in the connection that its socket holds.
    pub(crate) fn of(&self, socket: &Socket, at: SocketAddr) -> Option<(State, Basis)> {
        self.0.get(&(socket.flow?, at)).copied()
    }
}
