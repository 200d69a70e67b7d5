//! Who gets through which door, and what every door wears.

use super::House;
use crate::routes::{self, Access};
use axum::http::Method;
use jiff::SignedDuration;
use office::Role;

/// A path with something in each gap. The ids are nobody's.
fn filled(path: &str) -> String {
    let id = "01a2008f-bf18-73c2-91db-70d90ccc51b7";
    let path = path.replace("{id}", id).replace("{assignment}", id).replace("{file}", "none.css");
    let path = path.replace("{item}", "2024-01-01").replace("{from}", "2024-01-01");
    path.replace("{kind}", "rate").replace("{version}", "1")
}

#[test]
fn without_a_session_only_public_doors_open() {
    House::on_one(|house| {
        for route in routes::table(&house.settings) {
            let mut browser = house.browser();
            browser.get("/first-run");
            let token = browser.token().to_owned();
            let header = [("x-form-token", token.as_str())];
            let page = browser.ask(route.method.clone(), &filled(route.path), &header, None);
            // A program is told what is missing; a person is led to where it can be had.
            let leads_to_sign_in = if route.path.starts_with("/api/") {
                page.status == 401 && page.header("www-authenticate").starts_with("Bearer")
            } else {
                page.status == 303 && page.header("location").starts_with("/sign-in")
            };
            let is_closed = route.access != Access::Public;
            let is_way_in = ["/sign-in", "/first-run"].contains(&route.path);
            assert!(leads_to_sign_in == is_closed || is_way_in, "{} {} {}", route.method, route.path, page.status);
        }
    });
}

#[test]
fn a_role_opens_the_doors_of_its_rights_and_no_others() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        administrator.get("/");
        let (_, mut nobody) = house.person("binh", "Nguyễn Văn Bình", &[]);
        nobody.get("/account");
        for route in routes::table(&house.settings) {
            let Access::May(action) = route.access else { continue };
            for (browser, role) in [(&mut administrator, Role::Administrator), (&mut nobody, Role::Visitor)] {
                let token = browser.token().to_owned();
                let header = [("x-form-token", token.as_str())];
                let body = (route.method == Method::POST).then_some("");
                let page = browser.ask(route.method.clone(), &filled(route.path), &header, body);
                assert_eq!(page.status == 403, !role.may(action), "{} {} {role:?}", route.method, route.path);
            }
        }
    });
}

#[test]
fn a_form_without_our_token_changes_nothing() {
    House::on_one(|house| {
        let mut administrator = house.administrator();
        administrator.get("/");
        let tokens = [String::new(), "form_token=".to_owned(), format!("form_token={}", "0".repeat(128))];
        for route in routes::table(&house.settings).iter().filter(|route| route.method != Method::GET) {
            for token in &tokens {
                let page = administrator.ask(route.method.clone(), &filled(route.path), &[], Some(token));
                assert_eq!(page.status, 403, "{} with {token:?}", route.path);
                let told = page.says("Biểu mẫu đã hết hiệu lực") || page.says("Thiếu mã biểu mẫu");
                assert!(told, "{}", page.html);
            }
        }
        // still signed in: the sign-out among them was refused too
        assert_eq!(administrator.get("/account").status, 200);
    });
}

#[test]
fn a_token_of_another_browser_is_no_token() {
    House::on_one(|house| {
        let mut administrator = house.administrator();
        administrator.get("/");
        let mut stranger = house.browser();
        stranger.get("/sign-in");
        let body = format!("form_token={}", stranger.token());
        assert_eq!(administrator.ask(Method::POST, "/sign-out", &[], Some(&body)).status, 403);
    });
}

