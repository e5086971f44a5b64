//! See `synfin_fuzz::options`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| synfin_fuzz::options::check(octets));
