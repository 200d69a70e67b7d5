//! How the days of a column stand: what one cell cannot tell, the others can.

use crate::{Because, Cell, fault::Proposal};
use jiff::civil::Date;
use kernel::BirthDate;

/// What the first rows of a sheet show of its days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DayHabit {
    /// Days typed as text stand with the month first.
    month_first: bool,
    /// A spreadsheet of another country made dates of those days it could read with the month first, and left the
    /// others as text.
    converted: bool,
    /// 1 January stands for "only the year is known".
    first_days: bool,
}

/// What is counted.
#[derive(Default)]
struct Counts {
    /// `25/09/1944`.
    day_first: usize,
    /// `09/25/1944`.
    month_first: usize,
    /// Cells that are days, and those of them beyond the twelfth.
    days: usize,
    late_days: usize,
    /// All of them, and those on 1 January.
    all: usize,
    first_days: usize,
}

impl DayHabit {
    /// The habit of a column's cells.
    pub(crate) fn of<'c>(cells: impl Iterator<Item = &'c Cell>) -> DayHabit {
        let mut counts = Counts::default();
        for cell in cells {
            counts.take(cell);
        }
        DayHabit {
            month_first: counts.month_first >= 2 && counts.day_first == 0 && counts.late_days == 0,
            converted: counts.day_first >= 2 && counts.month_first == 0 && counts.days >= 3 && counts.late_days == 0,
            // By chance it is one in three hundred and sixty-five.
            first_days: counts.first_days >= 3 && counts.first_days * 20 >= counts.all,
        }
    }

    /// What a day that can be read may have been instead.
    pub(crate) fn doubt(self, cell: &Cell, day: Date) -> Option<Proposal> {
        let because = match cell {
            Cell::Day(_) if self.converted => Because::ColumnConverted,
            Cell::Text(_) if self.month_first => Because::ColumnMonthFirst,
            _ => return None,
        };
        let swapped = Date::new(day.year(), day.day(), day.month()).ok().filter(|swapped| *swapped != day)?;
        Some((BirthDate::on(swapped).ok()?.slashed(), because))
    }

    /// The year of a 1 January that is none.
    pub(crate) fn year_meant(self, day: Date) -> Option<Proposal> {
        let meant = self.first_days && (day.day(), day.month()) == (1, 1);
        meant.then(|| (day.year().to_string(), Because::ColumnFirstDays))
    }
}

impl Counts {
    fn take(&mut self, cell: &Cell) {
        let parts = match cell {
            Cell::Day(day) => {
                self.days += 1;
                self.late_days += usize::from(day.day() > 12);
                Some((day.day(), day.month()))
            }
            Cell::Text(text) => {
                let parts = day_and_month(text);
                self.day_first += usize::from(parts.is_some_and(|(day, month)| day > 12 && month <= 12));
                self.month_first += usize::from(parts.is_some_and(|(day, month)| day <= 12 && month > 12));
                parts
            }
            _ => None,
        };
        self.all += 1;
        self.first_days += usize::from(parts == Some((1, 1)));
    }
}

/// The first two numbers of `02/09/1944`, as they stand.
fn day_and_month(text: &str) -> Option<(i8, i8)> {
    let mut parts = text.trim().split(['/', '-', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str| part.trim().parse::<i8>().ok().filter(|number| (1..=31).contains(number));
    (year.trim().len() >= 4).then_some(())?;
    number(day).zip(number(month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn texts(days: &[&str]) -> Vec<Cell> {
        days.iter().map(|day| Cell::of_text((*day).to_owned())).collect()
    }

    #[test]
    fn a_column_with_the_month_first_makes_its_other_days_doubtful() {
        let habit = DayHabit::of(texts(&["09/25/1944", "03/04/1950", "12/31/1960"]).iter());
        let doubt = habit.doubt(&texts(&["03/04/1950"])[0], date(1950, 4, 3));
        assert_eq!(doubt, Some(("04/03/1950".to_owned(), Because::ColumnMonthFirst)));
        assert_eq!(habit.doubt(&texts(&["05/05/1950"])[0], date(1950, 5, 5)), None, "the same both ways");
        let mixed = DayHabit::of(texts(&["09/25/1944", "25/04/1950", "12/31/1960"]).iter());
        assert_eq!(mixed, DayHabit::default(), "nobody knows");
    }

    #[test]
    fn days_that_a_spreadsheet_could_convert_are_doubtful_where_the_others_stayed_text() {
        let mut cells = texts(&["25/09/1944", "31/12/1960"]);
        cells.extend([date(1950, 4, 3), date(1951, 7, 6), date(1952, 1, 2)].map(Cell::Day));
        let habit = DayHabit::of(cells.iter());
        let doubt = habit.doubt(&cells[2], date(1950, 4, 3));
        assert_eq!(doubt, Some(("04/03/1950".to_owned(), Because::ColumnConverted)));
        cells.push(Cell::Day(date(1950, 4, 30)));
        assert_eq!(DayHabit::of(cells.iter()), DayHabit::default());
    }

    #[test]
    fn many_first_days_of_january_are_years() {
        let many = DayHabit::of(texts(&["01/01/1944", "01/01/1950", "1/1/1960", "02/03/1970"]).iter());
        assert_eq!(many.year_meant(date(1944, 1, 1)), Some(("1944".to_owned(), Because::ColumnFirstDays)));
        assert_eq!(many.year_meant(date(1944, 1, 2)), None);
        let one = DayHabit::of(texts(&["01/01/1944", "02/03/1970"]).iter());
        assert_eq!(one.year_meant(date(1944, 1, 1)), None);
    }
}
