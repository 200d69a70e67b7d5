//! Authorisations and guardianships.

use super::{each, neighbour};
use crate::testing::{BINH_CHAU, BINH_TRI, Village, Villager};
use crate::*;
use jiff::{SignedDuration, civil::date};
use kernel::{CitizenId, FullName, PersonId};
use office::{Acting, Role};

fn paper(person: PersonId) -> NewAuthorisation {
    NewAuthorisation {
        person,
        kind: AuthorisationKind::Proxy,
        name: FullName::parse("Lê Thị Cúc").expect("a name"),
        citizen_id: CitizenId::parse("051180000007").expect("a number"),
        relation: "con".to_owned(),
        with_account: true,
        valid_from: date(2024, 1, 16),
        valid_until: None,
        paper: None,
    }
}

fn record(village: &Village, papers: &[NewAuthorisation]) -> RecordedAuthorisations {
    let social = village.officer(Role::SocialOfficer);
    village.db().write(|tx| record_authorisations(tx, &social, papers)).expect("papers")
}

fn fault(village: &Village, paper: &NewAuthorisation) -> AuthorisationFault {
    record(village, std::slice::from_ref(paper)).faults.remove(0).fault
}

fn list(village: &Village, person: PersonId) -> Vec<Authorisation> {
    let scope = village.officer(Role::SocialOfficer).scope;
    village.db().read(|tx| list_authorisations(tx, &scope, person)).expect("papers")
}

fn confirm(village: &Village, acting: &Acting, seen: &[AuthorisationSeen]) -> Confirmed {
    village.db().write(|tx| confirm_authorisations(tx, acting, seen)).expect("confirmed")
}

#[test]
fn a_paper_holds_from_its_confirmation_to_its_last_day() {
    each(|village| {
        let an = village.person("Nguyễn Thị An");
        let judge = village.officer(Role::JudicialOfficer);
        let recorded = record(village, &[paper(an)]);
        let id = recorded.ids[0].expect("an id");
        assert_eq!((recorded.created, recorded.existing), (1, 0));
        let entered = list(village, an).remove(0);
        assert_eq!(entered.says.valid_until, Some(date(2025, 1, 15)), "a term nobody wrote down is a year");
        assert_eq!(entered.state_on(date(2024, 2, 1)), AuthorisationState::Recorded);

        let seen = AuthorisationSeen { person: an, authorisation: id, version: 1 };
        let unknown = AuthorisationSeen { person: village.person("Lê Bình"), ..seen };
        let stale = AuthorisationSeen { version: 9, ..seen };
        let done = confirm(village, &judge, &[unknown, stale, seen, seen]);
        assert_eq!(done.confirmed, 1);
        assert_eq!(
            done.faults,
            [
                RowFault { at: 0, fault: AuthorisationFault::NotFound },
                RowFault { at: 1, fault: AuthorisationFault::VersionMoved { seen: 9, now: 1 } },
            ]
        );
        let now = list(village, an).remove(0);
        for (day, state) in [
            (date(2024, 1, 15), AuthorisationState::Coming),
            (date(2024, 1, 16), AuthorisationState::InForce),
            (date(2025, 1, 15), AuthorisationState::InForce),
            (date(2025, 1, 16), AuthorisationState::Expired),
        ] {
            assert_eq!(now.state_on(day), state, "{day}");
        }
        let again = confirm(village, &judge, &[AuthorisationSeen { version: 2, ..seen }]);
        assert_eq!(again.faults, [RowFault { at: 0, fault: AuthorisationFault::Confirmed }]);
        let progress = village.db().read(|tx| count_progress(tx, &judge.scope, date(2024, 2, 1))).expect("progress");
        assert_eq!(progress[0].authorised, 1);
    });
}

#[test]
fn only_a_judicial_officer_of_the_commune_confirms() {
    each(|village| {
        let an = village.person("Nguyễn Thị An");
        let id = record(village, &[paper(an)]).ids[0].expect("an id");
        let seen = AuthorisationSeen { person: an, authorisation: id, version: 1 };
        let social = village.officer(Role::SocialOfficer);
        let refused = village.db().write(|tx| confirm_authorisations(tx, &social, &[seen]));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
        let far = village.officer_at(Role::JudicialOfficer, BINH_CHAU, 1);
        let done = confirm(village, &far, &[seen]);
        assert_eq!(done.faults, [RowFault { at: 0, fault: AuthorisationFault::NotFound }]);
        // Whoever entered it may work as a judicial officer too: the staff id is compared, not the role.
        let own = list(village, an).remove(0);
        let refused = own.may_be_confirmed(own.recorded_by, 1, date(2024, 1, 25));
        assert_eq!(refused, Err(AuthorisationFault::OwnRecord));
        let leader = village.officer(Role::CommuneLeader);
        let refused = village.db().write(|tx| record_authorisations(tx, &leader, &[paper(an)]));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
    });
}

