//! How contradictions about a person were solved, and taking that back.

use crate::{
    components::{Breadcrumb, Cell, Form, Table, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
};
use axum::{extract::Path, response::Response};
use kernel::ExceptionId;
use office::Action;
use registry::{Refusal, Solved, find_solved, undo_solution};

async fn load(view: &View, id: ExceptionId) -> Answer<Solved> {
    let found = view.read_in::<Problem, _>(move |tx, me| Ok(find_solved(tx, &me.acting.scope, id)?)).await?;
    found.ok_or(Problem::NotFound)
}

/// `GET /exceptions/{id}/undo`.
pub(crate) async fn show(view: View, Path(id): Path<ExceptionId>) -> Answer {
    let solved = load(&view, id).await?;
    let form = view.form();
    Ok(page(&view, &solved, &form))
}

fn page(view: &View, solved: &Solved, form: &Form) -> Response {
    let t = view.t;
    let (how, _) = t.solution(solved.kind, solved.solution);
    Confirm::of(view, form, t.exception_undo())
        .over(t.registry_exception(solved.kind))
        .way(Breadcrumb::home(t).then("/exceptions", t.exceptions_title()))
        .text(t.exception_undo_text(t.registry_exception(solved.kind), how))
        .field(form.area("why", t.exception_how()))
        .button(Tone::Bad, t.exception_undo_button())
        .answer(&format!("/people/{}", solved.person))
}

/// `POST /exceptions/{id}/undo`.
pub(crate) async fn undo(view: View, Path(id): Path<ExceptionId>, Posted(mut form): Posted) -> Answer {
    let solved = load(&view, id).await?;
    let why = form.value("why").to_owned();
    match view.write_in::<Refusal, _>(move |tx, me| undo_solution(tx, &me.acting, id, &why)).await? {
        Ok(()) => Ok(view.done(&format!("/exceptions/{id}/solve"), Notice::ExceptionReopened)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            Ok(page(&view, &solved, &form))
        }
    }
}

/// Those of a person, as a section of their page; nothing where there is none.
pub(super) fn section(view: &View, solved: &[(ExceptionId, Solved)]) -> Option<Table> {
    let (t, may) = (view.t, view.may(Action::CorrectPerson));
    let table = Table::of(t, t.exceptions_solved_caption())
        .column(t.exception_what())
        .column(t.exception_solved_how())
        .column(t.exception_solved_at())
        .column("")
        .rows(solved, |(id, one)| {
            [
                Cell::text(t.registry_exception(one.kind)),
                Cell::text(t.solution(one.kind, one.solution).0).below(one.why.clone()),
                Cell::text(t.instant(one.at)),
                if may {
                    Cell::link(format!("/exceptions/{id}/undo"), t.exception_undo_button())
                } else {
                    Cell::text("")
                },
            ]
        });
    (!solved.is_empty()).then_some(table)
}
