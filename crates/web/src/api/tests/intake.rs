//! Steps 1 and 2 by call: a list comes in, is compared with the register, decided on, and becomes persons.

use super::{Caller, Station, Told, change, each, letters::place_of, pages::walk};
use crate::tests::intake::put_register;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use jiff::ToSpan as _;
use matching::Shelf;
use office::{
    Role,
    jobs::{Handlers, JobState},
};
use population::{Channel, Exchange, NewBatch, prepare_batch};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Huyện Bình Sơn, and two of its communes.
pub(super) const DISTRICT: &str = "524";
const COMMUNE: &str = "21061";
const NEIGHBOUR: &str = "21112";

/// One row that verifies by itself, one that only resembles somebody, one without a name, one ill.
fn list() -> String {
    format!(
        "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
         1,Võ Thị An,02/03/1944,Nữ,051144001234,{COMMUNE},BTXH.5c,540000\n\
         2,Lê Văn Bình,05/06/1950,Nam,,{COMMUNE},BTXH.5c,540000\n\
         3,,05/06/1950,Nam,,{COMMUNE},BTXH.5c,540000\n\
         4,Đinh Văn Hrê,1960,Nam,51060001111,{COMMUNE},BTXH.8,540000\n"
    )
}

/// Headings that say nothing; a number without its zero; a birth date with the month first.
const STRANGE: &str = "A1,B2,C3,D4,E5,F6\n1,Võ Thị An,1944,51144001234,21061,BTXH.5c\n\
                       2,Lê Văn Bình,09/25/1950,51050002345,21061,BTXH.5c\n";

fn handlers(shelf: &Shelf) -> Handlers {
    let handlers = sources::handlers(Handlers::default(), registry::stage_received);
    registry::handlers(matching::handlers(handlers, shelf), shelf)
}

fn no_register() -> Shelf {
    Shelf::at("nowhere")
}

fn upload(unit: &str, name: &str, key: &str, content: &str) -> Request<Body> {
    let query = crate::address::query(&[("source", "btxh"), ("unit", unit), ("name", name)]);
    Request::post(format!("/api/v1/imports?{query}"))
        .header("idempotency-key", key)
        .header("content-type", "application/octet-stream")
        .body(Body::from(content.to_owned()))
        .expect("a request")
}

/// What the job that was answered came to.
pub(super) fn done(station: &Station, caller: &Caller, asked: &Told, shelf: &Shelf) -> Value {
    assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.text);
    let job = station.work(handlers(shelf));
    assert_eq!((job.state, job.fault), (JobState::Done, None));
    let told = station.get(caller, &format!("/api/v1/jobs/{}", text(&asked.json()["id"]))).json();
    told["result"].clone()
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// The list, received from a unit; answers its id.
pub(super) fn imported(station: &Station, caller: &Caller, unit: &str) -> String {
    let asked = station.ask(caller, upload(unit, "btxh.csv", &station.new_key(), &list()));
    text(&done(station, caller, &asked, &no_register())["file"])
}

/// Somebody of the list, in the registry; answers the person's id.
pub(super) fn enrolled(station: &Station, caller: &Caller, unit: &str) -> String {
    let import = imported(station, caller, unit);
    let asked = station.post(caller, &format!("/api/v1/imports/{import}/enrol"), &json!({}));
    done(station, caller, &asked, &no_register());
    text(&station.get(caller, "/api/v1/persons").json()["items"][0]["id"])
}

/// A movement of somebody of the list that waits for approval; answers its id.
pub(super) fn moved(station: &Station, sender: &Caller, reader: &Caller) -> String {
    enrolled(station, sender, DISTRICT);
    let asked = station.ask(sender, upload(DISTRICT, "bien-dong.csv", &station.new_key(), MOVEMENTS));
    done(station, sender, &asked, &no_register());
    text(&station.get(reader, "/api/v1/movements").json()["items"][0]["id"])
}

