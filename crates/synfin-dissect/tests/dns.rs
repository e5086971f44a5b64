//! What the dissector of DNS over TCP tells, and what it holds.
#![cfg(feature = "dns")]

use synfin_dissect::plugins::dns::{Dns, MOST_HEAD};
use synfin_dissect::registry::Registry;
use synfin_dissect::trial::Trial;
use synfin_flow::direction::Direction;
use synfin_flow::step::Step;
use synfin_testkit::payload::dns::Message;

fn trial() -> Trial {
    Trial::new(Registry::new().with(Dns), 53)
}

#[test]
fn the_same_is_told_wherever_messages_are_cut() {
    let messages = [
        Message::query("sea.test", 28),
        Message::query("tide.sea.test", 65),
        Message { flags: 0x2400, ..Message::query("sea.test", 6) },
        Message { flags: 0x8183, ..Message::response("no.sea.test", 1, 0) },
        Message::response("sea.test", 1, 40),
        Message::query("", 2),
    ];
    let stream: Vec<u8> = messages.iter().flat_map(Message::octets).collect();
    let wanted = [
        "query=sea.test",
        "query_type=AAAA",
        "query=tide.sea.test",
        "query_type=HTTPS",
        "query=sea.test",
        "query_type=SOA",
        "opcode=NOTIFY",
        "query=no.sea.test",
        "query_type=A",
        "response_code=NXDOMAIN",
        "answers=0",
        "query=sea.test",
        "query_type=A",
        "response_code=NOERROR",
        "answers=40",
        "query=.",
        "query_type=NS",
    ];
    for segment in [1, 2, 3, 29, 200, stream.len()] {
        let mut trial = trial();
        let told: Vec<String> = stream.chunks(segment).flat_map(|octets| trial.originator(octets)).collect();
        assert_eq!(told, wanted, "segments of {segment} octets");
        assert_eq!(trial.dissection().holds()[0], 0);
    }
}

#[test]
fn a_zone_transfer_is_told_by_its_types_and_numbers() {
    let mut trial = trial();
    assert_eq!(
        trial.originator(&Message::query("sea.test", 252).octets()),
        ["query=sea.test", "query_type=AXFR"]
    );
    assert_eq!(
        trial.originator(&Message::query("sea.test", 255).octets()),
        ["query=sea.test", "query_type=ANY"]
    );
    assert_eq!(
        trial.originator(&Message::query("sea.test", 65_280).octets()),
        ["query=sea.test", "query_type=TYPE65280"]
    );
    let told = trial.responder(&Message::response("sea.test", 252, 3000).octets());
    assert_eq!(told, ["query=sea.test", "query_type=AXFR", "response_code=NOERROR", "answers=3000"]);
}

#[test]
fn octets_that_are_missing_behind_a_question_do_no_harm_and_others_do() {
    let long = Message::response("sea.test", 1, 100).octets();
    let next = Message::response("tide.sea.test", 1, 1).octets();
    for (from, is_told) in [(300, true), (20, false)] {
        let mut trial = trial();
        trial.responder(&long[..from]);
        let stream = [&long[from + 400..], &next].concat();
        let told =
            trial.segment(Direction::Responder, Step::Data, from as u64 + 400, &stream, stream.len() as u32);
        assert_eq!(told.first().is_some_and(|field| field == "query=tide.sea.test"), is_told, "{told:?}");
        assert_eq!(
            trial.originator(&Message::query("a.test", 1).octets()).len(),
            2,
            "the other direction goes on"
        );
    }
}

#[test]
fn of_the_longest_message_no_more_is_held_than_its_head() {
    let mut trial = trial();
    let message = Message { answers: 4000, ..Message::response("sea.test", 1, 4089) }.octets();
    assert!(message.len() > 65_000);
    let mut told = Vec::new();
    for octet in message.chunks(1) {
        told.extend(trial.responder(octet));
        assert!(trial.dissection().holds()[0] <= MOST_HEAD);
    }
    assert_eq!(told.last().map(String::as_str), Some("answers=4000"));
}

#[test]
fn what_is_malformed_ends_the_claim_with_its_reason() {
    let why = |octets: &[u8]| {
        let mut trial = trial();
        assert_eq!(trial.originator(octets), [""; 0]);
        trial.end().and_then(|told| told.failure).map(|failure| failure.to_string())
    };
    let header = b"\x5e\xa5\x01\0\0\x01\0\0\0\0\0\0";
    let message = |question: &[u8]| {
        let length = (header.len() + question.len()) as u16;
        [&length.to_be_bytes()[..], header, question].concat()
    };
    let malformed = Some("a malformed question");
    assert_eq!(why(&message(b"")).as_deref(), malformed);
    assert_eq!(why(&message(b"\x03sea")).as_deref(), malformed);
    assert_eq!(why(&message(b"\x03sea\0\0\x01\0")).as_deref(), malformed, "its class is cut");
    assert_eq!(why(&message(b"\xc0\x0c\0\x01\0\x01")).as_deref(), malformed, "a pointer to itself");
    let too_long = [b"\x3f".as_slice(), &[b'a'; 63]].concat().repeat(4);
    assert_eq!(
        why(&message(&[&too_long[..], b"\0\0\x01\0\x01"].concat())).as_deref(),
        malformed,
        "257 octets"
    );
    let next = [Message { flags: 0, ..Message::query("a", 1) }.octets(), vec![0, 3]].concat();
    let mut trial = trial();
    trial.originator(&next);
    let failure =
        trial.end().and_then(|told| told.failure).expect("the second message is shorter than its header");
    assert_eq!(failure.reason(), "a message shorter than its header");
}

#[test]
fn on_its_port_other_protocols_are_not_claimed_and_elsewhere_it_claims_nothing() {
    let mut trial = trial();
    trial.originator(b"GET / HTTP/1.1\r\n\r\n");
    trial.responder(b"\0\x05hello");
    assert!(trial.end().is_none());
    let mut elsewhere = Trial::new(Registry::new().with(Dns), 5353);
    assert_eq!(elsewhere.originator(&Message::query("sea.test", 1).octets()), [""; 0]);
}
