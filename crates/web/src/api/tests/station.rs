//! A program at work for the API's stories: a desk over a test's database, its router, and people who call.

use crate::{Settings, api::sent::KEY_HEADER, shell::form_token};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use jiff::civil::date;
use kernel::{AssignmentId, Chance, Clock, OfficeId, StaffId};
use matching::Shelf;
use office::{
    Acting, Desk, Role,
    jobs::{Handlers, Job, Worker},
    offices::{self, NewOffice},
    sign_in::{self, Enrolment, SignedIn},
    staff::{self, NewAssignment, StaffKind},
    testing,
};
use serde_json::Value;
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use totp_rs::{Builder, Secret};
use tower::ServiceExt as _;

const PASSWORD: &str = "con mèo trèo cây cau";

/// The program.
pub(crate) struct Station {
    /// Its desk.
    pub desk: Arc<Desk>,
    /// Where its population registers lie: none before somebody puts one there.
    pub shelf: Shelf,
    _folder: TempDir,
    app: Router,
    runtime: Runtime,
    keys: AtomicU32,
}

/// How a caller shows who they are.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// Not at all.
    Stranger,
    /// By the cookie of a session, and a token of its forms.
    Browser { session: String, form_token: String },
    /// By a service account's token.
    Service { token: String },
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as text.
    pub text: String,
}

impl Told {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|fault| panic!("{fault}: {}", self.text))
    }

    /// The code of the problem it tells.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_else(|| panic!("no problem: {}", self.text)).to_owned()
    }
}

/// Tells a story at a station over each database.
pub(crate) fn each(story: impl Fn(&Station)) {
    db::testing::on_both(|db| story(&Station::over(db)));
}

impl Station {
    fn over(db: &db::Db) -> Station {
        let (desk, clock) = testing::desk_over(db);
        let desk = Arc::new(desk);
        let told: Arc<dyn Clock> = clock;
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::at(folder.path().join("registers"));
        let settings = Settings { registers: shelf.clone(), ..Settings::default() };
        let app = crate::Web::new(Arc::clone(&desk), settings, told, Chance::seeded(7)).router();
        let runtime = Runtime::new().expect("a runtime");
        Station { desk, shelf, _folder: folder, app, runtime, keys: AtomicU32::new(0) }
    }

    /// The machine's own hand.
    pub fn machine(&self) -> Acting {
        testing::machine(&self.desk)
    }

    /// What a caller's operations are done as.
    pub fn acting(&self, caller: &Caller) -> Acting {
        let origin = testing::origin();
        match caller {
            Caller::Stranger => panic!("a stranger does nothing"),
            Caller::Browser { session, .. } => self.desk.signed_in(session, &origin).expect("a session").acting,
            Caller::Service { token } => self.desk.service(token, &origin).expect("a token"),
        }
    }

    /// Does the job that waits longest; answers how it ended.
    pub fn work(&self, handlers: Handlers) -> Job {
        let worker = Worker::new(handlers, Arc::default());
        worker.run_one(&self.desk).expect("a database").expect("a job that waits")
    }

