//! The list of staff, and new members.

use crate::{
    components::{Breadcrumb, Cell, Empty, Finder, Form, Icon, Notice, Pagination, Select, Table, Tag, Tone},
    pages::office_choice,
    shell::{
        guard::Posted,
        problem::Answer,
        visit::{View, Visit},
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::{extract::Query, response::Response};
use jiff::{Timestamp, civil::Date};
use kernel::{OfficeId, StaffId, today_in_vietnam};
use office::{
    Action, Refusal, Role,
    sign_in::StartPassword,
    staff::{
        Assignment, Login, NewAssignment, NewStaff, STAFF_PAGE, Staff, StaffDetails, StaffFilter, StaffKind, StaffLine,
        assign, create_staff, list_staff,
    },
};
use serde::Deserialize;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    q: String,
    with_deactivated: String,
    after: String,
}

#[derive(Template)]
#[template(path = "pages/staff.html")]
struct StaffPage {
    t: T,
    way: Breadcrumb,
    narrow: Narrow,
    may_add: bool,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /staff`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let filter = StaffFilter {
        office: None,
        words: narrow.q.clone(),
        with_deactivated: !narrow.with_deactivated.is_empty(),
        after: Login::parse(&narrow.after).ok(),
    };
    let people = view.read(move |tx, me| list_staff(tx, &me.acting.ground_scope(), &filter, me.acting.now)).await?;
    let t = view.t;
    let empty = people.is_empty().then(|| {
        if narrow.q.is_empty() && narrow.after.is_empty() {
            Empty::of("people", t.staff_none(), t.staff_none_text())
        } else {
            Empty::of("people", t.staff_none_found(), t.offices_none_found_text())
        }
    });
    let main = StaffPage {
        t,
        way: Breadcrumb::home(t),
        may_add: view.may(Action::ManageStaff),
        table: table(&view, &t.staff_caption(t.date(today_in_vietnam(view.now))), &people),
        empty,
        pages: pages(t, &narrow, &people),
        narrow,
    };
    Ok(view.page(t.staff_title(), &main))
}

fn pages(t: T, narrow: &Narrow, people: &[StaffLine]) -> Pagination {
    let path = |after: &str| {
        let mut query =
            vec![("q", narrow.q.as_str()), ("with_deactivated", &narrow.with_deactivated), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("/staff?{}", crate::address::query(&query))
    };
    let next = people.last().filter(|_| people.len() == STAFF_PAGE).map(|last| path(last.staff.login.as_str()));
    Pagination { t, first: (!narrow.after.is_empty()).then(|| path("")), next }
}

/// People, what they work as, and whether they can sign in.
pub(crate) fn table(view: &View, caption: &str, people: &[StaffLine]) -> Table {
    let t = view.t;
    Table::of(t, caption)
        .column(t.full_name_label())
        .column(t.staff_role_column())
        .column(t.account_second_factor())
        .column(t.staff_state())
        .rows(people, |line| {
            let factor =
                if line.has_second_factor { t.account_second_factor_on() } else { t.account_second_factor_off() };
            [
                Cell::link(format!("/staff/{}", line.staff.id), line.staff.full_name.as_str())
                    .below(line.staff.login.as_str()),
                roles(t, &line.assignments),
                Cell::text(factor),
                Cell::tag(state(t, line, view.now)),
            ]
        })
}

fn roles(t: T, assignments: &[Assignment]) -> Cell {
    let Some(first) = assignments.first() else { return Cell::text(t.staff_no_role()) };
    let more = match assignments.len() - 1 {
        0 => String::new(),
        more => format!(" ({})", t.staff_more_roles(more)),
    };
    let office = first.office_name.clone().unwrap_or_default();
    Cell::text(t.role(first.role)).below(format!("{office}{more}"))
}

/// Whether somebody can sign in now.
pub(crate) fn state(t: T, line: &StaffLine, now: Timestamp) -> Tag {
    match (line.staff.deactivated_at, line.waits_until.filter(|until| *until > now)) {
        (Some(_), _) => Tag::of(Tone::Bad, t.staff_deactivated()),
        (None, Some(until)) => Tag::of(Tone::Warn, t.staff_waits_until(t.instant(until))),
        (None, None) => Tag::of(Tone::Good, t.staff_active()),
    }
}

/// The office a new person comes to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct At {
    office: String,
}

#[derive(Template)]
#[template(path = "pages/staff_new.html")]
struct StaffNew<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    role: Select,
    office: Finder,
}

/// `GET /staff/new`.
pub(crate) async fn show_new(view: View, Query(at): Query<At>) -> Answer {
    let today = view.t.date(today_in_vietnam(view.now));
    new_page(&view, &view.form().with("office", at.office).with("from", today)).await
}

async fn new_page(view: &View, form: &Form) -> Answer {
    let t = view.t;
    let main = StaffNew {
        t,
        view,
        form,
        way: Breadcrumb::home(t).then("/staff", t.staff_title()),
        role: role_select(t, form, StaffKind::Person),
        office: office_choice::finder(view, form).await?,
    };
    Ok(view.form_page(t.staff_new_title(), form, &main))
}

/// The roles that can be given to somebody of this kind.
pub(crate) fn role_select(t: T, form: &Form, kind: StaffKind) -> Select {
    let is_service = |role: &Role| *role == Role::ServiceAccount;
    let fits = |role: &&Role| role.is_assignable() && is_service(role) == (kind == StaffKind::Service);
    let roles = Role::ALL.iter().filter(fits);
    form.select("role", t.role_label())
        .hint(t.role_hint())
        .options(roles.map(|role| (role.key().to_owned(), t.role(*role).to_owned())))
}

/// What an assignment's part of a form says; what is wrong is noted in the form.
pub(crate) struct AssignmentForm {
    role: Option<Role>,
    office: Option<OfficeId>,
    from: Option<Date>,
}

impl AssignmentForm {
    pub fn read(t: T, form: &mut Form) -> AssignmentForm {
        let role = Role::parse(form.value("role"));
        if role.is_none() {
            form.refuse("role", t.role_missing());
        }
        let from = parse_date(form.value("from"));
        if from.is_none() {
            form.refuse("from", t.date_wrong());
        }
        AssignmentForm { role, office: form.value("office").parse().ok(), from }
    }

    /// The assignment, once nothing is wrong.
    pub fn of(&self, staff: StaffId) -> Option<NewAssignment> {
        Some(NewAssignment { staff, role: self.role?, office: self.office, from: self.from?, until: None })
    }
}

/// At which field a refusal belongs.
pub(crate) fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::LoginFault(_) | Refusal::LoginTaken => "login",
        Refusal::OfficeClosed | Refusal::OfficeNeeded { .. } | Refusal::OfficeNotWanted { .. } => "office",
        Refusal::PeriodBackwards { .. } => "from",
        Refusal::TextLength { field: "full_name", .. } => "full_name",
        Refusal::TextLength { field: "phone", .. } => "phone",
        Refusal::TextLength { field: "email", .. } => "email",
        Refusal::TextLength { field: "why", .. } => "why",
        _ => "role",
    }
}

/// What a form says about a person.
pub(crate) fn details(form: &Form) -> StaffDetails {
    let optional = |field| Some(form.value(field).to_owned()).filter(|text: &String| !text.is_empty());
    StaffDetails { full_name: form.value("full_name").to_owned(), phone: optional("phone"), email: optional("email") }
}

/// The login name a form says; what is wrong is noted in the form.
pub(crate) fn read_login(t: T, form: &mut Form) -> Option<Login> {
    match Login::parse(form.value("login")) {
        Ok(login) => Some(login),
        Err(_) if form.require("login", t.login_missing()) => None,
        Err(fault) => {
            form.refuse("login", t.refusal(&fault.into()));
            None
        }
    }
}

/// `POST /staff/new`: the person, the first role and the one-time password, together or not at all.
pub(crate) async fn create(view: View, Posted(mut form): Posted) -> Answer {
    if form.is_finding() {
        return new_page(&view, &form).await;
    }
    let t = view.t;
    form.require("full_name", t.full_name_missing());
    let login = read_login(t, &mut form);
    let first = AssignmentForm::read(t, &mut form);
    let Some(login) = login.filter(|_| !form.is_refused()) else { return new_page(&view, &form).await };
    let StaffDetails { full_name, phone, email } = details(&form);
    let new = NewStaff { login, full_name, phone, email };
    let made = view
        .blocking(move |visit| {
            let start = StartPassword::make(&visit.app.desk);
            make(visit, &new, &first, &start).map(|made| made.map(|staff| (staff, start)))
        })
        .await??;
    match made {
        Ok((staff, start)) => Ok(start_password_page(&view, &staff, &start)),
        Err(refusal) => {
            form.refuse(field_of(&refusal), view.tell(refusal)?);
            new_page(&view, &form).await
        }
    }
}

fn make(
    visit: &Visit,
    new: &NewStaff,
    first: &AssignmentForm,
    start: &StartPassword,
) -> Answer<Result<Staff, Refusal>> {
    let acting = &visit.me()?.acting;
    Ok(visit.app.desk.db().write(|tx| {
        let staff = create_staff(tx, acting, new, start)?;
        if let Some(first) = first.of(staff.id) {
            assign(tx, acting, &first)?;
        }
        Ok(staff)
    }))
}

#[derive(Template)]
#[template(path = "pages/start_password.html")]
struct StartPasswordPage<'a> {
    t: T,
    staff: &'a Staff,
    lead: String,
    password: &'a str,
}

/// The one time a start password is shown.
pub(crate) fn start_password_page(view: &View, staff: &Staff, start: &StartPassword) -> Response {
    let t = view.t;
    let lead = t.start_password_lead(&staff.full_name);
    view.page(t.start_password_title(), &StartPasswordPage { t, staff, lead, password: start.reveal() })
}
