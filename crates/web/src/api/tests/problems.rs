//! Problems: every one has a name, a status and something a caller can do; the documents say the same.

use super::{Caller, change, each};
use crate::api::{problems::CATALOGUE, reaction::Reaction};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::json;
use std::{collections::BTreeSet, fmt::Write as _};

/// Where the codes are given, as source.
const SOURCES: [&str; 4] = [
    include_str!("../../shell/problem.rs"),
    include_str!("../../shell/refusals.rs"),
    include_str!("../faults.rs"),
    include_str!("../imports.rs"),
];

/// The rooms whose refusals a call can meet.
const ROOMS: [&str; 5] = ["api.", "matching.", "office.", "sources.", "web."];

/// Refusals that are told as a problem of another name.
const RENAMED: [&str; 6] = [
    "office.corrupt",
    "office.database",
    "office.not_allowed",
    "office.not_found",
    "office.outside_area",
    "office.signed_out",
];

#[test]
fn the_catalogue_has_every_code_of_the_source_and_no_other() {
    let quoted = |source: &'static str| source.split('"').skip(1).step_by(2);
    let is_code = |text: &&str| ROOMS.iter().any(|room| text.starts_with(room));
    let given: BTreeSet<&str> = SOURCES.into_iter().flat_map(quoted).filter(is_code).collect();
    let renamed = BTreeSet::from(RENAMED);
    assert!(renamed.is_subset(&given), "a code in RENAMED is no more");
    let listed: BTreeSet<&str> = CATALOGUE.iter().map(|(code, _)| *code).collect();
    assert_eq!(given.difference(&renamed).copied().collect::<BTreeSet<_>>(), listed);
    assert!(CATALOGUE.is_sorted_by_key(|(code, _)| *code), "by code");
}

#[test]
fn the_document_has_the_catalogue_as_it_is() {
    let document = include_str!("../../../../../docs/API.md");
    let mut table = String::from("| code | status | what the caller does |\n| --- | --- | --- |\n");
    for (code, reaction) in CATALOGUE {
        writeln!(table, "| `{code}` | {} | {} |", reaction.status().as_u16(), reaction.in_english()).expect("text");
    }
    assert!(document.contains(&table), "docs/API.md should have this table:\n{table}");
}

#[test]
fn each_reaction_has_one_status_and_sentences_in_both_languages() {
    let statuses: BTreeSet<u16> = Reaction::ALL.iter().map(|reaction| reaction.status().as_u16()).collect();
    assert_eq!(statuses.len(), Reaction::ALL.len());
    assert!(Reaction::ALL.is_sorted_by_key(|reaction| reaction.status()));
}

#[test]
fn problems_speak_the_callers_language() {
    each(|station| {
        let ask = |language: &str| {
            let request = Request::get("/api/v1/me").header(header::ACCEPT_LANGUAGE, language);
            station.ask(&Caller::Stranger, request.body(Body::empty()).expect("a request")).json()["title"].clone()
        };
        assert_eq!(ask("vi-VN,vi;q=0.9,en;q=0.8"), "Lần gọi cần xác thực");
        assert_eq!(ask("en-GB,en;q=0.9"), "The call needs to be authenticated");
        assert_eq!(ask("fr, en;q=0.5, vi;q=0.7"), "Lần gọi cần xác thực");
        assert_eq!(ask("*"), "Lần gọi cần xác thực");
        assert_eq!(station.get(&Caller::Stranger, "/api/v1/me").json()["title"], "Lần gọi cần xác thực");
    });
}

