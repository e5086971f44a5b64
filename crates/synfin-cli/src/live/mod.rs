//! Listening to an interface: `synfin live`.

mod audience;
mod capture_filter;
mod ending;
mod farewell;
mod keeping;
mod list;
mod paragraph;
mod rows;
mod screen;
mod session;
pub(crate) mod watch;
