//! The audit trail: who did what, when, from where.

use crate::{
    components::{Breadcrumb, Cell, Empty, Form, Pagination, Table},
    shell::{problem::Answer, visit::View},
    wording::{T, parse_date},
};
use askama::Template;
use axum::extract::Query;
use kernel::{AuditRecordId, StaffId};
use office::{
    Acting, Refusal, Role,
    audit::{Filter, Page, Record, list_records},
    staff::find_staff,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    verb: String,
    subject: String,
    from: String,
    to: String,
    after: String,
}

#[derive(Template)]
#[template(path = "pages/audit.html")]
struct Audit<'a> {
    t: T,
    form: &'a Form,
    way: Breadcrumb,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /audit`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let t = view.t;
    let mut form = view.form();
    for (field, value) in
        [("verb", &narrow.verb), ("subject", &narrow.subject), ("from", &narrow.from), ("to", &narrow.to)]
    {
        form = form.with(field, value.as_str());
    }
    let filter = filter(t, &narrow, &mut form);
    let after: Option<AuditRecordId> = narrow.after.parse().ok();
    let (page, names) = if form.is_refused() {
        (Page { records: Vec::new(), next: None }, BTreeMap::new())
    } else {
        view.read(move |tx, me| {
            let page = list_records(tx, &me.acting.ground_scope(), &me.acting, &filter, after)?;
            let names = names(tx, &me.acting, &page)?;
            Ok((page, names))
        })
        .await?
    };
    let main = Audit {
        t,
        form: &form,
        way: Breadcrumb::home(t),
        table: table(t, &page, &names),
        empty: page.records.is_empty().then(|| Empty::of("trail", t.audit_none(), t.audit_none_text())),
        pages: Pagination {
            t,
            first: after.map(|_| path(&narrow, "")),
            next: page.next.map(|next| path(&narrow, &next.to_string())),
        },
    };
    Ok(view.form_page(t.audit_title(), &form, &main))
}

fn filter(t: T, narrow: &Narrow, form: &mut Form) -> Filter {
    let mut day = |field: &'static str, text: &str| {
        let day = parse_date(text);
        if day.is_none() && !text.trim().is_empty() {
            form.refuse(field, t.date_wrong());
        }
        day
    };
    let (from, to) = (day("from", &narrow.from), day("to", &narrow.to));
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Filter { staff: None, subject: said(&narrow.subject), verb: said(&narrow.verb), from, to }
}

fn path(narrow: &Narrow, after: &str) -> String {
    let mut query = vec![
        ("verb", narrow.verb.as_str()),
        ("subject", &narrow.subject),
        ("from", &narrow.from),
        ("to", &narrow.to),
        ("after", after),
    ];
    query.retain(|(_, value)| !value.is_empty());
    format!("/audit?{}", crate::address::query(&query))
}

/// The names behind the ids of a page, as far as this person may see them.
fn names(tx: &mut db::Tx<'_>, acting: &Acting, page: &Page) -> Result<BTreeMap<StaffId, String>, Refusal> {
    let mut names = BTreeMap::new();
    for record in &page.records {
        if let std::collections::btree_map::Entry::Vacant(name) = names.entry(record.staff)
            && let Some(line) = find_staff(tx, &acting.ground_scope(), record.staff, acting.now)?
        {
            name.insert(line.staff.full_name);
        }
    }
    Ok(names)
}

fn table(t: T, page: &Page, names: &BTreeMap<StaffId, String>) -> Table {
    Table::of(t, t.audit_caption())
        .column(t.audit_when())
        .column(t.audit_who())
        .column(t.audit_did())
        .column(t.audit_subject())
        .column(t.audit_from_where())
        .rows(&page.records, |record| {
            [
                Cell::text(t.instant(record.at)),
                who(t, record, names),
                Cell::text(record.verb.as_str()).below(record.why.clone().unwrap_or_default()),
                Cell::text(record.subject_kind.as_str()).below(record.subject.as_str()),
                Cell::text(record.address.as_str()),
            ]
        })
}

fn who(t: T, record: &Record, names: &BTreeMap<StaffId, String>) -> Cell {
    let role = Role::parse(&record.role).map_or(record.role.as_str(), |role| t.role(role));
    match names.get(&record.staff) {
        Some(name) => Cell::link(format!("/staff/{}", record.staff), name.as_str()).below(role),
        None => Cell::text(role),
    }
}
