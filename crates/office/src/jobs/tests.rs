//! Stories of long work. A crash is a worker that claims and never comes back.

use super::{step::JobContext, store, *};
use crate::{
    Acting, Desk, Refusal, Role,
    desk::testing::{HandClock, desk_over, machine, person},
    somebody::somebody,
    staff::{self, NewAssignment},
};
use db::{params, testing::on_both};
use jiff::SignedDuration;
use kernel::JobId;
use serde_json::{Value, json};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

fn each(story: impl Fn(&Desk, &HandClock)) {
    on_both(|db| {
        let make = "CREATE TABLE counted (number BIGINT NOT NULL)";
        db.write(|tx| tx.execute(make, params![])).expect("a table of the story's own");
        let (desk, clock) = desk_over(db);
        story(&desk, &clock);
    });
}

/// Counts to `to`, one number a step; each step writes its number, so that twice would show.
fn count_to(desk: &Desk, job: &JobContext<'_>) -> Result<Value, Stop> {
    let to = job.job().payload["to"].as_i64().expect("a number");
    let crash_at = job.job().payload["crash_at"].as_i64();
    let mut done = job.checkpoint().and_then(Value::as_i64).unwrap_or(0);
    while done < to {
        done = job.step(desk, |tx, _| {
            let next = done + 1;
            tx.execute("INSERT INTO counted (number) VALUES ($1)", params![next])?;
            assert!(crash_at != Some(next), "a fault of the program");
            let progress = Progress { done: next, total: Some(to), doing: Some("counting".to_owned()) };
            Ok(StepDone { value: next, checkpoint: json!(next), progress })
        })?;
    }
    Ok(json!({ "counted": done }))
}

/// Refuses in its first step.
fn refuse(desk: &Desk, job: &JobContext<'_>) -> Result<Value, Stop> {
    job.step(desk, |_, acting| {
        acting.must(crate::Action::ApproveCycle)?;
        Ok(StepDone { value: json!(null), checkpoint: json!(null), progress: Progress::default() })
    })
}

/// Asks its own job to stop in the second step, as a person would from a page.
fn stop_after_one(desk: &Desk, job: &JobContext<'_>) -> Result<Value, Stop> {
    let idle =
        || StepDone { value: (), checkpoint: json!(1), progress: Progress { done: 1, total: None, doing: None } };
    job.step(desk, |_, _| Ok(idle()))?;
    let asking = machine(desk);
    desk.db().write(|tx| ask_cancel(tx, &asking, job.job().id)).map_err(Stop::Refused)?;
    job.step(desk, |_, _| Ok(idle()))?;
    Ok(json!("never"))
}

/// Says how far it is inside its only step, and gives what whoever looked at it then and after it saw.
fn tell_inside(desk: &Desk, job: &JobContext<'_>) -> Result<Value, Stop> {
    let seen = |tx: &mut db::Tx<'_>| {
        let found = store::find_job(tx, job.job().id)?.expect("it runs");
        let progress = found.as_seen(desk).progress;
        Ok::<_, db::DbError>(json!([progress.done, progress.total]))
    };
    let inside = job.step(desk, |tx, _| {
        job.tell(desk, 7, Some(9));
        let progress = Progress { done: 9, total: Some(9), doing: None };
        Ok(StepDone { value: seen(tx)?, checkpoint: Value::Null, progress })
    })?;
    Ok(json!([inside, desk.db().read(seen)?]))
}

fn handlers() -> Handlers {
    Handlers::default()
        .with("tell", tell_inside)
        .with("count", count_to)
        .with("refuse", refuse)
        .with("stop", stop_after_one)
}

fn worker() -> Worker {
    Worker::new(handlers(), Arc::default())
}

fn ask(desk: &Desk, kind: &str, payload: &Value, key: &str) -> Submitted {
    let machine = machine(desk);
    desk.db().write(|tx| submit(tx, &machine, kind, payload, key)).expect("an answer")
}

fn asked(desk: &Desk, kind: &str, payload: &Value) -> JobId {
    match ask(desk, kind, payload, &format!("{kind} {payload}")) {
        Submitted::Created(job) => job.id,
        other => panic!("{other:?}"),
    }
}

fn job_now(desk: &Desk, job: JobId) -> Job {
    let machine = machine(desk);
    desk.db().read(|tx| find_job(tx, &machine, job)).expect("a read").expect("the job")
}

