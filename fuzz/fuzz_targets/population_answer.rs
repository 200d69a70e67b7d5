#![no_main]

// Whatever the population service sends, over the network or as a file: an answer or a fault.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ansinh_fuzz::population_total::answers(bytes));
