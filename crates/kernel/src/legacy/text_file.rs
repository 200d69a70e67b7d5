//! The bytes of a text file as text.

use super::{
    Was,
    code_page::{from_windows_1252, from_windows_1258},
};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// How far into a file legacy fonts are looked for.
const LINES_LOOKED_AT: usize = 1_000;

/// So many tones do not all stand on vowels by chance: in an old font about one in three would.
const TONES_CERTAIN: usize = 16;

/// How the bytes of a file were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileEncoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, the low byte first: what Excel calls "Unicode Text".
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// The Vietnamese code page, tones as marks behind their vowels; composed here.
    Windows1258,
    /// One byte a sign. Legacy fonts hide here: read the cells with [`super::read`].
    Windows1252,
}

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// The text, without byte-order mark.
    pub text: String,
    /// How it was read.
    pub encoding: FileEncoding,
    /// How many places could not be read and became `\u{fffd}`; none for a sound file.
    pub damaged: usize,
}

/// Reads the bytes of a text file. Every sequence of bytes gives a text.
pub fn decode_file(bytes: &[u8]) -> TextFile {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8_lossy(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, FileEncoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => utf16(rest, FileEncoding::Utf16Be),
        _ => without_mark(bytes),
    }
}

/// Text of one byte a letter, in the code page that a workbook of before 1997 names; any but the Vietnamese one is read
/// as Western, where the old fonts hide.
pub fn from_code_page(page: u16, bytes: &[u8]) -> String {
    if page == 1258 {
        bytes.iter().map(|byte| from_windows_1258(*byte)).nfc().collect()
    } else {
        bytes.iter().map(|byte| from_windows_1252(*byte)).collect()
    }
}

fn without_mark(bytes: &[u8]) -> TextFile {
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return utf16(bytes, encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return TextFile { text: text.to_owned(), encoding: FileEncoding::Utf8, damaged: 0 };
    }
    let vietnamese: String = bytes.iter().map(|byte| from_windows_1258(*byte)).collect();
    let text: String = bytes.iter().map(|byte| from_windows_1252(*byte)).collect();
    let tones = tones_on_vowels(&vietnamese);
    let is_vietnamese = tones >= TONES_CERTAIN && letters_are_vietnamese(&vietnamese);
    if is_vietnamese || tones > 0 && !has_legacy_lines(&text) {
        return TextFile { text: vietnamese.nfc().collect(), encoding: FileEncoding::Windows1258, damaged: 0 };
    }
    TextFile { text, encoding: FileEncoding::Windows1252, damaged: 0 }
}

fn utf8_lossy(bytes: &[u8]) -> TextFile {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let damaged = text.matches('\u{fffd}').count() - count_in_sound_utf8(bytes);
    TextFile { text, encoding: FileEncoding::Utf8, damaged }
}

/// Replacement characters that the file itself contains are not damage of ours.
fn count_in_sound_utf8(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().matches('\u{fffd}').count()).sum()
}

fn utf16(bytes: &[u8], encoding: FileEncoding) -> TextFile {
    let unit = |pair: &[u8]| match (encoding, pair) {
        (FileEncoding::Utf16Be, [high, low]) | (_, [low, high]) => u16::from(*high) << 8 | u16::from(*low),
        // Half a unit at the end of a cut file.
        _ => 0xdc00,
    };
    let mut damaged = 0;
    let text = char::decode_utf16(bytes.chunks(2).map(unit))
        .map(|sign| {
            sign.unwrap_or_else(|_| {
                damaged += 1;
                '\u{fffd}'
            })
        })
        .collect();
    TextFile { text, encoding, damaged }
}

/// Text has no zero bytes; UTF-16 of mostly Latin letters has one in nearly every pair, always on the same side.
fn utf16_by_zeros(bytes: &[u8]) -> Option<FileEncoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (low, high) = (zeros(0), zeros(1));
    let many = |count: usize| count >= 2 && count * 4 >= sample.len() / 2;
    if many(high) && low == 0 {
        Some(FileEncoding::Utf16Le)
    } else if many(low) && high == 0 {
        Some(FileEncoding::Utf16Be)
    } else {
        None
    }
}

/// Windows-1258 shows in its tones: there are some, and each stands behind a vowel. In text of legacy fonts those bytes
/// stand anywhere: then none are counted.
fn tones_on_vowels(text: &str) -> usize {
    let mut tones = 0;
    let mut before = ' ';
    for sign in text.chars() {
        if is_combining_mark(sign) {
            tones += 1;
            if !is_vowel(before) {
                return 0;
            }
        }
        before = sign;
    }
    tones
}

