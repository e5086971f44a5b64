//! One pair of sockets, several connections; and segments that must not be put into the wrong one.

mod support;
use support::play;

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
fn a_port_is_used_again_while_the_old_connection_waits() {
    play_open(
        "
        > F.  111  ack 501           FIN_FIRST
        < F.  501  ack 112           FIN_ACK_COMBINED
        > .   112  ack 502           FIN_SECOND_ACK   TIME-WAIT/CLOSED
        wait 70s
        > S   9000000                SYN              SYN-SENT/SYN-RECEIVED?  flow:1  note:port-reuse
        < SA  7000000  ack 9000001   SYN_ACK          flow:1
        > .   9000001  ack 7000001   HANDSHAKE_ACK    ESTABLISHED/ESTABLISHED flow:1
        = CLOSED  time_wait_holder:originator
        = OPEN    incarnation:1
    ",
    );
}

#[test]
fn a_half_open_connection_is_discovered_and_reset_by_itself() {
    play_open(
        "
        > S   9000000                SYN              flow:1
        < .   501  ack 111           CHALLENGE_ACK    ESTABLISHED/ESTABLISHED  flow:0
        > R   111                    RST_ABORT        CLOSED/CLOSED            flow:0
        wait 1s
        > S   9000000                SYN_RETRANSMIT   SYN-SENT/SYN-RECEIVED?   flow:1
        < SA  7000000  ack 9000001   SYN_ACK          flow:1
        > .   9000001  ack 7000001   HANDSHAKE_ACK    ESTABLISHED/ESTABLISHED  flow:1
        = RESET_BY_INITIATOR
        = OPEN
    ",
    );
}

#[test]
fn a_forged_syn_leaves_the_connection_alone() {
    play_open(
        "
        > S   1114                   SYN              flow:1
        < .   501  ack 111           CHALLENGE_ACK    flow:0
        > F.  111  ack 501           FIN_FIRST        FIN-WAIT-1/CLOSE-WAIT?   flow:0
        < F.  501  ack 112           FIN_ACK_COMBINED flow:0
        > .   112  ack 502           FIN_SECOND_ACK   TIME-WAIT/CLOSED         flow:0
        = CLOSED
        = NO_REPLY
    ",
    );
}

#[test]
fn an_old_syn_into_a_live_connection_is_challenged() {
    play_open(
        "
        > S   100                    SYN_DUPLICATE    ESTABLISHED/ESTABLISHED  flow:0
        < .   501  ack 111           CHALLENGE_ACK    ESTABLISHED/ESTABLISHED
    ",
    );
}

#[test]
fn an_answer_out_of_an_older_connection_is_no_reply() {
    play(
        "
        > S   100                    SYN
        < .   77000000  ack 88000000 CHALLENGE_ACK    SYN-SENT/SYN-RECEIVED?   note:foreign-ack
        > R   88000000               RST_REPLY        SYN-SENT/SYN-RECEIVED?
        = NO_REPLY
    ",
    );
}

#[test]
fn numbers_from_nowhere_are_kept_apart() {
    play_open(
        "
        > P.  1000000111:1000000121  ack 2000000501   flow:1  note:foreign-space
        > P.  111:121  ack 501       DATA             flow:0
    ",
    );
}

#[test]
fn forged_syns_end_no_connection_that_lives() {
    play_open(
        "
        > S   90000000               SYN              flow:1
        > S   190000000              SYN              flow:2
        > P.  111:121  ack 501       DATA             ESTABLISHED/ESTABLISHED  flow:0
        = OPEN
        = NO_REPLY
        = NO_REPLY
    ",
    );
}

#[test]
fn data_out_of_an_older_connection_answers_no_syn() {
    play(
        "
        > S   100                    SYN
        < P.  5000:5010  ack 900000000  CHALLENGE_ACK  SYN-SENT/SYN-RECEIVED?  note:foreign-ack
        > R   900000000              RST_REPLY        SYN-SENT/SYN-RECEIVED?
        < SA  500  ack 101           SYN_ACK          ESTABLISHED?/SYN-RECEIVED
    ",
    );
}

#[test]
fn a_third_connection_lets_the_first_go() {
    play(
        "
        > S   100                    SYN   flow:0
        > S   3000000                SYN   flow:1
        > S   6000000                SYN   flow:2
        = NO_REPLY  incarnation:0
        = NO_REPLY  incarnation:1
        = NO_REPLY  incarnation:2
    ",
    );
}
