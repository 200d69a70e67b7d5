//! Visits, minutes, standing, progress.

use super::{answers, each, neighbour, team, visit};
use crate::testing::{BINH_CHAU, BINH_TRI, Village, Villager};
use crate::*;
use jiff::civil::date;
use kernel::PersonId;
use office::Role;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn record(village: &Village, visit: &NewVisit) -> Result<Recorded, Refusal> {
    let police = village.officer(Role::CommunePolice);
    village.db().write(|tx| record_visit(tx, &police, visit))
}

fn standing(village: &Village, person: PersonId) -> Option<Standing> {
    let scope = village.officer(Role::CommunePolice).scope;
    village.db().read(|tx| find_standing(tx, &scope, person)).expect("a standing or none")
}

fn fault(village: &Village, visit: &NewVisit) -> VisitFault {
    match record(village, visit) {
        Err(Refusal::Visit(fault)) => fault,
        other => panic!("{other:?} instead of a fault"),
    }
}

#[test]
fn a_visit_leaves_a_standing_and_the_next_one_another() {
    each(|village| {
        let an = village.person("Nguyễn Thị An");
        assert_eq!(standing(village, an), None);
        let first = visit(village, an);
        assert_eq!(record(village, &first).expect("a visit"), Recorded::Created);
        assert_eq!(record(village, &first).expect("the same visit"), Recorded::Exists);
        let now = standing(village, an).expect("a standing");
        assert_eq!((now.group, now.method), (Group::G3, Some(Method::CashPoint)));

        let second = NewVisit {
            visited_on: date(2024, 1, 30),
            interview: Some(answers(&[("has_account", "yes"), ("registered", "yes"), ("wish", "account")])),
            method: Some(Method::OwnAccount),
            ..first.clone()
        };
        record(village, &second).expect("a second visit");
        let now = standing(village, an).expect("a standing");
        assert_eq!((now.group, now.method), (Group::G1, Some(Method::OwnAccount)));

        // An earlier visit that comes in late, and one that met nobody, change nothing.
        record(village, &NewVisit { visited_on: date(2024, 1, 25), ..first.clone() }).expect("a late visit");
        let absent = NewVisit {
            visited_on: date(2024, 2, 3),
            outcome: Outcome::Absent,
            interview: None,
            method: None,
            campaign: CampaignPoints::default(),
            ..first
        };
        record(village, &absent).expect("nobody there");
        assert_eq!(standing(village, an), Some(now));
        let scope = village.officer(Role::CommunePolice).scope;
        let all = village.db().read(|tx| list_visits(tx, &scope, an)).expect("visits");
        let days: Vec<i8> = all.iter().map(|visit| visit.visited_on.day()).collect();
        assert_eq!(days, [3, 30, 26, 25]);
        assert_eq!(all[2].interview, Some(second_interview()));
    });
}

fn second_interview() -> Interview {
    answers(&[("has_account", "no"), ("wish", "cash")])
}

