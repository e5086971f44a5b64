//! The three blocks that hold a packet.

use crate::error::Reason;
use crate::format::pcapng::block::{Block, HEAD_LEN};
use crate::format::pcapng::fields::Fields;
use crate::format::pcapng::interface::Interface;
use crate::format::pcapng::option::{Options, PACKET_FLAGS};
use crate::format::step::{Found, Step};
use crate::timestamp::Timestamp;

/// Octets of fixed fields before the captured octets.
const ENHANCED_FIELDS: usize = 20;
const SIMPLE_FIELDS: usize = 4;

/// What an Enhanced Packet Block or its obsolete forerunner says about its packet.
struct Head {
    interface: u32,
    ticks: u64,
    captured_len: u32,
    original_len: u32,
}

/// The Enhanced Packet Block (section 4.3).
#[inline]
pub(crate) fn enhanced(block: &Block<'_>, interfaces: &[Interface]) -> Step {
    let mut fields = block.fields();
    let head = (|| {
        Some(Head {
            interface: fields.u32()?,
            ticks: ticks(&mut fields)?,
            captured_len: fields.u32()?,
            original_len: fields.u32()?,
        })
    })();
    with_head(block, interfaces, head, fields)
}

/// The Packet Block (appendix A), which the Enhanced one replaced.
pub(crate) fn obsolete(block: &Block<'_>, interfaces: &[Interface]) -> Step {
    let mut fields = block.fields();
    let head = (|| {
        let interface = fields.u16()?.into();
        let _drops_count = fields.u16()?;
        Some(Head {
            interface,
            ticks: ticks(&mut fields)?,
            captured_len: fields.u32()?,
            original_len: fields.u32()?,
        })
    })();
    with_head(block, interfaces, head, fields)
}

/// The Simple Packet Block (section 4.4): no time, always of the first interface.
pub(crate) fn simple(block: &Block<'_>, interfaces: &[Interface]) -> Step {
    let mut fields = block.fields();
    let Some(original_len) = fields.u32() else { return fault(block, block.too_short()) };
    let interface = match usable(interfaces, 0) {
        Ok(interface) => interface,
        Err(reason) => return fault(block, reason),
    };
    let snap_len = if interface.snap_len == 0 { u32::MAX } else { interface.snap_len };
    let captured_len = (original_len.min(snap_len) as usize).min(fields.rest.len());
    let start = HEAD_LEN + SIMPLE_FIELDS;
    Step::Record(Found {
        time: Timestamp::EPOCH,
        link_type: interface.link_type,
        fcs_len: interface.fcs_len,
        original_len,
        interface: 0,
        octets: start..start + captured_len,
        length: block.length,
    })
}

#[inline]
fn with_head(
    block: &Block<'_>,
    interfaces: &[Interface],
    head: Option<Head>,
    mut fields: Fields<'_>,
) -> Step {
    let Some(head) = head else { return fault(block, block.too_short()) };
    let interface = match usable(interfaces, head.interface) {
        Ok(interface) => interface,
        Err(reason) => return fault(block, reason),
    };
    let captured_len = head.captured_len as usize;
    let space = fields.rest.len();
    if fields.octets(captured_len).is_none() {
        return fault(block, Reason::CapturedLength { captured: head.captured_len, space: space as u32 });
    }
    let padding = captured_len.next_multiple_of(4) - captured_len;
    let fcs_len = match fields.octets(padding) {
        Some(_) if !fields.rest.is_empty() => fcs_len_of_flags(fields),
        _ => None,
    };
    let start = HEAD_LEN + ENHANCED_FIELDS;
    Step::Record(Found {
        time: interface.resolution.time(head.ticks),
        link_type: interface.link_type,
        fcs_len: fcs_len.unwrap_or(interface.fcs_len),
        original_len: head.original_len,
        interface: head.interface,
        octets: start..start + captured_len,
        length: block.length,
    })
}

/// The time stamp's halves, the high one first in either byte order.
#[inline]
fn ticks(fields: &mut Fields<'_>) -> Option<u64> {
    Some(u64::from(fields.u32()?) << 32 | u64::from(fields.u32()?))
}

/// The flags word's bits 5 to 8 (section 4.3.1): octets of frame check sequence, 0 when not known. "This
/// field overrides the if_fcslen option."
fn fcs_len_of_flags(options: Fields<'_>) -> Option<u8> {
    let (_, value) = Options(options).find(|&(code, _)| code == PACKET_FLAGS)?;
    let flags = Fields::new(options.order, value).u32()?;
    Some((flags >> 5 & 0xf) as u8).filter(|&length| length > 0)
}

#[inline]
fn usable(interfaces: &[Interface], number: u32) -> Result<&Interface, Reason> {
    match interfaces.get(number as usize) {
        Some(interface) if interface.is_readable => Ok(interface),
        Some(_) => Err(Reason::UnreadableInterface { interface: number }),
        None => Err(Reason::UnknownInterface { interface: number, interfaces: interfaces.len() as u32 }),
    }
}

fn fault(block: &Block<'_>, reason: Reason) -> Step {
    Step::Fault { reason, length: block.length as u64, is_frame: true }
}
