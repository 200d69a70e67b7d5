//! Poor and near-poor households: found, listed, and one with its members.

use super::{
    call::{Call, told},
    description::tags,
    input::query,
    numbers::PlaceNumber,
    paging::{Cursor, Limit, List, Page, Part},
    persons::{EntitlementShown, ListedShown, covered_entitlement},
    sent::{Asked, Subject},
    values::{MonthText, SearchWords},
};
use crate::shell::problem::{Answer, Problem};
use kernel::{HouseholdId, Month, today_in_vietnam};
use registry::{Household, HouseholdLine, HouseholdsFilter, Member, list_households, load_household};
use serde::Serialize;
use utoipa::ToSchema;

/// In the order of the ids.
const LIST: List<HouseholdLine, HouseholdId> = List { name: "households", key: |one| one.id };

/// A household on a list.
#[derive(Serialize, ToSchema)]
#[schema(as = HouseholdLine)]
pub(crate) struct LineShown {
    /// The id.
    #[schema(value_type = String, format = Uuid)]
    id: HouseholdId,
    /// The commune.
    place: i64,
    /// Its code, or its head's name, as the list has it.
    name: String,
    /// Its head, where that is known.
    head: Option<String>,
    /// How many of its members have a record here.
    members: i64,
    /// Of them those who are poor in the month.
    poor: i64,
    /// Of them those who are near-poor then.
    near_poor: i64,
}

impl From<HouseholdLine> for LineShown {
    fn from(line: HouseholdLine) -> LineShown {
        let HouseholdLine { id, place, name, head, members, poor, near_poor } = line;
        LineShown { id, place, name, head: head.map(|head| head.as_str().to_owned()), members, poor, near_poor }
    }
}

/// A household with those of its members who have a record here.
#[derive(Serialize, ToSchema)]
#[schema(as = Household)]
pub(crate) struct HouseholdShown {
    /// The id.
    #[schema(value_type = String, format = Uuid)]
    id: HouseholdId,
    /// The commune.
    place: i64,
    /// Its code, or its head's name, as the list has it.
    name: String,
    /// The head first, then in the order of the list.
    members: Vec<MemberShown>,
}

/// Somebody of a household.
#[derive(Serialize, ToSchema)]
#[schema(as = HouseholdMember)]
pub(crate) struct MemberShown {
    /// Who, numbers covered.
    person: ListedShown,
    /// Whether the list names the household by them, or says that they are its head.
    is_head: bool,
    /// What they are to the head, as the list writes it.
    relation: Option<String>,
    /// Since when, and until when, the lists call them poor or near-poor.
    classes: Vec<EntitlementShown>,
}

impl From<Member> for MemberShown {
    fn from(member: Member) -> MemberShown {
        let Member { person, is_head, relation, classes } = member;
        let classes = classes.into_iter().map(|one| covered_entitlement(one, &[])).collect();
        MemberShown { person: person.into(), is_head, relation, classes }
    }
}

impl From<Household> for HouseholdShown {
    fn from(Household { id, place, name, members }: Household) -> HouseholdShown {
        HouseholdShown { id, place, name, members: members.into_iter().map(MemberShown::from).collect() }
    }
}

query! {
    /// Which households.
    HouseholdQuery {
        /// Words of the household's code, of its head's name or of a member's, with or without marks.
        words: Option<SearchWords>,
        /// Only of this commune.
        place: Option<PlaceNumber>,
        /// The month in which members are counted as poor or near-poor; this month when not said.
        month: Option<MonthText>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

/// List poor and near-poor households of the own area.
#[utoipa::path(get, path = "/api/v1/households", tag = tags::PERSONS, params(HouseholdQuery),
    responses((status = 200, description = "A page of households, by id.", body = Page<LineShown>)))]
pub(crate) async fn list_households_told(call: Call, Asked(query): Asked<HouseholdQuery>) -> Answer {
    let month = match query.month {
        Some(MonthText(month)) => month,
        None => Month::of(today_in_vietnam(call.view.now)).map_err(|fault| Problem::Fault(fault.to_string()))?,
    };
    let filter = HouseholdsFilter {
        place: query.place.map(|PlaceNumber(place)| place),
        words: query.words.map_or(String::new(), String::from),
    };
    call.list::<LineShown, _, _, _>(LIST, Part::of(query.limit, query.cursor), move |tx, acting, after| {
        list_households(tx, &acting.scope, &filter, month, after)
    })
    .await
}

/// Show a household with its members, numbers covered.
#[utoipa::path(get, path = "/api/v1/households/{household}", tag = tags::PERSONS,
    params(("household" = String, Path, format = Uuid, description = "The household.")),
    responses((status = 200, description = "The household.", body = HouseholdShown)))]
pub(crate) async fn show_household(call: Call, Subject(id): Subject<HouseholdId>) -> Answer {
    let found = call.read(move |tx, acting| load_household(tx, &acting.scope, id)).await?;
    Ok(told(&HouseholdShown::from(found)))
}
