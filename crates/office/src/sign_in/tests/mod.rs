//! Stories of signing in.

mod passwords;
mod second_factors;
mod sessions;

use super::*;
use crate::{
    Desk, Origin, Refusal, Role,
    desk::testing::{HandClock, desk_over, first_administrator, machine, origin, person, resume, try_password},
    staff::{self, NewAssignment},
};
use db::{params, testing::on_both};
use jiff::SignedDuration;
use kernel::StaffId;
use std::sync::Arc;
use totp_rs::{Builder, Secret};

const PASSWORD: &str = "con mèo trèo cây cau";

/// Tells a story at a desk over each database.
fn each(story: impl Fn(&Desk, &HandClock)) {
    on_both(|db| {
        let (desk, clock) = desk_over(db);
        story(&desk, &Arc::clone(&clock));
    });
}

/// A person who has changed the start password and is in.
fn settled(desk: &Desk, login: &str) -> SignedIn {
    let (_, start) = person(desk, login, "Trần Thị An");
    let entered = try_password(desk, login, start.reveal()).expect("the start password opens");
    let signed_in = resume(desk, &entered).expect("a session");
    let entered = change_password(desk, &signed_in, start.reveal(), PASSWORD).expect("a good password");
    resume(desk, &entered).expect("a session")
}

/// Makes a person an approver, so that a second factor is needed.
fn appoint(desk: &Desk, staff: StaffId) {
    let machine = machine(desk);
    let new = NewAssignment { staff, role: Role::Administrator, office: None, from: machine.today(), until: None };
    desk.db().write(|tx| staff::assign(tx, &machine, &new)).expect("an assignment");
}

/// What an authenticator app shows now.
fn code_of(enrolment: &Enrolment, desk: &Desk) -> String {
    code_after(enrolment, desk, SignedDuration::ZERO)
}

fn code_after(enrolment: &Enrolment, desk: &Desk, time: SignedDuration) -> String {
    let secret = Secret::try_from_base32(&enrolment.secret).expect("base32");
    let app = Builder::new().with_secret(secret).build().expect("an app");
    app.generate(u64::try_from((desk.now() + time).as_second()).expect("after 1970")).to_string()
}

/// Enrols an authenticator app.
fn enrol(desk: &Desk, signed_in: &SignedIn) -> (Enrolment, Entered, Vec<String>) {
    let enrolment = begin_second_factor(desk, signed_in).expect("an enrolment");
    let code = code_of(&enrolment, desk);
    let (entered, codes) = confirm_second_factor(desk, signed_in, &code).expect("the code is right");
    (enrolment, entered, codes)
}

/// The verbs of the trail, in alphabetical order: all is done in one instant.
fn trail(desk: &Desk) -> Vec<String> {
    let rows = desk.db().read(|tx| tx.rows("SELECT verb FROM audit_record ORDER BY verb", params![]));
    rows.expect("the trail").iter().map(|row| row.get(0).expect("a verb")).collect()
}

/// Everything the database holds, as text: to look for what must not be there.
fn whole_trail(desk: &Desk) -> String {
    let sql = "SELECT subject, COALESCE(why, ''), COALESCE(was, ''), COALESCE(became, '') FROM audit_record";
    let rows = desk.db().read(|tx| tx.rows(sql, params![])).expect("the trail");
    let text = |row: &db::Row| (0..4).map(|column| row.get::<String>(column).expect("a text")).collect::<String>();
    rows.iter().map(text).collect()
}
