//! From a rule to the days something is due.

use super::{Bound, MonthDay, Rule, WorkingDays};
use jiff::{
    ToSpan as _,
    civil::{Date, Time, Weekday},
};
use kernel::keyed;

/// One question about dues answers at most so many: a year of days.
pub const DUES_MAX: usize = 400;

keyed! {
    /// What happens when the last day is one on which nobody works.
    pub enum Roll {
        /// It must be done on the working day before: the only way still to be in time.
        Earlier = "earlier",
        /// The next working day is in time (Civil Code 2015, article 148).
        Later = "later",
        /// The day stands.
        None = "none",
    }
}

/// One time something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Due {
    /// The first day it can be done, where the rule names one.
    pub opens: Option<Date>,
    /// The last day in time, as the rule says, working day or not.
    pub last_day: Date,
    /// The day to work to: `last_day` moved off weekends and holidays.
    pub work_day: Date,
    /// The hour before which it is due on that day.
    pub before: Option<Time>,
}

impl Due {
    /// Whether the last day is a day on which nobody works.
    pub fn is_moved(&self) -> bool {
        self.work_day != self.last_day
    }
}

impl Rule {
    /// The times something is due with a last day in `from..=until`, in order; none for terms from an event and for
    /// what is done at will.
    pub fn dues(&self, from: Date, until: Date, roll: Roll, calendar: &WorkingDays) -> Vec<Due> {
        let mut due = Vec::new();
        for (opens, last_day) in self.nominal(from, until).into_iter().filter(|(_, last)| (from..=until).contains(last))
        {
            let work_day = match roll {
                Roll::Earlier => calendar.previous(last_day),
                Roll::Later => calendar.next(last_day),
                Roll::None => last_day,
            };
            let before = if let Rule::Daily(time) = self { *time } else { None };
            due.push(Due { opens, last_day, work_day, before });
        }
        due.sort_unstable_by_key(|due| due.last_day);
        due.truncate(DUES_MAX);
        due
    }

    /// Opening and last days that may lie in the period, and some that may not.
    fn nominal(&self, from: Date, until: Date) -> Vec<(Option<Date>, Date)> {
        match self {
            Rule::Once(bound, day) => vec![once(*bound, *day)],
            Rule::Within(month) => vec![(Some(month.first_day()), month.last_day())],
            Rule::Daily(_) => days(from, until).map(|day| (None, day)).collect(),
            Rule::Weekly(on) => weeks(from, until, *on),
            Rule::Monthly => months(from, until).map(|first| (Some(first), first.last_of_month())).collect(),
            Rule::MonthlyBound(bound, day) => {
                months(from, until).map(|first| once(*bound, clipped(first, *day))).collect()
            }
            Rule::MonthlyBetween(first_day, last_day) => {
                months(from, until).map(|first| (Some(clipped(first, *first_day)), clipped(first, *last_day))).collect()
            }
            Rule::Yearly(bound, list) => months(from, until)
                .flat_map(|first| {
                    list.iter().filter(move |day| day.month == first.month()).map(move |day| (first, day))
                })
                .map(|(first, MonthDay { day, .. })| once(*bound, clipped(first, *day)))
                .collect(),
            Rule::WorkingDays(_) | Rule::AfterMonths(_) | Rule::AtWill => Vec::new(),
        }
    }

    /// The last day of a term that an event on `day` begins; nothing for rules that are no terms.
    pub fn term_from(&self, day: Date, calendar: &WorkingDays) -> Option<Date> {
        match self {
            Rule::WorkingDays(count) => Some(calendar.after(day, *count)),
            Rule::AfterMonths(count) => day.checked_add(i64::from(*count).months()).ok(),
            _ => None,
        }
    }
}

fn once(bound: Bound, day: Date) -> (Option<Date>, Date) {
    match bound {
        Bound::Before => (None, day.saturating_sub(1.day())),
        Bound::By => (None, day),
        Bound::On => (Some(day), day),
    }
}

fn clipped(first_of_month: Date, day: i8) -> Date {
    Date::new(first_of_month.year(), first_of_month.month(), day).unwrap_or(first_of_month.last_of_month())
}

fn days(from: Date, until: Date) -> impl Iterator<Item = Date> {
    from.series(1.day()).take_while(move |day| *day <= until).take(DUES_MAX)
}

/// The first days of the months of the period and of the one after, for `before 1` is due in the month before.
fn months(from: Date, until: Date) -> impl Iterator<Item = Date> {
    let last = until.saturating_add(1.month());
    from.first_of_month().series(1.month()).take_while(move |day| *day <= last).take(DUES_MAX)
}

