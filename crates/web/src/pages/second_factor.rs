//! The own second factor: setting it up (why, the picture, the first code, the recovery codes), new recovery codes,
//! turning it off.

use crate::{
    components::{Breadcrumb, Field, Form, Icon, Notice, Tone},
    pages::{confirm::Confirm, sign_in},
    shell::{
        guard::Posted,
        notice,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use office::{
    Refusal,
    sign_in::{
        Enrolment, SignedIn, Step, begin_second_factor, confirm_second_factor, new_recovery_codes,
        remove_second_factor, replace_second_factor,
    },
};
use qrcode::{QrCode, render::svg};

#[derive(Template)]
#[template(path = "pages/second_factor.html")]
struct Intro<'a> {
    t: T,
    view: &'a View,
    is_needed: bool,
    may_cancel: bool,
}

/// `GET /account/second-factor`.
pub(crate) async fn show(view: View) -> Answer {
    let me = view.me()?;
    let step = me.step;
    if step == Step::SecondFactor {
        return Ok(Redirect::to(sign_in::path_of(step)).into_response());
    }
    if me.has_second_factor {
        return Own::Replace.page(&view, &view.form());
    }
    let is_needed = step == Step::MustEnrolSecondFactor;
    let main = Intro { t: view.t, view: &view, is_needed, may_cancel: step == Step::In };
    Ok(view.page(view.t.second_factor_title(), &main))
}

#[derive(Template)]
#[template(path = "pages/second_factor_scan.html")]
struct Scan<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    picture: String,
    secret: String,
    field: Field,
}

/// `POST /account/second-factor`: the secret, as a picture. Whoever has an app already proves it first.
pub(crate) async fn begin(view: View, Posted(mut form): Posted) -> Answer {
    let begun = if view.me()?.has_second_factor {
        match Own::Replace.with_code(&view, &mut form, replace_second_factor).await? {
            Ok(begun) => begun,
            Err(page) => return Ok(page),
        }
    } else {
        enrolment(&view).await?
    };
    Ok(scan_page(&view, &view.form(), &begun))
}

/// The enrolment begun now, or the one under way: after a wrong code the picture is the same.
async fn enrolment(view: &View) -> Answer<Enrolment> {
    let begun = view.blocking(|visit| {
        let me = visit.me()?;
        begin_second_factor(&visit.app.desk, me).map_err(Problem::from)
    });
    begun.await?
}

fn scan_page(view: &View, form: &Form, Enrolment { uri, secret }: &Enrolment) -> Response {
    let t = view.t;
    let Some(picture) = picture(uri) else {
        return Problem::Fault("the enrolment's address makes no picture".to_owned()).into_response();
    };
    let field = form.text("code", t.code_label()).digits().autocomplete("one-time-code").narrow();
    let main = Scan { t, view, form, picture, secret: in_groups(secret), field };
    view.form_page(t.second_factor_title(), form, &main)
}

/// A long key as it is read aloud and typed: four letters at a time. Authenticator apps pass over the gaps.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// The picture as SVG, to stand inside the page: our policy admits no address of data.
fn picture(uri: &str) -> Option<String> {
    let code = QrCode::new(uri).ok()?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(216, 216).build();
    svg.find("<svg").map(|begin| svg[begin..].to_owned())
}

#[derive(Template)]
#[template(path = "pages/recovery_codes.html")]
struct RecoveryCodes<'a> {
    t: T,
    done: Notice,
    for_whom: String,
    codes: &'a [String],
    /// Where to go once they are kept.
    next: &'static str,
}

/// The codes, for the one time they are shown.
fn codes_page(view: &View, done: &'static str, codes: &[String], next: &'static str) -> Answer {
    let t = view.t;
    let for_whom = t.recovery_for(&view.me()?.staff.full_name, t.date(kernel::today_in_vietnam(view.now)));
    let done = Notice::of(Tone::Good, done);
    Ok(view.page(t.recovery_title(), &RecoveryCodes { t, done, for_whom, codes, next }))
}

