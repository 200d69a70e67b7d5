//! One row beside those it could be: the page on which a named officer decides.

use super::{Narrow, is_by_hand, masked, state_tag, write_row};
use crate::{
    components::{Breadcrumb, Form, Notice as Note, SummaryList, SummaryRow, Tag, Timeline, TimelineItem, Tone},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::extract::{Path, Query};
use db::Tx;
use kernel::{BirthDate, Sex, SourceFileId, StaffId, today_in_vietnam};
use matching::{
    Decided, Decision, Field, KnownSnapshot, LateAnswer, Millibits, Outcome, PersonView, RIVAL_DISTANCE, Reason,
    Review, ReviewedRow, RowFilter, RowRef, StoredCandidate, decide, find_review, list_rows, list_snapshots, undo,
};
use office::{Action, sign_in::SignedIn, staff::list_names};
use sources::SHEET_LINES;
use std::collections::BTreeMap;

/// One field of the row beside one candidate's.
struct Line {
    field: &'static str,
    listed: String,
    known: String,
    verdict: Tag,
    /// The reason with its bits: `giống khi bỏ dấu, +6,1 điểm`.
    reason: String,
    differs: bool,
    /// The candidates that are nearly as likely differ in it.
    tells_apart: bool,
}

/// A candidate as the officer sees one.
struct Shown {
    number: usize,
    pid: String,
    name: String,
    /// How likely, and the sum of the bits.
    score: String,
    /// Said where somebody else is nearly as likely.
    rival: String,
    dead: String,
    is_holder: bool,
    /// What is known before anything is compared: with it the points add up to the score.
    before: String,
    /// Nothing that is shown tells this one from another.
    is_twin: bool,
    /// Asked for once, and to be asked for a second time.
    is_to_repeat: bool,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "pages/match_review.html")]
struct ReviewPage<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    title: &'a str,
    over: String,
    state: Tag,
    rule: String,
    notes: Vec<Note>,
    newer: Option<String>,
    facts: SummaryList,
    candidates: Vec<Shown>,
    history: Timeline,
    seen: i64,
    action: String,
    undo_action: String,
    /// The row decided on last, and whose it is.
    last: Option<(String, String)>,
    next: Option<String>,
    may_decide: bool,
    may_undo: bool,
}

/// What is read for the page.
struct Read {
    review: Review,
    names: BTreeMap<StaffId, String>,
    snapshots: Vec<KnownSnapshot>,
    next: Option<RowRef>,
    last: Option<(RowRef, String)>,
}

fn read(
    tx: &mut Tx<'_>,
    me: &SignedIn,
    row: RowRef,
    (filter, last): (RowFilter, Option<RowRef>),
) -> Result<Read, Problem> {
    let review = find_review(tx, &me.acting.scope, row)?.ok_or(Problem::NotFound)?;
    let origins = review.history.iter().filter_map(|decided| decided.origin);
    let by = review.history.iter().map(|decided| decided.decided_by).chain(origins.map(|origin| origin.by));
    let by: Vec<StaffId> = by.collect();
    let names = list_names(tx, &by)?;
    let next = list_rows(tx, &me.acting.scope, RowFilter { after: Some(row), ..filter })?;
    let last = last.map(|last| last_named(tx, me, last)).transpose()?.flatten();
    Ok(Read { review, names, snapshots: list_snapshots(tx)?, next: next.first().map(|next| next.row), last })
}

/// The row decided on last, by name.
pub(super) fn last_named(tx: &mut Tx<'_>, me: &SignedIn, row: RowRef) -> Result<Option<(RowRef, String)>, Problem> {
    Ok(find_review(tx, &me.acting.scope, row)?.map(|review| (row, review.reviewed.full_name)))
}

/// `GET /matching/{file}/{line}`.
pub(crate) async fn show(
    view: View,
    Path((file, line)): Path<(SourceFileId, i64)>,
    Query(narrow): Query<Narrow>,
) -> Answer {
    let form = view.form();
    page(&view, RowRef { file, line }, &narrow, &form).await
}

