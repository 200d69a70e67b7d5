//! A month's payments on the pages: opened, computed, approved by another, written, handed on.

use super::{House, browser::Browser};
use axum::http::Method;
use office::{
    Role,
    staff::{NewAssignment, assign},
    testing::{machine, officer},
};
use payments::testing::{DISTRICT, Line, account_of, hand_over};

const MONTH: &str = "2024-02";

/// The district's lists of February: two to accounts, one in cash, one held.
fn february(house: &House) {
    let lines = [
        Line::account(1, 500_000),
        Line::account(2, 540_000).at("21064"),
        Line::cash(3, 360_000),
        Line::account(4, 900_000).held("not_verified"),
    ];
    hand_over(&house.desk, MONTH, &lines);
}

pub(super) fn labour_officer(house: &House) -> Browser {
    house.officer(&officer(&house.desk, Role::LabourOfficer, DISTRICT, 1))
}

pub(super) fn labour_head(house: &House) -> Browser {
    house.officer(&officer(&house.desk, Role::LabourHead, DISTRICT, 1))
}

/// The version in the forms of the page it is on.
fn version(browser: &Browser) -> String {
    browser.page.between("name=\"version\" value=\"", "\"").to_owned()
}

/// Opens and computes the month; answers the path of the cycle.
pub(super) fn compute(clerk: &mut Browser) -> String {
    clerk.get("/cycles/new");
    let path = clerk.send("/cycles/new", &[("month", "02/2024")]).path;
    let version = version(clerk);
    let page = clerk.send(&format!("{path}/compute"), &[("version", &version)]);
    assert!(page.says("Đã tính lệnh chi."), "{}", page.html);
    path
}

/// Approves what was computed, names the account, has the files written.
pub(super) fn instruct(head: &mut Browser, path: &str) {
    head.get(&format!("{path}/approve"));
    let version_seen = version(head);
    let page = head.send(&format!("{path}/approve"), &[("version", &version_seen)]);
    assert!(page.says("Đã duyệt kỳ chi trả."), "{}", page.html);
    head.get(&format!("{path}/payer"));
    let payer = [("name", "PHONG LDTBXH BINH SON"), ("bank", "970405"), ("number", "4505201000524")];
    assert!(head.send(&format!("{path}/payer"), &payer).says("Đã lưu tài khoản chi."));
    let version_seen = version(head);
    let page = head.send(&format!("{path}/prepare"), &[("version", &version_seen)]);
    assert!(page.says("Đã tạo tệp chi."), "{}", page.html);
}

/// The whole way: every file fetched and recorded as sent. Answers the path of the cycle.
pub(super) fn send_by_hand(clerk: &mut Browser, head: &mut Browser) -> String {
    let path = compute(clerk);
    instruct(head, &path);
    for _ in 0..2 {
        let token = head.token().to_owned();
        let before = format!("action=\"{path}/files/");
        let left = head.page.html.split(&before);
        let files: Vec<String> =
            left.skip(1).filter_map(|rest| rest.split_once("/take\"")).map(|(id, _)| id.to_owned()).collect();
        assert_eq!(files.len(), 2, "a file to the bank, one to the post");
        for file in files {
            let body = crate::address::query(&[("form_token", &token)]);
            let fetched = head.ask(Method::POST, &format!("{path}/files/{file}/take"), &[], Some(&body));
            assert_eq!(fetched.status, 200);
            assert!(fetched.header("content-disposition").starts_with("attachment; "));
            head.get(&path);
            assert_eq!(head.send(&format!("{path}/files/{file}/sent"), &[]).status, 200);
        }
    }
    path
}

