//! pcapng files whose sections, interfaces and clocks lie.

use crate::forge::frame::link_type::ETHERNET;
use crate::forge::pcap::ByteOrder;
use crate::forge::pcapng::{IF_TSOFFSET, IF_TSRESOL, Pcapng};
use crate::hostile::case::{Case, Fault, Verdict};
use crate::hostile::pcapng_pieces::{NG, TICKS, good, packet, start, started};

pub(crate) fn cases() -> Vec<Case> {
    [sections(), interfaces(), stamps()].concat()
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
            "more interfaces than 65,536: the packet of one beyond the bound cannot be told, the others can",
        )
        .fault(
            Fault::TooManyInterfaces,
            NG.section(&[]).len() + 65_536 * NG.interface(ETHERNET, 0, &[]).len(),
        ),
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
