//! What went wrong, said on standard error once the results are out.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;

use synfin::accounts::Accounts;
use synfin::capture::error::{CaptureError, Reason};
use synfin::capture::filter_tally::FilterTally;
use synfin::flow::outcome::Ended;
use synfin::inputs::Inputs;
use synfin::report::text::safe::Safe;
use synfin::report::text::units::Count;

use crate::advice::{advice, hint};
use crate::exit::Exit;
use crate::no_tcp;

/// Most faults that are told one by one; a file can have as many as it has blocks.
const TOLD: usize = 20;

/// The faults of a run, in order.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    lines: Vec<String>,
    more: u64,
    /// What is no fault, and is to be known all the same.
    remarks: Vec<String>,
    /// The results tell how many frames a filter left out.
    tells_left_out: bool,
    /// The worst that came of what is no input.
    worst: Option<Exit>,
    /// The worst that came of each input that is not read whole, by its place among them.
    inputs: BTreeMap<usize, Exit>,
    /// Of how many inputs those that are no captures were left out.
    left_out_of: Option<usize>,
}

impl Faults {
    /// Notes a fault of the input at this place: `FILE:OFFSET: frame N: what; what to try`, and tells how bad it is. The frame is the
    /// file's own, whatever files are read with it.
    pub(crate) fn capture(&mut self, place: usize, file: &Path, error: CaptureError) -> Exit {
        let CaptureError { offset, frame, reason, .. } = error;
        let exit = if is_no_capture(&error) { Exit::CouldNotRun } else { Exit::Damaged };
        let advice = advice(file, reason);
        let file = Safe(file.display());
        let line = match (exit, frame) {
            (Exit::CouldNotRun, _) => format!("{file}: {reason}{advice}"),
            (_, 0) => format!("{file}:{offset}: {reason}{advice}"),
            (_, frame) => format!("{file}:{offset}: frame {frame}: {reason}{advice}"),
        };
        self.line(line);
        let worst = self.inputs.entry(place).or_insert(exit);
        *worst = worst.worst(exit);
        exit
    }

    /// How many inputs were not read whole.
    pub(crate) fn inputs(&self) -> Inputs {
        let left_out = self.no_captures();
        Inputs { damaged: (self.inputs.len() - left_out) as u64, left_out: left_out as u64 }
    }

    /// Says that so many inputs were read but for those that are no captures: that is damage to the whole then, and what is told is
    /// of the others.
    pub(crate) fn others_were_read(&mut self, of: usize) {
        self.left_out_of = Some(of);
    }

    fn no_captures(&self) -> usize {
        self.inputs.values().filter(|exit| **exit == Exit::CouldNotRun).count()
    }

    /// Notes that something else could not be done.
    pub(crate) fn could_not(&mut self, what: impl fmt::Display) {
        self.add(Exit::CouldNotRun, format!("synfin: {what}"));
    }

    /// Notes that there is no connection of this number among so many.
    pub(crate) fn no_connection(&mut self, flow: u64, opened: u64) {
        match opened.checked_sub(1) {
            None => self.could_not(format_args!("no connection {flow}: there is none")),
            Some(0) => self.could_not(format_args!("no connection {flow}: there is one, number 0")),
            Some(last) => {
                self.could_not(format_args!("no connection {flow}: there are {opened}, from 0 to {last}"));
            }
        }
    }

    /// Notes what is to be known of all that was read: why none of it is TCP, and that connections left early.
    pub(crate) fn of_accounts(&mut self, accounts: &Accounts<'_>) {
        if let Some(why) = no_tcp::why(accounts) {
            self.remark(why);
        }
        self.evicted(accounts);
    }

