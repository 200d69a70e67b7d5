//! Steps 1 and 2 by page: a list comes in, is compared with the register, decided on, and becomes persons.

use super::{
    House,
    browser::{Browser, Page},
};
use axum::http::Method;
use jiff::civil::{Date, date};
use kernel::{BirthDate, CitizenId, Sex};
use matching::{PersonEntry, RegisterBuilder, Shelf, Snapshot};
use office::{
    Role,
    jobs::{Handlers, JobState, Worker},
    testing,
};
use std::fmt::Write as _;
use tempfile::TempDir;

/// Huyện Bình Sơn, and two of its communes.
const DISTRICT: &str = "524";
const COMMUNE: &str = "21061";
const NEIGHBOUR: &str = "21112";

/// One row that verifies by itself, one that only resembles somebody, one without a name.
fn list(commune: &str) -> String {
    format!(
        "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
         1,Võ Thị An,02/03/1944,Nữ,051144001234,{commune},BTXH.5c,540000\n\
         2,Lê Văn Bình,05/06/1950,Nam,,{commune},BTXH.5c,540000\n\
         3,,05/06/1950,Nam,,{commune},BTXH.5c,540000\n"
    )
}

/// A house with a register of three people on its shelf.
pub(super) struct Intake {
    pub(super) house: House,
    shelf: Shelf,
    _folder: TempDir,
}

impl Intake {
    pub(super) fn on_both(story: impl Fn(&Intake)) {
        House::on_both(|house| {
            let folder = tempfile::tempdir().expect("a folder");
            let shelf = Shelf::at(folder.path().join("registers"));
            let mut house = house.clone();
            house.settings.registers = shelf.clone();
            story(&Intake { house, shelf, _folder: folder });
        });
    }

    pub(super) fn put_register(&self) {
        put_register(&self.shelf);
    }

    pub(super) fn officer(&self, role: Role, unit: &str) -> Browser {
        self.house.officer(&testing::officer(&self.house.desk, role, unit, 1))
    }

    /// The next job is done, and how it ended.
    pub(super) fn work(&self) -> JobState {
        let handlers =
            matching::handlers(sources::handlers(Handlers::default(), registry::stage_received), &self.shelf);
        let worker = Worker::new(registry::handlers(handlers, &self.shelf), std::sync::Arc::default());
        worker.run_one(&self.house.desk).expect("a worker").expect("a job").state
    }

    /// Sends the list through the page, and answers the page of the file.
    pub(super) fn import(&self, clerk: &mut Browser) -> Page {
        let content = list(COMMUNE);
        let job = upload(clerk, "/imports/new", &[("source", "btxh")], ("btxh.csv", &content));
        assert_eq!(job.status, 303, "{}", job.html);
        assert_eq!(self.work(), JobState::Done);
        let page = clerk.get(job.header("location"));
        let path = page.between("href=\"/imports/", "\"").to_owned();
        clerk.get(&format!("/imports/{path}"))
    }
}

/// Puts a register of three people on a shelf.
pub(crate) fn put_register(shelf: &Shelf) {
    put_people(
        shelf,
        &[
            ("P1", "Võ Thị An", Sex::Female, date(1944, 3, 2), "051144001234"),
            ("P2", "Lê Văn Bình", Sex::Male, date(1950, 6, 5), "051050002345"),
            ("P3", "Lê Văn Bính", Sex::Male, date(1950, 5, 6), "051050002346"),
        ],
    );
}

fn put_people(shelf: &Shelf, people: &[(&str, &str, Sex, Date, &str)]) {
    let mut builder = RegisterBuilder::new();
    for &(pid, full_name, sex, born, number) in people {
        let entry = PersonEntry {
            pid,
            full_name,
            birth: Some(BirthDate::on(born).expect("a day of birth")),
            sex: Some(sex),
            citizen_id: Some(CitizenId::parse(number).expect("a number")),
            province: "51",
            commune: COMMUNE,
            ..PersonEntry::default()
        };
        builder.add(&entry).expect("a person");
    }
    let snapshot = Snapshot { name: "quang-ngai.csv".to_owned(), taken_on: Some(date(2024, 1, 8)) };
    shelf.put(&builder.finish(snapshot).expect("a register")).expect("an index");
}

