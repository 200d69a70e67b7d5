//! Doing it twice is an answer: a client's key, stored with the effect in one transaction.

use crate::{Acting, Refusal};
use db::Tx;

/// What the client sent.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Somebody is at it just now.
    InProgress,
}

/// Looks the key up and takes it.
pub fn begin(tx: &mut Tx<'_>, acting: &Acting, request: &Request<'_>) -> Result<Begun, Refusal> {
    let _ = (tx, acting, request);
    todo!()
}

/// Stores the answer beside the effect.
pub fn finish(tx: &mut Tx<'_>, acting: &Acting, request: &Request<'_>, reply: &Reply) -> Result<(), Refusal> {
    let _ = (tx, acting, request, reply);
    todo!()
}
