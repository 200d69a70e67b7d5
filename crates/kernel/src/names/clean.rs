//! Taking away what nobody sees and everybody trips over.

use unicode_normalization::{
    UnicodeNormalization as _,
    char::{decompose_canonical, is_combining_mark},
};

/// The text as it is kept and shown: composed (NFC), every kind of space one ordinary space, none at the ends, no
/// zero-width and control characters, and the letters that only look like `Đ` replaced by it.
///
/// Nothing a reader can see changes.
///
/// ```
/// # use kernel::names::clean;
/// assert_eq!(clean("\u{a0}Ðinh  Thi\u{323}\u{200b} Hoa\u{300}"), "Đinh Thị Hoà");
/// ```
pub fn clean(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut letters = text.chars().filter(|c| !is_invisible(*c)).peekable();
    while let Some(letter) = letters.next() {
        let crossed = letters.peek().is_some_and(|next| is_overlaid_stroke(*next));
        match letter {
            'd' | 'D' if crossed => {
                letters.next();
                seen.push(if letter == 'd' { 'đ' } else { 'Đ' });
            }
            _ if letter.is_whitespace() || letter.is_control() => {
                if !seen.is_empty() && !seen.ends_with(' ') {
                    seen.push(' ');
                }
            }
            _ => seen.push(true_letter(letter)),
        }
    }
    seen.truncate(seen.trim_end().len());
    if is_surely_composed(&seen) { seen } else { seen.nfc().collect() }
}

/// Every character below the combining marks, and every one of the block that Vietnamese letters are in, is composed
/// already and joins no other (`NFC_Quick_Check` of Unicode is yes): nearly every text that ever comes.
fn is_surely_composed(text: &str) -> bool {
    text.is_ascii() || text.chars().all(|c| c < '\u{300}' || ('\u{1e00}'..='\u{1eff}').contains(&c))
}

/// Whether nothing of the text can be seen: [`clean`] leaves nothing of it.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c))
}

/// The text with its marks composed (NFC), and nothing else changed: for what is compared as typed, such as a password.
pub fn composed(text: &str) -> String {
    if is_surely_composed(text) { text.to_owned() } else { text.nfc().collect() }
}

/// [`clean`], in small letters without any mark, punctuation kept: for headings, codes and words of forms.
pub fn plain_text(text: &str) -> String {
    let small = clean(text).to_lowercase();
    if small.is_ascii() {
        return small;
    }
    let mut plain = String::with_capacity(small.len());
    each_decomposed(&small, |c| {
        if !is_combining_mark(c) {
            plain.push(bare_letter(c));
        }
    });
    plain
}

/// Each sign of the text taken apart (NFD): letters, and after each its marks.
pub(super) fn each_decomposed(text: &str, mut see: impl FnMut(char)) {
    if !is_surely_composed(text) {
        return text.nfd().for_each(see);
    }
    // Each of these begins with a letter, so that no mark wanders past another sign's.
    for sign in text.chars() {
        if sign.is_ascii() { see(sign) } else { decompose_canonical(sign, &mut see) }
    }
}

/// A small letter whose mark is part of it and stays in a decomposition, without the mark.
pub(super) fn bare_letter(letter: char) -> char {
    match letter {
        'đ' => 'd',
        // Letters of the Ê Đê, Gia Rai and M'nông alphabets.
        'ƀ' => 'b',
        'ɨ' => 'i',
        _ => letter,
    }
}

/// Letters of other alphabets that print like `Đ`: Icelandic eth (also what old fonts leave behind) and African D.
fn true_letter(letter: char) -> char {
    match letter {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        _ => letter,
    }
}

fn is_overlaid_stroke(c: char) -> bool {
    matches!(c, '\u{335}' | '\u{336}')
}

/// Soft hyphen, joiners, direction marks, byte-order mark, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_nobody_sees_goes() {
        for (text, cleaned) in [
            ("Nguyễn Văn A", "Nguyễn Văn A"),
            ("  Nguyễn \t\u{a0}\u{3000}Văn\r\nA ", "Nguyễn Văn A"),
            ("Nguye\u{302}\u{303}n Va\u{306}n A", "Nguyễn Văn A"),
            ("\u{feff}Trần\u{200b} B\u{ad}ình", "Trần Bình"),
            ("Ðặng Ðức", "Đặng Đức"),
            ("ðặng ɖức", "đặng đức"),
            ("D\u{335}ặng d\u{336}ức", "Đặng đức"),
            ("H’Hen Niê", "H’Hen Niê"),
            ("", ""),
            (" \u{200b} ", ""),
        ] {
            assert_eq!(clean(text), cleaned, "{text:?}");
        }
        assert_eq!(plain_text("HỌ VÀ TÊN (Đầy đủ)"), "ho va ten (day du)");
    }

    #[test]
    fn what_is_surely_composed_is_composed() {
        let all = (0..=0x2ff_u32).chain(0x1e00..=0x1eff).filter_map(char::from_u32);
        // Beside each other and beside letters that take marks.
        let text: String = all.flat_map(|c| ['a', c, 'ê', c]).collect();
        assert!(is_surely_composed(&text) && unicode_normalization::is_nfc(&text));
        let mut apart = String::new();
        each_decomposed(&text, |c| apart.push(c));
        assert_eq!(apart, text.nfd().collect::<String>());
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in any::<String>()) {
            let once = clean(&text);
            prop_assert_eq!(is_blank(&text), once.is_empty());
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn cleaning_ignores_how_letters_are_composed(text in "[a-zđăâêôơưA-ZĐĂÂ \u{300}\u{301}\u{303}\u{309}\u{323}]{0,30}") {
            let (composed, apart): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(clean(&composed), clean(&apart));
        }
    }
}