async fn page(view: &View, row: RowRef, narrow: &Narrow, form: &Form) -> Answer {
    let asked = (narrow.filter(), super::read_row(&narrow.last));
    let Read { review, names, snapshots, next, last } =
        view.read_in::<Problem, _>(move |tx, me| read(tx, me, row, asked)).await?;
    let (t, reviewed) = (view.t, &review.reviewed);
    let holds = reviewed.decided.as_ref();
    let is_verified = holds.is_some_and(|holds| holds.outcome == Outcome::Verified);
    let may_decide = view.may(Action::DecideMatch) && holds.is_some() && review.superseded_by.is_none();
    let path = |verb: &str| {
        let query = narrow.query(&[]);
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/matching/{}/{}/{verb}{mark}{query}", row.file, row.line)
    };
    let title = reviewed.full_name.clone();
    let mut candidates = candidates(t, view, &review);
    if let Some(Said::Confirm { pid, .. }) = read_said(form.value("decision")) {
        for shown in &mut candidates {
            shown.is_to_repeat = shown.is_twin && shown.pid == pid;
        }
    }
    let main = ReviewPage {
        t,
        view,
        form,
        way: Breadcrumb::home(t).then(format!("/matching?{}", narrow.query(&[])), t.matching_title()),
        title: &title,
        over: view.app.desk.places().display(reviewed.place).unwrap_or_default(),
        state: state_tag(t, reviewed),
        rule: holds.map_or_else(|| t.refused_row_not_sent().to_owned(), |holds| t.match_decided(holds)),
        notes: notes(t, &review, &names),
        newer: review.superseded_by.map(|newer| narrow.to_row(newer, &[])),
        facts: facts(view, reviewed),
        candidates,
        history: history(t, &review, &names, &snapshots),
        seen: holds.map_or(0, |holds| holds.decision_no),
        action: path("decide"),
        undo_action: path("undo"),
        last: last.map(|(last, name)| (narrow.to_row(last, &[]), t.match_look_at_last(name))),
        next: next.map(|next| narrow.to_row(next, &[])),
        may_decide: may_decide && !is_verified,
        may_undo: may_decide && holds.is_some_and(|holds| is_by_hand(holds.rule)),
    };
    Ok(view.form_page(&title, form, &main))
}

/// What the same row of another file has to do with this one.
fn notes(t: T, review: &Review, names: &BTreeMap<StaffId, String>) -> Vec<Note> {
    let file = |row: RowRef| review.files.get(&row.file).map_or(t.trail_unknown(), String::as_str);
    let line = |row: RowRef| t.number(row.line % SHEET_LINES);
    let mut notes = Vec::new();
    if let Some(newer) = review.superseded_by {
        notes.push(Note::of(Tone::Info, t.match_superseded(line(newer), file(newer))));
    }
    if let Some(origin) = review.reviewed.decided.as_ref().and_then(|decided| decided.origin) {
        let who = names.get(&origin.by).map_or(t.trail_unknown(), String::as_str);
        let (when, line, file) = (t.instant(origin.at), line(origin.row), file(origin.row));
        notes.push(match origin.obstacle {
            None => Note::of(Tone::Info, t.match_carried(who, when, line, file)),
            Some(obstacle) => {
                Note::of(Tone::Warn, t.match_not_carried(who, when, line, file)).text(t.match_obstacle(obstacle))
            }
        });
    }
    notes.extend(review.late.iter().map(|answer| late(t, answer)));
    notes
}

/// An answer that came too late to decide.
fn late(t: T, answer: &LateAnswer) -> Note {
    let (service, asked, came) = (answer.service.as_str(), t.instant(answer.asked_at), t.instant(answer.answered_at));
    let said = if answer.is_changed {
        t.match_late_changed(service, asked, came)
    } else {
        t.match_late_decided(service, asked, came)
    };
    let person = answer.person.as_ref().map(|person| {
        let known = |text: &Option<String>| text.clone().unwrap_or_else(|| t.not_given().to_owned());
        let birth = person.birth.as_ref().and_then(|text| BirthDate::parse(text).ok()).map(BirthDate::slashed);
        t.match_late_person(
            person.full_name.as_str(),
            known(&birth),
            known(&person.citizen_id),
            t.outcome(answer.outcome),
        )
    });
    Note::of(Tone::Info, said).text(person.unwrap_or_else(|| t.match_late_nobody().to_owned()))
}

fn sex(t: T, sex: Option<Sex>) -> String {
    match sex {
        Some(Sex::Male) => t.sex_male().to_owned(),
        Some(Sex::Female) => t.sex_female().to_owned(),
        None => t.not_given().to_owned(),
    }
}

