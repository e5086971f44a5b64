//! Headers that put a packet or a frame into another packet. One file a tunnel, a row for each number in `table.rs`.

#[expect(clippy::module_inception, reason = "a file bears the name of its one type")]
pub mod tunnel;

pub(crate) mod ayiya;
pub(crate) mod erspan;
pub(crate) mod etherip;
pub(crate) mod geneve;
pub(crate) mod gre;
pub(crate) mod gtp_u;
pub(crate) mod gue;
pub(crate) mod l2tp;
pub(crate) mod table;
pub(crate) mod teredo;
pub(crate) mod udp;
pub(crate) mod vxlan;
