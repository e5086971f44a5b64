//! All the flows of a capture: bounded, keyed, and every flow that leaves is reported.

pub mod address;
mod blocks;
pub mod books;
mod clock;
pub mod ended_flow;
pub mod flow_table;
mod index;
pub mod limits;
mod lists;
mod measured;
mod octets;
mod packed_end;
mod packed_flow;
mod place;
mod rare;
mod rares;
pub mod seen;
mod slots;
mod usual;
