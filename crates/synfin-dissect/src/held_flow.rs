//! A connection that is held.

use crate::active::Active;
use crate::emission::Emissions;
use crate::failure::Failure;
use crate::field::InFlow;
use crate::flow_info::FlowInfo;
use crate::limits::DissectionLimits;
use crate::start::Start;
use crate::work::Work;

/// A connection that is held.
pub(crate) struct HeldFlow {
    pub(crate) number: u64,
    /// The filter counts it.
    pub(crate) is_in_filter: bool,
    /// Who claimed it, by its place in the registry.
    pub(crate) claimed_by: Option<u16>,
    pub(crate) claim: Claim,
    pub(crate) kept: Emissions,
    /// Octets that those take.
    pub(crate) kept_octets: usize,
    pub(crate) failure: Option<Failure>,
}

/// Whose it is.
pub(crate) enum Claim {
    /// Its first octets do not tell yet.
    Undecided(Box<Undecided>),
    By(Box<Active>),
    /// Nobody's, or nobody's any more.
    Over,
}

/// First octets, until they tell whose they are.
pub(crate) struct Undecided {
    pub(crate) info: FlowInfo,
    pub(crate) first: [First; 2],
}

/// First octets of one direction.
#[derive(Default)]
pub(crate) struct First {
    pub(crate) octets: Vec<u8>,
    pub(crate) start: Start,
    /// How many of them are in the account of what is buffered.
    pub(crate) counted: usize,
    /// They are nobody's; the other direction may tell more.
    pub(crate) is_nobodys: bool,
}

impl Undecided {
    /// Octets that it holds.
    pub(crate) fn held(&self) -> usize {
        self.first.iter().map(|first| first.counted).sum()
    }
}

impl HeldFlow {
    pub(crate) const fn new(number: u64) -> HeldFlow {
        HeldFlow {
            number,
            is_in_filter: false,
            claimed_by: None,
            claim: Claim::Over,
            kept: Emissions::new(),
            kept_octets: 0,
            failure: None,
        }
    }

    /// Whether anybody works on it, or may yet.
    pub(crate) const fn is_at_work(&self) -> bool {
        !matches!(self.claim, Claim::Over)
    }

    /// Keeps of what was told with the segment at hand what belongs into the row of the connection.
    #[inline(never)]
    pub(crate) fn keep(&mut self, work: &mut Work) {
        let Some(by) = self.claimed_by else { return };
        for emission in &work.emitted {
            match emission.in_flow {
                InFlow::Never => continue,
                InFlow::First => {
                    if let Some(first) = self.kept.first_of(&emission.field) {
                        first.more = first.more.saturating_add(1);
                        continue;
                    }
                }
                InFlow::Every => {}
            }
            let size = emission.size();
            if self.kept.len() >= DissectionLimits::MOST_KEPT
                || self.kept_octets.saturating_add(size) > DissectionLimits::MOST_KEPT_OCTETS
                || work.kept.saturating_add(size) > work.limits.kept
            {
                work.counts[usize::from(by)].not_kept += 1;
                continue;
            }
            self.kept_octets += size;
            work.kept += size;
            self.kept.push(emission.clone());
        }
    }
}
