//! Step 5: who is to receive what in a month, and how, signed off by the commune.
//!
//! *Owns* one list a commune and month: draft, frozen, approved, handed over to the paying office.
//! *Takes* entitlements of the registry, choices of the survey, active accounts.
//! *Gives* lines with the method and the reason of a hold, totals, and the workbook of Phụ lục 2.
//! *Never* changes a line once the list is frozen, and never shows that a person's category is a secret of health.

mod approve_list;
mod check_list;
mod digest;
mod draft_list;
mod export_list;
mod form;
mod freeze_list;
mod hand_over_list;
mod line;
mod list;
mod month_gap;
mod read;
mod refusal;
mod state;
mod store;
#[cfg(test)]
mod tests;

pub use approve_list::{ListApproval, approve_list, return_list};
pub use check_list::{ListFinding, check_lists, rebuild_totals};
pub use digest::ListDigest;
pub use draft_list::{Drafted, MONTHS_AHEAD_MAX, draft_list, refresh_list};
pub use export_list::export_list;
pub use freeze_list::freeze_list;
pub use hand_over_list::hand_over_list;
pub use line::{HeldReason, LineNote, ListLine, NEUTRAL_CATEGORY};
pub use list::{List, ListSeen, MethodTotal, Totals};
pub use month_gap::{MonthGap, list_month_gaps};
pub use read::{
    LineFilter, LineOfPerson, LinesPage, find_list, list_lines, list_lists, list_newest_lines_of_person, sum_by_method,
};
pub use refusal::Refusal;
pub use state::{Event, State, TRANSITIONS, transitions_page};
