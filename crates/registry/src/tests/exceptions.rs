//! One person twice: held, and solved.

use super::{Office, month};
use crate::{
    AlikeFound, EndedBy, EntitlementState, EventKind, Exception, ExceptionKind, HoldReason, Refusal, Solution,
    ask_province, count_exceptions, find_alike, list_exceptions, solve_exception,
};
use db::testing::on_both;
use office::{
    Role,
    testing::{self, desk_over},
};
use sources::SourceKind::{Merit, Protection};

pub(super) const FIRST: &str = "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,720000";
pub(super) const SECOND: &str = "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Châu,BTXH.6.N,540000";

pub(super) fn enrol(office: &Office<'_>, source: sources::SourceKind, row: &str) {
    let file = office.receive(source, &[row]);
    office.decide(file, (2, 1), "verified", Some("p-1"), None);
    office.enrol(file);
}

pub(super) fn of_kind(office: &Office<'_>, kind: ExceptionKind) -> Exception {
    let found = office.db().read(|tx| list_exceptions(tx, &office.officer.scope, None, 10)).expect("exceptions");
    found.into_iter().find(|one| one.kind == kind).expect("an exception of the kind")
}

#[test]
fn two_programmes_are_legal_and_two_communes_are_solved_before_the_second_is_paid() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        enrol(&office, Protection, FIRST);
        enrol(&office, Merit, "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,NCC.g,2055000");
        let buoi = office.only("051144001234");
        assert_eq!(office.load(buoi).exceptions, [], "one person in two programmes of one commune");

        enrol(&office, Protection, SECOND);
        let held =
            |office: &Office<'_>| office.load(buoi).holds.iter().filter(|hold| hold.released_at.is_none()).count();
        assert_eq!(held(&office), 2);
        let communes = of_kind(&office, ExceptionKind::TwoCommunes);
        let twice = of_kind(&office, ExceptionKind::TwiceInProgramme);
        let solve = |one: &Exception, solution, why: &str| {
            office.write(|tx| solve_exception(tx, &office.officer, one.id, solution, why))
        };
        assert!(matches!(solve(&communes, Solution::BothStand, " "), Err(Refusal::TextLength { .. })));
        solve(&communes, Solution::BothStand, "Mới chuyển đến Bình Châu").expect("a solution");
        assert_eq!(held(&office), 1, "what the other contradiction holds stays held");
        assert!(matches!(solve(&communes, Solution::BothStand, "lần nữa"), Err(Refusal::Decided)));
        solve(&twice, Solution::SecondEnds, "Chỉ hưởng mức cao nhất").expect("a solution");
        let record = office.load(buoi);
        let second = record.entitlements.iter().find(|one| one.id == twice.entitlement).expect("it is told");
        assert_eq!((second.state, second.ended_by), (EntitlementState::Ended, Some(EndedBy::Duplicate)));
        assert_eq!(record.exceptions, []);

        // The same row in the next month's list neither brings the question back nor the second payment.
        enrol(&office, Protection, &format!("{SECOND} "));
        let record = office.load(buoi);
        assert_eq!(record.exceptions, []);
        assert_eq!(record.entitlements.iter().filter(|one| one.state == EntitlementState::Active).count(), 2);
    });
}

