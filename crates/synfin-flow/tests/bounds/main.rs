//! What the table promises to whoever attacks it: bounds, and what is kept within them.

mod collisions;
mod evictions;
mod expiry;
mod floods;
mod quiet;
mod reuse;
mod rig;
mod work;
