//! One person twice: held, and solved.

use super::Office;
use crate::{EndedBy, EntitlementState, Exception, ExceptionKind, Refusal, Solution, list_exceptions, solve_exception};
use db::testing::on_both;
use office::testing::desk_over;
use sources::SourceKind::{Merit, Protection};

const FIRST: &str = "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,720000";
const SECOND: &str = "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Châu,BTXH.6.N,540000";

fn enrol(office: &Office<'_>, source: sources::SourceKind, row: &str) {
    let file = office.receive(source, &[row]);
    office.decide(file, (2, 1), "verified", Some("p-1"), None);
    office.enrol(file);
}

fn of_kind(office: &Office<'_>, kind: ExceptionKind) -> Exception {
    let found = office.db().read(|tx| list_exceptions(tx, &office.officer.scope, 10)).expect("exceptions");
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
