//! What an end does with a segment that arrives (RFC 9293, section 3.10.7), in the order of that section.

use crate::forge::flags::{ACK, FIN, RST, SYN};
use crate::forge::segment::Segment;
use crate::two_ends::end::{End, Sent};
use crate::two_ends::number::{distance, within};
use crate::two_ends::state::State;

impl End {
    /// A segment arrives.
    pub fn receive(&mut self, segment: &Segment) {
        match self.state {
            State::Closed => self.refuse(segment),
            State::Listen => self.receive_listening(segment),
            State::SynSent => self.receive_syn_sent(segment),
            _ => self.receive_synchronized(segment),
        }
    }

    /// 3.10.7.1: there is no connection.
    fn refuse(&mut self, segment: &Segment) {
        if segment.flags & RST != 0 {
            return;
        }
        if segment.flags & ACK != 0 {
            self.put(segment.ack, RST, 0);
        } else {
            // Until its answer is seen, nobody can know that no one was there.
            self.acts += 1;
            self.rcv_nxt = segment.seq.wrapping_add(segment.sequence_length());
            self.put(0, RST | ACK, 0);
        }
    }

    /// 3.10.7.2.
    fn receive_listening(&mut self, segment: &Segment) {
        if segment.flags & RST != 0 {
            return;
        }
        if segment.flags & ACK != 0 {
            self.put(segment.ack, RST, 0);
        } else if segment.flags & SYN != 0 {
            self.synchronize(segment);
            self.state = State::SynReceived;
            self.queue_syn();
            self.put(self.manners.iss, SYN | ACK, 0);
        }
    }

    /// 3.10.7.3.
    fn receive_syn_sent(&mut self, segment: &Segment) {
        let acceptable_ack = segment.flags & ACK != 0 && within(self.snd_una, segment.ack, self.snd_nxt);
        if segment.flags & ACK != 0 && !acceptable_ack {
            if segment.flags & RST == 0 {
                self.put(segment.ack, RST, 0);
            }
            return;
        }
        if segment.flags & RST != 0 {
            if acceptable_ack {
                self.forget(State::Closed);
            }
            return;
        }
        if segment.flags & SYN == 0 {
            return;
        }
        self.synchronize(segment);
        if acceptable_ack {
            self.acknowledged_up_to(segment.ack);
            self.state = State::Established;
            self.put_ack();
            self.send_what_may_go();
        } else {
            self.state = State::SynReceived;
            self.put(self.manners.iss, SYN | ACK, 0);
        }
    }

    fn synchronize(&mut self, syn: &Segment) {
        self.irs = syn.seq;
        self.rcv_nxt = syn.seq.wrapping_add(1);
        self.snd_wnd = u32::from(syn.window);
        (self.snd_wl1, self.snd_wl2) = (syn.seq, syn.ack);
    }

    /// 3.10.7.4.
    fn receive_synchronized(&mut self, segment: &Segment) {
        let (mut seq, mut flags) = (segment.seq, segment.flags);
        if self.state == State::SynReceived && flags & SYN != 0 && seq == self.irs {
            if flags & ACK == 0 {
                // The other end's SYN again: our SYN-ACK has not reached it.
                if self.manners.repeats_syn_ack {
                    self.put(self.manners.iss, SYN | ACK, 0);
                } else {
                    self.put_ack();
                }
                return;
            }
            // Simultaneous open: of its SYN-ACK we have had the SYN; the rest is new.
            (seq, flags) = (seq.wrapping_add(1), flags & !SYN);
        }
        let len = segment.payload.len() as u32;
        let taken = len + u32::from(flags & SYN != 0) + u32::from(flags & FIN != 0);
        let closed_window = self.window() == 0 && seq == self.rcv_nxt;
        if !self.is_acceptable(seq, taken) && !closed_window {
            if flags & RST == 0 {
                self.put_ack();
            }
            return;
        }
        if flags & RST != 0 {
            self.receive_reset(seq);
            return;
        }
        if flags & SYN != 0 {
            // RFC 5961, section 4: a challenge, whatever its number.
            self.put_ack();
            return;
        }
        if flags & ACK == 0 || !self.receive_ack(segment, seq, taken) {
            return;
        }
        self.receive_text(seq, len, flags & FIN != 0);
        self.send_what_may_go();
    }

