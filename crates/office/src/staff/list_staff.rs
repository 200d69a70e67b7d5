//! Lists of staff.

use super::{Assignment, Login, Staff, store};
use crate::{Acting, Refusal, Scope, sign_in};
use db::Tx;
use jiff::Timestamp;
use kernel::{OfficeId, StaffId, names::plain_key};
use std::collections::{BTreeMap, btree_map::Entry};

/// How many lines one page of a list holds.
pub const STAFF_PAGE: usize = 100;

/// One line of a list of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLine {
    /// Who.
    pub staff: Staff,
    /// What they work as: on the day of the list, or ever.
    pub assignments: Vec<Assignment>,
    /// Whether a second factor is enrolled.
    pub has_second_factor: bool,
    /// Wrong tries make the account wait until then.
    pub waits_until: Option<Timestamp>,
}

/// What a list of staff is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct StaffFilter {
    /// Only who works in this office.
    pub office: Option<OfficeId>,
    /// Words of the name or the login name, in any order, with or without marks.
    pub words: String,
    /// Also those deactivated.
    pub with_deactivated: bool,
    /// Only those after this login name, as the last page gave it.
    pub after: Option<Login>,
}

/// Staff working inside `scope` on the day, by login name; whoever sees everywhere also sees those assigned nowhere.
///
/// At most `STAFF_PAGE`. The database does not fold Vietnamese, so words are looked for here, page by page.
pub fn list_staff(
    tx: &mut Tx<'_>,
    scope: &Scope,
    filter: &StaffFilter,
    now: Timestamp,
) -> Result<Vec<StaffLine>, Refusal> {
    let today = kernel::today_in_vietnam(now);
    let wanted = words(&filter.words);
    let (mut lines, mut after) = (Vec::new(), filter.after.clone());
    loop {
        let page = store::list_staff(tx, scope, filter, after.as_ref(), today, STAFF_PAGE)?;
        after = page.last().map(|staff| staff.login.clone());
        let is_last = page.len() < STAFF_PAGE;
        for staff in page.into_iter().filter(|staff| matches(staff, &wanted)) {
            if lines.len() == STAFF_PAGE {
                return Ok(lines);
            }
            let posts = store::list_posts(tx, staff.id, today)?;
            let assignments = posts.iter().map(super::Post::assignment).collect();
            lines.push(line(tx, staff, assignments, now)?);
        }
        if is_last {
            return Ok(lines);
        }
    }
}

/// One member of staff who works, or worked, inside `scope`, with every assignment there ever was.
pub fn find_staff(
    tx: &mut Tx<'_>,
    scope: &Scope,
    staff: StaffId,
    now: Timestamp,
) -> Result<Option<StaffLine>, Refusal> {
    if !store::is_inside(tx, scope, staff)? {
        return Ok(None);
    }
    let Some(found) = store::find_staff(tx, staff)? else { return Ok(None) };
    let assignments = store::list_assignments(tx, staff)?;
    line(tx, found, assignments, now).map(Some)
}

/// The names of members of staff, wherever they work: for whoever may see what these have done, and so who did it.
pub fn list_names(tx: &mut Tx<'_>, ids: &[StaffId]) -> Result<BTreeMap<StaffId, String>, Refusal> {
    let mut names = BTreeMap::new();
    for id in ids {
        if let Entry::Vacant(name) = names.entry(*id)
            && let Some(found) = store::find_staff(tx, *id)?
        {
            name.insert(found.full_name);
        }
    }
    Ok(names)
}

fn line(tx: &mut Tx<'_>, staff: Staff, assignments: Vec<Assignment>, now: Timestamp) -> Result<StaffLine, Refusal> {
    let has_second_factor = sign_in::store::has_factor(tx, staff.id)?;
    let waits_until = sign_in::waits_until(tx, &staff, now)?;
    Ok(StaffLine { staff, assignments, has_second_factor, waits_until })
}

fn matches(staff: &Staff, wanted: &[String]) -> bool {
    let mut own = words(&staff.full_name);
    own.extend(words(staff.login.as_str()));
    wanted.iter().all(|word| own.iter().any(|own| own.starts_with(word)))
}

/// Words as they are compared: without marks, in small letters.
fn words(text: &str) -> Vec<String> {
    plain_key(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The name of whoever is acting; the machine and a visitor have none.
pub fn find_own_name(tx: &mut Tx<'_>, acting: &Acting) -> Result<Option<String>, Refusal> {
    Ok(store::find_staff(tx, acting.staff)?.map(|staff| staff.full_name))
}
