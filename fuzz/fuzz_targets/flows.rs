//! See `synfin_fuzz::flow`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| synfin_fuzz::flow::check(octets));
