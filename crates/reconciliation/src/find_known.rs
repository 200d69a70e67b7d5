//! Which payment a line is about: by reference first, then by what banks leave of it.

use crate::{Entry, Refusal, Rule};
use db::Tx;
use kernel::AccountNumber;
use office::Acting;
use payments::{Known, find_by_message_and_line, find_by_references, find_only_open, find_reference};
use std::collections::HashMap;

/// How many lines of an answer are looked for one by one; a file with more of them is not ours.
const FALLBACKS_MAX: usize = 1_000;

/// What is known of the payments of an answer.
#[derive(Default)]
pub(crate) struct Found {
    by_reference: HashMap<String, Known>,
    by_line: HashMap<i64, (Known, Rule)>,
}

impl Found {
    /// The payment of a line, and by which rule.
    pub(crate) fn of(&self, entry: &Entry) -> Option<(&Known, Rule)> {
        let by_reference = entry.reference.as_ref().and_then(|reference| self.by_reference.get(reference));
        match by_reference {
            Some(known) => Some((known, Rule::Reference)),
            None => self.by_line.get(&entry.line).map(|(known, rule)| (known, *rule)),
        }
    }

    /// Adds payments that are known by themselves.
    pub(crate) fn add(&mut self, known: Vec<Known>) {
        self.by_reference.extend(known.into_iter().map(|known| (known.end_to_end.clone(), known)));
    }
}

/// Looks for the payments of all lines. What lies outside the person's area is not found.
pub(crate) fn find_known(tx: &mut Tx<'_>, acting: &Acting, entries: &[Entry]) -> Result<Found, Refusal> {
    let mut references: Vec<&str> = entries.iter().filter_map(|entry| entry.reference.as_deref()).collect();
    references.sort_unstable();
    references.dedup();
    let mut found = Found::default();
    found.add(inside(acting, find_by_references(tx, &references)?));
    let missing: Vec<&Entry> = entries.iter().filter(|entry| found.of(entry).is_none()).collect();
    for entry in missing.into_iter().take(FALLBACKS_MAX) {
        if let Some((known, rule)) = fall_back(tx, entry)?.filter(|(known, _)| acting.scope.covers(known.place)) {
            found.by_line.insert(entry.line, (known, rule));
        }
    }
    Ok(found)
}

fn inside(acting: &Acting, known: Vec<Known>) -> Vec<Known> {
    known.into_iter().filter(|known| acting.scope.covers(known.place)).collect()
}

fn fall_back(tx: &mut Tx<'_>, entry: &Entry) -> Result<Option<(Known, Rule)>, Refusal> {
    if let Some(instruction) = &entry.instruction
        && let Some(known) = find_by_message_and_line(tx, instruction)?
    {
        return Ok(Some((known, Rule::MessageLine)));
    }
    let texts = [entry.reference.as_deref(), entry.text.as_deref()];
    for reference in texts.into_iter().flatten().filter_map(find_reference) {
        if let Some(known) = find_by_references(tx, &[&reference])?.pop() {
            return Ok(Some((known, Rule::Text)));
        }
    }
    let number = entry.account.as_deref().and_then(|text| AccountNumber::parse(text).ok());
    // A reference that names another payment is not overruled by an amount.
    if let (None, Some(number), Some(amount)) = (&entry.reference, number, entry.amount) {
        return Ok(find_only_open(tx, &number, amount)?.map(|known| (known, Rule::AccountAmount)));
    }
    Ok(None)
}
