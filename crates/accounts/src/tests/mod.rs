//! Stories of accounts, on both databases.

mod claims;
mod moves;

use crate::{
    AccountSeen, BankAnswer, Check, Claim, Claimed, Moved, activate_many, check_many, claim_many, list_of_person,
};
use db::testing::on_both;
use jiff::civil::{Date, date};
use kernel::{AccountNumber, AuthorisationId, CitizenId, FullName, PersonId};
use office::{Acting, Role};
use survey::{
    Answers, AuthorisationKind, AuthorisationSeen, CampaignPoints, Interview, Method, NewAuthorisation, NewVisit,
    Outcome, Team, confirm_authorisations, record_authorisations, record_visit, testing::Village,
};

/// Agribank.
const AGRIBANK: &str = "970405";
const NUMBER: &str = "1500205123456";

fn each(story: impl Fn(&Village)) {
    on_both(|db| story(&Village::over(db)));
}

fn own_account(person: PersonId, holder: &str) -> Claim {
    Claim {
        person,
        method: Method::OwnAccount,
        bank: Some(AGRIBANK.to_owned()),
        number: AccountNumber::parse(NUMBER).ok(),
        holder_name: Some(holder.to_owned()),
        authorisation: None,
        channel: None,
    }
}

fn cash(person: PersonId, method: Method) -> Claim {
    Claim { method, bank: None, number: None, holder_name: None, ..own_account(person, "") }
}

fn claim(village: &Village, claims: &[Claim]) -> Claimed {
    let police = village.officer(Role::CommunePolice);
    village.db().write(|tx| claim_many(tx, &police, claims)).expect("claims")
}

/// The latest account of a person, as it stands.
fn seen(village: &Village, person: PersonId) -> AccountSeen {
    let scope = village.officer(Role::CommunePolice).scope;
    let all = village.db().read(|tx| list_of_person(tx, &scope, person)).expect("accounts");
    all.iter().max_by_key(|account| account.id).expect("an account").seen()
}

fn check(village: &Village, acting: &Acting, checks: &[Check]) -> Moved {
    village.db().write(|tx| check_many(tx, acting, checks)).expect("checks")
}

fn plain(seen: AccountSeen) -> Check {
    Check { seen, bank_answer: None, why: None }
}

fn asked(seen: AccountSeen, holder: &str) -> Check {
    Check { bank_answer: Some(BankAnswer::Holder(holder.to_owned())), ..plain(seen) }
}

fn activate(village: &Village, seen: &[AccountSeen]) -> Moved {
    let head = village.officer_at(Role::LabourHead, "524", 1);
    village.db().write(|tx| activate_many(tx, &head, seen)).expect("activated")
}

/// Claimed by the police, checked by the social officer, activated by the labour head.
fn make_active(village: &Village, claim_: Claim) {
    let person = claim_.person;
    assert_eq!(claim(village, &[claim_]).faults, []);
    let social = village.officer(Role::SocialOfficer);
    assert_eq!(check(village, &social, &[plain(seen(village, person))]).faults, []);
    assert_eq!(activate(village, &[seen(village, person)]).faults, []);
}

/// A confirmed paper for Lê Thị Cúc.
fn paper(village: &Village, person: PersonId, kind: AuthorisationKind, until: Option<Date>) -> AuthorisationId {
    let social = village.officer(Role::SocialOfficer);
    let judge = village.officer(Role::JudicialOfficer);
    let new = NewAuthorisation {
        person,
        kind,
        name: FullName::parse("Lê Thị Cúc").expect("a name"),
        citizen_id: CitizenId::parse("051180000007").expect("a number"),
        relation: "con".to_owned(),
        with_account: true,
        valid_from: date(2024, 1, 26),
        valid_until: until,
        paper: None,
    };
    village
        .db()
        .write(|tx| {
            let id = record_authorisations(tx, &social, std::slice::from_ref(&new))?.ids[0].expect("a paper");
            let seen = AuthorisationSeen { person, authorisation: id, version: 1 };
            confirm_authorisations(tx, &judge, &[seen])?;
            Ok::<_, survey::Refusal>(id)
        })
        .expect("a confirmed paper")
}

/// A visit at which the person, without an account, chose this.
fn choose(village: &Village, person: PersonId, method: Method) {
    let police = village.officer(Role::CommunePolice);
    let team = Team { police: police.staff, officer: village.officer(Role::SocialOfficer).staff };
    let mut answers = vec![("has_account", "no"), ("wish", "cash")];
    answers.extend((method == Method::CashHome).then_some(("force_majeure", "frail")));
    let visit = NewVisit {
        person,
        visited_on: date(2024, 1, 26),
        team,
        outcome: Outcome::Chose,
        interview: Some(Interview { question_set: 1, answers: Answers::new(answers) }),
        group: None,
        method: Some(method),
        campaign: CampaignPoints::all(),
        minutes: None,
    };
    village.db().write(|tx| record_visit(tx, &police, &visit)).expect("a visit");
}
