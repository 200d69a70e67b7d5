//! Doing it twice is an answer: a client's key, stored with the effect in one transaction.

mod store;

use crate::{Acting, Refusal, staff::check_length};
use db::{DbError, Tx};
use jiff::{SignedDuration, Timestamp};

use sha2::{Digest, Sha256};
use store::Kept;

/// The longest key of a client.
pub const KEY_LENGTH_MAX: usize = 100;
/// An answer is repeated for a day; then the key is free again.
pub const REPLY_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Whoever began and has not finished after this long is gone: the next one may act.
pub const BEGUN_KEPT: SignedDuration = SignedDuration::from_mins(5);

/// What the client sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// The route, such as `POST /api/v1/offices`.
    pub endpoint: &'a str,
    /// The client's key.
    pub key: &'a str,
    /// The body as received; only its digest is kept.
    pub body: &'a [u8],
}

/// What was answered the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: i64,
    /// The body.
    pub body: String,
}

/// Whether to act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// Nobody asked this before: act, then `finish` in the same transaction.
    Fresh,
    /// It was done before: this was the answer.
    Replay(Reply),
    /// The key was used with another body.
    Different,
    /// Somebody is at it just now. Only seen where the effect takes several transactions.
    InProgress,
}

/// Looks the key up and takes it. Keys of different people and endpoints are apart.
pub fn begin(tx: &mut Tx<'_>, acting: &Acting, request: &Request<'_>) -> Result<Begun, Refusal> {
    check_length("idempotency_key", request.key, KEY_LENGTH_MAX)?;
    let who = acting.staff;
    let digest = Sha256::digest(request.body).to_vec();
    let now = acting.now;
    if let Some(kept) = store::find(tx, who, request)? {
        let age = now.duration_since(kept.begun_at);
        let kept_for = if kept.reply.is_some() { REPLY_KEPT } else { BEGUN_KEPT };
        if age < kept_for {
            return Ok(match kept {
                Kept { body_digest, .. } if body_digest != digest => Begun::Different,
                Kept { reply: Some(reply), .. } => Begun::Replay(reply),
                Kept { reply: None, .. } => Begun::InProgress,
            });
        }
    }
    store::upsert(tx, who, request, &digest, now)?;
    Ok(Begun::Fresh)
}

/// Clears away answers that are repeated no more.
pub(crate) fn clear_old(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    store::delete_before(tx, now - REPLY_KEPT)
}

/// Stores the answer beside the effect.
pub fn finish(tx: &mut Tx<'_>, acting: &Acting, request: &Request<'_>, reply: &Reply) -> Result<(), Refusal> {
    Ok(store::set_reply(tx, acting.staff, request, reply)?)
}

#[cfg(test)]
mod tests;
