//! Moving a list on, each step asked once more with what it comes to.

use super::{
    list::{commune, load, title, way},
    words,
};
use crate::{
    components::{Form, Tone},
    pages::confirm::Confirm,
    shell::{guard::Posted, notice::Notice, problem::Answer, visit::View},
    wording::T,
};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect},
};
use kernel::ListId;
use lists::{
    Event, List, ListApproval, ListSeen, Refusal, TRANSITIONS, approve_list, freeze_list, hand_over_list, refresh_list,
    return_list,
};
use office::Acting;

/// `GET /lists/{id}/refresh`.
pub(crate) async fn show_refresh(view: View, Path(id): Path<ListId>) -> Answer {
    ask(&view, id, Event::Refresh).await
}

/// `POST /lists/{id}/refresh`.
pub(crate) async fn refresh(view: View, Path(id): Path<ListId>, Posted(form): Posted) -> Answer {
    carry_out(&view, id, Event::Refresh, form).await
}

/// `GET /lists/{id}/freeze`.
pub(crate) async fn show_freeze(view: View, Path(id): Path<ListId>) -> Answer {
    ask(&view, id, Event::Freeze).await
}

/// `POST /lists/{id}/freeze`.
pub(crate) async fn freeze(view: View, Path(id): Path<ListId>, Posted(form): Posted) -> Answer {
    carry_out(&view, id, Event::Freeze, form).await
}

/// `GET /lists/{id}/approve`.
pub(crate) async fn show_approve(view: View, Path(id): Path<ListId>) -> Answer {
    ask(&view, id, Event::Approve).await
}

/// `POST /lists/{id}/approve`.
pub(crate) async fn approve(view: View, Path(id): Path<ListId>, Posted(form): Posted) -> Answer {
    carry_out(&view, id, Event::Approve, form).await
}

/// `GET /lists/{id}/return`.
pub(crate) async fn show_give_back(view: View, Path(id): Path<ListId>) -> Answer {
    ask(&view, id, Event::Return).await
}

/// `POST /lists/{id}/return`.
pub(crate) async fn give_back(view: View, Path(id): Path<ListId>, Posted(form): Posted) -> Answer {
    carry_out(&view, id, Event::Return, form).await
}

/// `GET /lists/{id}/hand-over`.
pub(crate) async fn show_hand_over(view: View, Path(id): Path<ListId>) -> Answer {
    ask(&view, id, Event::HandOver).await
}

/// `POST /lists/{id}/hand-over`.
pub(crate) async fn hand_over(view: View, Path(id): Path<ListId>, Posted(form): Posted) -> Answer {
    carry_out(&view, id, Event::HandOver, form).await
}

async fn ask(view: &View, id: ListId, event: Event) -> Answer {
    let list = load(view, id).await?;
    if !TRANSITIONS.iter().any(|(from, happens, _)| (*from, *happens) == (list.state, event)) {
        // An old link: the list's page says where it stands now.
        return Ok(Redirect::to(&format!("/lists/{id}")).into_response());
    }
    question(view, &list, event, &view.form()).await
}

/// The question, with the version and the digest that the page shows.
async fn question(view: &View, list: &List, event: Event, form: &Form) -> Answer {
    let t = view.t;
    let (heading, button) = heading_of(t, event);
    let payable = list.totals.payable()?;
    let counted = [t.number(list.totals.lines), t.dong(payable), t.dong(list.totals.held)];
    let [lines, payable, held] = counted;
    let text = match event {
        Event::Refresh => t.list_refresh_text().to_owned(),
        Event::Freeze => t.list_freeze_text(lines, payable, held),
        Event::Approve => {
            let digest = list.digest.map(|digest| digest.to_string()).unwrap_or_default();
            t.list_approve_text(t.number(list.version), lines, payable, held, digest)
        }
        Event::Return => t.list_return_text().to_owned(),
        Event::HandOver => t.list_hand_over_text(receiver(view, list).await?, lines, payable),
    };
    let mut page = Confirm::of(view, form, heading)
        .over(format!("{} · {}", title(t, list), commune(&view.app.desk.places(), list)))
        .way(way(t, list).then(format!("/lists/{}", list.id), title(t, list)))
        .text(text)
        .hidden("version", list.version.to_string());
    if let Some(digest) = list.digest {
        page = page.hidden("digest", digest.to_string());
    }
    if event == Event::Return {
        page = page.field(form.area("why", t.list_return_why()).hint(t.list_return_why_hint()));
    }
    Ok(page.button(Tone::Good, button).answer(&format!("/lists/{}", list.id)))
}

const fn heading_of(t: T, event: Event) -> (&'static str, &'static str) {
    match event {
        Event::Refresh => (t.list_refresh_title(), t.list_refresh()),
        Event::Freeze => (t.list_freeze_title(), t.list_freeze()),
        Event::Approve => (t.list_approve_title(), t.list_approve()),
        Event::Return => (t.list_return_title(), t.list_return()),
        Event::HandOver => (t.list_hand_over_title(), t.list_hand_over()),
    }
}

async fn receiver(view: &View, list: &List) -> Answer<String> {
    let (list, places) = (list.clone(), view.app.desk.places());
    let named = view.read(move |tx, me| words::receiver(tx, &me.acting, &places, &list)).await?;
    Ok(named.unwrap_or_else(|| view.t.list_receiver_unknown().to_owned()))
}

async fn carry_out(view: &View, id: ListId, event: Event, mut form: Form) -> Answer {
    let list = load(view, id).await?;
    let seen = ListSeen { list: id, version: form.value("version").parse().unwrap_or_default() };
    let (digest, why) = (form.value("digest").to_owned(), form.value("why").to_owned());
    let moved = view.write_in(move |tx, me| step(tx, &me.acting, event, seen, &digest, &why));
    match moved.await? {
        Ok(_) => Ok(view.done(&format!("/lists/{id}"), notice_of(event))),
        Err(refusal) => {
            let field = if matches!(refusal, Refusal::WhyMissing) { "why" } else { "main" };
            form.refuse(field, view.tell(refusal)?);
            question(view, &list, event, &form).await
        }
    }
}

/// The operation of an event. A digest that is none is one nobody has seen.
fn step(
    tx: &mut db::Tx<'_>,
    acting: &Acting,
    event: Event,
    seen: ListSeen,
    digest: &str,
    why: &str,
) -> Result<List, Refusal> {
    match event {
        Event::Refresh => refresh_list(tx, acting, seen),
        Event::Freeze => freeze_list(tx, acting, seen),
        Event::Approve => {
            let digest = digest.parse().map_err(|_| Refusal::VersionMoved { seen: 0, now: seen.version })?;
            approve_list(tx, acting, &ListApproval { seen, digest })
        }
        Event::Return => return_list(tx, acting, seen, why),
        Event::HandOver => hand_over_list(tx, acting, seen),
    }
}

const fn notice_of(event: Event) -> Notice {
    match event {
        Event::Refresh => Notice::ListRefreshed,
        Event::Freeze => Notice::ListFrozen,
        Event::Approve => Notice::ListApproved,
        Event::Return => Notice::ListReturned,
        Event::HandOver => Notice::ListHandedOver,
    }
}
