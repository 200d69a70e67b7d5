//! The same row in two files: an officer decides once.

use super::*;
use crate::{Obstacle, Review, Waits, count_waiting};
use kernel::Chance;

/// The second file; it came a day later.
fn second(office: &Office<'_>, sender: &str) -> SourceFileId {
    let file = SourceFileId::make(office.labour.now + jiff::SignedDuration::from_hours(24), &mut Chance::seeded(7));
    office.receive(file, sender);
    file
}

fn matched(office: &Office<'_>, file: SourceFileId, register: &Register) -> MatchedFile {
    let places = office.desk.places();
    office.db.write(|tx| match_file(tx, &office.labour, &places, register, file)).expect("matched")
}

fn review(office: &Office<'_>, file: SourceFileId, line: i64) -> Review {
    let row = RowRef { file, line };
    office.db.read(|tx| find_review(tx, &office.police.scope, row)).expect("read").expect("in the area")
}

fn waiting(office: &Office<'_>) -> Vec<RowRef> {
    let filter = RowFilter { waits: Some(Waits::Decision), ..RowFilter::default() };
    let rows = office.db.read(|tx| list_rows(tx, &office.police.scope, filter)).expect("rows");
    let counted = office.db.read(|tx| count_waiting(tx, &office.police.scope)).expect("a count");
    assert_eq!(i64::try_from(rows.len()).expect("few"), counted, "the count is of the list");
    rows.into_iter().map(|row| row.row).collect()
}

/// The first file is matched, and decided on in all three ways; its second row and its last are left.
fn decided(office: &Office<'_>) {
    office.matched(&register("2024-01-01"));
    office.decide(3, 1, &Decision::Confirm("son".to_owned())).expect("confirmed");
    office.decide(4, 1, &Decision::Reject).expect("rejected");
    office.decide(5, 1, &Decision::AskCommune).expect("asked");
}

#[test]
fn a_decision_goes_over_to_the_same_row_of_the_senders_next_file() {
    on_both(|db| {
        let office = Office::over(db);
        decided(&office);
        let file = second(&office, BINH_TRI);
        let came = matched(&office, file, &register("2024-02-01"));
        assert_eq!((came.rows, came.carried), (6, 3));
        assert_eq!((came.verified, came.mismatch, came.pending, came.not_found), (2, 2, 1, 1));

        let son = review(&office, file, 3);
        let holds = son.reviewed.decided.expect("decided");
        assert_eq!((holds.outcome, holds.rule, holds.decision_no), (Outcome::Verified, Rule::Confirmed, 2));
        assert_eq!((holds.pid.as_deref(), holds.why.as_deref()), (Some("son"), Some("giấy khai sinh")));
        let origin = holds.origin.expect("from the first file");
        assert_eq!((origin.row, origin.by), (RowRef { file: office.file, line: 3 }, office.police.staff));
        assert_eq!(origin.obstacle, None);
        assert_eq!(son.history[0].rule, Rule::WithoutNumber, "what the rules say stands before it");
        assert_eq!(review(&office, file, 4).reviewed.decided.map(|held| held.rule), Some(Rule::Rejected));
        assert_eq!(review(&office, file, 5).reviewed.decided.map(|held| held.rule), Some(Rule::CommuneAsked));

        let trail = db.read(|tx| tx.rows("SELECT verb FROM audit_record WHERE verb = 'matching.carry'", params![]));
        assert_eq!(trail.expect("the trail").len(), 3);
        assert_eq!(matched(&office, file, &register("2024-02-01")).kept, 6, "asking again changes nothing");
        let third =
            SourceFileId::make(office.labour.now + jiff::SignedDuration::from_hours(48), &mut Chance::seeded(8));
        office.receive(third, BINH_TRI);
        assert_eq!(matched(&office, third, &register("2024-03-01")).carried, 3);
        let origin = review(&office, third, 3).reviewed.decided.and_then(|held| held.origin).expect("carried on");
        assert_eq!(origin.row.file, office.file, "whoever decided first is named");
    });
}

#[test]
fn what_is_carried_over_can_be_taken_back_and_does_not_come_again() {
    on_both(|db| {
        let office = Office::over(db);
        decided(&office);
        let file = second(&office, BINH_TRI);
        matched(&office, file, &register("2024-02-01"));
        let row = RowRef { file, line: 3 };
        let undone = db.write(|tx| undo(tx, &office.police, row, 2, Some("nhầm người"))).expect("undone");
        assert_eq!((undone.outcome, undone.rule, undone.origin), (Outcome::Pending, Rule::WithoutNumber, None));
        let again = matched(&office, file, &register("2024-03-01"));
        assert_eq!(
            (again.kept, again.carried),
            (2, 0),
            "asked about the commune and rejected stay, nothing comes back"
        );
        assert_eq!(review(&office, file, 3).reviewed.decided.map(|held| held.rule), Some(Rule::WithoutNumber));
        let third =
            SourceFileId::make(office.labour.now + jiff::SignedDuration::from_hours(48), &mut Chance::seeded(8));
        office.receive(third, BINH_TRI);
        assert_eq!(matched(&office, third, &register("2024-03-01")).carried, 2, "nor from the file before");
    });
}

