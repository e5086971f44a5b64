//! A program out of a function over a capture.

use std::env;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use crate::whole::capture_file::CaptureFile;
use crate::whole::told::Told;

/// Runs `read` over the one file that the command line names and prints what it told and the seconds it took.
pub fn program(read: impl FnOnce(&mut CaptureFile<File>) -> io::Result<Told>) -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let (Some(path), None) = (arguments.next(), arguments.next()) else {
        eprintln!("one argument: a pcap file of Ethernet frames");
        return ExitCode::FAILURE;
    };
    let begin = Instant::now();
    match CaptureFile::open(Path::new(&path)).and_then(|mut capture| read(&mut capture)) {
        Ok(told) => {
            println!("{told} seconds {:.3}", begin.elapsed().as_secs_f64());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}
