//! Every statement about decisions. The rows themselves belong to `sources`, and are only read here.

mod late;
mod twins;

pub(crate) use late::{Late, insert_late_answer, list_late_answers};
pub(crate) use twins::{Neighbours, find_neighbours, list_decided_twins, supersede_by_later, supersede_earlier};

use twins::{SUPERSEDED, SUPERSEDING};

use crate::{
    bits::Millibits,
    decision::{Decided, Origin, ReviewedRow, RowRef, StoredCandidate},
    judge::Finding,
    list_rows::{RowFilter, StateCount, Waits},
    outcome::{Outcome, Rule},
    reason::Reason,
    register::{Register, Snapshot},
    snapshot::KnownSnapshot,
};
use db::{DbError, Param, Row, Tx, params};
use jiff::Timestamp;
use kernel::{BirthDate, CitizenId, OldIdNumber, Sex, SnapshotId, SourceFileId};
use office::Scope;
use serde::{Serialize, de::DeserializeOwned};

pub(crate) fn find_snapshot(tx: &mut Tx<'_>, digest: &[u8; 32]) -> Result<Option<SnapshotId>, DbError> {
    let row = tx.row("SELECT snapshot_id FROM matching_snapshot WHERE sha256 = $1", params![digest.to_vec()])?;
    row.map(|row| row.get(0)).transpose()
}

/// Writes a register down under its digest, with as many people.
pub(crate) fn insert_snapshot(
    tx: &mut Tx<'_>,
    id: SnapshotId,
    snapshot: &Snapshot,
    (digest, people): (&[u8; 32], usize),
    now: Timestamp,
) -> Result<(), DbError> {
    let people = i64::try_from(people).unwrap_or(i64::MAX);
    tx.execute(
        "INSERT INTO matching_snapshot (snapshot_id, name, sha256, people, taken_on, loaded_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, snapshot.name.as_str(), digest.to_vec(), people, snapshot.taken_on, now],
    )?;
    Ok(())
}

pub(crate) fn find_file_place(tx: &mut Tx<'_>, file: SourceFileId) -> Result<Option<i64>, DbError> {
    let row = tx.row("SELECT place FROM sources_file WHERE file_id = $1", params![file])?;
    row.map(|row| row.get(0)).transpose()
}

/// Who sent a file, and of which kind it is.
fn find_sender(tx: &mut Tx<'_>, file: SourceFileId) -> Result<Option<(i64, String)>, DbError> {
    let row = tx.row("SELECT place, source FROM sources_file WHERE file_id = $1", params![file])?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// Held by whoever decides on a row of a file, or matches it: one lock for all lists of a kind of one sender. A decision
/// on a row goes over to the same row of the sender's next file, and one that was made while that file was matched would
/// be missed.
pub(crate) fn lock_decisions(tx: &mut Tx<'_>, file: SourceFileId) -> Result<(), DbError> {
    match find_sender(tx, file)? {
        Some((place, source)) => tx.lock(&format!("matching/{place}/{source}")),
        None => tx.lock(&format!("matching/{file}")),
    }
}

/// The name of a file.
pub(crate) fn find_file_name(tx: &mut Tx<'_>, file: SourceFileId) -> Result<Option<String>, DbError> {
    let row = tx.row("SELECT name FROM sources_file WHERE file_id = $1", params![file])?;
    row.map(|row| row.get(0)).transpose()
}

/// A row on its way to be matched.
#[derive(Clone, Debug)]
pub(crate) struct FileRow {
    pub(crate) line: i64,
    pub(crate) place: i64,
    pub(crate) full_name: String,
    pub(crate) birth: Option<BirthDate>,
    pub(crate) sex: Option<Sex>,
    pub(crate) citizen_id: Option<CitizenId>,
    pub(crate) old_id: Option<OldIdNumber>,
    pub(crate) hamlet: String,
    pub(crate) decided: Option<Held>,
}

/// What a row was decided to be, and by whom.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    decision_no: i64,
    rule: Rule,
    snapshot: Option<SnapshotId>,
    model: String,
    decided_at: Timestamp,
}

