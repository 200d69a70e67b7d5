//! What officers record about persons.

use super::{Office, month};
use crate::{
    ChangedField, EventKind, HoldReason, NewChange, NewHold, PeopleFilter, Refusal, approve_change, count_people,
    find_people, list_change_requests, list_people, place_hold, record_death, release_hold, request_change,
};
use db::testing::on_both;
use matching::Outcome;
use office::{
    Acting, Role,
    testing::{self, desk_over},
};
use sources::SourceKind::Protection;

const ROWS: [&str; 3] = [
    "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,720000",
    "Nguyễn Thị Buồi,1980,,Bình Trị,BTXH.6.N,540000",
    "Lê Thị Ánh,05/06/1950,212345678,Bình Châu,BTXH.5a.60,540000",
];

#[test]
fn a_correction_is_approved_by_somebody_else_who_saw_the_record_as_it_is() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let anh = office.only("le thi anh");
        let change = |field, proposed: &str| NewChange {
            person: anh,
            field,
            proposed: proposed.to_owned(),
            proof: "Giấy khai sinh số 12".to_owned(),
        };
        for never in ["31/02/1950", "22/02/2050"] {
            let wrong = office.write(|tx| request_change(tx, &office.officer, &change(ChangedField::Birth, never)));
            assert!(matches!(wrong, Err(Refusal::Value { field: "birth" })), "{wrong:?}");
        }
        let taken = change(ChangedField::CitizenId, "051144001234");
        let taken = office.write(|tx| request_change(tx, &office.officer, &taken)).expect("a request");
        let name = change(ChangedField::FullName, "Lê Thị Ảnh");
        let name = office.write(|tx| request_change(tx, &office.officer, &name)).expect("a request");
        let own = office.write(|tx| approve_change(tx, &office.officer, anh, name, 1));
        assert!(matches!(own, Err(Refusal::OwnRequest)), "{own:?}");
        let second = testing::officer(&desk, Role::SocialOfficer, "21112", 1);
        let moved = office.write(|tx| approve_change(tx, &second, anh, name, 7));
        assert!(matches!(moved, Err(Refusal::VersionMoved { seen: 7, now: 1 })), "{moved:?}");
        office.write(|tx| approve_change(tx, &second, anh, name, 1)).expect("an approval");
        let refused = office.write(|tx| approve_change(tx, &second, anh, taken, 2));
        assert!(matches!(refused, Err(Refusal::NumberTaken)), "{refused:?}");
        let again = office.write(|tx| approve_change(tx, &second, anh, name, 2));
        assert!(matches!(again, Err(Refusal::Decided)), "{again:?}");

        let record = office.load(anh);
        assert_eq!((record.person.full_name.as_str(), record.person.version), ("Lê Thị Ảnh", 2));
        assert_eq!(office.only("lê thị ảnh"), anh);
        assert!(record.events.iter().any(|event| event.kind == EventKind::ChangeApproved));
        let open = db.read(|tx| list_change_requests(tx, &office.officer.scope, 10)).expect("requests");
        assert_eq!(open.len(), 1);
    });
}

#[test]
fn a_corrected_number_is_another_one_belongs_to_one_person_and_is_checked_anew() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &ROWS);
        office.decide(file, (2, 1), "verified", Some("p-1"), None);
        office.enrol(file);
        let (first, anh) = (office.only("051144001234"), office.only("le thi anh"));
        let ask = |person, number: &str| {
            let (field, proof) = (ChangedField::CitizenId, "Thẻ căn cước".to_owned());
            let new = NewChange { person, field, proposed: number.to_owned(), proof };
            office.write(|tx| request_change(tx, &office.officer, &new))
        };
        let second = testing::officer(&desk, Role::LabourOfficer, "524", 2);
        let approve = |person, request| {
            let seen = office.load(person).person.version;
            office.write(|tx| approve_change(tx, &second, person, request, seen))
        };
        assert!(matches!(ask(first, "051 144 001 234"), Err(Refusal::NoChange)), "it is the number");
        let (one, twin) = (ask(first, "051144001235").expect("one"), ask(first, "051144001235").expect("its twin"));
        approve(first, one).expect("an approval");
        assert!(matches!(approve(first, twin), Err(Refusal::NoChange)));
        let taken = ask(anh, "051144001235").expect("a request");
        assert!(matches!(approve(anh, taken), Err(Refusal::NumberTaken)), "the number still has its holder");
        assert_eq!(office.load(first).person.state, Outcome::NotSent, "nobody was asked about this number");
    });
}

