#![no_main]

use ansinh_fuzz::source_bytes::check;
use sources::SourceKind;

// Whatever an agency sends: rows, rows that go back, or a reason for the whole file.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check(bytes, SourceKind::Protection);
    check(bytes, SourceKind::Poverty);
});
