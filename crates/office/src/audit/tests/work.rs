//! Stories of the trail's long work, on both databases.

use crate::{
    Desk,
    audit::{VERIFY_JOB, handlers, seal, submit_export, submit_verify, verify_export},
    desk::testing::{desk_over, first_administrator, machine, person},
    jobs::{FILE_PART_BYTES, Handlers, Job, JobState, Submitted, Worker, find_file_part},
};
use db::{params, testing::on_both};
use std::sync::Arc;

/// Enough people that an export fills more than one part.
const PEOPLE: usize = 600;

fn busy_desk(db: &db::Db, people: usize) -> Desk {
    let (desk, _) = desk_over(db);
    first_administrator(&desk, "một mật khẩu dài").expect("the first of all");
    for number in 0..people {
        person(&desk, &format!("can.bo.{number}"), "Nguyễn Thị Cán Bộ");
    }
    seal(db, desk.now(), desk.checkpoint_key()).expect("sealed");
    desk
}

fn run(desk: &Desk, submitted: &Submitted) -> Job {
    assert!(matches!(submitted, Submitted::Created(_)), "{submitted:?}");
    let worker = Worker::new(handlers(Handlers::default()), Arc::default());
    worker.run_one(desk).expect("a database").expect("a job")
}

fn file_of(desk: &Desk, job: &Job) -> Vec<u8> {
    let reader = machine(desk);
    let part = |number| desk.db().read(|tx| find_file_part(tx, &reader, job.id, number)).expect("a done job");
    (0..).map_while(part).flatten().collect()
}

#[test]
fn an_export_is_a_whole_file_that_a_witness_believes() {
    on_both(|db| {
        let desk = busy_desk(db, PEOPLE);
        let acting = machine(&desk);
        let asked = db.write(|tx| submit_export(tx, &acting, (None, None), "k")).expect("asked");
        let job = run(&desk, &asked);
        assert_eq!((job.state, job.fault.as_deref()), (JobState::Done, None));
        let file = file_of(&desk, &job);
        assert!(file.len() > FILE_PART_BYTES, "the story is about more than one part, not {} bytes", file.len());
        let result = job.result.expect("a result");
        assert_eq!(result["bytes"], file.len());
        let report = verify_export(&file[..], &[desk.checkpoint_key().public()], &[]).expect("a whole file");
        assert_eq!(report.findings, []);
        assert_eq!(result["records"], report.records);
        assert!(report.records > PEOPLE as u64);
    });
}

#[test]
fn what_a_dead_attempt_left_is_not_in_the_file() {
    on_both(|db| {
        let desk = busy_desk(db, 5);
        let acting = machine(&desk);
        let asked = db.write(|tx| submit_export(tx, &acting, (None, None), "k")).expect("asked");
        let Submitted::Created(job) = &asked else { panic!("{asked:?}") };
        let left = "INSERT INTO jobs_file_part (job_id, number, bytes) VALUES ($1, $2, $3)";
        for number in [0_i64, 7] {
            db.write(|tx| tx.execute(left, params![job.id, number, b"half".to_vec()])).expect("left behind");
        }
        let job = run(&desk, &asked);
        assert_eq!((job.state, job.fault.as_deref()), (JobState::Done, None));
        let file = file_of(&desk, &job);
        assert!(verify_export(&file[..], &[desk.checkpoint_key().public()], &[]).is_ok());
        let reader = machine(&desk);
        assert_eq!(db.read(|tx| find_file_part(tx, &reader, job.id, 7)).expect("a done job"), None);
    });
}

#[test]
fn a_verification_names_what_was_altered() {
    on_both(|db| {
        let desk = busy_desk(db, 5);
        let acting = machine(&desk);
        let asked = db.write(|tx| submit_verify(tx, &acting, "first")).expect("asked");
        let whole = run(&desk, &asked).result.expect("a report");
        assert_eq!(whole["findings_total"], 0);
        let harm = "UPDATE audit_record SET why = 'khác' WHERE subject_kind = 'staff' AND id = \
                    (SELECT id FROM audit_record WHERE subject_kind = 'staff' ORDER BY id DESC LIMIT 1)";
        assert_eq!(db.write(|tx| tx.execute(harm, params![])).expect("harmed"), 1);
        let asked = db.write(|tx| submit_verify(tx, &acting, "second")).expect("asked");
        let harmed = run(&desk, &asked).result.expect("a report");
        assert_eq!(harmed["findings"][0]["wrong"], "altered");
    });
}

#[test]
fn who_may_not_export_may_not_ask_for_it() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let visitor = desk.visitor(crate::desk::testing::origin());
        assert!(db.write(|tx| submit_verify(tx, &visitor, "k")).is_err());
        assert!(db.write(|tx| submit_export(tx, &visitor, (None, None), "k")).is_err());
        assert!(handlers(Handlers::default()).must_know(VERIFY_JOB).is_ok());
    });
}
