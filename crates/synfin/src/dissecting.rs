//! Having dissectors look into payload.

use synfin_dissect::dissection::Dissection;
use synfin_dissect::limits::DissectionLimits;
use synfin_dissect::registry::Registry;

use crate::analyzer::Analyzer;
use crate::analyzer::dissectors::Dissecting;
use crate::observation::Observation;

impl Analyzer {
    /// Has these dissectors look into payload, from the next segment on. What they tell goes with each segment
    /// ([`Analyzer::with_fields`]) and with each connection ([`FlowSummary::fields`](crate::flow_summary::FlowSummary::fields)).
    ///
    /// ```
    /// use synfin::analyzer::Analyzer;
    /// use synfin::dissect::plugins;
    ///
    /// let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
    /// let mut analyzer = Analyzer::default().dissecting(&plugins::all::all());
    /// let mut capture = synfin::capture::open::open(path)?;
    /// let mut told = Vec::new();
    /// while let Some(record) = capture.next_record()? {
    ///     if let Some(segment) = analyzer.observe(&record) {
    ///         told.extend(analyzer.with_fields(segment).fields().iter().map(|field| field.value.to_string()));
    ///     }
    /// }
    /// # #[cfg(feature = "dissect")]
    /// assert_eq!(told[0], "DO TERMINAL-TYPE");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn dissecting(mut self, registry: &Registry) -> Analyzer {
        let limits = DissectionLimits::for_flows(self.options.max_flows);
        let new = || Dissecting::new(Dissection::new(registry.clone(), limits), self.table.left());
        self.dissecting = (!registry.is_empty()).then(|| Box::new(new()));
        self
    }

    /// The segment that was observed last, with what dissectors told with it; that is there until the next one is observed.
    #[inline]
    pub fn with_fields<'s>(&'s self, segment: Observation<'s>) -> Observation<'s> {
        match &self.dissecting {
            Some(dissecting) if segment.fields.is_empty() => {
                Observation { fields: dissecting.dissection.emitted(segment.frame), ..segment }
            }
            _ => segment,
        }
    }
}
