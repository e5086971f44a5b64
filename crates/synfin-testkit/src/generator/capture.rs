//! A whole capture, record by record in order of time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::forge::frame::link_type::ETHERNET;
use crate::forge::pcap::Pcap;
use crate::forge::record::Record;
use crate::generator::conversation::Conversation;
use crate::generator::planned::Ends;
use crate::generator::profile::{DOORWAY, Ending, Mix, OFFICE, Opening};
use crate::random::Random;

/// Which kind of capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Some thousand connections, segments of every size; `segments` is how many in all.
    Mixed {
        /// How many segments to make.
        segments: u64,
    },
    /// Many connections of a few small segments; `flows` is how many connections in all.
    Crowd {
        /// How many connections to open.
        flows: u64,
    },
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Connections begun.
    pub flows: u64,
    /// Segments, one a record.
    pub segments: u64,
    /// Octets of the file.
    pub octets: u64,
}

/// An iterator over the records of a generated capture.
///
/// ```
/// use synfin_testkit::generator::capture::{Capture, Kind};
///
/// let one: Vec<_> = Capture::new(Kind::Mixed { segments: 100 }, 1).collect();
/// let same: Vec<_> = Capture::new(Kind::Mixed { segments: 100 }, 1).collect();
/// assert_eq!(one.len(), 100);
/// assert_eq!(one, same);
/// ```
#[derive(Debug)]
pub struct Capture {
    kind: Kind,
    random: Random,
    text: Vec<u8>,
    alive: Vec<Option<Conversation>>,
    free: Vec<usize>,
    due: BinaryHeap<Reverse<(u64, usize)>>,
    next_start_ns: u64,
    flows: u64,
    segments: u64,
}

impl Capture {
    /// A capture whose every octet follows from `kind` and `seed`.
    pub fn new(kind: Kind, seed: u64) -> Capture {
        let mut random = Random::new(seed);
        // Prime in length, so that no power of two lines up with it.
        let text = (0..65_521).map(|_| random.next_u32() as u8).collect();
        Capture {
            kind,
            random,
            text,
            alive: Vec::new(),
            free: Vec::new(),
            due: BinaryHeap::new(),
            next_start_ns: 1_700_000_000_000_000_000,
            flows: 0,
            segments: 0,
        }
    }

    /// How many connections have begun so far.
    pub const fn flows(&self) -> u64 {
        self.flows
    }

    /// Writes the whole as a microsecond pcap file.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_to(mut self, out: &mut impl Write) -> io::Result<Totals> {
        let pcap = Pcap::of(ETHERNET);
        let header = pcap.header();
        out.write_all(&header)?;
        let mut octets = header.len() as u64;
        for record in &mut self {
            pcap.write_record(out, &record)?;
            octets += 16 + record.octets.len() as u64;
        }
        out.flush()?;
        Ok(Totals { flows: self.flows, segments: self.segments, octets })
    }

    /// Begins every connection that starts before the next segment is due.
    fn begin_what_is_due(&mut self) {
        loop {
            let opens = match self.kind {
                Kind::Mixed { .. } => true,
                Kind::Crowd { flows } => self.flows < flows,
            };
            let first_due = self.due.peek().map_or(u64::MAX, |Reverse((time, _))| *time);
            if !opens || self.next_start_ns > first_due {
                return;
            }
            let mut conversation = self.conversation();
            self.next_start_ns += self.random.between(0, 2 * self.mix().mean_gap_ns);
            self.flows += 1;
            if let Some(time_ns) = conversation.next_time_ns() {
                let place = self.free.pop().unwrap_or(self.alive.len());
                if place == self.alive.len() {
                    self.alive.push(Some(conversation));
                } else {
                    self.alive[place] = Some(conversation);
                }
                self.due.push(Reverse((time_ns, place)));
            }
        }
    }

    const fn mix(&self) -> Mix {
        match self.kind {
            Kind::Mixed { .. } => OFFICE,
            Kind::Crowd { .. } => DOORWAY,
        }
    }

    fn conversation(&mut self) -> Conversation {
        let mut random = self.random.fork();
        let mix = self.mix();
        let profile = random.weighted(mix.profiles).unwrap_or(mix.profiles[0].1);
        let opening = random.weighted(mix.openings).unwrap_or(Opening::ThreeWay);
        let ending = random.weighted(mix.endings).unwrap_or(Ending::StaysOpen);
        let sockets = match self.kind {
            Kind::Mixed { .. } => office(self.flows, profile.port, &mut random),
            Kind::Crowd { .. } => doorway(self.flows, profile.port, &mut random),
        };
        let mss = if sockets[0].is_ipv4() { 1460 } else { 1440 };
        let ends = Ends { sockets, mss, sack_permitted: random.chance(970) };
        Conversation::new(self.next_start_ns, ends, (profile, opening, ending), mix.loss_per_mille, random)
    }
}

impl Iterator for Capture {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if let Kind::Mixed { segments } = self.kind
            && self.segments == segments
        {
            return None;
        }
        self.begin_what_is_due();
        let Reverse((_, place)) = self.due.pop()?;
        let conversation = self.alive[place].as_mut()?;
        let planned = conversation.next()?;
        let record = planned.record(&conversation.ends, &self.text);
        if let Some(time_ns) = conversation.next_time_ns() {
            self.due.push(Reverse((time_ns, place)));
        } else {
            self.alive[place] = None;
            self.free.push(place);
        }
        self.segments += 1;
        Some(record)
    }
}

/// Some hundred clients, some dozen servers, one connection in eight over IPv6. No pair of sockets comes again
/// within 28,000 connections of a client's.
fn office(flow: u64, port: u16, random: &mut Random) -> [SocketAddr; 2] {
    let (client, server) = (random.below(200) as u8, random.below(48) as u8);
    let client_port = 32_768 + (flow % 28_000) as u16;
    let (client, server): (IpAddr, IpAddr) = if random.chance(125) {
        (
            Ipv6Addr::new(0x2001, 0xdb8, 0x10, 0, 0, 0, 0, u16::from(client) + 1).into(),
            Ipv6Addr::new(0x2001, 0xdb8, 0x51, 0, 0, 0, 0, u16::from(server) + 1).into(),
        )
    } else {
        (Ipv4Addr::new(192, 0, 2, client + 1).into(), Ipv4Addr::new(198, 51, 100, server + 1).into())
    };
    [SocketAddr::new(client, client_port), SocketAddr::new(server, port)]
}

/// A client of its own for each connection, up to sixteen million of them, and a few servers.
fn doorway(flow: u64, port: u16, random: &mut Random) -> [SocketAddr; 2] {
    let [.., high, middle, low] = flow.to_be_bytes();
    let client = Ipv4Addr::new(10, high, middle, low);
    let server = Ipv4Addr::new(203, 0, 113, 1 + random.below(4) as u8);
    let client_port = random.between(1024, 65_535) as u16;
    [SocketAddr::new(client.into(), client_port), SocketAddr::new(server.into(), port)]
}
