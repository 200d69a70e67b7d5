//! Movements: what files say should change, and what became of it.

use crate::{
    Entitlement, Movement, MovementState,
    movement::Before,
    store::reads::{ENTITLEMENT, entitlement},
};
use db::{DbError, Param, Row, Tx, params};
use jiff::civil::Date;
use kernel::{CitizenId, Dong, FullName, MovementId, PersonId, SourceFileId, StaffId};
use office::Acting;
use sources::{MovementKind, SourceKind};
use std::collections::BTreeMap;

/// A movement as its file says it.
pub(crate) struct MovementFacts {
    pub(crate) line: i64,
    pub(crate) kind: MovementKind,
    pub(crate) source: SourceKind,
    pub(crate) place: i64,
    pub(crate) row_key: String,
    pub(crate) full_name: FullName,
    pub(crate) citizen_id: Option<CitizenId>,
    pub(crate) category: Option<String>,
    pub(crate) amount: Option<Dong>,
    pub(crate) decision_number: Option<String>,
    pub(crate) decision_on: Option<Date>,
    pub(crate) decision_by: Option<String>,
    pub(crate) entitled_from: Option<Date>,
    pub(crate) died_on: Option<Date>,
    pub(crate) digest: Vec<u8>,
}

/// Movements of a file that are told for the first time.
pub(crate) fn list_unstaged(tx: &mut Tx<'_>, visible: &str, file: SourceFileId) -> Result<Vec<MovementFacts>, DbError> {
    let sql = format!(
        "SELECT s.line, s.kind, s.source, s.place, s.row_key, s.full_name, s.citizen_id, s.category, s.amount_dong, \
         s.decision_number, s.decision_on, s.decision_by, s.entitled_from, s.died_on, s.digest \
         FROM sources_movement s JOIN sources_file f ON f.file_id = s.file_id \
         WHERE s.file_id = $1 AND {visible} AND NOT EXISTS (SELECT 1 FROM registry_movement m \
         WHERE m.digest = s.digest AND m.sender = f.place AND m.state <> 'withdrawn') \
         AND NOT EXISTS (SELECT 1 FROM sources_movement twin WHERE twin.file_id = s.file_id \
         AND twin.digest = s.digest AND twin.line < s.line) ORDER BY s.line"
    );
    let facts = |row: &Row| {
        Ok(MovementFacts {
            line: row.get(0)?,
            kind: row.get(1)?,
            source: row.get(2)?,
            place: row.get(3)?,
            row_key: row.get(4)?,
            full_name: row.get(5)?,
            citizen_id: row.find(6)?,
            category: row.find(7)?,
            amount: row.find(8)?,
            decision_number: row.find(9)?,
            decision_on: row.find(10)?,
            decision_by: row.find(11)?,
            entitled_from: row.find(12)?,
            died_on: row.find(13)?,
            digest: row.get(14)?,
        })
    };
    tx.rows(&sql, params![file])?.iter().map(facts).collect()
}

/// What a file that was read anew says as before goes over to its new reading.
pub(crate) fn follow_rereading(tx: &mut Tx<'_>, file: SourceFileId) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_movement SET file_id = $1, line = (SELECT MIN(s.line) FROM sources_movement s \
         WHERE s.file_id = $1 AND s.digest = registry_movement.digest) \
         WHERE file_id IN (SELECT f.file_id FROM sources_file f WHERE f.replaced_by = $1) \
         AND EXISTS (SELECT 1 FROM sources_movement s WHERE s.file_id = $1 AND s.digest = registry_movement.digest)",
        params![file],
    )?;
    Ok(())
}

/// Withdraws what waits and is said no more by the file, or by an earlier reading of it; answers how many.
pub(crate) fn withdraw_movements(tx: &mut Tx<'_>, file: SourceFileId) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE registry_movement SET state = 'withdrawn' WHERE state IN ('open', 'unplaced') \
         AND (file_id = $1 OR file_id IN (SELECT f.file_id FROM sources_file f WHERE f.replaced_by = $1)) \
         AND NOT EXISTS (SELECT 1 FROM sources_movement s \
         WHERE s.file_id = registry_movement.file_id AND s.digest = registry_movement.digest)",
        params![file],
    )
}

/// Withdraws what waits and is told otherwise now: the same decision about the same row, in another file of the sender.
pub(crate) fn supersede_movements(tx: &mut Tx<'_>, by: &Movement) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_movement SET state = 'withdrawn' WHERE state IN ('open', 'unplaced') AND source = $1 \
         AND row_key = $2 AND kind = $3 AND decision_number = $4 AND file_id <> $5 \
         AND sender = (SELECT f.place FROM sources_file f WHERE f.file_id = $5) \
         AND (category = $6 OR (category IS NULL AND CAST($6 AS TEXT) IS NULL))",
        params![by.source, by.row_key.as_str(), by.kind, by.decision_number, by.file, by.category],
    )?;
    Ok(())
}

