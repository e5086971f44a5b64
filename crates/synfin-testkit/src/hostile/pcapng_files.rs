//! pcapng files whose blocks, options and sections lie.

use crate::forge::frame::link_type::ETHERNET;
use crate::forge::pcap::ByteOrder;
use crate::forge::pcapng::{IF_TSOFFSET, IF_TSRESOL, Pcapng};
use crate::forge::record::Record;
use crate::hostile::build::{file, frame, syn};
use crate::hostile::case::{Case, Fault, Verdict};

const NG: Pcapng = Pcapng { order: ByteOrder::Little };
const TICKS: u64 = 1_700_000_000_000_000;

fn good() -> Record {
    Record::whole(0, frame(&syn()))
}

fn packet() -> Vec<u8> {
    NG.enhanced(0, TICKS, &good(), &[])
}

/// A section and one Ethernet interface.
fn start() -> Vec<u8> {
    [NG.section(&[]), NG.interface(ETHERNET, 262_144, &[])].concat()
}

fn started(blocks: &[Vec<u8>]) -> Vec<u8> {
    [start(), blocks.concat()].concat()
}

pub(crate) fn cases() -> Vec<Case> {
    [blocks(), packets(), sections(), interfaces(), stamps()].concat()
}

fn blocks() -> Vec<Case> {
    let behind_first = start().len() + packet().len();
    let mut cases = vec![
        Case::new("ng_sound.pcapng", started(&[packet()]), 1, "nothing wrong with it").segments(1, 1),
        Case::new(
            "ng_unknown_blocks.pcapng",
            [
                NG.section(&[]),
                NG.block(0x0bad, &[b'x'; 40]),
                NG.interface(ETHERNET, 0, &[]),
                NG.block(0x4000_0bad, &[0; 4]),
                packet(),
            ]
            .concat(),
            1,
            "unknown blocks are passed over",
        )
        .segments(1, 1),
        Case::new(
            "ng_other_blocks.pcapng",
            started(&[
                NG.block(4, &[0; 4]),
                NG.block(5, &[0; 12]),
                NG.block(10, &[0; 8]),
                NG.block(0x0bad_0bad, &[0; 8]),
                packet(),
            ]),
            1,
            "names, statistics, secrets, custom blocks are passed over",
        )
        .segments(1, 1),
        Case::new(
            "ng_trailer_differs.pcapng",
            started(&[
                packet(),
                NG.block_that_says(6, &NG.enhanced_body(0, TICKS, 54, &good(), &[]), 88, 16),
                packet(),
            ]),
            1,
            "the length behind a block is not the one before it",
        )
        .fault(Fault::Damaged, behind_first)
        .or_records(3),
        Case::new(
            "ng_then_pcap.pcapng",
            [started(&[packet()]), file(vec![frame(&syn())])].concat(),
            1,
            "a pcap file behind it",
        )
        .fault(Fault::Damaged, behind_first),
        Case::new(
            "ng_then_octets.pcapng",
            [started(&[packet()]), vec![6, 0, 0]].concat(),
            1,
            "three octets behind it",
        )
        .fault(Fault::Truncated, behind_first),
        Case::new(
            "ng_block_cut.pcapng",
            started(&[packet(), packet()])[..behind_first + 40].to_vec(),
            1,
            "cut in a block",
        )
        .fault(Fault::Truncated, behind_first),
    ];
    let lengths = [
        ("0", 0, Fault::Damaged),
        ("8", 8, Fault::Damaged),
        ("11", 11, Fault::Damaged),
        ("13", 13, Fault::Damaged),
        ("4g", u32::MAX, Fault::Damaged),
        ("4g_aligned", u32::MAX - 3, Fault::TooLarge),
        ("2g", 0x7fff_fffc, Fault::TooLarge),
        ("32m", 32 << 20, Fault::TooLarge),
        ("8m_absent", 8 << 20, Fault::Truncated),
    ];
    for (name, length, fault) in lengths {
        let body = NG.enhanced_body(0, TICKS, 54, &good(), &[]);
        let lying = NG.block_that_says(6, &body, length, length);
        let octets = started(&[packet(), lying, packet()]);
        let note = "reading ends at the block, without a loop and without setting memory aside";
        cases.push(
            Case::new(format!("ng_block_length_{name}.pcapng"), octets, 1, note).fault(fault, behind_first),
        );
    }
    cases
}

