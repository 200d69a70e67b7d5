//! What people do, from the first page on.

use super::{House, PASSWORD};
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
        assert!(page.says("value=\"Phạm Thị Quản Trị\""), "what was typed stays");
        assert!(!page.says("ngắn"), "a password never comes back");
        assert!(page.says("<title>Lỗi: "));

        house.administrator();
        assert_eq!(house.browser().get("/").path, "/sign-in");
        assert_eq!(house.browser().get("/first-run").status, 404);
    });
}

#[test]
fn a_person_comes_in_with_both_factors_and_goes_out() {
    House::on_both(|house| {
        let mut browser = house.browser();
        browser.get("/first-run");
        browser.send(
            "/first-run",
            &[
                ("login", "quan.tri"),
                ("full_name", "Phạm Thị An"),
                ("password", PASSWORD),
                ("password_again", PASSWORD),
            ],
        );
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
        assert!(page.says("Mật khẩu dùng một lần"), "{}", page.html);
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
