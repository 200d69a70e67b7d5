//! Time is an argument too.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Tells the time. The real one is used by `main` and `web` alone.
pub trait Clock: Send + Sync {
    /// The instant now, UTC.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still, for tests and for replaying a day.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(
    /// The instant it always tells.
    pub Timestamp,
);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// The day it is in Viet Nam at `now`: offices live at +07, whatever the server thinks.
pub fn today_in_vietnam(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::get("Asia/Ho_Chi_Minh").expect("the time zone ships with the program")).date()
}
