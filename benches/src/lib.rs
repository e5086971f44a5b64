//! synfin's parser beside others: one mix of segments, one set of fields that every reader must bring out, one run.
//!
//! [`mix`] makes the segments, [`fold`] says which fields count, [`readers`] holds one file a parser, and [`rows`] is the
//! table of all that is measured. `cargo bench --package synfin-benches` gives the times; `cargo xtask instructions`
//! counts instructions over the same rows.

pub mod fold;
pub mod mix;
pub mod readers;
pub mod rows;
pub mod whole;