/// The row itself: enough to decide when nobody is like it.
fn facts(view: &View, row: &ReviewedRow) -> SummaryList {
    let t = view.t;
    let none = || t.not_given().to_owned();
    let mut rows = vec![
        SummaryRow::of(t.person_birth(), row.birth.map_or_else(none, BirthDate::slashed)),
        SummaryRow::of(t.person_sex(), sex(t, row.sex)),
        SummaryRow::of(t.person_number(), masked(row).unwrap_or_else(|| t.match_no_number().to_owned())),
    ];
    if !row.hamlet.is_empty() {
        rows.push(SummaryRow::of(t.match_field(Field::Village), row.hamlet.as_str()));
    }
    SummaryList { rows }
}

fn candidates(t: T, view: &View, review: &Review) -> Vec<Shown> {
    let best = review.candidates.first().map(|best| best.score);
    let chosen = review.reviewed.decided.as_ref().and_then(|decided| decided.pid.as_deref());
    let all = review.candidates.iter().enumerate();
    let all = all.map(|(at, candidate)| {
        let distance = best.map(|best| best - candidate.score).filter(|_| at > 0);
        let rival = distance.filter(|distance| *distance < RIVAL_DISTANCE);
        Shown {
            number: at + 1,
            pid: candidate.pid.clone(),
            name: candidate.person.full_name.clone(),
            score: t.match_score(t.share(candidate.posterior), t.bits(candidate.score)),
            rival: rival.map_or(String::new(), |distance| t.match_rival(t.bits(distance))),
            dead: dead(t, candidate),
            is_holder: chosen == Some(candidate.pid.as_str()),
            before: t.bits(before(candidate)),
            is_twin: false,
            is_to_repeat: false,
            lines: lines(t, view, &review.reviewed, candidate),
        }
    });
    let mut all: Vec<Shown> = all.collect();
    tell_apart(&mut all);
    all
}

/// The odds before the comparison, in the tenths that are shown: what the score leaves when the reasons are taken off.
fn before(candidate: &StoredCandidate) -> Millibits {
    let tenths = |bits: Millibits| {
        let rounded = (bits.0.unsigned_abs() + 50) / 100 * 100;
        let rounded = Millibits(rounded.try_into().unwrap_or_default());
        if bits.0 < 0 { Millibits(0) - rounded } else { rounded }
    };
    tenths(candidate.score) - candidate.reasons.iter().map(|reason| tenths(reason.millibits)).sum()
}

/// Marks what differs between those nearly as likely as the first, and those whom nothing tells from another.
fn tell_apart(all: &mut [Shown]) {
    let look = |shown: &Shown| -> Vec<(String, String)> {
        shown.lines.iter().map(|line| (line.known.clone(), line.reason.clone())).collect()
    };
    let looks: Vec<_> = all.iter().map(|shown| (look(shown), shown.dead.clone())).collect();
    for (at, shown) in all.iter_mut().enumerate() {
        shown.is_twin = looks.iter().enumerate().any(|(other, seen)| other != at && *seen == looks[at]);
    }
    let close: Vec<usize> = (0..all.len()).filter(|at| *at == 0 || !all[*at].rival.is_empty()).collect();
    let of = |all: &[Shown], at: usize, field: &str| {
        let line = all[at].lines.iter().find(|line| line.field == field);
        line.map(|line| (line.known.clone(), line.reason.clone()))
    };
    for &at in &close {
        let marks: Vec<bool> = all[at]
            .lines
            .iter()
            .map(|line| close.iter().any(|other| of(all, *other, line.field) != of(all, at, line.field)))
            .collect();
        for (line, mark) in all[at].lines.iter_mut().zip(marks) {
            line.tells_apart = mark;
        }
    }
}

fn dead(t: T, candidate: &StoredCandidate) -> String {
    match (candidate.person.dead, candidate.person.died_on) {
        (false, _) => String::new(),
        (true, None) => t.match_dead().to_owned(),
        (true, Some(day)) => t.match_dead_on(t.date(day)),
    }
}

