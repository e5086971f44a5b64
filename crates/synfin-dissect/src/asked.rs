//! Who claims a connection.

use std::panic::{AssertUnwindSafe, catch_unwind};

use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::stage::Stage;
use synfin_flow::verdict::Verdict;

use crate::claims::{Claims, MOST_DEPTH, Probe};
use crate::counts::Counts;
use crate::flow_info::FlowInfo;
use crate::registered::Registered;
use crate::registry::Registry;
use crate::segment_told::is_first;
use crate::task::Lane;

/// Not 0 for a port that is claimed.
type Ports = [u8; 1 << 16];

/// The dissectors, and what can be told of all of them at once.
pub(crate) struct Asked {
    pub(crate) registry: Registry,
    /// One for each of them.
    pub(crate) lanes: Vec<Box<dyn Lane>>,
    /// Those that somebody claims.
    ports: Box<Ports>,
    /// Whether somebody knows his own on other ports.
    probes: bool,
    /// The highest relative sequence number of a segment that may be the first of its direction, and asked about.
    last_early: i64,
    /// Whether somebody claims from the handshake on.
    hears_open: bool,
}

/// What was found out about whose a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// That of the dissector at this place of the registry.
    Of(u16),
    /// More octets will tell.
    Later,
    /// Nobody's.
    Nobody,
}

impl Asked {
    pub(crate) fn new(registry: Registry) -> Asked {
        let ports = vec![0; 1 << 16].into_boxed_slice();
        let mut ports: Box<Ports> = ports.try_into().expect("it has as many places");
        let claims = || registry.registered().map(|registered| &registered.claims);
        for &port in claims().flat_map(Claims::ports) {
            ports[usize::from(port)] = 1;
        }
        let probes = claims().any(|claims| claims.depth().is_some());
        let hears_open = claims().any(|claims| claims.stages().contains(Stage::Open));
        let last_early = if probes { 1 } else { i64::MIN };
        Asked { lanes: registry.lanes(), registry, ports, probes, last_early, hears_open }
    }

    /// Whether somebody claims a port of the connection.
    #[inline]
    pub(crate) fn by_port(&self, source_port: u16, destination_port: u16) -> bool {
        self.ports[usize::from(source_port)] | self.ports[usize::from(destination_port)] != 0
    }

    /// Whether a segment of a connection that nobody works on may mean anything. It says so of more segments than
    /// [`may_begin`](Asked::may_begin) does, but all of it is one sum and one branch, which no segment makes hard to foresee.
    #[inline]
    pub(crate) fn may_mean(&self, verdict: &Verdict, vars: &SegmentVars, [from, to]: [u16; 2]) -> bool {
        let [from, to] = [from, to].map(|port| u32::from(self.ports[usize::from(port)]));
        // Those that are first have the ISN's next number, or none.
        let is_early = verdict.rel_seq.unwrap_or_default() <= self.last_early;
        let brings_octets = vars.payload_len != 0;
        from + to + u32::from(is_early & brings_octets) != 0
    }

    /// Whether a connection between these ports that is not held may be claimed with such a segment.
    #[inline]
    pub(crate) fn may_begin(&self, verdict: &Verdict, vars: &SegmentVars, [from, to]: [u16; 2]) -> bool {
        if vars.payload_len == 0 {
            return self.hears_open && verdict.step.stage() == Stage::Open && self.by_port(from, to);
        }
        self.by_port(from, to) | (self.probes & is_first(verdict, vars))
    }

    /// Whose it is from the handshake on.
    pub(crate) fn at_the_handshake(&self, info: &FlowInfo) -> Decision {
        let first = self.claimants(info).next();
        match first.filter(|(_, registered)| registered.claims.stages().contains(Stage::Open)) {
            Some((place, _)) => Decision::Of(place),
            None => Decision::Later,
        }
    }

    /// Whose it is by its first octets in one direction, or by its ports alone where those are not there. `is_last` says that no
    /// others will follow on them.
    pub(crate) fn decide(
        &self,
        info: &FlowInfo,
        first: Option<&[u8]>,
        is_last: bool,
        counts: &mut [Counts],
    ) -> Decision {
        let Some(first) = first else {
            return self.claimants(info).next().map_or(Decision::Nobody, |(place, _)| Decision::Of(place));
        };
        for (place, registered) in self.claimants(info) {
            let depth = registered.claims.depth().unwrap_or(MOST_DEPTH);
            match self.probe(place, first, depth, counts) {
                Probe::Mine | Probe::Unsure => return Decision::Of(place),
                Probe::More if !is_last && first.len() < depth => return Decision::Later,
                Probe::More | Probe::NotMine => {}
            }
        }
        let mut nobody = Decision::Nobody;
        for (place, registered) in self.numbered() {
            let Some(depth) = registered.claims.depth() else { continue };
            match self.probe(place, first, depth, counts) {
                Probe::Mine => return Decision::Of(place),
                Probe::More if !is_last && first.len() < depth => nobody = Decision::Later,
                Probe::More | Probe::Unsure | Probe::NotMine => {}
            }
        }
        nobody
    }

    fn probe(&self, place: u16, first: &[u8], depth: usize, counts: &mut [Counts]) -> Probe {
        let (first, place) = (&first[..first.len().min(depth)], usize::from(place));
        if !self.registry.contains_panics() {
            return self.registry.probe(place, first);
        }
        catch_unwind(AssertUnwindSafe(|| self.registry.probe(place, first))).unwrap_or_else(|_| {
            if let Some(counts) = counts.get_mut(place) {
                counts.panicked += 1;
            }
            Probe::NotMine
        })
    }

    fn numbered(&self) -> impl Iterator<Item = (u16, &Registered)> {
        (0..).zip(self.registry.registered())
    }

    /// Those that claim a port of the connection.
    fn claimants(&self, info: &FlowInfo) -> impl Iterator<Item = (u16, &Registered)> {
        self.numbered()
            .filter(|(_, registered)| registered.claims.ports().iter().any(|&port| info.has_port(port)))
    }
}
