//! Records by call: what the register says instead, the register asked once more, contradictions, households.

use super::{
    Caller, Station, change, each,
    intake::{DISTRICT, done, is_replay, text},
    pages::walk,
};
use crate::tests::intake::put_register;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use kernel::PersonId;
use office::Role;
use registry::{approve_change, load_person};
use serde_json::{Value, json};

const HEADINGS: &str = "Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng,Mức hưởng";
/// Of the register's people one with another day of birth, one without a number.
const OTHERWISE: &[&str] =
    &["Võ Thị An,12/03/1944,Nữ,051144001234,21061,BTXH.5c,540000", "Lê Văn Bình,05/06/1950,Nam,,21061,BTXH.5c,540000"];
const FIRST: &str = "Võ Thị An,02/03/1944,Nữ,051144001234,21061,BTXH.5a.80,720000";
const SECOND: &str = "Võ Thị An,02/03/1944,Nữ,051144001234,21112,BTXH.6.N,540000";
const POOR: &str = "Họ và tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mã hộ\n\
                    Đinh Văn Hrê,01/01/1970,051070000001,21061,Hộ nghèo,21061-007\n\
                    Đinh Thị Y,1975,051175000002,21061,Hộ nghèo,21061-007\n\
                    Lê Văn Tám,1960,051060000003,21112,Hộ cận nghèo,21112-001\n";

fn list(rows: &[&str]) -> String {
    format!("{HEADINGS}\n{}\n", rows.join("\n"))
}

/// A list, received; answers its id.
fn received(station: &Station, caller: &Caller, source: &str, content: &str) -> String {
    let name = format!("{source}-{}.csv", station.new_key());
    let query = crate::address::query(&[("source", source), ("unit", DISTRICT), ("name", &name)]);
    let request = Request::post(format!("/api/v1/imports?{query}"))
        .header("idempotency-key", station.new_key())
        .body(Body::from(content.to_owned()));
    let asked = station.ask(caller, request.expect("a request"));
    text(&done(station, caller, &asked, &station.shelf)["file"])
}

fn compared(station: &Station, caller: &Caller, import: &str) {
    let asked = station.post(caller, &format!("/api/v1/imports/{import}/match"), &json!({}));
    done(station, caller, &asked, &station.shelf);
}

fn made_records(station: &Station, caller: &Caller, import: &str) {
    let asked = station.post(caller, &format!("/api/v1/imports/{import}/enrol"), &json!({}));
    done(station, caller, &asked, &station.shelf);
}

/// Lists whose rows the register has otherwise; an officer says of the row without a number who it is.
pub(super) fn proposed(station: &Station, caller: &Caller) -> String {
    put_register(&station.shelf);
    let import = received(station, caller, "btxh", &list(OTHERWISE));
    compared(station, caller, &import);
    let row = format!("/api/v1/matching/rows/{import}_3");
    let seen = station.get(caller, &row).json()["row"]["decision"]["number"].clone();
    let confirm = json!({ "seen": seen, "decision": "confirm", "pid": "P2", "why": "đã xem giấy tờ" });
    let decided = station.post(caller, &format!("{row}/decide"), &confirm);
    assert_eq!(decided.status, StatusCode::OK, "{}", decided.text);
    made_records(station, caller, &import);
    let proposals = station.get(caller, "/api/v1/proposals").json();
    let all = proposals["items"].as_array().expect("proposals");
    let number = all.iter().find(|one| one["field"] == "citizen_id").unwrap_or_else(|| panic!("{proposals}"));
    text(&number["proposal"])
}

/// Two lists that have somebody in two communes; answers the contradiction.
pub(super) fn contradicted(station: &Station, caller: &Caller) -> String {
    put_register(&station.shelf);
    for row in [FIRST, SECOND] {
        let import = received(station, caller, "btxh", &list(&[row]));
        compared(station, caller, &import);
        made_records(station, caller, &import);
    }
    let found = station.get(caller, "/api/v1/exceptions?kind=two_communes").json();
    text(&found["items"][0]["id"])
}

/// A list of poor households; answers the first.
pub(super) fn housed(station: &Station, caller: &Caller) -> String {
    let import = received(station, caller, "ngheo", POOR);
    made_records(station, caller, &import);
    text(&station.get(caller, "/api/v1/households").json()["items"][0]["id"])
}

/// Two labour officers of the district, a service account of theirs, and an officer of the next district.
struct People {
    one: Caller,
    two: Caller,
    service: Caller,
    far: Caller,
}

fn people(station: &Station) -> People {
    let office = station.office("district_labour", DISTRICT);
    let elsewhere = station.office("district_labour", "525");
    People {
        one: station.browser("can.bo.mot", Role::LabourOfficer, Some(office)).1,
        two: station.browser("can.bo.hai", Role::LabourOfficer, Some(office)).1,
        service: station.service("cong.thong.tin", office).1,
        far: station.browser("noi.khac", Role::LabourOfficer, Some(elsewhere)).1,
    }
}