#[test]
fn what_two_corrected_stands_beside_lists_that_still_say_what_was_wrong() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &ROWS);
        office.decide(file, (2, 1), "verified", Some("p-1"), None);
        office.enrol(file);
        let buoi = office.only("051144001234");
        let second = testing::officer(&desk, Role::LabourOfficer, "524", 2);
        for (field, proposed) in
            [(ChangedField::CitizenId, "051144001235"), (ChangedField::FullName, "Nguyễn Thị Bười")]
        {
            let (proposed, proof) = (proposed.to_owned(), "Thẻ căn cước".to_owned());
            let new = NewChange { person: buoi, field, proposed, proof };
            let request = office.write(|tx| request_change(tx, &office.officer, &new)).expect("a request");
            let seen = office.load(buoi).person.version;
            office.write(|tx| approve_change(tx, &second, buoi, request, seen)).expect("an approval");
        }
        let check = |amount: i64, state: Outcome| {
            let record = office.load(buoi);
            let number = record.person.citizen_id.map(|number| number.as_str().to_owned());
            assert_eq!(
                (number.as_deref(), record.person.full_name.as_str()),
                (Some("051144001235"), "Nguyễn Thị Bười")
            );
            assert_eq!(record.person.state, state);
            let amounts: Vec<i64> = record.entitlements.iter().map(|one| one.amount.as_i64()).collect();
            assert_eq!((amounts, record.exceptions.len(), record.holds.len()), (vec![amount], 0, 0));
        };
        // The next list says the old number and another amount, and the register knows that number.
        let next = office.receive(Protection, &[&ROWS[0].replace("720000", "900000"), ROWS[1], ROWS[2]]);
        let later = |seconds: i64| desk.now() + jiff::SignedDuration::from_secs(seconds);
        office.decide_at(later(60), next, (2, 1), ("verified", Some("p-1"), None));
        assert_eq!(office.enrol(next).changed, 1);
        check(900_000, Outcome::NotSent);
        // A named officer who saw the record says who it is.
        office.decide_at(later(120), next, (2, 2), ("verified", Some("p-1"), None));
        db.write(|tx| {
            tx.execute(
                "UPDATE matching_decision SET rule = 'confirmed' WHERE file_id = $1 AND decision_no = 2",
                db::params![next],
            )
        })
        .expect("a decision");
        office.enrol(next);
        check(900_000, Outcome::Verified);
        // The agency corrects its list: the same person, and nobody new.
        let corrected = ROWS[0].replace("051144001234", "051144001235").replace("720000", "910000");
        let corrected = office.receive(Protection, &[&corrected, ROWS[1], ROWS[2]]);
        let enrolled = office.enrol(corrected);
        assert_eq!((enrolled.persons, enrolled.joined, enrolled.changed, enrolled.exceptions), (0, 0, 1, 0));
        check(910_000, Outcome::Verified);
    });
}

#[test]
fn a_correction_that_was_taken_back_stands_in_no_rows_way() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &ROWS);
        office.enrol(file);
        let buoi = office.only("051144001234");
        let second = testing::officer(&desk, Role::LabourOfficer, "524", 2);
        for number in ["051144001235", "051144001234"] {
            let (proposed, proof) = (number.to_owned(), "Thẻ căn cước".to_owned());
            let new = NewChange { person: buoi, field: ChangedField::CitizenId, proposed, proof };
            let request = office.write(|tx| request_change(tx, &office.officer, &new)).expect("a request");
            let seen = office.load(buoi).person.version;
            office.write(|tx| approve_change(tx, &second, buoi, request, seen)).expect("an approval");
        }
        office.decide(file, (2, 1), "verified", Some("p-1"), None);
        office.enrol(file);
        assert_eq!(office.load(buoi).person.state, Outcome::Verified, "the register answered about this number");
    });
}

#[test]
fn a_hold_is_placed_and_released_once() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let anh = office.only("le thi anh");
        let new = NewHold {
            person: anh,
            entitlement: None,
            reason: HoldReason::Moved,
            why: "Chuyển đi Đức Phổ".to_owned(),
            from_month: month("2024-02"),
            until_month: None,
        };
        let hold = office.write(|tx| place_hold(tx, &office.officer, &new)).expect("a hold");
        let release = |why: &str| office.write(|tx| release_hold(tx, &office.officer, anh, hold, why));
        for nothing in [" ", "\u{200b}", "\u{202e}\u{202d}", "…"] {
            assert!(matches!(release(nothing), Err(Refusal::TextLength { .. })), "{nothing:?} gives no reason");
        }
        release("Đã tiếp nhận").expect("a release");
        assert!(matches!(release("lần nữa"), Err(Refusal::Decided)));
        assert!(office.load(anh).holds[0].released_at.is_some());
    });
}

#[test]
fn a_death_ends_what_is_received_with_its_month() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let anh = office.only("le thi anh");
        let die = |day: &str| {
            let day = day.parse().expect("a day");
            office.write(|tx| record_death(tx, &office.officer, anh, day, "Trích lục khai tử 5/2024"))
        };
        assert!(matches!(die("2024-02-01"), Err(Refusal::DeathDay)), "not before it happens");
        die("2024-01-20").expect("a death");
        let record = office.load(anh);
        assert_eq!((record.person.dead, record.entitlements[0].until_month), (true, Some(month("2024-01"))));
    });
}

