//! What is kept of a connection, and what a segment changes.

use crate::whole::lean::segment::{ACK, FIN, RST, SYN, Segment};

/// The states of RFC 9293, section 3.3.2, without LISTEN.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing is known.
    #[default]
    Unknown,
    /// SYN sent.
    SynSent,
    /// SYN received.
    SynReceived,
    /// Open.
    Established,
    /// FIN sent first.
    FinWait1,
    /// It is acknowledged.
    FinWait2,
    /// FIN received first.
    CloseWait,
    /// Both sent FIN before they saw the other's.
    Closing,
    /// FIN sent second.
    LastAck,
    /// All done; waiting.
    TimeWait,
    /// Gone.
    Closed,
}

/// One end of a connection.
#[derive(Clone, Copy, Debug, Default)]
pub struct End {
    /// Its state.
    pub state: State,
    /// Its window scale.
    pub window_scale: u8,
    /// Its maximum segment size.
    pub mss: u16,
    /// The highest sequence number that it sent, and one.
    pub next: u32,
    /// The highest number that it acknowledged.
    pub acknowledged: u32,
    /// The number behind its FIN; 0 before.
    pub behind_fin: u32,
    /// Its last TSval.
    pub timestamp: u32,
    /// Its last window, in octets.
    pub window: u32,
    /// Segments sent.
    pub segments: u32,
    /// Segments with nothing new in them.
    pub repeated: u32,
    /// Octets of payload sent, repeated ones among them.
    pub octets: u64,
}

/// Both ends of a connection, that of the lower socket first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Connection {
    /// The ends.
    pub ends: [End; 2],
}

impl Connection {
    /// Takes a segment in; both ends' states after it, in one number.
    #[inline]
    pub fn take(&mut self, segment: &Segment) -> u64 {
        let [lower, upper] = &mut self.ends;
        let (sender, receiver) = if segment.from_lower { (lower, upper) } else { (upper, lower) };
        count(sender, segment);
        if segment.flags & RST != 0 {
            sender.state = State::Closed;
            receiver.state = State::Closed;
        } else if segment.flags & SYN != 0 {
            open(sender, receiver, segment);
        } else {
            proceed(sender, receiver, segment);
        }
        (sender.state as u64) << 8 | receiver.state as u64
    }

    /// Everything in one number.
    pub fn fold(&self) -> u64 {
        self.ends.iter().fold(0, |sum, end| {
            sum.wrapping_mul(31)
                .wrapping_add(end.octets)
                .wrapping_add(u64::from(end.segments) << 20)
                .wrapping_add(u64::from(end.repeated) << 40)
                .wrapping_add(u64::from(end.mss) + u64::from(end.timestamp) + u64::from(end.window))
                .wrapping_add((end.state as u64) << 56)
        })
    }
}

#[inline]
fn count(sender: &mut End, segment: &Segment) {
    sender.segments += 1;
    sender.octets += u64::from(segment.payload);
    let end = segment.end();
    if end > sender.next {
        sender.next = end;
    } else if end != segment.seq {
        sender.repeated += 1;
    }
    if segment.options.timestamp != 0 {
        sender.timestamp = segment.options.timestamp;
    }
    let scale = if segment.flags & SYN == 0 { sender.window_scale.min(14) } else { 0 };
    sender.window = u32::from(segment.window) << scale;
}

#[inline]
fn open(sender: &mut End, receiver: &mut End, segment: &Segment) {
    sender.mss = segment.options.mss;
    sender.window_scale = segment.options.window_scale;
    if segment.flags & ACK == 0 {
        sender.state = State::SynSent;
        if receiver.state == State::Unknown {
            receiver.state = State::SynReceived;
        }
    } else {
        sender.acknowledged = segment.ack;
        sender.state = State::SynReceived;
        receiver.state = State::Established;
    }
}

#[inline]
fn proceed(sender: &mut End, receiver: &mut End, segment: &Segment) {
    if segment.flags & ACK != 0 {
        sender.acknowledged = sender.acknowledged.max(segment.ack);
    }
    if matches!(sender.state, State::Unknown | State::SynSent) {
        sender.state = State::Established;
    }
    if matches!(receiver.state, State::Unknown | State::SynReceived) {
        receiver.state = State::Established;
    }
    if receiver.behind_fin != 0 && segment.ack >= receiver.behind_fin {
        receiver.state = match receiver.state {
            State::FinWait1 => State::FinWait2,
            State::Closing => State::TimeWait,
            State::LastAck => State::Closed,
            other => other,
        };
    }
    if segment.flags & FIN != 0 && sender.behind_fin == 0 {
        sender.behind_fin = segment.end();
        sender.state = match sender.state {
            State::Established | State::SynReceived => State::FinWait1,
            State::CloseWait => State::LastAck,
            other => other,
        };
        receiver.state = match receiver.state {
            State::Established => State::CloseWait,
            State::FinWait1 => State::Closing,
            State::FinWait2 => State::TimeWait,
            other => other,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Connection, State};
    use crate::whole::lean::segment::{ACK, FIN, RST, SYN, Segment};

    /// Takes in segments of (from the lower socket, flags, SEG.SEQ, SEG.ACK, payload); both ends' states after them.
    fn states(segments: &[(bool, u8, u32, u32, u32)]) -> [State; 2] {
        let mut connection = Connection::default();
        for &(from_lower, flags, seq, ack, payload) in segments {
            connection.take(&Segment { from_lower, seq, ack, flags, payload, ..Segment::default() });
        }
        connection.ends.map(|end| end.state)
    }

    const OPEN: [(bool, u8, u32, u32, u32); 3] =
        [(true, SYN, 100, 0, 0), (false, SYN | ACK, 500, 101, 0), (true, ACK, 101, 501, 0)];

    #[test]
    fn an_open_connection_is_established_at_both_ends() {
        assert_eq!(states(&OPEN), [State::Established; 2]);
        assert_eq!(states(&OPEN[..1]), [State::SynSent, State::SynReceived]);
    }

    #[test]
    fn four_segments_close_a_connection_and_the_first_closer_waits() {
        let close = [
            (false, FIN | ACK, 501, 101, 7),
            (true, ACK, 101, 509, 0),
            (true, FIN | ACK, 101, 509, 0),
            (false, ACK, 509, 102, 0),
        ];
        assert_eq!(states(&[&OPEN[..], &close[..2]].concat()), [State::CloseWait, State::FinWait2]);
        assert_eq!(states(&[&OPEN[..], &close[..]].concat()), [State::Closed, State::TimeWait]);
    }

    #[test]
    fn a_reset_closes_both_ends() {
        assert_eq!(states(&[&OPEN[..], &[(true, RST, 101, 0, 0)]].concat()), [State::Closed; 2]);
    }

    #[test]
    fn a_segment_with_nothing_new_is_counted_as_repeated() {
        let mut connection = Connection::default();
        for seq in [101, 101, 111] {
            let segment = Segment { from_lower: true, flags: ACK, seq, payload: 10, ..Segment::default() };
            connection.take(&segment);
        }
        let [sender, _] = connection.ends;
        assert_eq!((sender.segments, sender.repeated, sender.octets), (3, 1, 30));
    }
}
