//! What one cell holds.

use jiff::civil::Date;
use kernel::{BirthDate, Dong};
use std::borrow::Cow;

/// A value on its way into a sheet. Identity and account numbers are text: a number would lose their zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text, written as it is. What looks like a formula stays text.
    Text(Cow<'a, str>),
    /// A count.
    Number(i64),
    /// An amount, shown with its thousands.
    Dong(Dong),
    /// A day, as a date of the spreadsheet.
    Day(Date),
}

impl<'a> Cell<'a> {
    /// Text of one's own making.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
        Cell::Text(text.into())
    }

    /// A date of birth: a date of the spreadsheet, or text where the year alone is known.
    pub fn birth(birth: BirthDate) -> Cell<'a> {
        birth.day().map_or_else(|| Cell::Text(birth.slashed().into()), Cell::Day)
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Cell<'a> {
        if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Borrowed(text)) }
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Cell<'a> {
        Cell::from(text.as_str())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Owned(text)) }
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Cell::Number(number)
    }
}

impl From<Dong> for Cell<'_> {
    fn from(amount: Dong) -> Self {
        Cell::Dong(amount)
    }
}

impl From<Date> for Cell<'_> {
    fn from(day: Date) -> Self {
        Cell::Day(day)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(maybe: Option<T>) -> Cell<'a> {
        maybe.map_or(Cell::Empty, Into::into)
    }
}
