//! The post-dissector: called for each frame when all of the host's own dissectors have seen it.

use core::ffi::{c_int, c_void};
use core::mem::{align_of, size_of};
use core::sync::atomic::Ordering;

use crate::gather::with_frame;
use crate::host::{
    Node, PacketInfo, Tvb, p_add_proto_data, p_get_proto_data, tvb_captured_length, wmem_alloc,
    wmem_file_scope,
};
use crate::registered::{KEY, PROTOCOL};
use crate::session::{observe, outcome};
use crate::show::show;
use crate::told::Told;

/// The host's allocator aligns for any type of C.
const _: () = assert!(align_of::<Told>() <= 8);

/// What the host calls. A frame is observed when it is dissected first; what was told then is kept with it, and shown whenever it is
/// dissected again, in whatever order.
///
/// # Safety
/// For the host alone: all pointers are those of the frame that it dissects.
pub(crate) unsafe extern "C-unwind" fn dissect(
    tvb: *mut Tvb,
    info: *mut PacketInfo,
    tree: *mut Node,
    _data: *mut c_void,
) -> c_int {
    if !info.is_null() && !tree.is_null() {
        // SAFETY: the pointers are those of the frame at hand.
        unsafe { tell(tvb, info, tree) };
    }
    // SAFETY: as above.
    unsafe { tvb_captured_length(tvb) as c_int }
}

/// # Safety
/// As for [`dissect`].
unsafe fn tell(tvb: *mut Tvb, info: *mut PacketInfo, tree: *mut Node) {
    let protocol = PROTOCOL.load(Ordering::Relaxed);
    // SAFETY: a capture is open while a frame is dissected, so there is a file scope.
    let scope = unsafe { wmem_file_scope() };
    // SAFETY: the pointers are those of the frame at hand.
    let kept = unsafe { p_get_proto_data(scope, info, protocol, KEY) }.cast::<Told>();
    // SAFETY: null, or what was kept below, which lives as long as the capture is open.
    if let Some(&told) = unsafe { kept.as_ref() } {
        let at_end = match told {
            Told::Segment(segment) => outcome(segment.flow),
            Told::Stopped => None,
        };
        // SAFETY: the pointers are those of the frame at hand; nothing with a destructor is alive.
        return unsafe { show(tvb, info, tree, &told, at_end) };
    }
    // SAFETY: as above; observing calls nothing of the host's.
    let Some(told) = (unsafe { with_frame(info, tree, observe) }) else { return };
    // SAFETY: as much as is written below; the host ends itself when it has no memory, and does not return null.
    let kept = unsafe { wmem_alloc(scope, size_of::<Told>()) }.cast::<Told>();
    // SAFETY: large enough and aligned.
    unsafe { kept.write(told) };
    // SAFETY: the host frees it with the capture, and it has no destructor.
    unsafe { p_add_proto_data(scope, info, protocol, KEY, kept.cast()) };
    // SAFETY: as for the other call.
    unsafe { show(tvb, info, tree, &told, None) };
}
