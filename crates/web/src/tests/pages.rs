//! Every page that an address alone opens, in both languages.

use super::{House, browser::Page, testing};
use crate::{
    routes::{self, Access},
    shell::assets::Asset,
    wording::Language,
};
use axum::http::Method;
use flate2::{Compression, write::GzEncoder};
use office::Role;
use std::io::Write as _;

/// What a page with everything it needs may weigh when it travels.
const PAGE_BYTES_MAX: usize = 60 * 1024;

fn packed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes bytes");
    encoder.finish().expect("memory takes bytes").len()
}

/// The page and all static files, whether or not it asks for each.
fn weight(page: &Page) -> usize {
    packed(page.html.as_bytes()) + Asset::ALL.iter().map(|asset| packed(asset.bytes())).sum::<usize>()
}

fn check(page: &Page, language: Language) {
    let path = &page.path;
    assert_eq!(page.status, 200, "{path}: {}", page.html);
    assert!(page.says(&format!("<html lang=\"{}\">", language.tag())), "{path}");
    assert_eq!(page.html.matches("<h1").count(), 1, "{path} has one heading");
    assert_eq!(page.html.matches("<main").count(), 1, "{path} has one main part");
    assert!(weight(page) <= PAGE_BYTES_MAX, "{path} weighs {}", weight(page));
    for foreign in ["style=\"", "<style", "onclick", "javascript:", "//cdn", "src=\"http"] {
        assert!(!page.says(foreign), "{path} has {foreign}");
    }
    let posts = page.html.matches("method=\"post\"").count();
    // In a field, or in the address where a file is sent.
    let tokens = page.html.matches("name=\"form_token\"").count() + page.html.matches("?form_token=").count();
    assert_eq!(tokens, posts, "{path}: a token for each form");
}

#[test]
fn every_page_stands_in_both_languages_within_its_weight() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        // Whatever has to do with beneficiaries is not the administrator's to open.
        let mut officer = house.officer(&testing::officer(&house.desk, Role::LabourOfficer, "524", 1));
        let mut payer = house.officer(&testing::officer(&house.desk, Role::Payer, "524", 1));
        let (person, _) = house.person("binh", "Nguyễn Văn Bình", &[]);
        for language in Language::ALL {
            for browser in [&mut administrator, &mut officer, &mut payer] {
                browser.cookies.insert("ansinh-language".to_owned(), language.tag().to_owned());
            }
            for route in routes::table(&house.settings).iter().filter(|route| route.method == Method::GET) {
                let is_page = !["/healthz", "/readyz", "/metrics", "/static/{file}", "/about/licence", "/kitchen-sink/panic"]
                    .contains(&route.path)
                    && !route.path.starts_with("/sign-in/external") // leads to the agency's own pages, where there are any
                    && !route.path.ends_with("link-external") // of a provider, where there is one
                    && !route.path.ends_with("/find") // a part of a page
                    && !route.path.ends_with("/tokens/new") // of a service account, which this person is not
                    && !route.path.starts_with("/api/");
                let path = route.path.replace("/staff/{id}", &format!("/staff/{}", person.id));
                if is_page
                    && !path.contains('{')
                    && !["/first-run", "/sign-in/code", "/assignment", "/reference/targets/new"].contains(&route.path)
                {
                    let may = |role: Role| !matches!(route.access, Access::May(action) if !role.may(action));
                    let browser = match () {
                        () if may(Role::Administrator) => &mut administrator,
                        () if may(Role::LabourOfficer) => &mut officer,
                        () => &mut payer,
                    };
                    check(&browser.get(&path), language);
                }
            }
        }
    });
}

#[test]
fn the_pages_before_sign_in_stand_in_both_languages() {
    House::on_one(|house| {
        for language in Language::ALL {
            let mut browser = house.browser();
            browser.cookies.insert("ansinh-language".to_owned(), language.tag().to_owned());
            check(&browser.get("/first-run"), language);
        }
        house.administrator();
        for language in Language::ALL {
            let mut browser = house.browser();
            browser.cookies.insert("ansinh-language".to_owned(), language.tag().to_owned());
            check(&browser.get("/sign-in"), language);
            let page = browser.send("/sign-in", &[("login", "quan.tri"), ("password", super::PASSWORD)]);
            assert_eq!(page.path, "/sign-in/code");
            check(&page, language);
        }
    });
}

#[test]
fn the_footer_leads_to_the_licence_and_to_the_source() {
    House::on_one(|house| {
        let mut browser = house.browser();
        assert!(browser.get("/first-run").says("<a href=\"/about\">Mã nguồn</a>"), "before anybody has signed in");
        let page = browser.get("/about");
        assert!(page.says("Giấy phép công cộng GNU Affero") && page.says("hãy hỏi quản trị hệ thống"), "{}", page.html);
        let licence = browser.get("/about/licence");
        assert!(
            licence.says("GNU AFFERO GENERAL PUBLIC LICENSE")
                && licence.header("content-type").starts_with("text/plain")
        );
        for (source, is_linked) in [("https://source.example/ansinh", true), ("javascript:alert(1)", false)] {
            let settings = crate::Settings { source_url: Some(source.to_owned()), ..house.settings.clone() };
            let page = House { settings, ..house.clone() }.browser().get("/about");
            assert_eq!(page.says(&format!("<a href=\"{source}\"")), is_linked, "{}", page.html);
        }
    });
}

#[test]
fn static_files_are_kept_for_ever_under_the_name_of_their_content() {
    House::on_one(|house| {
        let mut browser = house.browser();
        let page = browser.get("/kitchen-sink");
        for asset in Asset::ALL {
            let file = browser.ask(Method::GET, asset.url(), &[], None);
            assert_eq!(file.status, 200, "{}", asset.url());
            assert!(file.header("cache-control").contains("immutable"), "{}", asset.url());
        }
        assert!(page.says(Asset::Style.url()) && page.says(Asset::Sprite.url()));
    });
}

#[test]
fn pages_travel_packed() {
    House::on_one(|house| {
        let page = house.browser().ask(Method::GET, "/kitchen-sink", &[("accept-encoding", "gzip")], None);
        assert_eq!(page.header("content-encoding"), "gzip");
    });
}

#[test]
fn the_language_is_switched_at_the_top_and_kept() {
    House::on_one(|house| {
        let mut browser = house.browser();
        browser.get("/kitchen-sink");
        let page = browser.send("/language", &[("language", "en"), ("back", "/kitchen-sink?x=1")]);
        assert_eq!(page.path, "/kitchen-sink?x=1");
        assert!(page.says("<html lang=\"en\">"));
        assert!(browser.get("/first-run").says("Create the first administrator"));
        let page = browser.send("/language", &[("language", "vi"), ("back", "https://evil.example/")]);
        assert!(page.path.starts_with("/first-run"), "{}", page.path);
    });
}
