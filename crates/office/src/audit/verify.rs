//! Checking the whole trail: every record, every day's tree, every checkpoint.

use super::{
    checkpoint::{Checkpoint, PublicKey},
    finding::{Finding, Findings, Wrong},
    key::TrailKey,
    record::{Record, instant_text},
    store::{self, Kept, LeafRow, LooseRow, Stands},
    tree::{Edge, leaf_hash},
    witness::has_checkpoint,
};
use db::{Db, DbError, Tx};
use kernel::{AuditRecordId, Id, StaffId, today_in_vietnam};
use std::collections::BTreeSet;

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
            forged: BTreeSet::new(),
            total,
            progress: &mut on_progress,
        };
        for day in store::list_days(tx, None, None)? {
            check.day(tx, day.as_deref())?;
        }
        check.witnessed(tx)?;
        check.begun(tx)?;
        let (loose_records, loose) = check.loose(tx)?;
        (check.progress)(Progress { done: total, total });
        let Check { mut report, mut findings, .. } = check;
        if report.records + loose_records != total && findings.is_empty() {
            // Every record is in a tree or loose: more or fewer means that rows were made to count twice.
            findings.add(Finding { day: None, ..Finding::of_record(Wrong::LeafDoubled, "", None, None) });
        }
        (report.findings, report.findings_total) = findings.merge(loose);
        Ok(report)
    })
}

struct Check<'a> {
    trust: Trust<'a>,
    report: Report,
    findings: Findings,
    /// The numbers of checkpoints nobody trusted signed: the sealer passes them over.
    forged: BTreeSet<u64>,
    total: u64,
    progress: &'a mut dyn FnMut(Progress),
}