/// What the row and a person of the register say in a field; of what the register does not tell nothing.
pub(super) fn both(
    view: &View,
    row: &ReviewedRow,
    person: Option<&PersonView>,
    field: Field,
) -> (String, Option<String>) {
    let (t, places) = (view.t, view.app.desk.places());
    let none = || t.not_given().to_owned();
    let slashed = |text: &String| BirthDate::parse(text).map_or_else(|_| text.clone(), BirthDate::slashed);
    let known =
        |text: fn(&PersonView) -> &Option<String>| person.map(|person| text(person).clone().unwrap_or_else(none));
    match field {
        Field::FullName => {
            let other =
                |person: &PersonView| person.other_name.as_ref().map_or(String::new(), |other| format!(" ({other})"));
            (row.full_name.clone(), person.map(|person| format!("{}{}", person.full_name, other(person))))
        }
        Field::Birth => {
            let known = person.map(|person| person.birth.as_ref().map_or_else(none, slashed));
            (row.birth.map_or_else(none, BirthDate::slashed), known)
        }
        Field::Sex => {
            let of = |person: &PersonView| sex(t, person.sex.as_deref().and_then(|text| Sex::parse(text).ok()));
            (sex(t, row.sex), person.map(of))
        }
        Field::CitizenId => {
            (row.citizen_id.as_ref().map_or_else(none, kernel::CitizenId::masked), known(|person| &person.citizen_id))
        }
        Field::OldId => (row.old_id.as_ref().map_or_else(none, kernel::OldIdNumber::masked), None),
        Field::Commune => {
            let today = today_in_vietnam(view.now);
            // A code the tree of the day does not know stands as it is.
            let unit =
                |code: &String| places.find(code, today).map_or_else(|| code.clone(), office::places::Unit::full_name);
            let listed = places.unit(row.place).map_or_else(none, office::places::Unit::full_name);
            (listed, person.map(|person| person.commune.as_ref().map_or_else(none, unit)))
        }
        Field::Village | Field::Status => (if row.hamlet.is_empty() { none() } else { row.hamlet.clone() }, None),
    }
}

/// Field by field, in the order an officer reads a card.
fn lines(t: T, view: &View, row: &ReviewedRow, candidate: &StoredCandidate) -> Vec<Line> {
    const FIELDS: [Field; 7] =
        [Field::FullName, Field::Birth, Field::Sex, Field::CitizenId, Field::OldId, Field::Commune, Field::Village];
    let line = |field: Field| {
        let reason = candidate.reasons.iter().find(|reason| reason.field == field.key());
        // What neither side says is no line.
        reason.or((!matches!(field, Field::OldId | Field::Village)).then_some(&MISSING)).map(|reason| {
            let (listed, known) = both(view, row, Some(&candidate.person), field);
            line_of(t, field, reason, listed, known.unwrap_or_else(|| t.match_covered().to_owned()))
        })
    };
    FIELDS.into_iter().filter_map(line).chain(std::iter::once(alive(t, candidate))).collect()
}

/// Whether the register has them among the living: lists say nothing of it, so it is not compared.
fn alive(t: T, candidate: &StoredCandidate) -> Line {
    let known = match (candidate.person.dead, candidate.person.died_on) {
        (false, _) => t.match_alive().to_owned(),
        (true, None) => t.person_dead().to_owned(),
        (true, Some(day)) => t.person_died_on(t.date(day)),
    };
    let (tone, word) =
        if candidate.person.dead { (Tone::Bad, t.person_dead()) } else { (Tone::Plain, t.match_not_compared()) };
    Line {
        field: t.match_field(Field::Status),
        listed: t.not_given().to_owned(),
        known,
        verdict: Tag::of(tone, word),
        reason: String::new(),
        differs: candidate.person.dead,
        tells_apart: false,
    }
}

static MISSING: Reason = Reason { field: String::new(), level: String::new(), millibits: Millibits(0) };

fn line_of(t: T, field: Field, reason: &Reason, listed: String, known: String) -> Line {
    let (tone, word, differs) = match reason.level.as_str() {
        "" => (Tone::Plain, t.match_not_compared(), false),
        "same" | "same_new_year" | "same_year" | "unmarked" => (Tone::Good, t.match_same(), false),
        "different" | "given" | "ends" | "province" | "near_year" | "year" => (Tone::Bad, t.match_different(), true),
        _ => (Tone::Warn, t.match_near(), true),
    };
    let said = if reason.level.is_empty() {
        t.match_one_side_silent().to_owned()
    } else {
        t.match_reason_bits(t.match_level(field, &reason.level), t.bits(reason.millibits))
    };
    Line {
        field: t.match_field(field),
        listed,
        known,
        verdict: Tag::of(tone, word),
        reason: said,
        differs,
        tells_apart: false,
    }
}

/// Every decision, the newest first: who, when, by which rule, why, from which register.
fn history(t: T, review: &Review, names: &BTreeMap<StaffId, String>, snapshots: &[KnownSnapshot]) -> Timeline {
    let item = |decided: &Decided| {
        let by = names.get(&decided.decided_by).map_or(t.trail_unknown(), String::as_str);
        let who = if is_by_hand(decided.rule) && !decided.is_carried() { by.to_owned() } else { t.match_by_rules(by) };
        let register = decided.snapshot.and_then(|id| snapshots.iter().find(|known| known.id == id));
        let register = register.map_or(String::new(), |known| t.match_register(&known.name, &decided.model));
        let why = decided.why.as_ref().map_or(String::new(), |why| format!("{} ", t.match_because(why)));
        TimelineItem {
            when: t.instant(decided.decided_at),
            instant: decided.decided_at.to_string(),
            title: format!("{} – {}", t.outcome(decided.outcome), t.match_decided(decided)),
            who,
            text: format!("{why}{register}"),
        }
    };
    Timeline { items: review.history.iter().rev().map(item).collect() }
}

