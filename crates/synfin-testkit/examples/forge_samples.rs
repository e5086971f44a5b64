//! Writes the forged samples: `cargo run -p synfin-testkit --example forge_samples [DIRECTORY]`.
//!
//! Without a directory they go where they ship, `crates/synfin-cli/samples`.

use std::path::PathBuf;
use std::{env, fs, io};

use synfin_testkit::samples::sample::all;

fn main() -> io::Result<()> {
    let shipped = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples");
    let directory = env::args_os().nth(1).map_or(shipped, PathBuf::from);
    fs::create_dir_all(&directory)?;
    for sample in all() {
        fs::write(directory.join(sample.name), &sample.octets)?;
        println!("{} octets  {}", sample.octets.len(), sample.name);
    }
    Ok(())
}
