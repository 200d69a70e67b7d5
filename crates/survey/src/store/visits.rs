//! Statements about visits and what they leave.

use crate::{Interview, Standing, Team, Visit, record_visits::Ready};
use db::{DbError, Param, Row, Tx, params};
use kernel::PersonId;

const VISIT_COLUMNS: [&str; 16] = [
    "person_id",
    "visit_id",
    "batch",
    "digest",
    "visited_on",
    "police_id",
    "officer_id",
    "outcome",
    "survey_group",
    "method",
    "force_majeure",
    "question_set",
    "answers",
    "campaign_points",
    "recorded_by",
    "recorded_at",
];

/// The digests of the visits already recorded for the staged persons.
pub(crate) fn each_digest(
    tx: &mut Tx<'_>,
    batch: &[u8],
    mut each: impl FnMut(PersonId, Vec<u8>),
) -> Result<(), DbError> {
    tx.each(
        "SELECT v.person_id, v.digest FROM survey_visit v WHERE v.person_id IN \
         (SELECT r.person_id FROM survey_batch_row r WHERE r.batch = $1)",
        params![batch.to_vec()],
        |row| {
            each(row.get(0)?, row.get(1)?);
            Ok(())
        },
    )
}

pub(crate) fn insert_visits<'r>(
    tx: &mut Tx<'_>,
    batch: &[u8],
    ready: impl IntoIterator<Item = &'r Ready>,
) -> Result<(), DbError> {
    let rows = ready.into_iter().map(|Ready { visit, digest, .. }| {
        let interview = visit.interview.as_ref();
        let answers =
            interview.map(|interview| serde_json::to_string(&interview.answers).expect("answers are a map of texts"));
        vec![
            Param::new(&visit.person),
            Param::new(&visit.id),
            Param::new(&batch.to_vec()),
            Param::new(digest),
            Param::new(&visit.visited_on),
            Param::new(&visit.team.police),
            Param::new(&visit.team.officer),
            Param::new(&visit.outcome),
            Param::new(&visit.group),
            Param::new(&visit.method),
            Param::new(&visit.force_majeure),
            Param::new(&interview.map(|interview| interview.question_set)),
            Param::new(&answers),
            Param::new(&visit.campaign),
            Param::new(&visit.recorded_by),
            Param::new(&visit.recorded_at),
        ]
    });
    tx.bulk("survey_visit", &VISIT_COLUMNS, rows)?;
    Ok(())
}

/// Sets the standing of everybody in the batch to their latest visit with answers, of this batch or of before.
pub(crate) fn raise_standings(tx: &mut Tx<'_>, batch: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO survey_standing (person_id, survey_group, method, force_majeure, visit_id, visited_on) \
         SELECT v.person_id, v.survey_group, v.method, v.force_majeure, v.visit_id, v.visited_on FROM survey_visit v \
         WHERE v.batch = $1 AND v.survey_group IS NOT NULL AND NOT EXISTS \
         (SELECT 1 FROM survey_visit n WHERE n.person_id = v.person_id AND n.survey_group IS NOT NULL \
         AND (n.visited_on > v.visited_on OR (n.visited_on = v.visited_on AND (n.recorded_at > v.recorded_at \
         OR (n.recorded_at = v.recorded_at AND n.visit_id > v.visit_id))))) \
         ON CONFLICT (person_id) DO UPDATE SET survey_group = excluded.survey_group, method = excluded.method, \
         force_majeure = excluded.force_majeure, visit_id = excluded.visit_id, visited_on = excluded.visited_on",
        params![batch.to_vec()],
    )?;
    Ok(())
}

pub(crate) fn find_standing(tx: &mut Tx<'_>, visible: &str, person: PersonId) -> Result<Option<Standing>, DbError> {
    let sql = format!(
        "SELECT s.person_id, s.survey_group, s.method, s.force_majeure, s.visit_id, s.visited_on \
         FROM survey_standing s JOIN registry_person p ON p.person_id = s.person_id \
         WHERE s.person_id = $1 AND {visible}"
    );
    let standing = |row: Row| {
        Ok(Standing {
            person: row.get(0)?,
            group: row.get(1)?,
            method: row.find(2)?,
            force_majeure: row.find(3)?,
            visit: row.get(4)?,
            visited_on: row.get(5)?,
        })
    };
    tx.row(&sql, params![person])?.map(standing).transpose()
}

/// A person's visits, the latest first.
pub(crate) fn list_visits(tx: &mut Tx<'_>, visible: &str, person: PersonId) -> Result<Vec<Visit>, DbError> {
    let sql = format!(
        "SELECT v.visit_id, v.person_id, v.visited_on, v.police_id, v.officer_id, v.outcome, v.survey_group, v.method, \
         v.force_majeure, v.question_set, v.answers, v.campaign_points, v.recorded_by, v.recorded_at \
         FROM survey_visit v JOIN registry_person p ON p.person_id = v.person_id WHERE v.person_id = $1 AND {visible} \
         ORDER BY v.visited_on DESC, v.recorded_at DESC, v.visit_id DESC"
    );
    tx.rows(&sql, params![person])?.iter().map(visit).collect()
}

fn visit(row: &Row) -> Result<Visit, DbError> {
    let interview = match (row.find(9)?, row.find::<String>(10)?) {
        (Some(question_set), Some(text)) => {
            let answers = serde_json::from_str(&text).map_err(|_| inconsistent("answers"))?;
            Some(Interview { question_set, answers })
        }
        _ => None,
    };
    Ok(Visit {
        id: row.get(0)?,
        person: row.get(1)?,
        visited_on: row.get(2)?,
        team: Team { police: row.get(3)?, officer: row.get(4)? },
        outcome: row.get(5)?,
        group: row.find(6)?,
        method: row.find(7)?,
        force_majeure: row.find(8)?,
        interview,
        campaign: row.get(11)?,
        recorded_by: row.get(12)?,
        recorded_at: row.get(13)?,
    })
}

fn inconsistent(column: &str) -> DbError {
    DbError::Inconsistent { column: column.to_owned(), expected: "JSON of its type", found: "other text".to_owned() }
}
