//! From draft to handed over.

use super::{draft, each, february, lines};
use crate::*;
use db::params;
use kernel::{Dong, ListId};
use office::{Acting, Role};
use survey::testing::{BINH_CHAU, Village};

fn police(village: &Village) -> Acting {
    village.officer(Role::CommunePolice)
}

fn leader(village: &Village) -> Acting {
    village.officer(Role::CommuneLeader)
}

fn freeze(village: &Village, seen: ListSeen) -> Result<List, Refusal> {
    let acting = police(village);
    village.db().write(|tx| freeze_list(tx, &acting, seen))
}

fn approve(village: &Village, acting: &Acting, list: &List) -> Result<List, Refusal> {
    let approval = ListApproval { seen: list.seen(), digest: list.digest.expect("a digest") };
    village.db().write(|tx| approve_list(tx, acting, &approval))
}

fn hand_over(village: &Village, seen: ListSeen) -> Result<List, Refusal> {
    let acting = police(village);
    village.db().write(|tx| hand_over_list(tx, &acting, seen))
}

/// A frozen list with one line.
fn frozen(village: &Village) -> List {
    let an = village.person("Nguyễn Văn An");
    village.entitle(an, "BTXH.5c", 360_000);
    let list = draft(village);
    freeze(village, list.seen()).expect("a frozen list")
}

#[test]
fn a_list_goes_from_draft_to_the_paying_office() {
    each(|village| {
        let list = frozen(village);
        assert_eq!((list.state, list.version), (State::Frozen, 2));
        let list = approve(village, &leader(village), &list).expect("approved");
        assert_eq!(list.approved_by, Some(leader(village).staff));
        let list = hand_over(village, list.seen()).expect("handed over");
        assert_eq!((list.state, list.version), (State::HandedOver, 4));
        assert_eq!(list.handed_to.as_deref(), Some("district_labour"));
        let labour = village.officer_at(Role::LabourOfficer, "524", 1);
        let seen = village.db().read(|tx| list_lists(tx, &labour.scope, february())).expect("lists");
        assert_eq!(seen, std::slice::from_ref(&list), "the district sees it as it is");
        assert_eq!(village.db().read(|tx| find_list(tx, &labour.scope, list.id)).expect("a list"), Some(list));
    });
}

#[test]
fn a_month_of_which_the_record_says_something_else_since_is_told_with_the_difference() {
    each(|village| {
        let list = frozen(village);
        let an = lines(village, &list)[0].person;
        let scope = police(village).scope;
        let gaps = || village.db().read(|tx| list_month_gaps(tx, &scope, an)).expect("gaps");
        let say = |dong: i64| {
            let sql = "UPDATE registry_entitlement SET amount_dong = $2 WHERE person_id = $1";
            village.db().write(|tx| tx.execute(sql, params![an, dong])).expect("another amount");
        };
        say(540_000);
        assert_eq!(gaps(), [], "what is not handed over can still be drawn up anew");
        say(360_000);
        let list = approve(village, &leader(village), &list).expect("approved");
        hand_over(village, list.seen()).expect("handed over");
        assert_eq!(gaps(), [], "the list says what the record says");
        for (amount, due) in [(540_000, 540_000), (180_000, 180_000)] {
            say(amount);
            let expected = MonthGap { month: february(), due: Dong::new(due), listed: Dong::new(360_000) };
            assert_eq!(gaps(), [expected]);
        }
        let new = village.person("Lê Thị Mới");
        village.entitle(new, "BTXH.5c", 360_000);
        let of =
            |scope: &office::Scope, person| village.db().read(|tx| list_month_gaps(tx, scope, person)).expect("gaps");
        assert_eq!(of(&scope, new), [], "whoever was on no list was perhaps paid elsewhere");
        let far = village.officer_at(Role::CommunePolice, BINH_CHAU, 1).scope;
        assert_eq!(of(&far, an), [], "another area");
    });
}

#[test]
fn a_frozen_list_refuses_new_people_and_a_draft_takes_them() {
    each(|village| {
        let an = village.person("Nguyễn Văn An");
        village.entitle(an, "BTXH.5c", 360_000);
        let list = draft(village);
        let late = village.person("Lê Bình");
        village.entitle(late, "BTXH.5c", 500_000);
        let acting = police(village);
        let refresh = |seen| village.db().write(|tx| refresh_list(tx, &acting, seen));
        let list = refresh(list.seen()).expect("a fresh draft");
        assert_eq!((list.version, list.totals.lines, list.totals.total), (2, 2, Dong::new(860_000)));
        let list = freeze(village, list.seen()).expect("a frozen list");
        village.entitle(late, "BTXH.6.N", 540_000);
        let refused = refresh(list.seen());
        assert!(
            matches!(refused, Err(Refusal::Transition { from: State::Frozen, event: Event::Refresh })),
            "{refused:?}"
        );
        assert_eq!(lines(village, &list).len(), 2);
        assert_eq!(village.db().read(check_lists).expect("a check"), []);
    });
}

