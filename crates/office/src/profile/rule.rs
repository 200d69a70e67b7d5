//! When something is due, as a short text that an official can read and change.
//!
//! ```text
//! before 2024-01-11 | by 2024-01-14 | on 2024-01-19 | within 2024-02
//! daily | daily before 10:00 | weekly | weekly wed
//! monthly | monthly before 25 | monthly by 25 | monthly 1-10
//! yearly before 06-15 12-15 | yearly by 12-31
//! 10 working days | after 3 months | at will
//! ```
//!
//! `before` leaves the day itself out, `by` and `on` take it in: letters mean the difference.

use jiff::civil::{Date, Time, Weekday};
use kernel::Month;
use std::{fmt, str::FromStr};

/// Days of a yearly rule, at most.
const YEARLY_DAYS_MAX: usize = 12;
/// Working days or months of a term, at most.
const TERM_MAX: u16 = 366;

/// Whether the named day itself is still in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Trước: the day before is the last.
    Before,
    /// Chậm nhất: the day is the last.
    By,
    /// Ngày: on the day, not earlier.
    On,
}

/// A day of any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

/// When something is due.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Once.
    Once(Bound, Date),
    /// Any day of one month.
    Within(Month),
    /// Every day, before an hour or at any.
    Daily(Option<Time>),
    /// Every week, on a day or on any.
    Weekly(Option<Weekday>),
    /// Any day of every month.
    Monthly,
    /// Every month before or by a day of it.
    MonthlyBound(Bound, i8),
    /// Every month between two days of it, both in.
    MonthlyBetween(i8, i8),
    /// Every year before or by these days.
    Yearly(Bound, Vec<MonthDay>),
    /// So many working days from an event.
    WorkingDays(u16),
    /// So many months from an event.
    AfterMonths(u16),
    /// When the agency decides to.
    AtWill,
}

/// Text that is no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a calendar rule")]
pub struct RuleFault;

impl Rule {
    /// Reads a rule. Total: any text gives a rule or the fault.
    pub fn parse(text: &str) -> Result<Rule, RuleFault> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["within", month] => Ok(Rule::Within(month.parse().map_err(|_| RuleFault)?)),
            ["daily"] => Ok(Rule::Daily(None)),
            ["daily", "before", time] => Ok(Rule::Daily(Some(hour(time)?))),
            ["weekly"] => Ok(Rule::Weekly(None)),
            ["weekly", day] => Ok(Rule::Weekly(Some(weekday(day)?))),
            ["monthly"] => Ok(Rule::Monthly),
            ["monthly", span] => {
                let (first, last) = span.split_once('-').ok_or(RuleFault)?;
                let (first, last) = (day_of_month(first)?, day_of_month(last)?);
                if first > last { Err(RuleFault) } else { Ok(Rule::MonthlyBetween(first, last)) }
            }
            ["monthly", word, day] => Ok(Rule::MonthlyBound(before_or_by(word)?, day_of_month(day)?)),
            ["yearly", word, days @ ..] if (1..=YEARLY_DAYS_MAX).contains(&days.len()) => {
                let days = days.iter().map(|day| month_day(day)).collect::<Result<_, _>>()?;
                Ok(Rule::Yearly(before_or_by(word)?, days))
            }
            [count, "working", "days"] => Ok(Rule::WorkingDays(term(count)?)),
            ["after", count, "months"] => Ok(Rule::AfterMonths(term(count)?)),
            ["at", "will"] => Ok(Rule::AtWill),
            ["on", day] => Ok(Rule::Once(Bound::On, full_day(day)?)),
            [word, day] => Ok(Rule::Once(before_or_by(word)?, full_day(day)?)),
            _ => Err(RuleFault),
        }
    }
}

fn before_or_by(word: &str) -> Result<Bound, RuleFault> {
    match word {
        "before" => Ok(Bound::Before),
        "by" => Ok(Bound::By),
        _ => Err(RuleFault),
    }
}

fn full_day(text: &str) -> Result<Date, RuleFault> {
    let day: Date = text.parse().map_err(|_| RuleFault)?;
    if text.len() == 10 && (1900..=2200).contains(&day.year()) { Ok(day) } else { Err(RuleFault) }
}

fn number<N: FromStr>(text: &str) -> Result<N, RuleFault> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().map_err(|_| RuleFault) } else { Err(RuleFault) }
}

