//! Worklists of the registry, and the state table of the communes.

use super::{
    call::{Call, told, told_file},
    description::tags,
    input::query,
    paging::{Cursor, Limit, List, Page, Part},
    persons::{EntitlementShown, ListedShown, covered_entitlement},
    sent::{Asked, FileBytes, Subject},
    values::MonthText,
    words::{SourceKindWord, WorkKindWord},
};
use crate::{
    pages::people::work::{Worklist, names_of},
    shell::{answers::WORKBOOK, problem::Answer},
};
use jiff::{Timestamp, civil::Date};
use kernel::{EntitlementId, Month};
use registry::{
    CommuneStates, Numbers, WORK_PAGE, WorkKind, WorkRow, confidential, count_work, export_work, list_work,
};
use reports::{Asked as Wanted, States, StatesLine, draw_states};
use serde::Serialize;
use sources::SourceKind;
use std::str::FromStr;
use utoipa::ToSchema;

/// In the order of the entitlements.
const LIST: List<Work, EntitlementId> = List { name: "worklists", key: |work| work.row.entitlement.id };

/// The name of a worklist in addresses.
pub(crate) struct WorkName(WorkKind);

/// Text that names no worklist.
pub(crate) struct NoWorklist;

impl FromStr for WorkName {
    type Err = NoWorklist;

    fn from_str(text: &str) -> Result<WorkName, NoWorklist> {
        WorkKind::parse(text).map(WorkName).ok_or(NoWorklist)
    }
}

/// A row of a worklist, and the categories of which nobody is told.
struct Work {
    row: WorkRow,
    is_secret: bool,
}

/// A worklist, and how long it is.
#[derive(Serialize, ToSchema)]
pub(crate) struct WorklistShown {
    /// Why somebody must look.
    #[schema(value_type = WorkKindWord)]
    kind: WorkKind,
    /// How many rows it has.
    rows: i64,
}

/// All worklists.
#[derive(Serialize, ToSchema)]
pub(crate) struct Worklists {
    /// Each with its length.
    items: Vec<WorklistShown>,
}

/// An entitlement that somebody must look at.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkRow)]
pub(crate) struct WorkShown {
    /// Whose.
    person: ListedShown,
    /// What they receive; a category that says of somebody that they are ill is not named.
    entitlement: EntitlementShown,
    /// What an age brings, where that is the reason.
    age: Option<AgeShown>,
}

/// What an age brings.
#[derive(Serialize, ToSchema)]
#[schema(as = AgeReached)]
pub(crate) struct AgeShown {
    /// How old the person becomes.
    years: i64,
    /// On which day; of a year of birth alone the first day on which it may be.
    on: Date,
    /// The category that follows, where the law has one for the older.
    next: Option<String>,
}

impl From<Work> for WorkShown {
    fn from(Work { row, is_secret }: Work) -> WorkShown {
        let WorkRow { person, entitlement, age } = row;
        let secret = if is_secret { vec![entitlement.category.clone()] } else { Vec::new() };
        WorkShown {
            person: person.into(),
            entitlement: covered_entitlement(entitlement, &secret),
            age: age.map(|age| AgeShown { years: age.years, on: age.on, next: age.next.filter(|_| !is_secret) }),
        }
    }
}

/// The states of a unit's persons by commune, counted now.
#[derive(Serialize, ToSchema)]
pub(crate) struct StateTable {
    /// The unit's code.
    unit: String,
    /// Its name.
    unit_name: String,
    /// Only persons entitled in this month.
    #[schema(value_type = Option<String>, example = "2024-02")]
    month: Option<Month>,
    /// Only persons of this kind of list.
    #[schema(value_type = Option<SourceKindWord>)]
    source: Option<SourceKind>,
    /// When it was counted.
    counted_at: Timestamp,
    /// A line a commune, those without anybody too.
    communes: Vec<CommuneLine>,
    /// All communes together.
    total: StatesShown,
    /// Persons that stand in none of the five states, or in two: anything but 0 is a fault.
    difference: i64,
}

/// A commune's line.
#[derive(Serialize, ToSchema)]
pub(crate) struct CommuneLine {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// Its figures.
    states: StatesShown,
}

/// How many persons are in each state. Each is in exactly one; the flags beside it overlap with all.
#[derive(Serialize, ToSchema)]
#[schema(as = StateCounts)]
pub(crate) struct StatesShown {
    /// The place.
    place: i64,
    /// Persons.
    persons: i64,
    /// Never compared.
    not_sent: i64,
    /// Somebody has to look.
    pending: i64,
    /// Verified.
    verified: i64,
    /// A field differs.
    mismatch: i64,
    /// Nobody is like them.
    not_found: i64,
    /// Without a card: overlaps.
    no_card: i64,
    /// Dead: overlaps.
    dead: i64,
}

