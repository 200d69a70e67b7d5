//! The program as the shell holds it, and the router built from the route table.

use crate::{
    Settings,
    routes::{self, Route},
    shell::{doorway::doorway, limits::Limiters, metrics::Metrics, problem::Problem, upload::Budget},
};
use axum::{Router, extract::DefaultBodyLimit, middleware::from_fn_with_state, response::IntoResponse};
use kernel::{Chance, Clock};
use office::Desk;
use std::{
    fmt::Write as _,
    ops::Deref,
    sync::{Arc, Mutex, atomic::AtomicBool},
};
use tokio::sync::watch;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer, timeout::TimeoutLayer};

/// The most bytes a form takes. Routes that take files raise it for themselves.
pub(crate) const FORM_BYTES_MAX: usize = 256 * 1024;

/// Everything a request can reach. Cheap to clone.
#[derive(Clone)]
pub(crate) struct App(Arc<Inside>);

/// What an `App` holds.
pub(crate) struct Inside {
    pub desk: Arc<Desk>,
    pub settings: Settings,
    pub clock: Arc<dyn Clock>,
    pub metrics: Metrics,
    pub limiters: Limiters,
    /// What is left for files on their way in.
    pub uploads: Budget,
    /// The first-run page is over; it never comes back, so the database is asked no more.
    pub first_run_over: AtomicBool,
    chance: Mutex<Chance>,
    ending: watch::Sender<bool>,
}

impl Deref for App {
    type Target = Inside;

    fn deref(&self) -> &Inside {
        &self.0
    }
}

impl App {
    pub fn new(desk: Arc<Desk>, settings: Settings, clock: Arc<dyn Clock>, chance: Chance) -> App {
        App(Arc::new(Inside {
            desk,
            clock,
            metrics: Metrics::new(),
            limiters: Limiters::new(&settings.limits),
            uploads: Budget::of(settings.limits.upload_bytes_at_once),
            first_run_over: AtomicBool::new(false),
            chance: Mutex::new(chance),
            ending: watch::Sender::new(false),
            settings,
        }))
    }

    /// Draws from the program's randomness.
    pub fn with_chance<T>(&self, draw: impl FnOnce(&mut Chance) -> T) -> T {
        draw(&mut self.chance.lock().expect("nobody panics while drawing bytes"))
    }

    /// Becomes true when the program is about to end: long answers end with it.
    pub fn ending(&self) -> watch::Receiver<bool> {
        self.ending.subscribe()
    }

    /// Ends the long answers.
    pub fn end_streams(&self) {
        self.ending.send_replace(true);
    }

    /// A secret for a cookie: 64 hexadecimal digits.
    pub fn new_secret(&self) -> String {
        let bytes: [u8; 32] = self.with_chance(Chance::bytes);
        bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
            write!(text, "{byte:02x}").expect("text can be written to memory");
            text
        })
    }
}

/// The router over the route table, in its layers, the outermost last.
pub(crate) fn router(app: &App) -> Router {
    let table = routes::table(&app.settings);
    let router = table.into_iter().fold(Router::new(), |router, route: Route| route.mount(router, app));
    router
        .fallback(|| async { Problem::NotFound })
        .method_not_allowed_fallback(|| async { Problem::WrongMethod })
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(CsrfLayer::new().with_rejection_response(|_| Problem::OtherSite.into_response()))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, app.settings.request_time))
        .layer(CatchPanicLayer::custom({
            let app = app.clone();
            move |_| {
                app.metrics.panics.inc();
                Problem::Fault("a handler panicked".to_owned()).into_response()
            }
        }))
        .layer(from_fn_with_state(app.clone(), doorway))
        .layer(CompressionLayer::new().gzip(true))
}
