//! Stories of offices.

use super::*;
use crate::{
    Acting, Action, Desk, Refusal, Role,
    desk::testing::{HandClock, desk_over, machine, person, resume, try_password},
    sign_in::{SignedIn, change_password},
    somebody::somebody,
    staff::{self, NewAssignment, StaffFilter},
};
use db::testing::on_both;
use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use kernel::OfficeId;

const THEN: Date = date(2024, 1, 25);
const NOW: Date = date(2025, 7, 1);

/// Huyện Bình Sơn and its 22 communes of 2024.
const BINH_SON: &str = "524";
const COMMUNES: [&str; 22] = [
    "21040", "21043", "21046", "21049", "21052", "21055", "21058", "21061", "21064", "21067", "21070", "21073",
    "21079", "21082", "21085", "21088", "21091", "21100", "21103", "21106", "21109", "21112",
];

fn each(story: impl Fn(&Desk, &HandClock)) {
    on_both(|db| {
        let (desk, clock) = desk_over(db);
        story(&desk, &clock);
    });
}

fn binh_son() -> NewOffices {
    NewOffices { unit: BINH_SON.to_owned(), communes: COMMUNES.map(str::to_owned).to_vec(), from: THEN }
}

fn made(desk: &Desk, new: &NewOffices) -> Result<Vec<MadeOffice>, Refusal> {
    let (machine, places) = (machine(desk), desk.places());
    desk.db().write(|tx| create_offices_of_district(tx, &machine, &places, new))
}

fn office(desk: &Desk, agency: &str, unit: &str, from: Date) -> Result<Office, Refusal> {
    let (machine, places) = (machine(desk), desk.places());
    let new = NewOffice { agency: agency.to_owned(), unit: unit.to_owned(), name: None, from };
    desk.db().write(|tx| create_office(tx, &machine, &places, &new)).map(|made| made.office().clone())
}

fn assigned(desk: &Desk, login: &str, role: Role, office: OfficeId, from: Date) -> Result<SignedIn, Refusal> {
    let (staff, start) = person(desk, login, "Trần Thị An");
    let machine = machine(desk);
    let new = NewAssignment { staff: staff.id, role, office: Some(office), from, until: None };
    desk.db().write(|tx| staff::assign(tx, &machine, &new))?;
    let password = "con mèo trèo cây cau";
    let entered = try_password(desk, login, start.reveal())?;
    change_password(desk, &resume(desk, &entered)?, start.reveal(), password).and_then(|entered| resume(desk, &entered))
}

#[test]
fn a_district_and_its_22_communes_get_their_offices_once() {
    each(|desk, _| {
        let offices = made(desk, &binh_son()).expect("offices");
        assert!(offices.iter().all(|made| matches!(made, MadeOffice::Created(_))));
        let names: Vec<&str> = offices.iter().map(|made| made.office().name.as_str()).collect();
        for name in ["Phòng LĐ-TB&XH huyện Bình Sơn", "UBND thị trấn Châu Ổ", "Công an xã Bình Châu"] {
            assert!(names.contains(&name), "{name} in {names:?}");
        }
        let communes = offices.iter().filter(|made| made.office().agency == "commune_police").count();
        assert_eq!(communes, 22);

        let again = made(desk, &binh_son()).expect("offices");
        let known: Vec<MadeOffice> = offices.iter().map(|made| MadeOffice::Exists(made.office().clone())).collect();
        assert_eq!(again, known);
        let machine = machine(desk);
        let scope = machine.ground_scope();
        let filter = OfficeFilter { agency: Some("commune_government".to_owned()), ..OfficeFilter::default() };
        let listed = desk.db().read(|tx| list_offices(tx, &scope, &filter, THEN)).expect("a list");
        assert_eq!(listed.len(), 22);
        assert!(listed.is_sorted_by_key(|office| office.area.lo), "in the order of the tree");
        let all = desk.db().read(|tx| list_offices(tx, &scope, &OfficeFilter::default(), THEN)).expect("a list");
        let agencies = |place: i64| -> Vec<&str> {
            all.iter().filter(|office| office.area.lo == place).map(|office| office.agency.as_str()).collect()
        };
        for commune in &listed {
            assert_eq!(agencies(commune.area.lo), agencies(listed[0].area.lo), "every commune’s in one order");
        }
    });
}