fn packets() -> Vec<Case> {
    let offset = start().len();
    let claims = |captured: u32| NG.block(6, &NG.enhanced_body(0, TICKS, captured, &good(), &[]));
    vec![
        Case::new(
            "ng_captured_over_block.pcapng",
            started(&[claims(0xffff_fff0), packet()]),
            1,
            "captured octets that the block has not; the next block is sound",
        )
        .fault(Fault::Damaged, offset),
        Case::new(
            "ng_captured_by_one.pcapng",
            started(&[claims(57), packet()]),
            1,
            "one octet more than the padded block holds",
        )
        .fault(Fault::Damaged, offset),
        Case::new(
            "ng_packet_short.pcapng",
            started(&[NG.block(6, &[0; 4]), packet()]),
            1,
            "an enhanced packet shorter than its fixed fields",
        )
        .fault(Fault::Damaged, offset)
        .or_records(1),
        Case::new(
            "ng_interface_unknown.pcapng",
            started(&[NG.enhanced(7, TICKS, &good(), &[]), packet()]),
            1,
            "a packet of interface 7 of 1",
        )
        .fault(Fault::UnknownInterface, offset),
        Case::new(
            "ng_packet_before_interface.pcapng",
            [NG.section(&[]), packet()].concat(),
            0,
            "a packet before any interface",
        )
        .fault(Fault::UnknownInterface, NG.section(&[]).len()),
        Case::new(
            "ng_simple_before_interface.pcapng",
            [NG.section(&[]), NG.simple(54, &good().octets)].concat(),
            0,
            "a simple packet before any interface",
        )
        .fault(Fault::UnknownInterface, NG.section(&[]).len()),
        Case::new(
            "ng_simple_snaplen.pcapng",
            [NG.section(&[]), NG.interface(ETHERNET, 40, &[]), NG.simple(1500, &good().octets[..40])]
                .concat(),
            1,
            "captured: what the snaplen left of it",
        )
        .segments(0, 0)
        .verdict(Verdict::CutShort),
        Case::new(
            "ng_simple_over.pcapng",
            started(&[NG.simple(60_000, &good().octets)]),
            0,
            "a simple packet longer than its block",
        )
        .or_records(1),
        Case::new(
            "ng_obsolete_packet.pcapng",
            started(&[NG.obsolete(0, TICKS, &good())]),
            1,
            "the packet block of old",
        )
        .segments(1, 1),
        Case::new(
            "ng_captured_zero.pcapng",
            started(&[
                NG.enhanced(0, TICKS, &Record { original_len: Some(60), ..Record::default() }, &[]),
                packet(),
            ]),
            2,
            "a packet of no octets",
        )
        .segments(1, 1)
        .verdict(Verdict::CutShort),
        Case::new(
            "ng_option_over_block.pcapng",
            started(&[NG.block(6, &NG.enhanced_body(0, TICKS, 54, &good(), &[1, 0, 0xff, 0xff])), packet()]),
            1,
            "an option longer than its block: the packet may still be read",
        )
        .or_records(2),
        Case::new(
            "ng_options_without_end.pcapng",
            started(&[
                NG.block(6, &NG.enhanced_body(0, TICKS, 54, &good(), &[1, 0, 4, 0, b'a', b'b', b'c', b'd']))
            ]),
            1,
            "the end mark of the options may be left out",
        )
        .segments(1, 1),
    ]
}

