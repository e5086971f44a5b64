//! TLS: what client and server say to each other before they encrypt (RFC 8446, RFC 5246).
//!
//! An example of a dissector with layers of its own: records carry pieces of messages, and both are cut anywhere, by segments and
//! by each other. Each layer is a file with a state of a few octets: `record` takes records apart, `handshake` puts together the
//! messages that are told, in at most [`MOST_HELLO`] octets a direction, and skips the others by their length. Nothing is buffered
//! of a hello that lies whole in one record of one segment, as most do.
//!
//! ```
//! use synfin_dissect::plugins::tls::Tls;
//! use synfin_dissect::registry::Registry;
//! use synfin_dissect::trial::Trial;
//!
//! // A record with a ClientHello: TLS 1.2, a random of zeros, no session, two cipher suites, no compression, one extension.
//! let record = b"\x16\x03\x01\0\x42\x01\0\0\x3e\x03\x03";
//! let behind = b"\0\0\x04\x13\x01\x13\x02\x01\0\0\x11\0\0\0\x0d\0\x0b\0\0\x08sea.test";
//! let hello = [record.as_slice(), &[0; 32], behind].concat();
//! let mut trial = Trial::new(Registry::new().with(Tls), 8443);
//! assert_eq!(
//!     trial.originator(&hello),
//!     ["server_name=sea.test", "legacy_version=TLS 1.2", "cipher_count=2", "ja4=t12d020100_62ed6f6ca7ad_000000000000"],
//! );
//! // "I do not know such a name": a fatal alert.
//! assert_eq!(trial.responder(b"\x15\x03\x03\0\x02\x02\x70"), ["alert=fatal unrecognized_name"]);
//! ```
//!
//! It claims connections by their first octets, on any port: a record of the handshake that begins with a hello. It is done when both
//! directions encrypt. What follows a STARTTLS is another dissector's connection, and not told.
//!
//! Values that are there to be ignored (GREASE, RFC 8701) are left out everywhere.
//!
//! # JA4
//!
//! The field `ja4` is FoxIO's fingerprint of TLS clients, written here from its specification. JA4 is under the licence BSD-3-Clause,
//! and FoxIO says that it has no patent claims on it and plans none. The methods that are called JA4+ (JA4S, JA4H, JA4X, JA4T of the TCP
//! handshake, and more) are under the FoxIO License, which forbids to earn money with them, and patents are pending on all of them. None
//! of them is here, and none belongs here.
//!
//! With `supported_versions` the version in JA4 is the highest in that list, drafts of TLS 1.3 included, which the specification names
//! `00`.

mod alert;
mod client_hello;
mod extension;
mod handshake;
mod ja4;
mod record;
mod server_hello;
mod version;

use synfin_flow::direction::Direction;

use crate::claims::{Claims, Probe};
use crate::data::{Data, Gap};
use crate::dissector::Dissector;
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::field::{Field, FieldKind};
use crate::flow_info::FlowInfo;
use crate::name::Name;
use crate::plugins::tls::alert::{Alert, MOST_ALERTS};
use crate::plugins::tls::client_hello::ClientHello;
use crate::plugins::tls::handshake::{CLIENT_HELLO, Handshake, Hello};
use crate::plugins::tls::record::{ALERT, CHANGE_CIPHER_SPEC, HANDSHAKE, Records};
use crate::plugins::tls::server_hello::ServerHello;
use crate::plugins::tls::version::version;
use crate::then::Then;

pub use crate::plugins::tls::handshake::MOST_HELLO;

/// Most protocols of an ALPN extension that are told, and most versions of a list.
const MOST_LISTED: usize = 8;

/// Tells what the hellos of both ends say, and alerts in the clear.
#[derive(Clone, Copy, Debug)]
pub struct Tls;

/// Where both directions stand.
#[derive(Debug, Default)]
pub struct Standing {
    sides: [Side; 2],
    /// The server asked for another ClientHello, and did not answer that yet.
    is_retried: bool,
}

/// Where one direction stands.
#[derive(Debug, Default)]
struct Side {
    records: Records,
    handshake: Handshake,
    alert: Alert,
    /// It encrypts, or octets of it are missing.
    is_over: bool,
}

impl Dissector for Tls {
    type State = Standing;

    fn name(&self) -> Name {
        "tls".into()
    }

