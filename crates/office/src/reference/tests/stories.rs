//! Reference data in an office, on both databases.

use super::super::{seed::forget_seed, *};
use crate::{
    Acting, Refusal, Role, Scope,
    places::Places,
    profile::{DayKind, Programme},
    somebody::somebody,
};
use db::{Db, Tx, params};
use jiff::civil::date;
use kernel::{Dong, Ratio};

const STANDARD: &str = "social_protection.standard";
const JULY_2026: Date = date(2026, 7, 1);

fn seeded(story: impl Fn(&Db)) {
    db::testing::on_both(|db| {
        db.write(seed).expect("the program's data comes in");
        story(db);
    });
}

fn officer() -> Acting {
    somebody(1, Role::ProvinceOfficer, None)
}

fn leader() -> Acting {
    somebody(2, Role::ProvinceLeader, None)
}

fn standard_on(db: &Db, day: Date) -> i64 {
    let held = db.read(|tx: &mut Tx<'_>| find::<Rate>(tx, STANDARD, day)).expect("a list").expect("a standard");
    held.value.amount.as_i64()
}

fn raise() -> Change<Rate> {
    let rate = built_in::rates().into_iter().find(|seed| seed.value.code == STANDARD).expect("a standard").value;
    let value = Rate { amount: Dong::new(550_000), basis: "NĐ thử/2026".to_owned(), ..rate };
    Change { value, from: JULY_2026, until: None, seen: None, why: "Nghị định mới".to_owned() }
}

fn raised(version: i64) -> VersionSeen {
    VersionSeen { kind: ReferenceKind::Rate, item: STANDARD.to_owned(), from: JULY_2026, version }
}

fn trail(db: &Db, verb: &str) -> i64 {
    let read = |tx: &mut Tx<'_>| {
        let row = tx.row("SELECT COUNT(*) FROM audit_record WHERE verb = $1", params![verb])?;
        row.expect("a count").get(0)
    };
    db.read::<i64, db::DbError>(read).expect("a count")
}

#[test]
fn the_programs_data_comes_in_once() {
    seeded(|db| {
        let count =
            |tx: &mut Tx<'_>| tx.row("SELECT COUNT(*) FROM reference_version", params![])?.expect("a row").get(0);
        let first: i64 = db.read::<i64, db::DbError>(count).expect("a count");
        assert_eq!(first, 8 + 42 + 70 + 59 + 3 + 26 + 2);
        db.write(seed).expect("a second start");
        assert_eq!(db.read::<i64, db::DbError>(count).expect("a count"), first);
        let banks = db.read(|tx| list::<Bank>(tx, JULY_2026)).expect("banks");
        assert_eq!(banks.len(), 70);
        let profiles = db.read(profiles).expect("profiles");
        assert_eq!(profiles, crate::profile::Profiles::built_in());
    });
}

#[test]
fn a_rate_waits_for_a_second_person() {
    seeded(|db| {
        let proposed = db.write(|tx| propose(tx, &officer(), &raise())).expect("proposed");
        assert_eq!(proposed, Proposed { version: 1, state: State::Proposed });
        assert_eq!(standard_on(db, JULY_2026), 500_000, "nothing holds yet");
        let waiting = db.read(|tx| list_proposals(tx, &leader())).expect("proposals");
        assert_eq!((waiting.len(), waiting[0].now.is_none()), (1, true));
        db.write(|tx| approve(tx, &leader(), &raised(1))).expect("approved by another");
        assert_eq!((standard_on(db, JULY_2026), standard_on(db, date(2026, 6, 30))), (550_000, 500_000));
        let again = db.write(|tx| approve(tx, &leader(), &raised(1))).expect_err("decided");
        assert!(matches!(again, Refusal::ProposalDecided { version: 1 }));
        assert_eq!((trail(db, "reference.propose"), trail(db, "reference.approve")), (1, 1));
        let told = db.read(|tx| history::<Rate>(tx, STANDARD)).expect("history");
        assert_eq!(told.len(), 4);
        assert_eq!(told[3].proposed_by, Some(officer().staff));
        assert_eq!(told[3].decided_by, Some(leader().staff));
    });
}