/// Whether no letter is foreign to Vietnamese; the old fonts keep theirs behind `µ`, `ª`, `ø` and the like.
fn letters_are_vietnamese(text: &str) -> bool {
    let is_own = |letter: char| "ÀÁÂĂÈÉÊÍÓÔƠÙÚƯĐ".contains(letter) || "àáâăèéêíóôơùúưđ".contains(letter);
    text.chars().filter(|sign| !sign.is_ascii() && sign.is_alphanumeric()).all(is_own)
}

/// Whether a line is certainly of a legacy font; `TiÒn` is Tiền in TCVN3, with a tone of Windows-1258 behind its vowel.
fn has_legacy_lines(text: &str) -> bool {
    text.lines().take(LINES_LOOKED_AT).any(|line| matches!(super::read(line).was, Was::Converted(_)))
}

fn is_vowel(letter: char) -> bool {
    "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".contains(letter)
}

/// The bytes of a text in the Vietnamese code page.
#[cfg(test)]
pub(super) fn windows_1258_bytes(text: &str) -> Vec<u8> {
    let spread = text.chars().flat_map(|letter| {
        let apart: Vec<char> = letter.to_string().nfd().collect();
        let (tones, base): (Vec<char>, Vec<char>) =
            apart.into_iter().partition(|c| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'));
        base.into_iter().nfc().chain(tones).collect::<Vec<char>>()
    });
    spread.map(|sign| (0..=255).find(|byte| from_windows_1258(*byte) == sign).expect("a letter of 1258")).collect()
}

#[cfg(test)]
mod file_tests {
    use super::*;
    use proptest::prelude::*;

    const LINE: &str = "Nguyễn Thị Đượm\t1944\r\n";

    fn utf16_bytes(text: &str, write: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(write).collect()
    }

    #[test]
    fn files_are_read_whatever_saved_them() {
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for (bytes, encoding) in [
            (LINE.as_bytes().to_vec(), FileEncoding::Utf8),
            (marked(&[0xef, 0xbb, 0xbf], LINE.as_bytes().to_vec()), FileEncoding::Utf8),
            (marked(&[0xff, 0xfe], utf16_bytes(LINE, u16::to_le_bytes)), FileEncoding::Utf16Le),
            (marked(&[0xfe, 0xff], utf16_bytes(LINE, u16::to_be_bytes)), FileEncoding::Utf16Be),
            (utf16_bytes(LINE, u16::to_le_bytes), FileEncoding::Utf16Le),
            (utf16_bytes(LINE, u16::to_be_bytes), FileEncoding::Utf16Be),
            (windows_1258_bytes(LINE), FileEncoding::Windows1258),
        ] {
            assert_eq!(decode_file(&bytes), TextFile { text: LINE.into(), encoding, damaged: 0 });
        }
    }

    #[test]
    fn legacy_bytes_keep_their_signs() {
        let bytes: Vec<u8> = "NguyÔn ThÞ BÝch".chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let file = decode_file(&bytes);
        assert_eq!((file.text.as_str(), file.encoding), ("NguyÔn ThÞ BÝch", FileEncoding::Windows1252));
        assert_eq!(super::super::read(&file.text).text, "Nguyễn Thị Bích");
        assert_eq!(decode_file(b"L\xaa Ti\xd2n").encoding, FileEncoding::Windows1252);
    }

    #[test]
    fn damage_is_counted() {
        assert_eq!(decode_file(b"\xef\xbb\xbfA\xffB\xffC").damaged, 2);
        assert_eq!(decode_file("\u{feff}A\u{fffd}B".as_bytes()).damaged, 0);
        assert_eq!(decode_file(b"\xff\xfeA\0B").damaged, 1);
        assert_eq!(decode_file(b"\xff\xfe\x00\xd8A\0").damaged, 1);
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_text(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode_file(&bytes);
        }

        #[test]
        fn any_text_saved_as_unicode_is_read_back(text in "[ -~à-ỹ]{1,60}") {
            prop_assert_eq!(decode_file(text.as_bytes()).text, text.clone());
            prop_assert_eq!(decode_file(&[&[0xff, 0xfe], &utf16_bytes(&text, u16::to_le_bytes)[..]].concat()).text, text);
        }
    }
}
