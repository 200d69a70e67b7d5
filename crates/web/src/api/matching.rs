//! Rows beside the population register: what waits, whom a row could be and why, and what an officer decides.

use super::{
    call::{Call, Done, Halt, told},
    description::tags,
    faults::CallFault,
    input::{Fault, FieldFault, body, query},
    numbers::{PlaceNumber, VersionNumber},
    paging::{Cursor, Limit, List, Page, Part},
    sent::{Asked, Sent, Subject},
    values::{Reason, RegisterPid},
    words::{
        DecisionKind, DecisionWord, MatchFieldWord, ObstacleWord, OutcomeWord, RuleWord, SourceKindWord, WaitsWord,
    },
};
use crate::{
    shell::problem::{Answer, Problem},
    wording::T,
};
use db::Tx;
use jiff::{Timestamp, civil::Date};
use kernel::{BirthDate, CitizenId, OldIdNumber, Sex, SnapshotId, SourceFileId, StaffId};
use matching::{
    Decided, Decision, LateAnswer, Obstacle, Origin, Outcome, PersonView, RIVAL_DISTANCE, Review, ReviewedRow,
    RowFilter, RowRef, Rule, StoredCandidate, decide, find_review, list_rows, undo,
};
use office::Acting;
use serde::Serialize;
use serde_json::json;
use std::{fmt, str::FromStr};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, OneOfBuilder, RefOr, Schema,
        schema::{AdditionalProperties, Type},
    },
};

/// By file, and in a file by line.
const LIST: List<ReviewedRow, RowName> = List { name: "matching-rows", key: |row| RowName(row.row) };

/// The name of a row in addresses: its file and its line.
pub(crate) struct RowName(RowRef);

impl fmt::Display for RowName {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}_{}", self.0.file, self.0.line)
    }
}

/// Text that names no row.
pub(crate) struct NoRow;

impl FromStr for RowName {
    type Err = NoRow;

    fn from_str(text: &str) -> Result<RowName, NoRow> {
        let (file, line) = text.split_once('_').ok_or(NoRow)?;
        Ok(RowName(RowRef { file: file.parse().map_err(|_| NoRow)?, line: line.parse().map_err(|_| NoRow)? }))
    }
}

/// A row of a list, and where it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = MatchRow, example = json!({
    "row": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab_7",
    "import": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "line": 7,
    "place": 1_006_789,
    "source": "btxh",
    "full_name": "Lê Văn Bình",
    "birth": "05/06/1950",
    "sex": "male",
    "number": null,
    "village": "",
    "state": "pending",
    "decision": null
}))]
pub(crate) struct RowShown {
    /// Its name, for the calls about it.
    row: String,
    /// The file it stands in.
    #[schema(value_type = String, format = Uuid)]
    import: SourceFileId,
    /// Its line there.
    line: i64,
    /// The commune.
    place: i64,
    /// Whose list it is.
    #[schema(value_type = SourceKindWord)]
    source: String,
    /// The name.
    full_name: String,
    /// The day of birth, `05/06/1950`, or the year.
    birth: Option<String>,
    /// `male` or `female`.
    #[schema(value_type = Option<String>)]
    sex: Option<Sex>,
    /// The number, covered but for its end.
    number: Option<String>,
    /// The village.
    village: String,
    /// The state.
    #[schema(value_type = OutcomeWord)]
    state: Outcome,
    /// The decision that holds; nothing for a row that was never compared.
    decision: Option<DecidedShown>,
}

