#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ansinh_fuzz::total::names(bytes));