fn day_of_month(text: &str) -> Result<i8, RuleFault> {
    number(text).ok().filter(|day| (1..=31).contains(day)).ok_or(RuleFault)
}

fn month_day(text: &str) -> Result<MonthDay, RuleFault> {
    let (month, day) = text.split_once('-').ok_or(RuleFault)?;
    let (month, day) = (number(month)?, day_of_month(day)?);
    // 2000 was a leap year: 29 February passes, 30 February does not.
    Date::new(2000, month, day).map(|_| MonthDay { month, day }).map_err(|_| RuleFault)
}

fn term(text: &str) -> Result<u16, RuleFault> {
    number(text).ok().filter(|count| (1..=TERM_MAX).contains(count)).ok_or(RuleFault)
}

fn hour(text: &str) -> Result<Time, RuleFault> {
    let (hours, minutes) = text.split_once(':').ok_or(RuleFault)?;
    Time::new(number(hours)?, number(minutes)?, 0, 0).map_err(|_| RuleFault)
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "mon"),
    (Weekday::Tuesday, "tue"),
    (Weekday::Wednesday, "wed"),
    (Weekday::Thursday, "thu"),
    (Weekday::Friday, "fri"),
    (Weekday::Saturday, "sat"),
    (Weekday::Sunday, "sun"),
];

fn weekday(text: &str) -> Result<Weekday, RuleFault> {
    WEEKDAYS.iter().find(|(_, word)| *word == text).map(|(day, _)| *day).ok_or(RuleFault)
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Bound::Before => "before",
            Bound::By => "by",
            Bound::On => "on",
        })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Once(bound, day) => write!(f, "{bound} {day}"),
            Rule::Within(month) => write!(f, "within {month}"),
            Rule::Daily(None) => f.write_str("daily"),
            Rule::Daily(Some(time)) => write!(f, "daily before {:02}:{:02}", time.hour(), time.minute()),
            Rule::Weekly(None) => f.write_str("weekly"),
            Rule::Weekly(Some(day)) => {
                let word = WEEKDAYS.iter().find(|(known, _)| known == day).map_or("", |(_, word)| word);
                write!(f, "weekly {word}")
            }
            Rule::Monthly => f.write_str("monthly"),
            Rule::MonthlyBound(bound, day) => write!(f, "monthly {bound} {day}"),
            Rule::MonthlyBetween(first, last) => write!(f, "monthly {first}-{last}"),
            Rule::Yearly(bound, days) => {
                write!(f, "yearly {bound}")?;
                days.iter().try_for_each(|day| write!(f, " {:02}-{:02}", day.month, day.day))
            }
            Rule::WorkingDays(count) => write!(f, "{count} working days"),
            Rule::AfterMonths(count) => write!(f, "after {count} months"),
            Rule::AtWill => f.write_str("at will"),
        }
    }
}

impl FromStr for Rule {
    type Err = RuleFault;
    fn from_str(text: &str) -> Result<Rule, RuleFault> {
        Rule::parse(text)
    }
}

impl serde::Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Rule {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Rule, D::Error> {
        let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
        Rule::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_texts_of_the_door_read_and_write_back() {
        for text in [
            "before 2024-01-11",
            "by 2024-01-14",
            "on 2024-01-19",
            "within 2024-02",
            "daily",
            "daily before 10:00",
            "weekly",
            "weekly wed",
            "monthly",
            "monthly before 25",
            "monthly by 5",
            "monthly 1-10",
            "yearly before 06-15 12-15",
            "10 working days",
            "after 3 months",
            "at will",
        ] {
            assert_eq!(Rule::parse(text).map(|rule| rule.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in [
            "",
            "before",
            "before tomorrow",
            "before 2024-02-30",
            "within 2024-13",
            "daily before 25:00",
            "weekly someday",
            "monthly before 0",
            "monthly 10-1",
            "yearly before",
            "yearly before 02-30",
            "0 working days",
            "after +3 months",
            "monthly on 5",
        ] {
            assert_eq!(Rule::parse(text), Err(RuleFault), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_rule_that_reads_back_or_none(text in "\\PC{0,40}|(before|by|on|monthly|yearly|daily|weekly)( [a-z0-9:-]{1,10}){0,3}") {
            if let Ok(rule) = Rule::parse(&text) {
                prop_assert_eq!(Rule::parse(&rule.to_string()), Ok(rule));
            }
        }
    }
}
