//! One person's visits: what they chose, minutes that wait for signatures, papers of proxies.

use crate::{
    components::{Breadcrumb, Link, SummaryList, SummaryRow, Tag, Timeline, TimelineItem, Tone},
    shell::{problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use kernel::{BirthDate, PersonId, StaffId};
use office::{Action, Role, staff::find_staff};
use registry::{Person, load_person};
use std::collections::HashMap;
use survey::{
    Authorisation, AuthorisationState, Mark, Minutes, MinutesState, Signer, Standing, Visit, find_standing,
    list_authorisations, list_minutes, list_visits, question_set,
};

/// Everything the page shows, read in one picture.
struct Seen {
    person: Person,
    standing: Option<Standing>,
    visits: Vec<Visit>,
    minutes: Vec<Minutes>,
    papers: Vec<Authorisation>,
    names: HashMap<StaffId, String>,
}

/// Minutes with what can be done to them.
struct MinutesShown {
    facts: SummaryList,
    path: String,
    may_sign: bool,
    may_mark: bool,
    may_close: bool,
    closed: Option<Tag>,
}

struct PaperShown {
    title: String,
    facts: SummaryList,
    links: Vec<Link>,
}

#[derive(Template)]
#[template(path = "pages/visits_person.html")]
struct PersonPage<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    id: PersonId,
    over: String,
    title: String,
    may_record: bool,
    may_record_account: bool,
    facts: SummaryList,
    minutes: Vec<MinutesShown>,
    papers: Vec<PaperShown>,
    visits: Option<Timeline>,
}

/// The person, if the scope sees them.
pub(crate) async fn load(view: &View, id: PersonId) -> Answer<Person> {
    let found = view.read_in::<registry::Refusal, _>(move |tx, me| load_person(tx, &me.acting.scope, id)).await?;
    Ok(found.person)
}

/// `GET /visits/{person}`.
pub(crate) async fn show(view: View, Path(id): Path<PersonId>) -> Answer {
    let person = load(&view, id).await?;
    let seen = view
        .read_in::<survey::Refusal, _>(move |tx, me| {
            let scope = &me.acting.scope;
            let visits = list_visits(tx, scope, id)?;
            let mut names = HashMap::new();
            for staff in visits.iter().flat_map(|visit| [visit.team.police, visit.team.officer]) {
                if let Some(line) = find_staff(tx, &me.acting.ground_scope(), staff, me.acting.now)? {
                    names.insert(staff, line.staff.full_name);
                }
            }
            Ok(Seen {
                standing: find_standing(tx, scope, id)?,
                minutes: list_minutes(tx, scope, id)?,
                papers: list_authorisations(tx, scope, id)?,
                person,
                visits,
                names,
            })
        })
        .await?;
    let (t, me) = (view.t, view.me()?);
    let main = PersonPage {
        t,
        view: &view,
        way: Breadcrumb::home(t).then("/visits", t.visits_title()),
        id,
        over: view.app.desk.places().display(seen.person.place).unwrap_or_default(),
        title: seen.person.full_name.as_str().to_owned(),
        may_record: view.may(Action::RecordVisit) && !seen.person.dead,
        may_record_account: view.may(Action::RecordAccount) && !seen.person.dead,
        facts: facts(t, &seen),
        minutes: seen.minutes.iter().map(|minutes| shown_minutes(&view, &seen, minutes, me.acting.staff)).collect(),
        papers: seen.papers.iter().map(|paper| shown_paper(&view, paper, me.acting.today())).collect(),
        visits: (!seen.visits.is_empty()).then(|| timeline(t, &seen)),
    };
    Ok(view.page(&main.title, &main))
}

/// Who it is, as far as the door needs it.
pub(crate) fn identity(t: T, person: &Person) -> Vec<SummaryRow> {
    let mut rows = vec![
        SummaryRow::of(t.list_birth(), person.birth.map(BirthDate::slashed).unwrap_or_default()),
        SummaryRow::of(
            t.list_citizen_id(),
            person.citizen_id.map_or_else(|| t.not_given().to_owned(), |number| number.masked()),
        ),
    ];
    let whereabouts =
        [person.hamlet.as_deref(), person.address.as_deref().filter(|text| person.hamlet.as_deref() != Some(text))];
    let whereabouts: Vec<&str> = whereabouts.into_iter().flatten().collect();
    if !whereabouts.is_empty() {
        rows.push(SummaryRow::of(t.list_address(), whereabouts.join(", ")));
    }
    if let Some(phone) = &person.phone {
        rows.push(SummaryRow::of(t.visits_phone(), phone.masked()));
    }
    if person.dead {
        rows.push(SummaryRow::of(t.list_state(), "").tag(Tag::of(Tone::Bad, t.list_held_dead())));
    }
    rows
}

fn facts(t: T, seen: &Seen) -> SummaryList {
    let mut rows = identity(t, &seen.person);
    rows.extend(standing_rows(t, seen.standing.as_ref()));
    SummaryList { rows }
}

/// The group and the choice that hold now.
pub(super) fn standing_rows(t: T, standing: Option<&Standing>) -> Vec<SummaryRow> {
    let Some(standing) = standing else {
        return vec![SummaryRow::of(t.visits_group(), t.visits_no_answer_yet())];
    };
    let group = format!("{}: {}", t.group(standing.group), t.group_meaning(standing.group));
    let method = standing.method.map_or_else(|| t.visits_not_chosen(), |method| t.method(method));
    let mut rows = vec![SummaryRow::of(t.visits_group(), group), SummaryRow::of(t.list_method(), method)];
    rows.extend(standing.force_majeure.map(|reason| SummaryRow::of(t.visits_force_majeure(), t.force_majeure(reason))));
    rows
}

fn name_of(t: T, names: &HashMap<StaffId, String>, id: StaffId) -> String {
    names.get(&id).cloned().unwrap_or_else(|| t.list_somebody_elsewhere().to_owned())
}

fn shown_minutes(view: &View, seen: &Seen, minutes: &Minutes, me: StaffId) -> MinutesShown {
    let t = view.t;
    let is_open = minutes.state == MinutesState::Open;
    let may = is_open && view.may(Action::RecordVisit);
    let signed = |id: StaffId, at: Option<jiff::Timestamp>| match at {
        Some(at) => t.list_by_at(name_of(t, &seen.names, id), t.instant(at)),
        None => t.minutes_not_signed_by(name_of(t, &seen.names, id)),
    };
    let mark = match &minutes.mark {
        Some(Mark::Signed) => t.minutes_signed().to_owned(),
        Some(Mark::Thumbprint { witness }) => t.minutes_thumbprint_seen(witness),
        None => t.minutes_not_signed().to_owned(),
    };
    let role = view.signed().map(|me| me.acting.role);
    let mine = (role == Some(Role::CommunePolice) && minutes.police == me && minutes.police_signed_at.is_none())
        || (role == Some(Role::SocialOfficer) && minutes.officer == me && minutes.officer_signed_at.is_none());
    MinutesShown {
        facts: SummaryList {
            rows: vec![
                SummaryRow::of(t.minutes_reason(), minutes.reason.as_str()),
                SummaryRow::of(t.signer(Signer::Police), signed(minutes.police, minutes.police_signed_at)),
                SummaryRow::of(t.signer(Signer::Officer), signed(minutes.officer, minutes.officer_signed_at)),
                SummaryRow::of(t.signer(Signer::Beneficiary), mark),
            ],
        },
        path: format!("/visits/{}/minutes/{}", minutes.person, minutes.id),
        may_sign: may && mine,
        may_mark: may && minutes.mark.is_none(),
        may_close: may,
        closed: (!is_open).then(|| Tag::of(Tone::Good, t.minutes_are_closed())),
    }
}

fn shown_paper(view: &View, paper: &Authorisation, today: Date) -> PaperShown {
    let (t, says, state) = (view.t, &paper.says, paper.state_on(today));
    let until = says.valid_until.map_or_else(|| t.paper_no_end().to_owned(), |day| t.date(day));
    let tone = match state {
        AuthorisationState::InForce => Tone::Good,
        AuthorisationState::Recorded | AuthorisationState::Coming => Tone::Warn,
        AuthorisationState::Expired | AuthorisationState::Revoked => Tone::Bad,
    };
    let path = |step: &str| format!("/visits/{}/papers/{}/{step}", says.person, paper.id);
    let mut links = Vec::new();
    if state == AuthorisationState::Recorded && view.may(Action::ConfirmProxy) {
        links.push(Link::to(path("confirm"), t.paper_confirm()));
    }
    let is_live = !matches!(state, AuthorisationState::Expired | AuthorisationState::Revoked);
    if is_live && paper.revoked_on.is_none() && (view.may(Action::ConfirmProxy) || view.may(Action::RecordVisit)) {
        links.push(Link::to(path("revoke"), t.paper_revoke()));
    }
    PaperShown {
        title: format!("{}: {}", t.paper_kind(says.kind), says.name.as_str()),
        facts: SummaryList {
            rows: vec![
                SummaryRow::of(t.list_state(), "").tag(Tag::of(tone, t.paper_state(state))),
                SummaryRow::of(t.list_citizen_id(), says.citizen_id.masked()),
                SummaryRow::of(t.paper_relation(), says.relation.as_str()),
                SummaryRow::of(t.paper_term(), t.paper_from_until(t.date(says.valid_from), until)),
                SummaryRow::of(
                    t.paper_money(),
                    if says.with_account { t.paper_with_account() } else { t.paper_without_account() },
                ),
            ],
        },
        links,
    }
}

fn timeline(t: T, seen: &Seen) -> Timeline {
    let items = seen.visits.iter().map(|visit| TimelineItem {
        when: t.date(visit.visited_on),
        instant: visit.visited_on.to_string(),
        title: match visit.method {
            Some(method) => format!("{}: {}", t.visit_outcome(visit.outcome), t.method(method)),
            None => t.visit_outcome(visit.outcome).to_owned(),
        },
        who: format!("{}, {}", name_of(t, &seen.names, visit.team.police), name_of(t, &seen.names, visit.team.officer)),
        text: answers(t, visit),
    });
    Timeline { items: items.collect() }
}

/// What was answered, by the questions of that day.
fn answers(t: T, visit: &Visit) -> String {
    let Some(interview) = &visit.interview else { return String::new() };
    let Ok(set) = question_set(interview.question_set) else { return String::new() };
    let told = set.questions.iter().filter_map(|question| {
        let answer = interview.answers.get(&question.key)?;
        let option = question.options.iter().find(|option| option.key == answer);
        Some(format!(
            "{} {}",
            t.either(&question.vi, &question.en),
            option.map_or(answer, |option| t.either(&option.vi, &option.en))
        ))
    });
    told.collect::<Vec<_>>().join("; ")
}
