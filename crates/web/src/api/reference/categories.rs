//! Categories of beneficiaries.

use super::{
    change::{VersionMade, Wanted, When, change},
    shown::{HeldQuery, VersionShown, Versions, list_held, show_item},
};
use crate::{
    api::{
        call::Call,
        description::tags,
        input::body,
        numbers::{Age, Amount, Fraction, VersionNumber},
        paging::Page,
        sent::{Asked, Sent, Subject},
        values::{Basis, CategoryCode, Day, LongName, Note, Reason},
        words::{CategoryKindWord, ConfidenceWord, ProgrammeWord},
    },
    shell::problem::Answer,
};
use kernel::{Dong, Ratio};
use office::{
    profile::Programme,
    reference::{Category, CategoryKind, Confidence},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A category of beneficiaries.
#[derive(Serialize, ToSchema)]
#[schema(as = Category)]
pub(crate) struct CategoryShown {
    /// Its code.
    #[schema(example = "BTXH.5a.80")]
    code: String,
    /// The programme.
    #[schema(value_type = ProgrammeWord)]
    programme: Programme,
    /// What it gives.
    #[schema(value_type = CategoryKindWord)]
    kind: CategoryKind,
    /// Vietnamese name, near the words of the law.
    name_vi: String,
    /// English name.
    name_en: String,
    /// The youngest age in years, where the law names one.
    age_from: Option<i64>,
    /// The oldest age in years, where the law names one.
    age_to: Option<i64>,
    /// How many times the standard, as an exact fraction.
    #[schema(value_type = Option<String>, example = "3/2")]
    coefficient: Option<Ratio>,
    /// A fixed amount in đồng instead of a coefficient.
    #[schema(value_type = Option<i64>)]
    amount: Option<Dong>,
    /// Whether belonging to it is a secret of health: nobody of it stands on any list.
    is_confidential: bool,
    /// The law.
    basis: String,
    /// What an officer must know.
    note: Option<String>,
    /// How sure.
    #[schema(value_type = ConfidenceWord)]
    confidence: Confidence,
}

impl From<Category> for CategoryShown {
    fn from(category: Category) -> CategoryShown {
        let Category { code, programme, kind, name_vi, name_en, age_from, age_to, .. } = category;
        let Category { coefficient, amount, is_confidential, basis, note, confidence, .. } = category;
        CategoryShown {
            code,
            programme,
            kind,
            name_vi,
            name_en,
            age_from,
            age_to,
            coefficient,
            amount,
            is_confidential,
            basis,
            note,
            confidence,
        }
    }
}

body! {
    /// A category as it is to be from a day on.
    #[schema(example = json!({
        "code": "BTXH.5a.80", "programme": "social_protection", "kind": "allowance",
        "name_vi": "Người cao tuổi thuộc hộ nghèo, từ đủ 80 tuổi", "name_en": "Poor, 80 and over", "age_from": 80,
        "coefficient": "2", "is_confidential": false, "basis": "NĐ 20/2021 Đ5 k5a", "from": "2026-07-01",
        "why": "Theo nghị quyết của HĐND tỉnh"
    }))]
    CategoryToPropose {
        /// Its code.
        code: CategoryCode,
        /// The programme.
        programme: ProgrammeWord,
        /// What it gives.
        kind: CategoryKindWord,
        /// Vietnamese name, near the words of the law.
        name_vi: LongName,
        /// English name.
        name_en: LongName,
        /// The youngest age in years, where the law names one.
        age_from: Option<Age>,
        /// The oldest age in years, where the law names one.
        age_to: Option<Age>,
        /// How many times the standard: above 0, at most 100.
        coefficient: Option<Fraction>,
        /// A fixed amount in đồng instead of a coefficient.
        amount: Option<Amount>,
        /// Whether belonging to it is a secret of health: nobody of it stands on any list.
        is_confidential: bool,
        /// The law.
        basis: Basis,
        /// What an officer must know.
        note: Option<Note>,
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

impl Wanted for CategoryToPropose {
    type Value = Category;

    fn value(&self) -> Category {
        Category {
            code: self.code.as_str().to_owned(),
            programme: self.programme.0,
            kind: self.kind.0,
            name_vi: self.name_vi.as_str().to_owned(),
            name_en: self.name_en.as_str().to_owned(),
            age_from: self.age_from.map(|Age(years)| years),
            age_to: self.age_to.map(|Age(years)| years),
            coefficient: self.coefficient.map(|Fraction(ratio)| ratio),
            amount: self.amount.map(Amount::dong),
            is_confidential: self.is_confidential,
            basis: self.basis.as_str().to_owned(),
            note: self.note.clone().map(String::from),
            confidence: Confidence::Entered,
        }
    }

    fn when(&self) -> When<'_> {
        When { from: self.from, until: self.until, seen: self.seen, why: &self.why }
    }
}

/// List the categories that hold on a day.
#[utoipa::path(get, path = "/api/v1/reference/categories", tag = tags::REFERENCE, params(HeldQuery), responses(
    (status = 200, description = "A page of categories, by code.", body = Page<VersionShown<CategoryShown>>)))]
pub(crate) async fn list_categories(call: Call, Asked(query): Asked<HeldQuery>) -> Answer {
    list_held::<Category, CategoryShown>(call, query).await
}

/// Show every version of a category.
#[utoipa::path(get, path = "/api/v1/reference/categories/{category}", tag = tags::REFERENCE,
    params(("category" = inline(CategoryCode), Path, description = "Its code.")),
    responses((status = 200, description = "Its versions.", body = Versions<CategoryShown>)))]
pub(crate) async fn show_category(call: Call, Subject(category): Subject<String>) -> Answer {
    show_item::<Category, CategoryShown>(call, category).await
}

/// Propose a category: a new one, or a change from a day on.
///
/// It holds once a second person approves it.
#[utoipa::path(post, path = "/api/v1/reference/categories", tag = tags::REFERENCE, request_body = CategoryToPropose,
    responses((status = 201, description = "It waits for a second person.", body = VersionMade)))]
pub(crate) async fn propose_category(call: Call, sent: Sent<CategoryToPropose>) -> Answer {
    change(call, sent).await
}