#[test]
fn what_cannot_have_been_is_refused() {
    each(|village| {
        let an = village.person("Nguyễn Thị An");
        let far = village.people(&[neighbour("Trần Văn Xa")])[0];
        let good = visit(village, an);
        let has_account = || answers(&[("has_account", "yes"), ("registered", "no"), ("wish", "cash")]);
        let frail = || answers(&[("has_account", "no"), ("wish", "cash"), ("force_majeure", "frail")]);
        let outsider = village.officer_at(Role::SocialOfficer, BINH_CHAU, 1).staff;
        let clerk = village.officer(Role::CommuneLeader).staff;
        let cases = [
            (
                NewVisit { visited_on: date(2024, 2, 5), ..good.clone() },
                VisitFault::Future { visited_on: date(2024, 2, 5) },
            ),
            (
                NewVisit { visited_on: date(2022, 1, 26), ..good.clone() },
                VisitFault::TooOld { visited_on: date(2022, 1, 26) },
            ),
            (NewVisit { person: far, ..good.clone() }, VisitFault::PersonUnknown),
            (
                NewVisit { team: Team { officer: good.team.police, ..good.team }, ..good.clone() },
                VisitFault::OneOfficer,
            ),
            (
                NewVisit { team: Team { officer: outsider, ..good.team }, ..good.clone() },
                VisitFault::NotAnOfficer { signer: Signer::Officer },
            ),
            (
                NewVisit { team: Team { police: clerk, ..good.team }, ..good.clone() },
                VisitFault::NotAnOfficer { signer: Signer::Police },
            ),
            (NewVisit { interview: None, ..good.clone() }, VisitFault::AnswersMissing { outcome: Outcome::Chose }),
            (
                NewVisit { outcome: Outcome::Absent, ..good.clone() },
                VisitFault::AnswersNotWanted { outcome: Outcome::Absent },
            ),
            (NewVisit { method: None, ..good.clone() }, VisitFault::MethodMissing),
            (
                NewVisit { group: Some(Group::G1), ..good.clone() },
                VisitFault::GroupDiffers { written: Group::G1, derived: Group::G3 },
            ),
            (
                NewVisit { method: Some(Method::CashHome), ..good.clone() },
                VisitFault::MethodOfOtherGroup { group: Group::G3, method: Method::CashHome },
            ),
            (
                NewVisit { interview: Some(frail()), ..good.clone() },
                VisitFault::MethodOfOtherGroup { group: Group::G4, method: Method::CashPoint },
            ),
            (
                NewVisit { interview: Some(answers(&[("has_account", "yes"), ("wish", "cash")])), ..good.clone() },
                AnswerFault::Missing { key: "registered".to_owned() }.into(),
            ),
            (
                NewVisit { outcome: Outcome::Refused, interview: Some(has_account()), ..good.clone() },
                VisitFault::MinutesMissing,
            ),
            (NewVisit { minutes: Some(paper("")), ..good.clone() }, VisitFault::MinutesNotWanted),
            (
                NewVisit {
                    outcome: Outcome::Refused,
                    interview: Some(has_account()),
                    minutes: Some(paper(" ")),
                    ..good.clone()
                },
                VisitFault::MinutesLack { what: "reason" },
            ),
            (
                NewVisit { outcome: Outcome::Refused, minutes: Some(paper("không quen")), ..good.clone() },
                VisitFault::RefusalOfOtherGroup { group: Group::G3 },
            ),
        ];
        for (visit, expected) in cases {
            assert_eq!(fault(village, &visit), expected, "{visit:?}");
        }
        assert_eq!(
            record(village, &NewVisit { interview: Some(frail()), method: Some(Method::CashHome), ..good.clone() })
                .ok(),
            Some(Recorded::Created)
        );
        let leader = village.officer(Role::CommuneLeader);
        let refused = village.db().write(|tx| record_visit(tx, &leader, &good));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
    });
}

#[test]
fn many_visits_keep_the_good_and_return_the_others() {
    each(|village| {
        let names: Vec<Villager> = (0..40).map(|number| Villager::named(&format!("Lê Thị {number}"))).collect();
        let people = village.people(&names);
        let far = village.people(&[neighbour("Trần Văn Xa")])[0];
        let mut visits: Vec<NewVisit> = people.iter().map(|person| visit(village, *person)).collect();
        visits[7].method = None;
        visits[9].person = far;
        visits.push(visits[0].clone());
        let police = village.officer(Role::CommunePolice);
        let done = village.db().write(|tx| record_visits(tx, &police, &visits)).expect("visits");
        assert_eq!((done.created, done.existing), (38, 1));
        let expected = [(7, VisitFault::MethodMissing), (9, VisitFault::PersonUnknown)];
        assert_eq!(done.faults, expected.map(|(at, fault)| RowFault { at, fault }));
        let again = village.db().write(|tx| record_visits(tx, &police, &visits)).expect("visits");
        assert_eq!((again.created, again.existing), (0, 39));

        let today = date(2024, 2, 4);
        let progress = village.db().read(|tx| count_progress(tx, &police.scope, today)).expect("progress");
        let [line] = &progress[..] else { panic!("one commune is in the area: {progress:?}") };
        assert_eq!((line.people, line.visited, line.answered, line.to_visit()), (40, 38, 38, 2));
        assert_eq!((line.groups, line.fully_told), ([0, 0, 38, 0], 38));
        let district = village.officer_at(Role::LabourOfficer, "524", 1);
        let progress = village.db().read(|tx| count_progress(tx, &district.scope, today)).expect("progress");
        assert_eq!(progress.iter().map(|line| line.people).collect::<Vec<_>>(), [40, 1]);
    });
}

#[test]
fn the_extract_is_a_route_within_the_area() {
    each(|village| {
        let people = village.people(&[Villager::named("Trần Văn Bình"), Villager::named("Lê An")]);
        village.people(&[neighbour("Trần Văn Xa")]);
        record(village, &visit(village, people[0])).expect("a visit");
        let police = village.officer(Role::CommunePolice);
        let list = |place, filter| {
            let found = village.db().read(|tx| list_to_visit(tx, &police.scope, place, filter)).expect("people");
            found.into_iter().map(|person| person.full_name).collect::<Vec<_>>()
        };
        let here = village.place(BINH_TRI);
        assert_eq!(list(here, VisitFilter::Everybody), ["Lê An", "Trần Văn Bình"]);
        assert_eq!(list(here, VisitFilter::NotVisited), ["Lê An"]);
        assert_eq!(list(here, VisitFilter::In(Group::G3)), ["Trần Văn Bình"]);
        assert_eq!(list(here, VisitFilter::Again), [""; 0]);
        assert_eq!(list(village.place(BINH_CHAU), VisitFilter::Everybody), [""; 0], "outside the area");
    });
}

