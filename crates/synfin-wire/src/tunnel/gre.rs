//! GRE (RFC 2784, RFC 2890; with the routes of RFC 1701) and its PPTP kind (RFC 2637).

use crate::error::Reason;
use crate::header::HeaderKind;
use crate::numbers::{EtherType, Protocol};
use crate::reader::{self, Read};
use crate::tunnel::erspan;
use crate::tunnel::tunnel::{Inner, named};

const CHECKSUM: u16 = 0x8000;
const ROUTING: u16 = 0x4000;
const KEY: u16 = 0x2000;
const SEQUENCE: u16 = 0x1000;
const ACKNOWLEDGMENT: u16 = 0x0080;
/// More routes than a packet had any use for.
const MAX_ROUTES: usize = 8;

/// Flags and version, protocol; then the fields that the flags announce.
pub(crate) fn read(input: &[u8]) -> Read<'_, Inner> {
    let (rest, &[f0, f1, p0, p1]) = reader::array(input)?;
    let flags = u16::from_be_bytes([f0, f1]);
    let protocol = EtherType(u16::from_be_bytes([p0, p1]));
    match flags & 0x0007 {
        0 => {}
        1 => return point_to_point(flags, protocol, rest),
        version => return Err(reader::stop(input, Reason::UnsupportedVersion { version: version as u8 })),
    }
    let (rest, _) = reader::octets(if flags & (CHECKSUM | ROUTING) != 0 { 4 } else { 0 }, rest)?;
    let (rest, key) = optional(flags & KEY != 0, rest)?;
    let (rest, _) = optional(flags & SEQUENCE != 0, rest)?;
    let rest = if flags & ROUTING == 0 { rest } else { behind_routes(rest)?.0 };
    match protocol {
        EtherType::ERSPAN_II => erspan::read_i_or_ii(flags & SEQUENCE != 0, rest),
        EtherType::ERSPAN_III => erspan::read_iii(rest),
        EtherType::WCCP => redirect(rest),
        _ => Ok((rest, Inner::new(HeaderKind::Gre, key, named(protocol)))),
    }
}

/// A field of four octets; 0 without it.
fn optional(present: bool, input: &[u8]) -> Read<'_, u32> {
    if !present {
        return Ok((input, 0));
    }
    let (rest, &field) = reader::array(input)?;
    Ok((rest, u32::from_be_bytes(field)))
}

/// RFC 1701: entries of family, offset, length and address, up to one of nothing.
fn behind_routes(input: &[u8]) -> Read<'_, ()> {
    let mut rest = input;
    for _ in 0..MAX_ROUTES {
        let (behind, &[a, b, _, length]) = reader::array(rest)?;
        if [a, b, length] == [0, 0, 0] {
            return Ok((behind, ()));
        }
        (rest, _) = reader::octets(length.into(), behind)?;
    }
    Err(reader::stop(rest, Reason::NoMatch { left: rest.len() as u32 }))
}

/// RFC 2637, section 4.1: the key is a length and a call; without a sequence number no payload comes.
fn point_to_point(flags: u16, protocol: EtherType, input: &[u8]) -> Read<'_, Inner> {
    let (rest, &[_, _, c0, c1]) = reader::array(input)?;
    let call = u32::from(u16::from_be_bytes([c0, c1]));
    let (rest, _) = optional(flags & SEQUENCE != 0, rest)?;
    let (rest, _) = optional(flags & ACKNOWLEDGMENT != 0, rest)?;
    let within = if flags & SEQUENCE == 0 { Protocol::TunnelControl } else { named(protocol) };
    Ok((rest, Inner::new(HeaderKind::Gre, call, within)))
}

/// WCCP: version 2 puts four octets before the packet, whose first is never as IPv4 begins.
fn redirect(input: &[u8]) -> Read<'_, Inner> {
    let within = Protocol::EtherType(EtherType::IPV4);
    let (rest, &[first, service, _, _]) = reader::array(input)?;
    if first >> 4 == 4 {
        return Ok((input, Inner::new(HeaderKind::Wccp, 0, within)));
    }
    Ok((rest, Inner::new(HeaderKind::Wccp, service.into(), within)))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::read;
    use crate::header::HeaderKind;
    use crate::numbers::{EtherType, LinkType, Protocol};
    use std::vec::Vec;

    const IPV4: Protocol = Protocol::EtherType(EtherType::IPV4);

    #[test]
    fn each_flag_announces_its_field() {
        let rows: [(u16, &[u8], u32); 6] = [
            (0x0000, &[], 0),
            (0x8000, &[1, 2, 0, 0], 0),
            (0x2000, &[0, 0, 0, 77], 77),
            (0x1000, &[0, 0, 0, 5], 0),
            (0xb000, &[1, 2, 0, 0, 0, 0, 0, 77, 0, 0, 0, 5], 77),
            (0x4000, &[0, 0, 0, 0, 8, 0, 0, 4, 10, 0, 0, 1, 0, 0, 0, 0], 0),
        ];
        for (flags, fields, key) in rows {
            let mut octets = Vec::from(flags.to_be_bytes());
            octets.extend([0x08, 0x00]);
            octets.extend(fields);
            octets.push(0x45);
            let (rest, inner) = read(&octets).expect("whole");
            assert_eq!(
                (rest, inner.header, inner.protocol),
                (&[0x45][..], Some((HeaderKind::Gre, key)), IPV4)
            );
            for cut in 0..octets.len() - 1 {
                assert!(read(&octets[..cut]).is_err(), "{flags:#06x} cut at {cut}");
            }
        }
    }

    #[test]
    fn frames_and_ppp_are_carried_too() {
        let within = |octets: &[u8]| read(octets).map(|(_, inner)| inner.protocol).expect("whole");
        assert_eq!(within(&[0, 0, 0x65, 0x58, 1]), Protocol::Frame(LinkType::ETHERNET));
        let call = [0x30, 0x81, 0x88, 0x0b, 0, 1, 0, 9, 0, 0, 0, 1, 0, 0, 0, 1, 0x21];
        assert_eq!(within(&call), Protocol::Frame(LinkType::PPP));
        let acknowledgment = [0x20, 0x81, 0x88, 0x0b, 0, 0, 0, 9, 0, 0, 0, 1];
        assert_eq!(within(&acknowledgment), Protocol::TunnelControl);
        assert!(read(&[0, 2, 8, 0, 1]).is_err());
    }

    #[test]
    fn a_redirect_header_may_stand_before_the_packet() {
        let old = [0, 0, 0x88, 0x3e, 0x45, 0, 0, 40];
        let new = [0, 0, 0x88, 0x3e, 0, 51, 0, 9, 0x45];
        assert_eq!(
            read(&old).map(|(rest, inner)| (rest.len(), inner.header)),
            Ok((4, Some((HeaderKind::Wccp, 0))))
        );
        assert_eq!(
            read(&new).map(|(rest, inner)| (rest.len(), inner.header)),
            Ok((1, Some((HeaderKind::Wccp, 51))))
        );
    }
}
