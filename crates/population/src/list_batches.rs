//! Batches of the own area.

use crate::{Batch, Refusal, RequestState, store};
use db::Tx;
use jiff::Timestamp;
use kernel::{PopulationBatchId, StaffId};
use matching::RowRef;
use office::{Acting, Action, Scope, places::Places};

/// How many batches a page has at most.
pub const BATCHES_PAGE: usize = 30;
/// How many told rows of a batch are listed.
const TOLD_MAX: usize = 200;

/// A row whose request needs a look: answered but not applied, or answered with something that is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which row.
    pub row: RowRef,
    /// The name in the list.
    pub full_name: String,
    /// Where the request stands.
    pub state: RequestState,
    /// What went wrong when it was asked last, by its word.
    pub fault: Option<String>,
}

/// Batches of the scope, the newest first, those after `before`.
pub fn list_batches(tx: &mut Tx<'_>, scope: &Scope, before: Option<PopulationBatchId>) -> Result<Vec<Batch>, Refusal> {
    Ok(store::list_batches(tx, scope, before, BATCHES_PAGE)?)
}

/// One batch, if it is inside the scope.
pub fn find_batch(tx: &mut Tx<'_>, scope: &Scope, id: PopulationBatchId) -> Result<Option<Batch>, Refusal> {
    Ok(store::find_batch(tx, scope, id)?)
}

/// Rows of a batch that need a look; the first two hundred.
pub fn list_told(tx: &mut Tx<'_>, scope: &Scope, id: PopulationBatchId) -> Result<Vec<Told>, Refusal> {
    Ok(store::list_told(tx, scope, id, TOLD_MAX)?)
}

/// How many rows of a unit could be asked about now, up to the most a batch has.
pub fn count_askable(tx: &mut Tx<'_>, acting: &Acting, places: &Places, place: i64) -> Result<i64, Refusal> {
    let Some(unit) = places.unit(place).filter(|unit| acting.scope.covers_area(unit.area())) else { return Ok(0) };
    Ok(store::count_askable(tx, &acting.scope, unit.area(), crate::BATCH_ROWS_MAX)?)
}

/// The batch, for whoever exchanges with the population database in its area.
pub(crate) fn load_batch(tx: &mut Tx<'_>, acting: &Acting, id: PopulationBatchId) -> Result<Batch, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    tx.lock(&format!("population/{id}"))?;
    let found = store::find_batch(tx, &acting.scope, id)?;
    found.ok_or_else(|| office::Refusal::NotFound { what: "batch" }.into())
}

/// A question about a row, and whether it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedOfRow {
    /// In which batch.
    pub batch: PopulationBatchId,
    /// When the batch went.
    pub sent_at: Option<Timestamp>,
    /// Who sent it.
    pub sent_by: Option<StaffId>,
    /// Where the question stands.
    pub state: RequestState,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
}

/// What was asked about a row, the oldest first. The caller has seen to it that its person lies inside the area.
pub fn list_asked_of_row(tx: &mut Tx<'_>, row: RowRef) -> Result<Vec<AskedOfRow>, Refusal> {
    Ok(store::list_asked_of_row(tx, row)?)
}
