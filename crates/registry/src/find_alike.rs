//! Records that are linked to nobody and look like one person, inside a list and between lists.

use crate::{Exception, ExceptionKind, Refusal, enrol_file::ENROL_LOCK, exception, store};
use db::Tx;
use kernel::{BirthDate, CitizenId, EntitlementId, FullName, Month, OldIdNumber, PersonId, Sex, SourceFileId};
use matching::{Duplicate, ListNumber, ListRow, Listed as Row, find_duplicates};
use office::{
    Acting, Action, Desk,
    audit::{self, Entry},
    jobs::{self, JobContext, Progress, StepDone, Stop, Submitted},
};
use serde_json::{Value, json};
use sources::SourceKind;
use std::collections::BTreeSet;

/// The kind of the job.
pub const ALIKE_JOB: &str = "registry.find_alike";
/// How many records are compared at most: a district has about 12,000, a province 250,000.
pub const ALIKE_PERSONS_MAX: usize = 300_000;

/// Somebody who is linked to nobody, with the newest of what they receive.
pub(crate) struct Unlinked {
    pub(crate) person: PersonId,
    pub(crate) full_name: FullName,
    pub(crate) birth: Option<BirthDate>,
    pub(crate) sex: Option<Sex>,
    pub(crate) citizen_id: Option<CitizenId>,
    pub(crate) old_id: Option<OldIdNumber>,
    pub(crate) place: i64,
    pub(crate) hamlet: Option<String>,
    pub(crate) entitlement: EntitlementId,
    pub(crate) source: SourceKind,
    pub(crate) file: SourceFileId,
    pub(crate) line: Option<i64>,
}

/// What came of looking for records that are alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AlikeFound {
    /// Records compared: of the living who receive something and are linked to nobody.
    pub compared: usize,
    /// Pairs that are alike.
    pub pairs: usize,
    /// Of them those of which nothing was known.
    pub new: usize,
}

/// Asks for the job that compares the records of the area.
pub fn submit_find_alike(tx: &mut Tx<'_>, acting: &Acting, key: &str) -> Result<Submitted, Refusal> {
    acting.must(Action::CorrectPerson)?;
    Ok(jobs::submit(tx, acting, ALIKE_JOB, &json!({}), key)?)
}

/// One step: the records are seen as they are together.
pub(crate) fn look(desk: &Desk, ctx: &JobContext<'_>) -> Result<Value, Stop> {
    let found = ctx.step_alone(desk, |tx, acting| {
        let found = find_alike(tx, acting)?;
        let progress = Progress { done: 1, total: Some(1), doing: None };
        Ok::<_, Stop>(StepDone { value: found, checkpoint: json!(found), progress })
    })?;
    Ok(json!(found))
}

/// Compares the records of the area that are linked to nobody, each with those like it. Two of which something was found
/// before, solved or not, are not brought up again.
pub fn find_alike(tx: &mut Tx<'_>, acting: &Acting) -> Result<AlikeFound, Refusal> {
    acting.must(Action::CorrectPerson)?;
    tx.lock(ENROL_LOCK)?;
    let month = Month::of(acting.today()).map_err(|_| Refusal::Corrupt { what: "day" })?;
    let limit = i64::try_from(ALIKE_PERSONS_MAX).expect("a bound of records");
    let unlinked = store::list_unlinked(tx, &acting.scope.condition("p.place"), month, limit)?;
    let told = store::list_told_pairs(tx, &acting.scope.condition("place"))?;
    let told: BTreeSet<(PersonId, PersonId)> = told.into_iter().map(ordered).collect();
    let pairs = find_duplicates(&unlinked.iter().map(row).collect::<Vec<_>>());
    let mut found = AlikeFound { compared: unlinked.len(), pairs: pairs.len(), new: 0 };
    for Duplicate { rows, .. } in pairs {
        let [first, second] = rows[..] else { return Err(Refusal::Corrupt { what: "pair" }) };
        let (first, second) = (&unlinked[first], &unlinked[second]);
        // Ids grow as they are made: the greater one came second.
        let (first, second) = if first.person < second.person { (first, second) } else { (second, first) };
        if !told.contains(&(first.person, second.person)) {
            tell(tx, acting, first, second)?;
            found.new += 1;
        }
    }
    let entry = Entry {
        verb: "registry.find_alike",
        subject_kind: "worklist",
        subject: ExceptionKind::Alike.key().to_owned(),
        place: acting.place,
        why: None,
        from: None,
        to: Some(json!(found)),
    };
    audit::record(tx, acting, entry)?;
    Ok(found)
}

fn ordered((one, other): (PersonId, PersonId)) -> (PersonId, PersonId) {
    if one < other { (one, other) } else { (other, one) }
}

fn row(one: &Unlinked) -> Row {
    Row {
        row: ListRow {
            full_name: one.full_name.as_str().to_owned(),
            birth: one.birth,
            sex: one.sex,
            number: one.citizen_id.map_or(ListNumber::None, ListNumber::Citizen),
            old_id: one.old_id,
            commune: one.place.to_string(),
            village: one.hamlet.clone().unwrap_or_default(),
            ..ListRow::default()
        },
        programme: one.source.key().to_owned(),
        commune: one.place.to_string(),
        pid: None,
    }
}

/// The pair on the worklist of the second's commune, and on the timelines of both.
fn tell(tx: &mut Tx<'_>, acting: &Acting, first: &Unlinked, second: &Unlinked) -> Result<(), Refusal> {
    let exception = Exception {
        id: acting.new_id(),
        kind: ExceptionKind::Alike,
        person: second.person,
        other: first.person,
        entitlement: second.entitlement,
        place: second.place,
        file: second.file,
        line: second.line.unwrap_or_default(),
        found_at: acting.now,
    };
    exception::tell(tx, acting, &exception)?;
    Ok(())
}
