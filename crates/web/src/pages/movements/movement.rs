//! One movement: what the file says beside what the record says, and what is decided.

use super::{kind_tag, says};
use crate::{
    components::{Breadcrumb, Choices, Field, Form, Select, SummaryList, SummaryRow, Tag, Tone},
    pages::people::{categories, commune, find},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use db::Tx;
use kernel::{BirthDate, EntitlementId, MovementId, PersonId, StaffId};
use lists::NEUTRAL_CATEGORY;
use office::{Scope, sign_in::SignedIn, staff::list_names};
use registry::{
    Entitlement, Listed, Movement, MovementState, PersonRecord, Refusal, approve_movement, load_movement, load_person,
    movement_candidates, place_movement, reject_movement, reopen_movement, undo_movement,
};
use serde::Deserialize;
use sources::{MovementKind, SHEET_LINES, SourceFile, find_file};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/movement.html")]
#[expect(clippy::struct_excessive_bools, reason = "what may be done now: each is asked by the page on its own")]
struct MovementPage<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    movement: &'a Movement,
    kind: Tag,
    state: Tag,
    obstacle: &'static str,
    facts: SummaryList,
    seen: String,
    may_decide: bool,
    may_place: bool,
    /// Where somebody else is looked for by name or number.
    words: Field,
    /// The words that were looked for.
    looked_for: &'a str,
    /// The persons it may mean, and their entitlements where one is chosen; nothing where nobody is found.
    offered: Option<(Choices, Option<Select>)>,
    may_undo: bool,
    may_reopen: bool,
}

/// What the page reads.
struct Seen {
    movement: Movement,
    record: Option<PersonRecord>,
    file: Option<SourceFile>,
    candidates: Vec<(Listed, Vec<Entitlement>)>,
    names: BTreeMap<StaffId, String>,
    named: BTreeMap<String, String>,
    hidden: Vec<String>,
}

/// The words by which an officer looks for the person.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Looking {
    q: String,
}

/// How many of those whom an officer looks for are offered.
const FOUND_SHOWN: usize = 20;

/// Persons of the scope whom it may mean: those an officer looks for, or else those its own number and name find.
fn candidates(
    tx: &mut Tx<'_>,
    scope: &Scope,
    movement: &Movement,
    words: &str,
) -> Result<Vec<(Listed, Vec<Entitlement>)>, Problem> {
    if !movement.waits() || movement.kind == MovementKind::Increase {
        return Ok(Vec::new());
    }
    let mut found =
        if words.is_empty() { movement_candidates(tx, scope, movement)? } else { find(tx, scope, words)?.0 };
    found.truncate(FOUND_SHOWN);
    let mut candidates = Vec::with_capacity(found.len());
    for listed in found {
        let held = load_person(tx, scope, listed.id)?.entitlements;
        let held = held.into_iter().filter(|one| one.source == movement.source && one.reaches(movement.month));
        candidates.push((listed, held.collect()));
    }
    Ok(candidates)
}

fn see(tx: &mut Tx<'_>, me: &SignedIn, t: T, (id, words): (MovementId, &str)) -> Result<Seen, Problem> {
    let scope = &me.acting.scope;
    let movement = load_movement(tx, scope, id)?;
    let record = movement.person.map(|person| load_person(tx, scope, person)).transpose()?;
    let candidates = candidates(tx, scope, &movement, words)?;
    let by: Vec<StaffId> =
        [Some(movement.asked_by), movement.placed_by, movement.decided_by].into_iter().flatten().collect();
    let (named, hidden) = categories(tx, t)?;
    Ok(Seen {
        names: list_names(tx, &by)?,
        file: find_file(tx, scope, movement.file)?,
        named,
        hidden,
        movement,
        record,
        candidates,
    })
}

/// `GET /movements/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<MovementId>, Query(looking): Query<Looking>) -> Answer {
    let form = view.form().with("q", looking.q.trim());
    page(&view, &form, id).await
}

