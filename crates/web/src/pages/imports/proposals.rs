//! What damaged values may have been, for an officer to take over one by one or all of a kind.

use crate::{
    components::{Breadcrumb, Cell, Table},
    shell::{
        guard::Posted,
        notice,
        problem::{Answer, Problem, Said},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::SourceFileId;
use matching::is_file_begun;
use registry::stage_movements;
use serde::Deserialize;
use sources::{
    Accept, FaultCount, FaultFilter, FaultKind, Field, RowFault, SHEET_LINES, SourceFile, accept_proposals,
    count_faults, find_file, page_faults,
};

/// How many proposals a page shows.
const SHOWN: usize = 50;

/// Which kind.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Kind {
    kind: String,
}

#[derive(Template)]
#[template(path = "pages/import_proposals.html")]
struct ProposalsPage<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    file: &'a SourceFile,
    kind: FaultKind,
    title: &'static str,
    rows: Vec<ProposalRow>,
    count: String,
    first: Option<String>,
}

struct ProposalRow {
    line: String,
    field: &'static str,
    written: String,
    said: String,
    cell: String,
}

/// How many proposals of each kind there are, each with its page; nothing where there are none.
pub(super) fn by_kind(t: T, file: &SourceFile, counts: &[FaultCount]) -> Option<Table> {
    let of = |kind: FaultKind| counts.iter().find(|count| count.kind == kind).map_or(0, |count| count.proposals);
    let kinds: Vec<(FaultKind, i64)> =
        FaultKind::ALL.iter().map(|kind| (*kind, of(*kind))).filter(|(_, count)| *count > 0).collect();
    if kinds.is_empty() {
        return None;
    }
    let table = Table::of(t, t.proposals_by_kind()).column(t.proposals_kind()).numbers(t.proposals_count());
    Some(table.rows(kinds, |(kind, count)| {
        let href = format!("/imports/{}/proposals?kind={}", file.id, kind.key());
        [Cell::link(href, t.fault_kind(kind)), Cell::text(t.number(count))]
    }))
}

/// `GET /imports/{id}/proposals`.
pub(crate) async fn show(view: View, Path(id): Path<SourceFileId>, Query(asked): Query<Kind>) -> Answer {
    let kind = FaultKind::parse(&asked.kind).unwrap_or(FaultKind::NumberDamaged);
    let filter = FaultFilter { kind: Some(kind), is_proposed: Some(true), sends_back: None };
    let (file, found, counts) = view
        .read_in::<Problem, _>(move |tx, me| {
            let scope = &me.acting.scope;
            let file = find_file(tx, scope, id)?.ok_or(Problem::NotFound)?;
            Ok((file, page_faults(tx, scope, id, filter, None, SHOWN)?, count_faults(tx, scope, id)?))
        })
        .await?;
    let t = view.t;
    let all = counts.iter().find(|count| count.kind == kind).map_or(0, |count| count.proposals);
    let main = ProposalsPage {
        t,
        view: &view,
        way: Breadcrumb::home(t).then("/imports", t.imports_title()).then(format!("/imports/{id}"), file.name.as_str()),
        kind,
        title: t.fault_kind(kind),
        rows: found.iter().map(|fault| row(t, fault)).collect(),
        count: t.number(all),
        first: usize::try_from(all)
            .is_ok_and(|all| all > SHOWN)
            .then(|| t.proposals_first(t.number(SHOWN as u64), t.number(all))),
        file: &file,
    };
    Ok(view.page(t.proposals_title(), &main))
}

fn row(t: T, fault: &RowFault) -> ProposalRow {
    ProposalRow {
        line: t.number(fault.line % SHEET_LINES),
        field: t.source_field(fault.field),
        written: fault.written.clone(),
        said: t.row_proposal_said(fault).unwrap_or_default(),
        cell: format!("{}_{}", fault.line, fault.field.key()),
    }
}

/// `POST /imports/{id}/proposals`.
pub(crate) async fn accept(view: View, Path(id): Path<SourceFileId>, Posted(form): Posted) -> Answer {
    let kind = FaultKind::parse(form.value("kind")).ok_or(Problem::Unreadable)?;
    let which = match form.value("cell") {
        "" => Accept::AllOf(kind),
        cell => one(cell, kind).ok_or(Problem::Unreadable)?,
    };
    let places = view.app.desk.places();
    let accepted = view
        .write_alone_in::<Problem, _>(move |tx, me| {
            // What was decided about a row was decided about its values.
            if is_file_begun(tx, id)? {
                return Err(Problem::Said(Said::of("sources.file_matched", |t| t.refused_file_matched().to_owned())));
            }
            let accepted = accept_proposals(tx, &me.acting, &places, id, which)?;
            stage_movements(tx, &me.acting, id)?;
            Ok(accepted)
        })
        .await??;
    let notice = notice::Notice::ProposalsAccepted(u32::try_from(accepted).unwrap_or(u32::MAX));
    let path = match which {
        Accept::AllOf(_) => format!("/imports/{id}"),
        Accept::One { .. } => format!("/imports/{id}/proposals?kind={}", kind.key()),
    };
    Ok(view.done(&path, notice))
}

fn one(cell: &str, kind: FaultKind) -> Option<Accept> {
    let (line, field) = cell.split_once('_')?;
    Some(Accept::One { line: line.parse().ok()?, field: Field::parse(field)?, kind })
}