const MOVEMENT: &str = "movement_id, kind, source, place, file_id, line, row_key, full_name, citizen_id, category, \
                        amount_dong, decision_number, decision_on, decision_by, entitled_from, died_on, month, state, \
                        obstacle, person_id, entitlement_id, before, asked_by, asked_at, placed_by, decided_by, \
                        decided_at, decided_why";

fn movement(row: &Row) -> Result<Movement, DbError> {
    let before: Option<String> = row.find(21)?;
    Ok(Movement {
        id: row.get(0)?,
        kind: row.get(1)?,
        source: row.get(2)?,
        place: row.get(3)?,
        file: row.get(4)?,
        line: row.get(5)?,
        row_key: row.get(6)?,
        full_name: row.get(7)?,
        citizen_id: row.find(8)?,
        category: row.find(9)?,
        amount: row.find(10)?,
        decision_number: row.find(11)?,
        decision_on: row.find(12)?,
        decision_by: row.find(13)?,
        entitled_from: row.find(14)?,
        died_on: row.find(15)?,
        month: row.get(16)?,
        state: row.get(17)?,
        obstacle: row.find(18)?,
        person: row.find(19)?,
        entitlement: row.find(20)?,
        // What does not parse restores nothing: taking the movement back is refused then.
        before: before.and_then(|text| serde_json::from_str(&text).ok()),
        asked_by: row.get(22)?,
        asked_at: row.get(23)?,
        placed_by: row.find(24)?,
        decided_by: row.find(25)?,
        decided_at: row.find(26)?,
        decided_why: row.find(27)?,
    })
}

/// Puts a movement in; one that was withdrawn waits again.
pub(crate) fn insert_movement(tx: &mut Tx<'_>, one: &Movement, digest: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM registry_movement WHERE digest = $1 AND state = 'withdrawn' \
         AND sender = (SELECT f.place FROM sources_file f WHERE f.file_id = $2)",
        params![digest.to_vec(), one.file],
    )?;
    tx.execute(
        "INSERT INTO registry_movement (movement_id, digest, kind, source, place, file_id, line, row_key, full_name, \
         citizen_id, category, amount_dong, decision_number, decision_on, decision_by, entitled_from, died_on, month, \
         state, obstacle, person_id, entitlement_id, asked_by, asked_at, sender) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
         $23, $24, (SELECT f.place FROM sources_file f WHERE f.file_id = $6))",
        params![
            one.id,
            digest.to_vec(),
            one.kind,
            one.source,
            one.place,
            one.file,
            one.line,
            one.row_key.as_str(),
            one.full_name,
            one.citizen_id,
            one.category,
            one.amount,
            one.decision_number,
            one.decision_on,
            one.decision_by,
            one.entitled_from,
            one.died_on,
            one.month,
            one.state,
            one.obstacle,
            one.person,
            one.entitlement,
            one.asked_by,
            one.asked_at,
        ],
    )?;
    Ok(())
}

/// One movement.
pub(crate) fn find_movement(tx: &mut Tx<'_>, id: MovementId) -> Result<Option<Movement>, DbError> {
    let sql = format!("SELECT {MOVEMENT} FROM registry_movement WHERE movement_id = $1");
    tx.row(&sql, params![id])?.as_ref().map(movement).transpose()
}

/// A page of movements in one state.
pub(crate) fn list_movements(
    tx: &mut Tx<'_>,
    visible: &str,
    state: MovementState,
    file: Option<SourceFileId>,
    after: Option<(SourceFileId, i64)>,
    limit: i64,
) -> Result<Vec<Movement>, DbError> {
    // Only what is asked for stands in the statement: an index is used for a condition that is there or is not.
    let mut params = vec![Param::new(&state), Param::new(&limit)];
    let mut asked = |param: Param| {
        params.push(param);
        format!("${}", params.len())
    };
    let mut all = vec!["state = $1".to_owned(), visible.to_owned()];
    all.extend(file.map(|file| format!("file_id = {}", asked(Param::new(&file)))));
    all.extend(
        after.map(|(file, line)| {
            format!("(file_id, line) > ({}, {})", asked(Param::new(&file)), asked(Param::new(&line)))
        }),
    );
    let sql = format!(
        "SELECT {MOVEMENT} FROM registry_movement WHERE {} ORDER BY file_id, line, movement_id LIMIT $2",
        all.join(" AND ")
    );
    tx.rows(&sql, &params)?.iter().map(movement).collect()
}

/// All movements of a person, the oldest first.
pub(crate) fn list_movements_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Movement>, DbError> {
    let sql = format!("SELECT {MOVEMENT} FROM registry_movement WHERE person_id = $1 ORDER BY asked_at, file_id, line");
    tx.rows(&sql, params![person])?.iter().map(movement).collect()
}

