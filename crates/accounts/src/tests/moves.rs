//! What becomes of a claim.

use super::{NUMBER, activate, asked, cash, check, claim, each, make_active, own_account, paper, plain, seen};
use crate::*;
use db::params;
use jiff::{SignedDuration, civil::date};
use kernel::{AccountNumber, FullName, PersonId};
use office::{Acting, Role};
use survey::{
    AuthorisationKind, AuthorisationSeen, Method, RowFault, revoke_authorisation,
    testing::{BINH_CHAU, Village, Villager},
};

fn history(village: &Village, person: PersonId) -> Vec<Account> {
    let scope = village.officer(Role::CommunePolice).scope;
    village.db().read(|tx| list_of_person(tx, &scope, person)).expect("accounts")
}

fn only_fault(moved: Moved) -> MoveFault {
    assert_eq!(moved.moved, 0);
    moved.faults.into_iter().next().expect("a fault").fault
}

#[test]
fn an_account_goes_from_claim_to_end() {
    each(|village| {
        let an = village.person("Nguyễn Văn An");
        make_active(village, own_account(an, "NGUYEN VAN AN"));
        let account = history(village, an).remove(0);
        assert_eq!((account.state, account.version), (State::Active, 3));
        assert_eq!(account.active_from, Some(date(2024, 2, 4)));
        assert_eq!(account.checked_by, Some(village.officer(Role::SocialOfficer).staff));

        village.clock.pass(SignedDuration::from_hours(1));
        let number = AccountNumber::parse("999888777").ok();
        make_active(village, Claim { number, ..own_account(an, "NGUYEN VAN AN") });
        let states: Vec<_> = history(village, an).iter().map(|account| account.state).collect();
        assert_eq!(states, [State::Active, State::Ended], "the old one is kept");

        let police = village.officer(Role::CommunePolice);
        let now = seen(village, an);
        let end = |why: &str| village.db().write(|tx| end_many(tx, &police, &[now], why)).expect("answers");
        assert_eq!(only_fault(end(" ")), MoveFault::WhyMissing);
        assert_eq!(end("đã đóng tài khoản").moved, 1);
        assert_eq!(only_fault(end("đã đóng tài khoản")), MoveFault::VersionMoved { seen: 3, now: 4 });
        assert!(history(village, an).iter().all(|account| account.state == State::Ended));
        assert_eq!(history(village, an)[0].why.as_deref(), Some("đã đóng tài khoản"));
        let again = activate(village, &[seen(village, an)]);
        assert_eq!(only_fault(again), MoveFault::Transition { from: State::Ended, event: Event::Activate });
    });
}

#[test]
fn nobody_checks_or_activates_an_own_claim() {
    each(|village| {
        let an = village.person("Nguyễn Văn An");
        let social = village.officer(Role::SocialOfficer);
        let good = own_account(an, "NGUYEN VAN AN");
        village.db().write(|tx| claim_many(tx, &social, std::slice::from_ref(&good))).expect("a claim");
        let claimed = seen(village, an);
        assert_eq!(only_fault(check(village, &social, &[plain(claimed)])), MoveFault::OwnClaim);
        let police = village.officer(Role::CommunePolice);
        let refused = village.db().write(|tx| check_many(tx, &police, &[plain(claimed)]));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
        let other = village.officer_at(Role::LabourOfficer, "524", 1);
        assert_eq!(check(village, &other, &[plain(claimed)]).moved, 1);
        let checked = seen(village, an);
        let own = village.db().write(|tx| activate_many(tx, &social, &[checked])).expect("answers");
        assert_eq!(only_fault(own), MoveFault::OwnClaim);
    });
}

#[test]
fn the_name_decides_whether_a_reason_is_needed() {
    each(|village| {
        let people = village.people(&["Nguyễn Thị Ánh", "Lý Thị Mỹ", "Trần Văn Bình"].map(Villager::named));
        let numbers = ["100000001", "100000002", "100000003"].map(|number| AccountNumber::parse(number).ok());
        let claims: Vec<Claim> = people
            .iter()
            .zip(["NGUYEN THI ANH", "LI THI MI", "LE THI HOA"])
            .zip(numbers)
            .map(|((person, holder), number)| Claim { number, ..own_account(*person, holder) })
            .collect();
        assert_eq!(claim(village, &claims).created, 3);
        let social = village.officer(Role::SocialOfficer);
        let checks: Vec<Check> = people.iter().map(|person| plain(seen(village, *person))).collect();
        let done = check(village, &social, &checks);
        assert_eq!(done.moved, 1);
        assert_eq!(
            done.faults,
            [
                RowFault { at: 1, fault: MoveFault::WhyNeeded { check: NameCheck::Close } },
                RowFault { at: 2, fault: MoveFault::NameDoesNotMatch { rule: NameRule::GivenDiffers } },
            ]
        );
        let why = Some("xem sổ tài khoản".to_owned());
        let close = Check { why: why.clone(), ..checks[1].clone() };
        assert_eq!(check(village, &social, &[close]).moved, 1);
        assert_eq!(history(village, people[1])[0].why, why);
        // Why does not help where the holder is somebody else; the bank's own answer does.
        let forced = Check { why, ..checks[2].clone() };
        assert_eq!(
            only_fault(check(village, &social, &[forced])),
            MoveFault::NameDoesNotMatch { rule: NameRule::GivenDiffers }
        );
        assert_eq!(check(village, &social, &[asked(checks[2].seen, "TRAN VAN BINH")]).moved, 1);
        assert_eq!(history(village, people[2])[0].holder_name.as_deref(), Some("TRAN VAN BINH"));
    });
}

