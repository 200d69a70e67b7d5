//! Movements: what agencies' files say should change, and what is decided about it.

use super::{
    call::{Call, Done, Halt, told},
    description::tags,
    input::{body, query},
    numbers::VersionNumber,
    paging::{Cursor, Limit, List, Page, Part},
    sent::{Asked, Sent, Subject},
    staff::Because,
    words::{MovementKindWord, MovementObstacleWord, MovementStateWord, SourceKindWord},
};
use crate::{pages::people::categories, shell::problem::Answer, wording::T};
use db::Tx;
use jiff::{Timestamp, civil::Date};
use kernel::{CitizenId, Dong, EntitlementId, Month, MovementId, PersonId, SourceFileId, StaffId};
use lists::NEUTRAL_CATEGORY;
use office::Acting;
use registry::{
    Movement, MovementState, Obstacle, approve_movement, find_listed, list_movements, load_movement, load_person,
    place_movement, reject_movement, undo_movement,
};
use serde::Serialize;
use sources::{MovementKind, SourceKind};
use std::{collections::BTreeMap, fmt, str::FromStr};
use utoipa::ToSchema;

/// By file, and in a file by line.
const LIST: List<Told, Stand> = List { name: "movements", key: |told| Stand(told.movement.file, told.movement.line) };

/// Where a movement stands in its list.
struct Stand(SourceFileId, i64);

impl fmt::Display for Stand {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}_{}", self.0, self.1)
    }
}

impl FromStr for Stand {
    type Err = ();

    fn from_str(text: &str) -> Result<Stand, ()> {
        let (file, line) = text.split_once('_').ok_or(())?;
        Ok(Stand(file.parse().map_err(|_| ())?, line.parse().map_err(|_| ())?))
    }
}

/// A movement with what stands around it.
struct Told {
    movement: Movement,
    /// What the category is called; nothing where it is a secret of health.
    category: Option<String>,
    is_secret: bool,
    record_version: Option<i64>,
}

/// What a file says should change of somebody's entitlement, until somebody else approves it.
#[derive(Serialize, ToSchema)]
#[schema(as = Movement)]
pub(crate) struct MovementShown {
    /// The id.
    #[schema(value_type = String, format = Uuid)]
    id: MovementId,
    /// What changes.
    #[schema(value_type = MovementKindWord)]
    kind: MovementKind,
    /// Where it stands.
    #[schema(value_type = MovementStateWord)]
    state: MovementState,
    /// Why it cannot be approved as it is.
    #[schema(value_type = Option<MovementObstacleWord>)]
    obstacle: Option<Obstacle>,
    /// Whose list the entitlement stands on.
    #[schema(value_type = SourceKindWord)]
    source: SourceKind,
    /// The commune of the person; of the row, or its sender, until that is known.
    place: i64,
    /// The file that tells it.
    #[schema(value_type = String, format = Uuid)]
    import: SourceFileId,
    /// The line there.
    line: i64,
    /// The name as written.
    full_name: String,
    /// The number, covered but for its end.
    number: Option<String>,
    /// The category's code; one that says of somebody that they are ill is told in words that do not.
    category: Option<String>,
    /// What the category is called.
    category_name: Option<String>,
    /// The amount a month, in đồng.
    #[schema(value_type = Option<i64>)]
    amount: Option<Dong>,
    /// The decision's number.
    decision_number: Option<String>,
    /// The day it was signed.
    decision_on: Option<Date>,
    /// Who decided.
    decision_by: Option<String>,
    /// From when somebody is entitled.
    entitled_from: Option<Date>,
    /// The day of death.
    died_on: Option<Date>,
    /// The first month in which it holds; of what ends, the last month that is paid.
    #[schema(value_type = String, example = "2024-02")]
    month: Month,
    /// Whose it is.
    #[schema(value_type = Option<String>, format = Uuid)]
    person: Option<PersonId>,
    /// The version of that person's record now: whoever approves names it as `seen`.
    record_version: Option<i64>,
    /// Which entitlement.
    #[schema(value_type = Option<String>, format = Uuid)]
    entitlement: Option<EntitlementId>,
    /// Who took the file in.
    #[schema(value_type = String, format = Uuid)]
    asked_by: StaffId,
    /// When.
    asked_at: Timestamp,
    /// Who said whose it is, where the number did not.
    #[schema(value_type = Option<String>, format = Uuid)]
    placed_by: Option<StaffId>,
    /// Who approved, rejected or took it back.
    #[schema(value_type = Option<String>, format = Uuid)]
    decided_by: Option<StaffId>,
    /// When.
    decided_at: Option<Timestamp>,
    /// Why.
    decided_why: Option<String>,
}