#[test]
fn a_month_is_computed_approved_by_another_and_handed_on() {
    House::on_both(|house| {
        february(house);
        let (mut clerk, mut head) = (labour_officer(house), labour_head(house));
        assert!(clerk.get("/cycles").says("Đơn vị của bạn chưa có kỳ chi trả nào"));
        clerk.get("/cycles/new");
        let page = clerk.send("/cycles/new", &[("month", "tháng hai")]);
        assert!(page.status == 422 && page.says("Tháng chưa đúng."), "{}", page.html);
        let path = compute(&mut clerk);
        let page = clerk.get(&path);
        for said in
            ["2.300.000 đ", "1.400.000 đ", "900.000 đ", "Hai bên bằng nhau đến từng đồng", "Đã tính: 3", "Xã Bình An"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(!page.says("Xem và duyệt"), "whoever computes does not approve");
        instruct(&mut head, &path);
        let page = head.get(&path);
        assert!(page.says("Tải tệp") && !page.says("Gửi các tệp"), "no folder is set: {}", page.html);
        let file = page.between(&format!("action=\"{path}/files/"), "/take\"").to_owned();
        let page = head.send(&format!("{path}/files/{file}/sent"), &[]);
        assert!(page.status == 422 && page.says("Chưa ai tải tệp"), "{}", page.html);
    });
}

#[test]
fn files_are_fetched_recorded_and_every_payment_tells_its_course() {
    House::on_both(|house| {
        february(house);
        let (mut clerk, mut head) = (labour_officer(house), labour_head(house));
        let path = send_by_hand(&mut clerk, &mut head);
        let page = clerk.get(&path);
        assert!(page.says("Đã gửi 2/2 tệp.") && page.says("Còn 3 lệnh chi"), "{}", page.html);
        let page = clerk.get(&format!("{path}/instructions?state=sent&channel=bank"));
        assert!(page.says("Nguyễn Thị Số 1") && !page.says("Nguyễn Thị Số 3"), "{}", page.html);
        assert!(!page.says(&account_of(1)), "account numbers are masked");
        let link = format!("{path}/instructions/");
        let one = format!("{link}{}", page.between(&format!("href=\"{link}"), "\""));
        let page = clerk.get(&one);
        for said in ["Đã vào tệp → Đã gửi", "Đã tính → Đã vào tệp", "500.000 đ", "Tài khoản chính chủ"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(clerk.get(&format!("{path}/instructions?state=paid")).says("Không có lệnh chi nào"));
        assert!(clerk.get("/cycles/carried").says("Không có khoản nào đang chờ"));
    });
}

#[test]
fn files_go_into_the_folders_of_the_bank_and_the_post_where_there_are_some() {
    House::on_both(|house| {
        february(house);
        let folder = tempfile::tempdir().expect("a folder");
        let settings = crate::Settings { outbox: Some(folder.path().to_owned()), ..house.settings.clone() };
        let house = House { settings, ..house.clone() };
        let (mut clerk, mut head) = (labour_officer(&house), labour_head(&house));
        let path = compute(&mut clerk);
        instruct(&mut head, &path);
        let page = head.send(&format!("{path}/send"), &[]);
        assert!(page.says("Đã gửi tệp cho ngân hàng và bưu điện.") && page.says("Đã gửi 2/2 tệp."), "{}", page.html);
        for name in ["bank", "post"] {
            assert_eq!(std::fs::read_dir(folder.path().join(name)).expect("a folder").count(), 1, "{name}");
        }
    });
}

#[test]
fn whoever_computed_does_not_approve_and_an_old_version_is_not_taken() {
    House::on_both(|house| {
        february(house);
        let maker = officer(&house.desk, Role::LabourOfficer, DISTRICT, 1);
        let mut clerk = house.officer(&maker);
        let path = compute(&mut clerk);
        let machine = machine(&house.desk);
        let new = NewAssignment {
            staff: maker.staff,
            role: Role::LabourHead,
            office: maker.office,
            from: maker.today(),
            until: None,
        };
        let head = house.desk.db().write(|tx| assign(tx, &machine, &new)).expect("a second role");
        house.enrol(&mut clerk);
        clerk.get("/assignment");
        clerk.send("/assignment", &[("assignment", &head.id.to_string())]);
        clerk.get(&format!("{path}/approve"));
        let seen = version(&clerk);
        let page = clerk.send(&format!("{path}/approve"), &[("version", &seen)]);
        assert_eq!(page.status, 422);
        assert!(page.says("Người lập kỳ chi trả không được duyệt"), "{}", page.html);
        let mut other = labour_head(house);
        other.get(&format!("{path}/approve"));
        let page = other.send(&format!("{path}/approve"), &[("version", "1")]);
        assert!(page.status == 422 && page.says("Người khác vừa thay đổi mục này."), "{}", page.html);
    });
}

#[test]
fn other_roles_and_other_areas_are_kept_out() {
    House::on_both(|house| {
        february(house);
        let path = compute(&mut labour_officer(house));
        let mut police = house.officer(&officer(&house.desk, Role::CommunePolice, "21061", 1));
        assert_eq!(police.get("/cycles/new").status, 403);
        assert_eq!(police.get(&path).status, 404, "a commune sees nothing of the district’s cycle");
        let mut elsewhere = house.officer(&officer(&house.desk, Role::LabourHead, "525", 1));
        for page in [path.clone(), format!("{path}/approve"), format!("{path}/payer"), format!("{path}/instructions")] {
            assert_eq!(elsewhere.get(&page).status, 404, "{page}");
        }
        assert!(elsewhere.get("/cycles").says("Đơn vị của bạn chưa có kỳ chi trả nào"));
    });
}
