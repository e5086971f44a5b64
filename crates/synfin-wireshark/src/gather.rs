//! Where the host found the TCP segment of a frame. Plain pointers and numbers: the host may leave any of its functions for good.

use core::ffi::{CStr, c_int};
use core::marker::PhantomData;
use core::ptr::NonNull;
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
}

/// The tree of the frame that is being dissected. What is borrowed through it cannot outlive `'f`, which ends before the frame does.
#[derive(Clone, Copy)]
struct Tree<'f> {
    tree: *const Node,
    alive: PhantomData<&'f ()>,
}

impl<'f> Tree<'f> {
    /// # Safety
    /// The tree is alive, and nobody adds to it, as long as `'f` is.
    const unsafe fn new(tree: *const Node) -> Tree<'f> {
        Tree { tree, alive: PhantomData }
    }

    /// The field wherever it lies in the tree, in the order of the frame.
    fn fields(self, wanted: &Wanted) -> impl DoubleEndedIterator<Item = FieldAt<'f>> + use<'f> {
        self.pointers(wanted).iter().filter_map(|&field| {
            let field = NonNull::new(field.cast_mut())?;
            Some(FieldAt { field, alive: PhantomData })
        })
    }

    fn pointers(self, wanted: &Wanted) -> &'f [*const FieldInfo] {
        let id = wanted.id.load(Ordering::Relaxed);
        if id <= 0 {
            return &[];
        }
        // SAFETY: the tree is alive, and the host knows the field.
        let array = unsafe { proto_get_finfo_ptr_array(self.tree, id) };
        // SAFETY: null, or an array that lives as long as the tree.
        let Some(array) = (unsafe { array.as_ref() }) else { return &[] };
        if array.pointers.is_null() {
            return &[];
        }
        // SAFETY: GLib keeps so many pointers there, aligned, as long as the array lives, which the tree does longer than `'f`; only
        // what adds to the tree writes to them.
        unsafe { slice::from_raw_parts(array.pointers, array.len as usize) }
    }
}

/// A field of the tree.
#[derive(Clone, Copy)]
struct FieldAt<'f> {
    field: NonNull<FieldInfo>,
    alive: PhantomData<&'f ()>,
}

impl<'f> FieldAt<'f> {
    /// Where it begins; none where it lies in no octets.
    fn spot(self) -> Option<Spot<'f>> {
        // SAFETY: a field of a tree that is alive; the host writes nothing to it meanwhile.
        let field = unsafe { self.field.as_ref() };
        let spot = Spot { tvb: field.tvb, start: field.start, alive: PhantomData };
        (!spot.tvb.is_null() && spot.start >= 0).then_some(spot)
    }

    /// The value of a field of 32 bits.
    ///
    /// # Safety
    /// It is of a kind with that many bits.
    unsafe fn number(self) -> Option<u32> {
        // SAFETY: a field of a tree that is alive.
        let value = unsafe { FieldInfo::value(self.field.as_ptr()) };
        // SAFETY: the value of a field lives as long as the field.
        (!value.is_null()).then(|| unsafe { fvalue_get_uinteger(value) })
    }
}

/// A place in octets of the host's.
#[derive(Clone, Copy)]
struct Spot<'f> {
    tvb: *mut Tvb,
    start: c_int,
    alive: PhantomData<&'f ()>,
}

impl<'f> Spot<'f> {
    /// Whether it lies before another in the same octets.
    fn is_before(self, other: Spot<'_>) -> bool {
        self.tvb == other.tvb && self.start < other.start
    }

    /// The captured octets from here on, and how many were on the wire. The host has no reason to leave by `longjmp`: it is asked for
    /// what it says that it has.
    fn octets(self) -> Option<(&'f [u8], u32)> {
        // SAFETY: the octets are those of a frame that is alive.
        let captured = unsafe { tvb_captured_length_remaining(self.tvb, self.start) };
        // SAFETY: as above.
        let on_wire = unsafe { tvb_reported_length_remaining(self.tvb, self.start) };
        let len = usize::try_from(captured).ok().filter(|&len| len > 0)?;
        // SAFETY: as above, and so many octets were captured.
        let octets = unsafe { tvb_get_ptr(self.tvb, self.start, captured) };
        if octets.is_null() {
            return None;
        }
        // SAFETY: the host vouches for so many octets, and changes none, until the frame is done, which is after `'f`.
        Some((unsafe { slice::from_raw_parts(octets, len) }, u32::try_from(on_wire).unwrap_or(0)))
    }
}

/// Tells of the frame at hand, if the host found a TCP segment above IP in it. What `tell` gets is gone when it returns: it can keep none of it.
///
/// Of several segments in one frame it is the first, as synfin has it; one that is only quoted, in an ICMP error or an sFlow sample, is none.
///
/// # Safety
/// Both are those of the frame that is being dissected. `tell` adds nothing to the tree, and calls nothing of the host's that may leave
/// by `longjmp`. Of what the host may leave in here, nothing has a destructor.
pub(crate) unsafe fn with_frame<T>(
    info: *const PacketInfo,
    tree: *const Node,
    tell: impl FnOnce(&Frame<'_>) -> Option<T>,
) -> Option<T> {
    // SAFETY: the caller says that it is that of the frame at hand, and so alive until this returns; `tell` adds nothing to it.
    let tree = unsafe { Tree::new(tree) };
    // SAFETY: as above.
    let info = unsafe { info.as_ref() }?;
    tell(&found(tree, info)?)
}

fn found<'f>(tree: Tree<'f>, info: &PacketInfo) -> Option<Frame<'f>> {
    let spots = move |wanted: &'static Wanted| tree.fields(wanted).filter_map(FieldAt::spot);
    let segment = spots(&TCP).next()?;
    let headers = [&IPV4, &IPV6].into_iter().flat_map(spots);
    let before = headers.filter(|header| header.is_before(segment)).max_by_key(|header| header.start);
    let mut quotes = [&ICMP, &ICMPV6, &SFLOW].into_iter().flat_map(spots);
    if quotes.any(|quote| quote.is_before(segment)) {
        return None;
    }
    let found = if let Some(header) = before {
        let (packet, on_wire) = header.octets()?;
        let at = u32::try_from(segment.start.checked_sub(header.start)?).ok()?;
        Found { packet, on_wire, segment: Place::After(at) }
    } else {
        // The host put the segment together from fragments; the header is that of the fragment that completes it.
        let header = innermost(tree.fields(&IPV4).next_back(), tree.fields(&IPV6).next_back())?;
        let (packet, on_wire) = header.spot()?.octets()?;
        let (octets, len) = segment.octets()?;
        Found { packet, on_wire, segment: Place::Apart(octets, len) }
    };
    let time = info.seconds.saturating_mul(1_000_000_000).saturating_add(i64::from(info.nanoseconds));
    // SAFETY: `tcp.stream` has 32 bits.
    let stream = tree.fields(&STREAM).next().and_then(|field| unsafe { field.number() });
    Some(Frame { number: info.num, time, found, stream })
}

/// The innermost header, where there is no doubt which one that is.
fn innermost<'f>(ipv4: Option<FieldAt<'f>>, ipv6: Option<FieldAt<'f>>) -> Option<FieldAt<'f>> {
    match (ipv4, ipv6) {
        (Some(header), None) | (None, Some(header)) => Some(header),
        _ => None,
    }
}
