//! Who a row could be: the people who share a key with it.

use crate::{
    dates,
    key::Key,
    names::hash_of,
    register::Register,
    tokens::{ListToken, Reader, UNKNOWN},
};

/// A row made ready for look-up and comparison.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Prepared {
    /// Four bits a digit; zero for none.
    pub(crate) number: u64,
    pub(crate) repaired: bool,
    pub(crate) old_number: u32,
    pub(crate) old_repaired: bool,
    pub(crate) birth: u32,
    pub(crate) sex: crate::person::Gender,
    /// The number of the province in the register and one.
    pub(crate) province: u32,
    /// Whether the row names a commune at all, known or not.
    pub(crate) names_commune: bool,
    /// How many people live in the communes it can be.
    pub(crate) people_there: u32,
    pub(crate) village: u16,
}

/// A key that more people share tells too little to look at them all.
const ROWS_MAX: usize = 256;

/// How many keys a row usually has.
const KEYS_USUAL: usize = 16;

/// The people with the row's number.
pub(crate) fn by_number(register: &Register, row: &Prepared, into: &mut Vec<u32>) {
    if row.number != 0 {
        register.rows(&[Key::Number(row.number).hash()], ROWS_MAX, into);
    }
}

/// The people who share a narrow key with the row. `communes` are counted from one.
pub(crate) fn by_likeness(
    register: &Register,
    row: &Prepared,
    names: [(&Reader, &[u32]); 2],
    communes: &[u32],
    into: &mut Vec<u32>,
) {
    let mut keys = Vec::with_capacity(KEYS_USUAL);
    if row.old_number != 0 {
        keys.push(Key::OldNumber(row.old_number).hash());
    }
    for (reader, words) in names {
        let Some(plain) = hash(reader, words, |token| token.plain) else { continue };
        if dates::day_month(row.birth).is_some() {
            keys.push(Key::NameBirth(plain, row.birth).hash());
        }
        if !is_day_known(row.birth) {
            keys.extend(name_year(plain, row.birth));
        }
    }
    let (reader, words) = names[0];
    if let Some(given) = given(reader, words)
        && dates::day_month(row.birth).is_some()
    {
        keys.push(Key::GivenBirth(given, row.birth).hash());
    }
    let dialect = hash(reader, words, |token| token.dialect);
    for commune in communes {
        if let Some(dialect) = dialect {
            keys.push(Key::DialectCommune(dialect, *commune).hash());
        }
        if dates::day_month(row.birth).is_some() {
            keys.push(Key::BirthCommune(row.birth, *commune).hash());
        }
    }
    register.rows(&keys, ROWS_MAX, into);
}

/// Whether the row says a day, and not the first of January that stands for an unknown one. Who knows the day needs not
/// look at everybody of that name and year: of a common name there are a hundred in a country.
fn is_day_known(birth: u32) -> bool {
    dates::day_month(birth).is_some_and(|day_month| day_month != dates::NEW_YEAR)
}

fn name_year(plain: u64, birth: u32) -> Option<u64> {
    (birth != 0).then(|| Key::NameYear(plain, dates::year(birth)).hash())
}

/// The second, wider search: the year alone, with the name, or with given name and commune; the day without its year;
/// numbers one slip away.
pub(crate) fn wider(
    register: &Register,
    row: &Prepared,
    names: [(&Reader, &[u32]); 2],
    communes: &[u32],
    into: &mut Vec<u32>,
) {
    let mut keys = Vec::with_capacity(KEYS_USUAL);
    if is_day_known(row.birth) {
        for (reader, words) in names {
            if let Some(plain) = hash(reader, words, |token| token.plain) {
                keys.extend(name_year(plain, row.birth));
            }
        }
    }
    let (reader, words) = names[0];
    let given = given(reader, words);
    if let Some(given) = given
        && row.birth != 0
    {
        let year = dates::year(row.birth);
        for commune in communes {
            keys.push(Key::GivenYearCommune(given, year, *commune).hash());
        }
    }
    if let Some(plain) = hash(reader, words, |token| token.plain)
        && let Some(day_month) = dates::day_month(row.birth)
    {
        keys.push(Key::NameDayMonth(plain, day_month).hash());
    }
    if let Some(swapped) = swapped(row.birth)
        && let Some(given) = given
    {
        keys.push(Key::GivenBirth(given, swapped).hash());
    }
    if row.number != 0 {
        keys.extend(near_numbers(row.number).map(|near| Key::Number(near).hash()));
    }
    if row.old_number != 0 {
        keys.extend(near_old_numbers(row.old_number).map(|near| Key::OldNumber(near).hash()));
    }
    register.rows(&keys, ROWS_MAX, into);
}

