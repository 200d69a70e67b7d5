//! Statements about lists of guardians.

use crate::GuardianList;
use db::{DbError, Row, Tx, params};

const READ: &str = "g.place, g.sha256, g.name, g.created, g.existing, g.returned, g.received_by, g.received_at";

fn list(row: &Row) -> Result<GuardianList, DbError> {
    Ok(GuardianList {
        place: row.get(0)?,
        sha256: row.get(1)?,
        name: row.get(2)?,
        created: row.get(3)?,
        existing: row.get(4)?,
        returned: row.get(5)?,
        received_by: row.get(6)?,
        received_at: row.get(7)?,
    })
}

pub(crate) fn find_list(
    tx: &mut Tx<'_>,
    visible: &str,
    place: i64,
    sha256: &str,
) -> Result<Option<GuardianList>, DbError> {
    let sql = format!("SELECT {READ} FROM survey_guardian_list g WHERE g.place = $1 AND g.sha256 = $2 AND {visible}");
    tx.row(&sql, params![place, sha256])?.as_ref().map(list).transpose()
}

/// A commune's lists, the latest first.
pub(crate) fn list_lists(tx: &mut Tx<'_>, visible: &str, place: i64, limit: i64) -> Result<Vec<GuardianList>, DbError> {
    let sql = format!(
        "SELECT {READ} FROM survey_guardian_list g WHERE g.place = $1 AND {visible} \
         ORDER BY g.received_at DESC, g.sha256 LIMIT $2"
    );
    tx.rows(&sql, params![place, limit])?.iter().map(list).collect()
}

/// Puts a list in, or in the place of the one with the same bytes nothing was taken from.
pub(crate) fn put_list(tx: &mut Tx<'_>, list: &GuardianList, content: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO survey_guardian_list (place, sha256, name, created, existing, returned, received_by, \
         received_at, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (place, sha256) DO UPDATE SET name = excluded.name, created = excluded.created, \
         existing = excluded.existing, returned = excluded.returned, received_by = excluded.received_by, \
         received_at = excluded.received_at",
        params![
            list.place,
            list.sha256.as_str(),
            list.name.as_str(),
            list.created,
            list.existing,
            list.returned,
            list.received_by,
            list.received_at,
            content.to_vec()
        ],
    )?;
    Ok(())
}

pub(crate) fn load_content(tx: &mut Tx<'_>, place: i64, sha256: &str) -> Result<Vec<u8>, DbError> {
    let sql = "SELECT g.content FROM survey_guardian_list g WHERE g.place = $1 AND g.sha256 = $2";
    tx.row(sql, params![place, sha256])?.map_or(Ok(Vec::new()), |row| row.get(0))
}
