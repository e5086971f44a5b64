//! See `synfin_fuzz::flows`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| synfin_fuzz::flows::check(octets));
