//! What is known about one request, from the doorway to the page.

use super::{
    cookies::Cookie,
    form_token,
    notice::Notice,
    problem::{Answer, Problem},
};
use crate::{
    App, Settings, address, api,
    components::{Form, TokenField},
    layout,
    wording::{Language, T},
};
use askama::DynTemplate;
use axum::{
    extract::{ConnectInfo, FromRequestParts, Request},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use db::{DbError, Tx};
use jiff::Timestamp;
use kernel::Id;
use office::{Action, Origin, Refusal, sign_in::SignedIn};
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    ops::Deref,
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

/// How much a browser may say about itself.
const AGENT_LENGTH_MAX: usize = 200;

/// One request. Cheap to clone; every page handler takes one as its first argument.
#[derive(Clone)]
pub(crate) struct View(Arc<Visit>);

/// The facts behind a `View`.
pub(crate) struct Visit {
    /// The program.
    pub app: App,
    /// The language, as a speaker of sentences.
    pub t: T,
    /// One instant for the whole request.
    pub now: Timestamp,
    /// The request's id, in the log, in the answer's header and on a fault's page.
    pub request_id: String,
    /// Who asks, as far as the network knows.
    pub address: IpAddr,
    /// The path asked for, with its query, for the way back.
    pub path: String,
    /// Whether a form was sent: the page answers it, and cannot be asked for again.
    pub is_posted: bool,
    /// The browser's own words about itself, cut short.
    pub agent: String,
    /// The cookie of a sign-in begun at the identity provider.
    pub sign_on: Option<String>,
    /// The session cookie, unproven.
    pub session: Option<String>,
    /// The browser's secret before sign-in; made now if it brought none.
    visitor: String,
    visitor_is_new: bool,
    token_was_shown: AtomicBool,
    notice: Option<Notice>,
    signed: OnceLock<SignedIn>,
}

impl Deref for View {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.0
    }
}

impl View {
    /// Reads a request at the door.
    pub fn of(app: &App, request: &Request) -> View {
        let (settings, headers) = (&app.settings, request.headers());
        let language = Cookie::Language.read(settings, headers).and_then(|tag| Language::from_tag(&tag));
        let path = request.uri().path_and_query().map_or("/".to_owned(), ToString::to_string);
        // A page is Vietnamese until the person chooses; a program says what it wants.
        let language = language.or_else(|| api::is_call(&path).then(|| api::language::preferred(headers)));
        let visitor = Cookie::Visitor.read(settings, headers).filter(|text| text.len() == 64);
        let now = app.clock.now();
        View(Arc::new(Visit {
            t: T(language.unwrap_or_default()),
            now,
            request_id: app.with_chance(|chance| kernel::JobId::make(now, chance).to_string()),
            address: address_of(settings, request),
            path,
            is_posted: request.method() == Method::POST,
            agent: agent_of(headers),
            sign_on: Cookie::SignOn.read(settings, headers),
            session: Cookie::Session.read(settings, headers),
            visitor_is_new: visitor.is_none(),
            visitor: visitor.unwrap_or_else(|| app.new_secret()),
            token_was_shown: AtomicBool::new(false),
            notice: Cookie::Notice.read(settings, headers).and_then(|code| Notice::from_code(&code)),
            signed: OnceLock::new(),
            app: app.clone(),
        }))
    }

    /// A form nobody has filled in yet.
    pub fn form(&self) -> Form {
        Form::of(self.t, Vec::new())
    }

    /// A whole page around `main`.
    pub fn page(&self, title: &str, main: &dyn DynTemplate) -> Response {
        layout::page(self, StatusCode::OK, title, main)
    }

    /// A page with a form: answers 422 and says so in the title when the form comes back refused.
    pub fn form_page(&self, title: &str, form: &Form, main: &dyn DynTemplate) -> Response {
        if form.is_refused() {
            let title = self.t.title_refused(title);
            layout::page(self, StatusCode::UNPROCESSABLE_ENTITY, &title, main)
        } else {
            self.page(title, main)
        }
    }