impl FileRow {
    /// An officer's decision stays; so does what the same register said by the same weights.
    pub(crate) fn is_kept(&self, snapshot: SnapshotId, model: &str) -> bool {
        self.decided
            .as_ref()
            .is_some_and(|held| held.rule.is_by_hand() || held.snapshot == Some(snapshot) && held.model == model)
    }

    /// Whether an officer decided, or the row was matched since the population database was asked: an answer to what was
    /// asked before then is older than that.
    pub(crate) fn is_decided_since(&self, asked_at: Timestamp) -> bool {
        let since = |held: &Held| held.rule.is_by_hand() || held.rule != Rule::Asked && held.decided_at >= asked_at;
        self.decided.as_ref().is_some_and(since)
    }

    pub(crate) fn next_decision_no(&self) -> i64 {
        self.decided.as_ref().map_or(1, |held| held.decision_no + 1)
    }
}

/// The decision `d` that holds for the row `r`, if there is one.
const HOLDS: &str = "LEFT JOIN matching_decision d ON d.file_id = r.file_id AND d.line = r.line \
                     AND NOT EXISTS (SELECT 1 FROM matching_decision later WHERE later.file_id = d.file_id \
                     AND later.line = d.line AND later.decision_no > d.decision_no)";

/// The rows of a file after a line, in order.
pub(crate) fn list_file_rows(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    after: i64,
    limit: i64,
) -> Result<Vec<FileRow>, DbError> {
    let sql = format!(
        "SELECT {FILE_ROW} FROM sources_row r {HOLDS} WHERE r.file_id = $1 AND r.line > $2 ORDER BY r.line LIMIT $3"
    );
    let mut rows = Vec::new();
    tx.each(&sql, params![file, after, limit], |row| {
        rows.push(file_row(row)?);
        Ok::<_, DbError>(())
    })?;
    Ok(rows)
}

/// How many rows files have together.
pub(crate) fn count_file_rows(tx: &mut Tx<'_>, files: &[SourceFileId]) -> Result<usize, DbError> {
    let mut rows = 0;
    for file in files {
        let found = tx.row("SELECT rows_good FROM sources_file WHERE file_id = $1", params![*file])?;
        rows += found.map_or(Ok(0), |row| row.get::<i64>(0))?;
    }
    Ok(usize::try_from(rows).unwrap_or(usize::MAX))
}

/// One row of a file.
pub(crate) fn find_file_row(tx: &mut Tx<'_>, row: RowRef) -> Result<Option<FileRow>, DbError> {
    let sql = format!("SELECT {FILE_ROW} FROM sources_row r {HOLDS} WHERE r.file_id = $1 AND r.line = $2");
    tx.row(&sql, params![row.file, row.line])?.map(|row| file_row(&row)).transpose()
}

/// The columns of a row on its way to be matched, as `file_row` reads them.
const FILE_ROW: &str = "r.line, r.place, r.full_name, r.birth, r.sex, r.citizen_id, r.old_id, r.hamlet, \
                        d.decision_no, d.rule, d.snapshot_id, d.model, d.decided_at";

fn file_row(row: &Row) -> Result<FileRow, DbError> {
    let held = |decision_no| {
        let (rule, snapshot, model) = (row.get(9)?, row.find(10)?, row.get(11)?);
        Ok::<_, DbError>(Held { decision_no, rule, snapshot, model, decided_at: row.get(12)? })
    };
    Ok(FileRow {
        line: row.get(0)?,
        place: row.get(1)?,
        full_name: row.get(2)?,
        birth: row.find(3)?,
        sex: row.find(4)?,
        citizen_id: row.find(5)?,
        old_id: row.find(6)?,
        hamlet: row.get(7)?,
        decided: row.find(8)?.map(held).transpose()?,
    })
}

/// Takes away the candidates of one row that is about to be decided anew.
pub(crate) fn delete_candidates_of(tx: &mut Tx<'_>, row: RowRef) -> Result<(), DbError> {
    tx.execute("DELETE FROM matching_candidate WHERE file_id = $1 AND line = $2", params![row.file, row.line])?;
    Ok(())
}

