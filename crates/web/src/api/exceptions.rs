//! Contradictions between records: listed, looked at with both records, and solved.

use super::{
    call::{Call, Done, Halt, told},
    description::tags,
    input::{body, query},
    paging::{Cursor, Limit, List, Page, Part},
    persons::{ListedShown, PersonWhole, covered_person},
    sent::{Asked, Sent, Subject},
    staff::Because,
    values::Reason,
    words::{ExceptionKindWord, SolutionWord},
};
use crate::{pages::people::exceptions::missing, shell::problem::Answer};
use db::Tx;
use jiff::Timestamp;
use kernel::{EntitlementId, ExceptionId, SourceFileId};
use office::Acting;
use registry::{
    Exception, ExceptionKind, Listed, Solution, confidential, find_exception, find_listed, list_exceptions_after,
    list_solutions, load_person, solve_exception, undo_solution,
};
use serde::Serialize;
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

/// The oldest first.
const LIST: List<Told, Stand> =
    List { name: "exceptions", key: |told| Stand(told.exception.found_at, told.exception.id) };
/// How many the room is asked for at once.
const PAGE: usize = 100;

/// Where a contradiction stands in its list.
struct Stand(Timestamp, ExceptionId);

impl fmt::Display for Stand {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}_{}", self.0, self.1)
    }
}

impl FromStr for Stand {
    type Err = ();

    fn from_str(text: &str) -> Result<Stand, ()> {
        let (found_at, id) = text.split_once('_').ok_or(())?;
        Ok(Stand(found_at.parse().map_err(|_| ())?, id.parse().map_err(|_| ())?))
    }
}

/// A contradiction with those it is about.
struct Told {
    exception: Exception,
    person: Option<Listed>,
    other: Option<Listed>,
}

/// A contradiction between records that nobody has solved.
#[derive(Serialize, ToSchema)]
#[schema(as = Exception)]
pub(crate) struct ExceptionShown {
    /// The id.
    #[schema(value_type = String, format = Uuid)]
    id: ExceptionId,
    /// What contradicts what.
    #[schema(value_type = ExceptionKindWord)]
    kind: ExceptionKind,
    /// Whose row brought it: of two records, the second.
    person: Option<ListedShown>,
    /// Whose the first record is; the same person where both are theirs, and nobody where it is of another area.
    other: Option<ListedShown>,
    /// The entitlement the row brought.
    #[schema(value_type = String, format = Uuid)]
    entitlement: EntitlementId,
    /// The commune of the row.
    place: i64,
    /// The file of the row.
    #[schema(value_type = String, format = Uuid)]
    import: SourceFileId,
    /// Its line.
    line: i64,
    /// When it was found.
    found_at: Timestamp,
}

/// A contradiction with both records.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExceptionWhole {
    /// What contradicts what.
    exception: ExceptionShown,
    /// The record that came second, numbers covered.
    second: PersonWhole,
    /// The first; nothing where it is of another area, or where both are one person's.
    first: Option<PersonWhole>,
    /// How it can be solved.
    #[schema(value_type = Vec<SolutionWord>)]
    solutions: Vec<Solution>,
}

/// A contradiction that was solved.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExceptionSolved {
    /// Which.
    #[schema(value_type = String, format = Uuid)]
    id: ExceptionId,
    /// How.
    #[schema(value_type = SolutionWord)]
    solution: Solution,
    /// The record that came second as it is now, numbers covered.
    second: PersonWhole,
}

impl From<Told> for ExceptionShown {
    fn from(Told { exception, person, other }: Told) -> ExceptionShown {
        ExceptionShown {
            id: exception.id,
            kind: exception.kind,
            person: person.map(ListedShown::from),
            other: other.map(ListedShown::from),
            entitlement: exception.entitlement,
            place: exception.place,
            import: exception.file,
            line: exception.line,
            found_at: exception.found_at,
        }
    }
}

