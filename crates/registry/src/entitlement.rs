//! What a person receives, from when, by which decision.

use crate::AmountCheck;
use jiff::civil::Date;
use kernel::{Dong, EntitlementId, Month, SourceFileId};
use sources::SourceKind;

kernel::keyed! {
    /// Whether an entitlement holds.
    pub enum EntitlementState {
        /// It holds, from its first month until its last.
        Active = "active",
        /// It was taken back; it gave nothing after its last month.
        Ended = "ended",
    }
}

kernel::keyed! {
    /// What ended an entitlement for good: no list makes it go on.
    pub enum EndedBy {
        /// A decision.
        Stop = "stop",
        /// The person's death.
        Death = "death",
        /// Another amount or category, which goes on as a part of its own.
        Adjusted = "adjusted",
        /// Somebody found that it should not stand beside another.
        Duplicate = "duplicate",
        /// What had begun it was taken back.
        Undone = "undone",
        /// The province answered that the person is not of merit.
        NotEntitled = "not_entitled",
    }
}

/// An entitlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entitlement {
    /// Its id.
    pub id: EntitlementId,
    /// Whose list it stands on.
    pub source: SourceKind,
    /// The category's code.
    pub category: String,
    /// The amount a month as the list says; nothing where no amount is paid.
    pub amount: Dong,
    /// The amount by standard and coefficient, where they say one.
    pub expected: Option<Dong>,
    /// Whether both agree. The list's amount is never replaced.
    pub amount_check: AmountCheck,
    /// The decision's number.
    pub decision_number: Option<String>,
    /// The day it was signed.
    pub decision_on: Option<Date>,
    /// Who decided.
    pub decision_by: Option<String>,
    /// The first month.
    pub from_month: Month,
    /// The last month.
    pub until_month: Option<Month>,
    /// Whether it holds.
    pub state: EntitlementState,
    /// The file it comes from.
    pub file: Option<SourceFileId>,
    /// Its line there.
    pub line: Option<i64>,
    /// What ended it for good.
    pub ended_by: Option<EndedBy>,
}

impl Entitlement {
    /// Whether something is given by it in a month.
    pub fn holds_in(&self, month: Month) -> bool {
        self.from_month <= month && self.reaches(month)
    }

    /// Whether something is given by it in a month, or will be later.
    pub fn reaches(&self, month: Month) -> bool {
        let last = month.max(self.from_month);
        self.state == EntitlementState::Active && self.until_month.is_none_or(|until| last <= until)
    }

    /// Whether it gives something after a month.
    pub(crate) fn goes_on_after(&self, month: Month) -> bool {
        self.state == EntitlementState::Active && self.until_month.is_none_or(|until| until > month)
    }

    /// Whether both give the same in some month.
    fn overlaps(&self, other: &Entitlement) -> bool {
        let ends = |one: &Entitlement, from: Month| one.until_month.is_some_and(|until| until < from);
        let from = self.from_month.max(other.from_month);
        let is_same = (self.source, &self.category) == (other.source, &other.category);
        let are_active = [self, other].iter().all(|one| one.state == EntitlementState::Active);
        is_same && are_active && !ends(self, from) && !ends(other, from)
    }
}

/// How many pairs of entitlements give the same twice in some month.
pub(crate) fn count_overlaps(held: &[Entitlement]) -> usize {
    let later = |at: usize| held.iter().skip(at + 1);
    held.iter().enumerate().map(|(at, one)| later(at).filter(|other| one.overlaps(other)).count()).sum()
}

/// The parts of one entitlement: itself, what it follows and what follows it. `follows` are pairs of a part and of what
/// it follows.
pub(crate) fn parts_of(id: EntitlementId, follows: &[(EntitlementId, EntitlementId)]) -> Vec<EntitlementId> {
    let mut parts = vec![id];
    loop {
        let is_new = |one: &EntitlementId| !parts.contains(one);
        let next = follows.iter().find_map(|(part, before)| match (is_new(part), is_new(before)) {
            (true, false) => Some(*part),
            (false, true) => Some(*before),
            _ => None,
        });
        let Some(next) = next else { return parts };
        parts.push(next);
    }
}

/// Whether two categories of one programme can be received together: a carer's support stands beside an allowance, and
/// a poor single parent receives beside another (Nghị định 20/2021/NĐ-CP Điều 6 khoản 2, Điều 20). Else the one with the
/// highest coefficient alone.
pub(crate) fn stand_together(one: (SourceKind, &str), other: (SourceKind, &str)) -> bool {
    let beside = |category: &str| category.starts_with("CS.") || category == "BTXH.4" || category == "MTP";
    one.0 != other.0 || one.0 != SourceKind::Protection || (one.1 != other.1 && (beside(one.1) || beside(other.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_law_lets_two_of_one_programme_stand_together() {
        use SourceKind::{Merit, Protection};
        for (one, other, together) in [
            ((Protection, "BTXH.5c"), (Protection, "BTXH.6.N"), false),
            ((Protection, "BTXH.5c"), (Protection, "BTXH.5c"), false),
            ((Protection, "BTXH.4"), (Protection, "BTXH.6.N"), true),
            ((Protection, "BTXH.4"), (Protection, "BTXH.4"), false),
            ((Protection, "CS.2c"), (Protection, "BTXH.5c"), true),
            ((Protection, "BTXH.5c"), (Merit, "NCC.g"), true),
            ((Merit, "NCC.g"), (Merit, "NCC.TN"), true),
        ] {
            assert_eq!(stand_together(one, other), together, "{one:?} {other:?}");
        }
    }
}
