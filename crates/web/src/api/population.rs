//! Batches of questions to the population database: where each stands, and what needs a look.

use super::{
    call::{Call, told},
    description::tags,
    input::query,
    matching::row_name,
    paging::{Cursor, Limit, List, Page, Part},
    sent::{Asked, Subject},
    words::{BatchStateWord, ChannelWord, RequestStateWord},
};
use crate::shell::problem::{Answer, Problem};
use jiff::{Timestamp, civil::Date};
use kernel::{PopulationBatchId, StaffId};
use population::{Batch, BatchState, Channel, Counts, RequestState, Told, find_batch, list_batches, list_told};
use serde::Serialize;
use utoipa::ToSchema;

/// The newest first.
const LIST: List<Standing, PopulationBatchId> = List { name: "population-batches", key: |one| one.batch.id };

/// A batch, and where it stands today.
struct Standing {
    batch: Batch,
    state: BatchState,
}

/// A batch of questions.
#[derive(Serialize, ToSchema)]
#[schema(as = PopulationBatch)]
pub(crate) struct BatchShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: PopulationBatchId,
    /// The unit whose rows are asked about.
    place: i64,
    /// How it travels.
    #[schema(value_type = ChannelWord)]
    channel: Channel,
    /// The name of the service asked.
    service: String,
    /// What the answers are for.
    purpose: String,
    /// On what ground.
    legal_ground: String,
    /// Where it stands today.
    #[schema(value_type = BatchStateWord)]
    state: BatchState,
    /// By when an answer is expected.
    due_on: Date,
    /// Who drew it up.
    #[schema(value_type = String, format = Uuid)]
    prepared_by: StaffId,
    /// When.
    prepared_at: Timestamp,
    /// When it left, if it did.
    sent_at: Option<Timestamp>,
    /// When an officer stopped waiting, if one did.
    closed_at: Option<Timestamp>,
    /// Its questions.
    requests: RequestCounts,
}

/// How many questions of a batch stand where.
#[derive(Serialize, ToSchema)]
pub(crate) struct RequestCounts {
    /// All.
    all: i64,
    /// Not answered.
    waiting: i64,
    /// Answered with somebody, and applied.
    found: i64,
    /// Answered with nobody, and applied.
    nobody: i64,
    /// Answered for a row that has changed since; not applied.
    changed: i64,
    /// Answered after an officer had decided, or the row was matched; not applied.
    kept: i64,
    /// Of those not answered, how many brought something that is no answer.
    faulty: i64,
}

/// A batch, and the rows of it that need a look.
#[derive(Serialize, ToSchema)]
pub(crate) struct BatchWhole {
    /// The batch.
    batch: BatchShown,
    /// The first 200 rows whose answer was not applied, or was none.
    told: Vec<ToldShown>,
}

/// A row whose question needs a look.
#[derive(Serialize, ToSchema)]
#[schema(as = PopulationRow)]
pub(crate) struct ToldShown {
    /// Its name, for the calls about rows.
    row: String,
    /// The name in the list.
    full_name: String,
    /// Where the question stands.
    #[schema(value_type = RequestStateWord)]
    state: RequestState,
    /// What went wrong when it was asked last.
    fault: Option<String>,
}

impl From<Standing> for BatchShown {
    fn from(Standing { batch, state }: Standing) -> BatchShown {
        let Counts { requests, waiting, found, nobody, changed, kept, faulty } = batch.counts;
        BatchShown {
            id: batch.id,
            place: batch.place,
            channel: batch.channel,
            service: batch.service,
            purpose: batch.purpose,
            legal_ground: batch.legal_ground,
            state,
            due_on: batch.due_on,
            prepared_by: batch.prepared_by,
            prepared_at: batch.prepared_at,
            sent_at: batch.sent_at,
            closed_at: batch.closed_at,
            requests: RequestCounts { all: requests, waiting, found, nobody, changed, kept, faulty },
        }
    }
}

impl From<Told> for ToldShown {
    fn from(Told { row, full_name, state, fault }: Told) -> ToldShown {
        ToldShown { row: row_name(row), full_name, state, fault }
    }
}

query! {
    /// A part of the list of batches.
    BatchQuery {
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

/// List batches of questions to the population database, newest first.
#[utoipa::path(get, path = "/api/v1/population/batches", tag = tags::POPULATION, params(BatchQuery),
    responses((status = 200, description = "A page of batches.", body = Page<BatchShown>)))]
pub(crate) async fn list_population_batches(call: Call, Asked(query): Asked<BatchQuery>) -> Answer {
    call.list::<BatchShown, _, _, _>(LIST, Part::of(query.limit, query.cursor), |tx, acting, before| {
        let standing = |batch: Batch| Standing { state: batch.state(acting.today()), batch };
        list_batches(tx, &acting.scope, before).map(|batches| batches.into_iter().map(standing).collect())
    })
    .await
}

/// Show a batch, and the rows of it that need a look.
#[utoipa::path(get, path = "/api/v1/population/batches/{batch}", tag = tags::POPULATION,
    params(("batch" = String, Path, format = Uuid, description = "The batch.")),
    responses((status = 200, description = "The batch.", body = BatchWhole)))]
pub(crate) async fn show_population_batch(call: Call, Subject(batch): Subject<PopulationBatchId>) -> Answer {
    let whole = call.read::<Problem, _>(move |tx, acting| {
        let found = find_batch(tx, &acting.scope, batch)?.ok_or(Problem::NotFound)?;
        let told = list_told(tx, &acting.scope, batch)?.into_iter().map(ToldShown::from).collect();
        Ok(BatchWhole { batch: Standing { state: found.state(acting.today()), batch: found }.into(), told })
    });
    Ok(told(&whole.await?))
}
