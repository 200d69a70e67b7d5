//! Days off and worked Saturdays.

use super::{
    change::{VersionMade, Wanted, When, change},
    shown::{VersionShown, Versions, after, held_list, show_item},
};
use crate::{
    api::{
        call::{Call, Done},
        description::tags,
        input::{body, query},
        numbers::VersionNumber,
        paging::{Cursor, Limit, Page, Part},
        sent::{Asked, Sent, Subject},
        values::{Basis, Day, Reason, ValueName, parse_day},
        words::{ConfidenceWord, DayKindWord},
    },
    shell::problem::{Answer, Problem},
};
use jiff::civil::Date;
use office::{
    Refusal,
    profile::DayKind,
    reference::{self, Confidence, Holiday, ReferenceKind, VersionSeen},
};
use serde::Serialize;
use utoipa::ToSchema;

/// What is said of one day.
#[derive(Serialize, ToSchema)]
#[schema(as = Holiday)]
pub(crate) struct HolidayShown {
    /// The day.
    day: Date,
    /// Off, or worked for another.
    #[schema(value_type = DayKindWord)]
    kind: DayKind,
    /// Vietnamese name.
    name_vi: String,
    /// English name.
    name_en: String,
    /// How sure.
    #[schema(value_type = ConfidenceWord)]
    confidence: Confidence,
    /// The law or the announcement.
    basis: String,
}

impl From<Holiday> for HolidayShown {
    fn from(holiday: Holiday) -> HolidayShown {
        let Holiday { day, kind, name_vi, name_en, confidence, basis } = holiday;
        HolidayShown { day, kind, name_vi, name_en, confidence, basis }
    }
}

query! {
    /// Which days.
    HolidayQuery {
        /// From this day on.
        from: Option<Day>,
        /// Until this day, included.
        to: Option<Day>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

body! {
    /// What is to be said of a day.
    #[schema(example = json!({
        "day": "2026-09-01", "kind": "off", "name_vi": "Nghỉ Quốc khánh", "name_en": "National Day",
        "basis": "Thông báo lịch nghỉ năm 2026", "why": "Thông báo lịch nghỉ năm 2026"
    }))]
    HolidayToSet {
        /// The day.
        day: Day,
        /// Off, or worked for another.
        kind: DayKindWord,
        /// Vietnamese name.
        name_vi: ValueName,
        /// English name.
        name_en: ValueName,
        /// The law or the announcement.
        basis: Basis,
        /// The version the caller has seen of that day; left out where there was none.
        seen: Option<VersionNumber>,
        /// Why.
        why: Reason,
    }
}

impl Wanted for HolidayToSet {
    type Value = Holiday;

    fn value(&self) -> Holiday {
        Holiday {
            day: self.day.0,
            kind: self.kind.0,
            name_vi: self.name_vi.as_str().to_owned(),
            name_en: self.name_en.as_str().to_owned(),
            confidence: Confidence::Entered,
            basis: self.basis.as_str().to_owned(),
        }
    }

    fn when(&self) -> When<'_> {
        When { from: self.day, until: Some(self.day), seen: self.seen, why: &self.why }
    }
}

body! {
    /// Which version was a mistake, and why.
    #[schema(example = json!({ "version": 1, "why": "Lịch nghỉ đã đổi" }))]
    Mistake {
        /// The version the caller has seen.
        version: VersionNumber,
        /// Why.
        why: Reason,
    }
}

/// List days off and worked Saturdays.
#[utoipa::path(get, path = "/api/v1/reference/holidays", tag = tags::REFERENCE, params(HolidayQuery),
    responses((status = 200, description = "A page of days, in order.", body = Page<VersionShown<HolidayShown>>)))]
pub(crate) async fn list_holidays(call: Call, Asked(query): Asked<HolidayQuery>) -> Answer {
    let (from, to) = (query.from, query.to);
    let part = Part::of(query.limit, query.cursor);
    call.list::<VersionShown<HolidayShown>, _, _, Refusal>(
        held_list::<Holiday>(),
        part,
        move |tx, _, seen: Option<String>| {
            let mut held = reference::list_all::<Holiday>(tx)?;
            let is_asked = |day: Date| from.is_none_or(|Day(from)| from <= day) && to.is_none_or(|Day(to)| day <= to);
            held.retain(|version| is_asked(version.value.day));
            Ok(after(held, seen.as_ref()))
        },
    )
    .await
}

/// Show every version of what was said of a day.
#[utoipa::path(get, path = "/api/v1/reference/holidays/{holiday}", tag = tags::REFERENCE,
    params(("holiday" = inline(Day), Path, description = "The day.")),
    responses((status = 200, description = "Its versions.", body = Versions<HolidayShown>)))]
pub(crate) async fn show_holiday(call: Call, Subject(holiday): Subject<String>) -> Answer {
    show_item::<Holiday, HolidayShown>(call, holiday).await
}

/// Say that a day is off, or a Saturday worked.
#[utoipa::path(post, path = "/api/v1/reference/holidays", tag = tags::REFERENCE, request_body = HolidayToSet,
    responses((status = 201, description = "It holds.", body = VersionMade)))]
pub(crate) async fn set_holiday(call: Call, sent: Sent<HolidayToSet>) -> Answer {
    change(call, sent).await
}

/// Say that what was said of a day was a mistake: it is a day like others.
#[utoipa::path(post, path = "/api/v1/reference/holidays/{holiday}/void", tag = tags::REFERENCE,
    request_body = Mistake, params(("holiday" = inline(Day), Path, description = "The day.")),
    responses((status = 200, description = "It holds no more.", body = VersionMade)))]
pub(crate) async fn void_holiday(call: Call, Subject(holiday): Subject<String>, sent: Sent<Mistake>) -> Answer {
    let from = parse_day(&holiday).map_err(|_| Problem::NotFound)?;
    call.change(sent, move |tx, acting, Mistake { version, why }| {
        let seen = VersionSeen { kind: ReferenceKind::Holiday, item: from.to_string(), from, version: version.0 };
        let made = reference::void(tx, acting, &seen, why.as_str())?;
        Ok(Done::changed(&VersionMade::of::<Holiday>(seen.item, from, made)))
    })
    .await
}