/// Sends a form with a file, from its page, with the values the page offers.
pub(super) fn upload(
    browser: &mut Browser,
    path: &str,
    fields: &[(&str, &str)],
    (name, content): (&str, &str),
) -> Page {
    upload_bytes(browser, path, fields, (name, content.as_bytes()))
}

/// The same with bytes that are no text.
pub(super) fn upload_bytes(
    browser: &mut Browser,
    path: &str,
    fields: &[(&str, &str)],
    (name, content): (&str, &[u8]),
) -> Page {
    let page = browser.get(path);
    let action = page.between(&format!("action=\"{path}?"), "\"").replace("&#38;", "&");
    let key = page.between("name=\"key\" value=\"", "\"").to_owned();
    let chosen = page.html.split("<option value=\"").find(|option| option.contains(" selected"));
    let place = chosen.and_then(|option| option.split('"').next()).unwrap_or_default().to_owned();
    let own = [("key", key.as_str()), ("place", place.as_str())];
    let mut body = String::new();
    for (field, value) in own.iter().chain(fields) {
        write!(body, "--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").expect("text");
    }
    write!(body, "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").expect("text");
    let body = [body.as_bytes(), content, b"\r\n--edge--\r\n"].concat();
    let kind = [("content-type", "multipart/form-data; boundary=edge")];
    browser.ask_bytes(Method::POST, &format!("{path}?{action}"), &kind, Some(body))
}

/// What a button of the page gives: the beginning of the file, and how it is to be saved.
pub(super) fn fetched(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> (String, String) {
    let token = browser.token().to_owned();
    let body = crate::address::query(&[&[("form_token", token.as_str())][..], fields].concat());
    let page = browser.ask(Method::POST, path, &[], Some(&body));
    assert_eq!(page.status, 200, "{}", page.html);
    (page.html.chars().take(2).collect(), page.header("content-disposition").to_owned())
}

#[test]
fn files_beyond_what_the_server_holds_at_once_wait_for_another_try() {
    Intake::on_both(|intake| {
        let mut house = intake.house.clone();
        house.settings.limits.upload_bytes_at_once = 4 * 1024;
        let intake = Intake { house, shelf: intake.shelf.clone(), _folder: tempfile::tempdir().expect("a folder") };
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        for _ in 0..3 {
            let page = upload(&mut clerk, "/imports/new", &[], ("lon.csv", &"x".repeat(9 * 1024)));
            assert_eq!(page.status, 503);
            assert!(page.says("Nhiều tệp đang được gửi lên cùng lúc"), "{}", page.html);
        }
        // What was taken out of the budget for a refused file is back.
        let page = upload(&mut clerk, "/imports/new", &[], ("nho.csv", &"x".repeat(3 * 1024)));
        assert_eq!(page.status, 422, "read and refused for what it says: {}", page.html);
    });
}

#[test]
fn a_list_comes_in_and_its_bad_rows_go_back() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        assert!(clerk.get("/imports").says("Chưa nhận tệp nào"));
        let refused = upload(&mut clerk, "/imports/new", &[], ("btxh.csv", "x"));
        assert_eq!(refused.status, 422);
        assert!(refused.says("Hãy chọn"), "{}", refused.html);

        let page = intake.import(&mut clerk);
        assert_eq!(page.status, 200, "{}", page.html);
        for said in ["btxh.csv", "Bảo trợ xã hội", "Thiếu họ tên.", "Số định danh", "Chưa gửi rà soát"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let path = page.path.clone();
        let back = clerk.get(&format!("{path}/returned"));
        assert!(back.header("content-disposition").contains("btxh-tra-lai.xlsx"), "{:?}", back.headers);
        assert!(back.html.starts_with("PK"), "a workbook");
        assert_eq!(clerk.get(&format!("{path}/file")).html, list(COMMUNE), "to the byte");

        let again = upload(&mut clerk, "/imports/new", &[("source", "ncc")], ("lai.csv", &list(COMMUNE)));
        intake.work();
        assert!(clerk.get(again.header("location")).says("với nguồn hoặc đơn vị gửi khác"));
        let broken = upload(&mut clerk, "/imports/new", &[("source", "btxh")], ("x.csv", "một,hai\n1,2\n"));
        assert_eq!(intake.work(), JobState::Done, "kept by itself, until somebody says what its columns are");
        assert!(clerk.get(broken.header("location")).says("Không tìm thấy dòng tiêu đề"));

        let mut neighbour = intake.officer(Role::LabourOfficer, "525");
        assert_eq!(neighbour.get(&path).status, 404);
        assert_eq!(intake.officer(Role::SocialOfficer, COMMUNE).get("/imports").status, 403);
    });
}

