//! Writing the old encodings, for tests only: the program never does.

use super::{
    Encoding,
    code_page::from_windows_1252,
    decode::{tcvn3_letter, vps_letter},
};
use unicode_normalization::UnicodeNormalization as _;

/// The 134 letters Vietnamese has beyond ASCII.
pub(super) fn letters() -> Vec<char> {
    let vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
    let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
    let small = vowels.iter().flat_map(|vowel| tones.map(|tone| format!("{vowel}{tone}"))).chain(["đ".to_owned()]);
    let small: Vec<char> =
        small.map(|apart| apart.nfc().next().expect("one letter")).filter(|c| !c.is_ascii()).collect();
    let capital = small.iter().map(|letter| letter.to_uppercase().next().expect("one letter"));
    small.iter().copied().chain(capital).collect()
}

/// The text as the old font stores it, seen through Windows-1252. What the encoding lacks stays as it is.
pub(super) fn encode(encoding: Encoding, text: &str) -> String {
    text.nfc().map(|letter| encode_letter(encoding, letter)).collect()
}

fn encode_letter(encoding: Encoding, letter: char) -> String {
    if letter.is_ascii() {
        return letter.to_string();
    }
    match encoding {
        Encoding::Vni => vni(letter),
        Encoding::Tcvn3 => byte_of(tcvn3_letter, letter)
            // A capital font draws the small letter.
            .or_else(|| byte_of(tcvn3_letter, letter.to_lowercase().next()?))
            .map_or(letter, from_windows_1252)
            .to_string(),
        Encoding::Vps => byte_of(vps_letter, letter).map_or(letter, from_windows_1252).to_string(),
    }
}

fn byte_of(table: impl Fn(u8) -> Option<char>, letter: char) -> Option<u8> {
    (0..=255).find(|byte| table(*byte) == Some(letter))
}

/// Typed out apart from the decoder's tables: vowel rows of the VNI-Windows font chart, in the order
/// ngang, huyền, hỏi, ngã, sắc, nặng.
const VNI_ROWS: [(&str, [&str; 6]); 12] = [
    ("a", ["a", "aø", "aû", "aõ", "aù", "aï"]),
    ("ă", ["aê", "aè", "aú", "aü", "aé", "aë"]),
    ("â", ["aâ", "aà", "aå", "aã", "aá", "aä"]),
    ("e", ["e", "eø", "eû", "eõ", "eù", "eï"]),
    ("ê", ["eâ", "eà", "eå", "eã", "eá", "eä"]),
    ("i", ["i", "ì", "æ", "ó", "í", "ò"]),
    ("o", ["o", "oø", "oû", "oõ", "où", "oï"]),
    ("ô", ["oâ", "oà", "oå", "oã", "oá", "oä"]),
    ("ơ", ["ô", "ôø", "ôû", "ôõ", "ôù", "ôï"]),
    ("u", ["u", "uø", "uû", "uõ", "uù", "uï"]),
    ("ư", ["ö", "öø", "öû", "öõ", "öù", "öï"]),
    ("y", ["y", "yø", "yû", "yõ", "yù", "î"]),
];

fn vni(letter: char) -> String {
    let small = letter.to_lowercase().next().expect("a letter");
    let code = match small {
        'đ' => "ñ".to_owned(),
        _ => vni_vowel(small).unwrap_or_else(|| small.to_string()),
    };
    if letter.is_uppercase() { code.to_uppercase() } else { code }
}

fn vni_vowel(small: char) -> Option<String> {
    let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
    VNI_ROWS.iter().find_map(|(vowel, codes)| {
        let at = tones.iter().position(|tone| format!("{vowel}{tone}").nfc().eq([small]))?;
        Some(codes[at].to_owned())
    })
}
