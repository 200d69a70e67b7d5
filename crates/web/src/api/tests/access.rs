//! Who may call what, drawn from the route table: a new route is held to it without a new line here.

use super::{
    Caller, Station, Told, each,
    intake::{DISTRICT, batch, enrolled, imported, moved},
    letters::{letter, place_of, upload},
    records::{contradicted, housed, proposed},
};
use crate::{
    Settings, api,
    routes::{self, Access, Route},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use kernel::{OfficeId, StaffId};
use office::{
    Role,
    jobs::{self, Submitted},
};
use serde_json::{Value, json};

/// An id that names nothing.
const NOTHING: &str = "018d3f9e-2b1c-7c3a-9f6e-0123456789ab";

fn calls() -> Vec<Route> {
    let mut calls = routes::table(&Settings::default());
    calls.retain(|route| api::is_call(route.path));
    calls
}

/// The route's path with `subject` where it has a name in braces.
fn path_to(route: &Route, subject: &str) -> String {
    route.path.split('/').map(|step| if step.starts_with('{') { subject } else { step }).collect::<Vec<_>>().join("/")
}

fn call(station: &Station, caller: &Caller, route: &Route, subject: &str) -> Told {
    let (query, body) = words_of(route);
    station.send(caller, route.method.as_str(), &format!("{}{query}", path_to(route, subject)), &body)
}

/// What a call must say before anybody looks for its subject; most say nothing and are refused no earlier.
fn words_of(route: &Route) -> (&'static str, Value) {
    match (route.method.as_str(), route.path) {
        ("PUT", "/api/v1/letters/{letter}") => {
            let mut correction = letter(1, "1/UBND");
            correction["version"] = json!(1);
            ("", correction)
        }
        ("PUT", "/api/v1/letters/{letter}/file") => ("?name=a.pdf&version=1", json!({})),
        ("PUT", "/api/v1/imports/{import}/mapping") => ("", json!({ "sheets": [{ "fields": ["full_name"] }] })),
        ("POST", "/api/v1/imports/{import}/proposals/accept") => ("", json!({ "kind": "number_damaged" })),
        ("POST", "/api/v1/matching/rows/{row}/decide") => ("", json!({ "seen": 1, "decision": "reject" })),
        ("POST", "/api/v1/matching/rows/{row}/undo") => ("", json!({ "seen": 1 })),
        ("POST", "/api/v1/movements/{movement}/place") => ("", json!({ "person": NOTHING })),
        ("POST", "/api/v1/movements/{movement}/reject" | "/api/v1/movements/{movement}/undo") => {
            ("", json!({ "why": "Nhầm dòng" }))
        }
        ("POST", "/api/v1/exceptions/{exception}/undo") => ("", json!({ "why": "Nhầm" })),
        ("POST", "/api/v1/exceptions/{exception}/solve") => ("", json!({ "solution": "both_stand", "why": "Đã xem" })),
        ("POST", "/api/v1/proposals/{proposal}/take") => {
            ("", json!({ "seen": "2024-01-08T00:00:00Z", "proof": "Thẻ" }))
        }
        ("POST", "/api/v1/proposals/{proposal}/decline") => {
            ("", json!({ "seen": "2024-01-08T00:00:00Z", "why": "Đã xem" }))
        }
        _ => ("", json!({})),
    }
}

#[test]
fn a_stranger_is_let_in_nowhere_but_at_the_description() {
    each(|station| {
        let mut open = Vec::new();
        for route in calls() {
            let told = call(station, &Caller::Stranger, &route, NOTHING);
            if route.access == Access::Public {
                open.push(route.path);
                assert_eq!(told.status, StatusCode::OK, "{}", route.path);
                continue;
            }
            let forged = Caller::Service { token: "ans_forged".to_owned() };
            let dead = Caller::Browser { session: "forged".repeat(8), form_token: "00".repeat(64) };
            for told in [told, call(station, &forged, &route, NOTHING), call(station, &dead, &route, NOTHING)] {
                assert_eq!(told.status, StatusCode::UNAUTHORIZED, "{} {}", route.method, route.path);
                assert_eq!(told.code(), "web.sign_in_first");
                assert!(told.headers.contains_key(header::WWW_AUTHENTICATE));
            }
        }
        assert_eq!(open, ["/api/v1/openapi.json", "/api/v1/problems"]);
    });
}

#[test]
fn a_role_without_the_right_is_refused_before_its_call_is_read() {
    each(|station| {
        // Somebody who works as nothing today may do nothing; an administrator may do most of it.
        let visitor = {
            let (staff, start) = office::testing::person(&station.desk, "chua.giao", "Trần Thị An");
            let entered = office::testing::try_password(&station.desk, "chua.giao", start.reveal()).expect("in");
            (staff, entered)
        };
        let (_, administrator) = station.administrator();
        let session = visitor.1.token.reveal().to_owned();
        let form_token = crate::shell::form_token::mask(&session, &mut kernel::Chance::seeded(3));
        let halfway = Caller::Browser { session, form_token };
        for route in calls() {
            let told = call(station, &administrator, &route, NOTHING);
            match route.access {
                Access::May(action) if !Role::Administrator.may(action) => {
                    assert_eq!((told.status, told.code().as_str()), (StatusCode::FORBIDDEN, "web.forbidden"));
                    assert_eq!(told.json()["facts"]["action"], action.key());
                }
                _ => assert_ne!(told.status, StatusCode::FORBIDDEN, "{} {}", route.method, route.path),
            }
            if route.access != Access::Public {
                let told = call(station, &halfway, &route, NOTHING);
                assert_eq!((told.status, told.code().as_str()), (StatusCode::FORBIDDEN, "office.step_first"));
            }
        }
    });
}

#[test]
fn a_browser_that_changes_something_shows_the_token_of_its_own_page() {
    each(|station| {
        let (_, caller) = station.administrator();
        let Caller::Browser { session, .. } = &caller else { panic!("a browser") };
        for token in [None, Some("00".repeat(64))] {
            for route in calls().iter().filter(|route| route.method != "GET") {
                let mut request = Request::builder()
                    .method(route.method.clone())
                    .uri(path_to(route, NOTHING))
                    .header(header::COOKIE, format!("ansinh-session={session}"));
                if let Some(token) = &token {
                    request = request.header("x-form-token", token);
                }
                let told = station.ask(&Caller::Stranger, request.body(Body::empty()).expect("a request"));
                assert_eq!((told.status, told.code().as_str()), (StatusCode::FORBIDDEN, "web.form_expired"));
            }
        }
        // The token of `me` opens.
        let form_token = station.get(&caller, "/api/v1/me").json()["form_token"].as_str().expect("a token").to_owned();
        let caller = Caller::Browser { session: session.clone(), form_token };
        let wanted = json!({ "kind": "service", "login": "kho.bac", "full_name": "Kho bạc" });
        assert_eq!(station.post(&caller, "/api/v1/staff", &wanted).status, StatusCode::CREATED);
    });
}

/// A labour officer of Bình Sơn and one of Sơn Tịnh, the district beside it.
fn neighbours(station: &Station) -> [(StaffId, OfficeId, Caller); 2] {
    ["524", "525"].map(|unit| {
        let office = station.office("district_labour", unit);
        let (staff, caller) = station.browser(&format!("can.bo.{unit}"), Role::LabourOfficer, Some(office));
        (staff, office, caller)
    })
}

/// What a call is asked about, by the name in its path: something that is there, and belongs to somebody.
fn subject_of(station: &Station, route: &Route, staff: StaffId, office: OfficeId, owner: &Caller) -> Option<String> {
    let name = route.path.split(['{', '}']).nth(1)?;
    Some(match name {
        "office" => office.to_string(),
        "staff" => staff.to_string(),
        "job" => submitted(station, staff, owner),
        "letter" => with_file(station, owner),
        "import" => imported(station, owner, DISTRICT),
        // The first row of the list, in the line below its headings.
        "row" => format!("{}_2", imported(station, owner, DISTRICT)),
        "movement" => moved(station, owner, owner),
        "person" => enrolled(station, owner, DISTRICT),
        "exception" => contradicted(station, owner),
        "proposal" => proposed(station, owner),
        "household" => housed(station, owner),
        "batch" => batch(station, owner),
        "place" => place_of(station, DISTRICT).to_string(),
        // The target of Bình Sơn that came with the program.
        "target" => format!("{}%3Asocial_protection%3Ahas_account%2Fmanaged", place_of(station, "524")),
        // Subjects of the administrator alone, who has no area; and units, which everybody may read.
        // The others are the same for the whole country; a worklist is everybody's, with other rows.
        "worklist" | "assignment" | "token" | "unit" | "rate" | "category" | "bank" | "holiday" | "kind" => {
            return None;
        }
        other => panic!("say what {{{other}}} is, and whose"),
    })
}

/// A letter in the owner's register, with its file.
fn with_file(station: &Station, owner: &Caller) -> String {
    let number = format!("{}/UBND", station.new_key().trim_start_matches("key-"));
    let made = station.post(owner, "/api/v1/letters", &letter(place_of(station, "524"), &number));
    let id = made.json()["letter"]["id"].as_str().unwrap_or_else(|| panic!("{}", made.text)).to_owned();
    let told = station.ask(owner, upload(&station.new_key(), &id, "a.pdf", 1, b"%PDF-1.7"));
    assert_eq!(told.status, StatusCode::OK, "{}", told.text);
    id
}

/// A job somebody asked for; the machine asks in their name, because few roles may ask for any.
fn submitted(station: &Station, staff: StaffId, _: &Caller) -> String {
    let mut asking = station.machine();
    asking.staff = staff;
    let key = station.new_key();
    let job = station.desk.db().write(|tx| jobs::submit(tx, &asking, "audit.verify", &json!({}), &key));
    match job.expect("a job") {
        Submitted::Created(job) => job.id.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_lies_outside_the_area_is_answered_like_what_does_not_exist() {
    each(|station| {
        let [(staff, office, owner), (_, _, neighbour)] = neighbours(station);
        let mut tried = 0;
        for route in calls() {
            let Some(subject) = subject_of(station, &route, staff, office, &owner) else { continue };
            let outside = call(station, &neighbour, &route, &subject);
            let nothing = call(station, &neighbour, &route, NOTHING);
            let what = format!("{} {}", route.method, route.path);
            assert_eq!(outside.status, nothing.status, "{what}");
            let told = |told: &Told| {
                let mut body = told.json();
                body["request"] = json!(null);
                body
            };
            assert_eq!(told(&outside), told(&nothing), "{what}");
            let is_open = match route.access {
                Access::May(action) => Role::LabourOfficer.may(action),
                _ => true,
            };
            let expected = if is_open { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
            assert_eq!(outside.status, expected, "{what}");
            tried += 1;
            // The owner finds it, so it is the area that hides it.
            if is_open && route.method == "GET" {
                assert_eq!(call(station, &owner, &route, &subject).status, StatusCode::OK, "{what}");
            }
        }
        assert!(tried > 10, "{tried} calls have a subject of an area");
    });
}

#[test]
fn a_list_shows_the_own_area_alone() {
    each(|station| {
        let [(staff, office, owner), (_, _, neighbour)] = neighbours(station);
        for (path, id) in [("/api/v1/offices", office.to_string()), ("/api/v1/staff", staff.to_string())] {
            let shows = |caller: &Caller| station.get(caller, path).text.contains(&id);
            assert!(shows(&owner) && !shows(&neighbour), "{path}");
            let (_, administrator) = station.browser(&path.replace('/', "."), Role::Administrator, None);
            assert!(shows(&administrator), "{path}");
        }
    });
}

#[test]
fn a_service_account_calls_by_token_until_it_is_revoked() {
    each(|station| {
        let office = station.office("district_labour", "524");
        let (account, caller) = station.service("kho.bac", office);
        let me = station.get(&caller, "/api/v1/me").json();
        assert_eq!(me["staff"], account.to_string());
        assert_eq!((&me["role"], &me["form_token"]), (&json!("service_account"), &json!(null)));
        assert_eq!(station.get(&caller, "/api/v1/units?within=524").status, StatusCode::OK);
        assert_eq!(station.get(&caller, "/api/v1/staff").code(), "web.forbidden");

        let (_, administrator) = station.administrator();
        let tokens = station.get(&administrator, &format!("/api/v1/staff/{account}/tokens")).json();
        let token = tokens["items"][0]["id"].as_str().expect("an id").to_owned();
        let revoked = station.post(&administrator, &format!("/api/v1/tokens/{token}/revoke"), &json!({}));
        assert_eq!(revoked.status, StatusCode::OK);
        assert_eq!(station.get(&caller, "/api/v1/me").code(), "web.sign_in_first");
    });
}
