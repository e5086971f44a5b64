//! What there is to count, and in which order it is told: one place for all formats.

use synfin_flow::outcome::Ended;

use crate::accounts::Accounts;
use crate::inputs::Inputs;

/// Counts that belong together.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its name, a contract: JSON key, first column in CSV.
    pub name: &'static str,
    /// Its heading, for people.
    pub heading: &'static str,
    /// Whether a count of 0 is worth telling.
    pub with_zeros: bool,
    /// The counts.
    pub counts: Vec<Count>,
}

/// One count.
#[derive(Clone, Debug)]
pub struct Count {
    /// What was counted.
    pub name: String,
    /// How often; for a limit, the limit; none for a limit that is off.
    pub count: Option<u64>,
    /// The frame with which it came first, where that is worth a look.
    pub first_frame: Option<u64>,
}

impl Section {
    /// The counts that are worth telling.
    pub fn told(&self) -> impl Iterator<Item = &Count> {
        self.counts.iter().filter(|count| self.with_zeros || count.count != Some(0))
    }
}

/// The two books of a capture, whose sums must come out: frames, then flows.
pub fn books(accounts: &Accounts<'_>) -> [Section; 2] {
    let Accounts { books, flow_books: flows, .. } = accounts;
    let frames = [
        ("frames", books.frames),
        ("tcp", books.tcp),
        ("not_tcp", books.not_tcp),
        ("truncated", books.truncated),
        ("malformed", books.malformed),
        ("unsupported", books.unsupported),
    ];
    let left_out = books.left_out.map(|frames| ("left_out", frames));
    let frames = frames.into_iter().chain(left_out);
    let flows = [("flows_opened", flows.opened), ("flows_live", flows.live)];
    [section("frames", "Frames", true, frames), section("flows", "Connections", true, flows)]
}

/// Everything else that is counted.
pub fn sections(accounts: &Accounts<'_>) -> Vec<Section> {
    let Accounts { books, flow_books: flows, census, .. } = accounts;
    let ended = Ended::ALL.into_iter().map(|end| (end.name(), flows.ended(end)));
    let mut sections = Vec::from_iter(accounts.inputs.map(inputs));
    sections.extend([
        section("flows_ended", "Connections, by why they left", true, ended),
        section(
            "outcomes",
            "Connections, by outcome",
            false,
            census.outcomes().map(|(what, count)| (what.name(), count)),
        ),
        section(
            "stages",
            "Segments, by stage",
            true,
            census.stages().map(|(what, count)| (what.name(), count)),
        ),
        section(
            "steps",
            "Segments, by step",
            false,
            census.steps().map(|(what, count)| (what.name(), count)),
        ),
        section(
            "notes",
            "Segments, by note",
            false,
            census.notes().map(|(what, count)| (what.name(), count)),
        ),
    ]);
    sections.push(section("anomalies", "Segments that are odd by themselves", false, census.anomalies()));
    let protocols = books.protocols().iter().map(|one| (one.first.to_string(), one.frames));
    let others = [("others".to_owned(), books.other_protocols())];
    sections.push(section(
        "not_tcp_protocols",
        "Frames without TCP, by protocol",
        false,
        protocols.chain(others),
    ));
    let link_types = books.unsupported_link_types().iter().map(|one| {
        let name = one.first.name().map(|name| format!(" ({name})")).unwrap_or_default();
        (format!("{}{name}", one.first.0), one.frames)
    });
    let others = [("others".to_owned(), books.other_link_types())];
    let link_types = link_types.chain(others);
    sections.push(section("unsupported_link_types", "Link types that are not read", false, link_types));
    sections.push(Section {
        name: "failures",
        heading: "Why frames could not be read, each with its first case",
        with_zeros: false,
        counts: (books.failures().iter())
            .map(|one| Count {
                name: format!("{}, {}", one.first.kind().name(), one.first),
                count: Some(one.frames),
                first_frame: Some(one.first_frame),
            })
            .collect(),
    });
    if !accounts.dissectors.is_empty() {
        sections.push(dissectors(accounts));
    }
    sections.push(limits(accounts));
    sections
}

/// What was not read whole.
fn inputs(inputs: Inputs) -> Section {
    let counts = [("damaged", inputs.damaged), ("left_out", inputs.left_out)];
    section("inputs", "Inputs that were not read whole", true, counts)
}

/// What happened to dissectors of payload.
fn dissectors(accounts: &Accounts<'_>) -> Section {
    let counts = accounts
        .dissectors
        .iter()
        .flat_map(|(name, counts)| counts.each().map(|(what, count)| (format!("{name}_{what}"), count)));
    section("dissectors", "Dissectors of payload", false, counts)
}

/// The limits in force.
fn limits(accounts: &Accounts<'_>) -> Section {
    let options = accounts.options;
    let timeouts = options.timeouts;
    let seconds = |which: fn(&synfin_flow::table::limits::Timeouts) -> core::time::Duration| {
        timeouts.as_ref().map(|timeouts| which(timeouts).as_secs())
    };
    let limits = [
        ("max_flows", Some(u64::from(options.max_flows.get()))),
        ("timeout_finished_seconds", seconds(|timeouts| timeouts.finished)),
        ("timeout_unanswered_seconds", seconds(|timeouts| timeouts.unanswered)),
        ("timeout_half_open_seconds", seconds(|timeouts| timeouts.half_open)),
        ("timeout_one_sided_seconds", seconds(|timeouts| timeouts.one_sided)),
        ("timeout_closing_seconds", seconds(|timeouts| timeouts.closing)),
        ("timeout_established_seconds", seconds(|timeouts| timeouts.established)),
    ];
    let count = |(name, count): (&str, _)| Count { name: name.to_owned(), count, first_frame: None };
    Section {
        name: "limits",
        heading: "Limits in force (without a timeout, silence ends nothing)",
        with_zeros: true,
        counts: limits.map(count).into(),
    }
}

fn section<N: Into<String>>(
    name: &'static str,
    heading: &'static str,
    with_zeros: bool,
    counts: impl IntoIterator<Item = (N, u64)>,
) -> Section {
    let count = |(name, count): (N, u64)| Count { name: name.into(), count: Some(count), first_frame: None };
    Section { name, heading, with_zeros, counts: counts.into_iter().map(count).collect() }
}
