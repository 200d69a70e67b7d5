#![no_main]

use ansinh_fuzz::source_bytes::{check, compound};
use sources::SourceKind;

// A workbook of before 2007: the file itself, or the records within it.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        check(bytes, SourceKind::Poverty);
    } else {
        check(&compound(bytes), SourceKind::Poverty);
    }
});
