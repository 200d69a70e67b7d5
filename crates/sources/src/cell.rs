//! One cell, whatever file it comes from.

use jiff::civil::Date;
use std::borrow::Cow;

/// The most characters of a cell: what a spreadsheet itself keeps.
pub const CELL_CHARS_MAX: usize = 32_767;

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as written, or the shown value of a formula.
    Text(String),
    /// A number cell, in its shortest decimal form. Leading zeros are gone, and digits past the fifteenth.
    Number(String),
    /// A cell that shows a day.
    Day(Date),
    /// `#N/A` and its kin.
    Broken,
}

impl Cell {
    /// A text cell; blank text is nothing.
    pub fn of_text(text: String) -> Cell {
        if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// The text a person would see; a day as `25/01/2024`.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Number(text) => Cow::Borrowed(text),
            Cell::Day(day) => Cow::Owned(day.strftime("%d/%m/%Y").to_string()),
            Cell::Broken => Cow::Borrowed("#"),
        }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }

    /// The day a number cell means when it stands in a column of days: spreadsheets count from 30 December 1899.
    pub fn serial_day(text: &str) -> Option<Date> {
        let days: i64 = text.parse().ok().filter(|days| (1..=2_958_465).contains(days))?;
        let epoch = jiff::civil::date(1899, 12, 30);
        epoch.checked_add(jiff::Span::new().days(days)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn serial_days_are_those_of_spreadsheets() {
        assert_eq!(Cell::serial_day("16317"), Some(date(1944, 9, 2)));
        assert_eq!(Cell::serial_day("45316"), Some(date(2024, 1, 25)));
        assert_eq!(Cell::serial_day("0"), None);
        assert_eq!(Cell::serial_day("9999999"), None);
        assert_eq!(Cell::serial_day("1,5"), None);
    }

    #[test]
    fn blank_text_is_nothing() {
        assert_eq!(Cell::of_text(" \u{a0}".to_owned()), Cell::Empty);
        assert_eq!(Cell::Day(date(2024, 1, 25)).shown(), "25/01/2024");
    }
}
