//! Files that are handed on by hand: fetched, then recorded as sent.

use super::cycle;
use crate::shell::{
    answers::{WORKBOOK, as_saved},
    guard::Posted,
    notice::Notice,
    problem::Answer,
    visit::View,
};
use axum::extract::Path;
use kernel::{CycleId, PaymentFileId};
use payments::{Channel, confirm_sent, take_file};

/// `POST /cycles/{id}/files/{file}/take`: the bytes, once the look is written down.
pub(crate) async fn take(
    view: View,
    Path((id, file)): Path<(CycleId, PaymentFileId)>,
    Posted(mut form): Posted,
) -> Answer {
    match view.write_in(move |tx, me| take_file(tx, &me.acting, file)).await? {
        Ok((file, bytes)) => {
            let media_type = if file.channel == Channel::Bank { "application/xml" } else { WORKBOOK };
            Ok(as_saved(&file.name, media_type, bytes))
        }
        Err(refusal) => {
            form.refuse("step", view.tell(refusal)?);
            cycle::page(&view, id, &form).await
        }
    }
}

/// `POST /cycles/{id}/files/{file}/sent`.
pub(crate) async fn sent(
    view: View,
    Path((id, file)): Path<(CycleId, PaymentFileId)>,
    Posted(mut form): Posted,
) -> Answer {
    match view.write_alone_in(move |tx, me| confirm_sent(tx, &me.acting, file)).await? {
        Ok(_) => Ok(view.done(&format!("/cycles/{id}"), Notice::CycleFileSent)),
        Err(refusal) => {
            form.refuse("step", view.tell(refusal)?);
            cycle::page(&view, id, &form).await
        }
    }
}

/// `POST /cycles/{id}/files/{file}/post`.
pub(crate) async fn hand_to_post(
    view: View,
    Path((id, file)): Path<(CycleId, PaymentFileId)>,
    Posted(mut form): Posted,
) -> Answer {
    match view.write_alone_in(move |tx, me| payments::hand_to_post(tx, &me.acting, file)).await? {
        Ok(_) => Ok(view.done(&format!("/cycles/{id}"), Notice::CashHanded)),
        Err(refusal) => {
            form.refuse("step", view.tell(refusal)?);
            cycle::page(&view, id, &form).await
        }
    }
}
