//! Rows gathered by themselves, to be put into batches later.

use core::fmt;

use synfin::column::gathered::cells::Cells;
use synfin::column::table::{Column, Table};
use synfin::language::language::Language;

use crate::projection::Projection;

/// Rows of one table, column by column, in memory that can be filled again.
pub struct Gathered<T: Table> {
    pub(crate) columns: Vec<(&'static Column<T>, Cells)>,
    language: Language,
    rows: usize,
}

impl<T: Table> Gathered<T> {
    /// No row yet, of these columns.
    pub fn new(projection: &Projection<T>) -> Gathered<T> {
        let columns = projection.columns().map(|column| (column, column.cells())).collect();
        Gathered { columns, language: projection.language(), rows: 0 }
    }

    /// Appends several rows; only the values of the wanted columns are asked for.
    pub fn extend<'r>(&mut self, rows: &'r [T::Row<'r>]) {
        for (column, cells) in &mut self.columns {
            column.gather_in(rows, self.language, cells);
        }
        self.rows += rows.len();
    }

    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Begins anew, in the memory that there is.
    pub fn clear(&mut self) {
        self.columns.iter_mut().for_each(|(_, cells)| cells.clear());
        self.rows = 0;
    }
}

impl<T: Table> fmt::Debug for Gathered<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gathered").field("table", &T::NAME).field("rows", &self.rows).finish_non_exhaustive()
    }
}
