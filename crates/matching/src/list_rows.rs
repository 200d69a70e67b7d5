//! What waits, and how many there are in each state.

use crate::{
    Refusal,
    decision::{Decided, LateAnswer, ReviewedRow, RowRef, StoredCandidate},
    outcome::Outcome,
    store,
};
use db::Tx;
use kernel::SourceFileId;
use office::Scope;
use std::collections::BTreeMap;

/// Which rows are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowFilter {
    /// The commune.
    pub place: Option<i64>,
    /// The file.
    pub file: Option<SourceFileId>,
    /// The state; without one, every state in which somebody has to do something: all but verified, and each row once
    /// however many files have it.
    pub outcome: Option<Outcome>,
    /// Whom it waits for; without, whether or not anybody has decided.
    pub waits: Option<Waits>,
    /// The last row of the page before.
    pub after: Option<RowRef>,
}

/// Whom a row that is not verified waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// Nobody has decided on what the rules left open.
    Decision,
    /// An officer asked the commune.
    Commune,
}

/// Waiting rows are counted up to here: the count is asked for on every start page.
pub const WAITING_COUNTED_MAX: i64 = 10_000;

/// How many rows a page of a worklist has at most.
pub const ROWS_PAGE: usize = 50;

/// How many rows of a commune are in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateCount {
    /// The commune.
    pub place: i64,
    /// The state.
    pub outcome: Outcome,
    /// Rows.
    pub rows: i64,
    /// Of them without a card: they overlap with every state.
    pub no_card: i64,
    /// Of them dead.
    pub dead: i64,
}

/// One row with its candidates and every decision, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The row, and the decision that holds.
    pub reviewed: ReviewedRow,
    /// Whom it could be, likeliest first.
    pub candidates: Vec<StoredCandidate>,
    /// Every decision there ever was.
    pub history: Vec<Decided>,
    /// The same row of a newer file: what is to be decided is decided there.
    pub superseded_by: Option<RowRef>,
    /// Answers of the population database that came when the row was decided on, or changed, since.
    pub late: Vec<LateAnswer>,
    /// The names of other files that are spoken of: where a decision came from, and where the row stands too.
    pub files: BTreeMap<SourceFileId, String>,
}

/// The next page of rows, by file and line.
pub fn list_rows(tx: &mut Tx<'_>, scope: &Scope, filter: RowFilter) -> Result<Vec<ReviewedRow>, Refusal> {
    Ok(store::list_rows(tx, scope, filter, ROWS_PAGE)?)
}

/// How many rows a filter selects, wherever its page begins, up to `WAITING_COUNTED_MAX`.
pub fn count_rows(tx: &mut Tx<'_>, scope: &Scope, filter: RowFilter) -> Result<i64, Refusal> {
    Ok(store::count_rows(tx, scope, RowFilter { after: None, ..filter }, WAITING_COUNTED_MAX)?)
}

/// Rows by commune and state. Each row is in exactly one state, so the rows add up to all there are.
pub fn count_states(tx: &mut Tx<'_>, scope: &Scope, file: Option<SourceFileId>) -> Result<Vec<StateCount>, Refusal> {
    Ok(store::count_states(tx, scope, file)?)
}

/// How many rows of the scope wait for somebody's decision, up to `WAITING_COUNTED_MAX`.
pub fn count_waiting(tx: &mut Tx<'_>, scope: &Scope) -> Result<i64, Refusal> {
    Ok(store::count_waiting(tx, scope, WAITING_COUNTED_MAX)?)
}

/// How many rows of the scope were never sent, up to `WAITING_COUNTED_MAX`.
pub fn count_not_sent(tx: &mut Tx<'_>, scope: &Scope) -> Result<i64, Refusal> {
    Ok(store::count_not_sent(tx, scope, WAITING_COUNTED_MAX)?)
}

/// One row with all there is to say about it; nothing outside the scope.
pub fn find_review(tx: &mut Tx<'_>, scope: &Scope, row: RowRef) -> Result<Option<Review>, Refusal> {
    let Some((reviewed, superseded_by)) = store::find_row(tx, scope, row)? else { return Ok(None) };
    let candidates = store::list_candidates(tx, row)?;
    let history = match &reviewed.decided {
        Some(holds) if holds.decision_no > 1 => store::list_decisions(tx, row)?,
        only => only.iter().cloned().collect(),
    };
    let mut files = BTreeMap::new();
    let origins = history.iter().filter_map(|decided| decided.origin.map(|origin| origin.row));
    for spoken_of in origins.chain(superseded_by) {
        if !files.contains_key(&spoken_of.file)
            && let Some(name) = store::find_file_name(tx, spoken_of.file)?
        {
            files.insert(spoken_of.file, name);
        }
    }
    let late = store::list_late_answers(tx, row)?;
    Ok(Some(Review { reviewed, candidates, history, superseded_by, late, files }))
}
