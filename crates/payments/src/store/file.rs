//! Files.

use crate::PaymentFile;
use db::{DbError, Row, Tx, params};
use jiff::Timestamp;
use kernel::{CycleId, Dong, PaymentFileId};
use office::Acting;

const COLUMNS: &str = "file_id, cycle_id, channel, place, number, message_id, form, name, sha256, lines, total_dong, \
                       state, sent_at";

fn file(row: &Row) -> Result<PaymentFile, DbError> {
    Ok(PaymentFile {
        id: row.get(0)?,
        cycle: row.get(1)?,
        channel: row.get(2)?,
        place: row.get(3)?,
        number: row.get(4)?,
        message_id: row.get(5)?,
        form: row.get(6)?,
        name: row.get(7)?,
        sha256: row.get(8)?,
        lines: row.get(9)?,
        total: row.get(10)?,
        state: row.get(11)?,
        sent_at: row.find(12)?,
    })
}

/// Keeps a file with its bytes.
pub(crate) fn insert_file(tx: &mut Tx<'_>, file: &PaymentFile, bytes: &[u8], acting: &Acting) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO payments_file (file_id, cycle_id, channel, place, number, message_id, form, name, sha256, lines, \
         total_dong, state, prepared_by, prepared_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        params![
            file.id,
            file.cycle,
            file.channel,
            file.place,
            file.number,
            file.message_id.as_str(),
            file.form.as_str(),
            file.name.as_str(),
            file.sha256.clone(),
            file.lines,
            file.total,
            file.state,
            acting.staff,
            acting.now,
        ],
    )?;
    tx.execute(
        "INSERT INTO payments_file_content (file_id, content) VALUES ($1, $2)",
        params![file.id, bytes.to_vec()],
    )?;
    Ok(())
}

/// One file.
pub(crate) fn find_file(tx: &mut Tx<'_>, id: PaymentFileId) -> Result<Option<PaymentFile>, DbError> {
    let row = tx.row(&format!("SELECT {COLUMNS} FROM payments_file WHERE file_id = $1"), params![id])?;
    row.map(|row| file(&row)).transpose()
}

/// The file of a message id.
pub(crate) fn find_file_of_message(tx: &mut Tx<'_>, message_id: &str) -> Result<Option<PaymentFile>, DbError> {
    let row = tx.row(&format!("SELECT {COLUMNS} FROM payments_file WHERE message_id = $1"), params![message_id])?;
    row.map(|row| file(&row)).transpose()
}

/// The files of a cycle, in order.
pub(crate) fn list_files(tx: &mut Tx<'_>, cycle: CycleId) -> Result<Vec<PaymentFile>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM payments_file WHERE cycle_id = $1 ORDER BY channel, number");
    tx.rows(&sql, params![cycle])?.iter().map(file).collect()
}

/// The bytes of a file.
pub(crate) fn find_content(tx: &mut Tx<'_>, id: PaymentFileId) -> Result<Option<Vec<u8>>, DbError> {
    let row = tx.row("SELECT content FROM payments_file_content WHERE file_id = $1", params![id])?;
    row.map(|row| row.get(0)).transpose()
}

/// Somebody begins to send it.
pub(crate) fn set_sending(tx: &mut Tx<'_>, id: PaymentFileId) -> Result<u64, DbError> {
    tx.execute("UPDATE payments_file SET state = 'sending' WHERE file_id = $1 AND state = 'prepared'", params![id])
}

/// It was sent.
pub(crate) fn set_sent(tx: &mut Tx<'_>, id: PaymentFileId, at: Timestamp) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE payments_file SET state = 'sent', sent_at = $2 WHERE file_id = $1 AND state = 'sending'",
        params![id, at],
    )
}

/// What the files of a cycle come to.
pub(crate) fn sum_files(tx: &mut Tx<'_>, cycle: CycleId) -> Result<Dong, DbError> {
    let row = tx.row(
        "SELECT CAST(COALESCE(SUM(total_dong), 0) AS BIGINT) FROM payments_file WHERE cycle_id = $1",
        params![cycle],
    )?;
    row.map_or(Ok(Dong::ZERO), |row| row.get(0))
}
