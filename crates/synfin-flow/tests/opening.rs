//! How connections open: RFC 9293, section 3.5, and its rarer kin.

mod support;
use support::play;

#[test]
fn three_segments_open_a_connection() {
    play(
        "
        > S   100                    SYN            SYN-SENT/SYN-RECEIVED?   no-note:midstream
        < SA  500  ack 101           SYN_ACK        ESTABLISHED?/SYN-RECEIVED
        > .   101  ack 501           HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
        = OPEN  open_kind:three-way  start:syn  roles:syn  attempts:1
    ",
    );
}

#[test]
fn two_syns_that_cross_open_one_connection() {
    play(
        "
        > S   100                    SYN            SYN-SENT/SYN-RECEIVED?
        < S   500                    SYN_CROSSED    SYN-RECEIVED/SYN-RECEIVED?   flow:0
        > SA  100  ack 501           SYN_ACK        SYN-RECEIVED/ESTABLISHED?
        < SA  500  ack 101           SYN_ACK        ESTABLISHED?/ESTABLISHED?
        > .   101  ack 501           HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED?
        < .   501  ack 101           ACK_DUPLICATE  ESTABLISHED/ESTABLISHED
        = OPEN  open_kind:simultaneous
    ",
    );
}

#[test]
fn two_crossed_syns_that_are_both_answered_are_open() {
    play(
        "
        > S   100
        < S   500                    SYN_CROSSED
        > SA  100  ack 501           SYN_ACK
        < SA  500  ack 101           SYN_ACK        ESTABLISHED?/ESTABLISHED?
        = OPEN  open_kind:simultaneous
    ",
    );
}

/// One SYN-ACK of two was lost, the other captured behind the acknowledgement that answers it.
#[test]
fn a_syn_ack_behind_the_acknowledgement_of_crossed_syns_is_no_other_connections() {
    play(
        "
        > S   100                    SYN            SYN-SENT/SYN-RECEIVED?
        < S   500                    SYN_CROSSED    SYN-RECEIVED/SYN-RECEIVED?
        < .   501  ack 101           HANDSHAKE_ACK  ESTABLISHED/SYN-RECEIVED?
        > SA  100  ack 501           SYN_ACK        ESTABLISHED/ESTABLISHED?
        = OPEN  open_kind:simultaneous
    ",
    );
}

/// The first of two SYNs was refused, as far as the capture knows; but the refusal was lost, and a copy of the SYN crossed the other's.
#[test]
fn a_syn_ack_with_the_isn_of_its_senders_syn_answers_a_syn_that_seemed_refused() {
    play(
        "
        > S   100                    SYN            flow:0
        < RA  0    ack 101           RST_REFUSE     flow:0
        < S   500                    SYN            flow:1
        > SA  100  ack 501           SYN_ACK        flow:1
        < SA  500  ack 101           SYN_ACK        flow:1  ESTABLISHED?/ESTABLISHED?
        > .   101  ack 501           HANDSHAKE_ACK  flow:1
    ",
    );
}

#[test]
fn a_split_handshake_is_told_from_a_simultaneous_one() {
    play(
        "
        > S   100                    SYN            SYN-SENT/SYN-RECEIVED?
        < .   900  ack 101           SPLIT_ACK      SYN-SENT/SYN-RECEIVED?
        < S   500                    SYN_CROSSED    SYN-RECEIVED/SYN-RECEIVED?   flow:0
        > SA  100  ack 501           SYN_ACK        SYN-RECEIVED/ESTABLISHED?
        < .   501  ack 101           HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
        = OPEN  open_kind:split
    ",
    );
}

#[test]
fn a_refused_syn_closes_both_ends() {
    play(
        "
        > S   100                    SYN            SYN-SENT/SYN-RECEIVED?
        < RA  0    ack 101           RST_REFUSE     CLOSED/CLOSED
        = REFUSED  reset_by:responder  open_kind:null
    ",
    );
}

#[test]
fn a_refusal_that_both_ends_go_on_after_was_none() {
    play(
        "
        > S   100                    SYN
        < RA  0    ack 101           RST_REFUSE     CLOSED/CLOSED
        < SA  500  ack 101           SYN_ACK        CLOSED/SYN-RECEIVED
        > .   101  ack 501           HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED   note:rst-was-forged-or-stale
        = OPEN
    ",
    );
}

#[test]
fn a_retry_after_a_refusal_is_the_same_connection() {
    play(
        "
        > S   100                    SYN
        < RA  0    ack 101           RST_REFUSE     CLOSED/CLOSED
        > S   100                    SYN_RETRANSMIT SYN-SENT/SYN-RECEIVED?   flow:0
        < SA  500  ack 101           SYN_ACK        ESTABLISHED?/SYN-RECEIVED
        > .   101  ack 501           HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
        = OPEN  attempts:2
    ",
    );
}

