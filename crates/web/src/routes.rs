//! The one route table. A route without an access cannot be written down.

use crate::{
    App, Settings, pages,
    shell::{
        assets,
        guard::{Guarded, guard},
        health,
    },
};
use Access::{Halfway, Public, SignedIn};
use axum::{
    Router,
    handler::Handler,
    http::Method,
    middleware::from_fn_with_state,
    routing::{MethodFilter, MethodRouter, on},
};
use office::Action;

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anybody.
    Public,
    /// Whoever holds a session, also while a step of signing in is missing.
    Halfway,
    /// Whoever has signed in fully.
    SignedIn,
    /// Whoever has signed in fully as a role that may do this.
    May(Action),
}

/// One line of the table.
pub(crate) struct Route {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    handler: MethodRouter<App>,
}

impl Route {
    /// Puts the route, behind its guard, into the router.
    pub fn mount(self, router: Router, app: &App) -> Router {
        let guarded = Guarded { app: app.clone(), access: self.access };
        let handler = self.handler.route_layer(from_fn_with_state(guarded, guard));
        router.route(self.path, handler.with_state(app.clone()))
    }
}

fn get<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route { method: Method::GET, path, access, handler: on(MethodFilter::GET, handler) }
}

fn post<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route { method: Method::POST, path, access, handler: on(MethodFilter::POST, handler) }
}

/// Every route there is. Pages for tests come last, and only where they are asked for.
#[rustfmt::skip]
pub(crate) fn table(settings: &Settings) -> Vec<Route> {
    let mut table = vec![
        // the machine's own
        get ("/healthz",                          Public,               health::alive),
        get ("/readyz",                           Public,               health::ready),
        get ("/metrics",                          Public,               health::metrics), // this machine, or a token
        get ("/static/{file}",                    Public,               assets::serve),
        // the way in
        post("/language",                         Public,               pages::language::choose),
        get ("/first-run",                        Public,               pages::first_run::show),
        post("/first-run",                        Public,               pages::first_run::create),
        get ("/sign-in",                          Public,               pages::sign_in::show),
        post("/sign-in",                          Public,               pages::sign_in::try_password),
        get ("/sign-in/code",                     Halfway,              pages::sign_in::show_code),
        post("/sign-in/code",                     Halfway,              pages::sign_in::try_code),
        post("/sign-out",                         Halfway,              pages::sign_in::sign_out),
        get ("/assignment",                       SignedIn,             pages::assignment::show),
        post("/assignment",                       SignedIn,             pages::assignment::choose),
        get ("/",                                 SignedIn,             pages::home::show),
        // the own account
        get ("/account",                          SignedIn,             pages::account::show),
        get ("/account/password",                 Halfway,              pages::account::show_password),
        post("/account/password",                 Halfway,              pages::account::change_password),
        get ("/account/second-factor",            Halfway,              pages::second_factor::show),
        post("/account/second-factor",            Halfway,              pages::second_factor::begin),
        post("/account/second-factor/confirm",    Halfway,              pages::second_factor::confirm),
        post("/account/sessions/{id}/end",        SignedIn,             pages::account::end_session),
        post("/account/sessions/end-others",      SignedIn,             pages::account::end_other_sessions),
    ];
    if settings.test_pages {
        table.push(get("/kitchen-sink", Public, pages::kitchen_sink::show));
        table.push(post("/kitchen-sink", Public, pages::kitchen_sink::refuse));
        table.push(get("/kitchen-sink/panic", Public, pages::kitchen_sink::panic));
    }
    table
}
