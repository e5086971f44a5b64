//! What is written is what is read.

mod common;

use common::{forged, pcapng, tell};
use pcap_parser::pcapng::{Block, OptionCode, parse_block_le};
use std::io::{self, Write};
use synfin_capture::reader::Reader;
use synfin_capture::record::Record;
use synfin_capture::timestamp::Timestamp;
use synfin_capture::writer::pcap::PcapWriter;
use synfin_capture::writer::pcapng::PcapngWriter;
use synfin_wire::numbers::LinkType;

fn record(time: Timestamp, octets: &[u8]) -> Record<'_> {
    Record {
        number: 1,
        time,
        link_type: LinkType(1),
        fcs_len: 0,
        octets,
        original_len: 1500,
        interface: 0,
        file_offset: 0,
    }
}

/// All packet comments of a little-endian file, packet by packet, as `pcap-parser` reads them.
fn comments(mut file: &[u8]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    while !file.is_empty() {
        let (rest, block) = parse_block_le(file).expect("a good block");
        if let Block::EnhancedPacket(packet) = block {
            let of_packet = packet.options.iter().filter(|option| option.code == OptionCode::Comment);
            all.push(of_packet.map(|option| option.as_str().expect("UTF-8").to_owned()).collect());
        }
        file = rest;
    }
    all
}

#[test]
fn pcap_keeps_times_octets_and_lengths() {
    let mut writer = PcapWriter::new(Vec::new(), LinkType(113)).expect("memory takes all");
    for forged in forged() {
        let time = Timestamp::from_nanoseconds(forged.time_ns as i64 + 7);
        writer.write(time, &forged.octets, forged.original_len()).expect("memory takes all");
    }
    let told = tell(&writer.finish().expect("memory takes all"));
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    for (record, forged) in told.records.iter().zip(forged()) {
        assert_eq!((record.time, record.link_type), (forged.time_ns as i64 + 7, 113));
        assert_eq!((&record.octets, record.original_len), (&forged.octets, forged.original_len()));
    }
    assert_eq!(told.records.len(), forged().len());
}

#[test]
fn a_time_that_pcap_cannot_hold_goes_to_the_nearer_end() {
    let mut writer = PcapWriter::new(Vec::new(), LinkType(1)).expect("memory takes all");
    for time in [Timestamp::MIN, Timestamp::MAX] {
        writer.write(time, &[], 0).expect("memory takes all");
    }
    assert_eq!(tell(&writer.finish().expect("memory takes all")).times(), [0, 4_294_967_295_999_999_999]);
}

#[test]
fn pcapng_keeps_all_that_a_mixed_capture_tells() {
    let file = pcapng();
    let mut reader = Reader::new(file.as_slice()).expect("a capture");
    let mut writer = PcapngWriter::new(Vec::new()).expect("memory takes all");
    while let Some(record) = reader.next_record().expect("no damage") {
        writer.write(&record, &[]).expect("memory takes all");
    }
    let (before, after) = (tell(&file), tell(&writer.finish().expect("memory takes all")));
    assert!(after.errors.is_empty(), "{:?}", after.errors);
    assert_eq!(after.records.len(), before.records.len());
    for (after, before) in after.records.iter().zip(&before.records) {
        assert_eq!((after.time, after.link_type), (before.time, before.link_type));
        assert_eq!((&after.octets, after.original_len), (&before.octets, before.original_len));
    }
}

#[test]
fn pcapng_keeps_the_fcs_and_every_time_there_is() {
    let mut writer = PcapngWriter::new(Vec::new()).expect("memory takes all");
    let times =
        [Timestamp::MIN, Timestamp::new(-1, 1), Timestamp::EPOCH, Timestamp::new(1, 1), Timestamp::MAX];
    for time in times {
        writer.write(&Record { fcs_len: 4, ..record(time, b"odd") }, &[]).expect("memory takes all");
    }
    let told = tell(&writer.finish().expect("memory takes all"));
    assert_eq!(told.times(), times.map(Timestamp::nanoseconds));
    assert!(told.records.iter().all(|record| record.fcs_len == 4));
}

#[test]
fn comments_come_back_in_order_and_in_any_alphabet() {
    let said = [&["teardown 4/4", "第四次挥手"][..], &[], &["", "a", "ab", "abc"]];
    let mut writer = PcapngWriter::new(Vec::new()).expect("memory takes all");
    for (comments, octets) in said.iter().zip([&b"1"[..], b"", b"1234"]) {
        writer.write(&record(Timestamp::EPOCH, octets), comments).expect("memory takes all");
    }
    assert_eq!(comments(&writer.finish().expect("memory takes all")), said);
}

#[test]
fn a_comment_too_long_is_cut_between_two_letters() {
    let long = "手".repeat(30_000);
    let mut writer = PcapngWriter::new(Vec::new()).expect("memory takes all");
    writer.write(&record(Timestamp::EPOCH, b"x"), &[&long]).expect("memory takes all");
    let file = writer.finish().expect("memory takes all");
    assert_eq!(comments(&file), [["手".repeat(65_535 / 3)]]);
    assert_eq!(tell(&file).records.len(), 1);
}

/// A disk with room for so many octets.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        let count = octets.len().min(self.0);
        self.0 -= count;
        if count == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(count) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_at_the_latest_when_finishing() {
    let frame = [7; 100];
    let mut pcap = PcapWriter::new(Full(500), LinkType(1)).expect("still in memory");
    let mut pcapng = PcapngWriter::new(Full(500)).expect("still in memory");
    for _ in 0..10 {
        pcap.write(Timestamp::EPOCH, &frame, 100).expect("still in memory");
        pcapng.write(&record(Timestamp::EPOCH, &frame), &["why"]).expect("still in memory");
    }
    assert_eq!(pcap.finish().err().map(|error| error.kind()), Some(io::ErrorKind::StorageFull));
    assert_eq!(pcapng.finish().err().map(|error| error.kind()), Some(io::ErrorKind::StorageFull));
}
