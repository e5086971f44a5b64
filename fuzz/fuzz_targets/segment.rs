//! See `synfin_fuzz::segment`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| synfin_fuzz::segment::check(octets));
