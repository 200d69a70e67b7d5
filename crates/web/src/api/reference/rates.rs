//! Standard amounts.

use super::{
    change::{VersionMade, Wanted, When, change},
    shown::{HeldQuery, VersionShown, Versions, list_held, show_item},
};
use crate::{
    api::{
        call::Call,
        description::tags,
        input::body,
        numbers::{Amount, VersionNumber},
        paging::Page,
        sent::{Asked, Sent, Subject},
        values::{Basis, Day, RateCode, Reason, ValueName},
        words::{ConfidenceWord, ProgrammeWord},
    },
    shell::problem::Answer,
};
use kernel::Dong;
use office::{
    profile::Programme,
    reference::{Confidence, Rate},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A standard amount.
#[derive(Serialize, ToSchema)]
#[schema(as = Rate)]
pub(crate) struct RateShown {
    /// Its code; a province's own has the province's code behind `@`.
    #[schema(example = "social_protection.standard")]
    code: String,
    /// The programme it is for.
    #[schema(value_type = ProgrammeWord)]
    programme: Programme,
    /// Vietnamese name.
    name_vi: String,
    /// English name.
    name_en: String,
    /// The amount a month, in đồng.
    #[schema(value_type = i64)]
    amount: Dong,
    /// The law.
    basis: String,
    /// How sure.
    #[schema(value_type = ConfidenceWord)]
    confidence: Confidence,
}

impl From<Rate> for RateShown {
    fn from(rate: Rate) -> RateShown {
        let Rate { code, programme, name_vi, name_en, amount, basis, confidence } = rate;
        RateShown { code, programme, name_vi, name_en, amount, basis, confidence }
    }
}

body! {
    /// A rate as it is to be from a day on.
    #[schema(example = json!({
        "code": "social_protection.standard", "programme": "social_protection",
        "name_vi": "Mức chuẩn trợ giúp xã hội", "name_en": "Social assistance standard",
        "amount": 500_000, "basis": "NĐ 76/2024", "from": "2024-07-01", "seen": 1, "why": "NĐ 76/2024 có hiệu lực"
    }))]
    RateToPropose {
        /// Its code.
        code: RateCode,
        /// The programme it is for.
        programme: ProgrammeWord,
        /// Vietnamese name.
        name_vi: ValueName,
        /// English name.
        name_en: ValueName,
        /// The amount a month, in đồng.
        amount: Amount,
        /// The law.
        basis: Basis,
        /// The first day.
        from: Day,
        /// The last day, if there is to be one.
        until: Option<Day>,
        /// The version the caller has seen in the slot of that first day; left out where there was none.
        seen: Option<VersionNumber>,
        /// Why.
        why: Reason,
    }
}

impl Wanted for RateToPropose {
    type Value = Rate;

    fn value(&self) -> Rate {
        Rate {
            code: self.code.as_str().to_owned(),
            programme: self.programme.0,
            name_vi: self.name_vi.as_str().to_owned(),
            name_en: self.name_en.as_str().to_owned(),
            amount: self.amount.dong(),
            basis: self.basis.as_str().to_owned(),
            confidence: Confidence::Entered,
        }
    }

    fn when(&self) -> When<'_> {
        When { from: self.from, until: self.until, seen: self.seen, why: &self.why }
    }
}

/// List the rates that hold on a day.
#[utoipa::path(get, path = "/api/v1/reference/rates", tag = tags::REFERENCE, params(HeldQuery),
    responses((status = 200, description = "A page of rates, by code.", body = Page<VersionShown<RateShown>>)))]
pub(crate) async fn list_rates(call: Call, Asked(query): Asked<HeldQuery>) -> Answer {
    list_held::<Rate, RateShown>(call, query).await
}

/// Show every version of a rate.
#[utoipa::path(get, path = "/api/v1/reference/rates/{rate}", tag = tags::REFERENCE,
    params(("rate" = inline(RateCode), Path, description = "Its code.")),
    responses((status = 200, description = "Its versions.", body = Versions<RateShown>)))]
pub(crate) async fn show_rate(call: Call, Subject(rate): Subject<String>) -> Answer {
    show_item::<Rate, RateShown>(call, rate).await
}

/// Propose a rate: a new one, or a change from a day on.
///
/// It holds once a second person approves it.
#[utoipa::path(post, path = "/api/v1/reference/rates", tag = tags::REFERENCE, request_body = RateToPropose,
    responses((status = 201, description = "It waits for a second person.", body = VersionMade)))]
pub(crate) async fn propose_rate(call: Call, sent: Sent<RateToPropose>) -> Answer {
    change(call, sent).await
}
