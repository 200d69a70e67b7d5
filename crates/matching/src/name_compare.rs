//! Comparing two names part by part.

use crate::{
    level::NameLevel,
    person::Person,
    tokens::{ListToken, Reader, Tokens, UNKNOWN},
};

/// The name of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'a> {
    pub(crate) reader: &'a Reader,
    pub(crate) words: &'a [u32],
}

impl<'a> Written<'a> {
    pub(crate) fn tokens(self) -> impl DoubleEndedIterator<Item = &'a ListToken> + ExactSizeIterator {
        self.words.iter().map(move |word| self.reader.get(*word))
    }
}

/// Memory used again for every comparison: letters run together, words, people.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    one: Vec<u8>,
    other: Vec<u8>,
    parts: Vec<u32>,
    their_parts: Vec<u32>,
    /// The words of a person's name that is not in memory.
    pub(crate) words: Vec<u32>,
    /// The people who are about to be compared.
    pub(crate) people: Vec<Person>,
}

/// How well the name of a row agrees with a name of the register.
pub(crate) fn compare_names(row: Written<'_>, tokens: &Tokens, person: &[u32], scratch: &mut Scratch) -> NameLevel {
    if row.words.is_empty() || person.is_empty() {
        return NameLevel::Different;
    }
    if row.words.len() == person.len() {
        let all = |agree: &dyn Fn(&ListToken, u32) -> bool| {
            row.tokens().zip(person).all(|(mine, theirs)| agree(mine, *theirs))
        };
        if all(&|mine, theirs| mine.token == theirs) {
            return NameLevel::Same;
        }
        if all(&|mine, theirs| mine.plain == tokens.get(theirs).plain) {
            return marks_level(row, tokens, person);
        }
        if all(&|mine, theirs| mine.dialect == tokens.get(theirs).dialect) {
            return NameLevel::Dialect;
        }
        if same_parts(row, tokens, person, scratch) {
            return NameLevel::Order;
        }
    }
    if is_one_slip(row, tokens, person, scratch) {
        return NameLevel::Slip;
    }
    ends_level(row, tokens, person)
}

/// The same without marks: whether a side without any explains it.
fn marks_level(row: Written<'_>, tokens: &Tokens, person: &[u32]) -> NameLevel {
    let bare = row.tokens().all(|mine| mine.bare) || person.iter().all(|theirs| tokens.get(*theirs).bare);
    if bare { NameLevel::Unmarked } else { NameLevel::Marks }
}

fn same_parts(row: Written<'_>, tokens: &Tokens, person: &[u32], scratch: &mut Scratch) -> bool {
    scratch.parts.clear();
    scratch.parts.extend(row.tokens().map(|mine| mine.plain));
    scratch.their_parts.clear();
    scratch.their_parts.extend(person.iter().map(|theirs| tokens.get(*theirs).plain));
    scratch.parts.sort_unstable();
    scratch.their_parts.sort_unstable();
    scratch.parts == scratch.their_parts && !scratch.parts.contains(&UNKNOWN)
}

/// One letter apart once all parts are written together, so that a lost space is no slip at all.
fn is_one_slip(row: Written<'_>, tokens: &Tokens, person: &[u32], scratch: &mut Scratch) -> bool {
    let mine: usize = row.tokens().map(|token| token.plain_text.len()).sum();
    let theirs: usize = person.iter().map(|token| tokens.plain_text(*token).len()).sum();
    if mine.abs_diff(theirs) > 1 {
        return false;
    }
    scratch.one.clear();
    row.tokens().for_each(|token| scratch.one.extend_from_slice(token.plain_text.as_bytes()));
    scratch.other.clear();
    for token in person {
        scratch.other.extend_from_slice(tokens.plain_text(*token).as_bytes());
    }
    one_slip(&scratch.one, &scratch.other)
}

/// Equal, or one letter wrong, missing, too many, or two neighbours exchanged.
fn one_slip(one: &[u8], other: &[u8]) -> bool {
    let front = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[front..], &other[front..]);
    let back = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - back], &other[..other.len() - back]) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// What the first and the last part tell: the given name stands last, the family name first.
