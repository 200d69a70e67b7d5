//! The application context: the open database, the clock, the keys, and the making of every `Acting`.

mod keys;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

use crate::{
    Acting, Origin, Refusal, Role, Scope,
    audit::{self, CheckpointKey, SealFault, TrailKey, Witness},
    idempotency, jobs,
    places::{self, Places},
    reference,
    sign_in::{self, Hashing, Passwords, SignedIn},
    staff::{self, Login, Post},
};
use db::{Db, DbError};
use jiff::{SignedDuration, Timestamp};
use kernel::{Chance, Clock, StaffId};
use keys::Keys;
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, RwLock},
};

/// How a desk is opened.
pub struct DeskOptions {
    /// Where the data lives.
    pub database: db::Place,
    /// Where the keys live; `keys/` beside the SQLite file when not said. A server database needs it said.
    pub keys: Option<PathBuf>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Randomness: from the system in the program, seeded in tests.
    pub chance: Chance,
    /// What a password costs to check.
    pub hashing: Hashing,
}

/// Why a desk does not open.
#[derive(Debug, thiserror::Error)]
pub enum DeskFault {
    /// The database does not open, or does not migrate.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The trail was begun with keys that are not in the folder: copy them there, new ones would not do.
    #[error("the key file {path} is missing, and the trail was begun with it")]
    KeyMissing {
        /// Which file.
        path: PathBuf,
    },
    /// A key file is not readable, not writable, or not a key.
    #[error("the key file {path}: {why}")]
    Key {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// A server database was named without a folder for the keys.
    #[error("a server database needs a folder for the keys")]
    KeysFolderMissing,
    /// The unit trees or the reference data of the program do not fit into the database.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The keys are not the ones the trail was begun with.
    #[error(transparent)]
    Trail(#[from] SealFault),
}

/// Everything an operation is given besides its subject. One a program; shared by reference.
pub struct Desk {
    db: Db,
    clock: Arc<dyn Clock>,
    chance: Arc<Mutex<Chance>>,
    trail_key: Arc<TrailKey>,
    checkpoint_key: CheckpointKey,
    passwords: Passwords,
    second_factor_key: [u8; 32],
    keys_folder: PathBuf,
    places: RwLock<Arc<Places>>,
    scopes: Mutex<HashMap<i64, Scope>>,
    cleared_at: Mutex<Option<Timestamp>>,
    live: jobs::live::Live,
}

/// How often old rows are cleared away.
const CLEAR_EVERY: SignedDuration = SignedDuration::from_hours(1);

impl Desk {
    /// Opens the database, brings its schema up to date, reads the keys or makes them.
    pub fn open(options: DeskOptions) -> Result<Desk, DeskFault> {
        let DeskOptions { database, keys, clock, mut chance, hashing } = options;
        let folder = match (keys, &database) {
            (Some(folder), _) => folder,
            (None, db::Place::File(file)) => keys::folder_beside(file),
            (None, db::Place::Server(_)) => return Err(DeskFault::KeysFolderMissing),
        };
        let db = Db::open(&database)?;
        db.migrate()?;
        let may_make = !audit::has_begun(&db)?;
        let keys = Keys::open(&folder, &mut chance, may_make)?;
        let places = db.write(places::load)?;
        db.write(reference::seed)?;
        let desk = Desk::over(db, places, folder, &keys, clock, chance, hashing);
        audit::begin(&desk.db, &desk.trail_key, &desk.checkpoint_key, desk.now())?;
        Ok(desk)
    }

    fn over(
        db: Db,
        places: Places,
        keys_folder: PathBuf,
        keys: &Keys,
        clock: Arc<dyn Clock>,
        mut chance: Chance,
        hashing: Hashing,
    ) -> Desk {
        Desk {
            db,
            clock,
            passwords: Passwords::new(hashing, &mut chance),
            chance: Arc::new(Mutex::new(chance)),
            trail_key: Arc::new(TrailKey::new(keys.trail)),
            checkpoint_key: CheckpointKey::new(keys.checkpoint),
            second_factor_key: keys.second_factor,
            keys_folder,
            places: RwLock::new(Arc::new(places)),
            scopes: Mutex::default(),
            cleared_at: Mutex::default(),
            live: jobs::live::Live::default(),
        }
    }

    /// The database, for `read` and `write` at the outside of a request.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// How far jobs are inside their steps.
    pub(crate) fn live(&self) -> &jobs::live::Live {
        &self.live
    }

    /// The instant now.
    pub fn now(&self) -> Timestamp {
        // The database keeps microseconds; an instant that is compared with a stored one has no more.
        Timestamp::from_microsecond(self.clock.now().as_microsecond()).expect("cutting digits off stays in range")
    }

    /// The instant that a telephone outside shows: one-time codes are made by it, also while another day is practised.
    pub(crate) fn outside_now(&self) -> Timestamp {
        self.clock.outside()
    }

    /// The dated unit trees.
    pub fn places(&self) -> Arc<Places> {
        Arc::clone(&self.places.read().expect("nobody panics while reading places"))
    }

    /// Reads the unit trees again, after one was loaded.
    pub fn reload_places(&self) -> Result<(), Refusal> {
        let places = self.db.read(places::read)?;
        *self.places.write().expect("nobody panics while reading places") = Arc::new(places);
        self.scopes.lock().expect("nobody panics while looking a scope up").clear();
        Ok(())
    }

    /// Clears away what nobody asks about any more: old sessions, wrong tries, repeated answers. Once an hour, by
    /// whichever worker has nothing else to do; it belongs to no request, so that no request waits for it.
    pub(crate) fn clear_old(&self) -> Result<(), DbError> {
        let now = self.now();
        let mut cleared = self.cleared_at.lock().expect("nobody panics while clearing away");
        if cleared.is_some_and(|at| now.duration_since(at) < CLEAR_EVERY) {
            return Ok(());
        }
        self.db.write_alone(|tx| sign_in::clear_old(tx, now).and_then(|()| idempotency::clear_old(tx, now)))?;
        *cleared = Some(now);
        Ok(())
    }

    /// The key that marks the trail's records.
    pub fn trail_key(&self) -> &TrailKey {
        &self.trail_key
    }

    /// The key that signs the trail's checkpoints.
    pub fn checkpoint_key(&self) -> &CheckpointKey {
        &self.checkpoint_key
    }

    /// The witness beside the keys: it keeps the trail's newest checkpoint outside the database.
    pub fn witness(&self) -> Witness {
        Witness::at(&self.keys_folder)
    }

    /// Random bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        self.chance.lock().expect("nobody panics while drawing bytes").bytes()
    }

    /// Checks and makes password hashes.
    pub(crate) fn passwords(&self) -> &Passwords {
        &self.passwords
    }

    /// What the secrets of authenticator apps and recovery codes are derived from.
    pub(crate) fn second_factor_key(&self) -> &[u8; 32] {
        &self.second_factor_key
    }

    /// The command line of whoever holds the machine, or the program's own upkeep.
    pub fn machine(&self, origin: Origin) -> Acting {
        self.acting(Acting::nobody(), Role::Machine, origin)
    }

    /// Somebody who has not signed in: may do nothing, but what they try is recorded.
    pub fn visitor(&self, origin: Origin) -> Acting {
        self.acting(Acting::nobody(), Role::Visitor, origin)
    }

    /// A member of staff at the machine's own command line, in the first of their posts that has this role. Whoever
    /// holds the machine acts in that person's name; the trail keeps that it was there and not in a browser.
    pub fn on_behalf_of(&self, login: &Login, role: Role, origin: Origin) -> Result<Acting, Refusal> {
        let today = kernel::today_in_vietnam(self.now());
        let (staff, post) = self.db.read(|tx| staff::find_post(tx, login, role, today))?;
        Ok(self.acting_at(staff, Some(&post), origin))
    }

    /// Whoever holds this session token: one read, and one small write a minute to note that the session is alive.
    pub fn signed_in(&self, token: &str, origin: &Origin) -> Result<SignedIn, Refusal> {
        sign_in::resume(self, token, origin)
    }

    /// The service account that holds this API token.
    pub fn service(&self, token: &str, origin: &Origin) -> Result<Acting, Refusal> {
        staff::service(self, token, origin)
    }

    /// A person in a role, or as nothing yet; the area comes with the post.
    pub(crate) fn acting_at(&self, staff: StaffId, post: Option<&Post>, origin: Origin) -> Acting {
        let Some(post) = post else { return self.acting(staff, Role::Visitor, origin) };
        let scope = post.place.map_or_else(Scope::nowhere, |place| self.scope_of(place));
        Acting {
            role: post.role,
            assignment: Some(post.assignment),
            office: post.office,
            place: post.place,
            scope,
            ..self.acting(staff, post.role, origin)
        }
    }

    /// What the officers of the unit numbered `place` see: the unit, and in the other dated trees what lies wholly in it.
    fn scope_of(&self, place: i64) -> Scope {
        let mut known = self.scopes.lock().expect("nobody panics while looking a scope up");
        known.entry(place).or_insert_with(|| Scope::through_time(&self.places(), place)).clone()
    }

    fn acting(&self, staff: StaffId, role: Role, origin: Origin) -> Acting {
        Acting {
            staff,
            role,
            assignment: None,
            office: None,
            place: None,
            scope: Scope::nowhere(),
            origin,
            now: self.now(),
            chance: Arc::clone(&self.chance),
            trail_key: Arc::clone(&self.trail_key),
        }
    }
}
