//! Experiments that share two option kinds (RFC 6994).

use crate::segment::accurate_ecn::{AccurateEcn, Order};
use crate::segment::encryption_negotiation::EncryptionNegotiation;
use crate::segment::fast_open::FastOpen;
use crate::segment::hex::Hex;
use core::fmt;

/// The value of an option of kind 253 or 254: an experiment identifier, by convention, and its data.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Experimental<'a>(
    /// All octets behind kind and length.
    pub &'a [u8],
);

/// An experiment identifier of the registry "TCP/UDP ExIDs": two octets, or four that start with two of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum ExperimentId {
    /// Two octets.
    Short(u16),
    /// Four octets.
    Long(u32),
}

/// TCP ACK rate request.
pub const ACK_RATE_REQUEST: ExperimentId = ExperimentId::Short(0x00ac);
/// Host identification (RFC 7974).
pub const HOST_ID: ExperimentId = ExperimentId::Short(0x0348);
/// Encryption negotiation, before it had kind 69 (RFC 8547).
pub const ENCRYPTION_NEGOTIATION: ExperimentId = ExperimentId::Short(0x454e);
/// Accurate ECN, before it had kinds 172 and 174: ECT(0) first.
pub const ACCURATE_ECN_0: ExperimentId = ExperimentId::Short(0xacc0);
/// Accurate ECN, before it had kinds 172 and 174: ECT(1) first.
pub const ACCURATE_ECN_1: ExperimentId = ExperimentId::Short(0xacc1);
/// Accurate ECN, before it had kinds of its own, in its oldest form.
pub const ACCURATE_ECN: ExperimentId = ExperimentId::Short(0xacce);
/// Options written by BPF programs, as Linux's own tests do; not registered.
pub const BPF: ExperimentId = ExperimentId::Short(0xeb9f);
/// Fast open, before it had kind 34 (RFC 7413).
pub const FAST_OPEN: ExperimentId = ExperimentId::Short(0xf989);
/// Shared memory communications over RDMA, SMC-R (RFC 7609): "SMCR" in EBCDIC.
pub const SHARED_MEMORY: ExperimentId = ExperimentId::Long(0xe2d4_c3d9);

/// Identifiers of four octets, by which they are told from two octets with data behind them.
const LONG: [u32; 1] = [0xe2d4_c3d9];

impl ExperimentId {
    /// The name of the experiment, if it is known here.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            ACK_RATE_REQUEST => Some("ACK Rate Request"),
            HOST_ID => Some("Host ID"),
            ENCRYPTION_NEGOTIATION => Some("TCP-ENO"),
            ACCURATE_ECN_0 => Some("Accurate ECN 0"),
            ACCURATE_ECN_1 => Some("Accurate ECN 1"),
            ACCURATE_ECN => Some("Accurate ECN"),
            BPF => Some("BPF"),
            FAST_OPEN => Some("Fast Open"),
            SHARED_MEMORY => Some("SMC-R"),
            _ => None,
        }
    }
}

/// What an experiment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Experiment<'a> {
    /// A fast open request or cookie.
    FastOpen(FastOpen<'a>),
    /// Counters of Accurate ECN.
    AccurateEcn(AccurateEcn),
    /// Suboptions of TCP-ENO.
    EncryptionNegotiation(EncryptionNegotiation<'a>),
    /// The sender can do SMC-R.
    SharedMemory,
    /// Anything else, and what the experiment named cannot say.
    Other(&'a [u8]),
}

impl<'a> Experimental<'a> {
    /// The identifier; `None` when there are fewer than two octets, as before RFC 6994.
    pub fn id(self) -> Option<ExperimentId> {
        if let Some(four) = self.0.first_chunk::<4>() {
            let id = u32::from_be_bytes(*four);
            if LONG.contains(&id) {
                return Some(ExperimentId::Long(id));
            }
        }
        self.0.first_chunk::<2>().map(|two| ExperimentId::Short(u16::from_be_bytes(*two)))
    }

    /// The octets behind the identifier.
    pub fn data(self) -> &'a [u8] {
        let length = match self.id() {
            None => 0,
            Some(ExperimentId::Short(_)) => 2,
            Some(ExperimentId::Long(_)) => 4,
        };
        self.0.get(length..).unwrap_or_default()
    }

    /// What the experiment says, read as its identifier demands.
    pub fn experiment(self) -> Experiment<'a> {
        let data = self.data();
        let counters = |order| AccurateEcn::read(order, data).map(Experiment::AccurateEcn);
        let known = match self.id() {
            Some(FAST_OPEN) => FastOpen::new(data).map(Experiment::FastOpen),
            Some(ACCURATE_ECN | ACCURATE_ECN_0) => counters(Order::Ect0First),
            Some(ACCURATE_ECN_1) => counters(Order::Ect1First),
            Some(ENCRYPTION_NEGOTIATION) => {
                EncryptionNegotiation::new(data).map(Experiment::EncryptionNegotiation)
            }
            Some(SHARED_MEMORY) if data.is_empty() => Some(Experiment::SharedMemory),
            _ => None,
        };
        known.unwrap_or(Experiment::Other(data))
    }
}

/// `Fast Open cookie 01020304`, `0x1234 0506`
impl fmt::Display for Experimental<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id() {
            None => return write!(f, "{}", Hex(self.0)),
            Some(id) => match (id.name(), id) {
                (Some(name), _) => f.write_str(name)?,
                (None, ExperimentId::Short(id)) => write!(f, "{id:#06x}")?,
                (None, ExperimentId::Long(id)) => write!(f, "{id:#010x}")?,
            },
        }
        match self.experiment() {
            Experiment::FastOpen(fast_open) => write!(f, " {fast_open}"),
            Experiment::AccurateEcn(counters) => write!(f, " {counters}"),
            Experiment::EncryptionNegotiation(eno) => write!(f, " {eno}"),
            Experiment::SharedMemory | Experiment::Other([]) => Ok(()),
            Experiment::Other(data) => write!(f, " {}", Hex(data)),
        }
    }
}

impl fmt::Debug for Experimental<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Experimental({self})")
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{Experiment, ExperimentId, Experimental, SHARED_MEMORY};
    use std::string::ToString;

    #[test]
    fn four_octets_are_an_identifier_only_if_registered_as_one() {
        let smc = Experimental(&[0xe2, 0xd4, 0xc3, 0xd9]);
        assert_eq!((smc.id(), smc.experiment()), (Some(SHARED_MEMORY), Experiment::SharedMemory));
        let other = Experimental(&[0xe2, 0xd4, 1, 2]);
        assert_eq!(other.id(), Some(ExperimentId::Short(0xe2d4)));
        assert_eq!(other.data(), [1, 2]);
    }

    #[test]
    fn an_experiment_speaks_as_its_option_does() {
        assert_eq!(Experimental(&[0xf9, 0x89]).to_string(), "Fast Open request");
        assert_eq!(Experimental(&[0xf9, 0x89, 1, 2, 3, 4]).to_string(), "Fast Open cookie 01020304");
        assert_eq!(Experimental(&[0xf9, 0x89, 1]).to_string(), "Fast Open 01");
        assert_eq!(Experimental(&[0xac, 0xce, 0, 0, 1]).to_string(), "Accurate ECN ECT(0) 1");
        assert_eq!(Experimental(&[7]).to_string(), "07");
    }
}