query! {
    /// Which contradictions.
    ExceptionQuery {
        /// Only of this kind.
        kind: Option<ExceptionKindWord>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

body! {
    /// How a contradiction is solved.
    #[schema(example = json!({ "solution": "both_stand", "why": "Đã chuyển đến ở xã mới, có giấy xác nhận" }))]
    SolutionWanted {
        /// How: one of those its kind can be solved by.
        solution: SolutionWord,
        /// Why, and what was seen.
        why: Reason,
    }
}

fn complete(tx: &mut Tx<'_>, acting: &Acting, exception: Exception) -> Result<Told, Halt> {
    let person = find_listed(tx, &acting.scope, exception.person)?;
    let other = find_listed(tx, &acting.scope, exception.other)?;
    Ok(Told { exception, person, other })
}

fn whole(tx: &mut Tx<'_>, acting: &Acting, id: ExceptionId) -> Result<ExceptionWhole, Halt> {
    let scope = &acting.scope;
    let Some(exception) = find_exception(tx, scope, id)? else { return Err(missing(tx, scope, id)?.into()) };
    let secret = confidential(tx)?;
    let told = complete(tx, acting, exception)?;
    let second = covered_person(load_person(tx, scope, told.exception.person)?, &secret);
    let first = match &told.other {
        Some(other) if other.id != told.exception.person => {
            Some(covered_person(load_person(tx, scope, other.id)?, &secret))
        }
        _ => None,
    };
    let solutions = list_solutions(tx, scope, &told.exception)?;
    Ok(ExceptionWhole { exception: told.into(), second, first, solutions })
}

/// List the contradictions of the own area that nobody has solved.
#[utoipa::path(get, path = "/api/v1/exceptions", tag = tags::PERSONS, params(ExceptionQuery),
    responses((status = 200, description = "A page of contradictions, the oldest first.", body = Page<ExceptionShown>)))]
pub(crate) async fn list_record_exceptions(call: Call, Asked(query): Asked<ExceptionQuery>) -> Answer {
    let kind = query.kind.map(|ExceptionKindWord(kind)| kind);
    call.list::<ExceptionShown, _, _, _>(LIST, Part::of(query.limit, query.cursor), move |tx, acting, after| {
        let after = after.map(|Stand(found_at, id)| (found_at, id));
        let page = list_exceptions_after(tx, &acting.scope, kind, after, PAGE)?;
        page.into_iter().map(|one| complete(tx, acting, one)).collect::<Result<Vec<_>, Halt>>()
    })
    .await
}

/// Show a contradiction with both records.
#[utoipa::path(get, path = "/api/v1/exceptions/{exception}", tag = tags::PERSONS,
    params(("exception" = String, Path, format = Uuid, description = "The contradiction.")),
    responses((status = 200, description = "The contradiction.", body = ExceptionWhole)))]
pub(crate) async fn show_record_exception(call: Call, Subject(id): Subject<ExceptionId>) -> Answer {
    let shown = call.read(move |tx, acting| whole(tx, acting, id)).await?;
    Ok(told(&shown))
}

/// Say how a contradiction is solved: what was held because of it is released, or one of the records ends.
#[utoipa::path(post, path = "/api/v1/exceptions/{exception}/solve", tag = tags::PERSONS,
    request_body = SolutionWanted,
    params(("exception" = String, Path, format = Uuid, description = "The contradiction.")),
    responses((status = 200, description = "What became of it.", body = ExceptionSolved)))]
pub(crate) async fn solve_record_exception(
    call: Call,
    Subject(id): Subject<ExceptionId>,
    sent: Sent<SolutionWanted>,
) -> Answer {
    call.change(sent, move |tx, acting, wanted| {
        let scope = &acting.scope;
        let Some(found) = find_exception(tx, scope, id)? else { return Err(missing(tx, scope, id)?.into()) };
        let SolutionWord(solution) = wanted.solution;
        solve_exception(tx, acting, id, solution, wanted.why.as_str())?;
        let secret = confidential(tx)?;
        let second = covered_person(load_person(tx, scope, found.person)?, &secret);
        Ok(Done::changed(&ExceptionSolved { id, solution, second }))
    })
    .await
}

/// Take back how a contradiction was solved: what that did is undone, and it waits again. What was paid stays paid.
#[utoipa::path(post, path = "/api/v1/exceptions/{exception}/undo", tag = tags::PERSONS, request_body = Because,
    params(("exception" = String, Path, format = Uuid, description = "The contradiction.")),
    responses((status = 200, description = "The contradiction, which waits.", body = ExceptionWhole)))]
pub(crate) async fn undo_record_exception(
    call: Call,
    Subject(id): Subject<ExceptionId>,
    sent: Sent<Because>,
) -> Answer {
    call.change(sent, move |tx, acting, wanted| {
        undo_solution(tx, acting, id, wanted.why.as_str())?;
        Ok(Done::changed(&whole(tx, acting, id)?))
    })
    .await
}
