//! A batch leaves: from here on its rows are asked about.

use crate::{Batch, BatchState, Channel, Question, Refusal, list_batches::load_batch, prepare_batch::entry, store};
use db::Tx;
use kernel::PopulationBatchId;
use matching::mark_asked;
use office::{Acting, Action, audit};
use serde_json::json;

/// Marks a batch as sent, once; its rows wait for an answer from then on. Told whether it is so since just now.
pub fn mark_sent(tx: &mut Tx<'_>, acting: &Acting, batch: &Batch) -> Result<bool, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    if store::set_sent(tx, batch.id, acting)? == 0 {
        return Ok(false);
    }
    let rows = store::list_rows(tx, batch.id)?;
    mark_asked(tx, acting, &rows)?;
    let to = json!({ "requests": batch.counts.requests, "channel": batch.channel, "service": batch.service });
    audit::record(tx, acting, entry("population.send", batch, to))?;
    Ok(true)
}

/// The file of a batch, to be carried to the service: its name, and the same bytes each time. Handing it out is sending
/// it.
pub fn hand_out(tx: &mut Tx<'_>, acting: &Acting, batch: PopulationBatchId) -> Result<(String, Vec<u8>), Refusal> {
    acting.must(Action::ExchangePopulation)?;
    let batch = load_batch(tx, acting, batch)?;
    if batch.channel != Channel::File {
        return Err(Refusal::OtherChannel { channel: batch.channel });
    }
    if batch.closed_at.is_some() {
        return Err(Refusal::BatchIs { state: BatchState::Closed });
    }
    let bytes = store::find_content(tx, batch.id)?.ok_or(Refusal::Damaged)?;
    if !mark_sent(tx, acting, &batch)? {
        audit::record_view(tx, acting, entry("population.view_file", &batch, json!({ "bytes": bytes.len() })))?;
    }
    Ok((format!("{}.csv", batch.id), bytes))
}

/// A file of questions, marked as UTF-8 for the spreadsheets that ask.
pub(crate) fn file_bytes<'q>(questions: impl Iterator<Item = &'q Question>) -> Vec<u8> {
    let mut lines = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    lines.write_record(Question::HEADINGS).expect("memory can be written to");
    for question in questions {
        lines.write_record(question.cells()).expect("memory can be written to");
    }
    lines.into_inner().expect("memory can be written to")
}