#[test]
fn papers_that_cannot_be_are_returned() {
    each(|village| {
        let own = CitizenId::parse("051144000001").expect("a number");
        let an = village.people(&[Villager { citizen_id: Some(own), ..Villager::named("Nguyễn Thị An") }])[0];
        let far = village.people(&[neighbour("Trần Văn Xa")])[0];
        let good = paper(an);
        let backwards = NewAuthorisation { valid_until: Some(date(2024, 1, 1)), ..good.clone() };
        for (paper, expected) in [
            (NewAuthorisation { person: far, ..good.clone() }, AuthorisationFault::PersonUnknown),
            (NewAuthorisation { citizen_id: own, ..good.clone() }, AuthorisationFault::OwnProxy),
            (NewAuthorisation { relation: " ".to_owned(), ..good.clone() }, AuthorisationFault::RelationMissing),
            (
                backwards,
                AuthorisationFault::PeriodBackwards { valid_from: date(2024, 1, 16), valid_until: date(2024, 1, 1) },
            ),
        ] {
            assert_eq!(fault(village, &paper), expected);
        }
        assert_eq!(record(village, &[good.clone(), good.clone()]).existing, 1, "twice in one operation is once");
        assert_eq!(record(village, std::slice::from_ref(&good)).existing, 1);
        let other = NewAuthorisation { with_account: false, ..good };
        assert_eq!(fault(village, &other), AuthorisationFault::ExistsWithDifferent { field: "with_account" });
        let guardian = NewAuthorisation { kind: AuthorisationKind::Guardian, ..paper(an) };
        assert_eq!(record(village, &[guardian]).created, 1);
        let carer = NewAuthorisation { kind: AuthorisationKind::Carer, ..paper(an) };
        assert_eq!(record(village, &[carer]).created, 1);
        assert!(Method::ALL.iter().all(|method| method.paper() != Some(AuthorisationKind::Carer)), "care is no payee");
        let kinds: Vec<_> = list(village, an).iter().map(|paper| (paper.says.kind, paper.says.valid_until)).collect();
        assert!(kinds.contains(&(AuthorisationKind::Guardian, None)), "guardianship has no term: {kinds:?}");
    });
}

#[test]
fn what_happened_to_papers_is_told_and_that_a_guardian_has_died() {
    each(|village| {
        let an = village.person("Nguyễn Thị An");
        let guardian = NewAuthorisation { kind: AuthorisationKind::Guardian, ..paper(an) };
        let id = record(village, &[guardian]).ids[0].expect("an id");
        let judge = village.officer(Role::JudicialOfficer);
        let seen = AuthorisationSeen { person: an, authorisation: id, version: 1 };
        assert_eq!(confirm(village, &judge, &[seen]).confirmed, 1);
        let scope = village.officer(Role::SocialOfficer).scope;
        let dead = |scope: &office::Scope| {
            village.db().read(|tx| list_dead_payees(tx, scope, an)).expect("a read").into_iter().collect::<Vec<_>>()
        };
        assert_eq!(dead(&scope), [], "nothing is known of whoever has no record");
        let number = CitizenId::parse("051180000007").expect("a number");
        let died = Some(Some(date(2024, 1, 30)));
        village.people(&[Villager {
            citizen_id: Some(number),
            unit: BINH_CHAU,
            died,
            ..Villager::named("Lê Thị Cúc")
        }]);
        assert_eq!(dead(&scope), [(id, Some(date(2024, 1, 30)))], "wherever the guardian lived");
        let far = village.officer_at(Role::SocialOfficer, BINH_CHAU, 1).scope;
        assert_eq!(dead(&far), [], "the ward is of another area");
        let steps = village.db().read(|tx| list_paper_steps(tx, &scope, an)).expect("steps");
        let told: Vec<_> = steps.iter().map(|step| (step.kind, step.what)).collect();
        let kind = AuthorisationKind::Guardian;
        assert_eq!(told, [(kind, PaperMove::Recorded), (kind, PaperMove::Confirmed)]);
        assert_eq!(steps[1].by, judge.staff);
    });
}

