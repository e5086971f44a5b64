//! What Zeek would call a connection: its state and its history.

mod support;
use support::play;

const OPEN: &str = "
        > S   100
        < SA  500  ack 101
        > .   101  ack 501
        ";

fn play_open(rest: &str) {
    play(&format!("{OPEN}{rest}"));
}

#[test]
fn a_syn_without_answer_is_s0() {
    play(
        "
        > S   100
        > S   100
        = NO_REPLY  zeek_conn_state:S0 zeek_history:S
    ",
    );
}

#[test]
fn an_open_connection_is_s1() {
    play_open(
        "
        > P.  101:111 ack 501
        < .   501  ack 111
        < P.  501:511 ack 111
        = OPEN  zeek_conn_state:S1 zeek_history:ShADad
    ",
    );
}

#[test]
fn two_fins_are_sf_whether_acknowledged_or_not() {
    play_open(
        "
        > FA  101  ack 501
        < FA  501  ack 101
        = CLOSING  zeek_conn_state:SF zeek_history:ShAFf
    ",
    );
}

#[test]
fn one_fin_is_s2_or_s3_by_its_sender() {
    play_open(
        "
        > FA  101  ack 501
        < .   501  ack 102
        = HALF_CLOSED_BY_INITIATOR  zeek_conn_state:S2 zeek_history:ShAFa
    ",
    );
    play_open(
        "
        < FA  501  ack 101
        > .   101  ack 502
        = HALF_CLOSED_BY_RESPONDER  zeek_conn_state:S3 zeek_history:ShAf
    ",
    );
}

#[test]
fn a_fin_of_one_sided_captures_is_sh_or_shr() {
    play(
        "
        > S   100
        > .   101  ack 501
        > FA  101  ack 501
        = HALF_CLOSED_BY_INITIATOR  zeek_conn_state:SH zeek_history:SAF
    ",
    );
    play(
        "
        < SA  500  ack 101
        < FA  501  ack 101
        = HALF_CLOSED_BY_RESPONDER  zeek_conn_state:SHR zeek_history:^hf
    ",
    );
}

#[test]
fn a_refused_syn_is_rej_however_often_it_is_sent() {
    play(
        "
        > S   100
        < RA  0    ack 101
        > S   100
        < RA  0    ack 101
        = REFUSED  zeek_conn_state:REJ zeek_history:Sr
    ",
    );
}

#[test]
fn a_refused_syn_that_is_answered_at_last_begins_again() {
    play(
        "
        > S   100
        < RA  0    ack 101
        > S   100
        < SA  500  ack 101
        > .   101  ack 501
        = OPEN  zeek_conn_state:S1 zeek_history:ShA
    ",
    );
}

#[test]
fn a_syn_taken_back_is_rstos0() {
    play(
        "
        > S   100
        > R   101
        = ABORTED_OPEN_BY_INITIATOR  zeek_conn_state:RSTOS0 zeek_history:SR
    ",
    );
}

#[test]
fn a_reset_of_an_open_connection_is_told_by_its_sender() {
    play_open(
        "
        > RA  101  ack 501
        = RESET_BY_INITIATOR  zeek_conn_state:RSTO zeek_history:ShAR
    ",
    );
    play_open(
        "
        < RA  501  ack 101
        = RESET_BY_RESPONDER  zeek_conn_state:RSTR zeek_history:ShAr
    ",
    );
}

#[test]
fn a_reset_after_both_fins_leaves_sf() {
    play_open(
        "
        > FA  101  ack 501
        < FA  501  ack 102
        > RA  102  ack 502
        = RESET_BY_INITIATOR  zeek_conn_state:SF zeek_history:ShAFfR
    ",
    );
}

#[test]
fn a_fin_a_reset_and_the_peers_fin_are_sf() {
    play_open(
        "
        > FA  101  ack 501
        > RA  102  ack 501
        < FA  501  ack 101
        = RESET_BY_INITIATOR  zeek_conn_state:SF zeek_history:ShAFRf
    ",
    );
}

#[test]
fn a_second_reset_is_told_again_only_with_another_number() {
    play_open(
        "
        > R   101
        > R   101
        > R   111
        = RESET_BY_INITIATOR  zeek_conn_state:RSTO zeek_history:ShARR
    ",
    );
}

#[test]
fn payload_sent_again_is_told_the_first_and_the_tenth_time() {
    let again = "        > P.  101:111 ack 501\n".repeat(11);
    play_open(&format!("\n{again}        = OPEN  zeek_history:ShADTT\n"));
}

#[test]
fn a_closed_window_is_told_until_the_peer_has_closed() {
    play_open(
        "
        < .   501  ack 101  win 0
        < .   501  ack 101  win 0
        = OPEN  zeek_history:ShAaw
    ",
    );
    play_open(
        "
        > FA  101  ack 501
        < .   501  ack 102  win 0
        = HALF_CLOSED_BY_INITIATOR  zeek_history:ShAFa
    ",
    );
}

#[test]
fn octets_acknowledged_and_not_captured_are_a_gap_of_their_sender() {
    play_open(
        "
        > P.  101:111 ack 501
        < .   501  ack 151
        = OPEN  zeek_history:ShADaG
    ",
    );
}

#[test]
fn crossed_syns_are_one_connection() {
    play(
        "
        > S   100
        < S   500
        > SA  100  ack 501
        < SA  500  ack 101
        > .   101  ack 501
        = OPEN  zeek_conn_state:S1 zeek_history:SsA
    ",
    );
}

#[test]
fn an_answer_captured_before_its_syn_is_flipped() {
    play(
        "
        < SA  500  ack 101
        > S   100
        > .   101  ack 501
        = OPEN  zeek_conn_state:S1 zeek_history:^hSA
    ",
    );
}

#[test]
fn what_comes_long_after_the_end_is_left_out() {
    play_open(
        "
        > FA  101  ack 501
        < FA  501  ack 102
        > .   102  ack 502
        < R   502  @+10s
        = CLOSED  zeek_conn_state:SF zeek_history:ShAFf
    ",
    );
}
