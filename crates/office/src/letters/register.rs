//! Entering a letter.

use super::{Draft, Letter, LetterFault, NewFile, list::find, store};
use crate::{Acting, Action, Refusal, Scope, audit, places::Places, reference::binds};
use db::Tx;
use kernel::{LetterId, names::plain_key};

/// What came of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The letter.
    pub letter: Letter,
    /// Letters of the same issuer with the same number in the same year, on other days or entered in a unit below:
    /// perhaps the same letter, for the person to look at. Only those the person sees.
    pub similar: Vec<LetterId>,
}

/// Enters a letter. Refuses a second entry of the same number, issuer and day.
pub fn register(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    draft: &Draft,
    file: Option<&NewFile>,
) -> Result<Registered, Refusal> {
    acting.must(Action::RegisterLetter)?;
    check(tx, acting, places, None, draft)?;
    let examined = file.map(NewFile::examine).transpose()?;
    tx.lock("letter")?;
    let doubles = doubles(tx, (&acting.ground_scope(), places), None, draft)?;
    let (id, similar) = (acting.new_id(), doubles.similar);
    if let Some(letter) = doubles.same {
        return Err(Refusal::LetterRegistered { letter });
    }
    let (registered_by, registered_at) = (acting.staff, acting.now);
    let letter = Letter { id, draft: draft.clone(), file: examined, version: 1, registered_by, registered_at };
    store::insert_letter(tx, &letter, &issuer_key(draft))?;
    store::replace_bases(tx, id, &draft.bases)?;
    if let (Some(known), Some(file)) = (&letter.file, file) {
        store::put_file(tx, id, known, &file.content)?;
    }
    audit::record(tx, acting, entry("letter.register", &letter, None))?;
    Ok(Registered { letter, similar })
}

pub(super) fn issuer_key(draft: &Draft) -> String {
    plain_key(&draft.issuer)
}

/// Whether the entry can be, may be made here, and stands on letters that are there.
pub(super) fn check(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    own: Option<LetterId>,
    draft: &Draft,
) -> Result<(), Refusal> {
    draft.check(acting.today())?;
    let scope = acting.ground_scope();
    if places.unit(draft.place).is_none() || !scope.covers(draft.place) {
        return Err(Refusal::OutsideArea);
    }
    for basis in &draft.bases {
        let is_known = Some(*basis) != own && find(tx, &scope, places, *basis)?.is_some();
        if !is_known || draft.bases.iter().filter(|other| *other == basis).count() > 1 {
            return Err(LetterFault::Basis { basis: *basis }.into());
        }
    }
    Ok(())
}

pub(super) struct Doubles {
    /// The same number, issuer and day, in this unit's register or in that of a unit above.
    pub(super) same: Option<LetterId>,
    /// The same number and issuer in the same year, of what the scope sees.
    similar: Vec<LetterId>,
}

/// An authority numbers its own letters, so a number is taken in the register of a unit and those below it. What others
/// entered elsewhere, under the same name of an issuer, takes no number here and is told to nobody who does not see it.
pub(super) fn doubles(
    tx: &mut Tx<'_>,
    (scope, places): (&Scope, &Places),
    own: Option<LetterId>,
    draft: &Draft,
) -> Result<Doubles, Refusal> {
    let mut doubles = Doubles { same: None, similar: Vec::new() };
    let Some(number) = &draft.number else { return Ok(doubles) };
    let year = draft.issued_on.year();
    let of_issuer = store::list_of_issuer(tx, &issuer_key(draft), year)?;
    let key = plain_key(number.as_str());
    let above: Vec<i64> = places.path(draft.place).iter().map(|unit| unit.place).collect();
    for (id, other, day, place) in of_issuer.into_iter().filter(|(id, ..)| Some(*id) != own) {
        if other.is_none_or(|other| plain_key(other.as_str()) != key) || !binds(scope, places, place) {
            continue;
        }
        let is_taken = day == draft.issued_on && (place == draft.place || above.contains(&place));
        if is_taken { doubles.same = Some(id) } else { doubles.similar.push(id) }
    }
    Ok(doubles)
}

/// A letter as the trail tells it.
pub(super) fn told(letter: &Letter) -> serde_json::Value {
    let Draft { number, kind, issued_on, issuer, about, place, bases } = &letter.draft;
    let file = letter.file.as_ref();
    let file =
        file.map(|file| serde_json::json!({ "name": file.name, "size": file.size, "sha256": file.sha256.to_string() }));
    serde_json::json!({
        "number": number.as_ref().map(super::LetterNumber::as_str),
        "kind": kind,
        "issued_on": issued_on,
        "issuer": issuer,
        "about": about,
        "place": place,
        "bases": bases,
        "file": file,
        "version": letter.version,
    })
}

pub(super) fn entry(verb: &'static str, letter: &Letter, from: Option<serde_json::Value>) -> audit::Entry {
    audit::Entry {
        verb,
        subject_kind: "letter",
        subject: letter.id.to_string(),
        place: Some(letter.draft.place),
        why: None,
        from,
        to: Some(told(letter)),
    }
}