#[test]
fn an_officer_says_what_the_columns_of_a_list_are_and_takes_proposals_over() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        let content = format!(
            "A1,B2,C3,D4,E5,F6\n1,Võ Thị An,1944,51144001234,{COMMUNE},BTXH.5c\n\
             2,Lê Văn Bình,09/25/1950,51050002345,{COMMUNE},BTXH.5c\n"
        );
        let job = upload(&mut clerk, "/imports/new", &[("source", "btxh")], ("la.csv", &content));
        assert_eq!(intake.work(), JobState::Done);
        let page = clerk.get(job.header("location"));
        let id = page.between("href=\"/imports/", "/columns\"").to_owned();
        assert!(clerk.get("/imports").says("Chờ chọn cột"));
        let page = clerk.get(&format!("/imports/{id}"));
        assert!(page.says("chưa có dòng nào được nhận"), "{}", page.html);
        let path = format!("/imports/{id}/columns");
        let page = clerk.get(&path);
        assert!(page.says("Dòng 1: A1 | B2") && page.says("•••••••1234"), "{}", page.html);
        assert!(!page.says("51144001234"), "long numbers are covered");
        let key = page.between("name=\"key\" value=\"", "\"").to_owned();
        let fields = |name: &'static str| {
            let meant = ["order", name, "birth", "citizen_id", "commune", "category"];
            let columns = ["s0_c0", "s0_c1", "s0_c2", "s0_c3", "s0_c4", "s0_c5"];
            columns.into_iter().zip(meant).collect::<Vec<_>>()
        };
        let with = |name| [vec![("key", key.as_str()), ("s0_line", "1"), ("s0_lines", "one")], fields(name)].concat();
        let refused = clerk.send(&path, &with("note"));
        assert_eq!(refused.status, 422);
        assert!(refused.says("chưa có cột họ và tên"), "{}", refused.html);
        assert!(refused.html.contains("<option value=\"note\" selected>"), "what was chosen stays");
        let asked = clerk.send(&path, &with("full_name"));
        assert!(asked.says("Đọc lại tệp danh sách"), "{}", asked.html);
        assert_eq!(intake.work(), JobState::Done);
        let told = clerk.get(&asked.path);
        assert!(told.says("nhận 1 dòng, trả lại 1 dòng"), "{}", told.html);
        let old = clerk.get(&format!("/imports/{id}"));
        assert!(!old.path.contains(&id), "the reading before leads to the one that counts");
        let now = old.path.clone();
        let page = clerk.get(&now);
        assert!(page.says("Đọc theo các cột cán bộ đã chọn") && page.says("Số định danh bị hỏng"), "{}", page.html);

        let page = clerk.get(&format!("{now}/proposals?kind=number_damaged"));
        assert!(page.says("Đề xuất: 051144001234, vì mất số 0 đầu"), "{}", page.html);
        let cell = page.between("name=\"cell\" value=\"", "\"").to_owned();
        let done = clerk.send(&format!("{now}/proposals"), &[("kind", "number_damaged"), ("cell", &cell)]);
        assert!(done.says("Không còn đề xuất nào loại này"), "{}", done.html);
        clerk.get(&format!("{now}/proposals?kind=birth_unreadable"));
        let page = clerk.send(&format!("{now}/proposals"), &[("kind", "birth_unreadable")]);
        assert!(page.says("Đã chấp nhận 1 đề xuất"), "{}", page.html);
        assert_eq!(intake.officer(Role::SocialOfficer, COMMUNE).get(&format!("{now}/proposals")).status, 403);
        let mut neighbour = intake.officer(Role::LabourOfficer, "525");
        assert_eq!(neighbour.get(&format!("{now}/columns")).status, 404);
    });
}

