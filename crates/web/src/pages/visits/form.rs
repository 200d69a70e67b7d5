//! The form at the door: from the question set of the day, filled in on a telephone, without scripts.

use super::{
    person::load,
    team::{Officers, officers, read_team},
};
use crate::{
    components::{Breadcrumb, Choices, Field, Form, Notice as Box, Select, Tone},
    shell::{guard::Posted, notice::Notice, problem::Answer, visit::View},
    wording::{T, parse_date},
};
use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use kernel::{PersonId, today_in_vietnam};
use registry::Person;
use survey::{
    AnswerFault, Answers, CampaignPoint, CampaignPoints, Group, Interview, Mark, Method, NewVisit, Outcome,
    PaperMinutes, Question, QuestionSet, Recorded, Refusal, Signer, VisitFault, question_set_on, question_sets,
    record_visit,
};

/// Where answers in words end.
const WITNESS_LETTERS_MAX: usize = 100;

/// One question as the page asks it.
enum Asked {
    Options(Choices),
    Words(Field),
}

#[derive(Template)]
#[template(path = "pages/visit_form.html")]
struct FormPage<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    id: PersonId,
    over: String,
    set_title: String,
    basis: String,
    groups: Vec<(&'static str, &'static str)>,
    police: Select,
    officer: Select,
    outcome: Choices,
    questions: Vec<Asked>,
    method: Choices,
    campaign: Choices,
    signed: Choices,
    mark: Choices,
    no_set: Option<Box>,
}

/// `GET /visits/{person}/new`.
pub(crate) async fn show(view: View, Path(id): Path<PersonId>) -> Answer {
    let person = load(&view, id).await?;
    let officers = officers(&view).await?;
    let me = view.me()?.acting.clone();
    let mut form = view.form().with("visited_on", view.t.date(today_in_vietnam(view.now)));
    officers.offer(&mut form, &me);
    for point in CampaignPoint::ALL {
        form.set("campaign", point.key());
    }
    Ok(page(&view, &person, &officers, &form))
}

/// `POST /visits/{person}/new`.
pub(crate) async fn record(view: View, Path(id): Path<PersonId>, Posted(mut form): Posted) -> Answer {
    let person = load(&view, id).await?;
    if let Some(visit) = read(view.t, &mut form, id).filter(|_| !form.is_refused()) {
        let recorded = view.write_in::<Refusal, _>(move |tx, me| record_visit(tx, &me.acting, &visit));
        match recorded.await? {
            Ok(recorded) => {
                let notice = if recorded == Recorded::Created { Notice::VisitRecorded } else { Notice::VisitExists };
                return Ok(view.done(&format!("/visits/{id}"), notice));
            }
            Err(refusal) => {
                let field = field_of(&refusal);
                form.refuse(field, view.tell(refusal)?);
            }
        }
    }
    Ok(page(&view, &person, &officers(&view).await?, &form))
}

/// The set of the day of the visit, as far as the form says a day.
fn set_of(view: &View, form: &Form) -> Option<&'static QuestionSet> {
    let day = parse_date(form.value("visited_on")).unwrap_or_else(|| today_in_vietnam(view.now));
    question_set_on(day).or_else(|| question_sets().first())
}

fn page(view: &View, person: &Person, officers: &Officers, form: &Form) -> axum::response::Response {
    let (t, set) = (view.t, set_of(view, form));
    let [police, officer] = officers.selects(t, form);
    let outcome = Outcome::ALL.iter().fold(form.radios("outcome", t.visit_what_came()), |radios, outcome| {
        radios.explained(outcome.key(), t.visit_outcome(*outcome), t.visit_outcome_hint(*outcome))
    });
    let method = form.radios("method", t.visit_method()).hint(t.visit_method_hint());
    let method = Method::ALL.iter().fold(method, |radios, method| radios.choice(method.key(), t.method(*method)));
    let campaign = CampaignPoint::ALL
        .iter()
        .fold(form.boxes("campaign", t.visit_campaign()).hint(t.visit_campaign_hint()), |boxes, point| {
            boxes.choice(point.key(), t.campaign_point(*point))
        });
    let signed = form
        .boxes("signed", t.minutes_officers_signed())
        .choice(Signer::Police.key(), t.signer(Signer::Police))
        .choice(Signer::Officer.key(), t.signer(Signer::Officer));
    let main = FormPage {
        t,
        view,
        form,
        way: Breadcrumb::home(t)
            .then("/visits", t.visits_title())
            .then(format!("/visits/{}", person.id), person.full_name.as_str()),
        id: person.id,
        over: person.full_name.as_str().to_owned(),
        set_title: set.map(|set| t.either(&set.title_vi, &set.title_en).to_owned()).unwrap_or_default(),
        basis: set.map(|set| set.basis.clone()).unwrap_or_default(),
        groups: Group::ALL.iter().map(|group| (t.group(*group), t.group_meaning(*group))).collect(),
        police,
        officer,
        outcome,
        questions: set
            .map(|set| set.questions.iter().map(|question| ask(t, form, set, question)).collect())
            .unwrap_or_default(),
        method,
        campaign,
        signed,
        mark: mark_choices(t, form),
        no_set: set.is_none().then(|| Box::of(Tone::Bad, t.visit_no_questions())),
    };
    view.form_page(t.visit_new_title(), form, &main)
}

