//! What taking an approved movement back restores.

use crate::{
    Amounts, Entitlement, EntitlementState, Movement, MovementState, Refusal,
    apply_movement::{end, proof_of},
    entitlement::EndedBy,
    movement::{Before, Was},
    store,
};
use db::Tx;
use jiff::civil::Date;
use kernel::{Dong, EntitlementId, Month, PersonId};
use office::Acting;

/// Puts back what stood there. Where somebody has changed it since, nothing is touched.
pub(crate) fn restore(tx: &mut Tx<'_>, acting: &Acting, movement: &Movement) -> Result<(), Refusal> {
    let (Some(person), Some(before)) = (movement.person, &movement.before) else {
        return Err(Refusal::MovementStale);
    };
    match before {
        Before::Alive { dead, died_on, was } => {
            let stands = store::find_person(tx, person)?.and_then(|person| person.died_on);
            let proof = store::find_death_proof(tx, person)?;
            if stands != movement.died_on || proof != Some(proof_of(movement)) {
                return Err(Refusal::NewerFirst);
            }
            return revive(tx, acting, person, (*dead, *died_on), (movement.month, was));
        }
        Before::Begun => {
            let id = must_be(tx, person, movement.entitlement, |one| (one.until_month, one.ended_by) == (None, None))?;
            if is_changed_by_another(tx, person, movement, id)? {
                return Err(Refusal::NewerFirst);
            }
            store::end_entitlement(tx, (person, id), EntitlementState::Ended, None, Some(EndedBy::Undone))?;
        }
        Before::Ended { was } => put_back(tx, person, (movement.month, EndedBy::Stop), was)?,
        Before::Parted { was, part } => {
            let last = movement.month.previous().map_err(|_| Refusal::Corrupt { what: "month" })?;
            let part = must_be(tx, person, Some(*part), |one| (one.until_month, one.ended_by) == (was.until, was.by))?;
            if is_changed_by_another(tx, person, movement, part)? {
                return Err(Refusal::NewerFirst);
            }
            put_back(tx, person, (last, EndedBy::Adjusted), std::slice::from_ref(was))?;
            store::end_entitlement(tx, (person, part), EntitlementState::Ended, None, Some(EndedBy::Undone))?;
            store::move_links(tx, person, (part, was.id))?;
        }
        Before::Said {
            category,
            amount_dong,
            expected_dong,
            decision_number,
            decision_on,
            decision_by,
            file,
            line,
        } => {
            let now = store::list_entitlements(tx, person)?;
            let now = now.into_iter().find(|one| Some(one.id) == movement.entitlement);
            let now = now.filter(|one| one.state == EntitlementState::Active && is_said(movement, one));
            let now = now.ok_or(Refusal::NewerFirst)?;
            let amount = Dong::new(*amount_dong);
            let (_, amount_check) = Amounts::on(tx, acting.today())?.check(category, amount);
            let said = Entitlement {
                category: category.clone(),
                amount,
                expected: expected_dong.map(Dong::new),
                amount_check,
                decision_number: decision_number.clone(),
                decision_on: *decision_on,
                decision_by: decision_by.clone(),
                file: *file,
                line: *line,
                ..now
            };
            store::restate_entitlement(tx, person, &said)?;
        }
    }
    Ok(store::touch_person(tx, acting, person)?)
}

/// Whether an entitlement says what an adjustment made it say.
fn is_said(movement: &Movement, one: &Entitlement) -> bool {
    movement.amount.is_none_or(|amount| amount == one.amount)
        && movement.category.as_ref().is_none_or(|category| *category == one.category)
        && movement.decision_number == one.decision_number
}

/// Whether another movement that holds has changed what this one began.
fn is_changed_by_another(
    tx: &mut Tx<'_>,
    person: PersonId,
    movement: &Movement,
    begun: EntitlementId,
) -> Result<bool, Refusal> {
    let all = store::list_movements_of(tx, person)?;
    let holds = |one: &Movement| one.state == MovementState::Approved && one.id != movement.id;
    Ok(all.iter().any(|one| holds(one) && one.entitlement == Some(begun)))
}

/// A death is taken back: what was known before is known again, and what it ended goes on as it would have.
pub(crate) fn revive(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    (dead, died_on): (bool, Option<Date>),
    (last, was): (Month, &[Was]),
) -> Result<(), Refusal> {
    put_back(tx, person, (last, EndedBy::Death), was)?;
    Ok(store::unset_death(tx, acting, person, (dead, died_on))?)
}

/// What ended in `last` by `by` ends again as it did before. Where something else has changed it since, nothing does.
fn put_back(tx: &mut Tx<'_>, person: PersonId, (last, by): (Month, EndedBy), was: &[Was]) -> Result<(), Refusal> {
    let died = store::find_person(tx, person)?.and_then(|person| person.died_on).map(Month::of);
    let died = died.transpose().map_err(|_| Refusal::Corrupt { what: "day" })?.filter(|_| by != EndedBy::Death);
    for one in was {
        // Nothing goes on after a death that was recorded since.
        if died.is_some_and(|died| one.until.is_none_or(|until| until > died)) {
            return Err(Refusal::NewerFirst);
        }
        let as_left = |now: &Entitlement| (now.until_month, now.ended_by) == (Some(last), Some(by));
        let id = must_be(tx, person, Some(one.id), as_left)?;
        end(tx, person, id, one.until, one.by)?;
    }
    Ok(())
}

/// The entitlement as the movement left it.
fn must_be(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: Option<EntitlementId>,
    is_as_left: impl Fn(&Entitlement) -> bool,
) -> Result<EntitlementId, Refusal> {
    let held = store::list_entitlements(tx, person)?;
    let is_as_left = |one: &&Entitlement| one.state == EntitlementState::Active && is_as_left(one);
    let found = held.iter().filter(|one| Some(one.id) == id).find(is_as_left);
    found.map(|one| one.id).ok_or(Refusal::NewerFirst)
}
