//! Writes every hostile capture and a table of what is expected of its reader:
//! `cargo run -p synfin-testkit --example generate_hostile -- DIRECTORY`.
//!
//! The table `cases.tsv` has a line for each file: name, octets, records (`1` or `1..3`), fault, where the fault begins,
//! segments, connections, verdict on the other records, note. An empty field is what no rule settles.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, io, process};

use synfin_testkit::hostile::all::all;
use synfin_testkit::hostile::case::{Case, Fault, Verdict};

fn main() -> io::Result<()> {
    let Some(directory) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: generate_hostile DIRECTORY");
        process::exit(1);
    };
    fs::create_dir_all(&directory)?;
    let mut table =
        String::from("name\toctets\trecords\tfault\tfault_offset\tsegments\tflows\tverdict\tnote\n");
    let cases = all();
    for case in &cases {
        fs::write(directory.join(&case.name), &case.octets)?;
        table.push_str(&row(case));
    }
    fs::write(directory.join("cases.tsv"), table)?;
    println!("{} cases, {} octets", cases.len(), cases.iter().map(|case| case.octets.len()).sum::<usize>());
    Ok(())
}

fn row(case: &Case) -> String {
    let expected = &case.expected;
    let (least, most) = (expected.records.start(), expected.records.end());
    let records = if least == most { least.to_string() } else { format!("{least}..{most}") };
    let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    let mut row = String::new();
    let _ = writeln!(
        row,
        "{}\t{}\t{records}\t{}\t{}\t{}\t{}\t{}\t{}",
        case.name,
        case.octets.len(),
        expected.fault.map_or("", Fault::name),
        number(expected.fault_offset),
        number(expected.segments),
        number(expected.flows),
        expected.verdict.map_or("", Verdict::name),
        expected.note,
    );
    row
}
