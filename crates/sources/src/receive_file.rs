//! Taking a file in: all of it, or nothing.

use crate::{
    CategoryNames, FileFault, FileRead, MovementKind, Reading, Refusal, SourceFile, SourceKind, Taken, Told, Workbook,
    read_file,
    read_file::{count_hidden, read_lines},
    store::{self, FaultRow, Stored},
};
use db::Tx;
use kernel::SourceFileId;
use office::{
    Acting, Action,
    audit::{self, Entry},
    letters::FileDigest,
    places::Places,
    reference::{self, Category},
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// The most characters of a file's name.
const NAME_CHARS_MAX: usize = 200;
/// Rows on their way into the database at once.
const ROWS_AT_ONCE: usize = 10_000;
/// How often it is told how many lines are read.
const LINES_TOLD: i64 = 1_000;
/// Held by whoever receives a file, so that the same bytes are received once.
pub(crate) const LOCK: &str = "sources.receive";

/// A file as it was sent.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'b> {
    /// Whose list it is.
    pub source: SourceKind,
    /// The unit that sent it, as a place number.
    pub place: i64,
    /// Its name, without folders.
    pub name: &'b str,
    /// Its bytes.
    pub content: &'b [u8],
}

/// What came of receiving a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It is new.
    Created(SourceFile),
    /// These very bytes were received before: nothing was done.
    Exists(SourceFile),
    /// These very bytes were received before as something else.
    ExistsWithDifferent {
        /// The first import.
        file: SourceFile,
        /// What differs: `source` or `place`.
        field: &'static str,
    },
}

/// Receives a file: its bytes, its rows and its faults in the caller's transaction. The rows do not touch anybody yet.
/// A file without headings that are recognised is kept by itself, and waits for an officer to say what its columns are.
pub fn receive_file(tx: &mut Tx<'_>, acting: &Acting, places: &Places, new: &NewFile<'_>) -> Result<Receipt, Refusal> {
    receive_file_telling(tx, acting, places, new, &|_| {})
}

/// The same, telling now and then how many rows and faults are in the database.
pub(crate) fn receive_file_telling(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    new: &NewFile<'_>,
    tell: &dyn Fn(i64),
) -> Result<Receipt, Refusal> {
    acting.must(Action::ImportSource)?;
    let outside = office::Refusal::OutsideArea;
    places.unit(new.place).filter(|unit| acting.scope.covers(unit.place)).ok_or(outside)?;
    if new.name.is_empty() || new.name.chars().count() > NAME_CHARS_MAX {
        return Err(Refusal::Name { longest: NAME_CHARS_MAX });
    }
    let sha256 = FileDigest(Sha256::digest(new.content).into());
    tx.lock(LOCK)?;
    if let Some(file) = store::find_by_digest(tx, &sha256)? {
        return known(acting, new, file);
    }
    let file_id = acting.new_id();
    let told = Told { remembered: store::list_mappings(tx, new.place)?, ..Told::default() };
    let read = match read_into(tx, acting, places, new, (&told, tell), file_id) {
        // An officer says what its columns are.
        Err(Refusal::File(FileFault::NoHeader)) => nothing_read(tx, acting, places, new)?,
        read => read?,
    };
    let file = file_of(acting, new, sha256, file_id, read);
    store::insert_file(tx, &file)?;
    store::insert_content(tx, file.id, new.content)?;
    audit::record(tx, acting, entry(&file))?;
    Ok(Receipt::Created(file))
}

/// Reads a file's rows and faults into the database.
pub(crate) fn read_into(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    new: &NewFile<'_>,
    (told, tell): (&Told, &dyn Fn(i64)),
    file_id: SourceFileId,
) -> Result<FileRead, Refusal> {
    with_reading(tx, acting, places, (new.source, new.place), told, |tx, reading| {
        let (rows, movements, faults) = (Vec::new(), Vec::new(), Vec::new());
        let mut loading = Loading { tx, file_id, rows, movements, faults, read: 0, tell };
        let mut read = read_file(new.content, reading, |taken| loading.take(taken))?;
        loading.flush()?;
        if read.has_twins {
            let (repeated, doubtful) = store::send_repeated_back(tx, file_id)?;
            read.rows_good -= repeated;
            read.rows_bad += repeated;
            read.rows_doubtful = doubtful;
            store::number_twins(tx, file_id)?;
        }
        Ok(read)
    })
}

/// Reads some of its lines again.
pub(crate) fn read_lines_into(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    file: &SourceFile,
    told: &Told,
    lines: &BTreeSet<i64>,
) -> Result<(), Refusal> {
    let content = store::load_content(tx, file.id)?;
    with_reading(tx, acting, places, (file.source, file.place), told, |tx, reading| {
        let (rows, movements, faults) = (Vec::new(), Vec::new(), Vec::new());
        let mut loading = Loading { tx, file_id: file.id, rows, movements, faults, read: 0, tell: &|_| {} };
        read_lines(&content, reading, lines, |taken| loading.take(taken))?;
        loading.flush()
    })
}

