//! Authorisations and guardianships: entered by the officers, confirmed by the judicial officer, taken back.

use super::person::load;
use crate::{
    components::{Breadcrumb, Cell, Choices, Empty, Field, Form, Table, Tone},
    pages::confirm::Confirm,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::{AuthorisationId, CitizenId, FullName, PersonId, today_in_vietnam};
use registry::Person;
use serde::Deserialize;
use survey::{
    Authorisation, AuthorisationFault, AuthorisationKind, AuthorisationSeen, NewAuthorisation, Refusal,
    confirm_authorisations, list_authorisations, list_unconfirmed, record_authorisations, revoke_authorisation,
};

#[derive(Template)]
#[template(path = "pages/papers.html")]
struct Waiting {
    t: T,
    way: Breadcrumb,
    over: String,
    table: Table,
    empty: Option<Empty>,
}

/// Of which commune.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Of {
    place: String,
}

/// `GET /visits/papers`: the papers of a commune that wait for the judicial officer.
pub(crate) async fn waiting(view: View, Query(of): Query<Of>) -> Answer {
    let place = of.place.parse::<i64>().ok().or(view.me()?.acting.place).ok_or(Problem::NotFound)?;
    let papers = view
        .read_in::<Problem, _>(move |tx, me| {
            let papers = list_unconfirmed(tx, &me.acting.scope, place, me.acting.today())?;
            let named = papers.into_iter().map(|paper| {
                let person = registry::load_person(tx, &me.acting.scope, paper.says.person)?.person;
                Ok((paper, person.full_name.as_str().to_owned()))
            });
            named.collect::<Result<Vec<_>, registry::Refusal>>().map_err(Problem::from)
        })
        .await?;
    let t = view.t;
    let table = Table::of(t, t.papers_caption())
        .column(t.paper_of_whom())
        .column(t.paper_payee())
        .column(t.paper_relation())
        .column(t.paper_term())
        .rows(&papers, |(paper, name)| {
            let says = &paper.says;
            let until = says.valid_until.map_or_else(|| t.paper_no_end().to_owned(), |day| t.date(day));
            [
                Cell::link(format!("/visits/{}/papers/{}/confirm", says.person, paper.id), name),
                Cell::text(says.name.as_str()).below(t.paper_kind(says.kind)),
                Cell::text(&says.relation),
                Cell::text(t.paper_from_until(t.date(says.valid_from), until)),
            ]
        });
    let main = Waiting {
        t,
        way: Breadcrumb::home(t).then("/visits", t.visits_title()),
        over: view.app.desk.places().display(place).unwrap_or_default(),
        empty: papers.is_empty().then(|| Empty::of("check", t.papers_none(), t.papers_none_text())),
        table,
    };
    Ok(view.page(t.papers_waiting_title(), &main))
}

/// `GET /visits/{person}/papers/new`.
pub(crate) async fn show_enter(view: View, Path(id): Path<PersonId>) -> Answer {
    let person = load(&view, id).await?;
    let form = view.form().with("kind", "proxy").with("valid_from", view.t.date(today_in_vietnam(view.now)));
    Ok(enter_page(&view, &person, &form))
}

fn way(t: T, person: &Person) -> Breadcrumb {
    let back = format!("/visits/{}", person.id);
    Breadcrumb::home(t).then("/visits", t.visits_title()).then(back, person.full_name.as_str())
}

fn enter_page(view: &View, person: &Person, form: &Form) -> axum::response::Response {
    let t = view.t;
    let kind = AuthorisationKind::ALL.iter().fold(form.radios("kind", t.paper_which()), |radios, kind| {
        radios.explained(kind.key(), t.paper_kind(*kind), t.paper_kind_hint(*kind))
    });
    let asked: [Field; 6] = [
        form.text("name", t.paper_payee()),
        form.text("citizen_id", t.list_citizen_id()).hint(t.paper_citizen_id_hint()).digits().narrow(),
        form.text("relation", t.paper_relation()).hint(t.paper_relation_hint()),
        form.date("valid_from", t.paper_valid_from()),
        form.date("valid_until", t.paper_valid_until()).hint(t.paper_valid_until_hint()).optional(),
        form.text("paper", t.paper_number()).optional(),
    ];
    let money: Choices = form
        .radios("with_account", t.paper_money())
        .choice("yes", t.paper_with_account())
        .choice("no", t.paper_without_account());
    let page = Confirm::of(view, form, t.paper_new_title())
        .over(person.full_name.as_str())
        .way(way(t, person))
        .text(t.paper_new_text())
        .choices(kind);
    let page = asked.into_iter().fold(page, Confirm::field).choices(money);
    page.button(Tone::Good, t.paper_save()).answer(&format!("/visits/{}", person.id))
}

