//! What a script remembers from line to line, and how it fills in what a line leaves out.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use crate::forge::flags::{ACK, FIN, SYN};
use crate::forge::segment::{Checksum, Segment};
use crate::scripts::fields::filling;
use crate::scripts::items::{Items, Moment};
use crate::scripts::scripted_segment::{ScriptedOption, ScriptedSegment};

/// The start of every script: 2023-11-14 22:13:20 UTC.
const START_NS: u64 = 1_700_000_000_000_000_000;
/// What passes between two segments when nothing is said: more than any capture's duplicate, less than any timer.
const GAP_NS: u64 = 10_000_000;

/// One end between one pair of ports.
#[derive(Clone, Copy, Debug, Default)]
struct End {
    next: Option<u32>,
    window: Option<u16>,
    ip_id: u16,
}

/// The state of the telling.
pub(crate) struct Tellers {
    pub(crate) left: IpAddr,
    pub(crate) right: IpAddr,
    pub(crate) ports: (u16, u16),
    last_ns: Option<u64>,
    waiting_ns: u64,
    ends: BTreeMap<(u16, u16, bool), End>,
}

impl Tellers {
    pub(crate) fn new() -> Tellers {
        Tellers {
            left: Ipv4Addr::new(192, 0, 2, 1).into(),
            right: Ipv4Addr::new(198, 51, 100, 2).into(),
            ports: (40_000, 80),
            last_ns: None,
            waiting_ns: 0,
            ends: BTreeMap::new(),
        }
    }

    pub(crate) fn wait(&mut self, nanoseconds: u64) {
        self.waiting_ns += nanoseconds;
    }

    /// When the next segment is seen.
    pub(crate) fn time_ns(&mut self, moment: Option<Moment>) -> Result<u64, String> {
        let last = self.last_ns.unwrap_or(START_NS);
        let gap = if self.last_ns.is_none() { 0 } else { GAP_NS };
        let time = match moment {
            None => last.checked_add(gap + self.waiting_ns),
            Some(Moment::After(time)) => last.checked_add(time + self.waiting_ns),
            Some(Moment::Before(time)) => last.checked_sub(time),
            Some(Moment::SinceStart(time)) => START_NS.checked_add(time),
        };
        let time = time.ok_or("the time is out of bounds")?;
        (self.last_ns, self.waiting_ns) = (Some(time), 0);
        Ok(time)
    }

    /// The segment that the items tell of, sent by the left end or the right one.
    pub(crate) fn segment(&mut self, from_left: bool, items: Items) -> Result<ScriptedSegment, String> {
        let ports = items.ports.unwrap_or(self.ports);
        let first_id = if from_left { 0x1001 } else { 0x2001 };
        let fresh = End { ip_id: first_id, ..End::default() };
        let mut sender = *self.ends.get(&(ports.0, ports.1, from_left)).unwrap_or(&fresh);
        let receiver = self.ends.get(&(ports.0, ports.1, !from_left)).copied().unwrap_or_default();

        let seq = items.seq.or(sender.next).ok_or("this end has sent nothing: say a sequence number")?;
        let ack = match (items.ack, items.flags & ACK != 0) {
            (Some(ack), _) => ack,
            (None, true) => receiver.next.ok_or("the other end has sent nothing: say `ack N`")?,
            (None, false) => 0,
        };
        let payload = payload(seq, &items)?;
        sender.window = items.window.or(sender.window);
        sender.ip_id = items.ip_id.unwrap_or(sender.ip_id);
        let segment = Segment {
            source_port: if from_left { ports.0 } else { ports.1 },
            destination_port: if from_left { ports.1 } else { ports.0 },
            seq,
            ack,
            flags: items.flags,
            window: sender.window.unwrap_or(u16::MAX),
            urgent_pointer: items.urgent_pointer,
            checksum: if items.bad_checksum { Checksum::Wrong } else { Checksum::Right },
            options: items.options.iter().flat_map(ScriptedOption::octets).collect(),
            payload,
            ..Segment::default()
        };
        if segment.options.len() > 40 {
            return Err(format!("{} octets of options do not fit the 40 there are", segment.options.len()));
        }
        let scripted = ScriptedSegment {
            line: 0,
            text: String::new(),
            time_ns: self.time_ns(items.moment)?,
            from_left,
            source: SocketAddr::new(if from_left { self.left } else { self.right }, segment.source_port),
            destination: SocketAddr::new(
                if from_left { self.right } else { self.left },
                segment.destination_port,
            ),
            options: items.options,
            ip_id: sender.ip_id,
            ttl: items.ttl.unwrap_or(64),
            captured_payload: items.captured,
            expected: items.expected,
            segment,
        };
        sender.follow(&scripted.segment);
        self.ends.insert((ports.0, ports.1, from_left), sender);
        Ok(scripted)
    }
}

impl End {
    fn follow(&mut self, segment: &Segment) {
        let end = segment.seq.wrapping_add(segment.sequence_length());
        let later = self.next.is_none_or(|next| (end.wrapping_sub(next) as i32) > 0);
        // A SYN begins a new count, wherever the old one stood.
        if later || segment.flags & SYN != 0 {
            self.next = Some(end);
        }
        if self.ip_id != 0 {
            self.ip_id = self.ip_id.wrapping_add(1).max(1);
        }
    }
}

fn payload(seq: u32, items: &Items) -> Result<Vec<u8>, String> {
    let control = u32::from(items.flags & SYN != 0) + u32::from(items.flags & FIN != 0);
    let by_range = match items.end {
        None => None,
        Some(end) => {
            let taken = end.wrapping_sub(seq);
            if taken < control || taken > i32::MAX as u32 {
                return Err(format!(
                    "{seq}:{end} is no range for a segment whose SYN and FIN take {control}"
                ));
            }
            Some(taken - control)
        }
    };
    let by_octets = items.payload.as_ref().map(|octets| octets.len() as u32);
    let told: Vec<u32> = [by_range, items.payload_len, by_octets].into_iter().flatten().collect();
    if told.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(format!("the payload's length is told twice, differently: {told:?}"));
    }
    let length = told.first().copied().unwrap_or(0);
    if length > 65_000 {
        return Err(format!("a payload of {length} octets does not fit a packet"));
    }
    let first_octet = seq.wrapping_add(u32::from(items.flags & SYN != 0));
    Ok(items.payload.clone().unwrap_or_else(|| filling(first_octet, length)))
}