fn ends_level(row: Written<'_>, tokens: &Tokens, person: &[u32]) -> NameLevel {
    let same = |mine: Option<&ListToken>, theirs: Option<&u32>| {
        mine.zip(theirs).is_some_and(|(mine, theirs)| mine.plain == tokens.get(*theirs).plain)
    };
    let given = same(row.tokens().next_back(), person.last());
    let family = same(row.tokens().next(), person.first());
    let several = row.words.len() > 1 && person.len() > 1;
    if !given {
        NameLevel::Different
    } else if !family || !several {
        NameLevel::Given
    } else if is_part(row, tokens, person) {
        NameLevel::Part
    } else {
        NameLevel::Ends
    }
}

/// Whether the row has the name with the given name of the house in the place of the given name: Nguyễn Thị Tư of
/// somebody whose other name is Tư.
pub(crate) fn is_called(row: Written<'_>, tokens: &Tokens, person: &[u32], called: &[u32]) -> bool {
    let ([called], Some((_, before))) = (called, person.split_last()) else { return false };
    let plain = |token: &u32| tokens.get(*token).plain;
    let theirs = before.iter().chain([called]).map(plain);
    !before.is_empty() && row.tokens().map(|token| token.plain).eq(theirs)
}

/// Whether the shorter name is the longer one with parts left out.
fn is_part(row: Written<'_>, tokens: &Tokens, person: &[u32]) -> bool {
    let mut theirs = person.iter().map(|token| tokens.get(*token).plain);
    let mut mine = row.tokens().map(|token| token.plain);
    match row.words.len().cmp(&person.len()) {
        std::cmp::Ordering::Less => mine.all(|part| theirs.any(|other| other == part)),
        std::cmp::Ordering::Greater => theirs.all(|part| mine.any(|other| other == part)),
        std::cmp::Ordering::Equal => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::Speller;

    fn level(list: &str, register: &str) -> &'static str {
        let mut tokens = Tokens::default();
        let (mut person, mut words) = (Vec::new(), Vec::new());
        Speller::default().spell(&mut tokens, register, &mut person);
        let mut reader = Reader::default();
        reader.read(&tokens, list, &mut words);
        compare_names(Written { reader: &reader, words: &words }, &tokens, &person, &mut Scratch::default()).key()
    }

    #[test]
    fn names_agree_by_levels() {
        for (list, register, expected) in [
            ("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hòa", "same"),
            ("Nguyễn Thị Lý", "Nguyễn Thị Lí", "same"),
            ("nguyen thi hoa", "Nguyễn Thị Hòa", "unmarked"),
            ("Nguyễn Thị Hòa", "NGUYEN THI HOA", "unmarked"),
            ("Nguyễn Thị Thanh", "Nguyễn Thị Thạnh", "marks"),
            ("Nguyễn Thị Trang", "Nguyễn Thị Chang", "dialect"),
            ("Hòa Nguyễn Thị", "Nguyễn Thị Hòa", "order"),
            ("Nguyễn Thị Hoàn", "Nguyễn Thị Hòa", "slip"),
            ("Nguyễn Thị Hao", "Nguyễn Thị Hòa", "slip"),
            ("NguyễnThị Hòa", "Nguyễn Thị Hòa", "slip"),
            ("Nguyễn Hòa", "Nguyễn Thị Hòa", "part"),
            ("Nguyễn Thị Ngọc Hòa", "Nguyễn Thị Hòa", "part"),
            ("Nguyễn Văn Hòa", "Nguyễn Thị Hòa", "ends"),
            ("Trần Văn Hòa", "Nguyễn Thị Hòa", "given"),
            ("Trần Văn An", "Nguyễn Thị Hòa", "different"),
            ("", "Nguyễn Thị Hòa", "different"),
            ("H’ Hen Niê", "H'Hen Niê", "same"),
        ] {
            assert_eq!(level(list, register), expected, "{list} / {register}");
        }
    }
}
