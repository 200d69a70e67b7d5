//! What people do, from the first page on.

use super::{House, PASSWORD, browser::Page};
use jiff::SignedDuration;

#[test]
fn the_first_run_makes_an_administrator_once() {
    House::on_both(|house| {
        let mut browser = house.browser();
        let page = browser.get("/");
        assert_eq!(page.path, "/first-run");

        let page = browser.send(
            "/first-run",
            &[
                ("code", ""),
                ("login", "Quản trị"),
                ("full_name", "Phạm Thị Quản Trị"),
                ("password", "ngắn"),
                ("password_again", "khác"),
            ],
        );
        assert_eq!(page.status, 422);
        assert!(
            page.says("Tên đăng nhập không dùng được ký tự") && page.says("Hai lần nhập mật khẩu không giống nhau")
        );
        assert!(page.says("Hãy nhập mã thiết lập"), "whoever comes without the link is told of it");
        assert!(page.says("value=\"Phạm Thị Quản Trị\""), "what was typed stays");
        assert!(!page.says("ngắn"), "a password never comes back");
        assert!(page.says("<title>Lỗi: "));

        house.administrator();
        assert_eq!(house.browser().get("/").path, "/sign-in");
        assert_eq!(house.browser().get("/first-run").status, 404);
    });
}

#[test]
fn whoever_comes_first_without_the_set_up_code_makes_nobody() {
    House::on_both(|house| {
        let mut house = house.clone();
        house.settings.limits.secrets_a_minute = 3;
        let mut stranger = house.browser();
        stranger.get("/first-run?code=2222-2222-2222-2222");
        let own = [("login", "ke.la"), ("full_name", "Kẻ Lạ"), ("password", PASSWORD), ("password_again", PASSWORD)];
        let wrong = [&own[..], &[("code", "2222-2222-2222-2222")]].concat();
        for _ in 0..3 {
            let page = stranger.send("/first-run", &wrong);
            assert_eq!(page.status, 422);
            assert!(page.says("Mã thiết lập không đúng") && page.says("value=\"Kẻ Lạ\""), "{}", page.html);
        }
        let code = house.set_up_code();
        let right = [&own[..], &[("code", code.as_str())]].concat();
        let page = stranger.send("/first-run", &right);
        assert!(page.says("đã thử quá nhiều lần"), "a fourth try in a minute waits: {}", page.html);
        assert_eq!(house.browser().get("/").path, "/first-run", "nobody was made");
        house.administrator();
    });
}

#[test]
fn a_person_comes_in_with_both_factors_and_goes_out() {
    House::on_both(|house| {
        let mut browser = house.browser();
        house.first_run(&mut browser, "Phạm Thị An");
        assert_eq!(browser.page.path, "/account/second-factor");
        assert_eq!(browser.get("/staff").path, "/account/second-factor", "nothing else before the second factor");
        let secret = house.enrol(&mut browser);
        let codes: Vec<&str> = browser.page.between("<ul class=\"codes\">", "</ul>").split("<li>").skip(1).collect();
        let recovery = codes[0].split('<').next().expect("a code").to_owned();
        assert!(browser.get("/").says("Xin chào, Phạm Thị An"));

        let page = browser.send("/sign-out", &[]);
        assert_eq!(page.path, "/sign-in");
        assert!(page.says("Bạn đã đăng xuất."));
        assert!(!browser.get("/sign-in").says("Bạn đã đăng xuất."), "told once");

        let page = browser.get("/staff?q=an");
        assert_eq!(page.path, "/sign-in?next=%2Fstaff%3Fq%3Dan");
        let sign_in = [("login", "quan.tri"), ("password", PASSWORD), ("next", "/staff?q=an")];
        browser.send("/sign-in", &sign_in);
        house.clock.pass(SignedDuration::from_secs(60));
        let page = browser.send("/sign-in/code", &[("code", &house.code(&secret)), ("next", "/staff?q=an")]);
        assert_eq!((page.path.as_str(), page.status), ("/staff?q=an", 200));

        browser.get("/");
        browser.send("/sign-out", &[]);
        browser.send("/sign-in", &sign_in);
        assert_eq!(browser.send("/sign-in/code", &[("code", "000000")]).status, 422);
        assert_eq!(browser.send("/sign-in/code", &[("code", &recovery)]).path, "/");
    });
}

