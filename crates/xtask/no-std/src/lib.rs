//! Builds only while synfin-wire, the per-flow core of synfin-flow and all that they stand on do without std and alloc: std brings a panic handler of its own,
//! and two of them are an error.
#![no_std]
#![forbid(unsafe_code)]

use core::panic::PanicInfo;

use synfin_flow as _;
use synfin_wire as _;

#[panic_handler]
fn stop(_: &PanicInfo<'_>) -> ! {
    loop {}
}
