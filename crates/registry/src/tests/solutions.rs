//! How a contradiction was solved, taken back.

use super::{
    Office,
    exceptions::{FIRST, SECOND, enrol, of_kind, two_of_one_person},
    month,
    rechecks::{correct, recheck},
};
use crate::{
    ChangedField, EntitlementState, EventKind, Exception, ExceptionKind, Hold, HoldReason, PersonRecord, Refusal,
    Solution, list_solutions, list_solved_of, solve_exception, store, undo_solution,
};
use db::testing::on_both;
use jiff::SignedDuration;
use kernel::PersonId;
use matching::Outcome;
use office::{
    Role,
    testing::{self, desk_over},
};
use sources::SourceKind::{Merit, Protection};

const NUMBER: &str = "051144001234";

fn solve(office: &Office<'_>, one: &Exception, solution: Solution) -> Result<(), Refusal> {
    office.write(|tx| solve_exception(tx, &office.officer, one.id, solution, "Đã xem thẻ căn cước"))
}

fn undo(office: &Office<'_>, one: &Exception) -> Result<(), Refusal> {
    office.write(|tx| undo_solution(tx, &office.officer, one.id, "Chọn nhầm"))
}

fn holder(office: &Office<'_>, kind: &str, value: &str) -> Option<PersonId> {
    office.db().read(|tx| store::find_claim(tx, kind, value)).expect("a read")
}

fn active(record: &PersonRecord) -> usize {
    record.entitlements.iter().filter(|one| one.state == EntitlementState::Active).count()
}

fn open_holds(record: &PersonRecord) -> Vec<&Hold> {
    record.holds.iter().filter(|hold| hold.released_at.is_none()).collect()
}

#[test]
fn a_solution_is_taken_back_with_what_it_did() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        enrol(&office, Protection, FIRST);
        enrol(&office, Protection, SECOND);
        let buoi = office.only(NUMBER);
        let twice = of_kind(&office, ExceptionKind::TwiceInProgramme);
        assert!(matches!(undo(&office, &twice), Err(Refusal::NoChange)), "nobody solved it");
        let before = office.load(buoi);
        for solution in [Solution::BothStand, Solution::SecondEnds, Solution::Elsewhere] {
            solve(&office, &twice, solution).expect("a solution");
            let solved = office.db().read(|tx| list_solved_of(tx, &office.officer.scope, buoi)).expect("a list");
            assert_eq!(solved.iter().map(|(id, one)| (*id, one.solution)).collect::<Vec<_>>(), [(twice.id, solution)]);
            let is_held = |hold: &&Hold| hold.reason == HoldReason::TwiceInProgramme;
            let still = open_holds(&office.load(buoi)).iter().copied().filter(is_held).count();
            assert_eq!(still, usize::from(solution == Solution::Elsewhere), "{solution:?}");
            undo(&office, &twice).expect("taken back");
            let after = office.load(buoi);
            assert_eq!(after.exceptions, before.exceptions, "{solution:?}: it waits again");
            assert_eq!(after.entitlements, before.entitlements, "{solution:?}");
            let held = |record: &PersonRecord| {
                let mut reasons: Vec<_> =
                    open_holds(record).iter().map(|one| (one.reason.key(), one.entitlement, one.until_month)).collect();
                reasons.sort();
                reasons
            };
            assert_eq!(held(&after), held(&before), "{solution:?}");
            assert_eq!(after.events.last().map(|event| event.kind), Some(EventKind::ExceptionReopened));
        }
        let far = testing::officer(&desk, Role::CommunePolice, "21112", 1);
        solve(&office, &twice, Solution::BothStand).expect("a solution");
        let leader = testing::officer(&desk, Role::CommuneLeader, "21061", 1);
        for other in [&far, &leader] {
            let refused = office.write(|tx| undo_solution(tx, other, twice.id, "Chọn nhầm"));
            let is_no = matches!(refused, Err(Refusal::NotFound { .. } | Refusal::Office(_)));
            assert!(is_no || other.scope.covers(twice.place), "{refused:?}");
        }
    });
}

#[test]
fn no_month_in_which_a_record_was_held_is_owed_once_it_ends() {
    on_both(|db| {
        let (desk, clock) = desk_over(db);
        let office = Office::of(&desk);
        enrol(&office, Protection, FIRST);
        enrol(&office, Protection, SECOND);
        let (buoi, twice) = (office.only(NUMBER), of_kind(&office, ExceptionKind::TwiceInProgramme));
        clock.pass(SignedDuration::from_hours(24 * 70));
        let later = Office::of(&desk);
        let second = |record: PersonRecord| {
            let one = record.entitlements.into_iter().find(|one| one.id == twice.entitlement).expect("it is told");
            (one.state, one.until_month)
        };
        let before = second(office.load(buoi));
        for _again in 0..2 {
            solve(&later, &twice, Solution::SecondEnds).expect("a solution");
            assert_eq!(second(later.load(buoi)), (EntitlementState::Ended, None), "not what was held before it either");
            undo(&later, &twice).expect("taken back");
            assert_eq!(second(later.load(buoi)), before);
        }
    });
}

