//! Lists of guardians: the form goes out, a list comes in, its bad lines go back.

use super::{
    forms::{returned_name, returned_shown, way},
    unit_name,
};
use crate::{
    components::{Breadcrumb, Cell, FileField, Form, SummaryList, SummaryRow, Table},
    pages::cycles::{named, names},
    shell::{
        answers::{WORKBOOK, as_saved},
        notice::Notice,
        problem::{Answer, Problem},
        upload::receive,
        visit::View,
    },
    wording::{Language, T},
};
use askama::Template;
use axum::{
    extract::{Multipart, Path},
    response::Response,
};
use sources::FileFault;
use survey::{
    GuardianList, GuardianReceipt, NewGuardians, Refusal, list_guardian_lists, load_guardian_list, receive_guardians,
    return_guardians, write_guardian_template,
};

/// The path of a commune's lists of guardians.
pub(super) fn path(place: i64) -> String {
    format!("/visits/communes/{place}/guardians")
}

fn path_of(list: &GuardianList) -> String {
    format!("{}/{}", path(list.place), list.sha256)
}

#[derive(Template)]
#[template(path = "pages/guardians.html")]
struct Guardians<'a> {
    t: T,
    form: &'a Form,
    way: Breadcrumb,
    over: String,
    blank: String,
    action: String,
    file: FileField,
    table: Option<Table>,
}

/// `GET /visits/communes/{place}/guardians`.
pub(crate) async fn list(view: View, Path(place): Path<i64>) -> Answer {
    let form = view.form();
    page(&view, place, &form).await
}

async fn page(view: &View, place: i64, form: &Form) -> Answer<Response> {
    let received = view.read_in::<Refusal, _>(move |tx, me| {
        if !me.acting.scope.covers(place) {
            return Err(office::Refusal::OutsideArea.into());
        }
        list_guardian_lists(tx, &me.acting.scope, place)
    });
    let (received, t) = (received.await?, view.t);
    let main = Guardians {
        t,
        form,
        way: way(t, place),
        over: unit_name(&view.app.desk.places(), place),
        blank: format!("{}/blank", path(place)),
        action: view.upload_action(&path(place)),
        file: form.file(t.guardians_choose(), ".xlsx,.csv,.txt").hint(t.forms_choose_hint()),
        table: (!received.is_empty()).then(|| table(t, &received)),
    };
    Ok(view.form_page(t.guardians_title(), form, &main))
}

fn table(t: T, received: &[GuardianList]) -> Table {
    Table::of(t, t.guardians_received_caption())
        .column(t.guardians_file())
        .column(t.forms_received())
        .numbers(t.guardians_created())
        .numbers(t.guardians_existing())
        .numbers(t.forms_returned())
        .rows(received, |list| {
            [
                Cell::link(path_of(list), &list.name),
                Cell::text(t.instant(list.received_at)),
                Cell::text(t.number(list.created)),
                Cell::text(t.number(list.existing)),
                Cell::text(t.number(list.returned)),
            ]
        })
}

/// `GET …/blank`: the list to fill in. Offices write Vietnamese, in whatever language the page is read.
pub(crate) async fn blank(view: View, Path(_place): Path<i64>) -> Answer {
    let vi = T(Language::Vietnamese);
    let (sheets, headings) =
        ([vi.guardian_list_sheet(), vi.template_guide()], [vi.template_column(), vi.template_how()]);
    let how = |column| vi.guardian_column_how(column);
    let content = write_guardian_template(view.now, sheets, headings, &how).map_err(Problem::from)?;
    Ok(as_saved("mau-nguoi-giam-ho.xlsx", WORKBOOK, content))
}

/// `POST /visits/communes/{place}/guardians`.
pub(crate) async fn send(view: View, Path(place): Path<i64>, parts: Multipart) -> Answer {
    let (upload, t) = (receive(&view.app.uploads, parts).await?, view.t);
    let mut form = upload.form(t);
    let Some(file) = upload.file else {
        form.refuse("file", t.guardians_missing());
        return page(&view, place, &form).await;
    };
    let taken = view.write_alone_in::<Refusal, _>(move |tx, me| {
        let new = NewGuardians { place, name: &file.name, content: &file.content };
        receive_guardians(tx, &me.acting, &new, &|fault| t.guardian_fault(fault))
    });
    match taken.await? {
        Ok(receipt) => {
            let is_new = matches!(receipt, GuardianReceipt::Created(_));
            let notice = if is_new { Notice::GuardiansTaken } else { Notice::GuardiansExist };
            return Ok(view.done(&path_of(receipt.list()), notice));
        }
        Err(Refusal::File(FileFault::NoHeader)) => form.refuse("file", t.guardians_no_headings()),
        Err(Refusal::File(FileFault::NoRows)) => form.refuse("file", t.guardians_no_lines()),
        Err(refusal) => form.refuse("file", view.tell(refusal)?),
    }
    page(&view, place, &form).await
}

#[derive(Template)]
#[template(path = "pages/guardian_list.html")]
struct Received<'a> {
    t: T,
    way: Breadcrumb,
    title: &'a str,
    path: String,
    waiting: String,
    facts: SummaryList,
    returned: Option<Table>,
    returned_more: Option<String>,
}

/// `GET …/{sha256}`: what came of a list.
pub(crate) async fn show(view: View, Path((place, sha256)): Path<(i64, String)>) -> Answer {
    let read = view.read_in::<Refusal, _>(move |tx, me| {
        let (list, returned) = load_guardian_list(tx, &me.acting.scope, place, &sha256)?;
        let names = names(tx, [list.received_by])?;
        Ok((list, returned, names))
    });
    let ((list, returned, names), t) = (read.await?, view.t);
    let (returned, returned_more) = returned_shown(t, &returned);
    let main = Received {
        t,
        way: way(t, place).then(path(place), t.guardians_title()),
        title: &list.name,
        path: path_of(&list),
        waiting: format!("/visits/papers?place={place}"),
        facts: SummaryList {
            rows: vec![
                SummaryRow::of(t.forms_received(), t.instant(list.received_at)),
                SummaryRow::of(t.forms_by(), named(t, &names, Some(list.received_by))),
                SummaryRow::of(t.guardians_created(), t.number(list.created)),
                SummaryRow::of(t.guardians_existing(), t.number(list.existing)),
                SummaryRow::of(t.forms_returned(), t.number(list.returned)),
            ],
        },
        returned,
        returned_more,
    };
    Ok(view.page(&list.name, &main))
}

/// `GET …/{sha256}/returned`: the lines to correct, with the reason beside each.
pub(crate) async fn returned(view: View, Path((place, sha256)): Path<(i64, String)>) -> Answer {
    let read = view.read_in::<Refusal, _>(move |tx, me| {
        let (list, _) = load_guardian_list(tx, &me.acting.scope, place, &sha256)?;
        Ok((list.name, return_guardians(tx, &me.acting, place, &sha256)?))
    });
    let (name, content) = read.await?;
    Ok(as_saved(&returned_name(&name), WORKBOOK, content))
}
