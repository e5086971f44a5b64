//! What the plugin's README says that tshark prints is what it prints.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::chore::workspace::Workspace;
use crate::wireshark::captures::Captures;
use crate::wireshark::host::Host;

/// The page, whose blocks begin with a command.
const PAGE: &str = "crates/synfin-wireshark/README.md";
/// How a block begins.
const BLOCK: &str = "```console\n$ ";

/// Every block of the page is what its command prints; `SYNFIN_BLESS` writes them anew.
pub(super) fn readme_is_printed(workspace: &Workspace, host: &Host, captures: &Captures) -> Result<String> {
    let path = workspace.root.join(PAGE);
    let page = fs::read_to_string(&path).context(PAGE)?;
    let mut parts = page.split(BLOCK);
    let mut told = parts.next().unwrap_or_default().to_owned();
    let mut blocks = 0;
    for part in parts {
        let (block, rest) = part.split_once("```").context("a block ends")?;
        let line = block.lines().next().unwrap_or_default();
        told += &[BLOCK, line, "\n", &printed(line, host, captures)?, "```", rest].concat();
        blocks += 1;
    }
    ensure!(blocks > 0, "no block in {PAGE}");
    if std::env::var_os("SYNFIN_BLESS").is_some() {
        fs::write(&path, &told)?;
    } else {
        ensure!(told == page, "{PAGE} differs from what tshark prints; SYNFIN_BLESS=1 brings it up to date");
    }
    Ok(format!("{blocks} blocks"))
}

/// What `tshark -r SAMPLE WORDS`, perhaps with `| tail -N` behind it, prints.
fn printed(line: &str, host: &Host, captures: &Captures) -> Result<String> {
    let (line, last) = line.split_once(" | tail -").unwrap_or((line, "1000"));
    let line = line.strip_prefix("tshark -r ").with_context(|| format!("not a command: {line}"))?;
    let (sample, rest) = line.split_once(' ').context("a sample and words")?;
    // In quotes are words with spaces.
    let quoted = rest.split('"').enumerate();
    let words = quoted.flat_map(|(index, part)| {
        let inside = index % 2 == 1;
        let words: Vec<&str> = if inside { vec![part] } else { part.split_whitespace().collect() };
        words
    });
    let caught = host.read(&captures.sample(sample), &words.collect::<Vec<_>>())?;
    let text = String::from_utf8(caught.stdout).context("text")?;
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let first = lines.len().saturating_sub(last.parse()?);
    Ok(lines.get(first..).unwrap_or_default().iter().flat_map(|line| [*line, "\n"]).collect())
}
