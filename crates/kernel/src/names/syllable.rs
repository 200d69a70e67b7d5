//! A written word taken apart: letters with their marks, and the tone.

use super::clean::{clean, each_decomposed};
use std::borrow::Cow;
use unicode_normalization::{
    UnicodeNormalization as _,
    char::{compose, is_combining_mark},
};

/// The five tones that are written, in the order dictionaries sort them; before them comes ngang, which has no mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tone {
    Huyen,
    Hoi,
    Nga,
    Sac,
    Nang,
}

impl Tone {
    /// The tone of a combining mark.
    pub(crate) fn of_mark(mark: char) -> Option<Tone> {
        match mark {
            '\u{300}' => Some(Tone::Huyen),
            '\u{309}' => Some(Tone::Hoi),
            '\u{303}' => Some(Tone::Nga),
            '\u{301}' => Some(Tone::Sac),
            '\u{323}' => Some(Tone::Nang),
            _ => None,
        }
    }
}

/// One letter of a word, small, with the marks that are part of the letter; the tone is the word's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) base: char,
    pub(crate) marks: String,
}

impl Letter {
    /// The letter as one sign, if it surely is one: a small Latin letter with at most one mark.
    fn composed(&self) -> Option<char> {
        let mut marks = self.marks.chars();
        match (marks.next(), marks.next()) {
            _ if self.base >= '\u{300}' => None,
            (None, _) => Some(self.base),
            (Some(mark), None) => compose(self.base, mark),
            _ => None,
        }
    }
}

/// A word between spaces and punctuation. Numbers are words of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) letters: Vec<Letter>,
    pub(crate) tones: Vec<Tone>,
}

impl Word {
    /// The letters composed, without tones.
    pub(crate) fn toneless(&self) -> String {
        let mut text = String::with_capacity(self.letters.len() * 2);
        for letter in &self.letters {
            match letter.composed() {
                Some(one) => text.push(one),
                None => return self.spelled().nfc().collect(),
            }
        }
        text
    }

    fn spelled(&self) -> impl Iterator<Item = char> {
        self.letters.iter().flat_map(|letter| std::iter::once(letter.base).chain(letter.marks.chars()))
    }

    pub(crate) fn is_number(&self) -> bool {
        self.letters.iter().all(|letter| letter.base.is_numeric())
    }
}

/// The one apostrophe of keys.
pub(crate) const APOSTROPHE: char = '\'';

/// The words of a text, in small letters.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let small = clean(text).to_lowercase();
    let mut words = Words::default();
    each_decomposed(&join_apostrophes(&small), |sign| words.take(sign));
    words.end_word();
    words.done
}

#[derive(Default)]
struct Words {
    done: Vec<Word>,
    open: Word,
}

impl Words {
    fn take(&mut self, sign: char) {
        if is_combining_mark(sign) {
            self.take_mark(sign);
        } else if sign.is_alphanumeric() || sign == APOSTROPHE {
            if self.open.letters.last().is_some_and(|last| last.base.is_numeric() != sign.is_numeric()) {
                self.end_word();
            }
            self.open.letters.push(Letter { base: sign, marks: String::new() });
        } else {
            self.end_word();
        }
    }

    /// A tone belongs to the word if it stands on a vowel; any other mark belongs to its letter, as in the ñ of Êñuôl.
    fn take_mark(&mut self, mark: char) {
        let Some(letter) = self.open.letters.last_mut() else { return };
        match Tone::of_mark(mark) {
            Some(tone) if is_vowel(letter.base) => self.open.tones.push(tone),
            _ => letter.marks.push(mark),
        }
    }

    fn end_word(&mut self) {
        if !self.open.letters.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
    }
}

pub(crate) fn is_vowel(base: char) -> bool {
    matches!(base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Makes every apostrophe of a name the same one, directly between its letters, and drops the others.
///
/// `H’Hen`, `H 'Hen` and `H' Hen` are one name (Ê Đê women carry H', M'nông and K'ho names K', R', Đắk R'lấp is a
/// place); the quotes in `Văn 'Tí'` are none.
fn join_apostrophes(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_apostrophe) {
        return Cow::Borrowed(text);
    }
    let signs: Vec<char> = text.chars().collect();
    let mut joined = String::with_capacity(text.len());
    let mut at = 0;
    while at < signs.len() {
        let gap_end = at + signs[at..].iter().take_while(|c| **c == ' ').count();
        if gap_end < signs.len() && is_apostrophe(signs[gap_end]) {
            let next = gap_end + 1 + signs[gap_end + 1..].iter().take_while(|c| **c == ' ').count();
            let touches = at == gap_end && next == gap_end + 1;
            let letter_follows = signs.get(next).is_some_and(|c| c.is_alphabetic());
            let before = length_of_last_word(&joined);
            if letter_follows && before > 0 && (touches || before <= 2) {
                joined.push(APOSTROPHE);
                at = next;
            } else {
                joined.extend(&signs[at..gap_end]);
                at = gap_end + 1;
            }
        } else {
            joined.push(signs[at]);
            at += 1;
        }
    }
    Cow::Owned(joined)
}

fn length_of_last_word(text: &str) -> usize {
    text.chars().rev().take_while(|c| c.is_alphabetic()).count()
}

/// Typographic, typewriter and modifier apostrophes, accents typed alone, primes.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '´'
            | 'ʹ'
            | 'ʻ'
            | 'ʼ'
            | 'ʽ'
            | 'ˈ'
            | 'ˊ'
            | 'ˋ'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '′'
            | '‵'
            | '＇'
            | '｀'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = words(text).iter().map(Word::toneless).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn letters_are_put_together_as_unicode_does() {
        for text in ["Nguyễn Thị Hoà", "Êñuôl Ƀhăm", "ÿ Ǹ ẛ ȧ ị̂ ộ", "q\u{302}\u{323} ạ̛"] {
            for word in words(text) {
                assert_eq!(word.toneless(), word.spelled().nfc().collect::<String>(), "{text}");
            }
        }
    }

    #[test]
    fn words_are_letters_numbers_and_inner_apostrophes() {
        check("Bà Rịa - Vũng Tàu", &["ba", "ria", "vung", "tau"]);
        check("Phường 12", &["phương", "12"]);
        check("P12A", &["p", "12", "a"]);
        check("Y Bhăm Êñuôl", &["y", "bhăm", "êñuôl"]);
        check("...", &[]);
    }

    #[test]
    fn every_apostrophe_of_a_name_is_one() {
        for text in ["H'Hen", "H’Hen", "H‘Hen", "HʼHen", "H`Hen", "H´Hen", "H′Hen", "H' Hen", "H 'Hen", "H ’ Hen"]
        {
            check(text, &["h'hen"]);
        }
        check("Văn 'Tí'", &["văn", "ti"]);
        check("Đắk R’lấp", &["đăk", "r'lâp"]);
        check("'", &[]);
        check("H'", &["h"]);
    }
}