impl From<CommuneStates> for StatesShown {
    fn from(states: CommuneStates) -> StatesShown {
        let CommuneStates { place, persons, not_sent, pending, verified, mismatch, not_found, no_card, dead } = states;
        StatesShown { place, persons, not_sent, pending, verified, mismatch, not_found, no_card, dead }
    }
}

impl From<States> for StateTable {
    fn from(States { told, lines, total, difference }: States) -> StateTable {
        let line = |StatesLine { code, name, states }| CommuneLine { code, name, states: states.into() };
        StateTable {
            unit: told.unit,
            unit_name: told.unit_name,
            month: told.month,
            source: told.source,
            counted_at: told.counted_at,
            communes: lines.into_iter().map(line).collect(),
            total: total.into(),
            difference,
        }
    }
}

query! {
    /// A part of a worklist.
    WorkQuery {
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

query! {
    /// Who is counted.
    StatesQuery {
        /// Only persons entitled in this month.
        month: Option<MonthText>,
        /// Only persons entitled by this kind of list.
        source: Option<SourceKindWord>,
    }
}

/// List the worklists of the own area, each with its length.
#[utoipa::path(get, path = "/api/v1/worklists", tag = tags::PERSONS,
    responses((status = 200, description = "The worklists.", body = Worklists)))]
pub(crate) async fn list_worklists(call: Call) -> Answer {
    let counts = call.read(count_work).await?;
    let items = counts.into_iter().map(|(kind, rows)| WorklistShown { kind, rows }).collect();
    Ok(told(&Worklists { items }))
}

/// List the rows of a worklist. Whoever may not see what is sensitive is not told of anybody who is ill.
#[utoipa::path(get, path = "/api/v1/worklists/{worklist}", tag = tags::PERSONS,
    params(("worklist" = WorkKindWord, Path, description = "Which worklist."), WorkQuery),
    responses((status = 200, description = "A page of rows.", body = Page<WorkShown>)))]
pub(crate) async fn list_worklist(
    call: Call,
    Subject(WorkName(kind)): Subject<WorkName>,
    Asked(query): Asked<WorkQuery>,
) -> Answer {
    call.list::<WorkShown, _, _, _>(LIST, Part::of(query.limit, query.cursor), move |tx, acting, after| {
        let (rows, secret) = (list_work(tx, acting, kind, after, WORK_PAGE)?, confidential(tx)?);
        let work = |row: WorkRow| Work { is_secret: secret.contains(&row.entitlement.category), row };
        Ok::<_, registry::Refusal>(rows.into_iter().map(work).collect())
    })
    .await
}

/// Fetch a worklist as a workbook of at most 50,000 rows. The look stands in the trail; nobody who is ill is on it.
#[utoipa::path(get, path = "/api/v1/worklists/{worklist}/workbook", tag = tags::PERSONS,
    params(("worklist" = WorkKindWord, Path, description = "Which worklist.")),
    responses((status = 200, description = "A workbook.", body = inline(FileBytes),
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn read_worklist_workbook(call: Call, Subject(WorkName(kind)): Subject<WorkName>) -> Answer {
    let view = call.view.clone();
    let t = view.t;
    let list = call.look(move |tx, acting| {
        let (rows, left_out) = export_work(tx, acting, kind, Numbers::Covered)?;
        Ok::<_, registry::Refusal>(Worklist {
            kind,
            rows,
            left_out,
            numbers: Numbers::Covered,
            categories: names_of(tx, t)?,
        })
    });
    let list = list.await?;
    let name = list.file_name(&view);
    let bytes = view.blocking(move |visit| list.write(visit)).await??;
    Ok(told_file(&name, WORKBOOK, bytes))
}

/// Count the states of a unit's persons by commune, now.
#[utoipa::path(get, path = "/api/v1/reports/states/{place}", tag = tags::REPORTS, params(
        ("place" = i64, Path, minimum = 1, maximum = 999_999_999, description = "The unit, by its place number."),
        StatesQuery,
    ),
    responses((status = 200, description = "The state table.", body = StateTable)))]
pub(crate) async fn show_states(call: Call, Subject(place): Subject<i64>, Asked(query): Asked<StatesQuery>) -> Answer {
    let places = call.view.app.desk.places();
    let month = query.month.map(|MonthText(month)| month);
    let wanted = Wanted { place, month, source: query.source.map(|SourceKindWord(source)| source) };
    let drawn = call.read(move |tx, acting| draw_states(tx, acting, &places, &wanted)).await?;
    Ok(told(&StateTable::from(drawn)))
}
