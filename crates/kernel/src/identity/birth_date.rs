//! A day of birth, or only the year where nobody knows the day.

use crate::text_value::text_value;
use jiff::civil::Date;
use std::fmt;

/// Text that is no birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BirthDateFault {
    /// Nothing was written.
    #[error("no date")]
    Empty,
    /// Not a date in any form known here.
    #[error("not a date")]
    Shape,
    /// A date the calendar does not have: `31/02/1944`, or the month first.
    #[error("there is no day {day:02}/{month:02}/{year}")]
    NoSuchDay {
        /// The day as written.
        day: u8,
        /// The month as written.
        month: u8,
        /// The year.
        year: i16,
    },
    /// `02/1944`, `00/02/1944`: month and year without the day. The law knows the full date or the year.
    #[error("month and year without the day")]
    DayMissing {
        /// The month.
        month: u8,
        /// The year.
        year: i16,
    },
    /// `02/09/44`: which century is not said.
    #[error("a year of two digits")]
    ShortYear,
    /// A year outside 1850 to 2199: surely a slip.
    #[error("the year {year} is outside 1850 to 2199")]
    Year {
        /// What was written.
        year: u16,
    },
}

/// The first birth year accepted; people of merit long dead are still on lists.
const YEAR_MIN: i16 = 1850;
/// The last birth year accepted.
const YEAR_MAX: i16 = 2199;

/// Ngày sinh: the full day, or the year alone, which the population database accepts too (`yyyy-mm-dd` or `yyyy`).
///
/// Rests as `1944-09-02` or `1944`, so text order is time order with the unknown day first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BirthDate {
    /// The day is known. Made by [`BirthDate::on`].
    Day(Date),
    /// Only the year is known. Made by [`BirthDate::in_year`].
    Year(i16),
}

impl BirthDate {
    /// Born on that day.
    pub fn on(day: Date) -> Result<BirthDate, BirthDateFault> {
        accepted_year(day.year()).map(|_| BirthDate::Day(day))
    }

    /// Born in that year.
    pub fn in_year(year: i16) -> Result<BirthDate, BirthDateFault> {
        accepted_year(year).map(BirthDate::Year)
    }

    /// Reads `02/09/1944`, `2-9-1944`, `2.9.1944`, `1944-09-02`, `1944-09-02T00:00:00`, `02091944` (the card's QR),
    /// `1944`, and the zeros offices write for an unknown day: `00/00/1944`.
    pub fn parse(text: &str) -> Result<BirthDate, BirthDateFault> {
        if text.len() > 60 {
            return Err(BirthDateFault::Shape);
        }
        let clean = crate::names::clean(text);
        let date = without_midnight(&clean);
        if date.is_empty() {
            return Err(BirthDateFault::Empty);
        }
        let pieces: Vec<&str> = date.split(['/', '-', '.']).map(str::trim).collect();
        if !pieces.iter().all(|piece| super::digits::is_digits(piece) && piece.len() <= 8) {
            return Err(BirthDateFault::Shape);
        }
        match pieces[..] {
            [whole] if whole.len() == 8 => from_parts(&whole[..2], &whole[2..4], &whole[4..]),
            [year] if year.len() == 4 => from_parts("0", "0", year),
            [month, year] if year.len() == 4 => from_parts("0", month, year),
            [year, month, day] if year.len() == 4 => from_parts(day, month, year),
            [day, month, year] if year.len() == 4 => from_parts(day, month, year),
            [_, _, year] if year.len() == 2 => Err(BirthDateFault::ShortYear),
            _ => Err(BirthDateFault::Shape),
        }
    }

    /// The year, always known.
    pub fn year(self) -> i16 {
        match self {
            BirthDate::Day(day) => day.year(),
            BirthDate::Year(year) => year,
        }
    }

    /// The day, if it is known.
    pub fn day(self) -> Option<Date> {
        match self {
            BirthDate::Day(day) => Some(day),
            BirthDate::Year(_) => None,
        }
    }

    /// The first day it can have been.
    pub fn earliest(self) -> Date {
        match self {
            BirthDate::Day(day) => day,
            BirthDate::Year(year) => Date::new(year, 1, 1).expect("an accepted year"),
        }
    }

    /// The last day it can have been.
    pub fn latest(self) -> Date {
        match self {
            BirthDate::Day(day) => day,
            BirthDate::Year(year) => Date::new(year, 12, 31).expect("an accepted year"),
        }
    }

    /// Whether both can be the same birth: equal, or one a year that the other lies in.
    pub fn agrees_with(self, other: BirthDate) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// `02/09/1944` or `1944`, as lists print it.
    pub fn slashed(self) -> String {
        match self {
            BirthDate::Day(day) => day.strftime("%d/%m/%Y").to_string(),
            BirthDate::Year(year) => year.to_string(),
        }
    }

    fn to_text(self) -> String {
        match self {
            BirthDate::Day(day) => day.to_string(),
            BirthDate::Year(year) => year.to_string(),
        }
    }
}

