//! Checking the whole trail: every record, every day's tree, every checkpoint.

use super::{
    checkpoint::{Checkpoint, PublicKey},
    finding::{Finding, Findings, Wrong},
    key::TrailKey,
    record::Record,
    store::{self, LeafRow, LooseRow, Stands},
    tree::{Edge, leaf_hash},
    witness::has_checkpoint,
};
use db::{Db, DbError, Tx};
use kernel::{AuditRecordId, Id, today_in_vietnam};

/// What the check may rely on, all of it from outside the database.
#[derive(Clone, Copy, Debug)]
pub struct Trust<'a> {
    /// The key of the marks. Without it, a record forged before it was sealed is not seen.
    pub trail: Option<&'a TrailKey>,
    /// The keys whose checkpoints count.
    pub signers: &'a [PublicKey],
    /// Checkpoints that somebody kept elsewhere: they must still be in the trail.
    pub witnessed: &'a [Checkpoint],
}

/// What was checked and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Records sealed and there.
    pub records: u64,
    /// Records that await sealing.
    pub waiting: u64,
    /// Days with a tree.
    pub days: u64,
    /// Checkpoints.
    pub checkpoints: u64,
    /// The last of them.
    pub last: Option<Checkpoint>,
    /// The first findings, the first bad record first; at most `FINDINGS_KEPT_MAX`.
    pub findings: Vec<Finding>,
    /// How many findings there are.
    pub findings_total: u64,
}

/// How far the check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Records checked.
    pub done: u64,
    /// Records in all.
    pub total: u64,
}

const PROGRESS_EVERY: u64 = 1_024;

/// Checks the trail in one pass over a stable picture of the database, in memory that does not grow with it.
pub fn verify(db: &Db, trust: Trust<'_>, mut on_progress: impl FnMut(Progress)) -> Result<Report, DbError> {
    db.read(|tx| {
        let total = store::count_records(tx)?;
        let mut check = Check {
            trust,
            report: Report::default(),
            findings: Findings::default(),
            total,
            progress: &mut on_progress,
        };
        for day in store::list_days(tx, None, None)? {
            check.day(tx, &day)?;
        }
        check.witnessed(tx)?;
        let (loose_records, loose) = check.loose(tx)?;
        (check.progress)(Progress { done: total, total });
        let Check { mut report, findings, .. } = check;
        assert_eq!(report.records + loose_records, total, "every record is in a tree or loose, none was passed over");
        (report.findings, report.findings_total) = findings.merge(loose);
        Ok(report)
    })
}

struct Check<'a> {
    trust: Trust<'a>,
    report: Report,
    findings: Findings,
    total: u64,
    progress: &'a mut dyn FnMut(Progress),
}

impl Check<'_> {
    fn day(&mut self, tx: &mut Tx<'_>, day: &str) -> Result<(), DbError> {
        let checkpoints = store::list_checkpoints(tx, day)?;
        for checkpoint in &checkpoints {
            chain(self.report.last.as_ref(), checkpoint, self.trust.signers, &mut self.findings);
            self.report.checkpoints += 1;
            self.report.last = Some(checkpoint.clone());
        }
        self.report.days += 1;
        let mut tree = DayCheck::new(day, &checkpoints, self.trust.trail);
        store::each_leaf(tx, day, |leaf| {
            self.report.records += u64::from(!matches!(leaf.stands, Stands::Gone));
            if self.report.records.is_multiple_of(PROGRESS_EVERY) {
                (self.progress)(Progress { done: self.report.records, total: self.total });
            }
            tree.leaf(&leaf, &mut self.findings);
            Ok::<(), DbError>(())
        })?;
        tree.close(&mut self.findings);
        Ok(())
    }

    fn witnessed(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        for seen in self.trust.witnessed {
            if !has_checkpoint(tx, seen)? {
                let day = Some(seen.day.to_string());
                self.findings.add(Finding::of_checkpoint(Wrong::WitnessContradicted, seen.number, day));
            }
        }
        Ok(())
    }

    /// Records outside every tree: waiting as they should, or somebody's work.
    fn loose(&mut self, tx: &mut Tx<'_>) -> Result<(u64, Findings), DbError> {
        let (mut records, mut findings) = (0, Findings::default());
        store::each_loose(tx, |row: LooseRow| {
            records += 1;
            match loose_wrong(&row, self.trust.trail) {
                None => self.report.waiting += 1,
                Some(wrong) => findings.add(loose_finding(wrong, row.record_id, &row.stands)),
            }
            Ok::<(), DbError>(())
        })?;
        for (record_id, at) in store::list_noted_but_gone(tx)? {
            let day = at.get(..10).unwrap_or_default();
            let finding = Finding::of_record(Wrong::Deleted, day, None, None);
            findings.add(Finding { record: record_id, ..finding });
        }
        Ok((records, findings))
    }
}

