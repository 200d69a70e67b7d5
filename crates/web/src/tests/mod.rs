//! Stories told to the router, on both databases, without a socket.

mod accounts;
mod browser;
mod cash;
mod corrections;
mod cycles;
mod doors;
pub(crate) mod intake;
mod letters;
mod lists;
mod movements;
mod odd_bytes;
mod pages;
mod passed_over;
mod person_parts;
mod places;
mod population;
mod reconciliation;
mod records;
mod reference;
mod reports;
mod single_sign_on;
mod stories;
mod tokens;
mod trail;
mod visit_forms;
mod visits;
mod worklists;

use crate::{Limits, Settings, Web};
use browser::{Browser, Page};
use db::Db;
use kernel::{Chance, Clock};
use office::{
    Acting, Desk, Role,
    sign_in::StartPassword,
    staff::{NewAssignment, SetUpCode, Staff, assign, find_staff, reset_password},
    testing::{self, HandClock},
};
use std::sync::Arc;
use survey::testing::Village;
use tokio::runtime::{Builder, Runtime};

/// The administrator's password in every story.
const PASSWORD: &str = "con cò bay lả bay la";

/// One office with its program: what a story begins with.
#[derive(Clone)]
struct House {
    desk: Arc<Desk>,
    clock: Arc<HandClock>,
    runtime: Arc<Runtime>,
    settings: Settings,
}

impl House {
    /// Tells the story in an empty house, on SQLite and on PostgreSQL.
    fn on_both(story: impl Fn(&House)) {
        db::testing::on_both(|db| story(&House::over(db)));
    }

    /// Tells it on SQLite alone: for what does not depend on the database.
    fn on_one(story: impl Fn(&House)) {
        db::testing::on_sqlite(|db| story(&House::over(db)));
    }

    /// Tells a story of xã Bình Trị and its officers, on both.
    fn in_village(story: impl Fn(&House, &Village)) {
        db::testing::on_both(|db| {
            let village = Village::over(db);
            let house = House::with(Arc::clone(&village.desk), Arc::clone(&village.clock));
            story(&house, &village);
        });
    }

    fn over(db: &Db) -> House {
        let (desk, clock) = testing::desk_over(db);
        House::with(Arc::new(desk), clock)
    }

    fn with(desk: Arc<Desk>, clock: Arc<HandClock>) -> House {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        // Stories are quicker than people.
        let limits = Limits { secrets_a_minute: 1_000, requests_at_once: 5_000, ..Limits::default() };
        let settings = Settings { test_pages: true, limits, ..Settings::default() };
        House { desk, clock, runtime: Arc::new(runtime), settings }
    }

    /// A browser nobody has signed in with.
    fn browser(&self) -> Browser {
        let clock: Arc<dyn Clock> = Arc::<HandClock>::clone(&self.clock);
        let web = Web::new(Arc::clone(&self.desk), self.settings.clone(), clock, Chance::seeded(7));
        Browser::over(web.router(), Arc::clone(&self.runtime))
    }

    /// The first administrator, signed in with both factors.
    fn administrator(&self) -> Browser {
        let mut browser = self.browser();
        self.first_run(&mut browser, "Phạm Thị Quản Trị");
        self.enrol(&mut browser);
        browser
    }

    /// Opens the link the server prints, and makes the first administrator `quan.tri`.
    fn first_run(&self, browser: &mut Browser, full_name: &str) -> Page {
        let page = browser.get(&format!("/first-run?code={}", self.set_up_code()));
        let code = page.between("name=\"code\" type=\"text\" value=\"", "\"").to_owned();
        let own =
            [("login", "quan.tri"), ("full_name", full_name), ("password", PASSWORD), ("password_again", PASSWORD)];
        browser.send("/first-run", &[&own[..], &[("code", &code)]].concat())
    }

    /// What the server prints when it starts on an empty database.
    fn set_up_code(&self) -> String {
        SetUpCode::of(&self.desk).reveal().to_owned()
    }

    /// A second administrator, signed in with both factors.
    fn second_administrator(&self) -> Browser {
        let (_, mut browser) = self.person("hai", "Hoàng Thị Hai", &[Role::Administrator]);
        self.enrol(&mut browser);
        browser
    }

    /// Sets up the second factor on the page it is asked for; answers the app's secret.
    fn enrol(&self, browser: &mut Browser) -> String {
        let page = browser.send("/account/second-factor", &[]);
        let secret = page.between("<code class=\"secret\">", "</code>").replace(' ', "");
        let code = self.code(&secret);
        let page = browser.send("/account/second-factor/confirm", &[("code", &code)]);
        assert_eq!(page.status, 200, "{}", page.html);
        secret
    }

    /// What the authenticator app shows now.
    fn code(&self, secret: &str) -> String {
        testing::app_code(secret, self.clock.now())
    }

    /// A person with these roles, signed in with an own password.
    fn person(&self, login: &str, full_name: &str, roles: &[Role]) -> (Staff, Browser) {
        let (staff, start) = testing::person(&self.desk, login, full_name);
        let machine = testing::machine(&self.desk);
        for role in roles {
            let new = NewAssignment { staff: staff.id, role: *role, office: None, from: machine.today(), until: None };
            self.desk.db().write(|tx| assign(tx, &machine, &new)).expect("a role");
        }
        let browser = self.enter(login, &start);
        (staff, browser)
    }

    /// An officer a story knows already, signed in with all the factors the role needs.
    fn officer(&self, acting: &Acting) -> Browser {
        let (machine, start) = (testing::machine(&self.desk), StartPassword::make(&self.desk));
        let known = self.desk.db().write(|tx| {
            reset_password(tx, &machine, acting.staff, &start)?;
            find_staff(tx, &machine.ground_scope(), acting.staff, machine.now)
        });
        let staff = known.expect("the database answers").expect("a member of staff").staff;
        let mut browser = self.enter(staff.login.as_str(), &start);
        if acting.role.needs_second_factor() {
            self.enrol(&mut browser);
        }
        browser
    }

    /// Signs in with a start password, and chooses an own one.
    fn enter(&self, login: &str, start: &StartPassword) -> Browser {
        let mut browser = self.browser();
        browser.get("/sign-in");
        browser.send("/sign-in", &[("login", login), ("password", start.reveal())]);
        let own = "một câu thật dài và dễ nhớ";
        browser.send("/account/password", &[("old", start.reveal()), ("password", own), ("password_again", own)]);
        browser
    }
}
