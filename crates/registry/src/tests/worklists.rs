//! Worklists: ages, amounts, decisions.

use super::Office;
use crate::{
    DecisionData, EventKind, Numbers, PeopleFilter, Refusal, WorkKind, WorkRow, count_work, export_people, export_work,
    fill_decision, list_work,
};
use db::{params, testing::on_both};
use jiff::civil::date;
use office::{
    Acting, Role,
    testing::{self, desk_over},
};
use sources::SourceKind;

fn names(office: &Office<'_>, kind: WorkKind) -> Vec<String> {
    let rows = office.db().read(|tx| list_work(tx, &office.officer, kind, None, 100)).expect("a list");
    let mut names: Vec<String> = rows.iter().map(|row| row.person.full_name.to_string()).collect();
    names.sort();
    names
}

/// How many of them have a number.
fn numbered(rows: &[WorkRow]) -> usize {
    rows.iter().filter(|row| row.person.masked_number.is_some()).count()
}

#[test]
fn worklists_name_those_of_an_age_of_another_amount_and_without_decision() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(
            SourceKind::Protection,
            &[
                "Trần Thị Bé,25/02/2020,051320000011,21061,BTXH.1.U4,900000", // four next month
                "Trần Văn Nhỏ,05/03/2020,051220000012,21061,BTXH.1.U4,900000", // four after that
                "Lê Văn Già,1944,051044000013,21061,BTXH.5a.60,540000",       // eighty this year
                "Lê Thị Lụa,01/01/1950,051150000014,21061,BTXH.5a.60,720000", // another amount
                "Võ Thị Sáu,01/01/1970,051170000015,21061,BTXH.8,540000",     // a secret of health
                "Bùi Văn Bảy,1940,051040000016,21112,BTXH.6.N,540000",        // long past sixty, elsewhere
                "Cao Văn Lâu,30/09/1943,051043000017,21112,BTXH.5a.60,540000", // eighty four months ago
            ],
        );
        office.enrol(file);
        assert_eq!(names(&office, WorkKind::AgeReached), ["Lê Văn Già", "Trần Thị Bé"]);
        assert_eq!(names(&office, WorkKind::AgePast), ["Bùi Văn Bảy", "Cao Văn Lâu"]);
        assert_eq!(names(&office, WorkKind::AmountDiffers), ["Lê Thị Lụa"]);
        assert_eq!(names(&office, WorkKind::NoDecision).len(), 7);
        let counts = db.read(|tx| count_work(tx, &office.officer)).expect("counts");
        let told = [
            (WorkKind::AgeReached, 2),
            (WorkKind::AgePast, 2),
            (WorkKind::AgeBelow, 0),
            (WorkKind::AmountDiffers, 1),
            (WorkKind::NoDecision, 7),
        ];
        assert_eq!(counts, told);
        let rows = db.read(|tx| list_work(tx, &office.officer, WorkKind::AgeReached, None, 100)).expect("a list");
        let of =
            |name: &str| -> &WorkRow { rows.iter().find(|row| row.person.full_name.as_str() == name).expect("a row") };
        let age = of("Trần Thị Bé").age.clone().expect("an age");
        assert_eq!((age.years, age.on, age.next.as_deref()), (4, date(2024, 2, 25), Some("BTXH.1.4P")));
        // Page by page nobody is lost.
        let first = db.read(|tx| list_work(tx, &office.officer, WorkKind::NoDecision, None, 4)).expect("a page");
        let last = first[3].entitlement.id;
        let second = db.read(|tx| list_work(tx, &office.officer, WorkKind::NoDecision, Some(last), 4)).expect("a page");
        assert_eq!((first.len(), second.len()), (4, 3));
        // The commune sees its own.
        let police = testing::officer(&desk, Role::CommunePolice, "21112", 1);
        let own = |kind| db.read(|tx| list_work(tx, &police, kind, None, 9)).expect("a list").len();
        assert_eq!((own(WorkKind::AgeReached), own(WorkKind::AgePast)), (0, 2));

        // Whoever may not see what is sensitive is not told that somebody is ill, not even by a number.
        let leader = testing::officer(&desk, Role::CommuneLeader, "21061", 1);
        let counts = db.read(|tx| count_work(tx, &leader)).expect("counts");
        assert_eq!(counts[4], (WorkKind::NoDecision, 4));
        let seen = db.read(|tx| list_work(tx, &leader, WorkKind::NoDecision, None, 9)).expect("a list");
        assert!(seen.iter().all(|row| row.entitlement.category != "BTXH.8"));

        let (rows, left_out) =
            db.write(|tx| export_work(tx, &office.officer, WorkKind::NoDecision, Numbers::Covered)).expect("rows");
        assert_eq!((rows.len(), left_out), (6, 1), "nobody of a secret category leaves the house");
        let told =
            db.read(|tx| tx.row("SELECT COUNT(*) FROM audit_record WHERE verb = 'registry.export_work'", params![]));
        assert_eq!(told.expect("a read").expect("a row").get::<i64>(0), Ok(1));

        // Whole numbers are for whoever may look at them, and the trail says that they were fetched.
        let is_whole = |row: &WorkRow| row.person.masked_number.as_ref().is_some_and(|number| !number.contains('*'));
        assert!(!rows.iter().any(is_whole));
        let export = |by: &Acting, numbers| db.write(|tx| export_work(tx, by, WorkKind::NoDecision, numbers));
        let (full, _) = export(&office.officer, Numbers::Full).expect("rows");
        assert_eq!(full.iter().filter(|row| is_whole(row)).count(), numbered(&rows));
        assert!(matches!(export(&leader, Numbers::Full), Err(Refusal::Office(_))), "not for a leader");
        let export = |by: &Acting, numbers| db.write(|tx| export_people(tx, by, &PeopleFilter::default(), numbers));
        let people = export(&office.officer, Numbers::Full).expect("people");
        assert!(people.iter().any(|person| person.masked_number.as_deref() == Some("051320000011")));
        assert!(matches!(export(&leader, Numbers::Full), Err(Refusal::Office(_))));
        let told = db
            .read(|tx| tx.row("SELECT COUNT(*) FROM audit_record WHERE verb LIKE 'registry.export_%_full'", params![]));
        assert_eq!(told.expect("a read").expect("a row").get::<i64>(0), Ok(2));

        // Whoever has died is paid no more, and of no age.
        let old = office.only("Lê Văn Già");
        office
            .write(|tx| crate::record_death(tx, &office.officer, old, date(2024, 1, 3), "giấy báo tử 1"))
            .expect("recorded");
        assert_eq!(names(&office, WorkKind::AgeReached), ["Trần Thị Bé"]);
    });
}

