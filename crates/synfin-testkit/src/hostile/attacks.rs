//! Attacks on the state of a connection, told as scripts, with what the classifier must answer.

use crate::hostile::case::Case;
use crate::scripts::script::Script;

/// The handshake before most attacks.
const OPEN: &str = "
> S  1000           SYN
< SA 5000 ack 1001  SYN_ACK
> .  1001 ack 5001  HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
";

pub(crate) fn cases() -> Vec<Case> {
    ATTACKS
        .iter()
        .map(|attack| told(attack, true))
        .chain(OPENINGS.iter().map(|attack| told(attack, false)))
        .collect()
}

/// Name, connections, script, note.
type Attack = (&'static str, u64, &'static str, &'static str);

fn told((name, flows, text, note): &Attack, opened: bool) -> Case {
    let text = if opened { format!("{OPEN}{text}") } else { (*text).to_owned() };
    let script = Script::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let segments = script.segments.len() as u64;
    let case = Case::new(format!("{name}.pcap"), script.pcap(), segments, note).segments(segments, *flows);
    Case { script: Some(script), ..case }
}

/// On a connection that stands.
const ATTACKS: [Attack; 22] = [
    (
        "reset_out_of_window",
        1,
        "
        < R  77                        RST_OUT_OF_WINDOW  ESTABLISHED/ESTABLISHED
        > P. 1001 +1 ack 5001          DATA",
        "a blind reset must not end it",
    ),
    (
        "reset_in_window",
        1,
        "
        < R  5100                      RST_CHALLENGED
        > .  1001 ack 5001             CHALLENGE_ACK
        < P. 5001 +1 ack 1001          DATA  ESTABLISHED/ESTABLISHED",
        "a reset that is near is challenged (RFC 5961)",
    ),
    (
        "reset_exact",
        1,
        "
        < R  5001                      RST_ABORT  CLOSED/CLOSED
        > P. 1001 +1 ack 5001          DATA_AFTER_RESET  CLOSED/CLOSED",
        "a reset that hits",
    ),
    (
        "reset_sweep",
        1,
        "
        < R  80000                     RST_OUT_OF_WINDOW
        < R  2147483648                RST_OUT_OF_WINDOW
        < R  4294967295                RST_OUT_OF_WINDOW
        < R  4000                      RST_OUT_OF_WINDOW
        > .  1001 ack 5001             ESTABLISHED/ESTABLISHED",
        "a sweep over the sequence numbers",
    ),
    (
        "syn_into_connection",
        1,
        "
        > S  1000                      SYN_DUPLICATE
        < .  5001 ack 1001             CHALLENGE_ACK  ESTABLISHED/ESTABLISHED",
        "the first SYN once more, late",
    ),
    (
        "fin_without_ack",
        1,
        "
        > F  1001                      INVALID  ESTABLISHED/ESTABLISHED",
        "a FIN without ACK is none in a connection",
    ),
    (
        "null_segment",
        1,
        "
        > -  1001                      INVALID  ESTABLISHED/ESTABLISHED",
        "no flags at all",
    ),
    (
        "christmas_tree",
        1,
        "
        > SFRPAUECN 1001 ack 5001",
        "every flag at once: a reset before all else",
    ),
    (
        "ack_of_the_unsent",
        1,
        "
        < .  5001 ack 4000000          note:ack-unseen",
        "an acknowledgement of what was never sent",
    ),
    (
        "ack_from_long_ago",
        1,
        "
        > P. 1001 +100 ack 5001        DATA
        < .  5001 ack 3000000000",
        "an acknowledgement half the circle away",
    ),
    (
        "data_half_the_circle_away",
        1,
        "
        > P. 2147484649 +1 ack 5001
        > P. 1001 +1 ack 5001          DATA",
        "a sequence number exactly 2^31 ahead is old",
    ),
    (
        "data_that_differ",
        1,
        r#"
        > P. 1001 ack 5001 data "GET /good"  DATA
        > P. 1001 ack 5001 data "GET /evil"  DATA_RETRANSMIT"#,
        "the same numbers with other octets",
    ),
    (
        "data_overlap",
        1,
        "
        > P. 1001:1101 ack 5001        DATA
        > P. 1051:1151 ack 5001        DATA
        > P. 1001:1201 ack 5001        DATA",
        "segments that overlap in part",
    ),
    (
        "fin_beyond_a_hole",
        1,
        "
        > F. 1501 ack 5001             FIN_FIRST  note:hole
        < .  5001 ack 1001             FIN-WAIT-1/ESTABLISHED
        > P. 1001:1501 ack 5001        DATA  note:fills-hole",
        "a FIN counts only once what is before it is there",
    ),
    (
        "fin_moved",
        1,
        "
        > F. 1001 ack 5001             FIN_FIRST
        > F. 1101 ack 5001",
        "a second FIN elsewhere",
    ),
    (
        "data_after_fin",
        1,
        "
        > F. 1001 ack 5001             FIN_FIRST
        > P. 1002 +50 ack 5001",
        "data behind its own FIN",
    ),
    (
        "window_shut_for_ever",
        1,
        "
        < .  5001 ack 1001 win 0       note:zero-window
        > .  1000 ack 5001 @+1s        ZERO_WINDOW_PROBE
        < .  5001 ack 1001 win 0       ZERO_WINDOW_PROBE_ACK
        > .  1000 ack 5001 @+2s        ZERO_WINDOW_PROBE
        < .  5001 ack 1001 win 0       ZERO_WINDOW_PROBE_ACK",
        "a reader that never reads",
    ),
    (
        "sack_lies",
        1,
        "
        > P. 1001:1101 ack 5001        DATA
        < .  5001 ack 1001 sack 1-2,9000-8000,4294967295-0",
        "SACK blocks of nothing that was sent",
    ),
    (
        "keep_alive_garbage",
        1,
        "
        > .  1000 +1 ack 5001 @+60s    KEEP_ALIVE
        < .  5001 ack 1001             KEEP_ALIVE_ACK",
        "a keep-alive with its one octet of garbage",
    ),
    (
        "sequence_over_4g",
        1,
        "
        > .  1001 +1 ack 5001
        > .  1000001001 +1 ack 5001
        > .  2000001001 +1 ack 5001
        > .  3000001001 +1 ack 5001
        > .  4000001001 +1 ack 5001
        > .  705033705 +1 ack 5001
        > .  1705033705 +1 ack 5001",
        "numbers that go round: counters are wider than 32 bits",
    ),
    (
        "stray_after_reset",
        1,
        "
        < R. 5001 ack 1001             RST_ABORT
        > .  1001 ack 5001             STRAY_AFTER_RESET
        < R  5001                      RST_AFTER_CLOSE
        > F. 1001 ack 5001             STRAY_AFTER_RESET  CLOSED/CLOSED",
        "closed stays closed",
    ),
    (
        "time_wait_assassin",
        1,
        "
        > F. 1001 ack 5001             FIN_FIRST
        < F. 5001 ack 1002             FIN_ACK_COMBINED
        > .  1002 ack 5002             FIN_SECOND_ACK  TIME-WAIT/CLOSED
        < R  5002                      RST_AFTER_CLOSE  CLOSED/CLOSED",
        "a reset into TIME-WAIT (RFC 1337)",
    ),
];

/// On one that does not stand yet, or never.
const OPENINGS: [Attack; 17] = [
    ("syn_alone", 1, "> S 1000  SYN  SYN-SENT/SYN-RECEIVED?\n= NO_REPLY", "a SYN that nobody answers"),
    (
        "syn_again",
        1,
        "> S 1000\n> S 1000 @+1s SYN_RETRANSMIT\n> S 1000 @+2s SYN_RETRANSMIT\n> S 1000 @+4s SYN_RETRANSMIT\n= NO_REPLY",
        "a SYN sent again and again",
    ),
    (
        "syn_ack_alone",
        1,
        "< SA 5000 ack 1001  SYN_ACK  note:syn-unseen",
        "an answer without its question: the left end is the originator",
    ),
    ("ack_alone", 1, "> . 1001 ack 5001  note:midstream", "a capture that began late, and ended at once"),
    ("refused", 1, "> S 1000\n< R. 0 ack 1001  RST_REFUSE  CLOSED/CLOSED\n= REFUSED", "a closed port"),
    (
        "refusal_forged",
        1,
        "> S 1000\n< R. 0 ack 77  RST_INVALID  SYN-SENT/SYN-RECEIVED?",
        "a refusal of another SYN",
    ),
    (
        "syn_other_isn",
        2,
        "> S 1000  flow:0\n> S 2000  flow:1  note:port-reuse\n< SA 5000 ack 2001  flow:1\n> . 2001 ack 5001  flow:1  HANDSHAKE_ACK",
        "the handshake of the SYN that was answered counts",
    ),
    (
        "syn_ack_other_isn",
        1,
        "> S 1000\n< SA 5000 ack 1001\n< SA 9000 ack 1001  note:isn-changed\n> . 1001 ack 9001  HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED",
        "the acknowledged SYN-ACK counts",
    ),
    (
        "syn_ack_bad_ack",
        1,
        "> S 1000\n< SA 5000 ack 777  SYN_ACK_INVALID\n> R 777  RST_REPLY",
        "an answer to nothing that was asked",
    ),
    (
        "simultaneous_open",
        1,
        "> S 1000\n< S 5000  SYN_CROSSED  SYN-RECEIVED/SYN-RECEIVED?\n> SA 1000 ack 5001  SYN_ACK  SYN-RECEIVED/ESTABLISHED?\n< SA 5000 ack 1001  ESTABLISHED?/ESTABLISHED?",
        "two SYNs that cross make one connection",
    ),
    (
        "split_handshake",
        1,
        "> S 1000\n< . 9 ack 1001  SPLIT_ACK\n< S 5000  SYN_CROSSED\n> SA 1000 ack 5001  SYN_ACK\n< . 5001 ack 1001  HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED",
        "a handshake in five pieces",
    ),
    ("syn_fin", 1, "> SF 1000  note:illegal-flags", "SYN and FIN at once"),
    ("syn_reset", 1, "> SR 1000", "SYN and RST at once"),
    (
        "syn_with_data",
        1,
        "> S 1000 +100  SYN  note:syn-data\n< SA 5000 ack 1001\n> . 1001 ack 5001",
        "data in a SYN, not accepted",
    ),
    ("xmas_probe", 1, "> FPU 1000  SCAN_PROBE  UNKNOWN/UNKNOWN\n= PROBE", "a scanner's probe"),
    ("null_probe", 1, "> - 1000  SCAN_PROBE  UNKNOWN/UNKNOWN\n= PROBE", "another"),
    ("reset_alone", 1, "> R 1000  RST_STRAY\n= STRAY_RESET", "a reset of nothing"),
];
