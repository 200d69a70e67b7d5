//! Households and who lives in them.

use super::reads::{LISTED, listed};
use crate::{
    HouseholdLine, HouseholdsFilter, Member,
    household::{HouseholdRow, Membership},
    person::plain_words,
};
use db::{DbError, Param, Row, Tx, params};
use kernel::{FullName, HouseholdId, Month, PersonId, SourceFileId};
use std::collections::HashMap;

/// The rows of a file that name their household and whose persons have a record, in the order of the lines.
pub(crate) fn list_household_rows(
    tx: &mut Tx<'_>,
    visible: &str,
    file: SourceFileId,
) -> Result<Vec<HouseholdRow>, DbError> {
    let sql = format!(
        "SELECT l.person_id, r.place, r.household, r.full_name, r.hamlet, r.line, r.relation FROM sources_row r \
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
            relation: row.find(6)?,
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
    let words = made.iter().flat_map(|(id, _, name)| {
        plain_words(name).into_iter().map(|word| params![*id, word].to_vec()).collect::<Vec<_>>()
    });
    tx.bulk("registry_household_word", &["household_id", "word"], words)?;
    Ok(())
}

/// These persons live there now, wherever they lived before.
pub(crate) fn move_members(tx: &mut Tx<'_>, file: SourceFileId, members: &[Membership]) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM registry_household_member WHERE person_id IN (SELECT l.person_id FROM sources_row r \
         JOIN registry_link l ON l.source = r.source AND l.row_key = r.row_key AND l.place = r.place \
         WHERE r.file_id = $1 AND r.source = 'ngheo' AND r.household IS NOT NULL)",
        params![file],
    )?;
    let rows = members
        .iter()
        .map(|one| params![one.person, one.household, one.is_head, one.relation, file, one.line].to_vec());
    let columns = ["person_id", "household_id", "is_head", "relation", "file_id", "line"];
    tx.bulk("registry_household_member", &columns, rows)?;
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
pub(crate) fn list_members(tx: &mut Tx<'_>, visible: &str, id: HouseholdId) -> Result<Vec<Member>, DbError> {
    let sql = format!(
        "SELECT {LISTED}, m.is_head, m.relation FROM registry_household_member m \
         JOIN registry_person p ON p.person_id = m.person_id WHERE m.household_id = $1 AND {visible} \
         ORDER BY CASE WHEN m.is_head THEN 0 ELSE 1 END, m.line, p.person_id"
    );
    let member = |row: &Row| {
        Ok(Member { person: listed(row)?, is_head: row.get(10)?, relation: row.find(11)?, classes: Vec::new() })
    };
    tx.rows(&sql, params![id])?.iter().map(member).collect()
}

/// A page of households, their heads not named.
pub(crate) fn list_households(
    tx: &mut Tx<'_>,
    [visible, visible_person]: &[String; 2],
    filter: &HouseholdsFilter,
    month: Month,
    (after, limit): (Option<HouseholdId>, i64),
) -> Result<Vec<HouseholdLine>, DbError> {
    let mut params = vec![Param::new(&limit), Param::new(&month)];
    let mut all = vec![visible.clone()];
    if let Some(place) = filter.place {
        params.push(Param::new(&place));
        all.push(format!("h.place = ${}", params.len()));
    }
    if let Some(after) = after {
        params.push(Param::new(&after));
        all.push(format!("h.household_id > ${}", params.len()));
    }
    let words = filter.words();
    if !words.is_empty() {
        all.push(has_words(visible_person, params.len() + 1, words.len()));
        params.extend(words.iter().map(Param::new));
    }
    // A page is taken before its members are counted.
    let sql = format!(
        "WITH page AS (SELECT h.household_id, h.place, h.name FROM registry_household h WHERE {} \
         ORDER BY h.household_id LIMIT $1) \
         SELECT g.household_id, g.place, g.name, COUNT(DISTINCT m.person_id), \
         COUNT(DISTINCT CASE WHEN e.category = 'NGHEO' THEN m.person_id END), \
         COUNT(DISTINCT CASE WHEN e.category = 'CANNGHEO' THEN m.person_id END) FROM page g \
         LEFT JOIN registry_household_member m ON m.household_id = g.household_id \
         LEFT JOIN registry_entitlement e ON e.person_id = m.person_id AND e.source = 'ngheo' AND e.state = 'active' \
         AND e.from_month <= $2 AND (e.until_month IS NULL OR e.until_month >= $2) \
         GROUP BY g.household_id, g.place, g.name ORDER BY g.household_id",
        all.join(" AND ")
    );
    let line = |row: &Row| {
        Ok(HouseholdLine {
            id: row.get(0)?,
            place: row.get(1)?,
            name: row.get(2)?,
            head: None,
            members: row.get(3)?,
            poor: row.get(4)?,
            near_poor: row.get(5)?,
        })
    };
    tx.rows(&sql, &params)?.iter().map(line).collect()
}

/// Whether the household `h`, or one member of it, is called by all of these words: parameters from `first` on.
fn has_words(visible_person: &str, first: usize, words: usize) -> String {
    let others = |table: &str, id: &str, of: &str, word: &str| {
        let has =
            |number| format!("AND EXISTS (SELECT 1 FROM {table} o WHERE o.{id} = {of}.{id} AND o.{word} = ${number})");
        (first + 1..first + words).map(has).collect::<Vec<_>>().join(" ")
    };
    let (named, lived) = (
        others("registry_household_word", "household_id", "w", "word"),
        others("registry_name_token", "person_id", "t", "token"),
    );
    format!(
        "(h.household_id IN (SELECT w.household_id FROM registry_household_word w WHERE w.word = ${first} {named}) \
         OR h.household_id IN (SELECT m.household_id FROM registry_name_token t \
         JOIN registry_household_member m ON m.person_id = t.person_id \
         JOIN registry_person p ON p.person_id = t.person_id WHERE t.token = ${first} {lived} AND {visible_person}))"
    )
}

/// Households asked about in one statement.
const HOUSEHOLDS_AT_ONCE: usize = 500;

/// The heads of some households who have a record; of several the first of the list.
pub(crate) fn list_heads(
    tx: &mut Tx<'_>,
    visible: &str,
    households: &[HouseholdId],
) -> Result<HashMap<HouseholdId, FullName>, DbError> {
    let mut heads = HashMap::new();
    for part in households.chunks(HOUSEHOLDS_AT_ONCE) {
        let places: Vec<String> = (1..=part.len()).map(|at| format!("${at}")).collect();
        let sql = format!(
            "SELECT m.household_id, p.full_name FROM registry_household_member m \
             JOIN registry_person p ON p.person_id = m.person_id \
             WHERE m.household_id IN ({}) AND m.is_head AND {visible} ORDER BY m.line, p.person_id",
            places.join(", ")
        );
        let params: Vec<Param> = part.iter().map(Param::new).collect();
        for row in tx.rows(&sql, &params)? {
            heads.entry(row.get(0)?).or_insert(row.get(1)?);
        }
    }
    Ok(heads)
}
