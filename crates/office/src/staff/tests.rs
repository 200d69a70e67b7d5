//! Stories of staff.

use super::*;
use crate::{
    Acting, Area, Desk, Refusal, Role, Scope,
    desk::testing::{
        HandClock, desk_over, first_administrator, machine, new_staff, origin, person, resume, try_password,
    },
    sign_in::{NewPassword, StartPassword},
    somebody::somebody,
};
use db::{Db, params, testing::on_both};
use jiff::{SignedDuration, ToSpan as _, civil::date};
use kernel::{AssignmentId, OfficeId, StaffId};

const PASSWORD: &str = "con mèo trèo cây cau";

fn each(story: impl Fn(&Desk, &HandClock)) {
    on_both(|db| {
        let (desk, clock) = desk_over(db);
        story(&desk, &clock);
    });
}

fn administrator(desk: &Desk, login: &str) -> StaffId {
    let staff = person(desk, login, "Quản Trị Viên").0.id;
    assigned(desk, staff, Role::Administrator, None).expect("an administrator");
    staff
}

fn assigned(desk: &Desk, staff: StaffId, role: Role, office: Option<OfficeId>) -> Result<Assignment, Refusal> {
    let machine = machine(desk);
    let new = NewAssignment { staff, role, office, from: machine.today(), until: None };
    desk.db().write(|tx| assign(tx, &machine, &new))
}

fn count(db: &Db, table: &'static str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    db.read(|tx| tx.row(&sql, params![])).expect("a count").expect("a row").get(0).expect("a number")
}

mod administrators {
    use super::*;

    #[test]
    fn the_first_one_is_made_once() {
        each(|desk, _| {
            let needed = || desk.db().read(first_run_needed).expect("an answer");
            assert!(needed());
            first_administrator(desk, PASSWORD).expect("the first");
            assert!(!needed());
            assert!(matches!(first_administrator(desk, PASSWORD), Err(Refusal::FirstRunOver)));
        });
    }

    #[test]
    fn only_whoever_knows_the_set_up_code_makes_the_first_one() {
        each(|desk, _| {
            let visitor = desk.visitor(origin());
            let code = SetUpCode::of(desk);
            assert_eq!(code.reveal(), SetUpCode::of(desk).reveal(), "the same after a restart");
            assert_eq!(code.reveal().len(), 19, "sixteen letters in four groups");
            assert!(!format!("{code:?}").contains(code.reveal()));
            let half = &code.reveal()[..9];
            for wrong in ["", " ", "0000-0000-0000-0000", half, &format!("{}2", code.reveal())] {
                let refused = prove_set_up(desk, &visitor, wrong);
                assert!(matches!(refused, Err(Refusal::SetUpCodeWrong)), "{wrong:?}");
            }
            assert_eq!(count(desk.db(), "audit_record"), 5, "each wrong code is recorded");
            let loose = format!("  {} ", code.reveal().to_uppercase().replace('-', " "));
            prove_set_up(desk, &visitor, &loose).expect("however it is typed");
            first_administrator(desk, PASSWORD).expect("the first");
            assert!(matches!(prove_set_up(desk, &visitor, "0000"), Err(Refusal::FirstRunOver)));
        });
    }

    #[test]
    fn a_weak_password_makes_nobody() {
        each(|desk, _| {
            let refused = first_administrator(desk, "phamthiquantri1");
            assert!(matches!(refused, Err(Refusal::Password(crate::sign_in::PasswordFault::OwnName))));
            assert_eq!(count(desk.db(), "staff_member"), 0);
        });
    }

    #[test]
    fn of_many_who_press_the_button_at_once_one_becomes_the_first() {
        each(|desk, _| {
            let made: Vec<_> = std::thread::scope(|threads| {
                let press = |number: usize| {
                    let new = new_staff(&format!("quan.tri.{number}"), "Phạm Thị Quản Trị");
                    let chosen = NewPassword::choose(desk, PASSWORD, &new.login, "").expect("a good password");
                    let visitor = desk.visitor(origin());
                    let proof = prove_set_up(desk, &visitor, SetUpCode::of(desk).reveal()).expect("the code");
                    desk.db().write(|tx| create_first_administrator(tx, &visitor, &new, &chosen, &proof))
                };
                let pressed: Vec<_> = (0..6).map(|number| threads.spawn(move || press(number))).collect();
                pressed.into_iter().map(|thread| thread.join().expect("no panic")).collect()
            });
            assert_eq!(made.iter().filter(|made| made.is_ok()).count(), 1);
            assert!(made.iter().filter_map(|made| made.as_ref().err()).all(|no| matches!(no, Refusal::FirstRunOver)));
            assert_eq!((count(desk.db(), "staff_member"), count(desk.db(), "staff_assignment")), (1, 1));
        });
    }

