//! A person of the register.

use jiff::civil::Date;
use kernel::{BirthDate, CitizenId, OldIdNumber, Sex};

/// How much of a birth date the register knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BirthKnown {
    Day,
    /// Written as the first of January, because only the year is known.
    FirstOfYear,
    Year,
}

/// A person as the register knows them.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// Counted through the whole district from 0.
    pub(crate) number: u64,
    pub(crate) name: String,
    pub(crate) home_name: Option<&'static str>,
    pub(crate) sex: Sex,
    /// The true day.
    pub(crate) born_on: Date,
    pub(crate) birth_known: BirthKnown,
    pub(crate) citizen_id: Option<CitizenId>,
    pub(crate) old_id: Option<OldIdNumber>,
    pub(crate) hamlet: u8,
    pub(crate) household: u32,
    pub(crate) died_on: Option<Date>,
    /// Nothing is said of children: they have no card yet.
    pub(crate) has_card: Option<bool>,
}

impl Person {
    /// `P0001234`.
    pub(crate) fn pid(&self) -> String {
        pid_of(self.number)
    }

    /// Full years on a day.
    pub(crate) fn age_on(&self, day: Date) -> i64 {
        let had_birthday = (day.month(), day.day()) >= (self.born_on.month(), self.born_on.day());
        i64::from(day.year() - self.born_on.year()) - i64::from(!had_birthday)
    }

    /// The birth date as the register has it.
    pub(crate) fn birth(&self) -> BirthDate {
        let year = self.born_on.year();
        let known = match self.birth_known {
            BirthKnown::Day => BirthDate::on(self.born_on),
            BirthKnown::FirstOfYear => BirthDate::on(Date::new(year, 1, 1).expect("a first of January")),
            BirthKnown::Year => BirthDate::in_year(year),
        };
        known.expect("people of the sample were born in this century or the last")
    }
}

/// The register's own id of the person with a number.
pub(crate) fn pid_of(number: u64) -> String {
    format!("P{number:07}")
}
