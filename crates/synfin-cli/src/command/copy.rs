//! `synfin annotate` and `synfin cut`: a capture with comments, or a part of one.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use synfin::analyzer::Analyzer;
use synfin::capture::batch::{Batch, Item};
use synfin::capture::options::ReadOptions;
use synfin::capture::writer::copier::{Kept, PcapngCopier};
use synfin::dissect::registry::Registry;
use synfin::language::language::Language;
use synfin::observation::Observation;
use synfin::report::comment::Comment;
use synfin::report::text::safe::Safe;

use crate::arguments::annotate::{AnnotateArguments, CaptureArguments};
use crate::arguments::cut::CutArguments;
use crate::arguments::flow_filter::FlowFilterArguments;
use crate::arguments::input::InputArguments;
use crate::arguments::page::{Color, PageArguments};
use crate::command::carry_out::carry_out;
use crate::command::matches::find;
use crate::command::spool::Spooled;
use crate::exit::Exit;
use crate::fault::{Faults, refused};
use crate::input::{Input, Stop};

pub(crate) fn annotate(arguments: &AnnotateArguments) -> Exit {
    let dissectors = arguments.dissect.or_all();
    run(&arguments.input, &arguments.output, "annotate", None, Some(&dissectors))
}

pub(crate) fn cut(arguments: &CutArguments) -> Exit {
    let nothing = arguments.flows.is_empty() && arguments.filter.is_empty();
    let objection = "cut takes --flow N, or options that choose connections, as in --port 443";
    if let Some(exit) = refused(nothing.then(|| objection.to_owned())) {
        return exit;
    }
    let nobody = Registry::new();
    run(&arguments.input, &arguments.output, "cut", Some(arguments), arguments.annotate.then_some(&nobody))
}

/// Copies all frames, or those of some connections; with comments, if it is told who is to look into payload for them.
fn run(
    reading: &InputArguments,
    output: &CaptureArguments,
    subcommand: &str,
    cut: Option<&CutArguments>,
    annotate: Option<&Registry>,
) -> Exit {
    let objection = objection(&output.output).map(|objection| format!("{subcommand} writes {objection}"));
    if let Some(exit) = refused(objection) {
        return exit;
    }
    let page = PageArguments {
        output: Some(output.output.clone()),
        color: Color::Never,
        width: None,
        language: output.language,
    };
    carry_out(reading, &page, |input, out, faults| {
        // To choose takes one reading, to cut another; standard input can be read only once.
        let filter = cut.map(|cut| &cut.filter).filter(|filter| !filter.is_empty());
        let spooled = if filter.is_some() { Some(Spooled::new(input, faults)?) } else { None };
        let input = spooled.as_ref().map_or(input, |spooled| &spooled.input);
        let named = cut.map(|cut| cut.flows.iter().copied().collect::<BTreeSet<u64>>());
        let flows = match (filter, named) {
            (Some(filter), named) => Some(chosen(reading, filter, named, input, faults)?),
            (None, named) => named,
        };
        let kept = if flows.is_some() { Kept::NamesAndSecrets } else { Kept::All };
        let (mut analyzer, mut copier) =
            (Analyzer::new(reading.analyzer_options()), PcapngCopier::new(out, input.sources.len(), kept));
        if let Some(dissectors) = annotate {
            analyzer = analyzer.dissecting(dissectors);
            copier = copier.replacing(Comment::BEGINNING);
        }
        let mut copy = Copy {
            analyzer,
            copier,
            flows,
            language: output.language.of_data(),
            annotate: annotate.is_some(),
            comment: String::new(),
        };
        let options = ReadOptions { keep_blocks: true, ..ReadOptions::default() };
        let is_live = input.is_live();
        input.read_merged(&options, faults, |batch| {
            copy.batch(batch)?;
            if is_live { copy.copier.flush() } else { Ok(()) }
        })?;
        faults.of_accounts(&copy.analyzer.accounts());
        look_for(copy.flows.as_ref(), copy.analyzer.flow_books().opened, faults)?;
        copy.copier.finish()?;
        Ok(())
    })
}

