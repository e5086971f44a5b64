//! What a condition may name: columns, the words in them, and what dissectors tell.

use std::net::IpAddr;

use crate::column::flows::Flows;
use crate::column::gathered::values::Values;
use crate::column::gathered::words::NO_WORD;
use crate::column::segments::Segments;
use crate::column::table::{Column, Kind, Table as _};
use sqlparser::ast::Ident;
use synfin_dissect::field::{Field, FieldKind};
use synfin_dissect::name::Name;
use synfin_dissect::registry::Registry;
use synfin_flow::note::Note;

use crate::filter::asked::Asked;
use crate::filter::cell::Type;
use crate::filter::nearest::{near, told, unknown};
use crate::filter::told_field::ToldField;
use crate::other_names::{in_full, own_field};

/// A column as conditions see it.
pub(crate) struct Known {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// The words that may be in it; empty where anything may.
    pub(crate) words: Vec<Name>,
}

/// Everything that a condition over one table may name.
pub(crate) struct Names {
    pub(crate) columns: Vec<Known>,
    dissectors: Registry,
    keeps: fn(&Field) -> bool,
}

/// The columns that hold addresses.
const ADDRESSES: [&str; 4] = ["originator", "responder", "src", "dst"];

impl Names {
    /// Those of a table, and of these dissectors.
    pub(crate) fn of<T: Asked>(dissectors: Registry) -> Names {
        let columns = T::COLUMNS.iter().map(|column| Known {
            name: column.name,
            kind: column.kind,
            words: words(column, &dissectors),
        });
        Names { columns: columns.collect(), keeps: T::keeps, dissectors }
    }

    /// All of them, as they are written.
    pub(crate) fn all(&self) -> Vec<String> {
        let columns = self.columns.iter().map(|column| column.name.to_owned());
        let told = self.dissectors.fields().flat_map(|(dissector, fields)| {
            let kept = fields.iter().filter(|field| (self.keeps)(field));
            kept.map(move |field| format!("{dissector}.{}", field.name))
        });
        columns.chain(told).collect()
    }

    /// The column of this name.
    ///
    /// # Errors
    /// What is said where there is none.
    pub(crate) fn column(&self, name: &Ident) -> Result<usize, String> {
        let is_it = |known: &Known| known.name.eq_ignore_ascii_case(&name.value);
        self.columns.iter().position(is_it).ok_or_else(|| {
            let near = near(&name.value, self.columns.iter().map(|column| column.name));
            let hint = match (told(near.iter().map(|near| format!("`{near}`"))), name.quote_style) {
                (_, None) if self.is_word(&name.value) => {
                    format!("; text stands in single quotes: '{}'", name.value)
                }
                (Some(near), _) => format!("; {near}"),
                (None, Some(_)) => format!("; text stands in single quotes: '{}'", name.value),
                (None, None) => match (self.told_as(&name.value), other_table(&name.value)) {
                    (Some(told), _) => format!("; a dissector tells `{told}`"),
                    (None, Some(table)) => format!("; the table `{table}` has one"),
                    (None, None) => "; `synfin columns` tells all".to_owned(),
                },
            };
            format!("there is no column `{}`{hint}", name.value)
        })
    }

    /// A word as a column has it, in letters of any size; anything for a column that may hold anything.
    ///
    /// # Errors
    /// What is said where it is none of the column's.
    pub(crate) fn word(&self, column: usize, given: &str) -> Result<String, String> {
        let Known { name, words, .. } = &self.columns[column];
        if ADDRESSES.contains(name) && is_prefix(given) {
            return Err(format!(
                "`{name}` is an address and no prefix, so it never is '{given}'; to choose by host takes prefixes"
            ));
        }
        match words.iter().find(|word| word.eq_ignore_ascii_case(given)) {
            Some(word) => Ok(word.to_string()),
            None if words.is_empty() => Ok(given.to_owned()),
            None => Err(unknown(
                &format!("word as '{given}' in `{name}`"),
                given,
                words.iter().map(|word| &**word),
            )),
        }
    }