    #[test]
    fn the_last_one_stays() {
        each(|desk, _| {
            let machine = machine(desk);
            let leave = |staff| desk.db().write(|tx| deactivate_staff(tx, &machine, staff, "nghỉ hưu"));
            let (one, other) = (administrator(desk, "quan.tri"), administrator(desk, "quan.tri.2"));
            leave(one).expect("another one stays");
            assert!(matches!(leave(other), Err(Refusal::LastAdministrator)));
            let assignment = desk.db().read(|tx| list_posts(tx, other, machine.today())).expect("posts")[0].assignment;
            let end = |until| desk.db().write(|tx| end_assignment(tx, &machine, assignment, until));
            assert!(matches!(end(machine.today()), Err(Refusal::LastAdministrator)));
            assert!(matches!(end(date(2030, 1, 1)), Err(Refusal::LastAdministrator)), "nor from a later day on");
        });
    }

    #[test]
    fn two_who_leave_at_once_do_not_both_leave() {
        each(|desk, _| {
            let pair = [administrator(desk, "quan.tri"), administrator(desk, "quan.tri.2")];
            let left: Vec<_> = std::thread::scope(|threads| {
                let leave = |staff| {
                    let machine = machine(desk);
                    desk.db().write(|tx| deactivate_staff(tx, &machine, staff, "nghỉ hưu"))
                };
                let started: Vec<_> = pair.iter().map(|staff| threads.spawn(move || leave(*staff))).collect();
                started.into_iter().map(|thread| thread.join().expect("no panic")).collect()
            });
            assert_eq!(left.iter().filter(|left| left.is_ok()).count(), 1, "{left:?}");
        });
    }

    #[test]
    fn one_does_not_help_oneself() {
        each(|desk, _| {
            let own = administrator(desk, "quan.tri");
            administrator(desk, "quan.tri.2");
            let acting = Acting { staff: own, ..somebody(1, Role::Administrator, None) };
            let start = StartPassword::make(desk);
            let new = NewAssignment {
                staff: own,
                role: Role::CommuneLeader,
                office: None,
                from: acting.today(),
                until: None,
            };
            let refused = [
                desk.db().write(|tx| assign(tx, &acting, &new).map(drop)),
                desk.db().write(|tx| deactivate_staff(tx, &acting, own, "thử").map(drop)),
                desk.db().write(|tx| reset_password(tx, &acting, own, &start)),
                desk.db().write(|tx| reset_second_factor(tx, &acting, own, "thử")),
                desk.db().write(|tx| crate::sign_in::link_external(tx, &acting, own, "i", "s")),
            ];
            assert!(refused.iter().all(|no| matches!(no, Err(Refusal::NotOnYourself))), "{refused:?}");
        });
    }
}

mod rights {
    use super::*;
    use crate::Action;

    #[test]
    fn only_who_manages_staff_does_any_of_it() {
        each(|desk, _| {
            let staff = person(desk, "tran.an", "Trần Thị An").0.id;
            let start = StartPassword::make(desk);
            let new = new_staff("le.binh", "Lê Bình");
            let records = count(desk.db(), "audit_record");
            for role in Role::ALL.iter().filter(|role| !role.may(Action::ManageStaff)) {
                let acting = somebody(1, *role, Some(Area { lo: 1_000_001, hi: 1_900_000 }));
                let assignment =
                    NewAssignment { staff, role: Role::CommunePolice, office: None, from: acting.today(), until: None };
                let details = StaffDetails { full_name: "Khác".to_owned(), ..StaffDetails::default() };
                let answers = desk.db().write(|tx| {
                    Ok::<_, Refusal>([
                        create_staff(tx, &acting, &new, &start).map(drop),
                        create_service_account(tx, &acting, &new).map(drop),
                        change_staff(tx, &acting, staff, &details).map(drop),
                        deactivate_staff(tx, &acting, staff, "x").map(drop),
                        reactivate_staff(tx, &acting, staff, &start).map(drop),
                        assign(tx, &acting, &assignment).map(drop),
                        end_assignment(tx, &acting, acting.new_id::<AssignmentId>(), acting.today()).map(drop),
                        reset_password(tx, &acting, staff, &start),
                        reset_second_factor(tx, &acting, staff, "x"),
                        unlock(tx, &acting, staff),
                        issue_token(tx, &acting, staff, "x", acting.now + SignedDuration::from_hours(1)).map(drop),
                        revoke_token(tx, &acting, acting.new_id()),
                        list_tokens(tx, &acting, staff).map(drop),
                        crate::sign_in::link_external(tx, &acting, staff, "i", "s"),
                        crate::sign_in::unlink_external(tx, &acting, staff, "i"),
                        crate::sign_in::list_external(tx, &acting, staff).map(drop),
                    ])
                });
                for (number, answer) in answers.expect("answers").iter().enumerate() {
                    let no = matches!(answer, Err(Refusal::NotAllowed { action: Action::ManageStaff }));
                    assert!(no, "{role:?} {number}: {answer:?}");
                }
            }
            assert_eq!(count(desk.db(), "audit_record"), records, "a refusal changes nothing");
        });
    }
}