#[test]
fn a_paper_is_taken_back_from_a_day_on() {
    each(|village| {
        let an = village.person("Nguyễn Thị An");
        let social = village.officer(Role::SocialOfficer);
        let id = record(village, &[paper(an)]).ids[0].expect("an id");
        let seen = AuthorisationSeen { person: an, authorisation: id, version: 1 };
        let revoke = |seen: AuthorisationSeen, on, why: &str| {
            village.db().write(|tx| revoke_authorisation(tx, &social, &seen, on, why))
        };
        let today = date(2024, 2, 4);
        assert!(matches!(revoke(seen, today, " "), Err(Refusal::WhyMissing)));
        assert!(matches!(revoke(seen, date(2024, 1, 1), "đổi ý"), Err(Refusal::RevokedTooEarly { .. })));
        let stale = revoke(AuthorisationSeen { version: 2, ..seen }, today, "đổi ý");
        assert!(matches!(stale, Err(Refusal::Authorisation(AuthorisationFault::VersionMoved { seen: 2, now: 1 }))));
        let paper = revoke(seen, today, "đổi ý").expect("taken back");
        assert_eq!(paper.state_on(today), AuthorisationState::Revoked);
        let twice = revoke(AuthorisationSeen { version: 2, ..seen }, today, "đổi ý");
        assert!(matches!(twice, Err(Refusal::Authorisation(AuthorisationFault::Revoked { .. }))), "{twice:?}");
        let judge = village.officer(Role::JudicialOfficer);
        let done = confirm(village, &judge, &[AuthorisationSeen { version: 2, ..seen }]);
        assert_eq!(done.faults[0].fault, AuthorisationFault::Revoked { revoked_on: today });
        let outsider = village.officer_at(Role::SocialOfficer, BINH_CHAU, 1);
        let hidden = village.db().write(|tx| revoke_authorisation(tx, &outsider, &seen, today, "đổi ý"));
        assert!(matches!(hidden, Err(Refusal::Authorisation(AuthorisationFault::NotFound))), "{hidden:?}");
        let none = village.db().read(|tx| list_authorisations(tx, &outsider.scope, an)).expect("none");
        assert_eq!(none, []);
    });
}

#[test]
fn an_expired_paper_is_not_confirmed() {
    each(|village| {
        let an = village.person("Nguyễn Thị An");
        let short = NewAuthorisation { valid_until: Some(date(2024, 2, 10)), ..paper(an) };
        let id = record(village, &[short]).ids[0].expect("an id");
        village.officer(Role::JudicialOfficer);
        village.clock.pass(SignedDuration::from_hours(24 * 10));
        let judge = village.officer(Role::JudicialOfficer);
        let done = confirm(village, &judge, &[AuthorisationSeen { person: an, authorisation: id, version: 1 }]);
        assert_eq!(done.faults[0].fault, AuthorisationFault::Expired { valid_until: date(2024, 2, 10) });
    });
}

#[test]
fn somebody_who_receives_for_many_is_seen_where_one_of_them_lives() {
    each(|village| {
        let names: Vec<Villager> = (0..4).map(|number| Villager::named(&format!("Lê Thị {number}"))).collect();
        let papers: Vec<NewAuthorisation> = village.people(&names).into_iter().map(paper).collect();
        let social = village.officer(Role::SocialOfficer);
        let many =
            |acting: &Acting| village.db().read(|tx| list_proxies_of_many(tx, &acting.scope, acting)).expect("proxies");
        record(village, &papers[..3]);
        assert_eq!(many(&social), [], "three people are a family");
        record(village, &papers[3..]);
        let found = many(&social);
        assert_eq!(found.iter().map(|proxy| (proxy.people, proxy.people_in_area)).collect::<Vec<_>>(), [(4, 4)]);
        let far = village.officer_at(Role::SocialOfficer, BINH_CHAU, 1);
        assert_eq!(many(&far), []);
        assert_eq!(village.place(BINH_TRI), social.place.expect("an office"));
    });
}
