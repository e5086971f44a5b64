//! SSH: what both ends call themselves (RFC 4253, section 4.2).
//!
//! An example of a dissector that buffers, within a bound that it states, and is done when it has told all: a line may come in several
//! segments, and after the two lines everything is encrypted.

use synfin_flow::direction::Direction;

use crate::claims::{Claims, Probe};
use crate::data::{Data, Gap};
use crate::dissector::Dissector;
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::field::{Field, FieldKind, Headline};
use crate::flow_info::FlowInfo;
use crate::name::Name;
use crate::then::Then;

/// RFC 4253, section 4.2: "The maximum length of the string is 255 characters, including the Carriage Return and Line Feed."
const MOST_LINE: usize = 255;
/// Ours: RFC 4253 lets a server send any number of lines before; who sends more than these says something else.
const MOST_LINES_BEFORE: u8 = 32;

/// Tells the identification strings of client and server.
#[derive(Clone, Copy, Debug)]
pub struct Ssh;

/// The line that each direction is in the middle of.
#[derive(Clone, Debug, Default)]
pub struct Lines([Line; 2]);

#[derive(Clone, Debug, Default)]
struct Line {
    octets: Vec<u8>,
    lines_before: u8,
    /// It was told, or never will be.
    is_over: bool,
}

impl Dissector for Ssh {
    type State = Lines;

    fn name(&self) -> Name {
        "ssh".into()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            Field::new(
                "client",
                FieldKind::Text,
                "What the client calls itself, such as SSH-2.0-OpenSSH_9.6.",
            )
            .headline_as(Headline::Labelled),
            Field::new("server", FieldKind::Text, "What the server calls itself.")
                .headline_as(Headline::Labelled),
        ]
    }

    fn claims(&self) -> Claims {
        Claims::none().port(22).probe(PREFIX.len())
    }

    fn probe(&self, first: &[u8]) -> Probe {
        match Probe::of_prefix(first, PREFIX) {
            // A server may send other lines before; only its port tells then.
            Probe::NotMine if first.iter().all(|octet| is_text(*octet)) => {
                // What is said of some octets must not be taken back for more of them.
                if first.len() < PREFIX.len() { Probe::More } else { Probe::Unsure }
            }
            told => told,
        }
    }

    fn open(&self, _: &FlowInfo) -> Lines {
        Lines::default()
    }

    fn data(
        &self,
        Lines(lines): &mut Lines,
        data: &Data<'_>,
        emit: &mut Emitter<'_>,
    ) -> Result<Then, Failure> {
        let (field, at) = match data.at.direction {
            Direction::Originator => ("client", 0),
            Direction::Responder => ("server", 1),
        };
        let line = &mut lines[at];
        let mut rest = data.octets;
        while !line.is_over && !rest.is_empty() {
            let end = rest.iter().position(|&octet| octet == b'\n');
            let (more, behind) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
            rest = behind;
            if line.octets.len() + more.len() > MOST_LINE {
                return Err(Failure::new("a line is longer than 255 octets"));
            }
            line.octets.extend_from_slice(more);
            if end.is_some() {
                line.end(field, emit)?;
            }
        }
        Ok(if lines.iter().all(|line| line.is_over) { Then::Done } else { Then::GoOn })
    }

    fn gap(&self, Lines(lines): &mut Lines, gap: &Gap, _: &mut Emitter<'_>) -> Result<Then, Failure> {
        let line = &mut lines[usize::from(gap.at.direction == Direction::Responder)];
        *line = Line { is_over: true, ..Line::default() };
        Ok(if lines.iter().all(|line| line.is_over) { Then::Done } else { Then::GoOn })
    }

    fn held(&self, Lines(lines): &Lines) -> usize {
        lines.iter().map(|line| line.octets.capacity()).sum()
    }

    fn most_held(&self) -> usize {
        // A vector grows by doubling.
        2 * 2 * MOST_LINE
    }
}

const PREFIX: &[u8] = b"SSH-";

impl Line {
    /// A line is whole.
    fn end(&mut self, field: &str, emit: &mut Emitter<'_>) -> Result<(), Failure> {
        let octets = core::mem::take(&mut self.octets);
        if octets.starts_with(PREFIX) {
            self.is_over = true;
            return emit.put(field, String::from_utf8_lossy(octets.trim_ascii_end()).as_ref());
        }
        self.lines_before += 1;
        if self.lines_before > MOST_LINES_BEFORE || !octets.iter().all(|octet| is_text(*octet)) {
            return Err(Failure::new("what comes first is no SSH"));
        }
        Ok(())
    }
}

/// What may stand in a line for people: RFC 4253 wants UTF-8.
const fn is_text(octet: u8) -> bool {
    matches!(octet, b'\t' | b'\r' | b'\n' | b' '..=b'~' | 0x80..)
}

#[cfg(test)]
mod tests {
    use super::Ssh;
    use crate::registry::Registry;
    use crate::trial::Trial;
    use synfin_flow::direction::Direction;
    use synfin_flow::step::Step;

    fn trial(port: u16) -> Trial {
        Trial::new(Registry::new().with(Ssh), port)
    }

    #[test]
    fn both_ends_are_told_on_any_port_and_then_it_is_done() {
        let mut trial = trial(2222);
        assert_eq!(trial.responder(b"SSH-2.0-OpenSSH_9.6\r\n"), ["server=SSH-2.0-OpenSSH_9.6"]);
        assert_eq!(trial.originator(b"SSH-2.0-PuTTY x\n\0\0"), ["client=SSH-2.0-PuTTY x"]);
        assert_eq!(trial.dissection().counts()[0].done, 1);
        assert_eq!(trial.dissection().holds()[0], 0);
    }

    #[test]
    fn the_same_is_told_wherever_the_line_is_cut() {
        let line = b"SSH-2.0-libssh2_1.11.0\r\n";
        for cut in 1..line.len() {
            for port in [22, 2222] {
                let mut trial = trial(port);
                let mut told = trial.originator(&line[..cut]);
                told.extend(trial.originator(&line[cut..]));
                assert_eq!(told, ["client=SSH-2.0-libssh2_1.11.0"], "cut after {cut}, port {port}");
            }
        }
    }

    #[test]
    fn a_server_may_say_more_before_on_its_port() {
        let mut trial = trial(22);
        assert_eq!(trial.responder("Grüß Gott\r\nSSH-2.0-x\r\n".as_bytes()), ["server=SSH-2.0-x"]);
    }

    #[test]
    fn what_is_no_ssh_is_let_go() {
        let mut binary = trial(22);
        binary.originator(b"\x16\x03\x01\x00\xc8");
        assert_eq!(binary.end(), None, "not even on its port");
        let mut long = trial(22);
        long.originator(&[b'x'; 256]);
        assert_eq!(long.end().unwrap().failure.unwrap().reason(), "a line is longer than 255 octets");
        let mut many = trial(22);
        (0..33).for_each(|_| drop(many.originator(b"hello\r\n")));
        assert_eq!(many.end().unwrap().failure.unwrap().reason(), "what comes first is no SSH");
    }

    #[test]
    fn a_line_with_a_gap_in_it_is_not_told() {
        let mut trial = trial(22);
        trial.originator(b"SSH-2.0");
        assert_eq!(trial.segment(Direction::Originator, Step::Data, 9, b"x\r\n", 3), [""; 0]);
        assert_eq!(trial.responder(b"SSH-2.0-y\r\n"), ["server=SSH-2.0-y"]);
        assert_eq!(trial.dissection().counts()[0].done, 1);
    }
}
