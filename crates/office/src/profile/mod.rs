//! How the state is built on a day: tiers, agencies, who does what, who reports to whom, when things are due.
//!
//! *Owns* the dated agency profiles, calendar rules and the working days.
//! *Takes* documents of facts: two profiles ship, the three-tier one of 2024 and the two-tier one from 1 July 2025.
//! *Gives* agencies with their Vietnamese names, duties, reporting lines, due days.
//! *Never* has a reform in its code: a new structure is a new profile.

mod agency;
mod calendar_rule;
mod document;
mod due;
mod rule;
mod working_days;

pub use agency::{Agency, Duty, DutyLine, Programme};
pub use calendar_rule::CalendarRule;
pub use document::{Profile, ProfileFault, Profiles};
pub use due::{DUES_MAX, Due, Roll};
pub use rule::{Bound, MonthDay, Rule, RuleFault};
pub use working_days::{DayKind, WorkingDays};