    /// Back to a page, with a word about what was done.
    pub fn done(&self, path: &str, notice: Notice) -> Response {
        let mut answer = Redirect::to(path).into_response();
        answer.headers_mut().append(header::SET_COOKIE, Cookie::Notice.set(&self.app.settings, &notice.code()));
        answer
    }

    /// A stable picture of the database, seen by whoever is signed in. What the room refuses ends the request.
    pub async fn read<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>, &SignedIn) -> Result<R, Refusal> + Send + 'static,
    ) -> Answer<R> {
        let read = self.blocking(move |visit| {
            let me = visit.me()?;
            visit.app.desk.db().read(|tx| work(tx, me)).map_err(Problem::from)
        });
        read.await?
    }

    /// One write by whoever is signed in. What the room refuses goes back to the form.
    pub async fn write<R: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>, &SignedIn) -> Result<R, Refusal> + Send + 'static,
    ) -> Answer<Result<R, Refusal>> {
        let write = self.blocking(move |visit| {
            let me = visit.me()?;
            Ok(visit.app.desk.db().write(|tx| work(tx, me)))
        });
        write.await?
    }

    /// As `read`, for a room above `office` with a refusal of its own.
    pub async fn read_in<E, R>(
        &self,
        work: impl FnOnce(&mut Tx<'_>, &SignedIn) -> Result<R, E> + Send + 'static,
    ) -> Answer<R>
    where
        E: From<DbError> + Into<Problem> + 'static,
        R: Send + 'static,
    {
        let read = self.blocking(move |visit| {
            let me = visit.me()?;
            visit.app.desk.db().read(|tx| work(tx, me)).map_err(Into::into)
        });
        read.await?
    }

    /// As `write`, for a room above `office` with a refusal of its own.
    pub async fn write_in<E, R>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>, &SignedIn) -> Result<R, E> + Send + 'static,
    ) -> Answer<Result<R, E>>
    where
        E: From<DbError> + Send + 'static,
        R: Send + 'static,
    {
        let write = self.blocking(move |visit| {
            let me = visit.me()?;
            Ok(visit.app.desk.db().write(|tx| work(tx, me)))
        });
        write.await?
    }

    /// As `write_in`, in a transaction that shares its commit with nobody: for files of thousands of rows.
    pub async fn write_alone_in<E, R>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>, &SignedIn) -> Result<R, E> + Send + 'static,
    ) -> Answer<Result<R, E>>
    where
        E: From<DbError> + Send + 'static,
        R: Send + 'static,
    {
        let write = self.blocking(move |visit| {
            let me = visit.me()?;
            Ok(visit.app.desk.db().write_alone(|tx| work(tx, me)))
        });
        write.await?
    }

    /// Runs `work` on a thread that may wait for the database.
    pub async fn blocking<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Visit) -> R + Send + 'static,
    ) -> Result<R, Problem> {
        let view = self.clone();
        let answer = Arc::new(Mutex::new(None));
        let told = Arc::clone(&answer);
        let work = move || {
            let answer = work(&view);
            *told.lock().expect("nobody panics while telling") = Some(answer);
        };
        wait_elsewhere(Box::new(work)).await?;
        let answer = answer.lock().expect("nobody panics while telling").take();
        answer.ok_or_else(|| Problem::Fault("a blocking task told nothing".to_owned()))
    }
}

/// Runs `work` on a thread that may wait. Boxed, so that the machinery of tasks is compiled once, not for each page.
async fn wait_elsewhere(work: Box<dyn FnOnce() + Send>) -> Answer<()> {
    let here = tracing::Span::current();
    let ended = tokio::task::spawn_blocking(move || here.in_scope(work)).await;
    ended.map_err(|failed| Problem::Fault(format!("a blocking task ended early: {failed}")))
}

impl Visit {
    /// The hidden field every form begins with.
    pub fn token_field(&self) -> TokenField {
        self.token_was_shown.store(true, Ordering::Relaxed);
        TokenField { token: self.app.with_chance(|chance| form_token::mask(self.secret(), chance)) }
    }

