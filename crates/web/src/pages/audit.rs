//! The audit trail: who did what, when, from where.

use crate::{
    components::{Breadcrumb, Cell, Empty, Form, Notice, Pagination, Select, Table, Tone},
    shell::{guard::Posted, problem::Answer, visit::View},
    wording::{T, parse_date, trail::VERBS},
};
use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use db::Tx;
use kernel::{AuditRecordId, JobId, LetterId, OfficeId, StaffId};
use office::{
    Acting, Action, Refusal, Role,
    audit::{
        Filter, Page, Record, UNSEALED_AGE_MAX, count_unsealed, list_records, oldest_unsealed_age, submit_export,
        submit_verify,
    },
    jobs::Submitted,
    letters::find as find_letter,
    offices::find_office,
    places::Places,
    staff::find_staff,
};
use serde::Deserialize;
use std::collections::{BTreeMap, btree_map::Entry};

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
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    seal: Notice,
    may_export: bool,
    /// Names this showing of the page, so that a button pressed twice asks once.
    key: String,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

impl Audit<'_> {
    fn verbs(&self) -> Select {
        let verbs = VERBS.iter().map(|(code, phrase)| ((*code).to_owned(), phrase(self.t).to_owned()));
        self.form.select("verb", self.t.audit_verb_filter()).none(self.t.audit_verb_any()).options(verbs)
    }
}

/// `GET /audit`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let (t, places) = (view.t, view.app.desk.places());
    let mut form = view.form();
    for (field, value) in
        [("verb", &narrow.verb), ("subject", &narrow.subject), ("from", &narrow.from), ("to", &narrow.to)]
    {
        form = form.with(field, value.as_str());
    }
    let filter = filter(t, &narrow, &mut form);
    let after: Option<AuditRecordId> = narrow.after.parse().ok();
    let (page, names) = if form.is_refused() {
        (Page { records: Vec::new(), next: None }, Names::default())
    } else {
        view.read(move |tx, me| {
            let page = list_records(tx, &me.acting.ground_scope(), &me.acting, &filter, after)?;
            let names = Names::of(tx, &me.acting, &places, &page)?;
            Ok((page, names))
        })
        .await?
    };
    let (seal, key) = view.read(|tx, me| Ok((Waiting::look(tx, &me.acting)?, me.acting.new_id::<JobId>()))).await?;
    let main = Audit {
        t,
        view: &view,
        form: &form,
        way: Breadcrumb::home(t),
        seal: seal.notice(t),
        may_export: view.may(Action::ExportAudit),
        key: key.to_string(),
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

/// What awaits sealing.
struct Waiting {
    records: u64,
    /// Whole minutes the oldest has waited, once that is too long.
    alarm_minutes: Option<i64>,
}

impl Waiting {
    fn look(tx: &mut Tx<'_>, acting: &Acting) -> Result<Waiting, Refusal> {
        let age = oldest_unsealed_age(tx, acting.now)?.filter(|age| *age > UNSEALED_AGE_MAX);
        Ok(Waiting { records: count_unsealed(tx)?, alarm_minutes: age.map(|age| age.as_mins()) })
    }

    fn notice(&self, t: T) -> Notice {
        match (self.alarm_minutes, self.records) {
            (Some(minutes), _) => Notice::of(Tone::Bad, t.audit_alarm(t.number(minutes))),
            (None, 0) => Notice::of(Tone::Good, t.audit_sealed_all()),
            (None, records) => Notice::of(Tone::Info, t.audit_waiting(t.number(records))),
        }
    }
}

/// `POST /audit/verify`.
pub(crate) async fn verify(view: View, Posted(form): Posted) -> Answer {
    let key = form.value("key").to_owned();
    let asked = view.write(move |tx, me| submit_verify(tx, &me.acting, &key)).await??;
    Ok(to_job(&asked))
}

/// `POST /audit/export`: the days the list was filtered by.
pub(crate) async fn export(view: View, Posted(form): Posted) -> Answer {
    let days = (parse_date(form.value("from")), parse_date(form.value("to")));
    let key = form.value("key").to_owned();
    let asked = view.write(move |tx, me| submit_export(tx, &me.acting, days, &key)).await??;
    Ok(to_job(&asked))
}

/// To the job's page: also when the button was pressed twice, or the page before was used again for something else.
pub(crate) fn to_job(asked: &Submitted) -> Response {
    let id = match asked {
        Submitted::Created(job) | Submitted::Exists(job) => job.id,
        Submitted::ExistsWithDifferent(id) => *id,
    };
    Redirect::to(&format!("/jobs/{id}")).into_response()
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
#[derive(Default)]
struct Names {
    staff: BTreeMap<StaffId, Option<String>>,
    offices: BTreeMap<OfficeId, Option<String>>,
    letters: BTreeMap<LetterId, Option<String>>,
}

impl Names {
    fn of(tx: &mut Tx<'_>, acting: &Acting, places: &Places, page: &Page) -> Result<Names, Refusal> {
        let mut names = Names::default();
        for record in &page.records {
            names.look_staff_up(tx, acting, record.staff)?;
            match record.subject_kind.as_str() {
                "staff" => {
                    if let Ok(id) = record.subject.parse() {
                        names.look_staff_up(tx, acting, id)?;
                    }
                }
                "office" => {
                    if let Ok(id) = record.subject.parse() {
                        names.look_office_up(tx, acting, id)?;
                    }
                }
                "letter" => {
                    if let Ok(id) = record.subject.parse() {
                        names.look_letter_up(tx, acting, places, id)?;
                    }
                }
                _ => {}
            }
        }
        Ok(names)
    }

    fn look_staff_up(&mut self, tx: &mut Tx<'_>, acting: &Acting, id: StaffId) -> Result<(), Refusal> {
        if let Entry::Vacant(name) = self.staff.entry(id) {
            let line = find_staff(tx, &acting.ground_scope(), id, acting.now)?;
            name.insert(line.map(|line| line.staff.full_name));
        }
        Ok(())
    }

    fn look_office_up(&mut self, tx: &mut Tx<'_>, acting: &Acting, id: OfficeId) -> Result<(), Refusal> {
        if let Entry::Vacant(name) = self.offices.entry(id) {
            name.insert(find_office(tx, &acting.ground_scope(), id)?.map(|office| office.name));
        }
        Ok(())
    }

    fn look_letter_up(
        &mut self,
        tx: &mut Tx<'_>,
        acting: &Acting,
        places: &Places,
        id: LetterId,
    ) -> Result<(), Refusal> {
        if let Entry::Vacant(name) = self.letters.entry(id) {
            name.insert(find_letter(tx, &acting.ground_scope(), places, id)?.map(|letter| letter.cite()));
        }
        Ok(())
    }

    fn staff(&self, id: StaffId) -> Option<&str> {
        self.staff.get(&id).and_then(Option::as_deref)
    }

    fn office(&self, id: OfficeId) -> Option<&str> {
        self.offices.get(&id).and_then(Option::as_deref)
    }

    fn letter(&self, id: LetterId) -> Option<&str> {
        self.letters.get(&id).and_then(Option::as_deref)
    }
}

fn table(t: T, page: &Page, names: &Names) -> Table {
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
                Cell::text(t.verb(&record.verb)).below(record.why.clone().unwrap_or_default()),
                to_what(t, record, names),
                Cell::text(t.way_in(&record.address)),
            ]
        })
}