mod people {
    use super::*;

    #[test]
    fn a_login_name_is_taken_once() {
        each(|desk, _| {
            person(desk, "tran.an", "Trần Thị An");
            let (machine, start) = (machine(desk), StartPassword::make(desk));
            let again = new_staff("TRAN.AN", "Trần Văn An");
            let refused = desk.db().write(|tx| create_staff(tx, &machine, &again, &start));
            assert!(matches!(refused, Err(Refusal::LoginTaken)));
        });
    }

    #[test]
    fn names_are_cleaned_and_changes_recorded_from_to() {
        each(|desk, _| {
            let staff = person(desk, "tran.an", "  Trần\u{a0}Thị   An ").0;
            assert_eq!(staff.full_name, "Trần Thị An");
            let machine = machine(desk);
            let details = StaffDetails {
                full_name: "Trần Thị Anh".to_owned(),
                phone: Some(" 0255 3851 234 ".to_owned()),
                email: Some("  ".to_owned()),
            };
            let after = desk.db().write(|tx| change_staff(tx, &machine, staff.id, &details)).expect("changed");
            assert_eq!((after.phone.as_deref(), after.email), (Some("0255 3851 234"), None));
            let sql = "SELECT was, became FROM audit_record WHERE verb = 'staff.change'";
            let row = desk.db().read(|tx| tx.row(sql, params![])).expect("a read").expect("a record");
            let (was, became): (String, String) = (row.get(0).expect("was"), row.get(1).expect("became"));
            assert!(was.contains("Trần Thị An\"") && became.contains("Trần Thị Anh\""));
            for full_name in ["", " \t ", &"a".repeat(NAME_LENGTH_MAX + 1)] {
                let details = StaffDetails { full_name: full_name.to_owned(), ..StaffDetails::default() };
                let refused = desk.db().write(|tx| change_staff(tx, &machine, staff.id, &details));
                assert!(matches!(refused, Err(Refusal::TextLength { field: "full_name", .. })));
            }
        });
    }

    #[test]
    fn a_reset_password_ends_the_sessions_and_must_be_changed() {
        each(|desk, _| {
            let (staff, start) = person(desk, "tran.an", "Trần Thị An");
            let entered = try_password(desk, "tran.an", start.reveal()).expect("in");
            let (machine, fresh) = (machine(desk), StartPassword::make(desk));
            desk.db().write(|tx| reset_password(tx, &machine, staff.id, &fresh)).expect("the way back");
            assert!(matches!(resume(desk, &entered), Err(Refusal::SignedOut)));
            assert!(matches!(try_password(desk, "tran.an", start.reveal()), Err(Refusal::SignInRefused)));
            let entered = try_password(desk, "tran.an", fresh.reveal()).expect("in");
            assert_eq!(entered.step, crate::sign_in::Step::MustChangePassword);
        });
    }

    #[test]
    fn a_list_shows_who_is_inside_the_scope_by_words_and_page_by_page() {
        each(|desk, _| {
            for number in 0..(STAFF_PAGE + 5) {
                person(desk, &format!("can.bo.{number:03}"), "Nguyễn Văn Hoà");
            }
            person(desk, "le.binh", "Lê Thị Bình");
            let list = |scope: &Scope, filter: &StaffFilter| {
                desk.db().read(|tx| list_staff(tx, scope, filter, desk.now())).expect("a list")
            };
            let everywhere = Scope::everywhere();
            let first = list(&everywhere, &StaffFilter::default());
            assert_eq!(first.len(), STAFF_PAGE);
            let after = first.last().map(|line| line.staff.login.clone());
            let second = list(&everywhere, &StaffFilter { after, ..StaffFilter::default() });
            assert_eq!(second.len(), 6);
            let words = |words: &str| StaffFilter { words: words.to_owned(), ..StaffFilter::default() };
            assert_eq!(list(&everywhere, &words("bình le")).len(), 1);
            assert_eq!(list(&everywhere, &words("hoa 104")).len(), 1);
            assert!(list(&everywhere, &words("không ai")).is_empty());
            let district = Scope::over(vec![Area { lo: 1_000_000, hi: 1_999_999 }]);
            assert!(list(&district, &StaffFilter::default()).is_empty(), "nobody is assigned there");
            assert!(list(&Scope::nowhere(), &StaffFilter::default()).is_empty());
        });
    }
}

