//! Comparing a row with a person, field by field.

use crate::{
    bits::Millibits,
    dates::{self, NEW_YEAR},
    level::{BirthLevel, NameLevel, NumberLevel, OldNumberLevel, PlaceLevel, SexLevel, VillageLevel},
    person::Person,
};
use kernel::BirthDate;

/// How each field agrees, and what that tells in bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Họ và tên.
    pub name: (NameLevel, Millibits),
    /// Ngày sinh.
    pub birth: (BirthLevel, Millibits),
    /// Giới tính.
    pub sex: (SexLevel, Millibits),
    /// Số định danh.
    pub number: (NumberLevel, Millibits),
    /// Số CMND.
    pub old_number: (OldNumberLevel, Millibits),
    /// Xã.
    pub place: (PlaceLevel, Millibits),
    /// Thôn.
    pub village: (VillageLevel, Millibits),
}

impl Comparison {
    /// All evidence together, without what was known before.
    pub fn evidence(&self) -> Millibits {
        [self.name.1, self.birth.1, self.sex.1, self.number.1, self.old_number.1, self.place.1, self.village.1]
            .into_iter()
            .sum()
    }
}

/// The lunar calendar runs behind: its first month begins between 21 January and 20 February.
const LUNAR_DAYS: std::ops::RangeInclusive<i32> = 17..=51;

pub(crate) fn compare_births(mine: u32, theirs: u32) -> BirthLevel {
    if mine == 0 || theirs == 0 {
        return BirthLevel::Missing;
    }
    if mine == theirs {
        return match dates::day_month(mine) {
            None => BirthLevel::SameYear,
            Some(NEW_YEAR) => BirthLevel::SameNewYear,
            Some(_) => BirthLevel::Same,
        };
    }
    let years = dates::year(mine).abs_diff(dates::year(theirs));
    match (dates::day_month(mine), dates::day_month(theirs)) {
        (Some(my_day), Some(their_day)) => compare_days(mine, my_day, theirs, their_day, years),
        _ if years == 0 => BirthLevel::YearOnly,
        _ if years == 1 => BirthLevel::NearYear,
        _ => BirthLevel::Different,
    }
}

/// Two different days.
fn compare_days(mine: u32, my_day: u32, theirs: u32, their_day: u32, years: u32) -> BirthLevel {
    let one_part = (my_day >> 8 == their_day >> 8) != (my_day & 0xff == their_day & 0xff);
    let swapped = my_day >> 8 == their_day & 0xff && my_day & 0xff == their_day >> 8;
    match years {
        0 if my_day == NEW_YEAR || their_day == NEW_YEAR => BirthLevel::NewYear,
        0 if swapped => BirthLevel::Swapped,
        0 if one_part => BirthLevel::Slip,
        1 if my_day == their_day => BirthLevel::YearSlip,
        12 if my_day == their_day => BirthLevel::Zodiac,
        _ if my_day == their_day && is_one_digit(dates::year(mine), dates::year(theirs)) => BirthLevel::Slip,
        0 | 1 if is_lunar(mine, theirs) => BirthLevel::Lunar,
        0 => BirthLevel::Year,
        1 => BirthLevel::NearYear,
        _ => BirthLevel::Different,
    }
}

/// Two years that differ in one digit, or by two neighbours exchanged.
fn is_one_digit(one: u32, other: u32) -> bool {
    let digits = |year: u32| [year / 1000, year / 100 % 10, year / 10 % 10, year % 10];
    let (one, other) = (digits(one), digits(other));
    let wrong: Vec<usize> = (0..4).filter(|at| one[*at] != other[*at]).collect();
    match wrong[..] {
        [_] => true,
        [a, b] => a + 1 == b && one[a] == other[b] && one[b] == other[a],
        _ => false,
    }
}

fn is_lunar(one: u32, other: u32) -> bool {
    let day = |packed| dates::unpack(packed).and_then(BirthDate::day);
    let apart = day(one).zip(day(other)).and_then(|(one, other)| one.until(other).ok());
    apart.is_some_and(|span| LUNAR_DAYS.contains(&span.get_days().abs()))
}

pub(crate) fn compare_sexes(mine: crate::person::Gender, person: Person) -> SexLevel {
    match (mine, person.sex()) {
        (Some(mine), Some(theirs)) if mine == theirs => SexLevel::Same,
        (Some(_), Some(_)) => SexLevel::Different,
        _ => SexLevel::Missing,
    }
}

/// `mine` and `theirs` hold four bits a digit.
pub(crate) fn compare_numbers(mine: u64, repaired: bool, theirs: u64) -> NumberLevel {
    if mine == 0 || theirs == 0 {
        return NumberLevel::Missing;
    }
    if mine == theirs {
        return if repaired { NumberLevel::Repaired } else { NumberLevel::Same };
    }
    let wrong = mine ^ theirs;
    let lowest = wrong.trailing_zeros() / 4 * 4;
    if wrong >> lowest <= 0xf {
        return NumberLevel::OneDigit;
    }
    let (my_pair, their_pair) = (mine >> lowest & 0xff, theirs >> lowest & 0xff);
    let swapped = (my_pair & 0xf) << 4 | my_pair >> 4;
    if wrong >> lowest <= 0xff && swapped == their_pair { NumberLevel::Transposed } else { NumberLevel::Different }
}