    /// A key nobody used.
    pub fn new_key(&self) -> String {
        format!("key-{}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    /// Somebody who works as `role`, signed in by browser.
    pub fn browser(&self, login: &str, role: Role, office: Option<OfficeId>) -> (StaffId, Caller) {
        let (staff, start) = testing::person(&self.desk, login, "Trần Thị An");
        self.assign(staff.id, role, office);
        let entered = testing::try_password(&self.desk, login, start.reveal()).expect("the start password opens");
        let signed_in = testing::resume(&self.desk, &entered).expect("a session");
        let entered = sign_in::change_password(&self.desk, &signed_in, start.reveal(), PASSWORD).expect("a password");
        let signed_in = testing::resume(&self.desk, &entered).expect("a session");
        let entered = if role.needs_second_factor() { self.enrol(&signed_in) } else { entered };
        let session = entered.token.reveal().to_owned();
        let form_token = form_token::mask(&session, &mut Chance::seeded(3));
        (staff.id, Caller::Browser { session, form_token })
    }

    /// The administrator `quan.tri`.
    pub fn administrator(&self) -> (StaffId, Caller) {
        self.browser("quan.tri", Role::Administrator, None)
    }

    /// A service account in an office, by token.
    pub fn service(&self, login: &str, office: OfficeId) -> (StaffId, Caller) {
        let machine = self.machine();
        let new = testing::new_staff(login, "Cổng kết nối kho bạc");
        let account = self.desk.db().write(|tx| staff::create_service_account(tx, &machine, &new)).expect("an account");
        assert_eq!(account.kind, StaffKind::Service);
        self.assign(account.id, Role::ServiceAccount, Some(office));
        let ends_at = machine.now + jiff::SignedDuration::from_hours(24);
        let issued = self.desk.db().write(|tx| staff::issue_token(tx, &machine, account.id, "đối chiếu", ends_at));
        (account.id, Caller::Service { token: issued.expect("a token").1 })
    }

    /// An agency's office at a unit, from the first day of 2024.
    pub fn office(&self, agency: &str, unit: &str) -> OfficeId {
        let machine = self.machine();
        let new = NewOffice { agency: agency.to_owned(), unit: unit.to_owned(), name: None, from: date(2024, 1, 1) };
        let places = self.desk.places();
        let made = self.desk.db().write(|tx| offices::create_office(tx, &machine, &places, &new));
        made.expect("an office").office().id
    }

    /// Gives somebody a role from today on.
    pub fn assign(&self, staff: StaffId, role: Role, office: Option<OfficeId>) -> AssignmentId {
        let machine = self.machine();
        let new = NewAssignment { staff, role, office, from: machine.today(), until: None };
        self.desk.db().write(|tx| staff::assign(tx, &machine, &new)).expect("an assignment").id
    }

    fn enrol(&self, signed_in: &SignedIn) -> sign_in::Entered {
        let enrolment: Enrolment = sign_in::begin_second_factor(&self.desk, signed_in).expect("an enrolment");
        let secret = Secret::try_from_base32(&enrolment.secret).expect("base32");
        let app = Builder::new().with_secret(secret).build().expect("an app");
        let now = u64::try_from(self.desk.now().as_second()).expect("after 1970");
        let code = app.generate(now).to_string();
        sign_in::confirm_second_factor(&self.desk, signed_in, &code).expect("the code is right").0
    }

    /// Asks, with the caller's own headers.
    pub fn ask(&self, caller: &Caller, request: Request<Body>) -> Told {
        self.runtime.block_on(answer(self.app.clone(), signed(caller, request)))
    }

    /// Asks the same thing so many times at once.
    pub fn ask_at_once(&self, requests: Vec<Request<Body>>) -> Vec<Told> {
        self.runtime.block_on(async {
            let asked: Vec<_> =
                requests.into_iter().map(|request| tokio::spawn(answer(self.app.clone(), request))).collect();
            let mut told = Vec::new();
            for one in asked {
                told.push(one.await.expect("an answer"));
            }
            told
        })
    }

    /// `GET` of something that is no text.
    pub fn get_bytes(&self, caller: &Caller, path: &str) -> (HeaderMap, Vec<u8>) {
        let request = signed(caller, Request::get(path).body(Body::empty()).expect("a request"));
        let (status, headers, bytes) = self.runtime.block_on(answer_bytes(self.app.clone(), request));
        assert_eq!(status, StatusCode::OK, "{path}");
        (headers, bytes)
    }

    /// `GET`.
    pub fn get(&self, caller: &Caller, path: &str) -> Told {
        self.ask(caller, Request::get(path).body(Body::empty()).expect("a request"))
    }

    /// A change, under a key nobody used.
    pub fn send(&self, caller: &Caller, method: &str, path: &str, body: &Value) -> Told {
        self.ask(caller, change(method, path, &self.new_key(), body))
    }

    /// `POST`, under a key nobody used.
    pub fn post(&self, caller: &Caller, path: &str, body: &Value) -> Told {
        self.send(caller, "POST", path, body)
    }
}

/// A request that changes something.
pub(crate) fn change(method: &str, path: &str, key: &str, body: &Value) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header(KEY_HEADER, key)
        .body(Body::from(body.to_string()))
        .expect("a request")
}

/// The request with the caller's own headers.
fn signed(caller: &Caller, mut request: Request<Body>) -> Request<Body> {
    let headers = request.headers_mut();
    match caller {
        Caller::Stranger => {}
        Caller::Browser { session, form_token } => {
            headers.insert(header::COOKIE, format!("ansinh-session={session}").parse().expect("a header"));
            headers.insert(form_token::HEADER, form_token.parse().expect("a header"));
        }
        Caller::Service { token } => {
            headers.insert(header::AUTHORIZATION, format!("Bearer {token}").parse().expect("a header"));
        }
    }
    request
}

async fn answer_bytes(app: Router, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let (parts, body) = app.oneshot(request).await.expect("the router always answers").into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a whole body");
    (parts.status, parts.headers, bytes.to_vec())
}

async fn answer(app: Router, request: Request<Body>) -> Told {
    let (status, headers, bytes) = answer_bytes(app, request).await;
    Told { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}
