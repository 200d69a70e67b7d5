//! Administrative units, each as of a day.

use super::{
    call::{Call, told},
    description::tags,
    input::query,
    paging::{Cursor, Limit, Page},
    sent::{Asked, Subject},
    values::{Day, SearchWords, UnitCode},
    words::{LevelWord, UnitKindWord},
};
use crate::shell::problem::{Answer, Problem};
use jiff::civil::Date;
use office::places::{NATION_CODE, Places, Successors, Unit};
use serde::Serialize;
use utoipa::ToSchema;

const LIST: &str = "units";

/// An administrative unit in the tree of a day. Codes are used again: a unit is its code and its tree.
#[derive(Serialize, ToSchema)]
#[schema(as = Unit, example = json!({
    "code": "524",
    "tree": "2024-01-01",
    "level": "district",
    "kind": "district",
    "name": "Bình Sơn",
    "full_name": "Huyện Bình Sơn",
    "address": "huyện Bình Sơn, tỉnh Quảng Ngãi",
    "parent": "51",
    "place": 1_006_789,
    "last_place": 1_006_811
}))]
pub(crate) struct UnitShown {
    /// The code of the statistics office; `VN` for the country.
    code: String,
    /// The first day of its tree.
    tree: Date,
    /// How far from the country.
    #[schema(value_type = LevelWord)]
    level: office::places::Level,
    /// The kind of unit.
    #[schema(value_type = UnitKindWord)]
    kind: office::places::UnitKind,
    /// The name without the kind.
    name: String,
    /// The name with the kind.
    full_name: String,
    /// As in a letter, up to the province.
    address: String,
    /// The code of the unit above it.
    parent: Option<String>,
    /// Its place number.
    place: i64,
    /// The last place number below it, or its own.
    last_place: i64,
}

fn shown(places: &Places, unit: &Unit) -> UnitShown {
    UnitShown {
        code: unit.code.clone(),
        tree: places.tree_of(unit.place).map_or(Date::MIN, |tree| tree.from),
        level: unit.level,
        kind: unit.kind,
        name: unit.name.clone(),
        full_name: unit.full_name(),
        address: places.display(unit.place).unwrap_or_default(),
        parent: unit.parent.and_then(|parent| places.unit(parent)).map(|parent| parent.code.clone()),
        place: unit.place,
        last_place: unit.hi,
    }
}

/// Units found.
#[derive(Serialize, ToSchema)]
pub(crate) struct Units {
    /// The surest first.
    items: Vec<UnitShown>,
}

/// What became of a unit.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({ "outcome": "split", "items": [] }))]
pub(crate) struct SuccessorsShown {
    /// `whole`: all of it lies in one unit. `split`: in several, and only the household's address tells which.
    /// `unknown`: no source says.
    outcome: Outcome,
    /// The later units.
    items: Vec<SuccessorShown>,
}

/// How a unit went on.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Whole,
    Split,
    Unknown,
}

/// One later unit.
#[derive(Serialize, ToSchema)]
pub(crate) struct SuccessorShown {
    /// The later unit.
    unit: UnitShown,
    /// The one to propose first; a guess for any given household.
    is_default: bool,
}

query! {
    /// Which unit.
    OnDay {
        /// The day whose tree is meant; today when not said.
        on: Option<Day>,
    }
}

query! {
    /// Which units.
    UnitQuery {
        /// The day whose tree is meant; today when not said.
        on: Option<Day>,
        /// Only below this unit.
        within: Option<UnitCode>,
        /// Only of this level.
        level: Option<LevelWord>,
        /// Only those whose name, or code, these words may mean: at most 50, and no further page.
        words: Option<SearchWords>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

query! {
    /// From when to when.
    SuccessorQuery {
        /// The day whose tree the code is of.
        on: Day,
        /// The later day.
        to: Day,
    }
}

/// List units, in the order of the tree, or find them by name.
#[utoipa::path(get, path = "/api/v1/units", tag = tags::UNITS, params(UnitQuery),
    responses((status = 200, description = "A page of units.", body = Page<UnitShown>)))]
