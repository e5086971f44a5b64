//! The language in which flows are told.

use synfin_testkit::forge::flags::{ACK, FIN, PSH, RST, SYN};
use synfin_testkit::scripts::expected::ExpectedState;
use synfin_testkit::scripts::script::Script;
use synfin_testkit::scripts::scripted_segment::{ScriptedOption, ScriptedSegment};

fn read(text: &str) -> Script {
    Script::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

fn numbers(script: &Script) -> Vec<(bool, u32, u32, u16, u32)> {
    let row = |told: &ScriptedSegment| {
        (told.from_left, told.segment.seq, told.segment.ack, told.segment.flags, told.payload_len())
    };
    script.segments.iter().map(row).collect()
}

#[test]
fn a_whole_connection_reads_as_it_is_told() {
    let script = read(
        "# the textbook
         > S   100            mss 1460 ws 7   SYN            SYN-SENT/SYN-RECEIVED?
         < SA  500  ack 101                   SYN_ACK        ESTABLISHED?/SYN-RECEIVED
         > .   101  ack 501                   HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED   open
         > P   101:201  ack 501  win 512      DATA           note:hole no-note:fills-hole flow:0
         < R   501                            RST_ABORT
         = RESET_BY_RESPONDER  reset_by:responder",
    );
    assert_eq!(
        numbers(&script),
        [
            (true, 100, 0, SYN, 0),
            (false, 500, 101, SYN | ACK, 0),
            (true, 101, 501, ACK, 0),
            (true, 101, 501, PSH | ACK, 100),
            (false, 501, 0, RST, 0),
        ]
    );
    let [syn, syn_ack, handshake, data, _] = &script.segments[..] else { panic!("five segments") };
    assert_eq!(syn.options, [ScriptedOption::Mss(1460), ScriptedOption::WindowScale(7)]);
    assert_eq!(syn.segment.options, [2, 4, 5, 0xb4, 3, 3, 7]);
    assert_eq!(syn_ack.expected.step.as_deref(), Some("SYN_ACK"));
    let state = |name: &str, assumed| ExpectedState { name: name.to_owned(), assumed };
    assert_eq!(syn_ack.expected.states, Some((state("ESTABLISHED", true), state("SYN-RECEIVED", false))));
    assert_eq!(handshake.expected.stage.as_deref(), Some("open"));
    assert_eq!(
        (&data.expected.notes[..], &data.expected.no_notes[..]),
        (&["hole".to_owned()][..], &["fills-hole".to_owned()][..])
    );
    assert_eq!((data.line, data.segment.window, data.expected.flow), (5, 512, Some(0)));
    assert_eq!(script.flows[0].outcome, "RESET_BY_RESPONDER");
    assert_eq!(script.flows[0].columns, [("reset_by".to_owned(), "responder".to_owned())]);
}

#[test]
fn a_range_counts_syn_and_fin_and_a_plus_does_not() {
    let script = read(
        "> S 100:101
         > F. 101:202 ack 5
         > F. 101 +100 ack 5
         > S. 4294967290:5 ack 1",
    );
    let lengths: Vec<u32> = script.segments.iter().map(ScriptedSegment::payload_len).collect();
    assert_eq!(lengths, [0, 100, 100, 10]);
    assert_eq!(script.segments[1].segment.flags, FIN | ACK);
}

#[test]
fn what_is_left_out_follows_from_what_was_sent() {
    let script = read(
        "> S 4294967295
         < SA 500
         > . win 7
         > P. +10
         > P. +5
         < .
         > P. 0 +10
         > .
         > . ports 9 10 1000 ack 5",
    );
    let told = numbers(&script);
    assert_eq!((told[1].1, told[1].2), (500, 0), "the SYN-ACK acknowledges the wrapped SYN");
    assert_eq!(told[4].1, 10, "new data goes on after the old");
    assert_eq!(told[5].2, 15, "an acknowledgement covers all that was sent");
    assert_eq!(told[7].1, 15, "what is sent again does not set the count back");
    assert_eq!(script.segments[7].segment.window, 7, "a window holds");
    assert_eq!(script.segments[8].segment.window, 65_535, "another pair of ports is another connection");
    assert_eq!(script.segments[3].segment.payload, script.segments[6].segment.payload);
}

#[test]
fn time_goes_ten_milliseconds_a_line_unless_told() {
    let script = read(
        "> S 1
         > S 1 @+0.5s
         wait 30s
         > S 1
         > S 1 @1s
         > S 1 @-1ms
         again @+7us",
    );
    let start = script.segments[0].time_ns;
    let times: Vec<u64> = script.segments.iter().map(|told| told.time_ns - start).collect();
    assert_eq!(times, [0, 500_000_000, 30_510_000_000, 1_000_000_000, 999_000_000, 999_007_000]);
}

#[test]
fn again_repeats_the_octets_and_a_line_told_twice_does_not() {
    let script = read("> S 1\nagain CAPTURE_DUPLICATE\n> S 1\n> S 1 ipid 0\n> S 1");
    let frames: Vec<Vec<u8>> = script.segments.iter().map(ScriptedSegment::frame).collect();
    assert_eq!(frames[0], frames[1]);
    assert_ne!(frames[0], frames[2], "a packet sent again has another identification");
    assert_eq!(frames[3], frames[4], "an end that sends 0 goes on sending 0");
    assert_eq!(script.segments[1].expected.step.as_deref(), Some("CAPTURE_DUPLICATE"));
}

#[test]
fn an_error_names_its_line_and_what_is_wrong() {
    let wrong = [
        ("> S 1\n> X 1", "line 2: there is no flag `X`"),
        ("\n\n> . ack 5", "line 3: this end has sent nothing: say a sequence number"),
        ("> SA 1", "line 1: the other end has sent nothing: say `ack N`"),
        ("> S 1 SYN_SENT", "line 1: there is no step `SYN_SENT`"),
        ("> S 1 SYN SYN_ACK", "line 1: `SYN_ACK` is a second step after `SYN`"),
        ("> S 1 ESTABLISHED/SYN", "line 1: there is no state `SYN`"),
        ("> S 5:5", "line 1: 5:5 is no range for a segment whose SYN and FIN take 1"),
        ("> S 5:10 +3", "line 1: the payload's length is told twice, differently: [4, 3]"),
        ("> S 1 mss", "line 1: a number after `mss` is missing"),
        ("> S 1 mss 65536", "line 1: `65536` is not a number that fits"),
        ("> S 1 2", "line 1: `2` is a second sequence number"),
        ("> S 1 nonsense", "line 1: `nonsense` is no item of a segment"),
        (
            "> S 1 opt 8:0011223344556677 sack 1-2,3-4,5-6,7-8",
            "line 1: 44 octets of options do not fit the 40 there are",
        ),
        ("again", "line 1: there is no segment before to see again"),
        ("hello", "line 1: `hello` is no line of a script"),
        ("ends 192.0.2.1 ::1", "line 1: the two ends are of different families"),
        ("> . 1 data x", "line 1: `data` wants its octets in quotes"),
    ];
    for (text, message) in wrong {
        let error = Script::parse(text).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some(message), "{text}");
    }
}

