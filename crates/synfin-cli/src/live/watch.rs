//! `synfin live`: sets a session up, and says how it ended.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use synfin::analyzer::{Analyzer, AnalyzerOptions};
use synfin::capture::live::listener::Listener;
use synfin::capture::live::options::LiveOptions;
use synfin::flow::table::limits::Timeouts;
use synfin::report::format::Format;
use synfin::report::live::LiveWords;
use synfin::report::text::safe::Safe;
use synfin::wire::numbers::LinkType;

use crate::arguments::input::secret;
use crate::arguments::live::LiveArguments;
use crate::exit::Exit;
use crate::fault::{Faults, is_closed_pipe, said_plainly};
use crate::fit_output::is_nothing_for_output;
use crate::interrupt::Interrupt;
use crate::live::audience::Audience;
use crate::live::capture_filter::capture_filter;
use crate::live::ending::Ending;
use crate::live::farewell;
use crate::live::keeping::{Keeping, is_standard_output};
use crate::live::list;
use crate::live::rows::Rows;
use crate::live::screen::terminal::Screen;
use crate::live::session::{Bounds, Session};
use crate::output::{Output, look};
use crate::progress::Bar;
use crate::table_format::TableFormat;

pub(crate) fn run(arguments: &LiveArguments) -> Exit {
    if arguments.list {
        return list::run();
    }
    if let Some(exit) = is_nothing_for_output(&arguments.output) {
        return exit;
    }
    let mut faults = Faults::default();
    match watch(arguments, &mut faults) {
        Ok(()) => {}
        // Nobody wants the rest of the rows, so nothing of that is a failure; the frames may have been one.
        Err(error) if is_closed_pipe(&error) => {}
        Err(error) => faults.could_not(format_args!("cannot write: {}", said_plainly(&error))),
    }
    faults.tell()
}

/// Listens to the end; what goes wrong with the interface is noted, what goes wrong with an output is returned.
fn watch(arguments: &LiveArguments, faults: &mut Faults) -> io::Result<()> {
    let interface = arguments.interface.as_deref().unwrap_or_default();
    let filter = capture_filter(arguments);
    if let Some(objection) = objection(arguments) {
        faults.could_not(objection);
        return Ok(());
    }
    let places =
        [arguments.write.as_deref(), arguments.output.page.output.as_deref()].map(|path| path.map(place));
    if places[0].is_some() && places[0] == places[1] {
        faults.could_not("the frames and what is told of them cannot go to the same file");
        return Ok(());
    }
    let interrupt = match Interrupt::listen() {
        Ok(interrupt) => interrupt,
        Err(error) => {
            faults.could_not(format_args!("cannot listen for Ctrl-C: {error}"));
            return Ok(());
        }
    };
    interrupt.end_in_order();
    let options = live_options(arguments);
    let listener = match Listener::new(interface, &options, filter.as_deref()) {
        Ok(listener) => listener,
        Err(error) => {
            faults.could_not(format_args!("{}: {}", Safe(interface), Safe(error)));
            return Ok(());
        }
    };
    let mut out = Output::open(&arguments.output.page, false, &interrupt, &Bar::default())?;
    let keeping = match Keeping::new(arguments.write.as_deref(), listener.link_type()) {
        Ok(keeping) => keeping,
        Err(error) => {
            not_kept(arguments, &error, faults);
            return Ok(());
        }
    };
    let bounds = Bounds {
        frames: arguments.count.map(Into::into),
        duration: arguments.duration,
        gather: options.gather,
    };
    let look = look(&arguments.output.page);
    let words = LiveWords(look.language);
    let whom = whom(words, interface, listener.link_type(), filter.as_deref());
    let analyzer = Analyzer::new(analyzer_options(arguments)).dissecting(&arguments.dissect.or_all());
    let mut session = Session::new(listener, analyzer, keeping, bounds, &interrupt);
    let listen = || -> io::Result<Ending> {
        let ending = if is_for_screen(arguments) {
            let mut screen = Screen::open(whom, words, look.color, &interrupt)?;
            session.run(&mut screen as &mut dyn Audience)?
        } else {
            anstream::eprintln!("synfin: {}", words.begins(&whom));
            let mut rows = Rows::new(arguments.output.format().flows(&mut out, look)?);
            let ending = session.run(&mut rows)?;
            rows.finish()?;
            ending
        };
        out.finish()?;
        Ok(ending)
    };
    // Whatever becomes of the rows, the frames are kept.
    let ending = listen();
    interrupt.forget_aside(|_| true);
    let took = session.took();
    let (octets, drops) = (session.octets(), session.listener.drops());
    if let Err(error) = session.keeping.finish()
        // Who reads no further wants no more frames.
        && !(is_closed_pipe(&error) && arguments.write.as_deref().is_some_and(is_standard_output))
    {
        not_kept(arguments, &error, faults);
    }
    if let Ok(Ending::Lost(error)) = &ending {
        faults.lost(format_args!("{}: {}: what was heard up to then is told", Safe(interface), Safe(error)));
    }
    let accounts = session.analyzer.accounts();
    if !accounts.balance() {
        faults.could_not("the books do not balance: this is a fault of the program");
    }
    // Who reads no further wants no books either.
    if !ending.as_ref().is_err_and(is_closed_pipe) {
        farewell::tell_totals(words, &accounts, octets, drops, took);
    }
    ending.map(|_| ())
}

