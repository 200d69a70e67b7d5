//! What happened to the papers by which somebody else receives, and whether that somebody lives.

use crate::{AuthorisationKind, Refusal, store::authorisations as store};
use db::Tx;
use jiff::{Timestamp, civil::Date};
use kernel::{AuthorisationId, FullName, PersonId, StaffId};
use office::Scope;
use std::collections::BTreeMap;

/// What was done with a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperMove {
    /// Entered.
    Recorded,
    /// Confirmed by the judicial officer.
    Confirmed,
    /// Taken back.
    Revoked,
}

/// One step of a paper, as it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperStep {
    /// Which paper.
    pub kind: AuthorisationKind,
    /// Who receives by it.
    pub name: FullName,
    /// What was done.
    pub what: PaperMove,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: StaffId,
    /// Why it was taken back.
    pub why: Option<String>,
}

/// What happened to the papers of a person of the scope, the oldest first.
pub fn list_paper_steps(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Vec<PaperStep>, Refusal> {
    let mut steps = store::list_paper_steps(tx, &scope.condition("p.place"), person)?;
    steps.sort_by_key(|step| step.at);
    Ok(steps)
}

/// The papers of a person of the scope whose payee is dead by their own record, wherever they lived; with the day where
/// it is known.
pub fn list_dead_payees(
    tx: &mut Tx<'_>,
    scope: &Scope,
    person: PersonId,
) -> Result<BTreeMap<AuthorisationId, Option<Date>>, Refusal> {
    Ok(store::list_dead_payees(tx, &scope.condition("p.place"), person)?.into_iter().collect())
}