#[test]
fn wrong_passwords_lock_the_account_and_an_administrator_opens_it() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        let (person, _) = house.person("binh", "Nguyễn Văn Bình", &[]);
        let mut browser = house.browser();
        browser.get("/sign-in");
        let mut page = browser.page.clone();
        for _ in 0..20 {
            page = browser.send("/sign-in", &[("login", "binh"), ("password", "sai rồi sai rồi")]);
            if page.says("Tài khoản tạm khóa") {
                break;
            }
            assert!(page.says("Tên đăng nhập hoặc mật khẩu không đúng"));
        }
        assert!(page.says("Tài khoản tạm khóa vì nhập sai nhiều lần"), "{}", page.html);
        assert!(page.says("value=\"binh\""));

        assert!(administrator.get(&format!("/staff/{}", person.id)).says("Tạm khóa đến"));
        administrator.get(&format!("/staff/{}/unlock", person.id));
        let page = administrator.send(&format!("/staff/{}/unlock", person.id), &[]);
        assert!(page.says("Đã mở khóa tài khoản.") && !page.says("Tạm khóa đến"));
        let page = browser.send("/sign-in", &[("login", "binh"), ("password", "một câu thật dài và dễ nhớ")]);
        assert_eq!(page.path, "/", "{}", page.html);
    });
}

#[test]
fn an_administrator_makes_a_person_who_signs_in() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        administrator.get("/staff/new");
        let page = administrator.send("/staff/new", &[("full_name", ""), ("login", "quan.tri"), ("from", "hôm nay")]);
        assert_eq!(page.status, 422);
        for wrong in ["Hãy nhập họ và tên.", "Hãy chọn nhiệm vụ.", "Ngày chưa đúng."] {
            assert!(page.says(wrong), "{wrong}: {}", page.html);
        }
        let person = [("full_name", "Trần Thị Bình"), ("role", "administrator"), ("from", "25/01/2024")];
        let taken = [&person[..], &[("login", "quan.tri")]].concat();
        assert!(administrator.send("/staff/new", &taken).says("Tên đăng nhập này đã có người dùng"));
        let free = [&person[..], &[("login", "binh.tran")]].concat();
        let page = administrator.send("/staff/new", &free);
        assert!(page.says("Mật khẩu ban đầu"), "{}", page.html);
        let start = page.between("<code class=\"secret\">", "</code>").to_owned();

        let mut browser = house.browser();
        browser.get("/sign-in");
        let page = browser.send("/sign-in", &[("login", "binh.tran"), ("password", &start)]);
        assert_eq!(page.path, "/account/password");
        let own = [
            ("old", start.as_str()),
            ("password", "một câu của riêng tôi"),
            ("password_again", "một câu của riêng tôi"),
        ];
        assert_eq!(browser.send("/account/password", &own).path, "/account/second-factor");
        house.enrol(&mut browser);
        assert!(browser.get("/").says("Xin chào, Trần Thị Bình"));
        assert!(browser.get("/staff?q=binh").says("Trần Thị Bình"), "found without marks");
        assert!(browser.get("/audit?verb=staff.create").says("Phạm Thị Quản Trị"));
    });
}

#[test]
fn whoever_has_no_role_is_told_so_and_sees_nothing() {
    House::on_both(|house| {
        let (_, mut browser) = house.person("binh", "Nguyễn Văn Bình", &[]);
        let page = browser.get("/");
        assert!(page.says("Bạn chưa được giao nhiệm vụ nào"));
        assert!(!page.says("href=\"/staff\""));
        let page = browser.get("/staff");
        assert_eq!(page.status, 403);
        assert!(page.says("Nhiệm vụ của bạn không có quyền này"));
    });
}