mod services {
    use super::*;

    fn account(desk: &Desk) -> Staff {
        let machine = machine(desk);
        let new = new_staff("hethong.dc01", "Phân hệ ASXH");
        desk.db().write(|tx| create_service_account(tx, &machine, &new)).expect("an account")
    }

    fn token(desk: &Desk, staff: StaffId, life: SignedDuration) -> Result<(ApiToken, String), Refusal> {
        let machine = machine(desk);
        desk.db().write(|tx| issue_token(tx, &machine, staff, "đồng bộ hằng đêm", machine.now + life))
    }

    #[test]
    fn a_token_opens_until_it_ends_or_is_revoked_and_is_nowhere_stored() {
        each(|desk, clock| {
            let account = account(desk);
            let (token, text) = token(desk, account.id, SignedDuration::from_hours(24)).expect("a token");
            assert!(text.starts_with(&token.prefix) && text.len() > token.prefix.len() + 50);
            let acting = desk.service(&text, &origin()).expect("the account");
            assert_eq!((acting.staff, acting.role), (account.id, Role::Visitor), "no role yet, so nothing to do");
            let machine = machine(desk);
            let listed = desk.db().read(|tx| list_tokens(tx, &machine, account.id)).expect("a list");
            assert_eq!(listed[0].used_at, Some(desk.now()));
            assert!(!format!("{listed:?}").contains(&text));

            clock.pass(SignedDuration::from_hours(24));
            assert!(matches!(desk.service(&text, &origin()), Err(Refusal::SignedOut)), "its time is over");

            let (token, text) = services::token(desk, account.id, SignedDuration::from_hours(1)).expect("a token");
            desk.service(&text, &origin()).expect("the account");
            desk.db().write(|tx| revoke_token(tx, &machine, token.id)).expect("revoked");
            assert!(matches!(desk.service(&text, &origin()), Err(Refusal::SignedOut)));
            let again = desk.db().write(|tx| revoke_token(tx, &machine, token.id));
            assert!(matches!(again, Err(Refusal::NotFound { what: "token" })));
        });
    }

    #[test]
    fn tokens_are_for_services_only_and_for_a_year_at_most() {
        each(|desk, _| {
            let (person, _) = person(desk, "tran.an", "Trần Thị An");
            assert!(matches!(
                token(desk, person.id, SignedDuration::from_hours(1)),
                Err(Refusal::NotFound { what: "staff" })
            ));
            let account = account(desk);
            for life in [SignedDuration::ZERO, TOKEN_LIFE_MAX + SignedDuration::from_secs(1)] {
                assert!(matches!(token(desk, account.id, life), Err(Refusal::TokenEnd { .. })));
            }
        });
    }

    #[test]
    fn a_service_has_no_password_and_a_deactivated_one_no_token() {
        each(|desk, _| {
            let account = account(desk);
            assert!(matches!(try_password(desk, "hethong.dc01", ""), Err(Refusal::SignInRefused)));
            let start = StartPassword::make(desk);
            let machine = machine(desk);
            let refused = desk.db().write(|tx| reset_password(tx, &machine, account.id, &start));
            assert!(matches!(refused, Err(Refusal::NotFound { what: "staff" })));
            let (_, text) = token(desk, account.id, SignedDuration::from_hours(1)).expect("a token");
            desk.db().write(|tx| deactivate_staff(tx, &machine, account.id, "thay hệ thống")).expect("gone");
            assert!(matches!(desk.service(&text, &origin()), Err(Refusal::SignedOut)));
            assert!(matches!(
                token(desk, account.id, SignedDuration::from_hours(1)),
                Err(Refusal::NotFound { what: "staff" })
            ));
        });
    }

