//! Lists of offices.

use super::{Office, store};
use crate::{Refusal, Scope};
use db::Tx;
use jiff::civil::Date;
use kernel::{OfficeId, names::plain_key};

/// How many offices one page of a list holds.
pub const OFFICES_PAGE: usize = 200;

/// What a list of offices is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct OfficeFilter {
    /// Only this agency.
    pub agency: Option<String>,
    /// Words of the name, in any order, with or without marks.
    pub words: String,
    /// Also those that are closed on the day asked about, or not yet open.
    pub with_closed: bool,
    /// Only those after this one, as the last page gave it.
    pub after: Option<OfficeId>,
}

/// The offices inside `scope`, unit by unit from the top down, everywhere in the same order; at most `OFFICES_PAGE`.
///
/// The database does not fold Vietnamese, so words are looked for here, page by page.
pub fn list_offices(tx: &mut Tx<'_>, scope: &Scope, filter: &OfficeFilter, on: Date) -> Result<Vec<Office>, Refusal> {
    let words = plain_key(&filter.words);
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    let mut after = match filter.after {
        Some(office) => store::find_office(tx, office)?,
        None => None,
    };
    let mut offices = Vec::new();
    loop {
        let page = store::list_offices(tx, scope, filter, after.as_ref(), on, OFFICES_PAGE)?;
        let is_last = page.len() < OFFICES_PAGE;
        after = page.last().cloned();
        offices.extend(page.into_iter().filter(|office| matches(office, &words)));
        if is_last || offices.len() >= OFFICES_PAGE {
            offices.truncate(OFFICES_PAGE);
            return Ok(offices);
        }
    }
}

fn matches(office: &Office, words: &[&str]) -> bool {
    let own = plain_key(&office.name);
    words.iter().all(|word| own.split(' ').any(|own| own.starts_with(word)))
}

/// One office inside `scope`.
pub fn find_office(tx: &mut Tx<'_>, scope: &Scope, office: OfficeId) -> Result<Option<Office>, Refusal> {
    Ok(store::find_office(tx, office)?.filter(|office| scope.covers(office.area.lo)))
}
