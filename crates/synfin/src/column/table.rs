//! What a column is, and what a table is.

use crate::column::gathered::cells::Cells;
pub use crate::column::kind::Kind;
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
    /// Appends the values of several rows to [cells of this column](Column::cells), in one loop.
    pub gather: for<'r> fn(&'r [T::Row<'r>], &mut Cells),
    /// The same in a language, if the column has words for people.
    pub gather_told: Option<GatherTold<T>>,
}

/// The value that a row has in a column with words for people, in a language.
pub type Told<T> = for<'r> fn(&'r <T as Table>::Row<'r>, Language) -> Value<'r>;

/// Appends the values that rows have in such a column, in a language.
pub type GatherTold<T> = for<'r> fn(&'r [<T as Table>::Row<'r>], Language, &mut Cells);

impl<T: Table> Column<T> {
    /// No cell yet of this column; [`Column::gather`] appends some.
    pub fn cells(&self) -> Cells {
        Cells::of_kind(self.kind)
    }

    /// The value that a row has in this column, with words for people in a language.
    pub fn value_in<'r>(&self, row: &'r T::Row<'r>, language: Language) -> Value<'r> {
        match self.told {
            Some(told) if language != Language::English => told(row, language),
            _ => (self.value)(row),
        }
    }

    /// Appends the values of several rows, with words for people in a language.
    pub fn gather_in<'r>(&self, rows: &'r [T::Row<'r>], language: Language, cells: &mut Cells) {
        match self.gather_told {
            Some(gather) if language != Language::English => gather(rows, language, cells),
            _ => (self.gather)(rows, cells),
        }
    }
}

/// One row of a table of columns: `"name": Kind::Of, "What it holds.", |row| value`, or `"name": Kind::Of or null, …` for a column that
/// a row may lack, or with `told |row, language| value` behind it for words for people. The value's own type says how it is read one
/// by one and how it is gathered from many rows.
macro_rules! column {
    ($name:literal: $kind:expr, $about:literal, |$row:pat_param| $value:expr) => {
        $crate::column::table::column!(@ $name, $kind, false, $about, $row, $value, None, None)
    };
    ($name:literal or null: $kind:expr, $about:literal, |$row:pat_param| $value:expr) => {
        $crate::column::table::column!(@ $name, $kind, true, $about, $row, $value, None, None)
    };
    ($name:literal: $kind:expr, $about:literal, |$row:pat_param| $value:expr, told |$of:pat_param, $language:ident| $told:expr) => {
        $crate::column::table::column!(
            @ $name, $kind, false, $about, $row, $value,
            Some(|$of, $language| $told.into()),
            Some(|rows, $language, cells| {
                $crate::column::gathered::gather::Gather::gather(rows.iter().map(|$of| $told), cells);
            })
        )
    };
    (@ $name:literal, $kind:expr, $nullable:literal, $about:literal, $row:pat_param, $value:expr, $told:expr, $gather_told:expr) => {
        $crate::column::table::Column {
            name: $name,
            about: $about,
            kind: $kind,
            nullable: $nullable,
            value: |$row| $value.into(),
            told: $told,
            gather: |rows, cells| $crate::column::gathered::gather::Gather::gather(rows.iter().map(|$row| $value), cells),
            gather_told: $gather_told,
        }
    };
}
pub(crate) use column;

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
