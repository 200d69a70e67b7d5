//! The description says what the route table does.

use crate::{
    Settings, api,
    routes::{self, Access},
};
use serde_json::Value;
use std::collections::BTreeSet;

fn described() -> Value {
    serde_json::from_str(&api::openapi()).expect("JSON")
}

fn operations(api: &Value) -> Vec<(String, String, &Value)> {
    let paths = api["paths"].as_object().expect("paths");
    let of_path = |(path, item): (&String, &'_ Value)| {
        let methods: Vec<String> = item.as_object().expect("a path").keys().cloned().collect();
        methods.into_iter().map(move |method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
    };
    let names: Vec<(String, String)> = paths.iter().flat_map(of_path).collect();
    names
        .into_iter()
        .map(|(method, path)| {
            let operation = &paths[&path][method.to_lowercase()];
            (method, path, operation)
        })
        .collect()
}

#[test]
fn it_is_openapi_3_1_and_covers_exactly_the_calls_of_the_route_table() {
    let api = described();
    assert_eq!(api["openapi"], "3.1.0");
    assert_eq!(api["info"]["version"], env!("CARGO_PKG_VERSION"));
    let said: BTreeSet<_> = operations(&api).into_iter().map(|(method, path, _)| (method, path)).collect();
    let table = routes::table(&Settings::default());
    let done: BTreeSet<_> = table
        .iter()
        .filter(|route| api::is_call(route.path))
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    assert_eq!(said, done);
    assert!(done.len() > 30, "the API has calls");
}

#[test]
fn every_call_says_who_may_what_it_gives_and_how_it_refuses() {
    let api = described();
    let table = routes::table(&Settings::default());
    for (method, path, operation) in operations(&api) {
        let route = table.iter().find(|route| route.path == path && route.method == method.as_str());
        let access = route.expect("a route").access;
        assert!(!operation["summary"].as_str().unwrap_or_default().is_empty(), "{method} {path} says what it does");
        assert_eq!(access == Access::Public, operation.get("security").is_none(), "{method} {path}");
        let responses = operation["responses"].as_object().expect("responses");
        assert!(responses.contains_key("200") || responses.contains_key("201"), "{method} {path}");
        for status in ["400", "429", "500", "503"] {
            assert!(responses.contains_key(status), "{method} {path} {status}");
        }
        assert_eq!(access != Access::Public, responses.contains_key("401"), "{method} {path}");
        assert!(method == "GET" || responses.contains_key("409"), "{method} {path}");
    }
}

#[test]
fn every_schema_is_explained_and_every_reference_leads_somewhere() {
    let api = described();
    let schemas = api["components"]["schemas"].as_object().expect("schemas");
    for (name, schema) in schemas {
        let is_page = name.starts_with("Page_");
        assert!(is_page || schema["description"].is_string(), "{name} says what it is");
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let is_said = property["description"].is_string() || property["$ref"].is_string();
            let is_one_of = property["oneOf"].is_array() || property["allOf"].is_array();
            assert!(is_said || is_one_of, "{name}.{field} says what it is");
        }
    }
    let text = api.to_string();
    for reference in text.split("\"$ref\":\"#/").skip(1).filter_map(|rest| rest.split('"').next()) {
        let found = reference.split('/').try_fold(&api, |at, step| at.get(step));
        assert!(found.is_some(), "{reference} is not there");
    }
}

#[test]
fn a_body_takes_nothing_unknown() {
    let api = described();
    for (method, path, operation) in operations(&api) {
        let body = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
        if let Some(name) = body.as_str().and_then(|reference| reference.strip_prefix("#/components/schemas/")) {
            let schema = &api["components"]["schemas"][name];
            // Of a choice, every branch is closed.
            let closed = schema["oneOf"].as_array().map_or_else(|| vec![schema], |branches| branches.iter().collect());
            assert!(!closed.is_empty(), "{method} {path}");
            for schema in closed {
                assert_eq!(schema["additionalProperties"], false, "{method} {path}");
            }
        }
    }
}
