//! Where the data and the keys are, and opening them.

use crate::{arguments::Common, fault::Fault};
use db::{Db, DbError, Place};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{Chance, Clock, PracticeClock, SystemClock};
use office::{
    Acting, Action, Desk, DeskFault, DeskOptions, Origin, Refusal, Role,
    audit::{SealFault, Witness},
    sign_in::Hashing,
    staff::Login,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process,
    sync::Arc,
};

/// The file of the data when nothing else is said.
const FILE: &str = "ansinh.sqlite";
/// The folder of the keys, beside the file.
const KEYS: &str = "keys";
/// Stands beside the keys where the data are made up.
const PRACTICE: &str = "practice";

/// The folder of the population registers, beside the keys.
const REGISTERS: &str = "registers";

/// Where everything is.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) database: Place,
    pub(crate) keys: PathBuf,
}

impl Site {
    /// `--database`, else `ANSINH_DATABASE`, else `DATABASE_URL`, else a file in this folder.
    pub(crate) fn of(common: &Common) -> Site {
        let named = common.database.clone().or_else(|| std::env::var("DATABASE_URL").ok());
        let database = Place::parse(named.as_deref().unwrap_or(FILE));
        let keys = common.keys.clone().unwrap_or_else(|| match &database {
            Place::File(file) => file.parent().unwrap_or(Path::new("")).join(KEYS),
            Place::Server(_) => PathBuf::from(KEYS),
        });
        Site { database, keys }
    }

    /// The database for a command that must find one: it makes no file and changes no schema.
    pub(crate) fn open_existing(&self) -> Result<Db, Fault> {
        self.must_be_there()?;
        let db = Db::open(&self.database)?;
        match db.check_health() {
            Err(DbError::SchemaOlder { .. }) => Err(Fault::Unmigrated),
            health => health.map(|()| db).map_err(Fault::Database),
        }
    }

    /// The desk over a database that is there already and has this program's schema.
    pub(crate) fn open_desk(&self) -> Result<Desk, Fault> {
        self.open_existing()?;
        self.prepare_desk()
    }

    /// The desk over a database that is made, or brought to this program's schema, if need be. Over made-up data it tells
    /// the day on which they were last served: what is done here must not lie years after what the pages do.
    pub(crate) fn prepare_desk(&self) -> Result<Desk, Fault> {
        match self.practice_day().and_then(practice_clock) {
            Some(clock) => self.prepare_desk_by(Arc::new(clock)),
            None => self.prepare_desk_by(Arc::new(SystemClock)),
        }
    }

    /// The same, by another clock.
    pub(crate) fn prepare_desk_by(&self, clock: Arc<dyn Clock>) -> Result<Desk, Fault> {
        let options = DeskOptions {
            database: self.database.clone(),
            keys: Some(self.keys.clone()),
            clock,
            chance: Chance::from_system(),
            hashing: Hashing::PRODUCT,
        };
        Desk::open(options).map_err(|fault| match fault {
            DeskFault::KeyMissing { .. } => Fault::KeysMissing(self.keys.clone()),
            DeskFault::Trail(SealFault::OtherKey { kind }) => Fault::OtherKey { kind, folder: self.keys.clone() },
            other => Fault::from(other),
        })
    }

    /// Where the population registers are when nothing else is said: beside the keys.
    pub(crate) fn registers(&self) -> PathBuf {
        self.keys.parent().unwrap_or(Path::new("")).join(REGISTERS)
    }

    pub(crate) fn witness(&self) -> Witness {
        Witness::at(&self.keys)
    }

    /// Whether the folder of keys holds the key of the trail.
    pub(crate) fn has_keys(&self) -> bool {
        self.keys.join("trail.key").exists()
    }

    /// Whether the data are made up: a mark beside the keys says so.
    pub(crate) fn is_practice(&self) -> bool {
        self.keys.join(PRACTICE).exists()
    }

    /// Marks the data as made up, for good, with the day that is practised on, if it is not today.
    pub(crate) fn mark_practice(&self, day: Option<Date>) -> Result<(), Fault> {
        let path = self.keys.join(PRACTICE);
        let text = day.map(|day| day.to_string()).unwrap_or_default();
        fs::write(&path, text).map_err(|why| Fault::File { path, why })
    }

    /// The day that is practised on.
    fn practice_day(&self) -> Option<Date> {
        fs::read_to_string(self.keys.join(PRACTICE)).ok()?.trim().parse().ok()
    }

    fn must_be_there(&self) -> Result<(), Fault> {
        match &self.database {
            Place::File(file) if !file.exists() => Err(Fault::NoDatabaseFile(file.clone())),
            _ => Ok(()),
        }
    }
}

/// Whoever holds the machine, as the trail names them.
pub(crate) fn machine(desk: &Desk) -> Acting {
    desk.machine(Origin { address: "command line".to_owned(), request: format!("process {}", process::id()) })
}

/// The member of staff with this login, in the first of their posts that may do this.
pub(crate) fn acting_as(desk: &Desk, login: &str, action: Action) -> Result<Acting, Fault> {
    let unknown = || Fault::NoSuchLogin(login.to_owned());
    let name = Login::parse(login).map_err(|_| unknown())?;
    let origin = Origin { address: "command line".to_owned(), request: format!("process {}", process::id()) };
    let mut last = None;
    for role in Role::ALL.iter().filter(|role| role.may(action)) {
        match desk.on_behalf_of(&name, *role, origin.clone()) {
            Err(refusal @ Refusal::NotFound { what: "assignment" }) => last = Some(refusal),
            Err(Refusal::NotFound { .. }) => return Err(unknown()),
            acting => return Ok(acting?),
        }
    }
    Err(last.map_or_else(unknown, |_| Fault::Refused(Refusal::NotAllowed { action })))
}

/// The place number of a code: of the units of `on`, else of today, else of the last day that knew it.
pub(crate) fn unit(desk: &Desk, code: &str, on: Option<Date>) -> Result<i64, Fault> {
    let places = desk.places();
    let found = match on {
        Some(day) => places.find(code, day),
        None => places.trees().iter().rev().find_map(|tree| tree.find(code)),
    };
    found.map(|unit| unit.place).ok_or_else(|| Fault::UnitUnknown(code.to_owned()))
}

/// A clock that shows the beginning of an office's day; nothing for a day at the end of time.
pub(crate) fn practice_clock(day: Date) -> Option<PracticeClock> {
    let viet_nam = TimeZone::get("Asia/Ho_Chi_Minh").expect("the time zone ships with the program");
    let morning = day.at(8, 0, 0, 0).to_zoned(viet_nam).ok()?;
    Some(PracticeClock::showing(morning.timestamp()))
}

/// The instant now.
pub(crate) fn now() -> Timestamp {
    SystemClock.now()
}