fn loose_wrong(row: &LooseRow, trail: Option<&TrailKey>) -> Option<Wrong> {
    let Stands::Readable(record, mark) = &row.stands else { return Some(Wrong::Inserted) };
    match trail {
        Some(key) if !key.has_marked(&record.canonical(), mark) => Some(Wrong::Inserted),
        Some(_) if !row.is_noted => Some(Wrong::Unhooked),
        // Without the key, forged and unhooked look alike; either way the row does not belong here.
        None if !row.is_noted => Some(Wrong::Inserted),
        _ => None,
    }
}

fn loose_finding(wrong: Wrong, id: Option<AuditRecordId>, stands: &Stands) -> Finding {
    let record = match stands {
        Stands::Readable(record, _) => Some(record.as_ref()),
        _ => None,
    };
    let at = record.map(|record| record.at).or(id.map(|id| id.made_at()));
    let day = at.map(|at| today_in_vietnam(at).to_string()).unwrap_or_default();
    Finding { record: id, ..Finding::of_record(wrong, &day, None, record) }
}

/// One checkpoint after another: numbered without a gap, quoting the one before, days never going back, signed.
pub(super) fn chain(before: Option<&Checkpoint>, next: &Checkpoint, signers: &[PublicKey], findings: &mut Findings) {
    let day = || Some(next.day.to_string());
    let expected = before.map_or(1, |before| before.number + 1);
    for number in (expected..next.number).take(GAP_NAMED_MAX) {
        findings.add(Finding::of_checkpoint(Wrong::CheckpointMissing, number, day()));
    }
    let follows = next.previous == before.map_or([0; 32], Checkpoint::digest)
        && before.is_none_or(|before| before.day < next.day || before.day == next.day && before.size < next.size);
    if next.number < expected || next.number == expected && !follows {
        findings.add(Finding::of_checkpoint(Wrong::CheckpointUnchained, next.number, day()));
    }
    if !next.is_signed_by(signers) {
        findings.add(Finding::of_checkpoint(Wrong::CheckpointForged, next.number, day()));
    }
}

/// Members of a gap that are named one by one.
const GAP_NAMED_MAX: usize = 100;

/// A leaf whose stored hash is not the hash of its record: the next checkpoint tells which of them was changed.
struct Doubt {
    position: u64,
    id: Option<AuditRecordId>,
    verb: Option<String>,
    is_marked: Option<bool>,
}

/// The check of one day's tree, leaf by leaf.
struct DayCheck<'a> {
    day: &'a str,
    trail: Option<&'a TrailKey>,
    checkpoints: std::iter::Peekable<std::slice::Iter<'a, Checkpoint>>,
    /// Over the hashes as stored.
    stored: Edge,
    /// Over the hashes of the records as they stand, from the first difference on.
    counted: Option<Edge>,
    doubts: Vec<Doubt>,
    /// After a leaf is missing or a root differs, no later root of the day can be compared.
    is_broken: bool,
    next_position: u64,
    /// Leaves the day's last checkpoint speaks for.
    signed: u64,
}

