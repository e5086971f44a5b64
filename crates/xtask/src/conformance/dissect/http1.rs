//! HTTP/1.

use std::collections::HashMap;

use crate::conformance::dissect::pair::{FieldPair, Pair};

/// Requests, and responses, of a connection of which synfin tells.
const MOST_MESSAGES: usize = 8;

/// How many messages tshark read in each connection: requests, and responses.
#[derive(Default)]
pub(super) struct Messages(HashMap<String, [usize; 2]>);

impl Messages {
    /// The fields of those messages of a frame that are among the first of their kind in their connection.
    pub(super) fn fields(&mut self, pair: &Pair<'_>) -> Vec<FieldPair> {
        let theirs = |field| pair.theirs(field);
        let ours = |field| pair.ours("http1", field);
        let here = ["http.request.method", "http.response.code"].map(|field| theirs(field).len());
        let mut told = here;
        if let Some(witness) = pair.theirs {
            let before = self.0.entry(witness.stream().to_owned()).or_default();
            for ((told, here), before) in told.iter_mut().zip(here).zip(before) {
                *told = MOST_MESSAGES.saturating_sub(*before).min(here);
                *before += here;
            }
        }
        let [requests, responses] = told;
        let first = |told, field| theirs(field).into_iter().take(told).collect::<Vec<_>>();
        let version = |told| if ours(told).is_empty() { Vec::new() } else { ours("version") };
        vec![
            ("method", first(requests, "http.request.method"), ours("method")),
            ("target", first(requests, "http.request.uri"), ours("target")),
            ("host", first(requests, "http.host"), ours("host")),
            ("request version", first(requests, "http.request.version"), version("method")),
            ("status", first(responses, "http.response.code"), ours("status")),
            ("reason", first(responses, "http.response.phrase"), ours("reason")),
            ("response version", first(responses, "http.response.version"), version("status")),
        ]
    }
}
