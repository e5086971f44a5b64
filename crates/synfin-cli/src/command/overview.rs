//! `synfin overview`: all connections over time, or how long their handshakes took.

use synfin::chart::format::ChartFormat;
use synfin::flow::step::Step;
use synfin::flow::time::Moment;
use synfin::flow_summary::FlowSummary;
use synfin::overview::timeline::{MOST_ROWS, Timeline, USUAL_ROWS};
use synfin::round_trips::picture::RoundTrips;

use crate::arguments::chart::{Overview, OverviewArguments};
use crate::command::carry_out::carry_out;
use crate::command::chart::{self, named};
use crate::command::chosen_flows::{ChosenFlows, Taker};
use crate::command::spool::Spooled;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::input::{Input, Stop};
use crate::output::{Output, look};
use synfin::filter::order::Ordered;

pub(crate) fn run(arguments: &OverviewArguments) -> Exit {
    let format = match chart::format_with_axes(&arguments.writing) {
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
    let spooled = Spooled::new(input, faults)?;
    let input = &spooled.input;
    let survey = Survey { ordered: arguments.order.keeper(USUAL_ROWS as u32), time: None };
    // What is wrong with the input is told by the second reading.
    let mut survey = ChosenFlows::new(&arguments.filter, survey);
    match survey.read(&arguments.input, input, &mut Faults::default()) {
        Ok(_) | Err(Stop::NothingRead) => {}
        Err(stop) => return Err(stop),
    }
    let Survey { ordered, time } = survey.taker;
    let mut rows: Vec<FlowSummary> = ordered.into_flows().take(MOST_ROWS).collect();
    if !arguments.order.is_sorted() {
        rows.sort_by_key(FlowSummary::number);
    }
    let (start, end) = time.unwrap_or_default();
    let mut painter = ChosenFlows::new(&arguments.filter, Timeline::between(start, end, &rows));
    painter.read_to_draw(&arguments.input, input, faults)?;
    let timeline = named(painter.taker, &arguments.input.files, Timeline::with_source);
    Ok(timeline.write(out, look(&arguments.writing.page), format)?)
}

fn round_trips(
    arguments: &OverviewArguments,
    format: ChartFormat,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut measurer = ChosenFlows::new(&arguments.filter, RoundTrips::default());
    measurer.read_to_draw(&arguments.input, input, faults)?;
    let round_trips = named(measurer.taker, &arguments.input.files, RoundTrips::with_source);
    Ok(round_trips.write(out, look(&arguments.writing.page), format)?)
}

/// Chooses the connections that are drawn, and finds out when all of them were.
struct Survey {
    ordered: Ordered,
    time: Option<(Moment, Moment)>,
}

impl Taker for Survey {
    fn flow(&mut self, flow: FlowSummary) {
        let (start, end) = self.time.unwrap_or((flow.first_time(), flow.last_time()));
        self.time = Some((start.min(flow.first_time()), end.max(flow.last_time())));
        self.ordered.push(flow);
    }
}

impl Taker for Timeline {
    const WANTS_SEGMENTS: bool = true;

    fn segment(&mut self, time: Moment, flow: u64, step: Step) {
        self.watch(time, flow, step);
    }

    fn flow(&mut self, flow: FlowSummary) {
        self.count(&flow);
    }
}

impl Taker for RoundTrips {
    fn flow(&mut self, flow: FlowSummary) {
        self.add(&flow);
    }
}
