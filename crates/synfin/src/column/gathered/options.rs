//! The options of many headers: a column for each field of [`OPTION_FIELDS`](crate::column::list::OPTION_FIELDS).

use synfin_wire::error::ParseError;
use synfin_wire::pieces::{Piece as _, Sink as _};
use synfin_wire::segment::hex::Hex;
use synfin_wire::segment::option::name_of;
use synfin_wire::segment::option_kind::{NOP, TIMESTAMPS};
use synfin_wire::segment::option_list::{OptionAt, Options};
use synfin_wire::segment::timestamps::Timestamps;

use crate::column::gathered::cells::Cells;
use crate::column::gathered::presence::Presence;
use crate::column::gathered::texts::Texts;
use crate::column::gathered::values::Values;
use crate::column::list::kind_at;
use crate::column::text::Text;

/// Options of a header with the usual layout: NOP, NOP, timestamps.
const ALIGNED: usize = 3;
/// Headers for which what is the same in each is appended at once.
const AT_ONCE: usize = 32;
/// What is the same in each.
static KINDS: [[u8; ALIGNED]; AT_ONCE] = [[NOP, NOP, TIMESTAMPS]; AT_ONCE];
static LENGTHS: [[u8; ALIGNED]; AT_ONCE] = [[1, 1, 10]; AT_ONCE];
static NAMES: [[u8; 16]; AT_ONCE] = [*b"NOPNOPTimestamps"; AT_ONCE];

/// The columns, each by its type.
pub(crate) struct OptionColumns<'c> {
    /// Headers whose options are two NOPs and timestamps, that came last; of these all is still missing that is the same in each.
    aligned: usize,
    kind: (&'c mut Vec<u8>, &'c mut Presence),
    name: (&'c mut Texts, &'c mut Presence),
    length: (&'c mut Vec<u8>, &'c mut Presence),
    value: (&'c mut Texts, &'c mut Presence),
    text: (&'c mut Texts, &'c mut Presence),
}

impl<'c> OptionColumns<'c> {
    /// Those of these fields; none if they are others.
    pub(crate) fn of(fields: &'c mut [Cells]) -> Option<OptionColumns<'c>> {
        let [kind, name, length, value, text] = fields else { return None };
        Some(OptionColumns {
            aligned: 0,
            kind: numbers(kind)?,
            name: texts(name)?,
            length: numbers(length)?,
            value: texts(value)?,
            text: texts(text)?,
        })
    }

    /// How many options there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.kind.0.len() + self.aligned * ALIGNED
    }

    /// Appends the options of a header; [`OptionColumns::end`] must follow the last.
    #[inline]
    pub(crate) fn put(&mut self, options: Options<'_>) {
        // What nearly every segment of an established connection has, as RFC 7323, appendix A, lays it out.
        if let &[NOP, NOP, TIMESTAMPS, 10, ref octets @ ..] = options.octets()
            && let Ok(octets) = <&[u8; Timestamps::LEN]>::try_from(octets)
            && !options.is_cut()
        {
            self.aligned += 1;
            // Writing to memory never fails.
            let _ = self.value.0.write_hex(octets);
            self.text.0.put_after([3, 3], &("NOPNOPTimestamps ", Timestamps::read(*octets)));
            if self.aligned == AT_ONCE {
                self.end();
            }
        } else {
            self.end();
            for option in options {
                match option {
                    Ok(at) => self.put_one(&at),
                    Err(error) => self.put_fault(options, error),
                }
            }
        }
    }

    /// Appends what is the same in every header of those that came last and have the usual layout.
    #[inline]
    pub(crate) fn end(&mut self) {
        let headers = core::mem::take(&mut self.aligned);
        self.kind.0.extend_from_slice(KINDS.get(..headers).unwrap_or_default().as_flattened());
        self.length.0.extend_from_slice(LENGTHS.get(..headers).unwrap_or_default().as_flattened());
        self.name.0.push_ascii_of(
            NAMES.get(..headers).unwrap_or_default().as_flattened(),
            headers,
            [3, 3, 10],
        );
        self.value.0.push_ascii_of(&[], headers, [0, 0, 2 * Timestamps::LEN]);
        self.there(headers * ALIGNED);
    }

    fn put_one(&mut self, at: &OptionAt<'_>) {
        self.kind.0.push(at.option.kind());
        self.name.0.push(name_of(at.option.kind()));
        self.length.0.push(at.octets.len() as u8);
        let _ = Hex(at.value()).put(self.value.0);
        self.value.0.end();
        let _ = at.option.put(self.text.0);
        self.text.0.end();
        self.there(1);
    }

    /// All fields of so many options are there.
    #[inline]
    fn there(&mut self, options: usize) {
        for presence in [&mut *self.kind.1, self.name.1, self.length.1, self.value.1, self.text.1] {
            presence.push_there(options);
        }
    }

    #[cold]
    fn put_fault(&mut self, options: Options<'_>, error: ParseError) {
        let kind = kind_at(options, error.offset);
        self.kind.0.push(kind.unwrap_or_default());
        self.kind.1.push(kind.is_some());
        self.length.0.push(0);
        self.length.1.push(false);
        for (texts, presence) in [&mut self.name, &mut self.value] {
            texts.end();
            presence.push(false);
        }
        let _ = Text::Fault(error).put(self.text.0);
        self.text.0.end();
        self.text.1.push(true);
    }
}

fn numbers(cells: &mut Cells) -> Option<(&mut Vec<u8>, &mut Presence)> {
    match cells.parts() {
        (Values::U8(numbers), presence) => Some((numbers, presence)),
        _ => None,
    }
}

fn texts(cells: &mut Cells) -> Option<(&mut Texts, &mut Presence)> {
    match cells.parts() {
        (Values::Text(texts), presence) => Some((texts, presence)),
        _ => None,
    }
}