#[test]
fn a_missing_decision_is_filled_in_and_contradicts_no_list() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let file = office.receive(SourceKind::Protection, &["Lê Văn An,1944,051044000013,21061,BTXH.5a.60,540000"]);
        office.enrol(file);
        let an = office.only("Lê Văn An");
        let entitlement = office.load(an).entitlements[0].id;
        let data = |number: &str, day: i8| DecisionData {
            number: number.to_owned(),
            on: date(2024, 1, day),
            by: "UBND huyện  Bình Sơn".to_owned(),
        };
        let told = |data: DecisionData| office.write(|tx| fill_decision(tx, &office.officer, an, entitlement, &data));
        assert!(matches!(told(data(" ", 5)), Err(Refusal::TextLength { field: "decision_number", .. })));
        assert!(matches!(told(data("12/QĐ-UBND", 31)), Err(Refusal::Value { field: "decision_on" })), "tomorrow");
        told(data("12/QĐ-UBND", 5)).expect("filled in");
        let record = office.load(an);
        assert_eq!(record.entitlements[0].decision_number.as_deref(), Some("12/QĐ-UBND"));
        assert_eq!(record.entitlements[0].decision_by.as_deref(), Some("UBND huyện Bình Sơn"));
        assert!(record.events.iter().any(|event| event.kind == EventKind::DecisionFilled));
        told(data("12/QĐ-UBND", 5)).expect("the same again is nothing new");
        assert!(matches!(told(data("13/QĐ-UBND", 5)), Err(Refusal::DecisionStands)));
        assert_eq!(names(&office, WorkKind::NoDecision), Vec::<String>::new());
        // A later answer, or a list that still does not say it, takes nothing back.
        office.decide(file, (2, 1), "verified", Some("P1"), None);
        office.enrol(file);
        let record = office.load(an);
        assert_eq!(record.entitlements[0].decision_number.as_deref(), Some("12/QĐ-UBND"));
        assert_eq!(record.person.state, matching::Outcome::Verified, "the record did change");
        let leader = testing::officer(&desk, Role::CommuneLeader, "21061", 1);
        let refused = office.write(|tx| fill_decision(tx, &leader, an, entitlement, &data("12/QĐ-UBND", 5)));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
    });
}

#[test]
fn whoever_is_too_young_for_the_category_is_named() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let rows = [
            "Ngô Duy An,03/12/2019,051219000011,21061,BTXH.5c,360000", // four, among those of eighty
            "Lê Văn Già,1944,051044000013,21061,BTXH.5c,360000",       // eighty this year
            "Lê Thị Sớm,20/02/1944,051144000014,21061,BTXH.5c,360000", // eighty next month
            "Võ Văn Trẻ,05/03/1944,051044000015,21061,BTXH.5c,360000", // eighty after that
            "Bùi Thị Năm,1945,051145000016,21061,BTXH.5c,360000",
            "Trần Thị Bé,25/02/2020,051320000017,21061,BTXH.1.4P,540000", // four next month
        ];
        office.enrol(office.receive(SourceKind::Protection, &rows));
        assert_eq!(names(&office, WorkKind::AgeBelow), ["Bùi Thị Năm", "Ngô Duy An", "Võ Văn Trẻ"]);
        let row = db.read(|tx| list_work(tx, &office.officer, WorkKind::AgeBelow, None, 9)).expect("a list").remove(0);
        let age = row.age.expect("an age");
        assert_eq!((age.years, age.on), (80, date(2099, 12, 3)));
    });
}
