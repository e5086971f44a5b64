//! What a shell offers is what the command takes.

mod common;

use std::process::Command;

use common::synfin;

/// What bash offers for the last of these words.
fn offered(words: &[&str]) -> Vec<String> {
    let script = synfin(&["completions", "bash"]).stdout;
    let ask = r#"
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
        _synfin synfin "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let output = Command::new("bash").args(["-c", &(script + ask), "bash"]).args(words).output();
    let output = output.expect("bash runs the tests of most machines");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("plain words").lines().map(str::to_owned).collect()
}

#[test]
fn bash_offers_the_names_of_columns_outcomes_steps_notes_and_formats() {
    for (words, expected) in [
        (&["synfin", "flows", "--outcome", "REF"][..], &["REFUSED"][..]),
        (&["synfin", "--outcome", "CLOS"], &["CLOSED", "CLOSING"]),
        (&["synfin", "flows", "--where", "handshake_"], &["handshake_rtt_server", "handshake_rtt_client"]),
        (&["synfin", "flows", "--where", "tls.s"], &["tls.server_name"]),
        (&["synfin", "flows", "--where", "http1.v"], &[""]),
        (&["synfin", "segments", "--where", "http1.v"], &["http1.version"]),
        (&["synfin", "segments", "--where", "window"], &["window", "window_scaled"]),
        (&["synfin", "overview", "--sort", "dur"], &["duration"]),
        (&["synfin", "cut", "--step", "SYN_ACK_"], &["SYN_ACK_RETRANSMIT", "SYN_ACK_INVALID"]),
        (&["synfin", "explain", "--note", "zero"], &["zero-window"]),
        (&["synfin", "segments", "--format", "p"], &["parquet"]),
        (&["synfin", "ladder", "--format", "s"], &["svg"]),
        (&["synfin", "sequence", "--outcome", "STRAY"], &["STRAY_RESET"]),
        (&["synfin", "flows", "--dissect", "t"], &["telnet", "tls"]),
        (&["synfin", "flows", "--lang", ""], &["en", "zh"]),
        (&["synfin", "columns", "ste"], &["steps"]),
        (&["synfin", "columns", "t"], &["telnet", "tls"]),
        (&["synfin", "columns", "dis"], &["dissectors"]),
    ] {
        assert_eq!(offered(words), expected, "{words:?}");
    }
}

#[test]
fn every_word_that_is_offered_is_taken() {
    for (option, refused_alone) in
        [("--outcome", false), ("--step", false), ("--note", false), ("--sort", false), ("--where", true)]
    {
        let words = offered(&["synfin", "flows", option, ""]);
        assert!(words.len() > 10, "{option}: {words:?}");
        for word in words.iter().step_by(7) {
            // A name is how a condition begins.
            let value = if refused_alone { format!("{word} IS NULL OR TRUE") } else { word.clone() };
            let run = synfin(&["flows", option, &value, "mixed.pcap"]);
            let is_list = refused_alone && ["plugins", "fields"].contains(&word.as_str());
            assert_eq!(run.status, Some(u8::from(is_list).into()), "{option} {value}: {}", run.stderr);
        }
    }
}
