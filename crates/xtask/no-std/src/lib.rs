//! Builds only while synfin-wire and all that it stands on do without std: std brings a panic handler of its own,
//! and two of them are an error.
#![no_std]
#![forbid(unsafe_code)]

use core::panic::PanicInfo;

use synfin_wire as _;

#[panic_handler]
fn stop(_: &PanicInfo<'_>) -> ! {
    loop {}
}
