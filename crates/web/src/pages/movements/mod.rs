//! Movements that files tell: the list by state, one of them, and what is decided about it.

pub(crate) mod movement;

pub(crate) use movement::state_tag;

use super::{
    people::{categories, commune},
    tasks::Task,
};
use crate::{
    address,
    components::{Breadcrumb, Cell, Empty, Form, Link, Pagination, Tab, Table, Tabs, Tag, Tone},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::extract::Query;
use db::Tx;
use kernel::{MovementId, PersonId, SourceFileId};
use lists::NEUTRAL_CATEGORY;
use office::{Action, sign_in::SignedIn};
use registry::{
    MOVEMENTS_PAGE, Movement, MovementState, Refusal, approve_movement, count_movements, count_to_approve,
    list_movements, load_movement, load_person,
};
use serde::Deserialize;
use sources::{MovementKind, SHEET_LINES};
use std::collections::BTreeMap;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    state: String,
    file: String,
    after: String,
}

impl Narrow {
    fn state(&self) -> MovementState {
        MovementState::parse(&self.state).unwrap_or(MovementState::Open)
    }

    fn path(&self, state: MovementState, after: &str) -> String {
        let mut query = vec![("state", state.key()), ("file", self.file.as_str()), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("/movements?{}", address::query(&query))
    }
}

/// A movement that may be approved here, with the version of the record that is seen.
struct Ready {
    id: MovementId,
    seen: String,
}

#[derive(Template)]
#[template(path = "pages/movements.html")]
struct Movements<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    tabs: Tabs,
    of_file: Option<(String, String)>,
    ready: Vec<Ready>,
    count: String,
    is_all_own: bool,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
    state: &'static str,
    file: String,
}

/// What the page reads.
struct Seen {
    movements: Vec<Movement>,
    counts: BTreeMap<MovementState, i64>,
    versions: BTreeMap<PersonId, i64>,
    file_name: Option<String>,
    named: BTreeMap<String, String>,
    hidden: Vec<String>,
}

impl Seen {
    /// What the category of a movement is called; one that is a secret of health is not.
    fn category<'c>(&'c self, movement: &'c Movement) -> &'c str {
        match movement.category.as_deref() {
            Some(code) if self.hidden.iter().any(|one| one == code) => NEUTRAL_CATEGORY,
            Some(code) => self.named.get(code).map_or(code, String::as_str),
            None => "",
        }
    }
}

/// `GET /movements`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let form = view.form();
    page(&view, &form, &narrow).await
}

fn see(
    tx: &mut Tx<'_>,
    (me, t): (&SignedIn, T),
    state: MovementState,
    file: Option<SourceFileId>,
    after: Option<(SourceFileId, i64)>,
) -> Result<Seen, Problem> {
    let scope = &me.acting.scope;
    let movements = list_movements(tx, scope, state, file, after)?;
    let mut versions = BTreeMap::new();
    for person in movements.iter().filter_map(|movement| movement.person) {
        versions.insert(person, load_person(tx, scope, person)?.person.version);
    }
    let found = file.map(|file| sources::find_file(tx, scope, file)).transpose()?.flatten();
    let (named, hidden) = categories(tx, t)?;
    let (counts, file_name) = (count_movements(tx, scope, file)?, found.map(|file| file.name));
    Ok(Seen { movements, counts, versions, file_name, named, hidden })
}

async fn page(view: &View, form: &Form, narrow: &Narrow) -> Answer {
    let (state, file) = (narrow.state(), narrow.file.parse::<SourceFileId>().ok());
    let after = narrow.after.split_once('_').and_then(|(file, line)| Some((file.parse().ok()?, line.parse().ok()?)));
    let t = view.t;
    let seen = view.read_in::<Problem, _>(move |tx, me| see(tx, (me, t), state, file, after)).await?;
    let me = view.me()?.acting.staff;
    let is_own = |movement: &Movement| movement.asked_by == me || movement.placed_by == Some(me);
    let ready: Vec<Ready> = seen
        .movements
        .iter()
        // What is doubtful is approved on its own page, where the doubt stands.
        .filter(|movement| movement.state == MovementState::Open && movement.obstacle.is_none() && !is_own(movement))
        .map(|movement| Ready {
            id: movement.id,
            seen: movement.person.and_then(|id| seen.versions.get(&id)).map(i64::to_string).unwrap_or_default(),
        })
        .collect();
    let last = seen.movements.last().filter(|_| seen.movements.len() == MOVEMENTS_PAGE);
    let main = Movements {
        t,
        view,
        form,
        way: Breadcrumb::home(t),
        tabs: tabs(t, narrow, &seen.counts),
        of_file: seen
            .file_name
            .as_ref()
            .map(|name| (t.movements_of_file(name), format!("/movements?state={}", state.key()))),
        count: t.number(ready.len() as u64),
        is_all_own: state == MovementState::Open && !seen.movements.is_empty() && seen.movements.iter().all(is_own),
        ready,
        table: table(view, &seen),
        empty: seen.movements.is_empty().then(|| Empty::of("check", t.movements_none(), t.movements_none_text())),
        pages: Pagination {
            t,
            first: after.is_some().then(|| narrow.path(state, "")),
            next: last.map(|last| narrow.path(state, &format!("{}_{}", last.file, last.line))),
        },
        state: state.key(),
        file: narrow.file.clone(),
    };
    Ok(view.form_page(t.movements_title(), form, &main))
}

