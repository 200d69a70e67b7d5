//! One call at work: reading a stable picture, or changing something once however often it is asked.

use super::{
    faults::CallFault,
    sent::{Seen, Sent},
    values::Day,
};
use crate::{
    App, address,
    shell::{
        problem::{Answer, Problem},
        visit::{View, Visit},
    },
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use db::{DbError, Tx};
use jiff::civil::Date;
use office::{
    Acting, Desk, Refusal,
    idempotency::{self, Begun, Reply, Request},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{fmt::Write as _, sync::Arc};

/// Says that the answer is the one given the first time.
pub(crate) const REPLAY_HEADER: HeaderName = HeaderName::from_static("idempotent-replay");

/// Who calls, once the guard has let them in.
#[derive(Clone)]
pub(crate) enum Caller {
    /// A person, by the session the view has.
    Session,
    /// A service account.
    Service(Arc<Acting>),
}

impl Caller {
    /// For the operations.
    pub fn acting<'a>(&'a self, visit: &'a Visit) -> Answer<&'a Acting> {
        match self {
            Caller::Session => Ok(&visit.me()?.acting),
            Caller::Service(acting) => Ok(acting),
        }
    }
}

/// One call.
pub(crate) struct Call {
    /// The request behind it.
    pub view: View,
    caller: Caller,
    method: Method,
    path: String,
}

impl FromRequestParts<App> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Answer<Call> {
        let view = parts.extensions.get::<View>().cloned();
        let caller = parts.extensions.get::<Caller>().cloned();
        match (view, caller) {
            (Some(view), Some(caller)) => Ok(Call {
                view,
                caller,
                method: parts.method.clone(),
                path: parts.uri.path_and_query().map_or(String::new(), ToString::to_string),
            }),
            _ => Err(Problem::Fault("a call outside the guard".to_owned())),
        }
    }
}

/// What came of a change, before it is told.
pub(crate) struct Done {
    status: StatusCode,
    /// What is answered now.
    now: String,
    /// What is kept for a caller that asks again.
    kept: String,
}

impl Done {
    /// Something new is there.
    pub fn created(value: &impl Serialize) -> Done {
        Done::with(StatusCode::CREATED, value, value)
    }

    /// It is as asked.
    pub fn changed(value: &impl Serialize) -> Done {
        Done::with(StatusCode::OK, value, value)
    }

    /// Something new is there with a secret, which is answered this one time and never kept.
    pub fn created_once(now: &impl Serialize, kept: &impl Serialize) -> Done {
        Done::with(StatusCode::CREATED, now, kept)
    }

    /// It is as asked, with a secret.
    pub fn changed_once(now: &impl Serialize, kept: &impl Serialize) -> Done {
        Done::with(StatusCode::OK, now, kept)
    }

    fn with(status: StatusCode, now: &impl Serialize, kept: &impl Serialize) -> Done {
        Done { status, now: to_json(now), kept: to_json(kept) }
    }
}

/// The answer of a call that reads one thing, with a tag of what it is now: whoever changes it may say what they saw.
pub(crate) fn told_with_tag(value: &impl Serialize) -> Response {
    let body = to_json(value);
    let tag = tag_of(&body);
    let mut answer = json(StatusCode::OK, body);
    answer.headers_mut().insert(header::ETAG, HeaderValue::from_str(&tag).expect("hexadecimal digits"));
    answer
}

/// The strong tag of a body: two alike are alike to the last letter.
fn tag_of(body: &str) -> String {
    let digest = Sha256::digest(body);
    let digits = digest[..16].iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("text can be written to memory");
        text
    });
    format!("\"{digits}\"")
}

/// Refuses a change by somebody who saw something else than what is there now.
pub(crate) fn must_be_seen(seen: Option<&Seen>, now: &impl Serialize) -> Result<(), Halt> {
    match seen {
        Some(seen) if !seen.is(&tag_of(&to_json(now))) => Err(Halt::Call(CallFault::Stale)),
        Some(_) | None => Ok(()),
    }
}

/// The answer of a call that reads.
pub(crate) fn told(value: &impl Serialize) -> Response {
    json(StatusCode::OK, to_json(value))
}

