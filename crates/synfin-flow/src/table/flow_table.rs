//! The table: from a pair of sockets to its connection, within fixed bounds.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use crate::belonging::Belongs;
use crate::class::Class;
use crate::direction::Direction;
use crate::flow::Flow;
use crate::key::{Socket, SocketPair};
use crate::note::Note;
use crate::outcome::Ended;
use crate::segment_vars::SegmentVars;
use crate::table::address::{Address, Addresses, hash_of};
use crate::table::books::Books;
use crate::table::clock::{Clock, TableTime};
use crate::table::ended_flow::EndedFlow;
use crate::table::index::Index;
use crate::table::latest::Latest;
use crate::table::limits::{Limits, Timeouts};
use crate::table::place::{NOWHERE, Place};
use crate::table::seen::Seen;
use crate::table::slots::Slots;

/// Most flows that may expire with one segment, so that no segment waits for others.
const EXPIRED_PER_SEGMENT: usize = 2;
/// So many flows take some four mebibytes, which is more than the second cache of a core holds.
const LARGE: u64 = 1 << 14;

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
    pub(super) limits: Limits,
    pub(super) index: Index,
    pub(super) slots: Slots,
    pub(super) clock: Clock,
    latest: Latest,
    /// The flow at hand, between its places.
    flow: Flow,
    ended: VecDeque<EndedFlow>,
    /// Places of the flows that the end of the capture ends, the first last.
    pub(super) last: Vec<Place>,
    pub(super) books: Books,
    /// Where flows were opened whose numbers another one will tell; none where the table numbers its flows itself.
    pub(super) unnumbered: Option<Vec<Place>>,
}

impl FlowTable {
    /// An empty table; it grows as flows come.
    pub fn new(limits: Limits) -> FlowTable {
        FlowTable {
            limits,
            index: Index::new(limits.max_flows),
            slots: Slots::new(limits.max_flows),
            clock: Clock::default(),
            latest: Latest::new(),
            flow: Flow::BLANK,
            ended: VecDeque::new(),
            last: Vec::new(),
            books: Books::default(),
            unnumbered: None,
        }
    }