#[test]
fn nobody_approves_their_own_proposal() {
    seeded(|db| {
        let ministry = somebody(5, Role::MinistryOfficer, None);
        db.write(|tx| propose(tx, &ministry, &raise())).expect("proposed");
        let refused = db.write(|tx| approve(tx, &ministry, &raised(1))).expect_err("their own");
        assert!(matches!(refused, Refusal::OwnProposal));
        let refused =
            db.write(|tx| approve(tx, &somebody(6, Role::LabourHead, None), &raised(1))).expect_err("may not");
        assert!(matches!(refused, Refusal::NotAllowed { .. }));
        assert_eq!(standard_on(db, JULY_2026), 500_000);
        // The maker takes it back, and may propose again.
        db.write(|tx| reject(tx, &ministry, &raised(1), "Nhầm số")).expect("taken back");
        let second = db.write(|tx| propose(tx, &ministry, &raise())).expect("again");
        assert_eq!(second.version, 2);
    });
}

#[test]
fn approving_names_the_version_that_was_seen() {
    seeded(|db| {
        db.write(|tx| propose(tx, &officer(), &raise())).expect("proposed");
        let refused =
            db.write(|tx| propose(tx, &somebody(3, Role::ProvinceOfficer, None), &raise())).expect_err("one waits");
        assert!(matches!(refused, Refusal::ProposalOpen { version: 1 }));
        db.write(|tx| reject(tx, &leader(), &raised(1), "Chưa có nghị định")).expect("rejected");
        db.write(|tx| propose(tx, &officer(), &raise())).expect("a second version");
        let refused = db.write(|tx| approve(tx, &leader(), &raised(1))).expect_err("saw the first");
        assert!(matches!(refused, Refusal::ProposalDecided { version: 1 }));
        let refused = db.write(|tx| approve(tx, &leader(), &raised(7))).expect_err("no such version");
        assert!(matches!(refused, Refusal::NotFound { .. }));
        db.write(|tx| approve(tx, &leader(), &raised(2))).expect("the one that waits");
        // A change must have seen what holds.
        let stale = db.write(|tx| propose(tx, &officer(), &raise())).expect_err("saw nothing, but one holds");
        assert!(matches!(stale, Refusal::VersionMoved { seen: None, now: Some(2) }));
    });
}

#[test]
fn a_holiday_needs_one_person_and_a_mistake_is_called_one() {
    seeded(|db| {
        let day = date(2026, 12, 31);
        let value = Holiday {
            day,
            kind: DayKind::Off,
            name_vi: "Nghỉ theo thông báo".to_owned(),
            name_en: "Announced day off".to_owned(),
            confidence: Confidence::Entered,
            basis: "TB 1/2026".to_owned(),
        };
        let change = Change { value, from: day, until: Some(day), seen: None, why: "Thông báo mới".to_owned() };
        let made = db.write(|tx| propose(tx, &officer(), &change)).expect("changed");
        assert_eq!(made.state, State::Approved);
        assert!(!db.read(working_days).expect("days").is_working(day));
        let seen = VersionSeen { kind: ReferenceKind::Holiday, item: day.to_string(), from: day, version: 1 };
        db.write(|tx| void(tx, &officer(), &seen, "Nhập nhầm")).expect("void");
        assert!(db.read(working_days).expect("days").is_working(day));
        let told = db.read(|tx| history::<Holiday>(tx, &day.to_string())).expect("history");
        assert_eq!(told.iter().map(|version| version.is_void).collect::<Vec<_>>(), [false, true]);
        assert_eq!(trail(db, "reference.change"), 2);
        let again = Change { seen: Some(2), ..change };
        db.write(|tx| propose(tx, &officer(), &again)).expect("after all");
        assert!(!db.read(working_days).expect("days").is_working(day));
    });
}

