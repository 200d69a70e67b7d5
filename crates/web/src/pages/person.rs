//! One member of staff: details, roles, and the ways back in.

use crate::{
    components::{Breadcrumb, Cell, Empty, Form, Icon, Link, SummaryList, SummaryRow, Table, Tag, Tone},
    pages::{
        confirm::Confirm,
        external_link, office_choice,
        staff::{self, AssignmentForm, field_of},
        tokens,
    },
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use kernel::{AssignmentId, StaffId, today_in_vietnam};
use office::{
    Action, Role,
    sign_in::ExternalIdentity,
    staff::{Assignment, StaffKind, StaffLine, assign, change_staff, end_assignment, find_staff},
};

#[derive(Template)]
#[template(path = "pages/person.html")]
struct Person<'a> {
    t: T,
    way: Breadcrumb,
    line: &'a StaffLine,
    state: Tag,
    facts: SummaryList,
    assignments: Table,
    none: Option<Empty>,
    /// A service account's, for an administrator.
    tokens: Option<Table>,
    may_assign: bool,
    may_issue: bool,
    actions: Vec<Link>,
}

/// The person, if they work or worked inside the area of whoever asks.
pub(crate) async fn load(view: &View, id: StaffId) -> Answer<StaffLine> {
    let found = view.read(move |tx, me| find_staff(tx, &me.acting.ground_scope(), id, me.acting.now)).await?;
    found.ok_or(Problem::NotFound)
}

/// The way to a person's page.
pub(crate) fn way(t: T, line: &StaffLine) -> Breadcrumb {
    Breadcrumb::home(t)
        .then("/staff", t.staff_title())
        .then(format!("/staff/{}", line.staff.id), line.staff.full_name.as_str())
}

/// `GET /staff/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<StaffId>) -> Answer {
    let line = load(&view, id).await?;
    let links = external_link::links(&view, &line).await?;
    let tokens = tokens::table_of(&view, &line).await?;
    let t = view.t;
    let is_active = line.staff.deactivated_at.is_none();
    let main = Person {
        t,
        way: Breadcrumb::home(t).then("/staff", t.staff_title()),
        state: staff::state(t, &line, view.now),
        facts: facts(&view, &line, &links),
        assignments: assignments(&view, &line),
        none: line.assignments.is_empty().then(|| Empty::of("people", t.assignments_none(), t.assignments_none_text())),
        may_assign: is_active && may_help(&view, id),
        may_issue: is_active && tokens.is_some(),
        tokens,
        actions: actions(&view, &line),
        line: &line,
    };
    Ok(view.page(&line.staff.full_name, &main))
}

/// Nobody helps oneself: the room refuses, so the page does not offer it.
fn may_help(view: &View, id: StaffId) -> bool {
    view.may(Action::ManageStaff) && view.signed().is_some_and(|me| me.staff.id != id)
}

fn facts(view: &View, line: &StaffLine, links: &[ExternalIdentity]) -> SummaryList {
    let t = view.t;
    let given = |text: &Option<String>| text.clone().unwrap_or_else(|| t.not_given().to_owned());
    let factor = if line.has_second_factor {
        Tag::of(Tone::Good, t.account_second_factor_on())
    } else {
        Tag::of(Tone::Plain, t.account_second_factor_off())
    };
    let mut rows = vec![
        SummaryRow::of(t.login_label(), line.staff.login.as_str()),
        SummaryRow::of(t.phone_label(), given(&line.staff.phone)),
        SummaryRow::of(t.email_label(), given(&line.staff.email)),
    ];
    // A program has no telephone to show a code.
    if line.staff.kind == StaffKind::Person {
        rows.push(SummaryRow::of(t.account_second_factor(), "").tag(factor));
    }
    rows.push(SummaryRow::of(t.person_since(), t.instant(line.staff.made_at)));
    rows.extend(external_link::rows(view, line, links, may_help(view, line.staff.id)));
    SummaryList { rows }
}

