//! The folder a bank or the post fetches its files from.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// A file could not be put there.
#[derive(Clone, Debug, thiserror::Error)]
pub enum OutboxFault {
    /// The folder or the disk.
    #[error("{path}: {why}")]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// A file of this name is there, with other bytes.
    #[error("another file stands at {path}")]
    Occupied {
        /// Where.
        path: PathBuf,
    },
}

/// A folder for outgoing files.
#[derive(Clone, Debug)]
pub struct Outbox(PathBuf);

impl Outbox {
    /// The folder; it is made where it is not there.
    pub fn at(folder: impl Into<PathBuf>) -> Result<Outbox, OutboxFault> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(|why| io_fault(&folder, &why))?;
        Ok(Outbox(folder))
    }

    /// Puts a file there whole: under another name first, on the disk, then under its own. The same bytes twice are
    /// one file.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> Result<(), OutboxFault> {
        let path = self.0.join(name);
        match fs::read(&path) {
            Ok(there) if there == bytes => return Ok(()),
            Ok(_) => return Err(OutboxFault::Occupied { path }),
            Err(why) if why.kind() == io::ErrorKind::NotFound => {}
            Err(why) => return Err(io_fault(&path, &why)),
        }
        let draft = self.0.join(format!(".{name}.part"));
        write_durably(&draft, bytes).map_err(|why| io_fault(&draft, &why))?;
        fs::rename(&draft, &path).map_err(|why| io_fault(&path, &why))?;
        // The name itself must survive a power cut too.
        File::open(&self.0).and_then(|folder| folder.sync_all()).map_err(|why| io_fault(&self.0, &why))
    }
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn io_fault(path: &Path, why: &io::Error) -> OutboxFault {
    OutboxFault::Io { path: path.to_owned(), why: why.to_string() }
}
