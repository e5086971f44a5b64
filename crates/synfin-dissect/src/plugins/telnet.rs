//! Telnet: which options the two ends negotiate (RFC 854, RFC 855).
//!
//! An example of a dissector whose protocol is a stream of octets: a command may be cut anywhere between two segments, so the state
//! is where each direction stands within one. Nothing is buffered but the name of a terminal, in a few octets of the state itself.

use synfin_flow::direction::Direction;

use crate::claims::{Claims, Probe};
use crate::data::{Data, Gap};
use crate::dissector::Dissector;
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::field::{Field, FieldKind};
use crate::flow_info::FlowInfo;
use crate::name::Name;
use crate::then::Then;

/// Most octets of a terminal's name (RFC 1091 allows 40).
const MOST_NAME: usize = 40;

/// Tells each step of the negotiation (`WILL ECHO`), and the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Telnet;

/// Where both directions stand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing([Place; 2]);

/// Where one direction stands.
#[derive(Clone, Copy, Debug, Default)]
enum Place {
    /// Among octets for the terminal.
    #[default]
    Text,
    /// Behind an IAC, "interpret as command".
    Command,
    /// Behind WILL, WON'T, DO or DON'T: the option follows.
    Option(Verb),
    /// Behind SB: the option follows.
    Subnegotiation,
    /// Within the subnegotiation of this option; with a terminal's name, as far as it came.
    Within { option: u8, name: TerminalName, iac: bool },
}

#[derive(Clone, Copy, Debug)]
enum Verb {
    Will,
    Wont,
    Do,
    Dont,
}

impl Verb {
    const fn name(self) -> &'static str {
        match self {
            Verb::Will => "WILL",
            Verb::Wont => "WONT",
            Verb::Do => "DO",
            Verb::Dont => "DONT",
        }
    }
}

/// What a subnegotiation of the terminal type says, its first octet included, which tells whether a name follows.
#[derive(Clone, Copy, Debug)]
struct TerminalName {
    octets: [u8; MOST_NAME + 1],
    len: u8,
}

impl TerminalName {
    const EMPTY: TerminalName = TerminalName { octets: [0; MOST_NAME + 1], len: 0 };

    fn push(&mut self, octet: u8) {
        if let Some(place) = self.octets.get_mut(usize::from(self.len)) {
            *place = octet;
            self.len += 1;
        }
    }

    /// RFC 1091: IS is 0, SEND is 1.
    fn name(&self) -> Option<&[u8]> {
        self.octets[..usize::from(self.len)].strip_prefix(&[IS]).filter(|name| !name.is_empty())
    }
}

// RFC 854, "TELNET commands".
const SE: u8 = 240;
const SB: u8 = 250;
const WILL: u8 = 251;
const WONT: u8 = 252;
const DO: u8 = 253;
const DONT: u8 = 254;
const IAC: u8 = 255;

/// RFC 1091: the option, and what comes before a name.
const TERMINAL_TYPE: u8 = 24;
const IS: u8 = 0;

impl Dissector for Telnet {
    type State = Standing;

    fn name(&self) -> Name {
        "telnet".into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            Field::new("negotiation", FieldKind::Text, "A step of the negotiation, such as WILL ECHO."),
            Field::new("subnegotiation", FieldKind::Text, "The option that parameters are told of."),
            Field::new("terminal_type", FieldKind::Text, "The terminal of the client (RFC 1091).").headline(),
        ]
    }

    fn claims(&self) -> Claims {
        // Elsewhere, three octets would have to tell: a command and its option.
        Claims::none().port(23).probe(3)
    }

    fn probe(&self, first: &[u8]) -> Probe {
        match first {
            [IAC] | [IAC, WILL | WONT | DO | DONT] => Probe::More,
            [IAC, WILL | WONT | DO | DONT, option, ..] if option_name(*option).is_some() => Probe::Mine,
            _ => Probe::Unsure,
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
        while let Some((&octet, behind)) = rest.split_first() {
            // Most of it is text, in which only an IAC means anything.
            if let Place::Text = place {
                let Some(iac) = rest.iter().position(|&octet| octet == IAC) else { break };
                *place = Place::Command;
                rest = &rest[iac + 1..];
                continue;
            }
            *place = next(*place, octet, emit)?;
            rest = behind;
        }
        Ok(Then::GoOn)
    }

    fn gap(&self, Standing(places): &mut Standing, gap: &Gap, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        // What was begun before the gap has no end.
        places[usize::from(gap.at.direction == Direction::Responder)] = Place::Text;
        Ok(Then::GoOn)
    }
}

/// Where a direction stands after one octet more.
fn next(place: Place, octet: u8, emit: &mut Emitter<'_>) -> Result<Place, Failure> {
    Ok(match place {
        Place::Text if octet == IAC => Place::Command,
        Place::Text => Place::Text,
        Place::Command => match octet {
            WILL => Place::Option(Verb::Will),
            WONT => Place::Option(Verb::Wont),
            DO => Place::Option(Verb::Do),
            DONT => Place::Option(Verb::Dont),
            SB => Place::Subnegotiation,
            // Two of them are one octet of text; the other commands have no parameter.
            _ => Place::Text,
        },
        Place::Option(verb) => {
            emit.put("negotiation", format!("{} {}", verb.name(), named(octet)).as_str())?;
            Place::Text
        }
        Place::Subnegotiation => {
            emit.put("subnegotiation", named(octet).as_str())?;
            Place::Within { option: octet, name: TerminalName::EMPTY, iac: false }
        }
        Place::Within { option, name, iac: true } => match octet {
            SE => {
                if option == TERMINAL_TYPE
                    && let Some(name) = name.name()
                {
                    emit.put("terminal_type", String::from_utf8_lossy(name).as_ref())?;
                }
                Place::Text
            }
            // RFC 855: an IAC among the parameters is doubled.
            IAC => within(option, name, IAC),
            // It was never ended: another command begins.
            _ => return next(Place::Command, octet, emit),
        },
        Place::Within { option, name, iac: false } if octet == IAC => {
            Place::Within { option, name, iac: true }
        }
        Place::Within { option, name, iac: false } => within(option, name, octet),
    })
}

