//! Who may do what: the one table of roles and actions, as an official reads it.

use crate::{
    components::{Breadcrumb, Icon, Matrix, MatrixGroup, MatrixRow},
    shell::{problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use office::{Access, Action, Role, Subject};

#[derive(Template)]
#[template(path = "pages/rights.html")]
struct Rights {
    t: T,
    way: Breadcrumb,
    matrix: Matrix,
    roles: Vec<OneRole>,
}

/// What one role may do, for a narrow screen and for whoever asks about one role.
struct OneRole {
    key: &'static str,
    name: &'static str,
    is_own: bool,
    facts: String,
    groups: Vec<(&'static str, Vec<&'static str>)>,
}

/// The roles people and service accounts are given.
fn roles() -> impl Iterator<Item = Role> {
    Role::ALL.iter().copied().filter(|role| role.is_assignable())
}

/// The actions of people, in the groups of the page. What only the program itself does is no right of anybody.
fn groups() -> impl Iterator<Item = (Subject, Access, Vec<Action>)> {
    let pairs = Subject::ALL.iter().flat_map(|subject| Access::ALL.iter().map(move |access| (*subject, *access)));
    pairs.map(|(subject, access)| {
        let belongs = |action: &Action| {
            action.subject() == subject && action.access() == access && roles().any(|role| role.may(*action))
        };
        (subject, access, Action::ALL.iter().copied().filter(belongs).collect())
    })
}

/// `GET /rights`.
pub(crate) async fn show(view: View) -> Answer {
    let (t, own) = (view.t, view.me()?.acting.role);
    let main = Rights {
        t,
        way: Breadcrumb::home(t).then("/staff", t.staff_title()),
        matrix: matrix(t, own),
        roles: roles().map(|role| one_role(t, role, own)).collect(),
    };
    Ok(view.page(t.rights_title(), &main))
}

fn matrix(t: T, own: Role) -> Matrix {
    let row = |action: Action| MatrixRow {
        label: t.action(action).to_owned(),
        ticks: roles().map(|role| role.may(action)).collect(),
    };
    Matrix {
        t,
        caption: t.rights_caption().to_owned(),
        corner: t.rights_action().to_owned(),
        columns: roles().map(|role| t.role(role).to_owned()).collect(),
        own: roles().position(|role| role == own),
        groups: groups()
            .map(|(subject, access, actions)| MatrixGroup {
                title: t.rights_group(subject, access).to_owned(),
                rows: actions.into_iter().map(row).collect(),
            })
            .collect(),
    }
}

fn one_role(t: T, role: Role, own: Role) -> OneRole {
    let office = if role.has_office() { t.rights_in_office() } else { t.rights_in_no_office() };
    let factor = if role.needs_second_factor() { t.rights_second_factor() } else { t.rights_one_factor() };
    let words =
        |actions: Vec<Action>| actions.into_iter().filter(|action| role.may(*action)).map(|action| t.action(action));
    let groups = groups().map(|(subject, access, actions)| (t.rights_group(subject, access), words(actions).collect()));
    OneRole {
        key: role.key(),
        name: t.role(role),
        is_own: role == own,
        facts: format!("{office} {factor}"),
        groups: groups.filter(|(_, actions): &(_, Vec<_>)| !actions.is_empty()).collect(),
    }
}
