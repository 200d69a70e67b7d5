//! Programs of other agencies: their accounts, and the tokens they come in with.

use crate::{
    components::{Breadcrumb, Cell, Empty, Finder, Form, Notice as Box, Table, Tag, Tone},
    pages::{
        confirm::Confirm,
        office_choice, person,
        staff::{details, field_of, read_login},
        tasks::Task,
    },
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use db::Tx;
use jiff::{Timestamp, ToSpan, civil::Date};
use kernel::{ApiTokenId, StaffId, start_of_day_in_vietnam, today_in_vietnam};
use office::{
    Action, Refusal, Role,
    offices::find_office,
    sign_in::SignedIn,
    staff::{
        ApiToken, Assignment, NewAssignment, NewStaff, StaffDetails, StaffKind, StaffLine, assign, confirm_token,
        create_service_account, find_current_post, issue_token, list_living_tokens, list_names, list_tokens,
        may_confirm_token, revoke_token,
    },
};
use std::collections::BTreeMap;

/// For how long a token is offered; the room allows a year.
const LIFE_DAYS: i64 = 180;

type Names = BTreeMap<StaffId, String>;

/// What waits for a second administrator: tokens that somebody else made.
pub(crate) fn tasks(tx: &mut Tx<'_>, me: &SignedIn, t: T) -> Result<Vec<Task>, Problem> {
    if !me.acting.role.may(Action::ManageStaff) {
        return Ok(Vec::new());
    }
    let mut waiting = list_living_tokens(tx, &me.acting)?;
    waiting.retain(|token| token.confirmed_at.is_none());
    // Whom the rule refuses is not asked to come.
    let mut theirs = 0_i64;
    for token in &waiting {
        theirs += i64::from(may_confirm_token(tx, &me.acting, token).is_ok());
    }
    Ok(vec![Task { text: t.tasks_tokens().to_owned(), count: theirs, link: "/tokens".to_owned() }])
}

#[derive(Template)]
#[template(path = "pages/tokens.html")]
struct TokensPage {
    t: T,
    way: Breadcrumb,
    table: Table,
    empty: Option<Empty>,
}

/// `GET /tokens`: what lets programs in, and what waits to.
pub(crate) async fn list(view: View) -> Answer {
    let (tokens, names) = view
        .read(|tx, me| {
            let tokens = list_living_tokens(tx, &me.acting)?;
            let names = names(tx, &tokens)?;
            Ok((tokens, names))
        })
        .await?;
    let t = view.t;
    let told = |id: StaffId| names.get(&id).cloned().unwrap_or_else(|| t.role_machine().to_owned());
    let me = view.me()?.staff.id;
    let caption = Table::of(t, t.tokens_caption()).column(t.role_service_account());
    let table = columns(caption, t).column("").rows(&tokens, |token| {
        let [purpose, state, ends, used] = cells(&view, token, &names);
        let account = Cell::link(format!("/staff/{}", token.staff), told(token.staff));
        [account, purpose, state, ends, used, deed(&view, token, me)]
    });
    let empty = tokens.is_empty().then(|| Empty::of("people", t.tokens_none(), t.tokens_none_text()));
    let way = Breadcrumb::home(t).then("/staff", t.staff_title());
    Ok(view.page(t.tokens_title(), &TokensPage { t, way, table, empty }))
}

fn names(tx: &mut Tx<'_>, tokens: &[ApiToken]) -> Result<Names, Refusal> {
    let ids = tokens.iter().flat_map(|token| [Some(token.staff), Some(token.made_by), token.confirmed_by]);
    list_names(tx, &ids.flatten().collect::<Vec<_>>())
}

fn columns(table: Table, t: T) -> Table {
    table.column(t.token_purpose()).column(t.token_state()).column(t.token_ends()).column(t.token_used())
}

fn cells(view: &View, token: &ApiToken, names: &Names) -> [Cell; 4] {
    let t = view.t;
    let told = |id: StaffId| names.get(&id).cloned().unwrap_or_else(|| t.role_machine().to_owned());
    let by = match token.confirmed_by {
        Some(second) => t.token_made_and_confirmed(told(token.made_by), told(second)),
        None => t.token_made(told(token.made_by)),
    };
    [
        Cell::text(token.purpose.as_str()).below(format!("{}…", token.prefix)),
        Cell::tag(state(view, token)).below(by),
        Cell::text(t.date(last_day(token.ends_at))),
        Cell::text(token.used_at.map_or_else(|| t.token_never().to_owned(), |at| t.instant(at))),
    ]
}

/// A token ends at midnight; the day it is told by is the last on which it lets in.
fn last_day(ends_at: Timestamp) -> Date {
    today_in_vietnam(ends_at - 1.nanosecond())
}

fn is_living(view: &View, token: &ApiToken) -> bool {
    token.revoked_at.is_none() && view.now < token.ends_at
}

fn state(view: &View, token: &ApiToken) -> Tag {
    let t = view.t;
    match (token.revoked_at.is_some(), is_living(view, token), token.confirmed_at.is_some()) {
        (true, ..) => Tag::of(Tone::Bad, t.token_revoked()),
        (_, false, _) => Tag::of(Tone::Plain, t.token_over()),
        (_, _, false) => Tag::of(Tone::Warn, t.token_waits()),
        _ => Tag::of(Tone::Good, t.token_in_force()),
    }
}

/// The tokens of one account, as a part of its page.
pub(crate) async fn table_of(view: &View, line: &StaffLine) -> Answer<Option<Table>> {
    if line.staff.kind != StaffKind::Service || !view.may(Action::ManageStaff) {
        return Ok(None);
    }
    let id = line.staff.id;
    let (tokens, names) = view
        .read(move |tx, me| {
            let tokens = list_tokens(tx, &me.acting, id)?;
            let names = names(tx, &tokens)?;
            Ok((tokens, names))
        })
        .await?;
    let (t, me) = (view.t, view.me()?.staff.id);
    let table = columns(Table::of(t, t.tokens_caption()), t).column("").rows(&tokens, |token| {
        let [purpose, state, ends, used] = cells(view, token, &names);
        [purpose, state, ends, used, deed(view, token, me)]
    });
    Ok(Some(table))
}

/// What whoever looks can do with a token now.
fn deed(view: &View, token: &ApiToken, me: StaffId) -> Cell {
    let path = |deed: &str| format!("/staff/{}/tokens/{}/{deed}", token.staff, token.id);
    match (is_living(view, token), token.confirmed_at.is_none() && token.made_by != me) {
        (false, _) => Cell::text(""),
        (true, true) => Cell::link(path("confirm"), view.t.token_confirm()),
        (true, false) => Cell::link(path("revoke"), view.t.token_revoke()),
    }
}

#[derive(Template)]
#[template(path = "pages/service_new.html")]
struct ServiceNew<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    office: Finder,
}