fn within(option: u8, mut name: TerminalName, octet: u8) -> Place {
    if option == TERMINAL_TYPE {
        name.push(octet);
    }
    Place::Within { option, name, iac: false }
}

fn named(option: u8) -> String {
    option_name(option).map_or_else(|| format!("option {option}"), str::to_owned)
}

/// The name of an option (IANA, "Telnet Options").
#[rustfmt::skip]
const fn option_name(option: u8) -> Option<&'static str> {
    Some(match option {
        0  => "BINARY",
        1  => "ECHO",
        2  => "RECONNECTION",
        3  => "SUPPRESS-GO-AHEAD",
        4  => "MESSAGE-SIZE",
        5  => "STATUS",
        6  => "TIMING-MARK",
        7  => "RCTE",
        17 => "EXTENDED-ASCII",
        18 => "LOGOUT",
        19 => "BYTE-MACRO",
        20 => "DATA-ENTRY-TERMINAL",
        21 => "SUPDUP",
        22 => "SUPDUP-OUTPUT",
        23 => "SEND-LOCATION",
        24 => "TERMINAL-TYPE",
        25 => "END-OF-RECORD",
        26 => "TUID",
        27 => "OUTPUT-MARKING",
        28 => "TERMINAL-LOCATION-NUMBER",
        29 => "3270-REGIME",
        30 => "X.3-PAD",
        31 => "WINDOW-SIZE",
        32 => "TERMINAL-SPEED",
        33 => "REMOTE-FLOW-CONTROL",
        34 => "LINEMODE",
        35 => "X-DISPLAY-LOCATION",
        36 => "ENVIRON",
        37 => "AUTHENTICATION",
        38 => "ENCRYPT",
        39 => "NEW-ENVIRON",
        40 => "TN3270E",
        42 => "CHARSET",
        44 => "COM-PORT-CONTROL",
        46 => "START-TLS",
        47 => "KERMIT",
        _  => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Telnet;
    use crate::registry::Registry;
    use crate::trial::Trial;

    fn trial(port: u16) -> Trial {
        Trial::new(Registry::new().with(Telnet), port)
    }

    /// IAC DO TERMINAL-TYPE, IAC SB TERMINAL-TYPE IS "VT\xff" IAC SE, text, IAC WILL 200
    const STREAM: &[u8] = b"\xff\xfd\x18\xff\xfa\x18\x00VT\xff\xff\xff\xf0hello\xff\xfb\xc8";
    const TOLD: [&str; 4] = [
        "negotiation=DO TERMINAL-TYPE",
        "subnegotiation=TERMINAL-TYPE",
        "terminal_type=VT\u{fffd}",
        "negotiation=WILL option 200",
    ];

    #[test]
    fn the_same_is_told_wherever_the_stream_is_cut() {
        assert_eq!(trial(23).originator(STREAM), TOLD);
        for cut in 1..STREAM.len() {
            let mut trial = trial(23);
            let mut told = trial.originator(&STREAM[..cut]);
            told.extend(trial.originator(&STREAM[cut..]));
            assert_eq!(told, TOLD, "cut after {cut} octets");
        }
    }

    #[test]
    fn a_doubled_iac_is_text() {
        assert_eq!(trial(23).originator(b"\xff\xff\xfb\x01"), [""; 0]);
    }

    #[test]
    fn on_another_port_only_a_known_option_tells() {
        assert_eq!(trial(2323).responder(b"\xff\xfd\x01"), ["negotiation=DO ECHO"]);
        assert_eq!(trial(2323).responder(b"\xff\xfd\xc8"), [""; 0]);
        assert_eq!(trial(2323).responder(b"login:"), [""; 0]);
        let mut cut = trial(2323);
        assert_eq!(cut.responder(b"\xff"), [""; 0]);
        assert_eq!(cut.responder(b"\xfd\x01"), ["negotiation=DO ECHO"]);
    }

    #[test]
    fn a_command_is_not_continued_over_a_gap() {
        use synfin_flow::{direction::Direction, step::Step};

        let mut trial = trial(23);
        assert_eq!(trial.originator(b"\xff\xfb"), [""; 0]);
        let told = trial.segment(Direction::Originator, Step::Data, 10, b"\x01x", 2);
        assert_eq!(told, [""; 0]);
    }

    #[test]
    fn a_subnegotiation_without_end_holds_no_more_than_a_name() {
        let mut trial = trial(23);
        trial.originator(b"\xff\xfa\x18\x00");
        for _ in 0..100 {
            trial.originator(&[b'x'; 1000]);
        }
        assert_eq!(trial.originator(b"\xff\xf0"), [format!("terminal_type={}", "x".repeat(40))]);
        assert_eq!(trial.dissection().holds()[0], 0);
    }
}
