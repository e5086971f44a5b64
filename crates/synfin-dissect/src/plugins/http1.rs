//! HTTP/1: what is asked of which host, and how it is answered (RFC 9112).
//!
//! An example of a dissector whose messages say themselves where they end, in three ways. A head ends with an empty line: it is
//! gathered until that comes, in at most [`MOST_HEAD`] octets, and then read at once by the crate `httparse`. A body is never
//! gathered: it is skipped, by its `Content-Length` or from chunk to chunk (RFC 9112, section 6), so that the next start line is found
//! where it is, and never guessed by how octets happen to lie in segments.
//!
//! ```
//! use synfin_dissect::plugins::http1::Http1;
//! use synfin_dissect::registry::Registry;
//! use synfin_dissect::trial::Trial;
//!
//! let mut trial = Trial::new(Registry::new().with(Http1), 8080);
//! assert_eq!(
//!     trial.originator(b"GET /tide?at=noon HTTP/1.1\r\nHost: harbour.example\r\n\r\n"),
//!     ["method=GET", "target=/tide?at=noon", "version=HTTP/1.1", "host=harbour.example"],
//! );
//! let told = trial.responder(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhigh\n");
//! assert_eq!(told, ["status=200", "reason=OK", "version=HTTP/1.1"]);
//! ```
//!
//! It claims connections by their first line, on any port. Of each direction the first [`MOST_MESSAGES`] messages are told. A
//! direction ends before, and nothing more of it is told, where its messages have no end that can be found: behind a response whose
//! body lasts until the connection closes, behind `101 Switching Protocols`, in the tunnel behind a successful `CONNECT`, and where
//! octets are missing, unless they are missing within a body.
//!
//! It is no judge of requests, and no way around one: a head that RFC 9112 calls malformed ends its work on the connection, with
//! the reason. So does a head of more than [`MOST_HEAD`] octets or [`MOST_HEADERS`] fields. Of a head whose fields contradict each
//! other (two hosts, lengths that differ, a length beside a transfer coding), by which requests are smuggled (RFC 9112, section 11.2),
//! the start line is told, and then its work ends too: where the next message begins depends on who reads.

mod body;
mod head;
mod head_end;
mod side;
mod start_line;

use synfin_flow::direction::Direction;

use crate::claims::{Claims, Probe};
use crate::data::{Data, Gap};
use crate::dissector::Dissector;
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::field::{Field, FieldKind, Headline};
use crate::flow_info::FlowInfo;
use crate::name::Name;
use crate::plugins::http1::side::{Exchange, Told};
use crate::then::Then;

pub use crate::plugins::http1::head::{MOST_HEAD, MOST_HEADERS};
pub use crate::plugins::http1::side::MOST_MESSAGES;

/// Tells method, target and host of requests, and the status of responses.
#[derive(Clone, Copy, Debug)]
pub struct Http1;

/// Where both directions stand, and which requests still wait for a response.
#[derive(Debug, Default)]
pub struct Standing(Exchange);

impl Dissector for Http1 {
    type State = Standing;

    fn name(&self) -> Name {
        "http1".into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            Field::new("method", FieldKind::Text, "The method of a request.").headline(),
            Field::new("target", FieldKind::Text, "The target of a request, as it was sent.").headline(),
            Field::new("version", FieldKind::Text, "The version of a request or a response."),
            Field::new("host", FieldKind::Text, "The host that a request names.").headline(),
            Field::new("status", FieldKind::Unsigned, "The status code of a response.")
                .headline_as(Headline::Answer),
            Field::new("reason", FieldKind::Text, "The reason phrase of a response, if it has one."),
        ]
    }

    fn claims(&self) -> Claims {
        Claims::none().probe(start_line::DEPTH)
    }

    fn probe(&self, first: &[u8]) -> Probe {
        start_line::probe(first)
    }

    fn open(&self, _: &FlowInfo) -> Standing {
        Standing::default()
    }

    fn data(
        &self,
        Standing(exchange): &mut Standing,
        data: &Data<'_>,
        emit: &mut Emitter<'_>,
    ) -> Result<Then, Failure> {
        exchange.take(index(data.at.direction), data.octets, |told| match told {
            Told::Request { method, target, version, host } => {
                emit.put("method", method)?;
                emit.put("target", target)?;
                emit.put("version", version)?;
                host.map_or(Ok(()), |host| emit.put("host", String::from_utf8_lossy(host).as_ref()))
            }
            Told::Response { code, reason, version } => {
                emit.put("status", u64::from(code))?;
                if !reason.is_empty() {
                    emit.put("reason", reason)?;
                }
                emit.put("version", version)
            }
        })?;
        Ok(then(exchange))
    }

    fn gap(
        &self,
        Standing(exchange): &mut Standing,
        gap: &Gap,
        _: &mut Emitter<'_>,
    ) -> Result<Then, Failure> {
        exchange.skip(index(gap.at.direction), gap.len);
        Ok(then(exchange))
    }

    fn held(&self, Standing(exchange): &Standing) -> usize {
        exchange.held()
    }

    fn most_held(&self) -> usize {
        2 * MOST_HEAD
    }
}

fn index(of: Direction) -> usize {
    usize::from(of == Direction::Responder)
}

fn then(exchange: &Exchange) -> Then {
    if exchange.is_over() { Then::Done } else { Then::GoOn }
}
