//! The register of letters through the API.

use super::{Caller, Station, Told, change, each};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use office::Role;
use serde_json::{Value, json};

const PDF: &[u8] = b"%PDF-1.7 not much of a letter \xff\x00";

fn officer(station: &Station, unit: &str) -> Caller {
    let office = station.office("district_labour", unit);
    station.browser(&format!("can.bo.{unit}"), Role::LabourOfficer, Some(office)).1
}

pub(crate) fn place_of(station: &Station, unit: &str) -> i64 {
    let places = station.desk.places();
    places.find(unit, jiff::civil::date(2024, 1, 25)).expect("a unit of that day").place
}

pub(crate) fn letter(place: i64, number: &str) -> Value {
    json!({
        "number": number, "kind": "official_letter", "issued_on": "2024-01-15", "issuer": "UBND huyện Bình Sơn",
        "about": "Về việc chi trả trợ cấp xã hội qua tài khoản", "place": place
    })
}

pub(crate) fn upload(key: &str, letter: &str, name: &str, version: i64, content: &[u8]) -> Request<Body> {
    let query = crate::address::query(&[("name", name), ("version", &version.to_string())]);
    Request::put(format!("/api/v1/letters/{letter}/file?{query}"))
        .header(header::CONTENT_TYPE, "application/pdf")
        .header("idempotency-key", key)
        .body(Body::from(content.to_vec()))
        .expect("a request")
}

fn id_of(told: &Told) -> String {
    told.json()["letter"]["id"].as_str().unwrap_or_else(|| panic!("{}", told.text)).to_owned()
}

#[test]
fn a_letter_is_registered_once_found_and_corrected_by_whoever_saw_the_newest() {
    each(|station| {
        let (caller, place) = (officer(station, "524"), place_of(station, "524"));
        let wanted = letter(place, "275/UBND-VX");
        let made = station.ask(&caller, change("POST", "/api/v1/letters", "once", &wanted));
        assert_eq!((made.status, &made.json()["letter"]["version"]), (StatusCode::CREATED, &json!(1)));
        let cited = "Công văn số 275/UBND-VX ngày 15/01/2024 của UBND huyện Bình Sơn";
        assert_eq!(made.json()["letter"]["citation"], cited);
        let again = station.ask(&caller, change("POST", "/api/v1/letters", "once", &wanted));
        assert_eq!((again.headers.contains_key("idempotent-replay"), again.text), (true, made.text.clone()));
        let double = station.post(&caller, "/api/v1/letters", &wanted);
        assert_eq!((double.status, double.code().as_str()), (StatusCode::CONFLICT, "office.letter_registered"));

        let path = format!("/api/v1/letters/{}", id_of(&made));
        let mut corrected = letter(place, "276/UBND-VX");
        corrected["version"] = json!(1);
        corrected["why"] = json!("Nhầm số");
        let told = station.send(&caller, "PUT", &path, &corrected);
        assert_eq!((told.status, &told.json()["version"]), (StatusCode::OK, &json!(2)), "{}", told.text);
        let late = station.send(&caller, "PUT", &path, &corrected);
        assert_eq!((late.status, late.code().as_str()), (StatusCode::CONFLICT, "office.version_moved"));
        assert_eq!(late.json()["facts"], json!({ "seen": 1, "now": 2 }));
        assert_eq!(station.get(&caller, &path).json()["number"], "276/UBND-VX");
    });
}

#[test]
fn the_register_is_walked_page_by_page_and_narrowed() {
    each(|station| {
        let (caller, place) = (officer(station, "524"), place_of(station, "524"));
        for number in 1..=5 {
            let mut wanted = letter(place, &format!("{number}/UBND-VX"));
            wanted["issued_on"] = json!(format!("2024-01-{:02}", 10 + number));
            assert_eq!(station.post(&caller, "/api/v1/letters", &wanted).status, StatusCode::CREATED);
        }
        let (mut numbers, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = station.get(&caller, &format!("/api/v1/letters?limit=2{cursor}")).json();
            let items = page["items"].as_array().expect("items").clone();
            numbers.extend(items.iter().map(|item| item["number"].as_str().expect("a number").to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(numbers, ["5/UBND-VX", "4/UBND-VX", "3/UBND-VX", "2/UBND-VX", "1/UBND-VX"]);
        let count = |query: &str| {
            let page = station.get(&caller, &format!("/api/v1/letters?{query}")).json();
            page["items"].as_array().unwrap_or_else(|| panic!("{page}")).len()
        };
        assert_eq!(count("words=chi%20tra"), 5);
        assert_eq!((count("words=khong%20co"), count("kind=decree")), (0, 0));
        assert_eq!(count("from=2024-01-12&until=2024-01-14"), 3);
        assert_eq!((count(&format!("place={place}")), count("place=7")), (5, 0));
        let foreign = station.get(&caller, "/api/v1/letters?cursor=7374616666");
        assert_eq!(foreign.code(), "api.cursor_foreign");
    });
}

#[test]
fn a_file_comes_back_as_it_was_sent() {
    each(|station| {
        let (caller, place) = (officer(station, "524"), place_of(station, "524"));
        let made = station.post(&caller, "/api/v1/letters", &letter(place, "275/UBND-VX"));
        let id = id_of(&made);
        let path = format!("/api/v1/letters/{id}/file");
        assert_eq!(station.get(&caller, &path).code(), "web.not_found", "there is none yet");
        let wrong = station.ask(&caller, upload("a", &id, "275.pdf", 1, b"<html>"));
        assert_eq!((wrong.status, wrong.code().as_str()), (StatusCode::CONFLICT, "office.letter"));
        let told = station.ask(&caller, upload("b", &id, "Công văn 275.pdf", 1, PDF));
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        let file = &told.json()["file"];
        assert_eq!(
            (&file["name"], &file["form"], &file["size"]),
            (&json!("Công văn 275.pdf"), &json!("pdf"), &json!(PDF.len()))
        );
        let replayed = station.ask(&caller, upload("b", &id, "Công văn 275.pdf", 1, PDF));
        assert!(replayed.headers.contains_key("idempotent-replay"));
        let late = station.ask(&caller, upload("c", &id, "275.pdf", 1, PDF));
        assert_eq!(late.code(), "office.version_moved");
        let (headers, bytes) = station.get_bytes(&caller, &path);
        assert_eq!(bytes, PDF);
        assert_eq!(headers[header::CONTENT_TYPE], "application/pdf");
        assert!(headers[header::CONTENT_DISPOSITION].to_str().expect("ASCII").starts_with("attachment; "));
    });
}

#[test]
fn another_district_finds_no_letter_and_a_program_registers_none() {
    each(|station| {
        let (caller, place) = (officer(station, "524"), place_of(station, "524"));
        let made = station.post(&caller, "/api/v1/letters", &letter(place, "275/UBND-VX"));
        let path = format!("/api/v1/letters/{}", id_of(&made));
        let neighbour = officer(station, "525");
        assert_eq!(station.get(&neighbour, &path).code(), "web.not_found");
        assert_eq!(station.get(&neighbour, "/api/v1/letters").json()["items"], json!([]));
        let elsewhere = station.post(&neighbour, "/api/v1/letters", &letter(place, "276/UBND-VX"));
        assert_eq!(elsewhere.code(), "web.not_found", "a place outside the area is no place");
        let (_, service) = station.service("kho.bac", station.office("district_labour", "524"));
        assert_eq!(station.get(&service, &path).status, StatusCode::OK, "a program of the area reads it");
        assert_eq!(station.post(&service, "/api/v1/letters", &letter(place, "9/UBND")).code(), "web.forbidden");
    });
}
