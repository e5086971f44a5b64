//! SSH.

use crate::conformance::dissect::pair::{FieldPair, Pair};

/// What both ends call themselves.
pub(super) fn fields(pair: &Pair<'_>) -> Vec<FieldPair> {
    let ours = [pair.ours("ssh", "client"), pair.ours("ssh", "server")].concat();
    vec![("client or server", pair.theirs("ssh.protocol"), ours)]
}
