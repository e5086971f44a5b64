//! The samples that ship with the command.

use std::fs;
use std::path::{Path, PathBuf};

use synfin_testkit::samples::sample::all;

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples")
}

#[test]
fn the_shipped_samples_are_the_forged_ones_octet_for_octet() {
    for sample in all() {
        let octets =
            fs::read(shipped().join(sample.name)).unwrap_or_else(|error| panic!("{}: {error}", sample.name));
        assert!(octets == sample.octets, "{} differs: run the example forge_samples", sample.name);
    }
}

#[test]
fn no_forged_sample_is_shipped_that_nobody_forges() {
    let forged: Vec<_> = all().iter().map(|sample| sample.name).collect();
    for entry in fs::read_dir(shipped()).expect("the samples have a folder") {
        let path = entry.expect("a folder can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("samples have plain names");
        let capture = path.extension().is_some_and(|extension| extension == "pcap" || extension == "pcapng");
        assert!(!capture || forged.contains(&name), "{name} is not made by the example forge_samples");
    }
}

#[test]
fn every_sample_is_in_order_of_time() {
    for script in all().iter().filter_map(|sample| sample.script.as_ref()) {
        assert!(script.segments.is_sorted_by_key(|told| told.time_ns));
    }
}
