//! On files without a fault, our pcapng reading and the crate's own give the same packets; on files with
//! faults, ours ends, and tells the same however it is fed.

mod common;

use common::{Chunks, Owned, pcap, pcapng, tell, tell_with};
use pcap_parser::pcapng::{Block, parse_block_be, parse_block_le};
use pcap_parser::traits::{PcapNGPacketBlock, PcapReaderIterator};
use pcap_parser::{LegacyPcapReader, PcapBlockOwned, PcapError};
use proptest::collection::vec;
use proptest::prelude::*;
use synfin_capture::options::ReadOptions;
use synfin_testkit::forge::pcap::{ByteOrder, Pcap};
use synfin_testkit::forge::pcapng::{IF_TSRESOL, Pcapng};
use synfin_testkit::forge::record::Record as Forged;

/// What the crate tells of a packet: octets, original length, time in nanoseconds.
type Packet = (Vec<u8>, u32, i64);

fn ours(octets: &[u8]) -> Vec<Packet> {
    let told = tell(octets);
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    told.records
        .into_iter()
        .map(|Owned { octets, original_len, time, .. }| (octets, original_len, time))
        .collect()
}

fn theirs_of_pcapng(mut file: &[u8], order: ByteOrder) -> Vec<Packet> {
    let (mut packets, mut units) = (Vec::new(), Vec::new());
    while !file.is_empty() {
        let (rest, block) = match order {
            ByteOrder::Little => parse_block_le(file),
            ByteOrder::Big => parse_block_be(file),
        }
        .expect("a good block");
        match block {
            Block::InterfaceDescription(interface) => units.push(interface.ts_resolution().expect("base 10")),
            Block::EnhancedPacket(packet) => {
                let unit = units[packet.if_id as usize];
                let (seconds, parts) = packet.decode_ts(0, unit);
                let time =
                    i64::from(seconds) * 1_000_000_000 + i64::from(parts) * (1_000_000_000 / unit as i64);
                packets.push((packet.packet_data().to_vec(), packet.origlen, time));
            }
            Block::SimplePacket(packet) => packets.push((packet.packet_data().to_vec(), packet.origlen, 0)),
            _ => {}
        }
        file = rest;
    }
    packets
}

fn theirs_of_pcap(file: &[u8], unit: i64) -> Vec<Packet> {
    let mut packets = Vec::new();
    let mut reader = LegacyPcapReader::new(1 << 20, file).expect("a header");
    loop {
        let used = match reader.next() {
            Ok((used, PcapBlockOwned::Legacy(packet))) => {
                let time = i64::from(packet.ts_sec) * 1_000_000_000 + i64::from(packet.ts_usec) * unit;
                packets.push((packet.data.to_vec(), packet.origlen, time));
                used
            }
            Ok((used, _)) => used,
            Err(PcapError::Eof) => return packets,
            Err(PcapError::Incomplete(_)) => {
                reader.refill().expect("memory gives all");
                continue;
            }
            Err(error) => panic!("{error}"),
        };
        reader.consume(used);
    }
}

#[derive(Clone, Debug)]
enum Piece {
    Interface { tsresol: u8 },
    Enhanced { interface: u32, record: Forged, comment: Option<Vec<u8>> },
    Simple { octets: Vec<u8> },
    Unknown { kind: u32, body: Vec<u8> },
}

fn records() -> impl Strategy<Value = Forged> {
    (0..4_000_000_000_000_000_000_u64, vec(any::<u8>(), 0..200), any::<Option<u16>>()).prop_map(
        |(time_ns, octets, original)| {
            let original_len = original.map(u32::from).filter(|&length| length >= octets.len() as u32);
            Forged { time_ns, octets, original_len }
        },
    )
}

fn pieces() -> impl Strategy<Value = Piece> {
    prop_oneof![
        1 => (0..10_u8).prop_map(|tsresol| Piece::Interface { tsresol }),
        6 => (any::<u32>(), records(), any::<Option<Vec<u8>>>()).prop_map(|(interface, record, comment)| {
            Piece::Enhanced { interface, record, comment }
        }),
        1 => vec(any::<u8>(), 0..99).prop_map(|octets| Piece::Simple { octets }),
        1 => (12..200_u32, vec(any::<u8>(), 0..99)).prop_map(|(kind, body)| Piece::Unknown { kind, body }),
    ]
}

fn file_of(order: ByteOrder, pieces: &[Piece]) -> Vec<u8> {
    let section = Pcapng { order };
    let mut file = [section.section(&[]), section.interface(1, 0, &[])].concat();
    let mut units = vec![1000];
    for piece in pieces {
        file.extend(match piece {
            Piece::Interface { tsresol } => {
                units.push(10_u64.pow(9 - u32::from(*tsresol)));
                section.interface(1, 0, &[(IF_TSRESOL, &[*tsresol])])
            }
            Piece::Enhanced { interface, record, comment } => {
                let interface = *interface as usize % units.len();
                let ticks = record.time_ns / units[interface];
                let options: Vec<_> = comment.iter().map(|comment| (1, comment.as_slice())).collect();
                section.enhanced(interface as u32, ticks, record, &options)
            }
            Piece::Simple { octets } => section.simple(octets.len() as u32, octets),
            Piece::Unknown { kind, body } => section.block(*kind, body),
        });
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pcapng_without_a_fault_is_read_as_the_crate_reads_it(
        big in any::<bool>(),
        pieces in vec(pieces(), 0..40),
    ) {
        let order = if big { ByteOrder::Big } else { ByteOrder::Little };
        let file = file_of(order, &pieces);
        prop_assert_eq!(ours(&file), theirs_of_pcapng(&file, order));
    }

    #[test]
    fn pcap_without_a_fault_is_read_as_the_crate_reads_it(
        big in any::<bool>(),
        nanoseconds in any::<bool>(),
        records in vec(records(), 0..40),
    ) {
        let order = if big { ByteOrder::Big } else { ByteOrder::Little };
        let file = Pcap { order, nanoseconds, ..Pcap::of(1) }.file(&records);
        prop_assert_eq!(ours(&file), theirs_of_pcap(&file, if nanoseconds { 1 } else { 1000 }));
    }

    #[test]
    fn a_damaged_file_ends_and_tells_the_same_in_any_pieces(
        ng in any::<bool>(),
        flips in vec((0..3000_usize, any::<u8>()), 1..20),
        cut in 0..20_000_usize,
        size in 1..50_usize,
    ) {
        let mut file = if ng { pcapng() } else { pcap() };
        file.truncate(cut);
        for (at, octet) in flips {
            if let Some(place) = file.get_mut(at) {
                *place = octet;
            }
        }
        let whole = tell(&file);
        prop_assert_eq!(tell_with(Chunks::of(size, &file), &ReadOptions::default()), whole);
    }

    #[test]
    fn octets_without_sense_end_too(head in 0..6_usize, octets in vec(any::<u8>(), 0..4000)) {
        const HEADS: [&[u8]; 6] = [
            &[], &[0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0], &[0xa1, 0xb2, 0x3c, 0x4d, 0, 2, 0, 4],
            &[0x1f, 0x8b, 8, 0], &[0x28, 0xb5, 0x2f, 0xfd], &[0x04, 0x22, 0x4d, 0x18],
        ];
        let file = [HEADS[head], &octets].concat();
        let whole = tell(&file);
        prop_assert_eq!(tell_with(Chunks::of(3, &file), &ReadOptions::default()), whole);
    }
}
