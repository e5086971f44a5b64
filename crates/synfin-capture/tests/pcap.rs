//! What a pcap file says is what the records say.

mod common;

use common::{forged, tell};
use synfin_capture::error::Reason;
use synfin_testkit::forge::pcap::{ByteOrder, Pcap};
use synfin_testkit::forge::record::Record as Forged;

#[test]
fn both_byte_orders_and_both_resolutions_tell_the_same() {
    for order in [ByteOrder::Little, ByteOrder::Big] {
        for nanoseconds in [false, true] {
            let told = tell(&Pcap { order, nanoseconds, ..Pcap::of(113) }.file(&forged()));
            assert!(told.errors.is_empty(), "{:?}", told.errors);
            assert_eq!(told.records.len(), forged().len());
            for ((record, forged), number) in told.records.iter().zip(forged()).zip(1..) {
                assert_eq!((record.number, record.interface), (number, 0));
                assert_eq!((record.link_type, record.fcs_len), (113, 0));
                assert_eq!(record.time, forged.time_ns as i64);
                assert_eq!((&record.octets, record.original_len), (&forged.octets, forged.original_len()));
            }
        }
    }
}

#[test]
fn nanoseconds_are_kept_to_the_last() {
    let file = Pcap { nanoseconds: true, ..Pcap::of(1) }.file(&[Forged::whole(1_000_000_001, vec![])]);
    assert_eq!(tell(&file).times(), [1_000_000_001]);
}

#[test]
fn a_fraction_of_more_than_a_second_counts_on() {
    for (nanoseconds, expected) in [(false, 4_294_967_295_000), (true, 4_294_967_295)] {
        let pcap = Pcap { nanoseconds, ..Pcap::of(1) };
        let file = [pcap.header(), pcap.record_header(7, u32::MAX, 0, 0).to_vec()].concat();
        assert_eq!(tell(&file).times(), [7_000_000_000 + expected]);
    }
}

#[test]
fn seconds_have_no_sign() {
    let file = [Pcap::of(1).header(), Pcap::of(1).record_header(u32::MAX, 0, 0, 0).to_vec()].concat();
    assert_eq!(tell(&file).times(), [4_294_967_295_000_000_000]);
}

#[test]
fn a_captured_length_over_the_snapshot_length_or_the_original_is_taken_as_it_is() {
    let pcap = Pcap { snaplen: 10, ..Pcap::of(1) };
    let over_original = [pcap.record_header(0, 0, 20, 5).to_vec(), vec![1; 20]].concat();
    let file = [pcap.header(), over_original, pcap.record(&Forged::whole(0, vec![2; 30]))].concat();
    let told = tell(&file);
    assert!(told.errors.is_empty());
    let lengths: Vec<_> = told.records.iter().map(|r| (r.octets.len(), r.original_len)).collect();
    assert_eq!(lengths, [(20, 5), (30, 30)]);
}

#[test]
fn the_link_type_field_is_split_into_link_type_and_fcs() {
    for (field, link_type, fcs_len) in [(0x2400_0001, 1, 4), (0x3000_0001, 1, 0), (0x0000_7fff, 0x7fff, 0)] {
        let pcap = Pcap { link_type: field, ..Pcap::of(1) };
        let told = tell(&pcap.file(&[Forged::whole(0, vec![0; 64])]));
        assert_eq!((told.records[0].link_type, told.records[0].fcs_len), (link_type, fcs_len), "{field:#x}");
    }
}

#[test]
fn the_modified_kind_has_eight_octets_more_before_each_frame() {
    let mut file = Pcap::of(1).header();
    file[..4].copy_from_slice(&0xa1b2_cd34_u32.to_le_bytes());
    for octets in [&[1, 2, 3][..], &[4]] {
        file.extend(Pcap::of(1).record_header(1, 2, octets.len() as u32, 60));
        file.extend([0xee; 8]);
        file.extend(octets);
    }
    let told = tell(&file);
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    assert_eq!(told.records.iter().map(|r| r.octets.as_slice()).collect::<Vec<_>>(), [&[1, 2, 3][..], &[4]]);
    assert_eq!(told.records[1].file_offset, 24 + 24 + 3);
}

#[test]
fn a_version_that_nobody_defined_is_named() {
    for version in [(543, 0), (1, 4), (3, 0), (2, 2)] {
        let told = tell(&Pcap { version, ..Pcap::of(1) }.file(&forged()));
        assert_eq!(told.reasons(), [Reason::Version { major: version.0, minor: version.1 }]);
    }
    assert!(tell(&Pcap { version: (2, 3), ..Pcap::of(1) }.file(&forged())).errors.is_empty());
}

#[test]
fn a_length_over_the_bound_ends_the_run_at_once() {
    for captured in [(16 << 20) + 1, 0x7fff_ffff, u32::MAX] {
        let good = Forged::whole(0, vec![1; 60]);
        let pcap = Pcap::of(1);
        let file = [pcap.file(std::slice::from_ref(&good)), pcap.record_header(0, 0, captured, 60).to_vec()]
            .concat();
        let told = tell(&file);
        assert_eq!(told.records.len(), 1);
        assert_eq!(told.reasons(), [Reason::TooLarge { length: captured.into(), limit: 16 << 20 }]);
        assert_eq!(
            told.errors[0].to_string(),
            format!("100: frame 2: a length of {captured} octets, more than the 16777216 allowed")
        );
    }
}

#[test]
fn a_record_of_just_the_bound_is_read() {
    let pcap = Pcap::of(1);
    let file = [
        pcap.header(),
        pcap.record(&Forged::whole(0, vec![5; 16 << 20])),
        pcap.record(&Forged::whole(1000, vec![6])),
    ]
    .concat();
    let told = tell(&file);
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    assert_eq!(told.records.iter().map(|r| r.octets.len()).collect::<Vec<_>>(), [16 << 20, 1]);
}
