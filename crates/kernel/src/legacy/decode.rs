//! Converting text of a known encoding, keeping track of where each letter came from.

use super::{Encoding, code_page::western_byte, vni};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// One letter of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) letter: char,
    /// The bytes of the original text it came from.
    pub(super) from: Range<usize>,
    pub(super) origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The same in every encoding.
    Plain,
    /// A letter of the encoding's table. `strange` if no Western word has what stood there.
    Table { strange: bool },
    /// A letter the encoding does not have: the text is not in it, or not only.
    Foreign,
}

/// A byte the table leaves empty.
const NONE: char = '\0';

/// TCVN 5712:1993 VN3, bytes 0xA0 to 0xFF.
#[rustfmt::skip]
const TCVN3: [char; 96] = [
    NONE, 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', NONE, // A0
    NONE, NONE, NONE, NONE, NONE, 'à', 'ả', 'ã', 'á', 'ạ', NONE, 'ằ', 'ẳ', 'ẵ', 'ắ', NONE, // B0
    NONE, NONE, NONE, NONE, NONE, NONE, 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', NONE, 'ẻ', 'ẽ', // C0
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', NONE, NONE, NONE, 'ĩ', 'í', 'ị', 'ò', // D0
    NONE, 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E0
    NONE, 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', NONE, // F0
];

/// VPS, bytes 0x80 to 0xFF.
#[rustfmt::skip]
const VPS: [char; 128] = [
    'À', 'Ả', 'Ã', 'Ấ', 'Ầ', 'Ẩ', 'ọ', 'ỗ', 'Ă', 'ế', 'ề', 'ể', 'ệ', 'Ắ', 'Ằ', 'Ẳ', // 80
    'Ế', NONE, NONE, 'Ề', 'Ể', 'Ễ', 'Ố', 'Ồ', 'Ổ', 'Ỗ', 'ý', 'ỷ', 'ỵ', 'Ớ', 'Ờ', 'Ở', // 90
    NONE, 'ắ', 'ằ', 'ẳ', 'ẵ', 'ặ', 'Ỡ', 'ớ', 'Ù', 'ờ', 'ở', 'ỡ', 'Ũ', 'Ứ', 'ợ', 'Ừ', // A0
    'ổ', 'Ử', 'Ỳ', 'Ỹ', 'Í', 'Ì', 'ộ', 'Ỉ', 'Ĩ', 'Ó', 'ử', 'ữ', 'Ò', 'Ỏ', 'Õ', 'ự', // B0
    'ầ', 'Á', 'Â', 'ấ', 'ẩ', 'ẫ', 'ậ', 'đ', 'ẻ', 'É', 'Ê', 'ẹ', 'ỉ', 'ễ', 'ị', 'ỹ', // C0
    'Ư', 'Ủ', 'ồ', 'ố', 'Ô', 'ỏ', 'ơ', 'È', 'ừ', 'ứ', 'Ú', 'ũ', 'ư', 'Ý', 'Ẻ', NONE, // D0
    'à', 'á', 'â', 'ã', 'ả', 'ạ', 'ă', NONE, 'è', 'é', 'ê', 'ẽ', 'ì', 'í', NONE, 'ĩ', // E0
    'Ẵ', 'Đ', 'ò', 'ó', 'ô', 'õ', NONE, 'Ơ', 'ụ', 'ù', 'ú', 'ủ', NONE, 'Ỷ', 'Ẽ', 'ỳ', // F0
];

/// The capitals VPS keeps among the control characters.
const VPS_CONTROLS: [(u8, char); 14] = [
    (0x02, 'Ạ'),
    (0x03, 'Ậ'),
    (0x04, 'Ặ'),
    (0x05, 'Ẹ'),
    (0x06, 'Ệ'),
    (0x10, 'Ị'),
    (0x11, 'Ọ'),
    (0x12, 'Ộ'),
    (0x13, 'Ợ'),
    (0x14, 'Ụ'),
    (0x15, 'Ự'),
    (0x19, 'Ỵ'),
    (0x1c, 'Ẫ'),
    (0x1d, 'Ữ'),
];

/// The text in Unicode, letter by letter.
pub(super) fn signs(encoding: Encoding, text: &str) -> Vec<Sign> {
    match encoding {
        Encoding::Tcvn3 => each_alone(text, tcvn3_letter),
        Encoding::Vni => vni_signs(text),
        Encoding::Vps => each_alone(text, vps_letter),
    }
}

/// The letter a byte stands for in an encoding of one byte a letter.
pub(super) fn tcvn3_letter(byte: u8) -> Option<char> {
    let at = usize::from(byte.checked_sub(0xa0)?);
    Some(TCVN3[at]).filter(|letter| *letter != NONE)
}

pub(super) fn vps_letter(byte: u8) -> Option<char> {
    match byte.checked_sub(0x80) {
        Some(at) => Some(VPS[usize::from(at)]).filter(|letter| *letter != NONE),
        None => VPS_CONTROLS.iter().find(|(control, _)| *control == byte).map(|(_, letter)| *letter),
    }
}

fn each_alone(text: &str, letter_of: impl Fn(u8) -> Option<char>) -> Vec<Sign> {
    let convert = |(at, sign): (usize, char)| {
        let from = at..at + sign.len_utf8();
        match western_byte(sign).and_then(&letter_of) {
            Some(letter) => Sign { letter, from, origin: Origin::Table { strange: !is_western_letter(sign) } },
            None => Sign { letter: sign, from, origin: origin_outside(sign) },
        }
    };
    text.char_indices().map(convert).collect()
}

fn vni_signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, sign)) = rest.next() {
        let small = small_letter(sign);
        let pair = rest.peek().and_then(|(_, next)| Some((*next, vni::marks_after(small, small_letter(*next))?)));
        if let Some((mark, marks)) = pair {
            rest.next();
            let base = vni::letter_alone(small).unwrap_or(small);
            let letter = with_case_of(sign, std::iter::once(base).chain(marks.chars()).nfc().next().unwrap_or(base));
            let strange = !vni::is_western_pair(small, small_letter(mark));
            signs.push(Sign {
                letter,
                from: at..at + sign.len_utf8() + mark.len_utf8(),
                origin: Origin::Table { strange },
            });
        } else {
            let from = at..at + sign.len_utf8();
            signs.push(match vni::letter_alone(small) {
                Some(letter) => {
                    Sign { letter: with_case_of(sign, letter), from, origin: Origin::Table { strange: false } }
                }
                None => Sign { letter: sign, from, origin: origin_outside(sign) },
            });
        }
    }
    signs
}

/// Letters whose small form is one letter; the others have no place in these encodings.
fn small_letter(letter: char) -> char {
    let mut small = letter.to_lowercase();
    small.next().filter(|_| small.next().is_none()).unwrap_or(letter)
}

fn with_case_of(model: char, letter: char) -> char {
    if model.is_uppercase() { letter.to_uppercase().next().unwrap_or(letter) } else { letter }
}

fn origin_outside(sign: char) -> Origin {
    if sign.is_ascii() || !sign.is_alphabetic() { Origin::Plain } else { Origin::Foreign }
}

/// Letters of Western languages in Windows-1252. The signs µ, ª and º, letters to Unicode, are none of them.
pub(super) fn is_western_letter(sign: char) -> bool {
    sign.is_ascii_alphabetic()
        || matches!(sign, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Œ' | 'œ' | 'Ÿ')
}