/// Takes away the candidates of rows that are about to be decided anew: those after the first line of the pair up to
/// the second, but for rows an officer decided on and rows this register and model have decided already.
pub(crate) fn delete_candidates(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    lines: (i64, i64),
    snapshot: SnapshotId,
    model: &str,
) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM matching_candidate WHERE file_id = $1 AND line > $2 AND line <= $3 AND NOT EXISTS \
         (SELECT 1 FROM matching_decision d WHERE d.file_id = matching_candidate.file_id \
         AND d.line = matching_candidate.line AND NOT EXISTS (SELECT 1 FROM matching_decision later \
         WHERE later.file_id = d.file_id AND later.line = d.line AND later.decision_no > d.decision_no) \
         AND (d.rule IN ('confirmed', 'rejected', 'commune_asked') OR (d.snapshot_id = $4 AND d.model = $5)))",
        params![file, lines.0, lines.1, snapshot, model],
    )?;
    Ok(())
}

/// Appends decisions, each with its line.
pub(crate) fn insert_decisions(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    decided: impl IntoIterator<Item = (i64, Decided)>,
) -> Result<(), DbError> {
    const COLUMNS: [&str; 22] = [
        "file_id",
        "line",
        "decision_no",
        "outcome",
        "rule",
        "pid",
        "score_millibits",
        "reasons",
        "mismatched",
        "no_card",
        "dead",
        "died_on",
        "snapshot_id",
        "model",
        "decided_by",
        "decided_at",
        "why",
        "carried_file",
        "carried_line",
        "carried_by",
        "carried_at",
        "not_carried",
    ];
    let rows = decided.into_iter().map(|(line, decided)| {
        let Decided { decision_no, outcome, rule, pid, score, reasons, mismatched, no_card, dead, .. } = &decided;
        let (score, reasons) = (score.map(|score| i64::from(score.0)), json_text(reasons));
        let origin = decided.origin;
        let all: &[Param] = params![
            file,
            line,
            *decision_no,
            *outcome,
            *rule,
            pid.clone(),
            score,
            reasons,
            json_text(mismatched),
            *no_card,
            *dead,
            decided.died_on,
            decided.snapshot,
            decided.model.as_str(),
            decided.decided_by,
            decided.decided_at,
            decided.why.clone(),
            origin.map(|origin| origin.row.file),
            origin.map(|origin| origin.row.line),
            origin.map(|origin| origin.by),
            origin.map(|origin| origin.at),
            origin.and_then(|origin| origin.obstacle)
        ];
        all.to_vec()
    });
    tx.bulk("matching_decision", &COLUMNS, rows)?;
    Ok(())
}

/// Stores whom rows could be, each with its line.
pub(crate) fn insert_candidates<'f>(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    findings: impl Iterator<Item = (i64, &'f Finding)>,
    register: &Register,
) -> Result<(), DbError> {
    const COLUMNS: [&str; 8] = ["file_id", "line", "rank", "pid", "score_millibits", "posterior", "reasons", "person"];
    let rows = findings.flat_map(|(line, finding)| {
        (1_i64..).zip(&finding.candidates).map(move |(rank, candidate)| {
            let view = register.view(candidate.person);
            let all: &[Param] = params![
                file,
                line,
                rank,
                view.pid.as_str(),
                i64::from(candidate.score.0),
                i64::from(candidate.posterior),
                json_text(&candidate.comparison.reasons()),
                json_text(&view)
            ];
            all.to_vec()
        })
    });
    tx.bulk("matching_candidate", &COLUMNS, rows)?;
    Ok(())
}

/// The columns of a decision, as `decided` reads them.
const DECIDED: &str = "d.decision_no, d.outcome, d.rule, d.pid, d.score_millibits, d.reasons, d.mismatched, d.no_card, \
                       d.dead, d.died_on, d.snapshot_id, d.model, d.decided_by, d.decided_at, d.why, d.carried_file, \
                       d.carried_line, d.carried_by, d.carried_at, d.not_carried";

