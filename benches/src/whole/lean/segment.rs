//! From a frame to the fields that a lean classifier keeps.

/// FIN in [`Segment::flags`].
pub const FIN: u8 = 1;
/// SYN in [`Segment::flags`].
pub const SYN: u8 = 2;
/// RST in [`Segment::flags`].
pub const RST: u8 = 4;
/// ACK in [`Segment::flags`].
pub const ACK: u8 = 16;

const TCP: u8 = 6;

/// An address, that of IPv4 mapped into IPv6.
type Address = [u64; 2];

/// An address and a port.
pub type Socket = (Address, u16);

/// A TCP segment without its payload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// Both sockets, the lower first: alike for both directions.
    pub pair: [Socket; 2],
    /// Whether the lower socket sent it.
    pub from_lower: bool,
    /// SEG.SEQ.
    pub seq: u32,
    /// SEG.ACK.
    pub ack: u32,
    /// The eight lower flags.
    pub flags: u8,
    /// The window, not scaled.
    pub window: u16,
    /// Octets of payload by the IP header's length.
    pub payload: u32,
    /// The options that matter later.
    pub options: Options,
}

/// Options of one segment; a missing number is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Maximum segment size.
    pub mss: u16,
    /// Window scale.
    pub window_scale: u8,
    /// SACK permitted.
    pub sack_permitted: bool,
    /// TSval.
    pub timestamp: u32,
}

impl Segment {
    /// Reads a frame: up to two VLAN tags, IPv4 or IPv6 without extension headers. None for anything else, and for
    /// what is cut short or malformed.
    #[inline]
    pub fn of_frame(frame: &[u8]) -> Option<Segment> {
        let mut rest = frame.get(12..)?;
        for _ in 0..2 {
            if let [0x81, 0x00, _, _, behind @ ..] = rest {
                rest = behind;
            }
        }
        match rest {
            [0x08, 0x00, packet @ ..] => ipv4(packet),
            [0x86, 0xdd, packet @ ..] => ipv6(packet),
            _ => None,
        }
    }

    /// SYN and FIN take a number each.
    #[inline]
    pub const fn end(&self) -> u32 {
        let control = (self.flags & SYN != 0) as u32 + (self.flags & FIN != 0) as u32;
        self.seq.wrapping_add(self.payload).wrapping_add(control)
    }
}

#[inline]
fn ipv4(packet: &[u8]) -> Option<Segment> {
    let header = packet.first_chunk::<20>()?;
    let length = usize::from(header[0] & 15) * 4;
    let total = usize::from(u16::from_be_bytes([header[2], header[3]]));
    let fragment = u16::from_be_bytes([header[6], header[7]]) & 0x1fff;
    if header[0] >> 4 != 4 || length < 20 || header[9] != TCP || fragment != 0 {
        return None;
    }
    let address = |at: usize| {
        let octets = header[at..].first_chunk().copied().unwrap_or_default();
        [0, 0xffff_0000_0000 | u64::from(u32::from_be_bytes(octets))]
    };
    tcp(packet.get(length..)?, total.checked_sub(length)?, address(12), address(16))
}

#[inline]
fn ipv6(packet: &[u8]) -> Option<Segment> {
    let header = packet.first_chunk::<40>()?;
    let length = usize::from(u16::from_be_bytes([header[4], header[5]]));
    if header[0] >> 4 != 6 || header[6] != TCP {
        return None;
    }
    let half = |at: usize| u64::from_be_bytes(header[at..].first_chunk().copied().unwrap_or_default());
    let address = |at: usize| [half(at), half(at + 8)];
    tcp(&packet[40..], length, address(8), address(24))
}

/// `length` is what the IP header says of the header and the payload together.
#[inline]
fn tcp(octets: &[u8], length: usize, source: Address, destination: Address) -> Option<Segment> {
    let [a, b, c, d, e, f, g, h, i, j, k, l, offset, flags, w, x, ..] = *octets.first_chunk::<20>()?;
    let header = usize::from(offset >> 4) * 4;
    let payload = length.checked_sub(header)? as u32;
    let options = options(octets.get(20..header)?);
    let source = (source, u16::from_be_bytes([a, b]));
    let destination = (destination, u16::from_be_bytes([c, d]));
    let from_lower = source <= destination;
    Some(Segment {
        pair: if from_lower { [source, destination] } else { [destination, source] },
        from_lower,
        seq: u32::from_be_bytes([e, f, g, h]),
        ack: u32::from_be_bytes([i, j, k, l]),
        flags,
        window: u16::from_be_bytes([w, x]),
        payload,
        options,
    })
}

/// Stops at the first option that does not fit.
#[inline]
fn options(mut rest: &[u8]) -> Options {
    let mut options = Options::default();
    loop {
        rest = match rest {
            [1, rest @ ..] => rest,
            [8, 10, a, b, c, d, _, _, _, _, rest @ ..] => {
                options.timestamp = u32::from_be_bytes([*a, *b, *c, *d]);
                rest
            }
            [2, 4, a, b, rest @ ..] => {
                options.mss = u16::from_be_bytes([*a, *b]);
                rest
            }
            [3, 3, shift, rest @ ..] => {
                options.window_scale = *shift;
                rest
            }
            [4, 2, rest @ ..] => {
                options.sack_permitted = true;
                rest
            }
            [kind, length, ..] if *kind > 1 && *length > 1 => match rest.get(usize::from(*length)..) {
                Some(rest) => rest,
                None => return options,
            },
            _ => return options,
        };
    }
}
