#![no_main]

use ansinh_fuzz::source_bytes::{check, open_document};
use sources::SourceKind;

// OpenDocument sheets: the archive, or what is packed in it.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        check(bytes, SourceKind::Poverty);
    } else {
        check(&open_document(bytes), SourceKind::Poverty);
    }
});
