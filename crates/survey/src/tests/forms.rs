//! The form goes out as a workbook, comes back filled in, and its bad rows go back once more.

use super::{each, neighbour, team};
use crate::testing::{BINH_CHAU, BINH_TRI, Village, Villager};
use crate::*;
use jiff::civil::date;
use kernel::{CitizenId, PersonId};
use office::Role;
use sources::{FileFault, Workbook};

const HEADINGS: &str = "STT,Họ và tên,Ngày sinh,Số định danh,Ngày khảo sát,Kết quả,Có tài khoản?,Phương thức nhận";

/// Three lines with a visit, one of them of nobody here, and one nobody has filled in.
fn filled() -> String {
    format!(
        "UBND xã Bình Trị\n{HEADINGS}\n\
         1,Nguyễn Thị An,1944,051144000001,27/01/2024,đồng ý,không,tiền mặt\n\
         2,Lê Văn Bình,1944,,27/01/2024,vắng nhà,,\n\
         3,Ai Đó,1944,,27/01/2024,vắng nhà,,\n\
         4,Trần Cư,1944,,,,,\n"
    )
}

fn people(village: &Village) -> Vec<PersonId> {
    let citizen_id = CitizenId::parse("051144000001").ok();
    village.people(&[
        Villager { citizen_id, ..Villager::named("Nguyễn Thị An") },
        Villager::named("Lê Văn Bình"),
        Villager::named("Trần Cư"),
        neighbour("Phạm Xa"),
    ])
}

fn receive(village: &Village, by: Role, content: &[u8], team: Team) -> Result<Receipt, Refusal> {
    let acting = village.officer(by);
    let new = NewForm { place: village.place(BINH_TRI), team, name: "phiếu.csv", content };
    village.db().write(|tx| receive_form(tx, &acting, &new, &|fault| format!("{fault}.")))
}

fn take(village: &Village, content: &[u8]) -> Receipt {
    receive(village, Role::CommunePolice, content, team(village)).expect("a form")
}

fn sheets(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let mut book = Workbook::open(bytes).expect("a workbook");
    let mut sheets = Vec::new();
    for sheet in 0..book.sheets().len() {
        let mut lines = Vec::new();
        let seen = book.each_line(sheet, |line| {
            lines.push(line.cells.iter().map(|cell| cell.shown().into_owned()).collect());
            Ok::<(), FileFault>(())
        });
        seen.expect("lines");
        sheets.push(lines);
    }
    sheets
}

