//! A corrected record beside the register once more.

use super::Office;
use crate::{
    ChangedField, EventKind, ExceptionKind, NewChange, Rechecked, Refusal, Solution, approve_change, enrol_file,
    recheck_person, request_change, solve_exception,
};
use db::testing::on_both;
use jiff::civil::date;
use kernel::{BirthDate, Chance, CitizenId, Id as _, OldIdNumber, PersonId, Sex};
use matching::{MODEL, Outcome, PersonEntry, Register, RegisterBuilder, Snapshot};
use office::{
    Role,
    testing::{self, desk_over},
};
use sources::SourceKind::{Merit, Protection};

/// Three people of Bình Trị.
fn register() -> Register {
    let mut builder = RegisterBuilder::new();
    for (pid, full_name, born, number) in [
        ("p-1", "Nguyễn Thị Bưởi", date(1944, 9, 2), "051144001234"),
        ("p-2", "Phạm Thị Lụa", date(1950, 6, 5), "051150002345"),
    ] {
        let entry = PersonEntry {
            pid,
            full_name,
            birth: Some(BirthDate::on(born).expect("a day")),
            sex: Some(Sex::Female),
            citizen_id: Some(CitizenId::parse(number).expect("a number")),
            old_id: (pid == "p-2").then(|| OldIdNumber::parse("212345678").expect("an old number")),
            province: "51",
            commune: "21061",
            ..PersonEntry::default()
        };
        builder.add(&entry).expect("a person");
    }
    builder.finish(Snapshot { name: "dan-cu.csv".to_owned(), taken_on: Some(date(2024, 1, 10)) }).expect("a register")
}

/// Two officers put a field right.
pub(super) fn correct(office: &Office<'_>, person: PersonId, field: ChangedField, proposed: &str) {
    let other = testing::officer(office.desk, Role::LabourOfficer, "524", 2);
    let new = NewChange { person, field, proposed: proposed.to_owned(), proof: "Thẻ căn cước".to_owned() };
    let request = office.write(|tx| request_change(tx, &office.officer, &new)).expect("asked");
    let seen = office.load(person).person.version;
    office.write(|tx| approve_change(tx, &other, person, request, seen)).expect("approved");
}

pub(super) fn recheck(office: &Office<'_>, person: PersonId) -> Result<Rechecked, Refusal> {
    let (register, places) = (register(), office.desk.places());
    office.write(|tx| recheck_person(tx, &office.officer, &places, (&register, &MODEL), person))
}

#[test]
fn a_record_without_a_number_is_verified_once_two_officers_have_supplied_it() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let row = "Nguyễn Thị Bưởi,02/09/1944,,Bình Trị,BTXH.5a.80,720000";
        let file = office.receive(Protection, &[row]);
        office.confirm(file, 2, "p-1");
        office.enrol(file);
        let buoi = office.only("Nguyễn Thị Bưởi");
        let state = |office: &Office<'_>| office.load(buoi).person.state;
        assert_eq!(recheck(&office, buoi).expect("asked").state, Outcome::Mismatch, "a name and a day prove nobody");

        correct(&office, buoi, ChangedField::CitizenId, "051144001234");
        assert_eq!(state(&office), Outcome::NotSent);
        let asked = Snapshot { name: "dan-cu.csv".to_owned(), taken_on: Some(date(2024, 1, 10)) };
        let done = Rechecked { state: Outcome::Verified, mismatched: Vec::new(), is_other: false, register: asked };
        assert_eq!(recheck(&office, buoi).expect("asked"), done);
        let record = office.load(buoi);
        assert_eq!((record.person.state, record.person.pid.as_deref()), (Outcome::Verified, Some("p-1")));
        assert!(!record.person.no_card);
        assert_eq!(record.events.last().map(|event| event.kind), Some(EventKind::State));
        assert!(matches!(recheck(&office, buoi), Err(Refusal::NoChange)), "who is verified is not asked about");

        // The list goes on without the number, this month and the next.
        office.enrol(file);
        assert_eq!(state(&office), Outcome::Verified);
        let next = office.receive(Protection, &[&format!("{row} ")]);
        office.enrol(next);
        assert_eq!(state(&office), Outcome::Verified);
    });
}

