//! A list of guardians comes in as a file; its papers wait for the judicial officer like those entered by hand.

use super::{each, neighbour};
use crate::testing::{BINH_CHAU, BINH_TRI, Village, Villager};
use crate::*;
use kernel::CitizenId;
use office::Role;
use sources::FileFault;

const HEADINGS: &str = "STT,Họ và tên người được giám hộ,Số định danh người được giám hộ,Ngày sinh người được giám hộ,\
                        Họ và tên người giám hộ,Số CCCD người giám hộ,Quan hệ,Số quyết định,Hiệu lực từ ngày,\
                        Cơ quan ban hành,Hiệu lực đến ngày,Điện thoại";

fn list(rows: &[&str]) -> String {
    format!("DANH SÁCH NGƯỜI GIÁM HỘ\n{HEADINGS}\n{}\nNgười lập biểu\n", rows.join("\n"))
}

fn people(village: &Village) -> [kernel::PersonId; 2] {
    let citizen_id = CitizenId::parse("051144000001").ok();
    let made = village.people(&[
        Villager { citizen_id, ..Villager::named("Nguyễn Thị An") },
        Villager::named("Lê Văn Bình"),
        neighbour("Phạm Xa"),
    ]);
    [made[0], made[1]]
}

fn receive(village: &Village, by: Role, content: &str) -> Result<GuardianReceipt, Refusal> {
    let acting = village.officer(by);
    let new = NewGuardians { place: village.place(BINH_TRI), name: "giám hộ.csv", content: content.as_bytes() };
    village.db().write(|tx| receive_guardians(tx, &acting, &new, &|fault| format!("{fault}.")))
}

const AN: &str = "1,Nguyễn Thị An,051144000001,1944,Trần Văn Con,051070000002,con,12/QĐ-UBND,15/01/2024,UBND xã Bình Trị,,0905000001";
const BINH: &str = "2,Lê Văn Bình,,1944,Lê Thị Em,051180000003,em,,15/01/2024,,31/12/2024,";

#[test]
fn good_rows_become_papers_that_a_second_officer_confirms() {
    each(|village| {
        let [an, binh] = people(village);
        let text = list(&[AN, BINH, AN]);
        let received = receive(village, Role::SocialOfficer, &text).expect("a list");
        let GuardianReceipt::Created(told) = &received else { panic!("{received:?}") };
        assert_eq!((told.created, told.existing, told.returned), (2, 1, 0), "a row that stands twice is one paper");

        let reader = village.officer(Role::SocialOfficer);
        let paper = |person| {
            let papers = village.db().read(|tx| list_authorisations(tx, &reader.scope, person)).expect("papers");
            assert_eq!(papers.len(), 1);
            papers[0].clone()
        };
        let of_an = paper(an);
        assert_eq!((of_an.says.kind, of_an.says.with_account), (AuthorisationKind::Guardian, true));
        assert_eq!(of_an.says.paper.as_deref(), Some("12/QĐ-UBND, UBND xã Bình Trị"));
        assert_eq!((of_an.confirmed_by, of_an.says.valid_until), (None, None), "it waits, and is open");
        assert_eq!(of_an.state_on(reader.today()), AuthorisationState::Recorded, "no money goes by it yet");
        assert_eq!(paper(binh).says.valid_until.map(|day| day.to_string()).as_deref(), Some("2024-12-31"));

        let judicial = village.officer(Role::JudicialOfficer);
        let done = village.db().write(|tx| confirm_authorisations(tx, &judicial, &[of_an.seen()])).expect("confirmed");
        assert_eq!(done.confirmed, 1, "{done:?}");
        assert_eq!(paper(an).confirmed_by, Some(judicial.staff));

        // The same bytes do nothing; the same rows in another file are the same papers.
        let again = receive(village, Role::SocialOfficer, &text).expect("a list");
        assert_eq!(again, GuardianReceipt::Exists(told.clone()));
        let other = receive(village, Role::SocialOfficer, &list(&[BINH, AN])).expect("a list");
        assert_eq!((other.list().created, other.list().existing), (0, 2));
        assert_eq!(paper(an).confirmed_by, Some(judicial.staff), "what was confirmed stays confirmed");
    });
}

