//! Signing in by the agency's identity provider: there, and back again.

use crate::{
    pages::{
        language::own_path,
        sign_in::{self, Next},
    },
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
pub(crate) async fn begin(view: View, Query(Next { next }): Query<Next>) -> Answer {
    let provider = provider(&view)?;
    let pending = view.app.with_chance(|chance| Pending::draw(chance, own_path(&next)));
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
    let next = view.sign_on.as_deref().and_then(Pending::from_cookie).map(|pending| pending.next()).unwrap_or_default();
    let mut answer = match sign_in::too_often_from_here(&view) {
        Err(wait) => told(&view, wait),
        Ok(()) => match view.blocking(move |visit| enter(visit, &provider, &returned)).await? {
            Ok(entered) => {
                sign_in::count(&view, &Ok(entered.clone()));
                sign_in::enter(&view, &entered, own_path(&next))
            }
            Err(failed) => {
                sign_in::count(&view, &Err(Refusal::SignInRefused));
                refused(&view, &failed)
            }
        },
    };
    // An answer is good for one try.
    answer.headers_mut().append(header::SET_COOKIE, Cookie::SignOn.clear(&view.app.settings));
    Ok(answer)
}

/// Why nobody came in.
enum Failed {
    Protocol(SignOnFault),
    /// The provider vouches for somebody whom nobody here is linked to.
    NotLinked(ExternalPerson),
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
    office::sign_in::sign_in_external(&visit.app.desk, &proof).map_err(|refusal| match refusal {
        Refusal::SignInRefused => Failed::NotLinked(found),
        refusal => Failed::Room(refusal),
    })
}

/// The sign-in page again, with the reason; the other way in stands on it.
fn refused(view: &View, failed: &Failed) -> Response {
    let t = view.t;
    let sentence = match failed {
        Failed::Protocol(SignOnFault::NotBegunHere) => t.external_not_begun().to_owned(),
        Failed::Protocol(fault @ (SignOnFault::ProviderAway(_) | SignOnFault::Settings(_))) => {
            tracing::warn!(%fault, "single sign-on");
            t.external_away().to_owned()
        }
        Failed::Protocol(fault @ SignOnFault::NotProven(_)) => {
            tracing::info!(%fault, "single sign-on");
            t.external_refused().to_owned()
        }
        // Their own name at the provider, told to nobody else: it is what the administrator needs in order to link it.
        Failed::NotLinked(person) => t.external_not_linked(&person.subject),
        Failed::Room(refusal) => return Problem::from(refusal.clone()).into_response(),
    };
    told(view, sentence)
}

fn told(view: &View, sentence: impl Into<String>) -> Response {
    let mut form = view.form();
    form.refuse("login", sentence);
    sign_in::page(view, &form)
}
