//! The newest decision says in which state a person is, not the newest file.

use super::Office;
use crate::Enrolled;
use db::testing::on_both;
use jiff::SignedDuration;
use kernel::SourceFileId;
use matching::Outcome;
use office::testing::desk_over;
use sources::SourceKind::Protection;

const ROW: &str = "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,720000";
const MORE: &str = "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,800000";
const OTHER: &str = "Nguyễn Thị Bưởi,03/09/1944,051144001234,Bình Trị,BTXH.5a.80,720000";
const ELSE: &str = "Lê Thị Ánh,05/06/1950,212345678,Bình Châu,BTXH.5a.60,540000";

/// A decision so many hours after the files came.
fn decide(office: &Office<'_>, hours: i64, file: SourceFileId, number: i64, outcome: &str, pid: Option<&str>) {
    let at = office.desk.now() + SignedDuration::from_hours(hours);
    office.decide_at(at, file, (2, number), (outcome, pid, None));
}

fn state(office: &Office<'_>) -> (Outcome, Option<String>, i64) {
    let buoi = office.load(office.only("bưởi nguyễn"));
    (buoi.person.state, buoi.person.pid, buoi.entitlements[0].amount.as_i64())
}

const UNCHANGED: Enrolled =
    Enrolled { rows: 1, persons: 0, joined: 0, changed: 0, unchanged: 1, exceptions: 0, held: 0, proposed: 0 };

#[test]
fn the_same_row_decided_before_or_not_at_all_turns_no_state_back() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let first = office.receive(Protection, &[ROW]);
        let second = office.receive(Protection, &[ROW, ELSE]);
        decide(&office, 1, first, 1, "mismatch", Some("p-1"));
        decide(&office, 2, second, 1, "mismatch", Some("p-1"));
        decide(&office, 3, first, 2, "verified", Some("p-1"));
        office.enrol(first);
        let verified = (Outcome::Verified, Some("p-1".to_owned()), 720_000);
        assert_eq!(state(&office), verified);
        assert_eq!(office.enrol(second).changed, 0, "the rules spoke before the officer");
        assert_eq!(state(&office), verified);
        let third = office.receive(Protection, &[&format!("{ROW} ")]);
        assert_eq!(office.enrol(third), UNCHANGED, "nobody decided on it");
        assert_eq!(state(&office), verified);
        decide(&office, 4, second, 2, "pending", None);
        assert_eq!(office.enrol(second).changed, 1, "the newest decision");
        assert_eq!(state(&office).0, Outcome::Pending);
        assert_eq!(office.enrol(first), UNCHANGED, "and not the older one once more");
        assert_eq!(state(&office).0, Outcome::Pending);
    });
}

#[test]
fn an_undecided_row_brings_its_amount_and_leaves_the_state() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let first = office.receive(Protection, &[ROW]);
        decide(&office, -2, first, 1, "verified", Some("p-1"));
        office.enrol(first);
        let second = office.receive(Protection, &[MORE]);
        assert_eq!(office.enrol(second).changed, 1);
        assert_eq!(state(&office), (Outcome::Verified, Some("p-1".to_owned()), 800_000));
        assert_eq!(office.enrol(second), UNCHANGED, "once");
        assert_eq!(office.enrol(first).changed, 0, "the older file brings its amount no more");
        assert_eq!(state(&office).2, 800_000);
    });
}

#[test]
fn somebody_else_than_was_decided_on_is_open_again_unless_the_decision_is_later() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let first = office.receive(Protection, &[ROW]);
        decide(&office, -2, first, 1, "verified", Some("p-1"));
        office.enrol(first);
        let second = office.receive(Protection, &[OTHER]);
        assert_eq!(office.enrol(second).changed, 1, "it came after the decision and says another day of birth");
        assert_eq!(state(&office).0, Outcome::NotSent);
        decide(&office, 5, second, 1, "verified", Some("p-1"));
        office.enrol(second);
        assert_eq!(office.enrol(first), UNCHANGED, "its decision is older");
        let third = office.receive(Protection, &[&format!("{ROW} ")]);
        assert_eq!(office.enrol(third), UNCHANGED, "it came before the decision");
        assert_eq!(state(&office).0, Outcome::Verified);
    });
}
