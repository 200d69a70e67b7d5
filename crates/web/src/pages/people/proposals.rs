//! What the population register says instead of a record: the list, one of them, and what an officer makes of it.

use super::{
    changes::covered,
    commune,
    holds::{back, load, way},
};
use crate::{
    address,
    components::{
        Breadcrumb, Cell, Empty, Form, Link, Notice as Box, Pagination, Select, SummaryList, SummaryRow, Table, Tone,
    },
    pages::{matching::place_select, tasks::Task},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem, Said},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::extract::{Path, Query};
use db::Tx;
use kernel::{BirthDate, PersonId, Plain, Sex, Stored as _};
use matching::{KnownSnapshot, list_snapshots};
use office::{Action, sign_in::SignedIn, staff::list_names};
use registry::{
    ChangedField, OPEN_COUNTED_MAX, PROPOSALS_PAGE, Person, PersonRecord, Proposal, ProposalLine, ProposalState,
    Refusal, count_proposals, decline_proposal, find_decider, is_held_by_another, list_proposals, take_proposal,
    view_sensitive,
};
use serde::Deserialize;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    place: String,
    after: String,
}

impl Narrow {
    fn path(&self, after: &str) -> String {
        let mut query = vec![("place", self.place.as_str()), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("/corrections?{}", address::query(&query))
    }

    fn after(&self) -> Option<(PersonId, ChangedField)> {
        let (person, field) = self.after.split_once(' ')?;
        Some((person.parse().ok()?, ChangedField::parse(field)?))
    }
}

#[derive(Template)]
#[template(path = "pages/corrections.html")]
struct Corrections {
    t: T,
    way: Breadcrumb,
    place: Option<Select>,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /corrections`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let (place, after) = (narrow.place.parse().ok(), narrow.after());
    let lines = view
        .read_in::<Problem, _>(move |tx, me| Ok(list_proposals(tx, &me.acting.scope, place, after, PROPOSALS_PAGE)?))
        .await?;
    let t = view.t;
    let form = view.form().with("place", narrow.place.as_str());
    let last = lines.last().filter(|_| lines.len() == PROPOSALS_PAGE);
    let main = Corrections {
        t,
        way: Breadcrumb::home(t).then("/people", t.people_title()),
        place: place_select(&view, &form),
        table: table(&view, &lines),
        empty: lines.is_empty().then(|| Empty::of("check", t.corrections_none(), t.corrections_none_text())),
        pages: Pagination {
            t,
            first: after.is_some().then(|| narrow.path("")),
            next: last.map(|one| narrow.path(&format!("{} {}", one.person.id, one.proposal.field.key()))),
        },
    };
    Ok(view.page(t.corrections_title(), &main))
}

fn table(view: &View, lines: &[ProposalLine]) -> Table {
    let (t, places) = (view.t, view.app.desk.places());
    Table::of(t, t.corrections_caption())
        .column(t.full_name_label())
        .column(t.report_commune())
        .column(t.change_field())
        .column(t.corrections_record_says())
        .column(t.corrections_register_says())
        .rows(lines, |line| {
            let (person, proposal) = (&line.person, &line.proposal);
            [
                Cell::link(path(proposal), person.full_name.as_str())
                    .below(person.masked_number.clone().unwrap_or_else(|| t.match_no_number().to_owned())),
                Cell::text(commune(&places, person.place)).below(person.hamlet.clone().unwrap_or_default()),
                Cell::text(t.changed_field(proposal.field)),
                Cell::text(
                    line.before
                        .as_deref()
                        .map_or_else(|| t.not_given().to_owned(), |before| field_value(t, proposal.field, before)),
                ),
                Cell::strong(field_value(t, proposal.field, &proposal.proposed)),
            ]
        })
}

fn path(proposal: &Proposal) -> String {
    format!("/people/{}/proposals/{}", proposal.person, proposal.field.key())
}

/// What a field says, as people read it; a number is covered but for its end.
pub(super) fn field_value(t: T, field: ChangedField, text: &str) -> String {
    match field {
        ChangedField::Birth => {
            let birth =
                BirthDate::from_plain(Plain::Text(text.to_owned())).ok().or_else(|| BirthDate::parse(text).ok());
            birth.map_or_else(|| text.to_owned(), BirthDate::slashed)
        }
        ChangedField::Sex => match Sex::parse(text) {
            Ok(Sex::Male) => t.sex_male().to_owned(),
            Ok(Sex::Female) => t.sex_female().to_owned(),
            Err(_) => text.to_owned(),
        },
        ChangedField::CitizenId | ChangedField::OldId => covered(text),
        ChangedField::FullName
        | ChangedField::Phone
        | ChangedField::Hamlet
        | ChangedField::Address
        | ChangedField::Death => text.to_owned(),
    }
}

/// What the record says of a field.
fn before(t: T, person: &Person, field: ChangedField, is_full: bool) -> String {
    let said = match field {
        ChangedField::FullName => Some(person.full_name.as_str().to_owned()),
        ChangedField::Birth => person.birth.map(BirthDate::slashed),
        ChangedField::Sex => {
            person.sex.map(|sex| if sex == Sex::Male { t.sex_male() } else { t.sex_female() }.to_owned())
        }
        ChangedField::CitizenId => {
            person.citizen_id.map(|number| if is_full { number.as_str().to_owned() } else { number.masked() })
        }
        _ => None,
    };
    said.unwrap_or_else(|| t.not_given().to_owned())
}

/// Those of a person that wait, as a section of their page; nothing where none does.
pub(super) fn section(view: &View, record: &PersonRecord) -> Option<Table> {
    let (t, may) = (view.t, view.may(Action::CorrectPerson));
    let waiting: Vec<&Proposal> =
        record.proposals.iter().filter(|proposal| proposal.state == ProposalState::Waits).collect();
    // What the register says is for those who decide on it.
    if waiting.is_empty() || !(may || view.may(Action::DecideMatch)) {
        return None;
    }
    let table = Table::of(t, t.corrections_of_person_caption())
        .column(t.change_field())
        .column(t.corrections_record_says())
        .column(t.corrections_register_says())
        .column("")
        .rows(waiting, |proposal| {
            [
                Cell::text(t.changed_field(proposal.field)),
                Cell::text(before(t, &record.person, proposal.field, false)),
                Cell::strong(field_value(t, proposal.field, &proposal.proposed)),
                if may { Cell::link(path(proposal), t.correction_look()) } else { Cell::text("") },
            ]
        });
    Some(table)
}

#[derive(Template)]
#[template(path = "pages/correction.html")]
struct Correction<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    over: &'a str,
    facts: SummaryList,
    path: String,
    seen: String,
    is_covered: bool,
    held: Option<Box>,
}

type Named = Path<(PersonId, String)>;

/// `GET /people/{id}/proposals/{field}`.
pub(crate) async fn show(view: View, Path((id, field)): Named) -> Answer {
    let form = view.form();
    page(&view, id, &field, &form).await
}

/// Whoever compares a number with the card sees all its digits, and the look stands in the trail.
async fn page(view: &View, id: PersonId, field: &str, form: &Form) -> Answer {
    let field = ChangedField::parse(field).ok_or(Problem::NotFound)?;
    let record = load(view, id).await?;
    let proposal = record.proposals.iter().find(|one| one.field == field).ok_or(Problem::NotFound)?.clone();
    let before_this = proposal.clone();
    if let Some(said) = view.read_in::<Problem, _>(move |tx, _| decided_before(tx, &before_this)).await? {
        return Err(said);
    }
    let is_number = field == ChangedField::CitizenId;
    let is_full = is_number && view.may(Action::ViewSensitive);
    if is_full {
        view.write_in::<Problem, _>(move |tx, me| Ok(view_sensitive(tx, &me.acting, id)?)).await??;
    }
    let (snapshot, of) = (proposal.snapshot, proposal.clone());
    let read = view.read_in::<Problem, _>(move |tx, _| Ok((list_snapshots(tx)?, is_held_by_another(tx, &of)?)));
    let ((known, is_held), t) = (read.await?, view.t);
    let settle = view.may(Action::CorrectPerson).then(|| Link::to("/exceptions", t.correction_number_held_link()));
    let warning = || Box::of(Tone::Warn, t.correction_number_held_title()).text(t.correction_number_held());
    let held = is_held.then(|| warning().link(settle));
    let value = if is_full { proposal.proposed.clone() } else { field_value(t, field, &proposal.proposed) };
    let main = Correction {
        t,
        view,
        form,
        way: way(view, &record),
        over: record.person.full_name.as_str(),
        facts: SummaryList {
            rows: vec![
                SummaryRow::of(t.change_field(), t.changed_field(field)),
                SummaryRow::of(t.corrections_record_says(), before(t, &record.person, field, is_full)),
                SummaryRow::of(t.corrections_register_says(), value),
                SummaryRow::of(t.correction_source(), source(t, known.iter().find(|one| Some(one.id) == snapshot))),
                SummaryRow::of(t.correction_found_at(), t.instant(proposal.found_at)),
            ],
        },
        path: path(&proposal),
        seen: proposal.found_at.to_string(),
        is_covered: is_number && !is_full,
        held,
    };
    Ok(view.form_page(t.correction_title(), form, &main))
}

/// Nothing is decided any more on what somebody was quicker with, or what the register does not say: who, when and how.
pub(crate) fn decided_before(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<Option<Problem>, Problem> {
    if proposal.state == ProposalState::Waits {
        return Ok(None);
    }
    let (who, at) = match find_decider(tx, proposal)? {
        Some((by, at)) => (list_names(tx, &[by])?.remove(&by).unwrap_or_default(), Some(at)),
        None => (String::new(), None),
    };
    let why = proposal.why.as_deref().unwrap_or_default();
    Ok(Some(Problem::Said(Said::of("registry.decided", |t| {
        let at = at.map(|at| t.instant(at)).unwrap_or_default();
        match proposal.state {
            ProposalState::Asked => t.proposal_asked_before(&who, at),
            ProposalState::Declined => t.proposal_declined_before(&who, at, why),
            ProposalState::Done => t.proposal_done_before(&who, at),
            ProposalState::Waits | ProposalState::Lapsed => t.proposal_lapsed_before().to_owned(),
        }
    }))))
}

fn source(t: T, known: Option<&KnownSnapshot>) -> String {
    match known {
        Some(KnownSnapshot { name, taken_on: Some(day), .. }) => t.correction_register_of(name, t.date(*day)),
        Some(KnownSnapshot { name, .. }) => t.correction_register(name),
        None => t.correction_service().to_owned(),
    }
}

/// Which value was seen is said by when it was found: a number does not stand in the form of whoever may not read it.
async fn seen(view: &View, id: PersonId, field: &str, form: &Form) -> Answer<(ChangedField, String)> {
    let field = ChangedField::parse(field).ok_or(Problem::NotFound)?;
    let record = load(view, id).await?;
    let stands = record.proposals.into_iter().find(|one| one.field == field).ok_or(Problem::NotFound)?;
    let is_seen = form.value("seen") == stands.found_at.to_string();
    Ok((field, if is_seen { stands.proposed } else { String::new() }))
}

/// `POST /people/{id}/proposals/{field}/take`.
pub(crate) async fn take(view: View, Path((id, field)): Named, Posted(mut form): Posted) -> Answer {
    let (of, proposed) = seen(&view, id, &field, &form).await?;
    let proof = form.value("proof").to_owned();
    let asked =
        view.write_in::<Refusal, _>(move |tx, me| take_proposal(tx, &me.acting, id, (of, &proposed), &proof)).await?;
    match asked {
        Ok(_) => Ok(view.done(&back(id), Notice::ChangeRequested)),
        Err(refusal) => {
            form.refuse("proof", view.tell(refusal)?);
            page(&view, id, &field, &form).await
        }
    }
}

/// `POST /people/{id}/proposals/{field}/decline`.
pub(crate) async fn decline(view: View, Path((id, field)): Named, Posted(mut form): Posted) -> Answer {
    let (of, proposed) = seen(&view, id, &field, &form).await?;
    let why = form.value("why").to_owned();
    let kept =
        view.write_in::<Refusal, _>(move |tx, me| decline_proposal(tx, &me.acting, id, (of, &proposed), &why)).await?;
    match kept {
        Ok(()) => Ok(view.done("/corrections", Notice::CorrectionKept)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            page(&view, id, &field, &form).await
        }
    }
}

/// What waits, for whoever may correct persons.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    if !me.acting.role.may(Action::CorrectPerson) {
        return Ok(Vec::new());
    }
    let count = count_proposals(tx, &me.acting.scope, None, OPEN_COUNTED_MAX)?;
    Ok(vec![Task { text: t.task_corrections().to_owned(), count, link: "/corrections".to_owned() }])
}