    /// Takes the next segment of the capture.
    ///
    /// `scope` keeps apart what only looks the same ([`SocketPair::new`]); 0 otherwise. Flows that leave the table with this segment wait in
    /// [`FlowTable::pop_ended`].
    #[expect(
        clippy::inline_always,
        reason = "called, sockets would be written to memory in pieces, and waited for when they are read as wholes"
    )]
    #[inline(always)]
    pub fn observe(
        &mut self,
        source: Socket,
        destination: Socket,
        scope: u32,
        segment: &SegmentVars,
    ) -> Seen {
        let (pair, from_low) = SocketPair::new(source, destination, scope);
        let newest = self.newest(&pair, |table| table.hash(&pair));
        self.observe_in(newest, &pair, from_low, segment)
    }

    /// The newest connection of a pair: one of the latest, or that under this hash.
    #[inline]
    fn newest(&mut self, pair: &SocketPair, hash: impl FnOnce(&FlowTable) -> u64) -> Option<Place> {
        if let Some(place) = self.latest.probable(pair)
            && self.slots.pair(place) == pair
        {
            debug_assert_eq!(
                Some(place),
                self.find(hash(self), pair),
                "what was kept is not what the index has"
            );
            return Some(place);
        }
        self.find_again(hash(self), pair)
    }

    /// The newest connection of a pair, which is one of the latest from now on.
    fn find_again(&mut self, hash: u64, pair: &SocketPair) -> Option<Place> {
        let newest = self.find(hash, pair)?;
        self.latest.keep(pair, newest);
        Some(newest)
    }

    /// Where the table keeps the connections of these sockets: found out once, for [`FlowTable::approach`] and [`FlowTable::observe_at`].
    #[inline]
    pub fn address(&self, source: Socket, destination: Socket, scope: u32) -> Address {
        Address::new(self.limits.hash_key, source, destination, scope)
    }

    /// Where the table keeps the connections of one segment after another; as [`FlowTable::address`] for each.
    #[inline]
    pub fn addresses(&self) -> Addresses {
        Addresses::new(self.limits.hash_key)
    }

    /// Whether it has grown beyond what the caches near a core hold, so that [`FlowTable::approach`] pays.
    #[inline]
    pub fn is_large(&self) -> bool {
        self.books.live >= LARGE
    }

    /// Brings near what the segments of a burst will need, so that the memory works for all of them at once. Nothing is
    /// changed by it, and nothing is different without it but the time that is spent.
    pub fn approach<const N: usize>(&self, burst: &[Option<Address>; N]) {
        let (mut places, mut last) = ([NOWHERE; N], None);
        for (place, address) in places.iter_mut().zip(burst) {
            let hash = address.as_ref().map(|address| address.hash);
            // The segments of a train lie in one place.
            if hash != last {
                last = hash;
                *place = hash.and_then(|hash| self.index.peek(hash)).unwrap_or(NOWHERE);
            }
        }
        self.slots.approach(&places);
    }

    /// Takes the next segment of the capture, sent by the source to the destination of this address.
    pub fn observe_at(&mut self, address: &Address, segment: &SegmentVars) -> Seen {
        let newest = self.newest(&address.pair, |_| address.hash);
        self.observe_in(newest, &address.pair, address.from_low, segment)
    }

    /// The newest connection of a pair.
    #[inline]
    pub(super) fn find(&self, hash: u64, pair: &SocketPair) -> Option<Place> {
        self.index.find(hash, |place| self.slots.pair(place) == pair)
    }

    /// Takes the next segment of the capture, between these sockets, whose newest connection is there.
    fn observe_in(
        &mut self,
        newest: Option<Place>,
        pair: &SocketPair,
        from_low: bool,
        segment: &SegmentVars,
    ) -> Seen {
        let now = self.clock.tick(segment.time);
        let newest = if self.last.is_empty() && self.limits.timeouts.is_none() {
            newest
        } else {
            self.clear(now);
            self.find(self.hash(pair), pair)
        };
        let foreign = match newest {
            None => false,
            Some(newest) => {
                let mut seen = Seen::BLANK;
                if self.slots.observe_usual(newest, from_low, segment, now, &mut seen).is_some() {
                    return seen;
                }
                self.slots.load_into(newest, &mut self.flow);
                match self.choose(newest, from_low, segment) {
                    (Belongs::ToNewer, _) => return self.tell(newest, from_low, segment, now),
                    (Belongs::ToOlder, older) => {
                        self.slots.load_into(older, &mut self.flow);
                        return self.tell(older, from_low, segment, now);
                    }
                    (Belongs::ToNeither { foreign }, _) => foreign,
                }
            }
        };
        let place = self.open(pair, from_low, newest, segment, now);
        let mut seen = self.tell(place, from_low, segment, now);
        seen.verdict.notes = seen.verdict.notes.with_if(foreign, Note::ForeignSpace);
        seen
    }

    /// The next flow that left the table, in the order in which they left.
    #[inline]
    pub fn pop_ended(&mut self) -> Option<EndedFlow> {
        if self.any_ended() { self.pop_one_ended() } else { None }
    }

    /// Whether a flow has left that waits to be taken out.
    #[inline]
    pub fn any_ended(&self) -> bool {
        !(self.ended.is_empty() && self.last.is_empty())
    }

    /// How many flows have left and wait to be taken out; without those that the end of the capture ends.
    #[inline]
    pub fn left(&self) -> usize {
        self.ended.len()
    }

    /// The numbers of those that have left since so many waited.
    pub fn left_since(&self, waited: usize) -> impl Iterator<Item = u64> {
        self.ended.range(waited.min(self.ended.len())..).map(|ended| ended.number)
    }

    fn pop_one_ended(&mut self) -> Option<EndedFlow> {
        if let Some(ended) = self.ended.pop_front() {
            return Some(ended);
        }
        let place = self.last.pop()?;
        let ended = self.slots.leaving(place, Ended::EndOfInput);
        self.books.end(Ended::EndOfInput);
        if self.last.is_empty() {
            self.slots = Slots::new(self.limits.max_flows);
        }
        Some(ended)
    }

    /// The capture is at its end: all flows leave, in order of their numbers, as [`FlowTable::pop_ended`] asks for them.
    /// Segments that follow all the same begin another capture in the same table.
    pub fn finish(&mut self) {
        self.settle();
        self.latest.clear();
        // Nobody looks for a flow any more, and its memory serves the order in which they leave.
        self.index.clear();
        self.last = self.slots.by_number();
    }

    /// Ends what was left of the capture before, if its flows were not all asked for.
    #[cold]
    fn settle(&mut self) {
        let left: Vec<EndedFlow> = core::iter::from_fn(|| self.pop_one_ended()).collect();
        self.ended.extend(left);
    }

    /// The table's accounts.
    pub const fn books(&self) -> Books {
        self.books
    }

    pub(super) fn hash(&self, pair: &SocketPair) -> u64 {
        hash_of(self.limits.hash_key, pair)
    }

    /// Lets the flow at hand observe the segment, and keeps it at its place.
    #[inline]
    fn tell(&mut self, place: Place, from_low: bool, segment: &SegmentVars, now: TableTime) -> Seen {
        let sender = self.sender(place, from_low);
        let verdict = self.flow.observe(segment, sender);
        if verdict.sender != sender {
            self.slots.swap_roles(place);
        }
        if !self.slots.store(place, &self.flow, now) {
            // It has no block for what is rare, so the flow that leaves is another one.
            self.evict(Slots::longest_idle_with_rare);
            let stored = self.slots.store(place, &self.flow, now);
            debug_assert!(stored, "a block was given back");
        }
        Seen { flow: self.slots.number(place), verdict }
    }

    /// The newest connection first, which is the flow at hand, then the older one, then a new one. A packet that is captured twice belongs
    /// where it belonged the first time, whatever it changed there. With it, where the older one lies.
    #[inline]
    fn choose(&self, newest: Place, from_low: bool, segment: &SegmentVars) -> (Belongs, Place) {
        let newer = (&self.flow, self.sender(newest, from_low));
        let older = self.slots.older(newest);
        let flow = (older != NOWHERE).then(|| self.slots.load(older));
        let belongs =
            Belongs::of(newer, flow.as_ref().map(|flow| (flow, self.sender(older, from_low))), segment);
        (belongs, older)
    }

    /// Makes place for a new flow, which is then at hand, and puts it there, in front of the connection before it on the same sockets.
    fn open(
        &mut self,
        pair: &SocketPair,
        from_low: bool,
        newest: Option<Place>,
        segment: &SegmentVars,
        now: TableTime,
    ) -> Place {
        let hash = self.hash(pair);
        let (low, high) = (pair.low().port(), pair.high().port());
        let (source_port, destination_port) = if from_low { (low, high) } else { (high, low) };
        let from;
        (self.flow, from) = Flow::open(segment, source_port, destination_port);
        if let Some(newest) = newest {
            let mut before = self.slots.load(newest);
            before.expect_challenge(self.sender(newest, !from_low));
            self.slots.amend(newest, &before);
            self.flow.follow(&before);
            let oldest = self.slots.older(newest);
            if oldest != NOWHERE {
                // The less valuable of the two leaves: a forged SYN must not end a connection that lives.
                let newer_is_worth_less = before.class() < self.slots.load(oldest).class();
                self.end(if newer_is_worth_less { newest } else { oldest }, Ended::Reused);
            }
        }
        if self.books.live >= u64::from(self.limits.max_flows.get()) || !self.slots.has_room() {
            self.evict(Slots::longest_idle);
        }
        let originator_is_low = from_low == (from == Direction::Originator);
        let number = self.number_of_next();
        let place = self.slots.insert(*pair, number, originator_is_low, now);
        self.note_opened(place);
        self.books.open();
        // The connection before may have been the one that was evicted: ask again.
        let before = newest.and_then(|_| self.find(hash, pair));
        if let Some(before) = before {
            self.index.replace(hash, before, place);
            self.slots.set_older(place, before);
        } else {
            self.index.insert(hash, place);
        }
        self.latest.keep(pair, place);
        place
    }

    /// The longest idle flow of the least valuable class leaves, as `longest_idle` finds it.
    fn evict(&mut self, longest_idle: impl Fn(&Slots, Class) -> Option<Place>) {
        if let Some(place) = Class::ALL.into_iter().find_map(|class| longest_idle(&self.slots, class)) {
            self.end(place, Ended::Evicted);
        }
    }

    /// What is to leave before a segment leaves: flows of the capture before, and those that were silent for too long.
    #[cold]
    fn clear(&mut self, now: TableTime) {
        if !self.last.is_empty() {
            self.settle();
        }
        if let Some(timeouts) = self.limits.timeouts {
            self.expire(&timeouts, now);
        }
    }

    /// Flows that were silent for too long leave, a few at a time.
    fn expire(&mut self, timeouts: &Timeouts, now: TableTime) {
        for _ in 0..EXPIRED_PER_SEGMENT {
            if !self.expire_one(timeouts, now) {
                return;
            }
        }
    }

    /// A flow that was silent for too long leaves, if there is one.
    #[inline]
    pub(super) fn expire_one(&mut self, timeouts: &Timeouts, now: TableTime) -> bool {
        let silent =
            Class::ALL.into_iter().find_map(|class| self.slots.silent(class, timeouts.of(class), now));
        let Some(place) = silent else { return false };
        self.end(place, Ended::Timeout);
        true
    }

    /// A flow leaves.
    fn end(&mut self, place: Place, why: Ended) {
        let pair = self.slots.pair(place);
        self.latest.forget(pair);
        let hash = self.hash(pair);
        let older = self.slots.older(place);
        match self.find(hash, pair) {
            Some(newest) if newest != place => self.slots.set_older(newest, NOWHERE),
            Some(_) if older != NOWHERE => {
                self.index.replace(hash, place, older);
            }
            Some(_) => self.index.remove(hash, place),
            None => {}
        }
        let ended = self.slots.leaving(place, why);
        self.slots.remove(place);
        self.books.end(why);
        self.ended.push_back(ended);
    }

    /// The end of the flow at a place that the lower socket is, or the higher one.
    #[inline]
    fn sender(&self, place: Place, from_low: bool) -> Direction {
        if from_low == self.slots.originator_is_low(place) {
            Direction::Originator
        } else {
            Direction::Responder
        }
    }
}
