#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ansinh_fuzz::matching_total::model(bytes));
