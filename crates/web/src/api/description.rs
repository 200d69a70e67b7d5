//! The description of the API (OpenAPI 3.1), from the code.
//!
//! Handlers describe what is their own: the path, what they take, what they give. What holds for all of them is put on
//! here, from the route table: who may call, how every problem looks, which headers come and go.

use super::{
    audit,
    call::REPLAY_HEADER,
    exceptions, households, imports, jobs, letters, links, mapping, matching, me, movements, offices, persons,
    population,
    problem::{PROBLEM_JSON, Problem},
    problems, proposals,
    reaction::Reaction,
    rechecks, reference,
    sent::KEY_LENGTH_MAX,
    staff, tokens, units, worklists,
};
use crate::{
    Settings,
    routes::{self, Access, Route},
    shell::cookies::Cookie,
};
use axum::{
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use std::sync::LazyLock;
use utoipa::OpenApi;

/// The groups of calls.
pub(crate) mod tags {
    /// Who calls, and what they may do.
    pub(crate) const ACCESS: &str = "access";
    /// The trail.
    pub(crate) const AUDIT: &str = "audit";
    /// This description, and the problems.
    pub(crate) const DESCRIPTION: &str = "description";
    /// Agencies' files.
    pub(crate) const IMPORTS: &str = "imports";
    /// Long work.
    pub(crate) const JOBS: &str = "jobs";
    /// The register of letters.
    pub(crate) const LETTERS: &str = "letters";
    /// Rows beside the population register.
    pub(crate) const MATCHING: &str = "matching";
    /// Agencies at places.
    pub(crate) const OFFICES: &str = "offices";
    /// The registry.
    pub(crate) const PERSONS: &str = "persons";
    /// Asking the population database.
    pub(crate) const POPULATION: &str = "population";
    /// What the law and the agencies set.
    pub(crate) const REFERENCE: &str = "reference";
    /// What the figures say.
    pub(crate) const REPORTS: &str = "reports";
    /// People and service accounts.
    pub(crate) const STAFF: &str = "staff";
    /// Administrative units.
    pub(crate) const UNITS: &str = "units";
}

/// Everything below it is the API.
pub(crate) const PREFIX: &str = "/api/v1/";

#[derive(OpenApi)]
#[openapi(
    info(title = "An Sinh", description = ABOUT),
    paths(
        audit::list_audit,
        describe,
        exceptions::list_record_exceptions,
        exceptions::show_record_exception,
        exceptions::solve_record_exception,
        exceptions::undo_record_exception,
        households::list_households_told,
        households::show_household,
        imports::accept_proposals,
        imports::enrol_import,
        imports::list_import_faults,
        imports::list_imports,
        imports::match_import,
        mapping::put_mapping,
        imports::read_import_file,
        imports::read_returned_rows,
        imports::send_import,
        imports::show_import,
        mapping::show_mapping,
        jobs::cancel_job,
        jobs::list_jobs,
        jobs::read_file_part,
        jobs::show_job,
        jobs::submit_job,
        letters::correct_letter,
        letters::list_letters,
        letters::put_letter_file,
        letters::read_letter_file,
        letters::register_letter,
        letters::show_letter,
        matching::decide_match_row,
        matching::list_match_rows,
        matching::show_match_row,
        matching::undo_match_row,
        me::show_me,
        me::show_rights,
        movements::approve_movement_told,
        movements::list_movements_told,
        movements::place_movement_told,
        movements::reject_movement_told,
        movements::show_movement,
        movements::undo_movement_told,
        offices::close_office,
        offices::create_office,
        offices::create_offices_of_district,
        offices::list_offices,
        offices::rename_office,
        offices::show_office,
        persons::list_persons,
        persons::search_persons,
        persons::show_person,
        persons::view_person,
        population::list_population_batches,
        population::show_population_batch,
        problems::list_problems,
        proposals::decline_record_proposal,
        proposals::list_record_proposals,
        proposals::show_record_proposal,
        proposals::take_record_proposal,
        proposals::view_record_proposal,
        rechecks::recheck_person_told,
        reference::banks::change_bank,
        reference::banks::list_banks,
        reference::banks::show_bank,
        reference::categories::list_categories,
        reference::categories::propose_category,
        reference::categories::show_category,
        reference::holidays::list_holidays,
        reference::holidays::set_holiday,
        reference::holidays::show_holiday,
        reference::holidays::void_holiday,
        reference::proposals::approve_proposal,
        reference::proposals::list_proposals,
        reference::proposals::reject_proposal,
        reference::rates::list_rates,
        reference::rates::propose_rate,
        reference::rates::show_rate,
        reference::targets::list_targets,
        reference::targets::set_target,
        reference::targets::show_target,
        staff::assign,
        staff::change_staff,
        staff::create_staff,
        staff::deactivate_staff,
        staff::end_assignment,
        staff::list_staff,
        staff::reactivate_staff,
        staff::reset_password,
        staff::reset_second_factor,
        staff::show_staff,
        staff::unlock_staff,
        tokens::confirm_token,
        tokens::issue_token,
        tokens::link_identity,
        tokens::list_identities,
        tokens::list_tokens,
        tokens::revoke_token,
        tokens::unlink_identity,
        units::list_children,
        units::list_successors,
        units::list_units,
        units::show_unit,
        worklists::list_worklist,
        worklists::list_worklists,
        worklists::read_worklist_workbook,
        worklists::show_states,
    ),
    components(schemas(Problem)),
    tags(
        (name = "access", description = "Who calls, and what they may do."),
        (name = "units", description = "Administrative units, each as of a day: a code alone names nothing for ever."),
        (name = "offices", description = "Agencies at places."),
        (name = "staff", description = "People and service accounts, what they work as, their tokens and identities."),
        (name = "imports", description = "Agencies' files: sent, read, their columns corrected, their bad rows back."),
        (name = "matching", description = "Rows beside the population register: what waits, whom a row could be, decisions."),
        (name = "persons", description = "The registry: persons with entitlements and timeline, and worklists."),
        (name = "population", description = "Batches of questions to the national population database."),
        (name = "reports", description = "What the figures say, counted when asked."),
        (name = "jobs", description = "Long work: asked for once, watched, stopped."),
        (name = "letters", description = "The register of letters, plans and decisions that others quote, with their files."),
        (name = "reference", description = "Rates, categories, banks, holidays and targets, each with the days it holds."),
        (name = "audit", description = "The trail of every write and every view of sensitive data."),
        (name = "description", description = "This description, and the problems."),
    )
)]
struct Described;

