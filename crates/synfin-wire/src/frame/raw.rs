//! Raw IP: no link header at all.

use crate::numbers::Protocol;
use crate::reader::Read;

/// The packet's own version field tells which IP; the link types for one version only are no stricter, as captures
/// with the other version under them exist.
#[expect(clippy::unnecessary_wraps, reason = "a row of the table like any other")]
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    Ok((input, Protocol::Ip))
}
