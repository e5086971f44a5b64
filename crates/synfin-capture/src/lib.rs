//! synfin-capture
