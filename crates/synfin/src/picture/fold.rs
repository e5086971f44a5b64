//! Folding the last rows while the connection is being watched.

use crate::picture::entry::{Content, Entry};
use crate::picture::run::{Folded, GAP};
use crate::picture::stroke::Stroke;

/// From so many segments on, a turn becomes one row.
const TURN: usize = 4;
/// Rows of a dialogue that are drawn before what is folded, and behind it.
const SHOWN: [usize; 2] = [4, 2];

/// Folds what the last row has completed: the segments of a turn, or the middle of a long dialogue.
pub(crate) fn fold(entries: &mut Vec<Entry>) {
    if !entries.last().is_some_and(Entry::is_ordinary) {
        return;
    }
    fold_turn(entries);
    fold_dialogue(entries);
}

/// Folds the last rows if one end alone has sent data in them.
fn fold_turn(entries: &mut Vec<Entry>) {
    let mut speaker = None;
    let mut first = entries.len();
    let mut goes_on = false;
    let mut next_time = entries.last().map(Entry::first_time).unwrap_or_default();
    for entry in entries.iter().rev().take(TURN).take_while(|entry| entry.is_ordinary()) {
        // A silence ends a turn.
        if next_time.since(entry.last_time()) >= GAP {
            break;
        }
        next_time = entry.first_time();
        let speaks = match &entry.content {
            Content::Message(message) if message.stroke() == Stroke::Probes => break,
            Content::Message(message) if message.octets == 0 => None,
            Content::Message(message) => Some(message.verdict.sender),
            Content::Run(run) if let Folded::Turn(sender) = run.folded => Some(sender),
            Content::Run(_) | Content::Missing { .. } => break,
        };
        if speaks.is_some() && speaker.is_some() && speaks != speaker {
            break;
        }
        speaker = speaker.or(speaks);
        first -= 1;
        // What stands before a run was not folded into it for a reason.
        if matches!(entry.content, Content::Run(_)) {
            goes_on = true;
            break;
        }
    }
    let Some(speaker) = speaker else { return };
    // The other end's acknowledgement of what came before belongs to its own turn.
    let begins = |entry: &Entry| match &entry.content {
        Content::Message(message) => message.verdict.sender == speaker,
        _ => true,
    };
    first += entries[first..].iter().take_while(|entry| !begins(entry)).count();
    if goes_on || entries.len() - first >= TURN {
        merge(entries, first, entries.len(), Folded::Turn(speaker));
    }
}

/// Folds the middle of the ordinary rows at the end when they have become many.
fn fold_dialogue(entries: &mut Vec<Entry>) {
    let [before, behind] = SHOWN;
    // One row more than are drawn already is a run.
    let ordinary = entries.iter().rev().take_while(|entry| entry.is_ordinary()).count();
    if ordinary > before + 1 + behind {
        let first = entries.len() - ordinary + before;
        merge(entries, first, entries.len() - behind, Folded::Dialogue);
    }
}

/// Makes one row of several.
pub(crate) fn merge(entries: &mut Vec<Entry>, first: usize, end: usize, folded: Folded) {
    if end <= first + 1 {
        return;
    }
    let mut sum = entries[first];
    for entry in &entries[first + 1..end] {
        sum.absorb(entry, folded);
    }
    entries[first] = sum;
    entries.drain(first + 1..end);
}