#[test]
fn sessions_elsewhere_are_ended_from_the_own_account() {
    House::on_both(|house| {
        house.administrator();
        let (_, mut here) = house.person("binh", "Nguyễn Văn Bình", &[]);
        let mut there = house.browser();
        there.get("/sign-in");
        there.send("/sign-in", &[("login", "binh"), ("password", "một câu thật dài và dễ nhớ")]);
        assert_eq!(there.get("/account").status, 200);

        let page = here.get("/account");
        let path = page.between("action=\"/account/sessions/", "\"").to_owned();
        let page = here.send(&format!("/account/sessions/{path}"), &[]);
        assert!(page.says("Đã kết thúc phiên đăng nhập đó."), "{}", page.html);
        let page = there.get("/account");
        assert_eq!(page.path, "/sign-in?next=%2Faccount");
        assert!(page.says("Phiên làm việc đã kết thúc."));
    });
}

/// The recovery codes on the page that shows them.
fn codes_on(page: &Page) -> Vec<String> {
    let shown = page.between("<ul class=\"codes\">", "</ul>").split("<li>").skip(1);
    shown.map(|rest| rest.split('<').next().expect("a code").to_owned()).collect()
}

#[test]
fn the_own_account_makes_new_recovery_codes_and_turns_the_second_factor_off() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        let (_, mut own) = house.person("binh", "Nguyễn Văn Bình", &[]);
        let page = own.get("/account");
        assert!(page.says("Chưa bật") && !page.says("/account/recovery-codes"), "{}", page.html);
        assert_eq!(own.get("/account/recovery-codes").status, 404);
        house.enrol(&mut own);
        let first = codes_on(&own.page);
        let page = own.get("/account");
        assert!(page.says("Còn 10 mã") && page.says("/account/second-factor/remove"), "{}", page.html);

        own.get("/account/recovery-codes");
        assert!(own.send("/account/recovery-codes", &[("code", "")]).says("Hãy nhập mã."));
        assert_eq!(own.send("/account/recovery-codes", &[("code", "000000")]).status, 422);
        let page = own.send("/account/recovery-codes", &[("code", &first[0])]);
        assert!(page.says("Đã tạo mã khôi phục mới") && page.says("href=\"/account\""), "{}", page.html);
        let second = codes_on(&page);
        assert_eq!(second.len(), 10);
        own.get("/account/second-factor/remove");
        let page = own.send("/account/second-factor/remove", &[("code", &first[1])]);
        assert_eq!(page.status, 422, "the old codes count no more");
        let page = own.send("/account/second-factor/remove", &[("code", &second[0])]);
        assert!(page.says("Đã tắt xác thực hai lớp") && page.says("Chưa bật"), "{}", page.html);
        let told = administrator.get("/audit");
        assert!(told.says("Tạo mã khôi phục mới") && told.says("Tắt xác thực hai lớp của mình"));

        let page = administrator.get("/account");
        assert!(page.says("Còn 10 mã") && !page.says("/account/second-factor/remove"), "an administrator keeps it");
        administrator.get("/account/second-factor/remove");
        let page = administrator.send("/account/second-factor/remove", &[("code", "000000")]);
        assert_eq!(page.status, 422);
        assert!(page.says("Quản trị hệ thống"), "the role that needs it is named: {}", page.html);
    });
}

#[test]
fn an_administrator_does_not_help_oneself() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        let list = administrator.get("/staff");
        let id = list.between("role=\"rowheader\"><a href=\"/staff/", "\"");
        let page = administrator.get(&format!("/staff/{id}"));
        assert!(!page.says("/deactivate") && !page.says("/reset-password"));
        administrator.get(&format!("/staff/{id}/deactivate"));
        let page = administrator.send(&format!("/staff/{id}/deactivate"), &[("why", "thử")]);
        assert_eq!(page.status, 422);
        assert!(page.says("Bạn không tự làm việc này với tài khoản của chính mình"), "{}", page.html);
    });
}

