//! What a filter let pass and what it left out.

use core::ops::AddAssign;

/// What lies between the link header and the packet, where a filter expression does not look unless it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Behind {
    /// A VLAN tag (IEEE 802.1Q).
    VlanTag,
    /// Two of them (IEEE 802.1ad).
    TwoVlanTags,
    /// An MPLS label.
    MplsLabel,
    /// Two of them.
    TwoMplsLabels,
    /// A PPPoE session.
    Pppoe,
    /// Geneve, over UDP.
    Geneve,
    /// VXLAN, over UDP; not every libpcap knows it.
    Vxlan,
}

impl Behind {
    /// All of them.
    pub const ALL: [Behind; 7] = [
        Behind::VlanTag,
        Behind::TwoVlanTags,
        Behind::MplsLabel,
        Behind::TwoMplsLabels,
        Behind::Pppoe,
        Behind::Geneve,
        Behind::Vxlan,
    ];

    /// What a filter expression says to look behind it: `vlan and …`.
    pub const fn words(self) -> &'static str {
        match self {
            Behind::VlanTag => "vlan",
            Behind::TwoVlanTags => "vlan and vlan",
            Behind::MplsLabel => "mpls",
            Behind::TwoMplsLabels => "mpls and mpls",
            Behind::Pppoe => "pppoes",
            Behind::Geneve => "geneve",
            Behind::Vxlan => "vxlan",
        }
    }

    /// As people call it: `a VLAN tag`.
    pub const fn name(self) -> &'static str {
        match self {
            Behind::VlanTag => "a VLAN tag",
            Behind::TwoVlanTags => "two VLAN tags",
            Behind::MplsLabel => "an MPLS label",
            Behind::TwoMplsLabels => "two MPLS labels",
            Behind::Pppoe => "a PPPoE header",
            Behind::Geneve => "a Geneve header",
            Behind::Vxlan => "a VXLAN header",
        }
    }
}

/// What a filter let pass and what it left out, so far; nothing where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FilterTally {
    /// Frames that match.
    pub matched: u64,
    /// Frames that were left out, those included for which the filter means nothing.
    pub left_out: u64,
    /// Of those left out: they carry tunnels (IP in IP, GRE, VXLAN, Geneve, GTP), whose inside no filter sees.
    pub tunnels: u64,
    pub(crate) behind: [u64; Behind::ALL.len()],
}

impl FilterTally {
    /// How many of the frames left out would match if the expression looked behind this.
    pub fn behind(&self, what: Behind) -> u64 {
        self.behind[what as usize]
    }

    /// Behind what most of the frames would match that were left out for not looking there, and how many; none if none would.
    pub fn most_behind(&self) -> Option<(Behind, u64)> {
        let counted = Behind::ALL.into_iter().map(|what| (what, self.behind(what)));
        // Of equal ones the first.
        counted.filter(|(_, count)| *count > 0).reduce(|most, one| if one.1 > most.1 { one } else { most })
    }
}

impl AddAssign for FilterTally {
    fn add_assign(&mut self, other: FilterTally) {
        self.matched += other.matched;
        self.left_out += other.left_out;
        self.tunnels += other.tunnels;
        self.behind.iter_mut().zip(other.behind).for_each(|(own, more)| *own += more);
    }
}
