//! What a script expects: words at the right of a line, checked for spelling as they are read.

/// The states of RFC 9293, section 3.3.2, and the one of an onlooker who cannot tell.
pub const STATES: [&str; 12] = [
    "CLOSED",
    "LISTEN",
    "SYN-SENT",
    "SYN-RECEIVED",
    "ESTABLISHED",
    "FIN-WAIT-1",
    "FIN-WAIT-2",
    "CLOSE-WAIT",
    "CLOSING",
    "LAST-ACK",
    "TIME-WAIT",
    "UNKNOWN",
];

/// The stages of a connection's life.
pub const STAGES: [&str; 5] = ["open", "transfer", "close", "reset", "outside"];

/// The steps: what one segment can be, stage by stage.
#[rustfmt::skip]
pub const STEPS: [&str; 44] = [
    "SYN", "SYN_RETRANSMIT", "SYN_CROSSED", "SYN_DUPLICATE", "SYN_ACK", "SYN_ACK_RETRANSMIT", "SYN_ACK_INVALID",
    "SPLIT_ACK", "HANDSHAKE_ACK",
    "DATA", "DATA_RETRANSMIT", "ACK", "ACK_DUPLICATE", "WINDOW_UPDATE", "KEEP_ALIVE", "KEEP_ALIVE_ACK",
    "ZERO_WINDOW_PROBE", "ZERO_WINDOW_PROBE_ACK", "CHALLENGE_ACK",
    "FIN_FIRST", "FIN_FIRST_ACK", "FIN_SECOND", "FIN_ACK_COMBINED", "FIN_SECOND_ACK", "FIN_SIMULTANEOUS",
    "FIN_RETRANSMIT", "FIN_REACK", "DATA_HALF_CLOSED", "DATA_AFTER_FIN",
    "RST_REFUSE", "RST_ABORT_OPEN", "RST_ABORT", "RST_REPLY", "RST_CHALLENGED", "RST_OUT_OF_WINDOW", "RST_INVALID",
    "RST_AFTER_CLOSE", "RST_STRAY", "DATA_AFTER_RESET", "STRAY_AFTER_RESET",
    "SCAN_PROBE", "INVALID", "CAPTURE_DUPLICATE", "MALFORMED",
];

/// The state expected of one end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExpectedState {
    /// One of [`STATES`].
    pub name: String,
    /// Whether it is only assumed (`?` in the script); if not, the end sent or received what proves it.
    pub assumed: bool,
}

/// What is expected of one segment; what a script does not say is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// One of [`STAGES`].
    pub stage: Option<String>,
    /// One of [`STEPS`].
    pub step: Option<String>,
    /// The states of the left and the right end after the segment.
    pub states: Option<(ExpectedState, ExpectedState)>,
    /// Notes that must be there.
    pub notes: Vec<String>,
    /// Notes that must not be there.
    pub no_notes: Vec<String>,
    /// The connection, counted from 0 by first segment.
    pub flow: Option<usize>,
}

/// What is expected of a connection as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedFlow {
    /// The line of the script, from 1.
    pub line: usize,
    /// The outcome, such as `CLOSED`.
    pub outcome: String,
    /// Columns and their values, such as `close_kind` and `four-segment`.
    pub columns: Vec<(String, String)>,
}

/// Reads `ESTABLISHED?/SYN-RECEIVED`.
pub(crate) fn states(word: &str) -> Result<(ExpectedState, ExpectedState), String> {
    let (left, right) = word.split_once('/').ok_or("two states with a `/` between them are needed")?;
    Ok((state(left)?, state(right)?))
}

fn state(word: &str) -> Result<ExpectedState, String> {
    let name = word.strip_suffix('?').unwrap_or(word);
    if STATES.contains(&name) {
        Ok(ExpectedState { name: name.to_owned(), assumed: name != word })
    } else {
        Err(format!("there is no state `{name}`"))
    }
}

/// Reads a step by its name.
pub(crate) fn step(word: &str) -> Result<String, String> {
    if STEPS.contains(&word) { Ok(word.to_owned()) } else { Err(format!("there is no step `{word}`")) }
}

#[cfg(test)]
mod tests {
    use crate::scripts::expected::{STEPS, states, step};

    #[test]
    fn no_step_is_listed_twice() {
        let mut sorted = STEPS;
        sorted.sort_unstable();
        assert!(sorted.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn a_question_mark_means_assumed() {
        let (left, right) = states("ESTABLISHED?/SYN-RECEIVED").expect("both are states");
        assert_eq!((left.name.as_str(), left.assumed), ("ESTABLISHED", true));
        assert_eq!((right.name.as_str(), right.assumed), ("SYN-RECEIVED", false));
    }

    #[test]
    fn a_misspelt_word_is_refused() {
        assert_eq!(states("ESTABLISHED/SYN_SENT"), Err("there is no state `SYN_SENT`".to_owned()));
        assert_eq!(step("FIN_THIRD"), Err("there is no step `FIN_THIRD`".to_owned()));
    }
}