/// What the form says of a paper; what is wrong is noted in the form.
fn read(t: T, form: &mut Form, person: PersonId) -> Option<NewAuthorisation> {
    let kind = AuthorisationKind::parse(form.value("kind"));
    if kind.is_none() {
        form.refuse("kind", t.choice_missing());
    }
    let name = FullName::parse(form.value("name")).ok();
    if name.is_none() {
        form.refuse("name", t.paper_name_missing());
    }
    let citizen_id = CitizenId::parse(form.value("citizen_id")).ok();
    if citizen_id.is_none() {
        form.refuse("citizen_id", t.paper_citizen_id_wrong());
    }
    let valid_from = parse_date(form.value("valid_from"));
    if valid_from.is_none() {
        form.refuse("valid_from", t.date_wrong());
    }
    let typed = form.value("valid_until").to_owned();
    let valid_until = parse_date(&typed);
    if valid_until.is_none() && !typed.is_empty() {
        form.refuse("valid_until", t.date_wrong());
    }
    let with_account = match form.value("with_account") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            form.refuse("with_account", t.choice_missing());
            None
        }
    };
    Some(NewAuthorisation {
        person,
        kind: kind?,
        name: name?,
        citizen_id: citizen_id?,
        relation: form.value("relation").to_owned(),
        with_account: with_account?,
        valid_from: valid_from?,
        valid_until,
        paper: Some(form.value("paper").to_owned()).filter(|paper| !paper.is_empty()),
    })
}

/// `POST /visits/{person}/papers/new`.
pub(crate) async fn enter(view: View, Path(id): Path<PersonId>, Posted(mut form): Posted) -> Answer {
    let person = load(&view, id).await?;
    if let Some(paper) = read(view.t, &mut form, id).filter(|_| !form.is_refused()) {
        let entered = view.write_in::<Refusal, _>(move |tx, me| {
            let mut made = record_authorisations(tx, &me.acting, std::slice::from_ref(&paper))?;
            made.faults.pop().map_or(Ok(()), |refused| Err(refused.fault.into()))
        });
        match entered.await? {
            Ok(()) => return Ok(view.done(&format!("/visits/{id}"), Notice::PaperEntered)),
            Err(refusal) => {
                let field = match &refusal {
                    Refusal::Authorisation(AuthorisationFault::RelationMissing) => "relation",
                    Refusal::Authorisation(AuthorisationFault::OwnProxy) => "citizen_id",
                    Refusal::Authorisation(AuthorisationFault::PeriodBackwards { .. }) => "valid_until",
                    _ => "name",
                };
                form.refuse(field, view.tell(refusal)?);
            }
        }
    }
    Ok(enter_page(&view, &person, &form))
}

async fn load_paper(view: &View, person: PersonId, id: AuthorisationId) -> Answer<(Person, Authorisation)> {
    let who = load(view, person).await?;
    let papers = view.read_in::<Refusal, _>(move |tx, me| list_authorisations(tx, &me.acting.scope, person)).await?;
    let paper = papers.into_iter().find(|paper| paper.id == id).ok_or(Problem::NotFound)?;
    Ok((who, paper))
}

/// `GET /visits/{person}/papers/{id}/confirm`.
pub(crate) async fn show_confirm(view: View, Path((person, id)): Path<(PersonId, AuthorisationId)>) -> Answer {
    let (who, paper) = load_paper(&view, person, id).await?;
    Ok(confirm_page(&view, &who, &paper, &view.form()))
}

