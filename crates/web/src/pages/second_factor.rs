//! Setting up the second factor: why, the picture, the first code, the recovery codes.

use crate::{
    components::{Field, Form, Icon, Notice, Tone},
    pages::sign_in,
    shell::{
        guard::Posted,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use office::sign_in::{Enrolment, Step, begin_second_factor, confirm_second_factor};
use qrcode::{QrCode, render::svg};

#[derive(Template)]
#[template(path = "pages/second_factor.html")]
struct Intro<'a> {
    t: T,
    view: &'a View,
    is_needed: bool,
    has_one: bool,
    may_cancel: bool,
}

/// `GET /account/second-factor`.
pub(crate) async fn show(view: View) -> Answer {
    let me = view.me()?;
    let step = me.step;
    if step == Step::SecondFactor {
        return Ok(Redirect::to(sign_in::path_of(step)).into_response());
    }
    let is_needed = step == Step::MustEnrolSecondFactor;
    let main = Intro { t: view.t, view: &view, is_needed, has_one: me.has_second_factor, may_cancel: step == Step::In };
    Ok(view.page(view.t.second_factor_title(), &main))
}

#[derive(Template)]
#[template(path = "pages/second_factor_scan.html")]
struct Scan<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    picture: String,
    secret: &'a str,
    field: Field,
}

/// `POST /account/second-factor`: the secret, as a picture.
pub(crate) async fn begin(view: View) -> Answer {
    let begun = enrolment(&view).await?;
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
    let main = Scan { t, view, form, picture, secret, field };
    view.form_page(t.second_factor_title(), form, &main)
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
    for_whom: String,
    codes: &'a [String],
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
            let for_whom =
                view.t.recovery_for(&view.me()?.staff.full_name, view.t.date(kernel::today_in_vietnam(view.now)));
            let main = RecoveryCodes { t: view.t, for_whom, codes: &codes };
            let mut answer = view.page(view.t.recovery_title(), &main);
            sign_in::set_session(&view, &mut answer, &entered);
            Ok(answer)
        }
        Err(refusal) => {
            form.refuse("code", view.tell(refusal)?);
            Ok(scan_page(&view, &form, &enrolment(&view).await?))
        }
    }
}
