//! The frame around every page: head, masthead, sections, notice, footer.

use crate::{
    api,
    components::{Icon, Notice, TokenField, Tone},
    shell::{
        assets::Asset,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{Language, T},
};
use askama::{DynTemplate, Template};
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use office::{Action, Role, sign_in::Step};

/// What a section belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// The steps of the process, in their order.
    Work,
    /// What the steps stand on.
    Ground,
}

/// A part of the program that stands in the lines under the masthead.
pub(crate) struct Section {
    pub group: Group,
    pub path: &'static str,
    pub label: &'static str,
    pub icon: &'static str,
    /// What it is for, on the start page.
    pub what: &'static str,
    /// Pages elsewhere that belong to it.
    also: &'static [&'static str],
}

/// The sections of a group as the menu shows them.
struct MenuGroup {
    label: &'static str,
    /// The end of its class name.
    kind: &'static str,
    sections: Vec<Section>,
    /// Whether it is opened by a click, so that the steps of the process stand in one line.
    is_folded: bool,
}

/// From how many sections of work on the other group is folded.
const FOLDED_FROM: usize = 5;

#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'a> {
    t: T,
    title: &'a str,
    main: &'a str,
    view: &'a View,
    groups: Vec<MenuGroup>,
    notice: Option<Notice>,
    switch_to: Language,
    token: TokenField,
    /// The day it is, where data are made up.
    practice_day: Option<String>,
}

/// A whole page around `main`.
pub(crate) fn page(view: &View, status: StatusCode, title: &str, main: &dyn DynTemplate) -> Response {
    match whole(view, title, main) {
        Ok(html) => (status, Html(html)).into_response(),
        Err(problem) => problem.into_response(),
    }
}

fn whole(view: &View, title: &str, main: &dyn DynTemplate) -> Answer<String> {
    let main = main.dyn_render().map_err(|error| Problem::Fault(format!("a template failed: {error}")))?;
    let layout = Layout {
        t: view.t,
        title,
        main: &main,
        view,
        groups: groups(view),
        notice: view.notice().map(|sentence| Notice::of(Tone::Good, sentence)),
        switch_to: if view.t.0 == Language::Vietnamese { Language::English } else { Language::Vietnamese },
        token: view.token_field(),
        practice_day: view.app.settings.practice.then(|| view.t.date(kernel::today_in_vietnam(view.now))),
    };
    layout.render().map_err(|error| Problem::Fault(format!("the frame failed: {error}")))
}

/// What this person may open, in the order of the process.
pub(crate) fn sections(view: &View) -> Vec<Section> {
    if view.signed().is_none_or(|me| me.step != Step::In) {
        return Vec::new();
    }
    let t = view.t;
    let of = |group, path, label, icon, what| Section { group, path, label, icon, what, also: also(path) };
    let work = |path, label, icon, what| of(Group::Work, path, label, icon, what);
    let section = |path, label, icon, what| of(Group::Ground, path, label, icon, what);
    let role = view.signed().map(|me| me.acting.role);
    let all = [
        (None, work("/", t.nav_home(), "home", "")),
        (Some(Action::ImportSource), work("/imports", t.imports_title(), "inbox", t.imports_what())),
        (Some(Action::ExchangePopulation), work("/registers", t.registers_title(), "book", t.registers_what())),
        (Some(Action::ExchangePopulation), work("/population", t.population_title(), "job", t.population_what())),
        (Some(Action::DecideMatch), work("/matching", t.matching_title(), "match", t.matching_what())),
        (Some(Action::ReadPersons), work("/people", t.people_title(), "person", t.people_what())),
        (Some(Action::CorrectPerson), work("/movements", t.movements_title(), "match", t.movements_what())),
        (Some(Action::CorrectPerson), work("/exceptions", t.exceptions_title(), "alert", t.exceptions_what())),
        (Some(Action::ReadPersons), work("/visits", t.nav_visits(), "home", t.visits_what())),
        (Some(Action::ReadPersons), work("/accounts", t.nav_accounts(), "key", t.accounts_what())),
        (Some(Action::ReadPersons), work("/lists", t.lists_title(), "letter", t.lists_what())),
        (Some(Action::ReadReports), work("/cycles", t.cycles_title(), "coin", t.cycles_what())),
        (Some(Action::RecordPaid), work("/cash", t.cash_title(), "coin", t.cash_what())),
        (
            Some(Action::ReadReports),
            work("/reconciliation", t.reconciliation_title(), "balance", t.reconciliation_what()),
        ),
        (Some(Action::ReadReports), work("/reports", t.reports_title(), "chart", t.reports_what())),
        (Some(Action::ReadStaff), section("/offices", t.offices_title(), "office", t.offices_what())),
        (Some(Action::ReadStaff), section("/staff", t.staff_title(), "people", t.staff_what())),
        (Some(Action::ReadReference), section("/reference", t.reference_title(), "book", t.reference_what())),
        (Some(Action::ReadLetters), section("/letters", t.letters_title(), "letter", t.letters_what())),
        (None, section("/jobs", t.jobs_title(), "job", t.jobs_what())),
        (Some(Action::ReadAudit), section("/audit", t.audit_title(), "trail", t.audit_what())),
    ];
    let offered = all.into_iter().filter(|(action, _)| action.is_none_or(|action| view.may(action)));
    let mut sections: Vec<Section> = offered.map(|(_, section)| section).collect();
    if let Some(role) = role {
        sections.retain(|section| is_for(role, section.path));
        // The order of the process, with what this person does before what they only look at.
        sections.sort_by_key(|section| (section.group == Group::Ground, !is_own_work(role, section.path)));
    }
    sections
}