fn assignments(view: &View, line: &StaffLine) -> Table {
    let t = view.t;
    let may_end = may_help(view, line.staff.id);
    Table::of(t, t.assignments_caption())
        .column(t.role_label())
        .column(t.assignment_period())
        .column(t.assignment_state())
        .column("")
        .rows(&line.assignments, |assignment| {
            let until = match assignment.until {
                Some(until) => t.date(until),
                None => t.assignment_open_end().to_owned(),
            };
            let (state, is_over) = standing(view, assignment);
            let end = if may_end && !is_over {
                Cell::link(format!("/staff/{}/assignments/{}/end", line.staff.id, assignment.id), t.assignment_end())
            } else {
                Cell::text("")
            };
            [
                Cell::text(t.role(assignment.role)).below(assignment.office_name.clone().unwrap_or_default()),
                Cell::text(format!("{} – {until}", t.date(assignment.from))),
                Cell::tag(state),
                end,
            ]
        })
}

fn standing(view: &View, assignment: &Assignment) -> (Tag, bool) {
    let (t, today) = (view.t, today_in_vietnam(view.now));
    if assignment.until.is_some_and(|until| until <= today) {
        (Tag::of(Tone::Plain, t.assignment_over()), true)
    } else if assignment.from > today {
        (Tag::of(Tone::Info, t.assignment_later()), false)
    } else {
        (Tag::of(Tone::Good, t.assignment_now()), false)
    }
}

/// What can be done for this person now.
fn actions(view: &View, line: &StaffLine) -> Vec<Link> {
    let t = view.t;
    if !may_help(view, line.staff.id) {
        return Vec::new();
    }
    let is_active = line.staff.deactivated_at.is_none();
    let is_person = line.staff.kind == StaffKind::Person;
    let waits = line.waits_until.is_some_and(|until| until > view.now);
    let all = [
        (true, "details", t.person_details_edit()),
        (is_active && waits, "unlock", t.person_unlock()),
        (is_active && is_person, "reset-password", t.person_reset_password()),
        (is_active && line.has_second_factor, "reset-second-factor", t.person_reset_factor()),
        (is_active, "deactivate", t.person_deactivate()),
        (!is_active && is_person, "reactivate", t.person_reactivate()),
    ];
    let offered = all.into_iter().filter(|(offered, ..)| *offered);
    offered.map(|(_, path, text)| Link::to(format!("/staff/{}/{path}", line.staff.id), text)).collect()
}

/// `GET /staff/{id}/details`.
pub(crate) async fn show_details(view: View, Path(id): Path<StaffId>) -> Answer {
    let line = load(&view, id).await?;
    let form = view
        .form()
        .with("full_name", line.staff.full_name.as_str())
        .with("phone", line.staff.phone.as_deref().unwrap_or_default())
        .with("email", line.staff.email.as_deref().unwrap_or_default());
    Ok(details_page(&view, &line, &form))
}

fn details_page(view: &View, line: &StaffLine, form: &Form) -> Response {
    let t = view.t;
    Confirm::of(view, form, t.person_details_edit())
        .over(line.staff.full_name.as_str())
        .way(way(t, line))
        .field(form.text("full_name", t.full_name_label()).hint(t.full_name_hint()))
        .field(form.text("phone", t.phone_label()).digits().narrow().optional())
        .field(form.text("email", t.email_label()).optional())
        .button(Tone::Good, t.save())
        .answer(&format!("/staff/{}", line.staff.id))
}

/// `POST /staff/{id}/details`.
pub(crate) async fn change_details(view: View, Path(id): Path<StaffId>, Posted(mut form): Posted) -> Answer {
    let line = load(&view, id).await?;
    if form.require("full_name", view.t.full_name_missing()) {
        return Ok(details_page(&view, &line, &form));
    }
    let details = staff::details(&form);
    match view.write(move |tx, me| change_staff(tx, &me.acting, id, &details)).await? {
        Ok(_) => Ok(view.done(&format!("/staff/{id}"), Notice::StaffChanged)),
        Err(refusal) => {
            form.refuse(field_of(&refusal), view.tell(refusal)?);
            Ok(details_page(&view, &line, &form))
        }
    }
}

