//! Which records are wanted, where a filter says so.

use std::collections::BTreeSet;

use synfin_wire::numbers::LinkType;

use crate::error::Reason;
use crate::filter::Filter;
use crate::filter_tally::{Behind, FilterTally};
use crate::format::step::Step;

/// What carries tunnels: IPv4, IPv6 and GRE in IP, and the ports of VXLAN, Geneve and GTP.
const TUNNELS: &str =
    "proto 4 or proto 41 or proto 47 or udp port 4789 or udp port 8472 or udp port 6081 or udp port 2152";

/// What frames have in front that a filter may have to look behind: tags, labels and PPPoE sessions by their EtherTypes, tunnels as above.
const MAY_BE_BEHIND: &str = "ether proto 0x8100 or ether proto 0x88a8 or ether proto 0x9100 or ether proto 0x8847 or ether proto 0x8848 \
or ether proto 0x8864";

/// Says of each record whether it is wanted.
#[derive(Debug)]
pub(crate) struct Judge {
    filter: Filter,
    /// The same expression behind each thing that it does not look behind, and can.
    behind: Vec<(Behind, Filter)>,
    tunnels: Option<Filter>,
    /// Most frames that are left out have nothing in front: one look at them is enough.
    may_be_behind: Option<Filter>,
    tally: FilterTally,
    /// Numbers of the link types of which it was told that the filter means nothing there.
    told: BTreeSet<u16>,
}

impl Judge {
    /// Wants what the filter matches.
    pub(crate) fn new(filter: Filter) -> Judge {
        let expression = filter.expression();
        let says =
            |word: &str| expression.split(|letter: char| !letter.is_alphanumeric()).any(|one| one == word);
        let looks_there = |what: &Behind| says(what.words().split(' ').next().unwrap_or_default());
        let all = Behind::ALL.into_iter().filter(|what| !looks_there(what));
        let behind = all.filter_map(|what| {
            let filter = Filter::new(&format!("{} and ({expression})", what.words())).ok()?;
            Some((what, filter))
        });
        let behind = behind.collect();
        Judge {
            filter,
            behind,
            tunnels: Filter::new(TUNNELS).ok(),
            may_be_behind: Filter::new(&format!("{MAY_BE_BEHIND} or {TUNNELS}")).ok(),
            tally: FilterTally::default(),
            told: BTreeSet::new(),
        }
    }

    /// What it said so far.
    pub(crate) const fn tally(&self) -> FilterTally {
        self.tally
    }

    /// The step at the beginning of these octets, as it is to be taken: a record that is not wanted is passed over.
    pub(crate) fn judge(&mut self, step: Step, octets: &[u8]) -> Step {
        let Step::Record(found) = step else { return step };
        let link_type = found.link_type;
        let frame = octets.get(found.octets.clone()).unwrap_or_default();
        let matches = self.filter.matches(link_type, frame);
        if matches == Some(true) {
            self.tally.matched += 1;
            return Step::Record(found);
        }
        self.leave_out(link_type, frame);
        if matches.is_none() && self.told.insert(link_type.0) {
            let reason = Reason::NotFilterable { link_type };
            return Step::Fault { reason, length: found.length as u64, is_frame: true };
        }
        Step::Skip { length: found.length, is_frame: true, is_left_out: true }
    }

    /// Counts a frame that is left out, and looks for why.
    fn leave_out(&mut self, link_type: LinkType, frame: &[u8]) {
        self.tally.left_out += 1;
        let may_be_behind = self.may_be_behind.as_mut().and_then(|filter| filter.matches(link_type, frame));
        // Where this means nothing, the others are asked.
        if may_be_behind == Some(false) {
            return;
        }
        let mut behind = self.behind.iter_mut();
        let matching = behind.find_map(|(what, filter)| filter.matches(link_type, frame)?.then_some(*what));
        if let Some(what) = matching {
            self.tally.behind[what as usize] += 1;
        } else if self.tally.matched == 0
            && let Some(tunnels) = &mut self.tunnels
            && tunnels.matches(link_type, frame) == Some(true)
        {
            // Nobody asks once anything has matched.
            self.tally.tunnels += 1;
        }
    }
}
