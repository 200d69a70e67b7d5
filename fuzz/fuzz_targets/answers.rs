#![no_main]

// Whatever a bank or the post sends: a reading or a fault.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = reconciliation::read_answer(bytes);
});