#[test]
fn an_officer_decides_on_a_row_and_takes_it_back() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        let file = intake.import(&mut clerk).path.rsplit('/').next().expect("an id").to_owned();
        let page = clerk.send("/matching/match", &[("key", "early"), ("file", &file)]);
        assert_eq!(intake.work(), JobState::Failed);
        assert!(clerk.get(&page.path).says("Chưa có bản dữ liệu dân cư nào"), "{}", page.html);

        intake.put_register();
        assert!(clerk.get("/registers").says("quang-ngai.csv"));
        let page = clerk.send("/matching/match", &[("key", "later"), ("file", &file)]);
        assert_eq!(intake.work(), JobState::Done);
        assert!(clerk.get(&page.path).says("Đã đối chiếu 2 dòng: đã xác thực 1"), "{}", clerk.page.html);

        let mut police = intake.officer(Role::CommunePolice, COMMUNE);
        assert!(police.get("/").says("dòng chờ quyết định đối chiếu"), "{}", police.page.html);
        assert!(police.get("/matching?state=verified").says("Đang chọn 1 dòng: Đã xác thực."), "{}", police.page.html);
        assert!(
            clerk.get(&format!("/matching?file={file}")).says("Đang chọn 1 dòng: Chờ quyết định."),
            "{}",
            clerk.page.html
        );
        assert!(clerk.page.says("Chỉ dòng của tệp btxh.csv"), "{}", clerk.page.html);
        let page = police.get("/matching");
        assert!(page.says("1 dòng chờ quyết định trong địa bàn của bạn."), "{}", page.html);
        assert!(page.says("Lê Văn Bình") && !page.says("Võ Thị An") && !page.says("051050002345"), "{}", page.html);
        let row = page.between(&format!("href=\"/matching/{file}/"), "\"").to_owned();
        let (book, name) = fetched(&mut police, "/matching/workbook", &[("state", "")]);
        assert!(book.starts_with("PK") && name.contains("doi-chieu_cho-quyet-dinh.xlsx"), "{name}");
        let path = format!("/matching/{file}/{row}");
        let page = police.get(&path);
        for said in [
            "Trường hợp 1: Lê Văn Bình",
            "họ tên: giống, +",
            "ngày sinh: giống, +",
            " điểm",
            "Không so được",
            "********2345",
        ] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(!page.says("051050002345"), "the number stays covered");

        let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
        let confirm = [("decision", "confirm.P2"), ("seen", seen.as_str()), ("why", "đã xem giấy tờ")];
        let page = police.send(&format!("{path}/decide"), &confirm);
        assert!(page.says("Không còn dòng nào chờ") && page.says("Vừa quyết định: Lê Văn Bình"), "{}", page.html);
        police.get(&path);
        let moved = police.send(&format!("{path}/decide"), &confirm);
        assert_eq!(moved.status, 422);
        assert!(moved.says("Người khác vừa quyết định dòng này."), "{}", moved.html);
        let page = police.get(&path);
        assert!(page.says("cán bộ xác nhận đúng người") && page.says("Lý do: đã xem giấy tờ."), "{}", page.html);

        let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
        let page = police.send(&format!("{path}/undo"), &[("seen", &seen), ("why", "nhầm")]);
        assert!(page.says("Đã hủy quyết định") && page.says("Đúng là người này"), "{}", page.html);
        let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
        police.send(&format!("{path}/decide"), &[("decision", "ask"), ("seen", &seen), ("why", "")]);
        assert!(police.get("/matching?state=asked").says("Lê Văn Bình"));

        assert_eq!(intake.officer(Role::CommunePolice, NEIGHBOUR).get(&path).status, 404);
        let mut social = intake.officer(Role::SocialOfficer, COMMUNE);
        assert!(!social.get(&path).says("Đúng là người này"));
        assert_eq!(social.send(&format!("{path}/decide"), &[("decision", "reject"), ("seen", "1")]).status, 403);
    });
}