#[test]
fn a_district_gets_its_offices_and_each_officer_sees_the_own_area() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        let page = administrator.get("/offices");
        assert!(page.says("Chưa có cơ quan nào") && page.says("href=\"/offices/new\""));
        assert!(administrator.get("/offices/new?from=25/01/1999").says("Chưa có danh mục đơn vị hành chính"));
        assert!(administrator.get("/offices/new?from=25/01/2024").says("Tỉnh Quảng Ngãi"));
        assert!(administrator.get("/offices/new?from=25/01/2024&province=51").says("Huyện Bình Sơn"));
        let page = administrator.get("/offices/new?from=25/01/2024&province=51&district=524");
        let communes: Vec<String> = page
            .html
            .split("name=\"communes\" value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().expect("a code").to_owned())
            .collect();
        assert_eq!(communes.len(), 22, "Châu Ổ … Bình Châu");
        let mut fields = vec![("from", "25/01/2024"), ("province", "51"), ("district", "524")];
        fields.extend(communes.iter().map(|code| ("communes", code.as_str())));
        let page = administrator.send("/offices/new", &fields);
        assert_eq!(page.path, "/offices");
        assert!(page.says("Đã lập ") && page.says("xã Bình Châu"), "{}", page.html);
        administrator.get("/offices/new?from=25/01/2024&province=51&district=524");
        let page = administrator.send("/offices/new", &fields);
        assert!(page.says("Các cơ quan này đã có từ trước"), "asking twice is asking once");

        let page = administrator.get("/offices?q=cong+an+xa+binh+chau");
        let office = page.between("role=\"rowheader\"><a href=\"/offices/", "\"").to_owned();
        let new = format!("/staff/new?office={office}");
        assert!(administrator.get(&new).says(&format!("value=\"{office}\" checked")));
        let person = [
            ("full_name", "Võ Văn Châu"),
            ("login", "chau.vo"),
            ("role", "commune_police"),
            ("office", office.as_str()),
            ("from", "25/01/2024"),
        ];
        let wrong = person.map(|(name, value)| if name == "role" { (name, "labour_head") } else { (name, value) });
        assert!(administrator.send("/staff/new", &wrong).says("không có nhiệm vụ"));
        let page = administrator.send("/staff/new", &person);
        let start = page.between("<code class=\"secret\">", "</code>").to_owned();

        let mut officer = house.browser();
        officer.get("/sign-in");
        officer.send("/sign-in", &[("login", "chau.vo"), ("password", &start)]);
        let own = [
            ("old", start.as_str()),
            ("password", "một câu của riêng tôi"),
            ("password_again", "một câu của riêng tôi"),
        ];
        let page = officer.send("/account/password", &own);
        assert_eq!(page.path, "/", "to work, and not to the account");
        assert!(page.says("Đã đổi mật khẩu."), "{}", page.html);
        officer.get("/account/password");
        let again = [
            ("old", "một câu của riêng tôi"),
            ("password", "một câu khác của riêng tôi"),
            ("password_again", "một câu khác của riêng tôi"),
        ];
        assert_eq!(officer.send("/account/password", &again).path, "/account", "back to where it was asked for");
        let page = officer.get("/");
        assert!(
            page.says("Công an cấp xã · ") && page.says("xã Bình Châu, huyện Bình Sơn, tỉnh Quảng Ngãi"),
            "{}",
            page.html
        );
        let area = page.between("Địa bàn phụ trách</h2>", "</ul>");
        assert_eq!(area.matches("<li>").count(), 1, "the unit of July 2025 is not there yet: {area}");
        let page = officer.get("/offices");
        assert!(page.says("xã Bình Châu") && !page.says("xã Bình Trị") && !page.says("Lập cơ quan"), "{}", page.html);
        assert_eq!(officer.get("/audit").status, 403);
        let elsewhere = administrator.get("/offices?q=cong+an+xa+binh+tri");
        let elsewhere = elsewhere.between("role=\"rowheader\"><a href=\"/offices/", "\"").to_owned();
        assert_eq!(officer.get(&format!("/offices/{elsewhere}")).status, 404, "told like nothing at all");

        administrator.get(&format!("/offices/{office}/close"));
        let page = administrator.send(&format!("/offices/{office}/close"), &[("until", "01/07/2025")]);
        assert!(page.says("Còn 1 người làm việc tại cơ quan này"), "{}", page.html);
        administrator.get(&format!("/offices/{office}/rename"));
        let page = administrator.send(&format!("/offices/{office}/rename"), &[("name", "Công an Bình Châu")]);
        assert!(page.says("Đã đổi tên cơ quan.") && page.says("<h1>Công an Bình Châu</h1>"), "{}", page.html);
    });
}