#[test]
fn a_bank_that_says_otherwise_or_nothing_counts_more_than_the_claim() {
    each(|village| {
        let an = village.person("Nguyễn Văn An");
        claim(village, &[own_account(an, "NGUYEN VAN AN")]);
        let social = village.officer(Role::SocialOfficer);
        let now = seen(village, an);
        let other = check(village, &social, &[asked(now, "NGUYEN VAN ANH")]);
        assert_eq!(only_fault(other), MoveFault::NameDoesNotMatch { rule: NameRule::GivenDiffers });
        let silent = Check { bank_answer: Some(BankAnswer::Silent), ..plain(now) };
        let unsaid = check(village, &social, std::slice::from_ref(&silent));
        assert_eq!(only_fault(unsaid), MoveFault::WhyNeeded { check: NameCheck::Cannot });
        let said = Check { why: Some("ngân hàng chưa trả lời, đã xem thẻ".to_owned()), ..silent };
        assert_eq!(check(village, &social, &[said]).moved, 1);
        assert_eq!(history(village, an)[0].name_check, Some(NameCheck::Cannot));
    });
}

#[test]
fn a_number_that_serves_many_needs_a_reason() {
    each(|village| {
        let names: Vec<Villager> = (0..4).map(|_| Villager::named("Nguyễn Văn An")).collect();
        let people = village.people(&names);
        let claims: Vec<Claim> = people.iter().map(|person| own_account(*person, "NGUYEN VAN AN")).collect();
        claim(village, &claims);
        let social = village.officer(Role::SocialOfficer);
        let now = seen(village, people[0]);
        assert_eq!(only_fault(check(village, &social, &[plain(now)])), MoveFault::WhyNeededForShared { people: 4 });
        // Turning one down lets the others be.
        let last = seen(village, people[3]);
        let rejected = village.db().write(|tx| reject_many(tx, &social, &[last], "trùng số")).expect("rejected");
        assert_eq!(rejected.moved, 1);
        assert_eq!(check(village, &social, &[plain(now)]).moved, 1);
    });
}

#[test]
fn what_was_not_seen_as_it_is_is_not_moved() {
    each(|village| {
        let an = village.person("Nguyễn Văn An");
        claim(village, &[own_account(an, "NGUYEN VAN AN")]);
        let social = village.officer(Role::SocialOfficer);
        let now = seen(village, an);
        let stale = AccountSeen { version: 5, ..now };
        assert_eq!(only_fault(check(village, &social, &[plain(stale)])), MoveFault::VersionMoved { seen: 5, now: 1 });
        let early = activate(village, &[now]);
        assert_eq!(only_fault(early), MoveFault::Transition { from: State::Claimed, event: Event::Activate });
        let far: Acting = village.officer_at(Role::SocialOfficer, BINH_CHAU, 1);
        assert_eq!(only_fault(check(village, &far, &[plain(now)])), MoveFault::NotFound);
        let none = village.db().read(|tx| list_of_person(tx, &far.scope, an)).expect("none");
        assert_eq!(none, []);
        let twice = check(village, &social, &[plain(now), plain(now)]);
        assert_eq!((twice.moved, twice.faults.len()), (1, 0));
    });
}

#[test]
fn an_account_by_a_paper_that_was_taken_back_is_not_activated() {
    each(|village| {
        let an = village.person("Nguyễn Văn An");
        let id = paper(village, an, AuthorisationKind::Proxy, None);
        claim(village, &[Claim { method: Method::ProxyAccount, ..own_account(an, "LE THI CUC") }]);
        let social = village.officer(Role::SocialOfficer);
        assert_eq!(check(village, &social, &[plain(seen(village, an))]).moved, 1);
        let paper = AuthorisationSeen { person: an, authorisation: id, version: 2 };
        let today = date(2024, 2, 4);
        village.db().write(|tx| revoke_authorisation(tx, &social, &paper, today, "đổi ý")).expect("taken back");
        assert_eq!(only_fault(activate(village, &[seen(village, an)])), MoveFault::PaperNotInForce);
    });
}

