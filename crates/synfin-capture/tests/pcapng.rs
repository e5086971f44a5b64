//! What a pcapng file says is what the records say.

mod common;

use common::{forged, tell};
use synfin_capture::error::Reason;
use synfin_testkit::forge::pcap::ByteOrder;
use synfin_testkit::forge::pcapng::{IF_FCSLEN, IF_TSOFFSET, IF_TSRESOL, Pcapng};
use synfin_testkit::forge::record::Record as Forged;

const ORDERS: [ByteOrder; 2] = [ByteOrder::Little, ByteOrder::Big];

fn frame(length: usize) -> Forged {
    Forged::whole(0, vec![0xaa; length])
}

#[test]
fn each_interface_has_its_own_link_type_resolution_and_offset_in_either_byte_order() {
    for order in ORDERS {
        let section = Pcapng { order };
        let offset = order.eight((-3_i64) as u64);
        let file = [
            section.section(&[]),
            section.interface(1, 0, &[]),
            section.interface(276, 0, &[(IF_TSRESOL, &[9])]),
            section.interface(101, 0, &[(IF_TSRESOL, &[0x8a]), (IF_TSOFFSET, &offset)]),
            section.enhanced(2, 5 * 1024 + 512, &frame(3), &[]),
            section.enhanced(0, 5_000_000, &frame(5), &[]),
            section.enhanced(1, 5_000_000_001, &frame(0), &[]),
        ]
        .concat();
        let told = tell(&file);
        assert!(told.errors.is_empty(), "{:?}", told.errors);
        assert_eq!(told.times(), [2_500_000_000, 5_000_000_000, 5_000_000_001]);
        let said: Vec<_> = told.records.iter().map(|r| (r.interface, r.link_type, r.octets.len())).collect();
        assert_eq!(said, [(2, 101, 3), (0, 1, 5), (1, 276, 0)]);
    }
}

#[test]
fn a_new_section_starts_with_no_interfaces_and_its_own_byte_order() {
    let little = Pcapng { order: ByteOrder::Little };
    let big = Pcapng { order: ByteOrder::Big };
    let file = [
        little.section(&[]),
        little.interface(1, 0, &[]),
        little.interface(1, 0, &[]),
        little.enhanced(1, 1_000_000, &frame(1), &[]),
        big.section(&[]),
        big.interface(113, 0, &[]),
        big.enhanced(0, 2_000_000, &frame(2), &[]),
        big.enhanced(1, 3_000_000, &frame(3), &[]),
    ]
    .concat();
    let told = tell(&file);
    assert_eq!(told.times(), [1_000_000_000, 2_000_000_000]);
    assert_eq!(told.records[1].link_type, 113);
    assert_eq!(told.reasons(), [Reason::UnknownInterface { interface: 1, interfaces: 1 }]);
    assert_eq!(told.errors[0].frame, 3);
}

#[test]
fn a_simple_packet_has_no_time_and_as_many_octets_as_the_snapshot_length_allows() {
    for order in ORDERS {
        let section = Pcapng { order };
        let file = [
            section.section(&[]),
            section.interface(1, 40, &[]),
            section.simple(1500, &[1; 40]),
            section.simple(3, &[2; 3]),
        ]
        .concat();
        let told = tell(&file);
        assert!(told.errors.is_empty(), "{:?}", told.errors);
        let said: Vec<_> = told.records.iter().map(|r| (r.time, r.octets.clone(), r.original_len)).collect();
        assert_eq!(said, [(0, vec![1; 40], 1500), (0, vec![2; 3], 3)]);
    }
}

#[test]
fn the_obsolete_packet_block_is_read_too() {
    for order in ORDERS {
        let section = Pcapng { order };
        let record = Forged { original_len: Some(99), ..frame(7) };
        let file =
            [section.section(&[]), section.interface(1, 0, &[]), section.obsolete(0, 1 << 33, &record)];
        let told = tell(&file.concat());
        assert_eq!(told.times(), [(1 << 33) * 1000]);
        assert_eq!((told.records[0].octets.len(), told.records[0].original_len), (7, 99));
    }
}

