//! Taking a filled form in: its visits and papers, and the rows that go back.

use crate::{
    FORM_BYTES_MAX, NewForm, ReadResults, Receipt, Refusal, ResultColumn, ResultFault, VisitForm,
    record_results::record_results,
    results::{FormSheet, open_form, read_results},
    returned::{Received, returned_rows},
    store::{forms as store, returned::put_returned},
};
use db::Tx;
use office::{
    Acting, Action,
    audit::{self, Entry},
    letters::FileDigest,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use sources::FileFault;

/// The most characters of a file's name that are kept.
pub(crate) const NAME_CHARS_MAX: usize = 200;
/// Held by whoever receives a form, so that the same bytes are taken once.
const LOCK: &str = "survey.receive_form";

/// Receives a form: good rows become visits and papers, the others are kept with their reasons as `say` words them.
/// The same bytes a second time change nothing, unless no row of them could be taken before.
pub fn receive_form(
    tx: &mut Tx<'_>,
    acting: &Acting,
    new: &NewForm<'_>,
    say: &dyn Fn(&ResultFault) -> String,
) -> Result<Receipt, Refusal> {
    acting.must(Action::RecordVisit)?;
    if !acting.scope.covers(new.place) {
        return Err(office::Refusal::OutsideArea.into());
    }
    if new.content.len() > FORM_BYTES_MAX {
        return Err(FileFault::TooLarge { bytes: new.content.len() as u64, most: FORM_BYTES_MAX as u64 }.into());
    }
    let sha256 = digest_of(new.content);
    tx.lock(LOCK)?;
    let known = store::find_form(tx, &acting.scope.condition("f.place"), new.place, &sha256)?;
    if let Some(form) = known.filter(|form| form.visits + form.existing > 0) {
        return Ok(Receipt::Exists(form));
    }
    let sheet = open_form(new.content)?;
    let read = read_results(&sheet.headings, sheet.lines.iter().map(|(line, cells)| (*line, cells.as_slice())));
    if read.rows.is_empty() && read.faults.is_empty() {
        return Err(FileFault::NoRows.into());
    }
    let form = take(tx, acting, new, sha256, &sheet, read, say)?;
    audit::record(tx, acting, entry(&form))?;
    Ok(Receipt::Created(form))
}

fn take(
    tx: &mut Tx<'_>,
    acting: &Acting,
    new: &NewForm<'_>,
    sha256: String,
    sheet: &FormSheet,
    read: ReadResults,
    say: &dyn Fn(&ResultFault) -> String,
) -> Result<VisitForm, Refusal> {
    let recorded = record_results(tx, acting, new.place, new.team, &read.rows)?;
    let mut faults = read.faults;
    faults.extend(recorded.faults);
    let returned = returned_rows(sheet, &faults, is_name, say);
    let form = VisitForm {
        place: new.place,
        sha256,
        name: new.name.chars().take(NAME_CHARS_MAX).collect(),
        team: new.team,
        visits: count(recorded.visits),
        existing: count(recorded.existing),
        authorisations: count(recorded.authorisations),
        returned: count(returned.len()),
        blank: count(read.blank),
        received_by: acting.staff,
        received_at: acting.now,
    };
    store::put_form(tx, &form, new.content)?;
    put_returned(tx, Received::Form, (form.place, &form.sha256), &returned)?;
    Ok(form)
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).expect("a form has fewer rows than that")
}

pub(crate) fn digest_of(content: &[u8]) -> String {
    FileDigest(Sha256::digest(content).into()).to_string()
}

fn is_name(heading: &str) -> bool {
    ResultColumn::of_heading(heading) == Some(ResultColumn::FullName)
}

fn entry(form: &VisitForm) -> Entry {
    Entry {
        verb: "survey.receive_form",
        subject_kind: "visit_form",
        subject: form.sha256.clone(),
        place: Some(form.place),
        why: None,
        from: None,
        to: Some(json!({
            "name": form.name,
            "visits": form.visits,
            "existing": form.existing,
            "authorisations": form.authorisations,
            "returned": form.returned,
            "blank": form.blank,
        })),
    }
}