#[test]
fn what_the_register_says_instead_is_asked_for_or_left_and_the_record_compared_once_more() {
    each(|station| {
        let People { one, two, service, far } = people(station);
        let number = proposed(station, &one);
        let all = walk(station, &one, "/api/v1/proposals?", 1, "proposal");
        assert_eq!(all, walk(station, &two, "/api/v1/proposals?", 200, "proposal"), "whatever the limit");
        assert_eq!(all.len(), 2);
        assert_eq!(station.get(&service, "/api/v1/proposals").code(), "web.forbidden");
        assert_eq!(station.get(&far, "/api/v1/proposals").json()["items"], json!([]));

        let path = format!("/api/v1/proposals/{number}");
        let shown = station.get(&one, &path);
        assert_eq!(
            (&shown.json()["proposed"], &shown.json()["before"], &shown.json()["state"]),
            (&json!("********2345"), &json!(null), &json!("waits"))
        );
        let view = || station.ask(&one, change("POST", &format!("{path}/view"), "look", &json!({})));
        assert_eq!(view().json()["proposed"], "051050002345");
        let again = view();
        assert!(is_replay(&again) && !again.text.contains("051050002345"), "{}", again.text);

        let seen = shown.json()["found_at"].clone();
        let moved = json!({ "seen": "2020-01-01T00:00:00Z", "proof": "Thẻ căn cước" });
        assert_eq!(station.post(&one, &format!("{path}/take"), &moved).status, StatusCode::NOT_FOUND);
        let no_proof = station.post(&one, &format!("{path}/take"), &json!({ "seen": seen }));
        assert_eq!((no_proof.status.as_u16(), &no_proof.json()["fields"][0]["field"]), (422, &json!("proof")));
        let take = json!({ "seen": seen, "proof": "Thẻ căn cước cấp năm 2022" });
        let taken = station.post(&one, &format!("{path}/take"), &take);
        assert_eq!((taken.status, &taken.json()["state"]), (StatusCode::OK, &json!("asked")), "{}", taken.text);
        for of in ["take", "decline"] {
            let late = json!({ "seen": seen, if of == "take" { "proof" } else { "why" }: "Thẻ căn cước" });
            let late = station.post(&two, &format!("{path}/{of}"), &late);
            assert_eq!((late.status.as_u16(), late.code().as_str()), (409, "registry.decided"));
            let said = text(&late.json()["detail"]);
            assert!(said.contains("Trần Thị An đã lập đề nghị sửa chỗ này lúc"), "{said}");
        }

        let person: PersonId = number.split('_').next().expect("a person").parse().expect("an id");
        let recheck = format!("/api/v1/persons/{person}/recheck");
        assert_eq!(station.post(&service, &recheck, &json!({})).code(), "web.forbidden");
        assert_eq!(station.post(&far, &recheck, &json!({})).status, StatusCode::NOT_FOUND);
        let before = station.post(&one, &recheck, &json!({})).json();
        assert_eq!((&before["state"], &before["register"]), (&json!("mismatch"), &json!("quang-ngai.csv")), "{before}");
        let correction = text(&taken.json()["correction"]).parse().expect("an id");
        let acting = station.acting(&two);
        let approved = station.desk.db().write(|tx| {
            let seen = load_person(tx, &acting.scope, person)?.person.version;
            approve_change(tx, &acting, person, correction, seen)
        });
        approved.expect("approved");
        let asked = || station.ask(&one, change("POST", &recheck, "anew", &json!({})));
        let told = asked();
        assert_eq!((told.status, &told.json()["state"]), (StatusCode::OK, &json!("verified")), "{}", told.text);
        assert!(is_replay(&asked()), "asked once under one key");
        let again = station.post(&one, &recheck, &json!({}));
        assert_eq!((again.status.as_u16(), again.code().as_str()), (409, "registry.no_change"));
        assert_eq!(station.get(&one, &path).json()["state"], "done");

        let birth = all.iter().find(|one| one.ends_with("_birth")).expect("a day of birth");
        let path = format!("/api/v1/proposals/{birth}");
        let seen = station.get(&two, &path).json()["found_at"].clone();
        let left = json!({ "seen": seen, "why": "Giấy khai sinh ghi 12/03" });
        let left = station.post(&two, &format!("{path}/decline"), &left);
        assert_eq!(
            (&left.json()["state"], &left.json()["why"]),
            (&json!("declined"), &json!("Giấy khai sinh ghi 12/03"))
        );
        assert_eq!(station.get(&one, "/api/v1/proposals").json()["items"], json!([]));
    });
}

