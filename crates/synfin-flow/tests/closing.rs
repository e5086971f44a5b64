//! How connections close: RFC 9293, section 3.6, each direction by itself.

mod support;
use support::{observe, play};
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::Limits;
use synfin_testkit::scripts::script::Script;

/// An open connection: the next numbers are 101 and 501.
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

/// The reason of every segment of a script.
fn reasons(text: &str) -> Vec<String> {
    let script = Script::parse(text).unwrap_or_else(|error| panic!("{error}"));
    let mut table = FlowTable::new(Limits::default());
    let numbered = script.segments.iter().zip(1..);
    numbered
        .map(|(scripted, frame)| observe(&mut table, scripted, frame).verdict.reason().to_string())
        .collect()
}

#[test]
fn four_segments_close_a_connection() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST       FIN-WAIT-1/CLOSE-WAIT?
        < .   501  ack 112           FIN_FIRST_ACK   FIN-WAIT-2/CLOSE-WAIT
        < F.  501  ack 112           FIN_SECOND      TIME-WAIT?/LAST-ACK
        > .   112  ack 502           FIN_SECOND_ACK  TIME-WAIT/CLOSED
        = CLOSED  close_kind:four-segment  first_closer:originator  time_wait_holder:originator
    ",
    );
}

#[test]
fn the_responder_may_close_first() {
    play_open(
        "
        < F.  501  ack 111           FIN_FIRST       CLOSE-WAIT?/FIN-WAIT-1
        > .   111  ack 502           FIN_FIRST_ACK   CLOSE-WAIT/FIN-WAIT-2
        > F.  111  ack 502           FIN_SECOND      LAST-ACK/TIME-WAIT?
        < .   502  ack 112           FIN_SECOND_ACK  CLOSED/TIME-WAIT
        = CLOSED  first_closer:responder  time_wait_holder:responder
    ",
    );
}

#[test]
fn three_segments_close_a_connection() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        < F.  501  ack 112           FIN_ACK_COMBINED  TIME-WAIT?/LAST-ACK
        > .   112  ack 502           FIN_SECOND_ACK    TIME-WAIT/CLOSED
        = CLOSED  close_kind:three-segment
    ",
    );
}

#[test]
fn fins_that_cross_close_simultaneously() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        < F.  501  ack 111           FIN_SIMULTANEOUS  CLOSING?/CLOSING
        > .   112  ack 502           FIN_SECOND_ACK    CLOSING/TIME-WAIT
        < .   502  ack 112           FIN_FIRST_ACK     TIME-WAIT/TIME-WAIT
        = CLOSED  close_kind:simultaneous
    ",
    );
}

#[test]
fn of_crossing_fins_either_may_be_acknowledged_first_and_both_ends_wait() {
    // The steps are numbered by the FIN that they acknowledge, whatever their order.
    for acknowledgements in [
        "
        > .   112  ack 502           FIN_SECOND_ACK    CLOSING/TIME-WAIT
        < .   502  ack 112           FIN_FIRST_ACK     TIME-WAIT/TIME-WAIT
        ",
        "
        < .   502  ack 112           FIN_FIRST_ACK     TIME-WAIT/CLOSING
        > .   112  ack 502           FIN_SECOND_ACK    TIME-WAIT/TIME-WAIT
        ",
    ] {
        play_open(&format!(
            "
        > F.  111  ack 501           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        < F.  501  ack 111           FIN_SIMULTANEOUS  CLOSING?/CLOSING
        {acknowledgements}
        = CLOSED  close_kind:simultaneous  time_wait_holder:originator
        "
        ));
    }
}

#[test]
fn an_acknowledgement_of_the_second_fin_alone_says_that_the_first_awaits_its_own() {
    let told = reasons(&format!(
        "{OPEN}
        > F.  111  ack 501
        < F.  501  ack 111
        > .   112  ack 502
        < .   502  ack 112
        "
    ));
    assert_eq!(
        told[7..],
        [
            "acknowledges the second FIN: ack 502 = seq 501 + 1; the first, which crossed it, is not acknowledged yet (relative: 2 = 1 + 1)",
            "acknowledges the FIN: ack 112 = seq 111 + 1; both directions are closed (relative: 12 = 11 + 1)",
        ]
    );
}

