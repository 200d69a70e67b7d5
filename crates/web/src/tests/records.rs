//! Records by page: found by an account, a death taken back, the province's answer, likeness, households.

use super::{
    House,
    browser::{Browser, Page},
    intake::{Intake, fetched, upload},
};
use axum::http::Method;
use kernel::SourceFileId;
use office::{Role, jobs::JobState, testing};
use survey::testing::BINH_CHAU;

const DISTRICT: &str = "524";

/// Sends a list in and makes records of it.
fn enrol(intake: &Intake, clerk: &mut Browser, source: &str, rows: &str) {
    let name = format!("{source}.csv");
    let job = upload(clerk, "/imports/new", &[("source", source)], (&name, rows));
    assert_eq!(intake.work(), JobState::Done);
    let page = clerk.get(job.header("location"));
    let file: SourceFileId = page.between("href=\"/imports/", "\"").parse().expect("an id");
    let desk = &intake.house.desk;
    let acting = testing::officer(desk, Role::LabourOfficer, DISTRICT, 1);
    desk.db().write(|tx| registry::enrol_file(tx, &acting, file)).expect("an enrolment");
}

/// The page of the only person of that name.
fn person(browser: &mut Browser, name: &str) -> String {
    let page = browser.get(&format!("/people?q={}", crate::address::encoded(name)));
    assert!(page.says(name), "{}", page.html);
    let after = &page.html[page.html.find("<table").expect("a table")..];
    let id = after.split("href=\"/people/").nth(1).and_then(|rest| rest.split('"').next()).expect("a person");
    format!("/people/{id}")
}

fn sent(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    browser.get(path);
    browser.send(path, fields)
}

#[test]
fn a_person_is_found_by_the_number_of_an_account() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        village.person("Trần Thị Cúc");
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let account = [
            ("method", "own_account"),
            ("bank", "970436"),
            ("number", "0011001234567"),
            ("holder_name", "NGUYEN VAN AN"),
        ];
        let page = sent(&mut police, &format!("/accounts/of/{an}/new"), &account);
        assert!(page.says("Đã nhập. Chờ người khác kiểm tra."), "{}", page.html);
        let page = police.get("/people?q=0011%20001%20234%20567");
        assert!(page.says("Nguyễn Văn An") && page.says("tài khoản "), "{}", page.html);
        assert!(page.says("4567") && !page.says("Trần Thị Cúc"), "{}", page.html);
        let table = &page.html[page.html.find("<table").expect("a table")..];
        assert!(!table.contains("0011001234567"), "the number stays covered in the list: {table}");
        assert!(police.get("/people?q=0011001234568").says("Không có ai ở đây"));
        let page = police.get(&format!("/people/{an}"));
        assert!(page.says("Cách nhận tiền: Chờ kiểm tra"), "it stands on the timeline: {}", page.html);
        let mut far = house.officer(&village.officer_at(Role::CommunePolice, BINH_CHAU, 1));
        assert!(far.get("/people?q=0011001234567").says("Không có ai ở đây"), "another area");
    });
}

