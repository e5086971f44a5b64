//! The picture as a sequence diagram of Mermaid.
//!
//! Mermaid has no way to quote text, but it has codes for characters (`#59;`). All that could mean something to it is told by
//! its code, so that no name can end its line or begin another.

use core::fmt::Write as _;

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use unicode_width::UnicodeWidthChar;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::picture::entry::{Content, Entry, States};
use crate::picture::ladder::{Ladder, Row, is_crossed};
use crate::picture::run::{Folded, Run};
use crate::picture::stroke::Stroke;
use crate::report::text::segments::told;
use crate::report::text::units::{Octets, Seconds, Span};

/// The diagram's names of both ends.
const ENDS: [&str; 2] = ["o", "r"];

/// The diagram, in the language of Mermaid.
pub fn diagram(ladder: &Ladder, language: Language) -> String {
    let mut diagram = String::from("sequenceDiagram\n");
    if let Some(source) = ladder.source() {
        let _ = writeln!(diagram, "    %% {}", Plain(source));
    }
    for end in Direction::BOTH {
        let [role, name] = [ladder.role(end, language), ladder.end(end)];
        let _ = writeln!(
            diagram,
            "    participant {} as {}<br/>{}",
            ENDS[end as usize],
            Plain(&role),
            Plain(&name)
        );
    }
    let mut before = Ladder::states_at_first();
    let rows = ladder.rows();
    for (index, row) in rows.iter().enumerate() {
        let _ = match row {
            Row::Band(band) => writeln!(diagram, "    Note over o,r: {}", Plain(language.band(*band))),
            Row::Gap(silence) => {
                let words = say!(language, "ladder-silence", span = Span(*silence));
                writeln!(diagram, "    Note over o,r: {}", Plain(&words))
            }
            Row::Entry(rung) => {
                let mut entry = rung.entry;
                // What a crossed arrow brings is told once both have arrived.
                if let (Content::Message(message), true) = (&entry.content, is_crossed(rows.get(index + 1))) {
                    let to = message.verdict.sender.opposite() as usize;
                    entry.states[to] = before[to];
                }
                draw(&mut diagram, ladder, &entry, before, language);
                before = entry.states;
                Ok(())
            }
        };
    }
    let _ = writeln!(diagram, "    Note over o,r: {}", Plain(&ladder.outcome(language)));
    diagram
}

fn draw(diagram: &mut String, ladder: &Ladder, entry: &Entry, before: States, language: Language) {
    let time = Seconds { from: ladder.flow().first_time(), to: entry.first_time() }.to_string();
    match &entry.content {
        Content::Message(message) => {
            let mark = message.stroke().mark().map(|[mark, _]| format!("{mark} ")).unwrap_or_default();
            let step = language.label(message.verdict.step);
            let text = format!("{time} {mark}{step} {}", message.flags);
            let numbers = message.numbers();
            let arrow = arrow(message.stroke());
            line(diagram, message.verdict.sender, arrow, &[&text, &numbers, &message.notes(language)]);
        }
        Content::Run(run) => self::run(diagram, run, &time, language),
        Content::Missing { from, octets, .. } => {
            line(diagram, *from, "--x", &[&say!(language, "ladder-missing", octets = Octets(*octets))]);
        }
    }
    // The sender is in its new state first.
    let sender = match &entry.content {
        Content::Message(message) => message.verdict.sender,
        Content::Run(_) | Content::Missing { .. } => Direction::Originator,
    };
    for end in [sender, sender.opposite()] {
        let [was, is] = [before, entry.states].map(|states| told(states[end as usize]).to_string());
        if was != is && entry.states[end as usize].1 != Basis::Unknown {
            let side = ["left", "right"][end as usize];
            let _ = writeln!(diagram, "    Note {side} of {}: {}", ENDS[end as usize], Plain(&is));
        }
    }
}

fn run(diagram: &mut String, run: &Run, time: &str, language: Language) {
    if run.folded == Folded::Middle {
        let words = say!(language, "ladder-left-out", first = run.first_frame, last = run.last_frame);
        let _ = writeln!(diagram, "    Note over o,r: {}", Plain(&words));
    }
    for from in run.senders() {
        let amount = format!("{time} {}", run.amount(from, language));
        line(diagram, from, "->>", &[&amount, &run.remarks(from, language)]);
    }
}

/// An arrow with its words, one below the other.
fn line(diagram: &mut String, from: Direction, arrow: &str, words: &[&str]) {
    let [source, target] = [from, from.opposite()].map(|end| ENDS[end as usize]);
    let words = words.iter().filter(|words| !words.is_empty()).map(|words| Plain(words).to_string());
    let words = words.collect::<Vec<_>>().join("<br/>");
    let _ = writeln!(diagram, "    {source}{arrow}{target}: {words}");
}

/// Mermaid's arrow: dashed for what was sent before or belongs nowhere, with a cross for a reset.
const fn arrow(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Resets => "-x",
        Stroke::Again | Stroke::Outside => "-->>",
        Stroke::Acknowledges | Stroke::Probes => "--)",
        Stroke::Opens | Stroke::Data | Stroke::Closes => "->>",
    }
}

/// Text in which nothing means anything to Mermaid: letters of wide scripts and their marks do not.
struct Plain<'a>(&'a str);

impl core::fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | '.' | ',' | '+' | '-' | '/' | '?' | '(' | ')' | '_' => {
                f.write_char(character)
            }
            '，' | '。' | '：' | '、' | '（' | '）' => f.write_char(character),
            other if other.is_alphabetic() && other.width() == Some(2) => f.write_char(other),
            other => write!(f, "#{};", u32::from(other)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Plain;

    #[test]
    fn no_name_ends_its_line_or_opens_an_element() {
        let told = Plain("x\n    o->>r: y;<img onerror=\"z\">%%{init}%%").to_string();
        assert!(!told.contains(['\n', '<', '>', '"', '%', ':', '{']), "{told}");
        assert_eq!(Plain("连接释放，（\u{ff1b}\u{202e}").to_string(), "连接释放，（#65307;#8238;");
        assert_eq!(Plain("[::1]:23").to_string(), "#91;#58;#58;1#93;#58;23");
    }
}