#[test]
fn one_difference_that_stays_needs_the_officer_who_found_the_person() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        // The day is another one in both; the number is missing in both.
        let rows = [
            "Nguyễn Thị Bưởi,12/09/1944,,Bình Trị,BTXH.5a.80,720000",
            "Phạm Thị Lụa,15/06/1950,,Bình Trị,BTXH.5a.60,540000",
        ];
        let file = office.receive(Protection, &rows);
        office.confirm(file, 2, "p-1");
        office.decide(file, (3, 1), "pending", None, None);
        office.enrol(file);
        let (buoi, lua) = (office.only("Nguyễn Thị Bưởi"), office.only("Phạm Thị Lụa"));
        correct(&office, buoi, ChangedField::CitizenId, "051144001234");
        correct(&office, lua, ChangedField::CitizenId, "051150002345");
        assert_eq!(recheck(&office, buoi).expect("asked").state, Outcome::Verified);
        let nobody_said = recheck(&office, lua).expect("asked");
        let fields: Vec<&str> = nobody_said.mismatched.iter().map(|field| field.key()).collect();
        assert_eq!((nobody_said.state, fields), (Outcome::Mismatch, vec!["birth"]));
        let leader = testing::officer(&desk, Role::CommuneLeader, "21061", 1);
        let (register, places) = (register(), desk.places());
        let refused = office.write(|tx| recheck_person(tx, &leader, &places, (&register, &MODEL), lua));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
        let far = testing::officer(&desk, Role::CommunePolice, "21112", 1);
        let elsewhere = office.write(|tx| recheck_person(tx, &far, &places, (&register, &MODEL), lua));
        assert!(matches!(elsewhere, Err(Refusal::NotFound { .. })), "{elsewhere:?}");
    });
}

#[test]
fn who_turns_out_to_have_another_record_is_held_and_told() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &["Phạm Thị Lụa,1950,,Bình Trị,BTXH.5a.60,540000"]);
        office.decide(file, (2, 1), "pending", None, None);
        office.enrol(file);
        let lua = office.only("Phạm Thị Lụa");
        correct(&office, lua, ChangedField::Birth, "05/06/1950");
        let row = "Phạm Thị Lụa,05/06/1950,,Bình Trị,NCC.g,2055000";
        let other = office.receive(Merit, &[row]);
        office.decide(other, (2, 1), "verified", Some("p-2"), None);
        office.db().write(|tx| enrol_file(tx, &office.officer, other)).expect("enrolled");
        // The other record was verified without a number of its own.
        correct(&office, lua, ChangedField::CitizenId, "051150002345");
        assert_eq!(recheck(&office, lua).expect("asked").state, Outcome::Verified);
        let record = office.load(lua);
        let kinds: Vec<ExceptionKind> = record.exceptions.iter().map(|one| one.kind).collect();
        assert_eq!((kinds, record.holds.len()), (vec![ExceptionKind::SamePerson], 1));
    });
}

#[test]
fn the_register_and_the_officer_must_mean_the_same_person() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &["Phạm Thị Lụa,05/06/1950,,Bình Trị,BTXH.5a.60,540000"]);
        office.confirm(file, 2, "p-1");
        office.enrol(file);
        let lua = office.only("Phạm Thị Lụa");
        correct(&office, lua, ChangedField::CitizenId, "051150002345");
        let answer = recheck(&office, lua).expect("asked");
        assert_eq!((answer.state, answer.is_other), (Outcome::Mismatch, true));
        assert_eq!(office.load(lua).person.pid, None);
        let events = office.load(lua).events.len();
        recheck(&office, lua).expect("asked again");
        assert_eq!(office.load(lua).events.len(), events, "what changes nothing is no event");
    });
}

#[test]
fn a_decision_that_is_not_in_the_record_goes_first() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &["Nguyễn Thị Bưởi,02/09/1944,,Bình Trị,BTXH.5a.80,720000"]);
        office.confirm(file, 2, "p-1");
        office.enrol(file);
        let buoi = office.only("Nguyễn Thị Bưởi");
        let later = desk.now() + jiff::SignedDuration::from_mins(1);
        office.decide_at(later, file, (2, 2), ("not_found", None, None));
        assert!(matches!(recheck(&office, buoi), Err(Refusal::EnrolFirst)));
        office.enrol(file);
        assert_eq!(office.load(buoi).person.state, Outcome::NotFound);
        recheck(&office, buoi).expect("asked");
    });
}

