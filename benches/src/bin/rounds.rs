//! Runs one row so many times and nothing else: for counting instructions.
//!
//! `rounds list` names the rows and how many segments one round of each reads; `rounds ROW N` runs N rounds.

use std::process::ExitCode;

use synfin_benches::mix::Mix;
use synfin_benches::rows;

/// Segments of one round.
const SEGMENTS: usize = 4096;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["list"] => {
            for row in rows::all() {
                println!("{}/{}\t{SEGMENTS}", row.column.name(), row.reader);
            }
            ExitCode::SUCCESS
        }
        [name, rounds] => match (find(name), rounds.parse::<u64>()) {
            (Some(row), Ok(rounds)) => {
                let mix = Mix::new(SEGMENTS, 1);
                let sum =
                    (0..rounds).fold(0_u64, |sum, _| sum.wrapping_add((row.run)(std::hint::black_box(&mix))));
                println!("{sum}");
                ExitCode::SUCCESS
            }
            _ => usage(),
        },
        _ => usage(),
    }
}

fn find(name: &str) -> Option<&'static rows::Row> {
    rows::all().find(|row| name == format!("{}/{}", row.column.name(), row.reader))
}

fn usage() -> ExitCode {
    eprintln!("usage: rounds list | rounds ROW N");
    ExitCode::FAILURE
}
