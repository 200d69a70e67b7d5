//! What is stored about a row: decisions and candidates.

use crate::{
    bits::Millibits,
    judge::Finding,
    level::Field,
    outcome::{Obstacle, Outcome, Rule},
    reason::Reason,
    register::{PersonView, Register},
};
use jiff::{Timestamp, civil::Date};
use kernel::{BirthDate, CitizenId, OldIdNumber, Sex, SnapshotId, SourceFileId, StaffId};

/// A row of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowRef {
    /// The file.
    pub file: SourceFileId,
    /// The line in it.
    pub line: i64,
}

/// A decision about a row, by the rules or by a named person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Counted from one; the highest holds.
    pub decision_no: i64,
    /// The state.
    pub outcome: Outcome,
    /// Why it is so.
    pub rule: Rule,
    /// The register's own id of the person.
    pub pid: Option<String>,
    /// The log2 odds of the best candidate then.
    pub score: Option<Millibits>,
    /// The evidence for that candidate, field by field.
    pub reasons: Vec<Reason>,
    /// The fields that differ from the person.
    pub mismatched: Vec<Field>,
    /// Không có CCCD.
    pub no_card: bool,
    /// Đã chết.
    pub dead: bool,
    /// The day they died, where it is known.
    pub died_on: Option<Date>,
    /// The register that was asked.
    pub snapshot: Option<SnapshotId>,
    /// The table of weights.
    pub model: String,
    /// Who decided: whoever sent the file, or the officer.
    pub decided_by: StaffId,
    /// When.
    pub decided_at: Timestamp,
    /// What the officer gave as the reason.
    pub why: Option<String>,
    /// The officer's decision on the same row of an earlier file, where there is one.
    pub origin: Option<Origin>,
}

/// An officer's decision on the same row of an earlier file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The row on which it was made.
    pub row: RowRef,
    /// By whom.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// Why it was not carried over; nothing if it was.
    pub obstacle: Option<Obstacle>,
}

/// Somebody a row could be, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCandidate {
    /// 1 is the likeliest.
    pub rank: i64,
    /// The register's own id.
    pub pid: String,
    /// The log2 odds.
    pub score: Millibits,
    /// How likely, in a million.
    pub posterior: i64,
    /// The evidence.
    pub reasons: Vec<Reason>,
    /// The person as the register knew them.
    pub person: PersonView,
}

/// What the population database answered when the row had been decided on, or changed, since it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateAnswer {
    /// The service.
    pub service: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When the answer was taken in.
    pub answered_at: Timestamp,
    /// Whether the row says something else by now than what was asked about.
    pub is_changed: bool,
    /// What the rules would make of it.
    pub outcome: Outcome,
    /// The evidence for the likeliest person it names.
    pub reasons: Vec<Reason>,
    /// That person; nothing where it names nobody.
    pub person: Option<PersonView>,
}

/// A row of a list as its reviewer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedRow {
    /// Which row.
    pub row: RowRef,
    /// The commune.
    pub place: i64,
    /// btxh, ncc, ngheo, khac.
    pub source: String,
    /// Họ và tên.
    pub full_name: String,
    /// The day or the year of birth.
    pub birth: Option<BirthDate>,
    /// The sex.
    pub sex: Option<Sex>,
    /// Số định danh.
    pub citizen_id: Option<CitizenId>,
    /// Số CMND.
    pub old_id: Option<OldIdNumber>,
    /// The village.
    pub hamlet: String,
    /// The decision that holds; none for a row that was never sent.
    pub decided: Option<Decided>,
}

impl Decided {
    /// Whether an officer made it.
    pub fn is_by_hand(&self) -> bool {
        self.rule.is_by_hand()
    }

    /// Whether it was carried over from an earlier file.
    pub fn is_carried(&self) -> bool {
        self.origin.is_some_and(|origin| origin.obstacle.is_none())
    }

    /// By the rules, from what matching found.
    pub(crate) fn by_rules(finding: &Finding, register: &Register, at: Made<'_>) -> Decided {
        let best = finding.candidates.first();
        Decided {
            decision_no: at.decision_no,
            outcome: finding.outcome,
            rule: finding.rule,
            pid: finding.person.map(|person| register.pid(person).into_owned()),
            score: best.map(|best| best.score),
            reasons: best.map(|best| best.comparison.reasons()).unwrap_or_default(),
            mismatched: finding.mismatched.clone(),
            no_card: finding.flags.no_card,
            dead: finding.flags.dead,
            died_on: finding.died_on,
            snapshot: Some(at.snapshot),
            model: at.model.to_owned(),
            decided_by: at.by,
            decided_at: at.at,
            why: None,
            origin: None,
        }
    }
}

/// The circumstances of a decision by the rules.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made<'m> {
    pub(crate) decision_no: i64,
    pub(crate) snapshot: SnapshotId,
    pub(crate) model: &'m str,
    pub(crate) by: StaffId,
    pub(crate) at: Timestamp,
}

impl Rule {
    /// Whether only an officer decides by it.
    pub fn is_by_hand(self) -> bool {
        matches!(self, Rule::Confirmed | Rule::Rejected | Rule::CommuneAsked)
    }
}
