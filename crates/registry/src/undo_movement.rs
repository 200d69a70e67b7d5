//! What taking an approved movement back restores.

use crate::{
    Amounts, EntitlementState, Movement, Refusal, apply_movement::end, entitlement::EndedBy, movement::Before, store,
};
use db::Tx;
use kernel::{Dong, EntitlementId, PersonId};
use office::Acting;

/// Puts back what stood there. Where somebody has changed it since, nothing is touched.
pub(crate) fn restore(tx: &mut Tx<'_>, acting: &Acting, movement: &Movement) -> Result<(), Refusal> {
    let (Some(person), Some(before)) = (movement.person, &movement.before) else {
        return Err(Refusal::MovementStale);
    };
    match before {
        Before::Alive { until } => {
            if !store::has_death_proof(tx, person)? {
                return Err(Refusal::MovementStale);
            }
            store::undo_death(tx, acting, person, until)?;
            return Ok(());
        }
        Before::Begun => {
            let id = must_be(tx, person, movement.entitlement, |one| one.ended_by.is_none())?;
            store::end_entitlement(tx, (person, id), EntitlementState::Ended, None, Some(EndedBy::Undone))?;
        }
        Before::Ended { until } => {
            let id = must_be(tx, person, movement.entitlement, |one| one.ended_by == Some(EndedBy::Stop))?;
            end(tx, person, id, *until, None)?;
        }
        Before::Parted { until, part } => {
            let id = must_be(tx, person, movement.entitlement, |one| one.ended_by == Some(EndedBy::Adjusted))?;
            let part = must_be(tx, person, Some(*part), |one| one.ended_by.is_none())?;
            store::end_entitlement(tx, (person, part), EntitlementState::Ended, None, Some(EndedBy::Undone))?;
            end(tx, person, id, *until, None)?;
            store::move_links(tx, person, (part, id))?;
        }
        Before::Said { category, amount_dong, expected_dong, decision_number, decision_on, decision_by } => {
            let now = store::list_entitlements(tx, person)?;
            let now = now.into_iter().find(|one| Some(one.id) == movement.entitlement);
            let now = now.filter(|one| Some(one.amount) == movement.amount).ok_or(Refusal::MovementStale)?;
            let amount = Dong::new(*amount_dong);
            let (_, amount_check) = Amounts::on(tx, acting.today())?.check(category, amount);
            let said = crate::Entitlement {
                category: category.clone(),
                amount,
                expected: expected_dong.map(Dong::new),
                amount_check,
                decision_number: decision_number.clone(),
                decision_on: *decision_on,
                decision_by: decision_by.clone(),
                ..now
            };
            store::restate_entitlement(tx, person, &said)?;
        }
    }
    Ok(store::touch_person(tx, acting, person)?)
}

/// The entitlement as the movement left it.
fn must_be(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: Option<EntitlementId>,
    is_as_left: impl Fn(&crate::Entitlement) -> bool,
) -> Result<EntitlementId, Refusal> {
    let held = store::list_entitlements(tx, person)?;
    let found = held.iter().find(|one| Some(one.id) == id && is_as_left(one));
    found.map(|one| one.id).ok_or(Refusal::MovementStale)
}
