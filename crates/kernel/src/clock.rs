//! Time is an argument too.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

/// Tells the time. The real one is used by `main` and `web` alone.
pub trait Clock: Send + Sync {
    /// The instant now, UTC.
    fn now(&self) -> Timestamp;

    /// What a telephone in somebody's hand shows now: it does not know that we replay another day.
    fn outside(&self) -> Timestamp {
        self.now()
    }
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

/// A clock that tells another day and walks on from there at the usual pace, for practising.
#[derive(Clone, Copy, Debug)]
pub struct PracticeClock {
    shift: SignedDuration,
}

impl PracticeClock {
    /// A clock that shows `instant` now.
    pub fn showing(instant: Timestamp) -> PracticeClock {
        PracticeClock { shift: instant.duration_since(SystemClock.now()) }
    }
}

impl Clock for PracticeClock {
    fn now(&self) -> Timestamp {
        let outside = self.outside();
        // Past the last instant a timestamp can tell, time stands still.
        outside.saturating_add(self.shift).unwrap_or(outside)
    }

    fn outside(&self) -> Timestamp {
        SystemClock.now()
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
    now.to_zoned(vietnam()).date()
}

/// The instant at which `day` begins in Viet Nam; the first or the last instant there is, for the days at the very ends
/// of the calendar.
pub fn start_of_day_in_vietnam(day: Date) -> Timestamp {
    let end = if day < Date::constant(0, 1, 1) { Timestamp::MIN } else { Timestamp::MAX };
    day.to_zoned(vietnam()).map_or(end, |start| start.timestamp())
}

fn vietnam() -> TimeZone {
    TimeZone::get("Asia/Ho_Chi_Minh").expect("the time zone ships with the program")
}
