//! Vietnamese order for the eye.
//!
//! An own sort key of bytes, not `icu_collator`: that costs 37 seconds of compile time and a dozen packages, no library
//! sorts names by given name first, and for Unicode `thuý` and `thúy` are two words. For other words the order is that
//! of the Unicode collation for Vietnamese; `tests/vietnamese_order.rs` holds a list of it.

use super::{
    clean,
    syllable::{APOSTROPHE, Tone, Word, words},
};

/// The alphabet of 29 letters, with f, j, w, z where people expect them.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// What ends a part lies below all that can continue it.
const END_OF_PART: u8 = 0;
const END_OF_WORD: u8 = 1;
const END_OF_LETTERS: u8 = 2;
const TONES_FROM: u8 = 3;
const NUMBER: u8 = 0x0f;
const LETTERS_FROM: u8 = 0x10;
const OTHER: u8 = 0x7f;

/// Where a person's name stands in a list: by given name, then family name, then the names between.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameOrder(Vec<u8>);

/// Where a text stands in a list, read from the left: places, offices, categories. Numbers sort by value, so
/// `Phường 2` comes before `Phường 10`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextOrder(Vec<u8>);

/// The order of a person's name. Sort with `sort_by_cached_key(|person| name_order(&person.name))`.
///
/// ```
/// # use kernel::names::name_order;
/// let mut list = ["Trần Văn Bình", "Nguyễn Thị Ánh", "Lê An"];
/// list.sort_by_cached_key(|name| name_order(name));
/// assert_eq!(list, ["Lê An", "Nguyễn Thị Ánh", "Trần Văn Bình"]);
/// ```
pub fn name_order(name: &str) -> NameOrder {
    let words = words(name);
    let mut key = Vec::new();
    if let Some((given, before)) = words.split_last() {
        write_word(given, &mut key);
        key.push(END_OF_PART);
        if let Some((family, between)) = before.split_first() {
            write_word(family, &mut key);
            key.push(END_OF_PART);
            write_words(between, &mut key);
        }
    }
    NameOrder(with_tie_break(key, name))
}

/// The order of any text, from the left.
pub fn text_order(text: &str) -> TextOrder {
    let mut key = Vec::new();
    write_words(&words(text), &mut key);
    TextOrder(with_tie_break(key, text))
}

/// Names that differ only in capitals or punctuation still have one order, the same on every machine.
fn with_tie_break(mut key: Vec<u8>, text: &str) -> Vec<u8> {
    key.push(END_OF_PART);
    key.extend(clean(text).into_bytes());
    key
}

fn write_words(words: &[Word], key: &mut Vec<u8>) {
    for word in words {
        write_word(word, key);
    }
}

/// Letters first, then the tone: `an` < `anh` < `ánh` < `ảo`; a word without more letters comes first.
fn write_word(word: &Word, key: &mut Vec<u8>) {
    if word.is_number() {
        write_number(word, key);
    } else {
        let toneless = word.toneless();
        for letter in toneless.chars().filter(|letter| *letter != APOSTROPHE) {
            write_letter(letter, key);
        }
    }
    key.push(END_OF_LETTERS);
    key.extend(word.tones.iter().map(|tone| TONES_FROM + tone_rank(*tone)));
    key.push(END_OF_WORD);
}

fn tone_rank(tone: Tone) -> u8 {
    match tone {
        Tone::Huyen => 0,
        Tone::Hoi => 1,
        Tone::Nga => 2,
        Tone::Sac => 3,
        Tone::Nang => 4,
    }
}

fn write_letter(letter: char, key: &mut Vec<u8>) {
    if let Some((_, weight)) = ALPHABET.chars().zip(LETTERS_FROM..).find(|(known, _)| *known == letter) {
        key.push(weight);
    } else {
        key.push(OTHER);
        key.extend(letter.to_string().into_bytes());
    }
}

/// A longer number is larger, once the zeros before it are gone.
fn write_number(word: &Word, key: &mut Vec<u8>) {
    let digits: String = word.letters.iter().map(|letter| letter.base).collect();
    let significant = digits.trim_start_matches('0');
    key.push(NUMBER);
    key.push(u8::try_from(significant.len()).unwrap_or(u8::MAX));
    key.extend(significant.bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check_names(sorted: &[&str]) {
        for pair in sorted.windows(2) {
            assert!(name_order(pair[0]) < name_order(pair[1]), "{} < {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn names_sort_by_given_then_family_then_middle_name() {
        check_names(&[
            "An",
            "Lê An",
            "Lê Thị An",
            "Lê Văn An",
            "Nguyễn An",
            "Trần Thị Anh",
            "Bùi Ảnh",
            "Bùi Ánh",
            "Bùi Ăn",
            "Bùi Ân",
            "Bùi Bê",
            "Bùi Dung",
            "Bùi Dũng",
            "Bùi Đào",
            "Bùi Em",
            "Bùi Êm",
            "Bùi Oanh",
            "Bùi Ông",
            "Bùi Ơn",
            "Bùi Uyên",
            "Bùi Ưng",
            "Bùi Y",
        ]);
    }

    #[test]
    fn tones_sort_as_in_dictionaries() {
        check_names(&["Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai", "Mài"]);
    }

    #[test]
    fn places_sort_from_the_left_with_numbers_by_value() {
        let sorted =
            ["Phường 1", "Phường 2", "Phường 10", "Phường An Lạc", "Xã Bình Thanh", "Xã Bình Thạnh", "Xã Đông"];
        for pair in sorted.windows(2) {
            assert!(text_order(pair[0]) < text_order(pair[1]), "{} < {}", pair[0], pair[1]);
        }
    }

    proptest! {
        #[test]
        fn every_text_has_a_place_and_only_equal_texts_share_it(a in ".{0,12}", b in ".{0,12}") {
            prop_assert_eq!(name_order(&a) == name_order(&b), clean(&a) == clean(&b));
            prop_assert_eq!(text_order(&a) == text_order(&b), clean(&a) == clean(&b));
        }
    }
}
