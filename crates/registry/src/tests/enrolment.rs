//! Rows become persons.

use super::{Office, month};
use crate::{AmountCheck, Enrolled, EventKind, ExceptionKind, HoldReason, count_states, list_exceptions};
use db::testing::on_both;
use matching::Outcome;
use office::{
    Role,
    testing::{self, desk_over},
};
use sources::SourceKind::{Merit, Protection};

const ROWS: [&str; 3] = [
    "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,720000",
    "Đinh Văn Hrê,1980,,Bình An,BTXH.6.N,500000",
    "Lê Thị Ánh,05/06/1950,212345678,Bình Châu,BTXH.5a.60,540000",
];

#[test]
fn rows_become_persons_by_the_newest_decision_and_only_changes_change_them() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &ROWS);
        office.decide(file, (2, 1), "pending", None, None);
        office.decide(file, (2, 2), "verified", Some("p-1"), None);
        office.decide(file, (3, 1), "not_found", None, None);
        let first = office.enrol(file);
        assert_eq!(first, Enrolled { rows: 3, persons: 3, ..Enrolled::default() });

        let buoi = office.load(office.only("bưởi nguyễn"));
        assert_eq!((buoi.person.state, buoi.person.pid.as_deref()), (Outcome::Verified, Some("p-1")));
        let entitlement = &buoi.entitlements[0];
        assert_eq!((entitlement.amount_check, entitlement.from_month), (AmountCheck::Agrees, month("2024-01")));
        let hre = office.load(office.only("Dinh Van Hre"));
        assert_eq!((hre.person.state, hre.person.no_card), (Outcome::NotFound, false));
        assert_eq!(hre.entitlements[0].amount_check, AmountCheck::Differs);
        assert_eq!(hre.entitlements[0].amount.as_i64(), 500_000, "the list's amount stays");
        let anh = office.load(office.only("212345678"));
        assert_eq!((anh.person.state, anh.person.no_card), (Outcome::NotSent, true));

        assert_eq!(office.enrol(file), Enrolled { rows: 3, unchanged: 3, ..Enrolled::default() });
        office.decide(file, (3, 2), "mismatch", Some("p-2"), None);
        assert_eq!(office.enrol(file), Enrolled { rows: 3, changed: 1, unchanged: 2, ..Enrolled::default() });
        let hre = office.load(hre.person.id);
        assert_eq!((hre.person.state, hre.person.pid, hre.person.version), (Outcome::Mismatch, None, 2));
        assert!(hre.events.iter().any(|event| event.kind == EventKind::State));

        let states =
            db.read(|tx| count_states(tx, &office.officer.scope, &crate::StatesFilter::default())).expect("states");
        let sum = |of: fn(&crate::CommuneStates) -> i64| states.iter().map(of).sum::<i64>();
        assert_eq!(states.len(), 3);
        assert_eq!((sum(|one| one.verified), sum(|one| one.mismatch), sum(|one| one.not_sent)), (1, 1, 1));
        assert!(states.iter().all(|one| one.states_total() == one.persons));
    });
}

#[test]
fn a_corrected_file_updates_its_rows_and_a_supplied_number_makes_nobody_new() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let corrected = [
            ROWS[0],
            "Đinh Văn Hrê,1980,,Bình An,BTXH.6.N,540000",
            "Lê Thị Ánh,05/06/1950,051150009999,Bình Châu,BTXH.5a.60,540000",
        ];
        let again = office.enrol(office.receive(Protection, &corrected));
        assert_eq!(again, Enrolled { rows: 3, changed: 2, unchanged: 1, ..Enrolled::default() });
        let anh = office.load(office.only("le thi anh"));
        assert_eq!(anh.person.citizen_id.map(|number| number.as_str().to_owned()).as_deref(), Some("051150009999"));
        assert_eq!(anh.entitlements.len(), 1);
        let hre = office.load(office.only("dinh van hre"));
        assert_eq!(hre.entitlements[0].amount_check, AmountCheck::Agrees);
        let third = office.enrol(office.receive(Protection, &[corrected[2]]));
        assert_eq!(third, Enrolled { rows: 1, unchanged: 1, ..Enrolled::default() });
    });
}