/// A batch of questions about the list, drawn up as a file; answers its id.
pub(super) fn batch(station: &Station, caller: &Caller) -> String {
    imported(station, caller, DISTRICT);
    let (acting, places, exchange) = (station.acting(caller), station.desk.places(), Exchange::default());
    let new = NewBatch {
        place: place_of(station, DISTRICT),
        channel: Channel::File,
        service: &exchange.name,
        sender: &exchange.sender,
        due_on: acting.today().saturating_add(10.days()),
    };
    let made = station.desk.db().write(|tx| prepare_batch(tx, &acting, &places, &new));
    made.expect("rows to ask about").batch.id.to_string()
}

/// A register of three people on a shelf.
fn register() -> (Shelf, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::at(folder.path().join("registers"));
    put_register(&shelf);
    (shelf, folder)
}

/// The district's service account, and its labour officer.
fn district(station: &Station) -> (Caller, Caller) {
    let office = station.office("district_labour", DISTRICT);
    let (_, service) = station.service("cong.thong.tin", office);
    let (_, labour) = station.browser("can.bo.lao.dong", Role::LabourOfficer, Some(office));
    (service, labour)
}

pub(super) fn is_replay(told: &Told) -> bool {
    told.headers.get("idempotent-replay").is_some_and(|value| value == "true")
}

#[test]
fn a_list_is_sent_once_and_refused_with_a_reason() {
    each(|station| {
        let (service, _) = district(station);
        let asked = station.ask(&service, upload(DISTRICT, "btxh.csv", "first", &list()));
        assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.text);
        let again = station.ask(&service, upload(DISTRICT, "btxh.csv", "first", &list()));
        assert!(is_replay(&again) && again.json() == asked.json(), "{}", again.text);
        let other = station.ask(&service, upload(DISTRICT, "btxh.csv", "first", STRANGE));
        assert_eq!((other.status.as_u16(), other.code().as_str()), (422, "api.key_reused"));
        let result = done(station, &service, &asked, &no_register());
        assert_eq!(
            (&result["receipt"], &result["rows_good"], &result["rows_bad"]),
            (&json!("created"), &json!(3), &json!(1))
        );
        let acting = station.acting(&service);
        let jobs = station.desk.db().read(|tx| office::jobs::list_own_jobs(tx, &acting, None)).expect("jobs");
        assert_eq!(jobs.len(), 1);

        let told = station.ask(&service, upload("99999", "btxh.csv", "second", &list()));
        assert_eq!((told.status.as_u16(), told.code().as_str()), (409, "office.unit_unknown"));
        assert!(told.json()["detail"].as_str().is_some_and(|said| said.contains("99999")), "{}", told.text);
        let told = station.ask(&service, upload("525", "btxh.csv", "third", &list()));
        assert_eq!(told.status, StatusCode::NOT_FOUND, "another district is not there");
        let request = Request::post(format!("/api/v1/imports?source=btxh&unit={DISTRICT}&name=a.csv"));
        let told = station.ask(&service, request.body(Body::from(list())).expect("a request"));
        assert_eq!((told.status.as_u16(), told.code().as_str()), (400, "api.key_missing"));
        let told = station.ask(&service, change("POST", "/api/v1/imports?source=xyz&name=", "fourth", &json!({})));
        let fields: Vec<String> =
            told.json()["fields"].as_array().expect("fields").iter().map(|field| text(&field["field"])).collect();
        assert_eq!((told.status.as_u16(), fields), (422, ["source", "unit", "name"].map(str::to_owned).to_vec()));
    });
}

#[test]
fn a_list_in_a_hidden_sheet_is_told_by_the_job_and_by_the_file() {
    each(|station| {
        let (service, _) = district(station);
        let mut request = upload(DISTRICT, "btxh.ods", "first", "");
        *request.body_mut() = Body::from(&include_bytes!("../../tests/fixtures/hidden.ods")[..]);
        let asked = station.ask(&service, request);
        let result = done(station, &service, &asked, &no_register());
        let hidden = json!([{ "sheet": "Tháng trước", "rows": 2 }]);
        assert_eq!((&result["rows_good"], &result["hidden"]), (&json!(1), &hidden));
        let whole = station.get(&service, &format!("/api/v1/imports/{}", text(&result["file"]))).json();
        assert_eq!(whole["import"]["hidden"], hidden);
        let plain = imported(station, &service, DISTRICT);
        let whole = station.get(&service, &format!("/api/v1/imports/{plain}")).json();
        assert_eq!(whole["import"]["hidden"], json!([]));
    });
}

