//! Both halves of all handshakes.

use core::ops::RangeInclusive;

use crate::flow_summary::FlowSummary;
use crate::picture::words::cut;
use crate::report::text::units::{Count, Span};
use crate::round_trips::histogram::{BINS, Histogram};

/// One half of the handshakes.
#[derive(Clone, Debug)]
pub struct Half {
    /// What is measured, in words.
    pub what: &'static str,
    /// A word for it, also its class in SVG.
    pub name: &'static str,
    /// How long it took.
    pub times: Histogram,
}

impl Half {
    /// `3 handshakes: 18.0 ms to 24.0 ms, half of them at most 24.0 ms, 9 of 10 at most 24.0 ms, 99 of 100 at most 24.0 ms`
    pub(crate) fn summary(&self) -> String {
        let Some((shortest, longest)) = self.times.extremes() else {
            return "none was seen".to_owned();
        };
        let at_most = |part| Span(self.times.at_most(part).unwrap_or(longest));
        format!(
            "{}: {} to {}; half at most {}, 9 of 10 at most {}, 99 of 100 at most {}",
            Count(self.times.count(), "handshake"),
            Span(shortest),
            Span(longest),
            at_most(0.5),
            at_most(0.9),
            at_most(0.99)
        )
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
        let half = |name, what| Half { name, what, times: Histogram::default() };
        let server = half("server", "SYN to SYN-ACK: from the capture to the responder and back");
        let client = half("client", "SYN-ACK to its acknowledgement: to the originator and back");
        RoundTrips { halves: [server, client], connections: 0, source: None }
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
        RoundTrips { source: Some(cut(name)), ..self }
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

    /// `handshakes of 5 connections`
    pub(crate) fn title(&self) -> String {
        format!("how long the handshakes of {} took", Count(self.connections, "connection"))
    }
}
