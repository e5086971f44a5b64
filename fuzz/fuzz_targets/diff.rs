//! See `synfin_fuzz::diff`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| synfin_fuzz::diff::check(octets));
