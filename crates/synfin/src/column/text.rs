//! Text that is made as it is written.

use core::fmt;
use core::net::IpAddr;

use synfin_flow::compat::zeek_history::History;
use synfin_flow::verdict::Verdict;
use synfin_wire::error::ParseError;
use synfin_wire::header::Header;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::hex::Hex;
use synfin_wire::segment::option::TcpOption;

use crate::language::reason::Reason;

/// What some text is made from; print it.
#[derive(Clone, Copy, Debug)]
pub enum Text<'a> {
    /// `192.0.2.1`
    Address(IpAddr),
    /// `SYN|ACK`
    Flags(Flags),
    /// Why a segment got its step, in a sentence with the numbers.
    Reason(&'a Verdict),
    /// The same in a language.
    Told(Reason<'a>),
    /// `MSS 1460`
    Option(TcpOption<'a>),
    /// Why an option cannot be read.
    Fault(ParseError),
    /// Octets in hexadecimal digits, without gaps.
    Hex(&'a [u8]),
    /// `ShADadFf`
    History(History),
    /// `vlan 10`
    Layer(Header<'a>),
    /// `tls`: a text that was there already.
    Name(&'a str),
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Text::Address(IpAddr::V4(address)) => dotted(address.octets(), f),
            Text::Address(IpAddr::V6(address)) => address.fmt(f),
            Text::Flags(flags) => flags.fmt(f),
            Text::Reason(verdict) => verdict.reason().fmt(f),
            Text::Told(reason) => reason.fmt(f),
            Text::Option(option) => option.fmt(f),
            Text::Fault(error) => error.reason.fmt(f),
            Text::Hex(octets) => Hex(octets).fmt(f),
            Text::History(history) => history.fmt(f),
            Text::Layer(layer) => layer.fmt(f),
            Text::Name(name) => f.write_str(name),
        }
    }
}

/// `192.0.2.1`, without the machinery of padding, which costs more than the digits.
fn dotted(octets: [u8; 4], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // At most three digits an octet, and three dots.
    let mut text = [b'.'; 15];
    let mut digits = itoa::Buffer::new();
    let mut end = 0;
    for (place, octet) in octets.into_iter().enumerate() {
        let digits = digits.format(octet).as_bytes();
        let begin = end + usize::from(place > 0);
        end = begin + digits.len();
        text[begin..end].copy_from_slice(digits);
    }
    f.write_str(core::str::from_utf8(&text[..end]).unwrap_or_default())
}