#[test]
fn a_file_tells_its_faults_page_by_page_and_gives_its_rows_back() {
    each(|station| {
        let (service, labour) = district(station);
        let import = imported(station, &service, DISTRICT);
        let path = format!("/api/v1/imports/{import}");
        let whole = station.get(&service, &path).json();
        assert_eq!(whole["import"]["rows_bad"], 1);
        let named = whole["faults"].as_array().expect("faults").iter().find(|fault| fault["kind"] == "name_missing");
        assert_eq!(named.map(|fault| (&fault["sends_back"], &fault["faults"])), Some((&json!(true), &json!(1))));
        let rows: i64 =
            whole["states"].as_array().expect("states").iter().map(|one| one["rows"].as_i64().expect("a number")).sum();
        assert_eq!(rows, 3, "the states add up to the rows that were kept");

        let all = walk(station, &service, &format!("{path}/faults?"), 200, "kind");
        assert_eq!(walk(station, &service, &format!("{path}/faults?"), 1, "kind"), all, "whatever the limit");
        let total: i64 = whole["faults"]
            .as_array()
            .expect("faults")
            .iter()
            .map(|one| one["faults"].as_i64().expect("a number"))
            .sum();
        assert_eq!(usize::try_from(total), Ok(all.len()));
        let damaged = station.get(&service, &format!("{path}/faults?kind=number_damaged&proposed=true")).json();
        let fault = &damaged["items"][0];
        assert_eq!((&fault["sheet"], &fault["line"], &fault["because"]), (&json!(1), &json!(5), &json!("zeros_lost")));
        assert_eq!((&fault["written"], &fault["proposal"]), (&json!("•••••••1111"), &json!("••••••••1111")));
        assert_eq!(station.get(&service, &format!("{path}/faults?kind=robot")).status.as_u16(), 422);

        let (headers, book) = station.get_bytes(&service, &format!("{path}/returned"));
        assert!(book.starts_with(b"PK"), "a workbook");
        assert!(headers["content-disposition"].to_str().expect("text").contains("btxh-tra-lai.xlsx"));
        assert_eq!(station.get_bytes(&service, &format!("{path}/file")).1, list().into_bytes(), "to the byte");
        let inspectors = station.office("district_inspectorate", DISTRICT);
        let (_, auditor) = station.browser("thanh.tra", Role::Auditor, Some(inspectors));
        let trail = station.get(&auditor, "/api/v1/audit?verb=sources.return_rows").json();
        assert_eq!(trail["items"][0]["subject"], json!(import), "the look stands in the trail");

        let accept = json!({ "kind": "number_damaged", "cell": { "at": fault["at"], "field": "citizen_id" } });
        let told = station.post(&labour, &format!("{path}/proposals/accept"), &accept);
        assert_eq!(told.json(), json!({ "accepted": 1 }), "{}", told.text);
        let again = station.post(&labour, &format!("{path}/proposals/accept"), &json!({ "kind": "number_damaged" }));
        assert_eq!(again.json(), json!({ "accepted": 0 }));
        let wrong = json!({ "kind": "number_damaged", "cell": { "at": 0, "colour": "red" } });
        let told = station.post(&labour, &format!("{path}/proposals/accept"), &wrong);
        let fields: Vec<String> =
            told.json()["fields"].as_array().expect("fields").iter().map(|field| text(&field["field"])).collect();
        assert_eq!(fields, ["cell.colour", "cell.at", "cell.field"]);
    });
}