#[test]
fn who_is_missing_from_the_merit_module_waits_for_the_province() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        enrol(&office, Protection, FIRST);
        enrol(&office, Merit, "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,NCC.g,2055000");
        let buoi = office.only("051144001234");
        let of = |source| office.load(buoi).entitlements.iter().find(|one| one.source == source).expect("one").id;
        let ask = |entitlement, why: &str| office.write(|tx| ask_province(tx, &office.officer, buoi, entitlement, why));
        assert!(matches!(ask(of(Merit), ""), Err(Refusal::TextLength { .. })));
        let wrong = ask(of(Protection), "Công văn 12");
        assert!(matches!(wrong, Err(Refusal::Value { field: "entitlement" })), "{wrong:?}");
        let first = ask(of(Merit), "Công văn 12/LĐTBXH").expect("asked");
        assert!(matches!(ask(of(Merit), "Công văn 13"), Err(Refusal::Decided)), "it is asked already");
        let held = |office: &Office<'_>| {
            let holds = office.load(buoi).holds;
            holds.iter().filter(|one| one.reason == HoldReason::AwaitsProvince && one.released_at.is_none()).count()
        };
        assert_eq!(held(&office), 1);
        let counts = db.read(|tx| count_exceptions(tx, &office.officer.scope)).expect("counts");
        assert_eq!(counts.get(&ExceptionKind::NotInModule), Some(&1));
        let elsewhere = testing::officer(&desk, Role::SocialOfficer, "21112", 1);
        let waits =
            |scope| db.read(|tx| list_exceptions(tx, scope, Some(ExceptionKind::NotInModule), 9)).expect("a list");
        assert_eq!((waits(&office.officer.scope).len(), waits(&elsewhere.scope).len()), (1, 0));

        let solve = |id, solution| {
            office.write(|tx| solve_exception(tx, &office.officer, id, solution, "Sở trả lời: công văn 99/SLĐTBXH"))
        };
        let no_answer = solve(first, Solution::Elsewhere);
        assert!(matches!(no_answer, Err(Refusal::Value { field: "solution" })), "{no_answer:?}");
        solve(first, Solution::BothStand).expect("found");
        assert_eq!(held(&office), 0);

        let second = ask(of(Merit), "Công văn 15/LĐTBXH").expect("asked anew");
        solve(second, Solution::SecondEnds).expect("not entitled");
        let record = office.load(buoi);
        let merit = record.entitlements.iter().find(|one| one.source == Merit).expect("it is told");
        assert_eq!((merit.state, merit.ended_by), (EntitlementState::Ended, Some(EndedBy::NotEntitled)));
        let told = record.events.iter().filter(|event| event.kind == EventKind::ProvinceAsked).count();
        assert_eq!(told, 2);
        let again = ask(of(Merit), "Công văn 16");
        assert!(matches!(again, Err(Refusal::Value { .. })), "nothing is left to ask about: {again:?}");
    });
}

#[test]
fn records_that_look_alike_are_shown_once_and_stay_solved() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let rows =
            ["Phạm Thị Lụa,02/09/1944,,Bình Trị,BTXH.5a.60,540000", "Ngô Thị Nga,06/06/1960,,Bình Trị,BTXH.6.N,540000"];
        office.enrol(office.receive(Protection, &rows));
        office.enrol(office.receive(Merit, &["Pham Thi Lua,02/09/1944,,Bình Châu,NCC.g,2055000"]));
        let look = || office.write(|tx| find_alike(tx, &office.officer)).expect("a look");
        assert_eq!(look(), AlikeFound { compared: 3, pairs: 1, new: 1 });
        assert_eq!(look(), AlikeFound { compared: 3, pairs: 1, new: 0 });
        let alike = of_kind(&office, ExceptionKind::Alike);
        let name = |id| office.load(id).person.full_name.to_string();
        assert_eq!((name(alike.other), name(alike.person)), ("Phạm Thị Lụa".to_owned(), "Pham Thi Lua".to_owned()));
        assert!(office.load(alike.person).holds.is_empty(), "a likeness holds nothing");
        assert_eq!(office.load(alike.other).exceptions.len(), 1, "both are told");
        let solved = office.write(|tx| {
            solve_exception(tx, &office.officer, alike.id, Solution::BothStand, "Hai chị em họ, đã gặp cả hai")
        });
        solved.expect("a solution");
        assert_eq!(look().new, 0, "two people stay two");
        for id in [alike.person, alike.other] {
            let kinds: Vec<EventKind> = office.load(id).events.iter().map(|event| event.kind).collect();
            assert!(kinds.ends_with(&[EventKind::ExceptionFound, EventKind::ExceptionSolved]), "{kinds:?}");
        }
        let leader = testing::officer(&desk, Role::CommuneLeader, "21061", 1);
        let refused = office.write(|tx| find_alike(tx, &leader));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
    });
}

