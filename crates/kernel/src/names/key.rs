//! Keys by which names are found and compared.

use super::{
    clean::bare_letter,
    syllable::{APOSTROPHE, Letter, Tone, Word, is_vowel, words},
};

/// The key under which all spellings of one name meet, and no two names.
///
/// Small letters; the tone as a digit behind the syllable, as the VNI typing method writes it, so that its place on
/// the vowels does not matter; `y` after a consonant and in `quy` as `i`; one apostrophe; hyphens and punctuation as
/// spaces. The tone is never lost: `Bình Thanh` and `Bình Thạnh` are two communes of one district.
///
/// ```
/// # use kernel::names::canonical_key;
/// assert_eq!(canonical_key("Nguyễn Thị Hoà"), "nguyên4 thi5 hoa2");
/// assert_eq!(canonical_key("Hoà"), canonical_key("HÒA"));
/// assert_ne!(canonical_key("Bình Thanh"), canonical_key("Bình Thạnh"));
/// ```
pub fn canonical_key(text: &str) -> String {
    joined(&words(text), |word, key| {
        let mut folded = word.clone();
        fold_y(&mut folded.letters);
        key.push_str(&folded.toneless());
        key.extend(word.tones.iter().map(|tone| tone_digit(*tone)));
    })
}

/// The loosest key: no tones, no marks, `đ` as `d`, `y` as in [`canonical_key`]; apostrophes gone.
///
/// ```
/// # use kernel::names::plain_key;
/// assert_eq!(plain_key("Đặng Thị Mỹ H’Hoa"), "dang thi mi hhoa");
/// ```
pub fn plain_key(text: &str) -> String {
    joined(&words(text), |word, key| {
        let mut letters = word.letters.clone();
        letters.retain(|letter| letter.base != APOSTROPHE);
        for letter in &mut letters {
            letter.marks.clear();
        }
        fold_y(&mut letters);
        key.extend(letters.iter().map(|letter| bare_letter(letter.base)));
    })
}

fn joined(words: &[Word], write: impl Fn(&Word, &mut String)) -> String {
    let mut key = String::new();
    for word in words {
        let end = key.len();
        if end > 0 {
            key.push(' ');
        }
        let begin = key.len();
        write(word, &mut key);
        if key.len() == begin {
            key.truncate(end); // an apostrophe alone, of which nothing is left
        }
    }
    key
}

/// Both spellings of one sound are official in names: `Mỹ` and `Mĩ`, `Quý` and `Quí`. After other vowels `y` and `i`
/// are two sounds: `Thúy` and `Thúi`.
fn fold_y(letters: &mut [Letter]) {
    for at in 1..letters.len() {
        let before = &letters[at - 1];
        let after_qu = before.base == 'u' && before.marks.is_empty() && at >= 2 && letters[at - 2].base == 'q';
        let after_consonant = before.base.is_alphabetic() && !is_vowel(before.base);
        if letters[at].base == 'y' && letters[at].marks.is_empty() && (after_qu || after_consonant) {
            letters[at].base = 'i';
        }
    }
}

fn tone_digit(tone: Tone) -> char {
    match tone {
        Tone::Sac => '1',
        Tone::Huyen => '2',
        Tone::Hoi => '3',
        Tone::Nga => '4',
        Tone::Nang => '5',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn spellings_of_one_name_meet() {
        for (one, other) in [
            ("Hoà", "Hòa"),
            ("Thuý", "Thúy"),
            ("Hoài", "Hòai"),
            ("Mỹ", "Mĩ"),
            ("Lý", "lí"),
            ("Quý", "Quí"),
            ("Quỳnh", "Quình"),
            ("Đinh", "Ðinh"),
            ("ĐỖ", "đỗ"),
            ("Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu"),
            ("K’Brôi", "K' Brôi"),
            ("Tru\u{31b}\u{1a0}\u{300}ng", "Tru\u{31b}\u{1edc}ng"),
        ] {
            assert_eq!(canonical_key(one), canonical_key(other), "{one} = {other}");
        }
    }

    #[test]
    fn two_names_never_meet() {
        for (one, other) in [
            ("Thanh", "Thạnh"),
            ("Thúy", "Thúi"),
            ("Hoàn", "Hoan"),
            ("Đan", "Dan"),
            ("Tây", "Tâi"),
            ("Y Khoa", "I Khoa"),
            ("H'Hen", "Hen"),
            ("Phường 1", "Phường 11"),
            ("Êñuôl", "Ênuôl"),
        ] {
            assert_ne!(canonical_key(one), canonical_key(other), "{one} ≠ {other}");
        }
    }

    #[test]
    fn the_plain_key_forgets_marks() {
        assert_eq!(plain_key("Trương Thị Ngọc Đượm"), "truong thi ngoc duom");
        assert_eq!(plain_key("Y Bhăm Êñuôl"), "y bham enuol");
        assert_eq!(plain_key("Bình Thạnh"), plain_key("binh thanh"));
        assert_eq!(plain_key(""), "");
    }

    #[test]
    fn a_word_of_which_nothing_is_left_leaves_no_gap() {
        for text in ["a{\u{10a05}`\u{113b8}0", "a `\u{113b8} 0"] {
            assert_eq!(plain_key(text), "a 0", "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn keys_ignore_composition_and_spaces(text in "[A-Za-zăâđêôơưĐạảấềỗỳ'’ \u{300}\u{323}-]{0,30}") {
            let apart: String = text.nfd().collect();
            let wide = format!(" {} ", apart.replace(' ', " \u{a0}"));
            prop_assert_eq!(canonical_key(&text), canonical_key(&wide));
            prop_assert_eq!(plain_key(&text), plain_key(&wide));
        }

        #[test]
        fn equal_canonical_keys_have_equal_plain_keys(a in "[hHoOàÀòÒaAyYìi ]{0,5}", b in "[hHoOàÀòÒaAyYìi ]{0,5}") {
            if canonical_key(&a) == canonical_key(&b) {
                prop_assert_eq!(plain_key(&a), plain_key(&b));
            }
        }

        #[test]
        fn any_text_has_keys_that_are_plain_when_plain(text in any::<String>()) {
            let key = plain_key(&text);
            prop_assert_eq!(plain_key(&key), key);
            let _ = canonical_key(&text);
        }
    }
}
