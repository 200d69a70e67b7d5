//! What a job that is done has to show: a report of the trail, or a file.

use crate::{
    components::{Cell, Link, Notice, Table, Tone},
    shell::{
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use axum::{
    body::{Body, Bytes},
    extract::Path,
    http::header,
    response::IntoResponse,
};
use kernel::JobId;
use office::{
    Action,
    audit::{EXPORT_JOB, VERIFY_JOB},
    jobs::{Job, find_file_part},
};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// The result's part of the job's page.
pub(crate) struct Shown {
    pub notice: Notice,
    pub table: Option<Table>,
    pub file: Option<Link>,
}

/// What there is to show, once the job is done and for whoever may see it.
pub(crate) fn shown(view: &View, job: &Job) -> Option<Shown> {
    let result = job.result.as_ref()?;
    let t = view.t;
    match job.kind.as_str() {
        sources::IMPORT_JOB | sources::REREAD_JOB => return Some(imported(t, result)),
        matching::LOAD_JOB => {
            return Some(told(t.load_job_done(count(t, &result["people"])), "/registers", t.registers_title()));
        }
        matching::MATCH_JOB => return Some(matched(t, result)),
        population::ASK_JOB => return Some(asked(t, result)),
        registry::ALIKE_JOB => return Some(alike(t, result)),
        registry::ENROL_JOB => return Some(enrolled(t, result)),
        _ => {}
    }
    if !view.may(Action::ExportAudit) {
        return None;
    }
    match job.kind.as_str() {
        VERIFY_JOB => Some(report(view.t, result)),
        EXPORT_JOB => Some(exported(view.t, job.id, result)),
        _ => None,
    }
}

fn told(sentence: String, href: impl Into<String>, text: &str) -> Shown {
    Shown { notice: Notice::of(Tone::Good, sentence), table: None, file: Some(Link::to(href, text)) }
}

fn imported(t: T, result: &Value) -> Shown {
    let page = format!("/imports/{}", result["file"].as_str().unwrap_or_default());
    let sentence = match result["receipt"].as_str() {
        Some("waiting") => {
            let notice = Notice::of(Tone::Warn, t.import_job_waiting()).text(hidden(t, result).join(" "));
            let file = Some(Link::to(format!("{page}/columns"), t.columns_open()));
            return Shown { notice, table: None, file };
        }
        Some("reread") => t.import_job_reread(count(t, &result["rows_good"]), count(t, &result["rows_bad"])),
        Some("exists") => t.import_job_exists().to_owned(),
        Some("exists_with_different") => t.import_job_differs().to_owned(),
        _ => t.import_job_created(count(t, &result["rows_good"]), count(t, &result["rows_bad"])),
    };
    let is_read = matches!(result["receipt"].as_str(), Some("created" | "reread"));
    let mut also = hidden(t, result);
    if is_read && result["rows_good"] == 0 {
        also.insert(0, t.import_job_nothing_kept().to_owned());
    }
    if also.is_empty() {
        return told(sentence, page, t.import_job_open());
    }
    let notice = Notice::of(Tone::Warn, sentence).text(also.join(" "));
    Shown { notice, table: None, file: Some(Link::to(page, t.import_job_open())) }
}

/// A sentence for each hidden sheet that was passed over.
fn hidden(t: T, result: &Value) -> Vec<String> {
    let sheets = result["hidden"].as_array().map_or(&[][..], Vec::as_slice);
    sheets
        .iter()
        .map(|one| t.import_hidden(one["sheet"].as_str().unwrap_or_default(), count(t, &one["rows"])))
        .collect()
}

fn matched(t: T, result: &Value) -> Shown {
    let of = |field: &str| count(t, &result["matched"][field]);
    let sentence =
        t.match_job_done(of("rows"), of("verified"), of("mismatch"), of("pending"), of("not_found"), of("kept"));
    let files = result["files"].as_array().map_or(&[][..], Vec::as_slice);
    let href = match files {
        [file] => format!("/matching?file={}", file.as_str().unwrap_or_default()),
        _ => "/matching".to_owned(),
    };
    let mut shown = told(sentence, href, t.match_job_open());
    if result["matched"]["carried"].as_u64().is_some_and(|carried| carried > 0) {
        shown.notice = shown.notice.text(t.match_job_carried(of("carried")));
    }
    shown
}

fn asked(t: T, result: &Value) -> Shown {
    let of = |field: &str| count(t, &result["taken"][field]);
    let sentence = t.population_job_done(
        of("verified"),
        of("mismatch"),
        of("pending"),
        of("not_found"),
        of("changed"),
        of("kept"),
    );
    told(sentence, format!("/population/{}", result["batch"].as_str().unwrap_or_default()), t.population_job_open())
}

fn enrolled(t: T, result: &Value) -> Shown {
    let of = |field: &str| count(t, &result["enrolled"][field]);
    let sentence = t.enrol_job_done(of("persons"), of("joined"), of("changed"), of("unchanged"), of("exceptions"));
    let said = match result["enrolled"]["proposed"].as_i64().unwrap_or(0) {
        0 => sentence,
        _ => t.enrol_job_proposed(sentence, of("proposed")),
    };
    told(said, "/people", t.enrol_job_open())
}

fn alike(t: T, result: &Value) -> Shown {
    let of = |field: &str| count(t, &result[field]);
    told(t.alike_job_done(of("compared"), of("pairs"), of("new")), "/exceptions?kind=alike", t.exceptions_title())
}

fn count(t: T, value: &Value) -> String {
    t.number(value.as_u64().unwrap_or(0))
}

fn report(t: T, result: &Value) -> Shown {
    let (records, days) = (count(t, &result["records"]), count(t, &result["days"]));
    if result["findings_total"] == 0 {
        let sentence = t.audit_intact(records, days, count(t, &result["checkpoints"]), count(t, &result["waiting"]));
        return Shown { notice: Notice::of(Tone::Good, sentence), table: None, file: None };
    }
    let title = t.audit_findings(count(t, &result["findings_total"]));
    let findings = result["findings"].as_array().map_or(&[][..], Vec::as_slice);
    let table = Table::of(t, title.as_str())
        .column(t.audit_found_what())
        .column(t.audit_found_where())
        .column(t.audit_found_record())
        .rows(findings, |finding| [Cell::text(wrong(t, finding)), place(t, finding), record(t, finding)]);
    Shown { notice: Notice::of(Tone::Bad, title), table: Some(table), file: None }
}

fn wrong(t: T, finding: &Value) -> &'static str {
    match finding["wrong"].as_str() {
        Some("altered") => t.wrong_altered(),
        Some("deleted") => t.wrong_deleted(),
        Some("inserted") => t.wrong_inserted(),
        Some("unhooked") => t.wrong_unhooked(),
        Some("leaf_missing") => t.wrong_leaf_missing(),
        Some("leaf_altered") => t.wrong_leaf_altered(),
        Some("leaf_unsigned") => t.wrong_leaf_unsigned(),
        Some("root_differs") => t.wrong_root_differs(),
        Some("checkpoint_missing") => t.wrong_checkpoint_missing(),
        Some("checkpoint_forged") => t.wrong_checkpoint_forged(),
        Some("checkpoint_unchained") => t.wrong_checkpoint_unchained(),
        Some("leaf_doubled") => t.wrong_leaf_doubled(),
        Some("note_forged") => t.wrong_note_forged(),
        Some("beheaded") => t.wrong_beheaded(),
        Some("witness_contradicted") => t.wrong_witness_contradicted(),
        _ => t.wrong_unknown(),
    }
}

fn place(t: T, finding: &Value) -> Cell {
    let day = finding["day"].as_str().and_then(|day| day.parse().ok()).map_or(String::new(), |day| t.date(day));
    match finding["position"].as_u64() {
        Some(position) => Cell::text(t.audit_position(day, t.number(position))),
        None => Cell::text(day),
    }
}

fn record(t: T, finding: &Value) -> Cell {
    let said = |field: &str| finding[field].as_str().unwrap_or_default().to_owned();
    Cell::text(said("record")).below(t.verb(&said("verb")))
}

fn exported(t: T, job: JobId, result: &Value) -> Shown {
    let sentence = t.job_file_records(count(t, &result["records"]), count(t, &result["days"]));
    let size = format!("{} KB", t.number(result["bytes"].as_u64().unwrap_or(0).div_ceil(1024)));
    let file = Link::to(format!("/jobs/{job}/file"), t.job_file(size));
    Shown { notice: Notice::of(Tone::Good, sentence), table: None, file: Some(file) }
}

/// `GET /jobs/{id}/file`: the file, part by part.
pub(crate) async fn download(view: View, Path(id): Path<JobId>) -> Answer {
    let read = move |view: View, number: i64| async move {
        view.read(move |tx, me| find_file_part(tx, &me.acting, id, number)).await
    };
    // The first part is read before the answer begins, so that a file that is not there is a page that says so.
    let first = read(view.clone(), 0).await?.ok_or(Problem::NotFound)?;
    let (sender, receiver) = mpsc::channel::<Result<Bytes, std::io::Error>>(2);
    tokio::spawn(async move {
        let mut next = Some(first);
        let mut number = 0;
        while let Some(part) = next {
            if sender.send(Ok(Bytes::from(part))).await.is_err() {
                return;
            }
            number += 1;
            let Ok(part) = read(view.clone(), number).await else {
                // A broken end tells the browser that the file is not whole.
                let _ = sender.send(Err(std::io::Error::other("the file could not be read to its end"))).await;
                return;
            };
            next = part;
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"ansinh-audit-{id}.jsonl\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(ReceiverStream::new(receiver))).into_response())
}