#[test]
fn the_columns_of_a_list_are_told_and_it_is_read_anew() {
    each(|station| {
        let (service, _) = district(station);
        let asked = station.ask(&service, upload(DISTRICT, "la.csv", "first", STRANGE));
        let result = done(station, &service, &asked, &no_register());
        assert_eq!(result["receipt"], "waiting");
        let path = format!("/api/v1/imports/{}/mapping", text(&result["file"]));
        let mapping = station.get(&service, &path).json();
        assert_eq!(mapping["import"]["waits_for_columns"], true);
        assert_eq!(mapping["sheets"][0]["columns"][3]["examples"][1], "•••••••1234", "{mapping}");

        let with = |fields: Value| json!({ "sheets": [{ "header_line": 1, "header_lines": "one", "fields": fields }] });
        let told = station.send(&service, "PUT", &path, &with(json!(["order", "note", "birth"])));
        assert_eq!((told.status.as_u16(), told.code().as_str()), (409, "sources.name_column_missing"));
        assert!(told.json()["detail"].as_str().is_some_and(|said| said.contains("họ và tên")), "{}", told.text);
        let told = station.send(&service, "PUT", &path, &with(json!(["order", "robot"])));
        assert_eq!((told.status.as_u16(), &told.json()["fields"][0]["field"]), (422, &json!("sheets[0].fields[1]")));

        let fields = json!(["order", "full_name", "birth", "citizen_id", "commune", "category"]);
        let asked = station.send(&service, "PUT", &path, &with(fields));
        let read = done(station, &service, &asked, &no_register());
        assert_eq!((&read["rows_good"], &read["rows_bad"]), (&json!(1), &json!(1)));
        assert_ne!(read["file"], result["file"], "a new reading has an id of its own");
        let old = station.get(&service, &format!("/api/v1/imports/{}", text(&result["file"]))).json();
        assert_eq!(old["import"]["replaced_by"], read["file"]);
        for of in ["returned", "file"] {
            let told = station.get(&service, &format!("/api/v1/imports/{}/{of}", text(&result["file"])));
            assert_eq!((told.status.as_u16(), told.code().as_str()), (409, "sources.read_anew"), "{of}");
        }
        let list = station.get(&service, "/api/v1/imports").json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "only the reading that counts");
    });
}

