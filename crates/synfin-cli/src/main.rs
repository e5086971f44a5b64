//! synfin-cli
fn main() {}
