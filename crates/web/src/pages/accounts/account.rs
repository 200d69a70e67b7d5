//! One account: what is known of it, the second person's check, and what follows.

use super::{bank_names, name_tag, number_of, state_tag};
use crate::{
    components::{Breadcrumb, Form, Link, Notice as Box, SummaryList, SummaryRow, Tone},
    pages::{confirm::Confirm, visits::load_person},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use accounts::{
    Account, AccountSeen, BankAnswer, Check, Event, MoveFault, Moved, State, activate_many, check_many, end_many,
    list_of_person, recheck_many, reject_many,
};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use db::Tx;
use kernel::{AccountId, PersonId, StaffId};
use office::{Acting, Action, staff::find_staff};
use registry::Person;
use std::collections::HashMap;

type Ids = Path<(PersonId, AccountId)>;

#[derive(Template)]
#[template(path = "pages/account_of.html")]
struct AccountPage {
    t: T,
    way: Breadcrumb,
    over: String,
    title: String,
    next: Option<Box>,
    moves: Vec<Link>,
    /// Whether nothing is left to be done with it: what can still be done ends it.
    is_settled: bool,
    facts: SummaryList,
    person: PersonId,
}

/// The account with its person, if the scope sees them.
async fn load(view: &View, person: PersonId, id: AccountId) -> Answer<(Person, Account)> {
    let who = load_person(view, person).await?;
    let all = view.read_in::<accounts::Refusal, _>(move |tx, me| list_of_person(tx, &me.acting.scope, person)).await?;
    let account = all.into_iter().find(|account| account.id == id).ok_or(Problem::NotFound)?;
    Ok((who, account))
}

fn path(account: &Account, step: &str) -> String {
    format!("/accounts/of/{}/{}{step}", account.person, account.id)
}

/// `GET /accounts/of/{person}/{account}`.
pub(crate) async fn show(view: View, Path((person, id)): Ids) -> Answer {
    let (who, account) = load(&view, person, id).await?;
    let ids = [Some(account.claimed_by), account.checked_by];
    let (names, banks) = view
        .read(move |tx, me| {
            let mut names = HashMap::new();
            for staff in ids.into_iter().flatten() {
                if let Some(line) = find_staff(tx, &me.acting.ground_scope(), staff, me.acting.now)? {
                    names.insert(staff, line.staff.full_name);
                }
            }
            Ok((names, bank_names(tx)?))
        })
        .await?;
    let t = view.t;
    let title = t.method(account.method).to_owned();
    let main = AccountPage {
        t,
        way: way(t, &who),
        over: who.full_name.as_str().to_owned(),
        next: next_step(t, view.me()?.acting.staff, &who, &account),
        moves: moves(&view, &who, &account),
        is_settled: account.state == State::Active,
        facts: facts(t, (&account, account.is_renamed(who.full_name.as_str())), &names, &banks),
        person,
        title,
    };
    Ok(view.page(&main.title, &main))
}

fn way(t: T, who: &Person) -> Breadcrumb {
    let back = format!("/visits/{}", who.id);
    Breadcrumb::home(t).then("/accounts", t.accounts_title()).then(back, who.full_name.as_str())
}

fn next_step(t: T, me: StaffId, who: &Person, account: &Account) -> Option<Box> {
    if account.is_renamed(who.full_name.as_str()) {
        return Some(Box::of(Tone::Warn, t.account_renamed()).text(t.account_renamed_text()));
    }
    match account.state {
        State::Claimed if account.claimed_by == me => Some(Box::of(Tone::Info, t.account_next_other())),
        State::Claimed => Some(Box::of(Tone::Info, t.account_next_check())),
        State::Checked => Some(Box::of(Tone::Info, t.account_next_activate())),
        State::Active | State::Ended => None,
    }
}

fn moves(view: &View, who: &Person, account: &Account) -> Vec<Link> {
    let (t, may_check) = (view.t, view.may(Action::CheckAccount));
    let to = |step: &str, text: &str| Link::to(path(account, step), text);
    if may_check && account.is_renamed(who.full_name.as_str()) {
        let ends =
            if account.state == State::Active { ("/end", t.account_end()) } else { ("/reject", t.account_reject()) };
        return vec![to("/recheck", t.account_recheck()), to(ends.0, ends.1)];
    }
    match account.state {
        State::Claimed if may_check => vec![to("/check", t.account_check()), to("/reject", t.account_reject())],
        State::Checked if may_check => vec![to("/activate", t.account_activate()), to("/reject", t.account_reject())],
        State::Active if may_check || view.may(Action::RecordAccount) => vec![to("/end", t.account_end())],
        _ => Vec::new(),
    }
}

fn facts(
    t: T,
    (account, is_renamed): (&Account, bool),
    names: &HashMap<StaffId, String>,
    banks: &HashMap<String, String>,
) -> SummaryList {
    let who = |id: StaffId| names.get(&id).cloned().unwrap_or_else(|| t.list_somebody_elsewhere().to_owned());
    let mut rows = vec![SummaryRow::of(t.list_state(), "").tag(state_tag(t, account.state))];
    if account.number.is_some() {
        rows.push(SummaryRow::of(t.list_account(), number_of(account, banks)));
        rows.push(SummaryRow::of(t.list_holder(), account.holder_name.clone().unwrap_or_default()));
    }
    let checked = if is_renamed { t.account_name_check_before() } else { t.account_name_check() };
    rows.extend(account.name_check.map(|check| SummaryRow::of(checked, "").tag(name_tag(t, check))));
    rows.extend(account.name_rule.map(|rule| SummaryRow::of(t.account_name_rule(), t.name_rule(rule))));
    rows.extend(account.channel.map(|channel| SummaryRow::of(t.account_channel(), t.channel(channel))));
    rows.push(SummaryRow::of(
        t.account_claimed(),
        t.list_by_at(who(account.claimed_by), t.instant(account.claimed_at)),
    ));
    rows.extend(account.checked_by.map(|id| SummaryRow::of(t.account_checked_by(), who(id))));
    rows.extend(account.active_from.map(|day| SummaryRow::of(t.account_active_from(), t.date(day))));
    rows.extend(account.ended_at.map(|at| SummaryRow::of(t.account_ended_at(), t.instant(at))));
    rows.extend(account.why.as_deref().map(|why| SummaryRow::of(t.list_remark(), why)));
    SummaryList { rows }
}

/// `GET …/check`.
pub(crate) async fn show_check(view: View, Path((person, id)): Ids) -> Answer {
    ask(&view, person, id, Event::Check).await
}

/// `POST …/check`.
pub(crate) async fn check(view: View, Path((person, id)): Ids, Posted(form): Posted) -> Answer {
    carry_out(&view, person, id, Event::Check, form).await
}

/// `GET …/recheck`: the person's name was corrected.
pub(crate) async fn show_recheck(view: View, Path((person, id)): Ids) -> Answer {
    ask(&view, person, id, Event::Recheck).await
}

/// `POST …/recheck`.
pub(crate) async fn recheck(view: View, Path((person, id)): Ids, Posted(form): Posted) -> Answer {
    carry_out(&view, person, id, Event::Recheck, form).await
}

/// `GET …/activate`.
pub(crate) async fn show_activate(view: View, Path((person, id)): Ids) -> Answer {
    ask(&view, person, id, Event::Activate).await
}

/// `POST …/activate`.
pub(crate) async fn activate(view: View, Path((person, id)): Ids, Posted(form): Posted) -> Answer {
    carry_out(&view, person, id, Event::Activate, form).await
}

/// `GET …/reject`.
pub(crate) async fn show_reject(view: View, Path((person, id)): Ids) -> Answer {
    ask(&view, person, id, Event::Reject).await
}

/// `POST …/reject`.
pub(crate) async fn reject(view: View, Path((person, id)): Ids, Posted(form): Posted) -> Answer {
    carry_out(&view, person, id, Event::Reject, form).await
}

/// `GET …/end`.
pub(crate) async fn show_end(view: View, Path((person, id)): Ids) -> Answer {
    ask(&view, person, id, Event::End).await
}

/// `POST …/end`.
pub(crate) async fn end(view: View, Path((person, id)): Ids, Posted(form): Posted) -> Answer {
    carry_out(&view, person, id, Event::End, form).await
}

async fn ask(view: &View, person: PersonId, id: AccountId, event: Event) -> Answer {
    let (who, account) = load(view, person, id).await?;
    if !accounts::TRANSITIONS.iter().any(|(from, happens, _)| (*from, *happens) == (account.state, event)) {
        // An old link: the account's page says where it stands now.
        return Ok(Redirect::to(&path(&account, "")).into_response());
    }
    question(view, &who, &account, event, &view.form().with("answer", "claimed")).await
}

async fn question(view: &View, who: &Person, account: &Account, event: Event, form: &Form) -> Answer<Response> {
    let t = view.t;
    let banks = view.read(|tx, _| bank_names(tx)).await?;
    let number = number_of(account, &banks);
    let about = if number.is_empty() { t.method(account.method).to_owned() } else { number };
    let (title, text, tone, button) = match event {
        Event::Check => (t.account_check_title(), t.account_check_text(), Tone::Good, t.account_check()),
        Event::Recheck => (t.account_recheck(), t.account_recheck_text(), Tone::Good, t.account_check()),
        Event::Activate | Event::Replace => {
            (t.account_activate_title(), t.account_activate_text(), Tone::Good, t.account_activate())
        }
        Event::Reject => (t.account_reject_title(), t.account_reject_text(), Tone::Bad, t.account_reject()),
        Event::End => (t.account_end_title(), t.account_end_text(), Tone::Bad, t.account_end()),
    };
    let mut page = Confirm::of(view, form, title)
        .over(format!("{} · {about}", who.full_name.as_str()))
        .way(way(t, who))
        .text(text)
        .hidden("version", account.version.to_string());
    if matches!(event, Event::Check | Event::Recheck) && account.number.is_some() {
        let claimed = t.account_answer_claimed(account.holder_name.as_deref().unwrap_or_default());
        page = page
            .choices(
                form.radios("answer", t.account_bank_answer())
                    .choice("holder", t.account_answer_holder())
                    .choice("claimed", claimed)
                    .choice("silent", t.account_answer_silent()),
            )
            .field(form.text("bank_holder", t.account_bank_holder()).hint(t.account_bank_holder_hint()).optional());
    }
    page = match event {
        Event::Check | Event::Recheck => page.field(form.area("why", t.account_why_nevertheless()).optional()),
        Event::Reject | Event::End => page.field(form.area("why", t.account_why())),
        Event::Activate | Event::Replace => page,
    };
    Ok(page.button(tone, button).answer(&path(account, "")))
}

/// What the bank said, as the form has it.
fn answer_of(form: &Form) -> Option<BankAnswer> {
    match form.value("answer") {
        "holder" => Some(BankAnswer::Holder(form.value("bank_holder").to_owned())),
        "silent" => Some(BankAnswer::Silent),
        _ => None,
    }
}

async fn carry_out(view: &View, person: PersonId, id: AccountId, event: Event, mut form: Form) -> Answer {
    let (who, account) = load(view, person, id).await?;
    if matches!(event, Event::Check | Event::Recheck) && form.value("answer") == "holder" {
        form.require("bank_holder", view.t.account_bank_holder_missing());
    }
    if form.is_refused() {
        return question(view, &who, &account, event, &form).await;
    }
    let seen = AccountSeen { person, account: id, version: form.value("version").parse().unwrap_or_default() };
    let (bank_answer, why) = (answer_of(&form), form.value("why").to_owned());
    let moved = view
        .write_in::<accounts::Refusal, _>(move |tx, me| step(tx, &me.acting, event, seen, bank_answer.clone(), &why));
    match moved.await? {
        Ok(mut moved) => match moved.faults.pop() {
            None => return Ok(view.done(&path(&account, ""), notice_of(event))),
            Some(refused) => form.refuse(field_of(&refused.fault), view.t.move_fault(&refused.fault)),
        },
        Err(refusal) => form.refuse("main", view.tell(refusal)?),
    }
    question(view, &who, &account, event, &form).await
}

fn step(
    tx: &mut Tx<'_>,
    acting: &Acting,
    event: Event,
    seen: AccountSeen,
    bank_answer: Option<BankAnswer>,
    why: &str,
) -> Result<Moved, accounts::Refusal> {
    match event {
        Event::Check => check_many(tx, acting, &[Check { seen, bank_answer, why: Some(why.to_owned()) }]),
        Event::Recheck => recheck_many(tx, acting, &[Check { seen, bank_answer, why: Some(why.to_owned()) }]),
        Event::Activate | Event::Replace => activate_many(tx, acting, &[seen]),
        Event::Reject => reject_many(tx, acting, &[seen], why),
        Event::End => end_many(tx, acting, &[seen], why),
    }
}

/// At which field a fault belongs.
const fn field_of(fault: &MoveFault) -> &'static str {
    match fault {
        MoveFault::WhyNeeded { .. } | MoveFault::WhyNeededForShared { .. } | MoveFault::WhyMissing => "why",
        MoveFault::NameDoesNotMatch { .. } => "bank_holder",
        MoveFault::AnotherWithIt
        | MoveFault::NotFound
        | MoveFault::OwnClaim
        | MoveFault::PaperNotInForce
        | MoveFault::Renamed
        | MoveFault::NotRenamed
        | MoveFault::Transition { .. }
        | MoveFault::VersionMoved { .. } => "main",
    }
}

const fn notice_of(event: Event) -> Notice {
    match event {
        Event::Check | Event::Recheck => Notice::AccountChecked,
        Event::Activate | Event::Replace => Notice::AccountActivated,
        Event::Reject => Notice::AccountRejected,
        Event::End => Notice::AccountEnded,
    }
}