impl Check<'_> {
    fn day(&mut self, tx: &mut Tx<'_>, day: Option<&str>) -> Result<(), DbError> {
        self.report.days += 1;
        let Some(day) = day else {
            let finding = Finding::of_record(Wrong::LeafUnsigned, "", None, None);
            self.findings.add(Finding { day: None, ..finding });
            return Ok(());
        };
        let checkpoints = self.genuine(tx, day)?;
        let mut tree = DayCheck::new(day, &checkpoints, self.trust.trail);
        store::each_leaf(tx, day, |leaf| {
            let is_counted = tree.leaf(&leaf, &mut self.findings) && !matches!(leaf.stands, Stands::Gone);
            self.report.records += u64::from(is_counted);
            if self.report.records.is_multiple_of(PROGRESS_EVERY) {
                (self.progress)(Progress { done: self.report.records, total: self.total });
            }
            Ok::<(), DbError>(())
        })?;
        tree.close(&mut self.findings);
        Ok(())
    }

    /// The checkpoints of a day that were signed by somebody trusted, each held to the one before. The others are named
    /// and speak for nothing.
    fn genuine(&mut self, tx: &mut Tx<'_>, day: &str) -> Result<Vec<Checkpoint>, DbError> {
        let mut genuine = Vec::new();
        for kept in store::list_checkpoints(tx, day)? {
            self.report.checkpoints += 1;
            let number = match kept {
                Kept::Readable(checkpoint) if checkpoint.is_signed_by(self.trust.signers) => {
                    chain(self.report.last.as_ref(), &checkpoint, &self.forged, &mut self.findings);
                    self.report.last = Some((*checkpoint).clone());
                    genuine.push(*checkpoint);
                    continue;
                }
                Kept::Readable(checkpoint) => checkpoint.number,
                Kept::Unreadable(number) => number.try_into().unwrap_or(0),
            };
            if self.forged.len() < FORGED_KEPT_MAX {
                self.forged.insert(number);
            }
            self.findings.add(Finding::of_checkpoint(Wrong::CheckpointForged, number, Some(day.to_owned())));
        }
        Ok(genuine)
    }

    /// Whoever was taken on was taken on by a record. Without one the trail was emptied, or began again behind it.
    fn begun(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let mut unrecorded = store::list_staff(tx)?;
        store::each_taken_on(tx, |subject| {
            unrecorded.remove(subject);
        })?;
        for staff in unrecorded {
            let made_at = staff.parse().map(|id: StaffId| id.made_at());
            let day = made_at.ok().map(|at| today_in_vietnam(at).to_string());
            let finding = Finding::of_record(Wrong::Beheaded, "", None, None);
            self.findings.add(Finding { day, staff: staff.parse().ok(), ..finding });
        }
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
        let mut before = None;
        store::each_loose(tx, |row: LooseRow| {
            records += 1;
            let is_double = row.record_id.is_some() && before == row.record_id;
            before = row.record_id;
            let wrong = if is_double { Some(Wrong::LeafDoubled) } else { loose_wrong(&row, self.trust.trail) };
            match wrong {
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
        store::each_noted_again(tx, |record, day, position| {
            findings.add(Finding { record, day, position, ..Finding::of_record(Wrong::NoteForged, "", None, None) });
        })?;
        Ok((records, findings))
    }
}

fn loose_wrong(row: &LooseRow, trail: Option<&TrailKey>) -> Option<Wrong> {
    let Stands::Readable(record, mark) = &row.stands else { return Some(Wrong::Inserted) };
    match trail {
        Some(key) if !key.has_marked(&record.canonical(), mark) => Some(Wrong::Inserted),
        Some(_) if row.noted_at.is_none() => Some(Wrong::Unhooked),
        // Without the key, forged and unhooked look alike; either way the row does not belong here.
        None if row.noted_at.is_none() => Some(Wrong::Inserted),
        _ => row.noted_at.as_ref().filter(|at| **at != instant_text(record.at)).map(|_| Wrong::NoteForged),
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

/// One signed checkpoint after another: quoting the one before, days never going back, and between them nothing.
///
/// One that quotes the one before has lost none in between, whatever its number: the sealer passes over numbers that
/// another hand took.
pub(super) fn chain(before: Option<&Checkpoint>, next: &Checkpoint, forged: &BTreeSet<u64>, findings: &mut Findings) {
    let day = || Some(next.day.to_string());
    let expected = before.map_or(1, |before| before.number.saturating_add(1));
    let quotes = next.previous == before.map_or([0; 32], Checkpoint::digest);
    let missing = (expected..next.number).filter(|number| !quotes && !forged.contains(number));
    for number in missing.take(GAP_NAMED_MAX) {
        findings.add(Finding::of_checkpoint(Wrong::CheckpointMissing, number, day()));
    }
    let grows = before.is_none_or(|before| before.day < next.day || before.day == next.day && before.size < next.size);
    if !grows || next.number < expected || next.number == expected && !quotes {
        findings.add(Finding::of_checkpoint(Wrong::CheckpointUnchained, next.number, day()));
    }
}

/// Forged numbers that are remembered, so that memory does not grow with them.
const FORGED_KEPT_MAX: usize = 10_000;

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

    /// Takes the next leaf; answers whether it is one of the tree's own.
    fn leaf(&mut self, leaf: &LeafRow, findings: &mut Findings) -> bool {
        let Some(position) = leaf.position else {
            let finding = Finding::of_record(Wrong::LeafUnsigned, self.day, None, None);
            findings.add(Finding { record: leaf.record_id, ..finding });
            return true;
        };
        let at = |wrong, record| Finding::of_record(wrong, self.day, Some(position), record);
        if position < self.next_position {
            findings.add(Finding { record: leaf.record_id, ..at(Wrong::LeafDoubled, None) });
            return false;
        }
        self.gap(position, findings);
        if self.next_position <= self.signed && position >= self.signed {
            findings.add(at(Wrong::LeafUnsigned, None));
        }
        self.next_position = position.saturating_add(1);
        match &leaf.stands {
            Stands::Gone => findings.add(Finding { record: leaf.record_id, ..at(Wrong::Deleted, None) }),
            Stands::Unreadable => findings.add(Finding { record: leaf.record_id, ..at(Wrong::Altered, None) }),
            Stands::Readable(record, mark) => self.readable((leaf, position), record, mark, findings),
        }
        self.push(leaf);
        self.checkpoint(findings);
        true
    }

    fn readable(&mut self, at: (&LeafRow, u64), record: &Record, mark: &[u8], findings: &mut Findings) {
        let (leaf, position) = at;
        let canonical = record.canonical();
        let is_marked = self.trail.map(|key| key.has_marked(&canonical, mark));
        let counted = leaf_hash(&canonical);
        if counted == leaf.leaf_hash {
            if is_marked == Some(false) {
                findings.add(Finding::of_record(Wrong::Inserted, self.day, Some(position), Some(record)));
            }
            return;
        }
        let verb = Some(record.verb.clone());
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