/// The connections that a filter chooses, or those of them that were named too.
fn chosen(
    reading: &InputArguments,
    filter: &FlowFilterArguments,
    named: Option<BTreeSet<u64>>,
    input: &Input<'_>,
    faults: &mut Faults,
) -> Result<BTreeSet<u64>, Stop> {
    // As many as are held at once: their numbers take less than they do.
    let most = reading.analyzer_options().max_flows;
    let found = find(reading, filter, most.get() as usize, input, faults)?;
    // Nothing is read again where this fails.
    if found.count > u64::from(most.get()) {
        *faults = found.faults;
        faults.could_not(format_args!(
            "{} connections were asked for, and {most} at most can be cut at once: ask for fewer, or give a larger --max-flows",
            found.count
        ));
        return Err(Stop::NotFound);
    }
    let Some(named) = named.filter(|named| !named.is_empty()) else { return Ok(found.first) };
    let flows = &found.first & &named;
    let are_there = named.iter().all(|flow| *flow < found.opened);
    if are_there && !flows.is_empty() {
        return Ok(flows);
    }
    *faults = found.faults;
    look_for(Some(&named), found.opened, faults)?;
    faults.could_not("none of the connections that --flow names is one that the other options choose");
    Err(Stop::NotFound)
}

/// Why nothing is written there.
fn objection(output: &Path) -> Option<String> {
    if output == Path::new("-") {
        let what = "pcapng, which is no text for a terminal: give -o FILE, or a pipe";
        return io::stdout().is_terminal().then(|| what.to_owned());
    }
    let ending = output.extension()?.to_ascii_lowercase();
    let name = Safe(output.display());
    match ending.to_str()? {
        "pcap" => {
            Some(format!("pcapng, which alone can hold comments and interfaces: name it .pcapng, not {name}"))
        }
        packed @ ("gz" | "zst" | "lz4") => {
            Some(format!("plain pcapng, not {packed}: use -o - and a pipe to the program that packs it"))
        }
        "pcapng" | "ntar" => None,
        other => Some(format!("pcapng, not {}: name it .pcapng, not {name}", Safe(other))),
    }
}

/// A copy on its way.
struct Copy<W: Write> {
    analyzer: Analyzer,
    copier: PcapngCopier<W>,
    /// Only frames of these connections.
    flows: Option<BTreeSet<u64>>,
    /// Of the comments.
    language: Language,
    annotate: bool,
    /// Kept for its room.
    comment: String,
}

impl<W: Write> Copy<W> {
    fn batch(&mut self, batch: &Batch) -> io::Result<()> {
        for (input, item) in batch.items() {
            match item {
                Item::Block { octets, is_faulty } => self.copier.block(input, octets, is_faulty)?,
                Item::Record(record, block) => {
                    let segment = self.analyzer.observe(&record);
                    let wanted = |flows: &BTreeSet<u64>| {
                        segment.as_ref().is_some_and(|segment| flows.contains(&segment.flow()))
                    };
                    if self.flows.as_ref().is_none_or(wanted) {
                        let segment = segment.filter(|_| self.annotate);
                        let told = segment.map(|segment| self.analyzer.with_fields(segment));
                        let comment = comment(told.as_ref(), self.language, &mut self.comment);
                        self.copier.record(input, &record, block, comment)?;
                    }
                    // Nothing is told of connections that leave; they must not pile up.
                    while self.analyzer.pop_ended().is_some() {}
                }
            }
        }
        Ok(())
    }
}

fn comment<'c>(
    segment: Option<&Observation<'_>>,
    language: Language,
    comment: &'c mut String,
) -> Option<&'c str> {
    let segment = segment?;
    comment.clear();
    write!(comment, "{}", Comment(segment, language)).ok()?;
    Some(comment)
}

/// Stops when one of the connections that were asked for is none of those that there are.
fn look_for(flows: Option<&BTreeSet<u64>>, opened: u64, faults: &mut Faults) -> Result<(), Stop> {
    let mut missing = flows.into_iter().flatten().filter(|flow| **flow >= opened).peekable();
    if missing.peek().is_none() {
        return Ok(());
    }
    missing.for_each(|flow| faults.no_connection(*flow, opened));
    Err(Stop::NotFound)
}
