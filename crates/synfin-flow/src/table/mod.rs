//! All the flows of a capture: bounded, keyed, and every flow that leaves is reported.

pub mod address;
mod blocks;
pub mod books;
mod clock;
pub mod ended_flow;
pub mod flow_table;
mod held;
mod index;
mod latest;
pub mod limits;
mod lists;
mod look_up;
mod measured;
mod numbering;
mod octets;
mod packed_end;
mod packed_flow;
mod place;
mod rare;
mod rares;
pub mod seen;
pub mod shard;
pub mod shards;
mod slots;
mod soundness;
mod take_over;
mod usual;
