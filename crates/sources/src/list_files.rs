//! Looking at what came in.

use crate::{Refusal, RowFault, SourceFile, SourceRow, store};
use db::Tx;
use jiff::Timestamp;
use kernel::SourceFileId;
use office::{
    Acting, Action, Scope,
    audit::{self, Entry},
};

/// How many files a page shows.
pub const FILES_PAGE: usize = 50;

/// Files sent by units of the scope, the newest first; `before` is the last one of the page before.
pub fn list_files(
    tx: &mut Tx<'_>,
    scope: &Scope,
    before: Option<(Timestamp, SourceFileId)>,
) -> Result<Vec<SourceFile>, Refusal> {
    let limit = i64::try_from(FILES_PAGE).expect("a page is small");
    store::list_files(tx, &scope.condition("place"), before, limit)
}

/// One file of the scope.
pub fn find_file(tx: &mut Tx<'_>, scope: &Scope, id: SourceFileId) -> Result<Option<SourceFile>, Refusal> {
    Ok(store::find_file(tx, id)?.filter(|file| scope.covers(file.place)))
}

pub(crate) fn load_file(tx: &mut Tx<'_>, scope: &Scope, id: SourceFileId) -> Result<SourceFile, Refusal> {
    find_file(tx, scope, id)?.ok_or(Refusal::NotFound)
}

/// What is wrong in a file's rows, or doubtful, in the order of the lines: all of it, or only what sends rows back.
pub fn list_faults(
    tx: &mut Tx<'_>,
    scope: &Scope,
    id: SourceFileId,
    sends_back: Option<bool>,
) -> Result<Vec<RowFault>, Refusal> {
    load_file(tx, scope, id)?;
    Ok(store::list_faults(tx, id, sends_back)?)
}

/// Rows of a file that lie in the scope, in the order of the lines, after `after`.
pub fn list_rows(
    tx: &mut Tx<'_>,
    scope: &Scope,
    id: SourceFileId,
    after: i64,
    limit: usize,
) -> Result<Vec<SourceRow>, Refusal> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(store::list_rows(tx, id, &scope.condition("place"), after, limit)?)
}

/// The bytes as they were received, full numbers and all: for whoever sent them or may see such. The look is recorded.
pub fn load_content(tx: &mut Tx<'_>, acting: &Acting, id: SourceFileId) -> Result<Vec<u8>, Refusal> {
    let file = load_file(tx, &acting.scope, id)?;
    look_into(tx, acting, &file, entry("sources.download", &file))?;
    Ok(store::load_content(tx, id)?)
}

/// Whether this person may see the full numbers of a file's rows; that they did goes into the trail.
pub(crate) fn look_into(tx: &mut Tx<'_>, acting: &Acting, file: &SourceFile, look: Entry) -> Result<(), Refusal> {
    acting.must(Action::ImportSource)?;
    if file.received_by != acting.staff {
        acting.must(Action::ViewSensitive)?;
    }
    Ok(audit::record_view(tx, acting, look)?)
}

pub(crate) fn entry(verb: &'static str, file: &SourceFile) -> Entry {
    let (subject, place) = (file.id.to_string(), Some(file.place));
    Entry { verb, subject_kind: "source_file", subject, place, why: None, from: None, to: None }
}