async fn page(view: &View, form: &Form, id: MovementId) -> Answer {
    let t = view.t;
    let words = form.value("q").trim().to_owned();
    let seen = view.read_in::<Problem, _>(move |tx, me| see(tx, me, t, (id, &words))).await?;
    let me = view.me()?.acting.staff;
    let movement = &seen.movement;
    let is_own = movement.asked_by == me || movement.placed_by == Some(me);
    let may_place = movement.waits() && movement.kind != MovementKind::Increase;
    let main = MovementPage {
        t,
        view,
        form,
        way: Breadcrumb::home(t).then("/movements", t.movements_title()),
        kind: kind_tag(t, movement.kind),
        state: state_tag(t, movement.state),
        obstacle: movement.obstacle.filter(|_| movement.waits()).map_or("", |obstacle| t.obstacle(obstacle)),
        facts: facts(view, &seen),
        seen: seen.record.as_ref().map(|record| record.person.version.to_string()).unwrap_or_default(),
        may_decide: movement.state == MovementState::Open && !is_own,
        may_place,
        words: form.text("q", t.movement_look_for()),
        looked_for: form.value("q"),
        offered: (!seen.candidates.is_empty())
            .then(|| (people(view, form, &seen.candidates), entitlements(t, form, &seen))),
        may_undo: movement.state == MovementState::Approved && movement.decided_by != Some(me),
        may_reopen: matches!(movement.state, MovementState::Rejected | MovementState::Undone),
        movement,
    };
    Ok(view.form_page(t.movements_title(), form, &main))
}

/// Where it stands, in its colour.
pub(crate) fn state_tag(t: T, state: MovementState) -> Tag {
    let tone = match state {
        MovementState::Unplaced => Tone::Warn,
        MovementState::Open => Tone::Info,
        MovementState::Approved => Tone::Good,
        MovementState::Rejected | MovementState::Withdrawn | MovementState::Undone => Tone::Plain,
    };
    Tag::of(tone, t.movement_state_named(state))
}

impl Seen {
    /// What a category is called, with its code; one that is a secret of health is called by neither.
    fn category(&self, t: T, code: &str) -> String {
        if self.hidden.iter().any(|one| one == code) {
            return NEUTRAL_CATEGORY.to_owned();
        }
        self.named.get(code).map_or_else(|| code.to_owned(), |name| t.category_with_code(name, code))
    }
}

fn facts(view: &View, seen: &Seen) -> SummaryList {
    let (t, movement) = (view.t, &seen.movement);
    let none = || t.not_given().to_owned();
    let name = |staff: StaffId| seen.names.get(&staff).cloned().unwrap_or_else(|| t.trail_unknown().to_owned());
    let line = t.number(movement.line % SHEET_LINES);
    let told = SummaryRow::of(
        t.movement_in_file(),
        t.movement_line(seen.file.as_ref().map_or("–", |file| file.name.as_str()), line),
    );
    let told = match &seen.file {
        Some(file) if view.may(office::Action::ImportSource) => {
            told.change(format!("/imports/{}", file.id), t.import_file())
        }
        _ => told,
    };
    let decision =
        [movement.decision_number.clone(), movement.decision_on.map(|day| t.date(day)), movement.decision_by.clone()];
    let decision: Vec<String> = decision.into_iter().flatten().collect();
    let written = movement.category.as_deref().map_or_else(none, |one| seen.category(t, one));
    let mut rows = vec![
        SummaryRow::of(t.movement_what(), says(t, movement)),
        SummaryRow::of(t.field_citizen_id(), movement.citizen_id.map_or_else(none, |number| number.masked())),
        SummaryRow::of(t.field_category(), written),
        SummaryRow::of(t.field_decision(), if decision.is_empty() { none() } else { decision.join(", ") }),
        SummaryRow::of(t.report_commune(), commune(&view.app.desk.places(), movement.place)),
        told,
        whose(t, seen),
    ];
    rows.extend(now(t, seen));
    rows.push(SummaryRow::of(
        t.movement_asked_by(),
        format!("{}, {}", name(movement.asked_by), t.instant(movement.asked_at)),
    ));
    rows.extend(movement.placed_by.map(|by| SummaryRow::of(t.movement_placed_by(), name(by))));
    if let (Some(by), Some(at)) = (movement.decided_by, movement.decided_at) {
        let why = movement.decided_why.as_ref().map_or_else(String::new, |why| format!(": {why}"));
        rows.push(SummaryRow::of(t.movement_decided_by(), format!("{}, {}{why}", name(by), t.instant(at))));
    }
    SummaryList { rows }
}

fn whose(t: T, seen: &Seen) -> SummaryRow {
    match &seen.record {
        Some(record) => SummaryRow::of(t.movement_whose(), record.person.full_name.as_str())
            .change(format!("/people/{}", record.person.id), t.exception_person()),
        None if seen.movement.kind == MovementKind::Increase => {
            SummaryRow::of(t.movement_whose(), t.movement_new_person())
        }
        None => SummaryRow::of(t.movement_whose(), t.movement_unplaced()),
    }
}

