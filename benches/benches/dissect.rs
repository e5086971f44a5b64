//! What it costs to have dissectors: a call through a dissection beside the same call made directly, and a connection that nobody
//! claims. `cargo bench --package synfin-benches --bench dissect`.

use core::net::{IpAddr, Ipv4Addr};
use core::num::NonZeroU32;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use synfin::dissect::claims::Claims;
use synfin::dissect::data::{At, Data};
use synfin::dissect::dissection::Dissection;
use synfin::dissect::dissector::Dissector;
use synfin::dissect::emitter::Emitter;
use synfin::dissect::failure::Failure;
use synfin::dissect::field::Field;
use synfin::dissect::flow_info::FlowInfo;
use synfin::dissect::limits::DissectionLimits;
use synfin::dissect::name::Name;
use synfin::dissect::registry::Registry;
use synfin::dissect::segment_told::SegmentTold;
use synfin::dissect::then::Then;
use synfin::flow::direction::Direction;
use synfin::flow::endpoint::{basis::Basis, state::State};
use synfin::flow::key::Socket;
use synfin::flow::note::Notes;
use synfin::flow::reason::Why;
use synfin::flow::segment_vars::SegmentVars;
use synfin::flow::step::Step;
use synfin::flow::verdict::Verdict;
use synfin::wire::segment::seq::Seq;

const SEGMENTS: u32 = 10_000;
const LEN: u32 = 100;
const PORT: u16 = 7;

/// Counts octets.
struct Count;

impl Count {
    #[inline(never)]
    fn count(state: &mut u64, data: &Data<'_>) -> Then {
        *state += data.octets.len() as u64;
        Then::GoOn
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
        Claims::none().port(PORT)
    }

    fn open(&self, _: &FlowInfo) -> u64 {
        0
    }

    fn data(&self, state: &mut u64, data: &Data<'_>, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        Ok(Count::count(state, data))
    }
}

/// One segment after another of so many connections, in turn.
fn segments(flows: u32) -> Vec<(u64, Verdict, SegmentVars)> {
    let nobody = (State::Unknown, Basis::Unknown);
    let segment = |number: u32| {
        let offset = number / flows * LEN;
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
        let seq = Seq(offset + 1);
        let frame = u64::from(number) + 1;
        (
            u64::from(number % flows),
            verdict,
            SegmentVars { seq, frame, payload_len: LEN, ..SegmentVars::default() },
        )
    };
    (0..SEGMENTS).map(segment).collect()
}

fn observe(dissection: &mut Dissection, segments: &[(u64, Verdict, SegmentVars)], port: u16, payload: &[u8]) {
    let address = |last| IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
    let sockets = &[Socket::new(address(1), 54203), Socket::new(address(2), port)];
    let ports = [54203, port];
    for (flow, verdict, vars) in black_box(segments) {
        if dissection.wants(*flow, verdict, vars, ports) {
            dissection.observe(&SegmentTold { flow: *flow, verdict, vars, ports, sockets, payload });
        }
    }
}

fn dissect(criterion: &mut Criterion) {
    let payload = [0; LEN as usize];
    let mut group = criterion.benchmark_group("dissect");
    group.throughput(Throughput::Elements(u64::from(SEGMENTS)));
    let one = segments(1);
    group.bench_function("called directly", |bencher| {
        let mut state = 0;
        bencher.iter(|| {
            for (_, verdict, vars) in black_box(&one) {
                let direction = verdict.sender;
                let at = At {
                    frame: vars.frame,
                    time: vars.time,
                    direction,
                    step: verdict.step,
                    notes: verdict.notes,
                };
                let offset = u64::from(vars.seq.0) - 1;
                black_box(Count::count(black_box(&mut state), &Data { at, offset, octets: &payload }));
            }
        });
    });
    for flows in [1, 100] {
        let segments = segments(flows);
        let new = || {
            let limits = DissectionLimits::for_flows(NonZeroU32::MAX);
            Dissection::new(Registry::new().with(Count), limits)
        };
        group.bench_function(format!("claimed, {flows} connections"), |bencher| {
            let mut dissection = new();
            bencher.iter(|| {
                observe(&mut dissection, &segments, PORT, &payload);
                // The next round begins the same connections anew.
                (0..u64::from(flows)).for_each(|flow| drop(dissection.end(flow)));
            });
        });
        group.bench_function(format!("claimed by nobody, {flows} connections"), |bencher| {
            let mut dissection = new();
            bencher.iter(|| observe(&mut dissection, &segments, PORT + 1, &payload));
        });
    }
    group.finish();
}

criterion_group!(benches, dissect);
criterion_main!(benches);
