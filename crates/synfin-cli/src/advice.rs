//! What to try when an input cannot be read.

use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use synfin::capture::error::Reason;
use synfin::capture::filter_tally::FilterTally;
use synfin::filter::nearest::misspelt;
use synfin::report::text::safe::Safe;

use crate::mistake::subcommand;

/// What helps, as it stands behind what is wrong; nothing where nothing helps.
pub(crate) fn advice(file: &Path, reason: Reason) -> Cow<'static, str> {
    if !matches!(reason, Reason::Io(ErrorKind::NotFound)) {
        return of_reason(reason).into();
    }
    match (beside(file), word(file)) {
        (Some(other), _) => format!("; there is {}", Safe(other.display())).into(),
        (None, Some(word)) => of_word(word).into(),
        (None, None) => "".into(),
    }
}

/// So many files of a folder are looked at for one that may have been meant.
const LOOKED_AT: usize = 10_000;

/// The file beside this one of whose name this is a slip.
fn beside(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?.to_str()?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).ok()?.take(LOOKED_AT).filter_map(Result::ok);
    let is_file = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| !kind.is_dir());
    let names: Vec<String> =
        entries.filter(is_file).filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let meant = misspelt(name, names.iter().map(String::as_str))?;
    Some(file.with_file_name(meant))
}

/// What helps where a word was taken for a file.
fn of_word(word: &str) -> String {
    if subcommand::is_one(word) {
        return format!("; a subcommand stands before the files: synfin {word} FILE");
    }
    match subcommand::meant(word) {
        Some(meant) => format!("; if it was to be a subcommand: {meant}"),
        None => "; if it was to be a subcommand, synfin --help lists them".to_owned(),
    }
}

const fn of_reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NotACapture { looks_like: None, .. } => {
            "; pcap and pcapng are read, plain or in gzip, zstd or lz4"
        }
        Reason::Truncated { .. } | Reason::CompressionTruncated(_) => {
            "; is it still being written or copied, or was the disk full?"
        }
        Reason::TooLarge { .. }
        | Reason::BlockLength { .. }
        | Reason::BlockLengths { .. }
        | Reason::ByteOrder { .. } => "; what is behind it was not found: pcapfix mends some such files",
        Reason::Empty => "; did what was to write it begin?",
        Reason::NoDecompressor(_) => "; decompress it first",
        Reason::BadCompression(_) => "; is the copy whole? compare it with where it came from",
        Reason::RatioExceeded { .. } | Reason::TotalExceeded { .. } => {
            "; if you trust it, decompress it to a file and read that"
        }
        Reason::Io(ErrorKind::PermissionDenied) => "; read it as who may, as in: sudo cat FILE | synfin -",
        Reason::Io(ErrorKind::IsADirectory) => "; name the files in it, as in FOLDER/*.pcap",
        _ => "",
    }
}

/// What a filter may have been meant to let pass, where it looks at the outermost headers alone; nothing where it left out nothing of that kind.
pub(crate) fn hint(expression: &str, tally: &FilterTally) -> Option<String> {
    if let Some((behind, frames)) = tally.most_behind() {
        let (name, words, expression) = (behind.name(), behind.words(), Safe(expression));
        let matching =
            if frames == 1 { "1 frame more matches" } else { &format!("{frames} frames more match") };
        return Some(format!(
            "synfin: {matching} behind {name}, where this filter does not look: \
             --bpf '({expression}) or ({words} and ({expression}))'"
        ));
    }
    let tunnels = tally.tunnels;
    (tally.matched == 0 && tunnels > 0).then(|| {
        let carry = if tunnels == 1 { "1 frame is a tunnel's" } else { &format!("{tunnels} frames are tunnels'") };
        format!(
            "synfin: nothing matches this filter, and {carry} (IP in IP, GRE, VXLAN, Geneve, GTP), into which no filter looks: \
             choose without --bpf, by --host, --port or --where"
        )
    })
}

/// A name that is more like that of a subcommand than like that of a file.
fn word(file: &Path) -> Option<&str> {
    file.to_str().filter(|name| name.chars().all(|letter| letter.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind::NotFound;
    use std::path::Path;

    use synfin::capture::error::Reason;

    use super::advice;

    #[test]
    fn a_word_may_have_been_meant_as_a_subcommand_and_a_file_not() {
        let advice = |name: &str| advice(Path::new(name), Reason::Io(NotFound));
        assert_eq!(advice("segmnts"), "; if it was to be a subcommand: synfin segments");
        assert_eq!(advice("dissectors"), "; if it was to be a subcommand: synfin columns dissectors");
        assert_eq!(advice("segments"), "; a subcommand stands before the files: synfin segments FILE");
        assert_eq!(advice("trace"), "; if it was to be a subcommand, synfin --help lists them");
        assert_eq!((&*advice("nowhere.pcap"), &*advice("nor/here")), ("", ""));
    }
}