#[test]
fn only_somebody_else_approves_and_only_what_was_seen() {
    each(|village| {
        let list = frozen(village);
        let boss = leader(village);
        let stale =
            ListApproval { seen: ListSeen { version: 1, ..list.seen() }, digest: list.digest.expect("a digest") };
        let refused = village.db().write(|tx| approve_list(tx, &boss, &stale));
        assert!(matches!(refused, Err(Refusal::VersionMoved { seen: 1, now: 2 })), "{refused:?}");
        let other = "ab".repeat(32).parse().expect("a digest");
        let unseen = ListApproval { seen: list.seen(), digest: other };
        let refused = village.db().write(|tx| approve_list(tx, &boss, &unseen));
        assert!(matches!(refused, Err(Refusal::DigestMoved { .. })), "{refused:?}");
        let refused = approve(village, &police(village), &list);
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
        let far = village.officer_at(Role::CommuneLeader, BINH_CHAU, 1);
        let refused = approve(village, &far, &list);
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotFound { .. }))), "{refused:?}");
        // Nobody has both rights in the table of roles; the staff id is compared all the same.
        village
            .db()
            .write(|tx| tx.execute("UPDATE lists_list SET prepared_by = $1", params![boss.staff]))
            .expect("a story's own hand");
        let refused = approve(village, &boss, &list);
        assert!(matches!(refused, Err(Refusal::OwnList)), "{refused:?}");
        let (maker, frozen_by) = (police(village).staff, boss.staff);
        village
            .db()
            .write(|tx| tx.execute("UPDATE lists_list SET prepared_by = $1, frozen_by = $2", params![maker, frozen_by]))
            .expect("a story's own hand");
        let refused = approve(village, &boss, &list);
        assert!(matches!(refused, Err(Refusal::OwnList)), "{refused:?}");
    });
}

#[test]
fn lines_changed_behind_the_program_are_not_approved_and_not_handed_over() {
    each(|village| {
        let list = frozen(village);
        let raise = |dong: i64| {
            village
                .db()
                .write(|tx| tx.execute("UPDATE lists_line SET amount_dong = $1", params![dong]))
                .expect("a hand");
        };
        raise(9_000_000);
        let refused = approve(village, &leader(village), &list);
        assert!(matches!(refused, Err(Refusal::DigestDiffers { .. })), "{refused:?}");
        let findings = village.db().read(check_lists).expect("a check");
        assert!(matches!(findings[..], [ListFinding::Totals { .. }, ListFinding::Digest { .. }]), "{findings:?}");
        raise(360_000);
        let list = approve(village, &leader(village), &list).expect("approved");
        raise(9_000_000);
        let refused = hand_over(village, list.seen());
        assert!(matches!(refused, Err(Refusal::DigestDiffers { .. })), "{refused:?}");
        raise(360_000);
        assert_eq!(village.db().read(check_lists).expect("a check"), []);
    });
}

#[test]
fn totals_that_are_not_those_of_the_lines_are_not_frozen_and_can_be_rebuilt() {
    each(|village| {
        let an = village.person("Nguyễn Văn An");
        village.entitle(an, "BTXH.5c", 360_000);
        let list = draft(village);
        village.db().write(|tx| tx.execute("UPDATE lists_list SET total_dong = 1", params![])).expect("a hand");
        let refused = freeze(village, list.seen());
        assert!(matches!(refused, Err(Refusal::TotalsDiffer)), "{refused:?}");
        village.db().write(|tx| rebuild_totals(tx, list.clone())).expect("rebuilt");
        assert_eq!(village.db().read(check_lists).expect("a check"), []);
        freeze(village, list.seen()).expect("a frozen list");
    });
}

#[test]
fn an_empty_list_is_not_frozen_and_a_list_cannot_skip_a_step() {
    each(|village| {
        let list = draft(village);
        assert!(matches!(freeze(village, list.seen()), Err(Refusal::Empty)));
        let refused = hand_over(village, list.seen());
        assert!(
            matches!(refused, Err(Refusal::Transition { from: State::Draft, event: Event::HandOver })),
            "{refused:?}"
        );
        let boss = leader(village);
        let back = |why: &str| village.db().write(|tx| return_list(tx, &boss, list.seen(), why));
        assert!(matches!(back("sai"), Err(Refusal::Transition { from: State::Draft, event: Event::Return })));
        assert!(matches!(back(" "), Err(Refusal::WhyMissing)));
    });
}

#[test]
fn a_list_given_back_is_a_draft_again() {
    each(|village| {
        let list = frozen(village);
        let boss = leader(village);
        let list = village.db().write(|tx| return_list(tx, &boss, list.seen(), "thiếu bà Năm")).expect("given back");
        assert_eq!((list.state, list.digest, list.why.as_deref()), (State::Draft, None, Some("thiếu bà Năm")));
        let list = freeze(village, list.seen()).expect("frozen again");
        approve(village, &boss, &list).expect("approved");
    });
}

#[test]
fn nothing_of_another_commune_is_seen() {
    each(|village| {
        let list = frozen(village);
        let far = village.officer_at(Role::CommunePolice, BINH_CHAU, 1).scope;
        let seen = |id: ListId| {
            village.db().read(|tx| {
                let found = find_list(tx, &far, id)?;
                let lines = list_lines(tx, &far, id, &LineFilter::default(), 10)?;
                Ok::<_, Refusal>((found, lines.lines, sum_by_method(tx, &far, id)?, list_lists(tx, &far, february())?))
            })
        };
        assert_eq!(seen(list.id).expect("nothing"), (None, vec![], vec![], vec![]));
    });
}
