//! Nothing that a file says is lost, made twice, or approved without having been seen.

use super::{
    Office,
    movements::{ROWS, Told, approve, of_state, second, undo},
};
use crate::{
    Entitlement, EntitlementState, ExceptionKind, Hold, HoldReason, MovementState, Obstacle, Refusal, Solution,
    list_exceptions, list_refused_again, reject_movement, reopen_movement, solve_exception, stage_movements,
};
use db::{params, testing::on_both};
use jiff::SignedDuration;
use office::{
    Role,
    testing::{self, desk_over},
};
use sources::{NewFile, Receipt, SourceKind::Protection, receive_file};

#[test]
fn a_movement_rejected_by_mistake_is_told_and_can_be_reopened() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let stop = Told::new().stop("Lê Thị Ánh", "051150009999", "BTXH.5a.60", "17/QĐ-UBND");
        stop.send(&office);
        let waiting = of_state(&office, MovementState::Open).remove(0);
        let other = second(&office);
        office.write(|tx| reject_movement(tx, &other, waiting.id, "Nhầm")).expect("a rejection");
        let again = stop.death("Nguyễn Thị Bưởi", "051144001234", "05/01/2024").send(&office);
        let told = db.read(|tx| list_refused_again(tx, &office.officer.scope, again)).expect("what is told again");
        assert_eq!(
            told.iter().map(|one| (one.id, one.state)).collect::<Vec<_>>(),
            [(waiting.id, MovementState::Rejected)]
        );
        assert!(told[0].decided_at.is_some(), "on which day");

        let reopen = |why: &str| office.write(|tx| reopen_movement(tx, &other, waiting.id, why));
        assert!(matches!(reopen(""), Err(Refusal::TextLength { .. })));
        reopen("Bấm nhầm, quyết định đúng").expect("it waits again");
        assert!(matches!(reopen("lần nữa"), Err(Refusal::Decided)));
        let open = of_state(&office, MovementState::Open);
        let open = open.iter().find(|one| one.id == waiting.id).expect("it is open");
        let own = approve(&office, &other, open);
        assert!(matches!(own, Err(Refusal::OwnRequest)), "who reopened it does not approve it: {own:?}");
        let third = testing::officer(&desk, Role::LabourOfficer, "524", 3);
        approve(&office, &third, open).expect("a third person");
    });
}

#[test]
fn one_person_twice_in_a_file_gets_one_record() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let row = ("Võ Thị Sáu", "051143007777");
        Told::new()
            .increase(row.0, row.1, "BTXH.5a.80", "720000")
            .increase(row.0, row.1, "BTXH.5a.80", "730000")
            .increase(row.0, row.1, "BTXH.4", "360000")
            .send(&office);
        let open = of_state(&office, MovementState::Open);
        assert_eq!(open.len(), 3);
        approve(&office, &second(&office), &open[0]).expect("an approval");
        let sau = office.only("vo thi sau");
        let questioned = of_state(&office, MovementState::Unplaced);
        assert_eq!(questioned.iter().map(|one| one.obstacle).collect::<Vec<_>>(), [Some(Obstacle::AlreadyEntitled)]);
        let left = of_state(&office, MovementState::Open);
        assert_eq!(left.iter().map(|one| one.person).collect::<Vec<_>>(), [Some(sau)]);
        approve(&office, &second(&office), &left[0]).expect("an approval");
        assert_eq!(office.only("vo thi sau"), sau, "there is one record");
        assert_eq!(office.load(sau).entitlements.len(), 2);
    });
}

#[test]
fn another_district_withdraws_nothing_and_hides_nothing() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        Told::new().stop("Lê Thị Ánh", "051150009999", "BTXH.5a.60", "17/QĐ-UBND").send(&office);
        let elsewhere = testing::officer(&desk, Role::LabourOfficer, "525", 9);
        let text = "Loại biến động,Họ tên,CCCD,Phân loại đối tượng,Số tiền,Thông tin QĐ\n\
                    Thôi hưởng,Lê Thị Ánh,051150009999,BTXH.5a.60,540001,17/QĐ-UBND\n";
        let place = desk.places().find("525", elsewhere.today()).expect("a district").place;
        let new = NewFile { source: Protection, place, name: "khac.csv", content: text.as_bytes() };
        let staged = office.write(|tx| {
            let receipt = receive_file(tx, &elsewhere, &desk.places(), &new).expect("a receipt");
            let Receipt::Created(file) = receipt else { panic!("{receipt:?}") };
            stage_movements(tx, &elsewhere, file.id)
        });
        assert_eq!(staged.expect("a file").unplaced, 1, "nobody of that district");
        assert_eq!(of_state(&office, MovementState::Open).len(), 1);
        assert_eq!(of_state(&office, MovementState::Withdrawn).len(), 0);
    });
}

