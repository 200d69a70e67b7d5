//! Asking twice is asking once.

use super::{Caller, Station, Told, change, each};
use axum::http::{StatusCode, header};
use serde_json::{Value, json};

const COPIES: usize = 20;

fn account(login: &str) -> Value {
    json!({ "kind": "service", "login": login, "full_name": "Kho bạc" })
}

fn count_accounts(station: &Station, caller: &Caller) -> usize {
    station.get(caller, "/api/v1/staff?words=kho&limit=200").json()["items"].as_array().expect("items").len()
}

fn is_replay(told: &Told) -> bool {
    told.headers.get("idempotent-replay").is_some_and(|value| value == "true")
}

#[test]
fn twenty_calls_at_once_under_one_key_make_one_and_are_answered_alike() {
    each(|station| {
        let (_, caller) = station.administrator();
        let Caller::Browser { session, form_token } = &caller else { panic!("a browser") };
        let requests = (0..COPIES).map(|_| {
            let mut request = change("POST", "/api/v1/staff", "one-key", &account("kho.bac"));
            let cookie = format!("ansinh-session={session}").parse().expect("a header");
            request.headers_mut().insert(header::COOKIE, cookie);
            request.headers_mut().insert("x-form-token", form_token.parse().expect("a header"));
            request
        });
        let told = station.ask_at_once(requests.collect());
        for one in &told {
            assert_eq!(one.status, StatusCode::CREATED, "{}", one.text);
            assert_eq!(one.json(), told[0].json());
        }
        assert_eq!(told.iter().filter(|one| !is_replay(one)).count(), 1);
        assert_eq!(count_accounts(station, &caller), 1);
    });
}

#[test]
fn a_key_is_for_one_thing() {
    each(|station| {
        let (_, caller) = station.administrator();
        let send = |key: &str, login: &str| station.ask(&caller, change("POST", "/api/v1/staff", key, &account(login)));
        assert_eq!(send("one", "kho.bac").status, StatusCode::CREATED);
        let other = send("one", "kho.bac.2");
        assert_eq!((other.status, other.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "api.key_reused"));
        assert_eq!(send("two", "kho.bac.2").status, StatusCode::CREATED);
        assert_eq!(count_accounts(station, &caller), 2);
        // The same key of another call is another key.
        let path = "/api/v1/jobs";
        let job = station.ask(&caller, change("POST", path, "one", &json!({ "kind": "audit.verify" })));
        assert_eq!(job.status, StatusCode::CREATED);
        let again = station.ask(&caller, change("POST", path, "one", &json!({ "kind": "audit.verify" })));
        assert_eq!(again.json(), job.json());
        let export = json!({ "kind": "audit.export", "payload": { "from": "2024-02-30", "until": "2024-03-01" } });
        let faults = station.post(&caller, path, &export).json()["fields"].clone();
        assert_eq!(
            (&faults[0]["field"], &faults[1]["field"]),
            (&json!("payload.until"), &json!("payload.from")),
            "{faults}"
        );
        let unknown = station.post(&caller, path, &json!({ "kind": "no.such" }));
        assert_eq!((unknown.status, unknown.code().as_str()), (StatusCode::CONFLICT, "office.job_kind_unknown"));
    });
}

#[test]
fn what_was_refused_may_be_asked_again_under_its_key() {
    each(|station| {
        let (_, caller) = station.administrator();
        let send = |key: &str, login: &str| station.ask(&caller, change("POST", "/api/v1/staff", key, &account(login)));
        assert_eq!(send("one", "kho.bac").status, StatusCode::CREATED);
        let taken = send("two", "kho.bac");
        assert_eq!((taken.status, taken.code().as_str()), (StatusCode::CONFLICT, "office.login_taken"));
        assert_eq!(taken.json()["fields"][0]["field"], "login");
        assert_eq!(send("two", "kho.bac.2").status, StatusCode::CREATED);
    });
}

#[test]
fn what_makes_something_needs_a_key_and_what_changes_something_may_have_one() {
    each(|station| {
        let (_, caller) = station.administrator();
        let without = |method: &str, path: &str, body: &Value| {
            let mut request = change(method, path, "x", body);
            request.headers_mut().remove("idempotency-key");
            station.ask(&caller, request)
        };
        let missing = without("POST", "/api/v1/staff", &account("kho.bac"));
        assert_eq!((missing.status, missing.code().as_str()), (StatusCode::BAD_REQUEST, "api.key_missing"));
        let made = station.post(&caller, "/api/v1/staff", &account("kho.bac")).json();
        let path = format!("/api/v1/staff/{}", made["staff"]["id"].as_str().expect("an id"));
        assert_eq!(without("PUT", &path, &json!({ "full_name": "Kho bạc" })).status, StatusCode::OK);
        let twice = || station.ask(&caller, change("PUT", &path, "one", &json!({ "full_name": "Kho bạc II" })));
        assert!(!is_replay(&twice()));
        assert!(is_replay(&twice()));
    });
}

#[test]
fn a_secret_is_told_once_and_kept_nowhere() {
    each(|station| {
        let (_, caller) = station.administrator();
        let wanted = json!({ "kind": "person", "login": "an.tran", "full_name": "Trần Thị An" });
        let send = || station.ask(&caller, change("POST", "/api/v1/staff", "one", &wanted)).json();
        let (first, second) = (send(), send());
        let secret = first["start_password"].as_str().expect("a start password").to_owned();
        assert!(secret.len() >= 10);
        assert_eq!(second["start_password"], Value::Null);
        assert_eq!(first["staff"], second["staff"]);
        let kept = station.desk.db().read(|tx| tx.rows("SELECT reply FROM idempotency_reply", db::params![]));
        for row in kept.expect("the kept answers") {
            assert!(!row.get::<String>(0).expect("an answer").contains(&secret));
        }
    });
}
