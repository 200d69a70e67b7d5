//! Choosing an office of the own area, by words.

use crate::{
    components::{Finder, Form, Found, OFFERED_MAX, Offered},
    shell::{problem::Answer, visit::View},
};
use axum::{
    extract::Query,
    response::{Html, IntoResponse},
};
use kernel::{OfficeId, today_in_vietnam};
use office::offices::{OfficeFilter, find_office, list_offices};
use serde::Deserialize;

/// Where a script asks for offices.
const ADDRESS: &str = "/offices/find";

/// So many offices are shown before anything is typed; where there are more, one has to be looked for.
const UNASKED_MAX: usize = 8;

/// What a script sends along.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    name: String,
    q: String,
    keep: String,
}

/// `GET /offices/find`: the offices found, as a part of a form.
pub(crate) async fn find(view: View, Query(asked): Query<Asked>) -> Answer {
    let offered = offered(&view, &asked.q, asked.keep.parse().ok()).await?;
    let found = Found::of(view.t, asked.name, &asked.keep, &asked.q, offered);
    Ok(Html(found.to_string()).into_response())
}

/// The office of an assignment; none is a choice, for the administrator.
pub(crate) async fn finder(view: &View, form: &Form) -> Answer<Finder> {
    let t = view.t;
    let offered = offered(view, form.words_for("office"), form.value("office").parse().ok()).await?;
    Ok(form.finder("office", t.office_label(), ADDRESS, offered).hint(t.office_hint()))
}

/// No office, the office chosen already, and those the words mean; all where they are few and nothing was typed.
async fn offered(view: &View, words: &str, keep: Option<OfficeId>) -> Answer<Vec<Offered>> {
    let today = today_in_vietnam(view.now);
    let filter = OfficeFilter { words: words.to_owned(), ..OfficeFilter::default() };
    let (kept, mut found) = view
        .read(move |tx, me| {
            let scope = me.acting.ground_scope();
            let kept = keep.map(|keep| find_office(tx, &scope, keep)).transpose()?.flatten();
            Ok((kept, list_offices(tx, &scope, &filter, today)?))
        })
        .await?;
    found.retain(|office| Some(office.id) != keep);
    if words.trim().is_empty() && found.len() > UNASKED_MAX {
        found.clear();
    }
    let places = view.app.desk.places();
    let none = Offered::of("", view.t.office_none());
    let offices = kept.into_iter().chain(found).take(OFFERED_MAX).map(|office| {
        let place = places.display(office.area.lo).unwrap_or_default();
        Offered::of(office.id.to_string(), office.name).below(place)
    });
    Ok([none].into_iter().chain(offices).collect())
}
