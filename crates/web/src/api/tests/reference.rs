//! Reference data through the API.

use super::{Caller, Station, each, letters::place_of};
use axum::http::StatusCode;
use office::Role;
use serde_json::{Value, json};

const RATES: &str = "/api/v1/reference/rates";
const PROPOSALS: &str = "/api/v1/reference/proposals";

fn rate(amount: i64, from: &str) -> Value {
    json!({
        "code": "social_protection.standard", "programme": "social_protection",
        "name_vi": "Mức chuẩn trợ giúp xã hội", "name_en": "Social assistance standard", "amount": amount,
        "basis": "Nghị quyết HĐND", "from": from, "why": "HĐND tỉnh quyết định"
    })
}

fn administrators(station: &Station) -> [Caller; 2] {
    ["quan.tri.mot", "quan.tri.hai"].map(|login| station.browser(login, Role::Administrator, None).1)
}

/// The amount of the standard on a day.
fn amount_on(station: &Station, caller: &Caller, day: &str) -> Value {
    let page = station.get(caller, &format!("{RATES}?on={day}")).json();
    let held = page["items"].as_array().expect("items").iter().find(|one| one["item"] == "social_protection.standard");
    held.map_or(Value::Null, |one| one["value"]["amount"].clone())
}

#[test]
fn a_rate_holds_once_a_second_person_approves_it() {
    each(|station| {
        let [maker, second] = administrators(station);
        let before = amount_on(station, &maker, "2030-01-01");
        let made = station.post(&maker, RATES, &rate(777_000, "2029-01-01"));
        assert_eq!((made.status, &made.json()["state"]), (StatusCode::CREATED, &json!("proposed")), "{}", made.text);
        assert_eq!(amount_on(station, &maker, "2030-01-01"), before, "it waits");
        let again = station.post(&maker, RATES, &rate(888_000, "2029-01-01"));
        assert_eq!((again.status, again.code().as_str()), (StatusCode::CONFLICT, "office.proposal_open"));

        let waiting = station.get(&second, PROPOSALS).json();
        let proposed = &waiting["items"][0]["proposed"];
        assert_eq!((&proposed["value"]["amount"], &waiting["items"][0]["now"]), (&json!(777_000), &Value::Null));
        let path = format!("{PROPOSALS}/rate/social_protection.standard/2029-01-01/1");
        let own = station.post(&maker, &format!("{path}/approve"), &json!({}));
        assert_eq!((own.status, own.code().as_str()), (StatusCode::CONFLICT, "office.own_proposal"));
        let approved = station.post(&second, &format!("{path}/approve"), &json!({}));
        assert_eq!(approved.status, StatusCode::OK, "{}", approved.text);
        assert_eq!(amount_on(station, &maker, "2030-01-01"), 777_000);
        let late = station.post(&second, &format!("{path}/reject"), &json!({ "why": "Nhầm" }));
        assert_eq!((late.status, late.code().as_str()), (StatusCode::CONFLICT, "office.proposal_decided"));
        let unseen = station.post(&maker, RATES, &rate(888_000, "2029-01-01"));
        assert_eq!(unseen.code(), "office.version_moved", "a change says which version it has seen");
    });
}

#[test]
fn a_category_is_proposed_and_rejected_and_nothing_changes() {
    each(|station| {
        let [maker, second] = administrators(station);
        let list = "/api/v1/reference/categories?on=2024-01-25&limit=200";
        let before = station.get(&maker, list).text;
        let wanted = json!({
            "code": "BTXH.5a.80", "programme": "social_protection", "kind": "allowance", "name_vi": "Người cao tuổi",
            "name_en": "Old people", "age_from": 80, "coefficient": "5/2", "is_confidential": false,
            "basis": "Nghị quyết", "from": "2024-01-01", "why": "Thử"
        });
        let made = station.post(&maker, "/api/v1/reference/categories", &wanted);
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let path = format!("{PROPOSALS}/category/BTXH.5a.80/2024-01-01/1/reject");
        assert_eq!(station.post(&second, &path, &json!({ "why": "Chưa có căn cứ" })).status, StatusCode::OK);
        assert_eq!(station.get(&maker, list).text, before);
        assert_eq!(station.get(&second, PROPOSALS).json()["items"], json!([]));
        let mut both = wanted;
        both["amount"] = json!(500_000);
        let both = station.post(&maker, "/api/v1/reference/categories", &both);
        assert_eq!((both.status, both.code().as_str()), (StatusCode::CONFLICT, "office.reference"));
    });
}