/// What a button says.
enum Said {
    /// This one; a second time where nothing tells them from another.
    Confirm { pid: String, is_repeated: bool },
    /// Anything else.
    Otherwise(Decision),
}

/// `confirm.PID`, `sure.PID`, `reject` or `ask`.
fn read_said(text: &str) -> Option<Said> {
    match text {
        "reject" => Some(Said::Otherwise(Decision::Reject)),
        "ask" => Some(Said::Otherwise(Decision::AskCommune)),
        _ => {
            let (verb, pid) = text.split_once('.')?;
            let confirm = |is_repeated| Some(Said::Confirm { pid: pid.to_owned(), is_repeated });
            match verb {
                "confirm" => confirm(false),
                "sure" => confirm(true),
                _ => None,
            }
        }
    }
}

/// Whether nothing on the page tells this candidate from another one.
async fn is_twin(view: &View, row: RowRef, pid: &str) -> Answer<bool> {
    let find = move |tx: &mut Tx<'_>, me: &SignedIn| find_review(tx, &me.acting.scope, row)?.ok_or(Problem::NotFound);
    let review = view.read_in::<Problem, _>(find).await?;
    Ok(candidates(view.t, view, &review).iter().any(|shown| shown.pid == pid && shown.is_twin))
}

/// `POST /matching/{file}/{line}/decide`: then the next row that waits.
pub(crate) async fn decide_row(
    view: View,
    Path((file, line)): Path<(SourceFileId, i64)>,
    Query(narrow): Query<Narrow>,
    Posted(mut form): Posted,
) -> Answer {
    let row = RowRef { file, line };
    let decision = match read_said(form.value("decision")) {
        None => {
            form.refuse("why", view.t.choice_missing());
            return page(&view, row, &narrow, &form).await;
        }
        Some(Said::Confirm { pid, is_repeated }) => {
            if !is_repeated && is_twin(&view, row, &pid).await? {
                form.refuse("decision", view.t.match_twins());
                return page(&view, row, &narrow, &form).await;
            }
            Decision::Confirm(pid)
        }
        Some(Said::Otherwise(decision)) => decision,
    };
    let seen = form.value("seen").parse().unwrap_or_default();
    let why = Some(form.value("why").to_owned()).filter(|why| !why.is_empty());
    let filter = narrow.filter();
    let done = view.write_in::<matching::Refusal, _>(move |tx, me| {
        decide(tx, &me.acting, row, seen, &decision, why.as_deref())?;
        let next = list_rows(tx, &me.acting.scope, RowFilter { after: Some(row), ..filter })?;
        Ok(next.first().map(|next| next.row))
    });
    match done.await? {
        Ok(next) => {
            let last = write_row(row);
            let path = next.map_or_else(
                || format!("/matching?{}", narrow.query(&[("last", &last)])),
                |next| narrow.to_row(next, &[("last", &last)]),
            );
            let notice = if next.is_some() { Notice::RowDecided } else { Notice::RowsAllDecided };
            Ok(view.done(&path, notice))
        }
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            page(&view, row, &narrow, &form).await
        }
    }
}

/// `POST /matching/{file}/{line}/undo`.
pub(crate) async fn undo_row(
    view: View,
    Path((file, line)): Path<(SourceFileId, i64)>,
    Query(narrow): Query<Narrow>,
    Posted(mut form): Posted,
) -> Answer {
    let row = RowRef { file, line };
    let seen = form.value("seen").parse().unwrap_or_default();
    let why = Some(form.value("why").to_owned()).filter(|why| !why.is_empty());
    let undone = view.write_in::<matching::Refusal, _>(move |tx, me| undo(tx, &me.acting, row, seen, why.as_deref()));
    match undone.await? {
        Ok(_) => Ok(view.done(&narrow.to_row(row, &[]), Notice::DecisionUndone)),
        Err(refusal) => {
            form.refuse("why", view.tell(refusal)?);
            page(&view, row, &narrow, &form).await
        }
    }
}
