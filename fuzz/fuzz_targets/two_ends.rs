//! See `synfin_fuzz::two_ends`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| synfin_fuzz::two_ends::check(octets));
