//! A filter expression leaves records out, and nothing else changes, whichever way the capture is read.
#![cfg(feature = "live")]

mod common;

use common::Owned;
use synfin_capture::batch::Batch;
use synfin_capture::error::{CaptureError, Reason};
use synfin_capture::filter::Filter;
use synfin_capture::filter_tally::{Behind, FilterTally};
use synfin_capture::reader::Reader;
use synfin_capture::record::Record;
use synfin_capture::timestamp::Timestamp;
use synfin_capture::writer::pcapng::PcapngWriter;
use synfin_testkit::hostile::all::all;
use synfin_wire::numbers::LinkType;

/// A private link type, which libpcap knows nothing about.
const USER0: LinkType = LinkType(147);

/// IPv4 with nothing but its protocol set, and two ports.
fn packet(protocol: u8, port: u16) -> Vec<u8> {
    let mut packet = vec![0x45, 0, 0, 24, 0, 0, 0, 0, 64, protocol, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2];
    packet.extend(port.to_be_bytes());
    packet.extend([0, 9]);
    packet
}

fn capture(frames: &[(LinkType, Vec<u8>)]) -> Vec<u8> {
    let mut writer = PcapngWriter::new(Vec::new()).expect("memory takes it");
    for (number, (link_type, octets)) in (1..).zip(frames) {
        let record = Record {
            number,
            time: Timestamp::new(number as i64, 0),
            link_type: *link_type,
            fcs_len: 0,
            octets,
            original_len: octets.len() as u32,
            interface: u32::from(link_type.0),
            file_offset: 0,
        };
        writer.write(&record, &[]).expect("memory takes it");
    }
    writer.finish().expect("memory takes it")
}

type Told = (Vec<Owned>, Vec<CaptureError>, u64);

/// Reads one by one, in bursts and in batches, which must come to the same.
fn tell(file: &[u8], expression: &str) -> Told {
    let reader = || {
        let mut reader = Reader::new(file)?;
        reader.set_filter(Filter::new(expression).expect("an expression"));
        Ok(reader)
    };
    let (mut reader, mut in_bursts, mut in_batches) = match (reader(), reader(), reader()) {
        (Ok(one), Ok(two), Ok(three)) => (one, two, three),
        (Err(error), ..) => return (Vec::new(), vec![error], 0),
        _ => unreachable!("the same file"),
    };
    let (mut records, mut errors) = (Vec::new(), Vec::new());
    loop {
        match reader.next_record() {
            Ok(Some(record)) => records.push(Owned::of(&record)),
            Ok(None) => break,
            Err(error) => errors.push(error),
        }
    }
    let one_by_one: Told = (records, errors, reader.frames());
    let (mut records, mut errors) = (Vec::new(), Vec::new());
    loop {
        match in_bursts.next_burst() {
            Ok(Some(burst)) => records.extend(burst.iter().map(|record| Owned::of(&record))),
            Ok(None) => break,
            Err(error) => errors.push(error),
        }
    }
    assert_eq!((records, errors, in_bursts.frames()), one_by_one, "in bursts");
    let (mut records, mut errors, mut batch) = (Vec::new(), Vec::new(), Batch::default());
    while in_batches.next_batch(&mut batch) {
        records.extend(batch.records().map(|record| Owned::of(&record)));
        errors.extend(batch.fault());
    }
    assert_eq!((records, errors, in_batches.frames()), one_by_one, "in batches");
    let tallies = [reader.filter_tally(), in_bursts.filter_tally(), in_batches.filter_tally()];
    assert_eq!(tallies[0].matched, one_by_one.0.len() as u64, "what matches is told, and nothing else");
    assert_eq!(tallies, [tallies[0]; 3], "counted the same in every way");
    one_by_one
}

fn numbers((records, ..): &Told) -> Vec<u64> {
    records.iter().map(|record| record.number).collect()
}

#[test]
fn frames_keep_the_numbers_that_they_have_in_the_file() {
    let ports = [80, 443, 80, 22, 80, 443];
    let frames: Vec<_> = ports.iter().map(|&port| (LinkType::RAW, packet(6, port))).collect();
    let file = capture(&frames);
    assert_eq!(numbers(&tell(&file, "tcp port 80")), [1, 3, 5]);
    assert_eq!(numbers(&tell(&file, "not tcp port 80")), [2, 4, 6]);
    let (none, errors, frames) = tell(&file, "udp");
    assert_eq!((none.len(), errors.len(), frames), (0, 0, 6), "what is left out was a frame all the same");
}

#[test]
fn an_expression_means_the_same_on_every_link_type() {
    let on_raw = (LinkType::RAW, packet(6, 80));
    let ethernet = [&[0; 12][..], &[8, 0], &packet(6, 80)].concat();
    let udp = [&[0; 12][..], &[8, 0], &packet(17, 80)].concat();
    let file = capture(&[on_raw, (LinkType::ETHERNET, ethernet), (LinkType::ETHERNET, udp)]);
    assert_eq!(numbers(&tell(&file, "tcp port 80")), [1, 2]);
}

