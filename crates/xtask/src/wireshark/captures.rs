//! The captures that the plugin is tried with, where anybody can read them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::chore::workspace::Workspace;

/// A folder of captures that goes away.
pub(super) struct Captures {
    folder: TempDir,
    /// The project's samples, by name.
    pub(super) samples: Vec<PathBuf>,
}

/// Damaged copies of samples that are made.
const DAMAGED: usize = 40;

impl Captures {
    /// Copies the samples: where they lie, only their owner may be able to read them.
    pub(super) fn prepare(workspace: &Workspace) -> Result<Captures> {
        let folder = tempfile::tempdir()?;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
        let mut samples = Vec::new();
        for from in ["crates/synfin-cli/samples", "crates/synfin-cli/samples/kernel"] {
            let from = workspace.root.join(from);
            for entry in fs::read_dir(&from).with_context(|| from.display().to_string())? {
                let path = entry?.path();
                let is_capture =
                    path.extension().is_some_and(|extension| extension == "pcap" || extension == "pcapng");
                if let (true, Some(name)) = (is_capture, path.file_name()) {
                    let to = folder.path().join(name);
                    fs::write(&to, fs::read(&path)?)?;
                    samples.push(to);
                }
            }
        }
        samples.sort();
        ensure!(samples.len() > 30, "only {} samples", samples.len());
        Ok(Captures { folder, samples })
    }

    /// One sample.
    pub(super) fn sample(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Copies of the samples with a few octets changed, or the end cut off; always the same ones.
    pub(super) fn damaged(&self) -> Result<Vec<PathBuf>> {
        let mut chance = Chance(0x5eed_0f5e_ed0f_5eed);
        let damage = |number: usize| {
            let sample = &self.samples[number % self.samples.len()];
            let mut octets = fs::read(sample)?;
            // The file's own header stays: without it nothing is read.
            let body = 24..octets.len();
            for _ in 0..=chance.below(12) {
                let at = body.start + chance.below(body.len());
                octets[at] = chance.next() as u8;
            }
            if chance.below(4) == 0 {
                octets.truncate(body.start + chance.below(body.len()));
            }
            let path = self.folder.path().join(format!("damaged-{number}.pcap"));
            fs::write(&path, octets)?;
            Ok(path)
        };
        (0..DAMAGED).map(damage).collect()
    }

    /// A capture of raw IPv4: a handshake, a segment of 1600 octets in two fragments, its acknowledgement, and an ICMP error that
    /// quotes a segment.
    pub(super) fn fragmented(&self) -> Result<PathBuf> {
        let data: Vec<u8> = segment(CLIENT, 101, 501, ACK | PUSH, 1600);
        let (first, second) = data.split_at(1000);
        let mut quoting = vec![3, 1, 0, 0, 0, 0, 0, 0];
        quoting.extend(packet(CLIENT, 7, TCP, 0, &segment(CLIENT, 1701, 501, ACK, 0)));
        let packets = [
            packet(CLIENT, 1, TCP, 0, &segment(CLIENT, 100, 0, SYN, 0)),
            packet(SERVER, 2, TCP, 0, &segment(SERVER, 500, 101, SYN | ACK, 0)),
            packet(CLIENT, 3, TCP, 0, &segment(CLIENT, 101, 501, ACK, 0)),
            packet(CLIENT, 4, TCP, MORE_FRAGMENTS, first),
            packet(CLIENT, 4, TCP, 1000 / 8, second),
            packet(SERVER, 5, TCP, 0, &segment(SERVER, 501, 1701, ACK, 0)),
            packet(SERVER, 6, ICMP, 0, &quoting),
        ];
        write(&self.folder.path().join("fragmented.pcap"), &packets)
    }
}

const TCP: u8 = 6;
const ICMP: u8 = 1;
const SYN: u8 = 0x02;
const PUSH: u8 = 0x08;
const ACK: u8 = 0x10;
const MORE_FRAGMENTS: u16 = 0x2000;

type End = ([u8; 4], u16);
const CLIENT: End = ([192, 0, 2, 1], 54203);
const SERVER: End = ([192, 0, 2, 2], 9000);

fn peer(of: End) -> End {
    if of == CLIENT { SERVER } else { CLIENT }
}

/// A TCP segment with a right checksum.
fn segment(from: End, seq: u32, ack: u32, flags: u8, octets: usize) -> Vec<u8> {
    let to = peer(from);
    let mut segment = Vec::new();
    segment.extend(from.1.to_be_bytes());
    segment.extend(to.1.to_be_bytes());
    segment.extend(seq.to_be_bytes());
    segment.extend(ack.to_be_bytes());
    segment.extend([0x50, flags, 0xff, 0xff, 0, 0, 0, 0]);
    segment.extend(std::iter::repeat_n(b'x', octets));
    let mut pseudo = [from.0, to.0].concat();
    pseudo.extend([0, TCP]);
    pseudo.extend((segment.len() as u16).to_be_bytes());
    pseudo.extend(&segment);
    segment[16..18].copy_from_slice(&checksum(&pseudo).to_be_bytes());
    segment
}

fn packet(from: End, identification: u16, protocol: u8, fragment: u16, payload: &[u8]) -> Vec<u8> {
    let mut packet = vec![0x45, 0];
    packet.extend((20 + payload.len() as u16).to_be_bytes());
    packet.extend(identification.to_be_bytes());
    packet.extend(fragment.to_be_bytes());
    packet.extend([64, protocol, 0, 0]);
    packet.extend(from.0);
    packet.extend(peer(from).0);
    let sum = checksum(&packet);
    packet[10..12].copy_from_slice(&sum.to_be_bytes());
    packet.extend(payload);
    packet
}

/// RFC 1071.
fn checksum(octets: &[u8]) -> u16 {
    let words = octets.chunks(2).map(|pair| u64::from(pair[0]) << 8 | u64::from(*pair.get(1).unwrap_or(&0)));
    let mut sum: u64 = words.sum();
    while sum >> 16 != 0 {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !(sum as u16)
}

/// A pcap file of link type RAW, ten milliseconds between two packets.
fn write(path: &Path, packets: &[Vec<u8>]) -> Result<PathBuf> {
    let mut file = Vec::new();
    for word in [0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 101_u32] {
        file.extend(word.to_le_bytes());
    }
    for (number, packet) in packets.iter().enumerate() {
        let len = packet.len() as u32;
        for word in [1_700_000_000, 10_000 * number as u32, len, len] {
            file.extend(word.to_le_bytes());
        }
        file.extend(packet);
    }
    fs::write(path, file)?;
    Ok(path.to_owned())
}

/// Numbers that look random and are always the same (xorshift64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 16) as usize % bound.max(1)
    }
}
