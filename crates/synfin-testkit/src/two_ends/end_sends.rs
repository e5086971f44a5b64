//! What an end sends, and when it sends it again.

use crate::forge::flags::{ACK, FIN, PSH, RST, SYN};
use crate::forge::option;
use crate::forge::segment::Segment;
use crate::scripts::fields::filling;
use crate::two_ends::end::{End, Sent};
use crate::two_ends::number::distance;
use crate::two_ends::state::State;

impl End {
    /// A segment with the present acknowledgement and window.
    pub(crate) fn put(&mut self, seq: u32, flags: u16, len: u32) {
        let ack = if flags & ACK != 0 { self.rcv_nxt } else { 0 };
        if flags & ACK != 0 {
            self.owed = 0;
        }
        let options = if flags & SYN != 0 { option::mss(self.manners.mss as u16) } else { Vec::new() };
        let window = if flags & RST != 0 { 0 } else { self.window() as u16 };
        let payload = filling(seq.wrapping_add(u32::from(flags & SYN != 0)), len);
        self.put_out(Segment { seq, ack, flags, window, options, payload, ..Segment::default() });
    }

    pub(crate) fn put_ack(&mut self) {
        self.put(self.snd_nxt, ACK, 0);
    }

    pub(crate) fn queue_syn(&mut self) {
        self.snd_nxt = self.manners.iss.wrapping_add(1);
        self.unacknowledged.push(Sent { seq: self.manners.iss, len: 0, flags: SYN });
    }

    /// Sends written data as far as the other end's window goes, then the FIN, if the application has closed.
    pub(crate) fn send_what_may_go(&mut self) {
        loop {
            if !matches!(self.state, State::Established | State::CloseWait) {
                return;
            }
            let edge = self.snd_una.wrapping_add(self.snd_wnd);
            let room = distance(self.snd_nxt, edge).max(0) as u32;
            let len = self.unsent.min(self.manners.mss).min(room);
            // A small segment waits while a larger one may still become possible (RFC 9293, section 3.8.6.2.1).
            let silly = len < self.unsent.min(self.manners.mss) && !self.unacknowledged.is_empty();
            let finishes = self.closing && len == self.unsent && room > len;
            let flags = match (len, finishes) {
                (0, true) => ACK | FIN,
                (0, false) => return,
                _ if silly => return,
                (_, true) if self.manners.fin_rides => ACK | PSH | FIN,
                _ if len == self.unsent => ACK | PSH,
                _ => ACK,
            };
            let seq = self.snd_nxt;
            self.snd_nxt = seq.wrapping_add(len);
            self.unsent -= len;
            if flags & FIN != 0 {
                self.fin = Some(self.snd_nxt);
                self.snd_nxt = self.snd_nxt.wrapping_add(1);
                self.acts += 1;
                let established = self.state == State::Established;
                self.state = if established { State::FinWait1 } else { State::LastAck };
            }
            self.unacknowledged.push(Sent { seq, len, flags });
            self.put(seq, flags, len);
        }
    }

    /// Whether a retransmission timer must run.
    pub fn needs_timer(&self) -> bool {
        !self.unacknowledged.is_empty() || self.is_blocked()
    }

    /// Whether an acknowledgement waits for its timer.
    pub fn owes_ack(&self) -> bool {
        self.owed > 0
    }

    /// Something is to be sent, and the other end's window is closed.
    fn is_blocked(&self) -> bool {
        matches!(self.state, State::Established | State::CloseWait) && (self.unsent > 0 || self.closing)
    }

    /// The retransmission timer: the first segment not acknowledged, once more, or a probe of a closed window.
    pub fn timeout(&mut self) {
        if !self.unacknowledged.is_empty() {
            self.send_first_again();
        } else if self.is_blocked() {
            self.put(self.snd_una.wrapping_sub(1), ACK, 0);
        }
    }

    pub(crate) fn send_first_again(&mut self) {
        if let Some(&Sent { seq, len, flags }) = self.unacknowledged.first() {
            let ack = if self.state == State::SynSent { 0 } else { ACK };
            self.put(seq, flags | ack, len);
        }
    }

    /// The timer of a delayed acknowledgement.
    pub fn acknowledge(&mut self) {
        if self.owes_ack() {
            self.put_ack();
        }
    }
}
