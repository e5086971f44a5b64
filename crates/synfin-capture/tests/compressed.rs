//! A compressed input gives what is in it, and a bomb gives an error.
#![cfg(all(feature = "gzip", feature = "zstd", feature = "lz4"))]

mod common;

use common::{Chunks, pcap, pcapng, tell, tell_with};
use flate2::Compression;
use flate2::write::GzEncoder;
use lz4_flex::frame::{FrameEncoder, FrameInfo};
use std::io::{self, Read, Write};
use synfin_capture::error::{Codec, Reason};
use synfin_capture::options::ReadOptions;
use synfin_capture::reader::Reader;
use synfin_testkit::forge::pcap::Pcap;

fn gzip(octets: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(octets).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

fn zstd(octets: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::stream::Encoder::new(Vec::new(), 3).expect("an encoder");
    encoder.include_checksum(true).expect("a checksum");
    encoder.write_all(octets).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

fn lz4(octets: &[u8]) -> Vec<u8> {
    let info = FrameInfo::new().content_checksum(true);
    let mut encoder = FrameEncoder::with_frame_info(info, Vec::new());
    encoder.write_all(octets).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

type Compress = fn(&[u8]) -> Vec<u8>;

const CODECS: [(Codec, Compress); 3] = [(Codec::Gzip, gzip), (Codec::Zstd, zstd), (Codec::Lz4, lz4)];

#[test]
fn every_codec_is_recognised_by_content_in_pieces_of_any_size() {
    for (codec, compress) in CODECS {
        for file in [pcap(), pcapng()] {
            let (plain, compressed) = (tell(&file), compress(&file));
            for size in [1, 7, 65_536] {
                let told = tell_with(Chunks::of(size, &compressed), &ReadOptions::default());
                assert_eq!(told, plain, "{codec} in pieces of {size}");
            }
        }
    }
}

#[test]
fn members_and_frames_behind_one_another_are_one_stream() {
    let file = pcap();
    // Of very different sizes, and one of them empty.
    let parts = [&file[..10], &[], &file[10..200_000], &file[200_000..]];
    for (codec, compress) in CODECS {
        let compressed: Vec<u8> = parts.iter().flat_map(|part| compress(part)).collect();
        assert_eq!(tell(&compressed), tell(&file), "{codec}");
    }
}

#[test]
fn what_a_parallel_zstd_puts_before_its_frames_is_left_out() {
    let file = pcap();
    let skippable = [0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4];
    let compressed = [&skippable, zstd(&file).as_slice(), &skippable].concat();
    assert_eq!(tell(&compressed), tell(&file));
}

#[test]
fn a_compressed_input_cut_anywhere_gives_a_part_and_one_error() {
    let file = pcapng();
    let plain = tell(&file);
    for (codec, compress) in CODECS {
        let compressed = compress(&file);
        for cut in (4..64).chain((64..compressed.len()).step_by(compressed.len() / 50)) {
            let told = tell(&compressed[..cut]);
            assert_eq!(told.records, plain.records[..told.records.len()], "{codec} cut at {cut}");
            assert_eq!(told.reasons(), [Reason::CompressionTruncated(codec)], "{codec} cut at {cut}");
        }
    }
}

#[test]
fn damage_inside_the_compressed_octets_is_told_and_never_panics() {
    let records: Vec<_> = common::forged().into_iter().filter(|record| record.octets.len() < 100).collect();
    let file = Pcap::of(1).file(&[records.clone(), records.clone(), records].concat());
    let plain = tell(&file);
    for (codec, compress) in CODECS {
        let compressed = compress(&file);
        for at in 4..compressed.len() {
            for flip in [0x01, 0x80, 0xff] {
                let mut damaged = compressed.clone();
                damaged[at] ^= flip;
                let told = tell(&damaged);
                // A flipped bit in a gzip name or time stamp changes nothing; anything else is noticed.
                assert!(told.records == plain.records || !told.errors.is_empty(), "{codec} {at} {flip:#x}");
                let in_pieces = tell_with(Chunks::of(5, &damaged), &ReadOptions::default());
                assert_eq!(in_pieces, told, "{codec} {at} {flip:#x}");
            }
        }
    }
}

#[test]
fn damage_shows_as_the_codecs_not_as_the_captures() {
    let mut compressed = gzip(&pcap());
    let middle = compressed.len() / 2;
    compressed[middle..middle + 100].fill(0xff);
    assert_eq!(tell(&compressed).reasons(), [Reason::BadCompression(Codec::Gzip)]);
}

#[test]
fn what_stands_behind_gzip_data_is_told_after_all_that_is_in_them() {
    let whole = tell(&gzip(&pcap()));
    for junk in [&b"x"[..], b"\0\0\0\0", b"<!-- end of the download -->"] {
        let mut longer = gzip(&pcap());
        longer.extend_from_slice(junk);
        let told = tell(&longer);
        assert_eq!(told.reasons(), [Reason::BehindCompression(Codec::Gzip)], "{junk:?}");
        assert_eq!(told.records, whole.records);
    }
}

#[test]
fn a_second_gzip_member_that_is_cut_off_is_told_as_cut_off_wherever_that_is() {
    let (octets, whole) = (pcap(), tell(&pcap()));
    let (one, other) = octets.split_at(octets.len() / 2);
    let member = gzip(other);
    for kept in [1, 2, 6, 9, 10, 11, 40, member.len() - 9, member.len() - 8, member.len() - 1] {
        let mut longer = gzip(one);
        longer.extend_from_slice(&member[..kept]);
        for told in [tell(&longer), tell_with(Chunks::of(5, &longer), &ReadOptions::default())] {
            assert_eq!(told.reasons().last(), Some(&Reason::CompressionTruncated(Codec::Gzip)), "{kept}");
            assert!(!told.records.is_empty() && whole.records.starts_with(&told.records), "{kept}");
        }
    }
    for junk in [&b"\x1f"[..], b"\x1f\x8a", b"\x1f\x8b\x07\0\0\0\0\0\0\0"] {
        let mut longer = gzip(&pcap());
        longer.extend_from_slice(junk);
        let truncated = junk.len() == 1;
        let reason = if truncated { Reason::CompressionTruncated } else { Reason::BehindCompression };
        assert_eq!(tell(&longer).reasons(), [reason(Codec::Gzip)], "{junk:?}");
    }
}

#[test]
fn an_input_that_fails_below_the_codec_is_told_as_that() {
    struct Failing(Vec<u8>, usize);
    impl Read for Failing {
        fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
            let count = (&self.0[self.1..]).read(octets)?;
            self.1 += count;
            if count == 0 { Err(io::ErrorKind::ConnectionReset.into()) } else { Ok(count) }
        }
    }
    for (codec, compress) in CODECS {
        let mut compressed = compress(&pcap());
        compressed.truncate(compressed.len() - 20);
        let told = tell_with(Failing(compressed, 0), &ReadOptions::default());
        assert_eq!(told.reasons(), [Reason::Io(io::ErrorKind::ConnectionReset)], "{codec}");
    }
}

/// A pcap file of so many empty MiB, each in a record, a member and a frame of its own.
fn zeros(mebibytes: usize, compress: Compress) -> Vec<u8> {
    let mut record = Pcap::of(1).record_header(0, 0, 1 << 20, 1 << 20).to_vec();
    record.resize(record.len() + (1 << 20), 0);
    [compress(&Pcap::of(1).header()), compress(&record).repeat(mebibytes)].concat()
}

#[test]
fn a_bomb_is_refused_by_its_ratio() {
    for (codec, compress) in [CODECS[0], CODECS[1]] {
        let told = tell(&zeros(80, compress));
        assert_eq!(told.reasons(), [Reason::RatioExceeded { max_ratio: 500 }], "{codec}");
        assert!(told.records.len() < 80 && told.errors[0].is_final);
    }
    // lz4 reaches 255 at most.
    let options = ReadOptions { max_ratio: 100, ..ReadOptions::default() };
    let told = tell_with(zeros(80, lz4).as_slice(), &options);
    assert_eq!(told.reasons(), [Reason::RatioExceeded { max_ratio: 100 }]);
}

#[test]
fn a_small_file_of_equal_octets_is_no_bomb() {
    for (codec, compress) in CODECS {
        let told = tell(&zeros(20, compress));
        assert_eq!((told.records.len(), told.errors.len()), (20, 0), "{codec}");
    }
}

#[test]
fn a_bomb_is_refused_by_its_total() {
    let options = ReadOptions { max_total: 1 << 20, ..ReadOptions::default() };
    for (codec, compress) in CODECS {
        let told = tell_with(zeros(3, compress).as_slice(), &options);
        assert_eq!(told.reasons(), [Reason::TotalExceeded { max_total: 1 << 20 }], "{codec}");
    }
    let plain = tell_with(zeros(3, <[u8]>::to_vec).as_slice(), &options);
    assert!(plain.errors.is_empty(), "a plain input has no such bound");
}

#[test]
fn a_zstd_window_over_the_bound_is_refused() {
    let mut encoder = zstd::stream::Encoder::new(Vec::new(), 1).expect("an encoder");
    encoder.window_log(24).expect("a window of 16 MiB");
    encoder.write_all(&zeros(40, <[u8]>::to_vec)).expect("memory takes all");
    let compressed = encoder.finish().expect("memory takes all");
    let options = ReadOptions { max_zstd_window_log: 20, ..ReadOptions::default() };
    assert_eq!(tell_with(compressed.as_slice(), &options).reasons(), [Reason::BadCompression(Codec::Zstd)]);
    assert!(tell(&compressed).errors.is_empty());
}

#[test]
fn position_counts_the_compressed_octets() {
    for (codec, compress) in CODECS {
        let compressed = compress(&pcap());
        let mut reader = Reader::new(compressed.as_slice()).expect("a capture");
        while reader.next_record().expect("no damage").is_some() {}
        assert_eq!(reader.position(), compressed.len() as u64, "{codec}");
    }
}

#[test]
fn what_is_compressed_twice_is_no_capture() {
    let told = tell(&gzip(&gzip(&pcap())));
    assert!(matches!(told.reasons()[..], [Reason::NotACapture { .. }]), "{:?}", told.errors);
}

#[test]
fn a_reader_may_go_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Reader<std::fs::File>>();
}