/// New entitlements that wait for somebody with a number of whom there is no record yet.
pub(crate) fn list_waiting_for(tx: &mut Tx<'_>, number: &CitizenId) -> Result<Vec<Movement>, DbError> {
    let sql = format!(
        "SELECT {MOVEMENT} FROM registry_movement WHERE citizen_id = $1 AND kind = 'increase' AND state = 'open' \
         AND person_id IS NULL ORDER BY asked_at, file_id, line"
    );
    tx.rows(&sql, params![*number])?.iter().map(movement).collect()
}

/// What a file says again although it was rejected or taken back when another file of its sender said it.
pub(crate) fn list_refused_again(
    tx: &mut Tx<'_>,
    visible: &str,
    file: SourceFileId,
    limit: i64,
) -> Result<Vec<Movement>, DbError> {
    let sql = format!(
        "SELECT {MOVEMENT} FROM registry_movement WHERE {visible} AND state IN ('rejected', 'undone') \
         AND file_id <> $1 AND sender = (SELECT f.place FROM sources_file f WHERE f.file_id = $1) \
         AND digest IN (SELECT s.digest FROM sources_movement s WHERE s.file_id = $1) ORDER BY line LIMIT $2"
    );
    tx.rows(&sql, params![file, limit])?.iter().map(movement).collect()
}

/// How many movements stand in each state.
pub(crate) fn count_movements(
    tx: &mut Tx<'_>,
    visible: &str,
    file: Option<SourceFileId>,
) -> Result<BTreeMap<MovementState, i64>, DbError> {
    let of_file = if file.is_some() { "AND file_id = $1" } else { "" };
    let params: Vec<Param> = file.iter().map(Param::new).collect();
    let sql = format!(
        "SELECT state, CAST(COUNT(*) AS BIGINT) FROM registry_movement WHERE {visible} {of_file} GROUP BY state"
    );
    tx.rows(&sql, &params)?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// How many movements wait for an approval that this person may give, up to `most`.
pub(crate) fn count_to_approve(tx: &mut Tx<'_>, visible: &str, by: StaffId, most: i64) -> Result<i64, DbError> {
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM registry_movement WHERE {visible} AND state = 'open' \
         AND asked_by <> $1 AND (placed_by IS NULL OR placed_by <> $1) LIMIT $2) waiting"
    );
    tx.row(&sql, params![by, most])?.map_or(Ok(0), |row| row.get(0))
}

/// Says whose a movement is, or why that is not known.
pub(crate) fn place_movement(tx: &mut Tx<'_>, one: &Movement) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_movement SET place = $4, person_id = $2, entitlement_id = $3, state = $5, obstacle = $7, \
         placed_by = $6 WHERE movement_id = $1",
        params![one.id, one.person, one.entitlement, one.place, one.state, one.placed_by, one.obstacle],
    )?;
    Ok(())
}

/// Lets the row of a movement be enrolled under its key.
pub(crate) fn approve_row(tx: &mut Tx<'_>, one: &Movement) -> Result<(), DbError> {
    let sql = "UPDATE registry_movement SET state = 'approved', row_key = $2 WHERE movement_id = $1";
    tx.execute(sql, params![one.id, one.row_key.as_str()])?;
    Ok(())
}

/// What was decided about a movement.
pub(crate) struct Decision<'d> {
    pub(crate) state: MovementState,
    pub(crate) why: Option<&'d str>,
    pub(crate) before: Option<Before>,
}

/// Decides about a movement.
pub(crate) fn decide_movement(
    tx: &mut Tx<'_>,
    acting: &Acting,
    one: &Movement,
    decision: &Decision<'_>,
) -> Result<(), DbError> {
    let before = decision.before.as_ref().map(|before| serde_json::to_string(before).expect("it is JSON"));
    tx.execute(
        "UPDATE registry_movement SET state = $2, decided_by = $3, decided_at = $4, decided_why = $5, \
         before = COALESCE($6, before), person_id = $7, entitlement_id = $8 WHERE movement_id = $1",
        params![
            one.id,
            decision.state,
            acting.staff,
            acting.now,
            decision.why.map(str::to_owned),
            before,
            one.person,
            one.entitlement
        ],
    )?;
    Ok(())
}

/// What the row of a list with this key became.
pub(crate) fn find_linked(
    tx: &mut Tx<'_>,
    source: SourceKind,
    row_key: &str,
    place: i64,
) -> Result<Option<Entitlement>, DbError> {
    let sql = format!(
        "SELECT {ENTITLEMENT} FROM registry_link l JOIN registry_entitlement e \
         ON e.person_id = l.person_id AND e.entitlement_id = l.entitlement_id \
         WHERE l.source = $1 AND l.row_key = $2 AND l.place = $3"
    );
    tx.row(&sql, params![source, row_key, place])?.as_ref().map(|row| entitlement(row, 0)).transpose()
}

/// What proves a death that is recorded with its proof.
pub(crate) fn find_death_proof(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<String>, DbError> {
    let sql = "SELECT death_proof FROM registry_person WHERE person_id = $1";
    tx.row(sql, params![person])?.map_or(Ok(None), |row| row.find(0))
}
