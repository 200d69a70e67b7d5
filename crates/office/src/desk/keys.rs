//! The key files: secrets that must not lie in the database they protect.

use super::DeskFault;
use kernel::Chance;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// What each key is for, and its file.
const TRAIL: &str = "trail.key";
const CHECKPOINT: &str = "checkpoint.key";
const SECOND_FACTOR: &str = "second-factor.key";

/// The secrets of one installation. Every program that shares its database shares them.
pub(super) struct Keys {
    /// Marks the records of the trail.
    pub(super) trail: [u8; 32],
    /// The seed of the key that signs checkpoints.
    pub(super) checkpoint: [u8; 32],
    /// The secrets of authenticator apps and recovery codes are derived from it.
    pub(super) second_factor: [u8; 32],
}

impl Keys {
    /// Keys that no folder keeps, for a story that ends with its database.
    #[cfg(any(test, feature = "testing"))]
    pub(super) fn drawn(chance: &mut Chance) -> Keys {
        Keys { trail: chance.bytes(), checkpoint: chance.bytes(), second_factor: chance.bytes() }
    }

    /// Reads the keys in `folder`, and makes those that are missing if there is nothing yet that they must fit.
    pub(super) fn open(folder: &Path, chance: &mut Chance, may_make: bool) -> Result<Keys, DeskFault> {
        if may_make {
            make_folder(folder).map_err(|why| fault(folder, &why))?;
        }
        let mut key = |name: &str| {
            let path = folder.join(name);
            if !may_make && !path.exists() {
                return Err(DeskFault::KeyMissing { path });
            }
            read_or_make(&path, &chance.bytes()).map_err(|why| fault(&path, &why))
        };
        Ok(Keys { trail: key(TRAIL)?, checkpoint: key(CHECKPOINT)?, second_factor: key(SECOND_FACTOR)? })
    }
}

/// `keys/` beside the file of the database.
pub(super) fn folder_beside(database: &Path) -> PathBuf {
    database.parent().unwrap_or(Path::new("")).join("keys")
}

fn fault(path: &Path, why: &io::Error) -> DeskFault {
    DeskFault::Key { path: path.to_owned(), why: why.to_string() }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Two programs may start at once: both write a whole file aside, one of them wins the name, both read the winner's.
fn read_or_make(path: &Path, fresh: &[u8; 32]) -> io::Result<[u8; 32]> {
    match fs::read_to_string(path) {
        Ok(text) => {
            parse(&text).ok_or_else(|| io::Error::new(ErrorKind::InvalidData, "64 hexadecimal digits expected"))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make(path, fresh)?;
            read_or_make(path, fresh)
        }
        Err(error) => Err(error),
    }
}

fn make(path: &Path, key: &[u8; 32]) -> io::Result<()> {
    let aside = path.with_extension(format!("{}.new", crate::sign_in::hex(&key[..4])));
    // Another program's leftover, or our own from a crash: it was never the key.
    let _ = fs::remove_file(&aside);
    let written = write_private(&aside, &format!("{}\n", crate::sign_in::hex(key)));
    // A link never replaces: whoever comes second finds the name taken.
    let linked = written.and_then(|()| match fs::hard_link(&aside, path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other,
    });
    let _ = fs::remove_file(&aside);
    linked?;
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// 64 hexadecimal digits, with or without a line end.
fn parse(text: &str) -> Option<[u8; 32]> {
    let digits = text.trim_end();
    if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(digits.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_are_made_once_and_read_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = folder.path().join("du lieu/keys");
        let first = Keys::open(&keys, &mut Chance::seeded(1), true).expect("keys");
        let again = Keys::open(&keys, &mut Chance::seeded(2), false).expect("keys");
        assert_eq!(
            (first.trail, first.checkpoint, first.second_factor),
            (again.trail, again.checkpoint, again.second_factor)
        );
        assert_ne!(first.trail, first.checkpoint);
        assert_eq!(fs::read_dir(&keys).expect("the folder").count(), 3);
    }

    #[test]
    fn a_lost_key_is_missed_and_not_made_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let lost = Keys::open(folder.path(), &mut Chance::seeded(1), false).err().expect("a fault");
        assert!(matches!(lost, DeskFault::KeyMissing { path } if path.ends_with(TRAIL)));
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_a_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let keys = folder.path().join("keys");
        Keys::open(&keys, &mut Chance::seeded(1), true).expect("keys");
        let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode(&keys), 0o700);
        assert_eq!(mode(&keys.join(TRAIL)), 0o600);
    }

    #[test]
    fn a_damaged_key_is_never_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(TRAIL), "half a k").expect("a file");
        let fault = Keys::open(folder.path(), &mut Chance::seeded(1), true).err().expect("a fault");
        assert!(fault.to_string().contains("64 hexadecimal digits"), "{fault}");
        assert_eq!(fs::read_to_string(folder.path().join(TRAIL)).expect("the file"), "half a k");
    }

    #[test]
    fn programs_that_start_at_once_agree_on_the_keys() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = |seed: u64| Keys::open(folder.path(), &mut Chance::seeded(seed), true).expect("keys").trail;
        let trails: Vec<_> = std::thread::scope(|threads| {
            let started: Vec<_> = (0..8).map(|seed| threads.spawn(move || open(seed))).collect();
            started.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        assert!(trails.iter().all(|trail| *trail == trails[0]));
    }

    proptest! {
        #[test]
        fn any_text_is_a_key_or_none(text in ".{0,80}") {
            if let Some(key) = parse(&text) {
                prop_assert_eq!(crate::sign_in::hex(&key), text.trim_end().to_lowercase());
            }
        }

        #[test]
        fn a_key_reads_back(key: [u8; 32]) {
            prop_assert_eq!(parse(&format!("{}\n", crate::sign_in::hex(&key))), Some(key));
        }
    }
}