impl From<Told> for MovementShown {
    fn from(Told { movement: one, category, is_secret, record_version }: Told) -> MovementShown {
        MovementShown {
            id: one.id,
            kind: one.kind,
            state: one.state,
            obstacle: one.obstacle,
            source: one.source,
            place: one.place,
            import: one.file,
            line: one.line,
            full_name: one.full_name.as_str().to_owned(),
            number: one.citizen_id.as_ref().map(CitizenId::masked),
            category: if is_secret { Some(NEUTRAL_CATEGORY.to_owned()) } else { one.category },
            category_name: category,
            amount: one.amount,
            decision_number: one.decision_number,
            decision_on: one.decision_on,
            decision_by: one.decision_by,
            entitled_from: one.entitled_from,
            died_on: one.died_on,
            month: one.month,
            person: one.person,
            record_version,
            entitlement: one.entitlement,
            asked_by: one.asked_by,
            asked_at: one.asked_at,
            placed_by: one.placed_by,
            decided_by: one.decided_by,
            decided_at: one.decided_at,
            decided_why: one.decided_why,
        }
    }
}

query! {
    /// Which movements.
    MovementQuery {
        /// Only in this state; left out, those that wait for approval.
        state: Option<MovementStateWord>,
        /// Only of this file.
        #[param(value_type = Option<String>, format = Uuid)]
        import: Option<SourceFileId>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

body! {
    /// Whose a movement is.
    #[schema(example = json!({ "person": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab" }))]
    MovementPlace {
        /// The person.
        #[schema(value_type = String, format = Uuid)]
        person: PersonId,
        /// The entitlement: only where the person has several.
        #[schema(value_type = Option<String>, format = Uuid)]
        entitlement: Option<EntitlementId>,
    }
}

body! {
    /// What somebody who approves has seen.
    #[schema(example = json!({ "seen": 1 }))]
    MovementSeen {
        /// The version of the person’s record that was looked at; left out where nobody is known yet. If another holds
        /// by now, nothing is approved.
        seen: Option<VersionNumber>,
    }
}

/// What categories are called, and those that are named to nobody.
type Categories = (BTreeMap<String, String>, Vec<String>);

fn complete(tx: &mut Tx<'_>, acting: &Acting, named: &Categories, movement: Movement) -> Result<Told, Halt> {
    let code = movement.category.as_deref();
    let is_secret = code.is_some_and(|code| named.1.iter().any(|secret| secret == code));
    let category = code.filter(|_| !is_secret).and_then(|code| named.0.get(code)).cloned();
    let record_version = match movement.person {
        Some(person) if find_listed(tx, &acting.scope, person)?.is_some() => {
            Some(load_person(tx, &acting.scope, person)?.person.version)
        }
        _ => None,
    };
    Ok(Told { movement, category, is_secret, record_version })
}

fn one(tx: &mut Tx<'_>, acting: &Acting, t: T, id: MovementId) -> Result<MovementShown, Halt> {
    let named = categories(tx, t).map_err(Halt::Above)?;
    let movement = load_movement(tx, &acting.scope, id)?;
    Ok(complete(tx, acting, &named, movement)?.into())
}

/// List movements of the own area: by default those that wait for approval.
#[utoipa::path(get, path = "/api/v1/movements", tag = tags::PERSONS, params(MovementQuery),
    responses((status = 200, description = "A page of movements, by file and line.", body = Page<MovementShown>)))]
