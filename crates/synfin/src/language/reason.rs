//! Reasons in a language.

use core::fmt;

use synfin_flow::sentence::Parts;
use synfin_flow::verdict::Verdict;

use crate::language::catalogue::catalogue;
use crate::language::language::Language;
use crate::language::phrase::numbers;

/// Why a segment got its step, in a language; print it.
///
/// ```
/// use synfin::{analyzer::Analyzer, language::language::Language};
///
/// let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
/// let mut analyzer = Analyzer::default();
/// let mut capture = synfin::capture::open::open(path)?;
/// let record = capture.next_record()?.expect("the sample has frames");
/// let first = analyzer.observe(&record).expect("the first holds a SYN");
/// let reason = Language::Chinese.reason(first.verdict());
/// assert_eq!(reason.to_string(), "请求建立连接：第一个 SYN，初始序号 (ISN) 114");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Reason<'a> {
    language: Language,
    verdict: &'a Verdict,
}

impl Language {
    /// The reason for a verdict in this language.
    pub const fn reason(self, verdict: &Verdict) -> Reason<'_> {
        Reason { language: self, verdict }
    }
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.verdict.reason();
        // English needs no catalogue, and is written for every row of large tables.
        if self.language == Language::English || !write(self.language, reason.parts(), f)? {
            return reason.fmt(f);
        }
        if let Some(relative) = reason.relative() {
            write(self.language, relative, f)?;
        }
        Ok(())
    }
}

/// Writes one sentence; whether the catalogue has it.
fn write(language: Language, parts: Parts, f: &mut fmt::Formatter<'_>) -> Result<bool, fmt::Error> {
    let arguments = numbers(parts.numbers());
    match catalogue(language).write(parts.form().id, &arguments, f) {
        Some(written) => written.map(|()| true),
        None => Ok(false),
    }
}
