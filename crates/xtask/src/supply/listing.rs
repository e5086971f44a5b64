//! A crate's public names, one a line, and how two lists of them differ.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use public_api::Builder;

/// The public names of a crate, from rustdoc's JSON. What every type has for free (blanket implementations, auto traits)
/// is left out; derived traits are named, as to lose one breaks its users.
pub(super) fn of(rustdoc_json: &Path) -> Result<String> {
    let api = Builder::from_rustdoc_json(rustdoc_json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .build()
        .with_context(|| rustdoc_json.display().to_string())?;
    let mut lines: Vec<String> = api.items().map(ToString::to_string).collect();
    // The last line ends as the others do.
    lines.push(String::new());
    Ok(lines.join("\n"))
}

/// Lines of one list that the other does not hold, each with `-` (gone) or `+` (new) before it.
pub(super) fn differences(committed: &str, now: &str) -> Vec<String> {
    let [before, after]: [BTreeSet<&str>; 2] = [committed, now].map(|text| text.lines().collect());
    let gone = before.difference(&after).map(|line| format!("-{line}"));
    gone.chain(after.difference(&before).map(|line| format!("+{line}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::differences;

    #[test]
    fn a_name_that_went_and_one_that_came_are_told_and_what_stayed_is_not() {
        assert_eq!(differences("pub a\npub b\n", "pub b\npub c\n"), ["-pub a", "+pub c"]);
        assert!(differences("pub a\n", "pub a\n").is_empty());
    }
}