/// `GET /staff/new-service`.
pub(crate) async fn show_new_account(view: View) -> Answer {
    let today = view.t.date(today_in_vietnam(view.now));
    account_page(&view, &view.form().with("from", today)).await
}

async fn account_page(view: &View, form: &Form) -> Answer {
    let t = view.t;
    let way = Breadcrumb::home(t).then("/staff", t.staff_title());
    let office = office_choice::finder(view, form).await?.hint(t.token_office_hint());
    Ok(view.form_page(t.service_new_title(), form, &ServiceNew { t, view, form, way, office }))
}

/// `POST /staff/new-service`: the account and its office, together or not at all.
pub(crate) async fn create_account(view: View, Posted(mut form): Posted) -> Answer {
    if form.is_finding() {
        return account_page(&view, &form).await;
    }
    let t = view.t;
    form.require("full_name", t.service_name_missing());
    let login = read_login(t, &mut form);
    let office = form.value("office").parse().ok();
    if office.is_none() {
        form.refuse("office", t.service_office_missing());
    }
    let from = parse_date(form.value("from"));
    if from.is_none() {
        form.refuse("from", t.date_wrong());
    }
    let (Some(login), Some(from), false) = (login, from, form.is_refused()) else {
        return account_page(&view, &form).await;
    };
    let StaffDetails { full_name, phone, email } = details(&form);
    let new = NewStaff { login, full_name, phone, email };
    let made = view
        .write(move |tx, me| {
            let account = create_service_account(tx, &me.acting, &new)?;
            let role = Role::ServiceAccount;
            assign(tx, &me.acting, &NewAssignment { staff: account.id, role, office, from, until: None })?;
            Ok(account.id)
        })
        .await?;
    match made {
        Ok(id) => Ok(view.done(&format!("/staff/{id}"), Notice::ServiceAccountCreated)),
        Err(refusal) => {
            let field = field_of(&refusal);
            form.refuse(if field == "role" { "office" } else { field }, view.tell(refusal)?);
            account_page(&view, &form).await
        }
    }
}

