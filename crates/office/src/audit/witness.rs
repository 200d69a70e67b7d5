//! What is kept outside the database so that the trail can be held to it: the fingerprints' other half, the public key,
//! the newest checkpoint.

use super::{
    checkpoint::{Checkpoint, CheckpointKey, PublicKey, PublicKeyFault},
    key::TrailKey,
    seal::SealFault,
    store,
};
use db::{Db, DbError, Tx};
use jiff::Timestamp;
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Compares this program's keys with the ones the trail was begun with; the first program to come begins it.
///
/// Call it once at the start: a second server with keys of its own would write records that no `verify` believes.
pub fn begin(db: &Db, trail: &TrailKey, checkpoint: &CheckpointKey, now: Timestamp) -> Result<(), SealFault> {
    let keys = [("trail", trail.fingerprint()), ("checkpoint", *checkpoint.public().as_bytes())];
    db.write(|tx| {
        tx.lock("audit.begin")?;
        for (kind, print) in &keys {
            match store::find_fingerprint(tx, kind)? {
                None => store::insert_fingerprint(tx, kind, print, now)?,
                Some(begun) if begun == *print => {}
                Some(_) => return Err(SealFault::OtherKey { kind }),
            }
        }
        Ok(())
    })
}

/// Whether a program has begun the trail, so that new keys would be wrong ones.
pub fn has_begun(db: &Db) -> Result<bool, DbError> {
    db.read(|tx| Ok(store::find_fingerprint(tx, "trail")?.is_some()))
}

/// A folder that keeps the newest checkpoint: a witness on the spot, so that a trail cut short in the database shows
/// even if nobody ever took a checkpoint away.
#[derive(Clone, Debug)]
pub struct Witness {
    folder: PathBuf,
}

/// Why a witness's file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WitnessFault {
    /// It cannot be read or written.
    #[error("the file {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It holds no checkpoint.
    #[error("the file {path} holds no checkpoint")]
    NotACheckpoint {
        /// Which.
        path: PathBuf,
    },
    /// The trail no longer has the checkpoint that was kept: its end was cut off or rewritten.
    #[error("the trail no longer has checkpoint {seen}")]
    Contradicted {
        /// Its number.
        seen: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// It holds no public key.
    #[error("the file {path} holds no public key")]
    NotAPublicKey {
        /// Which.
        path: PathBuf,
        /// Why.
        source: PublicKeyFault,
    },
}

impl Witness {
    /// The newest checkpoint of this folder's trail.
    pub const FILE: &'static str = "checkpoint.json";

    /// The witness that lives in `folder`.
    pub fn at(folder: &Path) -> Witness {
        Witness { folder: folder.to_owned() }
    }

    /// Keeps `newest` if the trail it belongs to still has the checkpoint kept before; else says so and keeps the old
    /// one, for it is the evidence. After a backup was restored on purpose, the file is removed by hand.
    pub fn follow(&self, db: &Db, newest: &Checkpoint) -> Result<(), WitnessFault> {
        let seen = self.find()?;
        let is_followed = match &seen {
            None => true,
            Some(seen) => seen.number <= newest.number && db.read(|tx| has_checkpoint(tx, seen))?,
        };
        match seen {
            Some(seen) if !is_followed => Err(WitnessFault::Contradicted { seen: seen.number }),
            _ => self.keep(newest),
        }
    }

    /// The file is always whole, also after a power cut.
    fn keep(&self, checkpoint: &Checkpoint) -> Result<(), WitnessFault> {
        let path = self.folder.join(Witness::FILE);
        let draft = self.folder.join(format!("{}.new", Witness::FILE));
        let text = serde_json::to_string_pretty(checkpoint).expect("a checkpoint is JSON");
        write_synced(&draft, &text)
            .and_then(|()| fs::rename(&draft, &path))
            .map_err(|source| WitnessFault::File { path, source })
    }

    /// The checkpoint kept last.
    pub fn find(&self) -> Result<Option<Checkpoint>, WitnessFault> {
        match read_checkpoint(&self.folder.join(Witness::FILE)) {
            Err(WitnessFault::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
            found => found.map(Some),
        }
    }
}

/// Whether the trail still has this checkpoint, word for word.
pub fn has_checkpoint(tx: &mut Tx<'_>, checkpoint: &Checkpoint) -> Result<bool, DbError> {
    let stands = store::find_checkpoint(tx, checkpoint.number)?;
    Ok(stands.is_some_and(|stands| stands.text() == checkpoint.text()))
}

/// A checkpoint from a file of its own.
pub fn read_checkpoint(path: &Path) -> Result<Checkpoint, WitnessFault> {
    serde_json::from_str(&read(path)?).map_err(|_| WitnessFault::NotACheckpoint { path: path.to_owned() })
}

/// A public key from a file of its own.
pub fn read_public_key(path: &Path) -> Result<PublicKey, WitnessFault> {
    read(path)?.parse().map_err(|source| WitnessFault::NotAPublicKey { path: path.to_owned(), source })
}

fn read(path: &Path) -> Result<String, WitnessFault> {
    fs::read_to_string(path).map_err(|source| WitnessFault::File { path: path.to_owned(), source })
}

fn write_synced(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
