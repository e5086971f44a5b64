//! The characters that a picture in text is made of: one set in Unicode, one in ASCII.

use core::fmt::Write as _;

use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;

use crate::picture::sign::Sign;
use crate::picture::stroke::Stroke;

/// Octets from which on the arrow of data is heavy.
pub(crate) const HEAVY: u64 = 1000;

/// The characters of one kind of arrow: its line, and the two corners at which it goes on a line lower.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub(crate) along: char,
    /// Corners of an arrow to the right: the upper, then the lower one.
    pub(crate) right: [char; 2],
    /// Corners of an arrow to the left.
    pub(crate) left: [char; 2],
}

/// A set of characters.
#[derive(Debug)]
pub struct Glyphs {
    /// Place of the mark in [`Stroke::mark`].
    pub(crate) marks: usize,
    plain: Line,
    heavy: Line,
    dashed: Line,
    dotted: Line,
    double: Line,
    /// Heads to the right and to the left.
    pub(crate) heads: [char; 2],
    /// The head of a reset.
    pub(crate) reset: char,
    /// Where an arrow ends that never arrived.
    pub(crate) lost: char,
    /// A lifeline of a known state, of an assumed one, of a closed end, of an unknown one.
    bars: [char; 4],
    /// A lifeline that is cut, and what cuts across.
    pub(crate) cut: char,
    pub(crate) zigzag: &'static str,
    /// A line across the page.
    pub(crate) rule: char,
    pub(crate) to: &'static str,
    /// What the characters mean: each sign with its character, in the order of [`Sign::ALL`].
    signs: [&'static str; Sign::ALL.len()],
    /// Characters outside ASCII that are written otherwise.
    only_ascii: bool,
}

const ROUND: ([char; 2], [char; 2]) = (['╮', '╰'], ['╭', '╯']);
const BENT: ([char; 2], [char; 2]) = (['.', '\''], ['.', '\'']);

const fn line(along: char, (right, left): ([char; 2], [char; 2])) -> Line {
    Line { along, right, left }
}

/// For terminals that show Unicode.
pub const UNICODE: Glyphs = Glyphs {
    marks: 0,
    plain: line('─', ROUND),
    heavy: line('━', (['┓', '┗'], ['┏', '┛'])),
    dashed: line('╌', ROUND),
    dotted: line('┈', ROUND),
    double: line('═', (['╗', '╚'], ['╔', '╝'])),
    heads: ['▶', '◀'],
    reset: '✖',
    lost: '⊘',
    bars: ['█', '▒', '│', '┊'],
    cut: '≀',
    zigzag: "╱╲╱╲╱╲",
    rule: '─',
    to: "→",
    signs: ["█", "▒", "━", "═", "╌↻", "┈", "┈◌", "✖", "⊘", "≀"],
    only_ascii: false,
};

/// For those that do not.
pub const ASCII: Glyphs = Glyphs {
    marks: 1,
    plain: line('-', BENT),
    heavy: line('=', BENT),
    dashed: line('~', BENT),
    dotted: line('.', BENT),
    double: line('*', BENT),
    heads: ['>', '<'],
    reset: 'X',
    lost: '/',
    bars: ['#', ':', '|', '.'],
    cut: '~',
    zigzag: "/\\/\\/\\",
    rule: '-',
    to: "->",
    signs: ["#", ":", "=", "*", "~@", ".", ".o", "X", "/", "~"],
    only_ascii: true,
};

/// Whether the line of a message with this stroke tells how many octets it brings.
pub(crate) const fn widens(stroke: Stroke) -> bool {
    !matches!(stroke, Stroke::Again | Stroke::Probes | Stroke::Outside | Stroke::Resets)
}

impl Glyphs {
    /// The line of a message.
    pub(crate) const fn line(&self, stroke: Stroke, octets: u64) -> Line {
        match stroke {
            Stroke::Again => self.dashed,
            Stroke::Probes | Stroke::Outside => self.dotted,
            Stroke::Resets => self.heavy,
            _ if octets >= HEAVY => self.heavy,
            _ => self.plain,
        }
    }

    /// The character of a sign, and the id of its word.
    pub(crate) const fn sign(&self, sign: Sign) -> (&'static str, &'static str) {
        let word = match sign {
            // A line is heavier, and not wider.
            Sign::More => "legend-heavy",
            sign => sign.word(),
        };
        (self.signs[sign as usize], word)
    }

    /// The line of what was missing.
    pub(crate) const fn missing(&self) -> Line {
        self.dashed
    }

    /// The line of a run.
    pub(crate) const fn run(&self) -> Line {
        self.double
    }

    /// The lifeline of an end in this state.
    pub(crate) const fn bar(&self, (state, basis): (State, Basis)) -> char {
        let [known, assumed, closed, unknown] = self.bars;
        match (state, basis) {
            (_, Basis::Unknown) | (State::Unknown, _) => unknown,
            (State::Closed, _) => closed,
            (_, Basis::Assumed) => assumed,
            (_, Basis::Received | Basis::Sent) => known,
        }
    }

    /// The text in these characters: in ASCII, nothing else remains.
    pub(crate) fn fit(&self, text: &str) -> String {
        if !self.only_ascii || text.is_ascii() {
            return text.to_owned();
        }
        let mut fit = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                'µ' => fit.push('u'),
                '–' => fit.push('-'),
                '→' => fit.push_str("->"),
                '…' => fit.push_str("..."),
                other if other.is_ascii() => fit.push(other),
                other => {
                    let _ = write!(fit, "{}", other.escape_unicode());
                }
            }
        }
        fit
    }
}