#[test]
fn whoever_is_verified_no_more_gives_the_registers_id_back() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &["Nguyễn Văn Khác,02/09/1944,,Bình Trị,BTXH.5a.80,720000"]);
        office.decide(file, (2, 1), "verified", Some("p-1"), None);
        office.enrol(file);
        let other = office.only("Nguyễn Văn Khác");
        assert_eq!(office.load(other).person.pid.as_deref(), Some("p-1"));
        // The officer takes the decision back.
        let later = desk.now() + jiff::SignedDuration::from_mins(1);
        office.decide_at(later, file, (2, 2), ("pending", None, None));
        office.enrol(file);
        assert_eq!(office.load(other).person.pid, None);
        let merit = office.receive(Merit, &["Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,NCC.g,2055000"]);
        office.decide(merit, (2, 1), "verified", Some("p-1"), None);
        office.enrol(merit);
        let buoi = office.only("051144001234");
        assert_ne!(buoi, other, "the money of the right person is not laid on the wrong record");
        let record = office.load(buoi);
        assert_eq!((record.person.pid.as_deref(), record.exceptions.len()), (Some("p-1"), 0));
    });
}

#[test]
fn who_was_taken_for_somebody_dead_is_paid_again() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &["Nguyễn Thị Bưởi,02/09/1944,051144009999,Bình Trị,BTXH.5a.80,720000"]);
        office.decide(file, (2, 1), "mismatch", None, Some("2024-01-05"));
        office.enrol(file);
        let buoi = office.only("051144009999");
        assert!(office.load(buoi).person.dead);
        correct(&office, buoi, ChangedField::CitizenId, "051144001234");
        assert_eq!(recheck(&office, buoi).expect("asked").state, Outcome::Verified);
        let record = office.load(buoi);
        assert_eq!((record.person.dead, record.entitlements[0].until_month), (false, None));
    });
}

#[test]
fn what_was_answered_while_a_record_was_unpaid_is_asked_anew_once_it_would_be_paid() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let sure = office.receive(Merit, &["Phạm Thị Lụa,05/06/1950,051150002345,Bình Trị,NCC.g,2055000"]);
        office.decide(sure, (2, 1), "verified", Some("p-2"), None);
        office.enrol(sure);
        let file = office.receive(Protection, &["Phạm Thị Lụa,1950,,Bình Trị,BTXH.5a.60,540000"]);
        office.confirm(file, 2, "p-2");
        assert_eq!(office.enrol(file).exceptions, 1);
        let lua = office.find("Phạm Thị Lụa").into_iter().find(|one| one.masked_number.is_none()).expect("one").id;
        let open = |office: &Office<'_>| office.load(lua).exceptions;
        let both_stand = |id| {
            let why = "Đã xem giấy tờ";
            office.write(|tx| solve_exception(tx, &office.officer, id, Solution::BothStand, why)).expect("solved");
        };
        both_stand(open(&office)[0].id);
        // The same old number and the day prove it; the new number is the other record's.
        correct(&office, lua, ChangedField::Birth, "05/06/1950");
        correct(&office, lua, ChangedField::OldId, "212345678");
        assert_eq!(recheck(&office, lua).expect("asked").state, Outcome::Verified);
        assert_eq!(open(&office).len(), 1, "now it would be paid");
        let held = office.load(lua).holds.iter().filter(|hold| hold.released_at.is_none()).count();
        assert_eq!(held, 1);
    });
}

/// A record that an officer linked to a person, corrected, and verified by that.
fn verified_by_an_officer(office: &Office<'_>) -> (kernel::SourceFileId, PersonId) {
    let file = office.receive(Protection, &["Nguyễn Thị Bưởi,12/09/1944,,Bình Trị,BTXH.5a.80,720000"]);
    office.confirm(file, 2, "p-1");
    office.enrol(file);
    let buoi = office.only("Nguyễn Thị Bưởi");
    correct(office, buoi, ChangedField::CitizenId, "051144001234");
    assert_eq!(recheck(office, buoi).expect("asked").state, Outcome::Verified);
    (file, buoi)
}

