//! Answers become decisions, by the rules that hold for a local register.

use crate::{
    Answer, Batch, Refusal, RequestState, people::register_of, prepare_batch::entry, question::Subject, store,
    store::Waiting,
};
use db::Tx;
use kernel::PopulationRequestId;
use matching::{AnsweredAs, AnsweredRow, Outcome, ServiceDay, decide_answered};
use office::{Acting, Action, audit, places::Places};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

/// What came of answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Rows decided by them, by state: verified.
    pub verified: u64,
    /// Differing in a field.
    pub mismatch: u64,
    /// Somebody has to look.
    pub pending: u64,
    /// Nobody was found.
    pub not_found: u64,
    /// Not applied: the row has changed since; kept as evidence.
    pub changed: u64,
    /// Not applied: an officer has decided, or the row was matched, since; kept as evidence.
    pub kept: u64,
    /// Answered before; nothing was done.
    pub again: u64,
    /// Requests the batch does not have.
    pub foreign: u64,
}

impl Taken {
    /// With what came of others.
    #[must_use]
    pub fn plus(self, other: Taken) -> Taken {
        Taken {
            verified: self.verified + other.verified,
            mismatch: self.mismatch + other.mismatch,
            pending: self.pending + other.pending,
            not_found: self.not_found + other.not_found,
            changed: self.changed + other.changed,
            kept: self.kept + other.kept,
            again: self.again + other.again,
            foreign: self.foreign + other.foreign,
        }
    }

    /// Answers that belong to the batch, whatever became of them.
    pub fn own(self) -> u64 {
        self.verified + self.mismatch + self.pending + self.not_found + self.changed + self.kept + self.again
    }

    fn count(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Verified => &mut self.verified,
            Outcome::Mismatch => &mut self.mismatch,
            Outcome::NotFound => &mut self.not_found,
            Outcome::Pending | Outcome::NotSent => &mut self.pending,
        } += 1;
    }
}

/// Applies answers to the requests of a batch that wait for one. A request is answered once: what comes again, for a
/// row that has changed, or for another batch, is counted and not applied.
pub fn take_answers(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    batch: &Batch,
    answers: &[Answer],
) -> Result<Taken, Refusal> {
    acting.must(Action::ExchangePopulation)?;
    let (mut taken, mut asked) = (Taken::default(), BTreeMap::new());
    for answer in answers {
        // Spelled otherwise it is another word, and two of them would be one request.
        let id: Option<PopulationRequestId> = answer.request.parse().ok();
        let id = id.filter(|id| id.to_string() == answer.request);
        let waiting = id.map(|id| store::find_request(tx, batch.id, id)).transpose()?.flatten();
        match waiting {
            None => taken.foreign += 1,
            Some((RequestState::Waiting, waiting)) => drop(asked.insert(waiting.number, (waiting, answer))),
            Some(_) => taken.again += 1,
        }
    }
    let settled = settle(tx, acting, places, batch, &asked, &mut taken)?;
    for (number, (_, answer)) in &asked {
        let state = settled.get(number).copied().unwrap_or(RequestState::Changed);
        store::set_answered(tx, batch.id, *number, state, answer.people.len(), acting.now)?;
    }
    audit::record(tx, acting, entry("population.receive", batch, json!({ "taken": taken })))?;
    Ok(taken)
}

type Asked<'a> = BTreeMap<i64, (Waiting, &'a Answer)>;

/// What becomes of each request, by its number.
fn settle(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    batch: &Batch,
    asked: &Asked<'_>,
    taken: &mut Taken,
) -> Result<HashMap<i64, RequestState>, Refusal> {
    let day = ServiceDay { name: &batch.service, day: acting.today() };
    let (mut rows, mut numbers) = (Vec::new(), HashMap::new());
    for (number, (waiting, answer)) in asked {
        let now: Option<Subject> = store::find_subject(tx, waiting.row)?;
        let Some(now) = now else {
            taken.changed += 1;
            continue;
        };
        let is_changed = now.digest() != waiting.subject_digest;
        let register = register_of(tx, acting, &answer.people, &batch.service, acting.today())?;
        numbers.insert(waiting.row, *number);
        let asked_at = batch.sent_at.unwrap_or(batch.prepared_at);
        rows.push(AnsweredRow { row: waiting.row, register, asked_at, is_changed });
    }
    let mut settled = HashMap::new();
    for (row, became) in decide_answered(tx, acting, places, day, &rows)? {
        let state = match became {
            AnsweredAs::Decided(outcome) => {
                taken.count(outcome);
                RequestState::Applied
            }
            AnsweredAs::Kept => {
                taken.kept += 1;
                RequestState::Kept
            }
            AnsweredAs::Changed => {
                taken.changed += 1;
                RequestState::Changed
            }
        };
        settled.insert(numbers[&row], state);
    }
    Ok(settled)
}
