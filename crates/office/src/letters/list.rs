//! Reading the register.

use super::{Letter, LetterFile, LetterKind, store};
use crate::{Area, Refusal, Scope, places::Places, reference::binds};
use db::Tx;
use jiff::civil::Date;
use kernel::{LetterId, names::plain_key};

/// How many letters one page of the register holds.
pub const LETTERS_PAGE: usize = 50;
/// How many letters one search looks through: beyond it, a person narrows the days or the kind.
const LOOKED_AT_MAX: usize = 20_000;
/// How many are fetched at a time.
const FETCH: i64 = 500;

/// What a list of letters is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct LetterFilter {
    /// Words of the citation or of what it is about, in any order, with or without marks.
    pub words: String,
    /// Only of this kind.
    pub kind: Option<LetterKind>,
    /// Only issued on or after this day.
    pub from: Option<Date>,
    /// Only issued on or before this day.
    pub until: Option<Date>,
    /// Only entered for this area.
    pub area: Option<Area>,
    /// Only letters after this one, as the last page gave it.
    pub after: Option<(Date, LetterId)>,
}

/// Letters of the areas a person sees and of the units above them, the newest first; at most `LETTERS_PAGE`.
pub fn list(tx: &mut Tx<'_>, scope: &Scope, places: &Places, filter: &LetterFilter) -> Result<Vec<Letter>, Refusal> {
    let words: Vec<String> =
        plain_key(&filter.words).split(' ').filter(|word| !word.is_empty()).map(Into::into).collect();
    let wanted = |letter: &Letter| {
        let text = plain_key(&format!("{} {}", letter.cite(), letter.draft.about));
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let visible = visible(scope, places);
    let (mut found, mut after, mut looked_at) = (Vec::new(), filter.after, 0);
    while looked_at < LOOKED_AT_MAX {
        let batch = store::list_letters(tx, &visible, filter, after, FETCH)?;
        looked_at += batch.len();
        after = batch.last().map(|letter| (letter.draft.issued_on, letter.id));
        let is_last = batch.len() < usize::try_from(FETCH).unwrap_or(usize::MAX);
        found.extend(batch.into_iter().filter(wanted));
        if found.len() >= LETTERS_PAGE || is_last {
            break;
        }
    }
    found.truncate(LETTERS_PAGE);
    Ok(found)
}

/// The condition on `place`: inside the scope, or one of the units above it. Its numbers come from the unit tree.
fn visible(scope: &Scope, places: &Places) -> String {
    let above = scope.areas().iter().flat_map(|area| places.path(area.lo)).map(|unit| unit.place);
    let mut above: Vec<String> = above.map(|place| place.to_string()).collect();
    above.sort_unstable();
    above.dedup();
    let inside = scope.condition("place");
    if above.is_empty() { inside } else { format!("({inside} OR place IN ({}))", above.join(", ")) }
}

/// One letter, if the scope sees it.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, places: &Places, id: LetterId) -> Result<Option<Letter>, Refusal> {
    Ok(store::find_letter(tx, id)?.filter(|letter| binds(scope, places, letter.draft.place)))
}

/// A letter's file with its bytes, if the scope sees it and it has one.
pub fn read_file(
    tx: &mut Tx<'_>,
    scope: &Scope,
    places: &Places,
    id: LetterId,
) -> Result<Option<(LetterFile, Vec<u8>)>, Refusal> {
    let Some(file) = find(tx, scope, places, id)?.and_then(|letter| letter.file) else { return Ok(None) };
    Ok(store::find_content(tx, id)?.map(|content| (file, content)))
}
