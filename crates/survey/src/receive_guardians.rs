//! Taking a list of guardians in: its rows become papers that wait to be confirmed, as if each was entered by hand.

use crate::{
    AuthorisationKind, FORM_BYTES_MAX, GuardianColumn, GuardianFault, GuardianRow, NewAuthorisation, Refusal,
    ReturnedRow,
    guardian_list::{GUARDIANS_MAX, is_heading, read_guardians},
    receive_form::{NAME_CHARS_MAX, digest_of},
    record_authorisations::record_authorisations,
    record_results::Register,
    results::open_sheet,
    returned::{Received, returned_rows, write_returned},
    store::{
        guardians as store,
        returned::{list_returned, put_returned},
    },
};
use db::Tx;
use documents::{Book, Cell, Column, SheetPlan};
use jiff::Timestamp;
use kernel::{PersonId, StaffId};
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};
use serde_json::json;
use sources::FileFault;

/// Held by whoever receives a list of guardians, so that the same bytes are taken once.
const LOCK: &str = "survey.receive_guardians";
/// How many lists of a commune are listed.
const LISTS_LISTED: i64 = 50;

/// A list as it was sent.
#[derive(Clone, Copy, Debug)]
pub struct NewGuardians<'b> {
    /// The commune of the wards, as a place number.
    pub place: i64,
    /// The file's name, without folders.
    pub name: &'b str,
    /// Its bytes.
    pub content: &'b [u8],
}

/// A list that was received, known by its commune and the digest of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardianList {
    /// The commune of the wards, as a place number.
    pub place: i64,
    /// The digest of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// Papers that were new.
    pub created: i64,
    /// Papers that were entered before.
    pub existing: i64,
    /// Rows that were sent back.
    pub returned: i64,
    /// Who sent it.
    pub received_by: StaffId,
    /// When.
    pub received_at: Timestamp,
}

/// What came of receiving a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuardianReceipt {
    /// It is new.
    Created(GuardianList),
    /// These very bytes were received before: nothing was done.
    Exists(GuardianList),
}

impl GuardianReceipt {
    /// The list, whether it is new or not.
    pub const fn list(&self) -> &GuardianList {
        match self {
            GuardianReceipt::Created(list) | GuardianReceipt::Exists(list) => list,
        }
    }
}

/// Receives a list: good rows become papers, the others are kept with their reasons as `say` words them. The same bytes a
/// second time change nothing, unless no row of them could be taken before.
pub fn receive_guardians(
    tx: &mut Tx<'_>,
    acting: &Acting,
    new: &NewGuardians<'_>,
    say: &dyn Fn(&GuardianFault) -> String,
) -> Result<GuardianReceipt, Refusal> {
    acting.must(Action::RecordVisit)?;
    if !acting.scope.covers(new.place) {
        return Err(office::Refusal::OutsideArea.into());
    }
    if new.content.len() > FORM_BYTES_MAX {
        return Err(FileFault::TooLarge { bytes: new.content.len() as u64, most: FORM_BYTES_MAX as u64 }.into());
    }
    let sha256 = digest_of(new.content);
    tx.lock(LOCK)?;
    let known = store::find_list(tx, &acting.scope.condition("g.place"), new.place, &sha256)?;
    if let Some(list) = known.filter(|list| list.created + list.existing > 0) {
        return Ok(GuardianReceipt::Exists(list));
    }
    let sheet = open_sheet(new.content, &is_heading)?;
    let read = read_guardians(&sheet);
    if read.rows.is_empty() && read.faults.is_empty() {
        return Err(FileFault::NoRows.into());
    }
    if read.rows.len() > GUARDIANS_MAX {
        return Err(Refusal::TooMany { most: GUARDIANS_MAX });
    }
    let mut faults = read.faults;
    let (created, existing) = record(tx, acting, new.place, &read.rows, &mut faults)?;
    let returned = returned_rows(&sheet, &faults, is_name, say);
    let list = GuardianList {
        place: new.place,
        sha256,
        name: new.name.chars().take(NAME_CHARS_MAX).collect(),
        created: count(created),
        existing: count(existing),
        returned: count(returned.len()),
        received_by: acting.staff,
        received_at: acting.now,
    };
    store::put_list(tx, &list, new.content)?;
    put_returned(tx, Received::Guardians, (list.place, &list.sha256), &returned)?;
    audit::record(tx, acting, entry(&list))?;
    Ok(GuardianReceipt::Created(list))
}