    /// Where a form with a file goes: its token travels in the address, for the file is read piece by piece.
    pub fn upload_action(&self, path: &str) -> String {
        let token = self.token_field().token;
        format!("{path}?{}", address::query(&[(form_token::FIELD, &token)]))
    }

    /// Whether `token` came from a form of this very browser.
    pub fn token_matches(&self, token: &str) -> bool {
        form_token::matches(self.secret(), token)
    }

    fn secret(&self) -> &str {
        self.session.as_deref().unwrap_or(&self.visitor)
    }

    /// Where the request came from, for the trail.
    pub fn origin(&self) -> Origin {
        Origin { address: self.address.to_string(), request: self.request_id.clone() }
    }

    /// The sentence for a form, or the problem that no form can tell.
    pub fn tell(&self, refusal: impl Into<Problem>) -> Answer<String> {
        match refusal.into() {
            Problem::Refused(refusal) => Ok(self.t.refusal(&refusal)),
            Problem::Said(said) => Ok(said.to(self.t)),
            problem => Err(problem),
        }
    }

    /// What the last request did, told once.
    pub fn notice(&self) -> Option<String> {
        self.notice.map(|notice| self.t.notice(notice))
    }

    /// Who is signed in, once the guard has let them through.
    pub fn signed(&self) -> Option<&SignedIn> {
        self.signed.get()
    }

    /// Who is signed in, on a page whose route demands it.
    pub fn me(&self) -> Answer<&SignedIn> {
        self.signed.get().ok_or_else(|| Problem::Fault("a page without an access in the route table".to_owned()))
    }

    /// Whether the role table allows this person `action`: for a part of a page.
    pub fn may(&self, action: Action) -> bool {
        self.signed().is_some_and(|me| me.acting.role.may(action))
    }

    /// The guard has let `signed` through.
    pub fn sign(&self, signed: SignedIn) {
        // A request passes one guard; a second would find the same person.
        let _ = self.signed.set(signed);
    }

    /// The cookies that leave with the answer: a new visitor's secret if a form needs it, and the notice taken back.
    pub fn cookies_after(&self, status: StatusCode) -> Vec<axum::http::HeaderValue> {
        let mut lines = Vec::new();
        if self.visitor_is_new && self.session.is_none() && self.token_was_shown.load(Ordering::Relaxed) {
            lines.push(Cookie::Visitor.set(&self.app.settings, &self.visitor));
        }
        if self.notice.is_some() && !status.is_redirection() {
            lines.push(Cookie::Notice.clear(&self.app.settings));
        }
        lines
    }
}

impl<S: Sync> FromRequestParts<S> for View {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<View, Response> {
        let view = parts.extensions.get::<View>().cloned();
        view.ok_or_else(|| Problem::Fault("a route outside the doorway".to_owned()).into_response())
    }
}

fn agent_of(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    agent.chars().take(AGENT_LENGTH_MAX).collect()
}

/// The client's address: the connection's, or what the outermost of our own proxies saw.
fn address_of(settings: &Settings, request: &Request) -> IpAddr {
    let connection = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip());
    forwarded(settings.forwarded_hops, request.headers()).unwrap_or(connection).to_canonical()
}

/// Each proxy appends the address it saw, so the entry of our outermost one is `hops` from the end; anything before it
/// was written by the client.
fn forwarded(hops: usize, headers: &HeaderMap) -> Option<IpAddr> {
    let entries: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .collect();
    let place = if hops == 0 { None } else { entries.len().checked_sub(hops) }?;
    entries[place].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_our_own_proxies_are_believed_about_addresses() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", HeaderValue::from_static("6.6.6.6, 203.0.113.9"));
        headers.append("x-forwarded-for", HeaderValue::from_static("10.0.0.2"));
        assert_eq!(forwarded(0, &headers), None);
        assert_eq!(forwarded(1, &headers), Some(IpAddr::from([10, 0, 0, 2])));
        assert_eq!(forwarded(2, &headers), Some(IpAddr::from([203, 0, 113, 9])));
        assert_eq!(forwarded(4, &headers), None);
    }
}
