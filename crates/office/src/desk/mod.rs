//! The application context: the open database, the clock, the keys, and the making of every `Acting`.

use crate::{
    Acting, Origin, Refusal,
    audit::TrailKey,
    sign_in::{Hashing, SignedIn},
};
use db::Db;
use jiff::Timestamp;
use kernel::{Chance, Clock};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
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
    Db(#[from] db::DbError),
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
}

/// Everything an operation is given besides its subject. One per program; shared by reference.
pub struct Desk {
    db: Db,
    clock: Arc<dyn Clock>,
    chance: Arc<Mutex<Chance>>,
    trail_key: Arc<TrailKey>,
}

impl Desk {
    /// Opens the database, brings its schema up to date, reads the keys or makes them.
    pub fn open(options: DeskOptions) -> Result<Desk, DeskFault> {
        let _ = options;
        todo!()
    }

    /// The database, for `read` and `write` at the outside of a request.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The instant now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The command line of whoever holds the machine, or the program's own upkeep.
    pub fn machine(&self, origin: Origin) -> Acting {
        let _ = (origin, &self.chance, &self.trail_key);
        todo!()
    }

    /// Somebody who has not signed in: may do nothing, but what they try is recorded.
    pub fn visitor(&self, origin: Origin) -> Acting {
        let _ = origin;
        todo!()
    }

    /// Whoever holds this session token: one read; one small write a minute to note that the session is alive.
    pub fn signed_in(&self, token: &str, origin: Origin) -> Result<SignedIn, Refusal> {
        let _ = (token, origin);
        todo!()
    }

    /// The service account that holds this API token.
    pub fn service(&self, token: &str, origin: Origin) -> Result<Acting, Refusal> {
        let _ = (token, origin);
        todo!()
    }
}