/// A decision about a row, by the rules or by a named person.
#[derive(Serialize, ToSchema)]
#[schema(as = MatchDecision)]
pub(crate) struct DecidedShown {
    /// Counted from 1; the highest holds. Whoever decides names the one they have seen.
    number: i64,
    /// The state.
    #[schema(value_type = OutcomeWord)]
    state: Outcome,
    /// Why it is so.
    #[schema(value_type = RuleWord)]
    rule: Rule,
    /// The register's own id of the person.
    pid: Option<String>,
    /// The fields that differ from the person.
    #[schema(value_type = Vec<MatchFieldWord>)]
    mismatched: Vec<matching::Field>,
    /// Without a card.
    no_card: bool,
    /// Dead.
    dead: bool,
    /// The day they died, where it is known.
    died_on: Option<Date>,
    /// The register that was asked.
    #[schema(value_type = Option<String>, format = Uuid)]
    snapshot: Option<SnapshotId>,
    /// The table of weights.
    model: String,
    /// Who decided: whoever had the rows compared, or the officer.
    #[schema(value_type = String, format = Uuid)]
    decided_by: StaffId,
    /// When.
    decided_at: Timestamp,
    /// What the officer gave as the reason.
    why: Option<String>,
    /// An officer's decision on the same row of an earlier file: carried over to here, or not.
    origin: Option<OriginShown>,
}

/// An officer's decision on the same row, word for word, of an earlier file of the same sender.
#[derive(Serialize, ToSchema)]
#[schema(as = DecisionOrigin)]
pub(crate) struct OriginShown {
    /// The row on which it was made.
    row: String,
    /// Who decided.
    #[schema(value_type = String, format = Uuid)]
    decided_by: StaffId,
    /// When.
    decided_at: Timestamp,
    /// Why it is not carried over; left out where it is.
    #[schema(value_type = Option<ObstacleWord>)]
    obstacle: Option<Obstacle>,
}

/// Somebody a row could be.
#[derive(Serialize, ToSchema)]
#[schema(as = Candidate)]
pub(crate) struct CandidateShown {
    /// 1 is the likeliest.
    rank: i64,
    /// The register's own id: whoever confirms names it.
    pid: String,
    /// The evidence in thousandths of a bit: the base-two logarithm of the odds.
    score_millibits: i32,
    /// How likely, in millionths, among all candidates and nobody.
    posterior_millionths: i64,
    /// Whether the likeliest is less than three bits away: two people are nearly as likely.
    is_rival: bool,
    /// The person, as the register knew them.
    person: RegisterPerson,
    /// The evidence field by field, as stored.
    reasons: Vec<ReasonShown>,
}

/// A person of the population register, the number covered.
#[derive(Serialize, ToSchema)]
pub(crate) struct RegisterPerson {
    /// The name.
    full_name: String,
    /// Another name.
    other_name: Option<String>,
    /// The day or the year of birth.
    birth: Option<String>,
    /// `male` or `female`.
    sex: Option<String>,
    /// The number, covered but for its end.
    number: Option<String>,
    /// The commune, as the register names it.
    commune: Option<String>,
    /// Whether they died.
    dead: bool,
    /// The day they died.
    died_on: Option<Date>,
}

/// What a field says for or against a candidate.
#[derive(Serialize, ToSchema)]
#[schema(as = MatchReason, example = json!({
    "field": "full_name", "level": "unmarked", "millibits": 6120, "text": "họ tên: giống khi bỏ dấu, +6,1 điểm"
}))]
pub(crate) struct ReasonShown {
    /// The field.
    field: String,
    /// How well it agrees.
    level: String,
    /// What that tells, in thousandths of a bit; below 0 it speaks against.
    millibits: i32,
    /// The same as a sentence, in the caller's language.
    text: String,
}

/// What the population database answered when the row had been decided on, or changed, since it was asked.
#[derive(Serialize, ToSchema)]
#[schema(as = LateAnswer)]
pub(crate) struct LateAnswerShown {
    /// The service.
    service: String,
    /// When it was asked.
    asked_at: Timestamp,
    /// When the answer was taken in.
    answered_at: Timestamp,
    /// Whether the row says something else by now than what was asked about.
    is_changed: bool,
    /// What the rules would make of it.
    #[schema(value_type = OutcomeWord)]
    state: Outcome,
    /// The likeliest person it names; nothing where it names nobody.
    person: Option<RegisterPerson>,
}