const ABOUT: &str = "The API of An Sinh: cashless social-welfare payment for Viet Nam, from the agencies' lists to the \
    closed month.\n\n\
    A service account calls with `Authorization: Bearer …`; a browser with the session cookie, and with \
    `X-Form-Token` (from `/api/v1/me`) when it changes something. Calls see the caller's own area and nothing else: \
    what lies outside is not found.\n\n\
    A call that makes something new carries an `Idempotency-Key`; asking twice under one key makes one, and answers \
    alike. Long lists come a page at a time: pass `next` as `cursor`. Every refusal is a `Problem` with a `code` that \
    never changes; its sentences are in the language of `Accept-Language`, Vietnamese or English.";

static TEXT: LazyLock<String> =
    LazyLock::new(|| serde_json::to_string_pretty(&described()).expect("a description is plain data") + "\n");

/// The description as JSON.
pub fn openapi() -> String {
    TEXT.clone()
}

/// Describe the API: this document.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = tags::DESCRIPTION,
    responses((status = 200, description = "OpenAPI 3.1.", body = Object)))]
pub(crate) async fn describe() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response()
}

fn described() -> Value {
    let mut api = serde_json::to_value(Described::openapi()).expect("a description is plain data");
    api["info"]["version"] = json!(env!("CARGO_PKG_VERSION"));
    api["components"]["securitySchemes"] = security_schemes();
    api["components"]["responses"] =
        Reaction::ALL.iter().map(|reaction| (name_of(*reaction), problem_response(*reaction))).collect();
    for route in routes::table(&Settings::default()).iter().filter(|route| route.path.starts_with(PREFIX)) {
        let method = route.method.as_str().to_lowercase();
        if let Some(operation) = api["paths"].get_mut(route.path).and_then(|path| path.get_mut(&method)) {
            finish(operation, route);
        }
    }
    links::describe(&mut api);
    let file = &mut api["paths"]["/api/v1/letters/{letter}/file"]["get"]["responses"]["200"]["content"];
    let bytes = file["application/octet-stream"].take();
    *file = letters::file_media_types().map(|media_type| (media_type.to_owned(), bytes.clone())).collect();
    let mut closed = bodies(&api);
    let parts: Vec<String> = closed.iter().flat_map(|body| named_in(&api["components"]["schemas"][body])).collect();
    let is_object = |name: &String| api["components"]["schemas"][name]["properties"].is_object();
    closed.extend(parts.into_iter().filter(is_object));
    for body in closed {
        let schema = &mut api["components"]["schemas"][body];
        // A choice closes each of its branches itself.
        if schema.get("oneOf").is_none() {
            schema["additionalProperties"] = json!(false);
        }
    }
    api
}

