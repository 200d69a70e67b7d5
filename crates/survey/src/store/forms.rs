//! Statements about forms that came back filled in.

use crate::{Team, VisitForm};
use db::{DbError, Row, Tx, params};

const READ: &str = "f.place, f.sha256, f.name, f.police_id, f.officer_id, f.visits, f.existing, f.authorisations, \
                    f.returned, f.blank, f.received_by, f.received_at";

fn form(row: &Row) -> Result<VisitForm, DbError> {
    Ok(VisitForm {
        place: row.get(0)?,
        sha256: row.get(1)?,
        name: row.get(2)?,
        team: Team { police: row.get(3)?, officer: row.get(4)? },
        visits: row.get(5)?,
        existing: row.get(6)?,
        authorisations: row.get(7)?,
        returned: row.get(8)?,
        blank: row.get(9)?,
        received_by: row.get(10)?,
        received_at: row.get(11)?,
    })
}

pub(crate) fn find_form(
    tx: &mut Tx<'_>,
    visible: &str,
    place: i64,
    sha256: &str,
) -> Result<Option<VisitForm>, DbError> {
    let sql = format!("SELECT {READ} FROM survey_form f WHERE f.place = $1 AND f.sha256 = $2 AND {visible}");
    tx.row(&sql, params![place, sha256])?.as_ref().map(form).transpose()
}

/// A commune's forms, the latest first.
pub(crate) fn list_forms(tx: &mut Tx<'_>, visible: &str, place: i64, limit: i64) -> Result<Vec<VisitForm>, DbError> {
    let sql = format!(
        "SELECT {READ} FROM survey_form f WHERE f.place = $1 AND {visible} \
         ORDER BY f.received_at DESC, f.sha256 LIMIT $2"
    );
    tx.rows(&sql, params![place, limit])?.iter().map(form).collect()
}

/// Puts a form in, or in the place of the one with the same bytes nothing was taken from.
pub(crate) fn put_form(tx: &mut Tx<'_>, form: &VisitForm, content: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO survey_form (place, sha256, name, police_id, officer_id, visits, existing, authorisations, \
         returned, blank, received_by, received_at, content) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
         ON CONFLICT (place, sha256) DO UPDATE SET name = excluded.name, police_id = excluded.police_id, \
         officer_id = excluded.officer_id, visits = excluded.visits, existing = excluded.existing, \
         authorisations = excluded.authorisations, returned = excluded.returned, blank = excluded.blank, \
         received_by = excluded.received_by, received_at = excluded.received_at",
        params![
            form.place,
            form.sha256.as_str(),
            form.name.as_str(),
            form.team.police,
            form.team.officer,
            form.visits,
            form.existing,
            form.authorisations,
            form.returned,
            form.blank,
            form.received_by,
            form.received_at,
            content.to_vec()
        ],
    )?;
    Ok(())
}

pub(crate) fn load_content(tx: &mut Tx<'_>, place: i64, sha256: &str) -> Result<Vec<u8>, DbError> {
    let sql = "SELECT f.content FROM survey_form f WHERE f.place = $1 AND f.sha256 = $2";
    tx.row(sql, params![place, sha256])?.map_or(Ok(Vec::new()), |row| row.get(0))
}
