//! Which records are wanted, where somebody said so.

use crate::format::step::Found;

#[cfg(feature = "live")]
use {crate::filter::Filter, std::collections::BTreeSet};

/// What is to become of a record.
#[cfg_attr(not(feature = "live"), expect(dead_code, reason = "without filters every record is wanted"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    Wanted,
    Unwanted,
    /// Nobody can tell, and this is the first of its kind.
    Unknown,
}

/// Says of each record whether it is wanted.
#[derive(Debug, Default)]
pub(crate) struct Judge {
    #[cfg(feature = "live")]
    filter: Option<Filter>,
    /// Numbers of the link types of which it was told that nobody can tell.
    #[cfg(feature = "live")]
    told: BTreeSet<u16>,
}

#[cfg(feature = "live")]
impl Judge {
    /// Wants what the filter matches.
    pub(crate) const fn by(filter: Filter) -> Judge {
        Judge { filter: Some(filter), told: BTreeSet::new() }
    }

    /// Judges a record, which begins where these octets do.
    #[inline]
    pub(crate) fn judge(&mut self, found: &Found, octets: &[u8]) -> Judgement {
        let Some(filter) = &mut self.filter else { return Judgement::Wanted };
        let octets = octets.get(found.octets.clone()).unwrap_or_default();
        match filter.matches(found.link_type, octets) {
            Some(true) => Judgement::Wanted,
            None if self.told.insert(found.link_type.0) => Judgement::Unknown,
            Some(false) | None => Judgement::Unwanted,
        }
    }
}

#[cfg(not(feature = "live"))]
impl Judge {
    #[inline]
    #[expect(clippy::unused_self, reason = "with filters it looks at it")]
    pub(crate) const fn judge(&mut self, _: &Found, _: &[u8]) -> Judgement {
        Judgement::Wanted
    }
}