/// The hash of the name, if the register knows all its words.
fn hash(reader: &Reader, words: &[u32], loose: impl Fn(&ListToken) -> u32) -> Option<u64> {
    let known = !words.is_empty() && words.iter().all(|word| loose(reader.get(*word)) != UNKNOWN);
    known.then(|| hash_of(words.iter().map(|word| loose(reader.get(*word)))))
}

fn given(reader: &Reader, words: &[u32]) -> Option<u32> {
    words.last().map(|word| reader.get(*word).plain).filter(|plain| *plain != UNKNOWN)
}

/// The day with day and month exchanged, where the calendar has it.
fn swapped(birth: u32) -> Option<u32> {
    let day_month = dates::day_month(birth)?;
    let swapped = birth & 0xffff_0000 | (day_month & 0xff) << 8 | day_month >> 8;
    dates::unpack(swapped).map(|_| swapped)
}

/// All numbers with one digit other, or two neighbours exchanged.
fn near_numbers(number: u64) -> impl Iterator<Item = u64> {
    let digit = move |at: u64| number >> (4 * at) & 0xf;
    let with = move |at: u64, other: u64| number & !(0xf << (4 * at)) | other << (4 * at);
    let one_digit =
        (0..12).flat_map(move |at| (0..10).filter(move |other| *other != digit(at)).map(move |other| with(at, other)));
    let exchanged = (0..11).filter(move |at| digit(*at) != digit(at + 1)).map(move |at| {
        let pair = digit(at) << 4 | digit(at + 1);
        number & !(0xff << (4 * at)) | pair << (4 * at)
    });
    one_digit.chain(exchanged)
}

/// The same of nine digits, which are a number.
fn near_old_numbers(number: u32) -> impl Iterator<Item = u32> {
    let digit = move |at: u32| number / 10_u32.pow(at) % 10;
    let without = move |at: u32| number - digit(at) * 10_u32.pow(at);
    let one_digit = (0..9).flat_map(move |at| {
        (0..10).filter(move |other| *other != digit(at)).map(move |other| without(at) + other * 10_u32.pow(at))
    });
    let exchanged = (0..8).filter(move |at| digit(*at) != digit(at + 1)).map(move |at| {
        let (low, high) = (digit(at), digit(at + 1));
        number - low * 10_u32.pow(at) - high * 10_u32.pow(at + 1) + high * 10_u32.pow(at) + low * 10_u32.pow(at + 1)
    });
    one_digit.chain(exchanged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        compare::{compare_numbers, compare_old_numbers},
        level::{NumberLevel, OldNumberLevel},
    };

    #[test]
    fn near_old_numbers_are_one_slip_away() {
        let near: Vec<u32> = near_old_numbers(212_345_677).collect();
        assert_eq!(near.len(), 9 * 9 + 7, "one of the eight pairs of neighbours is alike");
        for other in near {
            let level = compare_old_numbers(212_345_677, false, other);
            assert!(matches!(level, OldNumberLevel::OneDigit | OldNumberLevel::Transposed), "{other}");
        }
    }

    #[test]
    fn near_numbers_are_one_slip_away() {
        let number = 0x0511_4400_1234;
        let near: Vec<u64> = near_numbers(number).collect();
        assert_eq!(near.len(), 12 * 9 + 8, "three of the eleven pairs of neighbours are alike");
        for other in near {
            let level = compare_numbers(number, false, other);
            assert!(matches!(level, NumberLevel::OneDigit | NumberLevel::Transposed), "{other:012x}");
        }
    }
}