#[test]
fn a_record_that_an_officer_linked_to_a_person_already_there_is_told_whichever_came_first() {
    on_both(|db| {
        for verified_first in [true, false] {
            let (desk, _) = desk_over(db);
            let office = Office::of(&desk);
            let (number, pid) = if verified_first { ("051144001234", "p-1") } else { ("051144001244", "p-2") };
            let name = if verified_first { "Nguyễn Thị Bưởi" } else { "Nguyễn Thị Mận" };
            let verified = || {
                let row = format!("{name},02/09/1944,{number},Bình Trị,BTXH.5a.80,720000");
                let file = office.receive(Protection, &[&row]);
                office.decide(file, (2, 1), "verified", Some(pid), None);
                office.enrol(file)
            };
            let confirmed = || {
                let row = format!("{name},02/09/1944,,Bình Châu,BTXH.6.N,540000");
                let file = office.receive(Protection, &[&row]);
                office.confirm(file, 2, pid);
                (file, office.enrol(file))
            };
            let told = |enrolled: crate::Enrolled| (enrolled.exceptions, enrolled.held);
            let file = if verified_first {
                assert_eq!(told(verified()), (0, 0));
                let (file, second) = confirmed();
                assert_eq!(told(second), (1, 1));
                file
            } else {
                let (file, first) = confirmed();
                assert_eq!(told(first), (0, 0));
                assert_eq!(told(verified()), (1, 1));
                file
            };
            let same = of_kind(&office, ExceptionKind::SamePerson);
            let (doubtful, sure) = (office.load(same.person), office.load(same.other));
            assert_eq!((doubtful.person.citizen_id, sure.person.citizen_id.is_some()), (None, true));
            let held: Vec<HoldReason> = doubtful.holds.iter().map(|hold| hold.reason).collect();
            assert_eq!((held, sure.holds.len()), (vec![HoldReason::SamePerson], 0), "who is verified is paid");
            assert_eq!(told(office.enrol(file)), (0, 0), "it is told once");
            let solve = office.write(|tx| {
                solve_exception(tx, &office.officer, same.id, Solution::SecondEnds, "Cùng một người, đã chuyển đến")
            });
            solve.expect("a solution");
            assert_eq!(told(office.enrol(file)), (0, 0), "what is solved stays solved");
            let ended = office.load(same.person).entitlements[0].state;
            assert_eq!(ended, EntitlementState::Ended);
        }
    });
}

#[test]
fn two_records_that_officers_linked_to_one_person_are_told_and_an_undone_decision_tells_nothing() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let rows = [
            "Phạm Thị Lụa,02/09/1944,,Bình Trị,BTXH.5a.60,540000",
            "Phạm Thị Lụa,1944,,Bình Châu,BTXH.6.N,540000",
            "Ngô Thị Nga,06/06/1960,,Bình Trị,BTXH.6.N,540000",
            "Ngô Thị Nga,1960,,Bình Châu,BTXH.6.N,540000",
        ];
        let file = office.receive(Protection, &rows);
        for (line, pid) in [(2, "p-1"), (3, "p-1"), (4, "p-2"), (5, "p-2")] {
            office.confirm(file, line, pid);
        }
        // The officer took the last one back.
        office.decide(file, (5, 2), "pending", None, None);
        let enrolled = office.enrol(file);
        assert_eq!((enrolled.exceptions, enrolled.held), (1, 1));
        let same = of_kind(&office, ExceptionKind::SamePerson);
        assert!(same.other < same.person, "what came second is held");
        assert_eq!(office.load(same.person).person.full_name.as_str(), "Phạm Thị Lụa");
        let again = office.enrol(file);
        assert_eq!((again.exceptions, again.held), (0, 0));
    });
}

/// Somebody verified, and a second record of them with the same number that an officer linked to the same person.
pub(super) fn two_of_one_person(office: &Office<'_>, second: &str) -> Exception {
    enrol(office, Protection, FIRST);
    let file = office.receive(Protection, &[second]);
    office.confirm(file, 2, "p-1");
    let enrolled = office.enrol(file);
    assert_eq!((enrolled.exceptions, enrolled.held), (1, 1), "one question of two records");
    let open = office.db().read(|tx| list_exceptions(tx, &office.officer.scope, None, 10)).expect("exceptions");
    assert_eq!(open.iter().map(|one| one.kind).collect::<Vec<_>>(), [ExceptionKind::SamePerson]);
    assert_eq!((office.enrol(file).exceptions, office.enrol(file).held), (0, 0), "it is told once");
    open[0].clone()
}

