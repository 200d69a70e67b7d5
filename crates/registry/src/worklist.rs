//! Entitlements somebody must look at: an age is reached, the decision is missing, the amount is not the law's.

use crate::{Entitlement, Listed, Numbers, Refusal, store};
use db::Tx;
use jiff::{ToSpan as _, civil::Date};
use kernel::{BirthDate, EntitlementId, Month};
use office::{
    Acting, Action,
    audit::{self, Entry},
    reference::{self, Category},
};
use serde_json::Value;

kernel::keyed! {
    /// Why somebody must look at an entitlement.
    pub enum WorkKind {
        /// The person will reach the oldest age of the category by the end of the next month, or has lately.
        AgeReached = "age_reached",
        /// It was reached long ago: rather the date of birth or the category is wrong than that nobody saw it.
        AgePast = "age_past",
        /// The person is younger than the category allows: the date of birth or the category is wrong.
        AgeBelow = "age_below",
        /// The list's amount is not standard times coefficient.
        AmountDiffers = "amount_differs",
        /// Number, day or issuer of the decision is missing (R8).
        NoDecision = "no_decision",
    }
}

/// For how long an age that was reached is still to be acted upon, rather than to be asked about.
const AGE_DUE_MONTHS: i64 = 3;
/// How many rows a page shows.
pub const WORK_PAGE: usize = 100;
/// How many rows a workbook takes.
pub const WORK_EXPORTED_MAX: usize = 50_000;

/// An entitlement on a worklist.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkRow {
    /// Whose.
    pub person: Listed,
    /// What they receive.
    pub entitlement: Entitlement,
    /// What an age brings, where that is the reason.
    pub age: Option<AgeReached>,
}

/// What an age brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeReached {
    /// How old the person becomes.
    pub years: i64,
    /// On which day; of a year of birth alone the first day on which it may be.
    pub on: Date,
    /// The category that follows, where the law has one for the older.
    pub next: Option<String>,
}

/// An oldest age, or a least one: whoever of the category was born by `born_by` has reached it, whoever was born before `born_from` long
/// ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AgeLimit {
    pub(crate) category: String,
    pub(crate) years: i64,
    pub(crate) born_from: Date,
    pub(crate) born_by: Date,
    pub(crate) next: Option<String>,
}

/// Which entitlements a worklist wants.
pub(crate) struct Wanted<'w> {
    pub(crate) kind: WorkKind,
    pub(crate) limits: &'w [AgeLimit],
    /// Categories that are left out.
    pub(crate) hidden: &'w [String],
    /// Of those that hold in this month.
    pub(crate) month: Month,
}

/// A page of a worklist in the order of the entitlements, those after `after`. Whoever may not see what is sensitive
/// does not see that there is somebody of a category that is a secret of health.
pub fn list_work(
    tx: &mut Tx<'_>,
    acting: &Acting,
    kind: WorkKind,
    after: Option<EntitlementId>,
    limit: usize,
) -> Result<Vec<WorkRow>, Refusal> {
    let limits = age_limits(tx, kind, acting.today())?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let wanted = Wanted { kind, limits: &limits, hidden: &hidden_from(tx, acting)?, month: month_of(acting.today())? };
    let found = store::list_work(tx, &acting.scope.condition("p.place"), &wanted, after, limit)?;
    let row = |(person, entitlement): (Listed, Entitlement)| {
        let of = limits.iter().find(|limit| limit.category == entitlement.category);
        let age = of.zip(person.birth).and_then(|(limit, birth)| limit.reached(birth));
        WorkRow { person, entitlement, age }
    };
    Ok(found.into_iter().map(row).collect())
}

/// How many rows each worklist has.
pub fn count_work(tx: &mut Tx<'_>, acting: &Acting) -> Result<Vec<(WorkKind, i64)>, Refusal> {
    count_work_up_to(tx, acting, WorkKind::ALL, i64::MAX)
}

