//! The table that fills the screen: a sample of what is held, a state that keys change, and a drawing of both.

mod columns;
mod draw;
mod ends;
mod foot;
mod head;
mod key;
mod lately;
mod layout;
mod sample;
mod sampler;
mod sort;
mod state;
pub(crate) mod terminal;
#[cfg(test)]
mod tests;
mod told;