fn sections() -> Vec<Case> {
    let big = Pcapng { order: ByteOrder::Big };
    let with = |version, length, options: &[u8]| {
        [NG.section_that_says(version, length, options), NG.interface(ETHERNET, 0, &[]), packet()].concat()
    };
    let mut bad_order = NG.section(&[]);
    bad_order[8..12].copy_from_slice(&[0x44, 0x33, 0x22, 0x11]);
    vec![
        Case::new("ng_section_length_0.pcapng", with((1, 0), 0, &[]), 1, "a section's length is a hint")
            .segments(1, 1),
        Case::new(
            "ng_section_length_8.pcapng",
            with((1, 0), 8, &[]),
            1,
            "even when it would end inside a block",
        )
        .segments(1, 1),
        Case::new(
            "ng_section_length_max.pcapng",
            with((1, 0), u64::MAX >> 1, &[]),
            1,
            "or beyond every file",
        )
        .segments(1, 1),
        Case::new(
            "ng_section_options_over.pcapng",
            with((1, 0), u64::MAX, &[4, 0, 0xff, 0xff]),
            1,
            "a section's option longer than its block",
        )
        .segments(1, 1),
        Case::new("ng_version_9.pcapng", with((9, 9), u64::MAX, &[]), 0, "a version nobody has defined")
            .fault(Fault::Version, 0),
        Case::new("ng_order_bad.pcapng", bad_order, 0, "a byte-order magic that is neither")
            .fault(Fault::Damaged, 0),
        Case::new("ng_section_cut.pcapng", NG.section(&[])[..20].to_vec(), 0, "cut in the section header")
            .fault(Fault::Truncated, 0),
        Case::new(
            "ng_two_orders.pcapng",
            [
                started(&[packet()]),
                big.section(&[]),
                big.interface(ETHERNET, 0, &[]),
                big.enhanced(0, TICKS, &good(), &[]),
            ]
            .concat(),
            2,
            "the second section has the other byte order",
        )
        .segments(2, 1),
        Case::new(
            "ng_interfaces_restart.pcapng",
            [started(&[packet()]), NG.section(&[]), packet()].concat(),
            1,
            "interfaces belong to their section: the second has none",
        )
        .fault(Fault::UnknownInterface, start().len() + packet().len() + NG.section(&[]).len()),
        Case::new("ng_sections_1000.pcapng", started(&[packet()]).repeat(1000), 1000, "a thousand sections")
            .segments(1000, 1),
    ]
}

fn interfaces() -> Vec<Case> {
    let many = |count: usize| [NG.section(&[]), NG.interface(ETHERNET, 0, &[]).repeat(count)].concat();
    vec![
        Case::new(
            "ng_interface_short.pcapng",
            [NG.section(&[]), NG.block(1, &[]), packet()].concat(),
            0,
            "an interface description of nothing",
        )
        .fault(Fault::Damaged, NG.section(&[]).len()),
        Case::new(
            "ng_interfaces_10k.pcapng",
            [many(10_000), NG.enhanced(9_999, TICKS, &good(), &[])].concat(),
            1,
            "ten thousand interfaces",
        )
        .segments(1, 1),
        Case::new(
            "ng_interfaces_70k.pcapng",
            [many(70_000), NG.enhanced(69_999, TICKS, &good(), &[]), packet()].concat(),
            1,
            "more interfaces than 65,536: a bound, said by name, or all of them",
        )
        .or_records(2),
        Case::new(
            "ng_interface_link_unknown.pcapng",
            [NG.section(&[]), NG.interface(0x7fff, 0, &[]), packet()].concat(),
            1,
            "an interface of an unknown link type",
        )
        .segments(0, 0)
        .verdict(Verdict::Unsupported),
    ]
}

fn stamps() -> Vec<Case> {
    let resolutions = [
        ("0", 0, "seconds"),
        ("19", 19, "tenths of nothing: more digits than 64 bits hold"),
        ("7f", 0x7f, "ten to the minus 127"),
        ("80", 0x80, "whole seconds, by powers of two"),
        ("bf", 0xbf, "two to the minus 63"),
        ("ff", 0xff, "two to the minus 127"),
    ];
    let mut cases = Vec::new();
    for (name, resolution, note) in resolutions {
        let interface = NG.interface(ETHERNET, 0, &[(IF_TSRESOL, &[resolution])]);
        let octets = [NG.section(&[]), interface, NG.enhanced(0, u64::MAX, &good(), &[])].concat();
        cases.push(Case::new(format!("ng_resolution_{name}.pcapng"), octets, 1, note).segments(1, 1));
    }
    for (name, seconds) in [("max", i64::MAX), ("min", i64::MIN)] {
        let interface = NG.interface(ETHERNET, 0, &[(IF_TSOFFSET, &seconds.to_le_bytes())]);
        let octets = [NG.section(&[]), interface, NG.enhanced(0, u64::MAX, &good(), &[])].concat();
        let case = Case::new(format!("ng_offset_{name}.pcapng"), octets, 1, "an offset that no sum survives");
        cases.push(case.segments(1, 1));
    }
    let short =
        [NG.section(&[]), NG.interface(ETHERNET, 0, &[(IF_TSRESOL, &[]), (IF_TSOFFSET, &[1])]), packet()]
            .concat();
    cases.push(
        Case::new("ng_resolution_empty.pcapng", short, 1, "options too short for what they say")
            .segments(1, 1),
    );
    cases
}