text_value!(BirthDate, BirthDateFault);

/// The form at rest and in logs, `1944-09-02`. Screens take [`BirthDate::slashed`].
impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_text())
    }
}

/// Date cells arrive with the time of midnight behind them.
fn without_midnight(text: &str) -> &str {
    let end = text.find(['T', ' ']).filter(|at| {
        let time = &text[at + 1..];
        time.starts_with("00:00") && time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.' | b'Z'))
    });
    &text[..end.unwrap_or(text.len())]
}

fn from_parts(day: &str, month: &str, year: &str) -> Result<BirthDate, BirthDateFault> {
    if day.len() > 2 || month.len() > 2 {
        return Err(BirthDateFault::Shape);
    }
    let small = |text: &str| text.parse::<u8>().map_err(|_| BirthDateFault::Shape);
    let (day, month) = (small(day)?, small(month)?);
    let year = accepted_year(year.parse().map_err(|_| BirthDateFault::Shape)?)?;
    match (day, month) {
        (0, 0) => Ok(BirthDate::Year(year)),
        (0, 1..=12) => Err(BirthDateFault::DayMissing { month, year }),
        _ => {
            let [civil_day, civil_month] = [day, month].map(|number| i8::try_from(number).expect("two digits"));
            Date::new(year, civil_month, civil_day).map(BirthDate::Day).map_err(|_| BirthDateFault::NoSuchDay {
                day,
                month,
                year,
            })
        }
    }
}

fn accepted_year(year: i16) -> Result<i16, BirthDateFault> {
    if (YEAR_MIN..=YEAR_MAX).contains(&year) {
        Ok(year)
    } else {
        Err(BirthDateFault::Year { year: u16::try_from(year).unwrap_or(0) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Plain, Stored};
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn birth_dates_read_as_lists_write_them() {
        let day = BirthDate::Day(date(1944, 9, 2));
        for text in [
            "02/09/1944",
            "2/9/1944",
            "02-09-1944",
            "2.9.1944",
            "02 / 09 / 1944",
            "1944-09-02",
            "1944-09-02T00:00:00",
            "1944-09-02 00:00:00.000",
            "02/09/1944 00:00",
            "02091944",
        ] {
            assert_eq!(BirthDate::parse(text), Ok(day), "{text}");
        }
        for text in ["1944", " 1944 ", "00/00/1944", "0/0/1944", "00001944"] {
            assert_eq!(BirthDate::parse(text), Ok(BirthDate::Year(1944)), "{text}");
        }
    }

    #[test]
    fn what_is_no_birth_date_says_why() {
        use BirthDateFault::{DayMissing, Empty, NoSuchDay, Shape, ShortYear, Year};
        for (text, fault) in [
            ("", Empty),
            ("02/09/44", ShortYear),
            ("09/1944", DayMissing { month: 9, year: 1944 }),
            ("00/09/1944", DayMissing { month: 9, year: 1944 }),
            ("31/02/1944", NoSuchDay { day: 31, month: 2, year: 1944 }),
            ("01/25/1944", NoSuchDay { day: 1, month: 25, year: 1944 }),
            ("02/00/1944", NoSuchDay { day: 2, month: 0, year: 1944 }),
            ("02/09/1744", Year { year: 1744 }),
            ("16316", Shape),
            ("khoảng 1944", Shape),
            ("1944-09-02 10:30", Shape),
        ] {
            assert_eq!(BirthDate::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_year_agrees_with_every_day_in_it() {
        let read = |text| BirthDate::parse(text).unwrap();
        assert!(read("1944").agrees_with(read("02/09/1944")));
        assert!(read("02/09/1944").agrees_with(read("1944")));
        assert!(!read("1945").agrees_with(read("02/09/1944")));
        assert!(!read("03/09/1944").agrees_with(read("02/09/1944")));
        assert_eq!(read("1944").to_plain(), Plain::Text("1944".into()));
        assert_eq!(read("02/09/1944").slashed(), "02/09/1944");
        assert!(BirthDate::from_plain(Plain::Text("02/09/1944".into())).is_err());
    }

    proptest! {
        #[test]
        fn every_day_reads_back(year in 1850_i16..=2199, month in 1_i8..=12, day in 1_i8..=28) {
            let born = BirthDate::on(date(year, month, day)).unwrap();
            prop_assert_eq!(BirthDate::parse(&born.slashed()), Ok(born));
            prop_assert_eq!(BirthDate::from_plain(born.to_plain()), Ok(born));
        }

        #[test]
        fn any_text_gives_a_birth_date_or_a_fault(text in ".{0,70}") {
            let _ = BirthDate::parse(&text);
        }

        #[test]
        fn any_mixture_of_date_signs_gives_a_birth_date_or_a_fault(text in "[0-9/. T:-]{0,20}") {
            let _ = BirthDate::parse(&text);
        }
    }
}
