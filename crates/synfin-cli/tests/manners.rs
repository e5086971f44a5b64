//! How the command ends: exit statuses, messages, closed pipes, output files.

mod common;

use std::fs;
use std::io::{Read, Write};

use common::{command, piped, samples, synfin, synfin_reading};

fn sample(name: &str) -> Vec<u8> {
    fs::read(samples().join(name)).expect("the sample can be read")
}

#[test]
fn a_file_that_is_not_there_is_named_before_anything_is_read() {
    let run = synfin(&["mixed.pcap", "nowhere.pcap", "nor/here.pcap"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(run.stdout, "");
    assert_eq!(run.stderr, "nowhere.pcap: no such file\nnor/here.pcap: no such file\n");
}

#[test]
fn a_slip_in_the_name_of_a_file_is_told_with_the_file_that_there_is() {
    let run = synfin(&["mixd.pcap", "kernel/zero-window.pcap"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(
        run.stderr,
        "mixd.pcap: no such file; there is mixed.pcap\nkernel/zero-window.pcap: no such file; there is kernel/zero_window.pcap\n"
    );
}

#[test]
fn the_name_of_a_form_is_no_file() {
    for (subcommand, form) in [
        ("flows", "json"),
        ("segments", "parquet"),
        ("stats", "csv"),
        ("ladder", "svg"),
        ("overview", "text"),
    ] {
        let run = synfin(&[subcommand, "-o", form, "mixed.pcap"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{subcommand}");
        let said = format!(
            "synfin: -o names a file, and --format {form} asks for that form; a file of this name is -o ./{form}\n"
        );
        assert_eq!(run.stderr, said);
        assert!(!common::samples().join(form).exists());
    }
    // Where it is plain that a file is meant, it is one.
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [&["-o", "./json"][..], &["-o", "json", "--format", "json"]] {
        let run = command()
            .args(arguments)
            .arg(common::samples().join("mixed.pcap"))
            .current_dir(folder.path())
            .output();
        assert_eq!(run.expect("the command runs").status.code(), Some(0));
        fs::remove_file(folder.path().join("json")).expect("it is there");
    }
}

#[test]
fn a_folder_is_no_capture() {
    let run = synfin(&["kernel"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(
        run.stderr,
        "kernel: cannot read: is a directory; name the files in it, as in FOLDER/*.pcap\n"
    );
}

#[test]
fn what_is_no_capture_is_told_so() {
    for subcommand in ["flows", "segments", "explain", "ladder", "stats"] {
        let run = synfin(&[subcommand, "README.md"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
        assert!(run.stderr.starts_with("README.md: not a pcap or pcapng capture"), "{}", run.stderr);
        assert!(
            run.stderr.ends_with("; pcap and pcapng are read, plain or in gzip, zstd or lz4\n"),
            "{}",
            run.stderr
        );
        assert_eq!(run.stderr.lines().count(), 1);
    }
}

#[test]
fn what_cannot_be_begun_is_no_capture_whatever_its_name_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let out = folder.path().join("out.pcapng");
    let out = out.to_str().expect("a plain name");
    for name in ["magic.pcap", "magic.pcapng.gz", "MAGIC.CAP", "magic.bin"] {
        for (octets, why) in [
            (&b"\xde\xad\xbe\xef and more"[..], "not a pcap or pcapng capture"),
            (b"", "the input is empty; did what was to write it begin?\n"),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, octets).expect("the folder takes a file");
            let path = path.to_str().expect("a plain name");
            for arguments in [
                &["flows"][..],
                &["flows", "--threads", "2"],
                &["segments"],
                &["explain"],
                &["ladder"],
                &["overview"],
                &["stats"],
                &["annotate", "-o", out],
                &["cut", "--flow", "0", "-o", out],
            ] {
                let run = synfin(&[arguments, &[path]].concat());
                assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{arguments:?} {}", run.stderr);
                assert!(run.stderr.starts_with(&format!("{path}: {why}")), "{}", run.stderr);
                assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
                assert!(!std::path::Path::new(out).exists(), "{arguments:?}");
            }
        }
    }
}

#[test]
fn nothing_through_a_pipe_is_no_capture() {
    let run = synfin_reading(b"", &["-"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.stderr, "-: the input is empty; did what was to write it begin?\n");
}

#[test]
fn wrong_usage_is_told_with_status_1() {
    for arguments in [
        &[][..],
        &["--nonsense"],
        &["flows"],
        &["flows", "--format", "xml", "mixed.pcap"],
        &["segments", "--flow", "x", "mixed.pcap"],
        &["flows", "--max-flows", "0", "mixed.pcap"],
        &["flows", "--width", "59", "mixed.pcap"],
        &["annotate", "mixed.pcap"],
    ] {
        let run = synfin(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(run.stderr.contains("error:") || run.stderr.contains("Usage:"), "{}", run.stderr);
    }
}

#[test]
fn help_and_version_are_no_failure() {
    for arguments in [&["--help"][..], &["-h"], &["--version"], &["help", "explain"], &["stats", "--help"]] {
        let run = synfin(arguments);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(!run.stdout.is_empty());
    }
}

#[test]
fn a_file_that_is_cut_off_is_told_up_to_there() {
    let whole = sample("four-way-close.pcap");
    let run = synfin_reading(&whole[..whole.len() - 3], &["segments", "--format", "json", "-"]);
    assert_eq!(run.status, Some(2));
    assert_eq!(run.stdout.lines().count(), 32);
    let start = whole.len() - 66 - 16;
    assert!(run.stderr.starts_with(&format!("-:{start}: frame 33: the input is cut off")), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1);

    let run = synfin_reading(&whole[..whole.len() - 3], &["-"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stdout.contains("closing"), "{}", run.stdout);
}

#[test]
fn a_damaged_file_does_not_keep_the_next_from_being_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let cut = folder.path().join("cut.pcap");
    let whole = sample("four-way-close.pcap");
    fs::write(&cut, &whole[..whole.len() - 3]).expect("a file");
    let cut = cut.to_str().expect("a name in UTF-8");
    let run = synfin(&["segments", "--format", "json", cut, "mixed.pcap"]);
    assert_eq!(run.status, Some(2));
    assert_eq!(run.stdout.lines().count(), 32 + 27);
    assert!(run.stderr.starts_with(&format!("{cut}:")), "{}", run.stderr);
}

#[test]
fn a_connection_that_is_not_there_cannot_be_told() {
    for subcommand in ["segments", "explain"] {
        let run = synfin(&[subcommand, "mixed.pcap", "--flow", "5"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
        assert_eq!(run.stderr, "synfin: no connection 5: there are 5, from 0 to 4\n");
    }
    // A capture without any record.
    let run = synfin_reading(&sample("mixed.pcap")[..24], &["explain", "-"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(run.stderr, "synfin: there is no TCP connection to explain\n");
    let run = synfin_reading(&sample("mixed.pcap")[..24], &["-"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(0), "no TCP connection\n"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    ["1", "3"].into_iter().for_each(a_closed_pipe_ends_quietly_by);
}

fn a_closed_pipe_ends_quietly_by(threads: &str) {
    // More rows than a pipe holds.
    let whole = sample("four-way-close.pcap");
    let mut long = whole.clone();
    for _ in 0..200 {
        long.extend_from_slice(&whole[24..]);
    }
    let mut child = piped(command().args(["segments", "--threads", threads, "--format", "json", "-"]));
    let mut stdin = child.stdin.take().expect("there is a pipe");
    let mut stdout = child.stdout.take().expect("there is a pipe");
    std::thread::scope(|scope| {
        // The command stops reading when nobody reads what it writes.
        scope.spawn(move || stdin.write_all(&long));
        let mut beginning = [0; 100];
        stdout.read_exact(&mut beginning).expect("the command prints");
        drop(stdout);
        let output = child.wait_with_output().expect("the command ends");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    });
}

#[test]
fn an_output_file_appears_only_when_it_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("flows.json");
    let name = out.to_str().expect("a name in UTF-8");
    fs::write(&out, "what was there before").expect("a file");

    let run = synfin(&["--format", "json", "-o", name, "nowhere.pcap"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(fs::read_to_string(&out).expect("it is there"), "what was there before");

    let run = synfin(&["--format", "json", "-o", name, "mixed.pcap"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(0), ""));
    assert_eq!(
        fs::read_to_string(&out).expect("it is there"),
        synfin(&["--format", "json", "mixed.pcap"]).stdout
    );
    assert_eq!(
        fs::read_dir(folder.path()).expect("the folder is there").count(),
        1,
        "nothing else stays behind"
    );

    let run = synfin(&["-o", "/nowhere/at/all", "mixed.pcap"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(
        run.stderr,
        "synfin: cannot write: there is no folder /nowhere/at; make it first, or choose another\n"
    );
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;

    let run = synfin(&["-o", "/dev/null", "mixed.pcap"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(fs::metadata("/dev/null").expect("it is there").file_type().is_char_device());
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let run = synfin(&["no\x1b[31mwhere.pcap"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(run.stderr, "no\\u{1b}[31mwhere.pcap: no such file\n");
}

#[test]
fn tables_are_written_as_columns_and_what_is_no_table_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    for (format, begins) in [("arrow", &[0xff, 0xff, 0xff, 0xff][..]), ("parquet", b"PAR1")] {
        for table in ["flows", "segments"] {
            let out = folder.path().join(format!("{table}.{format}"));
            let name = out.to_str().expect("a name in UTF-8");
            let run = synfin(&[table, "--format", format, "-o", name, "mixed.pcap"]);
            assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
            assert!(fs::read(&out).expect("it is there").starts_with(begins), "{table} {format}");
        }
        for subcommand in ["stats", "explain"] {
            let run = synfin(&[subcommand, "--format", format, "mixed.pcap"]);
            assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
            let said = format!(
                "synfin: {subcommand} tells no table that {format} could hold: use text, json, csv\n"
            );
            assert_eq!(run.stderr, said);
        }
    }
}

#[test]
fn a_damaged_input_still_makes_a_whole_file_of_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = sample("four-way-close.pcap");
    let out = folder.path().join("segments.parquet");
    let name = out.to_str().expect("a name in UTF-8");
    let run =
        synfin_reading(&whole[..whole.len() - 3], &["segments", "--format", "parquet", "-o", name, "-"]);
    assert_eq!(run.status, Some(2));
    assert!(fs::read(&out).expect("it is there").ends_with(b"PAR1"), "a Parquet file ends as it begins");
}
