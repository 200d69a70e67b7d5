//! Looking at what came in.

use crate::{Refusal, RowFault, SourceFile, SourceRow, store};
use db::Tx;
use jiff::Timestamp;
use kernel::SourceFileId;
use office::{Acting, Action, Scope};

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

/// The bytes as they were received.
pub fn load_content(tx: &mut Tx<'_>, acting: &Acting, id: SourceFileId) -> Result<Vec<u8>, Refusal> {
    acting.must(Action::ImportSource)?;
    load_file(tx, &acting.scope, id)?;
    Ok(store::load_content(tx, id)?)
}
