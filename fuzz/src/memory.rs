//! The memory that a piece of work may take, enforced: every target allocates through a counter with a limit.

use std::alloc::System;

use cap::Cap;

/// Every allocation of a target; an allocation above the limit fails, and that ends the run as a find.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// Does `work`, which may hold at most so many octets at once beside what is held already.
pub fn within<T>(octets: usize, work: impl FnOnce() -> T) -> T {
    let limit = ALLOCATOR.allocated().saturating_add(octets);
    ALLOCATOR.set_limit(limit).expect("the limit lies above what is held");
    let done = work();
    ALLOCATOR.set_limit(usize::MAX).expect("no limit is above all");
    done
}
