//! Having dissectors look into payload.

use synfin_dissect::dissected::Dissected;
use synfin_dissect::dissection::Dissection;
use synfin_dissect::limits::DissectionLimits;
use synfin_dissect::registry::Registry;
use synfin_dissect::segment_told::{SegmentTold, Sockets};
use synfin_flow::key::Socket;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::seen::Seen;
use synfin_wire::decode::tcp_packet::TcpPacket;

use crate::analyzer::{Analyzer, sockets};
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
    pub fn dissecting(self, registry: &Registry) -> Analyzer {
        let limits = DissectionLimits::for_flows(self.options.max_flows);
        let new =
            || Dissecting { dissection: Dissection::new(registry.clone(), limits), left: self.table.left() };
        Analyzer { dissecting: (!registry.is_empty()).then(|| Box::new(new())), ..self }
    }

    /// What became of the dissectors' work, if there are any.
    pub fn dissection(&self) -> Option<&Dissection> {
        self.dissecting.as_ref().map(|dissecting| &dissecting.dissection)
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

/// Dissectors at work beside a table of connections.
#[derive(Debug)]
pub(crate) struct Dissecting {
    pub(crate) dissection: Dissection,
    /// How many of the connections that wait to be taken out it has heard of.
    left: usize,
}

impl Dissecting {
    /// Hears of a segment, which the table has just taken, and first of the connections that left with it.
    #[inline]
    pub(crate) fn observe(
        &mut self,
        table: &FlowTable,
        seen: &Seen,
        vars: &SegmentVars,
        packet: &TcpPacket<'_>,
    ) {
        if table.left() != self.left {
            table.left_since(self.left).for_each(|flow| self.dissection.leave(flow));
            self.left = table.left();
        }
        dissect(&mut self.dissection, seen, vars, packet);
    }

    /// A connection is taken out.
    pub(crate) fn end(&mut self, flow: u64) -> Option<Dissected> {
        self.left = self.left.saturating_sub(1);
        self.dissection.end(flow)
    }
}

/// Has dissectors look into a segment, if that means anything to them.
#[inline]
pub(crate) fn dissect(dissection: &mut Dissection, seen: &Seen, vars: &SegmentVars, packet: &TcpPacket<'_>) {
    let ports = [packet.segment.source_port(), packet.segment.destination_port()];
    if dissection.wants(seen.flow, &seen.verdict, vars, ports) {
        let (sockets, payload) = (&SocketsOf(packet), packet.segment.payload());
        let Seen { flow, verdict } = seen;
        dissection.observe(&SegmentTold { flow: *flow, verdict, vars, ports, sockets, payload });
    }
}

/// The ends of a packet, made when they are asked for.
struct SocketsOf<'p, 'a>(&'p TcpPacket<'a>);

impl Sockets for SocketsOf<'_, '_> {
    fn sockets(&self) -> [Socket; 2] {
        sockets(self.0)
    }
}