/// Who, and as what: a step of signing in is taken in no role, a stranger's try by nobody.
fn who(t: T, record: &Record, names: &Names) -> Cell {
    let role = match Role::parse(&record.role) {
        Some(Role::Visitor) if record.staff == Acting::nobody() => t.trail_guest(),
        Some(Role::Visitor) => t.trail_as_oneself(),
        Some(role) => t.role(role),
        None => record.role.as_str(),
    };
    match names.staff(record.staff) {
        Some(name) => Cell::link(format!("/staff/{}", record.staff), name).below(role),
        None => Cell::text(role),
    }
}

/// The kind of thing and its name, where it has one and this person may know it; else its id.
fn to_what(t: T, record: &Record, names: &Names) -> Cell {
    let (noun, subject) = (t.noun(&record.subject_kind), record.subject.as_str());
    let known = match record.subject_kind.as_str() {
        "staff" if subject == "unknown" => return Cell::text(noun).below(t.trail_unknown()),
        "staff" => subject.parse().ok().and_then(|id| names.staff(id)).map(|name| (format!("/staff/{subject}"), name)),
        "office" => {
            subject.parse().ok().and_then(|id| names.office(id)).map(|name| (format!("/offices/{subject}"), name))
        }
        "letter" => {
            subject.parse().ok().and_then(|id| names.letter(id)).map(|name| (format!("/letters/{subject}"), name))
        }
        _ => None,
    };
    match known {
        Some((path, name)) => Cell::link(path, name).below(noun),
        None => Cell::text(noun).below(subject),
    }
}