#[test]
fn every_form_that_is_fetched_can_be_sent_back_as_it_is() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        for (kind, source, rows) in [
            ("btxh", "btxh", 1),
            ("ncc", "ncc", 1),
            ("ngheo", "ngheo", 1),
            ("khac", "khac", 1),
            ("bien-dong", "btxh", 4),
        ] {
            let offered = format!("/imports/templates/{kind}");
            assert!(clerk.get("/imports/new").says(&offered), "{}", clerk.page.html);
            let form = clerk.get(&offered);
            assert!(form.bytes.starts_with(b"PK"), "{kind}: {}", form.status);
            let name = format!("mau-{kind}.xlsx");
            let job = upload_bytes(&mut clerk, "/imports/new", &[("source", source)], (&name, &form.bytes));
            assert_eq!(job.status, 303, "{kind}: {}", job.html);
            assert_eq!(intake.work(), JobState::Done, "{kind}");
            let told = clerk.get(job.header("location"));
            let file = format!("/imports/{}", told.between("href=\"/imports/", "\""));
            let page = clerk.get(&file);
            assert!(!page.says("/returned\""), "{kind}: nothing goes back: {}", page.html);
            assert!(!page.says("Nội dung cần xem lại"), "{kind}");
            assert!(told.says(&format!("nhận {rows} dòng, trả lại 0 dòng")), "{kind}: {}", told.html);
        }
        assert_eq!(clerk.get("/imports/templates/khong-co").status, 404);
        let mut auditor = intake.officer(Role::Auditor, DISTRICT);
        assert_eq!(auditor.get("/imports/templates/btxh").status, 403);
    });
}

/// What a page shows of points: `+16,4 điểm` is 164 tenths.
fn tenths(text: &str) -> i64 {
    let digits: String = text.chars().filter(|one| one.is_ascii_digit() || *one == '-').collect();
    digits.parse().expect("points")
}

#[test]
fn one_press_does_not_choose_between_two_whom_nothing_tells_apart() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        let file = intake.import(&mut clerk).path.rsplit('/').next().expect("an id").to_owned();
        put_people(
            &intake.shelf,
            &[
                ("P2", "Lê Văn Bình", Sex::Male, date(1950, 6, 5), "051050002345"),
                ("P3", "Lê Văn Bình", Sex::Male, date(1950, 6, 5), "051050102345"),
                ("P4", "Lê Văn Bình", Sex::Male, date(1950, 6, 5), "051050002399"),
            ],
        );
        clerk.send("/matching/match", &[("key", "twins"), ("file", &file)]);
        assert_eq!(intake.work(), JobState::Done);
        let mut police = intake.officer(Role::CommunePolice, COMMUNE);
        let row = police.get("/matching?place=").html;
        let at = row.find("Lê Văn Bình").expect("the row");
        let row = row[..at].rsplit(&format!("/matching/{file}/")).next().expect("a link");
        let path = format!("/matching/{file}/{}", row.split('"').next().expect("a line"));
        let page = police.get(&path);
        assert!(page.says("không phân biệt được người này") && page.says("phân biệt</span>"), "{}", page.html);
        let keyed = |pid: &str| {
            let button = page.html.split(&format!("value=\"confirm.{pid}\"")).nth(1).expect("a button");
            button.split('>').next().expect("its end").contains("data-key")
        };
        assert!(!keyed("P2") && !keyed("P3") && keyed("P4"), "{}", page.html);

        let first = page.html.split("<details class=\"card").nth(1).expect("a candidate");
        let points = |text: &str| tenths(text.rsplit(['>', ' ', ':']).find(|part| part.contains(',')).expect("points"));
        let sum: i64 = first.split(" điểm</span>").map(points).take(first.matches(" điểm</span>").count()).sum();
        let (score, lines) = first.split_once("</summary>").expect("a heading");
        let score = tenths(score.split("tổng ").nth(1).expect("a sum").split(' ').next().expect("points"));
        assert!(lines.contains("Mức ban đầu"));
        assert_eq!(sum, score * 2, "the head says it, and the lines with what was known before: {first}");

        let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
        let page = police.send(&format!("{path}/decide"), &[("decision", "confirm.P2"), ("seen", &seen), ("why", "")]);
        assert_eq!(page.status, 422);
        assert!(page.says("value=\"sure.P2\"") && page.says("Đã chắc chắn: chọn"), "{}", page.html);
        assert!(police.get(&path).says("Chờ xác thực") || police.page.says("Lệch"), "nothing is decided yet");
        let done =
            police.send(&format!("{path}/decide"), &[("decision", "sure.P2"), ("seen", &seen), ("why", "sổ hộ")]);
        assert!(done.says("Đã ghi quyết định"), "{}", done.html);
    });
}

