//! Every statement about answers kept for clients that ask twice.

use super::{Reply, Request};
use db::{DbError, Tx, params};
use jiff::Timestamp;
use kernel::StaffId;

/// What is kept under a key.
pub(super) struct Kept {
    pub(super) body_digest: Vec<u8>,
    pub(super) begun_at: Timestamp,
    pub(super) reply: Option<Reply>,
}

/// Looks a key up.
pub(super) fn find(tx: &mut Tx<'_>, actor: StaffId, request: &Request<'_>) -> Result<Option<Kept>, DbError> {
    let sql = "SELECT body_digest, begun_at, status, reply FROM idempotency_reply \
               WHERE actor = $1 AND endpoint = $2 AND client_key = $3";
    let Some(row) = tx.row(sql, params![actor, request.endpoint, request.key])? else { return Ok(None) };
    let reply = match (row.find(2)?, row.find(3)?) {
        (Some(status), Some(body)) => Some(Reply { status, body }),
        _ => None,
    };
    Ok(Some(Kept { body_digest: row.get(0)?, begun_at: row.get(1)?, reply }))
}

/// Takes a key, or takes it over.
pub(super) fn upsert(
    tx: &mut Tx<'_>,
    actor: StaffId,
    request: &Request<'_>,
    digest: &[u8],
    now: Timestamp,
) -> Result<(), DbError> {
    let sql = "INSERT INTO idempotency_reply (actor, endpoint, client_key, body_digest, begun_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (actor, endpoint, client_key) DO UPDATE SET \
               body_digest = excluded.body_digest, begun_at = excluded.begun_at, status = NULL, reply = NULL";
    tx.execute(sql, params![actor, request.endpoint, request.key, digest.to_vec(), now]).map(drop)
}

/// Keeps the answer.
pub(super) fn set_reply(tx: &mut Tx<'_>, actor: StaffId, request: &Request<'_>, reply: &Reply) -> Result<(), DbError> {
    let sql = "UPDATE idempotency_reply SET status = $4, reply = $5 \
               WHERE actor = $1 AND endpoint = $2 AND client_key = $3";
    tx.execute(sql, params![actor, request.endpoint, request.key, reply.status, reply.body]).map(drop)
}

/// Clears away answers that are repeated no more.
pub(super) fn delete_before(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM idempotency_reply WHERE begun_at < $1", params![before]).map(drop)
}
