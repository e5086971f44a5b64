//! The filter on files, where this build has one.

use std::io::Read;

use synfin::capture::reader::Reader;

/// How to get a build that listens and filters; said by one that does neither.
#[cfg_attr(feature = "live", expect(dead_code, reason = "this build does both"))]
pub(crate) const HOW_TO_BUILD: &str = concat!(
    "this build has no libpcap: install its headers (Debian: libpcap-dev), then cargo install --locked --git ",
    env!("CARGO_PKG_REPOSITORY"),
    " synfin-cli --features live"
);

/// Whether the expression is a filter; what is wrong with it otherwise.
#[cfg(feature = "live")]
pub(crate) fn check(expression: &str) -> Result<(), String> {
    use synfin::capture::filter::Filter;

    Filter::new(expression).map(|_| ()).map_err(|error| format!("the filter cannot be used: {error}"))
}

/// Never: there are no filters here.
#[cfg(not(feature = "live"))]
pub(crate) fn check(_: &str) -> Result<(), String> {
    Err(format!("--bpf: {HOW_TO_BUILD}"))
}

/// Leaves out of what is read whatever the expression does not match.
#[cfg(feature = "live")]
pub(crate) fn apply<R: Read>(expression: Option<&str>, mut reader: Reader<R>) -> Reader<R> {
    use synfin::capture::filter::Filter;

    // It was looked at before the first file.
    if let Some(Ok(filter)) = expression.map(Filter::new) {
        reader.set_filter(filter);
    }
    reader
}

/// Nothing is left out: no expression came as far as here.
#[cfg(not(feature = "live"))]
pub(crate) fn apply<R: Read>(_: Option<&str>, reader: Reader<R>) -> Reader<R> {
    reader
}
