//! A whole script.

use crate::forge::frame::link_type::ETHERNET;
use crate::forge::pcap::Pcap;
use crate::forge::record::Record;
use crate::scripts::error::ScriptError;
use crate::scripts::expected::ExpectedFlow;
use crate::scripts::fields::{duration_ns, number};
use crate::scripts::items::Items;
use crate::scripts::scripted_segment::ScriptedSegment;
use crate::scripts::tellers::Tellers;
use crate::scripts::words::{Word, words};

/// Segments in the order in which they are seen, and what is expected of the connections they make.
///
/// ```
/// use synfin_testkit::scripts::script::Script;
///
/// let script = Script::parse("
///     > S   100              SYN
///     < SA  500  ack 101     SYN_ACK
///     > .                    HANDSHAKE_ACK  ESTABLISHED/ESTABLISHED
///     = OPEN
/// ")?;
/// let last = &script.segments[2].segment;
/// assert_eq!((last.seq, last.ack), (101, 501));
/// # Ok::<(), synfin_testkit::scripts::error::ScriptError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The segments, in order.
    pub segments: Vec<ScriptedSegment>,
    /// What is expected of the connections, in order of their first segment.
    pub flows: Vec<ExpectedFlow>,
}

impl Script {
    /// Reads a script; the grammar is that of [`crate::scripts`]. The first line that cannot be read is the error.
    pub fn parse(text: &str) -> Result<Script, ScriptError> {
        let mut script = Script::default();
        let mut tellers = Tellers::new();
        for (index, line) in text.lines().enumerate() {
            script
                .tell(&mut tellers, index + 1, line)
                .map_err(|message| ScriptError { line: index + 1, message })?;
        }
        Ok(script)
    }

    fn tell(&mut self, tellers: &mut Tellers, line: usize, text: &str) -> Result<(), String> {
        let words = words(text)?;
        let Some((Word::Plain(first), rest)) = words.split_first() else {
            return if words.is_empty() {
                Ok(())
            } else {
                Err("a line does not start with a quote".to_owned())
            };
        };
        match (first.as_str(), rest) {
            (">" | "<", _) => {
                let told = tellers.segment(first == ">", Items::of_segment(rest)?)?;
                self.segments.push(ScriptedSegment { line, text: text.trim().to_owned(), ..told });
            }
            ("again", _) => {
                let items = Items::of_repetition(rest)?;
                let before = self.segments.last().ok_or("there is no segment before to see again")?.clone();
                let time_ns = tellers.time_ns(items.moment)?;
                let text = text.trim().to_owned();
                self.segments.push(ScriptedSegment {
                    line,
                    text,
                    time_ns,
                    expected: items.expected,
                    ..before
                });
            }
            ("wait", [Word::Plain(time)]) => tellers.wait(duration_ns(time)?),
            ("ends", [Word::Plain(left), Word::Plain(right)]) => {
                let address = |word: &str| word.parse().map_err(|_| format!("`{word}` is not an address"));
                (tellers.left, tellers.right) = (address(left)?, address(right)?);
                if tellers.left.is_ipv4() != tellers.right.is_ipv4() {
                    return Err("the two ends are of different families".to_owned());
                }
            }
            ("ports", [Word::Plain(left), Word::Plain(right)]) => {
                tellers.ports = (number(left)?, number(right)?);
            }
            ("=", [Word::Plain(outcome), columns @ ..]) => {
                let columns = columns.iter().map(column).collect::<Result<_, _>>()?;
                self.flows.push(ExpectedFlow { line, outcome: outcome.clone(), columns });
            }
            _ => return Err(format!("`{}` is no line of a script", text.trim())),
        }
        Ok(())
    }

    /// The same told with the ends exchanged: what the left end sent, the right one sends, from its own address
    /// and port; expected states are exchanged likewise.
    ///
    /// A reader that guesses roles by port numbers may guess otherwise after this; one that saw the SYN may not.
    #[must_use]
    pub fn mirrored(mut self) -> Script {
        for scripted in &mut self.segments {
            scripted.from_left = !scripted.from_left;
            std::mem::swap(&mut scripted.source, &mut scripted.destination);
            scripted.segment.source_port = scripted.source.port();
            scripted.segment.destination_port = scripted.destination.port();
            scripted.expected.states = scripted.expected.states.take().map(|(left, right)| (right, left));
        }
        self
    }

    /// Every segment as a captured Ethernet frame.
    pub fn records(&self) -> Vec<Record> {
        self.segments.iter().map(ScriptedSegment::record).collect()
    }

    /// The whole as a nanosecond pcap file.
    pub fn pcap(&self) -> Vec<u8> {
        Pcap { nanoseconds: true, ..Pcap::of(ETHERNET) }.file(&self.records())
    }
}

fn column(word: &Word) -> Result<(String, String), String> {
    match word {
        Word::Plain(pair) => pair
            .split_once(':')
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .ok_or_else(|| format!("`{pair}` is not COLUMN:VALUE")),
        Word::Quoted(_) => Err("an expectation is not quoted".to_owned()),
    }
}
