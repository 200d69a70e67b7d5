//! What speaks for and against one encoding of a cell.

use super::{
    Encoding,
    common::{is_common, is_family_name},
    decode::{Origin, Sign, is_western_letter, signs},
    spelling::{is_plain_syllable, is_syllable},
};

/// The evidence for one encoding, counted in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) encoding: Encoding,
    /// The text as this encoding reads it.
    pub(super) text: String,
    /// Letters the encoding does not have.
    pub(super) foreign: usize,
    /// Vietnamese only if converted, and no Western word as they stand.
    pub(super) strong: usize,
    /// Vietnamese only if converted, but they could be Western words.
    pub(super) weak: usize,
    /// Vietnamese both as they stand and converted: `Hoàng` is `Hồng` in VNI.
    pub(super) either: usize,
    /// Not Vietnamese in this encoding.
    pub(super) bad: usize,
    /// Words with signs inside that no Western word has, whether or not they became Vietnamese.
    pub(super) strange: usize,
    /// How many of the converted words are common in lists.
    pub(super) common: usize,
    /// How many of the words as they stand are common in lists.
    pub(super) common_as_it_stands: usize,
    /// Whether the text has several words, and the first is a family name only if converted.
    pub(super) begins_with_family_name: bool,
}

/// Weighs the evidence.
pub(super) fn judge(encoding: Encoding, text: &str) -> Judgement {
    let signs = signs(encoding, text);
    let words: Vec<&[Sign]> =
        signs.split(|sign| !sign.letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let mut judged = Judgement {
        encoding,
        text: restore_capitals(encoding, text, &signs, &words),
        foreign: signs.iter().filter(|sign| sign.origin == Origin::Foreign).count(),
        strong: 0,
        weak: 0,
        either: 0,
        bad: 0,
        strange: 0,
        common: 0,
        common_as_it_stands: 0,
        begins_with_family_name: false,
    };
    for (at, word) in words.iter().enumerate() {
        judged.count(text, word, at == 0 && words.len() > 1);
    }
    judged
}

impl Judgement {
    /// Whether anything would change.
    pub(super) fn changes(&self) -> bool {
        self.strong + self.weak > 0
    }

    fn count(&mut self, text: &str, word: &[Sign], leads: bool) {
        // A letter alone is an initial, a footnote or a sign.
        let ([first, .., last], true) = (word, word.len() >= 2) else { return };
        let stands = &text[first.from.start..last.from.end];
        let reads: String = word.iter().map(|sign| sign.letter).collect();
        let small = reads.to_lowercase();
        self.common += usize::from(is_common(&small));
        self.common_as_it_stands += usize::from(is_common(&stands.to_lowercase()));
        let one_case = has_one_case(self.encoding, stands, &reads);
        self.strange += usize::from(one_case && has_strange(word));
        let converted = word.iter().any(|sign| matches!(sign.origin, Origin::Table { .. }));
        if is_abbreviation(&reads) {
            // `QĐ`, `UBND`: neither for nor against.
        } else if !converted {
            self.bad += usize::from(!is_plain_syllable(stands));
        } else if !one_case || !is_syllable(&reads) {
            self.bad += 1;
        } else if stands.chars().all(is_western_letter) && is_syllable(stands) {
            self.either += 1;
        } else {
            self.begins_with_family_name |= leads && is_family_name(&small);
            if is_strong(self.encoding, word, stands, reads.chars().count()) {
                self.strong += 1;
            } else {
                self.weak += 1;
            }
        }
    }
}

/// A few capitals without a vowel, or a few of ASCII: decisions and offices are quoted so.
fn is_abbreviation(word: &str) -> bool {
    let vowel = |c: char| "AEIOUY".contains(c) || (!c.is_ascii() && c != 'Đ');
    let capitals = word.chars().all(char::is_uppercase);
    capitals && word.chars().count() <= 6 && (word.is_ascii() || !word.chars().any(vowel))
}

/// TCVN3 has no capitals with tones: in capital fonts the table's letters are small among capitals.
fn has_one_case(encoding: Encoding, stands: &str, reads: &str) -> bool {
    let typed_capitals = || !stands.chars().any(|c| c.is_ascii_lowercase());
    is_regular(reads) || (encoding == Encoding::Tcvn3 && typed_capitals())
}

/// All small, all capital, or a capital first. Signs have no case.
fn is_regular(word: &str) -> bool {
    let mut cased = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    let first = cased.next().is_none_or(char::is_uppercase);
    let rest: Vec<bool> = cased.map(char::is_uppercase).collect();
    rest.iter().all(|capital| !capital) || (first && rest.iter().all(|capital| *capital))
}

/// Signs inside words, and small letters and capitals in disorder, are in no Western word.
fn is_strong(encoding: Encoding, word: &[Sign], stands: &str, letters: usize) -> bool {
    // `m²` and `M³` are letters of VPS, `µm` is one syllable of TCVN3.
    let unit = letters == 2 && (encoding == Encoding::Vps || stands.starts_with('µ'));
    (has_strange(word) || !is_regular(stands)) && !unit
}

fn has_strange(word: &[Sign]) -> bool {
    word.iter().any(|sign| sign.origin == Origin::Table { strange: true })
}

/// The text, with the capitals that TCVN3 could not say: it has small letters with tones only.
fn restore_capitals(encoding: Encoding, text: &str, signs: &[Sign], words: &[&[Sign]]) -> String {
    let reads: String = signs.iter().map(|sign| sign.letter).collect();
    if encoding != Encoding::Tcvn3 {
        return reads;
    }
    // If everything typed is capital, a capital font drew capitals for everything converted.
    let typed_small = text.chars().any(|c| c.is_ascii_lowercase());
    let capital_inside = signs.windows(2).any(|pair| pair[0].letter.is_alphabetic() && pair[1].letter.is_uppercase());
    if !typed_small && capital_inside {
        return reads.to_uppercase();
    }
    if are_names(words) { capitalised(signs) } else { reads }
}

/// Whether every word that could begin with a capital does, as in a name.
fn are_names(words: &[&[Sign]]) -> bool {
    let mut able = words.iter().filter_map(|word| word.first()).filter(|first| !lacks_capital(first)).peekable();
    able.peek().is_some() && able.all(|first| first.letter.is_uppercase())
}

/// A small letter of the table whose capital the table does not have.
fn lacks_capital(sign: &Sign) -> bool {
    matches!(sign.origin, Origin::Table { .. }) && sign.letter.is_lowercase() && !"ăâêôơưđ".contains(sign.letter)
}

/// The text with a capital at the start of each word.
fn capitalised(signs: &[Sign]) -> String {
    let mut inside = false;
    let mut text = String::new();
    for sign in signs {
        if inside {
            text.push(sign.letter);
        } else {
            text.extend(sign.letter.to_uppercase());
        }
        inside = sign.letter.is_alphabetic();
    }
    text
}
