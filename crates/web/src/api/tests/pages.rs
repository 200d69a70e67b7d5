//! Long lists, a page at a time.

use super::{Caller, Station, each};
use axum::http::StatusCode;
use serde_json::json;
use std::collections::BTreeSet;

/// Every item of a list, walked with this limit.
pub(super) fn walk(station: &Station, caller: &Caller, path: &str, limit: usize, name: &str) -> Vec<String> {
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let told = station.get(caller, &format!("{path}limit={limit}{cursor}"));
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        let page = told.json();
        let items = page["items"].as_array().expect("items");
        assert!(items.len() <= limit);
        seen.extend(items.iter().map(|item| item[name].as_str().expect("a name").to_owned()));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return seen,
        }
    }
}

#[test]
fn a_walk_meets_everything_once() {
    each(|station| {
        let (_, caller) = station.administrator();
        for number in 0..23 {
            let wanted = json!({ "kind": "service", "login": format!("kho.{number:02}"), "full_name": "Kho bạc" });
            assert_eq!(station.post(&caller, "/api/v1/staff", &wanted).status, StatusCode::CREATED);
        }
        let mut expected: Vec<String> = (0..23).map(|number| format!("kho.{number:02}")).collect();
        expected.push("quan.tri".to_owned());
        for limit in [1, 5, 23, 24, 200] {
            assert_eq!(walk(station, &caller, "/api/v1/staff?", limit, "login"), expected, "limit {limit}");
        }
        let all: Vec<String> = walk(station, &caller, "/api/v1/audit?verb=staff.create_service&", 7, "id");
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 23);
        assert!(all.is_sorted_by(|newer, older| newer > older), "newest first");
    });
}

#[test]
fn units_are_walked_in_the_order_of_the_tree() {
    each(|station| {
        let (_, caller) = station.administrator();
        let all = walk(station, &caller, "/api/v1/units?on=2024-01-25&within=524&", 7, "code");
        assert_eq!(all.len(), 23, "Bình Sơn and its 22 communes");
        assert_eq!(all[0], "524");
        let found = station.get(&caller, "/api/v1/units?on=2024-01-25&within=524&words=binh%20chau").json();
        assert_eq!(found["items"][0]["full_name"], "Xã Bình Châu");
        assert_eq!(found["items"][0]["address"], "xã Bình Châu, huyện Bình Sơn, tỉnh Quảng Ngãi");
        let before = station.get(&caller, "/api/v1/units?on=1999-01-01").json();
        assert_eq!(before, json!({ "items": [], "next": null }));
    });
}

#[test]
fn a_cursor_of_another_list_is_refused() {
    each(|station| {
        let (_, caller) = station.administrator();
        let next = station.get(&caller, "/api/v1/units?limit=1").json()["next"].as_str().expect("a page").to_owned();
        let told = station.get(&caller, &format!("/api/v1/staff?cursor={next}"));
        assert_eq!((told.status, told.code().as_str()), (StatusCode::CONFLICT, "api.cursor_foreign"));
        assert_eq!(told.json()["fields"][0]["field"], "cursor");
    });
}