#[test]
fn a_death_recorded_by_mistake_is_taken_back_by_two() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        village.entitle(an, "BTXH.5a.60", 540_000);
        let page = format!("/people/{an}");
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        let refused = sent(&mut social, &format!("{page}/alive"), &[("proof", "Biên bản")]);
        assert!(refused.says("Việc chết không do cán bộ ghi ở trang này"), "{}", refused.html);
        let death = [("died_on", "20/01/2024"), ("proof", "Tin báo của thôn")];
        sent(&mut social, &format!("{page}/death"), &death);
        let shown = social.get(&page);
        assert!(shown.says("Chết ngày 20/01/2024") && shown.says("01/2024 – 01/2024"), "{}", shown.html);
        assert!(
            shown.says("Chết ngày 20/01/2024; tháng cuối được trả: 01/2024. Lý do, giấy tờ: Tin báo của thôn"),
            "{}",
            shown.html
        );
        let asked = sent(&mut social, &format!("{page}/alive"), &[("proof", "Biên bản xác minh 24/01/2024")]);
        assert!(asked.says("Đã gửi đề nghị. Một cán bộ khác sẽ duyệt."), "{}", asked.html);

        let to = format!("{page}/changes/");
        let change = format!("{to}{}", asked.between(&to, "\""));
        let own = social.get(&change);
        assert!(own.says("còn sống") && own.says("Chết ngày 20/01/2024"), "{}", own.html);
        let refused = social.send(&format!("{change}/approve"), &[("seen", "1")]);
        assert!(refused.says("Bạn là người đề nghị sửa"), "{}", refused.html);
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let seen = police.get(&change).between("name=\"seen\" value=\"", "\"").to_owned();
        let page = police.send(&format!("{change}/approve"), &[("seen", &seen)]);
        assert!(page.says("Đã duyệt; hồ sơ đã đổi."), "{}", page.html);
        for told in ["Hủy ghi nhận đã chết: được hưởng tiếp", "Ghi nhận đã chết", "Có đề nghị sửa"]
        {
            assert!(page.says(told), "{told}: {}", page.html);
        }
        assert!(!page.html.contains("tag--bad"), "nobody is dead: {}", page.html);
    });
}

const MERIT: &str = "Họ và tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
                     Võ Thị An,02/03/1944,051144001234,Bình Trị,NCC.g,2055000\n";

#[test]
fn who_is_missing_from_the_merit_module_waits_for_the_province() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        enrol(intake, &mut clerk, "ncc", MERIT);
        assert!(clerk.get("/exceptions?kind=not_in_module").says("Không có sai lệch nào thuộc loại này"));
        let page = person(&mut clerk, "Võ Thị An");
        assert!(clerk.get(&page).says("Chờ Sở xác nhận người có công"), "{}", clerk.page.html);
        let ask = format!("{page}/province");
        let shown = clerk.get(&ask);
        let values = shown.html.split("<option value=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let entitlement = values.into_iter().find(|value| value.len() == 36).expect("an entitlement").to_owned();
        let why = [("entitlement", entitlement.as_str()), ("why", "")];
        assert_eq!(sent(&mut clerk, &ask, &why).status, 422);
        let why = [("entitlement", entitlement.as_str()), ("why", "Công văn 12/LĐTBXH ngày 25/01/2024")];
        let shown = sent(&mut clerk, &ask, &why);
        assert!(shown.says("Đã tạm giữ và đưa vào danh sách chờ Sở."), "{}", shown.html);
        assert!(shown.says("Hỏi Sở xác nhận người có công") && shown.says("Đang tạm giữ"), "{}", shown.html);

        assert!(shown.says("Nhận danh sách") && shown.says("ncc.csv, dòng 2"), "{}", shown.html);
        let list = clerk.get("/exceptions?kind=not_in_module");
        assert!(list.says("Võ Thị An") && list.says("chờ Sở: 1"), "{}", list.html);
        let token = clerk.token().to_owned();
        let body = crate::address::query(&[("form_token", &token), ("kind", "not_in_module")]);
        let book = clerk.ask(Method::POST, "/exceptions/workbook", &[], Some(&body));
        assert_eq!((book.status, book.header("content-type").contains("spreadsheet")), (200, true));

        let solve = format!("/exceptions/{}/solve", list.between("href=\"/exceptions/", "/solve"));
        let shown = clerk.get(&solve);
        assert!(shown.says("Sở trả lời: không được hưởng") && shown.says("2.055.000"), "{}", shown.html);
        assert!(!shown.says("Đã xử lý ở nơi khác"), "the province answers one of two: {}", shown.html);
        let shown = clerk.send(&solve, &[("solution", "both_stand"), ("why", "Công văn 99/SLĐTBXH")]);
        assert!(shown.says("Đã ghi cách giải quyết."), "{}", shown.html);
        let shown = clerk.get(&page);
        assert!(
            shown.says("Kết luận: Sở xác nhận: có hồ sơ người có công. Lý do, giấy tờ: Công văn 99/SLĐTBXH"),
            "{}",
            shown.html
        );
        assert!(!shown.says("Đang tạm giữ"), "{}", shown.html);
        let mut far = intake.officer(Role::LabourOfficer, "525");
        assert_eq!(far.get(&ask).status, 404);
    });
}

