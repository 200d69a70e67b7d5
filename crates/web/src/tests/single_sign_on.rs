//! The agency's single sign-on as far as it needs no provider: that one stands in the browser's stories.

use super::House;
use crate::{Settings, single_sign_on};
use axum::http::Method;
use std::sync::Arc;

const ISSUER: &str = "http://127.0.0.1:1";

/// A house whose provider is away: nothing listens at port 1.
fn with_a_provider(house: &House) -> House {
    let settings = single_sign_on::Settings {
        issuer: ISSUER.to_owned(),
        client_id: "ansinh".to_owned(),
        client_secret: "secret".to_owned(),
        redirect: "http://127.0.0.1:8080/sign-in/external/return".to_owned(),
    };
    let provider = single_sign_on::SingleSignOn::new(settings).expect("an address");
    House { settings: Settings { single_sign_on: Some(Arc::new(provider)), ..house.settings.clone() }, ..house.clone() }
}

#[test]
fn without_a_provider_there_is_neither_button_nor_door() {
    House::on_one(|house| {
        let mut administrator = house.administrator();
        let (person, mut browser) = house.person("binh", "Nguyễn Văn Bình", &[]);
        for path in ["/sign-in/external", "/sign-in/external/return?code=x&state=y"] {
            assert_eq!(browser.get(path).status, 404, "{path}");
        }
        assert!(!house.browser().get("/sign-in").says("/sign-in/external"));
        assert!(!administrator.get(&format!("/staff/{}", person.id)).says("Tài khoản đăng nhập một lần"));
        assert_eq!(administrator.get(&format!("/staff/{}/link-external", person.id)).status, 404);
    });
}

#[test]
fn a_provider_that_is_away_leaves_the_password() {
    House::on_one(|house| {
        let house = with_a_provider(house);
        house.administrator();
        house.person("binh", "Nguyễn Văn Bình", &[]);
        let mut browser = house.browser();
        assert!(browser.get("/sign-in").says("href=\"/sign-in/external\""));
        let page = browser.get("/sign-in/external");
        assert_eq!(page.status, 422);
        assert!(page.says("chưa trả lời"), "{}", page.html);
        assert!(!browser.cookies.contains_key("ansinh-sign-on"), "nothing is under way");
        let page = browser.send("/sign-in", &[("login", "binh"), ("password", "một câu thật dài và dễ nhớ")]);
        assert_eq!(page.path, "/", "{}", page.html);
    });
}

#[test]
fn an_answer_is_good_in_the_browser_that_asked_and_once() {
    House::on_one(|house| {
        let house = with_a_provider(house);
        house.administrator();
        let mut browser = house.browser();
        let not_begun = "không bắt đầu từ trình duyệt này";
        assert!(browser.get("/sign-in/external/return?code=forged&state=forged").says(not_begun));

        let (state, other) = ("a".repeat(64), "b".repeat(64));
        let pending = format!("{state}.{state}.{state}.2f");
        browser.cookies.insert("ansinh-sign-on".to_owned(), pending.clone());
        assert!(browser.get(&format!("/sign-in/external/return?code=c&state={other}")).says(not_begun));
        assert!(!browser.cookies.contains_key("ansinh-sign-on"), "good for one try");

        browser.cookies.insert("ansinh-sign-on".to_owned(), pending);
        let page = browser.get(&format!("/sign-in/external/return?error=access_denied&state={state}"));
        assert!(page.says("không xác nhận bạn"), "{}", page.html);
        assert!(!browser.cookies.contains_key("ansinh-session"));
    });
}

#[test]
fn strangers_cannot_use_up_the_tries_of_others() {
    House::on_one(|house| {
        let mut house = with_a_provider(house);
        house.administrator();
        let mut browser = house.browser();
        for _ in 0..3 {
            let page = browser.get("/sign-in/external/return?code=forged&state=forged");
            assert!(page.says("không bắt đầu từ trình duyệt này"), "{}", page.html);
        }
        house.settings.limits.secrets_a_minute = 1;
        let mut browser = house.browser();
        browser.get("/sign-in/external/return?code=forged&state=forged");
        let page = browser.get("/sign-in/external/return?code=forged&state=forged");
        assert!(!page.says("không bắt đầu từ trình duyệt này"), "one address is slowed down: {}", page.html);
    });
}

#[test]
fn an_administrator_links_an_account_and_takes_it_back() {
    House::on_both(|house| {
        let house = with_a_provider(house);
        let mut administrator = house.administrator();
        let (person, mut own) = house.person("binh", "Nguyễn Văn Bình", &[]);
        let (other, _) = house.person("chau", "Võ Văn Châu", &[]);
        let page = |id| format!("/staff/{id}");
        assert!(administrator.get(&page(person.id)).says("Chưa gắn"));

        let link = |id| format!("/staff/{id}/link-external");
        administrator.get(&link(person.id));
        assert!(administrator.send(&link(person.id), &[("subject", " ")]).says("Hãy nhập mã tài khoản."));
        let told = administrator.send(&link(person.id), &[("subject", "u-17")]);
        assert!(told.says("Đã gắn tài khoản của cơ quan.") && told.says("u-17"), "{}", told.html);
        administrator.get(&link(other.id));
        let told = administrator.send(&link(other.id), &[("subject", "u-17")]);
        assert_eq!(told.status, 422);
        assert!(told.says("value=\"u-17\""));

        let unlink = format!("/staff/{}/unlink-external", person.id);
        assert_eq!(administrator.get(&format!("{unlink}?issuer=https://elsewhere.example")).status, 404);
        let shown = administrator.get(&page(person.id));
        let path = shown.between("href=\"/staff/", "\">Gỡ tài khoản");
        let path = format!("/staff/{}", path.rsplit("href=\"/staff/").next().expect("a link"));
        assert!(administrator.get(&path.replace("&#38;", "&")).says(ISSUER));
        assert_eq!(own.get("/account").status, 200);
        let told = administrator.send(&unlink, &[("issuer", ISSUER)]);
        assert!(told.says("Đã gỡ tài khoản của cơ quan.") && told.says("Chưa gắn"), "{}", told.html);
        assert!(own.get("/account").path.starts_with("/sign-in"), "the person's sessions end with it");
        let again = administrator.ask(Method::GET, &path.replace("&#38;", "&"), &[], None);
        assert_eq!(again.status, 404);
    });
}
