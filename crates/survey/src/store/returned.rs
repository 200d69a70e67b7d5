//! Statements about the rows of received workbooks that were not taken.

use crate::{ReturnedRow, returned::Received};
use db::{DbError, Param, Row, Tx, params};

/// Puts the returned rows of a workbook in, in the place of those of before.
pub(crate) fn put_returned(
    tx: &mut Tx<'_>,
    kind: Received,
    (place, sha256): (i64, &str),
    rows: &[ReturnedRow],
) -> Result<(), DbError> {
    let known = params![kind, place, sha256];
    tx.execute("DELETE FROM survey_returned WHERE kind = $1 AND place = $2 AND sha256 = $3", known)?;
    let rows = rows.iter().map(|row| {
        vec![
            Param::new(&kind),
            Param::new(&place),
            Param::new(&sha256),
            Param::new(&row.line),
            Param::new(&row.full_name),
            Param::new(&row.reason),
        ]
    });
    tx.bulk("survey_returned", &["kind", "place", "sha256", "line", "full_name", "reason"], rows)?;
    Ok(())
}

/// The returned rows of a workbook, in the order of the lines.
pub(crate) fn list_returned(
    tx: &mut Tx<'_>,
    kind: Received,
    (place, sha256): (i64, &str),
) -> Result<Vec<ReturnedRow>, DbError> {
    let rows = tx.rows(
        "SELECT r.line, r.full_name, r.reason FROM survey_returned r \
         WHERE r.kind = $1 AND r.place = $2 AND r.sha256 = $3 ORDER BY r.line",
        params![kind, place, sha256],
    )?;
    let returned = |row: &Row| Ok(ReturnedRow { line: row.get(0)?, full_name: row.get(1)?, reason: row.get(2)? });
    rows.iter().map(returned).collect()
}
