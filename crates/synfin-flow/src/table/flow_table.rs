//! The table: from a pair of sockets to its connection, within fixed bounds.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::hash::{Hash as _, Hasher as _};
use core::time::Duration;

use hashbrown::HashTable;
use siphasher::sip::SipHasher13;

use crate::class::Class;
use crate::direction::Direction;
use crate::flow::Flow;
use crate::key::{Socket, SocketPair};
use crate::note::Note;
use crate::outcome::Ended;
use crate::segment_vars::SegmentVars;
use crate::table::books::Books;
use crate::table::clock::Clock;
use crate::table::ended_flow::EndedFlow;
use crate::table::limits::{Limits, Timeouts};
use crate::table::slots::{NOWHERE, Place, Slot, Slots};
use crate::verdict::Verdict;

/// Most flows that may expire with one segment, so that no segment waits for others.
const EXPIRED_PER_SEGMENT: usize = 2;

/// The flows of a capture.
///
/// ```
/// use core::net::{IpAddr, Ipv4Addr};
/// use synfin_flow::key::Socket;
/// use synfin_flow::segment_vars::SegmentVars;
/// use synfin_flow::step::Step;
/// use synfin_flow::table::{flow_table::FlowTable, limits::Limits};
/// use synfin_wire::segment::{flags::Flags, seq::Seq};
///
/// let mut table = FlowTable::new(Limits::default());
/// let client = Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 54203);
/// let server = Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2)), 23);
/// let syn = SegmentVars { seq: Seq(100), flags: Flags::SYN, ..Default::default() };
/// let seen = table.observe(client, server, 0, &syn);
/// assert_eq!((seen.flow, seen.verdict.step), (0, Step::Syn));
/// table.finish();
/// assert_eq!(table.pop_ended().unwrap().originator(), client);
/// assert!(table.books().balance());
/// ```
#[derive(Debug)]
pub struct FlowTable {
    limits: Limits,
    index: HashTable<Place>,
    slots: Slots,
    clock: Clock,
    ended: VecDeque<EndedFlow>,
    /// Places of the flows that the end of the capture ends, the first last.
    last: Vec<Place>,
    books: Books,
}

/// What one segment told, and of which flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The flow's number, from 0, in order of first segments.
    pub flow: u64,
    /// What the segment told.
    pub verdict: Verdict,
}

/// To which of a pair's connections a segment belongs.
enum Belongs {
    To(Place),
    ToANewOne { foreign: bool },
}

impl FlowTable {
    /// An empty table; it grows as flows come.
    pub fn new(limits: Limits) -> FlowTable {
        FlowTable {
            limits,
            index: HashTable::new(),
            slots: Slots::new(),
            clock: Clock::default(),
            ended: VecDeque::new(),
            last: Vec::new(),
            books: Books::default(),
        }
    }

    /// Takes the next segment of the capture.
    ///
    /// `scope` keeps apart what only looks the same ([`SocketPair::new`]); 0 otherwise. Flows that leave the table with this segment wait in
    /// [`FlowTable::pop_ended`].
    pub fn observe(
        &mut self,
        source: Socket,
        destination: Socket,
        scope: u32,
        segment: &SegmentVars,
    ) -> Seen {
        self.settle();
        let now = self.clock.tick(segment.time);
        if let Some(timeouts) = self.limits.timeouts {
            self.expire(&timeouts, now);
        }
        let (pair, from_low) = SocketPair::new(source, destination, scope);
        let hash = self.hash(&pair);
        let newest = self.index.find(hash, |&place| self.slots.get(place).pair == pair).copied();
        let belongs = match newest {
            Some(newest) => self.choose(newest, from_low, segment),
            None => Belongs::ToANewOne { foreign: false },
        };
        match belongs {
            Belongs::To(place) => self.tell(place, from_low, segment, now),
            Belongs::ToANewOne { foreign } => {
                let ports = (source.port(), destination.port());
                let place = self.open(&Opening { pair, from_low, ports, newest, segment }, now);
                let mut seen = self.tell(place, from_low, segment, now);
                seen.verdict.notes = seen.verdict.notes.with_if(foreign, Note::ForeignSpace);
                seen
            }
        }
    }

    /// The next flow that left the table, in the order in which they left.
    pub fn pop_ended(&mut self) -> Option<EndedFlow> {
        if self.ended.is_empty() {
            let place = self.last.pop()?;
            self.end(place, Ended::EndOfInput);
        }
        self.ended.pop_front()
    }

    /// The capture is at its end: all flows leave, in order of their numbers, as [`FlowTable::pop_ended`] asks for them.
    /// Segments that follow all the same begin another capture in the same table.
    pub fn finish(&mut self) {
        self.last = self.slots.used().collect();
        self.last.sort_unstable_by_key(|&place| core::cmp::Reverse(self.slots.get(place).number));
    }

    /// Ends what was left of the capture before, if its flows were not all asked for.
    fn settle(&mut self) {
        while let Some(place) = self.last.pop() {
            self.end(place, Ended::EndOfInput);
        }
    }

    /// The table's accounts.
    pub const fn books(&self) -> Books {
        self.books
    }

    fn hash(&self, pair: &SocketPair) -> u64 {
        hash_of(self.limits.hash_key, pair)
    }