#[test]
fn unknown_blocks_are_left_out_and_those_that_wireshark_numbers_take_a_number() {
    let section = Pcapng::default();
    let packet = section.enhanced(0, 1, &frame(1), &[]);
    let file = [
        section.section(&[]),
        section.block(0x7777_7777, &[1; 13]),
        section.interface(1, 0, &[]),
        packet.clone(),
        section.block(4, &[0; 8]),           // names
        section.block(5, &[0; 12]),          // statistics
        section.block(10, &[0; 8]),          // secrets
        section.block(9, b"MESSAGE=boot\n"), // a journal entry: frame 2
        section.block(0xbad, &[0; 8]),       // custom: frame 3
        section.block(0x4000_0bad, &[0; 8]), // custom, not to be copied: frame 4
        section.block(0x204, &[0; 24]),      // a system call: frame 5
        packet,
    ];
    let told = tell(&file.concat());
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    assert_eq!(told.numbers(), [1, 6]);
}

#[test]
fn the_fcs_length_is_the_interfaces_unless_the_packet_tells_its_own() {
    for order in ORDERS {
        let section = Pcapng { order };
        let file = [
            section.section(&[]),
            section.interface(1, 0, &[(IF_FCSLEN, &[4])]),
            section.interface(1, 0, &[(IF_FCSLEN, &[32])]),
            section.interface(1, 0, &[]),
            section.enhanced(0, 0, &frame(64), &[]),
            section.enhanced(1, 0, &frame(64), &[(1, b"odd"), (2, &order.four(0b01))]),
            section.enhanced(2, 0, &frame(63), &[(1, b"odd"), (2, &order.four(2 << 5))]),
            section.enhanced(2, 0, &frame(62), &[(1, b"odd")]),
        ];
        let told = tell(&file.concat());
        assert_eq!(told.records.iter().map(|r| r.fcs_len).collect::<Vec<_>>(), [4, 4, 2, 0]);
    }
}

#[test]
fn options_that_run_over_their_block_cost_nothing_but_themselves() {
    let section = Pcapng::default();
    let over = [4, 0, 0xff, 0xff];
    let interface =
        [&[1, 0, 0, 0, 0, 0, 0, 0][..], &section.options(&[(IF_TSRESOL, &[0])])[..8], &over].concat();
    let file = [
        section.section_that_says((1, 0), u64::MAX, &over),
        section.block(1, &interface),
        section.block(6, &section.enhanced_body(0, 5, 3, &frame(3), &over)),
    ];
    let told = tell(&file.concat());
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    assert_eq!(told.times(), [5_000_000_000]);
}

#[test]
fn version_1_2_is_read_as_1_0_and_the_section_length_is_but_a_hint() {
    let section = Pcapng::default();
    for (version, length) in [((1, 2), u64::MAX), ((1, 0), 0), ((1, 0), 1 << 40)] {
        let file = [
            section.section_that_says(version, length, &[]),
            section.interface(1, 0, &[]),
            section.enhanced(0, 0, &frame(9), &[]),
        ];
        let told = tell(&file.concat());
        assert_eq!((told.records.len(), told.errors.len()), (1, 0), "{version:?} {length}");
    }
}

#[test]
fn a_time_beyond_all_bounds_stops_at_the_last() {
    let section = Pcapng::default();
    for tsresol in 0..=255 {
        let offset = i64::MAX.to_le_bytes();
        let file = [
            section.section(&[]),
            section.interface(1, 0, &[(IF_TSRESOL, &[tsresol]), (IF_TSOFFSET, &offset)]),
            section.enhanced(0, u64::MAX, &frame(1), &[]),
        ];
        assert_eq!(tell(&file.concat()).times(), [i64::MAX], "{tsresol:#x}");
    }
}

#[test]
fn sixty_four_thousand_interfaces_are_kept_and_one_more_is_an_error() {
    let section = Pcapng::default();
    let mut file = section.section(&[]);
    for _ in 0..65_537 {
        file.extend(section.interface(1, 0, &[]));
    }
    file.extend(section.enhanced(65_535, 0, &frame(1), &[]));
    file.extend(section.enhanced(65_536, 0, &frame(1), &[]));
    let told = tell(&file);
    assert_eq!(told.numbers(), [1]);
    let unknown = Reason::UnknownInterface { interface: 65_536, interfaces: 65_536 };
    assert_eq!(told.reasons(), [Reason::TooManyInterfaces, unknown]);
}

#[test]
fn the_mixed_file_tells_every_frame_of_both_sections() {
    let told = tell(&common::pcapng());
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    assert_eq!(told.records.len(), 2 * (2 * forged().len() + 2));
}