/// How many rows these worklists have, each counted up to `most`.
pub fn count_work_up_to(
    tx: &mut Tx<'_>,
    acting: &Acting,
    kinds: &[WorkKind],
    most: i64,
) -> Result<Vec<(WorkKind, i64)>, Refusal> {
    let (month, hidden) = (month_of(acting.today())?, hidden_from(tx, acting)?);
    let count = |kind: WorkKind| {
        let limits = age_limits(tx, kind, acting.today())?;
        let wanted = Wanted { kind, limits: &limits, hidden: &hidden, month };
        Ok((kind, store::count_work(tx, &acting.scope.condition("p.place"), &wanted, most)?))
    };
    kinds.iter().copied().map(count).collect()
}

/// A whole worklist to be written down, the look recorded. Who belongs to a category that is a secret of health stands on
/// no list that leaves the house; how many they are is told beside it.
pub fn export_work(
    tx: &mut Tx<'_>,
    acting: &Acting,
    kind: WorkKind,
    numbers: Numbers,
) -> Result<(Vec<WorkRow>, usize), Refusal> {
    acting.must(Action::ReadPersons)?;
    numbers.must_be_allowed(acting)?;
    let mut rows = list_work(tx, acting, kind, None, WORK_EXPORTED_MAX)?;
    let secret = confidential(tx)?;
    let whole = rows.len();
    rows.retain(|row| !secret.contains(&row.entitlement.category));
    numbers.written(tx, rows.iter_mut().map(|row| &mut row.person))?;
    let entry = Entry {
        verb: match numbers {
            Numbers::Covered => "registry.export_work",
            Numbers::Full => "registry.export_work_full",
        },
        subject_kind: "worklist",
        subject: kind.key().to_owned(),
        place: acting.place,
        why: None,
        from: None,
        to: Some(serde_json::json!({ "rows": rows.len() })),
    };
    audit::record_view(tx, acting, entry)?;
    let left_out = whole - rows.len();
    Ok((rows, left_out))
}

/// The categories that say of somebody that they are ill.
pub fn confidential(tx: &mut Tx<'_>) -> Result<Vec<String>, Refusal> {
    let categories = reference::list_all::<Category>(tx)?;
    Ok(categories.into_iter().filter(|one| one.value.is_confidential).map(|one| one.value.code).collect())
}

/// What happened to a record, as the trail tells it: whoever reads the trail does not read there that somebody is ill.
/// The timeline of the person names the category to whoever may see it, and that look is recorded. What a field said and
/// says stands on the timeline alone.
pub(crate) fn as_trailed(tx: &mut Tx<'_>, mut told: Value) -> Result<Value, Refusal> {
    if let Some(fields) = told.as_object_mut() {
        fields.remove("said");
    }
    let category = told.get("category").and_then(Value::as_str).map(str::to_owned);
    if let (Some(category), Some(fields)) = (category, told.as_object_mut())
        && confidential(tx)?.contains(&category)
    {
        fields.remove("category");
    }
    Ok(told)
}

fn hidden_from(tx: &mut Tx<'_>, acting: &Acting) -> Result<Vec<String>, Refusal> {
    if acting.role.may(Action::ViewSensitive) { Ok(Vec::new()) } else { confidential(tx) }
}

fn month_of(day: Date) -> Result<Month, Refusal> {
    Month::of(day).map_err(|_| Refusal::Corrupt { what: "day" })
}

fn age_limits(tx: &mut Tx<'_>, kind: WorkKind, today: Date) -> Result<Vec<AgeLimit>, Refusal> {
    if !matches!(kind, WorkKind::AgeReached | WorkKind::AgePast | WorkKind::AgeBelow) {
        return Ok(Vec::new());
    }
    let categories: Vec<Category> =
        reference::list::<Category>(tx, today)?.into_iter().map(|category| category.value).collect();
    Ok(if kind == WorkKind::AgeBelow { least_ages(&categories, today) } else { limits(&categories, today) })
}

/// The least ages of the categories, as days of birth: who comes of it by the end of the next month is old enough.
fn least_ages(categories: &[Category], today: Date) -> Vec<AgeLimit> {
    let until = today.saturating_add(1.month()).last_of_month();
    let limit = |category: &Category| {
        let years = category.age_from.filter(|years| *years > 0)?;
        let born_by = until.checked_sub(years.years()).ok()?;
        Some(AgeLimit { category: category.code.clone(), years, born_from: born_by, born_by, next: None })
    };
    categories.iter().filter_map(limit).collect()
}

