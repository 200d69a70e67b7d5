//! One line of an answer, whatever the form it came in.

use jiff::civil::Date;
use kernel::{Dong, keyed};

keyed! {
    /// What a line says.
    pub enum Status {
        /// The bank took the payment in. No money has moved.
        Accepted = "accepted",
        /// The bank will not pay it.
        Rejected = "rejected",
        /// Neither yes nor no yet.
        Pending = "pending",
        /// Booked out of our account.
        Debited = "debited",
        /// Booked back into our account.
        Returned = "returned",
        /// Announced, not booked.
        Announced = "announced",
        /// Handed over in cash.
        HandedOver = "handed_over",
        /// Not fetched.
        NotCollected = "not_collected",
        /// The post left the line open.
        LeftOpen = "left_open",
    }
}

/// One line of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, counted from 1.
    pub line: i64,
    /// The reference of the payment, as the answer gives it.
    pub reference: Option<String>,
    /// The message and line, for banks that answer by it.
    pub instruction: Option<String>,
    /// Free text, in which banks hide the reference.
    pub text: Option<String>,
    /// The account of the other side.
    pub account: Option<String>,
    /// What it says.
    pub status: Status,
    /// The reason's code.
    pub code: Option<String>,
    /// How much.
    pub amount: Option<Dong>,
    /// On which day.
    pub booked_on: Option<Date>,
}

impl Entry {
    /// A line that says nothing but its status.
    pub(crate) fn bare(line: i64, status: Status) -> Entry {
        Entry {
            line,
            reference: None,
            instruction: None,
            text: None,
            account: None,
            status,
            code: None,
            amount: None,
            booked_on: None,
        }
    }
}
