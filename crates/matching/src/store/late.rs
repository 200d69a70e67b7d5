//! Answers of the population database that came too late to decide.

use super::{from_json, json_text};
use crate::{
    decision::{LateAnswer, RowRef},
    judge::Finding,
    register::{PersonView, Register},
};
use db::{DbError, Row, Tx, params};
use jiff::Timestamp;
use kernel::SnapshotId;
use office::Acting;

/// When a row was asked about, whom of the services, and whether it says something else by now.
#[derive(Clone, Copy)]
pub(crate) struct Late {
    pub(crate) asked_at: Timestamp,
    pub(crate) snapshot: SnapshotId,
    pub(crate) is_changed: bool,
}

/// Keeps an answer as evidence; the same one again changes nothing.
pub(crate) fn insert_late_answer(
    tx: &mut Tx<'_>,
    acting: &Acting,
    row: RowRef,
    late: Late,
    finding: &Finding,
    register: &Register,
) -> Result<(), DbError> {
    let best = finding.candidates.first();
    let reasons = best.map(|best| best.comparison.reasons()).unwrap_or_default();
    let person: Option<String> = best.map(|best| json_text::<PersonView>(&register.view(best.person)));
    tx.execute(
        "INSERT INTO matching_late_answer (file_id, line, asked_at, answered_at, snapshot_id, taken_by, is_changed, \
         outcome, reasons, person) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT (file_id, line, asked_at, answered_at) DO NOTHING",
        params![
            row.file,
            row.line,
            late.asked_at,
            acting.now,
            late.snapshot,
            acting.staff,
            late.is_changed,
            finding.outcome,
            json_text(&reasons),
            person
        ],
    )?;
    Ok(())
}

/// The answers about a row that came too late, the oldest first.
pub(crate) fn list_late_answers(tx: &mut Tx<'_>, row: RowRef) -> Result<Vec<LateAnswer>, DbError> {
    let rows = tx.rows(
        "SELECT s.name, a.asked_at, a.answered_at, a.is_changed, a.outcome, a.reasons, a.person \
         FROM matching_late_answer a JOIN matching_snapshot s ON s.snapshot_id = a.snapshot_id \
         WHERE a.file_id = $1 AND a.line = $2 ORDER BY a.answered_at, a.asked_at",
        params![row.file, row.line],
    )?;
    let answer = |row: &Row| {
        let person: Option<String> = row.find(6)?;
        Ok(LateAnswer {
            service: row.get(0)?,
            asked_at: row.get(1)?,
            answered_at: row.get(2)?,
            is_changed: row.get(3)?,
            outcome: row.get(4)?,
            reasons: from_json(&row.get::<String>(5)?, "reasons")?,
            person: person.map(|person| from_json(&person, "person")).transpose()?,
        })
    };
    rows.iter().map(answer).collect()
}
