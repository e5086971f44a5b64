//! What is copied is what was there, and the comments.

mod common;

use common::{pcap, pcapng, tell};
use pcap_parser::pcapng::{Block, OptionCode, parse_block_be, parse_block_le};
use std::io::Cursor;
use synfin_capture::batch::{Batch, Batches as _, Item};
use synfin_capture::merge::Merge;
use synfin_capture::options::ReadOptions;
use synfin_capture::reader::Reader;
use synfin_capture::record::Record;
use synfin_capture::writer::copier::{Kept, PcapngCopier};
use synfin_testkit::forge::pcap::{ByteOrder, Pcap};
use synfin_testkit::forge::pcapng::{IF_FCSLEN, IF_TSOFFSET, IF_TSRESOL, Pcapng};
use synfin_testkit::forge::record::Record as Forged;
use synfin_testkit::hostile::all::all;
use synfin_testkit::random::Random;

const NRB: u32 = 4;
const ISB: u32 = 5;
const DSB: u32 = 10;
const CUSTOM: u32 = 0xbad;

fn copy(files: &[&[u8]], kept: Kept, comment: impl Fn(&Record<'_>) -> Option<String>) -> Vec<u8> {
    let owned: Vec<Vec<u8>> = files.iter().map(|file| file.to_vec()).collect();
    let options = ReadOptions { keep_blocks: true, ..ReadOptions::default() };
    let mut merge = Merge::new(&vec![true; files.len()], move |index| {
        Reader::with_options(Cursor::new(owned[index].clone()), &options)
    });
    let mut copier = PcapngCopier::new(Vec::new(), files.len(), kept);
    let mut batch = Batch::default();
    while merge.next_batch(&mut batch) {
        for (input, item) in batch.items() {
            match item {
                Item::Record(record, block) => {
                    copier.record(input, &record, block, comment(&record).as_deref())
                }
                Item::Block { octets, is_faulty } => copier.block(input, octets, is_faulty),
            }
            .expect("memory takes all");
        }
    }
    copier.finish().expect("memory takes all")
}

fn copy_all(files: &[&[u8]]) -> Vec<u8> {
    copy(files, Kept::All, |_| None)
}

/// Kind and octets of every block.
fn blocks(mut file: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let mut blocks = Vec::new();
    let mut big = false;
    while file.len() >= 12 {
        if file.starts_with(&[0x0a, 0x0d, 0x0d, 0x0a]) {
            big = file[8] == 0x1a;
        }
        let four = |octets: &[u8]| {
            let array = octets.try_into().expect("four octets");
            if big { u32::from_be_bytes(array) } else { u32::from_le_bytes(array) }
        };
        let (block, rest) = file.split_at(four(&file[4..8]) as usize);
        blocks.push((four(&block[..4]), block.to_vec()));
        file = rest;
    }
    blocks
}

/// The options of every packet, as `pcap-parser` reads them: code and value.
fn packet_options(mut file: &[u8], order: ByteOrder) -> Vec<Vec<(u16, Vec<u8>)>> {
    let mut all = Vec::new();
    while !file.is_empty() {
        let parsed = match order {
            ByteOrder::Little => parse_block_le(file),
            ByteOrder::Big => parse_block_be(file),
        };
        let (rest, block) = parsed.expect("a good block");
        if let Block::EnhancedPacket(packet) = block {
            let told = packet.options.iter().filter(|option| option.code != OptionCode::EndOfOpt);
            let told = told.map(|option| (option.code.0, option.value[..usize::from(option.len)].to_vec()));
            all.push(told.collect());
        }
        file = rest;
    }
    all
}

/// A section with every option that has a number in it.
fn numbers(order: ByteOrder) -> Vec<u8> {
    let section = Pcapng { order };
    let forged = Forged::whole(1_000, vec![1, 2, 3]);
    let interface = [
        (2, &b"eth0"[..]),
        (8, &order.eight(1_000_000)),
        (IF_TSRESOL, &[9]),
        (10, &order.four(3600)),
        (IF_FCSLEN, &[4]),
        (IF_TSOFFSET, &order.eight(7)),
        (16, &order.eight(1)),
        (17, &order.eight(2)),
    ];
    let custom = [&order.four(32473)[..], b"mine"].concat();
    let packet = [
        (1, &b"before"[..]),
        (2, &order.four(0x61)),
        (3, &[2, 0xaa, 0xbb]),
        (4, &order.eight(5)),
        (5, &order.eight(6)),
        (6, &order.four(7)),
        (2988, &custom),
    ];
    [section.section(&[]), section.interface(1, 0, &interface), section.enhanced(0, 1_000, &forged, &packet)]
        .concat()
}

#[test]
fn without_a_comment_a_pcapng_file_is_copied_octet_for_octet() {
    for order in [ByteOrder::Little, ByteOrder::Big] {
        let section = Pcapng { order };
        let forged = Forged::whole(1_000, vec![1, 2, 3]);
        let file = [
            section.section(&[(1, b"a comment on the section"), (4, b"dumpcap")]),
            section.block(NRB, &order.four(0)),
            section.interface(1, 96, &[(2, b"eth0"), (11, b"\0tcp")]),
            section.block(DSB, &[&order.four(0x544c_534b)[..], &order.four(4), b"keys"].concat()),
            section.enhanced(0, 1, &forged, &[(1, b"first"), (2, &order.four(1))]),
            section.block(CUSTOM, &order.four(32473)),
            section.block(ISB, &[order.four(0), order.four(0), order.four(9)].concat()),
            section.section(&[]),
            section.interface(101, 0, &[]),
            section.enhanced(0, 2, &forged, &[]),
        ]
        .concat();
        assert_eq!(copy_all(&[&file]), file, "{order:?}");
    }
}

#[test]
fn a_comment_stands_behind_the_comments_and_options_that_were_there() {
    for order in [ByteOrder::Little, ByteOrder::Big] {
        let file = numbers(order);
        let commented = copy(&[&file], Kept::All, |record| Some(format!("frame {}", record.number)));
        let mut expected = packet_options(&file, order);
        expected[0].push((1, b"frame 1".to_vec()));
        assert_eq!(packet_options(&commented, order), expected);
        let (mut before, mut after) = (tell(&file), tell(&commented));
        before.records[0].file_offset = 0;
        after.records[0].file_offset = 0;
        assert_eq!(after, before);
    }
}

#[test]
fn numbers_keep_their_value_in_the_byte_order_of_another_section() {
    let (little, big) = (numbers(ByteOrder::Little), numbers(ByteOrder::Big));
    // Together with another file all is little endian; that file's interface comes first, as it has no packet to wait for.
    let alone = blocks(&little);
    let together = blocks(&copy_all(&[&big, &Pcap::of(113).file(&[])]));
    let [_, (_, interface), (_, packet)] = &alone[..] else { panic!("three blocks") };
    assert_eq!(together[2].1, *interface);
    let mut packet = packet.clone();
    packet[8] = 1;
    assert_eq!(together[3].1, packet);
}

#[test]
fn a_pcap_file_keeps_times_lengths_link_type_and_the_unit_of_its_times() {
    for nanoseconds in [false, true] {
        for order in [ByteOrder::Little, ByteOrder::Big] {
            let file = Pcap { nanoseconds, order, ..Pcap::of(113) }.file(&common::forged());
            let copied = copy_all(&[&file]);
            let (before, after) = (tell(&file), tell(&copied));
            assert!(after.errors.is_empty() && after.records.len() == before.records.len());
            for (after, before) in after.records.iter().zip(before.records) {
                assert_eq!((after.time, after.link_type, after.fcs_len), (before.time, 113, before.fcs_len));
                assert_eq!((&after.octets, after.original_len), (&before.octets, before.original_len));
            }
            let unit: &[u8] = if nanoseconds { &[9, 0, 1, 0, 9] } else { &[9, 0, 1, 0, 6] };
            assert!(blocks(&copied)[1].1.windows(5).any(|octets| octets == unit), "if_tsresol");
        }
    }
}

#[test]
fn several_captures_are_one_section_in_which_equal_interfaces_are_one() {
    let section = Pcapng::default();
    let packet = |interface, ticks: u64| {
        section.enhanced(interface, ticks, &Forged::whole(0, vec![ticks as u8; 4]), &[])
    };
    let (eth, tun) = (section.interface(1, 0, &[(2, b"eth0")]), section.interface(101, 0, &[(2, b"tun0")]));
    let statistics = section.block(ISB, &[0; 12]);
    let first = [section.section(&[]), eth.clone(), tun.clone(), packet(0, 1), packet(1, 4)].concat();
    let second = [section.section(&[]), tun, eth, packet(0, 2), packet(1, 3), statistics].concat();
    let copied = copy_all(&[&first, &second]);
    let kinds: Vec<u32> = blocks(&copied).iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [0x0a0d_0d0a, 1, 1, 6, 6, 6, ISB, 6]);
    assert_eq!(blocks(&copied)[6].1[8..12], [1, 0, 0, 0], "statistics of tun0, which is the second here");
    let told: Vec<_> =
        tell(&copied).records.iter().map(|record| (record.interface, record.octets[0])).collect();
    assert_eq!(told, [(0, 1), (1, 2), (0, 3), (1, 4)]);
}

