//! Jobs: the list, one job with its progress, live where scripts run.

use super::{
    job_about::about,
    job_result::{self, Shown},
};
use crate::{
    components::{
        Breadcrumb, Cell, Empty, Link, Pagination, Progress, SummaryList, SummaryRow, Tab, Table, Tabs, Tag, Tone,
    },
    shell::{
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::{
        IntoResponse, Redirect,
        sse::{Event, KeepAlive, Sse},
    },
};
use kernel::JobId;
use office::{
    Action,
    jobs::{JOBS_PAGE, Job, JobState, ask_cancel, find_job, list_jobs, list_own_jobs},
};
use serde::Deserialize;
use std::{collections::BTreeMap, convert::Infallible, time::Duration};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// How often a stream looks at its job.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How many streams are open at once; beyond, the page is looked at again by hand.
const STREAMS_MAX: i64 = 500;

/// Which jobs, and from where on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    all: String,
    after: String,
}

#[derive(Template)]
#[template(path = "pages/jobs.html")]
struct Jobs {
    t: T,
    way: Breadcrumb,
    tabs: Option<Tabs>,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /jobs`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let all = !narrow.all.is_empty() && view.may(Action::WatchJobs);
    let after: Option<JobId> = narrow.after.parse().ok();
    let (t, places) = (view.t, view.app.desk.places());
    let (jobs, said) = view
        .read_in::<Problem, _>(move |tx, me| {
            let jobs = if all {
                list_jobs(tx, &me.acting.ground_scope(), &me.acting, after)?
            } else {
                list_own_jobs(tx, &me.acting, after)?
            };
            let said = about(tx, me, (t, &places), &jobs)?;
            Ok((jobs, said))
        })
        .await?;
    let path = |after: &str| {
        let mut query = vec![("all", if all { "yes" } else { "" }), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("/jobs?{}", crate::address::query(&query))
    };
    let main = Jobs {
        t,
        way: Breadcrumb::home(t),
        tabs: view.may(Action::WatchJobs).then(|| tabs(t, all)),
        table: table(t, &jobs.iter().cloned().map(|job| job.as_seen(&view.app.desk)).collect::<Vec<_>>(), &said),
        empty: jobs.is_empty().then(|| Empty::of("job", t.home_jobs_none(), t.home_jobs_none_text())),
        pages: Pagination {
            t,
            first: after.map(|_| path("")),
            next: jobs.last().filter(|_| jobs.len() == JOBS_PAGE).map(|last| path(&last.id.to_string())),
        },
    };
    Ok(view.page(t.jobs_title(), &main))
}

fn tabs(t: T, all: bool) -> Tabs {
    Tabs {
        label: t.jobs_tabs().to_owned(),
        tabs: vec![
            Tab { link: Link::to("/jobs", t.jobs_own()), is_here: !all },
            Tab { link: Link::to("/jobs?all=yes", t.jobs_all()), is_here: all },
        ],
    }
}

/// Jobs as rows.
pub(crate) fn table(t: T, jobs: &[Job], said: &BTreeMap<JobId, String>) -> Table {
    Table::of(t, t.jobs_caption())
        .column(t.job_kind())
        .column(t.job_progress())
        .column(t.job_submitted())
        .column(t.job_state())
        .rows(jobs, |job| {
            [
                Cell::link(format!("/jobs/{}", job.id), t.job_kind_named(&job.kind))
                    .below(said.get(&job.id).cloned().unwrap_or_default()),
                Cell::text(words(t, job)),
                Cell::text(t.instant(job.submitted_at)),
                Cell::tag(state(t, job.state)),
            ]
        })
}

fn state(t: T, state: JobState) -> Tag {
    let tone = match state {
        JobState::Waiting => Tone::Plain,
        JobState::Running => Tone::Info,
        JobState::Done => Tone::Good,
        JobState::Failed => Tone::Bad,
        JobState::Cancelled => Tone::Warn,
    };
    Tag::of(tone, t.job_state_named(state))
}

/// How far it is, in words. A job that has ended and counted nothing says only how it ended.
fn words(t: T, job: &Job) -> String {
    let has_ended = !matches!(job.state, JobState::Waiting | JobState::Running);
    if has_ended && job.progress.done == 0 && job.progress.total.is_none() {
        return String::new();
    }
    match (job.progress.done, job.progress.total) {
        (done, Some(total)) => t.job_of(t.number(done), t.number(total)),
        (0, None) => t.job_not_begun().to_owned(),
        (done, None) => t.job_done_only(t.number(done)),
    }
}

#[derive(Template)]
#[template(path = "pages/job.html")]
struct JobPage<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    job: &'a Job,
    title: String,
    facts: SummaryList,
    progress: Option<Progress>,
    may_cancel: bool,
    result: Option<Shown>,
}

async fn load(view: &View, id: JobId) -> Answer<Job> {
    let found = view.read(move |tx, me| find_job(tx, &me.acting, id)).await?;
    Ok(found.ok_or(Problem::NotFound)?.as_seen(&view.app.desk))
}

/// `GET /jobs/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<JobId>) -> Answer {
    let job = load(&view, id).await?;
    let (t, places) = (view.t, view.app.desk.places());
    let asked = job.clone();
    let said = view.read_in::<Problem, _>(move |tx, me| about(tx, me, (t, &places), &[asked])).await?;
    let title = t.job_kind_named(&job.kind);
    let is_open = !job.state.has_ended();
    let main = JobPage {
        t,
        view: &view,
        way: Breadcrumb::home(t).then("/jobs", t.jobs_title()),
        facts: facts(t, &job, said.get(&id)),
        progress: is_open.then(|| progress(t, &job)),
        may_cancel: is_open && job.cancel_asked_at.is_none(),
        title: title.clone(),
        result: job_result::shown(&view, &job),
        job: &job,
    };
    Ok(view.page(&title, &main))
}