    /// The four cases of section 3.4: is any of it within the receive window?
    fn is_acceptable(&self, seq: u32, taken: u32) -> bool {
        let window = self.window();
        let inside = |number: u32| {
            let offset = distance(self.rcv_nxt, number);
            offset >= 0 && (offset as u32) < window
        };
        match (taken, window) {
            (0, 0) => seq == self.rcv_nxt,
            (0, _) => inside(seq),
            (_, 0) => false,
            _ => inside(seq) || inside(seq.wrapping_add(taken - 1)),
        }
    }

    /// RFC 5961, section 3: only an exact number resets.
    fn receive_reset(&mut self, seq: u32) {
        if seq != self.rcv_nxt {
            self.put_ack();
        } else if self.state == State::SynReceived && self.passive {
            self.forget(State::Listen);
        } else {
            self.forget(State::Closed);
        }
    }

    /// The ACK field; whether the segment is to be read further.
    fn receive_ack(&mut self, segment: &Segment, seq: u32, taken: u32) -> bool {
        let ack = segment.ack;
        if self.state == State::SynReceived {
            if !within(self.snd_una, ack, self.snd_nxt) {
                self.put(ack, RST, 0);
                return false;
            }
            self.state = State::Established;
        }
        if distance(self.snd_nxt, ack) > 0 {
            self.put_ack();
            return false;
        }
        if distance(self.snd_una, ack) > 0 {
            self.acknowledged_up_to(ack);
        } else if ack == self.snd_una && taken == 0 && self.snd_wnd == u32::from(segment.window) {
            self.duplicates = self.duplicates.saturating_add(1);
            if self.duplicates == 3 {
                self.send_first_again();
            }
        }
        let newer =
            distance(self.snd_wl1, seq) > 0 || (self.snd_wl1 == seq && distance(self.snd_wl2, ack) >= 0);
        if distance(self.snd_una, ack) >= 0 && newer {
            self.snd_wnd = u32::from(segment.window);
            (self.snd_wl1, self.snd_wl2) = (seq, ack);
        }
        if self.fin.is_some_and(|fin| distance(fin, self.snd_una) > 0) {
            match self.state {
                State::FinWait1 => self.state = State::FinWait2,
                State::Closing => self.state = State::TimeWait,
                State::LastAck => {
                    self.forget(State::Closed);
                    return false;
                }
                _ => {}
            }
        }
        true
    }

    fn acknowledged_up_to(&mut self, ack: u32) {
        self.snd_una = ack;
        self.duplicates = 0;
        self.unacknowledged.retain(|&Sent { seq, len, flags }| {
            let control = u32::from(flags & SYN != 0) + u32::from(flags & FIN != 0);
            distance(ack, seq.wrapping_add(len + control)) > 0
        });
    }

    /// Text and FIN.
    fn receive_text(&mut self, seq: u32, len: u32, fin: bool) {
        if !matches!(self.state, State::Established | State::FinWait1 | State::FinWait2) {
            return;
        }
        let before = self.rcv_nxt;
        let edge = before.wrapping_add(self.window());
        if len > 0 {
            let end = seq.wrapping_add(len);
            let end = if distance(edge, end) > 0 { edge } else { end };
            if distance(before, end) > 0 {
                self.islands.push((seq, end));
            }
            self.gather();
            self.owed = self.owed.saturating_add(1);
        }
        let number = seq.wrapping_add(len);
        if fin && distance(number, edge) > 0 {
            self.peer_fin = Some(number);
            self.owed = self.owed.saturating_add(1);
        }
        let finished = self.peer_fin == Some(self.rcv_nxt);
        if finished {
            self.rcv_nxt = self.rcv_nxt.wrapping_add(1);
            self.state = match self.state {
                State::Established => State::CloseWait,
                // Had our FIN been acknowledged, we would be in FIN-WAIT-2 by now.
                State::FinWait1 => State::Closing,
                _ => State::TimeWait,
            };
        }
        // In order and the first: it may wait. All else is told at once.
        let waits =
            self.manners.delays_acks && self.owed == 1 && self.rcv_nxt != before && self.islands.is_empty();
        if self.owed > 0 && !waits {
            self.put_ack();
        }
    }

    /// Moves RCV.NXT over all that joins on.
    fn gather(&mut self) {
        while let Some(place) = self.islands.iter().position(|&(start, _)| distance(self.rcv_nxt, start) <= 0)
        {
            let (_, end) = self.islands.remove(place);
            let new = distance(self.rcv_nxt, end).max(0) as u32;
            self.rcv_nxt = self.rcv_nxt.wrapping_add(new);
            self.unread += new;
        }
    }
}
