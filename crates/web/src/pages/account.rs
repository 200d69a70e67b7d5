//! The own account: facts, password, second factor, sessions.

use crate::{
    browser,
    components::{Breadcrumb, Field, Form, SummaryList, SummaryRow, Tag, Tone},
    pages::sign_in,
    shell::{
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use kernel::SessionId;
use office::sign_in::{Session, SignedIn, Step, list_sessions, recovery_codes_left};

#[derive(Template)]
#[template(path = "pages/account.html")]
struct Account<'a> {
    t: T,
    view: &'a View,
    way: Breadcrumb,
    facts: SummaryList,
    sessions: Vec<SessionLine>,
}

/// One session as its owner sees it.
struct SessionLine {
    id: SessionId,
    browser: String,
    address: String,
    begun: String,
    seen: String,
    here: Option<Tag>,
    end: String,
}

/// `GET /account`.
pub(crate) async fn show(view: View) -> Answer {
    let (sessions, codes_left) = view.read(|tx, me| Ok((list_sessions(tx, me)?, recovery_codes_left(tx, me)?))).await?;
    let (t, me) = (view.t, view.me()?);
    let main = Account {
        t,
        view: &view,
        way: Breadcrumb::home(t),
        facts: facts(t, me, codes_left),
        sessions: sessions.iter().map(|session| line(t, me, session)).collect(),
    };
    Ok(view.page(t.account_title(), &main))
}

fn facts(t: T, me: &SignedIn, codes_left: i64) -> SummaryList {
    let given = |text: &Option<String>| text.clone().unwrap_or_else(|| t.not_given().to_owned());
    let mut rows = vec![
        SummaryRow::of(t.full_name_label(), me.staff.full_name.as_str()),
        SummaryRow::of(t.login_label(), me.staff.login.as_str()),
        SummaryRow::of(t.phone_label(), given(&me.staff.phone)),
        SummaryRow::of(t.email_label(), given(&me.staff.email)),
        SummaryRow::of(t.account_role(), t.role(me.acting.role)),
        SummaryRow::of(t.password_label(), "••••••••••").change("/account/password", t.change()),
        second_factor(t, me),
    ];
    if me.has_second_factor {
        rows.push(recovery_codes(t, codes_left));
    }
    rows.push(SummaryRow::of(t.account_language(), t.0.own_name()));
    SummaryList { rows }
}

fn second_factor(t: T, me: &SignedIn) -> SummaryRow {
    let row = SummaryRow::of(t.account_second_factor(), "");
    if me.has_second_factor {
        let row = row.tag(Tag::of(Tone::Good, t.account_second_factor_on()));
        let row = row.change("/account/second-factor", t.change());
        let is_needed = me.assignments.iter().any(|assignment| assignment.role.needs_second_factor());
        if is_needed { row } else { row.change("/account/second-factor/remove", t.turn_off()) }
    } else {
        row.tag(Tag::of(Tone::Warn, t.account_second_factor_off())).change("/account/second-factor", t.set_up())
    }
}

/// Few are left: time to make new ones.
const CODES_FEW: i64 = 3;

fn recovery_codes(t: T, left: i64) -> SummaryRow {
    let tone = if left <= CODES_FEW { Tone::Warn } else { Tone::Plain };
    let tag = Tag::of(tone, t.account_codes_left(t.number(left)));
    SummaryRow::of(t.account_codes(), "").tag(tag).change("/account/recovery-codes", t.account_codes_new())
}

fn line(t: T, me: &SignedIn, session: &Session) -> SessionLine {
    let browser = browser::name(t, &session.agent);
    SessionLine {
        id: session.id,
        end: t.session_end_named(&browser),
        browser,
        address: session.address.clone(),
        begun: t.instant(session.made_at),
        seen: t.instant(session.seen_at),
        here: (session.id == me.session.id).then(|| Tag::of(Tone::Good, t.session_here())),
    }
}

/// `POST /account/sessions/{id}/end`.
pub(crate) async fn end_session(view: View, Path(id): Path<SessionId>) -> Answer {
    view.write(move |tx, me| office::sign_in::end_session(tx, me, id)).await??;
    Ok(view.done("/account", Notice::SessionRevoked))
}

/// `POST /account/sessions/end-others`.
pub(crate) async fn end_other_sessions(view: View) -> Answer {
    view.write(office::sign_in::end_other_sessions).await??;
    Ok(view.done("/account", Notice::SessionsRevoked))
}

#[derive(Template)]
#[template(path = "pages/password.html")]
struct Password<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    is_first: bool,
    old: Field,
}

/// `GET /account/password`.
pub(crate) async fn show_password(view: View) -> Answer {
    let step = view.me()?.step;
    if matches!(step, Step::SecondFactor | Step::MustEnrolSecondFactor) {
        return Ok(Redirect::to(sign_in::path_of(step)).into_response());
    }
    password_page(&view, &view.form())
}

fn password_page(view: &View, form: &Form) -> Answer {
    let t = view.t;
    let is_first = view.me()?.step == Step::MustChangePassword;
    let old_label = if is_first { t.start_password_label() } else { t.old_password_label() };
    let old = form.password("old", old_label, "current-password");
    let main = Password { t, view, form, is_first, old };
    Ok(view.form_page(t.change_password_title(), form, &main))
}

/// `POST /account/password`.
pub(crate) async fn change_password(view: View, Posted(mut form): Posted) -> Answer<Response> {
    let t = view.t;
    if form.secret("old").is_empty() {
        form.refuse("old", t.old_password_missing());
    }
    if form.secret("password").is_empty() {
        form.refuse("password", t.password_missing());
    } else if form.secret("password") != form.secret("password_again") {
        form.refuse("password_again", t.passwords_differ());
    }
    if form.is_refused() {
        return password_page(&view, &form);
    }
    let is_first = view.me()?.step == Step::MustChangePassword;
    let (old, new) = (form.secret("old").to_owned(), form.secret("password").to_owned());
    let changed = view
        .blocking(move |visit| {
            let me = visit.me()?;
            Ok::<_, Problem>(office::sign_in::change_password(&visit.app.desk, me, &old, &new))
        })
        .await??;
    match changed {
        Ok(entered) => {
            // Whoever was led here while signing in goes on to work; whoever came from the own account goes back there.
            let path = if is_first { sign_in::path_of(entered.step) } else { "/account" };
            let mut answer = view.done(path, Notice::PasswordChanged);
            sign_in::set_session(&view, &mut answer, &entered);
            Ok(answer)
        }
        Err(refusal) => {
            let field = if matches!(refusal, office::Refusal::Password(_)) { "password" } else { "old" };
            form.refuse(field, view.tell(refusal)?);
            password_page(&view, &form)
        }
    }
}