fn security_schemes() -> Value {
    json!({
        "token": {
            "type": "http", "scheme": "bearer",
            "description": "The token of a service account.",
        },
        "session": {
            "type": "apiKey", "in": "cookie", "name": Cookie::Session.name(&Settings::default()),
            "description": "The session of a signed-in browser; over https the name begins with `__Host-`.",
        },
        "form_token": {
            "type": "apiKey", "in": "header", "name": "X-Form-Token",
            "description": "From `/api/v1/me`: shows that a call that changes something comes from our own page.",
        },
    })
}

/// Where what is read has a tag, and whoever changes it may say which they saw.
const TAGGED: [&str; 2] = ["/api/v1/offices/{office}", "/api/v1/staff/{staff}"];

/// Where a file is fetched that may have been read anew meanwhile, under another id.
const MOVED_ON: [&str; 2] = ["/api/v1/imports/{import}/returned", "/api/v1/imports/{import}/file"];

/// What holds for every call like this one.
fn finish(operation: &mut Value, route: &Route) {
    let changes = route.method != Method::GET;
    let creates = operation["responses"].get("201").is_some();
    if route.access != Access::Public {
        operation["security"] = if changes {
            json!([{ "token": [] }, { "session": [], "form_token": [] }])
        } else {
            json!([{ "token": [] }, { "session": [] }])
        };
    }
    if let Access::May(action) = route.access {
        let note = format!("Needs the right `{}`.", action.key());
        let before = operation.get("description").and_then(Value::as_str).unwrap_or_default();
        operation["description"] = json!(format!("{before}\n\n{note}").trim());
    }
    if changes {
        parameters(operation).push(key_parameter(creates));
        for status in ["200", "201"] {
            if let Some(response) = operation["responses"].get_mut(status) {
                response["headers"][REPLAY_HEADER.as_str()] = replay_header();
            }
        }
    }
    if TAGGED.contains(&route.path) && changes {
        parameters(operation).push(seen_parameter());
    } else if TAGGED.contains(&route.path) {
        operation["responses"]["200"]["headers"]["ETag"] = tag_header();
    }
    for reaction in Reaction::ALL {
        if may_answer(*reaction, route, operation) {
            let response = json!({ "$ref": format!("#/components/responses/{}", name_of(*reaction)) });
            operation["responses"][reaction.status().as_str()] = response;
        }
    }
}