fn told(t: T, who: &Person, paper: &Authorisation) -> String {
    let says = &paper.says;
    let until = says.valid_until.map_or_else(|| t.paper_no_end().to_owned(), |day| t.date(day));
    let term = t.paper_from_until(t.date(says.valid_from), until);
    t.paper_says(says.name.as_str(), says.citizen_id.masked(), &says.relation, who.full_name.as_str(), term)
}

fn confirm_page(view: &View, who: &Person, paper: &Authorisation, form: &Form) -> axum::response::Response {
    let t = view.t;
    Confirm::of(view, form, t.paper_confirm_title())
        .over(t.paper_kind(paper.says.kind))
        .way(way(t, who))
        .text(told(t, who, paper))
        .hidden("version", paper.version.to_string())
        .button(Tone::Good, t.paper_confirm())
        .answer(&format!("/visits/{}", who.id))
}

fn seen(form: &Form, person: PersonId, authorisation: AuthorisationId) -> AuthorisationSeen {
    AuthorisationSeen { person, authorisation, version: form.value("version").parse().unwrap_or_default() }
}

/// `POST /visits/{person}/papers/{id}/confirm`.
pub(crate) async fn confirm(
    view: View,
    Path((person, id)): Path<(PersonId, AuthorisationId)>,
    Posted(mut form): Posted,
) -> Answer {
    let (who, paper) = load_paper(&view, person, id).await?;
    let seen = seen(&form, person, id);
    let confirmed = view.write_in::<Refusal, _>(move |tx, me| {
        let mut done = confirm_authorisations(tx, &me.acting, &[seen])?;
        done.faults.pop().map_or(Ok(()), |refused| Err(refused.fault.into()))
    });
    match confirmed.await? {
        Ok(()) => Ok(view.done(&format!("/visits/{person}"), Notice::PaperConfirmed)),
        Err(refusal) => {
            form.refuse("main", view.tell(refusal)?);
            Ok(confirm_page(&view, &who, &paper, &form))
        }
    }
}

/// `GET /visits/{person}/papers/{id}/revoke`.
pub(crate) async fn show_revoke(view: View, Path((person, id)): Path<(PersonId, AuthorisationId)>) -> Answer {
    let (who, paper) = load_paper(&view, person, id).await?;
    let form = view.form().with("on", view.t.date(today_in_vietnam(view.now)));
    Ok(revoke_page(&view, &who, &paper, &form))
}

fn revoke_page(view: &View, who: &Person, paper: &Authorisation, form: &Form) -> axum::response::Response {
    let t = view.t;
    Confirm::of(view, form, t.paper_revoke_title())
        .over(t.paper_kind(paper.says.kind))
        .way(way(t, who))
        .text(told(t, who, paper))
        .hidden("version", paper.version.to_string())
        .field(form.date("on", t.paper_revoked_from()))
        .field(form.area("why", t.paper_revoke_why()))
        .button(Tone::Bad, t.paper_revoke())
        .answer(&format!("/visits/{}", who.id))
}

/// `POST /visits/{person}/papers/{id}/revoke`.
pub(crate) async fn revoke(
    view: View,
    Path((person, id)): Path<(PersonId, AuthorisationId)>,
    Posted(mut form): Posted,
) -> Answer {
    let (who, paper) = load_paper(&view, person, id).await?;
    match parse_date(form.value("on")) {
        None => form.refuse("on", view.t.date_wrong()),
        Some(on) => {
            let (seen, why) = (seen(&form, person, id), form.value("why").to_owned());
            let revoked =
                view.write_in::<Refusal, _>(move |tx, me| revoke_authorisation(tx, &me.acting, &seen, on, &why));
            match revoked.await? {
                Ok(_) => return Ok(view.done(&format!("/visits/{person}"), Notice::PaperRevoked)),
                Err(refusal) => {
                    let field = match refusal {
                        Refusal::WhyMissing => "why",
                        Refusal::RevokedTooEarly { .. } => "on",
                        _ => "main",
                    };
                    form.refuse(field, view.tell(refusal)?);
                }
            }
        }
    }
    Ok(revoke_page(&view, &who, &paper, &form))
}
