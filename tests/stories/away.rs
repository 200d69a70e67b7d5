//! The database is away while the program runs: it says so, and goes on by itself when the database is back.

use crate::{
    line::Line,
    program::{Answer, Home, Program},
};
use db::{Backend, DbError, Place, Tx, params};
use jiff::civil::{Date, date};
use office::{
    Origin, Refusal, Role,
    offices::{NewOffice, create_office},
    sign_in::{Attempt, StartPassword, change_password, sign_in},
    staff::{Login, NewAssignment, NewStaff, assign, create_staff},
};
use serde_json::{Value, json};
use std::{fs, path::Path, process::Command};

/// A labour officer of Bình Sơn, signed in: what they read and write goes through the database.
struct Officer {
    cookie: String,
    form_token: String,
    place: i64,
}

/// Puts the officer into the database, before the program is started over it.
fn cookie_in(home: &Home) -> (String, i64) {
    let desk = home.desk();
    let origin = Origin { address: "story".to_owned(), request: "away".to_owned() };
    let (machine, places, start) = (desk.machine(origin.clone()), desk.places(), StartPassword::make(&desk));
    let login = Login::parse("can.bo").expect("a login");
    let person = NewStaff { login, full_name: "Trần Thị An".to_owned(), phone: None, email: None };
    let agency = NewOffice { agency: "district_labour".to_owned(), unit: "524".to_owned(), name: None, from: FIRST };
    let made = desk.db().write(|tx| {
        let office = create_office(tx, &machine, &places, &agency)?.office().id;
        let staff = create_staff(tx, &machine, &person, &start)?.id;
        let role = Role::LabourOfficer;
        assign(tx, &machine, &NewAssignment { staff, role, office: Some(office), from: FIRST, until: None })?;
        Ok::<_, Refusal>(())
    });
    made.expect("an officer");
    let attempt = Attempt { login: "can.bo", password: start.reveal(), origin: origin.clone(), agent: "a story" };
    let entered = sign_in(&desk, &attempt).expect("the start password opens");
    let signed_in = desk.signed_in(entered.token.reveal(), &origin).expect("a session");
    let entered = change_password(&desk, &signed_in, start.reveal(), "con mèo trèo cây cau").expect("a password");
    let place = places.find("524", machine.today()).or_else(|| places.find("524", FIRST)).expect("a unit").place;
    (format!("ansinh-session={}", entered.token.reveal()), place)
}

impl Officer {
    fn at(program: &Program, (cookie, place): (String, i64)) -> Officer {
        let me = program.get_with("/api/v1/me", &[("cookie", &cookie)]);
        let me: Value = serde_json::from_str(&me.body).expect("JSON");
        let form_token = me["form_token"].as_str().unwrap_or_else(|| panic!("{me}")).to_owned();
        Officer { cookie, form_token, place }
    }

    fn reads(&self, program: &Program) -> Answer {
        program.get_with("/api/v1/letters", &[("cookie", &self.cookie)])
    }

    /// Enters a letter about something, under a key of that number.
    fn writes(&self, program: &Program, number: usize, about: &str) -> Answer {
        let letter = json!({
            "number": format!("{number}/UBND"), "kind": "official_letter", "issued_on": "2024-01-25",
            "issuer": "UBND huyện Bình Sơn", "about": about, "place": self.place
        });
        let key = number.to_string();
        let headers = [("cookie", &*self.cookie), ("x-form-token", &*self.form_token), ("idempotency-key", &*key)];
        program.post("/api/v1/letters", &headers, &letter.to_string())
    }
}

const FIRST: Date = date(2024, 1, 1);

/// What a caller of the API is told.
fn expect_problem(answer: &Answer, code: &str) {
    assert_eq!((answer.status, answer.kind.as_str()), (503, "application/problem+json"), "{}", answer.body);
    let problem: Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!((&problem["code"], &problem["status"]), (&code.into(), &503.into()));
    assert!(answer.retry_after.is_some(), "a caller is told when to ask again");
}

/// What a person is shown.
fn expect_page(answer: &Answer, sentence: &str) {
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert!(answer.kind.starts_with("text/html") && answer.body.contains(sentence), "{}", answer.body);
}