#[test]
fn two_records_with_one_number_that_are_one_person_are_told_once() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let same = two_of_one_person(&office, SECOND);
        for id in [same.person, same.other] {
            assert_eq!(office.load(id).exceptions.len(), 1);
        }
        // What the row says changes: the number is no new question.
        let file = office.receive(Protection, &[&SECOND.replace("540000", "600000")]);
        assert_eq!(office.enrol(file).exceptions, 0);
        let open = office.db().read(|tx| list_exceptions(tx, &office.officer.scope, None, 10)).expect("exceptions");
        assert_eq!(open, [same]);
    });
}

#[test]
fn a_number_claimed_before_is_no_question_of_its_own_once_both_are_one_person() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        enrol(&office, Protection, FIRST);
        let file = office.receive(Protection, &[SECOND]);
        office.decide(file, (2, 1), "pending", None, None);
        assert_eq!(office.enrol(file).exceptions, 1);
        of_kind(&office, ExceptionKind::NumberClaimed);
        office.decide_at(
            desk.now() + jiff::SignedDuration::from_mins(1),
            file,
            (2, 2),
            ("mismatch", Some("p-1"), None),
        );
        let sql = "UPDATE matching_decision SET rule = 'confirmed' WHERE file_id = $1 AND decision_no = 2";
        office.db().write(|tx| tx.execute(sql, db::params![file])).expect("a decision");
        assert_eq!(office.enrol(file).held, 1);
        let open = office.db().read(|tx| list_exceptions(tx, &office.officer.scope, None, 10)).expect("exceptions");
        assert_eq!(open.iter().map(|one| one.kind).collect::<Vec<_>>(), [ExceptionKind::SamePerson]);
    });
}

#[test]
fn of_two_records_of_one_person_the_second_can_be_kept_and_nobody_is_paid_twice() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let same = two_of_one_person(&office, SECOND);
        enrol(&office, Merit, "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,NCC.g,2055000");
        let solve = |acting: &office::Acting, solution| {
            office.write(|tx| solve_exception(tx, acting, same.id, solution, "Đã xem thẻ căn cước"))
        };
        let far = testing::officer(&desk, Role::CommunePolice, "21112", 1);
        let refused = solve(&far, Solution::FirstEnds);
        assert!(refused.is_err(), "the first record is of another area: {refused:?}");
        solve(&office.officer, Solution::FirstEnds).expect("a solution");
        let (first, second) = (office.load(same.other), office.load(same.person));
        let active = |record: &crate::PersonRecord| -> Vec<(sources::SourceKind, String)> {
            let live = record.entitlements.iter().filter(|one| one.state == EntitlementState::Active);
            live.map(|one| (one.source, one.category.clone())).collect()
        };
        assert_eq!(active(&first), [(Merit, "NCC.g".to_owned())], "another programme goes on");
        assert_eq!(active(&second), [(Protection, "BTXH.6.N".to_owned())]);
        let ended = first.entitlements.iter().find(|one| one.source == Protection).expect("it is told");
        assert_eq!(ended.ended_by, Some(EndedBy::Duplicate));
        assert_eq!(ended.until_month, Some(month("2024-01")), "this month's list may have left the house");
        let held_in = |text: &str| second.holds.iter().any(|hold| hold.holds_in(month(text)));
        assert!(held_in("2024-01") && !held_in("2024-02"), "paid once this month, and by the second from the next on");
        // The first list comes again: what ended stays ended.
        enrol(&office, Protection, &format!("{FIRST} "));
        assert_eq!(active(&office.load(same.other)), [(Merit, "NCC.g".to_owned())]);
    });
}

#[test]
fn nothing_ends_where_both_records_give_nothing_of_the_same() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        enrol(&office, Protection, FIRST);
        let file = office.receive(Merit, &["Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,NCC.g,2055000"]);
        office.confirm(file, 2, "p-1");
        office.enrol(file);
        let same = of_kind(&office, ExceptionKind::SamePerson);
        let refused = office
            .write(|tx| solve_exception(tx, &office.officer, same.id, Solution::FirstEnds, "Đã xem thẻ căn cước"));
        assert!(matches!(refused, Err(Refusal::NoChange)), "{refused:?}");
        assert_eq!(of_kind(&office, ExceptionKind::SamePerson), same, "it waits");
        assert!(office.load(same.other).entitlements.iter().all(|one| one.state == EntitlementState::Active));
    });
}
