//! Arbitrary options: mostly of the kinds and lengths that exist.

use crate::segment::option::TcpOption;
use crate::segment::option_registry::{any_length, any_registered_kind};
use arbitrary::{Arbitrary, Result, Unstructured};

impl<'a> Arbitrary<'a> for TcpOption<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<TcpOption<'a>> {
        // One in eight is of any kind and length, so that strange ones come too.
        let (kind, length) = if u.ratio(1, 8)? {
            (u.arbitrary()?, u.int_in_range(2..=40)?)
        } else {
            let kind = any_registered_kind(u)?;
            (kind, any_length(kind, u)?)
        };
        let wanted = usize::from(length.saturating_sub(2)).min(u.len());
        Ok(TcpOption::read(kind, u.bytes(wanted)?))
    }
}
