//! What officers said about files: remembered columns, accepted proposals.

use super::fault;
use crate::{
    FaultKind, Field, Refusal, RowFault,
    told::{Remembered, Signature},
};
use db::{DbError, Tx, params};
use kernel::SourceFileId;
use office::Acting;
use std::collections::HashMap;

/// Faults with a proposal: of one kind, of one line, or all.
pub(crate) fn list_proposals(
    tx: &mut Tx<'_>,
    id: SourceFileId,
    kind: FaultKind,
    at: Option<(i64, Field)>,
) -> Result<Vec<RowFault>, DbError> {
    let (line, field) = (at.map(|(line, _)| line), at.map(|(_, field)| field));
    let rows = tx.rows(
        "SELECT line, field, kind, written, proposal, because FROM sources_fault \
         WHERE file_id = $1 AND kind = $2 AND proposal IS NOT NULL \
         AND (CAST($3 AS BIGINT) IS NULL OR (line = $3 AND field = $4)) ORDER BY line, field",
        params![id, kind, line, field],
    )?;
    rows.iter().map(fault).collect()
}

/// What was accepted in a file goes over to its new reading.
pub(crate) fn move_accepted(tx: &mut Tx<'_>, old: SourceFileId, new: SourceFileId) -> Result<(), DbError> {
    tx.execute("UPDATE sources_accepted SET file_id = $2 WHERE file_id = $1", params![old, new])?;
    Ok(())
}

/// Forgets what was taken over, where the columns are others now.
pub(crate) fn forget_accepted(tx: &mut Tx<'_>, id: SourceFileId) -> Result<(), DbError> {
    tx.execute("DELETE FROM sources_accepted WHERE file_id = $1", params![id])?;
    Ok(())
}

/// Keeps what was taken over from proposals.
pub(crate) fn accept(tx: &mut Tx<'_>, acting: &Acting, id: SourceFileId, accepted: &[RowFault]) -> Result<(), DbError> {
    for fault in accepted {
        tx.execute(
            "INSERT INTO sources_accepted (file_id, line, field, value, staff_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (file_id, line, field) DO UPDATE SET value = $4, staff_id = $5, at = $6",
            params![id, fault.line, fault.field, fault.proposal, acting.staff, acting.now],
        )?;
    }
    Ok(())
}

/// What was taken over from proposals, by line.
pub(crate) fn list_accepted(tx: &mut Tx<'_>, id: SourceFileId) -> Result<HashMap<i64, Vec<(Field, String)>>, DbError> {
    let mut accepted: HashMap<i64, Vec<(Field, String)>> = HashMap::new();
    let sql = "SELECT line, field, value FROM sources_accepted WHERE file_id = $1 ORDER BY line, field";
    for row in tx.rows(sql, params![id])? {
        accepted.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
    }
    Ok(accepted)
}

/// What a unit's headings were said to mean.
pub(crate) fn list_mappings(tx: &mut Tx<'_>, place: i64) -> Result<HashMap<Signature, Remembered>, Refusal> {
    let mut known = HashMap::new();
    for row in tx.rows("SELECT signature, mapping FROM sources_mapping WHERE place = $1", params![place])? {
        let (signature, mapping): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
        let corrupt = || office::Refusal::Corrupt { what: "mapping" };
        let signature = Signature::try_from(signature).map_err(|_| corrupt())?;
        known.insert(signature, serde_json::from_str(&mapping).map_err(|_| corrupt())?);
    }
    Ok(known)
}

/// Remembers what headings mean; a later word counts.
pub(crate) fn insert_mapping(
    tx: &mut Tx<'_>,
    acting: &Acting,
    place: i64,
    signature: &Signature,
    mapping: &Remembered,
) -> Result<(), DbError> {
    let mapping = serde_json::to_string(mapping).expect("a mapping is JSON");
    tx.execute(
        "INSERT INTO sources_mapping (place, signature, mapping, staff_id, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (place, signature) DO UPDATE SET mapping = $3, staff_id = $4, at = $5",
        params![place, signature.to_vec(), mapping, acting.staff, acting.now],
    )?;
    Ok(())
}
