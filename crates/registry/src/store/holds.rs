//! What is held: every statement that writes it.

use crate::{HoldReason, NewHold, enrol_row::Enrolment};
use db::{DbError, Tx, params};
use kernel::{EntitlementId, HoldId, PersonId};
use office::Acting;

/// Holds the entitlements of these rows; answers how many.
pub(crate) fn insert_enrolment_holds(
    tx: &mut Tx<'_>,
    acting: &Acting,
    reason: HoldReason,
    held: &[&Enrolment],
) -> Result<i64, DbError> {
    let row = |one: &&Enrolment| {
        let id: HoldId = acting.new_id();
        params![one.person, id, Some(one.entitlement), reason, one.from_month, acting.staff, acting.now].to_vec()
    };
    let columns = ["person_id", "hold_id", "entitlement_id", "reason", "from_month", "placed_by", "placed_at"];
    let loaded = tx.bulk("registry_hold", &columns, held.iter().map(row))?;
    Ok(i64::try_from(loaded).unwrap_or(i64::MAX))
}

/// One hold.
pub(crate) fn insert_hold(tx: &mut Tx<'_>, acting: &Acting, id: HoldId, new: &NewHold) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO registry_hold (person_id, hold_id, entitlement_id, reason, why, from_month, until_month, \
         placed_by, placed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            new.person,
            id,
            new.entitlement,
            new.reason,
            new.why.as_str(),
            new.from_month,
            new.until_month,
            acting.staff,
            acting.now,
        ],
    )?;
    Ok(())
}

/// What is held of one part of an entitlement is held of another too.
pub(crate) fn copy_hold(
    tx: &mut Tx<'_>,
    person: PersonId,
    hold: HoldId,
    (id, entitlement): (HoldId, EntitlementId),
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO registry_hold (person_id, hold_id, entitlement_id, reason, why, from_month, until_month, placed_by, \
         placed_at) SELECT person_id, $3, $4, reason, why, from_month, until_month, placed_by, placed_at \
         FROM registry_hold WHERE person_id = $1 AND hold_id = $2",
        params![person, hold, id, entitlement],
    )?;
    Ok(())
}

/// Ends a hold; nothing if somebody did before.
pub(crate) fn release_hold(
    tx: &mut Tx<'_>,
    acting: &Acting,
    person: PersonId,
    hold: HoldId,
    why: &str,
) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE registry_hold SET released_by = $3, released_at = $4, released_why = $5 \
         WHERE person_id = $1 AND hold_id = $2 AND released_at IS NULL",
        params![person, hold, acting.staff, acting.now, why],
    )
}
