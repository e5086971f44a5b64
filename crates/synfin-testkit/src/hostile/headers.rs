//! TCP headers that lie, are cut off, or set what nobody sets.

use std::net::IpAddr;

use crate::forge::flags::{ACK, URG};
use crate::forge::frame::{IPV4, ethernet, link_type::ETHERNET};
use crate::forge::ipv4::Ipv4;
use crate::forge::option;
use crate::forge::pcap::Pcap;
use crate::forge::record::Record;
use crate::forge::segment::{Checksum, Segment};
use crate::hostile::build::{LEFT, file, frame, octets, records, syn};
use crate::hostile::case::{Case, Verdict};

pub(crate) fn cases() -> Vec<Case> {
    [offsets(), cuts(), fields()].concat()
}

/// Every data offset over a header of 28 octets and a payload of 12.
fn offsets() -> Vec<Case> {
    let offset = |words: u8| {
        let segment =
            Segment { data_offset: Some(words), options: vec![1; 8], payload: vec![b'z'; 12], ..syn() };
        let name = format!("tcp_offset_{words}.pcap");
        let case =
            Case::new(name, file(vec![frame(&segment)]), 1, "a header of so many words over forty octets");
        if (5..=10).contains(&words) { case.segments(1, 1) } else { case.verdict(Verdict::Malformed) }
    };
    (0..16).map(offset).collect()
}

/// Cut by the capture: the record says how long the frame was.
fn cuts() -> Vec<Case> {
    let whole = Segment { options: option::usual_syn(1460, 7, 1, 0), payload: b"hello".to_vec(), ..syn() };
    let cut = |kept: usize| Record::whole(1_700_000_000_000_000_000, frame(&whole)).cut_to(34 + kept);
    let one =
        |name: String, kept: usize, note| Case::new(name, Pcap::of(ETHERNET).file(&[cut(kept)]), 1, note);
    let mut cases = Vec::new();
    for kept in [0, 1, 4, 8, 13, 16, 19] {
        let case = one(format!("tcp_cut_{kept}.pcap"), kept, "the capture kept a part of the fixed header");
        cases.push(case.segments(0, 0).verdict(Verdict::CutShort));
    }
    for kept in [20, 21, 23, 24, 27, 39, 40, 42] {
        let note = "the fixed header is there: options and payload are read as far as they go";
        cases.push(one(format!("tcp_cut_{kept}.pcap"), kept, note).segments(1, 1));
    }
    cases
}

fn fields() -> Vec<Case> {
    let one = |name: &str, segment: &Segment, note| {
        Case::new(name, file(vec![frame(segment)]), 1, note).segments(1, 1)
    };
    let every_word = |seq: u32| Segment { seq, flags: (seq % 0x1000) as u16, ..syn() };
    let to_self = Segment { source_port: 80, destination_port: 80, ..syn() };
    let land = Ipv4::tcp(LEFT, LEFT).packet(&to_self.octets(IpAddr::V4(LEFT), IpAddr::V4(LEFT)));
    let data = Segment { flags: ACK, payload: b"a".to_vec(), ..syn() };
    let offloaded = Segment { checksum: Checksum::Offloaded, ..data.clone() };
    vec![
        Case::new(
            "flags_512.pcap",
            file((0..512).map(|word| frame(&every_word(word))).collect()),
            512,
            "every word of nine flags, in one connection",
        )
        .segments(512, 1)
        .without_flows(),
        Case::new(
            "flags_4096.pcap",
            file(
                (0..4096)
                    .map(|word| frame(&Segment { source_port: 1024 + word as u16, ..every_word(word) }))
                    .collect(),
            ),
            4096,
            "every word of twelve bits, each in a connection of its own",
        )
        .segments(4096, 4096),
        one(
            "checksum_wrong.pcap",
            &Segment { checksum: Checksum::Wrong, ..data.clone() },
            "said, not dropped",
        ),
        one(
            "checksum_0.pcap",
            &Segment { checksum: Checksum::Exactly(0), ..data.clone() },
            "a checksum of 0 is a checksum in TCP",
        ),
        one("checksum_offloaded.pcap", &offloaded, "the pseudo-header's sum, left for the card"),
        one(
            "urgent_past_end.pcap",
            &Segment { flags: ACK | URG, urgent_pointer: u16::MAX, ..data.clone() },
            "an urgent pointer beyond the payload",
        ),
        one(
            "urgent_without_flag.pcap",
            &Segment { urgent_pointer: 1, ..data.clone() },
            "an urgent pointer that does not count",
        ),
        one(
            "ack_without_flag.pcap",
            &Segment { ack: 12_345, ..syn() },
            "an acknowledgement number that does not count",
        ),
        one("port_0.pcap", &Segment { source_port: 0, destination_port: 0, ..syn() }, "port 0 on both sides"),
        Case::new(
            "land.pcap",
            file(vec![ethernet(IPV4, &land)]),
            1,
            "both ends are the same: there is still a direction",
        )
        .segments(1, 1),
        Case::new("ports_equal.pcap", file(vec![frame(&to_self)]), 1, "the same port on both sides")
            .segments(1, 1),
        Case::new(
            "checksum_over_length.pcap",
            Pcap::of(ETHERNET).file(&records(vec![ethernet(
                IPV4,
                &Ipv4 { total_length: Some(41), ..Ipv4::tcp(LEFT, LEFT) }.packet(&octets(&data)),
            )])),
            1,
            "the checksum runs over what the packet says, not over the frame",
        )
        .segments(1, 1),
    ]
}
