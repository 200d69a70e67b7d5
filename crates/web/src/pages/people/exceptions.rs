//! Contradictions between records, and corrections that wait for a second person.

use super::commune;
use crate::{
    components::{Breadcrumb, Cell, Empty, Form, Table, Tone},
    pages::{confirm::Confirm, tasks::Task},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use db::Tx;
use kernel::{ExceptionId, PersonId};
use office::{Action, Scope, sign_in::SignedIn};
use registry::{
    ChangeRequest, Exception, Listed, Refusal, Solution, count_open, find_exception, find_listed, list_change_requests,
    list_exceptions, solve_exception,
};
use std::collections::BTreeMap;

/// How many of each the page shows.
const SHOWN: usize = 100;

type Names = BTreeMap<PersonId, Listed>;

fn names(tx: &mut Tx<'_>, scope: &Scope, ids: impl Iterator<Item = PersonId>) -> Result<Names, Problem> {
    let mut names = Names::new();
    for id in ids {
        if !names.contains_key(&id) {
            names.extend(find_listed(tx, scope, id)?.map(|listed| (id, listed)));
        }
    }
    Ok(names)
}

#[derive(Template)]
#[template(path = "pages/exceptions.html")]
struct Exceptions {
    t: T,
    way: Breadcrumb,
    open: Table,
    no_open: Option<Empty>,
    changes: Table,
    no_changes: Option<Empty>,
}

/// `GET /exceptions`.
pub(crate) async fn list(view: View) -> Answer {
    let (exceptions, changes, names) = view
        .read_in::<Problem, _>(|tx, me| {
            let scope = &me.acting.scope;
            let exceptions = list_exceptions(tx, scope, SHOWN)?;
            let changes = list_change_requests(tx, scope, SHOWN)?;
            let ids = exceptions.iter().flat_map(|one| [one.person, one.other]);
            let ids: Vec<PersonId> = ids.chain(changes.iter().map(|change| change.person)).collect();
            let names = names(tx, scope, ids.into_iter())?;
            Ok((exceptions, changes, names))
        })
        .await?;
    let t = view.t;
    let main = Exceptions {
        t,
        way: Breadcrumb::home(t),
        no_open: exceptions.is_empty().then(|| Empty::of("check", t.exceptions_none(), t.exceptions_none_text())),
        open: exceptions_table(&view, &exceptions, &names),
        no_changes: changes.is_empty().then(|| Empty::of("check", t.changes_none(), t.changes_none_text())),
        changes: changes_table(t, &changes, &names),
    };
    Ok(view.page(t.exceptions_title(), &main))
}

/// A person with a link, or that it is somebody of another area.
fn somebody(t: T, names: &Names, id: PersonId) -> Cell {
    match names.get(&id) {
        Some(listed) => Cell::link(format!("/people/{id}"), listed.full_name.as_str())
            .below(listed.masked_number.clone().unwrap_or_else(|| t.match_no_number().to_owned())),
        None => Cell::text(t.exception_elsewhere()),
    }
}

fn exceptions_table(view: &View, exceptions: &[Exception], names: &Names) -> Table {
    let (t, places) = (view.t, view.app.desk.places());
    Table::of(t, t.exceptions_caption())
        .column(t.exception_what())
        .column(t.exception_person())
        .column(t.exception_other())
        .column(t.report_commune())
        .column(t.exception_found())
        .rows(exceptions, |one| {
            let other =
                if one.other == one.person { Cell::text(t.exception_same()) } else { somebody(t, names, one.other) };
            [
                Cell::link(format!("/exceptions/{}/solve", one.id), t.registry_exception(one.kind)),
                somebody(t, names, one.person),
                other,
                Cell::text(commune(&places, one.place)),
                Cell::text(t.instant(one.found_at)),
            ]
        })
}

fn changes_table(t: T, changes: &[ChangeRequest], names: &Names) -> Table {
    Table::of(t, t.changes_waiting_caption())
        .column(t.change_field())
        .column(t.exception_person())
        .column(t.change_proof())
        .column(t.change_asked_at())
        .rows(changes, |change| {
            [
                Cell::link(format!("/people/{}/changes/{}", change.person, change.id), t.changed_field(change.field)),
                somebody(t, names, change.person),
                Cell::text(&change.proof),
                Cell::text(t.instant(change.asked_at)),
            ]
        })
}

async fn load(view: &View, id: ExceptionId) -> Answer<Exception> {
    let found = view.read_in::<Problem, _>(move |tx, me| Ok(find_exception(tx, &me.acting.scope, id)?)).await?;
    found.ok_or(Problem::NotFound)
}

/// `GET /exceptions/{id}/solve`.
pub(crate) async fn show(view: View, Path(id): Path<ExceptionId>) -> Answer {
    let exception = load(&view, id).await?;
    let form = view.form();
    Ok(page(&view, &exception, &form))
}

fn page(view: &View, exception: &Exception, form: &Form) -> Response {
    let t = view.t;
    Confirm::of(view, form, t.exception_solve())
        .over(t.registry_exception(exception.kind))
        .way(Breadcrumb::home(t).then("/exceptions", t.exceptions_title()))
        .text(t.exception_solve_text())
        .choices(Solution::ALL.iter().fold(form.radios("solution", t.exception_solution()), |radios, one| {
            let (said, hint) = t.solution(*one);
            radios.explained(one.key(), said, hint)
        }))
        .field(form.area("why", t.exception_how()))
        .button(Tone::Good, t.exception_solve())
        .answer("/exceptions")
}

/// `POST /exceptions/{id}/solve`.
pub(crate) async fn solve(view: View, Path(id): Path<ExceptionId>, Posted(mut form): Posted) -> Answer {
    let exception = load(&view, id).await?;
    let Some(solution) = Solution::parse(form.value("solution")) else {
        form.refuse("solution", view.t.choice_missing());
        return Ok(page(&view, &exception, &form));
    };
    let why = form.value("why").to_owned();
    match view.write_in::<Refusal, _>(move |tx, me| solve_exception(tx, &me.acting, id, solution, &why)).await? {
        Ok(()) => Ok(view.done("/exceptions", Notice::ExceptionSolved)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            Ok(page(&view, &exception, &form))
        }
    }
}

/// What waits in the registry, for whoever may correct persons.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    if !me.acting.role.may(Action::CorrectPerson) {
        return Ok(Vec::new());
    }
    let open = count_open(tx, &me.acting)?;
    let task = |text: &str, count| Task { text: text.to_owned(), count, link: "/exceptions".to_owned() };
    Ok(vec![task(t.task_record_exceptions(), open.exceptions), task(t.task_changes(), open.changes)])
}