#[test]
fn a_row_is_decided_on_once_by_whoever_saw_the_newest_and_the_state_table_changes() {
    each(|station| {
        let (service, labour) = district(station);
        let (shelf, _folder) = register();
        let import = imported(station, &service, DISTRICT);
        let asked = station.post(&service, &format!("/api/v1/imports/{import}/match"), &json!({}));
        assert_eq!(done(station, &service, &asked, &shelf)["matched"]["verified"], 1);
        let enrol = || {
            let asked = station.post(&labour, &format!("/api/v1/imports/{import}/enrol"), &json!({}));
            done(station, &labour, &asked, &shelf);
        };
        let states = || {
            let table =
                station.get(&service, &format!("/api/v1/reports/states/{}", place_of(station, DISTRICT))).json();
            assert_eq!(table["difference"], 0);
            let line = table["communes"].as_array().expect("communes").iter().find(|line| line["code"] == COMMUNE);
            let of = &line.expect("the commune")["states"];
            ["persons", "verified", "mismatch", "pending", "not_found"]
                .map(|state| of[state].as_i64().expect("a number"))
        };
        enrol();
        let before = states();
        assert_eq!(before[..2], [3, 1]);

        let rows = walk(station, &service, &format!("/api/v1/matching/rows?import={import}&"), 1, "row");
        assert_eq!(rows, walk(station, &service, "/api/v1/matching/rows?", 200, "row"));
        assert_eq!(rows.len(), 2, "the verified one is not among them");
        let path = format!("/api/v1/matching/rows/{}", rows[0]);
        let review = station.get(&service, &path).json();
        assert_eq!((&review["row"]["full_name"], &review["row"]["state"]), (&json!("Lê Văn Bình"), &json!("pending")));
        let best = &review["candidates"][0];
        assert_eq!((&best["pid"], &best["person"]["number"]), (&json!("P2"), &json!("********2345")));
        let said: Vec<String> =
            best["reasons"].as_array().expect("reasons").iter().map(|reason| text(&reason["text"])).collect();
        assert!(said.iter().any(|said| said.starts_with("họ tên: giống, +") && said.ends_with(" điểm")), "{said:?}");

        let seen = &review["row"]["decision"]["number"];
        let confirm = json!({ "seen": seen, "decision": "confirm", "pid": "P2", "why": "đã xem giấy tờ" });
        assert_eq!(station.post(&service, &format!("{path}/decide"), &confirm).code(), "web.forbidden");
        for (wrong, field) in [
            (json!({ "seen": seen, "decision": "confirm" }), "pid"),
            (json!({ "seen": seen, "decision": "reject", "pid": "P2" }), "pid"),
            (json!({ "seen": seen, "decision": "robot" }), "decision"),
            (json!({ "decision": "reject" }), "seen"),
        ] {
            let told = station.post(&labour, &format!("{path}/decide"), &wrong);
            assert_eq!(
                (told.status.as_u16(), &told.json()["fields"][0]["field"]),
                (422, &json!(field)),
                "{}",
                told.text
            );
        }
        let nobody = json!({ "seen": seen, "decision": "confirm", "pid": "P9" });
        assert_eq!(station.post(&labour, &format!("{path}/decide"), &nobody).code(), "matching.not_a_candidate");

        let decided = station.ask(&labour, change("POST", &format!("{path}/decide"), "once", &confirm));
        assert_eq!(decided.status, StatusCode::OK, "{}", decided.text);
        assert_eq!(decided.json()["row"]["decision"]["rule"], "confirmed");
        let again = station.ask(&labour, change("POST", &format!("{path}/decide"), "once", &confirm));
        assert!(is_replay(&again) && again.json() == decided.json(), "asking twice decides once");
        let late = station.post(&labour, &format!("{path}/decide"), &confirm);
        assert_eq!((late.status.as_u16(), late.code().as_str()), (409, "matching.version_moved"));
        assert_eq!(decided.json()["history"].as_array().map(Vec::len), Some(2));
        enrol();
        let after = states();
        assert_eq!(
            (after[0], after[2], after[3]),
            (before[0], before[2] + 1, before[3] - 1),
            "a mismatch until corrected"
        );

        let seen = decided.json()["row"]["decision"]["number"].clone();
        let undone = station.post(&labour, &format!("{path}/undo"), &json!({ "seen": seen, "why": "nhầm" })).json();
        assert_eq!(undone["row"]["state"], "pending");
        let ask = json!({ "seen": undone["row"]["decision"]["number"], "decision": "ask_commune" });
        assert_eq!(station.post(&labour, &format!("{path}/decide"), &ask).status, StatusCode::OK);
        assert_eq!(walk(station, &service, "/api/v1/matching/rows?waits=commune&", 5, "row"), rows[..1]);
        let accept = json!({ "kind": "number_damaged" });
        let told = station.post(&labour, &format!("/api/v1/imports/{import}/proposals/accept"), &accept);
        assert_eq!(told.code(), "sources.file_matched", "what was decided was decided about the values");
    });
}

