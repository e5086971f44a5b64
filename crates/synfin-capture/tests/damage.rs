//! A fault has a name and a place, and costs no more than it must.

mod common;

use common::tell;
use synfin_capture::error::{CaptureError, Reason};
use synfin_testkit::forge::pcap::Pcap;
use synfin_testkit::forge::pcapng::Pcapng;
use synfin_testkit::forge::record::Record as Forged;

const NG: Pcapng = Pcapng { order: synfin_testkit::forge::pcap::ByteOrder::Little };

/// Octets before the first packet.
const HEAD_LEN: u64 = 28 + 20;

fn frame() -> Forged {
    Forged::whole(0, vec![0xaa; 54])
}

fn packet() -> Vec<u8> {
    NG.enhanced(0, 1, &frame(), &[])
}

fn head() -> Vec<u8> {
    [NG.section(&[]), NG.interface(1, 0, &[])].concat()
}

/// What a file with this block between two good packets tells: frames and errors.
fn between(block: &[u8]) -> (Vec<u64>, Vec<CaptureError>) {
    let told = tell(&[&head(), &packet(), block, &packet()].concat());
    (told.numbers(), told.errors)
}

fn fault(reason: Reason, is_final: bool) -> CaptureError {
    CaptureError { offset: HEAD_LEN + packet().len() as u64, frame: 2, reason, is_final }
}

#[test]
fn a_fault_inside_a_block_costs_that_block() {
    let long = NG.block(6, &NG.enhanced_body(0, 1, 0xffff_fff0, &frame(), &[]));
    let cases = [
        (long, Reason::CapturedLength { captured: 0xffff_fff0, space: 56 }),
        (NG.block(6, &[0; 4]), Reason::BlockTooShort { block_type: 6, length: 16 }),
        (NG.block(2, &[0; 8]), Reason::BlockTooShort { block_type: 2, length: 20 }),
        (NG.block(3, &[]), Reason::BlockTooShort { block_type: 3, length: 12 }),
        (NG.enhanced(7, 1, &frame(), &[]), Reason::UnknownInterface { interface: 7, interfaces: 1 }),
    ];
    for (block, reason) in cases {
        // The damaged packet keeps its number.
        assert_eq!(between(&block), (vec![1, 3], vec![fault(reason, false)]));
    }
}

#[test]
fn an_interface_that_cannot_be_read_keeps_its_number() {
    let file = [
        NG.section(&[]),
        NG.block(1, &[0; 4]),
        NG.interface(101, 0, &[]),
        packet(),
        NG.enhanced(1, 1, &frame(), &[]),
    ];
    let told = tell(&file.concat());
    assert_eq!((told.numbers(), told.records[0].link_type), (vec![2], 101));
    let short = Reason::BlockTooShort { block_type: 1, length: 16 };
    assert_eq!(told.reasons(), [short, Reason::UnreadableInterface { interface: 0 }]);
}

#[test]
fn a_fault_in_the_frame_of_a_block_ends_the_run() {
    let mut cases =
        vec![(NG.block_that_says(6, &[0; 24], 36, 40), Reason::BlockLengths { leading: 36, trailing: 40 })];
    for length in [0, 8, 11, 13, u32::MAX] {
        cases.push((NG.block_that_says(6, &[0; 24], length, length), Reason::BlockLength { length }));
    }
    for length in [(16 << 20) + 4, 32 << 20, 0x7fff_fffc, 0xffff_fffc] {
        let reason = Reason::TooLarge { length: length.into(), limit: 16 << 20 };
        cases.push((NG.block_that_says(6, &[0; 24], length, length), reason));
    }
    for (block, reason) in cases {
        assert_eq!(between(&block), (vec![1], vec![fault(reason, true)]));
    }
}

#[test]
fn a_byte_order_magic_neither_way_round_ends_the_run() {
    let mut section = NG.section(&[]);
    section[8..12].copy_from_slice(&[0x11, 0x22, 0x33, 0x44]);
    let reason = Reason::ByteOrder { magic: [0x11, 0x22, 0x33, 0x44] };
    assert_eq!(between(&section), (vec![1], vec![fault(reason, true)]));
    assert_eq!(tell(&section).reasons(), [reason]);
}

#[test]
fn a_section_of_unknown_version_is_left_out_if_it_tells_its_length() {
    let content = [NG.interface(1, 0, &[]), packet(), packet()].concat();
    let later = [head(), packet()].concat();
    let reason = Reason::Version { major: 9, minor: 9 };

    let long = NG.section_that_says((9, 9), content.len() as u64, &[]);
    let told = tell(&[head(), packet(), long, content.clone(), later.clone()].concat());
    assert_eq!((told.numbers(), told.errors), (vec![1, 2], vec![fault(reason, false)]));

    let endless = NG.section_that_says((9, 9), u64::MAX, &[]);
    let told = tell(&[head(), packet(), endless, content.clone(), later.clone()].concat());
    assert_eq!((told.numbers(), told.errors), (vec![1], vec![fault(reason, true)]));

    let too_long = NG.section_that_says((9, 9), 1 << 62, &[]);
    let told = tell(&[head(), packet(), too_long, content, later].concat());
    assert_eq!(told.numbers(), [1]);
    assert!(
        matches!(told.reasons()[..], [first, Reason::Truncated { .. }] if first == reason),
        "{:?}",
        told.errors
    );

    assert_eq!(tell(&NG.section_that_says((9, 9), 0, &[])).reasons(), [reason]);
}

#[test]
fn a_packet_before_any_interface_is_an_error() {
    for block in [packet(), NG.simple(4, &[0; 4]), NG.obsolete(0, 0, &frame())] {
        let told = tell(&[NG.section(&[]), block, NG.interface(1, 0, &[]), packet()].concat());
        assert_eq!(told.reasons(), [Reason::UnknownInterface { interface: 0, interfaces: 0 }]);
        assert_eq!(told.numbers(), [2]);
    }
}

#[test]
fn another_file_glued_to_the_end_is_an_error_at_its_first_octet() {
    let told = tell(&[head(), packet(), Pcap::of(1).file(&[frame()])].concat());
    assert_eq!(told.numbers(), [1]);
    assert_eq!(told.errors.len(), 1);
    assert!(told.errors[0].is_final);
    assert_eq!(told.errors[0].offset, HEAD_LEN + packet().len() as u64);
}

#[test]
fn a_record_cut_off_says_how_much_is_missing() {
    let file = Pcap::of(1).file(&[frame(), frame()]);
    let told = tell(&file[..file.len() - 3]);
    assert_eq!(told.numbers(), [1]);
    assert_eq!(told.errors[0].to_string(), "94: frame 2: the input is cut off (octets missing: 3)");
}
