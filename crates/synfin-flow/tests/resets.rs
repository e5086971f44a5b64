//! Resets: RFC 9293, section 3.10.7, and RFC 5961.

mod support;
use support::{observe, play};
use synfin_flow::table::{flow_table::FlowTable, limits::Limits};
use synfin_testkit::scripts::script::Script;

const OPEN: &str = "
        > S   100
        < SA  500  ack 101
        > .   101  ack 501
        > P.  101:111 ack 501
        < .   501  ack 111
        ";

fn play_open(rest: &str) {
    play(&format!("{OPEN}{rest}"));
}

#[test]
fn a_reset_in_sequence_ends_the_connection() {
    play_open(
        "
        > RA  111  ack 501           RST_ABORT          CLOSED/CLOSED
        > R   111                    RST_AFTER_CLOSE    CLOSED/CLOSED
        < P.  501:511  ack 111       DATA_AFTER_RESET   CLOSED/CLOSED
        < .   511  ack 111           STRAY_AFTER_RESET  CLOSED/CLOSED
        = RESET_BY_INITIATOR  reset_by:originator
    ",
    );
}

#[test]
fn a_reset_inside_the_window_is_challenged() {
    play_open(
        "
        > R   2111                   RST_CHALLENGED  CLOSED/ESTABLISHED    note:rst-unconfirmed
        < .   501  ack 111           CHALLENGE_ACK   CLOSED/ESTABLISHED
        > R   111                    RST_ABORT       CLOSED/CLOSED
        = RESET_BY_INITIATOR
    ",
    );
}

#[test]
fn an_end_that_goes_on_did_not_send_the_reset() {
    play_open(
        "
        > R   2111                   RST_CHALLENGED  CLOSED/ESTABLISHED
        < .   501  ack 111           CHALLENGE_ACK
        > P.  111:121  ack 501       DATA            ESTABLISHED/ESTABLISHED   note:rst-was-forged-or-stale
        = OPEN
    ",
    );
}

#[test]
fn a_reset_outside_the_window_is_ignored() {
    play_open(
        "
        > R   3000000                RST_OUT_OF_WINDOW  ESTABLISHED/ESTABLISHED
        < P.  501:511  ack 111       DATA               ESTABLISHED/ESTABLISHED
        = OPEN
    ",
    );
}

#[test]
fn a_reset_in_time_wait_ends_it_only_where_the_receiver_expects_it() {
    // Executed on Linux 6.18: the answer to an old acknowledgement, numbered by that, leaves TIME-WAIT as it is.
    for elsewhere in ["501", "503", "3000000"] {
        play_open(&format!(
            "
        > F.  111  ack 501           FIN_FIRST
        < F.  501  ack 112           FIN_ACK_COMBINED
        > .   112  ack 502           FIN_SECOND_ACK     TIME-WAIT/CLOSED
        < R   {elsewhere}            RST_AFTER_CLOSE    TIME-WAIT/CLOSED
        < R   502                    RST_AFTER_CLOSE    CLOSED/CLOSED
        = CLOSED
        "
        ));
    }
}

#[test]
fn a_reset_in_time_wait_ends_it() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST
        < F.  501  ack 112           FIN_ACK_COMBINED
        > .   112  ack 502           FIN_SECOND_ACK     TIME-WAIT/CLOSED
        < R   502                    RST_AFTER_CLOSE    CLOSED/CLOSED
        = CLOSED
    ",
    );
}

#[test]
fn data_for_a_process_that_is_gone_is_answered_with_a_reset() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST          FIN-WAIT-1/CLOSE-WAIT?
        < .   501  ack 112           FIN_FIRST_ACK
        < P.  501:601  ack 112       DATA_HALF_CLOSED
        > R   112                    RST_ABORT          CLOSED/CLOSED
        = RESET_BY_INITIATOR  first_closer:originator
    ",
    );
}

#[test]
fn a_reset_at_the_number_of_the_received_fin_counts() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST
        < .   501  ack 112           FIN_FIRST_ACK      FIN-WAIT-2/CLOSE-WAIT
        > R   111                    RST_ABORT          CLOSED/CLOSED
    ",
    );
}

#[test]
fn a_stray_reset_that_was_not_alone_is_taken_back() {
    play("
        > R   55                     RST_STRAY
        > P.  111:121  ack 501       DATA   ESTABLISHED?/ESTABLISHED?   note:rst-was-forged-or-stale  note:midstream
        = OPEN
    ");
}

#[test]
fn an_ignored_reset_sets_no_window() {
    play_open(
        "
        < R   100000500  win 0       RST_OUT_OF_WINDOW
        > P.  111:112  ack 501       DATA
    ",
    );
}

#[test]
fn a_reset_may_carry_a_message() {
    play_open(
        "
        < RA  501 +12  ack 111       RST_ABORT          CLOSED/CLOSED      note:rst-data
        = RESET_BY_RESPONDER  resp_payload_bytes:0
    ",
    );
}

#[test]
fn an_old_syn_after_a_reset_wakes_the_listener() {
    play_open(
        "
        > RA  111  ack 501           RST_ABORT
        > S   100                    SYN_DUPLICATE      CLOSED/SYN-RECEIVED?   flow:0
    ",
    );
}

/// The reason of the last line of a script.
fn last_reason(script: &str) -> String {
    let script = Script::parse(script).expect("a script");
    let mut table = FlowTable::new(Limits::default());
    let reasons = (1..).zip(&script.segments).map(|(frame, line)| observe(&mut table, line, frame));
    reasons.last().expect("a line").verdict.reason().to_string()
}

#[test]
fn a_reset_says_what_the_receiver_acknowledged_where_that_is_another_number() {
    let expected = last_reason(&format!("{OPEN} > RA 111 ack 501"));
    assert!(expected.contains("seq 111 is what the receiver expects next"), "{expected}");
    let ahead = last_reason(&format!("{OPEN} > P. 111:121 ack 501\n > RA 121 ack 501"));
    assert!(
        ahead.contains("seq 121 is where its sender stands; the receiver acknowledged 111 last"),
        "{ahead}"
    );
}
