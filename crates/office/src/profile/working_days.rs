//! Which days offices work, and counting in such days.

use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
};
use kernel::keyed;
use std::collections::BTreeMap;

keyed! {
    /// What a dated row says of a day.
    pub enum DayKind {
        /// Nobody works: a holiday, a day in lieu, or a day swapped for another.
        Off = "off",
        /// A Saturday worked for a day off elsewhere.
        Work = "work",
    }
}

/// No run of days off is longer; a search that finds no working day within it has found a broken calendar.
const DAYS_OFF_MAX: i64 = 60;

/// The working days of offices: Monday to Friday, but for the days said otherwise.
#[derive(Clone, Debug, Default)]
pub struct WorkingDays {
    said: BTreeMap<Date, DayKind>,
}

impl WorkingDays {
    /// From the holidays and the worked Saturdays.
    pub fn new(said: impl IntoIterator<Item = (Date, DayKind)>) -> WorkingDays {
        WorkingDays { said: said.into_iter().collect() }
    }

    /// Whether offices work on `day`.
    pub fn is_working(&self, day: Date) -> bool {
        match self.said.get(&day) {
            Some(kind) => *kind == DayKind::Work,
            None => !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
        }
    }

    /// Whether the holidays of the day's year are known. Where they are not, only weekends are counted as off.
    pub fn knows_year_of(&self, day: Date) -> bool {
        let first = Date::new(day.year(), 1, 1).unwrap_or(Date::MIN);
        let last = Date::new(day.year(), 12, 31).unwrap_or(Date::MAX);
        self.said.range(first..=last).next().is_some()
    }

    /// `day`, or the next one on which offices work.
    pub fn next(&self, day: Date) -> Date {
        self.nearest(day, 1)
    }

    /// `day`, or the last one before it on which offices work.
    pub fn previous(&self, day: Date) -> Date {
        self.nearest(day, -1)
    }

    fn nearest(&self, day: Date, step: i64) -> Date {
        let days = (0..DAYS_OFF_MAX).map(|count| day.saturating_add((step * count).days()));
        days.into_iter().find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// The last day of a term of `count` working days that starts with an event on `day`. The day of the event does not
    /// count (Civil Code 2015, article 147).
    pub fn after(&self, day: Date, count: u16) -> Date {
        (0..count).fold(day, |day, _| self.next(day.saturating_add(1.day())))
    }

    /// How many working days lie after `from`, up to and including `until`.
    pub fn count(&self, from: Date, until: Date) -> i64 {
        let mut days = 0;
        let mut day = from;
        while day < until {
            day = day.saturating_add(1.day());
            days += i64::from(self.is_working(day));
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::built_in;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn tet_of_2024_is_seven_days_long() {
        let calendar = built_in::working_days();
        assert!(calendar.is_working(date(2024, 2, 7)));
        assert!((8..=14).all(|day| !calendar.is_working(date(2024, 2, day))));
        assert!(calendar.is_working(date(2024, 2, 15)));
        assert_eq!(calendar.previous(date(2024, 2, 9)), date(2024, 2, 7));
        assert_eq!(calendar.next(date(2024, 2, 9)), date(2024, 2, 15));
    }

    #[test]
    fn a_swapped_saturday_is_worked() {
        let calendar = built_in::working_days();
        assert!(!calendar.is_working(date(2024, 4, 29)) && calendar.is_working(date(2024, 5, 4)));
        assert!(!calendar.is_working(date(2024, 5, 11)), "an ordinary Saturday");
    }

    #[test]
    fn ten_working_days_step_over_weekends_and_holidays() {
        let calendar = built_in::working_days();
        // From Monday 22 April: 23, 24, 25, 26; 29 April to 1 May off; 2, 3, Saturday 4, 6, 7, 8 May.
        assert_eq!(calendar.after(date(2024, 4, 22), 10), date(2024, 5, 8));
        assert_eq!(calendar.count(date(2024, 4, 22), date(2024, 5, 8)), 10);
        assert_eq!(calendar.after(date(2024, 4, 22), 0), date(2024, 4, 22));
    }

    #[test]
    fn a_year_nobody_announced_is_said_to_be_unknown() {
        let calendar = built_in::working_days();
        assert!(calendar.knows_year_of(date(2027, 6, 1)) && !calendar.knows_year_of(date(2031, 6, 1)));
        assert!(!calendar.is_working(date(2031, 6, 1)), "a Sunday all the same");
    }

    proptest! {
        #[test]
        fn a_term_counted_forth_is_counted_back(start in 0_i64..1_400, count in 0_u16..60) {
            let calendar = built_in::working_days();
            let from = date(2024, 1, 1).saturating_add(start.days());
            let until = calendar.after(from, count);
            prop_assert_eq!(calendar.count(from, until), i64::from(count));
            prop_assert!(count == 0 || calendar.is_working(until));
        }
    }
}
