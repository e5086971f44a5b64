//! Both halves of all handshakes.

use core::ops::RangeInclusive;
use std::borrow::Cow;

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::text::brief::brief_name;
use crate::report::text::units::Span;
use crate::round_trips::histogram::{BINS, Histogram};
use crate::round_trips::quantiles::ERROR_PERCENT;

/// The name of the second half.
const CLIENT: &str = "client";

/// One half of the handshakes.
#[derive(Clone, Debug)]
pub struct Half {
    /// A word for it, also its class in SVG.
    pub name: &'static str,
    /// How long it took.
    pub times: Histogram,
}

impl Half {
    /// What is measured, in words.
    pub fn what(&self, language: Language) -> Cow<'static, str> {
        language.word(if self.name == CLIENT { "rtt-client" } else { "rtt-server" })
    }

    /// `3 handshakes: 18.0 ms to 24.0 ms; half at most 20.0 ms, 9 of 10 at most 24.0 ms, 99 of 100 at most 24.0 ms`
    pub(crate) fn summary(&self, language: Language) -> String {
        let Some((shortest, longest)) = self.times.extremes() else {
            return language.word("rtt-none").into_owned();
        };
        let count = self.times.count();
        if count == 1 {
            return say!(language, "rtt-one", span = Span(longest));
        }
        let at_most = |part| Span(self.times.at_most(part).unwrap_or(longest).clamp(shortest, longest));
        let (half, nine, most) = (at_most(0.5), at_most(0.9), at_most(0.99));
        let (shortest, longest) = (Span(shortest), Span(longest));
        if self.times.is_exact() {
            say!(
                language,
                "rtt-summary",
                count = count,
                shortest = shortest,
                longest = longest,
                half = half,
                nine = nine,
                most = most
            )
        } else {
            let error = format!("{ERROR_PERCENT:.1}");
            say!(
                language,
                "rtt-summary-about",
                count = count,
                shortest = shortest,
                longest = longest,
                half = half,
                nine = nine,
                most = most,
                error = error
            )
        }
    }
}

/// Both halves of all handshakes of a capture, as a histogram each.
#[derive(Clone, Debug)]
pub struct RoundTrips {
    halves: [Half; 2],
    connections: u64,
    source: Option<String>,
}

impl Default for RoundTrips {
    fn default() -> RoundTrips {
        let halves = ["server", CLIENT].map(|name| Half { name, times: Histogram::default() });
        RoundTrips { halves, connections: 0, source: None }
    }
}

impl RoundTrips {
    /// Takes a connection.
    pub fn add(&mut self, flow: &FlowSummary) {
        self.connections += 1;
        let took = [flow.handshake_rtt_server(), flow.handshake_rtt_client()];
        for (half, took) in self.halves.iter_mut().zip(took) {
            if let Some(took) = took {
                half.times.add(took);
            }
        }
    }

    /// The same, with the name of what it was read from, which is told in the picture.
    #[must_use]
    pub fn with_source(self, name: &str) -> RoundTrips {
        RoundTrips { source: Some(brief_name(name)), ..self }
    }

    /// SYN to SYN-ACK, then SYN-ACK to its acknowledgement.
    pub const fn halves(&self) -> &[Half; 2] {
        &self.halves
    }

    /// How many connections there are, with a handshake that was seen or without.
    pub const fn connections(&self) -> u64 {
        self.connections
    }

    /// What it was read from, if that was told; shortened, and anything can be in it.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The bins from the first that is not empty to the last; none when all are.
    pub(crate) fn occupied(&self) -> Option<RangeInclusive<usize>> {
        let is_occupied = |bin: &usize| self.halves.iter().any(|half| half.times.bins()[*bin] > 0);
        Some((0..BINS).find(is_occupied)?..=(0..BINS).rev().find(is_occupied)?)
    }

    /// `how long the handshakes of 5 connections took`
    pub(crate) fn title(&self, language: Language) -> String {
        say!(language, "rtt-title", count = self.connections)
    }
}