#[test]
fn a_repeated_fin_may_acknowledge_the_one_that_it_crossed_and_says_so() {
    let script = format!(
        "{OPEN}
        > F.  111  ack 501           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        < F.  501  ack 111           FIN_SIMULTANEOUS  CLOSING?/CLOSING
        wait 300ms
        > F.  111  ack 502           FIN_RETRANSMIT    CLOSING/TIME-WAIT
        wait 300ms
        > F.  111  ack 502           FIN_RETRANSMIT    CLOSING/TIME-WAIT
        "
    );
    play(&script);
    assert_eq!(
        reasons(&script)[7..],
        [
            "the FIN at seq 111 again, and now acknowledges the peer's FIN: ack 502 = seq 501 + 1 (relative: 2 = 1 + 1)",
            "the FIN at seq 111 again",
        ]
    );
}

#[test]
fn a_fin_or_data_that_come_again_bring_the_acknowledgement_of_a_fin_along() {
    // Executed: Linux 6.18 drops what ends before RCV.NXT, not what ends there.
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        < F.  501  ack 111           FIN_SIMULTANEOUS  CLOSING?/CLOSING
        wait 300ms
        > F.  111  ack 502           FIN_RETRANSMIT    CLOSING/TIME-WAIT
        < F.  501  ack 112           FIN_RETRANSMIT    TIME-WAIT/TIME-WAIT
        = CLOSED
    ",
    );
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST
        < .   501  ack 112           FIN_FIRST_ACK
        < F.  501  ack 112           FIN_SECOND        TIME-WAIT?/LAST-ACK
        wait 300ms
        > F.  111  ack 502           FIN_RETRANSMIT    TIME-WAIT/CLOSED
        = CLOSED
    ",
    );
    play_open(
        "
        < P.  501:528  ack 111       DATA
        > .   111  ack 528           ACK
        > F.  111  ack 528           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        < P.  501:521  ack 112       DATA_RETRANSMIT   FIN-WAIT-1/CLOSE-WAIT
        < P.  501:528  ack 112       DATA_RETRANSMIT   FIN-WAIT-2/CLOSE-WAIT
    ",
    );
}

#[test]
fn a_half_closed_connection_still_carries_data() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        < .   501  ack 112           FIN_FIRST_ACK     FIN-WAIT-2/CLOSE-WAIT
        < P.  501:601  ack 112       DATA_HALF_CLOSED  FIN-WAIT-2/CLOSE-WAIT
        > .   112  ack 601           ACK               FIN-WAIT-2/CLOSE-WAIT
        < P.  601:701  ack 112       DATA_HALF_CLOSED  FIN-WAIT-2/CLOSE-WAIT
        > .   112  ack 701           ACK               FIN-WAIT-2/CLOSE-WAIT
        < F.  701  ack 112           FIN_SECOND        TIME-WAIT?/LAST-ACK
        > .   112  ack 702           FIN_SECOND_ACK    TIME-WAIT/CLOSED
        = CLOSED  resp_payload_bytes:200
    ",
    );
}

#[test]
fn one_fin_alone_closes_one_direction() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        < .   501  ack 112           FIN_FIRST_ACK     FIN-WAIT-2/CLOSE-WAIT
        = HALF_CLOSED_BY_INITIATOR
    ",
    );
}

#[test]
fn a_fin_sits_after_the_data_of_its_segment() {
    play_open(
        "
        > FP. 111:132  ack 501       FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        < .   501  ack 131           ACK               FIN-WAIT-1/CLOSE-WAIT?
        < .   501  ack 132           FIN_FIRST_ACK     FIN-WAIT-2/CLOSE-WAIT
        = HALF_CLOSED_BY_INITIATOR  orig_payload_bytes:30
    ",
    );
}

#[test]
fn a_fin_at_the_end_of_the_number_space_is_acknowledged_by_zero() {
    play(
        "
        > S   4294967284
        < SA  500  ack 4294967285
        > .   4294967285  ack 501
        > P.  4294967285:4294967295  ack 501   DATA
        < .   501  ack 4294967295
        > F.  4294967295  ack 501    FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        < .   501  ack 0             FIN_FIRST_ACK     FIN-WAIT-2/CLOSE-WAIT
    ",
    );
}

#[test]
fn a_repeated_fin_changes_nothing() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?
        wait 300ms
        > F.  111  ack 501           FIN_RETRANSMIT    FIN-WAIT-1/CLOSE-WAIT?
        < .   501  ack 112           FIN_FIRST_ACK     FIN-WAIT-2/CLOSE-WAIT
        = HALF_CLOSED_BY_INITIATOR  orig_retransmits:1
    ",
    );
}

