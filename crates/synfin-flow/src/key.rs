//! Which connection a segment can belong to: its pair of sockets.

use core::net::{IpAddr, Ipv6Addr};

/// An IP address and a TCP port (RFC 9293, section 3.3.1: "socket").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Socket {
    /// The address as 128 bits; IPv4 addresses are mapped (`::ffff:a.b.c.d`, RFC 4291, section 2.5.5.2).
    bits: [u8; 16],
    port: u16,
}

impl Socket {
    /// A socket.
    ///
    /// ```
    /// use core::net::{IpAddr, Ipv4Addr};
    /// use synfin_flow::key::Socket;
    ///
    /// let socket = Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 23);
    /// assert_eq!(socket.address(), IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)));
    /// assert_eq!(socket.port(), 23);
    /// ```
    #[inline]
    pub const fn new(address: IpAddr, port: u16) -> Socket {
        let number = match address {
            IpAddr::V4(address) => MAPPED << 32 | address.to_bits() as u128,
            IpAddr::V6(address) => address.to_bits(),
        };
        Socket { bits: number.to_be_bytes(), port }
    }

    /// The address; a mapped one comes back as IPv4.
    pub const fn address(&self) -> IpAddr {
        let address = Ipv6Addr::from_octets(self.bits);
        match address.to_ipv4_mapped() {
            Some(address) => IpAddr::V4(address),
            None => IpAddr::V6(address),
        }
    }

    /// The address as a number, whose order is that of addresses.
    #[inline]
    const fn number(&self) -> u128 {
        u128::from_be_bytes(self.bits)
    }

    /// The port.
    pub const fn port(&self) -> u16 {
        self.port
    }
}

/// The high 96 bits of every mapped IPv4 address (RFC 4291, section 2.5.5.2).
const MAPPED: u128 = 0xffff;

/// Two sockets in an order that does not depend on who sent, and the scope in which they mean anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SocketPair {
    low: Socket,
    high: Socket,
    scope: u32,
}

impl SocketPair {
    /// The pair that a segment from `source` to `destination` belongs to, and whether the source is its lower socket.
    ///
    /// `scope` keeps apart what only looks the same: equal addresses in different VLANs or tunnels, if the caller wants that; 0 otherwise.
    ///
    /// ```
    /// use core::net::{IpAddr, Ipv4Addr};
    /// use synfin_flow::key::{Socket, SocketPair};
    ///
    /// let client = Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 54203);
    /// let server = Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2)), 23);
    /// let (pair, from_low) = SocketPair::new(client, server, 0);
    /// assert_eq!((pair, !from_low), SocketPair::new(server, client, 0));
    /// ```
    #[inline]
    pub fn new(source: Socket, destination: Socket, scope: u32) -> (SocketPair, bool) {
        if (source.number(), source.port) <= (destination.number(), destination.port) {
            (SocketPair { low: source, high: destination, scope }, true)
        } else {
            (SocketPair { low: destination, high: source, scope }, false)
        }
    }

    /// The lower socket.
    pub const fn low(&self) -> Socket {
        self.low
    }

    /// The higher socket.
    pub const fn high(&self) -> Socket {
        self.high
    }

    /// All of it in sixteen octets, where both addresses are IPv4.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) const fn short_octets(&self) -> Option<[u8; 16]> {
        let (low, high) = (self.low.number(), self.high.number());
        if low >> 32 != MAPPED || high >> 32 != MAPPED {
            return None;
        }
        let addresses = (low as u32 as u128) << 32 | high as u32 as u128;
        Some((addresses << 64 | self.rest() as u128).to_ne_bytes())
    }

    /// All of it in octets.
    #[cfg(feature = "alloc")]
    pub(crate) fn octets(&self) -> [u8; 40] {
        let mut octets = [0; 40];
        octets[..16].copy_from_slice(&self.low.bits);
        octets[16..32].copy_from_slice(&self.high.bits);
        octets[32..].copy_from_slice(&self.rest().to_ne_bytes());
        octets
    }

    /// All of it in one number, which other pairs may have too.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) const fn folded(&self) -> u64 {
        let (low, high) = (self.low.number(), self.high.number());
        let low = low as u64 ^ (low >> 64) as u64;
        let high = high as u64 ^ (high >> 64) as u64;
        low ^ high.rotate_left(32) ^ self.rest().rotate_left(16)
    }

    #[cfg(feature = "alloc")]
    #[inline]
    const fn rest(&self) -> u64 {
        self.low.port as u64 | (self.high.port as u64) << 16 | (self.scope as u64) << 32
    }

    /// The scope given at the start.
    pub const fn scope(&self) -> u32 {
        self.scope
    }
}
