#![no_main]

use ansinh_fuzz::source_bytes::check;
use sources::SourceKind;

// Rows of text below headings that are understood, and the same in sixteen bits a letter.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let headings = "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng,Mức hưởng,Điện thoại\n";
    check(&[headings.as_bytes(), bytes].concat(), SourceKind::Poverty);
    let wide: Vec<u8> = headings.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&[&b"\xff\xfe"[..], &wide, bytes].concat(), SourceKind::Poverty);
});