#[test]
fn what_was_decided_on_a_row_holds_for_it_in_the_next_file() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        intake.put_register();
        let file = intake.import(&mut clerk).path.rsplit('/').next().expect("an id").to_owned();
        clerk.send("/matching/match", &[("key", "first"), ("file", &file)]);
        assert_eq!(intake.work(), JobState::Done);
        let mut police = intake.officer(Role::CommunePolice, COMMUNE);
        let row = police.get("/matching").between(&format!("href=\"/matching/{file}/"), "\"").to_owned();
        let path = format!("/matching/{file}/{row}");
        let seen = police.get(&path).between("name=\"seen\" value=\"", "\"").to_owned();
        let confirm = [("decision", "confirm.P2"), ("seen", seen.as_str()), ("why", "đã xem giấy tờ")];
        police.send(&format!("{path}/decide"), &confirm);

        let next = format!("{}4,Đinh Văn Hrê,1960,Nam,,{COMMUNE},BTXH.5c,540000\n", list(COMMUNE));
        clerk.get("/imports/new");
        let job = upload(&mut clerk, "/imports/new", &[("source", "btxh")], ("thang-sau.csv", &next));
        assert_eq!(intake.work(), JobState::Done);
        let newer = clerk.get(job.header("location")).between("href=\"/imports/", "\"").to_owned();
        clerk.get(&format!("/imports/{newer}"));
        let page = clerk.send("/matching/match", &[("key", "next"), ("file", &newer)]);
        assert_eq!(intake.work(), JobState::Done);
        assert!(clerk.get(&page.path).says("Trong đó 1 dòng lấy quyết định của cán bộ"), "{}", clerk.page.html);

        let page = police.get("/matching");
        assert!(page.says("Đinh Văn Hrê") && !page.says("Lê Văn Bình"), "{}", page.html);
        let page = police.get(&format!("/matching/{newer}/{row}"));
        let carried = "Quyết định được mang sang từ dòng 3 của tệp btxh.csv";
        assert!(page.says(carried) && page.says("mang sang từ tệp trước"), "{}", page.html);
        assert!(page.says("Hủy quyết định của cán bộ") && page.says("Lý do: đã xem giấy tờ."), "{}", page.html);
        let older = police.get(&path);
        assert!(older.says("Dòng này có lại y nguyên ở dòng 3 của tệp thang-sau.csv"), "{}", older.html);
        assert!(older.says("Mở dòng ở tệp mới hơn"));
        let page = police.send(&format!("{path}/undo"), &[("seen", "2"), ("why", "")]);
        assert!(page.says("Hãy quyết định ở dòng của tệp mới hơn"), "{}", page.html);
    });
}

#[test]
fn a_register_comes_through_the_page() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::DistrictPolice, DISTRICT);
        assert!(clerk.get("/registers").says("Chưa có bản dữ liệu dân cư nào"));
        let csv = "pid,full_name,dob,gender,id12,province,commune\nP1,Võ Thị An,02/03/1944,Nữ,051144001234,51,21061\n";
        let undated = upload(&mut clerk, "/registers", &[("taken_on", "")], ("dc.csv", csv));
        assert_eq!(undated.status, 422);
        let job = upload(&mut clerk, "/registers", &[("taken_on", "08/01/2024")], ("dc.csv", csv));
        assert_eq!(job.status, 303, "{}", job.html);
        assert_eq!(intake.work(), JobState::Done);
        assert!(clerk.get(job.header("location")).says("bản dữ liệu 1 người"), "{}", clerk.page.html);
        let page = clerk.get("/registers");
        assert!(page.says("dc.csv") && page.says("Đang dùng") && page.says("08/01/2024"), "{}", page.html);
        let wrong = upload(&mut clerk, "/registers", &[("taken_on", "09/01/2024")], ("x.csv", "một,hai\n1,2\n"));
        assert_eq!(intake.work(), JobState::Failed);
        assert!(clerk.get(wrong.header("location")).says("không phải bản dữ liệu dân cư"));
        assert_eq!(intake.officer(Role::CommunePolice, COMMUNE).get("/registers").status, 403);
    });
}

