//! Checking an exported file without the database, as an outside witness does.

use super::{
    checkpoint::{Checkpoint, PublicKey},
    export::{HexHash, Line, SealedRecord, VERSION},
    finding::{Finding, Findings, Wrong},
    tree::{self, Edge, leaf_hash},
    verify::{Report, chain},
};
use std::{
    collections::BTreeSet,
    io::{self, BufRead},
};

/// Why a file could not be checked at all.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// It cannot be read.
    #[error("the file cannot be read")]
    Read(#[from] io::Error),
    /// A line is not one of an exported trail, or stands where it cannot.
    #[error("line {line} is not a line of an exported trail")]
    NotATrail {
        /// Counted from 1.
        line: u64,
    },
    /// Written by a newer program.
    #[error("the file has layout {version}, this program reads layout 1")]
    Newer {
        /// The layout.
        version: u32,
    },
    /// The end is missing, or counts other than what is there.
    #[error("the file ends early")]
    CutOff,
}

/// Checks signatures, the chain of checkpoints, and every record against the signed roots.
///
/// `witnessed` are checkpoints from earlier files: those whose number lies in this file must be the same here, and one
/// that comes right before this file must be quoted by its first checkpoint.
pub fn verify_export(file: impl BufRead, signers: &[PublicKey], witnessed: &[Checkpoint]) -> Result<Report, FileFault> {
    let mut check = FileCheck { signers, witnessed, ..FileCheck::default() };
    let mut ended = None;
    for (number, text) in (1..).zip(file.lines()) {
        let not_a_trail = FileFault::NotATrail { line: number };
        let Ok(line) = serde_json::from_str(&text?) else { return Err(not_a_trail) };
        match (number, line) {
            _ if ended.is_some() => return Err(not_a_trail),
            (1, Line::Trail { version: VERSION, whole_days, .. }) => check.is_whole_days = whole_days,
            (1, Line::Trail { version, .. }) => return Err(FileFault::Newer { version }),
            (2.., Line::Checkpoint(checkpoint)) => check.checkpoint(checkpoint),
            (2.., Line::Extends { older, proof }) => check.extends(&older, &proof),
            (2.., Line::Record(sealed)) => check.record(&sealed),
            (2.., Line::End { checkpoints, records }) => ended = Some((checkpoints, records)),
            _ => return Err(not_a_trail),
        }
    }
    check.close_day();
    if ended != Some((check.report.checkpoints, check.report.records)) {
        return Err(FileFault::CutOff);
    }
    let (findings, findings_total) = check.findings.merge(Findings::default());
    Ok(Report { findings, findings_total, ..check.report })
}

#[derive(Default)]
struct FileCheck<'a> {
    signers: &'a [PublicKey],
    witnessed: &'a [Checkpoint],
    is_whole_days: bool,
    report: Report,
    findings: Findings,
    /// The checkpoints of the day being read.
    day: Vec<Checkpoint>,
    /// How many of them have been compared.
    compared: usize,
    edge: Edge,
    is_broken: bool,
}

impl FileCheck<'_> {
    fn checkpoint(&mut self, checkpoint: Checkpoint) {
        if self.day.first().is_some_and(|first| first.day != checkpoint.day) {
            self.close_day();
        }
        let before = self
            .report
            .last
            .as_ref()
            .or_else(|| self.witnessed.iter().find(|seen| seen.number.checked_add(1) == Some(checkpoint.number)));
        // Of a file that begins in the middle of the trail, what its first checkpoint quotes is not at hand.
        if before.is_some() || checkpoint.number <= 1 {
            chain(before, &checkpoint, &BTreeSet::new(), &mut self.findings);
        }
        self.signature(&checkpoint);
        self.witnessed(&checkpoint);
        self.report.checkpoints += 1;
        self.report.last = Some(checkpoint.clone());
        self.day.push(checkpoint);
    }

    fn signature(&mut self, checkpoint: &Checkpoint) {
        if !checkpoint.is_signed_by(self.signers) {
            self.wrong_checkpoint(Wrong::CheckpointForged, checkpoint);
        }
    }

    fn witnessed(&mut self, checkpoint: &Checkpoint) {
        let seen = self.witnessed.iter().find(|seen| seen.number == checkpoint.number);
        if seen.is_some_and(|seen| seen.text() != checkpoint.text()) {
            self.wrong_checkpoint(Wrong::WitnessContradicted, checkpoint);
        }
    }

    fn extends(&mut self, older: &Checkpoint, proof: &[HexHash]) {
        let proof: Vec<_> = proof.iter().map(|hash| hash.0).collect();
        let is_extended = self.day.last().is_some_and(|last| {
            older.day == last.day && tree::extends((&older.root, older.size), (&last.root, last.size), &proof)
        });
        if !is_extended || !older.is_signed_by(self.signers) {
            self.wrong_checkpoint(Wrong::WitnessContradicted, older);
        }
    }

    fn wrong_checkpoint(&mut self, wrong: Wrong, checkpoint: &Checkpoint) {
        let day = Some(checkpoint.day.to_string());
        self.findings.add(Finding::of_checkpoint(wrong, checkpoint.number, day));
    }

    fn record(&mut self, sealed: &SealedRecord) {
        self.report.records += 1;
        if self.is_whole_days { self.in_order(sealed) } else { self.proved(sealed) }
    }

    fn wrong_record(&mut self, wrong: Wrong, sealed: &SealedRecord) {
        let day = sealed.day.to_string();
        self.findings.add(Finding::of_record(wrong, &day, Some(sealed.position), Some(&sealed.record)));
    }

    /// A record with its proof: it must lead to the root of its day's last checkpoint.
    fn proved(&mut self, sealed: &SealedRecord) {
        let proof: Vec<_> = sealed.proof.iter().flatten().map(|hash| hash.0).collect();
        let is_there = self.day.last().is_some_and(|last| {
            let canonical = sealed.record.canonical();
            last.day == sealed.day && tree::includes(&last.root, last.size, &canonical, sealed.position, &proof)
        });
        if !is_there {
            self.wrong_record(Wrong::Altered, sealed);
        }
    }

    /// A record of a whole day: its leaf is the next of the tree.
    fn in_order(&mut self, sealed: &SealedRecord) {
        let is_next = sealed.position == self.edge.size();
        if self.day.first().is_none_or(|first| first.day != sealed.day) || !is_next && !self.is_broken {
            self.wrong_record(Wrong::LeafMissing, sealed);
            self.is_broken = true;
        }
        self.edge.push(leaf_hash(&sealed.record.canonical()));
        let Some(checkpoint) = self.day.get(self.compared).filter(|next| next.size == self.edge.size()) else { return };
        let is_signed = checkpoint.root == self.edge.root();
        self.compared += 1;
        if !is_signed && !self.is_broken {
            self.is_broken = true;
            self.wrong_record(Wrong::RootDiffers, sealed);
        }
    }

    fn close_day(&mut self) {
        if self.is_whole_days && self.compared < self.day.len() && !self.is_broken {
            let checkpoint = self.day[self.compared].clone();
            self.wrong_checkpoint(Wrong::LeafMissing, &checkpoint);
        }
        self.report.days += u64::from(!self.day.is_empty());
        self.day.clear();
        (self.compared, self.edge, self.is_broken) = (0, Edge::default(), false);
    }
}
