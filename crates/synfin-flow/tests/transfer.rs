//! Data and what keeps it flowing: RFC 9293, sections 3.7 and 3.8.

mod support;
use support::play;

const OPEN: &str = "
        > S   100  mss 1460 ws 7
        < SA  500  ack 101  mss 1460 ws 7
        > .   101  ack 501
        > P.  101:111 ack 501
        < .   501  ack 111
        ";

fn play_open(rest: &str) {
    play(&format!("{OPEN}{rest}"));
}

#[test]
fn data_sent_before_is_a_retransmission() {
    play_open(
        "
        > P.  111:211  ack 501       DATA
        wait 300ms
        > P.  111:211  ack 501       DATA_RETRANSMIT
        > P.  111:221  ack 501       DATA
        = OPEN  orig_payload_bytes:120  orig_retransmits:1
    ",
    );
}

#[test]
fn missing_data_is_told_and_filled() {
    play_open(
        "
        > P.  211:311  ack 501       DATA             note:hole
        > P.  411:511  ack 501       DATA             note:hole
        > P.  311:411  ack 501       DATA             note:fills-hole
        > P.  211:311  ack 501       DATA_RETRANSMIT
        > P.  111:211  ack 501       DATA             note:fills-hole
        > P.  111:511  ack 501       DATA_RETRANSMIT
        = OPEN  orig_payload_bytes:410  orig_missed_bytes:0
    ",
    );
}

#[test]
fn every_repeated_ack_is_named_and_what_then_fills_the_hole_counts_once_and_as_no_repetition() {
    // Fast retransmission of a segment that was lost before the capture: its octets are captured for the first time. Whether they
    // were sent before, or only overtaken, arithmetic cannot tell; tshark tells by the clock.
    play_open(
        "
        > P.  211:311  ack 501       DATA             note:hole
        < .   501  ack 111           ACK_DUPLICATE
        > P.  311:411  ack 501       DATA
        < .   501  ack 111           ACK_DUPLICATE
        > P.  411:511  ack 501       DATA
        < .   501  ack 111           ACK_DUPLICATE
        > P.  111:211  ack 501       DATA             note:fills-hole
        < .   501  ack 511           ACK
        = OPEN  orig_payload_bytes:410  orig_retransmits:0  orig_missed_bytes:0
    ",
    );
    // Lost behind it, they are known, and come again.
    play_open(
        "
        > P.  111:211  ack 501       DATA
        > P.  211:311  ack 501       DATA
        < .   501  ack 111           ACK_DUPLICATE
        > P.  311:411  ack 501       DATA
        < .   501  ack 111           ACK_DUPLICATE
        > P.  411:511  ack 501       DATA
        < .   501  ack 111           ACK_DUPLICATE
        > P.  111:211  ack 501       DATA_RETRANSMIT  no-note:fills-hole
        < .   501  ack 511           ACK
        = OPEN  orig_payload_bytes:410  orig_retransmits:1
    ",
    );
}

#[test]
fn what_is_acknowledged_and_not_captured_is_missed() {
    play_open(
        "
        > P.  211:311  ack 501       DATA             note:hole
        < .   501  ack 311           ACK
        > P.  111:211  ack 501       DATA_RETRANSMIT
        < .   501  ack 1311          ACK              note:ack-unseen
        > P.  211:311  ack 501       DATA_RETRANSMIT
        = OPEN  orig_payload_bytes:110  orig_missed_bytes:1100
    ",
    );
}

#[test]
fn data_captured_after_its_acknowledgement_is_no_retransmission() {
    play_open(
        "
        < .   501  ack 311           ACK              note:ack-unseen
        > P.  111:211  ack 501       DATA             note:out-of-order
        > P.  211:311  ack 501       DATA             note:out-of-order
        > P.  211:311  ack 501       DATA_RETRANSMIT
        = OPEN  orig_payload_bytes:210  orig_missed_bytes:0
    ",
    );
}

#[test]
fn more_holes_than_fit_are_told() {
    play_open(
        "
        > P.  211:212  ack 501       DATA   note:hole
        > P.  221:222  ack 501       DATA   note:hole
        > P.  231:232  ack 501       DATA   note:hole
        > P.  241:242  ack 501       DATA   note:hole   no-note:holes-overflow
        > P.  251:252  ack 501       DATA   note:hole   note:holes-overflow
    ",
    );
}

#[test]
fn a_keep_alive_and_its_answer_are_told() {
    play_open(
        "
        wait 60s
        > .   110  ack 501           KEEP_ALIVE       ESTABLISHED/ESTABLISHED
        < .   501  ack 111           KEEP_ALIVE_ACK   ESTABLISHED/ESTABLISHED
        wait 60s
        > .   110 +1  ack 501        KEEP_ALIVE
        < .   501  ack 111           KEEP_ALIVE_ACK
    ",
    );
}

