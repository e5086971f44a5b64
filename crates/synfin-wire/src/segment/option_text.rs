//! Options in words.

use crate::pieces::{Piece, Sink};
use crate::segment::hex::Hex;
use crate::segment::option::{Fault, TcpOption};
use core::fmt;

/// `MSS 1460`, `SACK 100-200 300-400`, `Timestamps 123 456`, `NOP`
impl fmt::Display for TcpOption<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

impl Piece for TcpOption<'_> {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        self.name().put(out)?;
        match self {
            TcpOption::Nop | TcpOption::SackPermitted => Ok(()),
            TcpOption::Timestamps(timestamps) => (" ", timestamps).put(out),
            TcpOption::Sack(blocks) => (" ", blocks).put(out),
            TcpOption::Mss(octets) => (" ", octets).put(out),
            TcpOption::WindowScale(shift) => (" ", shift).put(out),
            _ => put_rare(self, out),
        }
    }
}

/// What stands behind the name of an option that few connections use.
#[inline(never)]
fn put_rare(option: &TcpOption<'_>, f: &mut impl Sink) -> fmt::Result {
    match option {
        TcpOption::EndOfList { padding } => {
            if padding.iter().all(|&octet| octet == 0) {
                return Ok(());
            }
            write!(f, " and then {}", Hex(padding))
        }
        TcpOption::TrailerChecksum(octet) => write!(f, " {octet}"),
        TcpOption::Echo(number)
        | TcpOption::EchoReply(number)
        | TcpOption::Cc(number)
        | TcpOption::CcNew(number)
        | TcpOption::CcEcho(number) => write!(f, " {number}"),
        TcpOption::PartialOrderProfile(profile) => write!(f, " {profile}"),
        TcpOption::AlternateChecksumRequest(algorithm) => write!(f, " {algorithm}"),
        TcpOption::Md5(digest) => write!(f, " {}", Hex(*digest)),
        TcpOption::ScpsCapabilities(capabilities) => write!(f, " {capabilities}"),
        TcpOption::SelectiveNack { offset, size, bits } => {
            write!(f, " offset {offset} size {size}")?;
            if bits.is_empty() { Ok(()) } else { write!(f, " bits {}", Hex(bits)) }
        }
        TcpOption::QuickStart(response) => write!(f, " {response}"),
        TcpOption::UserTimeout(timeout) => write!(f, " {timeout}"),
        TcpOption::Authentication { key_id, r_next_key_id, mac } => {
            write!(f, " key {key_id} next {r_next_key_id} MAC {}", Hex(mac))
        }
        TcpOption::Mptcp(option) => write!(f, " {option}"),
        TcpOption::FastOpen(option) => write!(f, " {option}"),
        TcpOption::EncryptionNegotiation(option) => write!(f, " {option}"),
        TcpOption::AccurateEcn(counters) => write!(f, " {counters}"),
        TcpOption::Experimental { experiment, .. } => write!(f, " {experiment}"),
        TcpOption::AlternateChecksumData(data)
        | TcpOption::Skeeter(data)
        | TcpOption::Bubba(data)
        | TcpOption::ScpsExtended(data)
        | TcpOption::Snap(data)
        | TcpOption::CompressionFilter(data) => {
            if data.is_empty() {
                Ok(())
            } else {
                write!(f, " {}", Hex(data))
            }
        }
        TcpOption::Malformed { data, fault: Fault::Length, .. } => {
            write!(f, " of a length it cannot have, {}: {}", data.len().saturating_add(2), Hex(data))
        }
        TcpOption::Malformed { data, fault: Fault::Value, .. } => {
            write!(f, " with a value it cannot have: {}", Hex(data))
        }
        TcpOption::Unknown { kind, data } => write!(f, " {kind}: {}", Hex(data)),
        // Told already, or by their names alone.
        TcpOption::Mss(_)
        | TcpOption::WindowScale(_)
        | TcpOption::Sack(_)
        | TcpOption::Timestamps(_)
        | TcpOption::Nop
        | TcpOption::SackPermitted
        | TcpOption::PartialOrderPermitted
        | TcpOption::RecordBoundary
        | TcpOption::CorruptionExperienced => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use crate::segment::option::TcpOption;
    use std::string::ToString;

    #[test]
    #[rustfmt::skip]
    fn every_kind_says_what_its_octets_hold() {
        let rows: &[(u8, &[u8], &str)] = &[
            (0,   &[],                                     "EOL"),
            (0,   &[0, 0],                                 "EOL"),
            (0,   &[0, 1],                                 "EOL and then 0001"),
            (1,   &[],                                     "NOP"),
            (2,   &[0x05, 0xb4],                           "MSS 1460"),
            (3,   &[7],                                    "Window Scale 7"),
            (4,   &[],                                     "SACK Permitted"),
            (5,   &[0, 0, 0, 100, 0, 0, 0, 200],           "SACK 100-200"),
            (6,   &[0, 0, 0, 1],                           "Echo 1"),
            (7,   &[0, 0, 0, 1],                           "Echo Reply 1"),
            (8,   &[0, 0, 0, 123, 0, 0, 1, 200],           "Timestamps 123 456"),
            (9,   &[],                                     "Partial Order Permitted"),
            (10,  &[0x80],                                 "Partial Order Profile start"),
            (11,  &[0, 0, 0, 1],                           "CC 1"),
            (12,  &[0, 0, 0, 1],                           "CC.NEW 1"),
            (13,  &[0, 0, 0, 1],                           "CC.ECHO 1"),
            (14,  &[1],                                    "Alternate Checksum Request 8-bit Fletcher"),
            (15,  &[1, 2],                                 "Alternate Checksum Data 0102"),
            (16,  &[],                                     "Skeeter"),
            (16,  &[1],                                    "Skeeter 01"),
            (17,  &[1],                                    "Bubba 01"),
            (18,  &[1],                                    "Trailer Checksum 1"),
            (19,  &[0xab; 16],                             "MD5 abababababababababababababababab"),
            (20,  &[0xc0, 5],                              "SCPS Capabilities BETS SNACK1 connection 5"),
            (20,  &[1, 2, 3],                              "SCPS Capabilities 010203"),
            (21,  &[0, 1, 0, 2],                           "SNACK offset 1 size 2"),
            (21,  &[0, 1, 0, 2, 0x80],                     "SNACK offset 1 size 2 bits 80"),
            (22,  &[],                                     "Record Boundaries"),
            (23,  &[],                                     "Corruption Experienced"),
            (24,  &[1],                                    "SNAP 01"),
            (26,  &[1],                                    "Compression Filter 01"),
            (27,  &[1, 3, 0, 0, 0, 28],                    "Quick-Start 80000 bit/s, TTL difference 3, nonce 7"),
            (28,  &[0x80, 5],                              "User Timeout 5 min"),
            (28,  &[0x01, 0x2c],                           "User Timeout 300 s"),
            (29,  &[1, 2, 0xaa],                           "TCP-AO key 1 next 2 MAC aa"),
            (30,  &[0x20, 1, 0, 0, 0, 5],                  "MPTCP DSS ack 5"),
            (34,  &[],                                     "Fast Open request"),
            (34,  &[1, 2, 3, 4],                           "Fast Open cookie 01020304"),
            (69,  &[0x01, 0x30],                           "TCP-ENO global 1, TLS"),
            (172, &[0, 0, 1, 0, 0, 0, 0, 0, 2],            "Accurate ECN 0 ECT(0) 1 CE 0 ECT(1) 2"),
            (174, &[0, 0, 1],                              "Accurate ECN 1 ECT(1) 1"),
            (253, &[0xf9, 0x89],                           "Experiment 1 Fast Open request"),
            (254, &[0xe2, 0xd4, 0xc3, 0xd9],               "Experiment 2 SMC-R"),
            (2,   &[1],                                    "MSS of a length it cannot have, 3: 01"),
            (69,  &[0x80],                                 "TCP-ENO with a value it cannot have: 80"),
            (99,  &[7],                                    "Unknown 99: 07"),
        ];
        for (kind, data, words) in rows {
            assert_eq!(TcpOption::read(*kind, data).to_string(), *words);
        }
    }
}
