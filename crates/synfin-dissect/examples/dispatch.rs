//! What a call through a dissection costs, beside the same call made directly: `dispatch WAY ROUNDS`, to be run under an instruction
//! counter, or `dispatch time`, which takes the time of all ways in turn.
//!
//! A round is 128 segments that follow on each other. They are so long that numbers have gone round once after it, so that the next round
//! follows too, and nothing but telling them is counted. The ways: `walk` over the segments alone; the dissector
//! called `direct`ly; through a dissection where it has `claimed` the connection, the same where panics are `contained`, or where it has
//! `two` connections in turn; where it is `done` with it; and where `nobody` has claimed it.
//!
//! ```text
//! cargo build --release -p synfin-dissect --example dispatch
//! for way in walk direct claimed contained two done nobody; do for rounds in 1 1001; do
//!     valgrind --tool=callgrind --callgrind-out-file=/dev/null target/release/examples/dispatch $way $rounds
//! done; done
//! ```

use core::net::{IpAddr, Ipv4Addr};
use core::num::NonZeroU32;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use synfin_dissect::claims::{Claims, Probe};
use synfin_dissect::data::{At, Data};
use synfin_dissect::dissection::Dissection;
use synfin_dissect::dissector::Dissector;
use synfin_dissect::emitter::Emitter;
use synfin_dissect::failure::Failure;
use synfin_dissect::field::Field;
use synfin_dissect::flow::direction::Direction;
use synfin_dissect::flow::endpoint::{basis::Basis, state::State};
use synfin_dissect::flow::key::Socket;
use synfin_dissect::flow::note::Notes;
use synfin_dissect::flow::reason::Why;
use synfin_dissect::flow::segment_vars::SegmentVars;
use synfin_dissect::flow::step::Step;
use synfin_dissect::flow::verdict::Verdict;
use synfin_dissect::flow_info::FlowInfo;
use synfin_dissect::limits::DissectionLimits;
use synfin_dissect::name::Name;
use synfin_dissect::registry::Registry;
use synfin_dissect::segment_told::SegmentTold;
use synfin_dissect::then::Then;
use synfin_dissect::wire::segment::seq::Seq;

/// Segments of a round: few enough to lie in the first cache.
const SEGMENTS: u32 = 128;
const PORT: u16 = 8080;
/// How often each way is timed.
const TIMES: usize = 20_001;

/// Counts octets.
struct Count {
    /// What it says of each segment.
    then: Then,
}

impl Count {
    #[inline(never)]
    fn count(octets: &mut u64, data: &Data<'_>) {
        // It gets what any dissector gets, in memory.
        *octets += black_box(data).octets.len() as u64;
    }
}

impl Dissector for Count {
    type State = u64;

    fn name(&self) -> Name {
        "count".into()
    }

    fn fields(&self) -> Vec<Field> {
        Vec::new()
    }

    fn claims(&self) -> Claims {
        Claims::none().probe(1)
    }

    fn probe(&self, first: &[u8]) -> Probe {
        if first[0] == 0 { Probe::Mine } else { Probe::NotMine }
    }

    fn open(&self, _: &FlowInfo) -> u64 {
        0
    }

    fn data(&self, octets: &mut u64, data: &Data<'_>, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        Count::count(octets, data);
        Ok(self.then)
    }
}

/// One of the ways.
struct Way {
    name: &'static str,
    segments: Vec<(u64, Verdict, SegmentVars)>,
    dissection: Dissection,
    octets: u64,
    payload: Vec<u8>,
}

const WAYS: [&str; 7] = ["walk", "direct", "claimed", "contained", "two", "done", "nobody"];

/// Octets of each segment, where so many connections take turns.
const fn len(flows: u32) -> u32 {
    (1 << 31) / (SEGMENTS / flows) * 2
}

