//! One arrow as lines of text, between two lifelines.
//!
//! An arrow comes down while it goes across, as time does: it leaves its sender on one line, beside its label, and arrives on
//! the next one.
//!
//! ```text
//! ─ handshake 1/3  SYN ───────────╮
//!   seq 0                         ╰──────────────────────────▶
//! ```

use anstyle::Style;
use synfin_flow::direction::Direction;

use crate::picture::text::glyphs::Line;
use crate::report::text::line::columns;
use crate::report::text::wrap::wrap;

const PLAIN: Style = Style::new();

/// A piece of a line, in one colour.
pub(crate) type Piece = (Style, String);

/// What an arrow looks like, and what is written at it.
#[derive(Debug)]
pub(crate) struct Arrow<'a> {
    pub(crate) from: Direction,
    pub(crate) line: Line,
    pub(crate) head: char,
    pub(crate) style: Style,
    /// Above the arrow, in its colour.
    pub(crate) label: &'a str,
    /// Below it.
    pub(crate) numbers: &'a str,
}

impl Arrow<'_> {
    /// The lines of the arrow, each `width` columns wide.
    pub(crate) fn lines(&self, width: usize) -> Vec<Vec<Piece>> {
        let words = columns(self.label).max(columns(self.numbers));
        let bend = (words + 4).max(width / 2);
        if bend + 4 <= width { self.bent(width, bend) } else { self.straight(width) }
    }

    /// Words beside the arrow; it goes on a line lower after `bend` columns.
    fn bent(&self, width: usize, bend: usize) -> Vec<Vec<Piece>> {
        let along = |count: usize| -> String { core::iter::repeat_n(self.line.along, count).collect() };
        let [label, numbers] = [self.label, self.numbers].map(columns);
        let rest = width - bend - 1;
        let (first, last) = (along(1), along(bend - label - 3));
        let ([upper, lower], behind) = match self.from {
            Direction::Originator => (self.line.right, bend - 2 - numbers),
            Direction::Responder => (self.line.left, bend - 2 - numbers),
        };
        match self.from {
            Direction::Originator => vec![
                vec![
                    (self.style, format!("{first} {} {last}{upper}", self.label)),
                    (PLAIN, " ".repeat(rest)),
                ],
                vec![
                    (PLAIN, format!("  {}{}", self.numbers, " ".repeat(behind))),
                    (self.style, format!("{lower}{}{}", along(rest - 1), self.head)),
                ],
            ],
            Direction::Responder => vec![
                vec![
                    (PLAIN, " ".repeat(rest)),
                    (self.style, format!("{upper}{last} {} {first}", self.label)),
                ],
                vec![
                    (self.style, format!("{}{}{lower}", self.head, along(rest - 1))),
                    (PLAIN, format!("{}{}  ", " ".repeat(behind), self.numbers)),
                ],
            ],
        }
    }

    /// Words above the arrow, where there is no room beside it.
    fn straight(&self, width: usize) -> Vec<Vec<Piece>> {
        let mut lines = beside(self.from, self.style, self.label, width);
        lines.extend(beside(self.from, PLAIN, self.numbers, width));
        let along: String = core::iter::repeat_n(self.line.along, width.saturating_sub(1)).collect();
        lines.push(vec![(
            self.style,
            match self.from {
                Direction::Originator => format!("{along}{}", self.head),
                Direction::Responder => format!("{}{along}", self.head),
            },
        )]);
        lines
    }
}

/// Words on the side of one end, in as many lines as they need, each `width` columns wide.
pub(crate) fn beside(end: Direction, style: Style, words: &str, width: usize) -> Vec<Vec<Piece>> {
    let room = width.saturating_sub(4);
    let line = |piece: &str| {
        let space = " ".repeat(width.saturating_sub(columns(piece) + 2));
        match end {
            Direction::Originator => {
                vec![(PLAIN, "  ".to_owned()), (style, piece.to_owned()), (PLAIN, space)]
            }
            Direction::Responder => {
                vec![(PLAIN, space), (style, piece.to_owned()), (PLAIN, "  ".to_owned())]
            }
        }
    };
    wrap(words, room).map(line).collect()
}

/// An arrow that ends half-way: one line, `width` columns wide.
pub(crate) fn lost(
    from: Direction,
    line: Line,
    end: char,
    style: Style,
    words: &str,
    width: usize,
) -> Vec<Piece> {
    let tail: String = core::iter::repeat_n(line.along, 3).collect();
    let arrow = match from {
        Direction::Originator => format!("{tail} {words} {tail}{end}"),
        Direction::Responder => format!("{end}{tail} {words} {tail}"),
    };
    let space = " ".repeat(width.saturating_sub(columns(&arrow)));
    match from {
        Direction::Originator => vec![(style, arrow), (PLAIN, space)],
        Direction::Responder => vec![(PLAIN, space), (style, arrow)],
    }
}
