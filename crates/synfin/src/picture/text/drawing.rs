//! The picture, line by line.

use std::io::{self, Write};

use anstyle::Style;
use synfin_flow::direction::Direction;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::picture::entry::{Band, Content, Entry, States};
use crate::picture::ladder::{Ladder, Row, Rung, is_crossed};
use crate::picture::message::Message;
use crate::picture::run::{Folded, Run};
use crate::picture::sign::Sign;
use crate::picture::stroke::Stroke;
use crate::picture::text::arrow::{Arrow, Piece, beside, lost};
use crate::picture::text::glyphs::{Glyphs, HEAVY, widens};
use crate::picture::text::head;
use crate::picture::text::style::{of_band, of_state, of_stroke};
use crate::picture::words::frames;
use crate::report::look::Look;
use crate::report::text::line::{Line, columns};
use crate::report::text::palette::{FAINT, STRONG, TROUBLE};
use crate::report::text::segments::told;
use crate::report::text::units::{Octets, Seconds, Span};

const PLAIN: Style = Style::new();
/// Columns of the time, or more where one needs them, on a page that has room for it beside the states.
const TIME: usize = 11;
const ROOMY: usize = 80;
/// Columns of a state and its question mark.
const STATE: usize = 13;
/// Columns of a frame's number, on a page that is wide enough for it.
const FRAME: usize = 12;
const WIDE: usize = 100;
/// An arrow that is longer tells no more.
const LONGEST: usize = 76;
/// Between the words of the legend.
const APART: &str = "   ";

/// Writes the picture as text.
///
/// # Errors
/// Those of the output.
pub fn write(out: impl Write, look: Look, glyphs: &Glyphs, ladder: &Ladder) -> io::Result<()> {
    let page = look.picture_page();
    let frames = page >= WIDE;
    // On a narrow page the times stand between the lifelines, above their arrows.
    let time = if page >= ROOMY { time_columns(ladder) + 1 } else { 0 };
    let beside = time + STATE + 1 + 2 + 1 + STATE + if frames { FRAME } else { 0 };
    let width = page.saturating_sub(beside).min(LONGEST);
    let line = Line::new(look);
    let states = Ladder::states_at_first();
    let page = page.min(beside + width);
    let language = look.language;
    let drawing = Drawing { out, line, glyphs, ladder, language, time, width, page, frames, states };
    drawing.write()
}

/// Columns that the widest time takes.
fn time_columns(ladder: &Ladder) -> usize {
    let start = ladder.flow().first_time();
    let times = ladder.rows().iter().filter_map(|row| match row {
        Row::Entry(rung) => Some(Seconds { from: start, to: rung.entry.first_time() }.to_string().len()),
        Row::Band(_) | Row::Gap(_) => None,
    });
    times.max().unwrap_or_default().max(TIME)
}

struct Drawing<'a, W> {
    out: W,
    line: Line,
    glyphs: &'a Glyphs,
    ladder: &'a Ladder,
    language: Language,
    /// Columns of the time and of the space behind it; none where it stands above its arrow.
    time: usize,
    /// Columns between the lifelines.
    width: usize,
    page: usize,
    /// Whether the numbers of frames are told.
    frames: bool,
    /// Both ends' states so far.
    states: States,
}

/// What stands on one line beside the lifelines.
#[derive(Default)]
struct Beside {
    time: String,
    /// States that begin on this line, the originator's first.
    states: [Option<String>; 2],
    frame: Option<String>,
    /// Whether the lifelines are cut here.
    cut: bool,
}

/// A row, line by line.
struct Drawn {
    /// Who sends; in a run of both, who does first.
    from: Direction,
    /// What stands between the lifelines.
    lines: Vec<Vec<Piece>>,
    /// The line on which the arrow arrives, from 0.
    arrives: usize,
    /// The line on which the lifelines are cut, for a silence within the row.
    cut: Option<usize>,
}