/// How the person signed, asked on the visit's form and later.
pub(super) fn mark_choices(t: T, form: &Form) -> Choices {
    form.radios("mark", t.minutes_person_signed())
        .choice("", t.minutes_not_signed())
        .choice("signed", t.minutes_signed())
        .explained("thumbprint", t.minutes_thumbprint(), t.minutes_thumbprint_hint())
}

/// Says when it is asked: without scripts every question stands on the page.
fn ask(t: T, form: &Form, set: &QuestionSet, question: &'static Question) -> Asked {
    let words = t.either(&question.vi, &question.en).to_owned();
    let hint = question.when.as_ref().and_then(|when| {
        let earlier = set.questions.iter().find(|earlier| earlier.key == when.key)?;
        let answer = earlier.options.iter().find(|option| option.key == when.is)?;
        Some(t.visit_asked_when(t.either(&earlier.vi, &earlier.en), t.either(&answer.vi, &answer.en)))
    });
    let hint = hint.unwrap_or_default();
    if question.options.is_empty() {
        return Asked::Words(form.text(&question.key, words).hint(hint).optional());
    }
    let mut radios = form.radios(&question.key, words).hint(hint);
    if !question.is_required {
        radios = radios.choice("", t.visit_no_answer());
    }
    for option in &question.options {
        radios = radios.choice(option.key.as_str(), t.either(&option.vi, &option.en));
    }
    Asked::Options(radios)
}

/// What the form says of a visit; what is wrong is noted in the form.
fn read(t: T, form: &mut Form, person: PersonId) -> Option<NewVisit> {
    let visited_on = parse_date(form.value("visited_on"));
    if visited_on.is_none() {
        form.refuse("visited_on", t.date_wrong());
    }
    let team = read_team(t, form);
    let outcome = Outcome::parse(form.value("outcome"));
    if outcome.is_none() {
        form.refuse("outcome", t.visit_outcome_missing());
    }
    let (outcome, visited_on) = (outcome?, visited_on?);
    let interview = if outcome.has_answers() { interview(form, visited_on) } else { None };
    Some(NewVisit {
        person,
        visited_on,
        team: team?,
        outcome,
        interview,
        group: None,
        method: Method::parse(form.value("method")).filter(|_| outcome == Outcome::Chose),
        campaign: CampaignPoints::new(form.values("campaign").filter_map(CampaignPoint::parse)),
        minutes: (outcome == Outcome::Refused).then(|| minutes(form)),
    })
}

/// The answers to what is asked; a radio button cannot be let go of again, so what is not asked any more is left out.
fn interview(form: &Form, visited_on: Date) -> Option<Interview> {
    let set = question_set_on(visited_on)?;
    let mut kept: Vec<(&str, &str)> = Vec::new();
    for question in &set.questions {
        let is_asked = |when: &survey::When| kept.iter().any(|(key, answer)| *key == when.key && *answer == when.is);
        if question.when.as_ref().is_none_or(is_asked) {
            kept.push((question.key.as_str(), form.value(&question.key)));
        }
    }
    Some(Interview { question_set: set.version, answers: Answers::new(kept) })
}

fn minutes(form: &Form) -> PaperMinutes {
    PaperMinutes {
        reason: form.value("reason").to_owned(),
        signed: form.values("signed").filter_map(Signer::parse).collect(),
        mark: mark_of(form),
    }
}

/// How the person signed, as the form says.
pub(super) fn mark_of(form: &Form) -> Option<Mark> {
    match form.value("mark") {
        "signed" => Some(Mark::Signed),
        "thumbprint" => {
            let witness = form.value("witness").chars().take(WITNESS_LETTERS_MAX).collect();
            Some(Mark::Thumbprint { witness })
        }
        _ => None,
    }
}

/// At which field a refusal belongs.
fn field_of(refusal: &Refusal) -> &'static str {
    let Refusal::Visit(fault) = refusal else { return "main" };
    match fault {
        VisitFault::Answer(
            AnswerFault::Missing { key }
            | AnswerFault::NotAnOption { key }
            | AnswerFault::NotAsked { key }
            | AnswerFault::TooLong { key, .. }
            | AnswerFault::QuestionUnknown { key },
        ) => question_field(key),
        VisitFault::Answer(AnswerFault::SetUnknown { .. }) | VisitFault::Future { .. } | VisitFault::TooOld { .. } => {
            "visited_on"
        }
        VisitFault::AnswersMissing { .. }
        | VisitFault::AnswersNotWanted { .. }
        | VisitFault::MinutesMissing
        | VisitFault::MinutesNotWanted
        | VisitFault::RefusalOfOtherGroup { .. } => "outcome",
        VisitFault::GroupDiffers { .. } => "has_account",
        VisitFault::MinutesLack { what: "witness" } => "witness",
        VisitFault::MinutesLack { .. } => "reason",
        VisitFault::MethodMissing | VisitFault::MethodOfOtherGroup { .. } => "method",
        VisitFault::NotAnOfficer { signer: Signer::Police } => "police",
        VisitFault::NotAnOfficer { .. } | VisitFault::OneOfficer => "officer",
        VisitFault::PersonUnknown => "main",
    }
}

/// The field of a question; an unknown one is nowhere.
fn question_field(key: &str) -> &'static str {
    let questions = question_sets().iter().flat_map(|set| &set.questions);
    questions.map(|question| question.key.as_str()).find(|known| *known == key).unwrap_or("main")
}