/// Where a file is or would be, whatever its name leads through.
fn place(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(beside).unwrap_or_else(|| path.to_owned())
}

/// Notes that the frames cannot be kept.
fn not_kept(arguments: &LiveArguments, error: &io::Error, faults: &mut Faults) {
    let path = arguments.write.as_deref().unwrap_or_else(|| Path::new(""));
    faults.could_not(format_args!("{}: cannot write: {error}", Safe(path.display())));
}

/// `eth0 (Ethernet), filter tcp port 443`
fn whom(words: LiveWords, interface: &str, link_type: LinkType, filter: Option<&str>) -> String {
    let name = link_type.name().map_or_else(|| format!("link type {}", link_type.0), str::to_owned);
    let whom = format!("{} ({name})", Safe(interface));
    match filter {
        Some(filter) => words.filtered(&whom, &Safe(filter).to_string()),
        None => whom,
    }
}

/// Why frames cannot be written where they are to go.
fn objection(arguments: &LiveArguments) -> Option<String> {
    let write = arguments.write.as_deref()?;
    if is_standard_output(write) { to_standard_output(arguments).map(str::to_owned) } else { to_file(write) }
}

/// Why a file of this name would not be what its name says.
fn to_file(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_ascii_lowercase();
    let name = Safe(path.display());
    match ending.to_string_lossy().as_ref() {
        "pcap" | "cap" => None,
        packed @ ("gz" | "zst" | "lz4") => Some(format!(
            "-w writes plain pcap, not {packed}: use -w - with -o FILE for the rows, and a pipe to the program that packs it"
        )),
        other => Some(format!("-w writes pcap, not {}: name it .pcap, not {name}", Safe(other))),
    }
}

/// Why frames cannot be written to standard output.
fn to_standard_output(arguments: &LiveArguments) -> Option<&'static str> {
    if arguments.output.page.file().is_none() {
        return Some(
            "-w - writes frames to standard output, where the rows go too: give -o FILE for the rows, or -w FILE for the frames",
        );
    }
    io::stdout()
        .is_terminal()
        .then_some("-w - writes pcap, which is no text for a terminal: give -w FILE, or a pipe")
}

/// Whether a table fills the screen: text for people, on a terminal that can place it, and nobody wanted rows.
fn is_for_screen(arguments: &LiveArguments) -> bool {
    let output = &arguments.output;
    output.format() == TableFormat::Report(Format::Text)
        && output.page.output.is_none()
        && !arguments.plain
        && io::stdout().is_terminal()
        && std::env::var_os("TERM").is_none_or(|name| name != "dumb")
}

fn live_options(arguments: &LiveArguments) -> LiveOptions {
    LiveOptions {
        snaplen: arguments.snaplen,
        promiscuous: !arguments.no_promiscuous,
        buffer: arguments.buffer << 20,
        gather: Duration::from_millis(40),
    }
}

fn analyzer_options(arguments: &LiveArguments) -> AnalyzerOptions {
    let usual = AnalyzerOptions::default();
    AnalyzerOptions {
        max_flows: arguments.max_flows.unwrap_or(usual.max_flows),
        timeouts: Some(Timeouts::default()),
        verify_checksums: arguments.checksum,
        hash_key: secret(),
        ..usual
    }
}
