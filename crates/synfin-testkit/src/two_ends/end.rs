//! One end of a connection: what it knows, and what its application asks of it.

use crate::forge::flags::{ACK, RST, SYN};
use crate::forge::segment::Segment;
use crate::two_ends::state::State;

/// How an end behaves where RFC 9293 leaves it free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manners {
    /// The first sequence number.
    pub iss: u32,
    /// The most octets of payload in a segment.
    pub mss: u32,
    /// How many octets it takes before the application reads; at most 65,535.
    pub buffer: u32,
    /// How long after octets have come the application reads them; `None` when it only reads if told to.
    pub reads_after_ns: Option<u64>,
    /// Whether acknowledgements wait for a second segment or a timer (RFC 9293, section 3.8.6.3).
    pub delays_acks: bool,
    /// Whether a FIN rides on the last data, when there are any.
    pub fin_rides: bool,
    /// Whether a SYN that comes again is answered with the SYN-ACK again, as Linux does, or with an ACK.
    pub repeats_syn_ack: bool,
}

/// A segment on the retransmission queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) seq: u32,
    pub(crate) len: u32,
    pub(crate) flags: u16,
}

/// An end; its variables have the names of RFC 9293, section 3.3.1.
#[derive(Clone, Debug)]
pub struct End {
    pub(crate) manners: Manners,
    pub(crate) state: State,
    pub(crate) snd_una: u32,
    pub(crate) snd_nxt: u32,
    pub(crate) snd_wnd: u32,
    pub(crate) snd_wl1: u32,
    pub(crate) snd_wl2: u32,
    pub(crate) rcv_nxt: u32,
    pub(crate) irs: u32,
    /// Whether it came from LISTEN.
    pub(crate) passive: bool,
    /// Octets received and not read yet.
    pub(crate) unread: u32,
    /// Ranges received beyond a hole.
    pub(crate) islands: Vec<(u32, u32)>,
    /// The number of the other end's FIN, received but perhaps beyond a hole.
    pub(crate) peer_fin: Option<u32>,
    /// Octets the application wrote that are in no segment yet.
    pub(crate) unsent: u32,
    /// Whether the application has closed.
    pub(crate) closing: bool,
    /// The number of our FIN, once sent.
    pub(crate) fin: Option<u32>,
    pub(crate) unacknowledged: Vec<Sent>,
    /// Duplicate acknowledgements in a row.
    pub(crate) duplicates: u8,
    /// Segments received and not acknowledged yet.
    pub(crate) owed: u8,
    /// How often it changed its state by an act of its own: opened, closed, aborted, refused.
    pub(crate) acts: u32,
    out: Vec<Segment>,
}

impl End {
    /// An end that has done nothing yet.
    pub fn new(manners: Manners) -> End {
        End {
            manners,
            state: State::Closed,
            snd_una: manners.iss,
            snd_nxt: manners.iss,
            snd_wnd: 0,
            snd_wl1: 0,
            snd_wl2: 0,
            rcv_nxt: 0,
            irs: 0,
            passive: false,
            unread: 0,
            islands: Vec::new(),
            peer_fin: None,
            unsent: 0,
            closing: false,
            fin: None,
            unacknowledged: Vec::new(),
            duplicates: 0,
            owed: 0,
            acts: 0,
            out: Vec::new(),
        }
    }

    /// The state it is in.
    pub const fn state(&self) -> State {
        self.state
    }

    /// Passive open.
    pub const fn listen(&mut self) {
        (self.state, self.passive) = (State::Listen, true);
    }

    /// Active open.
    pub fn connect(&mut self) {
        (self.state, self.passive) = (State::SynSent, false);
        self.acts += 1;
        self.queue_syn();
        self.put(self.manners.iss, SYN, 0);
    }

    /// The application writes; nothing happens once it has closed.
    pub fn write(&mut self, octets: u32) {
        if !self.closing && self.state != State::Closed {
            self.unsent += octets;
            self.send_what_may_go();
        }
    }

    /// The application closes its half.
    pub fn close(&mut self) {
        if self.state != State::Closed {
            self.closing = true;
            self.send_what_may_go();
        }
    }

    /// The application reads all there is; a window that was too small for a segment is told anew.
    pub fn read(&mut self) {
        let before = self.window();
        self.unread = 0;
        let reads = matches!(self.state, State::Established | State::FinWait1 | State::FinWait2);
        if reads && before < self.manners.mss && self.window() >= self.manners.mss {
            self.put_ack();
        }
    }

    /// The application aborts (RFC 9293, section 3.10.5): a reset where the other end may still be there.
    pub fn abort(&mut self) {
        let told = matches!(
            self.state,
            State::SynReceived | State::Established | State::FinWait1 | State::FinWait2 | State::CloseWait
        );
        if told {
            self.acts += 1;
            self.put(self.snd_nxt, RST | ACK, 0);
            self.forget(State::Closed);
        }
    }

    /// After how long the application will read, if there is anything to read.
    pub(crate) fn reads_after_ns(&self) -> Option<u64> {
        self.manners.reads_after_ns.filter(|_| self.unread > 0)
    }

    /// RCV.WND.
    pub(crate) const fn window(&self) -> u32 {
        self.manners.buffer - self.unread
    }

    /// What it wants to send now; the caller puts it on the link.
    pub fn take_out(&mut self) -> Vec<Segment> {
        std::mem::take(&mut self.out)
    }

    /// The connection is over; only the state stays.
    pub(crate) fn forget(&mut self, state: State) {
        self.state = state;
        self.unacknowledged.clear();
        (self.unsent, self.owed, self.closing) = (0, 0, false);
        if state == State::Listen {
            (self.snd_una, self.snd_nxt) = (self.manners.iss, self.manners.iss);
        }
    }

    pub(crate) fn put_out(&mut self, segment: Segment) {
        self.out.push(segment);
    }
}
