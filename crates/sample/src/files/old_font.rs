//! Text as the fonts of before Unicode stored it.

use kernel::{legacy::Encoding, names::composed};
use std::{collections::HashMap, sync::LazyLock};

/// Each letter of Vietnamese as the byte of TCVN3 that draws it, read off the decoder.
static TCVN3: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let bytes = ('\u{a1}'..='\u{ff}').map(|byte| (Encoding::Tcvn3.decode(&byte.to_string()), byte));
    let letters = bytes.filter_map(|(letter, byte)| letter.chars().next().map(|letter| (letter, byte)));
    letters.filter(|(letter, byte)| letter != byte || letter.is_alphabetic()).collect()
});

/// The text in TCVN3, seen through Western eyes. Toned capitals become small letters: their font draws them large.
pub(super) fn tcvn3(text: &str) -> String {
    let small = |letter: char| letter.to_lowercase().next().unwrap_or(letter);
    let byte = |letter: char| TCVN3.get(&letter).or_else(|| TCVN3.get(&small(letter))).copied();
    composed(text)
        .chars()
        .map(|letter| if letter.is_ascii() { letter } else { byte(letter).unwrap_or(letter) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_fonts_are_read_back() {
        assert_eq!(tcvn3("Nguyễn Văn Bình"), "NguyÔn V¨n B×nh");
        for text in ["Đỗ Thị Bưởi", "Huỳnh Ngọc Ẩn", "Số định danh cá nhân", "Quyết định"] {
            assert_eq!(Encoding::Tcvn3.decode(&tcvn3(text)).to_lowercase(), text.to_lowercase());
        }
    }
}