fn weeks(from: Date, until: Date, on: Option<Weekday>) -> Vec<(Option<Date>, Date)> {
    let last = on.unwrap_or(Weekday::Sunday);
    let last_days = from.series(1.day()).take_while(|day| *day <= until).filter(|day| day.weekday() == last);
    last_days
        .take(DUES_MAX)
        .map(|day| {
            let opens = on.is_none().then(|| day.saturating_sub(6.days()));
            (opens, day)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::built_in;
    use jiff::civil::date;

    /// Rule, period, roll and the due days, as `last_day` or `last_day>work_day`.
    fn check(rule: &str, from: Date, until: Date, roll: Roll, expected: &str) {
        let calendar = built_in::working_days();
        let dues = Rule::parse(rule).expect("a rule").dues(from, until, roll, &calendar);
        let seen: Vec<String> =
            dues.iter()
                .map(|due| {
                    if due.is_moved() { format!("{}>{}", due.last_day, due.work_day) } else { due.last_day.to_string() }
                })
                .collect();
        assert_eq!(seen.join(" "), expected, "{rule}");
    }

    #[test]
    fn before_leaves_the_day_out_and_by_takes_it_in() {
        let (from, until) = (date(2024, 1, 1), date(2024, 3, 31));
        check("before 2024-01-11", from, until, Roll::Earlier, "2024-01-10");
        check("by 2024-01-11", from, until, Roll::Earlier, "2024-01-11");
        check("on 2024-01-19", from, until, Roll::None, "2024-01-19");
        // 14 January 2024 was a Sunday.
        check("by 2024-01-14", from, until, Roll::Earlier, "2024-01-14>2024-01-12");
        check("by 2024-01-14", from, until, Roll::Later, "2024-01-14>2024-01-15");
        check("by 2024-01-14", from, until, Roll::None, "2024-01-14");
        // Before the first day of Tết: the last working day is the 7th.
        check("before 2024-02-10", from, until, Roll::Earlier, "2024-02-09>2024-02-07");
        check("within 2024-02", from, until, Roll::None, "2024-02-29");
    }

    #[test]
    fn before_the_25th_falls_on_the_last_working_day_before_it() {
        let (from, until) = (date(2024, 1, 1), date(2024, 4, 30));
        check(
            "monthly before 25",
            from,
            until,
            Roll::Earlier,
            "2024-01-24 2024-02-24>2024-02-23 2024-03-24>2024-03-22 2024-04-24",
        );
        check("monthly before 1", date(2024, 2, 1), date(2024, 3, 15), Roll::None, "2024-02-29");
        check("monthly by 31", date(2024, 2, 1), date(2024, 4, 30), Roll::None, "2024-02-29 2024-03-31 2024-04-30");
        check("monthly 1-10", date(2024, 2, 1), date(2024, 2, 29), Roll::None, "2024-02-10");
        check("monthly", date(2024, 2, 1), date(2024, 3, 31), Roll::None, "2024-02-29 2024-03-31");
    }

    #[test]
    fn weeks_days_and_years() {
        check(
            "weekly wed",
            date(2024, 2, 1),
            date(2024, 2, 29),
            Roll::Earlier,
            "2024-02-07 2024-02-14>2024-02-07 2024-02-21 2024-02-28",
        );
        check("weekly", date(2024, 1, 15), date(2024, 1, 28), Roll::None, "2024-01-21 2024-01-28");
        check(
            "daily before 10:00",
            date(2024, 1, 17),
            date(2024, 1, 19),
            Roll::None,
            "2024-01-17 2024-01-18 2024-01-19",
        );
        check(
            "yearly before 06-15 12-15",
            date(2024, 1, 1),
            date(2024, 12, 31),
            Roll::Earlier,
            "2024-06-14 2024-12-14>2024-12-13",
        );
        check("yearly before 01-01", date(2024, 1, 1), date(2024, 12, 31), Roll::None, "2024-12-31");
        check("at will", date(2024, 1, 1), date(2024, 12, 31), Roll::None, "");
        let daily = Rule::parse("daily").expect("a rule");
        let years = daily.dues(date(2020, 1, 1), date(2030, 1, 1), Roll::None, &built_in::working_days());
        assert_eq!(years.len(), DUES_MAX);
    }

    #[test]
    fn terms_run_from_an_event() {
        let calendar = built_in::working_days();
        let term = |rule: &str, day| Rule::parse(rule).expect("a rule").term_from(day, &calendar);
        assert_eq!(term("10 working days", date(2025, 8, 25)), Some(date(2025, 9, 10)), "over National Day");
        assert_eq!(term("after 3 months", date(2024, 11, 30)), Some(date(2025, 2, 28)));
        assert_eq!(term("monthly", date(2024, 11, 30)), None);
    }
}