#[test]
fn a_decision_the_newer_register_speaks_against_waits_and_says_why() {
    on_both(|db| {
        let office = Office::over(db);
        decided(&office);
        let file = second(&office, BINH_TRI);
        let with_son = |son: InRegister| [PEOPLE[0], son, PEOPLE[2], PEOPLE[3]];
        let (pid, name, birth, number, old, _) = PEOPLE[1];
        let cases = [
            ("2024-02-01", with_son((pid, name, birth, number, old, true)), Obstacle::Dead),
            ("2024-02-02", with_son((pid, name, "1950-05-06", number, old, false)), Obstacle::Changed),
            ("2024-02-03", with_son(("other", name, birth, number, old, false)), Obstacle::Gone),
        ];
        for (taken_on, people, obstacle) in cases {
            matched(&office, file, &register_of(taken_on, &people));
            let holds = review(&office, file, 3).reviewed.decided.expect("decided");
            assert!(!holds.is_by_hand(), "{obstacle:?}");
            assert_eq!(holds.origin.and_then(|origin| origin.obstacle), Some(obstacle));
            assert!(waiting(&office).contains(&RowRef { file, line: 3 }), "{obstacle:?}");
        }
        let twin = ("twin", "Trần Văn Sơn", "1950-05-05", "051050000778", "212345678", false);
        let rivals = [&PEOPLE[..], &[twin]].concat();
        matched(&office, file, &register_of("2024-02-04", &rivals));
        let origin = review(&office, file, 3).reviewed.decided.and_then(|held| held.origin).expect("told");
        assert_eq!(origin.obstacle, Some(Obstacle::Others));
        assert_eq!(matched(&office, file, &register("2024-02-05")).carried, 1, "and it goes over once nothing does");
    });
}

#[test]
fn a_row_that_says_something_else_or_that_another_unit_sent_is_decided_anew() {
    on_both(|db| {
        let office = Office::over(db);
        decided(&office);
        let file = second(&office, BINH_TRI);
        let changed = |tx: &mut Tx<'_>| {
            tx.execute("UPDATE sources_row SET digest = $2 WHERE file_id = $1", params![file, vec![3_u8]])
        };
        db.write(changed).expect("other words");
        let came = matched(&office, file, &register("2024-01-01"));
        assert_eq!((came.carried, came.pending), (0, 2));
        assert_eq!(waiting(&office).len(), 2 + 5, "both files wait by themselves");

        let elsewhere =
            SourceFileId::make(office.labour.now + jiff::SignedDuration::from_hours(48), &mut Chance::seeded(8));
        office.receive(elsewhere, BINH_SON);
        assert_eq!(matched(&office, elsewhere, &register("2024-01-01")).carried, 0);
    });
}

#[test]
fn what_stands_in_two_files_waits_once_and_is_decided_in_the_newer() {
    on_both(|db| {
        let office = Office::over(db);
        office.matched(&register("2024-01-01"));
        assert_eq!(waiting(&office).len(), 5);
        let file = second(&office, BINH_TRI);
        assert_eq!(waiting(&office).len(), 5, "what was not matched takes nothing over");
        matched(&office, file, &register("2024-01-01"));
        let rows = waiting(&office);
        assert_eq!(rows.len(), 5);
        assert!(rows.iter().all(|row| row.file == file));
        let newer = RowRef { file, line: 3 };
        assert_eq!(review(&office, office.file, 3).superseded_by, Some(newer));
        let refused = office.decide(3, 1, &Decision::Reject);
        assert!(matches!(refused, Err(Refusal::Superseded { by }) if by == newer), "{refused:?}");

        // The older file is asked about a newer register: it still waits nowhere.
        office.matched(&register("2024-02-01"));
        assert_eq!(waiting(&office).len(), 5);
        // The newer file is read by other columns: what was in it alone waits in the older one again.
        db.write(|tx| tx.execute("DELETE FROM sources_row WHERE file_id = $1 AND line = 3", params![file]))
            .expect("gone");
        assert!(waiting(&office).contains(&RowRef { file: office.file, line: 3 }));
        assert_eq!(office.decide(3, 2, &Decision::Reject).expect("decided"), Outcome::NotFound);
    });
}

#[test]
fn who_decides_while_the_next_file_is_matched_waits_and_is_told_which_row_to_decide_on() {
    on_both(|db| {
        let office = Office::over(db);
        office.matched(&register("2024-01-01"));
        let file = second(&office, BINH_TRI);
        let (places, newer) = (office.desk.places(), register("2024-02-01"));
        std::thread::scope(|threads| {
            let officer = std::cell::RefCell::new(None);
            let (said, hears) = std::sync::mpsc::channel();
            let meanwhile = |_| {
                if officer.borrow().is_some() {
                    return;
                }
                let (office, said) = (&office, said.clone());
                *officer.borrow_mut() = Some(threads.spawn(move || {
                    let answer = office.decide(3, 1, &Decision::Confirm("son".to_owned()));
                    said.send(()).expect("somebody hears");
                    answer
                }));
                // Were the decision made now, the file that is being matched would not know of it.
                let early = hears.recv_timeout(std::time::Duration::from_millis(400));
                assert!(early.is_err(), "the decision was made while the next file was matched");
            };
            let matched =
                db.write_alone(|tx| match_file_by(tx, &office.labour, &places, (&newer, &MODEL), file, &meanwhile));
            matched.expect("matched");
            let answer = officer.into_inner().expect("somebody decides").join().expect("a thread");
            let by = RowRef { file, line: 3 };
            assert!(matches!(answer, Err(Refusal::Superseded { by: told }) if told == by), "{answer:?}");
        });
        assert_eq!(waiting(&office).iter().filter(|row| row.file == office.file).count(), 0);
    });
}
