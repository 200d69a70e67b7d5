//! The ground the demo stands on: a desk whose clock tells January 2024, and an officer for each role.

use super::{state::State, stopped};
use crate::{
    fault::Fault,
    place::{Site, machine},
};
use jiff::Timestamp;
use kernel::{Chance, Clock};
use office::{
    Acting, Desk, DeskOptions, Origin, Role, offices,
    offices::NewOffice,
    places::{Places, Unit},
    reference,
    sign_in::{Hashing, StartPassword},
    staff::{self, Login, NewAssignment, NewStaff},
};
use sample::Manifest;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

/// A clock that stands where the story is.
struct StoryClock(Mutex<Timestamp>);

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("nobody panics while reading the clock")
    }
}

/// The roles of the district, and of each commune, with the beginnings of their login names.
const DISTRICT: &[(Role, &str)] = &[
    (Role::LabourOfficer, "ld.canbo"),
    (Role::LabourHead, "ld.truongphong"),
    (Role::DistrictPolice, "congan"),
    (Role::DistrictLeader, "ubnd.lanhdao"),
    (Role::Payer, "buudien.chitra"),
    (Role::PayerHead, "buudien.phutrach"),
    (Role::Auditor, "thanhtra"),
];
const COMMUNE: &[(Role, &str)] = &[
    (Role::CommunePolice, "congan"),
    (Role::SocialOfficer, "vanhoa"),
    (Role::JudicialOfficer, "tuphap"),
    (Role::CommuneLeader, "chutich"),
];
/// Who sees to the ground itself.
const ADMINISTRATOR: &str = "quantri";
/// What the officers are called. The lists' lengths have no common divisor, so that no two of 154 have one name.
const FAMILIES: &[&str] = &["Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Huỳnh", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"];
#[rustfmt::skip]
const OWN_NAMES: &[&str] = &[
    "Thị Hạnh", "Văn Dũng", "Thị Mỹ Lan", "Minh Hùng", "Thị Thu Nga", "Quốc Sơn", "Thị Kim Yến",
    "Đình Long", "Thị Bích Thủy", "Thanh Bình", "Thị Phương", "Ngọc Tâm", "Thị Loan", "Văn Thắng",
];
/// The instant at which the officers begin.
const OFFICERS_AT: &str = "2024-01-02T01:00:00Z";

/// Everything the steps need.
pub(super) struct World {
    pub(super) desk: Desk,
    pub(super) places: Arc<Places>,
    pub(super) folder: PathBuf,
    pub(super) registers: PathBuf,
    pub(super) sample: Manifest,
    pub(super) state: State,
    pub(super) district: Unit,
    pub(super) communes: Vec<Unit>,
    clock: Arc<StoryClock>,
}

impl World {
    pub(super) fn open(site: &Site, folder: &Path, sample: Manifest, state: State) -> Result<World, Fault> {
        let clock = Arc::new(StoryClock(Mutex::new(OFFICERS_AT.parse().expect("an instant"))));
        let told: Arc<dyn Clock> = Arc::<StoryClock>::clone(&clock);
        let options = DeskOptions {
            database: site.database.clone(),
            keys: Some(site.keys.clone()),
            clock: told,
            chance: Chance::from_system(),
            hashing: Hashing::PRODUCT,
        };
        let desk = Desk::open(options)?;
        if !state.is_resumed && !desk.db().read(staff::first_run_needed)? {
            return Err(Fault::DatabaseInUse);
        }
        site.mark_practice(None)?;
        let places = desk.places();
        let day = sample::SAMPLE_DAY;
        let district = places.find(&sample.district, day).expect("the sample is of a district of that day").clone();
        let communes = places.children(district.place).into_iter().cloned().collect();
        Ok(World {
            desk,
            places,
            folder: folder.to_owned(),
            registers: site.registers(),
            sample,
            state,
            district,
            communes,
            clock,
        })
    }

    /// Moves the story to an instant.
    pub(super) fn at(&self, instant: &str) {
        *self.clock.0.lock().expect("nobody panics while moving the clock") = instant.parse().expect("an instant");
    }

    /// Where a file of the sample is.
    pub(super) fn sample_file(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.folder.join("sample"), |at, part| at.join(part))
    }

    /// The commune of a code.
    pub(super) fn commune(&self, code: &str) -> &Unit {
        self.communes.iter().find(|unit| unit.code == code).expect("the sample names communes of the district")
    }

    /// An officer of the district, now.
    pub(super) fn of_district(&self, role: Role) -> Result<Acting, Fault> {
        self.officer(role, DISTRICT, &self.district.code)
    }

    /// An officer of a commune, now.
    pub(super) fn of_commune(&self, role: Role, commune: &Unit) -> Result<Acting, Fault> {
        self.officer(role, COMMUNE, &commune.code)
    }

    fn officer(&self, role: Role, table: &[(Role, &str)], unit: &str) -> Result<Acting, Fault> {
        let (_, begin) = table.iter().find(|(known, _)| *known == role).expect("the role is in the table");
        Ok(self.desk.on_behalf_of(&login(begin, unit), role, origin())?)
    }

    /// Makes the offices and an officer for each role, each once.
    pub(super) fn make_officers(&self) -> Result<(), Fault> {
        self.at(OFFICERS_AT);
        let start = self.start_password()?;
        let machine = machine(&self.desk);
        let administrator = (Role::Administrator, ADMINISTRATOR);
        self.make_officer(&machine, &start, administrator, None)?;
        let of_district = DISTRICT.iter().map(|entry| (entry, &self.district));
        let of_communes = self.communes.iter().flat_map(|commune| COMMUNE.iter().map(move |entry| (entry, commune)));
        for (number, (entry, unit)) in of_district.chain(of_communes).enumerate() {
            self.make_officer(&machine, &start, *entry, Some((unit, &name(number))))?;
        }
        Ok(())
    }

    /// One password for everybody, kept in the demo's folder: hashing ninety would take longer than the whole demo.
    fn start_password(&self) -> Result<StartPassword, Fault> {
        let start = StartPassword::make(&self.desk);
        if self.state.start_password().is_none() {
            self.state.keep_start_password(start.reveal())?;
        }
        Ok(start)
    }

    fn make_officer(
        &self,
        machine: &Acting,
        start: &StartPassword,
        (role, begin): (Role, &str),
        post: Option<(&Unit, &str)>,
    ) -> Result<(), Fault> {
        let (unit, own) = post.unzip();
        let login = unit.map_or_else(|| parsed(begin), |unit| login(begin, &unit.code));
        if self.desk.on_behalf_of(&login, role, origin()).is_ok() {
            return Ok(());
        }
        let from = machine.today();
        let full_name = own.unwrap_or("Quản trị thực hành").to_owned();
        self.desk
            .db()
            .write(|tx| {
                let office = match unit {
                    None => None,
                    Some(unit) => {
                        let profiles = reference::profiles(tx)?;
                        let profile = profiles.on(from).expect("a profile holds on the demo's day");
                        let mut agencies = profile.agencies_at(unit.level);
                        let agency = agencies.find(|agency| agency.has_role(role)).expect("the profile knows the role");
                        let (agency, unit) = (agency.key.clone(), unit.code.clone());
                        let new = NewOffice { agency, unit, name: None, from };
                        Some(offices::create_office(tx, machine, &self.places, &new)?.office().id)
                    }
                };
                let new = NewStaff { login: login.clone(), full_name: full_name.clone(), phone: None, email: None };
                let staff = staff::create_staff(tx, machine, &new, start)?.id;
                staff::assign(tx, machine, &NewAssignment { staff, role, office, from, until: None }).map(drop)
            })
            .map_err(stopped::<office::Refusal>("officers"))
    }

    /// Login names to begin with: the district's, and those of one commune.
    pub(super) fn logins(&self) -> Vec<(Role, String)> {
        let of = |table: &[(Role, &str)], unit: &Unit| -> Vec<(Role, String)> {
            table.iter().map(|(role, begin)| (*role, format!("{begin}.{}", unit.code))).collect()
        };
        let mut logins = vec![(Role::Administrator, ADMINISTRATOR.to_owned())];
        logins.extend(of(DISTRICT, &self.district));
        logins.extend(self.communes.iter().take(1).flat_map(|commune| of(COMMUNE, commune)));
        logins
    }
}

/// A made-up name.
fn name(number: usize) -> String {
    format!("{} {}", FAMILIES[number % FAMILIES.len()], OWN_NAMES[number % OWN_NAMES.len()])
}

fn login(begin: &str, unit: &str) -> Login {
    parsed(&format!("{begin}.{unit}"))
}

fn parsed(text: &str) -> Login {
    Login::parse(text).expect("the demo's login names are login names")
}

fn origin() -> Origin {
    Origin { address: "command line".to_owned(), request: "demo".to_owned() }
}