#[test]
fn while_the_server_is_away_the_program_says_so_and_then_goes_on_by_itself() {
    Home::on(Backend::Postgres, |home| {
        let line = Line::to(home.place());
        let mut program = Program::serve(&home.reached_at(line.place(home.place())));
        let officer = Officer::at(&program, cookie_in(home));
        for turn in 0..2 {
            line.cut();
            assert_eq!(program.get("/healthz").status, 200, "the program itself lives");
            let ready = program.get("/readyz");
            assert_eq!((ready.status, ready.body.starts_with("not ready")), (503, true), "{}", ready.body);
            expect_page(&program.get_with("/letters", &[("cookie", &officer.cookie)]), "Cơ sở dữ liệu chưa trả lời");
            expect_problem(&officer.reads(&program), "web.away");
            expect_problem(&officer.writes(&program, turn, "Về việc chi trả"), "web.away");
            line.mend();
            program.wait_until_ready();
            assert_eq!(officer.reads(&program).status, 200, "without another start");
            let written = officer.writes(&program, turn, "Về việc chi trả");
            assert_eq!(written.status, 201, "the same call under the same key: {}", written.body);
        }
        assert!(program.stop().success());
    });
}

#[test]
fn while_another_process_holds_the_file_writes_are_refused_and_reading_goes_on() {
    Home::on(Backend::Sqlite, |home| {
        let cookie = cookie_in(home);
        let program = Program::serve(home);
        let officer = Officer::at(&program, cookie);
        let held = home.open().write(|tx: &mut Tx<'_>| {
            // From this change on the test's process holds the file, for longer than the program waits.
            tx.execute("DELETE FROM audit_unsealed WHERE at = 'never'", params![])?;
            expect_problem(&officer.writes(&program, 1, "Về việc chi trả"), "web.away");
            assert_eq!(officer.reads(&program).status, 200, "reading needs no pen");
            assert_eq!(program.get("/readyz").status, 200);
            Ok::<_, DbError>(())
        });
        held.expect("the file is let go");
        assert_eq!(officer.writes(&program, 1, "Về việc chi trả").status, 201, "without another start");
        assert!(program.stop().success());
    });
}

/// A small file system of the test's own, gone with it.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn of_bytes(bytes: u64) -> SmallDisk {
        let folder = tempfile::tempdir().expect("a folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "tmpfs"])
            .arg(folder.path())
            .status()
            .expect("mount runs");
        assert!(mounted.success(), "this story mounts a small disk: run it as root");
        SmallDisk(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// Room for the units and some work.
const DISK_BYTES: u64 = 64 * 1024 * 1024;

#[test]
fn on_a_full_disk_writes_are_refused_until_there_is_room_again() {
    let disk = SmallDisk::of_bytes(DISK_BYTES);
    let home = Home::at(&Place::File(disk.path().join("ansinh.sqlite")));
    let cookie = cookie_in(&home);
    let program = Program::serve(&home);
    let officer = Officer::at(&program, cookie);
    let filler = disk.path().join("filler");
    fill(&filler);
    // What the write-ahead log holds already is used up first.
    let about = "việc ".repeat(190) + "chi trả";
    let refused = (0..LETTERS_MAX).find(|number| officer.writes(&program, *number, &about).status != 201);
    let number = refused.expect("the disk is full at last");
    expect_problem(&officer.writes(&program, number, &about), "web.disk_full");
    assert_eq!(officer.reads(&program).status, 200, "reading needs no room");
    assert_eq!(program.get("/healthz").status, 200);
    fs::remove_file(&filler).expect("the filler goes");
    assert_eq!(officer.writes(&program, number, &about).status, 201, "without another start");
    assert!(program.stop().success());
}

/// More letters than a write-ahead log has room for.
const LETTERS_MAX: usize = 5_000;

/// Writes until nothing more fits.
fn fill(path: &Path) {
    let mut file = fs::File::create(path).expect("a file");
    for size in [1 << 20, 1 << 12, 1] {
        let block = vec![0; size];
        while std::io::Write::write_all(&mut file, &block).is_ok() {}
    }
}