#[test]
fn a_script_makes_frames_of_its_family_cut_where_it_says() {
    let script =
        read("> P. 1 ack 2 data \"hello\\r\\n\" cut 2\nends 2001:db8::1 2001:db8::2\n> P. 8 ack 2 +3");
    let records = script.records();
    assert_eq!((records[0].octets.len(), records[0].original_len()), (14 + 20 + 20 + 2, 61));
    assert!(records[0].octets.ends_with(b"he"));
    assert_eq!(records[1].octets[12..15], [0x86, 0xdd, 0x60]);
    assert_eq!(script.pcap().len(), 24 + 2 * 16 + 56 + (14 + 40 + 20 + 3));
}

#[test]
fn mirrored_exchanges_the_ends_and_nothing_else() {
    let script = read("> S 1 SYN SYN-SENT/SYN-RECEIVED?");
    let mirrored = script.clone().mirrored();
    let (one, other) = (&script.segments[0], &mirrored.segments[0]);
    assert_eq!((one.source, one.destination), (other.destination, other.source));
    assert!(!other.from_left);
    assert_eq!(other.segment.source_port, 80);
    assert_eq!(other.expected.states.as_ref().map(|(left, _)| left.name.as_str()), Some("SYN-RECEIVED"));
    assert_eq!(mirrored.mirrored(), script);
}
