//! What a call came to: 0, or a negative number.

use core::ffi::c_char;

use Status::{
    SYNFIN_BAD_NUMBER, SYNFIN_BAD_POINTER, SYNFIN_CUT_SHORT, SYNFIN_MALFORMED, SYNFIN_NOT_A_FLOW,
    SYNFIN_NOT_TCP, SYNFIN_OK, SYNFIN_PANIC, SYNFIN_UNSUPPORTED,
};

/// What a call came to. Where a function returns another number, an error is one of these.
#[repr(i32)]
#[expect(non_camel_case_types, reason = "as C has them")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All is well.
    SYNFIN_OK = 0,
    /// A pointer is null that must not be, or is not aligned for its type.
    SYNFIN_BAD_POINTER = -1,
    /// The octets end before the header does.
    SYNFIN_CUT_SHORT = -2,
    /// A header below TCP breaks its own rules.
    SYNFIN_MALFORMED = -3,
    /// Of a kind that is not read.
    SYNFIN_UNSUPPORTED = -4,
    /// Read rightly, and no TCP segment for a connection.
    SYNFIN_NOT_TCP = -5,
    /// These octets are no flow: `synfin_flow_init` was not called, or something else was written there.
    SYNFIN_NOT_A_FLOW = -6,
    /// A number that is none of those that it may be.
    SYNFIN_BAD_NUMBER = -7,
    /// A bug in synfin: it panicked, and that was contained.
    SYNFIN_PANIC = -8,
}

/// As C has it.
pub(crate) fn status(outcome: Result<(), Status>) -> Status {
    outcome.err().unwrap_or(SYNFIN_OK)
}

/// What a status means, in a few words; never null.
#[unsafe(no_mangle)]
pub extern "C" fn synfin_status_text(status: i32) -> *const c_char {
    let texts = [
        (SYNFIN_OK, c"all is well"),
        (SYNFIN_BAD_POINTER, c"a pointer is null or not aligned"),
        (SYNFIN_CUT_SHORT, c"the octets end before the header does"),
        (SYNFIN_MALFORMED, c"a header breaks its own rules"),
        (SYNFIN_UNSUPPORTED, c"of a kind that is not read"),
        (SYNFIN_NOT_TCP, c"no TCP segment for a connection"),
        (SYNFIN_NOT_A_FLOW, c"these octets are no flow"),
        (SYNFIN_BAD_NUMBER, c"a number that is none of those that it may be"),
        (SYNFIN_PANIC, c"a bug in synfin"),
    ];
    let found = texts.into_iter().find(|&(known, _)| known as i32 == status);
    found.map_or(c"no status of synfin's", |(_, text)| text).as_ptr()
}
