//! The Interface Description Block.

use crate::error::Reason;
use crate::format::pcapng::block::Block;
use crate::format::pcapng::option::{IF_FCSLEN, IF_TSOFFSET, IF_TSRESOL, Options};
use crate::format::pcapng::resolution::Resolution;
use synfin_wire::numbers::LinkType;

/// What a section says about one of its interfaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interface {
    pub(crate) resolution: Resolution,
    /// The most octets kept of a frame; 0 for no limit.
    pub(crate) snap_len: u32,
    pub(crate) link_type: LinkType,
    /// Octets of frame check sequence at a frame's end.
    pub(crate) fcs_len: u8,
    /// Whether the block could be read. One that could not still takes its number.
    pub(crate) is_readable: bool,
}

impl Interface {
    /// Stands for a description that could not be read.
    pub(crate) const UNREADABLE: Interface = Interface {
        resolution: Resolution::MICROSECONDS,
        snap_len: 0,
        link_type: LinkType(0),
        fcs_len: 0,
        is_readable: false,
    };

    pub(crate) fn from_block(block: &Block<'_>) -> Result<Interface, Reason> {
        let mut fields = block.fields();
        let (Some(link_type), Some(_reserved), Some(snap_len)) = (fields.u16(), fields.u16(), fields.u32())
        else {
            return Err(block.too_short());
        };
        let link_type = LinkType(link_type);
        let mut interface = Interface { link_type, snap_len, is_readable: true, ..Interface::UNREADABLE };
        for (code, value) in Options(fields) {
            match (code, value) {
                (IF_TSRESOL, &[tsresol]) => interface.resolution.set(tsresol),
                (IF_FCSLEN, &[length]) => interface.fcs_len = fcs_octets(length),
                (IF_TSOFFSET, _) => {
                    if let Some(seconds) = block.fields_of(value).i64() {
                        interface.resolution.offset = seconds;
                    }
                }
                _ => {}
            }
        }
        Ok(interface)
    }
}

/// The draft once counted bits and now counts octets. No frame check sequence is as long as 16 octets, and
/// none as short as 15 bits.
const fn fcs_octets(length: u8) -> u8 {
    if length < 16 { length } else { length / 8 }
}

#[cfg(test)]
mod tests {
    use super::fcs_octets;

    #[test]
    fn four_octets_are_four_whether_told_in_octets_or_bits() {
        assert_eq!((fcs_octets(4), fcs_octets(32), fcs_octets(2), fcs_octets(16)), (4, 4, 2, 2));
    }
}
