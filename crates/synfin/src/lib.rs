//! synfin
