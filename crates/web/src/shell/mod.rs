//! What stands around every page: the doorway, the guard, cookies, tokens, limits, figures, static files.

pub(crate) mod answers;
pub(crate) mod assets;
pub(crate) mod book;
pub(crate) mod cookies;
pub(crate) mod doorway;
pub(crate) mod form_token;
pub(crate) mod guard;
mod headers;
pub(crate) mod health;
pub(crate) mod limits;
pub(crate) mod metrics;
pub(crate) mod notice;
pub(crate) mod problem;
pub(crate) mod refusals;
pub(crate) mod upload;
pub(crate) mod visit;