#[test]
fn what_is_solved_of_a_record_is_solved_of_its_parts() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let rows = [ROWS[0], "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Châu,BTXH.6.N,540000"];
        for row in rows {
            let file = office.receive(Protection, &[row]);
            office.decide(file, (2, 1), "verified", Some("p-1"), None);
            office.enrol(file);
        }
        let buoi = office.only("051144001234");
        let told = Told::new().adjust("Nguyễn Thị Bưởi", "051144001234", "BTXH.6.N", "600000", "03/2024");
        told.send(&office);
        let adjustment = of_state(&office, MovementState::Open).remove(0);
        approve(&office, &second(&office), &adjustment).expect("an approval");
        let held = |office: &Office<'_>| {
            let is_open = |hold: &&Hold| hold.reason == HoldReason::TwiceInProgramme && hold.released_at.is_none();
            office.load(buoi).holds.iter().filter(is_open).count()
        };
        assert_eq!(held(&office), 2, "the new part is held like the old one");
        let found = db.read(|tx| list_exceptions(tx, &office.officer.scope, None, 9)).expect("exceptions");
        let twice = found.into_iter().find(|one| one.kind == ExceptionKind::TwiceInProgramme).expect("twice");
        let solved = office.write(|tx| {
            let stand = Solution::BothStand;
            solve_exception(tx, &office.officer, twice.id, stand, "Hai chế độ")?;
            let sql = "UPDATE registry_exception SET solved_at = NULL WHERE exception_id = $1";
            Ok(tx.execute(sql, db::params![twice.id])?)
        });
        solved.expect("a solution");
        assert_eq!(held(&office), 0, "and released like it");
        let solve = Solution::SecondEnds;
        office.write(|tx| solve_exception(tx, &office.officer, twice.id, solve, "Chỉ một")).expect("a solution");
        let active = |one: &&Entitlement| one.state == EntitlementState::Active;
        let record = office.load(buoi);
        let left: Vec<&str> = record.entitlements.iter().filter(active).map(|one| one.category.as_str()).collect();
        assert_eq!(left, ["BTXH.5a.80"], "no part of it goes on");
        let refused = undo(&office, &office.officer, &adjustment);
        assert!(matches!(refused, Err(Refusal::NewerFirst)), "nor is it begun again: {refused:?}");
    });
}

#[test]
fn an_amount_that_nobody_gets_is_seen_by_whoever_approves_it() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        Told::new()
            .adjust("Lê Thị Ánh", "051150009999", "BTXH.5a.60", "0", "03/2024")
            .adjust("Đinh Văn Hrê", "051080004321", "BTXH.6.N", "99000000", "03/2024")
            .adjust("Nguyễn Thị Bưởi", "051144001234", "BTXH.5a.80", "760000", "03/2024")
            .send(&office);
        let open = of_state(&office, MovementState::Open);
        let doubts: Vec<_> = open.iter().map(|one| one.obstacle).collect();
        assert_eq!(doubts, [Some(Obstacle::AmountDoubtful), Some(Obstacle::AmountDoubtful), None]);
    });
}

