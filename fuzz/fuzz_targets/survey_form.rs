#![no_main]

// Whatever a commune sends back as its survey, or as its list of guardians: rows and faults, or a reason for the whole file.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = survey::read_form(bytes);
    let _ = survey::read_guardian_list(bytes);
});
