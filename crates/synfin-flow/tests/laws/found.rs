//! What random captures have found, each told as a script.

use crate::support::play;

#[test]
fn a_number_in_the_place_of_an_acknowledgement_means_nothing_without_the_ack_bit() {
    // The reset has 0 there, as resets have, and the newer connection's numbers are just beyond 0.
    play(
        "
        < S  5000000           SYN           flow:0
        > SA 2000000           SYN_ACK       flow:0
        < .                    HANDSHAKE_ACK flow:0
        < S  50                SYN           flow:1
        > SA 4000000 ack 51    SYN_ACK       flow:1
        < .  51 ack 4000001    HANDSHAKE_ACK flow:1
        > R  2000001           RST_ABORT     flow:0
        ",
    );
}

#[test]
fn the_first_segment_after_a_new_syn_stays_with_it_when_it_comes_again() {
    play(
        "
        > S  100         SYN               flow:0
        < SA 500         SYN_ACK           flow:0
        > .              HANDSHAKE_ACK     flow:0
        > S  300         SYN               flow:1
        < S  700         SYN_CROSSED       flow:1
        > F. 301:302 ack 501  FIN_FIRST    flow:1
        again @+0ms      CAPTURE_DUPLICATE flow:1
        ",
    );
}

#[test]
fn a_syn_ack_with_another_number_opens_no_closed_connection_again() {
    play(
        "
        > S  100         SYN
        < SA 500         SYN_ACK
        > .              HANDSHAKE_ACK
        > F.             FIN_FIRST
        < F.             FIN_ACK_COMBINED
        > .              FIN_SECOND_ACK    TIME-WAIT/CLOSED
        < SA 900 ack 101 SYN_ACK_INVALID   TIME-WAIT/CLOSED note:isn-changed
        = CLOSED
        ",
    );
}

#[test]
fn a_crossed_syns_own_answer_is_late_when_all_is_over() {
    play(
        "
        > S  100           SYN
        < S  500           SYN_CROSSED
        > SA 100 ack 501   SYN_ACK
        < .  501 ack 101   ESTABLISHED/ESTABLISHED
        > F. 101 ack 501   FIN_FIRST
        < F. 501 ack 102   FIN_ACK_COMBINED
        > .  102 ack 502   FIN_SECOND_ACK    TIME-WAIT/CLOSED
        < SA 500 ack 101   SYN_ACK_RETRANSMIT TIME-WAIT/CLOSED
        = CLOSED
        ",
    );
}

#[test]
fn a_syn_ack_that_repeats_its_senders_syn_answers_one_that_was_not_seen() {
    // The end that refused asks by itself, and then the first SYN comes to it again behind the capture.
    play(
        "
        > S  4294967295                  SYN               flow:0
        < R. 0 ack 0                     RST_REFUSE        flow:0
        < S  4294967295                  SYN               flow:1
        < SA 4294967295 ack 0            SYN_ACK           flow:1  ESTABLISHED?/SYN-RECEIVED
        > SA 4294967295 ack 0            SYN_ACK           flow:1  ESTABLISHED?/ESTABLISHED?
        ",
    );
}
