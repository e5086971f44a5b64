//! Listening to an interface: `synfin live`.

mod audience;
mod ending;
mod farewell;
mod keeping;
mod list;
mod rows;
mod screen;
mod session;
pub(crate) mod watch;
