//! What the register says instead of the record: the only statements that write these proposals.

use super::reads::{LISTED, PERSON, listed, person};
use crate::{ChangeRequest, ChangedField, Listed, Person, Proposal, ProposalState, propose_corrections::Named};
use db::{DbError, Row, Tx, params};
use jiff::Timestamp;
use kernel::{ChangeRequestId, PersonId, SnapshotId, SourceFileId, StaffId};
use matching::{Field, PersonView};
use office::Acting;
use std::collections::BTreeSet;

const PROPOSAL: &str = "o.person_id, o.field, o.proposed, o.pid, o.snapshot_id, o.source, o.state, o.found_at, \
                        o.request_id, o.why";

fn proposal(row: &Row, at: usize) -> Result<Proposal, DbError> {
    Ok(Proposal {
        person: row.get(at)?,
        field: row.get(at + 1)?,
        proposed: row.get(at + 2)?,
        pid: row.get(at + 3)?,
        snapshot: row.find(at + 4)?,
        source: row.get(at + 5)?,
        state: row.get(at + 6)?,
        found_at: row.get(at + 7)?,
        request: row.find(at + 8)?,
        why: row.find(at + 9)?,
    })
}

/// The newest decision `d` of a row `r`.
const DECIDED: &str = "JOIN matching_decision d ON d.file_id = r.file_id AND d.line = r.line AND d.decision_no = \
     (SELECT MAX(m.decision_no) FROM matching_decision m WHERE m.file_id = r.file_id AND m.line = r.line)";

/// The link `l` of a row `r` that was enrolled last of its person's kind, by the key a link is found by.
const ENROLLED: &str = "LEFT JOIN registry_movement g ON g.file_id = r.file_id AND g.line = r.line \
     AND g.state = 'approved' JOIN registry_link l ON l.source = r.source AND l.place = r.place \
     AND l.row_key = COALESCE(g.row_key, r.row_key) AND l.file_id = r.file_id AND l.line = r.line";

/// The registers whose numbers are asked for, of the rows of a file.
pub(crate) fn list_asked_snapshots(tx: &mut Tx<'_>, file: SourceFileId) -> Result<BTreeSet<SnapshotId>, DbError> {
    let sql = format!(
        "SELECT DISTINCT d.snapshot_id, d.mismatched FROM sources_row r {DECIDED} WHERE r.file_id = $1 \
         AND d.rule = 'confirmed' AND d.snapshot_id IS NOT NULL"
    );
    let mut asked = BTreeSet::new();
    for row in tx.rows(&sql, params![file])? {
        if fields(&row.get::<String>(1)?)?.contains(&Field::CitizenId) {
            asked.insert(row.get(0)?);
        }
    }
    Ok(asked)
}

/// Rows of a file after a line whose decision names somebody and the fields that differ, in the order of the lines; of
/// the living, and only where it is the row the record was enrolled by last.
pub(crate) fn list_named(
    tx: &mut Tx<'_>,
    visible: &str,
    file: SourceFileId,
    after: i64,
    limit: i64,
) -> Result<Vec<Named>, DbError> {
    let sql = format!(
        "SELECT r.line, l.source, d.pid, d.rule, d.mismatched, d.snapshot_id, c.person, {PERSON} FROM sources_row r {ENROLLED} \
         JOIN registry_person p ON p.person_id = l.person_id {DECIDED} \
         LEFT JOIN matching_candidate c ON c.file_id = d.file_id AND c.line = d.line AND c.pid = d.pid \
         WHERE r.file_id = $1 AND r.line > $2 AND {visible} AND d.pid IS NOT NULL AND d.mismatched <> '[]' \
         AND NOT p.dead ORDER BY r.line LIMIT $3"
    );
    tx.rows(&sql, params![file, after, limit])?.iter().map(named).collect()
}

fn named(row: &Row) -> Result<Named, DbError> {
    let (mismatched, view): (String, Option<String>) = (row.get(4)?, row.find(6)?);
    let mismatched = fields(&mismatched)?;
    let view = view.map(|text| serde_json::from_str::<PersonView>(&text)).transpose().map_err(|_| unread("person"))?;
    Ok(Named {
        line: row.get(0)?,
        source: row.get(1)?,
        pid: row.get(2)?,
        rule: row.get(3)?,
        mismatched,
        snapshot: row.find(5)?,
        view,
        person: person(row, 7)?,
    })
}

fn fields(text: &str) -> Result<Vec<Field>, DbError> {
    serde_json::from_str(text).map_err(|_| unread("mismatched"))
}

fn unread(column: &'static str) -> DbError {
    DbError::Inconsistent { column: column.to_owned(), expected: "JSON", found: "other text".to_owned() }
}

/// What was proposed to the persons of a file, and whether by a list of its kind.
pub(crate) fn list_proposals_by(
    tx: &mut Tx<'_>,
    visible: &str,
    file: SourceFileId,
) -> Result<Vec<(Proposal, bool)>, DbError> {
    let sql = format!(
        "SELECT {PROPOSAL}, MAX(CASE WHEN l.source = o.source THEN 1 ELSE 0 END) FROM sources_row r {ENROLLED} \
         JOIN registry_proposal o ON o.person_id = l.person_id WHERE r.file_id = $1 AND {visible} GROUP BY {PROPOSAL}"
    );
    tx.rows(&sql, params![file])?.iter().map(|row| Ok((proposal(row, 0)?, row.get::<i64>(10)? == 1))).collect()
}

const COLUMNS: [&str; 8] = ["person_id", "field", "proposed", "pid", "snapshot_id", "source", "state", "found_at"];