impl<'a> DayCheck<'a> {
    fn new(day: &'a str, checkpoints: &'a [Checkpoint], trail: Option<&'a TrailKey>) -> DayCheck<'a> {
        DayCheck {
            day,
            trail,
            checkpoints: checkpoints.iter().peekable(),
            stored: Edge::default(),
            counted: None,
            doubts: Vec::new(),
            is_broken: false,
            next_position: 0,
            signed: checkpoints.last().map_or(0, |checkpoint| checkpoint.size),
        }
    }

    fn leaf(&mut self, leaf: &LeafRow, findings: &mut Findings) {
        self.gap(leaf.position, findings);
        if self.next_position <= self.signed && leaf.position >= self.signed {
            findings.add(Finding::of_record(Wrong::LeafUnsigned, self.day, Some(leaf.position), None));
        }
        self.next_position = leaf.position.saturating_add(1);
        let at = |wrong, record| Finding::of_record(wrong, self.day, Some(leaf.position), record);
        match &leaf.stands {
            Stands::Gone => findings.add(Finding { record: leaf.record_id, ..at(Wrong::Deleted, None) }),
            Stands::Unreadable => findings.add(Finding { record: leaf.record_id, ..at(Wrong::Altered, None) }),
            Stands::Readable(record, mark) => self.readable(leaf, record, mark, findings),
        }
        self.push(leaf);
        self.checkpoint(findings);
    }

    fn readable(&mut self, leaf: &LeafRow, record: &Record, mark: &[u8], findings: &mut Findings) {
        let canonical = record.canonical();
        let is_marked = self.trail.map(|key| key.has_marked(&canonical, mark));
        let counted = leaf_hash(&canonical);
        if counted == leaf.leaf_hash {
            if is_marked == Some(false) {
                findings.add(Finding::of_record(Wrong::Inserted, self.day, Some(leaf.position), Some(record)));
            }
            return;
        }
        let (position, verb) = (leaf.position, Some(record.verb.clone()));
        self.doubts.push(Doubt { position, id: Some(record.id), verb, is_marked });
        self.counted.get_or_insert_with(|| self.stored.clone()).push(counted);
    }

    fn push(&mut self, leaf: &LeafRow) {
        self.stored.push(leaf.leaf_hash);
        if let Some(counted) = self.counted.as_mut().filter(|counted| counted.size() < self.stored.size()) {
            counted.push(leaf.leaf_hash);
        }
    }

    /// Leaves before `position` that should be there.
    fn gap(&mut self, position: u64, findings: &mut Findings) {
        if position == self.next_position {
            return;
        }
        for missing in (self.next_position..position).take(GAP_NAMED_MAX) {
            findings.add(Finding::of_record(Wrong::LeafMissing, self.day, Some(missing), None));
        }
        self.is_broken = true;
    }

    /// Compares with the checkpoint that was signed at this size, if one was.
    fn checkpoint(&mut self, findings: &mut Findings) {
        let size = self.next_position;
        while self.checkpoints.next_if(|checkpoint| checkpoint.size < size).is_some() {}
        let Some(checkpoint) = self.checkpoints.next_if(|checkpoint| checkpoint.size == size) else { return };
        if self.is_broken {
            return self.settle(None, findings);
        }
        let counted = self.counted.take();
        if self.stored.root() == checkpoint.root {
            self.settle(Some(Wrong::Altered), findings);
        } else if let Some(counted) = counted.filter(|counted| counted.root() == checkpoint.root) {
            self.stored = counted;
            self.settle(Some(Wrong::LeafAltered), findings);
        } else {
            self.settle(None, findings);
            let finding = Finding::of_checkpoint(Wrong::RootDiffers, checkpoint.number, Some(self.day.to_owned()));
            findings.add(Finding { position: Some(size - 1), ..finding });
            self.is_broken = true;
        }
    }

    /// Names the doubts as `wrong`; where no root could tell, by their marks.
    fn settle(&mut self, wrong: Option<Wrong>, findings: &mut Findings) {
        self.counted = None;
        for doubt in self.doubts.drain(..) {
            let by_mark = if doubt.is_marked == Some(true) { Wrong::LeafAltered } else { Wrong::Altered };
            let finding = Finding::of_record(wrong.unwrap_or(by_mark), self.day, Some(doubt.position), None);
            findings.add(Finding { record: doubt.id, verb: doubt.verb, ..finding });
        }
    }

    fn close(mut self, findings: &mut Findings) {
        self.gap(self.signed.max(self.next_position), findings);
        self.settle(None, findings);
    }
}