/// `GET /staff/{id}/assignments/new`.
pub(crate) async fn show_assign(view: View, Path(id): Path<StaffId>) -> Answer {
    let line = load(&view, id).await?;
    let today = view.t.date(today_in_vietnam(view.now));
    let form = view.form().with("from", today);
    let only = (line.staff.kind == StaffKind::Service).then(|| Role::ServiceAccount.key());
    assign_page(&view, &line, &form.with("role", only.unwrap_or_default())).await
}

async fn assign_page(view: &View, line: &StaffLine, form: &Form) -> Answer {
    let t = view.t;
    let office = office_choice::finder(view, form).await?;
    Ok(Confirm::of(view, form, t.assignment_add_title(&line.staff.full_name))
        .way(way(t, line))
        .select(staff::role_select(t, form, line.staff.kind))
        .finder(office)
        .field(form.date("from", t.assignment_from()))
        .button(Tone::Good, t.assignment_add())
        .answer(&format!("/staff/{}", line.staff.id)))
}

/// `POST /staff/{id}/assignments/new`.
pub(crate) async fn give_assignment(view: View, Path(id): Path<StaffId>, Posted(mut form): Posted) -> Answer {
    let line = load(&view, id).await?;
    if form.is_finding() {
        return assign_page(&view, &line, &form).await;
    }
    let read = AssignmentForm::read(view.t, &mut form);
    let Some(new) = read.of(id).filter(|_| !form.is_refused()) else {
        return assign_page(&view, &line, &form).await;
    };
    match view.write(move |tx, me| assign(tx, &me.acting, &new)).await? {
        Ok(_) => Ok(view.done(&format!("/staff/{id}"), Notice::AssignmentGiven)),
        Err(refusal) => {
            form.refuse(field_of(&refusal), view.tell(refusal)?);
            assign_page(&view, &line, &form).await
        }
    }
}

/// `GET /staff/{id}/assignments/{assignment}/end`.
pub(crate) async fn show_end(view: View, Path((id, assignment)): Path<(StaffId, AssignmentId)>) -> Answer {
    let line = load(&view, id).await?;
    let today = view.t.date(today_in_vietnam(view.now));
    end_page(&view, &line, assignment, &view.form().with("until", today))
}

fn end_page(view: &View, line: &StaffLine, id: AssignmentId, form: &Form) -> Answer {
    let t = view.t;
    let assignment = line.assignments.iter().find(|assignment| assignment.id == id).ok_or(Problem::NotFound)?;
    Ok(Confirm::of(view, form, t.assignment_end_title())
        .over(line.staff.full_name.as_str())
        .way(way(t, line))
        .text(t.assignment_end_text(&line.staff.full_name, t.role(assignment.role)))
        .field(form.date("until", t.assignment_end_from()))
        .button(Tone::Bad, t.assignment_end())
        .answer(&format!("/staff/{}", line.staff.id)))
}

/// `POST /staff/{id}/assignments/{assignment}/end`.
pub(crate) async fn end(
    view: View,
    Path((id, assignment)): Path<(StaffId, AssignmentId)>,
    Posted(mut form): Posted,
) -> Answer {
    let line = load(&view, id).await?;
    let Some(until) = parse_date(form.value("until")) else {
        form.refuse("until", view.t.date_wrong());
        return end_page(&view, &line, assignment, &form);
    };
    match view.write(move |tx, me| end_assignment(tx, &me.acting, assignment, until)).await? {
        Ok(_) => Ok(view.done(&format!("/staff/{id}"), Notice::AssignmentEnded)),
        Err(refusal) => {
            form.refuse("until", view.tell(refusal)?);
            end_page(&view, &line, assignment, &form)
        }
    }
}