#[test]
fn no_reply_leaves_the_responder_assumed() {
    play(
        "
        > S   100                    SYN            SYN-SENT/SYN-RECEIVED?
        wait 1s
        > S   100                    SYN_RETRANSMIT SYN-SENT/SYN-RECEIVED?
        wait 2s
        > S   100                    SYN_RETRANSMIT SYN-SENT/SYN-RECEIVED?
        = NO_REPLY  attempts:3  one_sided:true  orig_retransmits:2
    ",
    );
}

#[test]
fn a_repeated_syn_ack_confirms_nobody() {
    play(
        "
        > S   100                    SYN
        < SA  500  ack 101           SYN_ACK            ESTABLISHED?/SYN-RECEIVED
        wait 1s
        < SA  500  ack 101           SYN_ACK_RETRANSMIT ESTABLISHED?/SYN-RECEIVED
        wait 2s
        < SA  500  ack 101           SYN_ACK_RETRANSMIT ESTABLISHED?/SYN-RECEIVED
        = HALF_OPEN
    ",
    );
}

#[test]
fn what_the_third_segment_brought_about_is_received_until_a_syn_ack_comes_again() {
    // As in sessions of servers that wait for data before they take the third segment: nothing on the wire tells them from others
    // until the SYN-ACK comes again; what was told before stays as it was told.
    play(
        "
        > S   100  ts 10 0
        < SA  500  ack 101  ts 50 10   SYN_ACK            ESTABLISHED?/SYN-RECEIVED
        wait 18ms
        > .   101  ack 501  ts 11 50   HANDSHAKE_ACK      ESTABLISHED/ESTABLISHED
        wait 31s
        < SA  500  ack 101  ts 90 11   SYN_ACK_RETRANSMIT ESTABLISHED/SYN-RECEIVED   note:reply-was-lost
        wait 18ms
        > .   101  ack 501  ts 42 90   ACK_DUPLICATE      ESTABLISHED/ESTABLISHED
        = OPEN  resp_retransmits:1
    ",
    );
}

#[test]
fn a_repeated_syn_shows_that_the_syn_ack_was_lost() {
    play(
        "
        > S   100                    SYN
        < SA  500  ack 101           SYN_ACK            ESTABLISHED?/SYN-RECEIVED
        wait 1s
        > S   100                    SYN_RETRANSMIT     SYN-SENT/SYN-RECEIVED     note:reply-was-lost
        < SA  500  ack 101           SYN_ACK_RETRANSMIT ESTABLISHED?/SYN-RECEIVED
        > .   101  ack 501           HANDSHAKE_ACK      ESTABLISHED/ESTABLISHED
    ",
    );
}

#[test]
fn a_syn_scan_ends_an_open_that_was_never_meant() {
    play(
        "
        > S   100                    SYN
        < SA  500  ack 101           SYN_ACK
        > R   101                    RST_ABORT_OPEN  CLOSED/CLOSED
        = ABORTED_OPEN_BY_INITIATOR  reset_by:originator
    ",
    );
}

#[test]
fn a_client_may_take_its_syn_back() {
    play(
        "
        > S   100                    SYN
        > R   101                    RST_ABORT_OPEN  CLOSED/CLOSED
        = ABORTED_OPEN_BY_INITIATOR
    ",
    );
}

#[test]
fn another_isn_begins_another_connection() {
    play(
        "
        > S   100                    SYN   flow:0
        wait 1s
        > S   9_000_000              SYN   SYN-SENT/SYN-RECEIVED?  flow:1  note:port-reuse
        = NO_REPLY  incarnation:0
        = NO_REPLY  incarnation:1
    ",
    );
}

#[test]
fn a_syn_ack_with_another_isn_replaces_the_first() {
    play(
        "
        > S   100                    SYN
        < SA  500   ack 101          SYN_ACK
        < SA  70000 ack 101          SYN_ACK        ESTABLISHED?/SYN-RECEIVED   note:isn-changed
        > .   101   ack 70001        HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
    ",
    );
}

#[test]
fn a_syn_ack_for_nothing_is_answered_with_a_reset() {
    play(
        "
        > S   100                    SYN
        < SA  500  ack 9999          SYN_ACK_INVALID  SYN-SENT/SYN-RECEIVED?   note:bad-ack
        > R   9999                   RST_REPLY        SYN-SENT/SYN-RECEIVED?
        wait 1s
        > S   100                    SYN_RETRANSMIT   SYN-SENT/SYN-RECEIVED?
        < SA  500  ack 101           SYN_ACK          ESTABLISHED?/SYN-RECEIVED
        > .   101  ack 501           HANDSHAKE_ACK    ESTABLISHED/ESTABLISHED
    ",
    );
}