/// What was written, in order: each number once, or it shows.
fn counted(desk: &Desk) -> Vec<i64> {
    let rows = desk.db().read(|tx| tx.rows("SELECT number FROM counted ORDER BY number", params![]));
    rows.expect("a read").iter().map(|row| row.get(0).expect("a number")).collect()
}

/// Takes a lease as a worker does that dies right after.
fn claim_and_die(desk: &Desk) -> (JobId, i64) {
    let claimed = desk.db().write(|tx| {
        let job = store::find_claimable(tx, &["count"], desk.now())?.expect("a job to claim");
        store::claim(tx, job, desk.now(), desk.now() + LEASE)
    });
    let claimed = claimed.expect("a lease");
    (claimed.job.id, claimed.lease)
}

#[test]
fn a_job_is_done_step_by_step_and_recorded() {
    each(|desk, _| {
        let id = asked(desk, "count", &json!({ "to": 3 }));
        assert_eq!(job_now(desk, id).state, JobState::Waiting);
        let job = worker().run_one(desk).expect("no fault").expect("a job");
        assert_eq!((job.id, job.state, job.result), (id, JobState::Done, Some(json!({ "counted": 3 }))));
        assert_eq!(job.progress, Progress { done: 3, total: Some(3), doing: Some("counting".to_owned()) });
        assert_eq!(counted(desk), [1, 2, 3]);
        assert_eq!(worker().run_one(desk).expect("no fault"), None);
        let rows = desk.db().read(|tx| tx.rows("SELECT verb FROM audit_record ORDER BY verb", params![]));
        let verbs: Vec<String> = rows.expect("the trail").iter().map(|row| row.get(0).expect("a verb")).collect();
        assert_eq!(verbs, ["job.finish", "job.submit"]);
    });
}

#[test]
fn asking_twice_is_asking_once() {
    each(|desk, _| {
        let Submitted::Created(job) = ask(desk, "count", &json!({ "to": 2 }), "k-1") else { panic!("not new") };
        assert_eq!(ask(desk, "count", &json!({ "to": 2 }), "k-1"), Submitted::Exists(job.clone()));
        assert_eq!(ask(desk, "count", &json!({ "to": 3 }), "k-1"), Submitted::ExistsWithDifferent(job.id));
        assert_eq!(ask(desk, "refuse", &json!({ "to": 2 }), "k-1"), Submitted::ExistsWithDifferent(job.id));
        assert!(matches!(ask(desk, "count", &json!({ "to": 2 }), "k-2"), Submitted::Created(_)));
    });
}

#[test]
fn after_a_crash_another_worker_goes_on_from_the_checkpoint() {
    each(|desk, clock| {
        let id = asked(desk, "count", &json!({ "to": 4 }));
        let (job, lease) = claim_and_die(desk);
        let context = JobContext { job: job_now(desk, job), checkpoint: None, lease, stop: &AtomicBool::new(false) };
        let first_two = |number: i64| {
            context.step(desk, |tx, _| {
                tx.execute("INSERT INTO counted (number) VALUES ($1)", params![number])?;
                Ok(StepDone { value: (), checkpoint: json!(number), progress: Progress::default() })
            })
        };
        first_two(1).expect("a step");
        first_two(2).expect("a step");
        assert_eq!(worker().run_one(desk).expect("no fault"), None, "the lease holds");

        clock.pass(LEASE);
        let job = worker().run_one(desk).expect("no fault").expect("the lease ran out");
        assert_eq!((job.id, job.state), (id, JobState::Done));
        assert_eq!(counted(desk), [1, 2, 3, 4], "nothing twice, nothing left out");
        assert!(matches!(first_two(9), Err(Stop::LeaseLost)), "whoever was thought dead changes nothing");
        assert_eq!(counted(desk), [1, 2, 3, 4]);
    });
}

#[test]
fn a_step_that_outlives_its_lease_is_undone() {
    each(|desk, clock| {
        asked(desk, "count", &json!({ "to": 1 }));
        let (job, lease) = claim_and_die(desk);
        let context = JobContext { job: job_now(desk, job), checkpoint: None, lease, stop: &AtomicBool::new(false) };
        clock.pass(LEASE);
        worker().run_one(desk).expect("no fault").expect("another worker took it up");
        let late: Result<(), Stop> = context.step(desk, |tx, _| {
            tx.execute("INSERT INTO counted (number) VALUES (7)", params![])?;
            Ok(StepDone { value: (), checkpoint: json!(7), progress: Progress::default() })
        });
        assert!(matches!(late, Err(Stop::LeaseLost)));
        assert_eq!(counted(desk), [1]);
    });
}