#[test]
fn one_person_of_the_register_is_one_person_here_with_all_entitlements() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &ROWS[..1]);
        office.decide(file, (2, 1), "verified", Some("p-1"), None);
        office.enrol(file);
        let merit = office.receive(
            Merit,
            &[
                "Nguyễn Thị Bưởi,1944,051144001234,Bình Trị,NCC.g,2055000",
                "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình An,NCC.TN,1000000",
            ],
        );
        office.decide(merit, (2, 1), "verified", Some("p-1"), None);
        office.decide(merit, (3, 1), "verified", Some("p-1"), None);
        let joined = office.enrol(merit);
        assert_eq!((joined.persons, joined.joined, joined.exceptions), (0, 2, 1), "the second is of another commune");
        assert_eq!(joined.held, 1, "and is held until somebody has looked");
        let other = office.receive(Protection, &["Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Châu,BTXH.6.N,540000"]);
        office.decide(other, (2, 1), "verified", Some("p-1"), None);
        let twice = office.enrol(other);
        assert_eq!((twice.joined, twice.exceptions, twice.held), (1, 2, 2));

        let buoi = office.load(office.only("051144001234"));
        assert_eq!(buoi.entitlements.len(), 4);
        let reasons: Vec<HoldReason> = buoi.holds.iter().map(|hold| hold.reason).collect();
        assert_eq!(reasons.len(), 3);
        assert!(reasons.contains(&HoldReason::TwiceInProgramme) && reasons.contains(&HoldReason::TwoCommunes));
        assert!(buoi.entitlements.iter().any(|one| Some(one.id) == buoi.holds[0].entitlement));
        assert_eq!(buoi.exceptions.len(), 3, "they are told on the person");
        let found = db.read(|tx| list_exceptions(tx, &office.officer.scope, None, 10)).expect("exceptions");
        assert_eq!(found.iter().filter(|one| one.kind == ExceptionKind::TwoCommunes).count(), 2);
    });
}

#[test]
fn a_number_claimed_twice_stays_with_the_first_and_is_shown() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let rows = [ROWS[0], "Trần Văn Khác,1950,051144001234,Bình An,BTXH.5a.60,540000"];
        let enrolled = office.enrol(office.receive(Protection, &rows));
        assert_eq!((enrolled.persons, enrolled.exceptions), (2, 1));
        let found = db.read(|tx| list_exceptions(tx, &office.officer.scope, None, 10)).expect("exceptions");
        assert_eq!(found[0].kind, ExceptionKind::NumberClaimed);
        assert_eq!(found[0].other, office.only("nguyen thi buoi"));
    });
}

#[test]
fn a_death_the_register_knows_stops_payment_from_the_following_month() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &ROWS[..1]);
        office.decide(file, (2, 1), "pending", None, Some("2024-01-10"));
        office.enrol(file);
        let buoi = office.load(office.only("nguyen thi buoi"));
        assert!(buoi.person.dead);
        assert_eq!(buoi.entitlements[0].until_month, Some(month("2024-01")));
    });
}

#[test]
fn the_police_of_a_commune_enrol_the_rows_of_their_commune_alone() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(Protection, &ROWS);
        let police = testing::officer(&desk, Role::CommunePolice, "21061", 1);
        let enrolled = db.write(|tx| crate::enrol_file(tx, &police, file)).expect("an enrolment");
        assert_eq!((enrolled.rows, enrolled.persons), (1, 1));
        let elsewhere = testing::officer(&desk, Role::LabourOfficer, "525", 1);
        let refused = db.write(|tx| crate::enrol_file(tx, &elsewhere, file));
        assert!(matches!(refused, Err(crate::Refusal::NotFound { .. })), "{refused:?}");
    });
}