impl<W: Write> Drawing<'_, W> {
    fn write(mut self) -> io::Result<()> {
        let bar = self.time + STATE + 1;
        let bars = [bar, bar + 1 + self.width];
        head::write(&mut self.out, &mut self.line, self.glyphs, self.ladder, self.language, bars, self.page)?;
        let rows = self.ladder.rows();
        for (index, row) in rows.iter().enumerate() {
            match row {
                Row::Band(band) => self.band(*band)?,
                Row::Gap(silence) => {
                    let words = self.glyphs.fit(&format!("  {}  ", Span(*silence)));
                    let zigzag = self.glyphs.zigzag;
                    self.across(self.glyphs.cut, &format!("{zigzag}{words}{zigzag}"))?;
                }
                Row::Entry(rung) => self.rung(rung, is_crossed(rows.get(index + 1)))?,
            }
        }
        self.across_bars()?;
        self.legend()
    }

    fn band(&mut self, band: Band) -> io::Result<()> {
        let rule: String = core::iter::repeat_n(self.glyphs.rule, 2).collect();
        self.line.put(FAINT, &rule);
        self.line.put(PLAIN, " ");
        self.line.put(of_band(band), self.language.band(band));
        self.line.put(PLAIN, " ");
        let left = self.page.saturating_sub(self.line.column());
        let rule: String = core::iter::repeat_n(self.glyphs.rule, left).collect();
        self.line.put(FAINT, rule);
        self.line.end(&mut self.out)
    }

    fn across(&mut self, bar: char, words: &str) -> io::Result<()> {
        let before = self.width.saturating_sub(columns(words)) / 2;
        self.line.put(PLAIN, " ".repeat(self.time + STATE + 1));
        self.line.put(FAINT, bar);
        self.line.put(PLAIN, " ".repeat(before));
        self.line.put(FAINT, words);
        self.line.put(PLAIN, " ".repeat(self.width.saturating_sub(before + columns(words))));
        self.line.put(FAINT, bar);
        self.line.end(&mut self.out)
    }

    /// The lifelines alone.
    fn across_bars(&mut self) -> io::Result<()> {
        let empty = vec![(PLAIN, " ".repeat(self.width))];
        self.between(Beside::default(), empty)
    }

    fn between(&mut self, beside: Beside, middle: Vec<Piece>) -> io::Result<()> {
        let Beside { time, states: [left, right], frame, cut } = beside;
        let pad = |words: &str, width: usize| " ".repeat(width.saturating_sub(columns(words)));
        let bars = self.states.map(|state| {
            if cut { (FAINT, self.glyphs.cut) } else { (of_state(state), self.glyphs.bar(state)) }
        });
        let left = left.unwrap_or_default();
        self.line.put(PLAIN, pad(&time, self.time.saturating_sub(1)));
        self.line.put(FAINT, &time);
        self.line.put(PLAIN, pad(&left, STATE + usize::from(self.time > 0)));
        self.line.put(bars[0].0, &left);
        self.line.put(PLAIN, " ");
        self.line.put(bars[0].0, bars[0].1);
        for (style, piece) in middle {
            self.line.put(style, piece);
        }
        self.line.put(bars[1].0, bars[1].1);
        let right = right.unwrap_or_default();
        self.line.put(PLAIN, " ");
        self.line.put(bars[1].0, &right);
        if let Some(frame) = frame.filter(|_| self.frames) {
            self.line.put(PLAIN, pad(&right, STATE));
            self.line.put(PLAIN, pad(&frame, FRAME));
            self.line.put(FAINT, frame);
        }
        self.line.end(&mut self.out)
    }

    fn rung(&mut self, rung: &Rung, is_crossed: bool) -> io::Result<()> {
        let Drawn { from, mut lines, mut arrives, mut cut } = self.draw(&rung.entry, rung.crosses);
        let start = self.ladder.flow().first_time();
        let mut times = [String::new(), String::new()];
        if !matches!(rung.entry.content, Content::Missing { .. }) {
            times[0] = Seconds { from: start, to: rung.entry.first_time() }.to_string();
            times[1] =
                rung.after.map(|after| self.glyphs.fit(&format!("+{}", Span(after)))).unwrap_or_default();
        }
        let mut leaves = 0;
        if self.time == 0 && !times[0].is_empty() {
            let words = core::mem::take(&mut times).join("  ");
            let above = beside(from, FAINT, &words, self.width);
            leaves = above.len();
            arrives += leaves;
            cut = cut.map(|line| line + leaves);
            lines.splice(0..0, above);
        }
        let mut times = times.into_iter();
        let mut frame = Some(self.glyphs.fit(&frames(&rung.entry.content)));
        for (index, line) in lines.into_iter().enumerate() {
            // The sender is in its new state when it sends, the receiver when the arrow arrives.
            let mut states = [None, None];
            if index == leaves {
                states[from as usize] = self.change(from, &rung.entry);
            }
            // What a crossed arrow brings is told once both have arrived.
            if index == arrives && !is_crossed {
                states[from.opposite() as usize] = self.change(from.opposite(), &rung.entry);
            }
            let time = times.next().unwrap_or_default();
            let cut = cut == Some(index);
            self.between(Beside { time, states, frame: frame.take(), cut }, line)?;
        }
        Ok(())
    }

    /// Brings one end into its state after this; its words, if that is news.
    fn change(&mut self, end: Direction, entry: &Entry) -> Option<String> {
        let after = entry.states[end as usize];
        let before = core::mem::replace(&mut self.states[end as usize], after);
        let [before, after] = [before, after].map(|state| told(state).to_string());
        (before != after).then_some(after)
    }

    fn draw(&self, entry: &Entry, crosses: bool) -> Drawn {
        match &entry.content {
            Content::Message(message) => self.message(message, crosses),
            Content::Run(run) => self.run(run),
            Content::Missing { from, octets, .. } => {
                let words = say!(self.language, "ladder-missing", octets = Octets(*octets));
                let Glyphs { lost: end, .. } = *self.glyphs;
                let line = lost(*from, self.glyphs.missing(), end, TROUBLE, &words, self.width);
                Drawn { from: *from, lines: vec![line], arrives: 0, cut: None }
            }
        }
    }

    fn message(&self, message: &Message, crosses: bool) -> Drawn {
        let stroke = message.stroke();
        let from = message.verdict.sender;
        let mark = stroke.mark().map(|marks| format!("{} ", marks[self.glyphs.marks])).unwrap_or_default();
        let arrow = Arrow {
            from,
            line: self.glyphs.line(stroke, message.octets.into()),
            head: if stroke == Stroke::Resets { self.glyphs.reset } else { self.glyphs.heads[from as usize] },
            style: of_stroke(stroke),
            label: &format!("{mark}{}  {}", self.language.label(message.verdict.step), message.flags),
            numbers: &message.numbers(),
        };
        let mut lines = arrow.lines(self.width);
        let arrives = lines.len() - 1;
        let notes = message.notes(self.language);
        let notes = (!notes.is_empty()).then(|| format!("[{notes}]"));
        let crossing = crosses.then(|| self.language.word("ladder-crosses").into_owned());
        for words in [crossing, notes].into_iter().flatten() {
            lines.extend(beside(from, TROUBLE, &words, self.width));
        }
        Drawn { from, lines, arrives, cut: None }
    }

    fn run(&self, run: &Run) -> Drawn {
        let mut lines = Vec::new();
        if run.folded == Folded::Middle {
            let (first, last) = (run.first_frame, run.last_frame);
            let words = say!(self.language, "ladder-left-out", first = first, last = last);
            lines.extend(beside(Direction::Originator, STRONG, &words, self.width));
        }
        let mut drawn: Option<(Direction, usize)> = None;
        for from in run.senders() {
            let arrow = Arrow {
                from,
                line: self.glyphs.run(),
                head: self.glyphs.heads[from as usize],
                style: PLAIN,
                label: &run.amount(from, self.language),
                numbers: &self.glyphs.fit(&run.remarks(from, self.language)),
            };
            lines.extend(arrow.lines(self.width));
            drawn = drawn.or(Some((from, lines.len() - 1)));
        }
        let (from, arrives) = drawn.unwrap_or((Direction::Originator, 0));
        // How long the silence was stands at the first arrow, on the last line of it or on the one before.
        let cut = run.long_silence().map(|_| arrives);
        Drawn { from, lines, arrives, cut }
    }

    /// What the characters mean that stand in the picture, over as many lines as it takes, each in the middle.
    fn legend(&mut self) -> io::Result<()> {
        self.line.end(&mut self.out)?;
        let occurs = |sign: &Sign| sign.occurs(self.ladder, widens, HEAVY);
        let mut lines: Vec<String> = Vec::new();
        for (glyph, id) in Sign::ALL.into_iter().filter(occurs).map(|sign| self.glyphs.sign(sign)) {
            let told = format!("{glyph} {}", self.language.word(id));
            match lines.last_mut().filter(|line| columns(line) + APART.len() + columns(&told) <= self.page) {
                Some(line) => line.extend([APART, &told]),
                None => lines.push(told),
            }
        }
        for words in lines {
            let start = self.page.saturating_sub(columns(&words)) / 2;
            self.line.put_at(start, FAINT, words);
            self.line.end(&mut self.out)?;
        }
        self.out.flush()
    }
}
