//! The start page: what waits for me, my jobs, where I can go, my area.

use crate::{
    components::{Empty, Icon, Link, Table},
    layout::{Group, sections},
    pages::{
        job_about::about,
        jobs,
        tasks::{self, Task},
    },
    shell::{
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use kernel::today_in_vietnam;
use office::{
    Action, Area, Role, Scope,
    jobs::list_own_jobs,
    places::{Places, Unit},
};

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
    /// The doors of each group.
    groups: Vec<(&'static str, Vec<Door>)>,
    /// What waits; nothing for whoever has no work but the ground's.
    tasks: Option<Vec<(String, Task)>>,
    no_tasks: Option<Empty>,
    area: Vec<String>,
    rights: Vec<&'static str>,
    no_assignment: Option<Empty>,
    jobs: Table,
    no_jobs: Option<Empty>,
}

/// `GET /`.
pub(crate) async fn show(view: View) -> Answer {
    let tasks = tasks::collect(&view).await?;
    let (t, places) = (view.t, view.app.desk.places());
    let own = view.read_in::<Problem, _>(move |tx, me| {
        let mut jobs = list_own_jobs(tx, &me.acting, None)?;
        jobs.truncate(JOBS_SHOWN);
        let said = about(tx, me, (t, &places), &jobs)?;
        Ok((jobs, said))
    });
    let (jobs, said) = own.await?;
    let (t, me) = (view.t, view.me()?);
    let role = me.acting.role;
    let title = t.home_title(&me.staff.full_name);
    let main = Home {
        t,
        title: title.clone(),
        groups: groups(&view),
        no_tasks: tasks.is_empty().then(|| Empty::of("check", t.tasks_none(), t.tasks_none_text())),
        tasks: (has_work(&view) || !tasks.is_empty())
            .then(|| tasks.into_iter().map(|task| (t.number(task.count), task)).collect()),
        area: area(&view, role, &me.acting.scope),
        rights: Action::ALL.iter().filter(|action| role.may(**action)).map(|action| t.action(*action)).collect(),
        no_assignment: (role == Role::Visitor)
            .then(|| Empty::of("person", t.home_no_assignment(), t.home_no_assignment_text())),
        no_jobs: jobs.is_empty().then(|| Empty::of("job", t.home_jobs_none(), t.home_jobs_none_text())),
        jobs: jobs::table(t, &jobs, &said),
    };
    Ok(view.page(t.nav_home(), &main))
}

/// Whether any step of the process is theirs.
fn has_work(view: &View) -> bool {
    sections(view).iter().any(|section| section.group == Group::Work && section.path != "/")
}

fn groups(view: &View) -> Vec<(&'static str, Vec<Door>)> {
    let t = view.t;
    let of = |group: Group| -> Vec<Door> {
        let own = sections(view).into_iter().filter(|section| section.group == group && section.path != "/");
        own.map(|section| Door {
            icon: Icon::of(section.icon),
            link: Link::to(section.path, section.label),
            what: section.what,
        })
        .collect()
    };
    let own = Door { icon: Icon::of("key"), link: Link::to("/account", t.account_title()), what: t.account_what() };
    let ground = of(Group::Ground).into_iter().chain([own]).collect();
    let groups = [(t.nav_work(), of(Group::Work)), (t.nav_ground(), ground)];
    groups.into_iter().filter(|(_, doors)| !doors.is_empty()).collect()
}

/// The area in words: the units at the head of each run of places that there are today, each under the newest tree that
/// has it.
fn area(view: &View, role: Role, scope: &Scope) -> Vec<String> {
    if scope.areas().is_empty() {
        let nowhere = matches!(role, Role::Administrator).then(|| view.t.home_area_nowhere().to_owned());
        return nowhere.into_iter().collect();
    }
    let (places, now) = (view.app.desk.places(), today_in_vietnam(view.now));
    let heads: Vec<&Unit> = scope.areas().iter().flat_map(|area| heads(&places, *area)).collect();
    // A unit of a later tree is there for the day on which it begins: on a day of practice in 2024 it is not yet.
    let has_begun = |unit: &&Unit| places.tree_of(unit.place).is_none_or(|tree| tree.from <= now);
    let begun: Vec<&Unit> = heads.iter().copied().filter(has_begun).collect();
    let heads = if begun.is_empty() { heads } else { begun };
    let name = |unit: &Unit| places.display(unit.place).unwrap_or_default();
    let is_newest = |unit: &&&Unit| heads.iter().all(|other| other.tree <= unit.tree || name(other) != name(unit));
    let told = |unit: &&Unit| {
        let ended = places.last_day(unit.tree).filter(|last| *last < now);
        ended.map_or(name(unit), |last| format!("{} – {}", name(unit), view.t.place_until(view.t.date(last))))
    };
    heads.iter().filter(is_newest).map(told).collect()
}

/// The units that make up a run of places, without those inside them.
fn heads(places: &Places, area: Area) -> impl Iterator<Item = &Unit> {
    let next = move |unit: &&Unit| (unit.hi < area.hi).then(|| places.unit(unit.hi + 1)).flatten();
    std::iter::successors(places.unit(area.lo), next)
}
