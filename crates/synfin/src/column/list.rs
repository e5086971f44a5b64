//! Several values in one cell.

use synfin_dissect::emission::Emissions;
use synfin_dissect::name::Name;
use synfin_flow::note::Notes;
use synfin_wire::decode::layers::Layers;
use synfin_wire::segment::option::name_of;
use synfin_wire::segment::option_list::Options;
use synfin_wire::segment::sack::SackBlocks;

use crate::column::kind::Kind;
use crate::column::text::Text;
use crate::column::value::Value;

/// The fields of an item of [`List::Sack`].
pub const SACK_FIELDS: &[(&str, Kind)] = &[("left", Kind::U32), ("right", Kind::U32)];

/// The fields of an item of [`List::Options`]. `name`, `length`, `value` and `text` are those of one option; where the
/// list cannot be read on, `name` is null, `text` says why, and it is the last item.
pub const OPTION_FIELDS: &[(&str, Kind)] = &[
    ("kind", Kind::U8),
    ("name", Kind::Word),
    ("length", Kind::U8),
    ("value", Kind::Text),
    ("text", Kind::Text),
];

/// The fields of an item of [`List::Dissected`]: who told it, the name of the field, and its value, which is a number or true or false
/// where a format has values of any type, and else text.
pub const DISSECTED_FIELDS: &[(&str, Kind)] =
    &[("dissector", Kind::Text), ("name", Kind::Text), ("value", Kind::Text)];

/// What a list is made from; walk over it with [`List::try_for_each`].
#[derive(Clone, Copy, Debug)]
pub enum List<'a> {
    /// Nothing.
    Empty,
    /// The notes on a segment.
    Notes(Notes),
    /// Blocks of a SACK option: [`SACK_FIELDS`].
    Sack(SackBlocks<'a>),
    /// Options of a header: [`OPTION_FIELDS`].
    Options(Options<'a>),
    /// The headers around a segment.
    Layers(Layers<'a>),
    /// Names of dissectors.
    Names(&'a [Name]),
    /// What dissectors told: [`DISSECTED_FIELDS`].
    Dissected(&'a Emissions),
}

/// One item of a list.
#[derive(Clone, Copy, Debug)]
pub enum Item<'i> {
    /// A single value.
    Single(Value<'i>),
    /// Named values.
    Record(&'i [(&'static str, Value<'i>)]),
}

impl List<'_> {
    /// Hands every item to `take`, in order, until it fails.
    pub fn try_for_each<E>(self, mut take: impl FnMut(Item<'_>) -> Result<(), E>) -> Result<(), E> {
        match self {
            List::Empty => Ok(()),
            List::Notes(notes) => notes.iter().try_for_each(|note| take(Item::Single(note.name().into()))),
            List::Sack(blocks) => blocks.iter().try_for_each(|block| {
                take(Item::Record(&[("left", block.left.0.into()), ("right", block.right.0.into())]))
            }),
            List::Options(options) => options.iter().try_for_each(|option| match option {
                Ok(at) => take(Item::Record(&[
                    ("kind", at.option.kind().into()),
                    ("name", name_of(at.option.kind()).into()),
                    ("length", (at.octets.len() as u8).into()),
                    ("value", Text::Hex(at.value()).into()),
                    ("text", Text::Option(at.option).into()),
                ])),
                Err(error) => take(Item::Record(&[
                    ("kind", kind_at(options, error.offset).into()),
                    ("name", Value::Null),
                    ("length", Value::Null),
                    ("value", Value::Null),
                    ("text", Text::Fault(error).into()),
                ])),
            }),
            List::Layers(layers) => {
                layers.iter().try_for_each(|layer| take(Item::Single(Text::Layer(layer).into())))
            }
            List::Names(names) => {
                names.iter().try_for_each(|name| take(Item::Single(Text::Name(name).into())))
            }
            List::Dissected(fields) => fields.iter().try_for_each(|field| {
                take(Item::Record(&[
                    ("dissector", Text::Name(&field.dissector).into()),
                    ("name", Text::Name(&field.field).into()),
                    ("value", (&field.value).into()),
                ]))
            }),
        }
    }
}

/// The kind of the option at which a header's options could not be read on; `offset` counts from the source port.
pub(crate) fn kind_at(options: Options<'_>, offset: u32) -> Option<u8> {
    let place = (offset as usize).checked_sub(20)?;
    options.octets().get(place).copied()
}
