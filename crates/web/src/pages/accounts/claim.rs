//! Entering how a person receives: nobody is paid so before somebody else has checked it.

use crate::{
    components::{Breadcrumb, Form, Tone},
    pages::{confirm::Confirm, visits::load_person},
    shell::{guard::Posted, notice::Notice, problem::Answer, visit::View},
};
use accounts::{Claim, ClaimFault, claim_many};
use axum::{extract::Path, response::Response};
use kernel::{AccountNumber, PersonId};
use office::reference::{self, Bank, BankKind};
use registry::Person;
use survey::{Channel, Method, find_standing};

/// `GET /accounts/of/{person}/new`.
pub(crate) async fn show(view: View, Path(id): Path<PersonId>) -> Answer {
    let person = load_person(&view, id).await?;
    let standing = view.read_in::<survey::Refusal, _>(move |tx, me| find_standing(tx, &me.acting.scope, id)).await?;
    let method = standing.and_then(|standing| standing.method);
    let mut form = view.form().with("method", method.map_or("", Method::key));
    if method.is_some_and(|method| method.may_use_account() && method.paper().is_none()) {
        form.set("holder_name", person.full_name.as_str());
    }
    page(&view, &person, &form).await
}

async fn page(view: &View, person: &Person, form: &Form) -> Answer<Response> {
    let t = view.t;
    let mut banks = view
        .read(|tx, me| Ok(reference::list::<Bank>(tx, me.acting.today())?.into_iter().map(|held| held.value).collect()))
        .await
        .map(|banks: Vec<Bank>| banks)?;
    banks.retain(|bank| bank.kind != BankKind::FinanceCompany);
    banks.sort_by_cached_key(|bank| bank.short_name.to_lowercase());
    let offered = banks.into_iter().map(|bank| (bank.key, format!("{} – {}", bank.short_name, bank.name_vi)));
    let methods = Method::ALL
        .iter()
        .fold(form.radios("method", t.list_method()).hint(t.account_method_hint()), |radios, method| {
            radios.choice(method.key(), t.method(*method))
        });
    let channels = Channel::ALL.iter().map(|channel| (channel.key().to_owned(), t.channel(*channel).to_owned()));
    let back = format!("/visits/{}", person.id);
    Ok(Confirm::of(view, form, t.account_claim_title())
        .over(person.full_name.as_str())
        .way(Breadcrumb::home(t).then("/accounts", t.accounts_title()).then(back.as_str(), person.full_name.as_str()))
        .text(t.account_claim_text())
        .choices(methods)
        .select(form.select("bank", t.account_bank()).none(t.account_no_bank()).options(offered))
        .field(form.text("number", t.account_number()).hint(t.account_number_hint()).optional())
        .field(form.text("holder_name", t.list_holder()).hint(t.account_holder_hint()).optional())
        .select(form.select("channel", t.account_channel()).none(t.account_no_channel()).options(channels))
        .button(Tone::Good, t.account_claim())
        .answer(&back))
}

/// `POST /accounts/of/{person}/new`.
pub(crate) async fn claim(view: View, Path(id): Path<PersonId>, Posted(mut form): Posted) -> Answer {
    let person = load_person(&view, id).await?;
    if let Some(claim) = read(&view, &mut form, id).filter(|_| !form.is_refused()) {
        let claimed = view
            .write_in::<accounts::Refusal, _>(move |tx, me| claim_many(tx, &me.acting, std::slice::from_ref(&claim)));
        let mut claimed = match claimed.await? {
            Ok(claimed) => claimed,
            Err(refusal) => {
                form.refuse("main", view.tell(refusal)?);
                return page(&view, &person, &form).await;
            }
        };
        match (claimed.faults.pop(), claimed.ids.pop().flatten()) {
            (None, Some(account)) => {
                let notice = if claimed.created > 0 { Notice::AccountClaimed } else { Notice::AccountExists };
                return Ok(view.done(&format!("/accounts/of/{id}/{account}"), notice));
            }
            (Some(refused), _) => form.refuse(field_of(&refused.fault), view.t.claim_fault(&refused.fault)),
            (None, None) => {}
        }
    }
    page(&view, &person, &form).await
}

fn read(view: &View, form: &mut Form, person: PersonId) -> Option<Claim> {
    let method = Method::parse(form.value("method"));
    if method.is_none() {
        form.refuse("method", view.t.choice_missing());
    }
    let typed = form.value("number").to_owned();
    let number = AccountNumber::parse(&typed).ok();
    if number.is_none() && !typed.is_empty() {
        form.refuse("number", view.t.account_number_wrong());
    }
    let text = |field: &str| Some(form.value(field).to_owned()).filter(|text| !text.is_empty());
    Some(Claim {
        person,
        method: method?,
        bank: text("bank").filter(|_| number.is_some()),
        holder_name: text("holder_name").filter(|_| number.is_some()),
        number,
        authorisation: None,
        channel: Channel::parse(form.value("channel")),
    })
}

/// At which field a fault belongs.
const fn field_of(fault: &ClaimFault) -> &'static str {
    match fault {
        ClaimFault::BankMissing
        | ClaimFault::BankOfOtherKind { .. }
        | ClaimFault::BankAmbiguous { .. }
        | ClaimFault::BankUnknown => "bank",
        ClaimFault::HolderMissing => "holder_name",
        ClaimFault::NumberMissing | ClaimFault::NumberNotWanted { .. } | ClaimFault::NumberNotAPhone { .. } => "number",
        ClaimFault::ChoseOtherwise { .. }
        | ClaimFault::HomeWithoutReason
        | ClaimFault::PaperMissing { .. }
        | ClaimFault::PaperNotInForce { .. }
        | ClaimFault::PapersSeveral { .. } => "method",
        ClaimFault::AnotherWaits | ClaimFault::PersonDead | ClaimFault::PersonUnknown => "main",
    }
}