fn paper(reason: &str) -> PaperMinutes {
    PaperMinutes { reason: reason.to_owned(), signed: BTreeSet::new(), mark: None }
}

fn refusal(village: &Village, person: PersonId) -> NewVisit {
    NewVisit {
        outcome: Outcome::Refused,
        interview: Some(answers(&[("has_account", "yes"), ("registered", "no"), ("wish", "cash")])),
        method: None,
        minutes: Some(paper("Không quen dùng thẻ")),
        ..visit(village, person)
    }
}

#[test]
fn minutes_close_only_with_three_signatures() {
    each(|village| {
        let an = village.person("Nguyễn Thị An");
        record(village, &refusal(village, an)).expect("a refusal");
        let now = standing(village, an).expect("a standing");
        assert_eq!((now.group, now.method), (Group::G2, Some(Method::CashPoint)), "who refuses goes on as until now");
        let police = village.officer(Role::CommunePolice);
        let social = village.officer(Role::SocialOfficer);
        let other = village.officer_at(Role::CommunePolice, BINH_TRI, 2);
        let list = || village.db().read(|tx| list_minutes(tx, &police.scope, an)).expect("minutes");
        let id = list()[0].id;
        let close = || village.db().write(|tx| close_minutes(tx, &police, an, id));
        let missing = |signer| {
            let refused = close();
            assert!(matches!(&refused, Err(Refusal::SignerMissing { signer: is }) if *is == signer), "{refused:?}");
        };
        missing(Signer::Police);
        let refused = village.db().write(|tx| sign_minutes(tx, &other, an, id));
        assert!(matches!(refused, Err(Refusal::NotASigner { signer: Signer::Police })), "{refused:?}");
        village.db().write(|tx| sign_minutes(tx, &police, an, id)).expect("the police sign");
        missing(Signer::Officer);
        village.db().write(|tx| sign_minutes(tx, &social, an, id)).expect("the officer signs");
        missing(Signer::Beneficiary);
        let thumb = |witness: &str| Mark::Thumbprint { witness: witness.to_owned() };
        let refused = village.db().write(|tx| mark_minutes(tx, &social, an, id, &thumb(" ")));
        assert!(matches!(refused, Err(Refusal::Visit(VisitFault::MinutesLack { what: "witness" }))), "{refused:?}");
        village.db().write(|tx| mark_minutes(tx, &social, an, id, &thumb("Lê Thị Hoa"))).expect("a thumbprint");
        assert_eq!(close().expect("all three have signed").state, MinutesState::Closed);
        assert!(matches!(close(), Err(Refusal::MinutesClosed)));
        let late = village.db().write(|tx| mark_minutes(tx, &social, an, id, &Mark::Signed));
        assert!(matches!(late, Err(Refusal::MinutesClosed)), "{late:?}");
        assert_eq!(list()[0].mark, Some(thumb("Lê Thị Hoa")));

        let outsider = village.officer_at(Role::SocialOfficer, BINH_CHAU, 1);
        let hidden = village.db().write(|tx| sign_minutes(tx, &outsider, an, id));
        assert!(matches!(hidden, Err(Refusal::Office(office::Refusal::NotFound { .. }))), "{hidden:?}");
        let none = village.db().read(|tx| list_minutes(tx, &outsider.scope, an)).expect("none");
        assert_eq!(none, []);
        let none = village.db().read(|tx| list_visits(tx, &outsider.scope, an)).expect("none");
        assert_eq!(none, []);
        let none = village.db().read(|tx| find_standing(tx, &outsider.scope, an)).expect("none");
        assert_eq!(none, None);
    });
}

#[test]
fn minutes_complete_on_paper_are_closed_at_once() {
    each(|village| {
        let people = village.people(&[Villager::named("Nguyễn Thị An"), Villager::named("Lê Bình")]);
        let signed = BTreeSet::from([Signer::Police, Signer::Officer]);
        let whole = PaperMinutes { signed: signed.clone(), mark: Some(Mark::Signed), ..paper("Không quen") };
        let half = PaperMinutes { signed, ..paper("Xa ngân hàng") };
        let visits = [(people[0], whole), (people[1], half)]
            .map(|(person, minutes)| NewVisit { minutes: Some(minutes), ..refusal(village, person) });
        let police = village.officer(Role::CommunePolice);
        village.db().write(|tx| record_visits(tx, &police, &visits)).expect("two refusals");
        let progress = village.db().read(|tx| count_progress(tx, &police.scope, date(2024, 1, 25))).expect("progress");
        assert_eq!((progress[0].minutes_closed, progress[0].minutes_open, progress[0].in_group(Group::G2)), (1, 1, 2));
    });
}

