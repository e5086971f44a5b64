//! The committed judgements: of which disagreements it is known who is right, and why.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::conformance::measure::{Disagreement, Measure};

/// `judged.toml`, read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Judgements {
    #[serde(default)]
    judged: Vec<Judgement>,
}

/// One row: which disagreements it speaks of, and what is the case. Every pattern may hold `*`; an absent one fits all.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Judgement {
    measure: String,
    file: Option<String>,
    field: Option<String>,
    theirs: Option<String>,
    ours: Option<String>,
    about: Option<String>,
    frames: Option<Vec<u64>>,
    /// Who is right.
    right: Right,
    reason: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Right {
    /// The witness is wrong or speaks of something else.
    Synfin,
    /// synfin falls short.
    Witness,
    /// Two fair readings, or nobody can know.
    Neither,
}

impl Judgements {
    /// Those of this checkout.
    pub(super) fn committed() -> Result<Self> {
        toml::from_str(include_str!("judged.toml")).context("judged.toml")
    }

    /// Writes the reason beside every disagreement that a row speaks of; the first row that fits wins.
    pub(super) fn judge(&self, measure: &mut Measure) {
        for one in &mut measure.disagreements {
            if let Some(row) = self.judged.iter().find(|row| row.fits(measure.name, one)) {
                let right = match row.right {
                    Right::Synfin => "synfin is right",
                    Right::Witness => "synfin falls short",
                    Right::Neither => "both readings stand",
                };
                one.judged = Some(format!("{right}: {}", row.reason));
            }
        }
    }
}

impl Judgement {
    fn fits(&self, measure: &str, one: &Disagreement) -> bool {
        let fits = |pattern: &Option<String>, text: &str| pattern.as_ref().is_none_or(|p| matches(p, text));
        matches(&self.measure, measure)
            && fits(&self.file, &one.file)
            && fits(&self.field, &one.field)
            && fits(&self.theirs, &one.theirs)
            && fits(&self.ours, &one.ours)
            && fits(&self.about, &one.about)
            && self.frames.as_ref().is_none_or(|frames| frames.contains(&one.frame))
    }
}

/// Whether `text` fits `pattern`, in which each `*` stands for any run of characters.
fn matches(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{Judgements, matches};

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        for (pattern, text, fits) in [
            ("", "", true),
            ("*", "anything", true),
            ("a", "ab", false),
            ("a*", "ab", true),
            ("*icmp*tcp", "eth:ip:icmp:ip:tcp", true),
            ("*icmp*tcp", "eth:ip:icmp:ip:tcp:data", false),
            ("ab*ab", "ab", false),
            ("a*b*c", "a-c-b-c", true),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn the_committed_judgements_can_be_read() {
        Judgements::committed().expect("judged.toml is well formed");
    }
}
