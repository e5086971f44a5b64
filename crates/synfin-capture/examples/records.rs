//! Lists the records of captures: number, time, link type, octets captured and on the wire, offset in the file.

use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for path in std::env::args_os().skip(1) {
        let name = path.display();
        let mut reader = match synfin_capture::open::open(&path) {
            Ok(reader) => reader,
            Err(error) => {
                writeln!(out, "{name}:{error}")?;
                continue;
            }
        };
        loop {
            match reader.next_record() {
                Ok(Some(record)) => writeln!(
                    out,
                    "{}\t{}\t{}\t{}\t{}\t{}",
                    record.number,
                    record.time,
                    record.link_type.0,
                    record.octets.len(),
                    record.original_len,
                    record.file_offset
                )?,
                Ok(None) => break,
                Err(error) => writeln!(out, "{name}:{error}")?,
            }
        }
        writeln!(out, "{name}: {} frames", reader.frames())?;
    }
    out.flush()
}