/// What the person receives, as far as the movement touches it.
fn now(t: T, seen: &Seen) -> Option<SummaryRow> {
    let record = seen.record.as_ref()?;
    let movement = &seen.movement;
    let touched = record.entitlements.iter().filter(|one| match movement.entitlement {
        Some(id) => one.id == id,
        None => one.reaches(movement.month),
    });
    let said = |one: &Entitlement| {
        let until = one.until_month.map_or_else(|| t.assignment_open_end().to_owned(), |month| t.month(month));
        let period = format!("{} – {until}", t.month(one.from_month));
        format!("{}: {} ({period})", seen.category(t, &one.category), t.dong(one.amount))
    };
    let said: Vec<String> = touched.map(said).collect();
    (!said.is_empty()).then(|| SummaryRow::of(t.movement_now(), said.join("; ")))
}

fn people(view: &View, form: &Form, candidates: &[(Listed, Vec<Entitlement>)]) -> Choices {
    let (t, places) = (view.t, view.app.desk.places());
    candidates.iter().fold(form.radios("person", t.movement_place_legend()), |radios, (listed, _)| {
        let birth = listed.birth.map_or_else(|| t.not_given().to_owned(), BirthDate::slashed);
        let number = listed.masked_number.clone().unwrap_or_else(|| t.match_no_number().to_owned());
        let about = t.movement_candidate(birth, commune(&places, listed.place), number);
        radios.choice(listed.id.to_string(), format!("{} ({about})", listed.full_name.as_str()))
    })
}

/// The entitlements of all who are offered, each under its person's name. A death ends them all.
fn entitlements(t: T, form: &Form, seen: &Seen) -> Option<Select> {
    if seen.movement.kind == MovementKind::Death {
        return None;
    }
    let all = seen.candidates.iter().flat_map(|(listed, held)| {
        held.iter().map(move |one| {
            let said =
                format!("{}: {}, {}", listed.full_name.as_str(), seen.category(t, &one.category), t.dong(one.amount));
            (one.id.to_string(), said)
        })
    });
    Some(form.select("entitlement", t.movement_entitlement()).hint(t.movement_entitlement_hint()).options(all))
}

fn path(id: MovementId) -> String {
    format!("/movements/{id}")
}

/// `POST /movements/{id}/approve`.
pub(crate) async fn approve(view: View, Path(id): Path<MovementId>, Posted(form): Posted) -> Answer {
    let seen = form.value("seen").parse().ok();
    let done = view.write_in::<Refusal, _>(move |tx, me| approve_movement(tx, &me.acting, id, seen)).await?;
    answer(&view, form, id, done, ("movements", Notice::MovementsApproved(1))).await
}

/// `POST /movements/{id}/reject`.
pub(crate) async fn reject(view: View, Path(id): Path<MovementId>, Posted(form): Posted) -> Answer {
    let why = form.value("why").to_owned();
    let done = view.write_in::<Refusal, _>(move |tx, me| reject_movement(tx, &me.acting, id, &why)).await?;
    answer(&view, form, id, done, ("why", Notice::MovementRejected)).await
}

/// `POST /movements/{id}/undo`.
pub(crate) async fn undo(view: View, Path(id): Path<MovementId>, Posted(form): Posted) -> Answer {
    let why = form.value("why").to_owned();
    let done = view.write_in::<Refusal, _>(move |tx, me| undo_movement(tx, &me.acting, id, &why)).await?;
    answer(&view, form, id, done, ("why", Notice::MovementUndone)).await
}

/// `POST /movements/{id}/reopen`.
pub(crate) async fn reopen(view: View, Path(id): Path<MovementId>, Posted(form): Posted) -> Answer {
    let why = form.value("why").to_owned();
    let done = view.write_in::<Refusal, _>(move |tx, me| reopen_movement(tx, &me.acting, id, &why)).await?;
    answer(&view, form, id, done, ("why", Notice::MovementReopened)).await
}

/// `POST /movements/{id}/place`.
pub(crate) async fn place(view: View, Path(id): Path<MovementId>, Posted(mut form): Posted) -> Answer {
    let Ok(person) = form.value("person").parse::<PersonId>() else {
        form.refuse("person", view.t.choice_missing());
        return page(&view, &form, id).await;
    };
    let entitlement: Option<EntitlementId> = form.value("entitlement").parse().ok();
    let done =
        view.write_in::<Refusal, _>(move |tx, me| place_movement(tx, &me.acting, id, person, entitlement)).await?;
    answer(&view, form, id, done, ("entitlement", Notice::MovementPlaced)).await
}

async fn answer(
    view: &View,
    mut form: Form,
    id: MovementId,
    done: Result<(), Refusal>,
    (field, notice): (&'static str, Notice),
) -> Answer<Response> {
    match done {
        Ok(()) => Ok(view.done(&path(id), notice)),
        Err(refusal) => {
            form.refuse(field, view.tell(refusal)?);
            page(view, &form, id).await
        }
    }
}
