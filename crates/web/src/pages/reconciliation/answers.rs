//! Answers taken in, several files at once, and one answer line by line.

use super::{outcome, page, way};
use crate::{
    components::{Breadcrumb, Cell, Link, Pagination, SummaryList, SummaryRow, Tab, Table, Tabs, Tag, Tone},
    pages::cycles::{named, names},
    shell::{problem::Answer, upload, visit::View},
    wording::T,
};
use askama::Template;
use axum::extract::{Multipart, Path, Query};
use kernel::AnswerId;
use reconciliation::{
    ANSWER_BYTES_MAX, AnswerLine, LINES_PAGE, LineFilter, Outcome, Refusal, Taken, count_outcomes, list_lines,
    load_answer, take_answer,
};
use serde::Deserialize;

/// What an upload takes: a few of the largest files, and the words around them.
pub(crate) const UPLOAD_BYTES_MAX: usize = 2 * ANSWER_BYTES_MAX;

/// Answers as rows.
pub(super) fn table(t: T, answers: &[reconciliation::Answer]) -> Table {
    Table::of(t, t.answers_caption())
        .column(t.answer_file())
        .column(t.answer_kind())
        .column(t.answer_received())
        .numbers(t.answer_lines())
        .numbers(t.answer_applied())
        .numbers(t.answer_exceptions())
        .rows(answers, |answer| {
            [
                Cell::link(path(answer), answer.name.as_str()),
                Cell::text(t.answer_kind_named(answer.kind)),
                Cell::text(t.instant(answer.received_at)),
                Cell::text(t.number(answer.entries)),
                Cell::text(t.number(answer.applied)),
                Cell::text(t.number(answer.exceptions)),
            ]
        })
}

fn path(answer: &reconciliation::Answer) -> String {
    format!("/reconciliation/answers/{}", answer.id)
}

/// `POST /reconciliation/answers`. Each file is taken in by itself: one that is refused keeps no other out.
pub(crate) async fn send(view: View, parts: Multipart) -> Answer {
    let t = view.t;
    let sent = upload::receive(&view.app.uploads, parts).await?;
    let mut form = sent.form(t);
    let files = sent.into_files();
    if files.is_empty() {
        form.refuse("file", t.answers_none_chosen());
        return page(&view, &form, None).await;
    }
    let mut taken = Table::of(t, t.answers_taken_caption()).column(t.answer_file()).column(t.answer_line_outcome());
    let mut refused = 0;
    for file in files {
        let name = file.name.clone();
        let done = view.write_alone_in(move |tx, me| take_answer(tx, &me.acting, &file.name, &file.content)).await?;
        taken = match done {
            Ok(done) => taken.row(told(t, &done)),
            Err(refusal) => {
                refused += 1;
                let cell = Cell::tag(Tag::of(Tone::Bad, t.answer_refused())).below(view.tell(refusal)?);
                taken.row([Cell::text(name), cell])
            }
        };
    }
    if refused > 0 {
        form.refuse("file", t.answers_some_refused(refused));
    }
    page(&view, &form, Some(taken)).await
}

fn told(t: T, taken: &Taken) -> [Cell; 2] {
    let answer = taken.answer();
    let tag = match taken {
        Taken::Created(_) => Tag::of(Tone::Good, t.answer_taken()),
        Taken::Exists(_) => Tag::of(Tone::Plain, t.answer_exists()),
        Taken::OtherBytes(_) => Tag::of(Tone::Bad, t.answer_other_bytes()),
    };
    let summary = t.answer_summary(t.number(answer.entries), t.number(answer.applied), t.number(answer.exceptions));
    [Cell::link(path(answer), answer.name.as_str()), Cell::tag(tag).below(summary)]
}

/// What the lines are narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    outcome: String,
    after: String,
    /// A link from a payment leads to its line.
    line: String,
}

#[derive(Template)]
#[template(path = "pages/answer.html")]
struct AnswerPage {
    t: T,
    way: Breadcrumb,
    title: String,
    facts: SummaryList,
    tabs: Tabs,
    lines: Option<Table>,
    pages: Pagination,
}

