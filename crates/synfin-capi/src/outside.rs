//! The border: pointers of C's are looked at here before anybody follows them, and no panic passes.

use core::slice;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::status::Status;

/// Does it; a panic is a fault.
pub(crate) fn contained<T>(work: impl FnOnce() -> Result<T, Status>) -> Result<T, Status> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Status::SYNFIN_PANIC))
}

/// What a pointer points to, copied: it must be neither null nor askew.
///
/// # Safety
/// If it is neither, it may be read, and any octets are a value of the type.
pub(crate) unsafe fn read<T: Copy>(pointer: *const T) -> Result<T, Status> {
    if pointer.is_null() || !pointer.is_aligned() {
        return Err(Status::SYNFIN_BAD_POINTER);
    }
    // SAFETY: the caller says that it may be read.
    Ok(unsafe { pointer.read() })
}

/// Where something is to be written.
pub(crate) struct Place<T>(*mut T);

impl<T: Copy> Place<T> {
    /// It must be neither null nor askew.
    pub(crate) fn of(pointer: *mut T) -> Result<Place<T>, Status> {
        let usable = !pointer.is_null() && pointer.is_aligned();
        usable.then_some(Place(pointer)).ok_or(Status::SYNFIN_BAD_POINTER)
    }

    /// Writes it.
    ///
    /// # Safety
    /// The memory may be written.
    pub(crate) unsafe fn write(self, value: T) {
        // SAFETY: the caller says that it may be written; that it is aligned was looked at.
        unsafe { self.0.write(value) };
    }
}

/// So many octets; null is none if the length is 0.
///
/// # Safety
/// If the pointer is not null, so many octets may be read as long as the slice is used.
pub(crate) unsafe fn octets<'a>(pointer: *const u8, len: usize) -> Result<&'a [u8], Status> {
    match (pointer.is_null(), len) {
        (_, 0) => Ok(&[]),
        (true, _) => Err(Status::SYNFIN_BAD_POINTER),
        (false, len) if isize::try_from(len).is_err() => Err(Status::SYNFIN_BAD_POINTER),
        // SAFETY: the caller says so, and no object is larger than that.
        (false, len) => Ok(unsafe { slice::from_raw_parts(pointer, len) }),
    }
}

#[cfg(test)]
mod tests {
    use super::contained;
    use crate::status::Status;

    #[test]
    fn a_panic_becomes_a_fault() {
        assert_eq!(contained(|| Ok(7)), Ok(7));
        assert_eq!(contained::<()>(|| panic!("planted")), Err(Status::SYNFIN_PANIC));
    }
}