/// `POST /account/second-factor/confirm`: on, and the recovery codes for the one time they are shown.
pub(crate) async fn confirm(view: View, Posted(mut form): Posted) -> Answer {
    if form.require("code", view.t.code_missing()) {
        return Ok(scan_page(&view, &form, &enrolment(&view).await?));
    }
    let code = form.value("code").to_owned();
    let confirmed = view
        .blocking(move |visit| {
            let me = visit.me()?;
            Ok::<_, Problem>(confirm_second_factor(&visit.app.desk, me, &code))
        })
        .await??;
    match confirmed {
        Ok((entered, codes)) => {
            let mut answer = codes_page(&view, view.t.recovery_on(), &codes, "/assignment")?;
            sign_in::set_session(&view, &mut answer, &entered);
            Ok(answer)
        }
        Err(refusal) => {
            form.refuse("code", view.tell(refusal)?);
            Ok(scan_page(&view, &form, &enrolment(&view).await?))
        }
    }
}

/// What whoever is signed in does with a code of the present factor.
#[derive(Clone, Copy)]
enum Own {
    Replace,
    NewCodes,
    Remove,
}

impl Own {
    fn page(self, view: &View, form: &Form) -> Answer {
        let t = view.t;
        if !view.me()?.has_second_factor {
            return Err(Problem::NotFound);
        }
        let (title, text, tone, button) = match self {
            Own::Replace => (t.second_factor_title(), t.second_factor_again(), Tone::Good, t.second_factor_begin()),
            Own::NewCodes => (t.recovery_new_title(), t.recovery_new_text(), Tone::Good, t.recovery_new_submit()),
            Own::Remove => {
                (t.second_factor_remove_title(), t.second_factor_remove_text(), Tone::Bad, t.second_factor_remove())
            }
        };
        Ok(Confirm::of(view, form, title)
            .way(Breadcrumb::home(t).then("/account", t.account_title()))
            .text(text)
            .field(form.text("code", t.code_label()).hint(t.code_hint()).autocomplete("one-time-code").narrow())
            .button(tone, button)
            .answer("/account"))
    }

    /// Tries the code; the page again where it is missing, tried too often or wrong.
    async fn with_code<D: Send + 'static>(
        self,
        view: &View,
        form: &mut Form,
        work: impl FnOnce(&office::Desk, &SignedIn, &str) -> Result<D, Refusal> + Send + 'static,
    ) -> Answer<Result<D, Response>> {
        if form.require("code", view.t.code_missing()) {
            return Ok(Err(self.page(view, form)?));
        }
        if let Err(wait) = sign_in::too_often_from_here(view) {
            form.refuse("code", wait);
            return Ok(Err(self.page(view, form)?));
        }
        let code = form.value("code").to_owned();
        let done = view.blocking(move |visit| Ok::<_, Problem>(work(&visit.app.desk, visit.me()?, &code))).await??;
        match done {
            Ok(done) => Ok(Ok(done)),
            Err(refusal) => {
                form.refuse("code", view.tell(refusal)?);
                Ok(Err(self.page(view, form)?))
            }
        }
    }
}

/// `GET /account/recovery-codes`.
pub(crate) async fn show_new_codes(view: View) -> Answer {
    Own::NewCodes.page(&view, &view.form())
}

/// `POST /account/recovery-codes`: new ones in place of the old, for the one time they are shown.
pub(crate) async fn make_new_codes(view: View, Posted(mut form): Posted) -> Answer {
    match Own::NewCodes.with_code(&view, &mut form, new_recovery_codes).await? {
        Ok(codes) => codes_page(&view, view.t.recovery_renewed(), &codes, "/account"),
        Err(page) => Ok(page),
    }
}

/// `GET /account/second-factor/remove`.
pub(crate) async fn show_remove(view: View) -> Answer {
    Own::Remove.page(&view, &view.form())
}

/// `POST /account/second-factor/remove`.
pub(crate) async fn remove(view: View, Posted(mut form): Posted) -> Answer {
    match Own::Remove.with_code(&view, &mut form, remove_second_factor).await? {
        Ok(()) => Ok(view.done("/account", notice::Notice::SecondFactorRemoved)),
        Err(page) => Ok(page),
    }
}
