//! Files.

use crate::{
    CashFile, PaymentFile,
    cash_file::{CASH_FILES_MAX, Count},
};
use db::{DbError, Row, Tx, params};
use jiff::Timestamp;
use kernel::{CycleId, Dong, PaymentFileId};
use office::{Acting, Scope};

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

/// The workbooks that were handed to the post of an area, the newest first, and how far each is paid.
pub(crate) fn list_cash_files(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<CashFile>, DbError> {
    let inside = scope.condition("place");
    let sql = format!(
        "WITH shown AS (SELECT {COLUMNS} FROM payments_file WHERE channel = 'post' AND state = 'sent' AND {inside} \
             ORDER BY sent_at DESC, number LIMIT $1), \
         months AS (SELECT DISTINCT cycle_id FROM shown), \
         sums AS (SELECT payment.file_id, \
             COUNT(CASE WHEN payment.state = 'paid' THEN 1 END) AS paid, \
             CAST(SUM(CASE WHEN payment.state = 'paid' THEN payment.amount_dong ELSE 0 END) AS BIGINT) AS paid_dong, \
             COUNT(CASE WHEN payment.state = 'uncollected' THEN 1 END) AS gone, \
             CAST(SUM(CASE WHEN payment.state = 'uncollected' THEN payment.amount_dong ELSE 0 END) AS BIGINT) \
                 AS gone_dong \
             FROM months JOIN payments_instruction AS payment ON payment.cycle_id = months.cycle_id \
                 AND payment.channel = 'post' \
             WHERE payment.file_id IS NOT NULL GROUP BY payment.file_id) \
         SELECT shown.file_id, shown.cycle_id, shown.channel, shown.place, shown.number, shown.message_id, shown.form, \
             shown.name, shown.sha256, shown.lines, shown.total_dong, shown.state, shown.sent_at, cycle.month, \
             sums.paid, sums.paid_dong, sums.gone, sums.gone_dong \
         FROM shown JOIN payments_cycle AS cycle ON cycle.cycle_id = shown.cycle_id \
         JOIN sums ON sums.file_id = shown.file_id ORDER BY cycle.month DESC, shown.number"
    );
    let most = i64::try_from(CASH_FILES_MAX).unwrap_or(i64::MAX);
    tx.rows(&sql, params![most])?.iter().map(cash_file).collect()
}

fn cash_file(row: &Row) -> Result<CashFile, DbError> {
    let file = file(row)?;
    let paid = Count { payments: row.get(14)?, amount: row.get(15)? };
    let uncollected = Count { payments: row.get(16)?, amount: row.get(17)? };
    let left = |whole: Dong| whole.checked_sub(paid.amount).and_then(|rest| rest.checked_sub(uncollected.amount));
    Ok(CashFile {
        month: row.get(13)?,
        open: Count {
            payments: file.lines - paid.payments - uncollected.payments,
            amount: left(file.total).unwrap_or_default(),
        },
        paid,
        uncollected,
        file,
    })
}
