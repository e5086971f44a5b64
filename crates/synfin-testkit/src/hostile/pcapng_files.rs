//! pcapng files whose blocks and packets lie.

use crate::forge::frame::link_type::ETHERNET;
use crate::forge::record::Record;
use crate::hostile::build::{file, frame, syn};
use crate::hostile::case::{Case, Fault, Verdict};
use crate::hostile::pcapng_pieces::{NG, TICKS, good, packet, start, started};

pub(crate) fn cases() -> Vec<Case> {
    [blocks(), packets()].concat()
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