/// A row with all there is to say about it.
#[derive(Serialize, ToSchema)]
pub(crate) struct MatchReview {
    /// The row, and the decision that holds.
    row: RowShown,
    /// Whom it could be, the likeliest first; at most five.
    candidates: Vec<CandidateShown>,
    /// Every decision there ever was, the oldest first.
    history: Vec<DecidedShown>,
    /// The same row of a newer file: what is to be decided is decided there.
    superseded_by: Option<String>,
    /// Answers of the population database that came too late to decide: evidence, the oldest first.
    late_answers: Vec<LateAnswerShown>,
}

impl From<ReviewedRow> for RowShown {
    fn from(row: ReviewedRow) -> RowShown {
        let citizen = row.citizen_id.as_ref().map(CitizenId::masked);
        RowShown {
            row: RowName(row.row).to_string(),
            import: row.row.file,
            line: row.row.line,
            place: row.place,
            source: row.source,
            full_name: row.full_name,
            birth: row.birth.map(BirthDate::slashed),
            sex: row.sex,
            number: citizen.or_else(|| row.old_id.as_ref().map(OldIdNumber::masked)),
            village: row.hamlet,
            state: row.decided.as_ref().map_or(Outcome::NotSent, |decided| decided.outcome),
            decision: row.decided.map(DecidedShown::from),
        }
    }
}

impl From<Decided> for DecidedShown {
    fn from(decided: Decided) -> DecidedShown {
        let Decided { decision_no, outcome, rule, pid, mismatched, no_card, dead, died_on, .. } = decided;
        let Decided { snapshot, model, decided_by, decided_at, why, origin, .. } = decided;
        DecidedShown {
            number: decision_no,
            state: outcome,
            rule,
            pid,
            mismatched,
            no_card,
            dead,
            died_on,
            snapshot,
            model,
            decided_by,
            decided_at,
            why,
            origin: origin.map(OriginShown::from),
        }
    }
}

impl From<PersonView> for RegisterPerson {
    fn from(person: PersonView) -> RegisterPerson {
        RegisterPerson {
            full_name: person.full_name,
            other_name: person.other_name,
            birth: person.birth,
            sex: person.sex,
            number: person.citizen_id,
            commune: person.commune,
            dead: person.dead,
            died_on: person.died_on,
        }
    }
}

impl From<LateAnswer> for LateAnswerShown {
    fn from(answer: LateAnswer) -> LateAnswerShown {
        let LateAnswer { service, asked_at, answered_at, is_changed, outcome, person, .. } = answer;
        let person = person.map(RegisterPerson::from);
        LateAnswerShown { service, asked_at, answered_at, is_changed, state: outcome, person }
    }
}

impl From<Origin> for OriginShown {
    fn from(origin: Origin) -> OriginShown {
        let Origin { row, by, at, obstacle } = origin;
        OriginShown { row: row_name(row), decided_by: by, decided_at: at, obstacle }
    }
}

fn review_shown(t: T, review: Review) -> MatchReview {
    let best = review.candidates.first().map(|best| best.score);
    let candidate = |candidate: StoredCandidate| {
        let distance = best.filter(|_| candidate.rank > 1).map(|best| best - candidate.score);
        CandidateShown {
            is_rival: distance.is_some_and(|distance| distance < RIVAL_DISTANCE),
            ..candidate_shown(t, candidate)
        }
    };
    MatchReview {
        row: review.reviewed.into(),
        candidates: review.candidates.into_iter().map(candidate).collect(),
        history: review.history.into_iter().map(DecidedShown::from).collect(),
        superseded_by: review.superseded_by.map(row_name),
        late_answers: review.late.into_iter().map(LateAnswerShown::from).collect(),
    }
}

