//! Through whose hands the ways in went: two accounts that one person could enter are not two persons.
//!
//! Whoever gives somebody a start password could sign in with it, and whoever links an identity of an agency's single
//! sign-on could link the own. So an account is, besides its owner, in the hand of whoever gave its present password
//! and of whoever linked it, and of those in whose hand these were when they did. Whoever holds the machine is nobody's
//! hand: a password given there (`ansinh staff reset-password`) makes an account its owner's alone.

use super::store;
use crate::{Acting, Refusal};
use db::{DbError, Tx};
use jiff::Timestamp;
use kernel::StaffId;
use std::collections::{BTreeMap, BTreeSet};

/// How far two members of staff are two persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    /// Nobody could act as both.
    Apart,
    /// One of the two gave the other the way in, and could act as both.
    OneOfThem,
    /// A third person gave both the way in, and could act as both.
    Third(StaffId),
}

/// How far `maker`, as they were when they made something, and `checker` now are two persons.
///
/// A few look-ups of the trail by staff id, however long the trail is; not one a row of what is checked.
pub fn hands_between(
    tx: &mut Tx<'_>,
    maker: (StaffId, Timestamp),
    checker: (StaffId, Timestamp),
) -> Result<Hands, DbError> {
    let (makers, checkers) = (hands_of(tx, maker)?, hands_of(tx, checker)?);
    if makers.contains(&checker.0) || checkers.contains(&maker.0) {
        return Ok(Hands::OneOfThem);
    }
    Ok(makers.intersection(&checkers).next().map_or(Hands::Apart, |third| Hands::Third(*third)))
}

/// Whether nobody could act as both `a` and `b` today: the strict rule, for what happens seldom and decides much.
pub fn are_independent(tx: &mut Tx<'_>, acting: &Acting, a: StaffId, b: StaffId) -> Result<bool, DbError> {
    Ok(a != b && hands_between(tx, (a, acting.now), (b, acting.now))? == Hands::Apart)
}

/// Refuses when the person acting gave the maker the way in, or the other way round.
///
/// That a third person gave it to both is no reason to refuse what every commune does every month: there one
/// administrator gives everybody the start password.
pub fn must_not_be_one_hand(tx: &mut Tx<'_>, acting: &Acting, maker: StaffId) -> Result<(), Refusal> {
    match hands_between(tx, (maker, acting.now), (acting.staff, acting.now))? {
        Hands::OneOfThem => Err(Refusal::OneHand { is_third: false }),
        Hands::Apart | Hands::Third(_) => Ok(()),
    }
}

/// Refuses unless nobody could act as both the maker, at the instant of making, and the person acting.
pub(crate) fn must_be_two_persons(
    tx: &mut Tx<'_>,
    acting: &Acting,
    maker: (StaffId, Timestamp),
) -> Result<(), Refusal> {
    match hands_between(tx, maker, (acting.staff, acting.now))? {
        Hands::Apart => Ok(()),
        Hands::OneOfThem => Err(Refusal::OneHand { is_third: false }),
        Hands::Third(_) => Err(Refusal::OneHand { is_third: true }),
    }
}

/// Everybody who could have acted as this person at that instant, the person included.
fn hands_of(tx: &mut Tx<'_>, (staff, at): (StaffId, Timestamp)) -> Result<BTreeSet<StaffId>, DbError> {
    // Of one person at two instants there may be two hands: who is known now may have been somebody else's before.
    let mut seen = BTreeSet::new();
    let mut open = vec![(staff, at)];
    while let Some((staff, at)) = open.pop() {
        // The machine and a visitor are nobody's account.
        if staff == Acting::nobody() || !seen.insert((staff, at)) {
            continue;
        }
        open.extend(store::find_last_way_in(tx, staff, at)?);
        open.extend(list_linkers(tx, staff, at)?);
    }
    Ok(seen.into_iter().map(|(staff, _)| staff).collect())
}

