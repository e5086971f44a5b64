//! A connection as both read it: all that either told of it, field by field, in order.
//!
//! tshark tells a message with the frame in which it ends, body and all, and synfin with the one in which its head does; so what is
//! compared are not frames.

use std::collections::BTreeMap;

use crate::conformance::dissect::http1::Messages;
use crate::conformance::dissect::ja4::Offer;
use crate::conformance::dissect::pair::{FieldPair, Pair};
use crate::conformance::dissect::told::ToldRow;
use crate::conformance::dissect::{dns, ssh, telnet, tls};
use crate::conformance::measure::{Disagreement, Measure};

/// What a value that synfin cut ends with.
const CUT: char = '…';
/// Octets to which synfin cuts a value.
const MOST_OCTETS: usize = 1024;

/// Which connection it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// By the number that tshark gives it.
    Stream(u64),
    /// By the number that synfin gives it, where tshark reads no segment.
    Flow(u64),
}

/// All that either told of a connection.
#[derive(Default)]
pub(super) struct Connection {
    protocols: [Protocol; 5],
    messages: Messages,
    /// What JA4 is reckoned from, and JA4.
    offers: [Vec<Option<String>>; 2],
    /// The frame of the last offer.
    offered: u64,
    is_midstream: bool,
}

/// All that either told of one protocol.
#[derive(Default)]
struct Protocol {
    /// The first frame with which something was told.
    frame: u64,
    /// The layers that tshark read there.
    layers: String,
    fields: BTreeMap<&'static str, [Vec<String>; 2]>,
}

impl Connection {
    /// Takes a frame of it.
    pub(super) fn take(&mut self, frame: u64, pair: &Pair<'_>) {
        self.is_midstream |= pair.ours.is_some_and(ToldRow::is_midstream);
        let told = [
            tls::fields(pair),
            self.messages.fields(pair),
            dns::fields(pair),
            ssh::fields(pair),
            telnet::fields(pair),
        ];
        for (protocol, fields) in self.protocols.iter_mut().zip(told) {
            protocol.take(frame, pair, fields);
        }
        let ours = pair.ours("tls", "ja4");
        if !ours.is_empty() {
            self.offered = frame;
            self.offers[1].extend(ours.into_iter().map(Some));
        }
        if tls::is_offer(pair) {
            self.offers[0].push(tls::offer(pair));
        }
    }

    /// Counts it for each protocol of which either told something.
    pub(super) fn count(&self, file: &str, measures: &mut [Measure; 5]) {
        for (protocol, measure) in self.protocols.iter().zip(measures) {
            if protocol.fields.is_empty() {
                continue;
            }
            let midway = if self.is_midstream { "joined midway " } else { "" };
            let about = format!("{midway}{}", protocol.layers);
            let differ = protocol.fields.iter().filter(|(_, [theirs, ours])| theirs != ours);
            measure.count(differ.map(|(field, values)| {
                let [theirs, ours] = values.each_ref().map(|values| text(values));
                Disagreement::new(file, protocol.frame, field, theirs, ours).about(about.as_str())
            }));
        }
    }

    /// The ClientHellos, if both know as many.
    pub(super) fn offers(&self, file: &str) -> Vec<Offer> {
        let [theirs, ours] = &self.offers;
        if theirs.len() != ours.len() {
            return Vec::new();
        }
        let both =
            theirs.iter().zip(ours).filter_map(|(theirs, ours)| Some((theirs.clone()?, ours.clone()?)));
        both.map(|(fields, ours)| Offer { file: file.to_owned(), frame: self.offered, fields, ours })
            .collect()
    }
}

impl Protocol {
    fn take(&mut self, frame: u64, pair: &Pair<'_>, fields: Vec<FieldPair>) {
        for (field, theirs, ours) in fields {
            if theirs.is_empty() && ours.is_empty() {
                continue;
            }
            if self.fields.is_empty() {
                self.frame = frame;
            }
            if self.layers.is_empty() && !theirs.is_empty() {
                self.layers = pair.theirs.map(|witness| witness.protocols.clone()).unwrap_or_default();
            }
            let known = self.fields.entry(field).or_default();
            known[0].extend(theirs.into_iter().map(cut));
            known[1].extend(ours);
        }
    }
}

fn cut(mut value: String) -> String {
    if value.len() > MOST_OCTETS {
        value.truncate(value.floor_char_boundary(MOST_OCTETS - CUT.len_utf8()));
        value.push(CUT);
    }
    value
}

fn text(values: &[String]) -> String {
    if values.is_empty() { "-".to_owned() } else { values.join(" | ") }
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn values_are_cut_as_synfin_cuts_them() {
        assert_eq!(cut("x".repeat(2000)), format!("{}…", "x".repeat(1021)));
        assert_eq!(cut("ä".repeat(1000)), format!("{}…", "ä".repeat(510)));
        assert_eq!(cut("x".repeat(1024)), "x".repeat(1024));
    }
}