/// The two states in which somebody has to do something, and those in which there is something.
fn tabs(t: T, narrow: &Narrow, counts: &BTreeMap<MovementState, i64>) -> Tabs {
    let here = narrow.state();
    let shown = [
        MovementState::Open,
        MovementState::Unplaced,
        MovementState::Approved,
        MovementState::Rejected,
        MovementState::Undone,
        MovementState::Withdrawn,
    ];
    let count = |state: &MovementState| counts.get(state).copied().unwrap_or_default();
    let always = [MovementState::Open, MovementState::Unplaced];
    let tab = |state: &MovementState| Tab {
        link: Link::to(
            narrow.path(*state, ""),
            t.cycle_state_count(t.movement_state_named(*state), t.number(count(state))),
        ),
        is_here: *state == here,
    };
    let offered = shown.iter().filter(|state| always.contains(state) || count(state) > 0 || **state == here);
    Tabs { label: t.movements_title().to_owned(), tabs: offered.map(tab).collect() }
}

fn table(view: &View, seen: &Seen) -> Table {
    let (t, places) = (view.t, view.app.desk.places());
    Table::of(t, t.movements_caption())
        .column(t.full_name_label())
        .column(t.movement_kind())
        .column(t.movement_what())
        .column(t.report_commune())
        .column(t.import_line())
        .rows(&seen.movements, |one| {
            let number = one.citizen_id.map_or_else(|| t.match_no_number().to_owned(), |number| number.masked());
            let obstacle = one.obstacle.filter(|_| one.waits()).map_or("", |obstacle| t.obstacle(obstacle));
            [
                Cell::link(format!("/movements/{}", one.id), one.full_name.as_str()).below(number),
                Cell::tag(kind_tag(t, one.kind)).below(seen.category(one)),
                Cell::text(says(t, one)).below(obstacle),
                Cell::text(commune(&places, one.place)),
                Cell::text(t.number(one.line % SHEET_LINES)),
            ]
        })
}

/// A kind in its colour.
pub(super) fn kind_tag(t: T, kind: MovementKind) -> Tag {
    let tone = match kind {
        MovementKind::Increase => Tone::Good,
        MovementKind::Adjust => Tone::Info,
        MovementKind::Stop => Tone::Warn,
        MovementKind::Death => Tone::Bad,
    };
    Tag::of(tone, t.movement_kind_named(kind))
}

/// What changes, in a line.
pub(crate) fn says(t: T, one: &Movement) -> String {
    let amount = one.amount.map_or_else(|| t.not_given().to_owned(), |amount| t.dong(amount));
    let month = t.month(one.month);
    match one.kind {
        MovementKind::Increase => t.movement_says_increase(amount, month),
        MovementKind::Adjust => t.movement_says_adjust(amount, month),
        MovementKind::Stop => t.movement_says_stop(month),
        MovementKind::Death => {
            t.movement_says_death(one.died_on.map_or_else(|| t.not_given().to_owned(), |day| t.date(day)), month)
        }
    }
}

/// `POST /movements/approve`: those that stood on the page, each as it was seen there.
pub(crate) async fn approve_shown(view: View, Posted(mut form): Posted) -> Answer {
    let narrow =
        Narrow { state: form.value("state").to_owned(), file: form.value("file").to_owned(), after: String::new() };
    let shown: Vec<(MovementId, Option<i64>)> = form
        .values("one")
        .filter_map(|one| {
            let (id, seen) = one.split_once('.')?;
            Some((id.parse().ok()?, seen.parse().ok()))
        })
        .collect();
    let (mut approved, mut refused) = (0_u32, Vec::new());
    for (id, seen) in shown {
        match view.write_in::<Refusal, _>(move |tx, me| approve_movement(tx, &me.acting, id, seen)).await? {
            Ok(()) => approved += 1,
            Err(refusal) => refused.push((id, view.tell(refusal)?)),
        }
    }
    if refused.is_empty() {
        return Ok(view.done(&narrow.path(MovementState::Open, ""), Notice::MovementsApproved(approved)));
    }
    let t = view.t;
    let (left, named) = (t.number(refused.len() as u64), refused.into_iter().take(REFUSED_NAMED).collect());
    form.refuse("movements", t.movements_some_refused(t.number(approved), left, told(&view, named).await?));
    page(&view, &form, &narrow).await
}

/// Of how many refused movements it is said whose they are, and why.
const REFUSED_NAMED: usize = 5;

/// Whose each refused movement is, and why it was refused.
async fn told(view: &View, refused: Vec<(MovementId, String)>) -> Answer<String> {
    let t = view.t;
    let told = view.read_in::<Problem, _>(move |tx, me| {
        let mut told = Vec::with_capacity(refused.len());
        for (id, why) in refused {
            let movement = load_movement(tx, &me.acting.scope, id)?;
            told.push(t.movement_refused_of(movement.full_name.as_str(), why));
        }
        Ok(told)
    });
    Ok(told.await?.join(" "))
}

/// What waits for whoever may correct persons: approvals that are theirs to give, and movements of nobody known.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    if !me.acting.role.may(Action::CorrectPerson) {
        return Ok(Vec::new());
    }
    let counts = count_movements(tx, &me.acting.scope, None)?;
    let unplaced = counts.get(&MovementState::Unplaced).copied().unwrap_or_default();
    let task = |state: MovementState, text: &str, count: i64| Task {
        text: text.to_owned(),
        count,
        link: format!("/movements?state={}", state.key()),
    };
    Ok(vec![
        task(MovementState::Open, t.task_movements(), count_to_approve(tx, &me.acting)?),
        task(MovementState::Unplaced, t.task_movements_unplaced(), unplaced),
    ])
}
