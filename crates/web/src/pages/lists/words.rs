//! The names behind the keys of a list: of categories, banks, staff and the agency that receives it.

use crate::{
    components::{Cell, Tag, Tone},
    wording::{Language, T},
};
use db::Tx;
use kernel::StaffId;
use lists::{List, ListLine, NEUTRAL_CATEGORY};
use office::{
    Acting, Refusal,
    places::Places,
    profile::{Agency, Duty, Programme},
    reference::{self, Bank, Category},
    staff::find_staff,
};
use std::collections::HashMap;

/// What the lines hold as keys, in words.
pub(super) struct LineWords {
    categories: HashMap<String, String>,
    banks: HashMap<String, String>,
}

impl LineWords {
    /// The names of all that ever held.
    pub fn of(tx: &mut Tx<'_>, t: T) -> Result<LineWords, Refusal> {
        let categories = reference::list_all::<Category>(tx)?.into_iter().map(|version| version.value);
        // A secret category never reaches a line; should its code be here, it has no name to show.
        let open = categories.filter(|category| !category.is_confidential);
        let name = |category: Category| match t.0 {
            Language::Vietnamese => (category.code, category.name_vi),
            Language::English => (category.code, category.name_en),
        };
        let banks = reference::list_all::<Bank>(tx)?.into_iter().map(|version| version.value);
        Ok(LineWords {
            categories: open.map(name).collect(),
            banks: banks.map(|bank| (bank.key, bank.short_name)).collect(),
        })
    }

    /// The category, or the neutral word.
    pub fn category<'w>(&'w self, t: T, line: &'w ListLine) -> &'w str {
        if line.category == NEUTRAL_CATEGORY {
            return t.list_neutral_category();
        }
        let known = self.categories.get(&line.category).map(String::as_str);
        known.unwrap_or(if line.source == "btxh" { t.list_neutral_category() } else { &line.category })
    }

    /// The bank with the covered number, as in `Vietcombank ******1234`.
    pub fn account(&self, line: &ListLine) -> String {
        let bank = line.bin.as_ref().map(|bin| self.banks.get(bin).unwrap_or(bin).clone());
        let number = line.number.as_ref().map(kernel::AccountNumber::masked);
        bank.into_iter().chain(number).collect::<Vec<_>>().join(" ")
    }
}

/// Why a line is not paid, or why in cash.
pub(super) fn remark(t: T, line: &ListLine) -> Cell {
    match (line.held, line.note) {
        (Some(held), _) => Cell::tag(Tag::of(Tone::Warn, t.list_held_because(held))),
        (None, Some(note)) => Cell::text(t.list_note(note)),
        (None, None) => Cell::text(""),
    }
}

/// The names of those who moved the list, as far as the person may know them.
pub(super) fn staff_names(tx: &mut Tx<'_>, acting: &Acting, list: &List) -> Result<HashMap<StaffId, String>, Refusal> {
    let ids = [Some(list.prepared_by), list.frozen_by, list.approved_by, list.handed_over_by];
    let mut names = HashMap::new();
    for id in ids.into_iter().flatten() {
        if let Some(line) = find_staff(tx, &acting.ground_scope(), id, acting.now)? {
            names.insert(id, line.staff.full_name);
        }
    }
    Ok(names)
}

/// The office that has the list, or would receive it today.
pub(super) fn receiver(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    list: &List,
) -> Result<Option<String>, Refusal> {
    let day = list.handed_over_at.map_or_else(|| acting.today(), kernel::today_in_vietnam);
    let profiles = reference::profiles(tx)?;
    let Some(profile) = profiles.on(day) else { return Ok(None) };
    let duty = || profile.duty(Duty::ReceiveList, Programme::SocialProtection)?.agencies.first().cloned();
    let key = list.handed_to.clone().or_else(duty);
    let agency = key.and_then(|key| profile.agency(&key));
    let named = |agency: &Agency| Some(agency.name_at(places.at_level(list.place, agency.tier)?));
    Ok(agency.and_then(named))
}