/// The account, if it is a service account of the own area.
async fn load(view: &View, id: StaffId) -> Answer<StaffLine> {
    let line = person::load(view, id).await?;
    if line.staff.kind == StaffKind::Service { Ok(line) } else { Err(Problem::NotFound) }
}

/// `GET /staff/{id}/tokens/new`.
pub(crate) async fn show_issue(view: View, Path(id): Path<StaffId>) -> Answer {
    let line = load(&view, id).await?;
    let last = today_in_vietnam(view.now) + LIFE_DAYS.days();
    Ok(issue_page(&view, &line, &view.form().with("last_day", view.t.date(last))))
}

fn issue_page(view: &View, line: &StaffLine, form: &Form) -> Response {
    let t = view.t;
    Confirm::of(view, form, t.token_issue_title())
        .over(line.staff.full_name.as_str())
        .way(person::way(t, line))
        .text(t.token_issue_text())
        .field(form.text("purpose", t.token_purpose()).hint(t.token_purpose_hint()))
        .field(form.date("last_day", t.token_ends()).hint(t.token_ends_hint()))
        .button(Tone::Good, t.token_issue())
        .answer(&format!("/staff/{}", line.staff.id))
}

#[derive(Template)]
#[template(path = "pages/token_issued.html")]
struct TokenIssued<'a> {
    t: T,
    line: &'a StaffLine,
    purpose: String,
    last_day: String,
    secret: String,
    waits: bool,
}

/// `POST /staff/{id}/tokens/new`: the token, the one time it is shown.
pub(crate) async fn issue(view: View, Path(id): Path<StaffId>, Posted(mut form): Posted) -> Answer {
    let (line, t) = (load(&view, id).await?, view.t);
    form.require("purpose", t.token_purpose_missing());
    let ends_at = parse_date(form.value("last_day")).and_then(|last| last.tomorrow().ok());
    let Some(ends_at) = ends_at.map(start_of_day_in_vietnam).filter(|_| !form.is_refused()) else {
        if ends_at.is_none() {
            form.refuse("last_day", t.date_wrong());
        }
        return Ok(issue_page(&view, &line, &form));
    };
    let purpose = form.value("purpose").to_owned();
    match view.write(move |tx, me| issue_token(tx, &me.acting, id, &purpose, ends_at)).await? {
        Ok((token, secret)) => {
            let (waits, last_day) = (token.confirmed_at.is_none(), t.date(last_day(token.ends_at)));
            let main = TokenIssued { t, line: &line, purpose: token.purpose, last_day, secret, waits };
            Ok(view.page(t.token_issued_title(), &main))
        }
        Err(refusal) => {
            let field = if matches!(refusal, Refusal::TokenEnd { .. }) { "last_day" } else { "purpose" };
            form.refuse(field, view.tell(refusal)?);
            Ok(issue_page(&view, &line, &form))
        }
    }
}

/// A token of this account, which the caller has found in the own area, that has not ended, and who may be asked about it.
async fn load_token(view: &View, id: StaffId, token: ApiTokenId) -> Answer<(ApiToken, Names, Option<Refusal>)> {
    let (found, names, refusal) = view
        .read(move |tx, me| {
            let found = list_tokens(tx, &me.acting, id)?.into_iter().find(|found| found.id == token);
            let found = found.ok_or(Refusal::NotFound { what: "token" })?;
            let names = names(tx, std::slice::from_ref(&found))?;
            let refusal = may_confirm_token(tx, &me.acting, &found).err();
            Ok((found, names, refusal))
        })
        .await?;
    if is_living(view, &found) { Ok((found, names, refusal)) } else { Err(Problem::NotFound) }
}

#[derive(Template)]
#[template(path = "pages/token_confirm.html")]
struct TokenConfirm<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    line: &'a StaffLine,
    token: &'a ApiToken,
    /// What the person sees, sent back with the button.
    post: String,
    office: String,
    unit: String,
    rights: Vec<&'static str>,
    maker: String,
    made_at: String,
    last_day: String,
    refused: Option<Box>,
}

/// Under which post an account reads today, and what that is: the unit by the tree, whatever its office is called.
struct SeenPost {
    assignment: Assignment,
    office: String,
    unit: String,
}