/// The oldest ages of the categories, as days of birth: one month is given to prepare.
fn limits(categories: &[Category], today: Date) -> Vec<AgeLimit> {
    let until = today.saturating_add(1.month()).last_of_month();
    let from = today.saturating_sub(AGE_DUE_MONTHS.months()).first_of_month();
    let limit = |category: &Category| {
        let years = category.age_to? + 1;
        let next = categories.iter().find(|other| {
            other.age_from == Some(years)
                && family(&other.code) == family(&category.code)
                && other.code != category.code
        });
        Some(AgeLimit {
            category: category.code.clone(),
            years,
            born_from: from.checked_sub(years.years()).ok()?,
            born_by: until.checked_sub(years.years()).ok()?,
            next: next.map(|next| next.code.clone()),
        })
    };
    categories.iter().filter_map(limit).collect()
}

/// `BTXH.6.N` of `BTXH.6.N.TE`: categories of one family differ by age alone. A person of another clause would have to
/// be decided about anew.
fn family(code: &str) -> Vec<&str> {
    let parts: Vec<&str> = code.split('.').collect();
    let by_age =
        |part: &&str| part.ends_with(|last: char| last.is_ascii_digit()) || ["U4", "4P", "TE", "NCT"].contains(part);
    match parts.split_last() {
        Some((last, rest)) if rest.len() >= 2 && by_age(last) => rest.to_vec(),
        _ => parts,
    }
}

impl AgeLimit {
    fn reached(&self, birth: BirthDate) -> Option<AgeReached> {
        let on = birth.earliest().checked_add(self.years.years()).ok()?;
        Some(AgeReached { years: self.years, on, next: self.next.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use office::{
        profile::Programme,
        reference::{CategoryKind, Confidence},
    };

    fn category(code: &str, ages: (i64, Option<i64>)) -> Category {
        Category {
            code: code.to_owned(),
            programme: Programme::SocialProtection,
            kind: CategoryKind::Allowance,
            name_vi: String::new(),
            name_en: String::new(),
            age_from: Some(ages.0),
            age_to: ages.1,
            coefficient: None,
            amount: None,
            is_confidential: false,
            basis: String::new(),
            note: None,
            confidence: Confidence::Source,
        }
    }

    #[test]
    fn an_age_is_told_a_month_ahead_with_the_category_that_follows() {
        let categories = [
            category("BTXH.1.U4", (0, Some(3))),
            category("BTXH.1.4P", (4, Some(15))),
            category("BTXH.2", (16, Some(22))),
            category("BTXH.5a.60", (60, Some(79))),
            category("BTXH.5a.80", (80, None)),
            category("BTXH.5b", (75, Some(79))),
            category("BTXH.5c", (80, None)),
            category("BTXH.6.N.TE", (0, Some(15))),
            category("BTXH.6.N", (16, Some(59))),
            category("BTXH.6.N.NCT", (60, None)),
        ];
        let limits = limits(&categories, date(2024, 1, 25));
        let told: Vec<_> = limits
            .iter()
            .map(|limit| (limit.category.as_str(), limit.years, limit.born_by.to_string(), limit.next.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                ("BTXH.1.U4", 4, "2020-02-29".to_owned(), Some("BTXH.1.4P")),
                ("BTXH.1.4P", 16, "2008-02-29".to_owned(), None),
                ("BTXH.2", 23, "2001-02-28".to_owned(), None),
                ("BTXH.5a.60", 80, "1944-02-29".to_owned(), Some("BTXH.5a.80")),
                ("BTXH.5b", 80, "1944-02-29".to_owned(), None),
                ("BTXH.6.N.TE", 16, "2008-02-29".to_owned(), Some("BTXH.6.N")),
                ("BTXH.6.N", 60, "1964-02-29".to_owned(), Some("BTXH.6.N.NCT")),
            ]
        );
        assert_eq!(limits[3].born_from, date(1943, 10, 1), "an age of three months ago is no longer new");
        let reached = limits[3].reached(BirthDate::parse("1944").expect("a year")).expect("an age");
        assert_eq!((reached.years, reached.on), (80, date(2024, 1, 1)));
    }
}