/// The answer of a call that reads a file: to be saved, never opened inside our pages.
pub(crate) fn told_file(name: &str, media_type: &'static str, content: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", address::encoded(name));
    let headers = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, content).into_response()
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("answers are plain structs")
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// Whether a call may come without a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Needed,
    Welcome,
}

/// With whom a change shares its commit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Commit {
    Shared,
    Alone,
}

/// Why a change did not come about.
pub(crate) enum Halt {
    /// The ground says no.
    Room(Refusal),
    /// A room above it says no.
    Above(Problem),
    /// The call is not one to be done.
    Call(CallFault),
}

/// The refusals of the rooms above the ground.
macro_rules! above {
    ($($refusal:ty),* $(,)?) => {$(
        impl From<$refusal> for Halt {
            fn from(refusal: $refusal) -> Halt {
                Halt::Above(refusal.into())
            }
        }
    )*};
}

above!(matching::Refusal, registry::Refusal, sources::Refusal);

impl From<DbError> for Halt {
    fn from(error: DbError) -> Halt {
        Halt::Room(Refusal::Db(error))
    }
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Halt {
        Halt::Room(refusal)
    }
}

impl From<Problem> for Halt {
    fn from(problem: Problem) -> Halt {
        Halt::Above(problem)
    }
}

impl From<Halt> for Problem {
    fn from(halt: Halt) -> Problem {
        match halt {
            Halt::Room(refusal) => refusal.into(),
            Halt::Above(problem) => problem,
            Halt::Call(fault) => fault.into(),
        }
    }
}

/// What is answered, and whether it was answered before.
enum Answered {
    Now(StatusCode, String),
    Before(Reply),
}

impl Call {
    /// Who calls.
    pub fn acting(&self) -> Answer<&Acting> {
        self.caller.acting(&self.view)
    }

    /// The day asked about; today when not said.
    pub fn day(&self, asked: Option<Day>) -> Date {
        asked.map_or_else(|| kernel::today_in_vietnam(self.view.now), |Day(day)| day)
    }