/// `GET /reconciliation/answers/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<AnswerId>, Query(narrow): Query<Narrow>) -> Answer {
    let before_line = narrow.line.parse::<i64>().ok().map(|line| line - 1);
    let after = before_line.or_else(|| narrow.after.parse().ok()).unwrap_or_default();
    let filter = LineFilter { answer: id, outcome: Outcome::parse(&narrow.outcome), after };
    let (answer, counts, lines, names) = view
        .read_in(move |tx, me| {
            let answer = load_answer(tx, &me.acting, id)?;
            let counts = count_outcomes(tx, &answer)?;
            let lines = list_lines(tx, &me.acting, &filter)?;
            let names = names(tx, [answer.received_by])?;
            Ok::<_, Refusal>((answer, counts, lines, names))
        })
        .await?;
    let t = view.t;
    let link = |outcome: &str, after: &str| {
        let mut query = vec![("outcome", outcome), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("{}?{}", path(&answer), crate::address::query(&query))
    };
    let facts = facts(t, &answer, named(t, &names, Some(answer.received_by)));
    let last = lines.last().filter(|_| lines.len() == LINES_PAGE);
    let next = last.map(|last| link(&narrow.outcome, &last.line.to_string()));
    let whole: i64 = counts.iter().map(|(_, count)| count).sum();
    let tab = |key: &str, text: String| Tab { link: Link::to(link(key, ""), text), is_here: narrow.outcome == key };
    let mut tabs = vec![tab("", t.answer_all_lines(t.number(whole)))];
    tabs.extend(
        counts.iter().map(|(outcome, count)| {
            tab(outcome.key(), t.cycle_state_count(t.answer_outcome(*outcome), t.number(*count)))
        }),
    );
    let main = AnswerPage {
        t,
        way: way(t),
        title: answer.name.clone(),
        facts,
        tabs: Tabs { label: t.answer_lines_title().to_owned(), tabs },
        lines: (!lines.is_empty()).then(|| lines_table(t, &lines)),
        pages: Pagination { t, first: (after > 0).then(|| link(&narrow.outcome, "")), next },
    };
    Ok(view.page(&answer.name, &main))
}

fn facts(t: T, answer: &reconciliation::Answer, received_by: String) -> SummaryList {
    let mut rows = vec![
        SummaryRow::of(t.answer_kind(), t.answer_kind_named(answer.kind)),
        SummaryRow::of(t.answer_received(), t.instant(answer.received_at)),
        SummaryRow::of(t.answer_received_by(), received_by),
        SummaryRow::of(
            t.answer_line_outcome(),
            t.answer_summary(t.number(answer.entries), t.number(answer.applied), t.number(answer.exceptions)),
        ),
    ];
    for (key, value) in [(t.answer_sender(), &answer.sender), (t.answer_message(), &answer.message_id)] {
        if let Some(value) = value {
            rows.push(SummaryRow::of(key, value.as_str()));
        }
    }
    SummaryList { rows }
}

fn lines_table(t: T, lines: &[AnswerLine]) -> Table {
    Table::of(t, t.answer_lines_caption())
        .column(t.answer_line_person())
        .numbers(t.answer_line_number())
        .column(t.answer_line_says())
        .numbers(t.instruction_amount())
        .column(t.answer_line_outcome())
        .rows(lines, |line| {
            let person = match (&line.payment, &line.full_name) {
                (Some((cycle, reference)), Some(name)) => {
                    Cell::link(format!("/cycles/{cycle}/instructions/{reference}"), name.as_str())
                        .below(reference.as_str())
                }
                _ => Cell::text(t.answer_line_unknown()).below(line.reference.clone().unwrap_or_default()),
            };
            let day = line.booked_on.map(|day| t.date(day));
            let reason = line.code.as_deref().map(|code| t.bank_reason(code));
            [
                person,
                Cell::text(t.number(line.line)),
                Cell::text(t.answer_status(line.status))
                    .below([day, reason].into_iter().flatten().collect::<Vec<_>>().join(". ")),
                Cell::text(line.amount.map(|amount| amount.to_string()).unwrap_or_default()),
                Cell::tag(outcome(t, line.outcome)).below(t.answer_rule(line.rule)),
            ]
        })
}
