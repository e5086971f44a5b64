//! All the flows of a capture: bounded, keyed, and every flow that leaves is reported.

pub mod books;
mod clock;
pub mod ended_flow;
pub mod flow_table;
pub mod limits;
mod slots;
