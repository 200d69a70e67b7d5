//! What program this is, its licence, and where its source is: whoever uses it over a network may have it (AGPL,
//! section 13).

use crate::{
    components::Breadcrumb,
    shell::{problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use axum::{http::header, response::IntoResponse as _};

/// The licence itself, word for word.
const LICENCE: &str = include_str!("../../../../LICENSE");

#[derive(Template)]
#[template(path = "pages/about.html")]
struct About<'a> {
    t: T,
    way: Breadcrumb,
    version: String,
    /// Where the source of the running version is, if whoever runs it has said so.
    source: Option<&'a str>,
}

/// `GET /about`.
pub(crate) async fn show(view: View) -> Answer {
    let t = view.t;
    let main = About {
        t,
        way: Breadcrumb::home(t),
        version: t.version(env!("CARGO_PKG_VERSION")),
        source: view.app.settings.source_url.as_deref().filter(|address| is_web_address(address)),
    };
    Ok(view.page(t.about_title(), &main))
}

/// Only what a browser opens as a page becomes a link.
fn is_web_address(address: &str) -> bool {
    ["https://", "http://"].iter().any(|begin| address.starts_with(begin))
}

/// `GET /about/licence`.
pub(crate) async fn licence() -> Answer {
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], LICENCE).into_response())
}