fn candidate_shown(t: T, candidate: StoredCandidate) -> CandidateShown {
    let StoredCandidate { rank, pid, score, posterior, reasons, person } = candidate;
    let reason = |reason: matching::Reason| {
        let field = matching::Field::parse(&reason.field);
        let said = |field| t.match_reason_bits(t.match_level(field, &reason.level), t.bits(reason.millibits));
        let text = field.map(said).unwrap_or_default();
        ReasonShown { text, millibits: reason.millibits.0, field: reason.field, level: reason.level }
    };
    CandidateShown {
        rank,
        pid,
        score_millibits: score.0,
        posterior_millionths: posterior,
        is_rival: false,
        person: person.into(),
        reasons: reasons.into_iter().map(reason).collect(),
    }
}

query! {
    /// Which rows.
    RowQuery {
        /// Only of this file.
        #[param(value_type = Option<String>, format = Uuid)]
        import: Option<SourceFileId>,
        /// Only of this commune.
        place: Option<PlaceNumber>,
        /// Only in this state; left out, every state but `verified`.
        state: Option<OutcomeWord>,
        /// Only rows that wait for somebody's decision, or for the commune that was asked.
        waits: Option<WaitsWord>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

body! {
    /// What an officer decides on a row.
    #[schema(example = json!({ "seen": 1, "decision": "confirm", "pid": "P2", "why": "Đã xem giấy tờ" }))]
    DecisionWanted {
        /// The number of the decision that was seen: if another holds by now, nothing is decided.
        seen: VersionNumber,
        /// What is decided.
        decision: DecisionWord,
        /// The candidate it is: where it is confirmed, and only there.
        pid: Option<RegisterPid>,
        /// Why.
        why: Option<Reason>,
    }
}

body! {
    /// An officer's decision to take back.
    #[schema(example = json!({ "seen": 2, "why": "Nhầm dòng" }))]
    UndoWanted {
        /// The number of the decision that was seen: if another holds by now, nothing is taken back.
        seen: VersionNumber,
        /// Why.
        why: Option<Reason>,
    }
}

/// How a decision to take is described: each kind with what it takes.
pub(crate) struct DecisionToTake;

impl ToSchema for DecisionToTake {}

impl PartialSchema for DecisionToTake {
    fn schema() -> RefOr<Schema> {
        let confirm = decision(&["confirm"]).property("pid", RegisterPid::schema()).required("pid");
        OneOfBuilder::new()
            .item(confirm)
            .item(decision(&["reject", "ask_commune"]))
            .description(Some(
                "What an officer decides on a row: it is the candidate `pid`, it is none, or who lives there is asked.",
            ))
            .examples([json!({ "seen": 1, "decision": "confirm", "pid": "P2", "why": "Đã xem giấy tờ" })])
            .into()
    }
}

fn decision(words: &[&'static str]) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("seen", VersionNumber::schema())
        .property("decision", ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words.to_vec())))
        .property("why", Reason::schema())
        .required("seen")
        .required("decision")
        .additional_properties(Some(AdditionalProperties::FreeForm(false)))
}

impl DecisionWanted {
    /// A confirmed row is somebody; a row that is not is nobody.
    fn decision(&self) -> Result<Decision, Halt> {
        let wrong = |fault| Halt::Call(CallFault::Fields(vec![FieldFault::of("pid", fault)]));
        match (self.decision.0, &self.pid) {
            (DecisionKind::Confirm, Some(pid)) => Ok(Decision::Confirm(pid.as_str().to_owned())),
            (DecisionKind::Confirm, None) => Err(wrong(Fault::Missing)),
            (DecisionKind::Reject, None) => Ok(Decision::Reject),
            (DecisionKind::AskCommune, None) => Ok(Decision::AskCommune),
            (DecisionKind::Reject | DecisionKind::AskCommune, Some(_)) => Err(wrong(Fault::Unknown)),
        }
    }
}

/// List rows of the own area: by default all that are not verified, a row of several files once.
#[utoipa::path(get, path = "/api/v1/matching/rows", tag = tags::MATCHING, params(RowQuery),
    responses((status = 200, description = "A page of rows, by file and line.", body = Page<RowShown>)))]
