//! Where the host found the TCP segment of a frame. Plain pointers and numbers: the host may leave any of its functions for good.

use core::ffi::{CStr, c_int};
use core::slice;
use core::sync::atomic::{AtomicI32, Ordering};

use crate::host::{
    FieldInfo, Node, PacketInfo, Tvb, fvalue_get_uinteger, proto_get_finfo_ptr_array,
    proto_registrar_get_id_byname, tvb_captured_length_remaining, tvb_get_ptr, tvb_reported_length_remaining,
};
use crate::packet::{Found, Place};
use crate::session::Frame;

/// One of the host's own fields that are wanted.
pub(crate) struct Wanted {
    name: &'static CStr,
    /// What the host calls it; 0, which is no field, before that is asked.
    id: AtomicI32,
}

static TCP: Wanted = Wanted::new(c"tcp");
static STREAM: Wanted = Wanted::new(c"tcp.stream");
static IPV4: Wanted = Wanted::new(c"ip");
static IPV6: Wanted = Wanted::new(c"ipv6");
static ICMP: Wanted = Wanted::new(c"icmp");
static ICMPV6: Wanted = Wanted::new(c"icmpv6");
static SFLOW: Wanted = Wanted::new(c"sflow");

/// All of the host's fields that are wanted.
pub(crate) static WANTED: [&Wanted; 7] = [&TCP, &STREAM, &IPV4, &IPV6, &ICMP, &ICMPV6, &SFLOW];

impl Wanted {
    const fn new(name: &'static CStr) -> Wanted {
        Wanted { name, id: AtomicI32::new(0) }
    }

    /// Asks the host what it calls the field; none where it has no such one.
    pub(crate) fn ask(&self) -> Option<c_int> {
        // SAFETY: all fields are registered when handoffs are; the name ends with NUL.
        let id = unsafe { proto_registrar_get_id_byname(self.name.as_ptr()) };
        self.id.store(id, Ordering::Relaxed);
        (id > 0).then_some(id)
    }

    /// The field wherever it lies in a tree, in the order of the frame.
    ///
    /// # Safety
    /// The tree is that of the frame that is being dissected.
    unsafe fn in_tree(&self, tree: *const Node) -> &'static [*const FieldInfo] {
        let id = self.id.load(Ordering::Relaxed);
        if id <= 0 {
            return &[];
        }
        // SAFETY: the caller says that the tree is alive; the host knows the field.
        let array = unsafe { proto_get_finfo_ptr_array(tree, id) };
        // SAFETY: null, or an array that lives as long as the tree.
        let Some(array) = (unsafe { array.as_ref() }) else { return &[] };
        if array.pointers.is_null() {
            return &[];
        }
        // SAFETY: GLib keeps so many pointers there. The slice is gone before the frame is: nobody keeps it.
        unsafe { slice::from_raw_parts(array.pointers, array.len as usize) }
    }
}

/// A place in octets of the host's.
#[derive(Clone, Copy)]
struct Spot {
    tvb: *mut Tvb,
    start: c_int,
}

impl Spot {
    /// # Safety
    /// The field is null or one of the frame that is being dissected.
    unsafe fn of(field: *const FieldInfo) -> Option<Spot> {
        // SAFETY: the caller says so.
        let field = unsafe { field.as_ref() }?;
        (!field.tvb.is_null() && field.start >= 0).then_some(Spot { tvb: field.tvb, start: field.start })
    }

    /// Whether it lies before another in the same octets.
    fn is_before(self, other: Spot) -> bool {
        self.tvb == other.tvb && self.start < other.start
    }

