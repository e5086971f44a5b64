//! What Wireshark looks for in a plugin, and how this one makes itself known.

use core::ffi::{CStr, c_char, c_int, c_uint};
use core::ptr;
use core::sync::atomic::Ordering;

use crate::dissect::dissect;
use crate::field::Field;
use crate::gather::WANTED;
use crate::host::{
    BASE_DEC, BASE_NONE, ExpertField, ExpertToRegister, FT_STRING, FT_UINT64, FieldToRegister, HeaderField,
    PI_DEBUG, PI_SEQUENCE, Plugin, create_dissector_handle, expert_register_field_array,
    expert_register_protocol, g_array_append_vals, g_array_new, proto_register_field_array,
    proto_register_plugin, proto_register_protocol, proto_register_subtree_array, register_cleanup_routine,
    register_init_routine, register_postdissector, set_postdissector_wanted_hfids,
};
use crate::odd::Severity;
use crate::registered::{PROTOCOL, SUBTREE, expert};
use crate::session;

/// Octets of `version`, its NUL included.
const VERSION_LEN: usize = env!("CARGO_PKG_VERSION").len() + 1;

/// The plugin's own version, as the host shows it.
#[unsafe(no_mangle)]
pub static plugin_version: [u8; VERSION_LEN] = {
    let (mut octets, mut index) = ([0; VERSION_LEN], 0);
    while index < VERSION_LEN - 1 {
        octets[index] = env!("CARGO_PKG_VERSION").as_bytes()[index];
        index += 1;
    }
    octets
};

/// The release line that it was built for: the host loads it only if this is its own.
#[unsafe(no_mangle)]
pub static plugin_want_major: c_int = number(env!("WIRESHARK_MAJOR"));

/// Its second number.
#[unsafe(no_mangle)]
pub static plugin_want_minor: c_int = number(env!("WIRESHARK_MINOR"));

const fn number(digits: &str) -> c_int {
    match c_int::from_str_radix(digits, 10) {
        Ok(number) => number,
        Err(_) => panic!("not a number"),
    }
}

/// `WS_PLUGIN_DESC_DISSECTOR`, as lines from 4.2 on want to be told.
#[unsafe(no_mangle)]
pub extern "C" fn plugin_describe() -> u32 {
    1
}

/// Called once when the plugin is loaded.
#[unsafe(no_mangle)]
pub extern "C-unwind" fn plugin_register() {
    static PLUGIN: Plugin = Plugin { register_protocol, register_handoff };
    // SAFETY: the host keeps the pointer, and what it points to is static.
    unsafe { proto_register_plugin(&raw const PLUGIN) };
}

const PI_CHAT: c_int = 0x0020_0000;
const PI_NOTE: c_int = 0x0040_0000;
const PI_WARN: c_int = 0x0060_0000;
const PI_ERROR: c_int = 0x0080_0000;

extern "C-unwind" fn register_protocol() {
    // SAFETY: texts that end with NUL and are static.
    let protocol =
        unsafe { proto_register_protocol(c"synfin".as_ptr(), c"synfin".as_ptr(), c"synfin".as_ptr()) };
    PROTOCOL.store(protocol, Ordering::Relaxed);
    let fields = Field::ALL.map(|field| {
        let (kind, display) =
            if field == Field::Flow { (FT_UINT64, BASE_DEC) } else { (FT_STRING, BASE_NONE) };
        let (name, filter_name, about) = (field.name(), field.filter_name(), field.about());
        let field_info = HeaderField::new(name.as_ptr(), filter_name.as_ptr(), kind, display, about.as_ptr());
        FieldToRegister { id: field.place_of_id(), field: field_info }
    });
    // The host keeps what it registers.
    let fields = Box::leak(Box::new(fields));
    // SAFETY: so many of them, static from here on.
    unsafe { proto_register_field_array(protocol, fields.as_mut_ptr(), fields.len() as c_int) };
    let subtree: [*mut c_int; 1] = [SUBTREE.as_ptr()];
    // SAFETY: one pointer to where the number is to be written; the array itself is only read.
    unsafe { proto_register_subtree_array(subtree.as_ptr(), 1) };
    register_experts(protocol);
    // SAFETY: the host calls it before each capture.
    unsafe { register_init_routine(begin) };
    // SAFETY: and after it, so that what was kept for it is freed.
    unsafe { register_cleanup_routine(begin) };
}

fn register_experts(protocol: c_int) {
    let kind = |expert: *mut ExpertField, name: &'static CStr, group, severity, summary: &'static CStr| {
        let field = HeaderField::new(ptr::null(), ptr::null(), 0, BASE_NONE, ptr::null());
        ExpertToRegister {
            ids: expert,
            name: name.as_ptr(),
            group,
            severity,
            summary: summary.as_ptr(),
            id: 0,
            protocol: ptr::null(),
            original_severity: 0,
            field: FieldToRegister { id: ptr::null_mut(), field },
        }
    };
    let odd =
        |severity, name, level, summary| kind(expert(Some(severity)), name, PI_SEQUENCE, level, summary);
    let kinds = [
        odd(Severity::Chat, c"synfin.unusual", PI_CHAT, c"Rare, and as it should be"),
        odd(Severity::Note, c"synfin.odd", PI_NOTE, c"Something was lost, repeated or ended early"),
        odd(Severity::Warning, c"synfin.wrong", PI_WARN, c"Breaks the rules, or is forged"),
        kind(
            expert(None),
            c"synfin.stopped",
            PI_DEBUG,
            PI_ERROR,
            c"A bug in synfin: it tells nothing from here on",
        ),
    ];
    let kinds = Box::leak(Box::new(kinds));
    // SAFETY: the protocol was registered.
    let module = unsafe { expert_register_protocol(protocol) };
    // SAFETY: so many of them, static from here on.
    unsafe { expert_register_field_array(module, kinds.as_mut_ptr(), kinds.len() as c_int) };
}

extern "C-unwind" fn register_handoff() {
    // SAFETY: the protocol was registered, and the function is one.
    let handle = unsafe { create_dissector_handle(dissect, PROTOCOL.load(Ordering::Relaxed)) };
    // SAFETY: a handle of the host's own.
    unsafe { register_postdissector(handle) };
    // SAFETY: an array of `int`, which the host takes over.
    let fields = unsafe { g_array_new(0, 0, size_of::<c_int>() as c_uint) };
    for wanted in WANTED {
        if let Some(id) = wanted.ask() {
            // SAFETY: one `int` is copied; the array may not move, as it is a pointer to its head.
            unsafe { g_array_append_vals(fields, (&raw const id).cast(), 1) };
        }
    }
    // SAFETY: both are the host's own.
    unsafe { set_postdissector_wanted_hfids(handle, fields) };
}

extern "C-unwind" fn begin() {
    session::begin();
}

const _: () = assert!(size_of::<c_char>() == 1);