/// Enters the papers of the rows whose ward is found; answers how many are new and how many were there.
fn record(
    tx: &mut Tx<'_>,
    acting: &Acting,
    place: i64,
    rows: &[GuardianRow],
    faults: &mut Vec<(u32, GuardianFault)>,
) -> Result<(usize, usize), Refusal> {
    let register = Register::of(tx, acting, place)?;
    let (mut lines, mut papers) = (Vec::new(), Vec::new());
    for row in rows {
        match register.find_ward(row) {
            Err(fault) => faults.push((row.line, fault)),
            Ok(person) => {
                lines.push(row.line);
                papers.push(paper(row, person));
            }
        }
    }
    let recorded = record_authorisations(tx, acting, &papers)?;
    faults.extend(recorded.faults.into_iter().map(|fault| (lines[fault.at], fault.fault.into())));
    Ok((recorded.created, recorded.existing))
}

fn paper(row: &GuardianRow, person: PersonId) -> NewAuthorisation {
    NewAuthorisation {
        person,
        kind: AuthorisationKind::Guardian,
        name: row.name.clone(),
        citizen_id: row.citizen_id,
        relation: row.relation.clone(),
        with_account: row.with_account,
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        paper: row.paper.clone(),
    }
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).expect("a list has fewer rows than that")
}

fn is_name(heading: &str) -> bool {
    GuardianColumn::of_heading(heading) == Some(GuardianColumn::WardName)
}

/// The latest lists of a commune, if the scope covers it.
pub fn list_guardian_lists(tx: &mut Tx<'_>, scope: &Scope, place: i64) -> Result<Vec<GuardianList>, Refusal> {
    Ok(store::list_lists(tx, &scope.condition("g.place"), place, LISTS_LISTED)?)
}

/// One list of the scope with the rows that were not taken, in the order of the lines.
pub fn load_guardian_list(
    tx: &mut Tx<'_>,
    scope: &Scope,
    place: i64,
    sha256: &str,
) -> Result<(GuardianList, Vec<ReturnedRow>), Refusal> {
    let list = store::find_list(tx, &scope.condition("g.place"), place, sha256)?;
    let list = list.ok_or(office::Refusal::NotFound { what: "guardian_list" })?;
    Ok((list, list_returned(tx, Received::Guardians, (place, sha256))?))
}

/// Writes the rows that were sent back, in the sender's own columns, with the reason beside each.
pub fn return_guardians(tx: &mut Tx<'_>, acting: &Acting, place: i64, sha256: &str) -> Result<Vec<u8>, Refusal> {
    acting.must(Action::RecordVisit)?;
    let (_, returned) = load_guardian_list(tx, &acting.scope, place, sha256)?;
    let sheet = open_sheet(&store::load_content(tx, place, sha256)?, &is_heading)?;
    write_returned(acting.now, &sheet, returned, column)
}

fn column(heading: &str) -> Column {
    match GuardianColumn::of_heading(heading) {
        Some(column) if column.is_number() => Column::identity(heading),
        Some(GuardianColumn::WardName | GuardianColumn::Name) => Column::text(heading, 26),
        _ => Column::text(heading, 16),
    }
}

/// An empty list to fill in; `guide` says of each column how it is written.
pub fn write_guardian_template(
    now: Timestamp,
    [list, guide]: [&str; 2],
    headings: [&str; 2],
    how: &dyn Fn(GuardianColumn) -> &'static str,
) -> Result<Vec<u8>, Refusal> {
    let mut book = Book::new(now);
    let columns = GuardianColumn::ALL.iter().map(|one| column(one.heading())).collect();
    book.sheet(&SheetPlan::new(list, columns))?;
    let told = vec![Column::text(headings[0], 36), Column::text(headings[1], 80)];
    let mut sheet = book.sheet(&SheetPlan::new(guide, told))?;
    for one in GuardianColumn::ALL {
        sheet.row(&[Cell::from(one.heading()), Cell::from(how(*one))])?;
    }
    Ok(book.into_bytes()?)
}

fn entry(list: &GuardianList) -> Entry {
    Entry {
        verb: "survey.receive_guardians",
        subject_kind: "guardian_list",
        subject: list.sha256.clone(),
        place: Some(list.place),
        why: None,
        from: None,
        to: Some(json!({
            "name": list.name,
            "created": list.created,
            "existing": list.existing,
            "returned": list.returned,
        })),
    }
}
