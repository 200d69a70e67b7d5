//! A month of the calendar, the beat of everything that is paid.

use crate::text_value::text_value;
use jiff::civil::Date;
use std::fmt;

/// Text or numbers that are no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MonthFault {
    /// Neither `2024-02` nor `02/2024`.
    #[error("not a month")]
    Shape,
    /// A month's number outside 1 to 12.
    #[error("there is no month {number}")]
    Number {
        /// What was written.
        number: u32,
    },
    /// A year outside 1900 to 2199: surely a slip.
    #[error("the year {year} is outside 1900 to 2199")]
    Year {
        /// What was written.
        year: u32,
    },
}

/// The first year a [`Month`] can be in.
const YEAR_MIN: i16 = 1900;
/// The last year a [`Month`] can be in.
const YEAR_MAX: i16 = 2199;

/// A month between 1900-01 and 2199-12. Rests as `2024-02`, whose text order is time order.
///
/// ```
/// # use kernel::Month;
/// let month = Month::parse("02/2024")?;
/// assert_eq!(month.to_string(), "2024-02");
/// assert_eq!(month.slashed(), "02/2024");
/// assert_eq!(month.last_day().to_string(), "2024-02-29");
/// # Ok::<(), kernel::MonthFault>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month with that number, 1 to 12, of that year.
    pub fn new(year: i16, month: i8) -> Result<Month, MonthFault> {
        if !(YEAR_MIN..=YEAR_MAX).contains(&year) {
            return Err(MonthFault::Year { year: u32::try_from(year).unwrap_or(0) });
        }
        if !(1..=12).contains(&month) {
            return Err(MonthFault::Number { number: u32::try_from(month).unwrap_or(0) });
        }
        Ok(Month { year, month })
    }

    /// The month a day lies in.
    pub fn of(day: Date) -> Result<Month, MonthFault> {
        Month::new(day.year(), day.month())
    }

    /// Reads `2024-02`, `2024/2`, `02/2024`, `2-2024`, `2.2024`, `tháng 02/2024`, `T2/2024`, `tháng 2 năm 2024`.
    pub fn parse(text: &str) -> Result<Month, MonthFault> {
        let numbers = numbers(text)?;
        match numbers[..] {
            [(year, 4), (number, 1 | 2)] | [(number, 1 | 2), (year, 4)] => {
                let small_year = i16::try_from(year).map_err(|_| MonthFault::Year { year })?;
                Month::new(small_year, i8::try_from(number).map_err(|_| MonthFault::Number { number })?)
            }
            _ => Err(MonthFault::Shape),
        }
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The number in the year, 1 to 12.
    pub const fn number(self) -> i8 {
        self.month
    }

    /// The first day.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month, 1).expect("every month has a first day")
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// Whether the day lies in this month.
    pub fn contains(self, day: Date) -> bool {
        (day.year(), day.month()) == (self.year, self.month)
    }

    /// So many months later, or earlier for a number below zero.
    pub fn plus(self, months: i32) -> Result<Month, MonthFault> {
        let index = self.index().saturating_add(months);
        let year = index.div_euclid(12);
        let small_year =
            i16::try_from(year).map_err(|_| MonthFault::Year { year: u32::try_from(year).unwrap_or(0) })?;
        Month::new(small_year, i8::try_from(index.rem_euclid(12) + 1).expect("one of twelve"))
    }

    /// The month after.
    pub fn next(self) -> Result<Month, MonthFault> {
        self.plus(1)
    }

    /// The month before.
    pub fn previous(self) -> Result<Month, MonthFault> {
        self.plus(-1)
    }

    /// How many months from this one to `later`; below zero if that is earlier.
    pub fn months_until(self, later: Month) -> i32 {
        later.index() - self.index()
    }

    /// Every month from this one to `last`, both included; none if `last` is earlier.
    pub fn through(self, last: Month) -> impl Iterator<Item = Month> {
        (0..=self.months_until(last)).filter_map(move |months| self.plus(months).ok())
    }

    /// `02/2024`, as screens and letters write it.
    pub fn slashed(self) -> String {
        format!("{:02}/{}", self.month, self.year)
    }

    fn index(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    fn to_text(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }
}

text_value!(Month, MonthFault);

/// The form at rest and in logs, `2024-02`. Screens take [`Month::slashed`].
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_text())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

