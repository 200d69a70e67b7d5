//! The start page: what I can do, my area, my jobs.

use crate::{
    components::{Empty, Icon, Link, Table},
    pages::jobs,
    shell::{problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use office::{Action, Role, Scope, jobs::list_own_jobs};

/// How many jobs the start page shows.
const JOBS_SHOWN: usize = 5;

/// A door to a part of the program.
struct Door {
    icon: Icon,
    link: Link,
    what: &'static str,
}

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Home {
    t: T,
    title: String,
    doors: Vec<Door>,
    area: Vec<String>,
    rights: Vec<&'static str>,
    no_assignment: Option<Empty>,
    jobs: Table,
    no_jobs: Option<Empty>,
}

/// `GET /`.
pub(crate) async fn show(view: View) -> Answer {
    let mut jobs = view.read(|tx, me| list_own_jobs(tx, &me.acting, None)).await?;
    jobs.truncate(JOBS_SHOWN);
    let (t, me) = (view.t, view.me()?);
    let role = me.acting.role;
    let title = t.home_title(&me.staff.full_name);
    let main = Home {
        t,
        title: title.clone(),
        doors: doors(&view),
        area: area(&view, role, &me.acting.scope),
        rights: Action::ALL.iter().filter(|action| role.may(**action)).map(|action| t.action(*action)).collect(),
        no_assignment: (role == Role::Visitor)
            .then(|| Empty::of("person", t.home_no_assignment(), t.home_no_assignment_text())),
        no_jobs: jobs.is_empty().then(|| Empty::of("job", t.home_jobs_none(), t.home_jobs_none_text())),
        jobs: jobs::table(t, &jobs),
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
fn area(view: &View, role: Role, scope: &Scope) -> Vec<String> {
    if scope.areas().is_empty() {
        let nowhere = matches!(role, Role::Administrator).then(|| view.t.home_area_nowhere().to_owned());
        return nowhere.into_iter().collect();
    }
    let places = view.app.desk.places();
    scope.areas().iter().filter_map(|area| places.display(area.lo)).collect()
}
