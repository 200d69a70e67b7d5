//! A desk for stories: over a test's database, with a clock that is moved by hand and passwords that are cheap.

use super::{Desk, keys::Keys};
use crate::{
    Acting, Origin, Refusal, Role,
    offices::{self, NewOffice},
    places::Places,
    reference,
    sign_in::{self, Attempt, Entered, Hashing, NewPassword, SignedIn, StartPassword},
    staff::{self, Login, NewAssignment, NewStaff, Staff},
};
use db::Db;
use jiff::{SignedDuration, Timestamp};
use kernel::{Chance, Clock};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};
use totp_rs::{Builder, Secret};

/// The morning of 25 January 2024, ten o'clock in Viet Nam: the day of the letter this program began with.
pub const MORNING: &str = "2024-01-25T03:00:00Z";

/// A clock that stands still until it is moved.
pub struct HandClock(Mutex<Timestamp>);

impl HandClock {
    /// A clock that tells this instant.
    pub fn at(instant: &str) -> Arc<HandClock> {
        Arc::new(HandClock(Mutex::new(instant.parse().expect("an instant"))))
    }

    /// Time passes.
    pub fn pass(&self, time: SignedDuration) {
        *self.0.lock().expect("nobody panics while moving the clock") += time;
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("nobody panics while moving the clock")
    }
}

/// A desk over a migrated database, and its clock.
pub fn desk_over(db: &Db) -> (Desk, Arc<HandClock>) {
    let clock = HandClock::at(MORNING);
    let mut chance = Chance::seeded(24);
    let keys = Keys::drawn(&mut chance);
    let told: Arc<dyn Clock> = Arc::<HandClock>::clone(&clock);
    db.write(reference::seed).expect("the reference data fits");
    // The trees of the program, without the seconds it takes to bring them into a fresh database.
    let places = Places::built_in().clone();
    (Desk::over(db.clone(), places, PathBuf::new(), &keys, told, chance, Hashing::CHEAP), clock)
}

/// Where a story's requests come from.
pub fn origin() -> Origin {
    Origin { address: "10.0.0.7".to_owned(), request: "r-1".to_owned() }
}

/// What a new member of staff with this login name needs.
pub fn new_staff(login: &str, full_name: &str) -> NewStaff {
    let login = Login::parse(login).expect("a login name");
    NewStaff { login, full_name: full_name.to_owned(), phone: None, email: None }
}

/// The first administrator, `quan.tri`, with this password.
pub fn first_administrator(desk: &Desk, password: &str) -> Result<Staff, Refusal> {
    let new = new_staff("quan.tri", "Phạm Thị Quản Trị");
    let chosen = NewPassword::choose(desk, password, &new.login, &new.full_name)?;
    let visitor = desk.visitor(origin());
    let proof = staff::prove_set_up(desk, &visitor, staff::SetUpCode::of(desk).reveal())?;
    desk.db().write(|tx| staff::create_first_administrator(tx, &visitor, &new, &chosen, &proof))
}

/// A person made by the machine, with a start password.
pub fn person(desk: &Desk, login: &str, full_name: &str) -> (Staff, StartPassword) {
    let start = StartPassword::make(desk);
    let machine = machine(desk);
    let new = new_staff(login, full_name);
    let made = desk.db().write(|tx| staff::create_staff(tx, &machine, &new, &start));
    (made.expect("a person"), start)
}

/// Whoever holds the machine.
pub fn machine(desk: &Desk) -> Acting {
    desk.machine(Origin { address: "command line".to_owned(), request: "r-0".to_owned() })
}

/// Tries to sign in.
pub fn try_password(desk: &Desk, login: &str, password: &str) -> Result<Entered, Refusal> {
    sign_in::sign_in(desk, &Attempt { login, password, origin: origin(), agent: "a browser" })
}

/// Whoever holds the token of this entry.
pub fn resume(desk: &Desk, entered: &Entered) -> Result<SignedIn, Refusal> {
    desk.signed_in(entered.token.reveal(), &origin())
}

/// What an authenticator app with this secret, as the enrolment page shows it, displays at `at`.
pub fn app_code(secret: &str, at: Timestamp) -> String {
    let secret = Secret::try_from_base32(secret).expect("base32");
    let app = Builder::new().with_secret(secret).build().expect("an app");
    app.generate(u64::try_from(at.as_second()).expect("after 1970")).to_string()
}

/// Somebody who works as `role` at the unit with this code of January 2024: the office and the person are made when
/// they are not there. Asked twice it is the same person; `number` tells colleagues apart.
pub fn officer(desk: &Desk, role: Role, unit: &str, number: u8) -> Acting {
    let login = Login::parse(&format!("{}.{unit}.{number}", role.key().replace('_', "."))).expect("a login name");
    let from = kernel::today_in_vietnam(desk.now());
    if let Ok(acting) = desk.on_behalf_of(&login, role, origin()) {
        return acting;
    }
    let machine = machine(desk);
    let start = StartPassword::make(desk);
    let places = desk.places();
    let level = places.find(unit, from).expect("a unit of that day").level;
    desk.db()
        .write(|tx| {
            let profiles = reference::profiles(tx)?;
            let mut agencies = profiles.on(from).expect("a profile of that day").agencies_at(level);
            let agency = agencies.find(|agency| agency.has_role(role)).expect("an agency with the role");
            let new = NewOffice { agency: agency.key.clone(), unit: unit.to_owned(), name: None, from };
            let office = offices::create_office(tx, &machine, &places, &new)?.office().id;
            let new = NewStaff { login: login.clone(), ..new_staff("somebody", &format!("Cán bộ {unit} {number}")) };
            let staff = staff::create_staff(tx, &machine, &new, &start)?.id;
            let new = NewAssignment { staff, role, office: Some(office), from, until: None };
            staff::assign(tx, &machine, &new).map(drop)
        })
        .expect("an officer");
    desk.on_behalf_of(&login, role, origin()).expect("the officer just made")
}
