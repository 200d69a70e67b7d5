//! Signing in by the agency's identity provider: there, and back again.

use crate::{
    pages::sign_in,
    shell::{
        cookies::Cookie,
        problem::{Answer, Problem},
        visit::View,
    },
    single_sign_on::{ExternalPerson, Pending, SignOnFault, SingleSignOn},
};
use axum::{
    extract::Query,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use office::{
    Refusal,
    sign_in::{Entered, ExternalProof, ExternalSecondFactor},
};
use serde::Deserialize;
use std::sync::Arc;

/// What the provider sends the browser back with.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Returned {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
}

fn provider(view: &View) -> Answer<Arc<SingleSignOn>> {
    view.app.settings.single_sign_on.clone().ok_or(Problem::NotFound)
}

/// `GET /sign-in/external`: to the provider, with a cookie to know the answer by.
pub(crate) async fn begin(view: View) -> Answer {
    let provider = provider(&view)?;
    let pending = view.app.with_chance(Pending::draw);
    let cookie = pending.to_cookie();
    let begun = view.blocking(move |visit| provider.begin(visit.now, &pending)).await?;
    match begun {
        Ok(address) => {
            let mut answer = Redirect::to(&address).into_response();
            answer.headers_mut().append(header::SET_COOKIE, Cookie::SignOn.set(&view.app.settings, &cookie));
            Ok(answer)
        }
        Err(fault) => Ok(refused(&view, &Failed::Protocol(fault))),
    }
}

/// `GET /sign-in/external/return`: whoever the provider says it is comes in as the person linked to that name.
pub(crate) async fn finish(view: View, Query(returned): Query<Returned>) -> Answer {
    let provider = provider(&view)?;
    let mut answer = if let Err(wait) = sign_in::too_often(&view, "") {
        let mut form = view.form();
        form.refuse("login", wait);
        sign_in::page(&view, &form)
    } else {
        match view.blocking(move |visit| enter(visit, &provider, &returned)).await? {
            Ok(entered) => sign_in::enter(&view, &entered, "/"),
            Err(failed) => refused(&view, &failed),
        }
    };
    // An answer is good for one try.
    answer.headers_mut().append(header::SET_COOKIE, Cookie::SignOn.clear(&view.app.settings));
    Ok(answer)
}

/// Why nobody came in.
enum Failed {
    Protocol(SignOnFault),
    Room(Refusal),
}

/// Which factor the provider asked for it does not say, so a role that needs a second one proves it here.
fn enter(visit: &crate::shell::visit::Visit, provider: &SingleSignOn, returned: &Returned) -> Result<Entered, Failed> {
    let pending = visit.sign_on.as_deref().and_then(Pending::from_cookie);
    let pending = pending.ok_or(Failed::Protocol(SignOnFault::NotBegunHere))?;
    let found = provider.finish(visit.now, &pending, &returned.state, &returned.code).map_err(Failed::Protocol)?;
    let ExternalPerson { issuer, subject } = &found;
    let proof = ExternalProof {
        issuer,
        subject,
        second_factor: ExternalSecondFactor::NotProven,
        origin: visit.origin(),
        agent: &visit.agent,
    };
    office::sign_in::sign_in_external(&visit.app.desk, &proof).map_err(Failed::Room)
}

/// The sign-in page again, with the reason; the other way in stands on it.
fn refused(view: &View, failed: &Failed) -> Response {
    let t = view.t;
    let sentence = match failed {
        Failed::Protocol(SignOnFault::NotBegunHere) => t.external_not_begun(),
        Failed::Protocol(fault @ (SignOnFault::ProviderAway(_) | SignOnFault::Settings(_))) => {
            tracing::warn!(%fault, "single sign-on");
            t.external_away()
        }
        Failed::Protocol(fault @ SignOnFault::NotProven(_)) => {
            tracing::info!(%fault, "single sign-on");
            t.external_refused()
        }
        Failed::Room(Refusal::SignInRefused) => t.external_not_linked(),
        Failed::Room(refusal) => return Problem::from(refusal.clone()).into_response(),
    };
    let mut form = view.form();
    form.refuse("login", sentence);
    sign_in::page(view, &form)
}