#[test]
fn every_block_that_holds_a_packet_is_an_enhanced_one_afterwards() {
    let file = pcapng();
    let copied = copy(&[&file], Kept::All, |_| Some("said".to_owned()));
    let (before, after) = (tell(&file), tell(&copied));
    assert!(after.errors.is_empty(), "{:?}", after.errors);
    assert_eq!(after.records.len(), before.records.len());
    for (after, before) in after.records.iter().zip(&before.records) {
        assert_eq!(
            (after.number, after.interface, after.time),
            (before.number, before.interface, before.time)
        );
        assert_eq!((&after.octets, after.original_len), (&before.octets, before.original_len));
    }
    assert!(blocks(&copied).iter().all(|(kind, _)| ![2, 3].contains(kind)));
}

#[test]
fn what_only_explains_packets_can_be_kept_alone() {
    let section = Pcapng::default();
    let file = [
        section.section(&[]),
        section.interface(1, 0, &[]),
        section.block(NRB, &[0; 4]),
        section.block(DSB, &[0; 8]),
        section.block(CUSTOM, &[0; 4]),
        section.block(ISB, &[0; 12]),
    ]
    .concat();
    let kinds =
        |kept| blocks(&copy(&[&file], kept, |_| None)).iter().map(|(kind, _)| *kind).collect::<Vec<_>>();
    assert_eq!(kinds(Kept::NamesAndSecrets), [0x0a0d_0d0a, 1, NRB, DSB]);
    assert_eq!(kinds(Kept::All), [0x0a0d_0d0a, 1, NRB, DSB, CUSTOM, ISB]);
}