/// The list matched and enrolled, and the page of Võ Thị An as an officer sees it.
fn enrolled(intake: &Intake, clerk: &mut Browser) -> String {
    let file = intake.import(clerk).path.rsplit('/').next().expect("an id").to_owned();
    intake.put_register();
    clerk.send("/matching/match", &[("key", "m"), ("file", &file)]);
    assert_eq!(intake.work(), JobState::Done);
    clerk.get("/matching");
    let page = clerk.send("/matching/enrol", &[("key", "e"), ("file", &file)]);
    assert_eq!(intake.work(), JobState::Done);
    assert!(clerk.get(&page.path).says("Hồ sơ mới 2"), "{}", clerk.page.html);
    let page = clerk.get("/people?q=vo+thi+an");
    format!("/people/{}", page.between("href=\"/people/", "\""))
}

#[test]
fn a_person_is_found_looked_at_and_held() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        let path = enrolled(intake, &mut clerk);
        for found in ["/people?q=Võ Thị An", "/people?q=051144001234", "/people?state=verified", "/people?source=btxh"]
        {
            let page = clerk.get(&found.replace(' ', "+"));
            assert!(page.says("Võ Thị An") && !page.says(">051144001234"), "{found}: {}", page.html);
        }
        assert!(clerk.get("/people?source=ncc").says("Không có ai ở đây"));
        let (book, name) = fetched(&mut clerk, "/people/workbook", &[("state", "verified")]);
        assert!(book.starts_with("PK") && name.contains("doi-tuong_2024-01.xlsx"), "{name}");
        assert!(clerk.get("/people").says("Tải kèm đầy đủ số định danh"), "{}", clerk.page.html);
        fetched(&mut clerk, "/people/workbook", &[("numbers", "full")]);
        let mut head = intake.officer(Role::CommuneLeader, COMMUNE);
        assert!(!head.get("/people").says("Tải kèm đầy đủ số định danh"), "{}", head.page.html);
        assert_eq!(head.send("/people/workbook", &[("numbers", "full")]).status, 403);

        let page = clerk.get(&path);
        for said in ["Đã xác thực", "540.000", "1234", "Lập hồ sơ từ danh sách", "Xem đầy đủ số"] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(!page.says("051144001234"), "covered until asked for");
        assert!(clerk.send(&format!("{path}/view"), &[]).says("051144001234"));
        let mut auditor = intake.officer(Role::Auditor, DISTRICT);
        assert!(auditor.get("/audit").says("Xem đầy đủ số của đối tượng"), "{}", auditor.page.html);
        assert!(auditor.page.says("Tải danh sách đối tượng"), "{}", auditor.page.html);

        clerk.get(&format!("{path}/hold"));
        let page = clerk.send(&format!("{path}/hold"), &[("reason", ""), ("from_month", "mai"), ("why", "")]);
        assert_eq!(page.status, 422);
        let hold = [("reason", "moved"), ("from_month", "02/2024"), ("why", "chuyển đi huyện khác")];
        let page = clerk.send(&format!("{path}/hold"), &hold);
        assert!(page.says("Đã tạm giữ chi trả.") && page.says("Đang tạm giữ"), "{}", page.html);
        let release = format!("{path}/holds/{}", page.between(&format!("href=\"{path}/holds/"), "\""));
        clerk.get(&release);
        assert_eq!(clerk.send(&release, &[("why", "")]).status, 422);
        let page = clerk.send(&release, &[("why", "đã về lại")]);
        assert!(page.says("Đã bỏ tạm giữ.") && page.says("đã về lại"), "{}", page.html);

        clerk.get(&format!("{path}/death"));
        let page = clerk.send(&format!("{path}/death"), &[("died_on", "01/01/2090"), ("proof", "giấy báo tử")]);
        assert!(page.says("Ngày chết không thể ở tương lai"), "{}", page.html);
        let page = clerk.send(&format!("{path}/death"), &[("died_on", "20/01/2024"), ("proof", "giấy báo tử số 3")]);
        assert!(page.says("Chết ngày 20/01/2024"), "{}", page.html);

        assert_eq!(intake.officer(Role::CommunePolice, NEIGHBOUR).get(&path).status, 404);
        let mut leader = intake.officer(Role::DistrictLeader, DISTRICT);
        assert!(!leader.get(&path).says("Xem đầy đủ số"));
        assert_eq!(leader.send(&format!("{path}/view"), &[]).status, 403);
    });
}