/// A decision from a row that has `DECIDED` from column `at` on.
fn decided(row: &Row, at: usize) -> Result<Option<Decided>, DbError> {
    let Some(decision_no) = row.find(at)? else { return Ok(None) };
    Ok(Some(Decided {
        decision_no,
        outcome: row.get(at + 1)?,
        rule: row.get(at + 2)?,
        pid: row.find(at + 3)?,
        score: row.find(at + 4)?.map(millibits),
        reasons: from_json(&row.get::<String>(at + 5)?, "reasons")?,
        mismatched: from_json(&row.get::<String>(at + 6)?, "mismatched")?,
        no_card: row.get(at + 7)?,
        dead: row.get(at + 8)?,
        died_on: row.find(at + 9)?,
        snapshot: row.find(at + 10)?,
        model: row.get(at + 11)?,
        decided_by: row.get(at + 12)?,
        decided_at: row.get(at + 13)?,
        why: row.find(at + 14)?,
        origin: origin(row, at + 15)?,
    }))
}

fn origin(row: &Row, at: usize) -> Result<Option<Origin>, DbError> {
    let Some(file) = row.find(at)? else { return Ok(None) };
    let there = RowRef { file, line: row.get(at + 1)? };
    Ok(Some(Origin { row: there, by: row.get(at + 2)?, at: row.get(at + 3)?, obstacle: row.find(at + 4)? }))
}

/// The columns of a row, as `reviewed` reads them; the decision stands behind.
const REVIEWED: &str =
    "r.file_id, r.line, r.place, r.source, r.full_name, r.birth, r.sex, r.citizen_id, r.old_id, r.hamlet";

fn reviewed(row: &Row) -> Result<ReviewedRow, DbError> {
    Ok(ReviewedRow {
        row: RowRef { file: row.get(0)?, line: row.get(1)? },
        place: row.get(2)?,
        source: row.get(3)?,
        full_name: row.get(4)?,
        birth: row.find(5)?,
        sex: row.find(6)?,
        citizen_id: row.find(7)?,
        old_id: row.find(8)?,
        hamlet: row.get(9)?,
        decided: decided(row, 10)?,
    })
}

/// A row inside the scope, and the row of a newer file on which to decide instead of it.
pub(crate) fn find_row(
    tx: &mut Tx<'_>,
    scope: &Scope,
    row: RowRef,
) -> Result<Option<(ReviewedRow, Option<RowRef>)>, DbError> {
    let inside = scope.condition("r.place");
    let sql = format!(
        "SELECT {REVIEWED}, {DECIDED}, n.file_id, n.line FROM sources_row r {HOLDS} {SUPERSEDING} \
         WHERE r.file_id = $1 AND r.line = $2 AND {inside}"
    );
    let Some(found) = tx.row(&sql, params![row.file, row.line])? else { return Ok(None) };
    let by = match found.find(30)? {
        Some(file) => Some(RowRef { file, line: found.get(31)? }),
        None => None,
    };
    Ok(Some((reviewed(&found)?, by)))
}

/// Units of an area whose rows are sorted for each page.
const UNITS_SORTED_MAX: i64 = 64;

/// A page of rows inside the scope.
pub(crate) fn list_rows(
    tx: &mut Tx<'_>,
    scope: &Scope,
    filter: RowFilter,
    limit: usize,
) -> Result<Vec<ReviewedRow>, DbError> {
    let (selected, params) = selected(scope, filter, i64::try_from(limit).unwrap_or(i64::MAX));
    let sql = format!(
        "SELECT {REVIEWED}, {DECIDED} FROM sources_row r {HOLDS} WHERE {selected} ORDER BY r.file_id, r.line LIMIT $1"
    );
    tx.rows(&sql, &params)?.iter().map(reviewed).collect()
}

/// How many rows inside the scope a filter selects, up to `most`.
pub(crate) fn count_rows(tx: &mut Tx<'_>, scope: &Scope, filter: RowFilter, most: i64) -> Result<i64, DbError> {
    let (selected, params) = selected(scope, filter, most);
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM sources_row r {HOLDS} WHERE {selected} LIMIT $1) selected"
    );
    tx.row(&sql, &params)?.map_or(Ok(0), |row| row.get(0))
}