#[test]
fn who_was_verified_by_what_an_officer_said_is_not_once_that_is_taken_back() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let (file, buoi) = verified_by_an_officer(&office);
        let later = desk.now() + jiff::SignedDuration::from_mins(1);
        office.decide_at(later, file, (2, 2), ("pending", None, None));
        office.enrol(file);
        let record = office.load(buoi);
        assert_eq!((record.person.state, record.person.pid), (Outcome::NotSent, None));
        assert_eq!(record.person.citizen_id.map(|number| number.as_str().to_owned()), Some("051144001234".to_owned()));
        assert_eq!(record.events.last().map(|event| event.kind), Some(EventKind::State));
        let events = record.events.len();
        office.enrol(file);
        assert_eq!(office.load(buoi).events.len(), events, "it is taken back once");
        // By the rules alone one difference is one too many, and the register's id is free for whoever it is.
        assert_eq!(recheck(&office, buoi).expect("asked").state, Outcome::Mismatch);
        let merit = office.receive(Merit, &["Nguyễn Thị Bưởi,02/09/1944,,Bình Trị,NCC.g,2055000"]);
        office.decide(merit, (2, 1), "verified", Some("p-1"), None);
        office.enrol(merit);
        assert_eq!(office.load(buoi).exceptions.len(), 0);
    });
}

/// Two rows of one person, one of them verified by itself; what an officer said of the other is taken back. Answers
/// whether the person is verified still.
fn taken_back_beside(office: &Office<'_>, is_other_taken_back: bool) -> bool {
    let (file, buoi) = verified_by_an_officer(office);
    let row = "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,NCC.g,2055000";
    let merit = office.receive(Merit, &[row]);
    office.decide(merit, (2, 1), "verified", Some("p-1"), None);
    office.enrol(merit);
    assert_eq!(office.load(buoi).entitlements.len(), 2, "the same person");
    let later = office.desk.now() + jiff::SignedDuration::from_mins(1);
    office.decide_at(later, file, (2, 2), ("not_found", None, None));
    if is_other_taken_back {
        office.decide_at(later, merit, (2, 2), ("pending", None, None));
    }
    office.enrol(file);
    let person = office.load(buoi).person;
    assert_eq!(person.pid.is_some(), person.state == Outcome::Verified);
    person.state == Outcome::Verified
}

#[test]
fn another_row_that_is_verified_by_itself_keeps_the_person_verified() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        assert!(taken_back_beside(&Office::of(&desk), false));
    });
}

#[test]
fn what_is_taken_back_holds_for_a_person_of_several_rows_too() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        assert!(!taken_back_beside(&Office::of(&desk), true));
    });
}

#[test]
fn an_older_register_is_not_asked_about_what_a_newer_one_answered() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &["Nguyễn Thị Bưởi,02/09/1944,,Bình Trị,BTXH.5a.80,720000"]);
        office.confirm(file, 2, "p-1");
        office.enrol(file);
        let buoi = office.only("Nguyễn Thị Bưởi");
        let decided_by = |day: &str| {
            let id = kernel::SnapshotId::make(desk.now(), &mut Chance::seeded(day.len() as u64));
            let loaded = desk.now();
            let known = |tx: &mut db::Tx<'_>| {
                let sql = "INSERT INTO matching_snapshot (snapshot_id, name, sha256, people, taken_on, loaded_at) \
                           VALUES ($1, 'dan-cu.csv', $2, 2, $3, $4) ON CONFLICT (snapshot_id) DO UPDATE SET taken_on = $3";
                tx.execute(sql, db::params![id, vec![7_u8], day, loaded])?;
                tx.execute("UPDATE matching_decision SET snapshot_id = $1", db::params![id])
            };
            db.write(known).expect("a register");
        };
        decided_by("2024-01-11");
        let refused = recheck(&office, buoi);
        let is_older = |one: &Refusal| matches!(one, Refusal::RegisterOlder { asked, stands } if (*asked, *stands) == (date(2024, 1, 10), date(2024, 1, 11)));
        assert!(refused.as_ref().is_err_and(is_older), "{refused:?}");
        decided_by("2024-01-10");
        recheck(&office, buoi).expect("of the same day");
    });
}
