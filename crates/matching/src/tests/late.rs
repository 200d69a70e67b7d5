//! An answer is as old as its question: what was decided since stays.

use super::*;
use crate::{AnsweredAs, AnsweredRow, LateAnswer, ServiceDay, decide_answered, mark_asked};
use jiff::{SignedDuration, Timestamp};

/// Trần Văn Sơn: an old number alone.
const LINE: i64 = 3;

/// The same officer so many hours later.
fn later(acting: &Acting, hours: i64) -> Acting {
    let mut later = acting.clone();
    later.now += SignedDuration::from_hours(hours);
    later
}

fn row(office: &Office<'_>) -> RowRef {
    RowRef { file: office.file, line: LINE }
}

/// Sends the row for review at the beginning, and takes the answer in two days later.
fn ask(office: &Office<'_>) -> Timestamp {
    office.db.write(|tx| mark_asked(tx, &office.labour, &[row(office)])).expect("asked");
    assert_eq!(office.state(LINE), (Outcome::Pending, Rule::Asked, 1));
    office.labour.now
}

fn answer(office: &Office<'_>, asked_at: Timestamp, is_changed: bool) -> AnsweredAs {
    let number = register_of("2024-01-27", &[("svc", "Trần Văn Sơn", "1950-05-05", "051050000777", "212345678", true)]);
    let rows = [AnsweredRow { row: row(office), register: number, asked_at, is_changed }];
    let (labour, places) = (later(&office.labour, 48), office.desk.places());
    let service = ServiceDay { name: "CSDLQG", day: labour.today() };
    let became = office.db.write(|tx| decide_answered(tx, &labour, &places, service, &rows)).expect("taken");
    assert_eq!(became.len(), 1);
    became[0].1
}

fn kept(office: &Office<'_>) -> Vec<LateAnswer> {
    let found = office.db.read(|tx| find_review(tx, &office.police.scope, row(office)));
    found.expect("read").expect("in the area").late
}

#[test]
fn an_answer_decides_where_nothing_was_decided_since() {
    on_both(|db| {
        let office = Office::over(db);
        let asked_at = ask(&office);
        assert_eq!(answer(&office, asked_at, false), AnsweredAs::Decided(Outcome::Pending));
        assert_eq!(office.state(LINE).2, 2);
        assert_eq!(kept(&office), []);
    });
}

#[test]
fn a_late_answer_is_evidence_beside_a_newer_match() {
    on_both(|db| {
        let office = Office::over(db);
        let asked_at = ask(&office);
        let (labour, places, register) = (later(&office.labour, 24), office.desk.places(), register("2024-01-01"));
        db.write(|tx| match_file(tx, &labour, &places, &register, office.file)).expect("matched");
        let before = office.state(LINE);
        assert_eq!((before.1, before.2), (Rule::WithoutNumber, 2));
        assert_eq!(answer(&office, asked_at, false), AnsweredAs::Kept);
        assert_eq!(office.state(LINE), before);
        let kept = kept(&office);
        assert_eq!(kept.len(), 1);
        let person = kept[0].person.as_ref().expect("somebody is named");
        assert_eq!((kept[0].service.as_str(), kept[0].asked_at, kept[0].is_changed), ("CSDLQG", asked_at, false));
        assert_eq!((person.full_name.as_str(), person.dead), ("Trần Văn Sơn", true));
        assert_eq!(person.citizen_id.as_deref(), Some("********0777"), "covered");
        let candidates = db.read(|tx| find_review(tx, &office.police.scope, row(&office))).expect("read");
        assert_eq!(candidates.expect("there").candidates[0].pid, "son", "those of the register stay");
    });
}

#[test]
fn a_late_answer_is_evidence_beside_an_officers_decision_and_a_corrected_row() {
    on_both(|db| {
        let office = Office::over(db);
        let asked_at = ask(&office);
        assert_eq!(answer(&office, asked_at, true), AnsweredAs::Changed);
        assert_eq!(office.state(LINE), (Outcome::Pending, Rule::Asked, 1), "what was asked about is no more");
        assert!(kept(&office)[0].is_changed);
        office.decide(LINE, 1, &Decision::Reject).expect("decided");
        let again = asked_at - SignedDuration::from_hours(1);
        assert_eq!(answer(&office, again, false), AnsweredAs::Kept);
        assert_eq!(office.state(LINE).1, Rule::Rejected);
        assert_eq!(kept(&office).len(), 2);
    });
}