#[test]
fn a_death_recorded_by_mistake_is_taken_back_by_two_and_what_it_ended_goes_on() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let anh = office.only("le thi anh");
        let alive = NewChange {
            person: anh,
            field: ChangedField::Death,
            proposed: String::new(),
            proof: "Biên bản xác minh của xã ngày 24/01/2024".to_owned(),
        };
        let early = office.write(|tx| request_change(tx, &office.officer, &alive));
        assert!(matches!(early, Err(Refusal::DeathFromElsewhere)), "nobody is dead: {early:?}");
        let hold = NewHold {
            person: anh,
            entitlement: None,
            reason: HoldReason::DeathDoubtful,
            why: "Hàng xóm báo".to_owned(),
            from_month: month("2024-01"),
            until_month: None,
        };
        office.write(|tx| place_hold(tx, &office.officer, &hold)).expect("a hold");
        let day = "2024-01-20".parse().expect("a day");
        let die = || office.write(|tx| record_death(tx, &office.officer, anh, day, "Tin báo"));
        die().expect("a death");
        assert!(matches!(die(), Err(Refusal::Decided)), "nobody dies twice");
        assert_eq!(office.load(anh).entitlements[0].until_month, Some(month("2024-01")));

        let request = office.write(|tx| request_change(tx, &office.officer, &alive)).expect("a request");
        let seen = office.load(anh).person.version;
        let own = office.write(|tx| approve_change(tx, &office.officer, anh, request, seen));
        assert!(matches!(own, Err(Refusal::OwnRequest)), "{own:?}");
        let second = testing::officer(&desk, Role::SocialOfficer, "21112", 1);
        office.write(|tx| approve_change(tx, &second, anh, request, seen)).expect("an approval");
        let record = office.load(anh);
        assert_eq!((record.person.dead, record.person.died_on), (false, None));
        assert_eq!((record.entitlements[0].until_month, record.entitlements[0].ended_by), (None, None));
        assert!(record.holds[0].released_at.is_some(), "the rumour holds nothing any more");
        let kinds: Vec<EventKind> = record.events.iter().map(|event| event.kind).collect();
        for told in [EventKind::Died, EventKind::ChangeRequested, EventKind::DeathUndone, EventKind::ChangeApproved] {
            assert!(kinds.contains(&told), "{told:?} in {kinds:?}");
        }
        let verbs =
            db.read(|tx| tx.row("SELECT COUNT(*) FROM audit_record WHERE verb = 'registry.undo_death'", db::params![]));
        assert_eq!(verbs.expect("a read").expect("a row").get::<i64>(0), Ok(1));
        // Whoever was thought dead can die.
        die().expect("a death");
    });
}

#[test]
fn names_are_found_with_and_without_marks_inside_the_own_area() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let names = |text: &str| -> Vec<String> {
            office.find(text).iter().map(|one| one.full_name.as_str().to_owned()).collect()
        };
        assert_eq!(names("buoi"), ["Nguyễn Thị Buồi", "Nguyễn Thị Bưởi"]);
        assert_eq!(names("Bưởi"), ["Nguyễn Thị Bưởi", "Nguyễn Thị Buồi"], "the same marks come first");
        assert_eq!(names("thị buoi nguyen"), ["Nguyễn Thị Buồi", "Nguyễn Thị Bưởi"]);
        assert_eq!(names("bu"), Vec::<String>::new());
        assert_eq!(names(""), Vec::<String>::new());
        let elsewhere = testing::officer(&desk, Role::CommunePolice, "21112", 1);
        let found = db.read(|tx| find_people(tx, &elsewhere.scope, "buoi")).expect("a search");
        assert_eq!(found.len(), 0);
        let page = |filter: &PeopleFilter| {
            db.read(|tx| list_people(tx, &office.officer.scope, filter, None, 10)).expect("people").len()
        };
        assert_eq!(page(&PeopleFilter::default()), 3);
        assert_eq!(page(&PeopleFilter { no_card: Some(true), ..PeopleFilter::default() }), 2);
        let count = |by: &Acting, state| db.read(|tx| count_people(tx, &by.scope, state)).expect("a count");
        assert_eq!((count(&office.officer, Outcome::NotSent), count(&office.officer, Outcome::Mismatch)), (3, 0));
        assert_eq!(count(&elsewhere, Outcome::NotSent), 1, "an area counts its own");
    });
}

#[test]
fn a_number_is_found_however_a_spreadsheet_left_it() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &["Lò Thị Pả,06/06/1960,001160004321,Bình Trị,BTXH.6.N,540000"]));
        let pa = office.only("001160004321");
        for written in ["1160004321", "01160004321", "1160 004 321", "001.160.004.321", "001 160 004 321"] {
            assert_eq!(office.only(written), pa, "{written}");
        }
        assert_eq!(office.find("1160004322").len(), 0);
    });
}
