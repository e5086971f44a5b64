//! See `synfin_fuzz::dissect`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| synfin_fuzz::dissect::check(octets));
