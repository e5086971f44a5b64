//! What a column is, and what a table is.

use crate::column::value::Value;
use crate::language::language::Language;

/// A table: rows of one type, and the columns that are read off each.
pub trait Table: Sized + 'static {
    /// What one row is made from.
    type Row<'r>;
    /// The table's name.
    const NAME: &'static str;
    /// The columns in their order.
    const COLUMNS: &'static [Column<Self>];
}

/// One column of a table.
pub struct Column<T: Table> {
    /// Its name, a contract: JSON key, CSV head, Arrow column, Python attribute.
    pub name: &'static str,
    /// What it holds, in a line.
    pub about: &'static str,
    /// What kind of values it has.
    pub kind: Kind,
    /// Whether a row may lack it.
    pub nullable: bool,
    /// The value that a row has in this column; words for people are English.
    pub value: for<'r> fn(&'r T::Row<'r>) -> Value<'r>,
    /// The same in a language, if the column has words for people.
    pub told: Option<Told<T>>,
}

/// The value that a row has in a column with words for people, in a language.
pub type Told<T> = for<'r> fn(&'r <T as Table>::Row<'r>, Language) -> Value<'r>;

impl<T: Table> Column<T> {
    /// A column that every row has.
    pub(crate) const fn new(
        name: &'static str,
        kind: Kind,
        about: &'static str,
        value: for<'r> fn(&'r T::Row<'r>) -> Value<'r>,
    ) -> Column<T> {
        Column { name, about, kind, nullable: false, value, told: None }
    }

    /// A column that a row may lack.
    pub(crate) const fn or_null(
        name: &'static str,
        kind: Kind,
        about: &'static str,
        value: for<'r> fn(&'r T::Row<'r>) -> Value<'r>,
    ) -> Column<T> {
        Column { name, about, kind, nullable: true, value, told: None }
    }

    /// A column with words for people, which every row has in every language.
    pub(crate) const fn told(
        name: &'static str,
        kind: Kind,
        about: &'static str,
        value: for<'r> fn(&'r T::Row<'r>) -> Value<'r>,
        told: Told<T>,
    ) -> Column<T> {
        Column { name, about, kind, nullable: false, value, told: Some(told) }
    }

    /// The value that a row has in this column, with words for people in a language.
    pub fn value_in<'r>(&self, row: &'r T::Row<'r>, language: Language) -> Value<'r> {
        match self.told {
            Some(told) if language != Language::English => told(row, language),
            _ => (self.value)(row),
        }
    }
}

/// One row, with the table that says how it is read.
pub struct Row<'r, T: Table>(pub &'r T::Row<'r>);

impl<'r, T: Table> Row<'r, T> {
    /// Every column with the row's value in it, in order.
    pub fn cells(&self) -> impl Iterator<Item = (&'static Column<T>, Value<'r>)> + use<'r, T> {
        let row = self.0;
        T::COLUMNS.iter().map(move |column| (column, (column.value)(row)))
    }

    /// The same, with words for people in a language.
    pub fn cells_in(
        &self,
        language: Language,
    ) -> impl Iterator<Item = (&'static Column<T>, Value<'r>)> + use<'r, T> {
        let row = self.0;
        T::COLUMNS.iter().map(move |column| (column, column.value_in(row, language)))
    }
}

/// One row with words for people in a language.
pub struct RowIn<'r, T: Table>(pub &'r T::Row<'r>, pub Language);

/// What kind of values a column has: enough to lay it out in a typed format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Bool,
    /// An unsigned number of 8 bits.
    U8,
    /// An unsigned number of 16 bits.
    U16,
    /// An unsigned number of 32 bits.
    U32,
    /// An unsigned number of 64 bits.
    U64,
    /// A signed number of 64 bits.
    I64,
    /// Nanoseconds since 1970-01-01T00:00:00Z, signed, 64 bits.
    Time,
    /// Nanoseconds, unsigned, 64 bits.
    Duration,
    /// One of a closed list of words.
    Word,
    /// Any text.
    Text,
    /// A list of texts or words.
    Texts,
    /// A list of records with these fields.
    Records(&'static [(&'static str, Kind)]),
}

impl Kind {
    /// In a word or two, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Bool => "true or false",
            Kind::U8 => "u8",
            Kind::U16 => "u16",
            Kind::U32 => "u32",
            Kind::U64 => "u64",
            Kind::I64 => "i64",
            Kind::Time => "time, i64",
            Kind::Duration => "duration, u64",
            Kind::Word => "word",
            Kind::Text => "text",
            Kind::Texts => "texts",
            Kind::Records(_) => "records",
        }
    }
}
