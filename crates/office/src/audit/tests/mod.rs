//! Stories of the trail, on both databases.

mod bulk;
mod export;
mod list;
mod scale;
mod seal;
mod vandal;
mod verify;
mod work;

use super::*;
use crate::{Acting, Origin, Role, Scope};
use db::{Db, Tx, params};
use jiff::{SignedDuration, Timestamp};
use kernel::{Chance, Plain, StaffId, Stored};
use std::sync::{Arc, Mutex};

/// A trail with its keys, and people who write to it.
struct Trail<'a> {
    db: &'a Db,
    key: Arc<TrailKey>,
    checkpoint: CheckpointKey,
    chance: Arc<Mutex<Chance>>,
}

/// Thursday, 25 January 2024, ten in the morning in Viet Nam.
fn morning() -> Timestamp {
    "2024-01-25T03:00:00Z".parse().expect("an instant")
}

fn later(minutes: i64) -> Timestamp {
    morning() + SignedDuration::from_mins(minutes)
}

impl Trail<'_> {
    fn on(db: &Db) -> Trail<'_> {
        Trail {
            db,
            key: Arc::new(TrailKey::new([1; 32])),
            checkpoint: CheckpointKey::new([2; 32]),
            chance: Arc::new(Mutex::new(Chance::seeded(3))),
        }
    }

    /// Tells the story on both databases.
    fn each(story: impl Fn(&Trail<'_>)) {
        db::testing::on_both(|db| story(&Trail::on(db)));
    }

    fn acting(&self, role: Role, now: Timestamp) -> Acting {
        Acting {
            staff: StaffId::from_plain(Plain::Bytes(vec![7; 16])).expect("sixteen bytes"),
            role,
            assignment: None,
            office: None,
            place: None,
            scope: Scope::nowhere(),
            origin: Origin { address: "10.0.0.7".to_owned(), request: "r-1".to_owned() },
            now,
            chance: Arc::clone(&self.chance),
            trail_key: Arc::clone(&self.key),
        }
    }

    /// Writes a record for each number, at `now`, in one transaction.
    fn write(&self, numbers: std::ops::Range<u32>, now: Timestamp) {
        let acting = self.acting(Role::Administrator, now);
        let work = |tx: &mut Tx<'_>| numbers.clone().try_for_each(|number| record(tx, &acting, entry(number)));
        self.db.write_alone(work).expect("records are written");
    }

    /// The same, all at once.
    fn load(&self, numbers: std::ops::Range<u32>, now: Timestamp) {
        let acting = self.acting(Role::Administrator, now);
        let work = |tx: &mut Tx<'_>| record_all(tx, &acting, numbers.clone().map(entry));
        self.db.write_alone(work).expect("records are loaded");
    }

    fn seal(&self, now: Timestamp) -> Sealed {
        seal(self.db, now, &self.checkpoint).expect("the trail is sealed")
    }

    fn verify(&self) -> Report {
        self.verify_against(&[])
    }

    fn verify_against(&self, witnessed: &[Checkpoint]) -> Report {
        let signers = [self.checkpoint.public()];
        let trust = Trust { trail: Some(&self.key), signers: &signers, witnessed };
        verify(self.db, trust, |_| {}).expect("the trail can be read")
    }

    /// What somebody with SQL and no key does. Answers how many rows.
    fn by_hand(&self, sql: &str) -> u64 {
        self.db.write(|tx| tx.execute(sql, params![])).expect("the statement is right")
    }

    /// The id of the record at a position of the first day.
    fn record_at(&self, position: i64) -> String {
        let row = self.db.read(|tx| {
            tx.row("SELECT record_id FROM audit_leaf WHERE position = $1 ORDER BY day LIMIT 1", params![position])
        });
        let id: kernel::AuditRecordId = row.expect("a read").expect("a leaf").get(0).expect("an id");
        id.to_string()
    }
}

fn entry(number: u32) -> Entry {
    Entry {
        verb: "office.create",
        subject_kind: "office",
        subject: format!("office-{number}"),
        place: Some(i64::from(1_000_000 + number)),
        why: Some(format!("Quyết định {number}/QĐ-UBND")),
        from: None,
        to: Some(serde_json::json!({ "name": format!("UBND xã Bình {number}") })),
    }
}

/// An id in SQL of both databases.
fn id_of_position(position: u32) -> String {
    format!("(SELECT record_id FROM audit_leaf WHERE day = '2024-01-25' AND position = {position})")
}
