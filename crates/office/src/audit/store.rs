//! Every statement about the trail.

use super::record::Record;
use db::{DbError, Tx, params};

/// Appends a record and notes that it is not sealed yet.
pub(super) fn insert_record(tx: &mut Tx<'_>, record: &Record, mark: &[u8; 32]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO audit_record (id, at, staff, role, office, address, request, verb, is_view, subject_kind, \
         subject, place, why, was, became, mac) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        params![
            record.id,
            record.at,
            record.staff,
            record.role,
            record.office,
            record.address,
            record.request,
            record.verb,
            record.is_view,
            record.subject_kind,
            record.subject,
            record.place,
            record.why,
            record.was,
            record.became,
            mark.to_vec(),
        ],
    )?;
    tx.execute("INSERT INTO audit_unsealed (record_id, at) VALUES ($1, $2)", params![record.id, record.at])?;
    Ok(())
}
