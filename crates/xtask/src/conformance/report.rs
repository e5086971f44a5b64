//! The figures for people, on the terminal and as a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::conformance::measure::{Disagreement, Measure};

/// Disagreements of one kind that are shown when not all are asked for.
const FIRST: usize = 5;
/// Longest value that is shown whole.
const SHOWN: usize = 100;

/// Prints a measure: its figure, then its disagreements by reason, the unjudged last.
pub(super) fn print(measure: &Measure, all: bool) {
    print!("{}", text(measure, all));
}

/// Writes all measures with all their disagreements: JSON when the name ends so, else Markdown.
pub(super) fn write(file: &Path, measures: &[Measure]) -> Result<()> {
    let text = if file.extension().is_some_and(|extension| extension == "json") {
        serde_json::to_string_pretty(measures)?
    } else {
        markdown(measures)
    };
    fs::write(file, text).with_context(|| file.display().to_string())
}

fn text(measure: &Measure, all: bool) -> String {
    let mut text = String::new();
    let Measure { name, unit, compared, agreed, .. } = measure;
    let required = measure.required.map_or_else(String::new, |required| format!(", required {required} %"));
    let verdict = if measure.passes() { "" } else { "  FAILED" };
    let share = measure.per_cent();
    let _ = writeln!(text, "{name:24} {share:8.3} %  {agreed} of {compared} {unit}{required}{verdict}");
    for (reason, ones) in by_reason(measure) {
        let _ = writeln!(text, "    {} {reason}", ones.len());
        let shown = if all { ones.len() } else { FIRST.min(ones.len()) };
        for one in &ones[..shown] {
            let _ = writeln!(text, "        {}", line(one));
        }
        if shown < ones.len() {
            let _ = writeln!(text, "        … {} more (--list shows all)", ones.len() - shown);
        }
    }
    text
}

fn markdown(measures: &[Measure]) -> String {
    let mut text = String::from(
        "# Conformance\n\n| measure | agrees | of | share | required | unjudged |\n|---|---|---|---|---|---|\n",
    );
    for measure in measures {
        let Measure { name, unit, compared, agreed, .. } = measure;
        let required = measure.required.map_or_else(|| "–".to_owned(), |required| format!("{required} %"));
        let (share, unjudged) = (measure.per_cent(), measure.unjudged());
        let _ = writeln!(
            text,
            "| {name} | {agreed} | {compared} {unit} | {share:.3} % | {required} | {unjudged} |"
        );
    }
    for measure in measures.iter().filter(|measure| !measure.disagreements.is_empty()) {
        let _ = writeln!(text, "\n## {}", measure.name);
        for (reason, ones) in by_reason(measure) {
            let _ = writeln!(text, "\n### {} × {reason}\n", ones.len());
            for one in ones {
                let _ = writeln!(text, "- `{}`", line(one).replace('`', "'"));
            }
        }
    }
    text
}

/// Judged ones by their reason; the others by the field that differs.
fn by_reason(measure: &Measure) -> BTreeMap<String, Vec<&Disagreement>> {
    let mut groups: BTreeMap<String, Vec<&Disagreement>> = BTreeMap::new();
    for one in &measure.disagreements {
        let reason = one.judged.clone().unwrap_or_else(|| format!("not judged: {}", one.field));
        groups.entry(reason).or_default().push(one);
    }
    groups
}

fn line(one: &Disagreement) -> String {
    let Disagreement { file, frame, field, theirs, ours, about, .. } = one;
    let [theirs, ours, about] = [theirs, ours, about].map(|value| shortened(value));
    let about = if about.is_empty() { about } else { format!(" ({about})") };
    format!("{file} frame {frame}: {field}: theirs {theirs}, ours {ours}{about}")
}

fn shortened(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        None => value.to_owned(),
        Some((at, _)) => format!("{}…", &value[..at]),
    }
}
