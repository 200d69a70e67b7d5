//! Deciding, cell by cell, whether there is anything to convert.

use super::{
    Encoding, Font,
    code_page::western_byte,
    common::is_common,
    judge::{Judgement, judge},
    spelling::{is_plain_syllable, is_syllable},
};

/// What became of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The text in Unicode; the very same text unless it was converted.
    pub text: String,
    /// What it was.
    pub was: Was,
}

/// What a cell was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Was {
    /// Unicode, or nothing that could be told from it. Unchanged.
    Clean,
    /// Certainly of this encoding. Converted.
    Converted(Encoding),
    /// Perhaps of this encoding, perhaps a foreign name: `Loïc` is Lộc in no encoding but Lọc in VNI. Unchanged;
    /// the column, the font or a person decides.
    Doubtful(Encoding),
}

/// Reads one cell by its own evidence.
///
/// ```
/// # use kernel::legacy::{read, Encoding, Was};
/// assert_eq!(read("TrÇn ThÞ BÝch").text, "Trần Thị Bích");
/// assert_eq!(read("Traàn Thò Bích").text, "Trần Thị Bích");
/// assert_eq!(read("Trần Thị Bích").was, Was::Clean);
/// assert_eq!(read("Loïc").was, Was::Doubtful(Encoding::Vni));
/// ```
pub fn read(text: &str) -> Reading {
    let read = read_words(text);
    if matches!(read.was, Was::Converted(_)) { read } else { abbreviated(text).unwrap_or(read) }
}

fn read_words(text: &str) -> Reading {
    if !can_be_legacy(text) {
        return mixed(text);
    }
    let judged = Encoding::ALL.map(|encoding| judge(encoding, text));
    let certain = |judged: &&Judgement| {
        let proven = judged.strong >= 1 && judged.strong >= 2 * judged.bad;
        let named = judged.bad == 0 && judged.weak >= 1 && judged.begins_with_family_name;
        judged.foreign == 0 && (proven || named)
    };
    let possible = |judged: &&Judgement| judged.foreign == 0 && judged.bad == 0 && judged.changes();
    let has_better = |found: &Judgement| {
        judged.iter().filter(possible).any(|other| other.common > found.common && other.text != found.text)
    };
    match best(judged.iter().filter(certain)) {
        Best::One(found) if has_better(found) || mixed_is_better(found, text) => doubtful(text, found.encoding),
        Best::One(found) => converted(found),
        Best::Several(found) => doubtful(text, found.encoding),
        Best::None => match best(judged.iter().filter(possible)) {
            Best::One(found) | Best::Several(found) => doubtful(text, found.encoding),
            Best::None => mixed(text),
        },
    }
}

/// Reads one cell of a column most of which is in `encoding`: what is possible becomes certain.
pub fn read_in_column(text: &str, encoding: Encoding) -> Reading {
    let alone = read(text);
    if !can_be_legacy(text) || matches!(alone.was, Was::Converted(_)) {
        return alone;
    }
    let judged = judge(encoding, text);
    let reads_better = judged.either > 0 && judged.common > judged.common_as_it_stands;
    let some_reason = (judged.bad == 0 && (judged.changes() || reads_better)) || judged.strange > 0;
    if judged.foreign == 0 && some_reason { converted(&judged) } else { alone }
}

/// Reads one cell drawn in a legacy font.
pub(super) fn read_in_font(text: &str, font: Font) -> Reading {
    let judged = judge(font.encoding, text);
    let unicode = text.chars().any(|sign| sign.is_alphabetic() && western_byte(sign).is_none());
    // Unicode pasted into the cell: it is Vietnamese as it stands and would not be converted.
    let pasted = judged.bad > 0 && judged.strong == 0 && super::spelling::is_all_syllables(text);
    if unicode || pasted {
        return clean(text);
    }
    let text = if font.capitals { judged.text.to_uppercase() } else { judged.text };
    Reading { text, was: Was::Converted(font.encoding) }
}

/// The encoding of a column: at least three cells certainly in it, and hardly one in another.
pub fn encoding_of_column<'a>(cells: impl IntoIterator<Item = &'a str>) -> Option<Encoding> {
    let mut counts = [0_usize; Encoding::ALL.len()];
    for cell in cells {
        if let Was::Converted(encoding) = read(cell).was {
            counts[encoding as usize] += 1;
        }
    }
    let total: usize = counts.iter().sum();
    let (encoding, count) = Encoding::ALL.into_iter().zip(counts).max_by_key(|(_, count)| *count)?;
    (count >= 3 && count * 10 >= total * 9).then_some(encoding)
}

/// Whether every sign can have been a byte, and some sign is not the same in all encodings. A single letter that only
/// Unicode has shows that the text is Unicode.
pub fn can_be_legacy(text: &str) -> bool {
    let suspicious = |sign: char| !sign.is_ascii() || (sign.is_control() && !sign.is_whitespace());
    text.chars().any(suspicious) && text.chars().all(|sign| western_byte(sign).is_some())
}

/// Reads a cell of which somebody typed some words anew, in Unicode, and left the others as they were: `Vâ Ngäc Lành`.
/// A person decides.
fn mixed(text: &str) -> Reading {
    let found = Encoding::ALL.into_iter().filter_map(|encoding| Some((mixed_in(encoding, text)?, encoding)));
    found.max_by_key(|(common, _)| *common).map_or_else(|| clean(text), |(_, encoding)| doubtful(text, encoding))
}