#[test]
fn an_unacknowledged_octet_sent_again_is_no_keep_alive() {
    play_open(
        "
        > P.  111:112  ack 501       DATA
        wait 300ms
        > P.  111:112  ack 501       DATA_RETRANSMIT
        < .   501  ack 112           ACK
    ",
    );
}

#[test]
fn a_closed_window_is_probed() {
    play_open(
        "
        < .   501  ack 111  win 0    ACK                    note:zero-window
        wait 1s
        > .   110  ack 501           ZERO_WINDOW_PROBE
        < .   501  ack 111  win 0    ZERO_WINDOW_PROBE_ACK  note:zero-window
        wait 1s
        > .   111 +1  ack 501        ZERO_WINDOW_PROBE
        < .   501  ack 111  win 500  WINDOW_UPDATE
    ",
    );
}

#[test]
fn a_repeated_ack_is_a_duplicate_and_another_window_an_update() {
    play_open(
        "
        > P.  211:311  ack 501       DATA   note:hole
        < .   501  ack 111           ACK_DUPLICATE
        < .   501  ack 111  win 900  WINDOW_UPDATE
        < .   501  ack 111  win 900  ACK_DUPLICATE
    ",
    );
}

#[test]
fn an_overtaken_ack_acknowledges_less() {
    play_open(
        "
        > P.  111:211  ack 501       DATA
        > P.  211:311  ack 501       DATA
        < .   501  ack 311           ACK
        < .   501  ack 211           ACK
    ",
    );
}

#[test]
fn a_packet_captured_twice_changes_nothing() {
    play_open(
        "
        > P.  111:211  ack 501       DATA
        again @+0.05ms               CAPTURE_DUPLICATE
        = OPEN  orig_payload_bytes:110  orig_retransmits:0
    ",
    );
}

#[test]
fn a_segment_without_ack_in_a_live_connection_is_invalid() {
    play_open(
        "
        > P   111:121                INVALID   ESTABLISHED/ESTABLISHED
        = OPEN  orig_payload_bytes:10
    ",
    );
}

#[test]
fn an_acknowledgement_of_the_impossible_is_told() {
    play_open(
        "
        > .   111  ack 3000000000    ACK   ESTABLISHED/ESTABLISHED   note:bad-ack
    ",
    );
}

#[test]
fn windows_count_in_scaled_octets() {
    play(
        "
        > S   100  mss 1460 ws 7  win 64000
        < SA  500  ack 101  mss 1460 ws 2
        > .   101  ack 501  win 400
        > .   101  ack 501  win 1000   WINDOW_UPDATE
        = OPEN  orig_max_window:128000
    ",
    );
    play(
        "
        > S   100  mss 1460 ws 7  win 64000
        < SA  500  ack 101  mss 1460
        > .   101  ack 501  win 400
        = OPEN  orig_max_window:64000
    ",
    );
}

#[test]
fn a_closed_window_is_remembered_of_the_end_that_closed_it() {
    play_open(
        "
        > P.  111:211  ack 501            DATA
        < .   501      ack 211  win 0     ACK            note:zero-window
        < .   501      ack 211  win 500   WINDOW_UPDATE  no-note:zero-window
        > .   211      ack 501            ACK_DUPLICATE
        = OPEN  orig_zero_window:false  resp_zero_window:true
    ",
    );
}

#[test]
fn a_sack_block_below_the_acknowledgement_tells_of_octets_received_twice() {
    play_open(
        "
        > P.  111:211  ack 501                    DATA
        < .   501  ack 211  sack 111-211          ACK            note:d-sack
        < .   501  ack 211  sack 300-400          ACK_DUPLICATE  no-note:d-sack
        < .   501  ack 211  sack 320-330,300-400  ACK_DUPLICATE  note:d-sack
    ",
    );
}

#[test]
fn an_older_timestamp_is_told() {
    play(
        "
        > S   100  ts 1000 0
        < SA  500  ack 101  ts 70 1000
        > .   101  ack 501  ts 1001 70        HANDSHAKE_ACK
        > P.  101:111  ack 501  ts 1005 70    DATA
        < .   501  ack 111  ts 75 1005
        > P.  101:111  ack 501  ts 900 70     DATA_RETRANSMIT   note:paws-old
    ",
    );
}

#[test]
fn a_capture_that_joins_late_takes_both_ends_as_established() {
    play(
        "
        > P.  1000:1100  ack 7000    DATA   ESTABLISHED?/ESTABLISHED?   note:midstream
        < .   7000  ack 1100         ACK    ESTABLISHED?/ESTABLISHED?
        = OPEN  start:midstream  orig_payload_bytes:100  orig_missed_bytes:0
    ",
    );
}