#[test]
fn a_person_is_found_however_it_is_spelled_and_shown_covered() {
    each(|station| {
        let (service, labour) = district(station);
        enrolled(station, &service, DISTRICT);
        let ids = walk(station, &service, "/api/v1/persons?", 1, "id");
        assert_eq!(ids, walk(station, &service, "/api/v1/persons?", 200, "id"));
        assert_eq!(ids.len(), 3);
        for words in ["Võ%20Thị%20An", "vo%20thi%20an", "an%20vo", "051144001234"] {
            let found = station.get(&service, &format!("/api/v1/persons/search?words={words}")).json();
            assert_eq!(found["items"][0]["full_name"], "Võ Thị An", "{words}");
            assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{words}");
        }
        let an = &station.get(&service, "/api/v1/persons/search?words=an").json()["items"][0];
        assert_eq!(an["number"], "********1234");
        let path = format!("/api/v1/persons/{}", text(&an["id"]));
        let shown = station.get(&service, &path);
        assert!(!shown.text.contains("051144001234"), "{}", shown.text);
        assert_eq!(shown.json()["timeline"][0]["kind"], "enrolled");
        assert_eq!(
            (&shown.json()["timeline"][0]["after"], &shown.json()["entitlements"][0]["category"]),
            (&json!(null), &json!("BTXH.5c"))
        );

        let held = || station.get(&service, "/api/v1/persons?held_in=2024-02").json()["items"].clone();
        assert_eq!(held(), json!([]));
        let acting = station.acting(&labour);
        let new = registry::NewHold {
            person: text(&an["id"]).parse().expect("an id"),
            entitlement: None,
            reason: registry::HoldReason::Other,
            why: "Chờ xác minh".to_owned(),
            from_month: kernel::Month::parse("2024-02").expect("a month"),
            until_month: None,
        };
        station.desk.db().write(|tx| registry::place_hold(tx, &acting, &new)).expect("a hold");
        assert_eq!(held()[0]["id"], an["id"]);
        assert_eq!(station.get(&service, "/api/v1/persons?held_in=2024-01").json()["items"], json!([]), "not yet");
        assert_eq!(station.get(&service, "/api/v1/persons?held_in=x").status.as_u16(), 422);

        assert_eq!(station.post(&service, &format!("{path}/view"), &json!({})).code(), "web.forbidden");
        let view = || station.ask(&labour, change("POST", &format!("{path}/view"), "look", &json!({})));
        assert_eq!(view().json()["person"]["citizen_id"], "051144001234");
        let again = view();
        assert!(is_replay(&again) && !again.text.contains("051144001234"), "what was shown once is kept nowhere");
        let neighbour = station.office("commune_police", NEIGHBOUR);
        let (_, neighbour) = station.browser("cong.an", Role::CommunePolice, Some(neighbour));
        assert_eq!(station.get(&neighbour, &path).status, StatusCode::NOT_FOUND);
        assert_eq!(station.get(&neighbour, "/api/v1/persons").json()["items"], json!([]));
        assert_eq!(station.get(&neighbour, "/api/v1/persons/search?words=an").json()["items"], json!([]));
        assert_eq!(station.get(&service, "/api/v1/persons/search?words=").status.as_u16(), 422);
    });
}