/// What a filter asks of a row, with its values behind the limit.
fn selected(scope: &Scope, filter: RowFilter, limit: i64) -> (String, Vec<Param>) {
    let mut params = vec![Param::new(&limit)];
    let mut asked = |param: Param| {
        params.push(param);
        format!("${}", params.len())
    };
    // A commune's rows stand together in the order of the pages, and those of a district are soon sorted; for a larger
    // area the lists are walked in their order until the page is full, which the plus says to SQLite.
    let one = filter.place.or_else(|| scope.only_place());
    let units: i64 = scope.areas().iter().map(|area| area.hi - area.lo + 1).sum();
    let is_wide = one.is_none() && units > UNITS_SORTED_MAX;
    let mut all = vec![scope.condition(if is_wide { "+r.place" } else { "r.place" })];
    all.extend(one.map(|place| format!("r.place = {}", asked(Param::new(&place)))));
    all.push(match filter.outcome {
        Some(outcome) => format!("COALESCE(d.outcome, 'not_sent') = {}", asked(Param::new(&outcome))),
        None => format!("COALESCE(d.outcome, 'not_sent') <> 'verified' AND NOT {SUPERSEDED}"),
    });
    all.extend(filter.file.map(|file| format!("r.file_id = {}", asked(Param::new(&file)))));
    all.extend(filter.after.map(|after| {
        format!("(r.file_id, r.line) > ({}, {})", asked(Param::new(&after.file)), asked(Param::new(&after.line)))
    }));
    all.extend(filter.waits.map(|waits| match waits {
        Waits::Decision => "d.rule NOT IN ('confirmed', 'rejected', 'commune_asked', 'asked')".to_owned(),
        Waits::Commune => "d.rule = 'commune_asked'".to_owned(),
    }));
    (all.join(" AND "), params)
}

/// Rows that wait for a decision, up to `most`.
pub(crate) fn count_waiting(tx: &mut Tx<'_>, scope: &Scope, most: i64) -> Result<i64, DbError> {
    let inside = scope.condition("r.place");
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM sources_row r {HOLDS} WHERE {inside} \
         AND d.outcome <> 'verified' AND d.rule NOT IN ('confirmed', 'rejected', 'commune_asked', 'asked') AND NOT {SUPERSEDED} LIMIT $1) waiting"
    );
    tx.row(&sql, params![most])?.map_or(Ok(0), |row| row.get(0))
}

/// Rows without a decision, up to `most`.
pub(crate) fn count_not_sent(tx: &mut Tx<'_>, scope: &Scope, most: i64) -> Result<i64, DbError> {
    let inside = scope.condition("r.place");
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM sources_row r WHERE {inside} AND NOT EXISTS \
         (SELECT 1 FROM matching_decision d WHERE d.file_id = r.file_id AND d.line = r.line) LIMIT $1) waiting"
    );
    tx.row(&sql, params![most])?.map_or(Ok(0), |row| row.get(0))
}

