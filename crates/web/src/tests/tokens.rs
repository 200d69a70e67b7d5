//! A program of another agency: its account, and the token two administrators give it.

use super::{
    House,
    browser::{Browser, Page},
};
use axum::http::Method;
use office::{Role, testing};

const WHO: &str = "/api/v1/me";

fn make_account(house: &House, browser: &mut Browser) -> String {
    let office = testing::officer(&house.desk, Role::LabourOfficer, "524", 1).office.expect("an office");
    let form = browser.get("/staff/new-service");
    assert!(form.says("Tên chương trình"), "{}", form.html);
    let page = browser.send(
        "/staff/new-service",
        &[
            ("full_name", "Phân hệ chi trả của Kho bạc huyện"),
            ("login", "kho.bac"),
            ("office", &office.to_string()),
            ("from", "25/01/2024"),
        ],
    );
    assert!(page.says("Đã tạo tài khoản dịch vụ") && page.says("Khóa truy cập"), "{}", page.html);
    page.path
}

fn issue(browser: &mut Browser, account: &str, last_day: &str) -> Page {
    browser.get(&format!("{account}/tokens/new"));
    browser.send(&format!("{account}/tokens/new"), &[("purpose", "Đối chiếu hằng tháng"), ("last_day", last_day)])
}

/// What the API answers a program that sends this token.
fn comes_in(house: &House, token: &str) -> u16 {
    let bearer = format!("Bearer {token}");
    house.browser().ask(Method::GET, WHO, &[("authorization", &bearer)], None).status
}

#[test]
fn a_token_is_shown_once_and_lets_in_once_another_administrator_confirmed_it() {
    House::on_both(|house| {
        let mut maker = house.administrator();
        let account = make_account(house, &mut maker);
        let refused = issue(&mut maker, &account, "01/03/2026");
        assert_eq!(refused.status, 422, "two years are too long");
        assert!(refused.says("value=\"Đối chiếu hằng tháng\"") && refused.says("không sau"), "{}", refused.html);
        let page = issue(&mut maker, &account, "30/06/2024");
        let token = page.between("<code class=\"secret\">", "</code>").to_owned();
        assert!(token.starts_with("ans_") && page.says("Khóa chỉ hiện lần này") && page.says("30/06/2024"));
        let own = maker.get(&account);
        assert!(!own.says(&token) && own.says("Chờ người thứ hai xác nhận"), "{}", own.html);
        assert_eq!(comes_in(house, &token), 401, "not yet");

        // Whoever made it finds no button, and gets nowhere without one.
        let path = own.between("href=\"/staff/", "/revoke\"").rsplit("href=\"/staff/").next().unwrap_or_default();
        let path = format!("/staff/{path}");
        assert!(!own.says("Xác nhận khóa"));
        let page = maker.get(&format!("{path}/confirm"));
        assert!(page.says("Bạn là người đề nghị nên không tự duyệt được.") && !page.says("Xác nhận khóa</button>"));
        assert_eq!(maker.send(&format!("{path}/confirm"), &[]).status, 422);

        let mut second = house.second_administrator();
        assert!(second.get("/").says("khóa truy cập API chờ người thứ hai"), "{}", second.page.html);
        assert!(!maker.get("/").says("khóa truy cập API chờ người thứ hai"));
        let page = second.get("/tokens");
        assert!(page.says("Phân hệ chi trả của Kho bạc huyện") && page.says("Đối chiếu hằng tháng"));
        let page = second.get(&format!("{path}/confirm"));
        assert!(page.says("Phạm Thị Quản Trị") && page.says("Phòng LĐ-TB"), "{}", page.html);
        let post = page.between("name=\"post\" value=\"", "\"").to_owned();
        assert!(
            !post.is_empty() && page.says("huyện Bình Sơn, tỉnh Quảng Ngãi"),
            "the unit by the tree: {}",
            page.html
        );
        assert_eq!(second.send(&format!("{path}/confirm"), &[]).status, 422, "who saw nothing confirms nothing");
        let page = second.send(&format!("{path}/confirm"), &[("post", &post)]);
        assert!(page.says("Khóa có hiệu lực từ bây giờ") && page.says("Hoàng Thị Hai xác nhận"), "{}", page.html);
        assert_eq!(comes_in(house, &token), 200);
        assert!(!second.get("/").says("khóa truy cập API chờ người thứ hai"));

        maker.get(&format!("{path}/revoke"));
        let page = maker.send(&format!("{path}/revoke"), &[]);
        assert!(page.says("Đã thu hồi khóa.") && page.says("Đã thu hồi</strong>"), "{}", page.html);
        assert_eq!(comes_in(house, &token), 401);
        assert!(maker.get("/tokens").says("Không có khóa nào còn hạn"));
        assert_eq!(maker.get(&format!("{path}/confirm")).status, 404, "what has ended is not confirmed");
    });
}

#[test]
fn only_programs_have_tokens_and_only_their_own_role() {
    House::on_one(|house| {
        let mut maker = house.administrator();
        let account = make_account(house, &mut maker);
        let page = maker.get(&format!("{account}/assignments/new"));
        assert!(page.says("Tài khoản dịch vụ</option>") && !page.says("Kiểm toán</option>"), "{}", page.html);
        assert!(!maker.get(&account).says("Xác thực hai lớp"), "a program has no telephone");
        let page = maker.send("/staff/new-service", &[("full_name", ""), ("login", "kho.bac"), ("from", "25/01/2024")]);
        assert_eq!(page.status, 422);
        assert!(page.says("Hãy nhập tên chương trình.") && page.says("Hãy chọn cơ quan"), "{}", page.html);
        let (person, _) = house.person("binh", "Nguyễn Văn Bình", &[]);
        assert_eq!(maker.get(&format!("/staff/{}/tokens/new", person.id)).status, 404);
        assert!(!maker.get(&format!("/staff/{}", person.id)).says("Khóa truy cập"));
        let page = maker.get("/staff");
        assert!(page.says("/staff/new-service") && page.says("href=\"/tokens\""), "{}", page.html);
        let auditor = testing::officer(&house.desk, Role::Auditor, "524", 2);
        let mut auditor = house.officer(&auditor);
        assert_eq!(auditor.get("/tokens").status, 403);
        assert!(!auditor.get(&account).says("Khóa truy cập"));
    });
}
