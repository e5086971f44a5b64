//! What of each connection the filters ask for: its ends, and what its segments did.

pub(crate) mod ends;
pub(crate) mod told_of_flows;