const ALIKE: &str = "Họ và tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
                     Phạm Thị Lụa,02/09/1944,,Bình Trị,BTXH.5a.60,540000\n\
                     Pham Thi Lua,02/09/1944,,Bình Châu,BTXH.5a.60,540000\n\
                     Ngô Thị Nga,06/06/1960,,Bình Trị,BTXH.6.N,540000\n";

#[test]
fn records_that_look_alike_stand_side_by_side() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        enrol(intake, &mut clerk, "btxh", ALIKE);
        let page = clerk.get("/exceptions");
        let key = page.between("name=\"key\" value=\"", "\"").to_owned();
        let job = clerk.send("/exceptions/alike", &[("key", &key)]);
        assert_eq!(intake.work(), JobState::Done);
        let page = clerk.get(&job.path);
        assert!(page.says("Đã so 3 hồ sơ chưa gắn: 1 cặp giống nhau, trong đó 1 cặp mới."), "{}", page.html);
        let page = clerk.get("/exceptions?kind=alike");
        assert!(page.says("Phạm Thị Lụa") && page.says("Pham Thi Lua") && !page.says("Ngô Thị Nga"), "{}", page.html);
        let solve = format!("/exceptions/{}/solve", page.between("href=\"/exceptions/", "/solve"));
        let page = clerk.get(&solve);
        for said in ["Hồ sơ có trước", "Phạm Thị Lụa", "Pham Thi Lua", "Xã Bình Châu", "Hai người khác nhau"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(page.says("Cùng một người: giữ hồ sơ đến sau"), "{}", page.html);
        let correct = format!(
            "{}?field=citizen_id",
            page.between("href=\"/people/", "?field=citizen_id\"").rsplit("href=\"").next().expect("a link")
        );
        let page = clerk.get(&correct);
        assert!(page.says("value=\"citizen_id\" selected"), "the number is chosen already: {}", page.html);
        clerk.get(&solve);
        assert_eq!(clerk.send(&solve, &[("solution", "both_stand"), ("why", "")]).status, 422);
        let page = clerk.send(&solve, &[("solution", "second_ends"), ("why", "Thôn xác nhận là một người")]);
        assert!(page.says("Đã ghi cách giải quyết."), "{}", page.html);
        let page = clerk.get(&solve);
        assert!(page.says("đã giải quyết sai lệch này lúc"), "{}", page.html);
        let first = person(&mut clerk, "Phạm Thị Lụa");
        assert!(clerk.get(&first).says("Cùng một người: khoản đến sau không đúng"), "{}", clerk.page.html);
        assert!(clerk.page.says("Sai lệch đã giải quyết"), "{}", clerk.page.html);
        let undo = solve.replace("/solve", "/undo");
        let page = clerk.get(&undo);
        assert!(page.says("sai lệch chờ giải quyết lại"), "{}", page.html);
        assert_eq!(clerk.send(&undo, &[("why", " ")]).status, 422);
        let page = clerk.send(&undo, &[("why", "Thôn nói nhầm")]);
        assert!(page.says("Đã hủy cách giải quyết") && page.says("Hai người khác nhau"), "{}", page.html);
        let page = clerk.get(&first);
        assert!(page.says("Thôn nói nhầm") && !page.says("Sai lệch đã giải quyết"), "{}", page.html);
        assert_eq!(clerk.get(&undo).status, 404, "it waits");
        let mut leader = intake.officer(Role::CommuneLeader, "21061");
        assert_eq!(leader.get("/exceptions").status, 403);
    });
}

