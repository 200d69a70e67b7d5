//! Nobody waits for the rest of a batch any more.

use crate::{Batch, Refusal, list_batches::load_batch, prepare_batch::entry, store};
use db::Tx;
use kernel::PopulationBatchId;
use office::{Acting, Action, audit};
use serde_json::json;

/// Stops waiting. What was answered stays; the other rows may be asked about anew. An answer that comes after all is
/// refused.
pub fn close_batch(tx: &mut Tx<'_>, acting: &Acting, id: PopulationBatchId) -> Result<Batch, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    let batch = load_batch(tx, acting, id)?;
    if !batch.is_open() {
        return Err(Refusal::BatchIs { state: batch.state(acting.today()) });
    }
    store::set_closed(tx, id, acting)?;
    let to = json!({ "requests": batch.counts.requests, "waiting": batch.counts.waiting });
    audit::record(tx, acting, entry("population.close", &batch, to))?;
    Ok(Batch { closed_at: Some(acting.now), ..batch })
}
