//! In which order connections are told, and how many.

use std::num::NonZeroU32;

use clap::Args;
use synfin::column::flows::Flows;
use synfin::column::table::{Kind, Table as _};

use crate::arguments::number::number;
use crate::arguments::word::Offering;
use synfin::filter::nearest::{near, told};
use synfin::filter::order::{Ordered, SortKey};

const NO_TOP: &str = "this is a number from 1 on; without --top all are told";

#[derive(Args, Debug)]
#[command(next_help_heading = "In which order")]
pub(crate) struct OrderArguments {
    /// By this column, the least first; -COLUMN: the greatest first. What is not known comes last. May be given again, or several with commas between, for what is alike.
    #[arg(
        long,
        value_name = "[-]COLUMN",
        value_delimiter = ',',
        allow_hyphen_values = true,
        hide_possible_values = true
    )]
    #[arg(value_parser = Offering::new(sort_key, sort_keys()))]
    sort: Vec<SortKey>,
    /// The other way round.
    #[arg(long, requires = "sort")]
    reverse: bool,
    /// Only the first N of that order; without --sort, those with most to tell: reset, incomplete, with repetitions, long.
    #[arg(long, value_name = "N", value_parser = number(NonZeroU32::MIN..=NonZeroU32::MAX, NO_TOP), allow_negative_numbers = true)]
    top: Option<NonZeroU32>,
}

impl OrderArguments {
    /// Whether connections are told as they come: in order of their numbers.
    pub(crate) fn is_empty(&self) -> bool {
        self.sort.is_empty() && self.top.is_none()
    }

    /// Whether a column says what comes first.
    pub(crate) fn is_sorted(&self) -> bool {
        !self.sort.is_empty()
    }

    /// Whether it was said how many are wanted.
    pub(crate) const fn is_cut(&self) -> bool {
        self.top.is_some()
    }

    /// What keeps them in this order; `most` of them unless another number is asked for.
    pub(crate) fn keeper(&self, most: u32) -> Ordered {
        let most_to_tell = [SortKey { column: None, descending: true }];
        let turned = |key: &SortKey| SortKey { descending: key.descending != self.reverse, ..*key };
        let keys: Vec<SortKey> = self.sort.iter().map(turned).collect();
        let keys = if keys.is_empty() { &most_to_tell[..] } else { &keys };
        Ordered::new(keys, self.top.map_or(most, NonZeroU32::get) as usize)
    }
}

/// Each column that has an order, and the other way round.
fn sort_keys() -> impl Iterator<Item = String> {
    let columns = Flows::COLUMNS.iter().filter(|column| has_order(column.kind));
    columns.flat_map(|column| [column.name.to_owned(), format!("-{}", column.name)])
}

const fn has_order(kind: Kind) -> bool {
    !matches!(kind, Kind::Texts | Kind::Records(_))
}

fn sort_key(text: &str) -> Result<SortKey, String> {
    // One of several may stand behind a comma and a space.
    let text = text.trim_start();
    let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    let column = Flows::COLUMNS.iter().position(|column| column.name.eq_ignore_ascii_case(name));
    match column {
        Some(index) if !has_order(Flows::COLUMNS[index].kind) => {
            Err("it holds several values, which have no order".to_owned())
        }
        Some(_) => Ok(SortKey { column, descending }),
        None => {
            let ordered = Flows::COLUMNS.iter().filter(|column| has_order(column.kind));
            let near = told(near(name, ordered.map(|column| column.name)));
            let near = near.unwrap_or_else(|| "synfin columns tells all".to_owned());
            Err(format!("there is no such column; {near}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn all_columns_that_contain_what_is_none_are_told() {
        let told = sort_key("-bytes").expect_err("no column");
        for name in ["orig_payload_bytes", "resp_payload_bytes", "orig_missed_bytes", "resp_missed_bytes"] {
            assert!(told.contains(name), "{told}");
        }
        let told = sort_key("zzz").expect_err("no column");
        assert_eq!(told, "there is no such column; synfin columns tells all");
    }
}
