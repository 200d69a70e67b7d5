//! A part of the trail as a file for an outside witness, who needs nothing but the file and the public key.
//!
//! JSON lines: a heading, then for each day its checkpoints and its records in order, then an end with the counts.
//! A file of whole days lets the witness count every root again. A file of chosen records carries with each one the
//! proof that it stands in its day's tree.

use super::{
    checkpoint::Checkpoint,
    record::Record,
    store::{self, Kept, Stands},
    tree::{Edge, Hash, Tree},
};
use db::{Db, DbError, Tx};
use jiff::{Timestamp, civil::Date};
use kernel::StaffId;
use std::io::{self, Write};

/// Which part of the trail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// From this day of sealing on.
    pub from: Option<Date>,
    /// Until this day, included.
    pub to: Option<Date>,
    /// Only what this person did.
    pub staff: Option<StaffId>,
    /// Only what was done to this subject.
    pub subject: Option<String>,
    /// The checkpoint the witness holds: the file proves that the day's tree only grew since.
    pub since: Option<Checkpoint>,
}

impl Part {
    /// Whether every record of its days belongs to it.
    pub fn is_whole_days(&self) -> bool {
        self.staff.is_none() && self.subject.is_none()
    }

    fn has(&self, record: &Record) -> bool {
        self.staff.is_none_or(|staff| staff == record.staff)
            && self.subject.as_ref().is_none_or(|subject| *subject == record.subject)
    }
}

/// One line of an exported file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub(super) enum Line {
    /// The first line.
    Trail {
        /// Of this layout.
        version: u32,
        /// Whether the records of each day are all there.
        whole_days: bool,
        /// When the file was made.
        #[serde(with = "super::record::instant")]
        made_at: Timestamp,
    },
    /// A checkpoint.
    Checkpoint(Checkpoint),
    /// The day's tree begins with the one that an older checkpoint signed.
    Extends {
        /// The older checkpoint.
        older: Checkpoint,
        /// The way from its root to that of the day's last checkpoint.
        proof: Vec<HexHash>,
    },
    /// A record.
    Record(Box<SealedRecord>),
    /// The last line: a file without it was cut off.
    End {
        /// Checkpoints in the file.
        checkpoints: u64,
        /// Records in the file.
        records: u64,
    },
}

/// The layout written and read here.
pub(super) const VERSION: u32 = 1;

/// A record with its place in a day's tree.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct SealedRecord {
    /// The day it was sealed on.
    pub(super) day: Date,
    /// Where in the tree.
    pub(super) position: u64,
    /// The way to the root that the day's last checkpoint signed; left out in a file of whole days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) proof: Option<Vec<HexHash>>,
    /// What was done.
    pub(super) record: Record,
}

/// A digest as hexadecimal text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub(super) struct HexHash(#[serde(with = "super::hex")] pub(super) Hash);

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Exported {
    /// Days.
    pub days: u64,
    /// Checkpoints.
    pub checkpoints: u64,
    /// Records.
    pub records: u64,
    /// The last checkpoint, for the witness to keep.
    pub last: Option<Checkpoint>,
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// The file could not be written.
    #[error("the export cannot be written")]
    Write(#[from] io::Error),
    /// The day's tree is not what its last checkpoint signed: verify first.
    #[error("the trail of {day} is not what was signed")]
    DayDamaged {
        /// The day.
        day: String,
    },
    /// A sealed record is gone or unreadable: verify first.
    #[error("the record at position {position} of {day} cannot be read")]
    Damaged {
        /// The day.
        day: String,
        /// The position.
        position: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Writes the sealed records of `part` with their checkpoints. A file of whole days is written as it is read; one with
/// proofs holds the hashes of one day at a time in memory, 64 bytes a record.
pub fn export(db: &Db, part: &Part, now: Timestamp, out: &mut dyn Write) -> Result<Exported, ExportFault> {
    db.read(|tx| {
        let mut writer = Writer { out, done: Exported::default() };
        writer.line(&Line::Trail { version: VERSION, whole_days: part.is_whole_days(), made_at: now })?;
        for day in store::list_days(tx, part.from, part.to)? {
            let day = day.ok_or_else(|| ExportFault::DayDamaged { day: "?".to_owned() })?;
            writer.day(tx, part, &day)?;
        }
        let Exported { checkpoints, records, .. } = writer.done;
        writer.line(&Line::End { checkpoints, records })?;
        writer.out.flush()?;
        Ok(writer.done)
    })
}

struct Writer<'a> {
    out: &'a mut dyn Write,
    done: Exported,
}

impl Writer<'_> {
    fn line(&mut self, line: &Line) -> Result<(), ExportFault> {
        serde_json::to_writer(&mut self.out, line).map_err(io::Error::from)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    fn day(&mut self, tx: &mut Tx<'_>, part: &Part, day: &str) -> Result<(), ExportFault> {
        let checkpoints = readable(store::list_checkpoints(tx, day)?, day)?;
        let Some(last) = checkpoints.last().cloned() else { return Ok(()) };
        for checkpoint in checkpoints {
            self.line(&Line::Checkpoint(checkpoint))?;
            self.done.checkpoints += 1;
        }
        let is_older = |older: &&Checkpoint| older.day == last.day && (1..=last.size).contains(&older.size);
        let older = part.since.as_ref().filter(is_older);
        let tree = if part.is_whole_days() && older.is_none() {
            None
        } else {
            Some(sound_tree(store::list_leaf_hashes(tx, day, last.size)?, &last)?)
        };
        if let Some((older, tree)) = older.zip(tree.as_ref()) {
            let proof = hex_hashes(tree.prove_consistency(older.size, last.size));
            self.line(&Line::Extends { older: older.clone(), proof })?;
        }
        let tree = tree.filter(|_| !part.is_whole_days());
        store::each_leaf(tx, day, |leaf| {
            let Some(position) = leaf.position.filter(|position| *position < last.size) else { return Ok(()) };
            let Stands::Readable(record, _) = leaf.stands else {
                return Err(ExportFault::Damaged { day: day.to_owned(), position });
            };
            if !part.has(&record) {
                return Ok(());
            }
            let proof = tree.as_ref().map(|tree| hex_hashes(tree.prove_inclusion(position, last.size)));
            self.done.records += 1;
            let sealed = SealedRecord { day: last.day, position, proof, record: *record };
            self.line(&Line::Record(Box::new(sealed)))
        })?;
        self.done.days += 1;
        self.done.last = Some(last);
        Ok(())
    }
}

/// All of a day's checkpoints, or that one cannot be read.
fn readable(kept: Vec<Kept>, day: &str) -> Result<Vec<Checkpoint>, ExportFault> {
    let each = kept.into_iter().map(|kept| match kept {
        Kept::Readable(checkpoint) => Ok(*checkpoint),
        Kept::Unreadable(_) => Err(ExportFault::DayDamaged { day: day.to_owned() }),
    });
    each.collect()
}

/// The tree to prove from. Proofs from leaves that are not the signed ones would lead nowhere.
fn sound_tree(leaves: Vec<Hash>, last: &Checkpoint) -> Result<Tree, ExportFault> {
    let mut edge = Edge::default();
    for leaf in &leaves {
        edge.push(*leaf);
    }
    if edge.size() == last.size && edge.root() == last.root {
        return Ok(Tree::new(leaves));
    }
    Err(ExportFault::DayDamaged { day: last.day.to_string() })
}

fn hex_hashes(hashes: Vec<Hash>) -> Vec<HexHash> {
    hashes.into_iter().map(HexHash).collect()
}
