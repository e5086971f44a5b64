//! The accounts for people.

use std::io::{self, Write};

use anstyle::Style;
use synfin_flow::outcome::Ended;

use crate::accounts::Accounts;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::look::Look;
use crate::report::stats::section::{Count, Section, books, sections};
use crate::report::text::line::Line;
use crate::report::text::palette::{FAINT, STRONG, TROUBLE};

const PLAIN: Style = Style::new();
const NUMBER_END: usize = 14;
const NAME: usize = 16;

/// Writes the accounts of a capture for people.
///
/// # Errors
/// Those of the output.
pub fn write(mut out: impl Write, look: Look, accounts: &Accounts<'_>) -> io::Result<()> {
    let mut line = Line::new(look);
    let (frames_balance, flows_balance) = (accounts.books.balance(), accounts.flow_books.balance());
    let sum_of_frames = match accounts.books.left_out {
        None => "frames = tcp + not_tcp + truncated + malformed + unsupported",
        Some(_) => "frames = tcp + not_tcp + truncated + malformed + unsupported + left_out",
    };
    let sums = [(frames_balance, sum_of_frames), (flows_balance, "flows_opened = flows_live + flows_ended")];
    let language = look.language;
    let [of_frames, mut of_flows] = books(accounts);
    of_flows.counts.push(flows_ended(accounts));
    for (section, (balance, sum)) in [of_frames, of_flows].iter().zip(sums) {
        write_section(&mut out, &mut line, language, section)?;
        let (style, words) = if balance {
            (FAINT, say!(language, "stats-balances", sum = sum))
        } else {
            (TROUBLE, say!(language, "stats-balances-not", sum = sum))
        };
        line.put_at(NAME, style, words);
        line.end(&mut out)?;
    }
    for section in sections(accounts) {
        write_section(&mut out, &mut line, language, &section)?;
    }
    out.flush()
}

/// All that left, for whatever reason: in formats for programs the section of this name tells each by itself.
fn flows_ended(accounts: &Accounts<'_>) -> Count {
    let ended = Ended::ALL.into_iter().map(|why| accounts.flow_books.ended(why)).sum();
    Count { name: "flows_ended".to_owned(), count: Some(ended), first_frame: None }
}

fn write_section(
    out: &mut impl Write,
    line: &mut Line,
    language: Language,
    section: &Section,
) -> io::Result<()> {
    let mut told = section.told().peekable();
    if told.peek().is_none() {
        return Ok(());
    }
    line.put(STRONG, language.heading(section));
    line.end(out)?;
    for Count { name, count, first_frame } in told {
        match count {
            Some(number) => line.put_before(NUMBER_END, PLAIN, number),
            None => line.put_before(NUMBER_END, FAINT, language.word("stats-off")),
        }
        line.put_at(NAME, PLAIN, name);
        if let Some(frame) = first_frame {
            line.put(PLAIN, " ");
            line.put(FAINT, say!(language, "stats-first-frame", frame = *frame));
        }
        line.end(out)?;
    }
    Ok(())
}
