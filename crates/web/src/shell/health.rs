//! What a watcher of the machine asks: alive, ready, figures.

use super::{
    problem::{Answer, Problem},
    visit::View,
};
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use office::{Refusal, audit::oldest_unsealed_age};
use sha2::{Digest, Sha256};

/// What Prometheus calls its text.
const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// `GET /healthz`: the program answers.
pub(crate) async fn alive() -> &'static str {
    "alive\n"
}

/// `GET /readyz`: the database answers too, with the tables this program expects.
pub(crate) async fn ready(view: View) -> Response {
    let asked =
        view.blocking(|visit| visit.app.desk.db().read(|tx| office::staff::first_run_needed(tx).map(|_| ()))).await;
    match asked {
        Ok(Ok(())) => "ready\n".into_response(),
        Ok(Err(Refusal::Db(error))) => {
            tracing::warn!(%error, "not ready");
            not_ready()
        }
        Ok(Err(_)) | Err(_) => not_ready(),
    }
}

fn not_ready() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "not ready: the database does not answer\n").into_response()
}

/// `GET /metrics`: for this machine itself, or for whoever shows the token of the settings.
pub(crate) async fn metrics(view: View, headers: HeaderMap) -> Answer {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let allowed = match (&view.app.settings.metrics_token, shown.and_then(|text| text.strip_prefix("Bearer "))) {
        (Some(token), Some(shown)) => Sha256::digest(token) == Sha256::digest(shown),
        (Some(_), None) => false,
        (None, _) => view.address.is_loopback() && !headers.contains_key("x-forwarded-for"),
    };
    if !allowed {
        return Err(Problem::NotFound);
    }
    view.app.metrics.unsealed_for(unsealed_seconds(&view).await);
    Ok(([(header::CONTENT_TYPE, KIND)], view.app.metrics.page()).into_response())
}

/// Asked anew each time, so that the figure also rises while the sealer stands still.
async fn unsealed_seconds(view: &View) -> Option<f64> {
    let asked = view.blocking(|visit| visit.app.desk.db().read(|tx| oldest_unsealed_age(tx, visit.now))).await;
    match asked {
        Ok(Ok(age)) => Some(age.map_or(0.0, |age| age.as_secs_f64().max(0.0))),
        Ok(Err(_)) | Err(_) => None,
    }
}
