//! Households and who lives in them.

use super::reads::{LISTED, listed};
use crate::{HouseholdLine, Listed, household::HouseholdRow};
use db::{DbError, Row, Tx, params};
use kernel::{HouseholdId, Month, PersonId, SourceFileId};
use std::collections::HashMap;

/// The rows of a file that name their household and whose persons have a record, in the order of the lines.
pub(crate) fn list_household_rows(
    tx: &mut Tx<'_>,
    visible: &str,
    file: SourceFileId,
) -> Result<Vec<HouseholdRow>, DbError> {
    let sql = format!(
        "SELECT l.person_id, r.place, r.household, r.full_name, r.hamlet, r.line FROM sources_row r \
         JOIN registry_link l ON l.source = r.source AND l.row_key = r.row_key AND l.place = r.place \
         WHERE r.file_id = $1 AND r.source = 'ngheo' AND r.household IS NOT NULL AND {visible} ORDER BY r.line"
    );
    let told = |row: &Row| {
        Ok(HouseholdRow {
            person: row.get(0)?,
            place: row.get(1)?,
            household: row.get(2)?,
            full_name: row.get(3)?,
            hamlet: row.get(4)?,
            line: row.get(5)?,
        })
    };
    tx.rows(&sql, params![file])?.iter().map(told).collect()
}

/// The households of an area by what makes them the same.
pub(crate) fn list_household_keys(
    tx: &mut Tx<'_>,
    visible: &str,
) -> Result<HashMap<(i64, String), HouseholdId>, DbError> {
    let sql = format!("SELECT place, household_key, household_id FROM registry_household WHERE {visible}");
    tx.rows(&sql, params![])?.iter().map(|row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).collect()
}

/// New households.
pub(crate) fn insert_households(tx: &mut Tx<'_>, made: &[(HouseholdId, (i64, String), String)]) -> Result<(), DbError> {
    let rows = made.iter().map(|(id, (place, key), name)| params![*id, *place, key.as_str(), name.as_str()].to_vec());
    tx.bulk("registry_household", &["household_id", "place", "household_key", "name"], rows)?;
    Ok(())
}

/// These persons live there now, wherever they lived before.
pub(crate) fn move_members(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    members: &[(PersonId, (HouseholdId, bool, i64))],
) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM registry_household_member WHERE person_id IN (SELECT l.person_id FROM sources_row r \
         JOIN registry_link l ON l.source = r.source AND l.row_key = r.row_key AND l.place = r.place \
         WHERE r.file_id = $1 AND r.source = 'ngheo' AND r.household IS NOT NULL)",
        params![file],
    )?;
    let rows = members
        .iter()
        .map(|(person, (household, is_head, line))| params![*person, *household, *is_head, file, *line].to_vec());
    tx.bulk("registry_household_member", &["person_id", "household_id", "is_head", "file_id", "line"], rows)?;
    Ok(())
}

/// The household of a person.
pub(crate) fn find_household_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<HouseholdId>, DbError> {
    let sql = "SELECT household_id FROM registry_household_member WHERE person_id = $1";
    tx.row(sql, params![person])?.map(|row| row.get(0)).transpose()
}

/// The commune and the name of a household.
pub(crate) fn find_household(
    tx: &mut Tx<'_>,
    visible: &str,
    id: HouseholdId,
) -> Result<Option<(i64, String)>, DbError> {
    let sql = format!("SELECT place, name FROM registry_household WHERE household_id = $1 AND {visible}");
    tx.row(&sql, params![id])?.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// The members of a household, the head first.
pub(crate) fn list_members(tx: &mut Tx<'_>, visible: &str, id: HouseholdId) -> Result<Vec<(Listed, bool)>, DbError> {
    let sql = format!(
        "SELECT {LISTED}, m.is_head FROM registry_household_member m \
         JOIN registry_person p ON p.person_id = m.person_id WHERE m.household_id = $1 AND {visible} \
         ORDER BY CASE WHEN m.is_head THEN 0 ELSE 1 END, m.line, p.person_id"
    );
    tx.rows(&sql, params![id])?.iter().map(|row| Ok((listed(row)?, row.get(10)?))).collect()
}

/// A page of households.
pub(crate) fn list_households(
    tx: &mut Tx<'_>,
    visible: &str,
    place: Option<i64>,
    month: Month,
    after: Option<HouseholdId>,
    limit: i64,
) -> Result<Vec<HouseholdLine>, DbError> {
    // Of one commune the households are few; of all of them a page is taken before their members are counted.
    let of_place = if place.is_some() { "h.place = $1" } else { "CAST($1 AS BIGINT) IS NULL" };
    let sql = format!(
        "WITH page AS (SELECT h.household_id, h.place, h.name FROM registry_household h WHERE {visible} AND {of_place} \
         AND (CAST($2 AS BYTEA) IS NULL OR h.household_id > $2) ORDER BY h.household_id LIMIT $4) \
         SELECT g.household_id, g.place, g.name, COUNT(DISTINCT m.person_id), \
         COUNT(DISTINCT CASE WHEN e.category = 'NGHEO' THEN m.person_id END), \
         COUNT(DISTINCT CASE WHEN e.category = 'CANNGHEO' THEN m.person_id END) FROM page g \
         LEFT JOIN registry_household_member m ON m.household_id = g.household_id \
         LEFT JOIN registry_entitlement e ON e.person_id = m.person_id AND e.source = 'ngheo' AND e.state = 'active' \
         AND e.from_month <= $3 AND (e.until_month IS NULL OR e.until_month >= $3) \
         GROUP BY g.household_id, g.place, g.name ORDER BY g.household_id"
    );
    let line = |row: &Row| {
        Ok(HouseholdLine {
            id: row.get(0)?,
            place: row.get(1)?,
            name: row.get(2)?,
            members: row.get(3)?,
            poor: row.get(4)?,
            near_poor: row.get(5)?,
        })
    };
    tx.rows(&sql, params![place, after, month, limit])?.iter().map(line).collect()
}