#[test]
fn a_reset_that_acknowledges_no_syn_is_ignored() {
    play(
        "
        > S   100                    SYN
        < RA  0    ack 77            RST_INVALID    SYN-SENT/SYN-RECEIVED?
        < R   0                      RST_INVALID    SYN-SENT/SYN-RECEIVED?
        < SA  500  ack 101           SYN_ACK        ESTABLISHED?/SYN-RECEIVED
    ",
    );
}

#[test]
fn only_the_originators_side_leaves_the_responder_assumed() {
    play(
        "
        > S   100                    SYN            SYN-SENT/SYN-RECEIVED?
        > .   101  ack 501           HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED?   note:peer-unseen
        > P.  101:111 ack 501        DATA           ESTABLISHED/ESTABLISHED?
        > .   111  ack 800           ACK            note:ack-unseen
        > F.  111  ack 800           FIN_FIRST      FIN-WAIT-1/CLOSE-WAIT?
        > .   112  ack 801           ACK            FIN-WAIT-1/CLOSE-WAIT?     note:ack-unseen
        = HALF_CLOSED_BY_INITIATOR  one_sided:true
    ",
    );
}

#[test]
fn only_the_responders_side_begins_with_the_syn_ack() {
    play(
        "
        < SA  500  ack 101           SYN_ACK   ESTABLISHED?/SYN-RECEIVED   note:syn-unseen
        < P.  501:511  ack 131       DATA      ESTABLISHED?/ESTABLISHED?   note:handshake-ack-unseen
        = OPEN  start:synack  roles:synack  one_sided:true
    ",
    );
}

#[test]
fn the_third_segment_is_known_without_the_syn() {
    play(
        "
        < SA  500  ack 101           SYN_ACK        ESTABLISHED?/SYN-RECEIVED   note:syn-unseen
        > .   101  ack 501           HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
        = OPEN  start:synack
    ",
    );
}

#[test]
fn a_syn_captured_after_its_answer_opens_no_second_connection() {
    play(
        "
        < SA  500  ack 101           SYN_ACK        note:syn-unseen
        > S   100                    SYN            flow:0  note:out-of-order
        > .   101  ack 501           HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
    ",
    );
}

#[test]
fn data_may_complete_the_handshake() {
    play(
        "
        > S   100                    SYN
        < SA  500  ack 101           SYN_ACK
        > P.  101:121  ack 501       HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
        > .   121  ack 501           ACK_DUPLICATE
        = OPEN  orig_payload_bytes:20
    ",
    );
}

#[test]
fn fast_open_data_is_accepted_or_comes_again() {
    play(
        "
        > S   100 +10  tfo 0011223344556677   SYN            note:syn-data
        < SA  500  ack 111           SYN_ACK        ESTABLISHED?/SYN-RECEIVED  no-note:tfo-data-not-accepted
        < P.  501:521  ack 111       DATA           ESTABLISHED?/SYN-RECEIVED
        > .   111  ack 521           HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
        = OPEN  open_kind:tfo  orig_payload_bytes:10  resp_payload_bytes:20
    ",
    );
    play(
        "
        > S   100 +10  tfo 0011223344556677   SYN            note:syn-data
        < SA  500  ack 101           SYN_ACK        note:tfo-data-not-accepted
        > P.  101:111  ack 501       HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
        = OPEN  open_kind:tfo  orig_payload_bytes:10
    ",
    );
}

#[test]
fn probes_open_nothing() {
    play(
        "
        > -   100                    SCAN_PROBE     UNKNOWN/UNKNOWN
        = PROBE
    ",
    );
    play(
        "
        > F   100                    SCAN_PROBE     UNKNOWN/UNKNOWN
        < RA  0  ack 101             RST_ABORT      CLOSED?/CLOSED   
        = PROBE_ANSWERED_BY_RESET
    ",
    );
    play(
        "
        > SF  100                    SCAN_PROBE     UNKNOWN/UNKNOWN  note:illegal-flags
        = PROBE
    ",
    );
}

#[test]
fn one_segment_out_of_nothing_answered_by_a_reset_is_a_probe() {
    play(
        "
        > .   100  ack 77            ACK            note:midstream
        < R   77                     RST_ABORT      CLOSED/CLOSED
        = PROBE_ANSWERED_BY_RESET
    ",
    );
    play(
        "
        > SA  100  ack 77            SYN_ACK        note:syn-unseen
        < R   77                     RST_ABORT      CLOSED/CLOSED
        = PROBE_ANSWERED_BY_RESET
    ",
    );
}

#[test]
fn a_lone_reset_is_a_stray() {
    play(
        "
        > R   100                    RST_STRAY      CLOSED/UNKNOWN
        = STRAY_RESET
    ",
    );
}
