//! The folder in which the server finds the registers it may ask: one index a register, named after its digest.

use crate::{
    model::{MODEL, Model},
    register::{Register, Snapshot},
    register_file::{FileFault, read_heading},
};
use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The end of an index file's name.
const END: &str = "reg";

/// The folder.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
    /// The weights by which its registers are asked, where they are not the program's own.
    model: Option<Arc<Model>>,
}

/// An index in the folder, by its heading alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// Where it is.
    pub path: PathBuf,
    /// Which register, of when.
    pub snapshot: Snapshot,
    /// SHA-256 of its file.
    pub digest: [u8; 32],
}

impl Shelf {
    /// The shelf that is, or will be, this folder.
    pub fn at(folder: impl Into<PathBuf>) -> Shelf {
        Shelf { folder: folder.into(), model: None }
    }

    /// The same shelf, its registers asked by the weights of a model of one's own.
    #[must_use]
    pub fn with_model(self, model: Model) -> Shelf {
        Shelf { model: Some(Arc::new(model)), ..self }
    }

    /// The weights by which its registers are asked.
    pub fn model(&self) -> &Model {
        self.model.as_deref().unwrap_or(&MODEL)
    }

    /// The folder, made if need be.
    pub fn folder(&self) -> io::Result<&Path> {
        fs::create_dir_all(&self.folder)?;
        Ok(&self.folder)
    }

    /// The registers there are, the newest first: by the day they were taken, then by when they came. A file that is no
    /// index is passed over.
    pub fn list(&self) -> io::Result<Vec<Shelved>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(self.folder()?)? {
            let path = entry?.path();
            if path.extension().is_none_or(|end| end != END) {
                continue;
            }
            if let Ok(shelved) = look(&path) {
                let came = fs::metadata(&path)?.modified()?;
                found.push((shelved.snapshot.taken_on, came, shelved));
            }
        }
        found.sort_by(|one, other| (other.0, other.1, &other.2.path).cmp(&(one.0, one.1, &one.2.path)));
        Ok(found.into_iter().map(|(_, _, shelved)| shelved).collect())
    }

    /// Puts a register on the shelf. Nobody finds half of one: it is written beside its place and moved there.
    pub fn put(&self, register: &Register) -> Result<PathBuf, FileFault> {
        let mut name = String::with_capacity(64);
        for byte in register.digest() {
            write!(name, "{byte:02x}").expect("text takes text");
        }
        let path = self.folder()?.join(format!("{name}.{END}"));
        let part = path.with_extension("part");
        let mut to = BufWriter::with_capacity(1 << 18, File::create(&part)?);
        register.write(&mut to)?;
        to.flush()?;
        to.get_ref().sync_all()?;
        fs::rename(&part, &path)?;
        Ok(path)
    }
}

impl Shelved {
    /// The register itself, for so many rows: see [`Register::open`].
    pub fn open(&self, rows: usize) -> Result<Register, FileFault> {
        Register::open(&self.path, rows)
    }
}

fn look(path: &Path) -> Result<Shelved, FileFault> {
    let mut file = File::open(path)?;
    let snapshot = read_heading(&mut file)?;
    let mut digest = [0; 32];
    file.seek(SeekFrom::End(-32))?;
    file.read_exact(&mut digest)?;
    Ok(Shelved { path: path.to_owned(), snapshot, digest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PersonEntry, RegisterBuilder};
    use jiff::civil::date;

    fn register(name: &str, taken_on: Option<jiff::civil::Date>) -> Register {
        let mut builder = RegisterBuilder::new();
        builder.add(&PersonEntry { pid: "p1", full_name: name, ..PersonEntry::default() }).expect("a person");
        builder.finish(Snapshot { name: format!("{name}.csv"), taken_on }).expect("a register")
    }

    #[test]
    fn the_newest_register_stands_first_and_what_is_none_is_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::at(folder.path().join("registers"));
        assert_eq!(shelf.list().expect("a folder"), []);
        let (old, new) =
            (register("Võ Thị An", Some(date(2023, 12, 1))), register("Lê Văn Bình", Some(date(2024, 1, 8))));
        shelf.put(&new).expect("a file");
        shelf.put(&old).expect("a file");
        shelf.put(&new).expect("the same file again");
        fs::write(shelf.folder().expect("a folder").join("other.reg"), b"no index at all").expect("a file");
        let found = shelf.list().expect("a folder");
        assert_eq!(
            found.iter().map(|one| one.snapshot.name.as_str()).collect::<Vec<_>>(),
            ["Lê Văn Bình.csv", "Võ Thị An.csv"]
        );
        assert_eq!(found[0].digest, *new.digest());
        assert_eq!(found[0].open(1).expect("a register").digest(), new.digest());
    }
}
