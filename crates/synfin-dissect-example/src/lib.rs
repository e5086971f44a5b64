//! A dissector of somebody else's: who connects to an MQTT broker (MQTT 3.1.1, section 3.1; MQTT 5.0, section 3.1).
//!
//! It stands outside synfin, and needs of it no crate but `synfin-dissect`. The program `examples/mqtt.rs` reads captures with it.
//!
//! ```
//! use synfin_dissect::registry::Registry;
//! use synfin_dissect::trial::Trial;
//! use synfin_dissect_example::Mqtt;
//!
//! let mut trial = Trial::new(Registry::new().with(Mqtt), 1883);
//! let told = trial.originator(b"\x10\x0f\x00\x04MQTT\x04\x02\x00\x3c\x00\x03abc");
//! assert_eq!(told, ["version=3.1.1", "client=abc"]);
//! ```
#![forbid(unsafe_code)]

use synfin_dissect::claims::{Claims, Probe};
use synfin_dissect::data::{Data, Gap};
use synfin_dissect::dissector::Dissector;
use synfin_dissect::emitter::Emitter;
use synfin_dissect::failure::Failure;
use synfin_dissect::field::{Field, FieldKind};
use synfin_dissect::flow::direction::Direction;
use synfin_dissect::flow_info::FlowInfo;
use synfin_dissect::name::Name;
use synfin_dissect::then::Then;

/// Tells with which version a client connects, and what it calls itself.
#[derive(Clone, Copy, Debug)]
pub struct Mqtt;

/// The octets of a CONNECT packet, as far as they have come.
#[derive(Clone, Debug, Default)]
pub struct Connect {
    octets: Vec<u8>,
}

/// Ours: a CONNECT of which the client's name lies farther in says something else.
const MOST: usize = 1024;
/// The packet type CONNECT, whose flags are 0.
const CONNECT: u8 = 0x10;

impl Dissector for Mqtt {
    type State = Connect;

    fn name(&self) -> Name {
        "mqtt".into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            Field::new("version", FieldKind::Text, "The version of the protocol.").first_of_flow(),
            Field::new("client", FieldKind::Text, "What the client calls itself.").headline(),
        ]
    }

    fn claims(&self) -> Claims {
        // Type, at most four octets of length, and the name of the protocol with its own length.
        Claims::none().port(1883).probe(11)
    }

    fn probe(&self, first: &[u8]) -> Probe {
        match body(first) {
            _ if first[0] != CONNECT => Probe::NotMine,
            Body::At(rest) => Probe::of_prefix(rest, b"\0\x04MQTT"),
            Body::Later => Probe::More,
            Body::Never => Probe::NotMine,
        }
    }

    fn open(&self, _: &FlowInfo) -> Connect {
        Connect::default()
    }

    fn data(&self, connect: &mut Connect, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        if data.at.direction == Direction::Responder {
            return Ok(Then::GoOn);
        }
        let room = MOST.saturating_sub(connect.octets.len());
        connect.octets.extend_from_slice(&data.octets[..data.octets.len().min(room)]);
        match client(&connect.octets) {
            Some((version, name)) => {
                emit.put("version", version)?;
                emit.put("client", String::from_utf8_lossy(name).as_ref())?;
                Ok(Then::Done)
            }
            None if connect.octets.len() >= MOST => {
                Err(Failure::new("no name of a client within 1,024 octets"))
            }
            None => Ok(Then::GoOn),
        }
    }

    fn gap(&self, _: &mut Connect, gap: &Gap, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        match gap.at.direction {
            Direction::Originator => Err(Failure::new("octets of the CONNECT are missing")),
            Direction::Responder => Ok(Then::GoOn),
        }
    }

    fn held(&self, connect: &Connect) -> usize {
        connect.octets.capacity()
    }

    fn most_held(&self) -> usize {
        // A vector grows by doubling.
        2 * MOST
    }
}

/// What follows on the type and the length of a packet.
enum Body<'a> {
    At(&'a [u8]),
    Later,
    Never,
}

/// MQTT 3.1.1, section 2.2.3: the length has one to four octets, of which all but the last have their high bit set.
fn body(packet: &[u8]) -> Body<'_> {
    match packet.iter().skip(1).position(|octet| octet & 0x80 == 0) {
        Some(last @ 0..4) => Body::At(&packet[last + 2..]),
        None if packet.len() < 5 => Body::Later,
        _ => Body::Never,
    }
}

/// The version of the protocol and the name of the client in a CONNECT packet; none while it is not all there.
fn client(packet: &[u8]) -> Option<(&'static str, &[u8])> {
    let Body::At(body) = body(packet) else { return None };
    // The protocol's name, its level, the flags and the keep-alive.
    let (header, mut rest) = body.split_at_checked(10)?;
    let version = match header[6] {
        4 => "3.1.1",
        5 => "5.0",
        _ => "unknown",
    };
    if version == "5.0" {
        let (&properties, behind) = rest.split_first()?;
        rest = behind.get(usize::from(properties)..)?;
    }
    let (len, rest) = rest.split_first_chunk()?;
    Some((version, rest.get(..usize::from(u16::from_be_bytes(*len)))?))
}
