//! What an analyzer tells while a capture is still going on.

use synfin_flow::class::Class;
use synfin_flow::time::Moment;

use crate::analyzer::Analyzer;
use crate::flow_summary::FlowSummary;

impl Analyzer {
    /// Says that it is `now` in capture time, though no record came: connections that were silent for too long leave, 1,024 at most.
    /// True when there may be more of them: take out those with [`Analyzer::pop_ended`], and say it again.
    ///
    /// Without [timeouts](crate::analyzer::AnalyzerOptions::timeouts) nothing happens. Whoever captures from an interface says it about
    /// once a second; for a file, the records say how late it is.
    pub fn pass(&mut self, now: Moment) -> bool {
        self.table.pass(now)
    }

    /// The connections of a class that are held now, the one first whose last segment came last, as they would be told if the capture
    /// ended now; with what dissectors told of them so far.
    pub fn held(&self, class: Class) -> impl Iterator<Item = FlowSummary> + '_ {
        let dissection = self.dissecting.as_ref().map(|dissecting| &dissecting.dissection);
        self.table.held(class).map(move |flow| {
            let so_far = dissection.and_then(|dissection| dissection.so_far(flow.number));
            FlowSummary::new(&flow, so_far)
        })
    }

    /// How many connections of a class are held. It takes the same time, however many those are.
    pub fn count_held(&self, class: Class) -> u64 {
        self.table.count_held(class)
    }
}
