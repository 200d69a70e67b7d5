//! The start page: what I can do, my area, my jobs.

use crate::{
    components::{Empty, Icon, Link},
    shell::{problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use office::{Action, Role, Scope};

/// A door to a part of the program.
struct Door {
    icon: Icon,
    link: Link,
    what: &'static str,
}

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Home<'a> {
    t: T,
    title: String,
    doors: Vec<Door>,
    area: Vec<String>,
    rights: Vec<&'static str>,
    no_assignment: Option<Empty>,
    jobs: Empty,
    view: &'a View,
}

/// `GET /`.
pub(crate) async fn show(view: View) -> Answer {
    let (t, me) = (view.t, view.me()?);
    let role = me.acting.role;
    let title = t.home_title(&me.staff.full_name);
    let main = Home {
        t,
        title: title.clone(),
        doors: doors(&view),
        area: area(t, role, &me.acting.scope),
        rights: Action::ALL.iter().filter(|action| role.may(**action)).map(|action| t.action(*action)).collect(),
        no_assignment: (role == Role::Visitor)
            .then(|| Empty::of("person", t.home_no_assignment(), t.home_no_assignment_text())),
        jobs: Empty::of("job", t.home_jobs_none(), t.home_jobs_none_text()),
        view: &view,
    };
    Ok(view.page(t.nav_home(), &main))
}

fn doors(view: &View) -> Vec<Door> {
    let t = view.t;
    let sections = crate::layout::sections(view).into_iter().filter(|section| section.path != "/");
    let doors = sections.map(|section| Door {
        icon: Icon::of(section.icon),
        link: Link::to(section.path, section.label),
        what: section.what,
    });
    let own = Door { icon: Icon::of("key"), link: Link::to("/account", t.account_title()), what: t.account_what() };
    doors.chain([own]).collect()
}

/// The area in words: each run of places by the unit that heads it.
fn area(t: T, role: Role, scope: &Scope) -> Vec<String> {
    if scope.areas().is_empty() {
        let nowhere = matches!(role, Role::Administrator).then(|| t.home_area_nowhere().to_owned());
        return nowhere.into_iter().collect();
    }
    scope.areas().iter().filter_map(|area| office::places::Places::built_in().display(area.lo)).collect()
}
