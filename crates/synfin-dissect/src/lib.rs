//! What a dissector of TCP payload is, and what calls it.
//!
//! A [`dissector::Dissector`] is a type with a state for each connection. It says by its [`claims::Claims`] which connections it
//! wants, gets the new octets of their payload, and emits named [fields](field::Field). A [`registry::Registry`] is a list of
//! dissectors that is written down by hand; nothing registers itself. A [`dissection::Dissection`] holds the states of all
//! connections that were claimed, within [bounds](limits::DissectionLimits); the crate `synfin` drives it.
//!
//! Some dissectors ship, each a feature of its own: see [`plugins`]. One that does not needs this crate and no other of synfin:
//!
//! ```
//! use synfin_dissect::claims::{Claims, Probe};
//! use synfin_dissect::data::Data;
//! use synfin_dissect::dissector::Dissector;
//! use synfin_dissect::emitter::Emitter;
//! use synfin_dissect::failure::Failure;
//! use synfin_dissect::field::{Field, FieldKind};
//! use synfin_dissect::flow_info::FlowInfo;
//! use synfin_dissect::name::Name;
//! use synfin_dissect::registry::Registry;
//! use synfin_dissect::then::Then;
//!
//! /// Tells the greeting of an SMTP server.
//! struct Greeting;
//!
//! impl Dissector for Greeting {
//!     type State = ();
//!
//!     fn name(&self) -> Name {
//!         "smtp-greeting".into()
//!     }
//!
//!     fn fields(&self) -> Vec<Field> {
//!         vec![Field::new("greeting", FieldKind::Text, "What the server says first.").headline()]
//!     }
//!
//!     fn claims(&self) -> Claims {
//!         Claims::none().port(25).probe(4)
//!     }
//!
//!     fn probe(&self, first: &[u8]) -> Probe {
//!         Probe::of_prefix(first, b"220 ")
//!     }
//!
//!     fn open(&self, _: &FlowInfo) {}
//!
//!     fn data(&self, (): &mut (), data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
//!         let line = data.octets.split(|&octet| octet == b'\r').next().unwrap_or_default();
//!         emit.put("greeting", String::from_utf8_lossy(line).as_ref())?;
//!         Ok(Then::Done)
//!     }
//! }
//!
//! let registry = Registry::new().with(Greeting);
//! assert_eq!(registry.names().collect::<Vec<_>>(), ["smtp-greeting"]);
//! ```
#![forbid(unsafe_code)]

mod active;
mod active_end;
mod asked;
pub mod claims;
pub mod counts;
mod cursor;
pub mod data;
pub mod dissected;
pub mod dissection;
pub mod dissector;
pub mod emission;
pub mod emitter;
pub mod failure;
pub mod field;
mod filter;
pub mod flow_info;
mod flow_map;
mod held_flow;
pub mod limits;
pub mod name;
pub mod plugins;
mod registered;
pub mod registry;
pub mod segment_told;
pub mod stages;
mod start;
mod task;
mod telling;
pub mod then;
pub mod trial;
pub mod value;
mod work;

#[doc(no_inline)]
pub use synfin_flow as flow;
#[doc(no_inline)]
pub use synfin_wire as wire;
