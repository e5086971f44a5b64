//! Text that is made as it is written.

use core::fmt;
use core::net::IpAddr;

use synfin_dissect::value::FieldValue;
use synfin_flow::compat::zeek_history::History;
use synfin_flow::verdict::Verdict;
use synfin_wire::error::ParseError;
use synfin_wire::header::Header;
use synfin_wire::pieces::{Piece, Sink};
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::hex::Hex;
use synfin_wire::segment::option::TcpOption;

use crate::column::dotted;
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
    /// What a dissector told, whatever it is, as text.
    Value(&'a FieldValue),
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

impl Piece for Text<'_> {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        match self {
            Text::Address(IpAddr::V4(address)) => {
                out.write_str(dotted::text(*address, &mut [0; dotted::LEN]))
            }
            Text::Address(IpAddr::V6(address)) => write!(out, "{address}"),
            Text::Flags(flags) => flags.put(out),
            Text::Reason(verdict) => verdict.reason().put(out),
            Text::Told(reason) => write!(out, "{reason}"),
            Text::Option(option) => option.put(out),
            Text::Fault(error) => write!(out, "{}", error.reason),
            Text::Hex(octets) => Hex(octets).put(out),
            Text::History(history) => history.put(out),
            Text::Layer(layer) => write!(out, "{layer}"),
            Text::Name(name) => out.write_str(name),
            Text::Value(value) => write!(out, "{value}"),
        }
    }
}