async fn load_post(view: &View, line: &StaffLine) -> Answer<Option<SeenPost>> {
    let id = line.staff.id;
    let found = view.read(move |tx, me| {
        let Some(assignment) = find_current_post(tx, &me.acting, id)? else { return Ok(None) };
        let office = assignment.office.map(|office| find_office(tx, &me.acting.ground_scope(), office));
        Ok(Some((assignment, office.transpose()?.flatten())))
    });
    let Some((assignment, office)) = found.await? else { return Ok(None) };
    let places = view.app.desk.places();
    let unit = office.and_then(|office| places.display(office.area.lo)).unwrap_or_default();
    Ok(Some(SeenPost { office: assignment.office_name.clone().unwrap_or_default(), unit, assignment }))
}

/// `GET /staff/{id}/tokens/{token}/confirm`.
pub(crate) async fn show_confirm(view: View, Path((id, token)): Path<(StaffId, ApiTokenId)>) -> Answer {
    let form = view.form();
    confirm_page(&view, id, token, &form).await
}

async fn confirm_page(view: &View, id: StaffId, token: ApiTokenId, form: &Form) -> Answer {
    let (line, t) = (load(view, id).await?, view.t);
    let (token, names, refusal) = load_token(view, id, token).await?;
    let seen = load_post(view, &line).await?;
    let refused = refusal.map(|refusal| view.tell(refusal)).transpose()?;
    let main = TokenConfirm {
        t,
        view,
        form,
        way: person::way(t, &line),
        post: seen.as_ref().map_or_else(String::new, |post| post.assignment.id.to_string()),
        office: seen.as_ref().map_or_else(|| t.staff_no_role().to_owned(), |post| post.office.clone()),
        unit: seen.map_or_else(String::new, |post| post.unit),
        rights: Action::ALL
            .iter()
            .filter(|right| Role::ServiceAccount.may(**right))
            .map(|right| t.action(*right))
            .collect(),
        maker: names.get(&token.made_by).cloned().unwrap_or_else(|| t.role_machine().to_owned()),
        made_at: t.instant(token.made_at),
        last_day: t.date(last_day(token.ends_at)),
        refused: refused.map(|sentence| Box::of(Tone::Info, sentence)),
        line: &line,
        token: &token,
    };
    Ok(view.form_page(t.token_confirm_title(), form, &main))
}

/// `POST /staff/{id}/tokens/{token}/confirm`.
pub(crate) async fn confirm(
    view: View,
    Path((id, token)): Path<(StaffId, ApiTokenId)>,
    Posted(mut form): Posted,
) -> Answer {
    load(&view, id).await?;
    load_token(&view, id, token).await?;
    let saw = form.value("post").parse().ok();
    let done = view.write(move |tx, me| confirm_token(tx, &me.acting, token, Some(saw)));
    match done.await? {
        Ok(_) => Ok(view.done(&format!("/staff/{id}"), Notice::TokenConfirmed)),
        Err(refusal @ Refusal::NotFound { .. }) => Err(refusal.into()),
        Err(refusal) => {
            form.refuse("form", view.tell(refusal)?);
            confirm_page(&view, id, token, &form).await
        }
    }
}

/// `GET /staff/{id}/tokens/{token}/revoke`.
pub(crate) async fn show_revoke(view: View, Path((id, token)): Path<(StaffId, ApiTokenId)>) -> Answer {
    let (line, t) = (load(&view, id).await?, view.t);
    let (token, ..) = load_token(&view, id, token).await?;
    Ok(Confirm::of(&view, &view.form(), t.token_revoke_title(&token.purpose))
        .over(line.staff.full_name.as_str())
        .way(person::way(t, &line))
        .text(t.token_revoke_text())
        .button(Tone::Bad, t.token_revoke())
        .answer(&format!("/staff/{id}")))
}

/// `POST /staff/{id}/tokens/{token}/revoke`.
pub(crate) async fn revoke(view: View, Path((id, token)): Path<(StaffId, ApiTokenId)>, Posted(_): Posted) -> Answer {
    load(&view, id).await?;
    load_token(&view, id, token).await?;
    view.write(move |tx, me| revoke_token(tx, &me.acting, token)).await??;
    Ok(view.done(&format!("/staff/{id}"), Notice::TokenRevoked))
}