#[test]
fn a_form_is_found_in_its_file() {
    let text = "UBND xã Bình Trị,,,,\nKẾT QUẢ KHẢO SÁT,,,,\nSTT,Họ và tên,Ngày sinh,Ngày khảo sát,Kết quả,Ngân hàng,Số tài khoản,Chủ tài khoản\n\
                1,Nguyễn Thị An,1944,15/01/2024,Vắng nhà,Agribank,1500205123456,NGUYEN THI AN\n";
    let read = read_form(text.as_bytes()).expect("a form");
    assert_eq!(read.faults, []);
    assert_eq!(read.rows.iter().map(|row| (row.line, row.outcome)).collect::<Vec<_>>(), [(4, Outcome::Absent)]);
    let account = read.rows[0].account.as_ref().expect("an account");
    assert_eq!((account.bank.as_str(), account.holder.as_str()), ("Agribank", "NGUYEN THI AN"));
    let other = read_form("a,b,c\n1,2,3\n".as_bytes());
    assert!(matches!(other, Err(sources::FileFault::NoHeader)), "{other:?}");
}

#[test]
fn a_form_becomes_visits_and_papers() {
    each(|village| {
        let number = kernel::CitizenId::parse("051144000001").ok();
        let people = village.people(&[
            Villager { citizen_id: number, ..Villager::named("Nguyễn Thị An") },
            Villager::named("Lê Văn Bình"),
            Villager::named("Trần Cư"),
            Villager::named("Trần Cư"),
        ]);
        let text = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        let headings = text(
            "Họ tên|Ngày sinh|Số định danh|Ngày khảo sát|Có tài khoản|Phương thức nhận|Người nhận thay|Số định danh người nhận thay|Quan hệ",
        );
        let rows = [
            text("NGUYỄN THỊ AN||051144000001|27/01/2024|Không|Tiền mặt|||"),
            text("Lê Văn Bình|1944||27/01/2024|Không|Ủy quyền không tài khoản|Lê Thị Cúc|051180000007|con"),
            text("Trần Cư|1944||27/01/2024|Không|Tiền mặt|||"),
            text("Ai Đó|1944||27/01/2024|Không|Tiền mặt|||"),
            text("Lê Văn Bình|1944||27/01/2024||Tiền mặt|||"),
        ];
        let read = read_results(&headings, (2..).zip(rows.iter().map(Vec::as_slice)));
        assert_eq!((read.rows.len(), read.faults.len()), (5, 0));
        let police = village.officer(Role::CommunePolice);
        let place = village.place(BINH_TRI);
        let team = team(village);
        let keep = || village.db().write(|tx| record_results(tx, &police, place, team, &read.rows)).expect("results");
        let done = keep();
        assert_eq!((done.visits, done.existing, done.authorisations), (2, 0, 1));
        let missing = AnswerFault::Missing { key: "has_account".to_owned() };
        assert_eq!(
            done.faults,
            [
                (4, ResultFault::PersonAmbiguous { people: 2 }),
                (5, ResultFault::PersonUnknown),
                (6, ResultFault::Visit(missing.into())),
            ]
        );
        assert_eq!(standing(village, people[0]).and_then(|standing| standing.method), Some(Method::CashPoint));
        assert_eq!(standing(village, people[1]).and_then(|standing| standing.method), Some(Method::ProxyCash));
        let again = keep();
        assert_eq!((again.visits, again.existing, again.authorisations), (0, 2, 0));
        let today = date(2024, 2, 4);
        let waiting = village.db().read(|tx| list_unconfirmed(tx, &police.scope, place, today)).expect("papers");
        assert_eq!(waiting.iter().map(|paper| paper.says.person).collect::<Vec<_>>(), [people[1]]);
        let far = village.officer_at(Role::JudicialOfficer, BINH_CHAU, 1);
        let none = village.db().read(|tx| list_unconfirmed(tx, &far.scope, place, today)).expect("none");
        assert_eq!(none, []);
    });
}

proptest! {
    /// Whatever is answered, a person falls into exactly one group, and can choose something there.
    #[test]
    fn every_answer_has_a_group_with_a_way_of_receiving(
        account in prop_oneof![Just("yes"), Just("no")],
        registered in prop_oneof![Just("yes"), Just("no")],
        reason in prop_oneof![Just(""), Just("frail"), Just("cannot_travel"), Just("nobody_to_authorise")],
    ) {
        let given = Answers::new([("has_account", account), ("registered", if account == "yes" { registered } else { "" }),
            ("wish", "cash"), ("force_majeure", if account == "no" { reason } else { "" })]);
        prop_assert_eq!(question_set(1).expect("a set").check(&given), Ok(()));
        let group = Group::of(&given);
        prop_assert!(Method::ALL.iter().any(|method| group.allows(*method)));
        prop_assert_eq!(group.allows(Method::CashHome), group == Group::G4);
    }
}