const WITHOUT_NUMBER: &str = "Họ và tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
                              Võ Thị An,02/03/1944,,Bình Trị,BTXH.5a.60,540000\n";

#[test]
fn a_record_without_its_number_is_put_right_and_verified_by_page() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        // Whoever approves may not decide on matches: so nothing is compared with the register at the approval.
        let mut other = intake.officer(Role::SocialOfficer, "21061");
        enrol(intake, &mut clerk, "btxh", WITHOUT_NUMBER);
        let an = person(&mut clerk, "Võ Thị An");
        let recheck = format!("{an}/recheck");
        assert!(clerk.get(&an).says("Đối chiếu lại với dữ liệu dân cư"), "{}", clerk.page.html);
        let page = sent(&mut clerk, &recheck, &[]);
        assert!(page.says("Chưa có bản dữ liệu dân cư nào"), "{}", page.html);
        intake.put_register();
        let page = sent(&mut clerk, &recheck, &[]);
        assert!(page.says("thường vì thiếu số định danh"), "{}", page.html);
        assert!(page.says("Bản được hỏi: "), "which register answered: {}", page.html);
        assert!(clerk.get(&recheck).says("Bản được hỏi: "), "and which will: {}", clerk.page.html);

        let proof = ("proof", "Thẻ căn cước cấp ngày 12/03/2022");
        let change = [("field", "citizen_id"), ("proposed", "051144001234"), proof];
        assert!(sent(&mut clerk, &format!("{an}/change"), &change).says("Chờ"), "{}", clerk.page.html);
        let request = other.get(&an).between(&format!("href=\"{an}/changes/"), "\"").to_owned();
        let page = other.get(&format!("{an}/changes/{request}"));
        let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
        other.send(&format!("{an}/changes/{request}/approve"), &[("seen", &seen)]);
        let page = clerk.get(&an);
        assert!(page.says("hoặc chờ lần đối chiếu cả danh sách"), "{}", page.html);
        assert!(page.says("Hồ sơ đã được sửa nên cần đối chiếu lại") && page.says(&recheck), "{}", page.html);
        let mut head = intake.officer(Role::LabourHead, DISTRICT);
        let page = head.get(&an);
        assert!(page.says("Người đối chiếu lại được: ") && !page.says(&recheck), "{}", page.html);
        let page = sent(&mut clerk, &recheck, &[]);
        assert!(page.says("Hồ sơ đã được xác thực với dữ liệu dân cư."), "{}", page.html);
        assert!(page.says(", theo bản dữ liệu dân cư "), "the timeline says which: {}", page.html);
        assert!(!page.says("Hồ sơ đã được sửa nên cần đối chiếu lại"), "{}", page.html);
        assert!(!page.says("Đối chiếu lại"), "whoever is verified needs it no more: {}", page.html);
        let mut leader = intake.officer(Role::CommuneLeader, "21061");
        assert_eq!(leader.get(&recheck).status, 403);
        let mut far = intake.officer(Role::CommunePolice, "21112");
        assert_eq!(far.get(&recheck).status, 404);
    });
}

const POOR_LATER: &str = "Họ và tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mã hộ,Quan hệ với chủ hộ\n\
                          Đinh Văn Hrê,01/01/1970,051070000001,Bình Trị,Hộ nghèo,21061-007,Chủ hộ\n\
                          Đinh Thị Y,1975,051175000002,Bình Trị,Hộ nghèo,21061-007,Vợ\n";
const OTHER_YEAR: &str = "Họ và tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
                          Võ Thị An,02/03/1945,051144001234,Bình Trị,BTXH.5a.60,540000\n";