pub(crate) async fn list_units(call: Call, Asked(query): Asked<UnitQuery>) -> Answer {
    let limit = Limit::of(query.limit);
    let after = Cursor::key::<i64>(query.cursor.as_ref(), LIST)?;
    let day = call.day(query.on);
    call.at_places(move |places| {
        let within = query.within.as_ref().map_or(NATION_CODE, UnitCode::as_str);
        let Some(head) = places.find(within, day) else { return Page { items: Vec::new(), next: None } };
        let is_level = |unit: &Unit| query.level.is_none_or(|LevelWord(level)| unit.level == level);
        let found: Vec<&Unit> = if let Some(words) = &query.words {
            let found = places.search(head.area(), words.as_str()).into_iter().map(|(_, unit)| unit);
            found.filter(|unit| is_level(unit)).take(limit).collect()
        } else {
            let below = places.below(head.area()).iter();
            let rest = below.filter(|unit| is_level(unit) && after.is_none_or(|after| unit.place > after));
            rest.take(limit + 1).collect()
        };
        let found: Vec<UnitShown> = found.into_iter().map(|unit| shown(places, unit)).collect();
        Page::<UnitShown>::of(LIST, limit, found, |unit| unit.place.to_string())
    })
    .await
}

/// Show a unit.
#[utoipa::path(get, path = "/api/v1/units/{unit}", tag = tags::UNITS,
    params(("unit" = inline(UnitCode), Path, description = "Its code."), OnDay),
    responses((status = 200, description = "The unit.", body = UnitShown)))]
pub(crate) async fn show_unit(call: Call, Subject(unit): Subject<String>, Asked(query): Asked<OnDay>) -> Answer {
    let day = call.day(query.on);
    call.at_place(move |places| places.find(&unit, day).map(|unit| shown(places, unit))).await
}

/// List the units directly below a unit.
#[utoipa::path(get, path = "/api/v1/units/{unit}/children", tag = tags::UNITS,
    params(("unit" = inline(UnitCode), Path, description = "Its code."), OnDay),
    responses((status = 200, description = "The units, by code.", body = Units)))]
pub(crate) async fn list_children(call: Call, Subject(unit): Subject<String>, Asked(query): Asked<OnDay>) -> Answer {
    let day = call.day(query.on);
    call.at_place(move |places| {
        let children = places.children(places.find(&unit, day)?.place);
        Some(Units { items: children.into_iter().map(|unit| shown(places, unit)).collect() })
    })
    .await
}

/// Tell what became of a unit.
#[utoipa::path(get, path = "/api/v1/units/{unit}/successors", tag = tags::UNITS,
    params(("unit" = inline(UnitCode), Path, description = "Its code on the earlier day."), SuccessorQuery),
    responses((status = 200, description = "Where it lies on the later day.", body = SuccessorsShown)))]
pub(crate) async fn list_successors(
    call: Call,
    Subject(unit): Subject<String>,
    Asked(query): Asked<SuccessorQuery>,
) -> Answer {
    let SuccessorQuery { on: Day(earlier), to: Day(later) } = query;
    call.at_place(move |places| {
        let carried = places.carry(places.find(&unit, earlier)?.place, later);
        let successor = |unit, is_default| SuccessorShown { unit: shown(places, unit), is_default };
        Some(match carried {
            Some(Successors::Whole(unit)) => {
                SuccessorsShown { outcome: Outcome::Whole, items: vec![successor(unit, true)] }
            }
            Some(Successors::Split(candidates)) => {
                let items = candidates.iter().map(|candidate| successor(candidate.unit, candidate.is_default));
                SuccessorsShown { outcome: Outcome::Split, items: items.collect() }
            }
            Some(Successors::Unknown) | None => SuccessorsShown { outcome: Outcome::Unknown, items: Vec::new() },
        })
    })
    .await
}

impl Call {
    /// Looks into the unit trees, on a thread that may take its time.
    async fn at_places<S: Serialize + Send + 'static>(
        self,
        look: impl FnOnce(&Places) -> S + Send + 'static,
    ) -> Answer {
        let found = self.view.blocking(move |visit| look(&visit.app.desk.places())).await?;
        Ok(told(&found))
    }

    /// The same for one unit, which may not be there.
    async fn at_place<S: Serialize + Send + 'static>(
        self,
        look: impl FnOnce(&Places) -> Option<S> + Send + 'static,
    ) -> Answer {
        let found = self.view.blocking(move |visit| look(&visit.app.desk.places())).await?;
        Ok(told(&found.ok_or(Problem::NotFound)?))
    }
}
