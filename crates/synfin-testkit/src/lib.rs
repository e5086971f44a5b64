//! synfin-testkit
