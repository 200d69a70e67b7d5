//! Faults, a page at a time and counted.

use crate::{
    RowFault,
    page_faults::{FaultCount, FaultFilter, FaultPlace},
};
use db::{DbError, Row, Tx, params};
use kernel::SourceFileId;

/// A page of a file's faults in the order of their lines.
pub(crate) fn page_faults(
    tx: &mut Tx<'_>,
    id: SourceFileId,
    filter: FaultFilter,
    after: Option<FaultPlace>,
    limit: i64,
) -> Result<Vec<RowFault>, DbError> {
    let FaultFilter { sends_back, kind, is_proposed } = filter;
    let rows = tx.rows(
        "SELECT line, field, kind, written, proposal, because FROM sources_fault WHERE file_id = $1 AND line >= $5 \
         AND (CAST($2 AS BOOLEAN) IS NULL OR sends_back = $2) AND (CAST($3 AS TEXT) IS NULL OR kind = $3) \
         AND (CAST($4 AS BOOLEAN) IS NULL OR (proposal IS NOT NULL) = $4) \
         AND (line > $5 OR field > $6 OR (field = $6 AND kind > $7)) ORDER BY line, field, kind LIMIT $8",
        params![
            id,
            sends_back,
            kind,
            is_proposed,
            after.map_or(0, |after| after.line),
            after.map_or("", |after| after.field.key()),
            after.map_or("", |after| after.kind.key()),
            limit
        ],
    )?;
    rows.iter().map(super::fault).collect()
}

/// How often each kind occurs, and how often with a proposal.
pub(crate) fn count_faults(tx: &mut Tx<'_>, id: SourceFileId) -> Result<Vec<FaultCount>, DbError> {
    let rows = tx.rows(
        "SELECT kind, CAST(COUNT(*) AS BIGINT), CAST(COUNT(proposal) AS BIGINT) FROM sources_fault \
         WHERE file_id = $1 GROUP BY kind ORDER BY kind",
        params![id],
    )?;
    let count = |row: &Row| Ok(FaultCount { kind: row.get(0)?, faults: row.get(1)?, proposals: row.get(2)? });
    rows.iter().map(count).collect()
}
