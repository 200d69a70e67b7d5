//! Taking visits in: one from a page, thousands from a workbook, by the same rules.

use crate::{
    Minutes, MinutesState, NewVisit, Refusal, RowFault, Signer, Visit, VisitFault,
    staged::Staged,
    store::{minutes, people, visits as store},
};
use db::Tx;
use jiff::{Timestamp, civil::Date};
use kernel::{PersonId, StaffId};
use office::{
    Acting, Action, Role,
    audit::{self, Entry},
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::{HashMap, HashSet, hash_map};

/// The most visits of one operation: a province's in a month.
pub const VISITS_AT_ONCE_MAX: usize = 500_000;

/// What came of many visits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedVisits {
    /// New ones.
    pub created: usize,
    /// Those that were recorded before, word for word.
    pub existing: usize,
    /// Those that were not taken.
    pub faults: Vec<RowFault<VisitFault>>,
}

/// What came of one visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is new.
    Created,
    /// It was recorded before, word for word.
    Exists,
}

/// A visit that will be kept, with its minutes.
pub(crate) struct Ready {
    pub(crate) visit: Visit,
    pub(crate) digest: Vec<u8>,
    pub(crate) minutes: Option<(Minutes, Closed)>,
}

/// When minutes came in, and who closed them with it.
pub(crate) struct Closed {
    pub(crate) recorded_at: Timestamp,
    pub(crate) by: Option<StaffId>,
}

/// Records one visit; its fault is the refusal.
pub fn record_visit(tx: &mut Tx<'_>, acting: &Acting, visit: &NewVisit) -> Result<Recorded, Refusal> {
    let mut recorded = record_visits(tx, acting, std::slice::from_ref(visit))?;
    match recorded.faults.pop() {
        Some(RowFault { fault, .. }) => Err(fault.into()),
        None if recorded.existing > 0 => Ok(Recorded::Exists),
        None => Ok(Recorded::Created),
    }
}

/// Records visits in sets: the good ones are kept, the others come back with their faults.
pub fn record_visits(tx: &mut Tx<'_>, acting: &Acting, visits: &[NewVisit]) -> Result<RecordedVisits, Refusal> {
    acting.must(Action::RecordVisit)?;
    if visits.len() > VISITS_AT_ONCE_MAX {
        return Err(Refusal::TooMany { most: VISITS_AT_ONCE_MAX });
    }
    let staged = Staged::put(tx, acting, visits.iter().map(|visit| (visit.person, None)))?;
    let known = staged.known(tx, &acting.scope, visits.len())?;
    let mut digests: HashSet<(PersonId, Vec<u8>)> = HashSet::new();
    store::each_digest(tx, &staged.batch, |person, digest| {
        digests.insert((person, digest));
    })?;
    let (mut recorded, mut ready, mut posts) = (RecordedVisits::default(), Vec::new(), Posts::default());
    for (at, (visit, known)) in visits.iter().zip(known).enumerate() {
        let fits = match known {
            None => Err(VisitFault::PersonUnknown),
            Some(known) => match make_ready(acting, visit) {
                Ok(made) => posts.check(tx, visit, known.place)?.map(|()| made),
                Err(fault) => Err(fault),
            },
        };
        match fits {
            Err(fault) => recorded.faults.push(RowFault { at, fault }),
            Ok(made) if !digests.insert((visit.person, made.digest.clone())) => recorded.existing += 1,
            Ok(made) => ready.push(made),
        }
    }
    recorded.created = ready.len();
    let batch = staged.batch.clone();
    staged.take_away(tx)?;
    if !ready.is_empty() {
        store::insert_visits(tx, &batch, &ready)?;
        minutes::insert_minutes(tx, &ready)?;
        store::raise_standings(tx, &batch)?;
        audit::record(tx, acting, entry(acting, &ready))?;
    }
    Ok(recorded)
}

/// Who works where, asked once for each officer and day.
#[derive(Default)]
struct Posts(HashMap<(StaffId, Role, Date), Vec<(i64, i64)>>);

impl Posts {
    /// Whether both of the team work in the person's commune on that day.
    fn check(&mut self, tx: &mut Tx<'_>, visit: &NewVisit, place: i64) -> Result<Result<(), VisitFault>, Refusal> {
        let both = [
            (visit.team.police, Role::CommunePolice, Signer::Police),
            (visit.team.officer, Role::SocialOfficer, Signer::Officer),
        ];
        for (staff, role, signer) in both {
            let key = (staff, role, visit.visited_on);
            let areas = match self.0.entry(key) {
                hash_map::Entry::Occupied(known) => known.into_mut(),
                hash_map::Entry::Vacant(open) => open.insert(people::list_posts(tx, staff, role, visit.visited_on)?),
            };
            if !areas.iter().any(|(lo, hi)| (*lo..=*hi).contains(&place)) {
                return Ok(Err(VisitFault::NotAnOfficer { signer }));
            }
        }
        Ok(Ok(()))
    }
}

fn make_ready(acting: &Acting, new: &NewVisit) -> Result<Ready, VisitFault> {
    let derived = new.check(acting.today())?;
    let text = serde_json::to_vec(new).expect("a visit is JSON");
    let visit = Visit {
        id: acting.new_id(),
        person: new.person,
        visited_on: new.visited_on,
        team: new.team,
        outcome: new.outcome,
        group: derived.group,
        method: derived.method,
        force_majeure: derived.force_majeure,
        interview: new.interview.clone(),
        campaign: new.campaign.clone(),
        recorded_by: acting.staff,
        recorded_at: acting.now,
    };
    let minutes = new.minutes.as_ref().map(|paper| {
        let signed = |signer| paper.signed.contains(&signer).then_some(acting.now);
        let state = if paper.is_complete() { MinutesState::Closed } else { MinutesState::Open };
        let minutes = Minutes {
            id: acting.new_id(),
            person: new.person,
            visit: visit.id,
            reason: paper.reason.trim().to_owned(),
            police: new.team.police,
            police_signed_at: signed(Signer::Police),
            officer: new.team.officer,
            officer_signed_at: signed(Signer::Officer),
            mark: paper.mark.clone(),
            state,
        };
        (minutes, Closed { recorded_at: acting.now, by: paper.is_complete().then_some(acting.staff) })
    });
    Ok(Ready { visit, digest: Sha256::digest(&text).to_vec(), minutes })
}

/// One record for the operation: the visits themselves are kept row by row and never change.
fn entry(acting: &Acting, ready: &[Ready]) -> Entry {
    let count = |test: &dyn Fn(&Visit) -> bool| ready.iter().filter(|ready| test(&ready.visit)).count();
    let outcomes: serde_json::Map<String, serde_json::Value> = crate::Outcome::ALL
        .iter()
        .map(|outcome| (outcome.key().to_owned(), count(&|visit| visit.outcome == *outcome).into()))
        .collect();
    let [one, ..] = ready else { unreachable!("nothing recorded is not told") };
    let told = Entry {
        verb: "survey.record_visits",
        subject_kind: "visits",
        subject: ready.len().to_string(),
        place: acting.place,
        why: None,
        from: None,
        to: Some(json!({ "visits": ready.len(), "outcomes": outcomes, "first": one.visit.id })),
    };
    match ready {
        [one] => Entry { subject_kind: "person", subject: one.visit.person.to_string(), ..told },
        _ => told,
    }
}
