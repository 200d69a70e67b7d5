//! Drawing a batch up: which rows, and the very bytes that will be sent.

use crate::{
    Batch, Channel, Counts, Question, Refusal, Sender,
    question::{LEGAL_GROUND, PURPOSE},
    send_batch::file_bytes,
    store::{self, NewRequest, Row},
};
use db::Tx;
use jiff::civil::Date;
use kernel::{Id as _, PopulationRequestId, StaffId};
use office::{Acting, Action, audit, places::Places};
use serde_json::json;

/// The most rows of one batch: a district's list fits, and its file stays in memory.
pub const BATCH_ROWS_MAX: usize = 15_000;

/// What a batch needs.
#[derive(Clone, Debug)]
pub struct NewBatch<'a> {
    /// The unit whose rows are asked about, with all below it.
    pub place: i64,
    /// How it travels.
    pub channel: Channel,
    /// The name of the service.
    pub service: &'a str,
    /// Our codes there.
    pub sender: &'a Sender,
    /// By when an answer is expected.
    pub due_on: Date,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// The batch.
    pub batch: Batch,
    /// Rows whose name is longer than the service takes, or missing: nobody can be asked about them.
    pub left_out: usize,
}

/// Draws up a batch of the rows of a unit that were never sent, or whose request nobody waits for any more.
///
/// Everything that will be sent is written down now. Asked twice, the second finds nothing left to ask about.
pub fn prepare_batch(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    new: &NewBatch<'_>,
) -> Result<Prepared, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    let unit = places.unit(new.place).filter(|unit| acting.scope.covers_area(unit.area()));
    let unit = unit.ok_or(office::Refusal::OutsideArea)?;
    if new.due_on <= acting.today() {
        return Err(Refusal::DueInPast);
    }
    tx.lock("population/prepare")?;
    let rows = store::list_askable(tx, &acting.scope, unit.area(), BATCH_ROWS_MAX)?;
    let found = rows.len();
    let rows: Vec<Row> = rows.into_iter().filter(|row| row.subject.can_be_asked()).collect();
    if rows.is_empty() {
        return Err(Refusal::NothingToAsk);
    }
    let requests: Vec<NewRequest> = rows.iter().map(|row| request(acting, new.sender, row)).collect();
    let batch = Batch {
        id: acting.new_id(),
        place: new.place,
        channel: new.channel,
        service: new.service.to_owned(),
        purpose: PURPOSE.to_owned(),
        legal_ground: LEGAL_GROUND.to_owned(),
        due_on: new.due_on,
        prepared_by: acting.staff,
        prepared_at: acting.now,
        sent_at: None,
        closed_at: None,
        counts: Counts {
            requests: i64::try_from(requests.len()).unwrap_or(i64::MAX),
            waiting: i64::try_from(requests.len()).unwrap_or(i64::MAX),
            ..Counts::default()
        },
    };
    store::insert_batch(tx, &batch)?;
    if batch.channel == Channel::File {
        store::insert_content(tx, batch.id, &file_bytes(requests.iter().map(|request| &request.question)))?;
    }
    let left_out = found - requests.len();
    store::insert_requests(tx, batch.id, requests)?;
    let to = json!({
        "requests": batch.counts.requests,
        "channel": batch.channel,
        "service": batch.service,
        "due_on": batch.due_on,
        "purpose": batch.purpose,
        "legal_ground": batch.legal_ground,
    });
    audit::record(tx, acting, entry("population.prepare", &batch, to))?;
    Ok(Prepared { batch, left_out })
}

/// The trail's entry about a batch.
pub(crate) fn entry(verb: &'static str, batch: &Batch, to: serde_json::Value) -> audit::Entry {
    audit::Entry {
        verb,
        subject_kind: "population_batch",
        subject: batch.id.to_string(),
        place: Some(batch.place),
        why: None,
        from: None,
        to: Some(to),
    }
}

fn request(acting: &Acting, sender: &Sender, row: &Row) -> NewRequest {
    let id: PopulationRequestId = acting.new_id();
    let question = Question {
        request: id.to_string(),
        procedure: sender.procedure.clone(),
        integration: sender.integration.clone(),
        agency: sender.agency.clone(),
        officer: officer_code(acting.staff),
        asked_at: acting.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        purpose: PURPOSE.to_owned(),
        legal_ground: LEGAL_GROUND.to_owned(),
        citizen_number: row.subject.citizen_number(),
        old_number: row.subject.old_number(),
        full_name: row.subject.full_name.clone(),
        birth: row.subject.birth(),
    };
    NewRequest { id, row: row.row, subject_digest: row.subject.digest(), question }
}

/// `MaCanBo`, at most 20 characters: the end of the officer's id, which we can find them by and nobody else can.
fn officer_code(staff: StaffId) -> String {
    staff.as_bytes()[6..].iter().fold(String::with_capacity(20), |text, byte| format!("{text}{byte:02x}"))
}
