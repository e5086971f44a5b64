//! The committed header is what the source makes.

use std::fs;
use std::path::Path;

#[test]
fn the_committed_header_is_made_of_the_source() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config =
        cbindgen::Config::from_file(folder.join("cbindgen.toml")).expect("the configuration is read");
    let mut builder = cbindgen::Builder::new().with_config(config);
    // File by file, in an order of ours; the layout of the crate is no matter of the header.
    for file in ["status", "segment", "parse", "flow", "choose", "verdict", "feed", "reason", "name"] {
        builder = builder.with_src(folder.join(format!("src/{file}.rs")));
    }
    let mut made = Vec::new();
    builder.generate().expect("the source is read").write(&mut made);
    let made = String::from_utf8(made).expect("the header is text");
    let path = folder.join("include/synfin.h");
    if std::env::var_os("SYNFIN_BLESS").is_some() {
        fs::write(&path, &made).expect("the header can be written");
    }
    let committed = fs::read_to_string(&path).expect("there is a header");
    assert!(
        committed == made,
        "include/synfin.h is not what the source makes: SYNFIN_BLESS=1 writes it anew"
    );
}