/// The files sent by units of the scope, or the one of them that is named, the oldest first.
pub(crate) fn list_files(
    tx: &mut Tx<'_>,
    scope: &Scope,
    file: Option<SourceFileId>,
    limit: usize,
) -> Result<Vec<SourceFileId>, DbError> {
    let inside = scope.condition("place");
    let sql = format!(
        "SELECT file_id FROM sources_file WHERE {inside} AND ($1 = 0 OR file_id = $2) \
         ORDER BY received_at, file_id LIMIT $3"
    );
    let rows = tx.rows(&sql, params![i64::from(file.is_some()), file, i64::try_from(limit).unwrap_or(i64::MAX)])?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The registers that were asked or loaded, the newest first.
pub(crate) fn list_snapshots(tx: &mut Tx<'_>) -> Result<Vec<KnownSnapshot>, DbError> {
    let sql = "SELECT snapshot_id, name, sha256, people, taken_on, loaded_at FROM matching_snapshot \
               ORDER BY COALESCE(taken_on, '') DESC, loaded_at DESC";
    let known = |row: &Row| {
        let digest: Vec<u8> = row.get(2)?;
        Ok(KnownSnapshot {
            id: row.get(0)?,
            name: row.get(1)?,
            digest: digest.try_into().map_err(|_| DbError::Inconsistent {
                column: "sha256".to_owned(),
                expected: "32 bytes",
                found: "another number of bytes".to_owned(),
            })?,
            people: row.get(3)?,
            taken_on: row.find(4)?,
            loaded_at: row.get(5)?,
        })
    };
    tx.rows(sql, params![])?.iter().map(known).collect()
}

/// Rows by commune and state inside the scope.
pub(crate) fn count_states(
    tx: &mut Tx<'_>,
    scope: &Scope,
    file: Option<SourceFileId>,
) -> Result<Vec<StateCount>, DbError> {
    let inside = scope.condition("r.place");
    let sql = format!(
        "SELECT r.place, COALESCE(d.outcome, 'not_sent'), CAST(COUNT(*) AS BIGINT), \
         CAST(SUM(CASE WHEN d.no_card THEN 1 ELSE 0 END) AS BIGINT), \
         CAST(SUM(CASE WHEN d.dead THEN 1 ELSE 0 END) AS BIGINT) \
         FROM sources_row r {HOLDS} WHERE {inside} AND ($1 = 0 OR r.file_id = $2) \
         GROUP BY r.place, COALESCE(d.outcome, 'not_sent') ORDER BY 1, 2"
    );
    let rows = tx.rows(&sql, params![i64::from(file.is_some()), file])?;
    let count = |row: &Row| {
        let (place, outcome): (i64, Outcome) = (row.get(0)?, row.get(1)?);
        Ok(StateCount { place, outcome, rows: row.get(2)?, no_card: row.get(3)?, dead: row.get(4)? })
    };
    rows.iter().map(count).collect()
}

/// Every decision on a row, oldest first.
pub(crate) fn list_decisions(tx: &mut Tx<'_>, row: RowRef) -> Result<Vec<Decided>, DbError> {
    let sql = format!(
        "SELECT {DECIDED} FROM matching_decision d WHERE d.file_id = $1 AND d.line = $2 ORDER BY d.decision_no"
    );
    let rows = tx.rows(&sql, params![row.file, row.line])?;
    rows.iter().filter_map(|row| decided(row, 0).transpose()).collect()
}

/// Whom a row could be, likeliest first.
pub(crate) fn list_candidates(tx: &mut Tx<'_>, row: RowRef) -> Result<Vec<StoredCandidate>, DbError> {
    let rows = tx.rows(
        "SELECT rank, pid, score_millibits, posterior, reasons, person FROM matching_candidate \
         WHERE file_id = $1 AND line = $2 ORDER BY rank",
        params![row.file, row.line],
    )?;
    let candidate = |row: &Row| {
        let reasons: Vec<Reason> = from_json(&row.get::<String>(4)?, "reasons")?;
        Ok(StoredCandidate {
            rank: row.get(0)?,
            pid: row.get(1)?,
            score: millibits(row.get(2)?),
            posterior: row.get(3)?,
            reasons,
            person: from_json(&row.get::<String>(5)?, "person")?,
        })
    };
    rows.iter().map(candidate).collect()
}

fn millibits(stored: i64) -> Millibits {
    Millibits(i32::try_from(stored).unwrap_or(if stored < 0 { i32::MIN } else { i32::MAX }))
}

fn json_text<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("keys and numbers are JSON")
}

fn from_json<T: DeserializeOwned>(text: &str, column: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|_| DbError::Inconsistent {
        column: column.to_owned(),
        expected: "JSON of this program",
        found: "other JSON".to_owned(),
    })
}

/// Whether anything was decided about a row of a file, or asked.
pub(crate) fn is_file_begun(tx: &mut Tx<'_>, file: SourceFileId) -> Result<bool, DbError> {
    Ok(tx.row("SELECT line FROM matching_decision WHERE file_id = $1 LIMIT 1", params![file])?.is_some())
}
