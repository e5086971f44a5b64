//! Wireshark's side: the functions that are called, and as much of its structures as is read. Written by hand from the headers of
//! 4.0, 4.4 and 4.6, which agree in all of it but where the value of a field lies.
//!
//! A function that may leave by `longjmp` is `C-unwind`, and so is every function of ours that it passes through.

use core::ffi::{c_char, c_int, c_uint, c_void};

/// `tvbuff_t`: octets, or a part of them.
#[repr(C)]
pub(crate) struct Tvb([u8; 0]);

/// `proto_tree` and `proto_item`, which are one type in C too.
#[repr(C)]
pub(crate) struct Node([u8; 0]);

/// `struct dissector_handle`.
#[repr(C)]
pub(crate) struct Handle([u8; 0]);

/// `expert_module_t`.
#[repr(C)]
pub(crate) struct ExpertModule([u8; 0]);

/// `wmem_allocator_t`.
#[repr(C)]
pub(crate) struct Allocator([u8; 0]);

/// `GArray` of GLib.
#[repr(C)]
pub(crate) struct Array([u8; 0]);

/// `GPtrArray` of GLib.
#[repr(C)]
pub(crate) struct PointerArray {
    pub(crate) pointers: *const *const FieldInfo,
    pub(crate) len: c_uint,
}

/// The beginning of `packet_info`.
#[repr(C)]
pub(crate) struct PacketInfo {
    current_proto: *const c_char,
    cinfo: *mut c_void,
    presence_flags: u32,
    /// Number of the frame, from 1.
    pub(crate) num: u32,
    /// When it was captured: seconds since 1970-01-01T00:00:00Z.
    pub(crate) seconds: i64,
    /// And nanoseconds.
    pub(crate) nanoseconds: c_int,
}

/// The beginning of `field_info`.
#[repr(C)]
pub(crate) struct FieldInfo {
    header_field: *const HeaderField,
    /// Where it begins in `tvb`.
    pub(crate) start: c_int,
    length: c_int,
    appendix_start: c_int,
    appendix_length: c_int,
    tree_type: c_int,
    flags: u32,
    label: *mut c_void,
    /// The data source that it lies in, which is the frame or what was made of it.
    pub(crate) tvb: *mut Tvb,
    /// The value itself.
    #[cfg(value_in_field)]
    value: [u64; 0],
    /// Where the value lies.
    #[cfg(not(value_in_field))]
    value: *const c_void,
}

impl FieldInfo {
    /// Where the value lies.
    ///
    /// It takes the host's own pointer and no reference: a reference to what is declared above may be used for so many octets alone, and
    /// where the value lies in the field it lies behind them.
    ///
    /// # Safety
    /// The field is one of the frame that is being dissected.
    pub(crate) const unsafe fn value(field: *const FieldInfo) -> *const c_void {
        #[cfg(value_in_field)]
        // SAFETY: the caller's; no reference is made, so what is returned may be used as far as the host's pointer may: for the
        // whole of its `field_info`, of which this is the last member.
        return unsafe { &raw const (*field).value }.cast();
        #[cfg(not(value_in_field))]
        // SAFETY: the caller's; the pointer is read and lies within what is declared.
        return unsafe { (*field).value };
    }
}

/// `header_field_info`.
#[repr(C)]
pub(crate) struct HeaderField {
    pub(crate) name: *const c_char,
    pub(crate) filter_name: *const c_char,
    pub(crate) kind: c_int,
    pub(crate) display: c_int,
    pub(crate) strings: *const c_void,
    pub(crate) bitmask: u64,
    pub(crate) about: *const c_char,
    id: c_int,
    parent: c_int,
    reference: c_int,
    previous_of_same_name: c_int,
    next_of_same_name: *mut HeaderField,
}

impl HeaderField {
    /// A field as it is before it is registered (`HFILL`).
    pub(crate) const fn new(
        name: *const c_char,
        filter_name: *const c_char,
        kind: c_int,
        display: c_int,
        about: *const c_char,
    ) -> HeaderField {
        HeaderField {
            name,
            filter_name,
            kind,
            display,
            strings: core::ptr::null(),
            bitmask: 0,
            about,
            id: -1,
            parent: 0,
            reference: 0,
            previous_of_same_name: -1,
            next_of_same_name: core::ptr::null_mut(),
        }
    }
}

/// `hf_register_info`.
#[repr(C)]
pub(crate) struct FieldToRegister {
    pub(crate) id: *mut c_int,
    pub(crate) field: HeaderField,
}

/// `expert_field`.
#[repr(C)]
pub(crate) struct ExpertField {
    pub(crate) expert: c_int,
    pub(crate) field: c_int,
}

/// `ei_register_info`.
#[repr(C)]
pub(crate) struct ExpertToRegister {
    pub(crate) ids: *mut ExpertField,
    pub(crate) name: *const c_char,
    pub(crate) group: c_int,
    pub(crate) severity: c_int,
    pub(crate) summary: *const c_char,
    pub(crate) id: c_int,
    pub(crate) protocol: *const c_char,
    pub(crate) original_severity: c_int,
    pub(crate) field: FieldToRegister,
}

