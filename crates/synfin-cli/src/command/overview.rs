//! `synfin overview`: all connections over time, or how long their handshakes took.

use std::io;

use synfin::chart::format::ChartFormat;
use synfin::flow::time::Moment;
use synfin::flow::verdict::Verdict;
use synfin::flow_summary::FlowSummary;
use synfin::overview::timeline::{MOST_ROWS, Timeline, USUAL_ROWS};
use synfin::round_trips::picture::RoundTrips;

use crate::arguments::chart::{Overview, OverviewArguments};
use crate::command::all_flows::{FlowListener, read};
use crate::command::carry_out::carry_out;
use crate::command::chart::{self, names};
use crate::command::chosen::Chosen;
use crate::command::spool::Spooled;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::filter::order::Ordered;
use crate::input::{Input, Stop};
use crate::output::{Output, look};

pub(crate) fn run(arguments: &OverviewArguments) -> Exit {
    let formats = ChartFormat::ALL.map(ChartFormat::name);
    let format = match chart::format(
        arguments.writing.format,
        &arguments.writing.page,
        ChartFormat::of_ending,
        &formats,
    ) {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    if arguments.kind == Overview::Rtt && !arguments.order.is_empty() {
        let mut faults = Faults::default();
        faults.could_not("--sort and --top choose bars; a histogram counts all connections");
        return faults.tell();
    }
    carry_out(&arguments.input, &arguments.writing.page, |input, out, faults| match arguments.kind {
        Overview::Flows => flows(arguments, format, input, out, faults),
        Overview::Rtt => round_trips(arguments, format, input, out, faults),
    })
}

/// To choose what is drawn takes one reading, to draw it another.
fn flows(
    arguments: &OverviewArguments,
    format: ChartFormat,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let spooled = Spooled::new(input)?;
    let input = &spooled.input;
    let dissectors = arguments.filter.dissectors();
    let mut survey = Survey {
        chosen: Chosen::new(&arguments.filter),
        ordered: arguments.order.keeper(USUAL_ROWS as u32),
        time: None,
    };
    // What is wrong with the input is told by the second reading.
    match read(&arguments.input, &dissectors, input, &mut Faults::default(), &mut survey) {
        Ok(_) | Err(Stop::NothingRead) => {}
        Err(stop) => return Err(stop),
    }
    let mut rows: Vec<FlowSummary> = survey.ordered.into_flows().take(MOST_ROWS).collect();
    if !arguments.order.is_sorted() {
        rows.sort_by_key(FlowSummary::number);
    }
    let (start, end) = survey.time.unwrap_or_default();
    let mut painter =
        Painter { chosen: Chosen::new(&arguments.filter), timeline: Timeline::between(start, end, &rows) };
    read(&arguments.input, &dissectors, input, faults, &mut painter)?;
    let timeline = match names(&arguments.input.files) {
        Some(names) => painter.timeline.with_source(&names),
        None => painter.timeline,
    };
    Ok(timeline.write(out, look(&arguments.writing.page), format)?)
}

fn round_trips(
    arguments: &OverviewArguments,
    format: ChartFormat,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut measurer =
        Measurer { chosen: Chosen::new(&arguments.filter), round_trips: RoundTrips::default() };
    read(&arguments.input, &arguments.filter.dissectors(), input, faults, &mut measurer)?;
    let round_trips = match names(&arguments.input.files) {
        Some(names) => measurer.round_trips.with_source(&names),
        None => measurer.round_trips,
    };
    Ok(round_trips.write(out, look(&arguments.writing.page), format)?)
}

/// Chooses the connections that are drawn, and finds out when all of them were.
struct Survey<'a> {
    chosen: Chosen<'a>,
    ordered: Ordered,
    time: Option<(Moment, Moment)>,
}

impl FlowListener for Survey<'_> {
    fn wants_segments(&self) -> bool {
        self.chosen.wants_segments()
    }

    fn segment(&mut self, _: Moment, flow: u64, verdict: &Verdict) {
        self.chosen.segment(flow, verdict);
    }

    fn flow(&mut self, flow: FlowSummary) -> io::Result<()> {
        if self.chosen.take(&flow) {
            let (start, end) = self.time.unwrap_or((flow.first_time(), flow.last_time()));
            self.time = Some((start.min(flow.first_time()), end.max(flow.last_time())));
            self.ordered.push(flow);
        }
        Ok(())
    }
}

/// Draws them.
struct Painter<'a> {
    chosen: Chosen<'a>,
    timeline: Timeline,
}

impl FlowListener for Painter<'_> {
    fn wants_segments(&self) -> bool {
        true
    }

    fn segment(&mut self, time: Moment, flow: u64, verdict: &Verdict) {
        self.chosen.segment(flow, verdict);
        self.timeline.watch(time, flow, verdict.step);
    }

    fn flow(&mut self, flow: FlowSummary) -> io::Result<()> {
        if self.chosen.take(&flow) {
            self.timeline.count(&flow);
        }
        Ok(())
    }
}

/// Counts how long handshakes took.
struct Measurer<'a> {
    chosen: Chosen<'a>,
    round_trips: RoundTrips,
}

impl FlowListener for Measurer<'_> {
    fn wants_segments(&self) -> bool {
        self.chosen.wants_segments()
    }

    fn segment(&mut self, _: Moment, flow: u64, verdict: &Verdict) {
        self.chosen.segment(flow, verdict);
    }

    fn flow(&mut self, flow: FlowSummary) -> io::Result<()> {
        if self.chosen.take(&flow) {
            self.round_trips.add(&flow);
        }
        Ok(())
    }
}
