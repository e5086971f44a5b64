//! Each end's state after each packet, as the kernel holds it and as synfin reads it from the wire.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::chore::parallel;
use crate::conformance::columns::SegmentRow;
use crate::conformance::kernel::run_file::{Packet, Ports, RunFile, Side};
use crate::conformance::kernel::sockets::Socket;
use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::suite::Bench;

/// Where the capture was made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Near {
    /// What the receiver will get: `NAME.pcap`.
    Receiver,
    /// What the sender put on the wire, with what is lost later: `NAME.up.pcap`.
    Sender,
}

impl Near {
    fn capture(self, run: &Path) -> PathBuf {
        run.with_extension(if self == Self::Receiver { "pcap" } else { "up.pcap" })
    }

    /// The packet's frame in the capture.
    fn frame(self, packet: &Packet) -> Option<u64> {
        if self == Self::Receiver { packet.nd } else { Some(packet.n) }
    }
}

/// `kernel.scenarios` and `kernel.random` near the receiver, both together near the receiver and near the sender, and
/// the states that synfin calls proved (basis sent or received).
pub(in crate::conformance) fn kernel(bench: &Bench) -> Result<Vec<Measure>> {
    let mut scenarios = Measure::new("kernel.scenarios", "states", Some(98.0));
    let mut receiver = Measure::new("kernel.near_receiver", "states", Some(99.3));
    let mut sender = Measure::new("kernel.near_sender", "states", Some(97.0));
    let mut proved = Measure::new("kernel.proved", "states", Some(99.5));
    let mut proved_sender = Measure::new("kernel.proved_near_sender", "states", None);
    for folder in ["kernel", "kernel_random"] {
        let runs = runs(&bench.shared.join("truth").join(folder))?;
        for parts in
            parallel::map(&runs, |run| [Near::Receiver, Near::Sender].map(|near| one(bench, run, near)))
        {
            let [near_receiver, near_sender] = parts;
            for state in near_receiver? {
                if folder == "kernel" {
                    scenarios.count(state.disagreement.clone());
                }
                if state.proved {
                    proved.count(state.disagreement.clone());
                }
                receiver.count(state.disagreement);
            }
            for state in near_sender? {
                if state.proved {
                    proved_sender.count(state.disagreement.clone());
                }
                sender.count(state.disagreement);
            }
        }
    }
    Ok(vec![scenarios, receiver, sender, proved, proved_sender])
}

/// One compared state.
struct Compared {
    disagreement: Option<Disagreement>,
    /// synfin gives the basis `sent` or `received`.
    proved: bool,
}

/// What synfin last said of both ends of a connection.
#[derive(Clone)]
struct Ends {
    originator: String,
    states: [(String, String); 2],
    step: String,
}

fn one(bench: &Bench, file: &Path, near: Near) -> Result<Vec<Compared>> {
    let run = RunFile::read(file)?;
    let capture = near.capture(file);
    let name = name_of(&capture);
    let rows = bench.synfin.segments(&capture).with_context(|| name.clone())?;
    let rows: HashMap<u64, &SegmentRow> = rows.iter().map(|row| (row.frame, row)).collect();
    let mut sockets: HashMap<(Ports, Side), Socket> = HashMap::new();
    let mut newest: HashMap<Ports, u64> = HashMap::new();
    let mut flows: HashMap<u64, Ends> = HashMap::new();
    let mut compared = Vec::new();
    let mut lossy = HashSet::new();
    for packet in run.packets.iter().filter(|packet| !packet.foreign) {
        let frame = near.frame(packet);
        let past = if lossy.contains(&packet.ports()) { "after a loss" } else { "nothing lost before" };
        let circumstances = format!("{}, {past}", packet.fate());
        if packet.fate() == "dropped" {
            lossy.insert(packet.ports());
        }
        let row = frame.and_then(|frame| rows.get(&frame));
        if let Some(row) = row {
            newest.insert(packet.ports(), row.flow);
            flows.insert(row.flow, ends(row));
        }
        for side in [Side::A, Side::B] {
            let socket = sockets.entry((packet.ports(), side)).or_default();
            socket.take(side, packet, row.map(|row| row.flow));
            let Some(frame) = frame else { continue };
            if packet.observable(side) {
                let flow = socket.flow().or_else(|| newest.get(&packet.ports()).copied());
                let ends = flow.and_then(|flow| flows.get(&flow));
                compared.push(compare(&name, frame, side, packet, run.address(side), ends, &circumstances));
            }
        }
    }
    Ok(compared)
}

fn ends(row: &SegmentRow) -> Ends {
    Ends {
        originator: row.originator().to_owned(),
        states: [
            (row.originator_state.clone(), row.originator_basis.clone()),
            (row.responder_state.clone(), row.responder_basis.clone()),
        ],
        step: row.step.clone(),
    }
}

fn compare(
    name: &str,
    frame: u64,
    side: Side,
    packet: &Packet,
    address: &str,
    ends: Option<&Ends>,
    circumstances: &str,
) -> Compared {
    let (_, truth) = packet.states(side);
    let Some(ends) = ends else {
        let none = Disagreement::new(name, frame, &format!("state of {side:?}"), truth, "no row");
        return Compared { disagreement: Some(none), proved: false };
    };
    let (state, basis) = &ends.states[usize::from(ends.originator != address)];
    let ours = if state == "LISTEN" { "CLOSED" } else { state.as_str() };
    let disagreement = (ours != truth).then(|| {
        Disagreement::new(name, frame, &format!("state of {side:?}"), truth, format!("{ours} ({basis})"))
            .about(format!("{}; {circumstances}", ends.step))
    });
    Compared { disagreement, proved: matches!(basis.as_str(), "sent" | "received") }
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The runs of a folder, in order.
fn runs(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    let mut runs: Vec<PathBuf> = files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "json"))
        .collect();
    runs.sort();
    ensure!(!runs.is_empty(), "{}: no run", folder.display());
    Ok(runs)
}
