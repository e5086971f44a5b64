//! pcap files whose header or record headers lie, and files that are no captures.

use crate::forge::frame::link_type::ETHERNET;
use crate::forge::pcap::{ByteOrder, Pcap};
use crate::hostile::build::{file, file_of, frame, records, syn};
use crate::hostile::case::{Case, Fault, Verdict};

const HEADER: usize = 24;
const RECORD: usize = 16;

pub(crate) fn cases() -> Vec<Case> {
    let good = frame(&syn());
    let two = file(vec![good.clone(), good.clone()]);
    let second = HEADER + RECORD + good.len();
    let mut cases = vec![
        Case::new("empty.pcap", Vec::new(), 0, "no octet at all").fault(Fault::Empty, 0),
        Case::new("header_only.pcap", file(vec![]), 0, "a capture of nothing is sound").segments(0, 0),
        Case::new("record_header_cut.pcap", two[..second + 7].to_vec(), 1, "cut in a record's header")
            .fault(Fault::Truncated, second)
            .segments(1, 1),
        Case::new(
            "record_body_cut.pcap",
            two[..two.len() - 3].to_vec(),
            1,
            "cut three octets before the end",
        )
        .fault(Fault::Truncated, second)
        .segments(1, 1),
        Case::new("trailing_octet.pcap", [&two[..], &[0]].concat(), 2, "one octet behind the last record")
            .fault(Fault::Truncated, two.len()),
    ];
    for kept in [1, 3, 4, 12, 23] {
        let octets = two[..kept].to_vec();
        cases.push(
            Case::new(format!("header_cut_{kept}.pcap"), octets, 0, "cut in the file's header")
                .fault(Fault::Truncated, 0),
        );
    }
    cases.extend(no_captures());
    cases.extend(lying_headers());
    cases.extend(lying_records());
    cases
}

fn no_captures() -> Vec<Case> {
    let no =
        |name: &str, octets: Vec<u8>, note| Case::new(name, octets, 0, note).fault(Fault::NotACapture, 0);
    let good = file(vec![frame(&syn())]);
    vec![
        no("magic_unknown.pcap", [&[0xde, 0xad, 0xbe, 0xef], &good[4..]].concat(), "a magic nobody uses"),
        no("magic_halved.pcap", [&[0xd4, 0xc3, 0, 0], &good[4..]].concat(), "half a magic"),
        no("zeros.pcap", vec![0; 100_000], "as much as one likes of /dev/zero"),
        no(
            "text.pcap",
            b"frame,time,src,dst\n1,0.0,192.0.2.1,198.51.100.2\n".to_vec(),
            "a table, not a capture",
        ),
        no("json.pcap", b"[{\"frame\": 1}]".to_vec(), "another tool's output"),
    ]
}

fn lying_headers() -> Vec<Case> {
    let one = || records(vec![frame(&syn())]);
    let sound = |name: &str, pcap: Pcap, note| Case::new(name, pcap.file(&one()), 1, note).segments(1, 1);
    let base = Pcap::of(ETHERNET);
    let with_fcs = [frame(&syn()), vec![1, 2, 3, 4]].concat();
    vec![
        sound("big_endian.pcap", Pcap { order: ByteOrder::Big, ..base }, "the other byte order"),
        sound("nanoseconds.pcap", Pcap { nanoseconds: true, ..base }, "the other resolution"),
        sound(
            "big_endian_nanoseconds.pcap",
            Pcap { order: ByteOrder::Big, nanoseconds: true, ..base },
            "both others",
        ),
        sound("snaplen_zero.pcap", Pcap { snaplen: 0, ..base }, "0 means no limit"),
        sound("snaplen_4g.pcap", Pcap { snaplen: u32::MAX, ..base }, "nothing is set aside for a snaplen"),
        sound(
            "snaplen_too_small.pcap",
            Pcap { snaplen: 10, ..base },
            "records longer than the snaplen are read",
        ),
        Case::new(
            "version_543.pcap",
            Pcap { version: (543, 0), ..base }.file(&one()),
            0,
            "a version nobody has defined: refused or read on, never a panic",
        )
        .fault(Fault::Version, 0)
        .or_records(1),
        Case::new(
            "link_type_unknown.pcap",
            file_of(0x7fff, vec![frame(&syn())]),
            1,
            "a link type nobody has defined",
        )
        .segments(0, 0)
        .verdict(Verdict::Unsupported),
        Case::new(
            "fcs_length.pcap",
            Pcap { link_type: 0x2400_0001, ..base }.file(&records(vec![with_fcs])),
            1,
            "the link type field says that four octets of checksum end each frame",
        )
        .segments(1, 1),
    ]
}

fn lying_records() -> Vec<Case> {
    let pcap = Pcap::of(ETHERNET);
    let good = frame(&syn());
    let length = good.len() as u32;
    let told = |seconds: u32, fraction: u32, captured: u32, original: u32| {
        [pcap.header(), pcap.record_header(seconds, fraction, captured, original).to_vec(), good.clone()]
            .concat()
    };
    let followed = |octets: Vec<u8>| {
        [octets, pcap.record_header(1_700_000_001, 0, length, length).to_vec(), good.clone()].concat()
    };
    let large = |name: &str, captured: u32| {
        Case::new(
            name,
            followed(told(1_700_000_000, 0, captured, captured)),
            0,
            "nothing is set aside for a length that cannot be",
        )
        .fault(Fault::TooLarge, HEADER)
    };
    vec![
        large("captured_4g.pcap", u32::MAX),
        large("captured_2g.pcap", 0x7fff_ffff),
        large("captured_minus_one.pcap", u32::MAX - 1),
        large("captured_17m.pcap", 17 << 20),
        Case::new(
            "captured_8m_absent.pcap",
            told(1_700_000_000, 0, 8 << 20, 8 << 20),
            0,
            "a length within bounds of which nothing is there",
        )
        .fault(Fault::Truncated, HEADER),
        Case::new(
            "captured_zero.pcap",
            [pcap.header(), pcap.record_header(0, 0, 0, 60).to_vec(), followed(Vec::new())].concat(),
            2,
            "a record of no octets counts as a frame",
        )
        .segments(1, 1)
        .verdict(Verdict::CutShort),
        Case::new(
            "captured_over_original.pcap",
            followed(told(1_700_000_000, 0, length, 10)),
            2,
            "more captured than there was",
        ),
        Case::new(
            "microseconds_over.pcap",
            told(1_700_000_000, u32::MAX, length, length),
            1,
            "a fraction of 4,294 seconds",
        )
        .segments(1, 1),
        Case::new("seconds_max.pcap", told(u32::MAX, 999_999, length, length), 1, "the last second of 2106")
            .segments(1, 1),
    ]
}
