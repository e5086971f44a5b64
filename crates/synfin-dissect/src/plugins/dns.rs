//! DNS over TCP: what is asked, and how it is answered (RFC 1035, RFC 7766).
//!
//! An example of a dissector whose protocol says how long each of its messages is: two octets with a length, then as many octets
//! (RFC 1035, section 4.2.2). Such a stream needs no buffer of 64 KiB. All that is told stands in front: the header and the first
//! question, in at most [`MOST_HEAD`] octets. Those are gathered where segments cut them, and of the rest of the message only is
//! counted how much is still to come.
//!
//! The same count makes it robust: octets that are missing *within* what is skipped anyway do no harm, and the next message is found
//! behind them. Octets that are missing elsewhere end the direction, as nobody knows where the next message begins.
//!
//! ```
//! use synfin_dissect::plugins::dns::Dns;
//! use synfin_dissect::registry::Registry;
//! use synfin_dissect::trial::Trial;
//!
//! let mut trial = Trial::new(Registry::new().with(Dns), 53);
//! let query = b"\0\x1d\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x07example\x03com\0\0\x1c\0\x01";
//! // The length comes in a segment of its own, as some resolvers send it.
//! assert_eq!(trial.originator(&query[..2]), [""; 0]);
//! assert_eq!(trial.originator(&query[2..]), ["query=example.com", "query_type=AAAA"]);
//! ```
//!
//! It claims connections with port 53 alone: two octets of length and a header tell too little of a connection elsewhere.
//! More than one question there never is (RFC 9619); of more the first would be told. The response code is that of the header, without
//! the upper bits that EDNS adds (RFC 6891, section 6.1.3).

use synfin_flow::direction::Direction;

use simple_dns::{Label, Name as DomainName, PacketFlag, QTYPE, TYPE, header_buffer};

use crate::claims::{Claims, Probe};
use crate::data::{Data, Gap};
use crate::dissector::Dissector;
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::field::{Field, FieldKind};
use crate::flow_info::FlowInfo;
use crate::name::Name;
use crate::plugins::gathered::Gathered;
use crate::then::Then;

/// Octets of a message's header (RFC 1035, section 4.1.1).
const HEADER: usize = 12;
/// Most octets of a name (RFC 1035, section 2.3.4), its last one, of no length, included.
const MOST_NAME: usize = 255;
/// Most octets of a message that are looked at: its header, and the name, type and class of a question.
pub const MOST_HEAD: usize = HEADER + MOST_NAME + 4;

/// Tells name and type of each question; of a response the code, and how many records answer.
#[derive(Clone, Copy, Debug)]
pub struct Dns;

/// Where both directions stand.
#[derive(Debug, Default)]
pub struct Standing([Place; 2]);

/// Where one direction stands.
#[derive(Debug, Default)]
struct Place {
    /// The length in front of a message, as far as it came.
    length: [u8; 2],
    has: u8,
    /// Octets of the message at hand that did not come yet; those of its head that are gathered did.
    left: usize,
    /// Its head, until it was told.
    head: Gathered,
    /// How many octets that has; none when it was told.
    wanted: usize,
    /// Nobody knows where the next message begins.
    is_lost: bool,
}

impl Dissector for Dns {
    type State = Standing;

    fn name(&self) -> Name {
        "dns".into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            Field::new("query", FieldKind::Text, "The name that is asked for, in questions and responses.")
                .headline(),
            Field::new("query_type", FieldKind::Text, "The type of records that is asked for.").headline(),
            Field::new("opcode", FieldKind::Text, "What is wanted, where it is no standard query.")
                .first_of_flow(),
            Field::new("response_code", FieldKind::Text, "Whether it was answered, as IANA's list has it.")
                .headline(),
            Field::new("answers", FieldKind::Unsigned, "How many records answer.").first_of_flow(),
        ]
    }

    fn claims(&self) -> Claims {
        Claims::none().port(53)
    }

    fn probe(&self, first: &[u8]) -> Probe {
        let Some((length, message)) = first.split_first_chunk() else { return Probe::More };
        if usize::from(u16::from_be_bytes(*length)) < HEADER {
            return Probe::NotMine;
        }
        match message.get(2..6) {
            None => Probe::More,
            // RFC 9619: more than one question there never is.
            Some(&[flags, _, 0, 0 | 1]) if opcode_name(opcode(flags)).is_some() => Probe::Mine,
            Some(_) => Probe::NotMine,
        }
    }

    fn open(&self, _: &FlowInfo) -> Standing {
        Standing::default()
    }

    fn data(
        &self,
        Standing(places): &mut Standing,
        data: &Data<'_>,
        emit: &mut Emitter<'_>,
    ) -> Result<Then, Failure> {
        let place = &mut places[usize::from(data.at.direction == Direction::Responder)];
        let mut rest = data.octets;
        while !place.is_lost && !rest.is_empty() {
            place.take(&mut rest, emit)?;
        }
        Ok(Then::GoOn)
    }

    fn gap(&self, Standing(places): &mut Standing, gap: &Gap, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        let place = &mut places[usize::from(gap.at.direction == Direction::Responder)];
        match usize::try_from(gap.len) {
            Ok(len) if place.wanted == 0 && len <= place.left => place.left -= len,
            _ => *place = Place { is_lost: true, ..Place::default() },
        }
        Ok(if places.iter().all(|place| place.is_lost) { Then::Done } else { Then::GoOn })
    }

    fn held(&self, Standing(places): &Standing) -> usize {
        places.iter().map(|place| place.head.held()).sum()
    }

    fn most_held(&self) -> usize {
        2 * MOST_HEAD
    }
}

