//! The byte a letter was before a program took it for Western text.

/// What Windows-1252 shows for the bytes 0x80 to 0x9F; elsewhere it is Latin-1. Five bytes are unassigned and stay
/// control characters.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Where Windows-1258, the Vietnamese code page, differs from Windows-1252.
const WINDOWS_1258: [(u8, char); 17] = [
    (0x8a, '\u{8a}'),
    (0x8e, '\u{8e}'),
    (0x9a, '\u{9a}'),
    (0x9e, '\u{9e}'),
    (0xc3, 'Ă'),
    (0xcc, '\u{300}'),
    (0xd0, 'Đ'),
    (0xd2, '\u{309}'),
    (0xd5, 'Ơ'),
    (0xdd, 'Ư'),
    (0xde, '\u{303}'),
    (0xe3, 'ă'),
    (0xec, '\u{301}'),
    (0xf0, 'đ'),
    (0xf2, '\u{323}'),
    (0xf5, 'ơ'),
    (0xfd, 'ư'),
];
/// The last of them, the sign of the đồng.
const WINDOWS_1258_DONG: (u8, char) = (0xfe, '₫');

/// The byte behind a sign shown by Windows-1252 or Latin-1; none for a sign that only Unicode has.
pub(super) fn western_byte(sign: char) -> Option<u8> {
    match u32::from(sign) {
        code @ 0..=0xff => u8::try_from(code).ok(),
        _ => WINDOWS_1252.iter().zip(0x80..).find(|(shown, _)| **shown == sign).map(|(_, byte)| byte),
    }
}

/// What Windows-1252 shows for a byte.
pub(super) fn from_windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// What Windows-1258 shows for a byte; tones are combining marks behind their vowel.
pub(super) fn from_windows_1258(byte: u8) -> char {
    let differing = WINDOWS_1258.iter().chain([&WINDOWS_1258_DONG]).find(|(differing, _)| *differing == byte);
    differing.map_or_else(|| from_windows_1252(byte), |(_, shown)| *shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_goes_there_and_back() {
        for byte in 0..=255 {
            assert_eq!(western_byte(from_windows_1252(byte)), Some(byte));
        }
        assert_eq!(western_byte('ạ'), None);
        assert_eq!(western_byte('đ'), None);
    }
}
