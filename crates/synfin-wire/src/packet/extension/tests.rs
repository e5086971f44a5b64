extern crate std;
use crate::error::{Kind, LengthSource, Reason};
use crate::notes::Notes;
use crate::numbers::IpProtocol;
use crate::packet::packet::Packet;
use std::string::ToString;
use std::vec::Vec;

/// IPv6 with a payload length, then `headers`, then `payload`; the first of `headers` is of kind `next`.
fn forge(length: u16, next: u8, headers: &[u8], payload: &[u8]) -> Vec<u8> {
    let [l0, l1] = length.to_be_bytes();
    let mut octets = Vec::from([0x60, 0, 0, 0, l0, l1, next, 64]);
    octets.resize(40, 0);
    octets[23] = 1;
    octets[39] = 2;
    octets.extend(headers);
    octets.extend(payload);
    octets
}

fn whole(next: u8, headers: &[u8], payload: &[u8]) -> Vec<u8> {
    forge((headers.len() + payload.len()) as u16, next, headers, payload)
}

fn address(last: u8) -> [u8; 16] {
    let mut octets = [0; 16];
    octets[15] = last;
    octets
}

#[test]
fn eight_headers_are_followed_and_nine_are_not() {
    let mut headers = Vec::new();
    for left in (0..8).rev() {
        headers.extend([if left == 0 { 6 } else { 60 }, 0, 1, 4, 0, 0, 0, 0]);
    }
    let octets = whole(60, &headers, b"tcp");
    let packet = Packet::parse(&octets, 0).expect("eight");
    assert_eq!((packet.protocol, packet.payload, packet.payload_len), (IpProtocol::TCP, &b"tcp"[..], 3));
    assert_eq!((packet.header_len(), packet.total_len), (104, 107));
    let mut nine = Vec::from([60, 0, 1, 4, 0, 0, 0, 0]);
    nine.extend(&headers);
    let error = Packet::parse(&whole(60, &nine, b"tcp"), 0).expect_err("nine");
    assert_eq!(error.reason, Reason::TooManyExtensionHeaders { limit: 8 });
}

#[test]
fn each_kind_of_header_tells_its_own_length() {
    let rows: [(u8, &[u8]); 5] = [
        (0, &[6, 1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (43, &[6, 0, 9, 0, 0, 0, 0, 0]),
        (44, &[6, 99, 0, 0, 0, 0, 0, 1]),
        (51, &[6, 4, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
        (135, &[6, 0, 0, 0, 0, 0, 0, 0]),
    ];
    for (next, header) in rows {
        let octets = whole(next, header, b"tcp");
        let packet = Packet::parse(&octets, 0).expect("whole");
        assert_eq!((packet.protocol, packet.payload), (IpProtocol::TCP, &b"tcp"[..]), "{next}");
        for cut in 40..40 + header.len() {
            let error = Packet::parse(&octets[..cut], octets.len() as u32).expect_err("cut");
            assert_eq!(error.kind(), Kind::CutShort, "{next} cut at {cut}");
        }
    }
}

#[test]
fn a_header_that_reaches_past_the_payload_is_cut_by_the_length_above() {
    let octets = forge(8, 60, &[6, 3, 1, 4, 0, 0, 0, 0], &[0; 40]);
    let error = Packet::parse(&octets, 0).expect_err("32 octets of header in 8");
    assert_eq!(error.reason, Reason::CutShort { need: 32, by: LengthSource::LengthAbove });
    assert_eq!(error.offset, 40);
}

#[test]
fn a_jumbo_length_holds_for_the_whole_packet() {
    let option = [6, 0, 0xc2, 4, 0, 1, 0x11, 0x70];
    let octets = forge(0, 0, &option, &[7; 100]);
    let packet = Packet::parse(&octets, 70_040).expect("whole");
    assert_eq!((packet.total_len, packet.payload_len), (70_040, 69_992));
    assert_eq!((packet.payload, packet.notes), (&[7; 100][..], Notes::JUMBO | Notes::TRUNCATED));
    let small = forge(0, 0, &[6, 0, 0xc2, 4, 0, 0, 0xff, 0xff], &[7; 100]);
    let error = Packet::parse(&small, 0).expect_err("no jumbogram");
    assert_eq!((error.reason, error.offset), (Reason::BadLength { length: 0xffff }, 42));
}

#[test]
fn fragments_are_told_apart() {
    let parsed = |o0: u8, o1: u8| {
        let octets = whole(44, &[6, 0, o0, o1, 0, 0, 0, 9], b"tcp");
        let packet = Packet::parse(&octets, 0).expect("whole");
        (packet.notes, packet.is_later_fragment(), packet.protocol)
    };
    assert_eq!(parsed(0, 0), (Notes::ATOMIC_FRAGMENT, false, IpProtocol::TCP));
    assert_eq!(parsed(0, 1), (Notes::FIRST_FRAGMENT, false, IpProtocol::TCP));
    assert_eq!(parsed(0, 8), (Notes::NONE, true, IpProtocol::TCP));
}

#[test]
fn what_follows_a_later_fragment_is_no_header() {
    let octets = whole(44, &[60, 0, 0, 8, 0, 0, 0, 9], &[0xff; 3]);
    let packet = Packet::parse(&octets, 0).expect("the three octets are payload");
    assert!(packet.is_later_fragment());
    assert_eq!(packet.payload, [0xff; 3]);
}

#[test]
fn the_end_of_an_open_route_is_the_destination() {
    for (kind, left, destination) in
        [(0, 1, "::9"), (0, 0, "::2"), (2, 1, "::8"), (4, 1, "::8"), (7, 1, "::2")]
    {
        let mut header = Vec::from([6, 4, kind, left, 0, 0, 0, 0]);
        header.extend(address(8));
        header.extend(address(9));
        let octets = whole(43, &header, b"");
        let packet = Packet::parse(&octets, 0).expect("whole");
        assert_eq!(packet.destination().to_string(), destination, "type {kind}, {left} left");
        assert_eq!(packet.notes.contains(Notes::REROUTED), destination != "::2");
    }
}

#[test]
fn a_home_address_is_the_source() {
    let mut header = Vec::from([6, 2, 1, 2, 0, 0, 0xc9, 16]);
    header.extend(address(77));
    let octets = whole(60, &header, b"");
    let packet = Packet::parse(&octets, 0).expect("whole");
    assert_eq!((packet.source().to_string(), packet.notes), ("::4d".into(), Notes::REROUTED));
}

#[test]
fn a_mobility_message_is_no_payload() {
    let octets = whole(135, &[59, 0, 0, 0, 0, 0, 0, 0], b"");
    let packet = Packet::parse(&octets, 0).expect("whole");
    assert_eq!(packet.protocol, IpProtocol::MOBILITY);
}

#[test]
fn an_authentication_header_of_two_words_is_malformed() {
    let error = Packet::parse(&whole(51, &[6, 0, 0, 0, 0, 0, 0, 1], b""), 0).expect_err("too small");
    assert_eq!(error.reason, Reason::BadHeaderLength { octets: 8, least: 12 });
}