/// The runs of digits with their lengths; between them only a separator or the words `tháng` and `năm`.
fn numbers(text: &str) -> Result<Vec<(u32, usize)>, MonthFault> {
    if text.len() > 60 {
        return Err(MonthFault::Shape);
    }
    let text = crate::names::plain_text(text);
    let words = text.trim().trim_start_matches("thang").trim_start_matches('t').trim_start();
    let mut numbers = Vec::new();
    for piece in words.replace(" nam ", "/").split(['/', '-', '.']) {
        let digits = piece.trim();
        if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(MonthFault::Shape);
        }
        numbers.push((digits.parse().map_err(|_| MonthFault::Shape)?, digits.len()));
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Plain, Stored};
    use proptest::prelude::*;

    #[test]
    fn months_read_as_people_write_them() {
        let february = Month::new(2024, 2).unwrap();
        for text in [
            "2024-02",
            "2024/2",
            "02/2024",
            "2/2024",
            "2-2024",
            "02.2024",
            " 02 / 2024 ",
            "tháng 02/2024",
            "Tháng 2 năm 2024",
            "THÁNG 2 NĂM 2024",
            "tha\u{301}ng 2/2024",
            "T2/2024",
        ] {
            assert_eq!(Month::parse(text), Ok(february), "{text}");
        }
    }

    #[test]
    fn what_is_no_month_says_why() {
        for (text, fault) in [
            ("", MonthFault::Shape),
            ("2024", MonthFault::Shape),
            ("02/24", MonthFault::Shape),
            ("01/02/2024", MonthFault::Shape),
            ("13/2024", MonthFault::Number { number: 13 }),
            ("00/2024", MonthFault::Number { number: 0 }),
            ("02/1024", MonthFault::Year { year: 1024 }),
            ("02/2204", MonthFault::Year { year: 2204 }),
        ] {
            assert_eq!(Month::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn at_rest_there_is_one_form() {
        let february = Month::new(2024, 2).unwrap();
        assert_eq!(february.to_plain(), Plain::Text("2024-02".into()));
        assert_eq!(Month::from_plain(Plain::Text("2024-02".into())), Ok(february));
        assert!(Month::from_plain(Plain::Text("02/2024".into())).is_err());
        assert_eq!(serde_json::to_string(&february).unwrap(), "\"2024-02\"");
        assert_eq!(serde_json::from_str::<Month>("\"02/2024\"").unwrap(), february);
    }

    #[test]
    fn months_are_counted_across_years() {
        let (november, february) = (Month::new(2023, 11).unwrap(), Month::new(2024, 2).unwrap());
        assert_eq!(november.plus(3), Ok(february));
        assert_eq!(february.months_until(november), -3);
        let between: Vec<String> = november.through(february).map(Month::slashed).collect();
        assert_eq!(between, ["11/2023", "12/2023", "01/2024", "02/2024"]);
        assert_eq!(february.through(november).count(), 0);
        assert!(february.contains(february.last_day()));
        assert_eq!(Month::new(2199, 12).unwrap().next(), Err(MonthFault::Year { year: 2200 }));
        assert_eq!(Month::new(1900, 1).unwrap().previous(), Err(MonthFault::Year { year: 1899 }));
        assert!(february.plus(i32::MAX).is_err());
    }

    proptest! {
        #[test]
        fn a_month_reads_back_in_both_forms(year in 1900_i16..=2199, number in 1_i8..=12) {
            let month = Month::new(year, number).unwrap();
            prop_assert_eq!(Month::parse(&month.to_string()), Ok(month));
            prop_assert_eq!(Month::parse(&month.slashed()), Ok(month));
        }

        #[test]
        fn any_text_gives_a_month_or_a_fault(text in ".{0,70}") {
            let _ = Month::parse(&text);
        }
    }
}
