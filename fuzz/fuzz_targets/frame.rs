//! See `synfin_fuzz::frame`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| synfin_fuzz::frame::check(octets));
