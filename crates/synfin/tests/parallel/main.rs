//! However many threads there are, and however the capture is cut into rounds, the same is told.

mod run;
mod same;
mod stop;
mod witness;