/// New proposals.
pub(crate) fn insert_proposals(tx: &mut Tx<'_>, new: &[Proposal]) -> Result<(), DbError> {
    let row = |one: &Proposal| {
        params![
            one.person,
            one.field,
            one.proposed.as_str(),
            one.pid.as_str(),
            one.snapshot,
            one.source,
            one.state,
            one.found_at
        ]
        .to_vec()
    };
    tx.bulk("registry_proposal", &COLUMNS, new.iter().map(row))?;
    Ok(())
}

/// The register says another value now, or says it again.
pub(crate) fn replace_proposal(tx: &mut Tx<'_>, new: &Proposal) -> Result<(), DbError> {
    tx.execute("DELETE FROM registry_proposal WHERE person_id = $1 AND field = $2", params![new.person, new.field])?;
    insert_proposals(tx, std::slice::from_ref(new))
}

/// The register does not say it any more.
pub(crate) fn lapse_proposal(tx: &mut Tx<'_>, gone: &Proposal) -> Result<(), DbError> {
    let sql = "UPDATE registry_proposal SET state = $3 WHERE person_id = $1 AND field = $2";
    tx.execute(sql, params![gone.person, gone.field, ProposalState::Lapsed])?;
    Ok(())
}

/// An officer took it up or declined it.
pub(crate) fn decide_proposal(
    tx: &mut Tx<'_>,
    acting: &Acting,
    proposal: &Proposal,
    state: ProposalState,
    (request, why): (Option<ChangeRequestId>, Option<&str>),
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registry_proposal SET state = $3, request_id = $4, decided_by = $5, decided_at = $6, why = $7 \
         WHERE person_id = $1 AND field = $2",
        params![proposal.person, proposal.field, state, request, acting.staff, acting.now, why.map(str::to_owned)],
    )?;
    Ok(())
}

/// The record says what was proposed, however it came to.
pub(crate) fn settle_proposal(tx: &mut Tx<'_>, request: &ChangeRequest) -> Result<(), DbError> {
    let sql = "UPDATE registry_proposal SET state = $4 WHERE person_id = $1 AND field = $2 AND proposed = $3";
    tx.execute(sql, params![request.person, request.field, request.proposed.as_str(), ProposalState::Done])?;
    Ok(())
}

/// The correction that was asked for by it was rejected: by another officer the proposal is, by the one who asked it
/// waits again.
pub(crate) fn reject_proposal(
    tx: &mut Tx<'_>,
    acting: &Acting,
    request: &ChangeRequest,
    why: &str,
) -> Result<(), DbError> {
    let is_own = request.asked_by == acting.staff;
    let state = if is_own { ProposalState::Waits } else { ProposalState::Declined };
    tx.execute(
        "UPDATE registry_proposal SET state = $3, decided_by = $4, decided_at = $5, why = $6 \
         WHERE person_id = $1 AND request_id = $2 AND state = $7",
        params![request.person, request.id, state, acting.staff, acting.now, why.to_owned(), ProposalState::Asked],
    )?;
    Ok(())
}

/// What the register said or says of a person, in the order of the fields.
pub(crate) fn list_proposals_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Proposal>, DbError> {
    let sql = format!("SELECT {PROPOSAL} FROM registry_proposal o WHERE o.person_id = $1 ORDER BY o.field");
    tx.rows(&sql, params![person])?.iter().map(|row| proposal(row, 0)).collect()
}

/// Who decided about a proposal last, and when.
pub(crate) fn find_decider(
    tx: &mut Tx<'_>,
    person: PersonId,
    field: ChangedField,
) -> Result<Option<(StaffId, Timestamp)>, DbError> {
    let sql = "SELECT decided_by, decided_at FROM registry_proposal \
               WHERE person_id = $1 AND field = $2 AND decided_at IS NOT NULL";
    tx.row(sql, params![person, field])?.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// A page of what waits, with the record as it stands.
pub(crate) fn list_waiting_proposals(
    tx: &mut Tx<'_>,
    visible: &str,
    place: Option<i64>,
    after: Option<(PersonId, ChangedField)>,
    limit: i64,
) -> Result<Vec<(Listed, Proposal, Person)>, DbError> {
    let (after, field) = after.unzip();
    let sql = format!(
        "SELECT {LISTED}, {PROPOSAL}, {PERSON} FROM registry_proposal o \
         JOIN registry_person p ON p.person_id = o.person_id \
         WHERE o.state = 'waits' AND NOT p.dead AND {visible} AND (CAST($1 AS BIGINT) IS NULL OR p.place = $1) \
         AND (CAST($2 AS BYTEA) IS NULL OR (o.person_id, o.field) > ($2, $3)) \
         ORDER BY o.person_id, o.field LIMIT $4"
    );
    let field = field.map_or("", |field| field.key());
    let rows = tx.rows(&sql, params![place, after, field, limit])?;
    rows.iter().map(|row| Ok((listed(row)?, proposal(row, 10)?, person(row, 20)?))).collect()
}

/// How many wait, up to `most`.
pub(crate) fn count_waiting_proposals(
    tx: &mut Tx<'_>,
    visible: &str,
    place: Option<i64>,
    most: i64,
) -> Result<i64, DbError> {
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM registry_proposal o \
         JOIN registry_person p ON p.person_id = o.person_id \
         WHERE o.state = 'waits' AND NOT p.dead AND {visible} AND (CAST($1 AS BIGINT) IS NULL OR p.place = $1) \
         LIMIT $2) waiting"
    );
    tx.row(&sql, params![place, most])?.map_or(Ok(0), |row| row.get(0))
}