#[test]
fn a_worker_that_dies_again_and_again_is_given_up() {
    each(|desk, clock| {
        let id = asked(desk, "count", &json!({ "to": 4 }));
        for _ in 0..ATTEMPTS_MAX {
            claim_and_die(desk);
            clock.pass(LEASE);
        }
        assert_eq!(worker().run_one(desk).expect("no fault"), None);
        let job = job_now(desk, id);
        assert_eq!((job.state, job.fault.as_deref()), (JobState::Failed, Some("the worker died")));
    });
}

#[test]
fn a_fault_of_the_program_is_tried_again_later_and_later_and_then_given_up() {
    each(|desk, clock| {
        let id = asked(desk, "count", &json!({ "to": 4, "crash_at": 3 }));
        let mut tried = 0;
        while job_now(desk, id).state != JobState::Failed {
            let job = worker().run_one(desk).expect("the worker lives").expect("an attempt");
            tried += 1;
            if job.state == JobState::Waiting {
                assert_eq!(worker().run_one(desk).expect("no fault"), None, "not at once");
                clock.pass(SignedDuration::from_mins(10));
            }
        }
        assert_eq!(tried, ATTEMPTS_MAX);
        let fault = job_now(desk, id).fault.expect("a fault");
        assert_eq!(fault, "panic: a fault of the program");
        assert_eq!(counted(desk), [1, 2], "the step that failed left nothing");
    });
}

#[test]
fn a_refusal_is_final_and_steps_have_the_rights_of_whoever_asked() {
    each(|desk, _| {
        asked(desk, "refuse", &json!({}));
        let job = worker().run_one(desk).expect("no fault").expect("a job");
        assert_eq!(job.state, JobState::Failed);
        assert_eq!(job.fault.as_deref(), Some("the role may not ApproveCycle"));
    });
}

#[test]
fn a_job_nobody_began_is_cancelled_at_once_and_a_running_one_between_two_steps() {
    each(|desk, _| {
        let machine = machine(desk);
        let waiting = asked(desk, "count", &json!({ "to": 4 }));
        let job = desk.db().write(|tx| ask_cancel(tx, &machine, waiting)).expect("asked");
        assert_eq!(job.state, JobState::Cancelled);
        assert_eq!(worker().run_one(desk).expect("no fault"), None);
        let again = desk.db().write(|tx| ask_cancel(tx, &machine, waiting));
        assert!(matches!(again, Err(Refusal::JobEnded { state: JobState::Cancelled })));

        asked(desk, "stop", &json!({}));
        let job = worker().run_one(desk).expect("no fault").expect("a job");
        assert_eq!((job.state, job.progress.done), (JobState::Cancelled, 1));
    });
}

#[test]
fn a_program_that_stops_gives_its_job_back_unharmed() {
    each(|desk, _| {
        let id = asked(desk, "count", &json!({ "to": 3 }));
        let stop = Arc::new(AtomicBool::new(true));
        let job = Worker::new(handlers(), Arc::clone(&stop)).run_one(desk).expect("no fault").expect("a job");
        assert_eq!((job.state, job.attempts), (JobState::Waiting, 0));
        stop.store(false, Ordering::Relaxed);
        let job = Worker::new(handlers(), stop).run_one(desk).expect("no fault").expect("a job");
        assert_eq!((job.id, job.state), (id, JobState::Done));
    });
}

#[test]
fn a_job_has_one_worker_however_many_look() {
    each(|desk, _| {
        let mut ids: Vec<JobId> = (1..=6).map(|to| asked(desk, "count", &json!({ "to": to }))).collect();
        let mut done: Vec<JobId> = std::thread::scope(|threads| {
            let work = || {
                let mut done = Vec::new();
                while let Some(job) = worker().run_one(desk).expect("no fault") {
                    assert_eq!(job.state, JobState::Done);
                    done.push(job.id);
                }
                done
            };
            let started: Vec<_> = (0..4).map(|_| threads.spawn(work)).collect();
            started.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
        });
        ids.sort_unstable();
        done.sort_unstable();
        assert_eq!(done, ids, "each job once");
        assert_eq!(counted(desk).len(), 1 + 2 + 3 + 4 + 5 + 6);
    });
}

