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
        let bits = match address {
            IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
            IpAddr::V6(address) => address.octets(),
        };
        Socket { bits, port }
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
#[cfg(feature = "alloc")]
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

    /// All of it in words, for a hash, and how many they are: two between IPv4 addresses, else five.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn words(&self) -> ([u64; 5], usize) {
        let [low, high] = [&self.low, &self.high].map(Socket::number);
        let rest = u64::from(self.low.port) | u64::from(self.high.port) << 16 | u64::from(self.scope) << 32;
        if low >> 32 == MAPPED && high >> 32 == MAPPED {
            return ([low as u64 & u64::from(u32::MAX) | (high as u64) << 32, rest, 0, 0, 0], 2);
        }
        ([low as u64, (low >> 64) as u64, high as u64, (high >> 64) as u64, rest], 5)
    }

    /// The scope given at the start.
    pub const fn scope(&self) -> u32 {
        self.scope
    }
}