#[test]
fn a_link_type_that_nobody_can_filter_is_told_once_and_left_out() {
    let user = (USER0, packet(6, 80));
    let file = capture(&[user.clone(), (LinkType::RAW, packet(6, 80)), user.clone(), user]);
    let (records, errors, frames) = tell(&file, "tcp port 80");
    assert_eq!((records.len(), records[0].number, frames), (1, 2, 4));
    let [error] = errors[..] else { panic!("told once, not {errors:?}") };
    assert_eq!((error.frame, error.is_final), (1, false));
    assert_eq!(error.reason, Reason::NotFilterable { link_type: USER0 });
    assert!(
        error
            .to_string()
            .ends_with("frame 1: the filter means nothing for link type 147: its frames are left out")
    );
}

/// What the filter said of a file once it was read.
fn tally(file: &[u8], expression: &str) -> FilterTally {
    let mut reader = Reader::new(file).expect("a capture");
    reader.set_filter(Filter::new(expression).expect("an expression"));
    while let Ok(Some(_)) = reader.next_record() {}
    reader.filter_tally()
}

#[test]
fn what_is_left_out_is_counted_and_so_is_what_would_match_behind_a_tag() {
    let link = |tags: &[u8], port| (LinkType::ETHERNET, [&[0; 12], tags, &packet(6, port)].concat());
    let (none, vlan) = (&[8, 0][..], &[0x81, 0, 0, 7, 8, 0][..]);
    let two = &[0x88, 0xa8, 0, 7, 0x81, 0, 0, 9, 8, 0][..];
    let label = &[0x88, 0x47, 0, 0, 0x11, 64][..];
    let file = capture(&[
        link(none, 80),
        link(vlan, 80),
        link(vlan, 22),
        link(vlan, 80),
        link(two, 80),
        link(label, 80),
    ]);
    let of = |tally: FilterTally| {
        Behind::ALL
            .map(|what| (what, tally.behind(what)))
            .to_vec()
            .into_iter()
            .filter(|one| one.1 > 0)
            .collect::<Vec<_>>()
    };

    let plain = tally(&file, "tcp port 80");
    assert_eq!((plain.matched, plain.left_out), (1, 5));
    assert_eq!(of(plain), [(Behind::VlanTag, 2), (Behind::TwoVlanTags, 1), (Behind::MplsLabel, 1)]);
    assert_eq!(plain.most_behind(), Some((Behind::VlanTag, 2)));

    // What the hint says does what it says, and there is nothing more to say of VLAN tags then.
    let wider = tally(&file, "(tcp port 80) or (vlan and (tcp port 80))");
    assert_eq!((wider.matched, wider.left_out), (3, 3));
    let behind_vlan =
        |tally: FilterTally| [Behind::VlanTag, Behind::TwoVlanTags].map(|what| tally.behind(what));
    assert_eq!(behind_vlan(wider), [0, 0]);

    assert_eq!(tally(&file, "tcp port 443").most_behind(), None, "it matches nowhere");
    assert_eq!(behind_vlan(tally(&file, "not vlan")), [0, 0], "who names them knows of them");
}

#[test]
fn labels_and_sessions_are_looked_behind_as_tags_are() {
    let link = |front: &[u8]| (LinkType::ETHERNET, [&[0; 12], front, &packet(6, 80)].concat());
    let labels = [0x88, 0x47, 0, 0, 0x10, 64, 0, 0, 0x21, 64];
    let session = [0x88, 0x64, 0x11, 0, 0, 7, 0, 26, 0, 0x21];
    let inner = [&[0; 12][..], &[8, 0], &packet(6, 80)].concat();
    let mut geneve = packet(17, 50_000);
    geneve[22..24].copy_from_slice(&6081_u16.to_be_bytes());
    geneve.extend([0, 0, 0, 0, 0, 0, 0x65, 0x58, 0, 0, 9, 0]);
    let outer = (LinkType::ETHERNET, [&[0; 12][..], &[8, 0], &geneve, &inner].concat());
    let file = capture(&[link(&labels), link(&session), outer]);
    for what in [Behind::TwoMplsLabels, Behind::Pppoe, Behind::Geneve] {
        assert_eq!(tally(&file, "tcp port 80").behind(what), 1, "{what:?}");
        let wider = format!("(tcp port 80) or ({} and (tcp port 80))", what.words());
        assert_eq!(tally(&file, &wider).matched, 1, "{wider}");
    }
}

#[test]
fn tunnels_are_counted_while_nothing_matches() {
    let file = capture(&[
        (LinkType::RAW, packet(47, 0)),
        (LinkType::RAW, packet(4, 0)),
        (LinkType::RAW, packet(17, 53)),
        (LinkType::RAW, packet(6, 80)),
        (LinkType::RAW, packet(47, 0)),
    ]);
    assert_eq!(tally(&file, "tcp port 443").tunnels, 3);
    assert_eq!(tally(&file, "tcp port 80").tunnels, 2, "those before the first that matches");
}

#[test]
fn hostile_captures_with_a_filter_are_read_the_same_in_every_way() {
    let mut passed = 0;
    for case in all() {
        let (records, _, frames) = tell(&case.octets, "tcp or vlan or udp port 4789");
        assert!(records.len() as u64 <= frames, "{}", case.name);
        passed += records.len();
    }
    assert!(passed > 100, "some of them are TCP: {passed}");
}