#[test]
fn the_months_before_the_second_record_is_kept_stay_the_firsts() {
    on_both(|db| {
        let (desk, clock) = desk_over(db);
        let office = Office::of(&desk);
        let same = two_of_one_person(&office, SECOND);
        clock.pass(SignedDuration::from_hours(24 * 45));
        let later = Office::of(&desk);
        solve(&later, &same, Solution::FirstEnds).expect("a solution");
        let second = later.load(same.person);
        let is_held = |text: &str| second.holds.iter().any(|hold| hold.holds_in(month(text)));
        assert!(["2024-01", "2024-02", "2024-03"].iter().all(|month| is_held(month)), "{:?}", second.holds);
        assert!(!is_held("2024-04"), "the second begins with the next");
    });
}

#[test]
fn the_second_record_that_is_kept_can_be_verified() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let same = two_of_one_person(&office, SECOND);
        assert_eq!(holder(&office, "citizen_id", NUMBER), Some(same.other));
        solve(&office, &same, Solution::FirstEnds).expect("a solution");
        assert_eq!(
            (holder(&office, "citizen_id", NUMBER), holder(&office, "pid", "p-1")),
            (Some(same.person), Some(same.person))
        );

        undo(&office, &same).expect("taken back");
        let (first, second) = (office.load(same.other), office.load(same.person));
        assert_eq!(
            (holder(&office, "citizen_id", NUMBER), holder(&office, "pid", "p-1")),
            (Some(same.other), Some(same.other))
        );
        assert_eq!((active(&first), first.entitlements[0].until_month), (1, None), "it goes on");
        assert!(open_holds(&second).iter().any(|hold| hold.until_month.is_none()), "the second waits as before");
        assert_eq!(open_holds(&second).len(), 1);

        solve(&office, &same, Solution::FirstEnds).expect("again");
        assert_eq!(recheck(&office, same.person).expect("asked").state, Outcome::Verified);
        assert!(office.load(same.person).exceptions.is_empty(), "nobody has the number or the id beside it");
        assert!(matches!(undo(&office, &same), Err(Refusal::NewerFirst)), "the kept one is verified by it");
        // The first list comes once more: it brings neither the contradiction nor the claim back.
        enrol(&office, Protection, &format!("{FIRST} "));
        assert_eq!(office.load(same.person).exceptions, []);
        assert_eq!(holder(&office, "pid", "p-1"), Some(same.person));
    });
}

#[test]
fn what_the_kept_record_gives_since_a_month_is_not_taken_back() {
    on_both(|db| {
        let (desk, clock) = desk_over(db);
        let office = Office::of(&desk);
        let same = two_of_one_person(&office, SECOND);
        solve(&office, &same, Solution::FirstEnds).expect("a solution");
        clock.pass(SignedDuration::from_hours(24 * 40));
        let later = testing::officer(&desk, Role::LabourOfficer, "524", 7);
        let refused = office.write(|tx| undo_solution(tx, &later, same.id, "Chọn nhầm"));
        assert!(matches!(refused, Err(Refusal::SolutionBegun { .. })), "{refused:?}");
        assert_eq!(active(&office.load(same.other)), 0);
    });
}

#[test]
fn the_second_is_kept_only_where_both_give_the_same() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        enrol(&office, Protection, FIRST);
        let file = office.receive(Merit, &["Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,NCC.g,2055000"]);
        office.confirm(file, 2, "p-1");
        office.enrol(file);
        let same = of_kind(&office, ExceptionKind::SamePerson);
        let offered = office.db().read(|tx| list_solutions(tx, &office.officer.scope, &same)).expect("a list");
        assert_eq!(offered, [Solution::BothStand, Solution::SecondEnds, Solution::Elsewhere]);
    });
}

#[test]
fn a_number_that_a_correction_frees_is_its_other_holders_at_once() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &[FIRST]));
        office.enrol(office.receive(Merit, &["Trần Thị Hoa,03/03/1950,051144001234,Bình Châu,NCC.g,2055000"]));
        let claimed = of_kind(&office, ExceptionKind::NumberClaimed);
        assert_eq!(holder(&office, "citizen_id", NUMBER), Some(claimed.other));
        solve(&office, &claimed, Solution::Elsewhere).expect("a solution");
        correct(&office, claimed.other, ChangedField::CitizenId, "051144009999");
        assert_eq!(holder(&office, "citizen_id", NUMBER), Some(claimed.person), "no enrolment was waited for");
        assert_eq!(holder(&office, "citizen_id", "051144009999"), Some(claimed.other));
    });
}
