//! The file of a job, part by part.

use super::each;
use axum::http::StatusCode;
use office::{
    Role,
    audit::{self, verify_export},
    jobs::{Handlers, JobState, Worker},
};
use serde_json::json;
use std::sync::Arc;

#[test]
fn an_export_is_fetched_in_parts_that_make_a_whole_file() {
    each(|station| {
        let (_, caller) = station.administrator();
        for number in 0..200 {
            office::testing::person(&station.desk, &format!("can.bo.{number}"), "Nguyễn Thị Cán Bộ");
        }
        audit::seal(station.desk.db(), station.desk.now(), station.desk.checkpoint_key()).expect("sealed");
        let asked = station.post(&caller, "/api/v1/jobs", &json!({ "kind": "audit.export" }));
        assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.text);
        let id = asked.json()["id"].as_str().expect("an id").to_owned();
        let part = |number: usize| format!("/api/v1/jobs/{id}/file/parts/{number}");
        assert_eq!(station.get(&caller, &part(0)).code(), "web.not_found", "not before it is done");
        let worker = Worker::new(audit::handlers(Handlers::default()), Arc::default());
        let job = worker.run_one(&station.desk).expect("a database").expect("a job");
        assert_eq!((job.state, job.fault), (JobState::Done, None));
        let mut file = Vec::new();
        for number in 0.. {
            let told = station.get(&caller, &part(number));
            if told.status == StatusCode::NOT_FOUND {
                break;
            }
            file.extend(told.text.into_bytes());
        }
        assert_eq!(station.get(&caller, &format!("/api/v1/jobs/{id}")).json()["result"]["bytes"], file.len());
        let report = verify_export(&file[..], &[station.desk.checkpoint_key().public()], &[]).expect("a whole file");
        assert_eq!(report.findings, []);
        let (_, other) = station.browser("kiem.toan", Role::Administrator, None);
        assert_eq!(station.get(&other, &part(0)).status, StatusCode::OK, "whoever may watch jobs");
        let office = station.office("district_labour", "524");
        let (_, service) = station.service("kho.bac", office);
        assert_eq!(station.get(&service, &part(0)).code(), "web.forbidden");
    });
}