impl Way {
    fn new(name: &'static str) -> Way {
        let flows = if name == "two" { 2 } else { 1 };
        let limits = DissectionLimits::for_flows(NonZeroU32::MAX);
        let count = Count { then: if name == "done" { Then::Done } else { Then::GoOn } };
        let registry = Registry::new().with(count);
        let registry = if name == "contained" { registry.containing_panics() } else { registry };
        Way {
            name,
            segments: segments(flows),
            dissection: Dissection::new(registry, limits),
            octets: 0,
            payload: vec![u8::from(name == "nobody"); len(flows) as usize],
        }
    }

    /// Goes it once.
    #[inline(never)]
    fn round(&mut self) {
        match self.name {
            "walk" => self.walk(),
            "direct" => self.direct(),
            _ => self.dissect(),
        }
    }

    fn walk(&mut self) {
        for (_, verdict, vars) in black_box(&self.segments) {
            self.octets += vars.payload_len as u64 + verdict.step as u64;
        }
    }

    fn direct(&mut self) {
        let payload = black_box(&self.payload);
        for (_, verdict, vars) in black_box(&self.segments) {
            let Verdict { sender: direction, step, notes, .. } = *verdict;
            let at = At { frame: vars.frame, time: vars.time, direction, step, notes };
            let data = Data { at, offset: u64::from(vars.seq.0), octets: payload };
            Count::count(black_box(&mut self.octets), &data);
        }
    }

    fn dissect(&mut self) {
        let address = |last| IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
        let sockets = [Socket::new(address(1), 54203), Socket::new(address(2), PORT)];
        let ports = sockets.map(|socket| socket.port());
        let payload = black_box(&self.payload);
        for (flow, verdict, vars) in black_box(&self.segments) {
            if self.dissection.wants(*flow, verdict, vars, ports) {
                self.dissection.observe(&SegmentTold {
                    flow: *flow,
                    verdict,
                    vars,
                    ports,
                    sockets: &sockets,
                    payload,
                });
            }
        }
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["time"] => time(),
        [way, rounds] => {
            let (Some(way), Ok(rounds)) = (WAYS.iter().find(|known| *known == way), rounds.parse::<u32>())
            else {
                return usage();
            };
            let mut way = Way::new(way);
            (0..rounds).for_each(|_| way.round());
            println!("{}", black_box(way.octets));
        }
        _ => return usage(),
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("usage: dispatch time | dispatch {} ROUNDS", WAYS.join("|"));
    ExitCode::from(2)
}

/// Times all ways, one round of each after another: what disturbs one disturbs all.
fn time() {
    let mut ways = WAYS.map(Way::new);
    let mut took = WAYS.map(|_| Vec::with_capacity(TIMES));
    for _ in 0..TIMES {
        for (way, took) in ways.iter_mut().zip(&mut took) {
            let before = Instant::now();
            way.round();
            took.push(before.elapsed().as_nanos());
        }
    }
    println!("{:8} {:>9} {:>9}   ns a segment", "way", "least", "median");
    for (way, took) in ways.iter().zip(&mut took) {
        took.sort_unstable();
        let [least, median] = [took[0], took[TIMES / 2]].map(|round| round as f64 / f64::from(SEGMENTS));
        println!("{:8} {least:9.2} {median:9.2}", way.name);
    }
}

/// One segment after another of so many connections, in turn.
fn segments(flows: u32) -> Vec<(u64, Verdict, SegmentVars)> {
    let nobody = (State::Unknown, Basis::Unknown);
    let segment = |number: u32| {
        let offset = number / flows * len(flows);
        let verdict = Verdict {
            sender: Direction::Originator,
            step: Step::Data,
            notes: Notes::EMPTY,
            originator: nobody,
            responder: nobody,
            rel_seq: Some(i64::from(offset) + 1),
            rel_ack: None,
            window_scaled: None,
            why: Why::HeaderContradictsItself,
        };
        let (seq, frame) = (Seq(offset + 1), u64::from(number) + 1);
        let vars = SegmentVars { seq, frame, payload_len: len(flows), ..SegmentVars::default() };
        (u64::from(number % flows), verdict, vars)
    };
    (0..SEGMENTS).map(segment).collect()
}
