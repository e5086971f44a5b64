//! `cargo xtask conformance SHARED`: the built command `synfin` held against other witnesses.
//!
//! One file a set: other tools' readings of real captures ([`tshark`], [`dissect`], [`zeek`]), kernels' own socket states
//! ([`kernel`]), the worked reading of the classifier's law ([`worked`]), and files made to break a reader
//! ([`hostile`], [`mutations`]); and, the other way round, what Wireshark's own program reads in files that synfin writes ([`copies`]).
//! Each gives [`measure::Measure`]s: how much was compared, how much agrees, and every
//! disagreement by file, frame and field. `judged.toml` says of disagreements who is right and why.

mod columns;
mod copies;
mod dissect;
mod door;
mod hostile;
mod judged;
mod kernel;
mod measure;
mod mutations;
mod report;
mod soundness;
pub(crate) mod suite;
mod synfin;
mod tshark;
mod worked;
mod zeek;
