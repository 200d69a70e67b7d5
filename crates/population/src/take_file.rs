//! A file of answers comes in.

use crate::{
    Channel, LineFault, Refusal, Taken, answer_file::read_answer_file, list_batches::load_batch, prepare_batch::entry,
    store, take_answers,
};
use db::Tx;
use kernel::PopulationBatchId;
use office::{Acting, Action, audit, places::Places};
use serde_json::json;
use sha2::{Digest as _, Sha256};

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenFile {
    /// What its answers became.
    pub taken: Taken,
    /// Lines that say nothing.
    pub faults: Vec<LineFault>,
}

/// Whether the file is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileTaken {
    /// It was taken in now.
    Created(TakenFile),
    /// The same bytes were taken in before: nothing was done.
    Exists,
}

/// Takes in a file of answers to a batch: the whole of it or nothing. Its bytes are not kept, only their digest: it may
/// name people who are in no list of ours.
pub fn take_file(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    id: PopulationBatchId,
    content: &[u8],
) -> Result<FileTaken, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    let batch = load_batch(tx, acting, id)?;
    if batch.channel != Channel::File {
        return Err(Refusal::OtherChannel { channel: batch.channel });
    }
    let digest = Sha256::digest(content).to_vec();
    if store::knows_answer_file(tx, id, &digest)? {
        return Ok(FileTaken::Exists);
    }
    if batch.sent_at.is_none() || !batch.is_open() {
        return Err(Refusal::BatchIs { state: batch.state(acting.today()) });
    }
    let file = read_answer_file(content)?;
    let taken = take_answers(tx, acting, places, &batch, &file.answers)?;
    if taken.own() == 0 {
        return Err(Refusal::OtherBatch);
    }
    store::insert_answer_file(tx, id, &digest, content.len(), acting)?;
    let to = json!({ "bytes": content.len(), "answers": file.answers.len(), "unreadable_lines": file.faults.len() });
    audit::record(tx, acting, entry("population.receive_file", &batch, to))?;
    Ok(FileTaken::Created(TakenFile { taken, faults: file.faults }))
}
