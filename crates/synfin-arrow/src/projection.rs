//! Which columns are wanted, and in which language: what is not asked for is not built.

use core::fmt;
use core::marker::PhantomData;

use synfin::column::table::{Column, Table};
use synfin::language::language::Language;

/// Columns of a table, in the order in which they are wanted.
pub struct Projection<T: Table> {
    places: Vec<usize>,
    language: Language,
    table: PhantomData<T>,
}

/// A table has no column of this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchColumn {
    /// The name.
    pub name: String,
    /// The table's.
    pub table: &'static str,
}

impl fmt::Display for NoSuchColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the table {} has no column {:?}", self.table, self.name)
    }
}

impl std::error::Error for NoSuchColumn {}

impl<T: Table> Projection<T> {
    /// All columns.
    pub fn all() -> Projection<T> {
        Projection {
            places: (0..T::COLUMNS.len()).collect(),
            language: Language::English,
            table: PhantomData,
        }
    }

    /// The columns of these names.
    ///
    /// # Errors
    /// [`NoSuchColumn`] for the first name that the table does not have.
    ///
    /// ```
    /// use synfin::column::flows::Flows;
    /// use synfin_arrow::projection::Projection;
    ///
    /// let columns = Projection::<Flows>::of(&["outcome", "flow"])?;
    /// assert_eq!(columns.columns().map(|column| column.name).collect::<Vec<_>>(), ["outcome", "flow"]);
    /// assert!(Projection::<Flows>::of(&["colour"]).is_err());
    /// # Ok::<(), synfin_arrow::projection::NoSuchColumn>(())
    /// ```
    pub fn of(names: &[impl AsRef<str>]) -> Result<Projection<T>, NoSuchColumn> {
        let place = |name: &str| {
            let place = T::COLUMNS.iter().position(|column| column.name == name);
            place.ok_or_else(|| NoSuchColumn { name: name.to_owned(), table: T::NAME })
        };
        let places = names.iter().map(|name| place(name.as_ref())).collect::<Result<_, _>>()?;
        Ok(Projection { places, language: Language::English, table: PhantomData })
    }

    /// The same, with words for people in a language instead of English.
    #[must_use]
    pub fn in_language(self, language: Language) -> Projection<T> {
        Projection { language, ..self }
    }

    /// The language of words for people.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The columns in their order.
    pub fn columns(&self) -> impl ExactSizeIterator<Item = &'static Column<T>> {
        self.places.iter().map(|&place| &T::COLUMNS[place])
    }
}

impl<T: Table> Clone for Projection<T> {
    fn clone(&self) -> Projection<T> {
        Projection { places: self.places.clone(), language: self.language, table: PhantomData }
    }
}

impl<T: Table> fmt::Debug for Projection<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.columns().map(|column| column.name)).finish()
    }
}