#[test]
fn workers_in_the_background_take_up_what_is_submitted_and_stop_when_told() {
    on_both(|db| {
        let make = "CREATE TABLE counted (number BIGINT NOT NULL)";
        db.write(|tx| tx.execute(make, params![])).expect("a table of the story's own");
        let desk = Arc::new(desk_over(db).0);
        let workers = Workers::start(&desk, &handlers(), 2);
        let id = asked(&desk, "count", &json!({ "to": 3 }));
        workers.ring();
        // Stopping waits for whoever is at work; a job nobody has begun by then waits for the next start.
        while job_now(&desk, id).state != JobState::Done {
            std::thread::yield_now();
        }
        workers.stop();
        assert_eq!(counted(&desk), [1, 2, 3]);
        assert_eq!(Arc::strong_count(&desk), 1, "no thread is left");
    });
}

#[test]
fn one_sees_the_own_jobs_and_whoever_watches_sees_all() {
    each(|desk, clock| {
        let id = asked(desk, "count", &json!({ "to": 1 }));
        let stranger = somebody(7, Role::CommunePolice, None);
        let seen = |acting: &Acting| desk.db().read(|tx| find_job(tx, acting, id)).expect("a read").is_some();
        assert!(!seen(&stranger) && seen(&somebody(8, Role::Administrator, None)));
        let refused = desk.db().write(|tx| ask_cancel(tx, &stranger, id));
        assert!(matches!(refused, Err(Refusal::NotFound { what: "job" })));
        assert!(desk.db().read(|tx| list_own_jobs(tx, &stranger, None)).expect("a list").is_empty());
        let refused = desk.db().read(|tx| list_jobs(tx, &stranger.ground_scope(), &stranger, None));
        assert!(matches!(refused, Err(Refusal::NotAllowed { .. })));

        for to in 2..=JOBS_PAGE + 3 {
            clock.pass(SignedDuration::from_secs(1));
            asked(desk, "count", &json!({ "to": to }));
        }
        let watcher = somebody(8, Role::Administrator, None);
        let page =
            |after| desk.db().read(|tx| list_jobs(tx, &watcher.ground_scope(), &watcher, after)).expect("a list");
        let first = page(None);
        assert_eq!(first.len(), JOBS_PAGE);
        let second = page(first.last().map(|job| job.id));
        assert_eq!((second.len(), second.last().map(|job| job.id)), (3, Some(id)), "the oldest is last");
    });
}

#[test]
fn whoever_asked_and_has_left_since_has_nothing_done_in_their_name() {
    each(|desk, _| {
        let (staff, _) = person(desk, "tran.an", "Trần Thị An");
        let (other, _) = person(desk, "le.binh", "Lê Bình");
        let machine = machine(desk);
        let assign = |staff| {
            let new =
                NewAssignment { staff, role: Role::Administrator, office: None, from: machine.today(), until: None };
            desk.db().write(|tx| staff::assign(tx, &machine, &new)).expect("an assignment")
        };
        let (post, _) = (assign(staff.id), assign(other.id));
        let acting = Acting { staff: staff.id, assignment: Some(post.id), ..somebody(1, Role::Administrator, None) };
        let ask = |key: &str| desk.db().write(|tx| submit(tx, &acting, "count", &json!({ "to": 1 }), key));
        ask("k-1").expect("submitted");
        ask("k-2").expect("submitted");
        let job = worker().run_one(desk).expect("no fault").expect("a job");
        assert_eq!(job.state, JobState::Done);
        let leave = |tx: &mut db::Tx<'_>| staff::deactivate_staff(tx, &machine, staff.id, "chuyển công tác");
        desk.db().write(leave).expect("gone");
        let job = worker().run_one(desk).expect("no fault").expect("a job");
        assert_eq!((job.state, job.fault.as_deref()), (JobState::Failed, Some("no such staff")));
    });
}

#[test]
fn how_far_a_step_is_shows_while_it_is_taken() {
    each(|desk, _| {
        let asking = machine(desk);
        desk.db().write(|tx| submit(tx, &asking, "tell", &json!({}), "once")).expect("asked");
        let job = worker().run_one(desk).expect("a worker").expect("a job");
        assert_eq!(job.result, Some(json!([[7, 9], [9, 9]])));
    });
}
