//! L2: link headers and the tags behind them. One file a link type, a row for each number in `table.rs`.

#[expect(clippy::module_inception, reason = "a file bears the name of its one type")]
pub mod frame;
pub mod tag;

pub(crate) mod arcnet;
pub(crate) mod bsd;
pub(crate) mod cooked;
pub(crate) mod ethernet;
pub(crate) mod fddi;
pub(crate) mod fibre_channel;
pub(crate) mod frame_relay;
pub(crate) mod hdlc;
pub(crate) mod infiniband;
pub(crate) mod juniper;
pub(crate) mod llc;
pub(crate) mod mpls;
pub(crate) mod netfilter;
pub(crate) mod ppp;
pub(crate) mod radio;
pub(crate) mod raw;
pub(crate) mod table;
pub(crate) mod token_ring;
pub(crate) mod wlan;
