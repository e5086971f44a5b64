//! Writes the corpora from which the targets start: `cargo run --manifest-path fuzz/Cargo.toml --example seeds`.
//!
//! They come from the testkit's samples and hostile captures, so a new one there is a new seed here; files that are
//! already there stay.

// Every way into a frame, as the tests of the decoder know them.
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../crates/synfin-wire/tests/around/mod.rs"]
mod around;

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use synfin_capture::reader::Reader;
use synfin_testkit::forge::flags;
use synfin_testkit::forge::segment::Segment;
use synfin_testkit::hostile;
use synfin_testkit::payload::dns::Message;
use synfin_testkit::payload::tls::{self, Hello};
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
    frames.extend(ways());
    segments.extend(every_kind());
    write(&corpus.join("dissect"), conversations())?;
    write(&corpus.join("options"), lists())?;
    write(&corpus.join("two_ends"), seeds_of_lives())?;
    write(&corpus.join("segment"), segments.into_values())?;
    write(&corpus.join("frame"), frames.into_values())?;
    write(&corpus.join("flows"), lives)?;
    // `analyzer` starts from these too.
    write(&corpus.join("capture"), captures)
}

/// The first segment of each layout of options and set of oddities, the first frame of each capture.
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
            let kinds: Vec<(u8, usize)> = packet
                .segment
                .options()
                .iter()
                .flatten()
                .map(|at| (at.option.kind(), at.value().len()))
                .collect();
            let layout = format!("{kinds:?} {}", packet.segment.anomalies());
            let name = format!("{name}-{}", record.number);
            segments.entry(layout).or_insert_with(|| (name, [&[0], packet.segment.octets()].concat()));
        }
    }
}

/// A segment in every link type, tag and tunnel that is followed.
fn ways() -> impl Iterator<Item = (String, (String, Vec<u8>))> {
    around::all().into_iter().enumerate().map(|(number, way)| {
        let name = format!("way-{number}-to-{}", way.link_type.0);
        (name.clone(), (name, [&way.link_type.0.to_be_bytes(), &[0][..], &way.octets].concat()))
    })
}

/// Kinds of options that mean something (IANA's registry of 2026), and one that does not.
const KINDS: [u8; 40] = {
    let mut kinds = [0; 40];
    let mut place = 0;
    while place < 33 {
        kinds[place] = place as u8 + 2;
        place += 1;
    }
    [kinds[33], kinds[34], kinds[35], kinds[36], kinds[37], kinds[38], kinds[39]] =
        [69, 172, 174, 253, 254, 255, 77];
    kinds
};
/// Multipath TCP, whose value begins with a subtype, and how long its values may be.
const MULTIPATH: u8 = 30;
const MULTIPATH_VALUES: [usize; 8] = [2, 6, 10, 14, 18, 20, 22, 26];
/// Subtypes of Multipath TCP, and one that is none.
const SUBTYPES: u8 = 10;
/// How long the value of another option is: of most kinds, one of these is right.
const VALUES: [usize; 6] = [0, 1, 2, 4, 8, 10];

/// A segment for each kind of option, with values of several lengths; for each subtype of Multipath TCP and each length, one.
fn every_kind() -> Vec<(String, (String, Vec<u8>))> {
    let mut segments = Vec::new();
    let mut push = |name: String, options: Vec<u8>| {
        let segment = Segment { flags: flags::ACK, options, ..Segment::default() };
        let octets = segment.octets([192, 0, 2, 1].into(), [192, 0, 2, 2].into());
        segments.push((name.clone(), (name, [&[0], &octets[..]].concat())));
    };
    for kind in KINDS.into_iter().filter(|kind| *kind != MULTIPATH) {
        let options = VALUES.iter().flat_map(|len| option(kind, &vec![1; *len])).collect();
        push(format!("kind-{kind}"), padded(options));
    }
    for subtype in 0..SUBTYPES {
        for len in MULTIPATH_VALUES {
            let mut value = vec![1; len];
            value[0] = subtype << 4 | 1;
            push(format!("multipath-{subtype}-{len}"), padded(option(MULTIPATH, &value)));
        }
    }
    segments
}