#[test]
fn thousands_are_claimed_checked_and_activated_in_sets() {
    each(|village| {
        let names: Vec<Villager> =
            (0..2_000).map(|number| Villager::named(&format!("Nguyễn Văn An {number}"))).collect();
        let people = village.people(&names);
        let claims: Vec<Claim> = people
            .iter()
            .enumerate()
            .map(|(at, person)| match at % 4 {
                0 => cash(*person, Method::CashPoint),
                _ => Claim {
                    number: AccountNumber::parse(&format!("{NUMBER}{at:04}")).ok(),
                    ..own_account(*person, &format!("NGUYEN VAN AN {at}"))
                },
            })
            .collect();
        let claimed = claim(village, &claims);
        assert_eq!((claimed.created, claimed.faults.len()), (2_000, 0));
        let social = village.officer(Role::SocialOfficer);
        let scope = social.scope.clone();
        let list = || village.db().read(|tx| list_accounts(tx, &scope, &AccountFilter::default(), 5_000)).expect("all");
        let checks: Vec<Check> = list().iter().map(|line| plain(line.account.seen())).collect();
        assert_eq!(check(village, &social, &checks), Moved { moved: 2_000, faults: vec![] });
        let seen: Vec<AccountSeen> = list().iter().map(|line| line.account.seen()).collect();
        assert_eq!(activate(village, &seen), Moved { moved: 2_000, faults: vec![] });
        let counts = village.db().read(|tx| count_accounts(tx, &scope)).expect("counts");
        let counts: Vec<_> = counts.iter().map(|count| (count.state, count.method, count.persons)).collect();
        assert_eq!(counts, [(State::Active, Method::CashPoint, 500), (State::Active, Method::OwnAccount, 1_500)]);
    });
}

/// The person's name was corrected in the record.
fn rename(village: &Village, person: PersonId, name: &str) {
    let name = FullName::parse(name).expect("a name");
    let sql = "UPDATE registry_person SET full_name = $2, name_key = $3 WHERE person_id = $1";
    village.db().write(|tx| tx.execute(sql, params![person, name.as_str(), name.key()])).expect("a correction");
}

#[test]
fn an_account_is_looked_at_again_when_the_name_it_was_compared_with_is_corrected() {
    each(|village| {
        let (an, scope) = (village.person("Nguyễn Văn An"), village.officer(Role::CommunePolice).scope);
        make_active(village, own_account(an, "NGUYEN VAN AN"));
        let social = village.officer(Role::SocialOfficer);
        let recheck = |checks: &[Check]| village.db().write(|tx| recheck_many(tx, &social, checks)).expect("rechecks");
        let waiting = || village.db().read(|tx| count_renamed(tx, &scope, 10)).expect("a count");
        let not_renamed = recheck(&[plain(seen(village, an))]);
        assert_eq!((only_fault(not_renamed), waiting()), (MoveFault::NotRenamed, 0));
        rename(village, an, "NGUYỄN VĂN AN");
        assert_eq!(waiting(), 0, "the same name, written otherwise");
        rename(village, an, "Trần Văn Khác");
        assert_eq!(waiting(), 1);
        let renamed = AccountFilter { renamed: true, ..AccountFilter::default() };
        let found = village.db().read(|tx| list_accounts(tx, &scope, &renamed, 10)).expect("accounts");
        assert_eq!(found.len(), 1);
        assert!(found[0].account.is_renamed(&found[0].full_name));
        let other = only_fault(recheck(&[plain(seen(village, an))]));
        assert!(matches!(other, MoveFault::NameDoesNotMatch { .. }), "{other:?}");
        let silent = Check {
            bank_answer: Some(BankAnswer::Silent),
            why: Some("đúng người".to_owned()),
            ..plain(seen(village, an))
        };
        let other = only_fault(recheck(&[silent]));
        assert!(matches!(other, MoveFault::NameDoesNotMatch { .. }), "a silent bank changes no holder: {other:?}");
        let police = village.officer(Role::CommunePolice);
        let now = seen(village, an);
        let own = village.db().write(|tx| recheck_many(tx, &police, &[plain(now)]));
        assert!(matches!(own, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "whoever claims it");
        let moved = recheck(&[asked(seen(village, an), "TRAN VAN KHAC")]);
        assert_eq!((moved.moved, waiting()), (1, 0), "{moved:?}");
        assert_eq!(history(village, an)[0].state, State::Active);
    });
}
