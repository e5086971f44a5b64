//! The frame that every block has: type, length, body, length again.

use crate::error::Reason;
use crate::format::pcapng::fields::{ByteOrder, Fields};
use crate::format::step::Step;
use pcap_parser::{BOM_MAGIC, SHB_MAGIC};

/// The type of a Section Header Block; it reads the same in both byte orders.
pub(crate) const SECTION_HEADER: u32 = SHB_MAGIC;

/// Octets around a block's body: type and length before it, length after it.
const FRAME_LEN: usize = 12;

/// Octets before the body.
pub(crate) const HEAD_LEN: usize = 8;

/// A whole block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block<'a> {
    pub(crate) kind: u32,
    pub(crate) order: ByteOrder,
    pub(crate) body: &'a [u8],
    /// With its frame, in octets.
    pub(crate) length: usize,
}

impl<'a> Block<'a> {
    /// The block at the start of `unread`, in a section of byte order `order`; or why there is none.
    #[inline]
    pub(crate) fn first(unread: &'a [u8], order: ByteOrder, max_length: u32) -> Result<Block<'a>, Step> {
        let Some(head) = unread.first_chunk::<FRAME_LEN>() else { return Err(Step::Need(FRAME_LEN)) };
        let kind = Fields::new(order, head).u32().unwrap_or_default();
        let order = if kind == SECTION_HEADER { byte_order(*head).map_err(Step::End)? } else { order };
        let leading = Fields::new(order, &head[4..]).u32().unwrap_or_default();
        let length = leading as usize;
        if length < FRAME_LEN || !length.is_multiple_of(4) {
            return Err(Step::End(Reason::BlockLength { length: leading }));
        }
        if leading > max_length {
            return Err(Step::End(Reason::TooLarge { length: leading.into(), limit: max_length.into() }));
        }
        let Some(block) = unread.get(..length) else { return Err(Step::Need(length)) };
        let (rest, trailer) = block.split_at(length - 4);
        let trailing = Fields::new(order, trailer).u32().unwrap_or_default();
        if leading != trailing {
            return Err(Step::End(Reason::BlockLengths { leading, trailing }));
        }
        Ok(Block { kind, order, body: &rest[HEAD_LEN..], length })
    }

    /// The body's numbers.
    #[inline]
    pub(crate) fn fields(&self) -> Fields<'a> {
        Fields::new(self.order, self.body)
    }

    /// The numbers of an option's value, in the same byte order.
    pub(crate) fn fields_of<'o>(&self, value: &'o [u8]) -> Fields<'o> {
        Fields::new(self.order, value)
    }

    /// The fault of a body that ends before its fixed fields.
    pub(crate) fn too_short(&self) -> Reason {
        Reason::BlockTooShort { block_type: self.kind, length: self.length as u32 }
    }
}

/// A section header tells its own byte order, right behind its length.
fn byte_order(head: [u8; FRAME_LEN]) -> Result<ByteOrder, Reason> {
    let [.., a, b, c, d] = head;
    let magic = [a, b, c, d];
    if magic == BOM_MAGIC.to_le_bytes() {
        Ok(ByteOrder::Little)
    } else if magic == BOM_MAGIC.to_be_bytes() {
        Ok(ByteOrder::Big)
    } else {
        Err(Reason::ByteOrder { magic })
    }
}
