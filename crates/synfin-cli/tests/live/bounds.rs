//! What ends listening by itself, and what is lost when nobody reads.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::common::synfin;
use crate::listening::{Listening, end_of};
use crate::space::in_namespace;
use crate::talk::{closed, refused, signal, transferred};

#[test]
fn it_ends_after_as_many_frames_as_are_wanted() {
    in_namespace("bounds::it_ends_after_as_many_frames_as_are_wanted", || {
        let listening = Listening::start(&["-i", "lo", "--count", "3", "--format", "json"]);
        closed();
        let ended = listening.end();
        assert_eq!(ended.status, Some(0), "{}", ended.said);
        assert_eq!(ended.number_before("frames"), 3);
        let rows = ended.rows();
        assert_eq!((rows.len(), &rows[0]["last_frame"], &rows[0]["outcome"]), (1, &3.into(), &"OPEN".into()));
    });
}

#[test]
fn it_ends_after_its_time_although_nothing_comes() {
    in_namespace("bounds::it_ends_after_its_time_although_nothing_comes", || {
        let began = Instant::now();
        let run = synfin(&["live", "-i", "lo", "--duration", "1.5"]);
        assert!(began.elapsed() >= Duration::from_millis(1500));
        assert_eq!((run.status, run.stdout.as_str()), (Some(0), "no TCP connection\n"), "{}", run.stderr);
        assert!(run.stderr.contains("\nsynfin: 0 frames in "), "{}", run.stderr);
    });
}

#[test]
fn what_the_kernel_drops_is_told() {
    in_namespace("bounds::what_the_kernel_drops_is_told", || {
        let listening = Listening::start(&["-i", "lo", "--buffer", "1", "--format", "json"]);
        signal(listening.process(), "STOP");
        transferred(16 << 20);
        signal(listening.process(), "CONT");
        // About once a second it asks.
        sleep(Duration::from_secs(4));
        let ended = listening.end_by("INT");
        assert_eq!(ended.status, Some(0), "{}", ended.said);
        assert!(ended.said.starts_with("synfin: the kernel drops frames, "), "at once: {}", ended.said);
        assert_eq!(ended.said.matches("the kernel drops frames").count(), 1, "{}", ended.said);
        assert!(!ended.said.contains("dropped: 0 by the kernel"), "{}", ended.said);
        assert!(ended.number_before("by") > 0, "{}", ended.said);
        assert_eq!(ended.rows().len(), 1, "what was not dropped is told");
    });
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    in_namespace("bounds::a_closed_pipe_ends_it_quietly", || {
        let listening = Listening::start(&["-i", "lo", "--format", "json"]);
        let (mut child, said) = listening.close_output();
        refused();
        assert_eq!(end_of(&mut child), Some(0));
        assert_eq!(said.join().expect("it says UTF-8"), "");
    });
}