#[test]
fn a_correction_needs_a_second_person() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        let path = enrolled(intake, &mut clerk);
        clerk.get(&format!("{path}/change"));
        let wrong = [("field", "citizen_id"), ("proposed", "12"), ("proof", "CCCD")];
        let page = clerk.send(&format!("{path}/change"), &wrong);
        assert!(page.status == 422 && page.says("không đúng dạng"), "{}", page.html);
        let fixed = [("field", "full_name"), ("proposed", "Võ Thị Ân"), ("proof", "CCCD cấp năm 2022")];
        let page = clerk.send(&format!("{path}/change"), &fixed);
        assert!(page.says("Một cán bộ khác sẽ duyệt"), "{}", page.html);
        let change = format!("{path}/changes/{}", page.between(&format!("href=\"{path}/changes/"), "\""));
        let page = clerk.get(&change);
        assert!(page.says("Rút đề nghị") && !page.says("Duyệt, sửa hồ sơ"), "{}", page.html);
        let page = clerk.send(&format!("{change}/approve"), &[("seen", "1")]);
        assert!(page.status == 422 && page.says("không tự duyệt được"), "{}", page.html);

        let mut police = intake.officer(Role::CommunePolice, COMMUNE);
        assert!(police.get("/").says("đề nghị sửa chờ bạn duyệt"), "{}", police.page.html);
        assert!(police.get("/exceptions").says("CCCD cấp năm 2022"), "{}", police.page.html);
        let seen = police.get(&change).between("name=\"seen\" value=\"", "\"").to_owned();
        let page = police.send(&format!("{change}/approve"), &[("seen", &seen)]);
        assert!(page.says("hồ sơ đã đổi") && page.says("Võ Thị Ân"), "{}", page.html);
        police.get(&path);
        assert_eq!(police.send(&format!("{change}/reject"), &[("why", "muộn")]).status, 422, "it is decided");
    });
}

#[test]
fn a_contradiction_is_solved_with_a_reason() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        enrolled(intake, &mut clerk);
        assert!(clerk.get("/exceptions").says("Không có sai lệch nào"));
        // The same person on the list of another commune.
        let again = list(NEIGHBOUR);
        upload(&mut clerk, "/imports/new", &[("source", "btxh")], ("thang-2.csv", &again));
        assert_eq!(intake.work(), JobState::Done);
        clerk.get("/matching");
        clerk.send("/matching/match", &[("key", "m2")]);
        assert_eq!(intake.work(), JobState::Done);
        clerk.get("/matching");
        clerk.send("/matching/enrol", &[("key", "e2")]);
        assert_eq!(intake.work(), JobState::Done);
        let page = clerk.get("/exceptions");
        assert!(page.says("Có tên ở danh sách hai xã"), "{}", page.html);
        let solve = format!("/exceptions/{}", page.between("href=\"/exceptions/", "\""));
        clerk.get(&solve);
        let stands = ("solution", "both_stand");
        assert_eq!(clerk.send(&solve, &[("why", ""), stands]).status, 422);
        assert_eq!(clerk.send(&solve, &[("why", "giữ mức cao hơn theo quyết định")]).status, 422, "which, is asked");
        let page = clerk.send(&solve, &[("why", "giữ mức cao hơn theo quyết định"), stands]);
        assert!(page.says("Đã ghi cách giải quyết."), "{}", page.html);
        clerk.get("/exceptions");
        assert_eq!(clerk.send(&solve, &[("why", "lần nữa"), stands]).status, 409);
    });
}