    fn fields(&self) -> Vec<Field> {
        let (text, number) = (FieldKind::Text, FieldKind::Unsigned);
        vec![
            Field::new("server_name", text, "The host that the client asks for (SNI).").headline(),
            Field::new("alpn", text, "A protocol that the client offers; the first 8 are told.")
                .every_of_flow(),
            Field::new("legacy_version", text, "The version in the ClientHello's own field.").first_of_flow(),
            Field::new(
                "offered_version",
                text,
                "A version that the client offers by an extension; the first 8 are told.",
            ),
            Field::new("cipher_count", number, "How many cipher suites the client offers.").first_of_flow(),
            Field::new("ja4", text, "The fingerprint JA4 of the client.").first_of_flow(),
            Field::new("version", text, "The version that the server chose.").headline(),
            Field::new("cipher", text, "The cipher suite that the server chose, by its number.")
                .first_of_flow(),
            Field::new(
                "chosen_alpn",
                text,
                "The protocol that the server chose, if it says so in the clear.",
            )
            .first_of_flow(),
            Field::new("hello_retry", FieldKind::Bool, "The server asks for another ClientHello.")
                .first_of_flow(),
            Field::new(
                "alert",
                text,
                "Level and description of an alert in the clear; the first 4 of each end are told.",
            )
            .every_of_flow(),
        ]
    }

    fn claims(&self) -> Claims {
        Claims::none().probe(record::DEPTH)
    }

    fn probe(&self, first: &[u8]) -> Probe {
        record::probe(first)
    }

    fn open(&self, _: &FlowInfo) -> Standing {
        Standing::default()
    }

    fn data(
        &self,
        Standing { sides, is_retried }: &mut Standing,
        data: &Data<'_>,
        emit: &mut Emitter<'_>,
    ) -> Result<Then, Failure> {
        let side = &mut sides[usize::from(data.at.direction == Direction::Responder)];
        let mut rest = data.octets;
        while !side.is_over
            && let Some(piece) = side.records.next(&mut rest)?
        {
            match piece.content {
                HANDSHAKE => side.hellos(piece.octets, is_retried, emit)?,
                ALERT => side.alerts(piece.octets, emit)?,
                // RFC 8446, section D.4: each end sends one before its second flight, which is in the clear behind a retry.
                CHANGE_CIPHER_SPEC if *is_retried => {}
                _ => side.end(),
            }
        }
        Ok(then(sides))
    }

    fn gap(&self, standing: &mut Standing, gap: &Gap, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        standing.sides[usize::from(gap.at.direction == Direction::Responder)].end();
        Ok(then(&standing.sides))
    }

    fn held(&self, standing: &Standing) -> usize {
        standing.sides.iter().map(|side| side.handshake.held()).sum()
    }

    fn most_held(&self) -> usize {
        2 * MOST_HELLO
    }
}

fn then(sides: &[Side; 2]) -> Then {
    if sides.iter().all(|side| side.is_over) { Then::Done } else { Then::GoOn }
}

impl Side {
    fn end(&mut self) {
        *self = Side { is_over: true, ..Side::default() };
    }

    /// Takes a piece of the handshake.
    fn hellos(&mut self, piece: &[u8], is_retried: &mut bool, emit: &mut Emitter<'_>) -> Result<(), Failure> {
        let mut rest = piece;
        while let Some(Hello { kind, body }) = self.handshake.next(&mut rest)? {
            if kind == CLIENT_HELLO {
                let hello =
                    ClientHello::read(&body).ok_or_else(|| Failure::new("a malformed ClientHello"))?;
                client(&hello, emit)?;
            } else {
                let hello =
                    ServerHello::read(&body).ok_or_else(|| Failure::new("a malformed ServerHello"))?;
                *is_retried = hello.is_retry;
                server(&hello, emit)?;
            }
        }
        Ok(())
    }

    /// Takes a piece of an alert.
    fn alerts(&mut self, piece: &[u8], emit: &mut Emitter<'_>) -> Result<(), Failure> {
        for &octet in piece {
            let Some(told) = self.alert.next(octet) else { continue };
            if told.number <= MOST_ALERTS {
                emit.put("alert", told.text().as_str())?;
            }
            if told.is_fatal() {
                self.end();
                break;
            }
        }
        Ok(())
    }
}

fn client(hello: &ClientHello<'_>, emit: &mut Emitter<'_>) -> Result<(), Failure> {
    if let Some(name) = hello.server_name() {
        emit.put("server_name", String::from_utf8_lossy(name).as_ref())?;
    }
    for protocol in hello.alpn().take(MOST_LISTED) {
        emit.put("alpn", String::from_utf8_lossy(protocol).as_ref())?;
    }
    emit.put("legacy_version", version(hello.legacy_version).as_str())?;
    for offered in hello.supported_versions().take(MOST_LISTED) {
        emit.put("offered_version", version(offered).as_str())?;
    }
    emit.put("cipher_count", hello.ciphers().count() as u64)?;
    emit.put("ja4", ja4::ja4(hello).as_str())
}

fn server(hello: &ServerHello<'_>, emit: &mut Emitter<'_>) -> Result<(), Failure> {
    if hello.is_retry {
        emit.put("hello_retry", true)?;
    }
    emit.put("version", version(hello.version).as_str())?;
    emit.put("cipher", format!("{:#06x}", hello.cipher).as_str())?;
    hello.alpn().map_or(Ok(()), |chosen| emit.put("chosen_alpn", String::from_utf8_lossy(chosen).as_ref()))
}