fn progress(t: T, job: &Job) -> Progress {
    Progress {
        label: t.job_progress().to_owned(),
        done: job.progress.done.unsigned_abs(),
        total: job.progress.total.map(i64::unsigned_abs),
        words: words(t, job),
    }
}

fn facts(t: T, job: &Job, said: Option<&String>) -> SummaryList {
    let said = said.filter(|said| !said.is_empty());
    let mut rows: Vec<SummaryRow> = said.iter().map(|said| SummaryRow::of(t.job_about(), said.as_str())).collect();
    rows.push(SummaryRow::of(t.job_state(), "").tag(state(t, job.state)));
    rows.push(SummaryRow::of(t.job_submitted(), t.instant(job.submitted_at)));
    if let Some(ended) = job.ended_at {
        rows.push(SummaryRow::of(t.job_ended(), t.instant(ended)));
    }
    if let Some(fault) = &job.fault {
        rows.push(SummaryRow::of(t.job_fault(), t.job_fault_said(fault)));
    }
    SummaryList { rows }
}

/// `POST /jobs/{id}/cancel`.
pub(crate) async fn cancel(view: View, Path(id): Path<JobId>) -> Answer {
    view.write(move |tx, me| ask_cancel(tx, &me.acting, id)).await??;
    Ok(Redirect::to(&format!("/jobs/{id}")).into_response())
}

/// `GET /jobs/{id}/events`: the progress as it comes, until the job or the program ends.
pub(crate) async fn events(view: View, Path(id): Path<JobId>) -> Answer {
    load(&view, id).await?;
    if view.app.metrics.streams.inc() >= STREAMS_MAX {
        view.app.metrics.streams.dec();
        return Err(Problem::TooOften(crate::shell::limits::TooOften { wait_seconds: 60 }));
    }
    let (sender, receiver) = mpsc::channel::<Result<Event, Infallible>>(4);
    tokio::spawn(async move {
        tell_progress(&view, id, &sender).await;
        view.app.metrics.streams.dec();
    });
    Ok(Sse::new(ReceiverStream::new(receiver)).keep_alive(KeepAlive::default()).into_response())
}

async fn tell_progress(view: &View, id: JobId, sender: &mpsc::Sender<Result<Event, Infallible>>) {
    let mut ending = view.app.ending();
    let mut ticks = tokio::time::interval(LOOK_EVERY);
    let mut told = None;
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = ending.wait_for(|is_ending| *is_ending) => return,
            () = sender.closed() => return,
        }
        let Ok(job) = load(view, id).await else { return };
        let ended = job.state.has_ended();
        let now = (job.progress.done, job.progress.total, ended);
        if told != Some(now) {
            told = Some(now);
            let step = serde_json::json!({
                "done": job.progress.done,
                "total": job.progress.total,
                "words": words(view.t, &job),
                "ended": ended,
            });
            if sender.send(Ok(Event::default().event("progress").data(step.to_string()))).await.is_err() {
                return;
            }
        }
        if ended {
            return;
        }
    }
}