/// Which problems a call may meet.
fn may_answer(reaction: Reaction, route: &Route, operation: &Value) -> bool {
    let is_guarded = route.access != Access::Public;
    let changes = route.method != Method::GET;
    let has = |key: &str, value: &str| {
        operation["parameters"].as_array().into_iter().flatten().any(|parameter| parameter[key] == value)
    };
    let takes_cursor = has("name", "cursor");
    match reaction {
        Reaction::CorrectCall | Reaction::Wait | Reaction::Report | Reaction::RepeatLater => true,
        Reaction::SignIn | Reaction::AskForRight => is_guarded,
        Reaction::AskForAnother => has("in", "path") || changes,
        Reaction::LookAndDecide => changes || takes_cursor || MOVED_ON.contains(&route.path),
        Reaction::SendLess | Reaction::SendJson => changes,
        Reaction::CorrectFields => has("in", "query") || changes,
        Reaction::ReadAgain => changes && TAGGED.contains(&route.path),
        Reaction::UseAllowedMethod => false,
    }
}

fn parameters(operation: &mut Value) -> &mut Vec<Value> {
    let object = operation.as_object_mut().expect("an operation is an object");
    object.entry("parameters").or_insert(json!([])).as_array_mut().expect("parameters are a list")
}

fn key_parameter(is_needed: bool) -> Value {
    json!({
        "name": "Idempotency-Key", "in": "header", "required": is_needed,
        "description": "Made by the client, anew for each thing it wants: asking twice under one key is asking once.",
        "schema": { "type": "string", "minLength": 1, "maxLength": KEY_LENGTH_MAX, "pattern": "^[!-~]+$" },
    })
}

fn seen_parameter() -> Value {
    json!({
        "name": "If-Match", "in": "header", "required": false,
        "description": "The `ETag` of what the caller has seen: refused with 412 if it has changed since.",
        "schema": { "type": "string" },
    })
}

fn tag_header() -> Value {
    json!({ "description": "A tag of what it is now, for `If-Match`.", "schema": { "type": "string" } })
}

fn replay_header() -> Value {
    json!({
        "description": "Present where this is the answer given to the same call before.",
        "schema": { "type": "string", "enum": ["true"] },
    })
}

fn name_of(reaction: Reaction) -> String {
    format!("Problem{}", reaction.status().as_u16())
}

fn problem_response(reaction: Reaction) -> Value {
    let mut response = json!({
        "description": reaction.in_english(),
        "content": { PROBLEM_JSON: { "schema": { "$ref": "#/components/schemas/Problem" } } },
    });
    if reaction.status() == StatusCode::UNAUTHORIZED {
        response["headers"]["WWW-Authenticate"] = json!({ "schema": { "type": "string" } });
    }
    if matches!(reaction, Reaction::Wait | Reaction::RepeatLater) {
        response["headers"]["Retry-After"] = json!({
            "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 0 },
        });
    }
    response
}

/// The names of the schemas that a schema names.
fn named_in(schema: &Value) -> Vec<String> {
    match schema {
        Value::Object(members) => {
            let own = members.get("$ref").and_then(Value::as_str);
            let own = own.and_then(|reference| reference.strip_prefix("#/components/schemas/")).map(str::to_owned);
            own.into_iter().chain(members.values().flat_map(named_in)).collect()
        }
        Value::Array(items) => items.iter().flat_map(named_in).collect(),
        _ => Vec::new(),
    }
}

/// The names of the schemas that calls are given.
fn bodies(api: &Value) -> Vec<String> {
    let paths = api["paths"].as_object().expect("paths are an object");
    let operations = paths.values().filter_map(Value::as_object).flat_map(|path| path.values());
    operations
        .filter_map(|operation| operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str())
        .filter_map(|reference| reference.strip_prefix("#/components/schemas/"))
        .map(str::to_owned)
        .collect()
}