/// Link type, octets and length on the wire of every record.
fn frames(told: &common::Told) -> Vec<(u16, &[u8], u32)> {
    told.records.iter().map(|record| (record.link_type, &record.octets[..], record.original_len)).collect()
}

#[test]
fn of_damaged_captures_too_whatever_octets_are_damaged() {
    let mut random = Random::new(11);
    let small: Vec<u8> =
        [numbers(ByteOrder::Little), numbers(ByteOrder::Big), pcapng()[..4_000].to_vec()].concat();
    let plain = pcap()[..3_000].to_vec();
    for round in 0..200 {
        let mut file = if round % 4 == 0 { plain.clone() } else { small.clone() };
        for _ in 0..=random.below(4) {
            let place = random.below(file.len() as u64) as usize;
            file[place] = random.next_u32() as u8;
        }
        let before = tell(&file);
        let after =
            tell(&copy(&[&file], Kept::All, |record| (record.number % 2 == 0).then(|| "said".to_owned())));
        assert!(after.errors.is_empty(), "round {round}: {:?}", after.errors);
        assert!(frames(&after) == frames(&before), "round {round}: {:?}", before.errors);
        let twice = tell(&copy_all(&[&file, &file]));
        assert!(twice.errors.is_empty(), "round {round}: {:?}", twice.errors);
        assert_eq!(twice.records.len(), 2 * before.records.len(), "round {round}");
    }
}

#[test]
fn of_hostile_captures_all_that_can_be_read_is_copied_into_a_sound_file() {
    let sound = pcap();
    for case in all() {
        let copied = copy(&[&case.octets], Kept::All, |_| Some("a comment".to_owned()));
        let (before, after) = (tell(&case.octets), tell(&copied));
        assert!(frames(&after) == frames(&before), "{}", case.name);
        assert!(after.errors.is_empty(), "{}: {:?}", case.name, after.errors);
        let both = tell(&copy_all(&[&case.octets, &sound]));
        assert_eq!(both.records.len(), before.records.len() + tell(&sound).records.len(), "{}", case.name);
        assert!(both.errors.is_empty(), "{}: {:?}", case.name, both.errors);
    }
}

#[test]
fn comments_of_an_earlier_copy_are_replaced_and_nobody_elses() {
    for order in [ByteOrder::Little, ByteOrder::Big] {
        let section = Pcapng { order };
        let forged = Forged::whole(1_000, b"synfin: in the payload".to_vec());
        let options = [
            (1, &b"synfin: old"[..]),
            (1, b"mine"),
            (2, &order.four(0x61)),
            (1, b"synfin: older"),
            (1, b"of synfin: mine"),
        ];
        let packet = || section.enhanced(0, 1_000, &forged, &options);
        let file = [section.section(&[]), section.interface(1, 0, &[]), packet(), packet()].concat();
        let options = ReadOptions { keep_blocks: true, ..ReadOptions::default() };
        let mut reader = Reader::with_options(file.as_slice(), &options).expect("a capture");
        let mut copier = PcapngCopier::new(Vec::new(), 1, Kept::All).replacing("synfin: ");
        let mut batch = Batch::default();
        while reader.next_batch(&mut batch) {
            for (input, item) in batch.items() {
                match item {
                    // The second packet gets no comment, and loses the old ones all the same.
                    Item::Record(record, block) => {
                        copier.record(input, &record, block, (record.number == 1).then_some("synfin: new"))
                    }
                    Item::Block { octets, is_faulty } => copier.block(input, octets, is_faulty),
                }
                .expect("memory takes all");
            }
        }
        let copy = copier.finish().expect("memory takes all");
        let texts = |options: &[(u16, Vec<u8>)]| -> Vec<String> {
            let comments = options.iter().filter(|(code, _)| *code == 1);
            comments.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).collect()
        };
        let told = packet_options(&copy, order);
        assert_eq!(texts(&told[0]), ["mine", "of synfin: mine", "synfin: new"]);
        assert_eq!(texts(&told[1]), ["mine", "of synfin: mine"]);
        assert_eq!(tell(&copy).records.len(), 2, "the payload is as it was");
    }
}