#[test]
fn the_trail_says_of_nobody_that_they_are_ill_and_the_timeline_says_it_to_whoever_may_see_it() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        Told::new()
            .increase("Nguyễn Thị Bưởi", "051143001234", "BTXH.8", "540000")
            .increase("Lê Thị Ánh", "051143009999", "BTXH.5a.60", "540000")
            .send(&office);
        let other = second(&office);
        for waiting in of_state(&office, MovementState::Open) {
            approve(&office, &other, &waiting).expect("an approval");
        }
        let trail =
            "SELECT became FROM audit_record WHERE verb LIKE 'registry.%' AND became LIKE '%movement%' ORDER BY id";
        let trail: Vec<String> = db
            .read(|tx| tx.rows(trail, params![])?.iter().map(|row| row.get(0)).collect::<Result<Vec<_>, _>>())
            .expect("the trail");
        assert!(trail.iter().all(|told| !told.contains("BTXH.8")), "{trail:?}");
        assert!(trail.iter().any(|told| told.contains("BTXH.5a.60")), "what is no secret is told: {trail:?}");
        let buoi = office.load(office.only("051143001234"));
        assert_eq!(buoi.entitlements[0].category, "BTXH.8");
        let adjust = Told::new().adjust("Nguyễn Thị Bưởi", "051143001234", "BTXH.8", "720000", "03/2024");
        adjust.send(&office);
        let waiting = of_state(&office, MovementState::Open).remove(0);
        approve(&office, &other, &waiting).expect("an approval");
        let told = office.load(buoi.person.id).events.into_iter().filter_map(|event| event.after);
        assert!(told.into_iter().any(|after| after["category"] == "BTXH.8"), "the record itself has it");
    });
}

#[test]
fn an_adjustment_stands_beside_lists_that_still_say_what_was_before() {
    on_both(|db| {
        let (desk, clock) = desk_over(db);
        let office = Office::of(&desk);
        let first = office.receive(Protection, &ROWS);
        office.enrol(first);
        Told::new()
            .adjust("Lê Thị Ánh", "051150009999", "BTXH.5a.80", "720000", "03/2024")
            .adjust("Đinh Văn Hrê", "051080004321", "BTXH.6.N", "600000", "01/2024")
            .send(&office);
        for movement in &of_state(&office, MovementState::Open) {
            approve(&office, &second(&office), movement).expect("an approval");
        }
        let amounts = |name: &str| -> Vec<i64> {
            let record = office.load(office.only(name));
            record.entitlements.iter().map(|one| one.amount.as_i64()).collect()
        };
        let adjusted = || (amounts("le thi anh"), amounts("dinh van hre"));
        let stands = (vec![540_000, 720_000], vec![600_000]);
        assert_eq!(adjusted(), stands);

        // Something is decided about the rows that were there before: they are enrolled anew.
        for line in [3, 4] {
            office.decide(first, (line, 1), "pending", None, None);
        }
        assert_eq!(office.enrol(first).changed, 2);
        assert_eq!(adjusted(), stands, "the list came in before");

        clock.pass(SignedDuration::from_hours(24));
        let later = Office::of(&desk);
        let same = [
            ROWS[0],
            "Đinh Văn Hrê,1980,051080004321,Bình An,BTXH.6.N,540000",
            "Lê Thị Ánh,05/06/1950,051150009999,Bình Châu,BTXH.5a.60,540000,0912345678",
        ];
        let phones = "Họ tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mức hưởng,Điện thoại";
        let next = later.receive_headed(Protection, phones, &same);
        for line in [3, 4] {
            later.decide(next, (line, 1), "not_found", None, None);
        }
        assert_eq!(later.enrol(next).changed, 2);
        assert_eq!(adjusted(), stands, "it says what was before");
        let anh = office.load(office.only("le thi anh"));
        assert!(anh.person.phone.is_some(), "and what it says of the person is taken");

        clock.pass(SignedDuration::from_hours(24));
        let later = Office::of(&desk);
        let new = ["Đinh Văn Hrê,1980,051080004321,Bình An,BTXH.6.N,660000"];
        later.enrol(later.receive(Protection, &new));
        assert_eq!(adjusted(), (vec![540_000, 720_000], vec![660_000]), "what is new is taken");
    });
}

#[test]
fn an_older_list_brings_its_decision_and_not_its_amount() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let first = office.receive(Protection, &ROWS[..1]);
        office.enrol(first);
        let more = office.receive(Protection, &["Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,800000"]);
        office.enrol(more);
        office.decide(first, (2, 1), "verified", Some("p-1"), None);
        assert_eq!(office.enrol(first).changed, 1);
        let buoi = office.load(office.only("nguyen thi buoi"));
        assert_eq!(buoi.person.state, matching::Outcome::Verified, "the newest decision says the state");
        assert_eq!(buoi.entitlements[0].amount.as_i64(), 800_000);
    });
}
