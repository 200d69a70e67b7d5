//! Offices: an agency at a place, from a day.

use super::{
    call::{Call, Done, must_be_seen, told_with_tag},
    description::tags,
    input::{body, query},
    paging::{Cursor, Limit, List, Page, Part},
    sent::{Asked, Sent, Subject},
    values::{AgencyKey, Day, OfficeName, SearchWords, UnitCode},
};
use crate::shell::problem::{Answer, Problem};
use jiff::civil::Date;
use kernel::OfficeId;
use office::{
    Desk, Refusal,
    offices::{self, MadeOffice, NewOffice, NewOffices, OfficeFilter},
};
use serde::Serialize;
use utoipa::ToSchema;

const LIST: List<offices::Office, OfficeId> = List { name: "offices", key: |office| office.id };

/// An agency at a place.
#[derive(Serialize, ToSchema)]
#[schema(as = Office, example = json!({
    "id": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "agency": "district_labour",
    "tree": "2024-01-01",
    "unit": "524",
    "name": "Phòng LĐ-TB&XH huyện Bình Sơn",
    "from": "2024-01-01",
    "until": null
}))]
pub(crate) struct OfficeShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: OfficeId,
    /// The agency, a key of the profile of the day.
    agency: String,
    /// The first day of the unit tree its place is of.
    tree: Date,
    /// The unit's code in that tree.
    unit: String,
    /// What it is called.
    name: String,
    /// Its first day.
    from: Date,
    /// The first day it no longer works.
    until: Option<Date>,
}

impl From<offices::Office> for OfficeShown {
    fn from(office: offices::Office) -> OfficeShown {
        let offices::Office { id, agency, tree, unit, name, from, until, .. } = office;
        OfficeShown { id, agency, tree, unit, name, from, until }
    }
}

query! {
    /// Which offices.
    OfficeQuery {
        /// Only this agency.
        agency: Option<AgencyKey>,
        /// Words of the name.
        words: Option<SearchWords>,
        /// Also those closed on the day.
        with_closed: Option<bool>,
        /// The day; today when not said.
        on: Option<Day>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

body! {
    /// What a new office needs.
    #[schema(example = json!({ "agency": "district_labour", "unit": "524", "from": "2024-01-01" }))]
    OfficeToCreate {
        /// The agency.
        agency: AgencyKey,
        /// The unit, by its code on the first day.
        unit: UnitCode,
        /// What it is called; the agency's name at the unit when not said.
        name: Option<OfficeName>,
        /// Its first day.
        from: Day,
    }
}

body! {
    /// A unit and those of its communes that get their offices.
    #[schema(example = json!({ "unit": "524", "communes": ["21040", "21043"], "from": "2024-01-01" }))]
    DistrictToOpen {
        /// The district, or the province where there are no districts, by its code on the first day.
        unit: UnitCode,
        /// Its communes, by their codes.
        #[schema(min_items = 1, max_items = 1000)]
        communes: Vec<UnitCode>,
        /// The first day of all of them.
        from: Day,
    }
}

body! {
    /// Another name.
    #[schema(example = json!({ "name": "Phòng LĐ-TB&XH huyện Bình Sơn" }))]
    OfficeChange {
        /// The name.
        name: OfficeName,
    }
}

body! {
    /// The end of something.
    #[schema(example = json!({ "until": "2025-07-01" }))]
    Ending {
        /// The first day it is no more.
        until: Day,
    }
}

/// An office that was asked for, and whether it was there already.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfficeMade {
    /// Whether this call made it.
    is_new: bool,
    /// The office.
    office: OfficeShown,
}

impl From<MadeOffice> for OfficeMade {
    fn from(made: MadeOffice) -> OfficeMade {
        match made {
            MadeOffice::Created(office) => OfficeMade { is_new: true, office: office.into() },
            MadeOffice::Exists(office) => OfficeMade { is_new: false, office: office.into() },
        }
    }
}

/// The offices of a district.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfficesMade {
    /// One line an office.
    offices: Vec<OfficeMade>,
}

/// List offices of the own area.
#[utoipa::path(get, path = "/api/v1/offices", tag = tags::OFFICES, params(OfficeQuery),
    responses((status = 200, description = "A page of offices, by unit and agency.", body = Page<OfficeShown>)))]
