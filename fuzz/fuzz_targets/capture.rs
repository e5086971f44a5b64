//! See `synfin_fuzz::capture` and `synfin_fuzz::copy`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| {
    synfin_fuzz::capture::check(octets);
    synfin_fuzz::copy::check(octets);
});
