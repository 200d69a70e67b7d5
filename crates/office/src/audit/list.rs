//! Reading the trail on a page: the newest first, within a person's area.

use super::{record::Record, store};
use crate::{Acting, Action, Refusal, Role, Scope};
use db::{Param, Tx};
use jiff::civil::Date;
use kernel::{AuditRecordId, Bind, Plain, StaffId, Stored, start_of_day_in_vietnam};

/// What to look for. Everything left out is not asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Done by whom.
    pub staff: Option<StaffId>,
    /// Done to what: the subject's id or code.
    pub subject: Option<String>,
    /// What was done.
    pub verb: Option<String>,
    /// From this day in Viet Nam on.
    pub from: Option<Date>,
    /// Until this day, included.
    pub to: Option<Date>,
}

/// Records on one page.
pub const PAGE_RECORDS: usize = 50;

/// A page of the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The newest first.
    pub records: Vec<Record>,
    /// Where the next page begins, if there is one: pass it as `after`.
    pub next: Option<AuditRecordId>,
}

/// Nouns an administrator reads about. Anything not named here could be a beneficiary.
const OFFICE_NOUNS: [&str; 14] = [
    "audit",
    "bank",
    "calendar_rule",
    "category",
    "holiday",
    "job",
    "letter",
    "office",
    "profile",
    "rate",
    "session",
    "staff",
    "target",
    "unit_tree",
];

/// One page of records the person may see.
///
/// Whoever has an area sees the records that belong to a place in it. The administrator, who has none, sees what was
/// done to offices, staff and settings, and no beneficiary.
pub fn list_records(
    tx: &mut Tx<'_>,
    scope: &Scope,
    acting: &Acting,
    filter: &Filter,
    after: Option<AuditRecordId>,
) -> Result<Page, Refusal> {
    acting.must(Action::ReadAudit)?;
    let mut question = Question { conditions: vec![visible(scope, acting.role)], params: Vec::new() };
    question.ask("r.staff =", filter.staff.as_ref());
    question.ask("r.subject =", filter.subject.as_ref());
    question.ask("r.verb =", filter.verb.as_ref());
    question.ask("r.id >=", filter.from.and_then(first_id_of).as_ref());
    question.ask("r.id <", filter.to.and_then(|to| to.tomorrow().ok()).and_then(first_id_of).as_ref());
    question.ask("r.id <", after.as_ref());
    let (mut records, is_more) = store::list_records(tx, &question.conditions, &question.params, PAGE_RECORDS + 1)?;
    records.truncate(PAGE_RECORDS);
    let next = records.last().filter(|_| is_more).map(|record| record.id);
    Ok(Page { records, next })
}

fn visible(scope: &Scope, role: Role) -> String {
    if role == Role::Administrator {
        format!("r.subject_kind IN ('{}')", OFFICE_NOUNS.join("', '"))
    } else {
        scope.condition("r.place")
    }
}

struct Question {
    conditions: Vec<String>,
    params: Vec<Param>,
}

impl Question {
    fn ask(&mut self, comparison: &str, value: Option<&impl Bind>) {
        let Some(value) = value else { return };
        self.params.push(Param::new(value));
        self.conditions.push(format!("{comparison} ${}", self.params.len()));
    }
}

/// The smallest id a record of that day can have: ids begin with their milliseconds, so days need no index. Before 1970
/// there are no ids, so each such day begins where they do.
fn first_id_of(day: Date) -> Option<AuditRecordId> {
    let millis = start_of_day_in_vietnam(day).as_millisecond();
    let mut bytes = vec![0; 16];
    bytes[..6].copy_from_slice(&u64::try_from(millis).unwrap_or(0).to_be_bytes()[2..]);
    AuditRecordId::from_plain(Plain::Bytes(bytes)).ok()
}