#[test]
fn a_problem_has_one_format() {
    each(|station| {
        let told = station.get(&Caller::Stranger, "/api/v1/me");
        assert_eq!(told.status, StatusCode::UNAUTHORIZED);
        assert_eq!(told.headers[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(told.headers[header::WWW_AUTHENTICATE], "Bearer realm=\"ansinh\"");
        let body = told.json();
        assert_eq!(body["type"], "/api/v1/problems#web.sign_in_first");
        assert_eq!(body["status"], 401);
        assert_eq!(body["request"].as_str(), told.headers["x-request-id"].to_str().ok());
        assert_eq!((&body["fields"], &body["facts"]), (&json!([]), &json!({})));

        let nowhere = station.get(&Caller::Stranger, "/api/v1/nowhere");
        assert_eq!((nowhere.status, nowhere.code().as_str()), (StatusCode::NOT_FOUND, "web.not_found"));
        let method = station.send(&Caller::Stranger, "DELETE", "/api/v1/offices", &json!({}));
        assert_eq!((method.status, method.code().as_str()), (StatusCode::METHOD_NOT_ALLOWED, "web.wrong_method"));
        let allowed: BTreeSet<&str> = method.headers[header::ALLOW].to_str().expect("text").split(',').collect();
        assert!(allowed.contains("GET"), "{allowed:?}");
    });
}

#[test]
fn a_body_is_read_strictly_and_told_precisely() {
    each(|station| {
        let (_, caller) = station.administrator();
        let send = |kind: &str, body: Vec<u8>| {
            let request = Request::post("/api/v1/staff").header(header::CONTENT_TYPE, kind);
            let request = request.header("idempotency-key", station.new_key()).body(Body::from(body));
            let told = station.ask(&caller, request.expect("a request"));
            (told.status.as_u16(), told.code())
        };
        let json = "application/json";
        assert_eq!(send(json, b"{".to_vec()), (400, "api.malformed".to_owned()));
        assert_eq!(send(json, b"".to_vec()), (400, "api.malformed".to_owned()));
        assert_eq!(send(json, "[".repeat(50_000).into_bytes()), (400, "api.too_deep".to_owned()));
        assert_eq!(send("text/plain", b"{}".to_vec()), (415, "api.not_json".to_owned()));
        assert_eq!(send(json, vec![b' '; 70_000]), (413, "web.too_large".to_owned()));
        assert_eq!(send(json, vec![b' '; 3_000_000]), (413, "web.too_large".to_owned()));
        assert_eq!(send("application/json; charset=utf-8", b"{}".to_vec()), (422, "api.fields".to_owned()));

        let wrong = json!({ "kind": "robot", "login": "ánh", "full_name": " ", "colour": "red", "phone": null });
        let told = station.post(&caller, "/api/v1/staff", &wrong).json();
        let fields: BTreeSet<(String, String)> = told["fields"]
            .as_array()
            .expect("fields")
            .iter()
            .map(|field| (field["field"].to_string(), field["code"].to_string()))
            .collect();
        let expected = [("colour", "unknown"), ("full_name", "form"), ("kind", "not_one_of"), ("login", "form")];
        assert_eq!(fields, expected.map(|(field, code)| (format!("{field:?}"), format!("{code:?}"))).into());

        let query = station.get(&caller, "/api/v1/staff?limit=0&limit=1&colour=red&with_deactivated=yes");
        assert_eq!((query.status.as_u16(), query.json()["fields"].as_array().map(Vec::len)), (422, Some(4)));
    });
}

#[test]
fn a_change_by_somebody_who_saw_something_older_is_refused() {
    each(|station| {
        let (_, caller) = station.administrator();
        let wanted = json!({ "kind": "service", "login": "kho.bac", "full_name": "Kho bạc" });
        let made = station.post(&caller, "/api/v1/staff", &wanted).json();
        let path = format!("/api/v1/staff/{}", made["staff"]["id"].as_str().expect("an id"));
        let seen = station.get(&caller, &path).headers[header::ETAG].clone();
        let rename = |tag: &axum::http::HeaderValue, name: &str| {
            let mut request = change("PUT", &path, &station.new_key(), &json!({ "full_name": name }));
            request.headers_mut().insert(header::IF_MATCH, tag.clone());
            station.ask(&caller, request)
        };
        assert_eq!(rename(&seen, "Kho bạc Bình Sơn").status, StatusCode::OK);
        let stale = rename(&seen, "Kho bạc Quảng Ngãi");
        assert_eq!((stale.status, stale.code().as_str()), (StatusCode::PRECONDITION_FAILED, "api.stale"));
        let now = station.get(&caller, &path);
        assert_eq!(now.json()["full_name"], "Kho bạc Bình Sơn");
        assert_eq!(rename(&now.headers[header::ETAG], "Kho bạc Quảng Ngãi").status, StatusCode::OK);
    });
}
