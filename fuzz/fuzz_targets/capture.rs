//! See `synfin_fuzz::capture`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| synfin_fuzz::capture::check(octets));
