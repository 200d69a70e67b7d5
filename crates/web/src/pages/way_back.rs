//! How an administrator helps somebody back in, or keeps somebody out: each a page that asks once more.

use crate::{
    components::{Form, Tone},
    pages::{confirm::Confirm, person, staff},
    shell::{
        guard::Posted,
        notice::Notice,
        problem::Answer,
        visit::{View, Visit},
    },
};
use axum::{extract::Path, response::Response};
use kernel::StaffId;
use office::{
    Refusal,
    sign_in::StartPassword,
    staff::{StaffLine, deactivate_staff, reactivate_staff, reset_password, reset_second_factor, unlock},
};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Help {
    ResetPassword,
    Unlock,
    ResetSecondFactor,
    Deactivate,
    Reactivate,
}

impl Help {
    /// Whether the trail wants a reason.
    const fn asks_why(self) -> bool {
        matches!(self, Help::ResetSecondFactor | Help::Deactivate)
    }

    fn page(self, view: &View, line: &StaffLine, form: &Form) -> Response {
        let (t, name) = (view.t, line.staff.full_name.as_str());
        let (title, text, tone, button) = match self {
            Help::ResetPassword => (
                t.person_reset_password_title(name),
                t.person_reset_password_text(),
                Tone::Good,
                t.person_reset_password(),
            ),
            Help::Unlock => (t.person_unlock_title(name), t.person_unlock_text(), Tone::Good, t.person_unlock()),
            Help::ResetSecondFactor => {
                (t.person_reset_factor_title(name), t.person_reset_factor_text(), Tone::Bad, t.person_reset_factor())
            }
            Help::Deactivate => {
                (t.person_deactivate_title(name), t.person_deactivate_text(), Tone::Bad, t.person_deactivate())
            }
            Help::Reactivate => {
                (t.person_reactivate_title(name), t.person_reactivate_text(), Tone::Good, t.person_reactivate())
            }
        };
        let page = Confirm::of(view, form, title).way(person::way(t, line)).text(text).button(tone, button);
        let page =
            if self.asks_why() { page.field(form.text("why", t.reason_label()).hint(t.reason_hint())) } else { page };
        page.answer(&format!("/staff/{}", line.staff.id))
    }

    async fn ask(self, view: View, id: StaffId) -> Answer {
        let line = person::load(&view, id).await?;
        let form = view.form();
        Ok(self.page(&view, &line, &form))
    }

    /// The form again, with what the room said.
    fn again(self, view: &View, line: &StaffLine, mut form: Form, refusal: Refusal) -> Answer {
        let sentence = view.tell(refusal)?;
        form.refuse(if self.asks_why() { "why" } else { "form" }, sentence);
        Ok(self.page(view, line, &form))
    }
}

/// `GET /staff/{id}/reset-password`.
pub(crate) async fn show_reset_password(view: View, Path(id): Path<StaffId>) -> Answer {
    Help::ResetPassword.ask(view, id).await
}

/// `POST /staff/{id}/reset-password`: the new one-time password.
pub(crate) async fn do_reset_password(view: View, Path(id): Path<StaffId>, Posted(form): Posted) -> Answer {
    with_start_password(view, id, form, Help::ResetPassword).await
}

/// `GET /staff/{id}/reactivate`.
pub(crate) async fn show_reactivate(view: View, Path(id): Path<StaffId>) -> Answer {
    Help::Reactivate.ask(view, id).await
}

/// `POST /staff/{id}/reactivate`: the new one-time password.
pub(crate) async fn do_reactivate(view: View, Path(id): Path<StaffId>, Posted(form): Posted) -> Answer {
    with_start_password(view, id, form, Help::Reactivate).await
}

async fn with_start_password(view: View, id: StaffId, form: Form, help: Help) -> Answer {
    let line = person::load(&view, id).await?;
    let done = view.blocking(move |visit| renew(visit, id, help)).await??;
    match done {
        Ok(start) => Ok(staff::start_password_page(&view, &line.staff, &start)),
        Err(refusal) => help.again(&view, &line, form, refusal),
    }
}

/// A new start password, in place of the old one.
fn renew(visit: &Visit, id: StaffId, help: Help) -> Answer<Result<StartPassword, Refusal>> {
    let (desk, acting) = (&visit.app.desk, &visit.me()?.acting);
    let start = StartPassword::make(desk);
    let done = desk.db().write(|tx| match help {
        Help::Reactivate => reactivate_staff(tx, acting, id, &start).map(drop),
        _ => reset_password(tx, acting, id, &start),
    });
    Ok(done.map(|()| start))
}

/// `GET /staff/{id}/unlock`.
pub(crate) async fn show_unlock(view: View, Path(id): Path<StaffId>) -> Answer {
    Help::Unlock.ask(view, id).await
}

/// `POST /staff/{id}/unlock`.
pub(crate) async fn do_unlock(view: View, Path(id): Path<StaffId>, Posted(form): Posted) -> Answer {
    let line = person::load(&view, id).await?;
    match view.write(move |tx, me| unlock(tx, &me.acting, id)).await? {
        Ok(()) => Ok(view.done(&format!("/staff/{id}"), Notice::Unlocked)),
        Err(refusal) => Help::Unlock.again(&view, &line, form, refusal),
    }
}

/// `GET /staff/{id}/reset-second-factor`.
pub(crate) async fn show_reset_second_factor(view: View, Path(id): Path<StaffId>) -> Answer {
    Help::ResetSecondFactor.ask(view, id).await
}

/// `POST /staff/{id}/reset-second-factor`.
pub(crate) async fn do_reset_second_factor(view: View, Path(id): Path<StaffId>, Posted(form): Posted) -> Answer {
    let line = person::load(&view, id).await?;
    let why = form.value("why").to_owned();
    match view.write(move |tx, me| reset_second_factor(tx, &me.acting, id, &why)).await? {
        Ok(()) => Ok(view.done(&format!("/staff/{id}"), Notice::SecondFactorReset)),
        Err(refusal) => Help::ResetSecondFactor.again(&view, &line, form, refusal),
    }
}

/// `GET /staff/{id}/deactivate`.
pub(crate) async fn show_deactivate(view: View, Path(id): Path<StaffId>) -> Answer {
    Help::Deactivate.ask(view, id).await
}

/// `POST /staff/{id}/deactivate`.
pub(crate) async fn do_deactivate(view: View, Path(id): Path<StaffId>, Posted(form): Posted) -> Answer {
    let line = person::load(&view, id).await?;
    let why = form.value("why").to_owned();
    match view.write(move |tx, me| deactivate_staff(tx, &me.acting, id, &why)).await? {
        Ok(_) => Ok(view.done(&format!("/staff/{id}"), Notice::Deactivated)),
        Err(refusal) => Help::Deactivate.again(&view, &line, form, refusal),
    }
}