#[test]
fn the_form_names_whom_to_visit_and_reads_back_as_nothing_done() {
    each(|village| {
        people(village);
        take(village, filled().as_bytes());
        let acting = village.officer(Role::SocialOfficer);
        let (places, place) = (village.desk.places(), village.place(BINH_TRI));
        let write = |filter| {
            let known = |person: &ToVisit| format!("thăm {} lần", person.visits);
            village.db().write(|tx| write_form(tx, &acting, &places, place, filter, &known)).expect("a workbook")
        };
        let whole = sheets(&write(VisitFilter::Everybody));
        let rows: Vec<&Vec<String>> = whole[0].iter().filter(|cells| cells[0].parse::<u32>().is_ok()).collect();
        let named: Vec<[&str; 4]> = rows.iter().map(|row| [&*row[1], &*row[2], &*row[3], &*row[5]]).collect();
        assert_eq!(
            named,
            [
                ["Nguyễn Thị An", "1944", "051144000001", "thăm 1 lần"],
                ["Lê Văn Bình", "1944", "", "thăm 1 lần"],
                ["Trần Cư", "1944", "", "thăm 0 lần"],
            ]
        );
        assert!(whole[1].iter().any(|row| row[0] == "Phương thức nhận" && row[1].contains("tiền mặt tại nhà")));
        let waiting = write(VisitFilter::Waiting);
        let read = read_form(&waiting).expect("our own form");
        assert_eq!((read.rows.len(), read.faults.len(), read.blank), (0, 0, 2), "who has chosen is not asked again");
        let far = village.officer_at(Role::SocialOfficer, BINH_CHAU, 1);
        let outside =
            village.db().write(|tx| write_form(tx, &far, &places, place, VisitFilter::Everybody, &|_| String::new()));
        assert!(matches!(outside, Err(Refusal::Office(office::Refusal::OutsideArea))), "{outside:?}");
        let leader = village.officer(Role::CommuneLeader);
        let not_theirs = village
            .db()
            .write(|tx| write_form(tx, &leader, &places, place, VisitFilter::Everybody, &|_| String::new()));
        assert!(matches!(not_theirs, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{not_theirs:?}");
    });
}

#[test]
fn each_heading_and_each_word_of_the_form_is_read() {
    for column in ResultColumn::ALL {
        assert_eq!(ResultColumn::of_heading(column.heading()), Some(*column), "{}", column.heading());
    }
    for unread in ["Địa chỉ", "Đã biết", "STT", result_column::RETURN_HEADING] {
        assert_eq!(ResultColumn::of_heading(unread), None, "{unread}");
    }
    for (column, words) in write_form::WORDS {
        for word in *words {
            let headings = ["Họ và tên", "Ngày khảo sát", "Lý do không đăng ký", column.heading()].map(str::to_owned);
            let cells = ["Lê Văn Bình", "27/01/2024", "Mắt kém", word].map(str::to_owned);
            let read = read_results(&headings, [(2, &cells[..])]);
            assert_eq!(read.faults, [], "{}: {word}", column.heading());
            let nonsense = ["Lê Văn Bình", "27/01/2024", "Mắt kém", "chữ lạ"].map(str::to_owned);
            let read = read_results(&headings, [(2, &nonsense[..])]);
            let is_free = *column == ResultColumn::Signed;
            assert_eq!(read.faults.is_empty(), is_free, "{}", column.heading());
        }
    }
}

#[test]
fn a_form_is_taken_once_and_its_bad_rows_come_back_in_its_own_columns() {
    each(|village| {
        let people = people(village);
        let Receipt::Created(form) = take(village, filled().as_bytes()) else { panic!("it is new") };
        assert_eq!((form.visits, form.existing, form.returned, form.blank), (2, 0, 1, 1));
        let acting = village.officer(Role::CommunePolice);
        let of = |person| village.db().read(|tx| list_visits(tx, &acting.scope, person)).expect("visits").len();
        assert_eq!(people.iter().map(|person| of(*person)).collect::<Vec<_>>(), [1, 1, 0, 0]);
        let returned =
            village.db().read(|tx| list_returned(tx, &acting.scope, form.place, &form.sha256)).expect("rows");
        let told: Vec<_> = returned.iter().map(|row| (row.line, &*row.full_name, &*row.reason)).collect();
        assert_eq!(told, [(5, "Ai Đó", "nobody of the commune is this person.")]);

        assert_eq!(take(village, filled().as_bytes()), Receipt::Exists(form.clone()));
        let other = Team { police: village.officer_at(Role::CommunePolice, BINH_TRI, 2).staff, ..team(village) };
        let again = receive(village, Role::SocialOfficer, filled().as_bytes(), other).expect("known");
        assert_eq!(again, Receipt::Exists(form.clone()), "whoever sends it, and with whatever team");
        assert_eq!(of(people[0]), 1);
        let listed = village.db().read(|tx| list_forms(tx, &acting.scope, form.place)).expect("forms");
        assert_eq!(listed, std::slice::from_ref(&form));

        let back = village.db().read(|tx| return_form(tx, &acting, form.place, &form.sha256)).expect("a workbook");
        let sheet = sheets(&back).remove(0);
        assert_eq!(sheet[0].last().map(String::as_str), Some("Lý do trả lại"));
        assert_eq!((sheet.len(), &*sheet[1][1]), (2, "Ai Đó"));
        assert_eq!(sheet[1].last().map(String::as_str), Some("nobody of the commune is this person."));
        // Sent again as it is it comes back again, with one column of reasons.
        let Receipt::Created(second) = take(village, &back) else { panic!("other bytes") };
        assert_eq!((second.visits, second.returned, second.blank), (0, 1, 0));
        let back = village.db().read(|tx| return_form(tx, &acting, second.place, &second.sha256)).expect("a workbook");
        let headings = sheets(&back).remove(0).remove(0);
        assert_eq!(headings.iter().filter(|heading| heading.starts_with("Lý do")).count(), 1, "{headings:?}");

        let far = village.officer_at(Role::CommunePolice, BINH_CHAU, 1);
        let hidden = village.db().read(|tx| find_form(tx, &far.scope, form.place, &form.sha256)).expect("none");
        assert_eq!(hidden, None);
        let hidden = village.db().read(|tx| return_form(tx, &far, form.place, &form.sha256));
        assert!(matches!(hidden, Err(Refusal::Office(office::Refusal::NotFound { .. }))), "{hidden:?}");
        assert_eq!(village.db().read(|tx| list_forms(tx, &far.scope, form.place)).expect("none"), []);
        let content = village.db().read(|tx| load_form_content(tx, &acting, form.place, &form.sha256));
        assert_eq!(content.expect("the bytes"), filled().into_bytes());
    });
}

#[test]
fn a_form_nothing_was_taken_from_may_be_sent_again() {
    each(|village| {
        people(village);
        let swapped = team(village);
        let wrong = Team { police: swapped.officer, officer: swapped.police };
        let none = receive(village, Role::CommunePolice, filled().as_bytes(), wrong).expect("a form");
        assert_eq!((none.form().visits, none.form().returned), (0, 3), "the two do not work as that");
        let right = take(village, filled().as_bytes());
        assert!(matches!(&right, Receipt::Created(form) if form.visits == 2 && form.returned == 1), "{right:?}");
        let acting = village.officer(Role::CommunePolice);
        let form = right.form();
        let rows = village.db().read(|tx| list_returned(tx, &acting.scope, form.place, &form.sha256)).expect("rows");
        assert_eq!(rows.len(), 1, "what came back before is gone");
        let kept = village.db().read(|tx| list_forms(tx, &acting.scope, form.place)).expect("forms");
        assert_eq!((kept.len(), kept[0].team), (1, swapped));
    });
}

#[test]
fn what_is_no_form_leaves_nothing_behind() {
    each(|village| {
        people(village);
        let fault = |content: &[u8]| match receive(village, Role::CommunePolice, content, team(village)) {
            Err(Refusal::File(fault)) => fault,
            other => panic!("{other:?} instead of a fault"),
        };
        assert_eq!(fault(b""), FileFault::Empty);
        assert_eq!(fault(b"a,b,c\n1,2,3\n"), FileFault::NoHeader);
        assert_eq!(fault(b"PK\x03\x04 and no more"), FileFault::Damaged);
        assert_eq!(fault(format!("{HEADINGS}\n1,Trần Cư,1944,,,,,\n").as_bytes()), FileFault::NoRows);
        let large = vec![b'x'; FORM_BYTES_MAX + 1];
        assert!(matches!(fault(&large), FileFault::TooLarge { .. }));
        let leader = receive(village, Role::CommuneLeader, filled().as_bytes(), team(village));
        assert!(matches!(leader, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{leader:?}");
        let far = village.officer_at(Role::CommunePolice, BINH_CHAU, 1);
        let content = filled();
        let new =
            NewForm { place: village.place(BINH_TRI), team: team(village), name: "x", content: content.as_bytes() };
        let outside = village.db().write(|tx| receive_form(tx, &far, &new, &|_| String::new()));
        assert!(matches!(outside, Err(Refusal::Office(office::Refusal::OutsideArea))), "{outside:?}");
        let acting = village.officer(Role::CommunePolice);
        assert_eq!(village.db().read(|tx| list_forms(tx, &acting.scope, new.place)).expect("none"), []);
        let visits = village.db().read(|tx| count_progress(tx, &acting.scope, date(2024, 2, 4))).expect("progress");
        assert_eq!(visits[0].visited, 0);
    });
}