#[test]
fn what_differs_from_the_register_stands_on_the_page_of_a_person() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        intake.put_register();
        upload(&mut clerk, "/imports/new", &[("source", "btxh")], ("btxh.csv", OTHER_YEAR));
        assert_eq!(intake.work(), JobState::Done);
        clerk.get("/matching");
        clerk.send("/matching/match", &[("key", "one"), ("file", "")]);
        assert_eq!(intake.work(), JobState::Done);
        assert!(clerk.get("/jobs").html.matches("btxh.csv").count() == 2, "each job by its file: {}", clerk.page.html);
        enrol(intake, &mut clerk, "btxh", OTHER_YEAR);
        let mut police = intake.officer(Role::CommunePolice, "21061");
        assert!(police.get("/").says("người lệch thông tin với dữ liệu dân cư"), "{}", police.page.html);
        let an = person(&mut police, "Võ Thị An");
        let page = police.get(&an);
        for said in ["Lệch với dữ liệu dân cư", ">02/03/1945", ">02/03/1944"] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(clerk.get(&an).says("btxh.csv, dòng 2"), "{}", clerk.page.html);
        let mut leader = intake.officer(Role::CommuneLeader, "21061");
        let page = leader.get(&an);
        assert!(page.says("Lệch với dữ liệu dân cư") && !page.says("02/03/1944"), "{}", page.html);
        assert!(!leader.get("/").says("người lệch thông tin"), "who decides nothing has no work of it");
    });
}

const POOR: &str = "Họ và tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mã hộ\n\
                    Đinh Văn Hrê,01/01/1970,051070000001,Bình Trị,Hộ nghèo,21061-007\n\
                    Đinh Thị Y,1975,051175000002,Bình Trị,Hộ nghèo,21061-007\n\
                    Lê Văn Tám,1960,051060000003,Bình Châu,Hộ cận nghèo,21112-001\n";

#[test]
fn households_are_listed_with_their_members() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        assert!(clerk.get("/households").says("Chưa có hộ nào"));
        enrol(intake, &mut clerk, "ngheo", POOR);
        let page = clerk.get("/households");
        for said in ["21061-007", "21112-001", "Hộ nghèo", "Hộ cận nghèo"] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(page.says("Danh sách không ghi"), "a code alone names no head: {}", page.html);
        let household = format!("/households/{}", page.between("href=\"/households/", "\""));
        let page = clerk.get(&household);
        assert!(page.says("Đinh Văn Hrê") && page.says("Đinh Thị Y") && !page.says("Lê Văn Tám"), "{}", page.html);
        assert!(page.says("Hộ nghèo từ 01/2024"), "{}", page.html);
        let member = person(&mut clerk, "Đinh Thị Y");
        let page = clerk.get(&member);
        assert!(!page.says("Truy lĩnh, chi thừa"), "no list was handed over: {}", page.html);
        assert!(page.says("<h2>Hộ gia đình</h2>") && page.says(&household), "{}", page.html);
        enrol(intake, &mut clerk, "ngheo", POOR_LATER);
        let page = clerk.get(&household);
        assert!(page.says("Chủ hộ") && page.says("Vợ"), "the later list says what they are: {}", page.html);
        for (words, found) in [("dinh thi y", true), ("Đinh Hrê", true), ("21061-007", true), ("Tám", false)] {
            let page = clerk.get(&format!("/households?{}", crate::address::query(&[("q", words)])));
            assert_eq!(page.says(&household), found, "{words}: {}", page.html);
            assert_eq!(page.says("Đinh Văn Hrê"), found, "the head is named: {words}: {}", page.html);
        }
        assert!(clerk.get("/households?q=Nguyen").says("Không có hộ nào khớp"));
        let (book, name) = fetched(&mut clerk, "/households/workbook", &[("q", "hre")]);
        assert!(book.starts_with("PK") && name.contains("ho-ngheo.xlsx"), "{name}");
        let mut far = intake.officer(Role::SocialOfficer, BINH_CHAU);
        assert_eq!(far.get(&household).status, 404);
        assert!(far.get("/households").says("21112-001") && !far.page.says("21061-007"), "{}", far.page.html);
    });
}
