//! Offices: an agency at a place, from a day.

use crate::{Acting, Area, Refusal, Scope};
use db::Tx;
use jiff::civil::Date;
use kernel::OfficeId;

/// An agency at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its id.
    pub id: OfficeId,
    /// The agency, a key of the dated profile.
    pub agency: String,
    /// The day whose unit tree its place is of.
    pub tree: Date,
    /// The unit's code in that tree.
    pub unit: String,
    /// The unit and all below it.
    pub area: Area,
    /// What it is called: `Phòng LĐ-TB&XH huyện Bình Sơn`.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// The first day it no longer works.
    pub until: Option<Date>,
}

/// What a new office needs.
#[derive(Clone, Debug)]
pub struct NewOffice {
    /// The agency, a key of the profile of `from`.
    pub agency: String,
    /// The unit's code on `from`.
    pub unit: String,
    /// The agency's name at the unit when not said.
    pub name: Option<String>,
    /// Its first day.
    pub from: Date,
}

/// What came of asking for an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MadeOffice {
    /// It is new.
    Created(Office),
    /// That agency works at that unit already.
    Exists(Office),
}

/// What a list of offices is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct OfficeFilter {
    /// Only this agency.
    pub agency: Option<String>,
    /// Words of the name, in any order, with or without marks.
    pub words: String,
    /// Also those that are closed on the day asked about.
    pub with_closed: bool,
    /// Only offices after this one, as the last page gave it.
    pub after: Option<OfficeId>,
}

/// Makes one office.
pub fn create_office(tx: &mut Tx<'_>, acting: &Acting, new: &NewOffice) -> Result<MadeOffice, Refusal> {
    let _ = (tx, acting, new);
    todo!()
}

/// Makes the agencies of a district and, for every chosen commune, its own, as the profile of `from` says; all or none.
pub fn create_offices_of_district(
    tx: &mut Tx<'_>,
    acting: &Acting,
    district: &str,
    communes: &[String],
    from: Date,
) -> Result<Vec<MadeOffice>, Refusal> {
    let _ = (tx, acting, district, communes, from);
    todo!()
}

/// Gives an office another name.
pub fn rename_office(tx: &mut Tx<'_>, acting: &Acting, office: OfficeId, name: &str) -> Result<Office, Refusal> {
    let _ = (tx, acting, office, name);
    todo!()
}

/// Closes an office from a day; refused while people work there on that day.
pub fn close_office(tx: &mut Tx<'_>, acting: &Acting, office: OfficeId, until: Date) -> Result<Office, Refusal> {
    let _ = (tx, acting, office, until);
    todo!()
}

/// The offices inside `scope`, by unit and agency; at most `OFFICES_PAGE` a time.
pub fn list_offices(tx: &mut Tx<'_>, scope: &Scope, filter: &OfficeFilter, on: Date) -> Result<Vec<Office>, Refusal> {
    let _ = (tx, scope, filter, on);
    todo!()
}

/// One office inside `scope`.
pub fn find_office(tx: &mut Tx<'_>, scope: &Scope, office: OfficeId) -> Result<Option<Office>, Refusal> {
    let _ = (tx, scope, office);
    todo!()
}

/// How many offices one page of a list holds.
pub const OFFICES_PAGE: usize = 200;