pub(crate) async fn list_match_rows(call: Call, Asked(query): Asked<RowQuery>) -> Answer {
    let mut filter = RowFilter {
        place: query.place.map(|PlaceNumber(place)| place),
        file: query.import,
        outcome: query.state.map(|OutcomeWord(outcome)| outcome),
        waits: query.waits.map(|WaitsWord(waits)| waits),
        after: None,
    };
    let part = Part::of(query.limit, query.cursor);
    call.list::<RowShown, _, _, _>(LIST, part, move |tx, acting, after: Option<RowName>| {
        filter.after = after.map(|RowName(row)| row);
        list_rows(tx, &acting.scope, filter)
    })
    .await
}

/// Show a row with those it could be, the evidence field by field, and every decision about it.
#[utoipa::path(get, path = "/api/v1/matching/rows/{row}", tag = tags::MATCHING,
    params(("row" = String, Path, description = "The row, as the list names it.")),
    responses((status = 200, description = "The row.", body = MatchReview)))]
pub(crate) async fn show_match_row(call: Call, Subject(RowName(row)): Subject<RowName>) -> Answer {
    let t = call.view.t;
    let review = call.read(move |tx, acting| find_review(tx, &acting.scope, row)).await?;
    Ok(told(&review_shown(t, review.ok_or(Problem::NotFound)?)))
}

/// Decide on a row: it is a candidate, it is none, or the commune is asked first.
///
/// A confirmed row is verified if old number, name and date agree, or number and name with at most one difference in
/// date or sex. With weaker evidence it belongs to the person, but stays a mismatch until its data are corrected.
#[utoipa::path(post, path = "/api/v1/matching/rows/{row}/decide", tag = tags::MATCHING, request_body = DecisionToTake,
    params(("row" = String, Path, description = "The row, as the list names it.")),
    responses((status = 200, description = "The row as it is now.", body = MatchReview)))]
pub(crate) async fn decide_match_row(
    call: Call,
    Subject(RowName(row)): Subject<RowName>,
    sent: Sent<DecisionWanted>,
) -> Answer {
    let t = call.view.t;
    call.change(sent, move |tx, acting, wanted| {
        let (VersionNumber(seen), decision) = (wanted.seen, wanted.decision()?);
        decide(tx, acting, row, seen, &decision, wanted.why.as_ref().map(Reason::as_str))?;
        now(tx, acting, t, row)
    })
    .await
}

/// Take an officer's decision back: what the rules had said last holds again.
#[utoipa::path(post, path = "/api/v1/matching/rows/{row}/undo", tag = tags::MATCHING, request_body = UndoWanted,
    params(("row" = String, Path, description = "The row, as the list names it.")),
    responses((status = 200, description = "The row as it is now.", body = MatchReview)))]
pub(crate) async fn undo_match_row(
    call: Call,
    Subject(RowName(row)): Subject<RowName>,
    sent: Sent<UndoWanted>,
) -> Answer {
    let t = call.view.t;
    call.change(sent, move |tx, acting, wanted| {
        undo(tx, acting, row, wanted.seen.0, wanted.why.as_ref().map(Reason::as_str))?;
        now(tx, acting, t, row)
    })
    .await
}

/// The row as it is now.
fn now(tx: &mut Tx<'_>, acting: &Acting, t: T, row: RowRef) -> Result<Done, Halt> {
    let review = find_review(tx, &acting.scope, row)?.ok_or(Halt::Above(Problem::NotFound))?;
    Ok(Done::changed(&review_shown(t, review)))
}

/// The name of a row in addresses.
pub(super) fn row_name(row: RowRef) -> String {
    RowName(row).to_string()
}