fn option(kind: u8, value: &[u8]) -> Vec<u8> {
    [&[kind, value.len() as u8 + 2], value].concat()
}

/// With no-operations up to a whole word.
fn padded(mut options: Vec<u8>) -> Vec<u8> {
    options.resize(options.len().next_multiple_of(4), 1);
    options
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

/// What `synfin_fuzz::dissect` takes: an octet that chooses the port, then bursts, by the client (an even head) or the server.
fn conversations() -> impl Iterator<Item = (String, Vec<u8>)> {
    let hello = Hello::published("sea.test").of_client();
    let hello = tls::records(tls::HANDSHAKE, &hello, 200);
    let chosen = Hello::new(&[0x1301]).with(tls::chosen_version(0x0304));
    let choice = tls::record(tls::HANDSHAKE, &chosen.of_server());
    let retry = Hello { random: tls::RETRY_RANDOM, ..chosen }.of_server();
    let retry = [tls::record(tls::HANDSHAKE, &retry), tls::record(tls::CHANGE_CIPHER_SPEC, &[1])].concat();
    let encrypted =
        [tls::record(tls::CHANGE_CIPHER_SPEC, &[1]), tls::record(tls::APPLICATION_DATA, &[7; 40])].concat();
    let alert = tls::record(tls::ALERT, &[2, 40]);
    let query = [Message::query("sea.test", 28), Message::query("tide.sea.test", 65)]
        .map(|one| one.octets())
        .concat();
    let response =
        [Message::response("sea.test", 28, 20), Message::response("", 2, 0)].map(|one| one.octets()).concat();
    let get = b"GET /tide HTTP/1.1\r\nHost: sea.test\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    let put = b"PUT /log HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwater\r\n0\r\n\r\nGET / HTTP/1.0\n\n";
    let ok = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n12 knots NNWHTTP/1.1 204 No Content\r\n\r\n";
    let connect = b"CONNECT sea.test:443 HTTP/1.1\r\nHost: sea.test\r\n\r\n";
    let conversations: [(&str, u8, &[Burst<'_>]); 10] = [
        ("tls", 4, &[(0x00, &hello), (0x31, &choice), (0x01, &encrypted), (0x00, &encrypted)]),
        (
            "tls-retried",
            5,
            &[(0x70, &hello), (0x11, &retry), (0x00, &hello), (0x01, &choice), (0x01, &encrypted)],
        ),
        ("tls-refused-in-disorder", 4, &[(0xe6, &hello), (0x05, &alert), (0x0a, &alert)]),
        ("dns", 2, &[(0x20, &query), (0xc1, &response), (0xbe, &query), (0xc9, &response)]),
        ("http1-get", 3, &[(0xa0, get), (0x61, ok), (0xc8, get), (0xcd, ok)]),
        ("http1-put", 5, &[(0x10, put), (0xa5, ok), (0xc6, put)]),
        ("http1-connect", 3, &[(0x00, connect), (0x01, b"HTTP/1.1 200 OK\r\n\r\n"), (0x00, &hello)]),
        ("ssh", 0, &[(0x21, b"SSH-2.0-sea_1.0\r\n"), (0x10, b"SSH-2.0-tide\r\nmore")]),
        ("telnet", 1, &[(0x11, b"\xff\xfd\x18\xff\xfb\x01"), (0x00, b"\xff\xfa\x18\x00VT\xff\xf0me\r\n")]),
        ("http1-on-the-port-of-dns", 2, &[(0x00, get), (0x01, ok)]),
    ];
    conversations.map(|(name, port, bursts)| (name.to_owned(), written(port, bursts))).into_iter()
}

/// Who sends it and how it is cut, as the target reads it, and its octets.
type Burst<'a> = (u8, &'a [u8]);

fn written(port: u8, bursts: &[Burst<'_>]) -> Vec<u8> {
    let mut written = vec![port];
    for (head, octets) in bursts {
        let [high, low] = (octets.len() as u16).to_be_bytes();
        written.extend([*head, high, low]);
        written.extend(*octets);
    }
    written
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
