//! Entering authorisations and guardianships.

use crate::{
    Authorisation, AuthorisationFault, AuthorisationKind, NewAuthorisation, Refusal, RowFault, VISITS_AT_ONCE_MAX,
    authorisation::PEOPLE_OF_A_PROXY_MAX,
    staged::Staged,
    store::{authorisations as store, people::Known},
};
use db::Tx;
use jiff::civil::Date;
use kernel::{AuthorisationId, CitizenId, PersonId};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};
use serde_json::json;
use std::collections::HashMap;

/// Papers are entered and confirmed one operation after the other: both first look at what is there.
pub(crate) const AUTHORISATIONS: &str = "survey.authorisations";

/// What came of many papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedAuthorisations {
    /// The id of each, by position; nothing where it was not taken.
    pub ids: Vec<Option<AuthorisationId>>,
    /// How many are new.
    pub created: usize,
    /// How many were entered before.
    pub existing: usize,
    /// Those that were not taken.
    pub faults: Vec<RowFault<AuthorisationFault>>,
}

/// Somebody who receives for many: often a good neighbour, sometimes fraud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyOfMany {
    /// The payee's number.
    pub citizen_id: CitizenId,
    /// The payee's name, as one of the papers has it.
    pub name: String,
    /// For how many people.
    pub people: i64,
    /// How many of them are in the area of whoever asks.
    pub people_in_area: i64,
}

/// Enters papers in sets. None of them holds before a judicial officer has confirmed it.
pub fn record_authorisations(
    tx: &mut Tx<'_>,
    acting: &Acting,
    papers: &[NewAuthorisation],
) -> Result<RecordedAuthorisations, Refusal> {
    acting.must(Action::RecordVisit)?;
    if papers.len() > VISITS_AT_ONCE_MAX {
        return Err(Refusal::TooMany { most: VISITS_AT_ONCE_MAX });
    }
    tx.lock(AUTHORISATIONS)?;
    let staged = Staged::put(tx, acting, papers.iter().map(|paper| (paper.person, None)))?;
    let known = staged.known(tx, &acting.scope, papers.len())?;
    let mut entered = Entered::of(store::list_of_staged(tx, &staged.batch)?);
    let batch = staged.batch.clone();
    staged.take_away(tx)?;
    let (mut recorded, mut made) = (RecordedAuthorisations::default(), Vec::new());
    for (at, (paper, known)) in papers.iter().zip(known).enumerate() {
        let found = checked(paper, known.as_ref()).and_then(|says| entered.find_or_enter(acting, says));
        recorded.ids.push(found.as_ref().ok().map(|(id, _)| *id));
        match found {
            Ok((_, Some(new))) => made.push((new, known.map(|known| known.place))),
            Ok((_, None)) => recorded.existing += 1,
            Err(fault) => recorded.faults.push(RowFault { at, fault }),
        }
    }
    recorded.created = made.len();
    store::insert_authorisations(tx, &batch, made.iter().map(|(paper, _)| paper))?;
    audit::record_all(
        tx,
        acting,
        made.iter().map(|(paper, place)| entry("survey.record_authorisation", paper, *place, None)),
    )?;
    Ok(recorded)
}

/// Payees of more than `PEOPLE_OF_A_PROXY_MAX` people, some of them in the area.
pub fn list_proxies_of_many(tx: &mut Tx<'_>, scope: &Scope, acting: &Acting) -> Result<Vec<ProxyOfMany>, Refusal> {
    acting.must(Action::ReadPersons)?;
    let visible = scope.condition("p.place");
    Ok(store::list_proxies_of_many(tx, &visible, acting.today(), PEOPLE_OF_A_PROXY_MAX)?)
}

/// Papers of a commune that wait for the judicial officer, by person.
pub fn list_unconfirmed(
    tx: &mut Tx<'_>,
    scope: &Scope,
    place: i64,
    today: Date,
) -> Result<Vec<Authorisation>, Refusal> {
    Ok(store::list_unconfirmed(tx, &scope.condition("p.place"), place, today)?)
}

/// A person's papers, the latest first, if the scope sees the person.
pub fn list_authorisations(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Vec<Authorisation>, Refusal> {
    Ok(store::list_authorisations(tx, &scope.condition("p.place"), person)?)
}

/// What makes a paper the same paper.
type Key = (PersonId, AuthorisationKind, CitizenId, Date);

fn key(says: &NewAuthorisation) -> Key {
    (says.person, says.kind, says.citizen_id, says.valid_from)
}

/// The papers of the staged persons, those of this operation too.
struct Entered(HashMap<Key, Authorisation>);

impl Entered {
    fn of(papers: Vec<Authorisation>) -> Entered {
        Entered(papers.into_iter().map(|paper| (key(&paper.says), paper)).collect())
    }

    /// The id of the paper, and the paper itself if it is new.
    fn find_or_enter(
        &mut self,
        acting: &Acting,
        says: NewAuthorisation,
    ) -> Result<(AuthorisationId, Option<Authorisation>), AuthorisationFault> {
        if let Some(before) = self.0.get(&key(&says)) {
            let difference = before.says.difference(&says);
            return difference
                .map_or(Ok((before.id, None)), |field| Err(AuthorisationFault::ExistsWithDifferent { field }));
        }
        let new = new_authorisation(acting, says);
        self.0.insert(key(&new.says), new.clone());
        Ok((new.id, Some(new)))
    }
}

fn checked(paper: &NewAuthorisation, known: Option<&Known>) -> Result<NewAuthorisation, AuthorisationFault> {
    let known = known.ok_or(AuthorisationFault::PersonUnknown)?;
    if known.citizen_id.as_deref() == Some(paper.citizen_id.as_str()) {
        return Err(AuthorisationFault::OwnProxy);
    }
    paper.checked()
}

fn new_authorisation(acting: &Acting, says: NewAuthorisation) -> Authorisation {
    Authorisation {
        id: acting.new_id(),
        says,
        recorded_by: acting.staff,
        recorded_at: acting.now,
        confirmed_by: None,
        revoked_on: None,
        version: 1,
    }
}

/// A paper as the trail tells it.
pub(crate) fn entry(verb: &'static str, paper: &Authorisation, place: Option<i64>, why: Option<String>) -> Entry {
    let says = &paper.says;
    let to = json!({
        "person": says.person,
        "kind": says.kind,
        "proxy": says.citizen_id.masked(),
        "relation": says.relation,
        "with_account": says.with_account,
        "valid_from": says.valid_from,
        "valid_until": says.valid_until,
        "confirmed_by": paper.confirmed_by,
        "revoked_on": paper.revoked_on,
        "version": paper.version,
    });
    Entry { verb, subject_kind: "authorisation", subject: paper.id.to_string(), place, why, from: None, to: Some(to) }
}
