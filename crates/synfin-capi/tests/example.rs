//! The example in C compiles without a warning, and tells what synfin tells.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use synfin::analyzer::Analyzer;

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where cargo puts the libraries that this test was built with.
fn library(name: &str) -> PathBuf {
    let program = std::env::current_exe().expect("a test knows its program");
    let folders = program.ancestors().skip(1).take(2);
    folders.map(|folder| folder.join(name)).find(|path| path.exists()).expect("the library was built")
}

fn succeeds(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {}\n{said}", output.status);
    output
}

/// Compiles the example with these words behind it.
fn compiled(into: &Path, how: &[&str]) -> PathBuf {
    let program = into.join("story");
    succeeds(
        Command::new("cc")
            .args([
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Wpedantic",
                "-Wconversion",
                "-Werror",
                "-O1",
                "-g",
                "-I",
            ])
            .arg(folder().join("include"))
            .arg(folder().join("examples/story.c"))
            .arg("-o")
            .arg(&program)
            .args(how),
    );
    program
}

fn linked_whole(into: &Path) -> PathBuf {
    let library = library("libsynfin_capi.a");
    let mut how = vec![library.to_str().expect("a path of text"), "-lpthread", "-ldl", "-lm"];
    // In a build of the whole workspace the crates below listen to interfaces, too, as others in it want.
    let octets = fs::read(&library).expect("the library can be read");
    if octets.windows(11).any(|octets| octets == b"pcap_geterr") {
        how.push("-lpcap");
    }
    compiled(into, &how)
}

/// What synfin itself tells of a capture, as the example prints it.
fn told(path: &Path) -> String {
    let mut analyzer = Analyzer::default();
    let mut capture = synfin::capture::open::open(path).expect("a sample opens");
    let mut lines = String::new();
    while let Some(record) = capture.next_record().expect("a sample is not damaged") {
        if let Some(segment) = analyzer.observe(&record) {
            let verdict = segment.verdict();
            let (originator, responder) = (verdict.originator.0, verdict.responder.0);
            let (frame, step) = (segment.frame(), verdict.step.name());
            let states = format_args!("{originator}/{responder}");
            writeln!(lines, "{frame} {step} {states} {}", verdict.reason()).expect("text takes text");
        }
    }
    lines
}

/// The samples that the example reads: pcap files of little-endian numbers.
fn samples() -> Vec<PathBuf> {
    let samples = folder().join("../synfin-cli/samples");
    let mut found = Vec::new();
    for from in [samples.clone(), samples.join("kernel")] {
        let entries = fs::read_dir(from).expect("a folder of samples");
        let paths = entries.map(|entry| entry.expect("a sample").path());
        found.extend(paths.filter(|path| path.extension().is_some_and(|extension| extension == "pcap")));
    }
    found.sort();
    found
}

#[test]
fn the_example_tells_what_synfin_tells_of_all_samples() {
    let into = tempfile::tempdir().expect("a folder");
    let program = linked_whole(into.path());
    for sample in samples() {
        let output = succeeds(Command::new(&program).arg(&sample));
        let printed = String::from_utf8(output.stdout).expect("text");
        assert!(!printed.is_empty(), "{}", sample.display());
        assert_eq!(printed, told(&sample), "{}", sample.display());
    }
}

#[test]
fn segments_made_by_hand_are_told_and_no_memory_is_misused() {
    let into = tempfile::tempdir().expect("a folder");
    let program = linked_whole(into.path());
    let wanted = "\
1 SYN SYN-SENT/SYN-RECEIVED asks for a connection: the first SYN, ISN 100
2 SYN_ACK ESTABLISHED/SYN-RECEIVED acknowledges the SYN: ack 101 = ISN 100 + 1; brings its own ISN 300
3 HANDSHAKE_ACK ESTABLISHED/ESTABLISHED completes the handshake: ack 301 acknowledges ISN 300
4 FIN_FIRST FIN-WAIT-1/CLOSE-WAIT the first FIN, seq 101: its sender has no more to send (relative: 1)
5 FIN_ACK_COMBINED TIME-WAIT/LAST-ACK acknowledges the FIN: ack 102 = seq 101 + 1; and closes its own direction with FIN seq 301 (relative: 2 = 1 + 1)
6 FIN_SECOND_ACK TIME-WAIT/CLOSED acknowledges the FIN: ack 302 = seq 301 + 1; both directions are closed (relative: 2 = 1 + 1)
CLOSED
";
    let mut command = Command::new(&program);
    if Command::new("valgrind").arg("--version").output().is_ok() {
        command = Command::new("valgrind");
        command.args([
            "--quiet",
            "--error-exitcode=9",
            "--leak-check=full",
            "--errors-for-leak-kinds=definite",
        ]);
        command.arg(&program);
    }
    let output = succeeds(&mut command);
    assert_eq!(String::from_utf8(output.stdout).expect("text"), wanted);
    let release = format!("synfin {}", env!("CARGO_PKG_VERSION"));
    assert!(String::from_utf8_lossy(&output.stderr).contains(&release));
}

#[test]
fn the_shared_library_serves_the_example_too() {
    let into = tempfile::tempdir().expect("a folder");
    let library = library("libsynfin_capi.so");
    let path = library.parent().expect("a folder").to_str().expect("a path of text").to_owned();
    let program = compiled(into.path(), &["-L", &path, "-lsynfin_capi", &format!("-Wl,-rpath,{path}")]);
    let output = succeeds(&mut Command::new(program));
    assert!(output.stdout.ends_with(b"CLOSED\n"));
}

#[test]
fn the_example_ends_with_an_error_where_there_is_no_capture() {
    let into = tempfile::tempdir().expect("a folder");
    let program = linked_whole(into.path());
    let cut = into.path().join("cut.pcap");
    let sample = fs::read(folder().join("../synfin-cli/samples/four-way-close.pcap")).expect("a sample");
    fs::write(&cut, &sample[..200]).expect("written");
    for (path, status) in [(into.path().join("none.pcap"), 1), (cut, 2)] {
        let output = Command::new(&program).arg(&path).output().expect("it starts");
        assert_eq!(output.status.code(), Some(status), "{}", path.display());
    }
}

#[test]
fn the_readme_shows_what_is_printed() {
    let sample = folder().join("../synfin-cli/samples/four-way-close.pcap");
    let told = told(&sample);
    let lines: Vec<&str> = told.lines().collect();
    let last = lines[lines.len() - 4..].join("\n");
    let readme = fs::read_to_string(folder().join("README.md")).expect("there is a README");
    assert!(
        readme.contains(&format!("four-way-close.pcap | tail -4\n{last}\n```")),
        "the README differs from:\n{last}"
    );
}

#[test]
fn the_header_is_cpp_too() {
    let into = tempfile::tempdir().expect("a folder");
    let source = into.path().join("header.cpp");
    fs::write(
        &source,
        "#include \"synfin.h\"\n#include \"synfin.h\"\nint main() { return synfin_version() == nullptr; }\n",
    )
    .expect("written");
    succeeds(
        Command::new("c++")
            .args(["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-I"])
            .arg(folder().join("include"))
            .arg(&source),
    );
}