pub(crate) async fn list_movements_told(call: Call, Asked(query): Asked<MovementQuery>) -> Answer {
    let t = call.view.t;
    let state = query.state.map_or(MovementState::Open, |MovementStateWord(state)| state);
    let (file, part) = (query.import, Part::of(query.limit, query.cursor));
    call.list::<MovementShown, _, _, _>(LIST, part, move |tx, acting, after: Option<Stand>| {
        let named = categories(tx, t).map_err(Halt::Above)?;
        let after = after.map(|Stand(file, line)| (file, line));
        let page = list_movements(tx, &acting.scope, state, file, after)?;
        page.into_iter().map(|movement| complete(tx, acting, &named, movement)).collect::<Result<Vec<_>, Halt>>()
    })
    .await
}

/// Show a movement.
#[utoipa::path(get, path = "/api/v1/movements/{movement}", tag = tags::PERSONS,
    params(("movement" = String, Path, format = Uuid, description = "The movement.")),
    responses((status = 200, description = "The movement.", body = MovementShown)))]
pub(crate) async fn show_movement(call: Call, Subject(id): Subject<MovementId>) -> Answer {
    let t = call.view.t;
    let shown = call.read(move |tx, acting| one(tx, acting, t, id)).await?;
    Ok(told(&shown))
}

/// Say whose a movement is, where its number does not. Somebody else approves it then.
#[utoipa::path(post, path = "/api/v1/movements/{movement}/place", tag = tags::PERSONS, request_body = MovementPlace,
    params(("movement" = String, Path, format = Uuid, description = "The movement.")),
    responses((status = 200, description = "The movement as it is now.", body = MovementShown)))]
pub(crate) async fn place_movement_told(
    call: Call,
    Subject(id): Subject<MovementId>,
    sent: Sent<MovementPlace>,
) -> Answer {
    let t = call.view.t;
    call.change(sent, move |tx, acting, wanted| {
        place_movement(tx, acting, id, wanted.person, wanted.entitlement)?;
        Ok(Done::changed(&one(tx, acting, t, id)?))
    })
    .await
}

/// Approve a movement: what it says holds from then on. Whoever sent the file in, or said whose it is, does not.
#[utoipa::path(post, path = "/api/v1/movements/{movement}/approve", tag = tags::PERSONS, request_body = MovementSeen,
    params(("movement" = String, Path, format = Uuid, description = "The movement.")),
    responses((status = 200, description = "The movement as it is now.", body = MovementShown)))]
pub(crate) async fn approve_movement_told(
    call: Call,
    Subject(id): Subject<MovementId>,
    sent: Sent<MovementSeen>,
) -> Answer {
    let t = call.view.t;
    call.change(sent, move |tx, acting, wanted| {
        approve_movement(tx, acting, id, wanted.seen.map(|VersionNumber(seen)| seen))?;
        Ok(Done::changed(&one(tx, acting, t, id)?))
    })
    .await
}

/// Reject a movement: nothing changes.
#[utoipa::path(post, path = "/api/v1/movements/{movement}/reject", tag = tags::PERSONS, request_body = Because,
    params(("movement" = String, Path, format = Uuid, description = "The movement.")),
    responses((status = 200, description = "The movement as it is now.", body = MovementShown)))]
pub(crate) async fn reject_movement_told(call: Call, Subject(id): Subject<MovementId>, sent: Sent<Because>) -> Answer {
    let t = call.view.t;
    call.change(sent, move |tx, acting, wanted| {
        reject_movement(tx, acting, id, wanted.why.as_str())?;
        Ok(Done::changed(&one(tx, acting, t, id)?))
    })
    .await
}

/// Take an approved movement back: the record is as it was. Whoever approved it does not.
#[utoipa::path(post, path = "/api/v1/movements/{movement}/undo", tag = tags::PERSONS, request_body = Because,
    params(("movement" = String, Path, format = Uuid, description = "The movement.")),
    responses((status = 200, description = "The movement as it is now.", body = MovementShown)))]
pub(crate) async fn undo_movement_told(call: Call, Subject(id): Subject<MovementId>, sent: Sent<Because>) -> Answer {
    let t = call.view.t;
    call.change(sent, move |tx, acting, wanted| {
        undo_movement(tx, acting, id, wanted.why.as_str())?;
        Ok(Done::changed(&one(tx, acting, t, id)?))
    })
    .await
}
