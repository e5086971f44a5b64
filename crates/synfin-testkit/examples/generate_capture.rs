//! Writes a large capture made from a seed:
//! `cargo run --release -p synfin-testkit --example generate_capture -- --kind a --segments 1000000 --seed 1 -o a.pcap`.
//!
//! `--kind a` is mixed traffic and takes `--segments`; `--kind b` is a crowd of small connections and takes
//! `--flows`. Without `-o` the capture goes to standard output; a summary goes to standard error.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::{env, process};

use synfin_testkit::generator::capture::{Capture, Kind};

const USAGE: &str = "usage: generate_capture --kind a|b [--segments N | --flows N] [--seed S] [-o FILE]";

fn main() -> io::Result<()> {
    let Some((kind, seed, path)) = arguments() else {
        eprintln!("{USAGE}");
        process::exit(1);
    };
    let out: Box<dyn Write> = match &path {
        Some(path) => Box::new(File::create(path)?),
        None => Box::new(io::stdout().lock()),
    };
    let totals = Capture::new(kind, seed).write_to(&mut BufWriter::with_capacity(1 << 20, out))?;
    eprintln!("{} flows, {} segments, {} octets", totals.flows, totals.segments, totals.octets);
    Ok(())
}

fn arguments() -> Option<(Kind, u64, Option<String>)> {
    let (mut kind, mut count, mut seed, mut path) = (None, 1_000_000, 1, None);
    let mut arguments = env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next()?;
        match name.as_str() {
            "--kind" => kind = Some(value),
            "--segments" | "--flows" => count = value.parse().ok()?,
            "--seed" => seed = value.parse().ok()?,
            "-o" => path = Some(value),
            _ => return None,
        }
    }
    let kind = match kind?.as_str() {
        "a" => Kind::Mixed { segments: count },
        "b" => Kind::Crowd { flows: count },
        _ => return None,
    };
    Some((kind, seed, path))
}
