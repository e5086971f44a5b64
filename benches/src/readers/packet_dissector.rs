//! packet-dissector: every field of every layer into a list, options among them, in one go; it has no smaller step.

use std::cell::LazyCell;

use packet_dissector::packet::DissectBuffer;
use packet_dissector::registry::DissectorRegistry;

use crate::fold::Header;
use crate::mix::Mix;

thread_local! {
    static REGISTRY: LazyCell<DissectorRegistry> = LazyCell::new(DissectorRegistry::default);
}

/// All layers of each frame, the list of fields kept from frame to frame as its documentation asks. Of the fields only
/// those of the fixed header are taken out of the list again.
pub fn frames_options(mix: &Mix) -> u64 {
    REGISTRY.with(|registry| {
        let mut fields = DissectBuffer::new();
        mix.frames().fold(0_u64, |sum, frame| {
            fields.clear();
            let read = registry.dissect(frame, &mut fields).is_ok();
            sum.wrapping_add(if read { fixed(&fields).unwrap_or_default() } else { 0 })
        })
    })
}

fn fixed(fields: &DissectBuffer<'_>) -> Option<u64> {
    let tcp = fields.layer_by_name("TCP")?;
    let flags = fields.field_u8(tcp, "flags")?;
    let header = Header {
        source: fields.field_u16(tcp, "src_port")?,
        destination: fields.field_u16(tcp, "dst_port")?,
        seq: fields.field_u32(tcp, "seq")?,
        ack: fields.field_u32(tcp, "ack")?,
        fin: flags & 1 != 0,
        syn: flags & 2 != 0,
        rst: flags & 4 != 0,
        has_ack: flags & 16 != 0,
        window: fields.field_u16(tcp, "window")?,
    };
    Some(header.fold())
}