    #[test]
    fn service_roles_are_for_services_and_others_for_people() {
        each(|desk, _| {
            let (account, (person, _)) = (account(desk), person(desk, "tran.an", "Trần Thị An"));
            for (staff, role) in [
                (account.id, Role::CommunePolice),
                (person.id, Role::ServiceAccount),
                (person.id, Role::Machine),
                (person.id, Role::Visitor),
            ] {
                let refused = assigned(desk, staff, role, None);
                assert!(matches!(refused, Err(Refusal::RoleOfOtherKind { role: no }) if no == role), "{refused:?}");
            }
            assert!(matches!(
                assigned(desk, person.id, Role::CommunePolice, None),
                Err(Refusal::OfficeNeeded { role: Role::CommunePolice })
            ));
        });
    }

    #[test]
    fn only_somebody_deactivated_is_let_in_again_and_never_oneself() {
        each(|desk, _| {
            let (person, start) = person(desk, "tran.an", "Trần Thị An");
            let machine = machine(desk);
            let again = |acting: &Acting| desk.db().write(|tx| reactivate_staff(tx, acting, person.id, &start));
            assert!(matches!(again(&machine), Err(Refusal::NotFound { what: "deactivated staff" })), "at work");
            desk.db().write(|tx| deactivate_staff(tx, &machine, person.id, "moved away")).expect("gone");
            let oneself = Acting { staff: person.id, ..machine.clone() };
            assert!(matches!(again(&oneself), Err(Refusal::NotOnYourself)));
            again(&machine).expect("back");
        });
    }

    #[test]
    fn a_period_has_a_beginning_and_then_an_end() {
        each(|desk, _| {
            let (person, _) = person(desk, "tran.an", "Trần Thị An");
            let machine = machine(desk);
            let from = machine.today();
            let new =
                |from, until| NewAssignment { staff: person.id, role: Role::Administrator, office: None, from, until };
            let give = |new: &NewAssignment| desk.db().write(|tx| assign(tx, &machine, new));
            assert!(matches!(give(&new(from, Some(from))), Err(Refusal::PeriodBackwards { .. })));
            let week = give(&new(from, Some(from + 7.days()))).expect("a week");
            assert!(matches!(give(&new(from + 6.days(), None)), Err(Refusal::AlreadyAssigned { .. })));
            give(&new(from + 7.days(), None)).expect("right after it");
            let end = |until| desk.db().write(|tx| end_assignment(tx, &machine, week.id, until));
            assert!(matches!(end(from.yesterday().expect("a day")), Err(Refusal::PeriodBackwards { .. })));
            let later = end(from + 8.days());
            assert!(matches!(later, Err(Refusal::EndsBefore { .. })), "an end is no way to a longer role: {later:?}");
        });
    }
    #[test]
    fn a_year_mistyped_is_no_beginning_and_no_end() {
        each(|desk, _| {
            let (person, _) = person(desk, "tran.an", "Trần Thị An");
            let machine = machine(desk);
            let give = |from, until| {
                let new = NewAssignment { staff: person.id, role: Role::Administrator, office: None, from, until };
                desk.db().write(|tx| assign(tx, &machine, &new))
            };
            for (from, until) in [
                (date(0, 1, 1), None),
                (date(9999, 12, 31), None),
                (machine.today(), Some(date(9999, 12, 31))),
                (date(-9999, 1, 1), Some(machine.today())),
            ] {
                assert!(matches!(give(from, until), Err(Refusal::DayOutOfRange { .. })), "{from} {until:?}");
            }
            let week = give(machine.today(), None).expect("a role");
            let end = desk.db().write(|tx| end_assignment(tx, &machine, week.id, date(9999, 1, 1)));
            assert!(matches!(end, Err(Refusal::DayOutOfRange { .. })));
        });
    }

    #[test]
    fn a_telephone_and_a_mail_address_are_such() {
        each(|desk, _| {
            let (person, _) = person(desk, "tran.an", "Trần Thị An");
            let machine = machine(desk);
            let change = |phone: &str, email: &str| {
                let details = StaffDetails {
                    full_name: "Trần Thị An".to_owned(),
                    phone: Some(phone.to_owned()),
                    email: Some(email.to_owned()),
                };
                desk.db().write(|tx| change_staff(tx, &machine, person.id, &details))
            };
            for good in ["", "an@binhson.quangngai.gov.vn", "tran.thi-an+so@x1.vn"] {
                change("0912 345 678", good).expect(good);
            }
            for bad in ["an", "an@", "@x.vn", "an@x", "an@x..vn", "an@.vn", "an @x.vn", "an@x.vn, b@x.vn", "<an@x.vn>"]
            {
                assert!(matches!(change("", bad), Err(Refusal::Contact { field: "email" })), "{bad}");
            }
            for bad in ["12", "không có", "0912345678901"] {
                assert!(matches!(change(bad, ""), Err(Refusal::Contact { field: "phone" })), "{bad}");
            }
        });
    }
}
