//! A file that comes through a browser: its bytes are kept at once, a job receives them.

use crate::{
    FILE_BYTES_MAX, FileFault, NewFile, Refusal, SourceKind,
    store::{self, Upload},
    work::IMPORT_JOB,
};
use db::Tx;
use kernel::SourceFileId;
use office::{
    Acting, Action, Scope,
    jobs::{self, Submitted},
};
use serde_json::json;

/// What an upload is said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uploaded {
    /// Whose list it is.
    pub source: SourceKind,
    /// The unit that sent it, as a place number.
    pub place: i64,
    /// Its name.
    pub name: String,
}

/// Keeps the bytes and asks for the job that receives them. `key` is made by the client: asking twice is asking once.
pub fn submit_import(tx: &mut Tx<'_>, acting: &Acting, new: &NewFile<'_>, key: &str) -> Result<Submitted, Refusal> {
    acting.must(Action::ImportSource)?;
    if !acting.scope.covers(new.place) {
        return Err(office::Refusal::OutsideArea.into());
    }
    if new.content.len() > FILE_BYTES_MAX {
        let (bytes, most) = (new.content.len() as u64, FILE_BYTES_MAX as u64);
        return Err(FileFault::TooLarge { bytes, most }.into());
    }
    let id: SourceFileId = acting.new_id();
    let submitted = jobs::submit(tx, acting, IMPORT_JOB, &json!({ "upload": id }), key)?;
    if matches!(submitted, Submitted::Created(_)) {
        let upload =
            Upload { id, staff: acting.staff, source: new.source, place: new.place, name: new.name.to_owned() };
        store::insert_upload(tx, &upload, acting.now, new.content)?;
    }
    Ok(submitted)
}

/// What was uploaded for a unit of the scope and is not received yet.
pub fn find_upload(tx: &mut Tx<'_>, scope: &Scope, id: SourceFileId) -> Result<Option<Uploaded>, Refusal> {
    let found = store::find_upload(tx, id)?.filter(|upload| scope.covers(upload.place));
    Ok(found.map(|upload| Uploaded { source: upload.source, place: upload.place, name: upload.name }))
}

/// What was uploaded, once: the bytes are kept again with the file when it is received.
pub fn take_upload(tx: &mut Tx<'_>, acting: &Acting, id: SourceFileId) -> Result<(Uploaded, Vec<u8>), Refusal> {
    let upload = store::find_upload(tx, id)?.filter(|upload| upload.staff == acting.staff).ok_or(Refusal::NotFound)?;
    let content = store::load_content(tx, id)?;
    store::delete_upload(tx, id)?;
    Ok((Uploaded { source: upload.source, place: upload.place, name: upload.name }, content))
}