/// Nine digits each, as a number.
pub(crate) fn compare_old_numbers(mine: u32, repaired: bool, theirs: u32) -> OldNumberLevel {
    match compare_numbers(digits(mine), repaired, digits(theirs)) {
        NumberLevel::Same => OldNumberLevel::Same,
        NumberLevel::Repaired => OldNumberLevel::Repaired,
        NumberLevel::Transposed => OldNumberLevel::Transposed,
        NumberLevel::OneDigit => OldNumberLevel::OneDigit,
        NumberLevel::Different => OldNumberLevel::Different,
        NumberLevel::Missing => OldNumberLevel::Missing,
    }
}

/// Four bits a digit.
fn digits(number: u32) -> u64 {
    let digit = |power: u32| u64::from(number / 10_u32.pow(power) % 10);
    (0..9).rev().fold(0, |packed, power| packed << 4 | digit(power))
}

pub(crate) fn compare_villages(place: PlaceLevel, mine: u16, theirs: u16) -> VillageLevel {
    match (mine, theirs) {
        (0, _) | (_, 0) => VillageLevel::Missing,
        _ if place != PlaceLevel::Same => VillageLevel::Missing,
        _ if mine == theirs => VillageLevel::Same,
        _ => VillageLevel::Different,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn births_agree_by_levels() {
        let packed = |text: &str| dates::pack(dates::parse_birth(text));
        for (mine, theirs, expected) in [
            ("02/09/1944", "02/09/1944", "same"),
            ("01/01/1944", "01/01/1944", "same_new_year"),
            ("1944", "1944", "same_year"),
            ("1944", "02/09/1944", "year_only"),
            ("01/01/1944", "02/09/1944", "new_year"),
            ("02/09/1944", "09/02/1944", "swapped"),
            ("02/09/1944", "03/09/1944", "slip"),
            ("02/09/1944", "02/08/1944", "slip"),
            ("02/09/1944", "02/09/1954", "slip"),
            ("02/09/1944", "02/09/1945", "year_slip"),
            ("02/09/1944", "02/09/1956", "zodiac"),
            ("02/09/1944", "18/10/1944", "lunar"),
            ("15/12/1944", "27/01/1945", "lunar"),
            ("02/09/1944", "20/03/1944", "year"),
            ("02/09/1944", "20/03/1945", "near_year"),
            ("1944", "02/09/1945", "near_year"),
            ("02/09/1944", "20/03/1960", "different"),
            ("", "20/03/1960", "missing"),
        ] {
            assert_eq!(compare_births(packed(mine), packed(theirs)).key(), expected, "{mine} / {theirs}");
        }
    }

    #[test]
    fn numbers_agree_by_levels() {
        let packed = |text: &str| text.bytes().fold(0, |sum, digit| sum << 4 | u64::from(digit & 0xf));
        for (mine, theirs, expected) in [
            ("051144001234", "051144001234", "same"),
            ("051144001234", "051144001235", "one_digit"),
            ("051144001234", "151144001234", "one_digit"),
            ("051144001234", "051144002134", "transposed"),
            ("051144001234", "051144001252", "different"),
            ("051144001234", "051144002235", "different"),
            ("051144001234", "", "missing"),
        ] {
            assert_eq!(compare_numbers(packed(mine), false, packed(theirs)).key(), expected, "{mine} / {theirs}");
        }
        assert_eq!(compare_numbers(packed("51144001234"), true, packed("051144001234")).key(), "repaired");
    }

    #[test]
    fn old_numbers_agree_by_levels() {
        for (mine, repaired, theirs, expected) in [
            (212_345_678, false, 212_345_678, "same"),
            (12_345_678, true, 12_345_678, "repaired"),
            (212_345_678, false, 212_345_687, "transposed"),
            (212_345_678, false, 212_345_679, "one_digit"),
            (212_345_678, true, 112_345_678, "one_digit"),
            (212_345_678, false, 213_345_679, "different"),
            (0, false, 212_345_678, "missing"),
        ] {
            assert_eq!(compare_old_numbers(mine, repaired, theirs).key(), expected, "{mine} / {theirs}");
        }
    }

    #[test]
    fn sexes_and_villages_agree_by_levels() {
        let person = |sex| Person { flags: Person::flags_of(sex, false, None), ..Person::default() };
        let (man, woman) = (Some(kernel::Sex::Male), Some(kernel::Sex::Female));
        for (mine, theirs, expected) in [(man, man, "same"), (man, woman, "different"), (None, woman, "missing")] {
            assert_eq!(compare_sexes(mine, person(theirs)).key(), expected);
        }
        for (place, mine, theirs, expected) in [
            (PlaceLevel::Same, 7, 7, "same"),
            (PlaceLevel::Same, 7, 8, "different"),
            (PlaceLevel::Province, 7, 7, "missing"),
            (PlaceLevel::Same, 0, 8, "missing"),
        ] {
            assert_eq!(compare_villages(place, mine, theirs).key(), expected);
        }
    }
}