#[test]
fn a_lost_last_ack_brings_the_fin_again() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST
        < F.  501  ack 112           FIN_ACK_COMBINED  TIME-WAIT?/LAST-ACK
        wait 300ms
        < F.  501  ack 112           FIN_RETRANSMIT    TIME-WAIT?/LAST-ACK
        > .   112  ack 502           FIN_SECOND_ACK    TIME-WAIT/CLOSED
        wait 300ms
        < F.  501  ack 112           FIN_RETRANSMIT    TIME-WAIT/CLOSED
        > .   112  ack 502           FIN_REACK         TIME-WAIT/CLOSED
        = CLOSED
    ",
    );
}

#[test]
fn each_of_two_fins_has_its_acknowledgement_and_a_third_is_a_mere_repetition() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST
        wait 300ms
        > F.  111  ack 501           FIN_RETRANSMIT
        < .   501  ack 112           FIN_FIRST_ACK     FIN-WAIT-2/CLOSE-WAIT
        < .   501  ack 112           FIN_REACK         FIN-WAIT-2/CLOSE-WAIT
        < .   501  ack 112           ACK_DUPLICATE     FIN-WAIT-2/CLOSE-WAIT
        = HALF_CLOSED_BY_INITIATOR
    ",
    );
}

#[test]
fn a_fin_beyond_a_hole_waits_for_the_data() {
    play_open(
        "
        > F.  131  ack 501           FIN_FIRST         FIN-WAIT-1/ESTABLISHED   note:hole
        < .   501  ack 111           ACK_DUPLICATE     FIN-WAIT-1/ESTABLISHED
        > P.  111:131  ack 501       DATA              FIN-WAIT-1/CLOSE-WAIT?   note:fills-hole
        < .   501  ack 132           FIN_FIRST_ACK     FIN-WAIT-2/CLOSE-WAIT
        = HALF_CLOSED_BY_INITIATOR  orig_payload_bytes:30
    ",
    );
}

#[test]
fn data_beyond_the_own_fin_is_told() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST
        > P.  112:122  ack 501       DATA_AFTER_FIN    FIN-WAIT-1/CLOSE-WAIT?   note:data-after-fin
        = HALF_CLOSED_BY_INITIATOR  orig_payload_bytes:10
    ",
    );
}

#[test]
fn a_fin_on_an_old_number_closes_nothing() {
    play_open(
        "
        > P.  111:211  ack 501       DATA
        > F.  120  ack 501           no-note:hole  note:fin-moved  ESTABLISHED/ESTABLISHED
        = OPEN  first_closer:null
    ",
    );
}

#[test]
fn a_fin_on_the_number_of_the_syn_closes_nothing() {
    // The responder expects 101, so nothing of the segment is in its window: it answers with an ACK and drops it, the FIN and the
    // acknowledgement of its SYN with it (RFC 9293, section 3.10.7.4; executed: so does Linux 6.18).
    let script = "
        > S   100
        < SA  500  ack 101
        > F.  100  ack 501           ACK              ESTABLISHED/SYN-RECEIVED   note:fin-moved
        > .   101  ack 501           HANDSHAKE_ACK    ESTABLISHED/ESTABLISHED
        > F.  101  ack 501           FIN_FIRST        FIN-WAIT-1/CLOSE-WAIT?
        = HALF_CLOSED_BY_INITIATOR
    ";
    play(script);
    assert_eq!(
        reasons(script)[2],
        "a FIN at seq 100, where its sender's SYN or data stood before; it is at 101 now: the receiver has that number and drops the segment (RFC 9293, section 3.10.7.4)"
    );
}

#[test]
fn a_fin_on_the_number_of_the_last_octet_ends_before_it() {
    // As behind an octet in a packet with a broken IP header, which the capture shows and no receiver takes.
    play_open(
        "
        > P.  111:112  ack 501       DATA
        > F.  111  ack 501           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?   no-note:fin-moved
        < F.  501  ack 112           FIN_ACK_COMBINED  TIME-WAIT?/LAST-ACK
        > .   112  ack 502           FIN_SECOND_ACK    TIME-WAIT/CLOSED
        = CLOSED
    ",
    );
}

#[test]
fn a_fin_on_the_number_of_an_octet_that_was_acknowledged_closes_nothing() {
    play_open(
        "
        > P.  111:121  ack 501       DATA
        < .   501  ack 121           ACK
        > F.  120  ack 501           ACK_DUPLICATE  ESTABLISHED/ESTABLISHED    note:fin-moved
        > P.  121:321  ack 501       DATA           ESTABLISHED/ESTABLISHED
        < .   501  ack 321           ACK            no-note:bad-ack
        = OPEN
    ",
    );
}

