//! A commune's list for a month.

use crate::{ListDigest, State};
use jiff::Timestamp;
use kernel::{Dong, DongOverflow, ListId, Month, StaffId};
use office::audit::Entry;
use serde_json::json;
use survey::Method;

/// What the lines come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All lines.
    pub lines: i64,
    /// Those that are paid this month.
    pub payable_lines: i64,
    /// Of all lines.
    pub total: Dong,
    /// Of those that are not paid this month.
    pub held: Dong,
}

impl Totals {
    /// What is paid this month.
    pub fn payable(&self) -> Result<Dong, DongOverflow> {
        self.total.checked_sub(self.held)
    }
}

/// The totals of one method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodTotal {
    /// The method.
    pub method: Method,
    /// What its lines come to.
    pub totals: Totals,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its id.
    pub id: ListId,
    /// The commune.
    pub place: i64,
    /// The month.
    pub month: Month,
    /// Counts its changes.
    pub version: i64,
    /// Where it stands.
    pub state: State,
    /// What its lines come to.
    pub totals: Totals,
    /// The digest of its lines, once frozen.
    pub digest: Option<ListDigest>,
    /// Who drew it up last.
    pub prepared_by: StaffId,
    /// When.
    pub prepared_at: Timestamp,
    /// Who froze it.
    pub frozen_by: Option<StaffId>,
    /// When.
    pub frozen_at: Option<Timestamp>,
    /// Who approved it.
    pub approved_by: Option<StaffId>,
    /// When.
    pub approved_at: Option<Timestamp>,
    /// Who handed it over.
    pub handed_over_by: Option<StaffId>,
    /// When.
    pub handed_over_at: Option<Timestamp>,
    /// The agency that received it, a key of the profile.
    pub handed_to: Option<String>,
    /// Why it was given back the last time.
    pub why: Option<String>,
}

/// What somebody who moves a list has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListSeen {
    /// Which.
    pub list: ListId,
    /// As it was then.
    pub version: i64,
}

impl List {
    /// As somebody sees it now.
    pub fn seen(&self) -> ListSeen {
        ListSeen { list: self.id, version: self.version }
    }
}

/// A list as the trail tells it.
pub(crate) fn entry(verb: &'static str, list: &List, from: Option<State>) -> Entry {
    let to = json!({
        "month": list.month,
        "state": list.state,
        "version": list.version,
        "lines": list.totals.lines,
        "payable_lines": list.totals.payable_lines,
        "total_dong": list.totals.total,
        "held_dong": list.totals.held,
        "digest": list.digest.map(|digest| digest.to_string()),
        "handed_to": list.handed_to,
    });
    Entry {
        verb,
        subject_kind: "list",
        subject: list.id.to_string(),
        place: Some(list.place),
        why: list.why.clone(),
        from: from.map(|state| json!({ "state": state })),
        to: Some(to),
    }
}