    /// Lets the flow at a place observe the segment.
    fn tell(&mut self, place: Place, from_low: bool, segment: &SegmentVars, now: Duration) -> Seen {
        let slot = self.slots.get_mut(place);
        let sender = sender(slot, from_low);
        let verdict = slot.flow.observe(segment, sender);
        if verdict.sender != sender {
            slot.originator_is_low = !slot.originator_is_low;
        }
        let flow = slot.number;
        self.slots.touch(place, now);
        Seen { flow, verdict }
    }

    /// The newest connection first, then the older one, then a new one.
    fn choose(&self, newest: Place, from_low: bool, segment: &SegmentVars) -> Belongs {
        let newer = self.slots.get(newest);
        let from_newer = sender(newer, from_low);
        let older = (newer.older != NOWHERE).then(|| (newer.older, self.slots.get(newer.older)));
        let flags = segment.flags;
        if flags.syn() && !flags.ack() && !flags.rst() && !flags.fin() && !segment.malformed {
            if newer.flow.owns_syn(segment, from_newer) {
                return Belongs::To(newest);
            }
            return match older {
                Some((place, slot)) if slot.flow.owns_syn(segment, sender(slot, from_low)) => {
                    Belongs::To(place)
                }
                _ => Belongs::ToANewOne { foreign: false },
            };
        }
        if let Some((place, slot)) = older {
            let near_older = slot.flow.is_near(segment, sender(slot, from_low));
            let opening = !newer.flow.handshake_done && !newer.flow.is_part_of_handshake(segment, from_newer);
            if near_older && (opening || newer.flow.is_foreign(segment, from_newer)) {
                return Belongs::To(place);
            }
        } else if flags.ack() && !flags.syn() && !flags.rst() && newer.flow.is_foreign(segment, from_newer) {
            return Belongs::ToANewOne { foreign: true };
        }
        Belongs::To(newest)
    }

    /// Makes place for a new flow and puts it there, in front of the connection before it on the same sockets.
    fn open(&mut self, opening: &Opening<'_>, now: Duration) -> Place {
        let Opening { pair, from_low, ports: (source_port, destination_port), newest, segment } = *opening;
        let (mut flow, from) = Flow::open(segment, source_port, destination_port);
        if let Some(newest) = newest {
            let before = self.slots.get_mut(newest);
            let reached = sender(before, !from_low);
            before.flow.expect_challenge(reached);
            flow.follow(&before.flow);
            let oldest = before.older;
            if oldest != NOWHERE {
                self.end(oldest, Ended::Reused);
            }
        }
        if self.books.live >= u64::from(self.limits.max_flows.get()) {
            self.evict();
        }
        let originator_is_low = from_low == (from == Direction::Originator);
        let slot = Slot::new(pair, &flow, self.books.opened, originator_is_low);
        self.books.open();
        let place = self.slots.insert(&slot, now);
        let hash = self.hash(&pair);
        // The connection before may have been the one that was evicted: ask again.
        let entry = self.index.find_mut(hash, |&place| self.slots.get(place).pair == pair);
        if let Some(entry) = entry {
            let older = core::mem::replace(entry, place);
            self.slots.get_mut(place).older = older;
        } else {
            let (slots, key) = (&self.slots, self.limits.hash_key);
            self.index.insert_unique(hash, place, |&place| hash_of(key, &slots.get(place).pair));
        }
        place
    }

    /// The longest idle flow of the least valuable class leaves.
    fn evict(&mut self) {
        if let Some((place, _)) = Class::ALL.into_iter().find_map(|class| self.slots.longest_idle(class)) {
            self.end(place, Ended::Evicted);
        }
    }

    /// Flows that were silent for too long leave, a few at a time.
    fn expire(&mut self, timeouts: &Timeouts, now: Duration) {
        for _ in 0..EXPIRED_PER_SEGMENT {
            let silent = Class::ALL.into_iter().find_map(|class| {
                let (place, touched) = self.slots.longest_idle(class)?;
                (now.saturating_sub(touched) > timeouts.of(class)).then_some(place)
            });
            let Some(place) = silent else { return };
            self.end(place, Ended::Timeout);
        }
    }

    /// A flow leaves.
    fn end(&mut self, place: Place, why: Ended) {
        let slot = self.slots.remove(place);
        let hash = self.hash(&slot.pair);
        if let Ok(entry) = self.index.find_entry(hash, |&at| self.slots.get(at).pair == slot.pair) {
            let newest = *entry.get();
            if newest != place {
                self.slots.get_mut(newest).older = NOWHERE;
            } else if slot.older == NOWHERE {
                entry.remove();
            } else {
                *entry.into_mut() = slot.older;
            }
        }
        self.books.end(why);
        self.ended.push_back(EndedFlow {
            number: slot.number,
            pair: slot.pair,
            flow: slot.flow,
            ended: why,
            originator_is_low: slot.originator_is_low,
        });
    }
}

/// A flow that is about to begin.
struct Opening<'a> {
    pair: SocketPair,
    from_low: bool,
    /// Of the source and of the destination.
    ports: (u16, u16),
    newest: Option<Place>,
    segment: &'a SegmentVars,
}

/// The end of a flow at which the lower socket is, or the higher one.
fn sender(slot: &Slot, from_low: bool) -> Direction {
    if from_low == slot.originator_is_low { Direction::Originator } else { Direction::Responder }
}

/// SipHash-1-3 under the table's key: strangers who choose addresses cannot choose collisions.
fn hash_of([first, second]: [u64; 2], pair: &SocketPair) -> u64 {
    let mut hasher = SipHasher13::new_with_keys(first, second);
    pair.hash(&mut hasher);
    hasher.finish()
}