pub(crate) async fn list_offices(call: Call, Asked(query): Asked<OfficeQuery>) -> Answer {
    let on = call.day(query.on);
    let mut filter = OfficeFilter {
        agency: query.agency.map(String::from),
        words: query.words.map_or(String::new(), String::from),
        with_closed: query.with_closed == Some(true),
        after: None,
    };
    call.list::<OfficeShown, _, _, _>(LIST, Part::of(query.limit, query.cursor), move |tx, acting, after| {
        filter.after = after;
        offices::list_offices(tx, &acting.ground_scope(), &filter, on)
    })
    .await
}

/// Show an office.
#[utoipa::path(get, path = "/api/v1/offices/{office}", tag = tags::OFFICES,
    params(("office" = String, Path, format = Uuid, description = "The office.")),
    responses((status = 200, description = "The office.", body = OfficeShown)))]
pub(crate) async fn show_office(call: Call, Subject(office): Subject<OfficeId>) -> Answer {
    let found = call.read(move |tx, acting| offices::find_office(tx, &acting.ground_scope(), office));
    Ok(told_with_tag(&OfficeShown::from(found.await?.ok_or(Problem::NotFound)?)))
}

/// Create an office.
///
/// Asking for an office that is there already answers 200 with it.
#[utoipa::path(post, path = "/api/v1/offices", tag = tags::OFFICES, request_body = OfficeToCreate, responses(
    (status = 201, description = "It is new.", body = OfficeShown),
    (status = 200, description = "That agency works at that unit already.", body = OfficeShown)))]
pub(crate) async fn create_office(call: Call, sent: Sent<OfficeToCreate>) -> Answer {
    call.create_with(sent, Desk::places, |tx, acting, wanted, places| {
        let new = NewOffice {
            agency: wanted.agency.as_str().to_owned(),
            unit: wanted.unit.as_str().to_owned(),
            name: wanted.name.as_ref().map(|name| name.as_str().to_owned()),
            from: wanted.from.0,
        };
        match offices::create_office(tx, acting, places, &new)? {
            MadeOffice::Created(office) => Ok(Done::created(&OfficeShown::from(office))),
            MadeOffice::Exists(office) => Ok(Done::changed(&OfficeShown::from(office))),
        }
    })
    .await
}

/// Create the offices of a district and its communes.
///
/// The agencies are those the profile of the first day asks for. All of them are made, or none.
#[utoipa::path(post, path = "/api/v1/offices/of-district", tag = tags::OFFICES, request_body = DistrictToOpen,
    responses((status = 201, description = "All of them are there now.", body = OfficesMade)))]
pub(crate) async fn create_offices_of_district(call: Call, sent: Sent<DistrictToOpen>) -> Answer {
    call.create_with(sent, Desk::places, |tx, acting, wanted, places| {
        let new = NewOffices {
            unit: wanted.unit.as_str().to_owned(),
            communes: wanted.communes.iter().map(|commune| commune.as_str().to_owned()).collect(),
            from: wanted.from.0,
        };
        let made = offices::create_offices_of_district(tx, acting, places, &new)?;
        Ok(Done::created(&OfficesMade { offices: made.into_iter().map(OfficeMade::from).collect() }))
    })
    .await
}

/// Give an office another name.
#[utoipa::path(patch, path = "/api/v1/offices/{office}", tag = tags::OFFICES, request_body = OfficeChange,
    params(("office" = String, Path, format = Uuid, description = "The office.")),
    responses((status = 200, description = "The office as it is now.", body = OfficeShown)))]
pub(crate) async fn rename_office(call: Call, Subject(office): Subject<OfficeId>, sent: Sent<OfficeChange>) -> Answer {
    let seen = sent.seen.clone();
    call.change(sent, move |tx, acting, wanted| {
        let now = offices::find_office(tx, &acting.ground_scope(), office)?.ok_or(Refusal::OutsideArea)?;
        must_be_seen(seen.as_ref(), &OfficeShown::from(now))?;
        let renamed = offices::rename_office(tx, acting, office, wanted.name.as_str())?;
        Ok(Done::changed(&OfficeShown::from(renamed)))
    })
    .await
}

/// Close an office from a day on.
///
/// Refused while people work there on that day.
#[utoipa::path(post, path = "/api/v1/offices/{office}/close", tag = tags::OFFICES, request_body = Ending,
    params(("office" = String, Path, format = Uuid, description = "The office.")),
    responses((status = 200, description = "The office as it is now.", body = OfficeShown)))]
pub(crate) async fn close_office(call: Call, Subject(office): Subject<OfficeId>, sent: Sent<Ending>) -> Answer {
    call.change(sent, move |tx, acting, wanted| {
        Ok(Done::changed(&OfficeShown::from(offices::close_office(tx, acting, office, wanted.until.0)?)))
    })
    .await
}
