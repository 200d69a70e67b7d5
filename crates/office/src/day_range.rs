//! Days that somebody can have meant.

use crate::Refusal;
use jiff::civil::{Date, date};

/// No office of today is older.
const EARLIEST: Date = date(1945, 9, 2);
/// Later than anything that is planned.
const LATEST: Date = date(2099, 12, 31);

/// Refuses a year that was mistyped.
pub(crate) fn check_day(day: Date) -> Result<(), Refusal> {
    if (EARLIEST..=LATEST).contains(&day) {
        return Ok(());
    }
    Err(Refusal::DayOutOfRange { earliest: EARLIEST, latest: LATEST })
}
