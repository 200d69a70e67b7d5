//! That an index was read whole once and found sound, written beside it.
//!
//! The digest over a file of gigabytes takes longer than matching a commune. It is checked the first time, and whenever
//! the file is not the very same any more: `quangngai.reg.checked` keeps the length, the device and inode, the instants
//! of the last change of content and of anything at all, and the digest. A program that may write the index may write
//! this too, as it may write a digest that fits; what it guards against is a file that was copied badly or cut off.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// What tells one state of a file from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State(String);

impl State {
    /// Of an open file; nothing where the system does not say enough.
    #[cfg(unix)]
    pub(crate) fn of(file: &File) -> io::Result<Option<State>> {
        use std::os::unix::fs::MetadataExt as _;
        let data = file.metadata()?;
        let numbers = [data.len().to_string(), data.dev().to_string(), data.ino().to_string()];
        let instants = [(data.mtime(), data.mtime_nsec()), (data.ctime(), data.ctime_nsec())];
        let instants = instants.map(|(seconds, nanoseconds)| format!("{seconds}.{nanoseconds:09}"));
        Ok(Some(State([numbers.as_slice(), &instants].concat().join(" "))))
    }

    /// Of an open file; nothing where the system does not say enough.
    #[cfg(not(unix))]
    pub(crate) fn of(_: &File) -> io::Result<Option<State>> {
        Ok(None)
    }

    /// Whether this state was found sound, and with which digest.
    pub(crate) fn find_checked(&self, index: &Path) -> Option<[u8; 32]> {
        let note = fs::read_to_string(beside(index)).ok()?;
        let digest = note.strip_suffix('\n')?.strip_prefix(&format!("{} ", self.0))?;
        let byte = |at: usize| u8::from_str_radix(digest.get(2 * at..2 * at + 2)?, 16).ok();
        let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
        bytes?.try_into().ok().filter(|_| digest.len() == 64)
    }

    /// Writes down that it was. Where that cannot be written, it is checked again the next time.
    pub(crate) fn note(&self, index: &Path, digest: &[u8; 32]) {
        let mut line = format!("{} ", self.0);
        for byte in digest {
            write!(line, "{byte:02x}").expect("text takes text");
        }
        line.push('\n');
        let _ = fs::write(beside(index), line);
    }
}

fn beside(index: &Path) -> PathBuf {
    let mut path = index.as_os_str().to_owned();
    path.push(".checked");
    PathBuf::from(path)
}