#[test]
fn a_newer_program_corrects_only_what_staff_left_alone() {
    seeded(|db| {
        let first = date(2024, 7, 1);
        let holds = db.read(|tx| find::<Rate>(tx, STANDARD, first)).expect("a list").expect("a standard");
        let value = Rate { basis: "NĐ 76/2024, bản đính chính".to_owned(), ..holds.value };
        let change = Change { value, from: first, until: None, seen: Some(1), why: "Đính chính".to_owned() };
        db.write(|tx| propose(tx, &officer(), &change)).expect("proposed");
        // An older program left another spelling of one bank, and another digest.
        db.write::<_, Refusal>(|tx| {
            let older = "UPDATE reference_version SET value = '{}' WHERE kind = 'bank' AND item = '970436'";
            tx.execute(older, params![])?;
            forget_seed(tx, ReferenceKind::Bank)?;
            Ok(forget_seed(tx, ReferenceKind::Rate)?)
        })
        .expect("an older state");
        db.write(seed).expect("a newer program");
        let bank = db.read(|tx| find::<Bank>(tx, "970436", first)).expect("a list").expect("Vietcombank");
        assert_eq!(bank.number, 2, "the correction is a version too");
        let versions = db.read(|tx| history::<Rate>(tx, STANDARD)).expect("history");
        assert_eq!(versions.iter().filter(|version| version.from == first).count(), 2, "seed and proposal, no third");
    });
}

#[test]
fn a_value_that_cannot_be_is_refused_and_so_is_a_change_without_reason() {
    seeded(|db| {
        let mut change = raise();
        change.value.amount = Dong::ZERO;
        let refused = db.write(|tx| propose(tx, &officer(), &change)).expect_err("nothing");
        assert!(matches!(refused, Refusal::Reference(ReferenceFault::Amount)));
        let refused =
            db.write(|tx| propose(tx, &officer(), &Change { why: "  ".to_owned(), ..raise() })).expect_err("why");
        assert!(matches!(refused, Refusal::TextLength { field: "why", .. }));
        let backwards = Change { until: Some(date(2026, 1, 1)), ..raise() };
        let refused = db.write(|tx| propose(tx, &officer(), &backwards)).expect_err("backwards");
        assert!(matches!(refused, Refusal::PeriodBackwards { .. }));
        let refused = db.write(|tx| propose(tx, &somebody(9, Role::LabourOfficer, None), &raise())).expect_err("who");
        assert!(matches!(refused, Refusal::NotAllowed { .. }));
    });
}

#[test]
fn a_unit_sets_its_own_targets_and_sees_those_above() {
    seeded(|db| {
        let places = Places::built_in();
        let place = |code: &str| places.find(code, date(2024, 1, 25)).expect("a unit").place;
        let area = |code: &str| places.area(place(code));
        let (binh_son, ours) = (place("524"), somebody(4, Role::DistrictLeader, area("524")));
        let value = Target {
            place: binh_son,
            populations: vec![Programme::SocialProtection, Programme::Merit],
            measure: Measure::PaidByAccount,
            denominator: Denominator::Managed,
            percent: Ratio::new(30, 100).expect("a ratio"),
            basis: "Kế hoạch thử".to_owned(),
            letter: None,
        };
        let change = |value| Change { value, from: date(2024, 1, 1), until: None, seen: None, why: "Giao".to_owned() };
        let made = db.write(|tx| propose(tx, &ours, &change(value.clone()))).expect("set");
        assert_eq!(made.state, State::Approved);
        let elsewhere = Target { place: place("747"), ..value.clone() };
        let refused = db.write(|tx| propose(tx, &ours, &change(elsewhere.clone()))).expect_err("not theirs");
        assert!(matches!(refused, Refusal::OutsideArea));
        let seen_by = |area| {
            let scope = Scope::over(vec![area]);
            let held = db.read(|tx| list_targets(tx, &scope, places, date(2024, 2, 1))).expect("targets");
            held.into_iter().map(|version| version.value.place).collect::<Vec<_>>()
        };
        assert_eq!(seen_by(area("21112").expect("Bình Châu")), [binh_son, binh_son], "a commune sees its district's");
        assert_eq!(seen_by(area("747").expect("Vũng Tàu")), [place("747")]);
        let scope = Scope::over(vec![area("747").expect("Vũng Tàu")]);
        let hidden = db.read(|tx| target_history(tx, &scope, places, &value.item())).expect("history");
        assert!(hidden.is_empty());
    });
}
