//! Correcting an entry, and giving it its file.

use super::{
    Draft, Letter, NewFile,
    list::find,
    register::{check, doubles, entry, issuer_key, told},
    store,
};
use crate::{Acting, Action, Refusal, audit, places::Places};
use db::Tx;
use kernel::LetterId;

/// The letter a person saw, and which version of it.
fn seen(tx: &mut Tx<'_>, acting: &Acting, places: &Places, id: LetterId, version: i64) -> Result<Letter, Refusal> {
    acting.must(Action::RegisterLetter)?;
    tx.lock("letter")?;
    let scope = acting.ground_scope();
    let letter = find(tx, &scope, places, id)?.ok_or(Refusal::NotFound { what: "letter" })?;
    if !scope.covers(letter.draft.place) {
        return Err(Refusal::OutsideArea);
    }
    if letter.version != version {
        return Err(Refusal::VersionMoved { seen: Some(version), now: Some(letter.version) });
    }
    Ok(letter)
}

/// Corrects an entry; the trail keeps what it said before.
pub fn correct(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    (id, version): (LetterId, i64),
    draft: &Draft,
    why: &str,
) -> Result<Letter, Refusal> {
    let before = seen(tx, acting, places, id, version)?;
    check(tx, acting, places, Some(id), draft)?;
    if let Some(letter) = doubles(tx, (&acting.ground_scope(), places), Some(id), draft)?.same {
        return Err(Refusal::LetterRegistered { letter });
    }
    let after = Letter { draft: draft.clone(), version: version + 1, ..before.clone() };
    store::update_letter(tx, &after, &issuer_key(draft))?;
    store::replace_bases(tx, id, &draft.bases)?;
    let why = Some(why.trim().to_owned()).filter(|why| !why.is_empty());
    audit::record(tx, acting, audit::Entry { why, ..entry("letter.correct", &after, Some(told(&before))) })?;
    Ok(after)
}

/// Gives an entry its file, in place of the one it had.
pub fn attach_file(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    (id, version): (LetterId, i64),
    file: &NewFile,
) -> Result<Letter, Refusal> {
    let before = seen(tx, acting, places, id, version)?;
    let known = file.examine()?;
    let after = Letter { file: Some(known.clone()), version: version + 1, ..before.clone() };
    store::update_letter(tx, &after, &issuer_key(&after.draft))?;
    store::put_file(tx, id, &known, &file.content)?;
    audit::record(tx, acting, entry("letter.attach_file", &after, Some(told(&before))))?;
    Ok(after)
}
