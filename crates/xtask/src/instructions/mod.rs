//! `cargo xtask instructions`: how many instructions things take, by callgrind. Counts do not depend on what else the
//! machine does, so they can be compared where times cannot.

mod callgrind;
pub(crate) mod guard;
pub(crate) mod rows;
