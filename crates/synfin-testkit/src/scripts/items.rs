//! The items of a segment's line, as told: nothing left out is filled in yet.

use crate::forge::flags::ACK;
use crate::scripts::expected::{Expected, STAGES, states, step};
use crate::scripts::fields::{blocks, duration_ns, flag_letters, hexadecimal, number, sequence};
use crate::scripts::scripted_segment::ScriptedOption;
use crate::scripts::words::Word;

/// When a segment is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// So long after the start.
    SinceStart(u64),
    /// So long after the segment before.
    After(u64),
    /// So long before the segment before.
    Before(u64),
}

/// All that one line says of a segment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Items {
    pub(crate) flags: u16,
    pub(crate) seq: Option<u32>,
    pub(crate) end: Option<u32>,
    pub(crate) payload_len: Option<u32>,
    pub(crate) payload: Option<Vec<u8>>,
    pub(crate) ack: Option<u32>,
    pub(crate) window: Option<u16>,
    pub(crate) urgent_pointer: u16,
    pub(crate) options: Vec<ScriptedOption>,
    pub(crate) ip_id: Option<u16>,
    pub(crate) ttl: Option<u8>,
    pub(crate) ports: Option<(u16, u16)>,
    pub(crate) bad_checksum: bool,
    pub(crate) captured: Option<u32>,
    pub(crate) moment: Option<Moment>,
    pub(crate) expected: Expected,
}

impl Items {
    /// Reads the words after the arrow.
    pub(crate) fn of_segment(words: &[Word]) -> Result<Items, String> {
        let mut rest = Rest(words);
        let mut items = Items { flags: flag_letters(rest.plain("the flags")?)?, ..Items::default() };
        while !rest.0.is_empty() {
            let word = rest.plain("an item")?;
            if !items.number_item(word, &mut rest)? && !items.option_item(word, &mut rest)? {
                items.expectation(word)?;
            }
        }
        Ok(items)
    }

    /// Reads the words after `again`: a time and expectations.
    pub(crate) fn of_repetition(words: &[Word]) -> Result<Items, String> {
        let mut rest = Rest(words);
        let mut items = Items::default();
        while !rest.0.is_empty() {
            let word = rest.plain("an item")?;
            match word.strip_prefix('@') {
                Some(time) => items.moment = Some(moment(time)?),
                None => items.expectation(word)?,
            }
        }
        Ok(items)
    }

    fn number_item(&mut self, word: &str, rest: &mut Rest<'_>) -> Result<bool, String> {
        match word {
            _ if word.starts_with(|letter: char| letter.is_ascii_digit()) => {
                if self.seq.is_some() {
                    return Err(format!("`{word}` is a second sequence number"));
                }
                let (seq, end) = sequence(word)?;
                (self.seq, self.end) = (Some(seq), end);
            }
            _ if word.starts_with('+') => self.payload_len = Some(number(&word[1..])?),
            _ if word.starts_with('@') => self.moment = Some(moment(&word[1..])?),
            "ack" => {
                self.ack = Some(number(rest.plain("a number after `ack`")?)?);
                self.flags |= ACK;
            }
            "win" => self.window = Some(number(rest.plain("a number after `win`")?)?),
            "urg" => self.urgent_pointer = number(rest.plain("a number after `urg`")?)?,
            "ipid" => self.ip_id = Some(number(rest.plain("a number after `ipid`")?)?),
            "ttl" => self.ttl = Some(number(rest.plain("a number after `ttl`")?)?),
            "cut" => self.captured = Some(number(rest.plain("a number after `cut`")?)?),
            "ports" => {
                let left = number(rest.plain("the left end's port")?)?;
                self.ports = Some((left, number(rest.plain("the right end's port")?)?));
            }
            "badsum" => self.bad_checksum = true,
            "data" => match rest.next() {
                Some(Word::Quoted(octets)) => self.payload = Some(octets.clone()),
                _ => return Err("`data` wants its octets in quotes".to_owned()),
            },
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn option_item(&mut self, word: &str, rest: &mut Rest<'_>) -> Result<bool, String> {
        let option = match word {
            "mss" => ScriptedOption::Mss(number(rest.plain("a number after `mss`")?)?),
            "ws" => ScriptedOption::WindowScale(number(rest.plain("a number after `ws`")?)?),
            "sackok" => ScriptedOption::SackPermitted,
            "sack" => ScriptedOption::Sack(blocks(rest.plain("blocks after `sack`")?)?),
            "ts" => {
                let value = number(rest.plain("a value after `ts`")?)?;
                ScriptedOption::Timestamps(value, number(rest.plain("an echo after `ts`")?)?)
            }
            "tfo" => match rest.plain("a cookie after `tfo`")? {
                "-" => ScriptedOption::FastOpen(Vec::new()),
                cookie => ScriptedOption::FastOpen(hexadecimal(cookie)?),
            },
            "opt" => {
                let told = rest.plain("KIND:HEX after `opt`")?;
                let (kind, body) = told.split_once(':').ok_or("`opt` wants KIND:HEX")?;
                ScriptedOption::Other(number(kind)?, hexadecimal(body)?)
            }
            _ => return Ok(false),
        };
        self.options.push(option);
        Ok(true)
    }

    fn expectation(&mut self, word: &str) -> Result<(), String> {
        let expected = &mut self.expected;
        if let Some(note) = word.strip_prefix("note:") {
            expected.notes.push(note.to_owned());
        } else if let Some(note) = word.strip_prefix("no-note:") {
            expected.no_notes.push(note.to_owned());
        } else if let Some(flow) = word.strip_prefix("flow:") {
            expected.flow = Some(number(flow)?);
        } else if STAGES.contains(&word) {
            expected.stage = Some(word.to_owned());
        } else if word.contains('/') {
            expected.states = Some(states(word)?);
        } else if word.bytes().all(|letter| letter.is_ascii_uppercase() || letter == b'_') {
            if let Some(before) = &expected.step {
                return Err(format!("`{word}` is a second step after `{before}`"));
            }
            expected.step = Some(step(word)?);
        } else {
            return Err(format!("`{word}` is no item of a segment"));
        }
        Ok(())
    }
}

fn moment(word: &str) -> Result<Moment, String> {
    match (word.strip_prefix('+'), word.strip_prefix('-')) {
        (Some(after), _) => duration_ns(after).map(Moment::After),
        (_, Some(before)) => duration_ns(before).map(Moment::Before),
        _ => duration_ns(word).map(Moment::SinceStart),
    }
}

/// The words not read yet.
struct Rest<'a>(&'a [Word]);

impl<'a> Rest<'a> {
    fn next(&mut self) -> Option<&'a Word> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    fn plain(&mut self, what: &str) -> Result<&'a str, String> {
        match self.next() {
            Some(Word::Plain(word)) => Ok(word),
            _ => Err(format!("{what} is missing")),
        }
    }
}