/// `proto_plugin`.
#[repr(C)]
pub(crate) struct Plugin {
    pub(crate) register_protocol: extern "C-unwind" fn(),
    pub(crate) register_handoff: extern "C-unwind" fn(),
}

/// `dissector_t`.
pub(crate) type Dissector =
    unsafe extern "C-unwind" fn(*mut Tvb, *mut PacketInfo, *mut Node, *mut c_void) -> c_int;

/// Two of `enum ftenum`.
pub(crate) const FT_UINT64: c_int = 11;
pub(crate) const FT_STRING: c_int = 26;
/// `BASE_NONE`, `BASE_DEC`.
pub(crate) const BASE_NONE: c_int = 0;
pub(crate) const BASE_DEC: c_int = 1;
/// `PI_SEQUENCE`: the group of what is odd about a sequence of messages.
pub(crate) const PI_SEQUENCE: c_int = 0x0200_0000;
/// `PI_DEBUG`: the group of what is wrong with a dissector.
pub(crate) const PI_DEBUG: c_int = 0x0800_0000;

unsafe extern "C-unwind" {
    pub(crate) fn proto_register_plugin(plugin: *const Plugin);
    pub(crate) fn proto_register_protocol(
        name: *const c_char,
        short_name: *const c_char,
        filter_name: *const c_char,
    ) -> c_int;
    pub(crate) fn proto_register_field_array(parent: c_int, fields: *mut FieldToRegister, number: c_int);
    pub(crate) fn proto_register_subtree_array(indices: *const *mut c_int, number: c_int);
    pub(crate) fn expert_register_protocol(protocol: c_int) -> *mut ExpertModule;
    pub(crate) fn expert_register_field_array(
        module: *mut ExpertModule,
        infos: *mut ExpertToRegister,
        number: c_int,
    );
    pub(crate) fn register_init_routine(routine: extern "C-unwind" fn());
    pub(crate) fn register_cleanup_routine(routine: extern "C-unwind" fn());
    pub(crate) fn create_dissector_handle(dissector: Dissector, protocol: c_int) -> *mut Handle;
    pub(crate) fn register_postdissector(handle: *mut Handle);
    pub(crate) fn set_postdissector_wanted_hfids(handle: *mut Handle, fields: *mut Array);
    pub(crate) fn proto_registrar_get_id_byname(name: *const c_char) -> c_int;

    pub(crate) fn proto_get_finfo_ptr_array(tree: *const Node, field: c_int) -> *const PointerArray;
    pub(crate) fn fvalue_get_uinteger(value: *const c_void) -> u32;
    pub(crate) fn tvb_captured_length(tvb: *const Tvb) -> c_uint;
    pub(crate) fn tvb_captured_length_remaining(tvb: *const Tvb, offset: c_int) -> c_int;
    pub(crate) fn tvb_reported_length_remaining(tvb: *const Tvb, offset: c_int) -> c_int;
    /// May leave by `longjmp`.
    pub(crate) fn tvb_get_ptr(tvb: *mut Tvb, offset: c_int, length: c_int) -> *const u8;

    pub(crate) fn wmem_file_scope() -> *mut Allocator;
    pub(crate) fn wmem_alloc(allocator: *mut Allocator, size: usize) -> *mut c_void;
    pub(crate) fn p_add_proto_data(
        scope: *mut Allocator,
        info: *mut PacketInfo,
        protocol: c_int,
        key: u32,
        data: *mut c_void,
    );
    pub(crate) fn p_get_proto_data(
        scope: *mut Allocator,
        info: *mut PacketInfo,
        protocol: c_int,
        key: u32,
    ) -> *mut c_void;

    /// May leave by `longjmp`, as all that add to a tree may.
    pub(crate) fn proto_tree_add_item(
        tree: *mut Node,
        field: c_int,
        tvb: *mut Tvb,
        start: c_int,
        length: c_int,
        encoding: c_uint,
    ) -> *mut Node;
    pub(crate) fn proto_tree_add_string(
        tree: *mut Node,
        field: c_int,
        tvb: *mut Tvb,
        start: c_int,
        length: c_int,
        value: *const c_char,
    ) -> *mut Node;
    pub(crate) fn proto_tree_add_uint64(
        tree: *mut Node,
        field: c_int,
        tvb: *mut Tvb,
        start: c_int,
        length: c_int,
        value: u64,
    ) -> *mut Node;
    pub(crate) fn proto_item_add_subtree(item: *mut Node, index: c_int) -> *mut Node;
    pub(crate) fn proto_item_append_text(item: *mut Node, format: *const c_char, ...);
    pub(crate) fn proto_field_is_referenced(tree: *mut Node, field: c_int) -> c_int;
    pub(crate) fn expert_add_info_format(
        info: *mut PacketInfo,
        item: *mut Node,
        field: *mut ExpertField,
        format: *const c_char,
        ...
    );

    pub(crate) fn g_array_new(zero_terminated: c_int, clear: c_int, element_size: c_uint) -> *mut Array;
    pub(crate) fn g_array_append_vals(array: *mut Array, data: *const c_void, number: c_uint) -> *mut Array;
}
