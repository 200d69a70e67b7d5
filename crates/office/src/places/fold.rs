//! Keys of unit names: with the tone of each syllable moved to its end, and without any mark.

use unicode_normalization::UnicodeNormalization;

/// Lower case, one space between words, the tone of each word moved to its end (`Hoà` and `Hòa` are one), numbers
/// without leading zeros. `Thanh` and `Thạnh` stay two.
pub(super) fn marked(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter) && letter != '\'');
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(marked_word).collect();
    words.join(" ")
}

fn marked_word(word: &str) -> String {
    let (mut letters, mut tones) = (String::new(), String::new());
    for letter in word.nfd().flat_map(char::to_lowercase) {
        if is_tone(letter) { tones.push(letter) } else { letters.push(letter) }
    }
    if letters.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = letters.trim_start_matches('0');
        return if number.is_empty() { "0".to_owned() } else { number.to_owned() };
    }
    letters + &tones
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn is_tone(letter: char) -> bool {
    matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// A marked key without its marks.
pub(super) fn unmarked_of(marked: &str) -> String {
    marked.chars().filter(|letter| !is_mark(*letter)).map(|letter| if letter == 'đ' { 'd' } else { letter }).collect()
}
