//! The parts of a name, each in three spellings from strict to loose.

use kernel::names::{canonical_key, plain_key};

/// A part of a name as it is compared: `nguyên4`, `nguyen`, `nguyen`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// The part of `canonical_key`.
    pub(crate) key: String,
    /// Without any mark.
    pub(crate) plain: String,
    /// As it sounds to somebody of another region, who writes what he hears.
    pub(crate) dialect: String,
}

impl Spelling {
    /// From one word of `canonical_key`.
    pub(crate) fn of_key(key: &str) -> Spelling {
        let letters = key.trim_end_matches(['1', '2', '3', '4', '5']);
        let plain = plain_key(if letters.is_empty() { key } else { letters }).replace(' ', "");
        let dialect = dialect(&plain);
        Spelling { key: key.to_owned(), plain, dialect }
    }

    /// Whether nothing is lost without marks.
    pub(crate) fn is_bare(&self) -> bool {
        self.key == self.plain
    }
}

/// Whether each word of the text can be looked up by itself: letters, marks and spaces only. What an apostrophe joins,
/// and what punctuation parts, is seen in the whole name alone.
pub(crate) fn is_simple(text: &str) -> bool {
    text.is_ascii() && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_alphabetic())
        || text.chars().all(|sign| matches!(sign, ' ' | '\u{300}'..='\u{36f}') || is_letter(sign))
}

/// Whether it is a letter of European writing: what Unicode says of these blocks, without its table.
fn is_letter(sign: char) -> bool {
    matches!(sign,
        'A'..='Z' | 'a'..='z' | '\u{1e00}'..='\u{1eff}' | 'ª' | 'µ' | 'º'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}')
}

/// The words of a name in their canonical spelling.
pub(crate) fn keys(text: &str) -> impl Iterator<Item = String> {
    let key = canonical_key(text);
    key.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// What different regions hear alike: ch and tr, s and x, d, gi and v, l and n at the front; n and ng, t and c at the
/// end. Tones are gone already.
fn dialect(plain: &str) -> String {
    let (front, rest) = front(plain);
    let rest = match rest {
        _ if rest.ends_with("ng") || rest.ends_with("nh") => &rest[..rest.len() - 1],
        _ => rest,
    };
    let mut heard = format!("{front}{rest}");
    if let Some(before) = heard.strip_suffix("ch").or_else(|| heard.strip_suffix('c'))
        && !before.is_empty()
    {
        heard = format!("{before}t");
    }
    heard
}

fn front(plain: &str) -> (&'static str, &str) {
    const HEARD: [(&str, &str); 7] =
        [("tr", "ch"), ("gi", "d"), ("s", "x"), ("v", "d"), ("l", "n"), ("y", "i"), ("k", "c")];
    for (written, heard) in HEARD {
        // `Gi` alone and `kh` are sounds of their own.
        let Some(rest) = plain.strip_prefix(written) else { continue };
        if rest.is_empty() && written.len() == 2 || rest.starts_with('h') {
            continue;
        }
        return (heard, rest);
    }
    ("", plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_are_what_unicode_calls_letters() {
        for sign in ('\0'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
            assert_eq!(is_letter(sign), sign.is_alphabetic(), "{sign:?}");
        }
        assert!(!is_letter('ж') && !is_letter('\u{300}'));
    }

    #[test]
    fn a_part_has_three_spellings() {
        for (word, key, plain, dialect) in [
            ("Nguyễn", "nguyên4", "nguyen", "nguyen"),
            ("Thị", "thi5", "thi", "thi"),
            ("Trang", "trang", "trang", "chan"),
            ("Giang", "giang", "giang", "dan"),
            ("Vang", "vang", "vang", "dan"),
            ("Sức", "sưc1", "suc", "xut"),
            ("Bích", "bich1", "bich", "bit"),
            ("H'Hen", "h'hen", "hhen", "hhen"),
            ("Đạt", "đat5", "dat", "dat"),
            ("Y", "y", "y", "i"),
        ] {
            let parts: Vec<Spelling> = keys(word).map(|key| Spelling::of_key(&key)).collect();
            let expected = Spelling { key: key.into(), plain: plain.into(), dialect: dialect.into() };
            assert_eq!(parts, [expected], "{word}");
        }
        assert!(Spelling::of_key("nam").is_bare() && !Spelling::of_key("văn").is_bare());
    }

    proptest! {
        /// Looking words up one by one is only allowed where it makes no difference.
        #[test]
        fn a_simple_name_is_the_sum_of_its_words(text in "[A-Za-zÀ-ỹđĐ \u{300}\u{301}\u{323}'’.-]{0,24}") {
            if is_simple(&text) {
                let apart: Vec<String> = text.split(' ').flat_map(keys).collect();
                prop_assert_eq!(keys(&text).collect::<Vec<_>>(), apart);
            }
        }

        #[test]
        fn the_plain_spelling_is_that_of_the_kernel(text in "[A-Za-zÀ-ỹđĐ ]{0,24}") {
            let plain: Vec<String> = keys(&text).map(|key| Spelling::of_key(&key).plain).collect();
            prop_assert_eq!(plain.join(" "), plain_key(&text));
        }
    }
}