    /// The captured octets from here on, and how many were on the wire.
    ///
    /// # Safety
    /// The frame that it lies in is being dissected, and what is returned is gone before that ends. May leave by `longjmp`.
    unsafe fn octets<'a>(self) -> Option<(&'a [u8], u32)> {
        // SAFETY: the octets are those of the frame at hand.
        let captured = unsafe { tvb_captured_length_remaining(self.tvb, self.start) };
        // SAFETY: as above.
        let on_wire = unsafe { tvb_reported_length_remaining(self.tvb, self.start) };
        let len = usize::try_from(captured).ok().filter(|&len| len > 0)?;
        // SAFETY: so many octets were captured, so there is no reason to leave.
        let octets = unsafe { tvb_get_ptr(self.tvb, self.start, captured) };
        if octets.is_null() {
            return None;
        }
        // SAFETY: the host vouches for so many octets until the frame is done.
        Some((unsafe { slice::from_raw_parts(octets, len) }, u32::try_from(on_wire).unwrap_or(0)))
    }
}

/// The frame at hand, if the host found a TCP segment above IP in it.
///
/// Of several segments in one frame it is the first, as synfin has it; one that is only quoted, in an ICMP error or an sFlow sample, is none.
///
/// # Safety
/// Both are those of the frame that is being dissected, and what is returned is gone before that ends. May leave by `longjmp`;
/// nothing that has a destructor is alive then.
pub(crate) unsafe fn frame<'a>(info: *const PacketInfo, tree: *const Node) -> Option<Frame<'a>> {
    // SAFETY: the caller says that the tree is alive.
    let fields = |wanted: &Wanted| unsafe { wanted.in_tree(tree) };
    // SAFETY: fields of the tree at hand.
    let spot = |&field: &*const FieldInfo| unsafe { Spot::of(field) };
    let segment = fields(&TCP).iter().find_map(spot)?;
    let headers = || [&IPV4, &IPV6].into_iter().flat_map(fields).filter_map(spot);
    let before = headers().filter(|header| header.is_before(segment)).max_by_key(|header| header.start);
    let quotes = || [&ICMP, &ICMPV6, &SFLOW].into_iter().flat_map(fields).filter_map(spot);
    if quotes().any(|quote| quote.is_before(segment)) {
        return None;
    }
    let found = if let Some(header) = before {
        // SAFETY: the caller gives the same promise.
        let (packet, on_wire) = unsafe { header.octets() }?;
        let at = u32::try_from(segment.start.checked_sub(header.start)?).ok()?;
        Found { packet, on_wire, segment: Place::After(at) }
    } else {
        // The host put the segment together from fragments; the header is that of the fragment that completes it.
        let header = last_of_one_kind(fields(&IPV4), fields(&IPV6)).and_then(|field| spot(&field))?;
        // SAFETY: as above.
        let (packet, on_wire) = unsafe { header.octets() }?;
        // SAFETY: as above.
        let (octets, len) = unsafe { segment.octets() }?;
        Found { packet, on_wire, segment: Place::Apart(octets, len) }
    };
    // SAFETY: the caller says that it is that of the frame at hand.
    let info = unsafe { info.as_ref() }?;
    let time = info.seconds.saturating_mul(1_000_000_000).saturating_add(i64::from(info.nanoseconds));
    // SAFETY: a field of the tree at hand.
    let stream = fields(&STREAM).first().and_then(|&field| unsafe { number(field) });
    Some(Frame { number: info.num, time, found, stream })
}

/// The innermost header, where there is no doubt which one that is.
fn last_of_one_kind(ipv4: &[*const FieldInfo], ipv6: &[*const FieldInfo]) -> Option<*const FieldInfo> {
    match (ipv4.last(), ipv6.last()) {
        (Some(&header), None) | (None, Some(&header)) => Some(header),
        _ => None,
    }
}

/// The value of a field of 32 bits.
///
/// # Safety
/// The field is null or one of the frame that is being dissected, and of a kind with that many bits.
unsafe fn number(field: *const FieldInfo) -> Option<u32> {
    // SAFETY: the caller says so.
    let value = unsafe { field.as_ref() }?.value();
    // SAFETY: the value of a field lives as long as the field.
    (!value.is_null()).then(|| unsafe { fvalue_get_uinteger(value) })
}
