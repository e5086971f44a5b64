//! From rows to cells: how values of each type are gathered.

use core::net::IpAddr;
use core::time::Duration;

use synfin_flow::compat::zeek_conn_state::ConnState;
use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::outcome::{CloseKind, Ended, OpenKind, Outcome, Roles, Start};
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;
use synfin_flow::time::Moment;
use synfin_wire::pieces::Piece as _;

use crate::column::gathered::bits::Pending;
use crate::column::gathered::cells::Cells;
use crate::column::gathered::options::OptionColumns;
use crate::column::gathered::values::Values;
use crate::column::gathered::words::{Label, LabelIn, NO_WORD, WhyUnverified, Word, Words};
use crate::column::list::List;
use crate::column::text::Text;
use crate::observation::Checksum;

/// What a column's values are made of.
pub(crate) trait Gather: Sized {
    /// Appends the values of some rows to the cells of a column of their kind.
    fn gather(values: impl Iterator<Item = Self>, cells: &mut Cells);
}

/// A column says that it is of another kind than its values are; a test asks every column.
#[cold]
fn other_kind(values: &Values) {
    debug_assert!(false, "values of another kind than {values:?}");
}

/// Numbers: the variant in which they are gathered, and how each becomes one of its numbers.
macro_rules! numbers {
    ($($number:ty: $variant:ident, |$given:ident| $value:expr;)*) => {
        $(
            impl Gather for $number {
                #[inline]
                fn gather(values: impl Iterator<Item = $number>, cells: &mut Cells) {
                    match cells.parts() {
                        (Values::$variant(all), _) => all.extend(values.map(|$given| $value)),
                        (other, _) => other_kind(other),
                    }
                }
            }

            impl Gather for Option<$number> {
                #[inline]
                fn gather(values: impl Iterator<Item = Option<$number>>, cells: &mut Cells) {
                    match cells.parts() {
                        (Values::$variant(all), presence) => {
                            let mut there = Pending::default();
                            all.extend(values.map(|value| {
                                if let Some(full) = there.push(value.is_some()) {
                                    presence.push_word(full, 64);
                                }
                                value.map_or(0, |$given| $value)
                            }));
                            presence.push_word(there.bits, there.count);
                        }
                        (other, _) => other_kind(other),
                    }
                }
            }
        )*
    };
}

numbers! {
    u8:       U8,  |number| number;
    u16:      U16, |number| number;
    u32:      U32, |number| number;
    u64:      U64, |number| number;
    i64:      I64, |number| number;
    Moment:   I64, |moment| moment.0;
    Duration: I64, |duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
}

macro_rules! words {
    ($($word:ty),*) => {
        $(
            impl Gather for $word {
                #[inline]
                fn gather(values: impl Iterator<Item = $word>, cells: &mut Cells) {
                    match cells.parts() {
                        (Values::Words(words), _) => {
                            words.list = Some(<$word as Word>::of_number);
                            words.numbers.extend(values.map(Word::number));
                        }
                        (other, _) => other_kind(other),
                    }
                }
            }

            impl Gather for Option<$word> {
                #[inline]
                fn gather(values: impl Iterator<Item = Option<$word>>, cells: &mut Cells) {
                    match cells.parts() {
                        (Values::Words(words), presence) => {
                            words.list = Some(<$word as Word>::of_number);
                            let mut there = Pending::default();
                            words.numbers.extend(values.map(|word| {
                                if let Some(full) = there.push(word.is_some()) {
                                    presence.push_word(full, 64);
                                }
                                word.map_or(NO_WORD, Word::number)
                            }));
                            presence.push_word(there.bits, there.count);
                        }
                        (other, _) => other_kind(other),
                    }
                }
            }
        )*
    };
}

words! {
    Basis, Checksum, CloseKind, ConnState, Direction, Ended, Label, OpenKind, Outcome, Roles, Stage, Start, State, Step, WhyUnverified
}

impl Gather for LabelIn {
    fn gather(values: impl Iterator<Item = LabelIn>, cells: &mut Cells) {
        match cells.parts() {
            (Values::Words(Words { numbers, list, labels_in }), _) => {
                *list = Some(<Label as Word>::of_number);
                numbers.extend(values.map(|LabelIn(step, language)| {
                    *labels_in = Some(language);
                    Word::number(Label(step))
                }));
            }
            (other, _) => other_kind(other),
        }
    }
}

impl Gather for bool {
    #[inline]
    fn gather(values: impl Iterator<Item = bool>, cells: &mut Cells) {
        match cells.parts() {
            (Values::Bool(bits), _) => bits.extend(values),
            (other, _) => other_kind(other),
        }
    }
}

impl Gather for IpAddr {
    #[inline]
    fn gather(values: impl Iterator<Item = IpAddr>, cells: &mut Cells) {
        match cells.parts() {
            (Values::Text(texts), _) => values.for_each(|address| match address {
                IpAddr::V4(address) => texts.push_ipv4(address),
                IpAddr::V6(address) => texts.push_ipv6(address),
            }),
            (other, _) => other_kind(other),
        }
    }
}

impl Gather for Text<'_> {
    #[inline]
    fn gather(values: impl Iterator<Item = Self>, cells: &mut Cells) {
        match cells.parts() {
            (Values::Text(texts), _) => values.for_each(|text| {
                // Writing to memory never fails.
                let _ = text.put(texts);
                texts.end();
            }),
            (other, _) => other_kind(other),
        }
    }
}

impl Gather for List<'_> {
    #[inline]
    fn gather(values: impl Iterator<Item = Self>, cells: &mut Cells) {
        match cells.parts() {
            (Values::Texts(ends, texts), _) => values.for_each(|list| {
                match list {
                    List::Notes(notes) => notes.iter().for_each(|note| texts.push(note.name())),
                    List::Layers(layers) if !layers.is_empty() => layers.iter().for_each(|layer| {
                        let _ = Text::Layer(layer).put(texts);
                        texts.end();
                    }),
                    List::Names(names) => names.iter().for_each(|name| texts.push(name)),
                    List::Layers(_) | List::Empty => {}
                    List::Sack(_) | List::Options(_) | List::Dissected(_) => {
                        debug_assert!(false, "records are no texts");
                    }
                }
                ends.push(texts.len());
            }),
            (Values::Records(ends, fields), _) => match fields.as_mut_slice() {
                [left, right] => values.for_each(|list| {
                    if let List::Sack(blocks) = list {
                        u32::gather(blocks.iter().map(|block| block.left.0), left);
                        u32::gather(blocks.iter().map(|block| block.right.0), right);
                    }
                    ends.push(left.len());
                }),
                [dissector, name, value] => values.for_each(|list| {
                    if let List::Dissected(fields) = list {
                        Text::gather(fields.iter().map(|field| Text::Name(&field.dissector)), dissector);
                        Text::gather(fields.iter().map(|field| Text::Name(&field.field)), name);
                        Text::gather(fields.iter().map(|field| Text::Value(&field.value)), value);
                    }
                    ends.push(name.len());
                }),
                fields => {
                    let Some(mut columns) = OptionColumns::of(fields) else { return };
                    values.for_each(|list| {
                        if let List::Options(options) = list {
                            columns.put(options);
                        }
                        ends.push(columns.len());
                    });
                    columns.end();
                }
            },
            (other, _) => other_kind(other),
        }
    }
}