#[test]
fn a_target_binds_its_own_area_and_is_set_inside_it() {
    each(|station| {
        let place = place_of(station, "524");
        let callers = ["524", "525"].map(|unit| {
            let office = station.office("district_labour", unit);
            station.browser(&format!("truong.phong.{unit}"), Role::LabourHead, Some(office)).1
        });
        let [own, neighbour] = callers;
        let wanted = json!({
            "place": place, "populations": ["merit", "social_protection"], "measure": "paid_by_account",
            "denominator": "eligible", "share": "0.7", "basis": "275/UBND-VX", "from": "2024-02-01",
            "until": "2024-12-31", "why": "Theo công văn 275/UBND-VX"
        });
        let elsewhere = station.post(&neighbour, "/api/v1/reference/targets", &wanted);
        assert_eq!((elsewhere.status, elsewhere.code().as_str()), (StatusCode::NOT_FOUND, "web.not_found"));
        let made = station.post(&own, "/api/v1/reference/targets", &wanted);
        assert_eq!((made.status, &made.json()["state"]), (StatusCode::CREATED, &json!("approved")), "{}", made.text);
        let item = made.json()["item"].as_str().expect("an item").to_owned();
        let path = format!("/api/v1/reference/targets/{}", crate::address::encoded(&item));
        assert_eq!(station.get(&own, &path).json()["items"][0]["value"]["share"], "7/10");
        assert_eq!(station.get(&neighbour, &path).code(), "web.not_found");
        let sees =
            |caller: &Caller| station.get(caller, "/api/v1/reference/targets?on=2024-03-01").text.contains(&item);
        assert!(sees(&own) && !sees(&neighbour));
    });
}

#[test]
fn a_day_off_is_said_and_taken_back() {
    each(|station| {
        let (_, caller) = station.administrator();
        let count = || {
            let page = station.get(&caller, "/api/v1/reference/holidays?from=2029-09-01&to=2029-09-30").json();
            page["items"].as_array().expect("items").len()
        };
        let wanted = json!({
            "day": "2029-09-03", "kind": "off", "name_vi": "Nghỉ Quốc khánh", "name_en": "National Day",
            "basis": "Thông báo lịch nghỉ", "why": "Thông báo lịch nghỉ"
        });
        let made = station.post(&caller, "/api/v1/reference/holidays", &wanted);
        assert_eq!((made.status, count()), (StatusCode::CREATED, 1), "{}", made.text);
        let path = "/api/v1/reference/holidays/2029-09-03";
        let taken = station.post(&caller, &format!("{path}/void"), &json!({ "version": 1, "why": "Lịch đã đổi" }));
        assert_eq!((taken.status, count()), (StatusCode::OK, 0), "{}", taken.text);
        let versions = station.get(&caller, path).json();
        assert_eq!(versions["items"].as_array().expect("items").len(), 2, "both stay in the history");
    });
}

#[test]
fn lists_are_walked_to_their_end_whatever_the_limit() {
    each(|station| {
        let office = station.office("district_labour", "524");
        let (_, service) = station.service("kho.bac", office);
        for kind in ["rates", "categories", "banks", "holidays", "targets"] {
            let list = format!("/api/v1/reference/{kind}");
            let all = station.get(&service, &format!("{list}?limit=200")).json()["items"].clone();
            let (mut walked, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = station.get(&service, &format!("{list}?limit=7{cursor}")).json();
                walked.extend(page["items"].as_array().expect("items").iter().cloned());
                let Some(next) = page["next"].as_str() else { break };
                cursor = format!("&cursor={next}");
            }
            assert_eq!(Value::Array(walked), all, "{kind}");
        }
        for (path, body) in [(RATES, rate(1, "2029-01-01")), ("/api/v1/reference/holidays", json!({}))] {
            assert_eq!(station.post(&service, path, &body).code(), "web.forbidden", "{path}");
        }
    });
}