#[test]
fn a_contradiction_is_solved_once_and_says_who_solved_it() {
    each(|station| {
        let People { one, two, service, far } = people(station);
        let id = contradicted(station, &one);
        let all = walk(station, &one, "/api/v1/exceptions?", 1, "id");
        assert_eq!(all, walk(station, &one, "/api/v1/exceptions?", 200, "id"));
        assert_eq!(all.len(), 2, "two communes, and twice in one programme");
        assert_eq!(station.get(&service, "/api/v1/exceptions").code(), "web.forbidden");
        assert_eq!(station.get(&far, "/api/v1/exceptions").json()["items"], json!([]));
        let path = format!("/api/v1/exceptions/{id}");
        let shown = station.get(&one, &path);
        assert!(!shown.text.contains("051144001234"), "{}", shown.text);
        let shown = shown.json();
        assert_eq!(shown["solutions"], json!(["both_stand", "second_ends", "elsewhere"]));
        assert_eq!(shown["second"]["holds"].as_array().map(Vec::len), Some(2), "{shown}");

        let solve = |who: &Caller, solution: &str| {
            let wanted = json!({ "solution": solution, "why": "Mới chuyển đến Bình Châu" });
            station.post(who, &format!("{path}/solve"), &wanted)
        };
        assert_eq!(solve(&one, "robot").json()["fields"][0]["field"], "solution");
        let wrong = solve(&one, "first_ends");
        assert_eq!((wrong.status.as_u16(), wrong.code().as_str()), (409, "registry.value"));
        let solved = solve(&one, "both_stand");
        assert_eq!(
            (solved.status, &solved.json()["solution"]),
            (StatusCode::OK, &json!("both_stand")),
            "{}",
            solved.text
        );
        let open = |whole: &Value| {
            let holds = whole["second"]["holds"].as_array().expect("holds").clone();
            holds.into_iter().filter(|hold| hold["released_at"].is_null()).count()
        };
        assert_eq!(open(&solved.json()), 1, "what the other contradiction holds stays held");
        let late = solve(&two, "second_ends");
        assert_eq!((late.status.as_u16(), late.code().as_str()), (409, "registry.decided"));
        let said = text(&late.json()["detail"]);
        for part in ["Trần Thị An đã giải quyết", "Cả hai đều đúng", "Mới chuyển đến Bình Châu"]
        {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert_eq!(walk(station, &two, "/api/v1/exceptions?", 5, "id").len(), 1);

        let undo = |who: &Caller| station.post(who, &format!("{path}/undo"), &json!({ "why": "Chọn nhầm" }));
        assert_eq!(undo(&far).status, StatusCode::NOT_FOUND);
        let undone = undo(&two);
        assert_eq!((undone.status, open(&undone.json())), (StatusCode::OK, 2), "held as before: {}", undone.text);
        assert_eq!(walk(station, &one, "/api/v1/exceptions?", 5, "id").len(), 2, "it waits again");
        assert_eq!((undo(&two).status.as_u16(), undo(&two).code().as_str()), (409, "registry.no_change"));
    });
}

#[test]
fn households_are_found_by_code_and_by_name() {
    each(|station| {
        let People { one, service, far, .. } = people(station);
        housed(station, &one);
        let all = walk(station, &service, "/api/v1/households?", 1, "name");
        assert_eq!(all, ["21061-007", "21112-001"]);
        let found = |words: &str| {
            let query = crate::address::query(&[("words", words), ("month", "2024-01")]);
            station.get(&service, &format!("/api/v1/households?{query}")).json()["items"].clone()
        };
        for words in ["dinh thi y", "Đinh Hrê", "21061-007"] {
            let items = found(words);
            assert_eq!(items.as_array().map(Vec::len), Some(1), "{words}");
            assert_eq!(
                (&items[0]["members"], &items[0]["poor"], &items[0]["near_poor"]),
                (&json!(2), &json!(2), &json!(0))
            );
        }
        assert_eq!(found("Nguyễn"), json!([]));
        let path = format!("/api/v1/households/{}", text(&found("hre")[0]["id"]));
        let whole = station.get(&service, &path);
        assert!(!whole.text.contains("051070000001"), "numbers are covered: {}", whole.text);
        let members: Vec<String> = whole.json()["members"]
            .as_array()
            .expect("members")
            .iter()
            .map(|one| text(&one["person"]["full_name"]))
            .collect();
        assert_eq!(members, ["Đinh Văn Hrê", "Đinh Thị Y"]);
        assert_eq!(whole.json()["members"][0]["classes"][0]["category"], "NGHEO");
        assert_eq!(station.get(&far, &path).status, StatusCode::NOT_FOUND);
    });
}
