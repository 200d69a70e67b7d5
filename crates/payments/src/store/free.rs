//! What is held no longer. Persons, entitlements and holds belong to the room `registry`, lines to `lists`; here they
//! are read.

use db::{DbError, Tx, params};
use kernel::{AccountNumber, CycleId, Dong, EntitlementId, Month, PersonId};
use office::Area;
use survey::Method;

/// A hold on an entitlement for a month, of the row `owed`: `month` is its column.
pub(super) fn holds(month: &str) -> String {
    format!(
        "SELECT 1 FROM registry_hold AS hold WHERE hold.person_id = owed.person_id AND hold.released_at IS NULL \
         AND (hold.entitlement_id IS NULL OR hold.entitlement_id = owed.entitlement_id) \
         AND hold.from_month <= owed.{month} AND (hold.until_month IS NULL OR hold.until_month >= owed.{month})"
    )
}

/// Whether a month of the row `owed` would be paid today: the person is verified and lived in it, and nobody holds it.
pub(super) fn is_free(month: &str) -> String {
    format!(
        "NOT EXISTS ({}) AND EXISTS (SELECT 1 FROM registry_person AS person \
         WHERE person.person_id = owed.person_id AND person.state = 'verified' \
         AND NOT (person.dead AND (person.died_on IS NULL OR person.died_on < owed.{month} || '-01')))",
        holds(month)
    )
}

/// Whether the row `owed` is due for its month as things stand today: nothing is in its way, and what was entitled is. What
/// an adjustment has followed since is paid as it was listed, and the difference told.
pub(super) fn is_due(month: &str) -> String {
    format!(
        "{} AND EXISTS (SELECT 1 FROM registry_entitlement AS entitled WHERE entitled.person_id = owed.person_id \
         AND entitled.entitlement_id = owed.entitlement_id AND entitled.from_month <= owed.{month} \
         AND (entitled.ended_by = 'adjusted' OR entitled.until_month >= owed.{month} \
         OR (entitled.until_month IS NULL AND entitled.state = 'active')))",
        is_free(month)
    )
}

/// Whether the account of the row `owed` takes the person's money today: it is the active one, whoever is authorised
/// still is, and the person is called as when the holder's name was compared.
pub(super) const TAKES_MONEY: &str = "EXISTS (SELECT 1 FROM accounts_active AS live \
     JOIN accounts_account AS account ON account.person_id = live.person_id AND account.account_id = live.account_id \
     JOIN registry_person AS payee ON payee.person_id = live.person_id \
     WHERE live.person_id = owed.person_id AND account.bin = owed.bin AND account.number = owed.number \
     AND CASE WHEN account.authorisation_id IS NULL \
     THEN account.payee_key IS NULL OR account.payee_key = payee.name_key \
     ELSE EXISTS (SELECT 1 FROM survey_authorisation AS paper WHERE paper.person_id = account.person_id \
     AND paper.authorisation_id = account.authorisation_id AND paper.revoked_on IS NULL) END)";

/// How many instructions of a cycle are not due as things stand today, or go to an account that takes no money for the
/// person any more.
pub(crate) fn count_overtaken(tx: &mut Tx<'_>, cycle: CycleId) -> Result<i64, DbError> {
    let sql = format!(
        "SELECT COUNT(*) FROM payments_instruction AS owed WHERE owed.cycle_id = $1 AND owed.state = 'computed' \
         AND NOT ({} AND (owed.number IS NULL OR {TAKES_MONEY}))",
        is_due("origin_month")
    );
    tx.row(&sql, params![cycle])?.map_or(Ok(0), |row| row.get(0))
}

/// A line of an earlier list that was held and is free now.
pub(crate) struct FreeLine {
    pub(crate) person: PersonId,
    pub(crate) entitlement: EntitlementId,
    pub(crate) origin: Month,
    pub(crate) amount: Dong,
    pub(crate) place: i64,
    pub(crate) method: Method,
    pub(crate) bin: Option<String>,
    pub(crate) number: Option<AccountNumber>,
    pub(crate) cycle: CycleId,
}

/// Held lines of an area's earlier months that would be paid today: no payment was ever made for them. A line that is
/// no entitlement of its month any more stays where it is.
pub(crate) fn list_free_lines(tx: &mut Tx<'_>, area: Area, before: Month) -> Result<Vec<FreeLine>, DbError> {
    let sql = format!(
        "SELECT owed.person_id, owed.entitlement_id, owed.month, owed.amount_dong, taken.place, owed.method, owed.bin, \
         owed.number, taken.cycle_id FROM payments_cycle AS cycle \
         JOIN payments_list AS taken ON taken.cycle_id = cycle.cycle_id \
         JOIN lists_line AS owed ON owed.list_id = taken.list_id \
         JOIN registry_entitlement AS entitled ON entitled.person_id = owed.person_id \
             AND entitled.entitlement_id = owed.entitlement_id \
         WHERE taken.place BETWEEN $1 AND $2 AND taken.held_dong > 0 AND cycle.month < $3 \
         AND cycle.state IN ('approved', 'instructed', 'closed') AND owed.amount_dong > 0 \
         AND NOT EXISTS (SELECT 1 FROM payments_instruction AS payment WHERE payment.person_id = owed.person_id \
             AND payment.entitlement_id = owed.entitlement_id AND payment.origin_month = owed.month) \
         AND NOT EXISTS (SELECT 1 FROM payments_carry AS carry WHERE carry.person_id = owed.person_id \
             AND carry.entitlement_id = owed.entitlement_id AND carry.origin_month = owed.month) \
         AND entitled.from_month <= owed.month \
         AND (entitled.until_month IS NULL OR entitled.until_month >= owed.month) \
         AND (entitled.state = 'active' OR entitled.until_month IS NOT NULL) AND {} \
         ORDER BY owed.month, taken.place, owed.person_id, owed.entitlement_id",
        is_free("month")
    );
    let rows = tx.rows(&sql, params![area.lo, area.hi, before])?;
    rows.iter()
        .map(|row| {
            Ok(FreeLine {
                person: row.get(0)?,
                entitlement: row.get(1)?,
                origin: row.get(2)?,
                amount: row.get(3)?,
                place: row.get(4)?,
                method: row.get(5)?,
                bin: row.find(6)?,
                number: row.find(7)?,
                cycle: row.get(8)?,
            })
        })
        .collect()
}
