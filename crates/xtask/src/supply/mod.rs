//! The supply chain and the face of the crates: licences and sources, reasons for dependencies, public names.

mod cargo_deny;
mod dependencies;
mod listing;
pub(crate) mod public_api;
pub(crate) mod stage;
