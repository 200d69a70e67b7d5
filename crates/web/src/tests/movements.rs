//! A file of movements by page: what waits, what is approved, what is taken back.

use super::{
    browser::{Browser, Page},
    intake::{Intake, upload},
};
use kernel::SourceFileId;
use office::{Role, jobs::JobState, testing};

const DISTRICT: &str = "524";

const LIST: &str = "Họ và tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
                    Võ Thị An,02/03/1944,051144001234,Bình Trị,BTXH.5a.80,720000\n\
                    Lê Văn Bình,05/06/1950,051050002345,Bình Trị,BTXH.5a.60,540000\n";

const MOVEMENTS: &str = "Loại biến động,Họ và tên,CCCD,Phân loại đối tượng,Số tiền,Thông tin QĐ,Ngày chết\n\
                         Cắt chết,Võ Thị An,051144001234,,,18/QĐ-UBND,05/01/2024\n\
                         Thôi hưởng,Lê Văn Bình,051050009999,BTXH.5a.60,540000,19/QĐ-UBND,\n\
                         Chuyển đi,Lê Văn Bình,051050002345,BTXH.5a.60,540000,19/QĐ-UBND,\n";

fn import(intake: &Intake, clerk: &mut Browser, name: &str, content: &str) -> Page {
    let job = upload(clerk, "/imports/new", &[("source", "btxh")], (name, content));
    assert_eq!(intake.work(), JobState::Done);
    let page = clerk.get(job.header("location"));
    let id = page.between("href=\"/imports/", "\"").to_owned();
    clerk.get(&format!("/imports/{id}"))
}

/// A form sent from the page it stands on.
fn sent(browser: &mut Browser, from: &str, path: &str, fields: &[(&str, &str)]) -> Page {
    browser.get(from);
    browser.send(path, fields)
}

#[test]
fn movements_wait_for_a_second_officer_and_can_be_taken_back() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        let list = import(intake, &mut clerk, "btxh.csv", LIST);
        let file: SourceFileId = list.path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
        let desk = &intake.house.desk;
        let acting = testing::officer(desk, Role::LabourOfficer, DISTRICT, 1);
        desk.db().write(|tx| registry::enrol_file(tx, &acting, file)).expect("an enrolment");

        let page = import(intake, &mut clerk, "bien-dong.csv", MOVEMENTS);
        assert!(page.says("Tệp này có biến động: 2 dòng") && page.says("“Chuyển đi” không phải loại biến động"));
        assert!(!page.says("Đối chiếu các dòng với dữ liệu dân cư"), "nothing of it is matched: {}", page.html);
        let page = clerk.get("/movements");
        assert!(page.says("Chờ duyệt: 1") && page.says("Chưa rõ hồ sơ: 1"), "{}", page.html);
        assert!(page.says("nên người khác duyệt") && !page.says("Duyệt 1 biến động"), "{}", page.html);

        assert!(!clerk.get("/").says("biến động chờ bạn duyệt"), "their own are for somebody else");
        let mut second = intake.house.officer(&testing::officer(desk, Role::LabourOfficer, DISTRICT, 2));
        let page = second.get("/");
        assert!(page.says("biến động chưa rõ của ai") && page.says("biến động chờ bạn duyệt"), "{}", page.html);
        let page = second.get("/movements");
        assert!(page.says("Chết ngày 05/01/2024; tháng cuối được trả: 01/2024"), "{}", page.html);
        let one = page.between("name=\"one\" value=\"", "\"").to_owned();
        let path = format!("/movements/{}", one.split_once('.').expect("an id").0);
        let page = sent(&mut second, "/movements", "/movements/approve", &[("one", &one), ("state", "open")]);
        assert!(page.says("Đã duyệt 1 biến động"), "{}", page.html);
        let page = second.get(&path);
        assert!(page.says("Đã duyệt") && !page.says("Hủy duyệt"), "whoever approved does not take it back");
        let person = page.between("href=\"/people/", "\"").to_owned();
        let page = second.get(&format!("/people/{person}"));
        assert!(page.says("Chết ngày 05/01/2024") && page.says("Biến động được duyệt"), "{}", page.html);
        assert!(page.says("BTXH.5a.80 · Bảo trợ xã hội"), "the category by name, with its code: {}", page.html);

        let page = sent(&mut clerk, &path, &format!("{path}/undo"), &[("why", "")]);
        assert_eq!(page.status, 422);
        let page = sent(&mut clerk, &path, &format!("{path}/undo"), &[("why", "Trùng họ tên")]);
        assert!(page.says("Đã hủy duyệt"), "{}", page.html);
        let page = clerk.get(&format!("/people/{person}"));
        assert!(!page.html.contains("tag--bad") && page.says("Hủy duyệt biến động"), "{}", page.html);

        let page = second.get("/movements?state=unplaced");
        assert!(page.says("Không có ai trong địa bàn mang số định danh này."), "{}", page.html);
        let path = format!("/movements/{}", page.between("href=\"/movements/", "\""));
        let page = second.get(&path);
        assert!(page.says("Biến động này là của ai?") && page.says("Không phải người của địa bàn?"), "{}", page.html);
        let page = second.get(&format!("{path}?q=vo+thi+an"));
        assert!(page.says("Võ Thị An (sinh 02/03/1944") && !page.says("Lê Văn Bình (sinh"), "{}", page.html);
        let page = second.get(&format!("{path}?q=khong+ai"));
        assert!(page.says("Không tìm thấy ai như vậy") && page.html.contains("value=\"khong ai\""), "{}", page.html);
        let page = sent(&mut second, &path, &format!("{path}/place"), &[("q", "vo thi an")]);
        assert_eq!((page.status, page.says("Võ Thị An (sinh")), (422, true), "found still: {}", page.html);
        let page = second.get(&path);
        let chosen = page.between("name=\"person\" value=\"", "\"").to_owned();
        assert_eq!(sent(&mut second, &path, &format!("{path}/place"), &[]).status, 422);
        let page = sent(&mut second, &path, &format!("{path}/place"), &[("person", &chosen)]);
        assert!(page.says("Đã ghi hồ sơ. Một cán bộ khác sẽ duyệt."), "{}", page.html);
        let page = sent(&mut clerk, &path, &format!("{path}/reject"), &[("why", "Không đúng người")]);
        assert!(page.says("Đã ghi là không duyệt"), "{}", page.html);

        let mut elsewhere = intake.officer(Role::LabourOfficer, "525");
        assert_eq!(elsewhere.get(&path).status, 404);
        assert!(elsewhere.get("/movements").says("Không có biến động nào ở đây"));
    });
}
