//! The languages in which synfin speaks to people.
//!
//! Another language is a catalogue, a file `XX.ftl` in the language of [Project Fluent](https://projectfluent.org), and its row in
//! [`mod@language`]; a test says what the catalogue lacks. Names of steps, states and columns are the same in all.
//!
//! English is the language of the source: its labels, reasons and outcomes are told by the enums themselves, at the speed of
//! a table with millions of rows, and only what is said seldom stands in `en.ftl`. The other languages have all in their catalogue.
//!
//! ```
//! use synfin::flow::step::Step;
//! use synfin::language::language::Language;
//!
//! assert_eq!(Language::English.label(Step::SynAck), "handshake 2/3");
//! assert_eq!(Language::Chinese.label(Step::SynAck), "第二次握手");
//! assert_eq!(Language::named("zh"), Some(Language::Chinese));
//! ```

mod argument;
mod catalogue;
#[cfg(test)]
mod completeness;
#[expect(clippy::module_inception, reason = "a file bears the name of its one type")]
pub mod language;
pub(crate) mod phrase;
#[cfg(test)]
mod placeables;
pub mod reason;
pub mod words;