/// Whoever linked this person to an identity from elsewhere, and when, of the links that held at that instant. The trail
/// says so: a link that was taken back since was a way in all the same.
fn list_linkers(tx: &mut Tx<'_>, staff: StaffId, at: Timestamp) -> Result<Vec<(StaffId, Timestamp)>, DbError> {
    let mut held: BTreeMap<String, (StaffId, Timestamp)> = BTreeMap::new();
    for deed in store::list_link_deeds(tx, staff, at)? {
        if deed.linked {
            held.insert(deed.issuer, (deed.by, deed.at));
        } else {
            held.remove(&deed.issuer);
        }
    }
    Ok(held.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Desk, Role,
        desk::testing::{HandClock, desk_over, machine, new_staff, origin, person},
        reference::{self, Change, Proposed, Rate, ReferenceKind, VersionSeen},
        sign_in::{self, StartPassword},
        staff::{self, Login, NewAssignment, Staff},
    };
    use jiff::{SignedDuration, civil::date};

    /// An administrator who was given the password by `maker`, or by the machine.
    fn administrator(desk: &Desk, login: &str, maker: Option<&Acting>) -> Acting {
        let machine = machine(desk);
        let maker = maker.unwrap_or(&machine);
        let start = StartPassword::make(desk);
        let new = new_staff(login, "Quản Trị Viên");
        let made: Result<Staff, Refusal> = desk.db().write(|tx| {
            let made = staff::create_staff(tx, maker, &new, &start)?;
            let (role, from) = (Role::Administrator, maker.today());
            staff::assign(tx, maker, &NewAssignment { staff: made.id, role, office: None, from, until: None })?;
            Ok(made)
        });
        made.expect("an administrator");
        again(desk, login)
    }

    fn again(desk: &Desk, login: &str) -> Acting {
        let login = Login::parse(login).expect("a login name");
        desk.on_behalf_of(&login, Role::Administrator, origin()).expect("an administrator")
    }

    fn each(story: impl Fn(&Desk, &HandClock)) {
        db::testing::on_both(|db| {
            let (desk, clock) = desk_over(db);
            story(&desk, &clock);
        });
    }

    fn propose(desk: &Desk, acting: &Acting, day: i8) -> VersionSeen {
        let rate = reference::built_in::rates().into_iter().next().expect("a rate").value;
        let (item, from) = (reference::Reference::item(&rate), date(2026, 8, day));
        let change =
            Change::<Rate> { value: rate, from, until: None, seen: None, why: "Nghị định mới".to_owned() };
        let Proposed { version, .. } = desk.db().write(|tx| reference::propose(tx, acting, &change)).expect("proposed");
        VersionSeen { kind: ReferenceKind::Rate, item, from, version }
    }

    fn approve(desk: &Desk, acting: &Acting, seen: &VersionSeen) -> Result<(), Refusal> {
        desk.db().write(|tx| reference::approve(tx, acting, seen))
    }

    #[test]
    fn whoever_was_given_the_password_by_the_proposer_is_no_second_person() {
        each(|desk, _| {
            let one = administrator(desk, "quan.mot", None);
            let puppet = administrator(desk, "quan.hai", Some(&one));
            let other = administrator(desk, "quan.ba", None);
            let seen = propose(desk, &one, 1);
            assert!(matches!(approve(desk, &puppet, &seen), Err(Refusal::OneHand { is_third: false })));
            approve(desk, &other, &seen).expect("two persons");
            let seen = propose(desk, &puppet, 2);
            assert!(matches!(approve(desk, &one, &seen), Err(Refusal::OneHand { is_third: false })));
        });
    }

    #[test]
    fn two_made_by_one_hand_are_one_even_through_a_third() {
        each(|desk, _| {
            let one = administrator(desk, "quan.mot", None);
            let (left, right) =
                (administrator(desk, "quan.hai", Some(&one)), administrator(desk, "quan.ba", Some(&one)));
            let far = administrator(desk, "quan.bon", Some(&right));
            for (maker, checker, day) in [(&left, &right, 1), (&left, &far, 2), (&far, &left, 3)] {
                let seen = propose(desk, maker, day);
                assert!(matches!(approve(desk, checker, &seen), Err(Refusal::OneHand { is_third: true })), "{day}");
            }
            let seen = propose(desk, &one, 4);
            assert!(
                matches!(approve(desk, &far, &seen), Err(Refusal::OneHand { is_third: false })),
                "a hand of a hand"
            );
        });
    }

    #[test]
    fn a_ring_of_puppets_hides_no_hand() {
        each(|desk, clock| {
            let pass = || clock.pass(SignedDuration::from_mins(1));
            let real = administrator(desk, "quan.mot", None);
            pass();
            let puppet = administrator(desk, "quan.hai", Some(&real));
            pass();
            let _ = administrator(desk, "quan.ba", Some(&again(desk, "quan.hai")));
            pass();
            let start = StartPassword::make(desk);
            let by = again(desk, "quan.ba");
            desk.db().write(|tx| staff::reset_password(tx, &by, puppet.staff, &start)).expect("a new password");
            pass();
            let seen = propose(desk, &again(desk, "quan.hai"), 1);
            assert!(matches!(approve(desk, &again(desk, "quan.mot"), &seen), Err(Refusal::OneHand { .. })));
            assert!(matches!(approve(desk, &again(desk, "quan.ba"), &seen), Err(Refusal::OneHand { .. })));
            let (real, other) = (again(desk, "quan.mot"), again(desk, "quan.ba"));
            let mild = |acting: &Acting, maker: StaffId| desk.db().read(|tx| must_not_be_one_hand(tx, acting, maker));
            assert!(matches!(mild(&real, puppet.staff), Err(Refusal::OneHand { .. })), "nor for a list");
            assert!(matches!(mild(&other, puppet.staff), Err(Refusal::OneHand { .. })));
        });
    }

    #[test]
    fn a_link_taken_back_after_the_deed_was_a_way_in_all_the_same() {
        each(|desk, clock| {
            let pass = || clock.pass(SignedDuration::from_mins(1));
            let (one, other) = (administrator(desk, "quan.mot", None), administrator(desk, "quan.hai", None));
            let link = |tx: &mut Tx<'_>| sign_in::link_external(tx, &one, other.staff, "https://sso", "u-1");
            desk.db().write(link).expect("linked");
            pass();
            let seen = propose(desk, &again(desk, "quan.hai"), 1);
            pass();
            let one = again(desk, "quan.mot");
            desk.db().write(|tx| sign_in::unlink_external(tx, &one, other.staff, "https://sso")).expect("taken back");
            pass();
            assert!(matches!(approve(desk, &again(desk, "quan.mot"), &seen), Err(Refusal::OneHand { .. })));
            let later = propose(desk, &again(desk, "quan.hai"), 2);
            approve(desk, &again(desk, "quan.mot"), &later).expect("two persons, since the link is gone");
        });
    }

    #[test]
    fn a_password_given_at_the_machine_makes_an_account_its_owners_alone() {
        each(|desk, clock| {
            let one = administrator(desk, "quan.mot", None);
            let second = administrator(desk, "quan.hai", Some(&one));
            let seen = propose(desk, &one, 1);
            clock.pass(SignedDuration::from_mins(1));
            let start = StartPassword::make(desk);
            let machine = machine(desk);
            desk.db().write(|tx| staff::reset_password(tx, &machine, second.staff, &start)).expect("a new password");
            approve(desk, &again(desk, "quan.hai"), &seen).expect("two persons");

            // Linked to an identity of the proposer's choosing, it is in that hand again, until the link is taken back.
            let seen = propose(desk, &again(desk, "quan.mot"), 2);
            let link = |tx: &mut Tx<'_>| sign_in::link_external(tx, &one, second.staff, "https://sso", "u-1");
            desk.db().write(link).expect("linked");
            assert!(matches!(
                approve(desk, &again(desk, "quan.hai"), &seen),
                Err(Refusal::OneHand { is_third: false })
            ));
            desk.db().write(|tx| sign_in::unlink_external(tx, &one, second.staff, "https://sso")).expect("taken back");
            approve(desk, &again(desk, "quan.hai"), &seen).expect("two persons again");
        });
    }

    #[test]
    fn what_was_proposed_in_somebodys_hand_stays_so_after_a_new_password() {
        each(|desk, clock| {
            let (one, other) = (administrator(desk, "quan.mot", None), administrator(desk, "quan.hai", None));
            let puppet = administrator(desk, "quan.ba", Some(&one));
            let seen = propose(desk, &puppet, 1);
            clock.pass(SignedDuration::from_mins(1));
            let start = StartPassword::make(desk);
            let by = again(desk, "quan.hai");
            let reset = |tx: &mut Tx<'_>| staff::reset_password(tx, &by, puppet.staff, &start);
            desk.db().write(reset).expect("a new password");
            assert!(matches!(approve(desk, &again(desk, "quan.mot"), &seen), Err(Refusal::OneHand { .. })));
            // And the hand of a hand counts as it was when it gave the password on.
            clock.pass(SignedDuration::from_mins(1));
            let start = StartPassword::make(desk);
            let by = again(desk, "quan.mot");
            let reset = |tx: &mut Tx<'_>| staff::reset_password(tx, &by, other.staff, &start);
            desk.db().write(reset).expect("a new password");
            let now = desk.now();
            let hands = desk.db().read(|tx| hands_between(tx, (puppet.staff, now), (one.staff, now))).expect("a read");
            assert_eq!(hands, Hands::Apart, "the second gave the password while nobody else could act as the second");
        });
    }

    #[test]
    fn a_list_waits_for_no_other_administrator_and_yet_for_another_hand() {
        each(|desk, _| {
            let one = administrator(desk, "quan.mot", None);
            let (left, right) =
                (administrator(desk, "quan.hai", Some(&one)), administrator(desk, "quan.ba", Some(&one)));
            let mild = |acting: &Acting, maker: StaffId| desk.db().read(|tx| must_not_be_one_hand(tx, acting, maker));
            mild(&left, right.staff).expect("one administrator gives a whole commune its passwords");
            assert!(matches!(mild(&left, one.staff), Err(Refusal::OneHand { is_third: false })));
            let machine_made = person(desk, "nguyen.an", "Nguyễn Văn An").0.id;
            assert!(desk.db().read(|tx| are_independent(tx, &left, left.staff, machine_made)).expect("a read"));
            assert!(!desk.db().read(|tx| are_independent(tx, &left, left.staff, left.staff)).expect("a read"));
        });
    }

    #[test]
    fn a_token_lets_nobody_in_before_a_second_person_confirms_it() {
        each(|desk, clock| {
            let (one, other) = (administrator(desk, "quan.mot", None), administrator(desk, "quan.hai", None));
            let puppet = administrator(desk, "quan.ba", Some(&one));
            let ends_at = one.now + SignedDuration::from_hours(24);
            let new = new_staff("hethong.dc01", "Phân hệ ASXH");
            let (account, token, text) = desk
                .db()
                .write(|tx| {
                    let account = staff::create_service_account(tx, &one, &new)?.id;
                    let (token, text) = staff::issue_token(tx, &one, account, "đối chiếu", ends_at)?;
                    Ok::<_, Refusal>((account, token, text))
                })
                .expect("a token");
            let comes_in = || desk.service(&text, &origin()).is_ok();
            let confirm =
                |acting: &Acting| desk.db().write(|tx| staff::confirm_token(tx, acting, token.id, None)).map(drop);
            assert!(!comes_in());
            assert!(matches!(confirm(&one), Err(Refusal::OwnProposal)));
            assert!(matches!(confirm(&puppet), Err(Refusal::OneHand { is_third: false })));
            assert!(!comes_in());
            confirm(&other).expect("a second person");
            assert!(comes_in());
            // With another post it is another token.
            let (role, from) = (Role::ServiceAccount, one.today());
            let office = crate::desk::testing::officer(desk, Role::LabourOfficer, "524", 1).office;
            let new = NewAssignment { staff: account, role, office, from, until: None };
            desk.db().write(|tx| staff::assign(tx, &one, &new)).expect("a post");
            assert!(!comes_in());
            confirm(&machine(desk)).expect("whoever holds the machine needs no second person");
            assert!(comes_in());
            // What was seen is what is confirmed, and no post takes over from another.
            let look = |tx: &mut Tx<'_>| staff::find_current_post(tx, &other, account);
            let first = desk.db().read(look).expect("a read").expect("a post");
            let wide = crate::desk::testing::officer(desk, Role::LabourOfficer, "525", 1).office;
            let new = NewAssignment { staff: account, role, office: wide, from, until: None };
            clock.pass(SignedDuration::from_mins(1));
            let (one, other) = (again(desk, "quan.mot"), again(desk, "quan.hai"));
            desk.db().write(|tx| staff::assign(tx, &one, &new)).expect("a second post");
            assert!(comes_in(), "still under the first post");
            desk.db().write(|tx| staff::end_assignment(tx, &one, first.id, from)).expect("ended");
            assert!(!comes_in(), "nobody confirmed it for the second");
            let listed = desk.db().read(|tx| staff::list_tokens(tx, &one, account)).expect("a read");
            assert_eq!(listed[0].confirmed_at, None, "and the list says so");
            let saw = |saw| desk.db().write(|tx| staff::confirm_token(tx, &other, token.id, Some(saw))).map(drop);
            assert!(matches!(saw(Some(first.id)), Err(Refusal::VersionMoved { .. })), "the button of an old page");
            let second = desk.db().read(look).expect("a read").map(|post| post.id);
            saw(second).expect("what holds was seen");
            assert!(comes_in());
        });
    }
}
