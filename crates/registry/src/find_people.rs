//! Finding a person by name, with or without marks, or by number.

use crate::{Listed, Refusal, store};
use db::Tx;
use kernel::{
    CitizenId, OldIdNumber, PersonId,
    names::{canonical_key, name_order, plain_key},
};
use office::Scope;

/// How many persons a search answers at most.
pub const FOUND_MAX: usize = 50;
/// How many words of a name are asked about; the rest is compared here.
const TOKENS_MAX: usize = 4;
/// How many persons with these words are looked at.
const LOOKED_MAX: i64 = 5_000;

/// One person of the scope as a worklist shows them.
pub fn find_listed(tx: &mut Tx<'_>, scope: &Scope, id: PersonId) -> Result<Option<Listed>, Refusal> {
    Ok(store::find_listed(tx, &scope.condition("p.place"), id)?)
}

/// A number whose zeros in front were lost in a spreadsheet, and the column it stands in.
fn with_zeros(text: &str) -> Option<(&'static str, String)> {
    let is_between = |sign: char| sign.is_whitespace() || matches!(sign, '.' | '-' | ',');
    let digits: String = text.chars().filter(|sign| !is_between(*sign)).collect();
    if !digits.bytes().all(|sign| sign.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        10 | 11 => CitizenId::parse(&format!("{digits:0>12}")).ok().map(|id| ("citizen_id", id.as_str().to_owned())),
        8 => OldIdNumber::parse(&format!("{digits:0>9}")).ok().map(|id| ("old_id", id.as_str().to_owned())),
        _ => None,
    }
}

/// Persons of the scope that a text may mean: twelve digits, nine digits, either without the zeros in front, or words of
/// a name in any order. Those whose
/// marks are the same too come first, then in the order of names.
pub fn find_people(tx: &mut Tx<'_>, scope: &Scope, text: &str) -> Result<Vec<Listed>, Refusal> {
    if let Ok(number) = CitizenId::parse(text) {
        return Ok(store::list_by_number(tx, &scope.condition("place"), "citizen_id", number.as_str())?);
    }
    if let Ok(number) = OldIdNumber::parse(text) {
        return Ok(store::list_by_number(tx, &scope.condition("place"), "old_id", number.as_str())?);
    }
    if let Some((column, number)) = with_zeros(text) {
        let found = store::list_by_number(tx, &scope.condition("place"), column, &number)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let mut words: Vec<String> =
        plain_key(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let asked = &words[..words.len().min(TOKENS_MAX)];
    let mut found = store::list_by_tokens(tx, &scope.condition("p.place"), asked, LOOKED_MAX)?;
    let has_all = |listed: &Listed| {
        let key = plain_key(listed.full_name.as_str());
        words.iter().all(|word| key.split(' ').any(|token| token == word))
    };
    found.retain(has_all);
    let marked = canonical_key(text);
    let marks = |listed: &Listed| !format!(" {} ", listed.full_name.key()).contains(&format!(" {marked} "));
    found.sort_by_cached_key(|listed| (marks(listed), name_order(listed.full_name.as_str()), listed.id));
    found.truncate(FOUND_MAX);
    Ok(found)
}