#[test]
fn bad_rows_come_back_with_their_reasons_and_take_nothing_with_them() {
    each(|village| {
        let [an, binh] = people(village);
        let rows = [
            BINH,
            "2,Trần Văn Khác,051144000001,1944,Trần Văn Con,051070000002,con,,15/01/2024,,,",
            "3,Phạm Xa,,1944,Trần Văn Con,051070000002,con,,15/01/2024,,,",
            "4,Nguyễn Thị An,051144000001,1944,Trần Văn Con,05107,con,,15/01/2024,,,",
            "5,Nguyễn Thị An,051144000001,1944,Trần Văn Con,051070000002,,,15/01/2024,,,",
            "6,Nguyễn Thị An,051144000001,1944,Nguyễn Thị An,051144000001,con,,15/01/2024,,,",
            "7,Nguyễn Thị An,051144000001,1944,Trần Văn Con,051070000002,con,,15/01/2024,,01/01/2024,",
            "8,,,,Trần Văn Con,051070000002,con,,15/01/2024,,,",
            "9,Nguyễn Thị An,051144000001,1944,Trần Văn Con,051070000002,con,,hôm qua,,,",
        ];
        let text = list(&rows);
        let received = receive(village, Role::SocialOfficer, &text).expect("a list");
        assert_eq!((received.list().created, received.list().returned), (1, 8));
        let acting = village.officer(Role::SocialOfficer);
        let (place, sha256) = (received.list().place, received.list().sha256.clone());
        let (_, returned) =
            village.db().read(|tx| load_guardian_list(tx, &acting.scope, place, &sha256)).expect("a list");
        let told: Vec<(i64, &str)> = returned.iter().map(|row| (row.line, row.reason.as_str())).collect();
        assert_eq!(
            told,
            [
                (4, "the number is of somebody of another name."),
                (5, "nobody of the commune is this person."),
                (6, "the column citizen_id cannot be read."),
                (7, "the column relation is empty."),
                (8, "nobody is their own proxy."),
                (9, "it ends on 2024-01-01, before 2024-01-15."),
                (10, "the column ward_name is empty."),
                (11, "the column paper_on cannot be read."),
            ]
        );
        let count =
            |person| village.db().read(|tx| list_authorisations(tx, &acting.scope, person)).expect("papers").len();
        assert_eq!((count(an), count(binh)), (0, 1));
        // The rows go back as a workbook, and corrected ones come in.
        let book = village.db().write(|tx| return_guardians(tx, &acting, place, &sha256)).expect("a workbook");
        let mut opened = sources::Workbook::open(&book).expect("a workbook");
        let mut cells = Vec::new();
        let seen = opened.each_line(0, |line| {
            cells.extend(line.cells.iter().map(|cell| cell.shown().into_owned()));
            Ok::<(), FileFault>(())
        });
        seen.expect("lines");
        assert!(cells.iter().any(|cell| cell == "Lý do trả lại") && cells.iter().any(|cell| cell == "Trần Văn Khác"));
        assert!(!cells.iter().any(|cell| cell == "Lê Văn Bình"), "what was taken does not go back");
    });
}

#[test]
fn whoever_may_not_enter_papers_and_whoever_is_elsewhere_sends_no_list() {
    each(|village| {
        people(village);
        let refused = receive(village, Role::CommuneLeader, &list(&[AN]));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
        let far = village.officer_at(Role::SocialOfficer, BINH_CHAU, 1);
        let text = list(&[AN]);
        let new = NewGuardians { place: village.place(BINH_TRI), name: "a.csv", content: text.as_bytes() };
        let refused = village.db().write(|tx| receive_guardians(tx, &far, &new, &|fault| fault.to_string()));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::OutsideArea))), "{refused:?}");
        for (content, fault) in [("a,b\n1,2\n", FileFault::NoHeader), (&*list(&[]), FileFault::NoRows)] {
            let refused = receive(village, Role::SocialOfficer, content);
            assert!(matches!(&refused, Err(Refusal::File(told)) if *told == fault), "{refused:?}");
        }
        // Of a list of which nothing could be taken the same bytes are looked at again.
        let unknown = list(&["1,Ai Đó,,1944,Trần Văn Con,051070000002,con,,15/01/2024,,,"]);
        for _ in 0..2 {
            let received = receive(village, Role::SocialOfficer, &unknown).expect("a list");
            assert!(matches!(received, GuardianReceipt::Created(_)), "{received:?}");
        }
        let reader = village.officer(Role::SocialOfficer);
        let place = village.place(BINH_TRI);
        let lists = village.db().read(|tx| list_guardian_lists(tx, &reader.scope, place)).expect("lists");
        assert_eq!(lists.len(), 1);
        assert!(village.db().read(|tx| list_guardian_lists(tx, &far.scope, place)).expect("lists").is_empty());
    });
}