fn with_reading<T>(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    (source, place): (SourceKind, i64),
    told: &Told,
    read: impl FnOnce(&mut Tx<'_>, &Reading<'_>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let unit = places.unit(place).ok_or(office::Refusal::OutsideArea)?;
    let known = reference::list_all::<Category>(tx)?;
    let categories = CategoryNames::new(source, known.iter().map(|version| &version.value));
    read(tx, &Reading { source, places, unit, categories: &categories, today: acting.today(), told })
}

/// Nothing to store but the file itself, and what it hides.
fn nothing_read(tx: &mut Tx<'_>, acting: &Acting, places: &Places, new: &NewFile<'_>) -> Result<FileRead, Refusal> {
    let mut book = Workbook::open(new.content)?;
    let (form, sheets) = (book.form(), Vec::new());
    let told = Told::default();
    let hidden = with_reading(tx, acting, places, (new.source, new.place), &told, |_, reading| {
        Ok(count_hidden(&mut book, reading))
    })?;
    Ok(FileRead {
        form,
        sheets,
        rows_good: 0,
        rows_doubtful: 0,
        rows_bad: 0,
        lines_skipped: 0,
        hidden,
        has_twins: false,
    })
}

fn known(acting: &Acting, new: &NewFile<'_>, file: SourceFile) -> Result<Receipt, Refusal> {
    if !acting.scope.covers(file.place) {
        // That somebody elsewhere has the file is theirs to know.
        return Err(office::Refusal::OutsideArea.into());
    }
    Ok(if file.source != new.source {
        Receipt::ExistsWithDifferent { file, field: "source" }
    } else if file.place != new.place {
        Receipt::ExistsWithDifferent { file, field: "place" }
    } else {
        Receipt::Exists(file)
    })
}

/// Rows and faults that wait for the next load.
struct Loading<'t, 'd> {
    tx: &'t mut Tx<'d>,
    file_id: SourceFileId,
    rows: Vec<Stored>,
    movements: Vec<Stored>,
    faults: Vec<FaultRow>,
    /// Lines so far.
    read: i64,
    tell: &'t dyn Fn(i64),
}

impl Loading<'_, '_> {
    fn take(&mut self, taken: Taken) -> Result<(), Refusal> {
        self.read += 1;
        if self.read % LINES_TOLD == 0 {
            (self.tell)(self.read);
        }
        let faults = match taken {
            Taken::Row(row, faults) => {
                self.rows.push(store::row_params(self.file_id, &row));
                faults
            }
            Taken::Movement(movement, faults) => {
                // Who is to be entitled is matched with the register like everybody on a list.
                if movement.kind == MovementKind::Increase {
                    self.rows.push(store::row_params(self.file_id, &movement.row));
                }
                self.movements.push(store::movement_params(self.file_id, &movement));
                faults
            }
            Taken::Back(faults) => faults,
        };
        self.faults.extend(faults.iter().map(|fault| store::fault_params(self.file_id, fault)));
        let waiting = self.rows.len() + self.movements.len() + self.faults.len();
        if waiting < ROWS_AT_ONCE { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), Refusal> {
        store::insert_rows(self.tx, std::mem::take(&mut self.rows))?;
        store::insert_movements(self.tx, std::mem::take(&mut self.movements))?;
        store::insert_faults(self.tx, std::mem::take(&mut self.faults))?;
        Ok(())
    }
}

fn file_of(acting: &Acting, new: &NewFile<'_>, sha256: FileDigest, id: SourceFileId, read: FileRead) -> SourceFile {
    SourceFile {
        id,
        source: new.source,
        place: new.place,
        name: new.name.to_owned(),
        form: read.form,
        size: i64::try_from(new.content.len()).expect("a file is smaller than the memory"),
        sha256,
        rows_good: read.rows_good,
        rows_doubtful: read.rows_doubtful,
        rows_bad: read.rows_bad,
        lines_skipped: read.lines_skipped,
        mapping: read.sheets,
        hidden: read.hidden,
        received_by: acting.staff,
        received_at: acting.now,
        replaced_by: None,
    }
}

fn entry(file: &SourceFile) -> Entry {
    Entry {
        verb: "sources.receive",
        subject_kind: "source_file",
        subject: file.id.to_string(),
        place: Some(file.place),
        why: None,
        from: None,
        to: Some(json!({
            "source": file.source,
            "name": file.name,
            "form": file.form,
            "size": file.size,
            "sha256": file.sha256.to_string(),
            "rows_good": file.rows_good,
            "rows_doubtful": file.rows_doubtful,
            "rows_bad": file.rows_bad,
        })),
    }
}

impl From<Refusal> for office::jobs::Stop {
    fn from(refusal: Refusal) -> office::jobs::Stop {
        match refusal {
            Refusal::Db(error) => error.into(),
            Refusal::Office(refusal) => refusal.into(),
            Refusal::File(fault) => office::jobs::Stop::Failed(format!("sources.{}", FileFault::key(fault))),
            other => office::jobs::Stop::Failed(other.to_string()),
        }
    }
}