    /// Notes that connections left because the table was full, if any did.
    pub(crate) fn evicted(&mut self, accounts: &Accounts<'_>) {
        let evicted = accounts.flow_books.ended(Ended::Evicted);
        let most = accounts.options.max_flows;
        if evicted > 0 {
            let told = if evicted == 1 { "was told before its end" } else { "were told before their end" };
            let evicted = Count(evicted, "connection");
            let are = if most.get() == 1 { "is" } else { "are" };
            self.remark(format_args!(
                "{evicted} made place for others and {told} (end evicted): {most} {are} held at once; \
                 --max-flows N holds more"
            ));
        }
    }

    /// Notes what is no fault, and is to be known all the same.
    pub(crate) fn remark(&mut self, what: impl fmt::Display) {
        self.remarks.push(format!("synfin: {what}"));
    }

    /// Says that the results tell how many frames a filter left out.
    pub(crate) fn results_tell_left_out(&mut self) {
        self.tells_left_out = true;
    }

    /// Notes what a filter left out, and first what it may have been meant to let pass.
    pub(crate) fn left_out(&mut self, expression: &str, tally: &FilterTally) {
        self.remarks.extend(hint(expression, tally));
        if tally.left_out > 0 && !self.tells_left_out {
            self.remark(format_args!("{} left out by --bpf", Count(tally.left_out, "frame")));
        }
    }

    /// Notes that what was listened to is there no more: what came before was told.
    #[cfg(feature = "live")]
    pub(crate) fn lost(&mut self, what: impl fmt::Display) {
        self.add(Exit::Damaged, format!("synfin: {what}"));
    }

    /// Whether nothing went wrong so far.
    pub(crate) fn is_clean(&self) -> bool {
        self.worst.is_none() && self.inputs.is_empty()
    }

    fn add(&mut self, exit: Exit, line: String) {
        self.line(line);
        self.worst = Some(self.worst.unwrap_or(Exit::AllRead).worst(exit));
    }

    fn line(&mut self, line: String) {
        if self.lines.len() < TOLD {
            self.lines.push(line);
        } else {
            self.more += 1;
        }
    }

    /// Says all that was noted, and with which status to end.
    pub(crate) fn tell(&self) -> Exit {
        for line in &self.lines {
            anstream::eprintln!("{line}");
        }
        if self.more > 0 {
            let faults = if self.more == 1 { "fault" } else { "faults" };
            anstream::eprintln!("synfin: and {} {faults} more", self.more);
        }
        let left_out = self.no_captures();
        if let (Some(of), 1..) = (self.left_out_of, left_out) {
            let are = if left_out == 1 { "is" } else { "are" };
            anstream::eprintln!(
                "synfin: {left_out} of {of} inputs {are} left out: what is told is of the rest"
            );
        }
        for remark in &self.remarks {
            anstream::eprintln!("{remark}");
        }
        let of_inputs = self.inputs.values().map(|exit| match exit {
            Exit::CouldNotRun if self.left_out_of.is_some() => Exit::Damaged,
            exit => *exit,
        });
        of_inputs.fold(self.worst.unwrap_or(Exit::AllRead), Exit::worst)
    }
}

/// Says what stands against what was asked for, if anything does.
pub(crate) fn refused(objection: Option<String>) -> Option<Exit> {
    let mut faults = Faults::default();
    faults.could_not(objection?);
    Some(faults.tell())
}

/// Whether the input is not there, is empty, or is something else than a capture, whatever its name says: nothing of it was read then.
fn is_no_capture(error: &CaptureError) -> bool {
    error.frame == 0
        && matches!(
            error.reason,
            Reason::Io(_)
                | Reason::Empty
                | Reason::NotACapture { .. }
                | Reason::NoDecompressor(_)
                | Reason::TooManyOpen { .. }
        )
}

/// Whether writing failed only because nobody reads any more, as in `synfin … | head`.
pub(crate) fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// An error of the system without the names of files that nobody asked for: that of the file aside.
pub(crate) fn said_plainly(error: &io::Error) -> String {
    error.get_ref().and_then(|inner| inner.source()).map_or_else(|| error.to_string(), ToString::to_string)
}