#[test]
fn all_or_none_and_a_commune_later() {
    each(|desk, _| {
        let with = |communes: &[&str]| NewOffices {
            communes: communes.iter().map(|code| (*code).to_owned()).collect(),
            ..binh_son()
        };
        // Vũng Tàu's Phường 1 is not in Bình Sơn; a district is no commune; 99999 is nothing.
        for (code, known) in [("26506", true), (BINH_SON, true), ("99999", false)] {
            let refused = made(desk, &with(&["21040", code])).expect_err("a refusal");
            match refused {
                Refusal::UnitElsewhere { code: of, above } if known => {
                    assert_eq!((of.as_str(), above.as_str()), (code, "Huyện Bình Sơn"));
                }
                Refusal::UnitUnknown { .. } => assert!(!known),
                other => panic!("{other:?}"),
            }
        }
        let machine = machine(desk);
        let scope = machine.ground_scope();
        let count =
            || desk.db().read(|tx| list_offices(tx, &scope, &OfficeFilter::default(), THEN)).expect("a list").len();
        assert_eq!(count(), 0, "nothing half-made");
        let first = made(desk, &with(&["21040"])).expect("offices").len();
        let second = made(desk, &with(&["21040", "21112"])).expect("offices");
        assert_eq!(second.iter().filter(|made| matches!(made, MadeOffice::Exists(_))).count(), first);
        assert_eq!(count(), second.len());
    });
}

#[test]
fn an_office_is_of_its_day_and_its_tier() {
    each(|desk, _| {
        let refused = office(desk, "district_labour", "21040", THEN);
        assert!(matches!(refused, Err(Refusal::AgencyOfOtherTier { .. })), "{refused:?}");
        let refused = office(desk, "district_labour", BINH_SON, NOW);
        assert!(matches!(refused, Err(Refusal::AgencyUnknown { .. })), "no districts any more");
        let refused = office(desk, "commune_social", "21055", NOW);
        assert!(matches!(refused, Err(Refusal::UnitUnknown { .. })), "Bình Nguyên is gone: {refused:?}");
        let then = office(desk, "commune_government", "21040", THEN).expect("an office");
        let now = office(desk, "commune_government", "21040", NOW).expect("an office");
        assert_eq!((then.name.as_str(), now.name.as_str()), ("UBND thị trấn Châu Ổ", "UBND xã Bình Sơn"));
        assert_ne!(then.area, now.area, "one code, two units");
        assert_eq!(now.tree, NOW);
    });
}

#[test]
fn a_name_changes_and_an_office_closes_when_nobody_works_there() {
    each(|desk, _| {
        let (machine, police) = (machine(desk), office(desk, "commune_police", "21040", THEN).expect("an office"));
        let renamed = desk.db().write(|tx| rename_office(tx, &machine, police.id, " Công an  TT. Châu Ổ "));
        assert_eq!(renamed.expect("renamed").name, "Công an TT. Châu Ổ");
        let refused = desk.db().write(|tx| rename_office(tx, &machine, police.id, " "));
        assert!(matches!(refused, Err(Refusal::TextLength { field: "name", .. })));

        let signed_in = assigned(desk, "tran.an", Role::CommunePolice, police.id, THEN).expect("in");
        let close = |until| desk.db().write(|tx| close_office(tx, &machine, police.id, until));
        assert!(matches!(close(NOW), Err(Refusal::OfficeHasStaff { staff: 1 })));
        let post = signed_in.assignments[0].id;
        desk.db().write(|tx| staff::end_assignment(tx, &machine, post, NOW)).expect("ended");
        assert!(matches!(close(date(2025, 6, 30)), Err(Refusal::OfficeHasStaff { staff: 1 })));
        assert_eq!(close(NOW).expect("closed").until, Some(NOW));
        let refused = assigned(desk, "le.binh", Role::CommunePolice, police.id, THEN);
        assert!(matches!(refused, Err(Refusal::OfficeClosed)), "an assignment does not outlive its office");
        let scope = machine.ground_scope();
        let list = |on, with_closed| {
            let filter = OfficeFilter { with_closed, words: "chau o".to_owned(), ..OfficeFilter::default() };
            desk.db().read(|tx| list_offices(tx, &scope, &filter, on)).expect("a list").len()
        };
        assert_eq!((list(THEN, false), list(NOW, false), list(NOW, true)), (1, 0, 1));
        assert!(matches!(close(date(2023, 1, 1)), Err(Refusal::PeriodBackwards { .. })));
    });
}