/// Whether a text says more that is common in lists if its Vietnamese words stay as they are: `Lê ThÞ` is no `Lờ Thị`.
fn mixed_is_better(found: &Judgement, text: &str) -> bool {
    mixed_in(found.encoding, text).is_some_and(|common| common + common_standing(text) > found.common)
}

/// How many words with marks are common as they stand.
fn common_standing(text: &str) -> usize {
    let words = text.split_whitespace().filter(|word| !word.is_ascii() && is_syllable(word));
    words.filter(|word| is_common(&word.to_lowercase())).count()
}

/// The numbers of documents: `1663/Q§-UBND`. No syllable stands there, and still it is certain which letter was meant.
/// Nothing where another word is not in Unicode.
fn abbreviated(text: &str) -> Option<Reading> {
    Encoding::ALL.into_iter().find_map(|encoding| {
        let mut changed = String::with_capacity(text.len());
        for part in text.split_inclusive(char::is_whitespace) {
            let word = part.trim_end();
            let reads = abbreviation(encoding, word);
            if reads.is_none() && !stands(word) {
                return None;
            }
            changed.push_str(reads.as_deref().unwrap_or(word));
            changed.push_str(&part[word.len()..]);
        }
        (changed != text).then_some(Reading { text: changed, was: Was::Converted(encoding) })
    })
}

/// A word of capitals, digits and signs in which this encoding's Đ makes a known abbreviation.
fn abbreviation(encoding: Encoding, word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let reads = encoding.decode(word);
    let is_plain = reads.chars().all(|sign| sign == 'Đ' || (sign.is_ascii() && !sign.is_ascii_lowercase()));
    (reads != word && is_plain && ABBREVIATIONS.iter().any(|known| reads.contains(known))).then_some(reads)
}

/// What stands in the numbers of decisions, decrees and resolutions and has a Đ in it.
const ABBREVIATIONS: [&str; 6] = ["QĐ", "HĐND", "NĐ-CP", "LĐTBXH", "LĐ-TBXH", "HĐXD"];

/// How many of the converted words are common in lists, where some words are Vietnamese as they stand, with marks, all
/// the others only in this encoding, and one of those is no slip.
fn mixed_in(encoding: Encoding, text: &str) -> Option<usize> {
    let (mut marked, mut sure, mut common) = (0, 0, 0);
    for word in text.split_whitespace() {
        if stands(word) {
            marked += usize::from(!word.is_ascii());
            continue;
        }
        if abbreviation(encoding, word).is_some() {
            sure += 1;
            continue;
        }
        let reads = reading_of(encoding, word)?;
        sure += usize::from(!is_slip(word));
        common += usize::from(is_common(&reads.to_lowercase()));
    }
    (marked > 0 && sure > 0).then_some(common)
}

/// Whether a word is Vietnamese as it stands, its marks typed or not, or says the same in every encoding: a number, a
/// day, `UBND`.
fn stands(word: &str) -> bool {
    let word = word.trim_matches(|sign: char| sign.is_ascii_punctuation());
    let says_same = || is_plain_syllable(word) || !word.bytes().any(|byte| byte.is_ascii_lowercase());
    is_syllable(word) || (word.is_ascii() && says_same())
}

/// A word converted, if that makes it Vietnamese.
fn reading_of(encoding: Encoding, word: &str) -> Option<String> {
    let reads = can_be_legacy(word).then(|| encoding.decode(word))?;
    (reads != word && is_syllable(&reads)).then_some(reads)
}

/// Whether a word has only Vietnamese letters and is a syllable but for its marks: a slip, or another people's name, as
/// `Lôc` is.
fn is_slip(word: &str) -> bool {
    let is_strange = word.to_lowercase().chars().any(|sign| !sign.is_ascii() && !MARKED.contains(sign));
    !is_strange && is_plain_syllable(&crate::names::plain_text(word))
}

/// The small letters that Vietnamese has beside those of ASCII.
const MARKED: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

pub(super) fn propose(encoding: Encoding, text: &str) -> String {
    let whole = encoding.decode(text);
    let mixed = mixed_in(encoding, text).map(|common| common + common_standing(text));
    let common_of_whole = whole.split_whitespace().filter(|word| is_common(&word.to_lowercase())).count();
    let reads_whole = can_be_legacy(text) && whole.split_whitespace().all(stands);
    if mixed.is_none_or(|mixed| reads_whole && common_of_whole >= mixed) {
        return whole;
    }
    let read = |word: &str| if stands(word) { word.to_owned() } else { encoding.decode(word) };
    text.split_whitespace().map(read).collect::<Vec<_>>().join(" ")
}

enum Best<'a> {
    None,
    One(&'a Judgement),
    /// Equally good, with different results.
    Several(&'a Judgement),
}

/// The reading with the most common words, then with the most evidence.
fn best<'a>(judged: impl Iterator<Item = &'a Judgement>) -> Best<'a> {
    let weight = |judged: &Judgement| (judged.common, judged.strong, judged.weak);
    let mut best = Best::None;
    for next in judged {
        best = match best {
            Best::One(held) | Best::Several(held) if weight(held) > weight(next) || held.text == next.text => best,
            Best::One(held) | Best::Several(held) if weight(held) == weight(next) => Best::Several(held),
            _ => Best::One(next),
        };
    }
    best
}

fn clean(text: &str) -> Reading {
    Reading { text: text.to_owned(), was: Was::Clean }
}

fn doubtful(text: &str, encoding: Encoding) -> Reading {
    Reading { text: text.to_owned(), was: Was::Doubtful(encoding) }
}

fn converted(judged: &Judgement) -> Reading {
    Reading { text: judged.text.clone(), was: Was::Converted(judged.encoding) }
}
