//! What happened to a record, told in words: what changed, from what to what, and the reason given.

use super::proposals::field_value;
use crate::{components::TimelineItem, wording::T};
use jiff::Timestamp;
use kernel::{Dong, Month, StaffId};
use lists::NEUTRAL_CATEGORY;
use matching::Outcome;
use registry::{ChangedField, Event, EventKind, ExceptionKind, HoldReason, Solution};
use serde_json::Value;
use sources::{MovementKind, SourceKind};
use std::collections::BTreeMap;

/// One thing that happened, wherever it is known.
#[derive(Clone)]
pub(crate) struct Moment {
    pub at: Timestamp,
    pub title: String,
    /// Who did it, where somebody did.
    pub by: Option<StaffId>,
    pub text: String,
}

impl Moment {
    /// As the page tells it.
    pub fn item(self, t: T, names: &BTreeMap<StaffId, String>) -> TimelineItem {
        let who = self.by.and_then(|by| names.get(&by)).map_or(t.trail_unknown(), String::as_str);
        TimelineItem {
            when: t.instant(self.at),
            instant: self.at.to_string(),
            title: self.title,
            who: who.to_owned(),
            text: self.text,
        }
    }
}

/// What categories are called, and which of them are named to nobody here.
pub(crate) struct Categories<'c> {
    pub names: &'c BTreeMap<String, String>,
    pub covered: &'c [String],
}

impl Categories<'_> {
    fn named<'n>(&'n self, code: &'n str) -> &'n str {
        if self.covered.iter().any(|covered| covered == code) {
            return NEUTRAL_CATEGORY;
        }
        self.names.get(code).map_or(code, String::as_str)
    }
}

/// An event of the registry.
pub(crate) fn moment(t: T, event: &Event, categories: &Categories<'_>) -> Moment {
    let told = detail(t, event, categories);
    let why = event.why.clone().unwrap_or_default();
    let text = match (told.is_empty(), why.is_empty()) {
        (true, _) => why,
        (false, true) => told,
        (false, false) => t.event_told_why(told, why),
    };
    Moment { at: event.at, title: t.event_kind(event.kind).to_owned(), by: Some(event.staff), text }
}

fn text<'v>(value: Option<&'v Value>, field: &str) -> &'v str {
    value.and_then(|value| value[field].as_str()).unwrap_or_default()
}

fn detail(t: T, event: &Event, categories: &Categories<'_>) -> String {
    let (before, after) = (event.before.as_ref(), event.after.as_ref());
    match event.kind {
        EventKind::Enrolled | EventKind::Joined | EventKind::Changed => listed(t, after, categories),
        EventKind::State => {
            let state = |value| Outcome::parse(text(value, "state")).map_or("", |outcome| t.outcome(outcome));
            let changed = t.event_from_to(state(before), state(after));
            match (text(after, "register"), text(after, "register_on").parse().ok()) {
                ("", _) => changed,
                (name, Some(day)) => t.event_by_register_of(changed, name, t.date(day)),
                (name, None) => t.event_by_register(changed, name),
            }
        }
        EventKind::ChangeRequested | EventKind::ChangeApproved | EventKind::ChangeRejected => {
            ChangedField::parse(text(after, "field"))
                .map_or_else(String::new, |field| corrected(t, field, before, after))
        }
        EventKind::Held | EventKind::Released => {
            let held = if event.kind == EventKind::Held { after } else { before };
            let reason = HoldReason::parse(text(held, "reason")).map_or("", |reason| t.hold_reason_named(reason));
            match month(held, "from_month") {
                Some(month) => t.event_held_from(reason, t.month(month)),
                None => reason.to_owned(),
            }
        }
        EventKind::Died => match (text(after, "died_on").parse().ok(), month(after, "last_month")) {
            (Some(day), Some(last)) => t.movement_says_death(t.date(day), t.month(last)),
            _ => String::new(),
        },
        EventKind::MovementAsked
        | EventKind::MovementApproved
        | EventKind::MovementRejected
        | EventKind::MovementUndone => {
            MovementKind::parse(text(after, "kind")).map_or("", |kind| t.movement_kind_named(kind)).to_owned()
        }
        EventKind::ExceptionFound => exception(after).map_or("", |kind| t.registry_exception(kind)).to_owned(),
        EventKind::ExceptionSolved => match (exception(after), Solution::parse(text(after, "solution"))) {
            (Some(kind), Some(solution)) => {
                t.event_exception_solved_so(t.registry_exception(kind), t.solution(kind, solution).0)
            }
            _ => String::new(),
        },
        EventKind::ExceptionReopened => exception(before).map_or("", |kind| t.registry_exception(kind)).to_owned(),
        EventKind::ProposalDeclined => {
            ChangedField::parse(text(after, "field")).map_or("", |field| t.changed_field(field)).to_owned()
        }
        EventKind::DecisionFilled | EventKind::DeathUndone | EventKind::ProvinceAsked => String::new(),
    }
}

/// What stood there and what stands there since; of what was written before that was kept, the field alone.
fn corrected(t: T, field: ChangedField, before: Option<&Value>, after: Option<&Value>) -> String {
    let said =
        |value| Some(text(value, "said")).filter(|text| !text.is_empty()).map(|text| field_value(t, field, text));
    let name = t.changed_field(field);
    match (said(before), said(after)) {
        (_, None) => name.to_owned(),
        (None, Some(after)) => t.event_field_to(name, after),
        (Some(before), Some(after)) => t.event_field_from_to(name, before, after),
    }
}

fn exception(after: Option<&Value>) -> Option<ExceptionKind> {
    ExceptionKind::parse(text(after, "kind"))
}

fn month(value: Option<&Value>, field: &str) -> Option<Month> {
    Month::parse(text(value, field)).ok()
}

fn listed(t: T, after: Option<&Value>, categories: &Categories<'_>) -> String {
    let Some(source) = SourceKind::parse(text(after, "source")) else { return String::new() };
    let amount = after.and_then(|after| after["amount_dong"].as_i64()).filter(|amount| *amount > 0);
    let category = categories.named(text(after, "category"));
    match amount {
        Some(amount) => t.event_listed_amount(t.source_kind(source), category, t.dong(Dong::new(amount))),
        None => t.event_listed(t.source_kind(source), category),
    }
}