    /// A stable picture of the database.
    pub async fn read<E, R>(
        &self,
        work: impl FnOnce(&mut Tx<'_>, &Acting) -> Result<R, E> + Send + 'static,
    ) -> Answer<R>
    where
        E: From<DbError> + Into<Problem> + 'static,
        R: Send + 'static,
    {
        let caller = self.caller.clone();
        let read = self.view.blocking(move |visit| {
            let acting = caller.acting(visit)?;
            visit.app.desk.db().read(|tx| work(tx, acting)).map_err(Into::into)
        });
        read.await?
    }

    /// A look at what is sensitive: it leaves a record in the trail and changes nothing else.
    pub async fn look<E, R>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>, &Acting) -> Result<R, E> + Send + 'static,
    ) -> Answer<R>
    where
        E: From<DbError> + Into<Problem> + 'static,
        R: Send + 'static,
    {
        let caller = self.caller.clone();
        let look = self.view.blocking(move |visit| {
            let acting = caller.acting(visit)?;
            visit.app.desk.db().write(|tx| work(tx, acting)).map_err(Into::into)
        });
        look.await?
    }

    /// A change that makes something new: the client must say under which key, so that asking twice makes one.
    pub async fn create<B: Send + 'static>(
        self,
        sent: Sent<B>,
        mut work: impl FnMut(&mut Tx<'_>, &Acting, &B) -> Result<Done, Halt> + Send + 'static,
    ) -> Answer {
        self.write(sent, (Key::Needed, Commit::Shared), |_| (), move |tx, acting, body, ()| work(tx, acting, body))
            .await
    }

    /// Like `create`, in a transaction that shares its commit with nobody: for what a large file brings.
    pub async fn create_alone<B: Send + 'static>(
        self,
        sent: Sent<B>,
        mut work: impl FnMut(&mut Tx<'_>, &Acting, &B) -> Result<Done, Halt> + Send + 'static,
    ) -> Answer {
        self.write(sent, (Key::Needed, Commit::Alone), |_| (), move |tx, acting, body, ()| work(tx, acting, body)).await
    }

    /// Like `create`, with something made ready before the transaction, because making it takes its time.
    pub async fn create_with<B: Send + 'static, P>(
        self,
        sent: Sent<B>,
        prepare: impl FnOnce(&Desk) -> P + Send + 'static,
        work: impl FnMut(&mut Tx<'_>, &Acting, &B, &P) -> Result<Done, Halt> + Send + 'static,
    ) -> Answer {
        self.write(sent, (Key::Needed, Commit::Shared), prepare, work).await
    }

    /// A change of what is there; a key is welcome.
    pub async fn change<B: Send + 'static>(
        self,
        sent: Sent<B>,
        mut work: impl FnMut(&mut Tx<'_>, &Acting, &B) -> Result<Done, Halt> + Send + 'static,
    ) -> Answer {
        self.write(sent, (Key::Welcome, Commit::Shared), |_| (), move |tx, acting, body, ()| work(tx, acting, body))
            .await
    }

    /// Like `change`, in a transaction that shares its commit with nobody.
    pub async fn change_alone<B: Send + 'static>(
        self,
        sent: Sent<B>,
        mut work: impl FnMut(&mut Tx<'_>, &Acting, &B) -> Result<Done, Halt> + Send + 'static,
    ) -> Answer {
        self.write(sent, (Key::Welcome, Commit::Alone), |_| (), move |tx, acting, body, ()| work(tx, acting, body))
            .await
    }

    /// Like `change`, with something made ready before the transaction.
    pub async fn change_with<B: Send + 'static, P>(
        self,
        sent: Sent<B>,
        prepare: impl FnOnce(&Desk) -> P + Send + 'static,
        work: impl FnMut(&mut Tx<'_>, &Acting, &B, &P) -> Result<Done, Halt> + Send + 'static,
    ) -> Answer {
        self.write(sent, (Key::Welcome, Commit::Shared), prepare, work).await
    }

    async fn write<B: Send + 'static, P>(
        self,
        sent: Sent<B>,
        (rule, commit): (Key, Commit),
        prepare: impl FnOnce(&Desk) -> P + Send + 'static,
        mut work: impl FnMut(&mut Tx<'_>, &Acting, &B, &P) -> Result<Done, Halt> + Send + 'static,
    ) -> Answer {
        if rule == Key::Needed && sent.key.is_none() {
            return Err(CallFault::KeyMissing.into());
        }
        let Call { view, caller, method, path } = self;
        let endpoint = format!("{method} {path}");
        let write = view.blocking(move |visit| {
            let acting = caller.acting(visit)?;
            let prepared = prepare(&visit.app.desk);
            let Sent { body, bytes, key, .. } = &sent;
            let mut work = |tx: &mut Tx<'_>| work(tx, acting, body, &prepared);
            let answer = |tx: &mut Tx<'_>| match key {
                None => work(tx).map(|done| Answered::Now(done.status, done.now)),
                Some(key) => once(tx, acting, &Request { endpoint: &endpoint, key, body: bytes }, &mut work),
            };
            let db = visit.app.desk.db();
            let answered = if commit == Commit::Alone { db.write_alone(answer) } else { db.write(answer) };
            answered.map_err(Problem::from)
        });
        let answer = match write.await?? {
            Answered::Now(status, body) => json(status, body),
            Answered::Before(Reply { status, body }) => replayed(status, body),
        };
        Ok(answer)
    }
}

/// Does the work under the client's key, or finds what was answered when it was done.
fn once(
    tx: &mut Tx<'_>,
    acting: &Acting,
    request: &Request<'_>,
    work: &mut impl FnMut(&mut Tx<'_>) -> Result<Done, Halt>,
) -> Result<Answered, Halt> {
    match idempotency::begin(tx, acting, request)? {
        Begun::Fresh => {
            let Done { status, now, kept } = work(tx)?;
            idempotency::finish(tx, acting, request, &Reply { status: status.as_u16().into(), body: kept })?;
            Ok(Answered::Now(status, now))
        }
        Begun::Replay(reply) => Ok(Answered::Before(reply)),
        Begun::Different => Err(Halt::Call(CallFault::KeyReused)),
        Begun::InProgress => Err(Halt::Call(CallFault::KeyBusy)),
    }
}

fn replayed(status: i64, body: String) -> Response {
    let status = u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    let mut answer = json(status.unwrap_or(StatusCode::OK), body);
    answer.headers_mut().insert(REPLAY_HEADER, HeaderValue::from_static("true"));
    answer
}
