//! How one name comes to be written otherwise.

use crate::dice::Dice;
use kernel::names::{composed, plain_text};
use std::{collections::HashMap, sync::LazyLock};

/// Names that one half of the country says otherwise than the other.
const DIALECT: &[(&str, &str)] = &[
    ("Võ", "Vũ"),
    ("Huỳnh", "Hoàng"),
    ("Phước", "Phúc"),
    ("Bửu", "Bảo"),
    ("Chánh", "Chính"),
    ("Nhơn", "Nhân"),
    ("Sanh", "Sinh"),
    ("Tòng", "Tùng"),
    ("Cẩm", "Gấm"),
    ("Kiểng", "Cảnh"),
    ("Hường", "Hồng"),
    ("Lãnh", "Lĩnh"),
    ("Thạnh", "Thịnh"),
    ("Châu", "Chu"),
    ("Cang", "Cương"),
    ("Thới", "Thái"),
    ("Nguơn", "Nguyên"),
    ("Quới", "Quý"),
    ("Tánh", "Tính"),
    ("Yên", "An"),
    ("Kiết", "Cát"),
    ("Trường", "Tràng"),
];

/// The same word with the tone on the other vowel: `Hòa` and `Hoà`.
const TONES: &[(&str, &str)] = &[
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// Hỏi and ngã sound alike on the central coast.
const HOI_NGA: &[(char, char)] = &[
    ('ả', 'ã'),
    ('ẩ', 'ẫ'),
    ('ẳ', 'ẵ'),
    ('ẻ', 'ẽ'),
    ('ể', 'ễ'),
    ('ỉ', 'ĩ'),
    ('ỏ', 'õ'),
    ('ổ', 'ỗ'),
    ('ở', 'ỡ'),
    ('ủ', 'ũ'),
    ('ử', 'ữ'),
    ('ỷ', 'ỹ'),
];

/// One word said as the other half of the country says it.
pub(crate) fn other_dialect(name: &str) -> Option<String> {
    let mut words: Vec<&str> = name.split(' ').collect();
    let other = |word: &str| {
        DIALECT.iter().find_map(|(one, two)| (*one == word).then_some(*two).or_else(|| (*two == word).then_some(*one)))
    };
    let (at, said) = words.iter().enumerate().find_map(|(at, word)| other(word).map(|said| (at, said)))?;
    words[at] = said;
    Some(words.join(" "))
}

/// The tone on the other vowel, in the first word where that can be.
pub(crate) fn tone_moved(name: &str) -> Option<String> {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    for word in &mut words {
        for (one, two) in TONES {
            for (from, to) in [(one, two), (two, one)] {
                // After q the u belongs to the consonant: `quý` has one writing.
                if let Some(start) = word.strip_suffix(from).filter(|start| !start.ends_with(['q', 'Q'])) {
                    *word = format!("{start}{to}");
                    return Some(words.join(" "));
                }
            }
        }
    }
    None
}

/// One slip of the pen: hỏi for ngã, or a last letter left out.
pub(crate) fn one_slip(dice: &mut Dice, name: &str) -> Option<String> {
    let other =
        |letter: char| HOI_NGA.iter().find_map(|(a, b)| [(*a, *b), (*b, *a)].into_iter().find(|p| p.0 == letter));
    if dice.happens(6_000)
        && let Some((at, (from, to))) =
            name.char_indices().find_map(|(at, letter)| other(letter).map(|pair| (at, pair)))
    {
        return Some(format!("{}{to}{}", &name[..at], &name[at + from.len_utf8()..]));
    }
    let words: Vec<&str> = name.split(' ').collect();
    let long: Vec<usize> = (0..words.len()).filter(|at| words[*at].chars().count() >= 4).collect();
    if long.is_empty() {
        return None;
    }
    let at = dice.pick(&long);
    let mut shorter: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    shorter[at].pop();
    Some(shorter.join(" "))
}

/// The family name behind.
pub(crate) fn turned(name: &str) -> Option<String> {
    let (family, rest) = name.split_once(' ')?;
    Some(format!("{rest} {family}"))
}

/// Family and given name alone.
pub(crate) fn middle_lost(name: &str) -> Option<String> {
    let (family, rest) = name.split_once(' ')?;
    let (_, given) = rest.rsplit_once(' ')?;
    Some(format!("{family} {given}"))
}

/// Without any mark, each word with its capital.
pub(crate) fn without_marks(name: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    plain_text(name).split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

/// The tone marks typed behind their vowels, as some keyboards leave them.
pub(crate) fn decomposed(name: &str) -> String {
    name.chars().fold(String::with_capacity(name.len() * 2), |mut apart, letter| {
        match APART.get(&letter) {
            Some(pair) => apart.push_str(pair),
            None => apart.push(letter),
        }
        apart
    })
}

/// Each toned letter as its vowel and its mark.
static APART: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars();
    let tones = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
    let pairs = vowels.flat_map(|vowel| tones.map(|tone| format!("{vowel}{tone}")));
    pairs.filter_map(|pair| composed(&pair).chars().next().map(|letter| (letter, pair))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::names::{canonical_key, clean};

    #[test]
    fn names_are_written_otherwise() {
        assert_eq!(other_dialect("Võ Thị Hoa").as_deref(), Some("Vũ Thị Hoa"));
        assert_eq!(other_dialect("Lê Văn Phúc").as_deref(), Some("Lê Văn Phước"));
        assert_eq!(other_dialect("Lê Văn Nam"), None);
        assert_eq!(tone_moved("Nguyễn Hòa").as_deref(), Some("Nguyễn Hoà"));
        assert_eq!(tone_moved("Lê Thuỷ").as_deref(), Some("Lê Thủy"));
        assert_eq!(tone_moved("Lê Quý"), None);
        assert_eq!(turned("Lê Văn Nam").as_deref(), Some("Văn Nam Lê"));
        assert_eq!(middle_lost("Lê Thị Thu Hà").as_deref(), Some("Lê Hà"));
        assert_eq!(middle_lost("Lê Hà"), None);
        assert_eq!(without_marks("Đỗ Thị Bưởi"), "Do Thi Buoi");
    }

    #[test]
    fn marks_apart_and_moved_are_the_same_name() {
        let apart = decomposed("Nguyễn Thị Bưởi");
        assert_ne!(apart, "Nguyễn Thị Bưởi");
        assert_eq!(clean(&apart), "Nguyễn Thị Bưởi");
        assert_eq!(canonical_key("Trần Hoà"), canonical_key("Trần Hòa"));
    }

    #[test]
    fn a_slip_changes_one_letter() {
        let mut dice = Dice::of(1, "slip", 0);
        for _ in 0..50 {
            let slipped = one_slip(&mut dice, "Nguyễn Thị Bưởi").expect("a slip");
            assert_ne!(slipped, "Nguyễn Thị Bưởi");
            assert!("Nguyễn Thị Bưởi".chars().count() - slipped.chars().count() <= 1);
        }
        assert_eq!(one_slip(&mut dice, "Lê An"), None);
    }
}
