//! Stories of lists, on both databases.

mod lines;
mod moves;

use crate::{Drafted, LineFilter, List, ListLine, Refusal, draft_list, list_lines};
use db::testing::on_both;
use jiff::civil::{Date, date};
use kernel::{AccountNumber, CitizenId, FullName, Month, PersonId};
use office::Role;
use survey::{
    Answers, AuthorisationKind, AuthorisationSeen, CampaignPoints, Interview, Method, NewAuthorisation, NewVisit,
    Outcome, Team, confirm_authorisations, record_authorisations, record_visit,
    testing::{BINH_TRI, Village},
};

fn each(story: impl Fn(&Village)) {
    on_both(|db| story(&Village::over(db)));
}

fn february() -> Month {
    Month::parse("2024-02").expect("a month")
}

fn drafted(village: &Village, month: Month) -> Result<Drafted, Refusal> {
    let police = village.officer(Role::CommunePolice);
    let (places, place) = (village.desk.places(), village.place(BINH_TRI));
    village.db().write(|tx| draft_list(tx, &police, &places, place, month))
}

fn draft(village: &Village) -> List {
    drafted(village, february()).expect("a list").list().clone()
}

fn lines(village: &Village, list: &List) -> Vec<ListLine> {
    let scope = village.officer(Role::CommunePolice).scope;
    let page = village.db().read(|tx| list_lines(tx, &scope, list.id, &LineFilter::default(), 10_000));
    page.expect("lines").lines
}

fn line_of(village: &Village, list: &List, person: PersonId) -> ListLine {
    lines(village, list).into_iter().find(|line| line.person == person).expect("a line")
}

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

/// A confirmed paper for Lê Thị Cúc.
fn paper(village: &Village, person: PersonId, until: Option<Date>) {
    let social = village.officer(Role::SocialOfficer);
    let judge = village.officer(Role::JudicialOfficer);
    let new = NewAuthorisation {
        person,
        kind: AuthorisationKind::Proxy,
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
            confirm_authorisations(tx, &judge, &[seen]).map(drop)
        })
        .expect("a confirmed paper");
}

/// An active account at Agribank: claimed, checked and activated by three people.
fn account(village: &Village, person: PersonId, method: Method, holder: &str, number: &str) {
    let claim = accounts::Claim {
        person,
        method,
        bank: Some("970405".to_owned()),
        number: AccountNumber::parse(number).ok(),
        holder_name: Some(holder.to_owned()),
        authorisation: None,
        channel: None,
    };
    let police = village.officer(Role::CommunePolice);
    let social = village.officer(Role::SocialOfficer);
    let head = village.officer_at(Role::LabourHead, "524", 1);
    let moved = village.db().write(|tx| {
        let claimed = accounts::claim_many(tx, &police, std::slice::from_ref(&claim))?;
        assert_eq!(claimed.faults, []);
        let seen = accounts::AccountSeen { person, account: claimed.ids[0].expect("an account"), version: 1 };
        let check = accounts::Check { seen, bank_answer: None, why: None };
        assert_eq!(accounts::check_many(tx, &social, &[check])?.faults, []);
        accounts::activate_many(tx, &head, &[accounts::AccountSeen { version: 2, ..seen }])
    });
    assert_eq!(moved.expect("an active account").moved, 1);
}
