//! What a check of the trail can find wrong.

use super::record::Record;
use kernel::{AuditRecordId, StaffId};
use std::cmp::Ordering;

/// One thing that is not as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// What is wrong.
    pub wrong: Wrong,
    /// The record, where its id is known.
    pub record: Option<AuditRecordId>,
    /// The day it was sealed on; for a record that never was, the day it claims.
    pub day: Option<String>,
    /// Its place in the day's tree, from 0.
    pub position: Option<u64>,
    /// The checkpoint concerned.
    pub checkpoint: Option<u64>,
    /// What the record says was done, where it can still be read.
    pub verb: Option<String>,
    /// Whom no record mentions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
}

/// The kinds of wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// A record is not what was sealed.
    Altered,
    /// A record is gone.
    Deleted,
    /// A record that the program did not write as it stands: inserted by hand, or altered before it was sealed.
    Inserted,
    /// A record the program wrote was taken out of the tree or off the list of what awaits sealing.
    Unhooked,
    /// The tree lacks a leaf, so the record that stood there is unknown.
    LeafMissing,
    /// A leaf is not what was signed, though its record is.
    LeafAltered,
    /// There are leaves that no checkpoint signed.
    LeafUnsigned,
    /// A leaf, or the record it stands for, is there more than once.
    LeafDoubled,
    /// The leaves as a whole do not have the root that was signed.
    RootDiffers,
    /// The list of what awaits sealing names what does not await it, or at another instant.
    NoteForged,
    /// A checkpoint between two others is gone.
    CheckpointMissing,
    /// A checkpoint was not signed by a key that is trusted.
    CheckpointForged,
    /// A checkpoint does not quote the one before it.
    CheckpointUnchained,
    /// A checkpoint that a witness holds is not, or not so, in the trail: its end was cut off or rewritten.
    WitnessContradicted,
    /// Somebody was taken on and no record says so: the trail was emptied, or its beginning was cut off.
    Beheaded,
}

impl Finding {
    pub(super) fn of_record(wrong: Wrong, day: &str, position: Option<u64>, record: Option<&Record>) -> Finding {
        Finding {
            wrong,
            record: record.map(|record| record.id),
            day: Some(day.to_owned()),
            position,
            checkpoint: None,
            verb: record.map(|record| record.verb.clone()),
            staff: None,
        }
    }

    pub(super) fn of_checkpoint(wrong: Wrong, number: u64, day: Option<String>) -> Finding {
        Finding { wrong, record: None, day, position: None, checkpoint: Some(number), verb: None, staff: None }
    }

    /// By day, then by position; what has no position comes after what has, by record and checkpoint.
    pub(super) fn order(&self, other: &Finding) -> Ordering {
        let key = |finding: &Finding| {
            (finding.position.unwrap_or(u64::MAX), finding.record, finding.checkpoint, finding.wrong)
        };
        self.day.cmp(&other.day).then_with(|| key(self).cmp(&key(other)))
    }
}

/// Findings kept to be named; beyond this they are only counted.
pub const FINDINGS_KEPT_MAX: usize = 1_000;

/// Findings as they come up, in bounded memory.
#[derive(Debug, Default)]
pub(super) struct Findings {
    kept: Vec<Finding>,
    total: u64,
}

impl Findings {
    pub(super) fn add(&mut self, finding: Finding) {
        self.total += 1;
        if self.kept.len() < FINDINGS_KEPT_MAX {
            self.kept.push(finding);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// Those kept of both, the first first, and how many there were.
    pub(super) fn merge(mut self, other: Findings) -> (Vec<Finding>, u64) {
        self.kept.extend(other.kept);
        self.kept.sort_by(Finding::order);
        self.kept.truncate(FINDINGS_KEPT_MAX);
        (self.kept, self.total + other.total)
    }
}