#[test]
fn a_role_fits_its_agency() {
    each(|desk, _| {
        let police = office(desk, "commune_police", "21040", THEN).expect("an office");
        let refused = assigned(desk, "tran.an", Role::LabourHead, police.id, THEN);
        assert!(matches!(refused, Err(Refusal::RoleDoesNotFit { role: Role::LabourHead, .. })));
        assigned(desk, "le.binh", Role::CommunePolice, police.id, THEN).expect("a commune policeman");
        let refused = assigned(desk, "le.chi", Role::Administrator, police.id, THEN);
        assert!(matches!(refused, Err(Refusal::OfficeNotWanted { .. })));
    });
}

#[test]
fn each_sees_the_own_area_and_nobody_elses() {
    each(|desk, _| {
        made(desk, &binh_son()).expect("offices");
        let elsewhere = office(desk, "commune_police", "26506", THEN).expect("Phường 1, Vũng Tàu");
        let find = |agency: &str, unit: &str| office(desk, agency, unit, THEN).expect("an office").id;
        let police =
            assigned(desk, "police", Role::CommunePolice, find("commune_police", "21112"), THEN).expect("in").acting;
        let labour =
            assigned(desk, "labour", Role::LabourOfficer, find("district_labour", BINH_SON), THEN).expect("in").acting;
        let stranger = assigned(desk, "stranger", Role::CommunePolice, elsewhere.id, THEN).expect("in").acting;
        let seen = |acting: &Acting| {
            let scope = acting.ground_scope();
            let offices = desk.db().read(|tx| list_offices(tx, &scope, &OfficeFilter::default(), THEN));
            let staff = desk.db().read(|tx| staff::list_staff(tx, &scope, &StaffFilter::default(), desk.now()));
            let logins = staff.expect("a list").iter().map(|line| line.staff.login.to_string()).collect::<Vec<_>>();
            (offices.expect("a list").len(), logins.join(" "))
        };
        let at_commune = office_count(desk, "21112");
        assert_eq!(seen(&police), (at_commune, "police".to_owned()));
        assert_eq!(seen(&stranger), (1, "stranger".to_owned()));
        let (offices, logins) = seen(&labour);
        assert!(offices > 22 * 2, "{offices}");
        assert_eq!(logins, "labour police");

        let found = desk.db().read(|tx| find_office(tx, &police.scope, elsewhere.id)).expect("a read");
        assert_eq!(found, None, "and cannot be probed by its id");
        let found = desk.db().read(|tx| staff::find_staff(tx, &police.scope, stranger.staff, desk.now()));
        assert!(found.expect("a read").is_none());
        assert!(labour.scope.covers(find_place(desk, "21112")) && !police.scope.covers(find_place(desk, "21040")));
    });
}

fn find_place(desk: &Desk, code: &str) -> i64 {
    desk.places().find(code, THEN).expect("a unit").place
}

fn office_count(desk: &Desk, unit: &str) -> usize {
    let place = find_place(desk, unit);
    let scope = machine(desk).ground_scope();
    let all = desk.db().read(|tx| list_offices(tx, &scope, &OfficeFilter::default(), THEN)).expect("a list");
    all.iter().filter(|office| office.area.lo == place).count()
}

#[test]
fn an_office_of_2025_sees_what_lies_wholly_in_it_of_2024() {
    each(|desk, clock| {
        clock.pass(SignedDuration::from_hours(24 * 600));
        let social = office(desk, "commune_social", "21040", NOW).expect("xã Bình Sơn");
        let acting = assigned(desk, "tran.an", Role::SocialOfficer, social.id, NOW).expect("in").acting;
        let places = desk.places();
        let then = |code: &str| places.find(code, THEN).expect("a unit").place;
        assert!(
            acting.scope.covers(social.area.lo) && acting.scope.covers(then("21040")),
            "thị trấn Châu Ổ went there"
        );
        assert!(!acting.scope.covers(then("21112")), "Bình Châu went elsewhere");
        assert!(!acting.scope.covers(then(BINH_SON)), "the district is not a part of one commune");
        assert!(acting.scope.areas().len() <= crate::SCOPE_AREAS_MAX);
    });
}