    /// The field of these names, and the type of its values.
    ///
    /// # Errors
    /// What is said where there is none.
    pub(crate) fn told(&self, dissector: &str, field: &str) -> Result<(ToldField, Type), String> {
        let known = |name: &str| self.dissectors.fields().find(|(known, _)| known.eq_ignore_ascii_case(name));
        // One that bears the other name of another itself is meant by it.
        let [dissector, field] = if known(dissector).is_some() {
            [dissector, own_field(dissector, field)]
        } else {
            in_full(dissector, field)
        };
        let known = known(dissector);
        let Some((dissector, fields)) = known else {
            let all = || format!("there are {}", self.dissectors.names().collect::<Vec<_>>().join(", "));
            let near = near(dissector, self.dissectors.names());
            let hint = told(near.iter().map(|near| format!("`{near}`"))).unwrap_or_else(all);
            return Err(format!("there is no dissector `{dissector}`; {hint}"));
        };
        let Some(found) = fields.iter().find(|known| known.name.eq_ignore_ascii_case(field)) else {
            let kept = fields.iter().filter(|field| (self.keeps)(field)).map(|field| &*field.name);
            let near = near(field, kept.clone());
            let hint = match told(near.iter().map(|near| format!("`{dissector}.{near}`"))) {
                Some(near) => near,
                None => format!("it tells {}", kept.collect::<Vec<_>>().join(", ")),
            };
            return Err(format!("{dissector} tells no `{field}`; {hint}"));
        };
        if !(self.keeps)(found) {
            return Err(format!(
                "`{dissector}.{}` is told with segments and not kept of connections: the table `segments` has it",
                found.name
            ));
        }
        let told = ToldField { dissector: dissector.to_owned().into(), field: found.name.clone() };
        Ok((told, type_of(found.kind)))
    }

    /// Whether a column of words may hold this one.
    fn is_word(&self, name: &str) -> bool {
        self.columns.iter().flat_map(|known| &known.words).any(|word| word.eq_ignore_ascii_case(name))
    }

    /// How a dissector tells what is called so, if one does.
    fn told_as(&self, field: &str) -> Option<String> {
        let mut all = self.dissectors.fields().map(|(dissector, _)| dissector);
        all.find_map(|dissector| self.told(dissector, field).ok())
            .map(|(told, _)| format!("{}.{}", told.dissector, told.field))
    }
}

/// Whether this is an address with the length of a prefix.
fn is_prefix(text: &str) -> bool {
    text.split_once('/')
        .is_some_and(|(address, length)| address.parse::<IpAddr>().is_ok() && length.parse::<u8>().is_ok())
}

/// A table that has a column of this name.
fn other_table(name: &str) -> Option<&'static str> {
    let has_one = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let flows: Vec<_> = Flows::COLUMNS.iter().map(|column| column.name).collect();
    let segments: Vec<_> = Segments::COLUMNS.iter().map(|column| column.name).collect();
    [(Flows::NAME, flows), (Segments::NAME, segments)]
        .into_iter()
        .find(|(_, names)| has_one(names))
        .map(|(table, _)| table)
}

/// Octets are text: their hexadecimal digits.
const fn type_of(kind: FieldKind) -> Type {
    match kind {
        FieldKind::Bool => Type::Bool,
        FieldKind::Unsigned | FieldKind::Signed => Type::Number,
        FieldKind::Text | FieldKind::Octets => Type::Text,
    }
}

/// The words that may be in a column; empty where anything may.
fn words<T: Asked>(column: &Column<T>, dissectors: &Registry) -> Vec<Name> {
    match (column.kind, column.name) {
        (Kind::Texts, "notes") => Note::ALL.iter().map(|note| note.name().into()).collect(),
        (Kind::Texts, "plugins") => dissectors.names().map(|name| name.to_owned().into()).collect(),
        (Kind::Word, _) => {
            // What gathers knows the list, even where it gathers nothing.
            let mut cells = column.cells();
            (column.gather)(&[], &mut cells);
            let Values::Words(list) = cells.values() else { return Vec::new() };
            let words = (0..NO_WORD).map(|number| list.word(number)).take_while(|word| !word.is_empty());
            words.map(Name::from).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ADDRESSES, Names};
    use crate::column::flows::Flows;
    use crate::column::segments::Segments;
    use crate::column::table::Kind;
    use synfin_dissect::plugins::all::all;

    #[test]
    fn every_column_of_words_knows_all_that_may_be_in_it() {
        for names in [Names::of::<Flows>(all()), Names::of::<Segments>(all())] {
            for column in &names.columns {
                let has_list = column.kind == Kind::Word || ["notes", "plugins"].contains(&column.name);
                assert_eq!(!column.words.is_empty(), has_list, "{}", column.name);
            }
            let outcome = names.columns.iter().find(|column| ["outcome", "step"].contains(&column.name));
            assert!(outcome.is_some_and(|column| column.words.len() > 10));
        }
    }

    #[test]
    fn columns_of_addresses_are_known_as_such() {
        for (names, known) in
            [(Names::of::<Flows>(all()), &ADDRESSES[..2]), (Names::of::<Segments>(all()), &ADDRESSES[2..])]
        {
            for name in known {
                let column = names.columns.iter().position(|column| column.name == *name).expect(name);
                assert!(
                    names.word(column, "192.0.2.0/24").is_err() && names.word(column, "192.0.2.0").is_ok()
                );
            }
        }
    }

    #[test]
    fn what_only_segments_tell_is_named_for_them_alone() {
        let told = |names: &Names| names.all().contains(&"http1.version".to_owned());
        assert!(told(&Names::of::<Segments>(all())) && !told(&Names::of::<Flows>(all())));
        assert!(Names::of::<Flows>(all()).all().contains(&"tls.server_name".to_owned()));
    }
}
