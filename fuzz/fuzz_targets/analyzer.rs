//! See `synfin_fuzz::analyzer`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| synfin_fuzz::analyzer::check(octets));