/// What is done in a section, beside looking.
fn work_of(path: &str) -> &'static [Action] {
    match path {
        "/imports" => &[Action::ImportSource],
        "/registers" | "/population" => &[Action::ExchangePopulation],
        "/matching" => &[Action::DecideMatch],
        "/people" => &[Action::CorrectPerson, Action::PlaceHold],
        "/movements" | "/exceptions" => &[Action::CorrectPerson],
        "/visits" => &[Action::RecordVisit, Action::ConfirmProxy],
        "/accounts" => &[Action::RecordAccount, Action::CheckAccount],
        "/lists" => &[Action::PrepareList, Action::ApproveList],
        "/cycles" => &[Action::PrepareCycle, Action::ApproveCycle],
        "/cash" => &[Action::RecordPaid, Action::ConfirmPaid],
        "/reconciliation" => &[Action::Reconcile, Action::CloseMonth],
        "/reports" => &[Action::PrepareReport, Action::SignReport],
        _ => &[],
    }
}

/// Whether something is done there by this role. The ground has an order of its own.
fn is_own_work(role: Role, path: &str) -> bool {
    path == "/" || work_of(path).is_empty() || work_of(path).iter().any(|action| role.may(*action))
}

/// Whoever hands over cash is offered that, and to look a person up; the other steps are other offices' work.
fn is_for(role: Role, path: &str) -> bool {
    let is_payer = matches!(role, Role::Payer | Role::PayerHead);
    !is_payer || is_own_work(role, path) || matches!(path, "/people" | "/reports")
}

fn groups(view: &View) -> Vec<MenuGroup> {
    let t = view.t;
    let (work, ground): (Vec<_>, Vec<_>) = sections(view).into_iter().partition(|section| section.group == Group::Work);
    let is_folded = work.len() >= FOLDED_FROM;
    let work = MenuGroup { label: t.nav_work(), kind: "work", sections: work, is_folded: false };
    let ground = MenuGroup { label: t.nav_ground(), kind: "ground", sections: ground, is_folded };
    [work, ground].into_iter().filter(|group| !group.sections.is_empty()).collect()
}

/// The pages that are reached from a section but have an address of their own.
fn also(path: &str) -> &'static [&'static str] {
    match path {
        "/people" => &["/households", "/worklists", "/corrections"],
        "/staff" => &["/rights"],
        "/reference" => &["/places", "/profiles"],
        _ => &[],
    }
}

impl Layout<'_> {
    fn version(&self) -> String {
        self.t.version(env!("CARGO_PKG_VERSION"))
    }

    /// Whether this page belongs to one of the group's sections.
    fn is_in(&self, group: &MenuGroup) -> bool {
        group.sections.iter().any(|section| self.is_here(section))
    }

    fn is_here(&self, section: &Section) -> bool {
        let path = self.view.path.split('?').next().unwrap_or_default();
        let is_below = |top: &str| path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if section.path == "/" {
            return path == "/";
        }
        is_below(section.path) || section.also.iter().any(|top| is_below(top))
    }

    /// The role and the office, as in `Trưởng phòng LĐTBXH · Phòng LĐ-TB&XH huyện Bình Sơn`.
    fn works_as(&self) -> Option<String> {
        let me = self.view.signed().filter(|me| me.step == Step::In)?;
        let role = self.t.role(me.acting.role);
        let office = me
            .assignments
            .iter()
            .find(|assignment| Some(assignment.id) == me.acting.assignment)
            .and_then(|assignment| assignment.office_name.as_deref());
        Some(office.map_or(role.to_owned(), |office| format!("{role} · {office}")))
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    title: &'static str,
    what_to_do: String,
    incident: Option<String>,
    t: T,
}

/// The page, or the JSON, that tells a problem.
pub(crate) fn problem(view: &View, problem: &Problem) -> Response {
    if api::is_call(&view.path) {
        return api::problem::answer(view, problem);
    }
    let status = problem.status();
    if matches!(problem, Problem::SignInFirst) {
        return Redirect::to("/sign-in").into_response();
    }
    let is_ours = matches!(
        problem,
        Problem::Fault(_) | Problem::Away(_) | Problem::Unsure(_) | Problem::Full | Problem::Busy | Problem::TimedOut
    );
    let main = ProblemPage {
        title: view.t.problem_title(problem),
        what_to_do: view.t.problem_what_to_do(problem),
        incident: is_ours.then(|| view.t.incident(&view.request_id)),
        t: view.t,
    };
    match whole(view, main.title, &main) {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => (status, view.t.incident(&view.request_id)).into_response(),
    }
}
