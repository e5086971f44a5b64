//! Writes the corpora from which the targets start: `cargo run --manifest-path fuzz/Cargo.toml --example seeds`.
//!
//! They come from the testkit's samples and hostile captures, so a new one there is a new seed here; files that are
//! already there stay.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use synfin_capture::reader::Reader;
use synfin_testkit::hostile;
use synfin_testkit::random::Random;
use synfin_testkit::samples::sample;
use synfin_wire::decode::{Decoded, decode};

/// The longest seed, in octets: longer ones slow a fuzzer down and teach it little.
const LONGEST: usize = 1024;

/// Lives of one pair of sockets, a row of eight octets a segment (`synfin_fuzz::flows`): which end and number, flags,
/// distance of the sequence and of the acknowledgement number, payload, window, options, time.
const LIVES: &[(&str, &[[u8; 8]])] = &[
    (
        "opened-used-and-closed",
        &[
            [0x00, 0x02, 0, 0, 0, 255, 7, 0],
            [0x04, 0x12, 0, 189, 0, 255, 7, 20],
            [0x08, 0x10, 0, 189, 0, 255, 8, 1],
            [0x08, 0x18, 0, 0, 200, 255, 8, 5],
            [0x0c, 0x10, 0, 0, 0, 255, 8, 20],
            [0x08, 0x11, 0, 0, 0, 255, 8, 9],
            [0x0c, 0x10, 0, 0, 0, 255, 8, 20],
            [0x0c, 0x11, 0, 0, 0, 255, 8, 9],
            [0x08, 0x10, 0, 0, 0, 255, 8, 20],
        ],
    ),
    (
        "refused-and-tried-again",
        &[
            [0x00, 0x02, 0, 0, 0, 255, 1, 0],
            [0x04, 0x14, 0, 189, 0, 0, 0, 1],
            [0x00, 0x02, 0, 0, 0, 255, 1, 200],
            [0x04, 0x12, 0, 189, 0, 255, 1, 1],
            [0x08, 0x14, 0, 0, 0, 0, 0, 1],
        ],
    ),
    (
        "opened-from-both-ends",
        &[
            [0x01, 0x02, 0, 0, 0, 255, 1, 0],
            [0x05, 0x02, 0, 0, 0, 255, 1, 1],
            [0x01, 0x12, 0, 189, 0, 255, 1, 1],
            [0x05, 0x12, 0, 189, 0, 255, 1, 1],
            [0x09, 0x11, 0, 0, 0, 255, 0, 5],
            [0x0d, 0x11, 0, 189, 0, 255, 0, 0],
            [0x09, 0x10, 0, 0, 0, 255, 0, 1],
            [0x0d, 0x10, 0, 0, 0, 255, 0, 1],
        ],
    ),
    (
        "midstream-with-a-hole-and-a-reset",
        &[
            [0x0a, 0x18, 0, 0, 140, 9, 8, 0],
            [0x0a, 0x18, 198, 0, 140, 9, 8, 3],
            [0x0e, 0x10, 0, 178, 0, 0, 8, 3],
            [0x0a, 0x18, 178, 0, 140, 9, 8, 3],
            [0x0a, 0x04, 200, 0, 0, 9, 8, 3],
            [0x0e, 0x10, 0, 0, 0, 9, 8, 255],
        ],
    ),
];

fn main() -> io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut captures: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    captures.extend(sample::all().into_iter().map(|sample| (sample.name.to_owned(), sample.octets)));
    captures.extend(hostile::all::all().into_iter().map(|case| (case.name, case.octets)));
    let mut segments = BTreeMap::new();
    let mut frames = BTreeMap::new();
    for (name, octets) in &captures {
        take_apart(name, octets, &mut segments, &mut frames);
    }
    let lives = LIVES.iter().map(|(name, rows)| ((*name).to_owned(), rows.concat()));
    write(&corpus.join("diff"), both_ways(&segments, &frames))?;
    write(&corpus.join("options"), lists())?;
    write(&corpus.join("two_ends"), seeds_of_lives())?;
    write(&corpus.join("segment"), segments.into_values())?;
    write(&corpus.join("frame"), frames.into_values())?;
    write(&corpus.join("flows"), lives)?;
    // `analyzer` starts from these too.
    write(&corpus.join("capture"), captures)
}

/// The first segment of each layout of options, the first frame of each capture.
fn take_apart(
    name: &str,
    octets: &[u8],
    segments: &mut BTreeMap<String, (String, Vec<u8>)>,
    frames: &mut BTreeMap<String, (String, Vec<u8>)>,
) {
    let Ok(mut reader) = Reader::new(octets) else { return };
    while let Ok(Some(record)) = reader.next_record() {
        let link_type = record.link_type.0.to_be_bytes();
        frames
            .entry(name.to_owned())
            .or_insert_with(|| (name.to_owned(), [&link_type, &[0][..], record.octets].concat()));
        if let Decoded::Tcp(packet) = decode(record.link_type, record.octets, record.original_len) {
            let kinds: Vec<u8> =
                packet.segment.options().iter().flatten().map(|at| at.option.kind()).collect();
            let layout = format!("{kinds:?}");
            let name = format!("{name}-{}", record.number);
            segments.entry(layout).or_insert_with(|| (name, [&[0], packet.segment.octets()].concat()));
        }
    }
}

/// What `synfin_fuzz::diff` takes: an octet that chooses, then a segment or an Ethernet frame.
fn both_ways(
    segments: &BTreeMap<String, (String, Vec<u8>)>,
    frames: &BTreeMap<String, (String, Vec<u8>)>,
) -> Vec<(String, Vec<u8>)> {
    let segment = |(name, octets): &(String, Vec<u8>)| (format!("segment-{name}"), octets.clone());
    let frame = |(name, octets): &(String, Vec<u8>)| {
        let ethernet = octets.strip_prefix(&[0, 1, 0])?;
        Some((format!("frame-{name}"), [&[255], ethernet].concat()))
    };
    segments.values().map(segment).chain(frames.values().filter_map(frame)).collect()
}

/// Octets of no meaning from which `arbitrary` makes lists of options, short ones and long ones.
fn lists() -> impl Iterator<Item = (String, Vec<u8>)> {
    (0..24_u64).map(|seed| (format!("list-{seed}"), drawn(seed, 12 + 6 * seed as usize)))
}

/// Octets of no meaning from which two ends are made.
fn seeds_of_lives() -> impl Iterator<Item = (String, Vec<u8>)> {
    (0..24_u64).map(|seed| (format!("life-{seed}"), drawn(seed, 96 + 8 * seed as usize)))
}

fn drawn(seed: u64, octets: usize) -> Vec<u8> {
    let mut random = Random::new(seed);
    (0..octets).map(|_| random.below(256) as u8).collect()
}

fn write(folder: &Path, seeds: impl IntoIterator<Item = (String, Vec<u8>)>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, octets) in seeds.into_iter().filter(|(_, octets)| octets.len() <= LONGEST) {
        fs::write(folder.join(name), octets)?;
    }
    Ok(())
}
