//! Making offices: one, or those of a district and its communes.

use super::{
    office::{MadeOffice, OFFICE_NAME_LENGTH_MAX, Office, entry},
    store,
};
use crate::{
    Acting, Action, Refusal, audit,
    day_range::check_day,
    places::{Level, Places, Unit},
    profile::{Agency, Profile, Profiles},
    reference,
    staff::check_length,
};
use db::Tx;
use jiff::civil::Date;
use kernel::names::clean;

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

/// The offices of a district, or of any unit above the communes, and of communes below it.
#[derive(Clone, Debug)]
pub struct NewOffices {
    /// The unit's code on `from`.
    pub unit: String,
    /// The codes of the communes that get their offices too.
    pub communes: Vec<String>,
    /// Their first day.
    pub from: Date,
}

/// The most communes one request makes offices for: a province of 2025 has 168 at most.
pub const COMMUNES_MAX: usize = 1_000;

/// Makes one office. An agency stands once at a unit: asking twice is asking once.
pub fn create_office(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    new: &NewOffice,
) -> Result<MadeOffice, Refusal> {
    acting.must(Action::ManageOffices)?;
    check_day(new.from)?;
    let profiles = reference::profiles(tx)?;
    let unknown = || Refusal::AgencyUnknown { agency: new.agency.clone(), on: new.from };
    let agency = profiles.agency(&new.agency, new.from).ok_or_else(unknown)?;
    let unit = load_unit(places, &new.unit, new.from)?;
    if agency.tier != unit.level {
        return Err(Refusal::AgencyOfOtherTier { agency: new.agency.clone(), unit: new.unit.clone() });
    }
    let name = new.name.as_deref().map(clean).filter(|name| !name.is_empty());
    make(tx, acting, &office_of(acting, places, agency, unit, name, new.from)?)
}

/// Makes the agencies of a district and, for every chosen commune, its own, as the profile of the day says; all or none.
///
/// Those that are there already are answered as they are: a commune may be added later by asking again.
pub fn create_offices_of_district(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    new: &NewOffices,
) -> Result<Vec<MadeOffice>, Refusal> {
    acting.must(Action::ManageOffices)?;
    check_day(new.from)?;
    if new.communes.len() > COMMUNES_MAX {
        return Err(Refusal::TooManyCommunes { most: COMMUNES_MAX });
    }
    let profiles = reference::profiles(tx)?;
    let profile = load_profile(&profiles, new.from)?;
    let district = load_unit(places, &new.unit, new.from)?;
    let mut units = vec![district];
    for code in &new.communes {
        let commune = load_unit(places, code, new.from)?;
        let is_below = district.place < commune.place && commune.place <= district.hi;
        if !is_below || commune.level != Level::Commune {
            return Err(Refusal::UnitElsewhere { code: code.clone(), above: district.full_name() });
        }
        units.push(commune);
    }
    let mut made = Vec::new();
    for unit in units {
        for agency in profile.agencies_at(unit.level).filter(|agency| agency.works_on(new.from)) {
            made.push(make(tx, acting, &office_of(acting, places, agency, unit, None, new.from)?)?);
        }
    }
    Ok(made)
}

fn load_profile(profiles: &Profiles, on: Date) -> Result<&Profile, Refusal> {
    profiles.on(on).ok_or_else(|| Refusal::AgencyUnknown { agency: String::new(), on })
}

fn load_unit<'p>(places: &'p Places, code: &str, on: Date) -> Result<&'p Unit, Refusal> {
    places.find(code, on).ok_or_else(|| Refusal::UnitUnknown { code: code.to_owned(), on })
}

fn office_of(
    acting: &Acting,
    places: &Places,
    agency: &Agency,
    unit: &Unit,
    name: Option<String>,
    from: Date,
) -> Result<Office, Refusal> {
    let name = name.unwrap_or_else(|| agency.name_at(unit));
    check_length("name", &name, OFFICE_NAME_LENGTH_MAX)?;
    let tree = places.tree(unit.tree).expect("a unit is of a tree");
    Ok(Office {
        id: acting.new_id(),
        agency: agency.key.clone(),
        tree: tree.from,
        unit: unit.code.clone(),
        area: unit.area(),
        name,
        from,
        until: None,
    })
}

/// Keeps an office unless its agency works at its unit on that day or later: two at once would share its people.
fn make(tx: &mut Tx<'_>, acting: &Acting, office: &Office) -> Result<MadeOffice, Refusal> {
    if let Some(known) = store::find_office_at(tx, &office.agency, office.area.lo, office.from)? {
        return Ok(MadeOffice::Exists(known));
    }
    store::insert_office(tx, office)?;
    audit::record(tx, acting, entry("office.create", office, None))?;
    Ok(MadeOffice::Created(office.clone()))
}