#[test]
fn a_fin_captured_behind_its_acknowledgement_closes_all_the_same() {
    play_open(
        "
        > P.  111:121  ack 501       DATA
        < .   501  ack 132           ACK         note:ack-unseen
        > FP. 111:132  ack 501       FIN_FIRST   no-note:fin-moved
        = HALF_CLOSED_BY_INITIATOR
    ",
    );
    // Joined behind it, whose number the first one is nobody knows.
    play(
        "
        < .   501  ack 112           ACK         note:midstream
        > F.  111  ack 501           FIN_FIRST   no-note:fin-moved
    ",
    );
}

#[test]
fn the_fin_ends_the_numbers_whatever_was_forged_beyond() {
    play_open(
        "
        > P   536870912:536870913    INVALID
        > P.  536870912:536870913  ack 501  DATA     note:hole
        > F.  111  ack 501           FIN_FIRST       FIN-WAIT-1/CLOSE-WAIT?
        < .   501  ack 112           FIN_FIRST_ACK   FIN-WAIT-2/CLOSE-WAIT
        < F.  501  ack 112           FIN_SECOND      TIME-WAIT?/LAST-ACK
        > .   112  ack 502           FIN_SECOND_ACK  TIME-WAIT/CLOSED
        = CLOSED
    ",
    );
}

#[test]
fn a_fin_repeated_elsewhere_is_told() {
    let script = format!(
        "{OPEN}
        > F.  111  ack 501           FIN_FIRST
        > F.  211  ack 501           FIN_RETRANSMIT    FIN-WAIT-1/CLOSE-WAIT?   note:fin-moved
        "
    );
    play(&script);
    assert_eq!(reasons(&script)[6], "another FIN at seq 211, while the one at 111 counts: it ends nothing");
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST
        < .   501  ack 112           FIN_FIRST_ACK    FIN-WAIT-2/CLOSE-WAIT
        > F.  211  ack 501           FIN_RETRANSMIT   FIN-WAIT-2/CLOSE-WAIT   note:fin-moved
        < .   501  ack 112           ACK_DUPLICATE    FIN-WAIT-2/CLOSE-WAIT
    ",
    );
}

#[test]
fn an_update_of_the_window_behind_a_fin_that_came_twice_acknowledges_nothing_again() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST
        > F.  111  ack 501           FIN_RETRANSMIT
        < .   501  ack 112  win 1000 FIN_FIRST_ACK
        < .   501  ack 112  win 5000 WINDOW_UPDATE
    ",
    );
}

#[test]
fn a_sack_block_acknowledges_no_fin() {
    play_open(
        "
        > F.  131  ack 501                     FIN_FIRST      note:hole
        < .   501  ack 111  sack 131-132       ACK_DUPLICATE  FIN-WAIT-1/ESTABLISHED
        = HALF_CLOSED_BY_INITIATOR
    ",
    );
}

#[test]
fn a_fin_sent_before_the_ack_beyond_it_crossed_the_peers() {
    play_open(
        "
        < F.  501  ack 111           FIN_FIRST         CLOSE-WAIT?/FIN-WAIT-1
        > .   112  ack 502           FIN_FIRST_ACK     note:hole
        > F.  111  ack 502           FIN_SECOND        CLOSING/TIME-WAIT?       note:fills-hole
        < .   502  ack 112           FIN_SECOND_ACK    TIME-WAIT/TIME-WAIT
        = CLOSED  close_kind:simultaneous
    ",
    );
}

#[test]
fn a_fin_may_come_within_the_syn_ack() {
    play(
        "
        > S   100                    SYN
        < SFA 500  ack 101           SYN_ACK           CLOSE-WAIT?/FIN-WAIT-1   note:fin-in-synack
        > .   101  ack 502           HANDSHAKE_ACK     CLOSE-WAIT/FIN-WAIT-2
        > F.  101  ack 502           FIN_SECOND        LAST-ACK/TIME-WAIT?
    ",
    );
}

#[test]
fn a_fin_may_end_a_connection_that_the_capture_joined_late() {
    play(
        "
        > F.  111  ack 501           FIN_FIRST         FIN-WAIT-1/CLOSE-WAIT?   note:midstream
        < F.  501  ack 112           FIN_ACK_COMBINED  TIME-WAIT?/LAST-ACK
        > .   112  ack 502           FIN_SECOND_ACK    TIME-WAIT/CLOSED
        = CLOSED  start:midstream  roles:guess
    ",
    );
}

#[test]
fn an_unacknowledged_second_fin_leaves_the_connection_closing() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST
        < F.  501  ack 112           FIN_ACK_COMBINED  TIME-WAIT?/LAST-ACK
        = CLOSING
    ",
    );
}