#[test]
fn one_acts_in_one_assignment_at_a_time() {
    each(|desk, _| {
        let (one, other) = (
            office(desk, "commune_police", "21040", THEN).expect("an office"),
            office(desk, "commune_police", "21112", THEN).expect("an office"),
        );
        let signed_in = assigned(desk, "tran.an", Role::CommunePolice, one.id, THEN).expect("in");
        let machine = machine(desk);
        let new = NewAssignment {
            staff: signed_in.staff.id,
            role: Role::CommunePolice,
            office: Some(other.id),
            from: THEN,
            until: None,
        };
        let second = desk.db().write(|tx| staff::assign(tx, &machine, &new)).expect("another one");
        assert_eq!(signed_in.acting.office, Some(one.id));
        let entered = crate::sign_in::switch_assignment(desk, &signed_in, second.id).expect("switched");
        let switched = resume(desk, &entered).expect("a session");
        assert_eq!((switched.acting.office, switched.assignments.len()), (Some(other.id), 2));
        assert!(switched.acting.scope.covers(other.area.lo) && !switched.acting.scope.covers(one.area.lo));

        desk.db().write(|tx| staff::end_assignment(tx, &machine, second.id, THEN)).expect("undone");
        assert!(matches!(resume(desk, &entered), Err(Refusal::SignedOut)), "an ended assignment ends its sessions");
        let stranger = assigned(desk, "le.binh", Role::CommunePolice, one.id, THEN).expect("in");
        let refused = crate::sign_in::switch_assignment(desk, &stranger, signed_in.assignments[0].id);
        assert!(matches!(refused, Err(Refusal::NotFound { what: "assignment" })), "nobody takes another's place");
    });
}

#[test]
fn a_service_account_comes_in_at_its_office() {
    each(|desk, _| {
        let labour = office(desk, "district_labour", BINH_SON, THEN).expect("an office");
        let machine = machine(desk);
        let new = crate::desk::testing::new_staff("he.thong", "Hệ thống của huyện");
        let text = desk.db().write(|tx| {
            let account = staff::create_service_account(tx, &machine, &new)?;
            let role = Role::ServiceAccount;
            let post = NewAssignment { staff: account.id, role, office: Some(labour.id), from: THEN, until: None };
            staff::assign(tx, &machine, &post)?;
            let life = SignedDuration::from_hours(24);
            staff::issue_token(tx, &machine, account.id, "đồng bộ", machine.now + life).map(|(_, text)| text)
        });
        let acting = desk.service(&text.expect("a token"), &crate::desk::testing::origin()).expect("the account");
        assert_eq!((acting.role, acting.office), (Role::ServiceAccount, Some(labour.id)));
        assert!(acting.scope.covers(find_place(desk, "21112")) && acting.must(Action::ImportSource).is_ok());
    });
}

#[test]
fn only_who_manages_offices_makes_changes_or_closes_one() {
    each(|desk, _| {
        let known = office(desk, "commune_police", "21040", THEN).expect("an office").id;
        let places = desk.places();
        for role in Role::ALL.iter().filter(|role| !role.may(Action::ManageOffices)) {
            let acting = somebody(1, *role, Some(places.tree(1).expect("a tree").root().area()));
            let new =
                NewOffice { agency: "commune_police".to_owned(), unit: "21043".to_owned(), name: None, from: THEN };
            let answers = desk.db().write(|tx| {
                Ok::<_, Refusal>([
                    create_office(tx, &acting, &places, &new).map(drop),
                    create_offices_of_district(tx, &acting, &places, &binh_son()).map(drop),
                    rename_office(tx, &acting, known, "khác").map(drop),
                    close_office(tx, &acting, known, NOW).map(drop),
                ])
            });
            for answer in answers.expect("answers") {
                assert!(matches!(answer, Err(Refusal::NotAllowed { action: Action::ManageOffices })), "{role:?}");
            }
        }
    });
}
