//! What the dissector of HTTP/1 tells, and what it holds.
#![cfg(feature = "http1")]

use synfin_dissect::plugins::http1::{Http1, MOST_HEAD, MOST_MESSAGES};
use synfin_dissect::registry::Registry;
use synfin_dissect::trial::Trial;
use synfin_flow::direction::Direction;
use synfin_flow::step::Step;

fn trial() -> Trial {
    Trial::new(Registry::new().with(Http1), 8080)
}

fn why(octets: &[u8]) -> Option<String> {
    let mut trial = trial();
    trial.originator(octets);
    trial.end().and_then(|told| told.failure).map(|failure| failure.to_string())
}

#[test]
fn the_same_is_told_wherever_messages_are_cut() {
    let stream = b"POST /log HTTP/1.1\r\nHost: sea.test\r\nContent-Length: 18\r\n\r\nGET /no HTTP/1.1\r\n\
        PUT /tide HTTP/1.1\r\nhost: tide.test\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1a;x\r\n\
        abcdefghijklmnopqrstuvwxyz\r\n0\r\nTrailer: x\r\n\r\n\
        \r\nGET / HTTP/1.0\n\nDELETE http://sea.test/ HTTP/1.1\r\nHost:\r\n\r\n";
    let wanted = [
        "method=POST",
        "target=/log",
        "version=HTTP/1.1",
        "host=sea.test",
        "method=PUT",
        "target=/tide",
        "version=HTTP/1.1",
        "host=tide.test",
        "method=GET",
        "target=/",
        "version=HTTP/1.0",
        "method=DELETE",
        "target=http://sea.test/",
        "version=HTTP/1.1",
        "host=",
    ];
    for segment in [1, 2, 3, 50, 100, stream.len()] {
        let mut trial = trial();
        let told: Vec<String> = stream.chunks(segment).flat_map(|octets| trial.originator(octets)).collect();
        assert_eq!(told, wanted, "segments of {segment} octets");
        assert_eq!(trial.dissection().holds()[0], 0);
    }
}

#[test]
fn a_response_has_a_body_by_its_request_and_its_code() {
    let mut trial = trial();
    trial.originator(b"HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
    let told = trial.responder(
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n\
        HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno\
        HTTP/1.1 204\r\n\r\n",
    );
    let status: Vec<&String> = told.iter().filter(|field| field.starts_with("status=")).collect();
    assert_eq!(status, ["status=200", "status=103", "status=304", "status=404", "status=204"]);
}

#[test]
fn a_body_until_the_end_of_the_connection_ends_its_direction() {
    let mut trial = trial();
    trial.originator(b"GET / HTTP/1.0\r\n\r\n");
    assert_eq!(trial.responder(b"HTTP/1.0 200 OK\r\n\r\nHTTP/1.0 500 No\r\n\r\n").len(), 3);
    assert_eq!(trial.originator(b"GET /more HTTP/1.0\r\n\r\n").len(), 3);
    assert!(trial.end().is_some_and(|told| told.failure.is_none()));
}

#[test]
fn behind_an_upgrade_or_a_tunnel_nothing_is_told() {
    let mut trial = trial();
    trial.originator(b"GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n");
    trial.responder(b"HTTP/1.1 101 Switching Protocols\r\n\r\n\x81\x05hello");
    assert_eq!(trial.dissection().counts()[0].done, 1);
    let connect = b"CONNECT sea.test:443 HTTP/1.1\r\nHost: sea.test\r\n\r\n";
    let mut trial = self::trial();
    trial.originator(connect);
    trial.responder(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(trial.originator(connect).len(), 4);
    trial.responder(b"HTTP/1.1 200 Connection established\r\n\r\n\x16\x03\x03\0\x01");
    assert_eq!(trial.dissection().counts()[0].done, 1);
    let mut one_sided = self::trial();
    one_sided.originator(connect);
    one_sided.originator(b"\x16\x03\x01\0\x05\n\n");
    assert_eq!(one_sided.dissection().counts()[0].done, 1);
}

#[test]
fn only_the_first_messages_of_a_direction_are_told() {
    let request = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(MOST_MESSAGES + 3);
    let mut trial = trial();
    let told = trial.originator(&request);
    assert_eq!(told.len(), 4 * MOST_MESSAGES);
    assert_eq!(trial.dissection().counts()[0].fields_lost, 0);
    trial.responder(&b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".repeat(MOST_MESSAGES));
    assert_eq!(trial.dissection().counts()[0].done, 1);
}

#[test]
fn octets_that_are_missing_in_a_body_do_no_harm_and_others_do() {
    for (length, is_told) in [(1000, true), (400, false)] {
        let mut trial = trial();
        let head = format!("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n");
        trial.originator(head.as_bytes());
        let next = [&vec![b'x'; 500][..], b"GET /b HTTP/1.1\r\nHost: a\r\n\r\n"].concat();
        let offset = head.len() as u64 + 500;
        let told = trial.segment(Direction::Originator, Step::Data, offset, &next, next.len() as u32);
        assert_eq!(told.contains(&"target=/b".to_owned()), is_told);
    }
}

#[test]
fn a_head_of_16_kib_is_told_and_a_longer_one_given_up() {
    let of_length = |length: usize| {
        let head = "GET / HTTP/1.1\r\nHost: a\r\nA: \r\n\r\n";
        head.replace("A: ", &format!("A: {}", "x".repeat(length - head.len())))
    };
    for (length, is_told) in [(MOST_HEAD, true), (MOST_HEAD + 1, false)] {
        for segment in [1460, MOST_HEAD + 1] {
            let mut trial = trial();
            let mut told = Vec::new();
            for octets in of_length(length).as_bytes().chunks(segment) {
                told.extend(trial.originator(octets));
                assert!(trial.dissection().holds()[0] <= MOST_HEAD);
            }
            assert_eq!(!told.is_empty(), is_told, "{length} octets in segments of {segment}");
            assert_eq!(trial.dissection().counts()[0].failed, u64::from(!is_told));
        }
    }
    assert_eq!(why(of_length(MOST_HEAD + 1).as_bytes()).as_deref(), Some("a head of more than 16 KiB"));
}

#[test]
fn what_is_malformed_ends_the_claim_with_its_reason() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\n";
    let two = format!("{head}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
    assert_eq!(why(two.as_bytes()).as_deref(), Some("a length beside a transfer coding"));
    assert_eq!(trial().originator(two.as_bytes()).len(), 4, "its start line and its host are told");
    let chunk = format!("{head}Transfer-Encoding: chunked\r\n\r\n+3\r\nabc\r\n");
    assert_eq!(why(chunk.as_bytes()).as_deref(), Some("a malformed chunk"));
    let next = format!("{head}\r\nthen something else\r\n\r\n");
    assert_eq!(why(next.as_bytes()).as_deref(), Some("a malformed head"));
    let field = format!("{head}A : b\r\n\r\n");
    assert_eq!(why(field.as_bytes()).as_deref(), Some("a malformed head"));
}

#[test]
fn other_protocols_are_not_claimed() {
    for first in [
        b"SSH-2.0-OpenSSH_9.6\r\n".as_slice(),
        b"OPTIONS rtsp://a RTSP/1.0\r\n\r\n",
        b"EHLO a\r\n",
        b"\x16\x03\x01",
    ] {
        let mut trial = trial();
        trial.originator(first);
        assert!(trial.end().is_none(), "{first:?}");
    }
}
