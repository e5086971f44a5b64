//! Having dissectors look into payload.

use synfin_dissect::dissection::Dissection;
use synfin_dissect::limits::DissectionLimits;
use synfin_dissect::registry::Registry;
use synfin_dissect::segment_told::SegmentTold;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::seen::Seen;
use synfin_wire::decode::tcp_packet::TcpPacket;

use crate::analyzer::{Analyzer, sockets};
use crate::observation::Observation;

impl Analyzer {
    /// Has these dissectors look into payload, from the next segment on. What they tell goes with each segment
    /// ([`Analyzer::with_fields`]) and with each connection ([`FlowSummary::fields`]).
    ///
    /// ```
    /// use synfin::analyzer::Analyzer;
    /// use synfin::dissect::plugins;
    ///
    /// let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
    /// let mut analyzer = Analyzer::default().dissecting(plugins::all());
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
    pub fn dissecting(self, registry: Registry) -> Analyzer {
        let limits = DissectionLimits::for_flows(self.options.max_flows);
        let dissection = (!registry.is_empty()).then(|| Box::new(Dissection::new(registry, limits)));
        Analyzer { dissection, ..self }
    }

    /// What became of the dissectors' work, if there are any.
    pub fn dissection(&self) -> Option<&Dissection> {
        self.dissection.as_deref()
    }

    /// The segment that was observed last, with what dissectors told with it.
    #[inline]
    pub fn with_fields<'s>(&'s self, segment: Observation<'s>) -> Observation<'s> {
        match &self.dissection {
            Some(dissection) if segment.fields.is_empty() => {
                Observation { fields: dissection.emitted(segment.frame), ..segment }
            }
            _ => segment,
        }
    }

    /// Hands on what a record told, with what dissectors told with it.
    #[inline]
    pub(super) fn hand_on<E>(
        &mut self,
        observation: Option<Observation<'_>>,
        on_frame: &mut impl FnMut(&mut Analyzer, Option<Observation<'_>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(dissection) = &mut self.dissection else { return on_frame(self, observation) };
        let Some(segment) = observation else { return on_frame(self, None) };
        let fields = dissection.take_emitted(segment.frame);
        on_frame(self, Some(Observation { fields: &fields, ..segment }))
    }
}

/// Has dissectors look into a segment, if that means anything to them.
#[inline]
pub(crate) fn dissect(dissection: &mut Dissection, seen: &Seen, vars: &SegmentVars, packet: &TcpPacket<'_>) {
    let ports = [packet.segment.source_port(), packet.segment.destination_port()];
    if dissection.wants(seen.flow, &seen.verdict, vars, ports) {
        let [source, destination] = sockets(packet);
        let payload = packet.segment.payload();
        let Seen { flow, verdict } = seen;
        dissection.observe(&SegmentTold { flow: *flow, verdict, vars, source, destination, payload });
    }
}