#[test]
fn a_form_from_another_site_is_refused_even_with_our_token() {
    House::on_one(|house| {
        let mut browser = house.browser();
        browser.get("/kitchen-sink");
        let body = format!("form_token={}", browser.token());
        let foreign = [
            [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
            [("sec-fetch-site", "same-site"), ("origin", "https://other.ansinh.test")],
        ];
        for headers in &foreign {
            let page = browser.ask(Method::POST, "/kitchen-sink", headers, Some(&body));
            assert_eq!(page.status, 403);
            assert!(page.says("Yêu cầu đến từ trang web khác"), "{}", page.html);
        }
        let own = [("sec-fetch-site", "same-origin"), ("origin", "https://ansinh.test")];
        assert_eq!(browser.ask(Method::POST, "/kitchen-sink", &own, Some(&body)).status, 422);
    });
}

#[test]
fn every_answer_wears_the_same_headers() {
    House::on_one(|house| {
        let mut browser = house.browser();
        for (path, status) in [
            ("/kitchen-sink", 200),
            ("/healthz", 200),
            ("/nothing", 404),
            ("/kitchen-sink/panic", 500),
            ("/static/none.css", 404),
        ] {
            let page = browser.ask(Method::GET, path, &[], None);
            assert_eq!(page.status, status, "{path}");
            let policy = page.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("referrer-policy", "same-origin"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cache-control", "no-store"),
                ("strict-transport-security", ""),
            ] {
                assert_eq!(page.header(name), value, "{path}: {name}");
            }
            assert_eq!(page.header("x-request-id").len(), 36, "{path}");
        }
    });
}

#[test]
fn behind_tls_cookies_are_secure_and_browsers_stay_on_https() {
    House::on_one(|house| {
        let house = House { settings: crate::Settings { https: true, ..house.settings.clone() }, ..house.clone() };
        let page = house.browser().ask(Method::GET, "/first-run", &[], None);
        assert!(page.header("strict-transport-security").starts_with("max-age="));
        let cookie = page.header("set-cookie");
        assert!(cookie.starts_with("__Host-ansinh-visitor=") && cookie.contains("; Secure"), "{cookie}");
    });
}

#[test]
fn a_panic_is_a_page_with_an_incident_number_and_the_program_goes_on() {
    House::on_one(|house| {
        let mut browser = house.browser();
        let page = browser.ask(Method::GET, "/kitchen-sink/panic", &[], None);
        assert_eq!(page.status, 500);
        assert!(page.says(&format!("Số sự cố: {}", page.header("x-request-id"))), "{}", page.html);
        assert_eq!(browser.get("/healthz").status, 200);
        let page = browser.get("/metrics");
        assert_eq!(page.status, 404, "an unknown address is not this machine");
    });
}

#[test]
fn a_form_that_is_too_large_and_a_strange_method_are_told() {
    House::on_one(|house| {
        let mut browser = house.browser();
        browser.get("/kitchen-sink");
        let large = format!("form_token={}&reason={}", browser.token(), "a".repeat(300 * 1024));
        let page = browser.ask(Method::POST, "/kitchen-sink", &[], Some(&large));
        assert_eq!(page.status, 413);
        assert!(page.says("Dữ liệu gửi lên quá lớn"), "{}", page.html);
        let page = browser.ask(Method::DELETE, "/healthz", &[], None);
        assert_eq!(page.status, 405);
        assert!(page.says("Trang này không nhận yêu cầu đó"), "{}", page.html);
    });
}

#[test]
fn too_many_requests_are_told_to_wait() {
    House::on_one(|house| {
        let mut settings = house.settings.clone();
        settings.limits.requests_at_once = 3;
        settings.limits.requests_a_second = 1;
        let mut browser = House { settings, ..house.clone() }.browser();
        for _ in 0..3 {
            assert_eq!(browser.ask(Method::GET, "/healthz", &[], None).status, 200);
        }
        let page = browser.ask(Method::GET, "/healthz", &[], None);
        assert_eq!((page.status, page.header("retry-after")), (429, "1"));
        assert!(page.says("Bạn thao tác quá nhanh"), "{}", page.html);
    });
}

#[test]
fn figures_are_shown_to_whoever_has_the_token() {
    House::on_one(|house| {
        let settings = crate::Settings { metrics_token: Some("watchword".to_owned()), ..house.settings.clone() };
        let mut browser = House { settings, ..house.clone() }.browser();
        assert_eq!(browser.ask(Method::GET, "/metrics", &[], None).status, 404);
        assert_eq!(browser.ask(Method::GET, "/metrics", &[("authorization", "Bearer wrong")], None).status, 404);
        let page = browser.ask(Method::GET, "/metrics", &[("authorization", "Bearer watchword")], None);
        assert_eq!(page.status, 200);
        assert!(page.says("ansinh_http_requests_total"), "{}", page.html);
    });
}

#[test]
fn a_watcher_reads_how_long_the_oldest_record_has_waited() {
    House::on_both(|house| {
        let settings = crate::Settings { metrics_token: Some("watchword".to_owned()), ..house.settings.clone() };
        let mut watcher = House { settings, ..house.clone() }.browser();
        let mut age = || {
            let page = watcher.ask(Method::GET, "/metrics", &[("authorization", "Bearer watchword")], None);
            let line = page.between("\nansinh_audit_unsealed_age_seconds ", "\n").to_owned();
            line.parse::<f64>().expect("a number").round().to_string()
        };
        assert_eq!(age(), "0", "nothing waits");
        house.administrator();
        house.clock.pass(SignedDuration::from_secs(90));
        assert_eq!(age(), "90");
        let desk = &house.desk;
        office::audit::seal(desk.db(), desk.now(), desk.checkpoint_key()).expect("sealed");
        assert_eq!(age(), "0");
    });
}

#[test]
fn the_database_answers_before_the_house_is_ready() {
    House::on_both(|house| {
        let page = house.browser().get("/readyz");
        assert_eq!((page.status, page.html.as_str()), (200, "ready\n"));
    });
}