#[test]
fn that_somebody_is_ill_is_told_to_whoever_may_know_alone() {
    each(|station| {
        let (service, labour) = district(station);
        enrolled(station, &service, DISTRICT);
        let hre = text(&station.get(&service, "/api/v1/persons/search?words=hre").json()["items"][0]["id"]);
        let path = format!("/api/v1/persons/{hre}");
        assert!(!station.get(&service, &path).text.contains("BTXH.8"), "an illness is told to nobody");
        let full = station.post(&labour, &format!("{path}/view"), &json!({})).json();
        assert_eq!(
            full["entitlements"][0]["category"], "BTXH.8",
            "but to whoever may see what is sensitive and says so"
        );

        let rows = |caller: &Caller| station.get(caller, "/api/v1/worklists/no_decision");
        assert!(!rows(&service).text.contains(&hre), "on no list");
        assert!(rows(&labour).text.contains(&hre) && !rows(&labour).text.contains("BTXH.8"));
        let counts = |caller: &Caller| {
            let lists = station.get(caller, "/api/v1/worklists").json();
            let all = lists["items"].as_array().expect("lists").clone();
            all.into_iter().find(|list| list["kind"] == "no_decision").expect("a list")["rows"].clone()
        };
        assert_eq!((counts(&service), counts(&labour)), (json!(2), json!(3)));
        let walked = station.get(&labour, "/api/v1/worklists/no_decision?limit=1").json();
        assert!(walked["next"].is_string());
        let (_, book) = station.get_bytes(&labour, "/api/v1/worklists/no_decision/workbook");
        assert!(book.starts_with(b"PK"), "a workbook");
        assert_eq!(station.get(&labour, "/api/v1/worklists/robots").status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_batch_of_questions_says_where_it_stands() {
    each(|station| {
        let (service, labour) = district(station);
        let id = batch(station, &labour);
        let list = station.get(&service, "/api/v1/population/batches").json();
        assert_eq!(list["items"][0]["id"], json!(id));
        let told = station.get(&service, &format!("/api/v1/population/batches/{id}")).json();
        assert_eq!((&told["batch"]["state"], &told["batch"]["requests"]["all"]), (&json!("prepared"), &json!(3)));
        assert_eq!(told["told"], json!([]));
    });
}

const MOVEMENTS: &str = "Loại biến động,Họ và tên,CCCD,Phân loại đối tượng,Số tiền,Thông tin QĐ,Ngày chết\n\
                         Cắt chết,Võ Thị An,051144001234,,,18/QĐ-UBND,05/01/2024\n\
                         Thôi hưởng,Lê Văn Bình,051050009999,BTXH.5c,540000,19/QĐ-UBND,\n";

#[test]
fn movements_are_listed_placed_approved_rejected_and_taken_back() {
    each(|station| {
        let (service, labour) = district(station);
        let office = station.office("district_labour", "525");
        let (_, far) = station.browser("noi.khac", Role::LabourOfficer, Some(office));
        moved(station, &service, &labour);
        let list = |state: &str| station.get(&labour, &format!("/api/v1/movements{state}")).json();
        let open = list("");
        let one = open["items"][0].clone();
        assert_eq!(open["items"].as_array().map(Vec::len), Some(1), "{open}");
        assert_eq!((&one["kind"], &one["state"], &one["month"]), (&json!("death"), &json!("open"), &json!("2024-01")));
        assert_eq!(one["number"], "********1234");
        let path = format!("/api/v1/movements/{}", text(&one["id"]));
        assert_eq!(station.get(&labour, &path).json(), one);
        assert_eq!(station.get(&far, &path).status, StatusCode::NOT_FOUND, "another district");
        assert_eq!(station.get(&labour, "/api/v1/movements?state=robot").status.as_u16(), 422);

        let approve = |seen: Value| station.post(&labour, &format!("{path}/approve"), &seen);
        let moved = approve(json!({ "seen": 99 }));
        assert_eq!((moved.status.as_u16(), moved.code().as_str()), (409, "registry.version_moved"));
        let own = station.post(&service, &format!("{path}/approve"), &json!({ "seen": one["record_version"] }));
        assert!([403, 409].contains(&own.status.as_u16()), "whoever sent the file in does not approve: {}", own.text);
        let told = approve(json!({ "seen": one["record_version"] }));
        assert_eq!((told.status, &told.json()["state"]), (StatusCode::OK, &json!("approved")), "{}", told.text);
        assert_eq!(
            station.get(&labour, &format!("/api/v1/persons/{}", text(&one["person"]))).json()["person"]["dead"],
            true
        );
        let own = station.post(&labour, &format!("{path}/undo"), &json!({ "why": "Nhầm" }));
        assert_eq!((own.status.as_u16(), own.code().as_str()), (409, "registry.own_approval"));
        let labour_office = station.acting(&labour).office;
        let (_, second) = station.browser("can.bo.hai", Role::LabourOfficer, labour_office);
        let told = station.post(&second, &format!("{path}/undo"), &json!({ "why": "Trùng họ tên" }));
        assert_eq!(
            (told.status, &told.json()["decided_why"]),
            (StatusCode::OK, &json!("Trùng họ tên")),
            "{}",
            told.text
        );

        let waits = list("?state=unplaced")["items"][0].clone();
        assert_eq!(waits["obstacle"], "nobody", "{waits}");
        let path = format!("/api/v1/movements/{}", text(&waits["id"]));
        let found = station.get(&labour, "/api/v1/persons/search?words=le%20van%20binh").json();
        let person = text(&found["items"][0]["id"]);
        let wrong = station.post(&labour, &format!("{path}/place"), &json!({ "person": "Bình" }));
        assert_eq!((wrong.status.as_u16(), &wrong.json()["fields"][0]["field"]), (422, &json!("person")));
        let told = station.post(&labour, &format!("{path}/place"), &json!({ "person": person }));
        assert_eq!((told.status, &told.json()["state"]), (StatusCode::OK, &json!("open")), "{}", told.text);
        let told = station.post(&second, &format!("{path}/reject"), &json!({ "why": "Không đúng người" }));
        assert_eq!((told.status, &told.json()["state"]), (StatusCode::OK, &json!("rejected")), "{}", told.text);
    });
}
