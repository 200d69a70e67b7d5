//! Entering authorisations and guardianships.

use crate::{
    Authorisation, AuthorisationFault, NewAuthorisation, Refusal, RowFault, VISITS_AT_ONCE_MAX,
    authorisation::PEOPLE_OF_A_PROXY_MAX,
    staged::Staged,
    store::{authorisations as store, people::Known},
};
use db::Tx;
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
    let mut entered: HashMap<_, Authorisation> =
        store::list_of_staged(tx, &staged.batch)?.into_iter().map(|paper| (key(&paper.says), paper)).collect();
    let batch = staged.batch.clone();
    staged.take_away(tx)?;
    let (mut recorded, mut made) = (RecordedAuthorisations::default(), Vec::new());
    for (at, (paper, known)) in papers.iter().zip(known).enumerate() {
        let id = match checked(paper, known.as_ref()) {
            Err(fault) => Err(fault),
            Ok(paper) => match entered.get(&key(&paper)) {
                Some(before) => match before.says.difference(&paper) {
                    Some(field) => Err(AuthorisationFault::ExistsWithDifferent { field }),
                    None => {
                        recorded.existing += 1;
                        Ok(before.id)
                    }
                },
                None => {
                    let new = new_authorisation(acting, paper);
                    entered.insert(key(&new.says), new.clone());
                    made.push((new.clone(), known.map(|known| known.place)));
                    Ok(new.id)
                }
            },
        };
        recorded.ids.push(id.as_ref().ok().copied());
        recorded.faults.extend(id.err().map(|fault| RowFault { at, fault }));
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

/// A person's papers, the latest first, if the scope sees the person.
pub fn list_authorisations(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Vec<Authorisation>, Refusal> {
    Ok(store::list_authorisations(tx, &scope.condition("p.place"), person)?)
}

/// What makes a paper the same paper.
fn key(says: &NewAuthorisation) -> (PersonId, crate::AuthorisationKind, CitizenId, jiff::civil::Date) {
    (says.person, says.kind, says.citizen_id, says.valid_from)
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
