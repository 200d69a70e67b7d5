//! What no person types and every scanner sends: it is answered in words, and never as a fault of ours.

use super::House;
use crate::routes::{self, Route};
use axum::http::Method;
use std::collections::BTreeSet;

/// Pieces of a path that are no id, no code and no file name.
const PIECES: [&str; 9] =
    ["%00", "a%00b", "%FF%FE", "%0D%0A", "..%2F..%2Fetc", "%E1%BA%A1", "-1", "99999999999999999999", "%F0%9F%92%A3"];

/// Values of fields, as they are before they are encoded.
const VALUES: [&str; 6] =
    ["\0", "a\0b", "\u{FFFD}\u{202E}\u{200B}", "-99999999999999999999", "0000-00-00", "9999-12-31"];

/// The path with each gap filled.
fn filled(route: &Route, piece: &str) -> String {
    let parts = route.path.split('/').map(|part| if part.starts_with('{') { piece } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// The names of the fields on a page.
fn names(html: &str, known: &mut BTreeSet<String>) {
    known.extend(html.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(ToOwned::to_owned));
    known.remove("form_token");
}

#[test]
fn odd_bytes_are_answered_in_words_on_every_route() {
    House::on_both(|house| {
        let mut browser = house.administrator();
        let routes = routes::table(&house.settings);
        let mut fields: BTreeSet<String> = ["page", "after", "q"].map(ToOwned::to_owned).into();
        for route in routes.iter().filter(|route| route.method == Method::GET && !route.path.contains('{')) {
            names(&browser.ask(Method::GET, route.path, &[], None).html, &mut fields);
        }
        for route in &routes {
            // A stream of events has no end, signing out would end the story, and one page falls over on purpose.
            if route.path.ends_with("/events") || ["/sign-out", "/kitchen-sink/panic"].contains(&route.path) {
                continue;
            }
            for (at, piece) in PIECES.iter().enumerate() {
                let path = filled(route, piece);
                let value = VALUES[at % VALUES.len()];
                browser.get("/account");
                let token = browser.token().to_owned();
                let sent: Vec<(&str, &str)> = fields.iter().map(|name| (name.as_str(), value)).collect();
                let form = crate::address::query(&sent);
                let answer = if route.method == Method::GET {
                    browser.ask(Method::GET, &format!("{path}?{form}"), &[], None)
                } else {
                    let headers = [("x-form-token", token.as_str())];
                    browser.ask(route.method.clone(), &path, &headers, Some(&form))
                };
                assert!(answer.status != 500, "{} {path} {value:?}: {}", route.method, answer.html);
            }
        }
    });
}

#[test]
fn a_zero_character_in_a_search_is_answered_by_a_page() {
    House::on_both(|house| {
        let mut browser = house.administrator();
        let answer = browser.ask(Method::GET, "/audit?subject=%00", &[], None);
        assert!(matches!(answer.status, 200 | 400 | 404), "{} {}", answer.status, answer.html);
        assert!(answer.html.contains("<h1"), "in words: {}", answer.html);
    });
}
