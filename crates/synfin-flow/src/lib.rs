//! synfin-flow