impl Place {
    /// Takes octets from the front of `rest`, at least one.
    fn take(&mut self, rest: &mut &[u8], emit: &mut Emitter<'_>) -> Result<(), Failure> {
        if self.wanted > 0 {
            // Most heads come whole.
            let before = self.head.len();
            if self.head.is_empty()
                && let Some((head, behind)) = rest.split_at_checked(self.wanted)
            {
                *rest = behind;
                self.left -= head.len();
                self.wanted = 0;
                return tell(head, emit);
            }
            let is_whole = self.head.fill(self.wanted, rest);
            self.left -= self.head.len() - before;
            if is_whole {
                self.wanted = 0;
                return tell(&self.head.take(), emit);
            }
        } else if self.left > 0 {
            let skipped = self.left.min(rest.len());
            *rest = &rest[skipped..];
            self.left -= skipped;
        } else if let Some((&octet, behind)) = rest.split_first() {
            *rest = behind;
            self.length[usize::from(self.has)] = octet;
            self.has = (self.has + 1) % 2;
            if self.has == 0 {
                self.left = usize::from(u16::from_be_bytes(self.length));
                self.wanted = self.left.min(MOST_HEAD);
                if self.left < HEADER {
                    return Err(Failure::new("a message shorter than its header"));
                }
            }
        }
        Ok(())
    }
}

/// Tells the head of a message.
fn tell(head: &[u8], emit: &mut Emitter<'_>) -> Result<(), Failure> {
    let cut = |_| Failure::new("a message shorter than its header");
    if header_buffer::questions(head).map_err(cut)? > 0 {
        let (name, query_type) = question(head).ok_or_else(|| Failure::new("a malformed question"))?;
        emit.put("query", name.as_str())?;
        emit.put("query_type", type_name(query_type).as_str())?;
    }
    let opcode = opcode(head[2]);
    if opcode != QUERY {
        emit.put(
            "opcode",
            opcode_name(opcode).map_or_else(|| format!("OPCODE{opcode}"), str::to_owned).as_str(),
        )?;
    }
    if header_buffer::has_flags(head, PacketFlag::RESPONSE).map_err(cut)? {
        emit.put("response_code", response_code(head[3] & 0x0f).as_str())?;
        emit.put("answers", u64::from(header_buffer::answers(head).map_err(cut)?))?;
    }
    Ok(())
}

/// The first question: its name and its type.
fn question(head: &[u8]) -> Option<(String, u16)> {
    let mut rest = head.get(HEADER..)?;
    let mut labels = Vec::new();
    loop {
        let (&len, behind) = rest.split_first()?;
        // Longer ones would be pointers to names that came before, and before the first there are none.
        if len > 63 {
            return None;
        }
        let (label, behind) = behind.split_at_checked(usize::from(len))?;
        rest = behind;
        if label.is_empty() {
            break;
        }
        labels.push(Label::new_unchecked(label));
    }
    let is_short = head.len() - HEADER - rest.len() <= MOST_NAME;
    let query_type = u16::from_be_bytes(*rest.first_chunk()?);
    // Its class belongs to it.
    let is_whole = rest.len() >= 4;
    let name =
        if labels.is_empty() { ".".to_owned() } else { DomainName::new_with_labels(&labels).to_string() };
    (is_short && is_whole).then_some((name, query_type))
}

/// As presentation formats have it; a type without a name as `TYPE` and its number (RFC 3597, section 5).
fn type_name(number: u16) -> String {
    match QTYPE::try_from(number) {
        Ok(QTYPE::TYPE(TYPE::Unknown(_))) | Err(_) => format!("TYPE{number}"),
        Ok(QTYPE::TYPE(known)) => format!("{known:?}"),
        Ok(QTYPE::ANY) => "ANY".to_owned(),
        Ok(other) => format!("{other:?}"),
    }
}

/// The opcode, out of the third octet of a header.
const fn opcode(flags: u8) -> u8 {
    flags >> 3 & 0x0f
}

const QUERY: u8 = 0;

/// The name of an opcode (IANA, "DNS OpCodes").
#[rustfmt::skip]
const fn opcode_name(opcode: u8) -> Option<&'static str> {
    Some(match opcode {
        QUERY => "QUERY",
        1     => "IQUERY",
        2     => "STATUS",
        4     => "NOTIFY",
        5     => "UPDATE",
        6     => "DSO",
        _     => return None,
    })
}

/// The name of a response code (IANA, "DNS RCODEs").
#[rustfmt::skip]
fn response_code(number: u8) -> String {
    match number {
        0  => "NOERROR",
        1  => "FORMERR",
        2  => "SERVFAIL",
        3  => "NXDOMAIN",
        4  => "NOTIMP",
        5  => "REFUSED",
        6  => "YXDOMAIN",
        7  => "YXRRSET",
        8  => "NXRRSET",
        9  => "NOTAUTH",
        10 => "NOTZONE",
        11 => "DSOTYPENI",
        _  => return format!("RCODE{number}"),
    }
    .to_owned()
}
