//! How fast the trail is written, sealed and verified, on both databases: `cargo bench -p office --bench audit -- 100000`.
//!
//! PostgreSQL is measured where `ANSINH_TEST_POSTGRES` names one.

use db::{Backend, Place, Tx, testing::at_fresh_place};
use kernel::{Chance, SystemClock};
use office::{
    Desk, DeskOptions, Origin,
    audit::{self, Entry, Part, Trust},
    sign_in::Hashing,
};
use serde_json::json;
use std::{
    env, io,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

/// Records of one transaction in the first two measures, as of a job; a web request writes one or two.
const BATCH: u64 = 1_000;

fn main() {
    let records: u64 = env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    println!(
        "| database | records | loaded in batches | written in batches | written singly by 16 | sealed | verified | exported |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    at_fresh_place(Backend::Sqlite, |place| measure("SQLite", place, records));
    if env::var("ANSINH_TEST_POSTGRES").is_ok() {
        at_fresh_place(Backend::Postgres, |place| measure("PostgreSQL", place, records));
    }
}

fn measure(name: &str, place: &Place, records: u64) {
    let desk = open(place);
    let total = 2 * records + SINGLE;
    let batches =
        |write: fn(&Desk, u64, u64)| (0..records / BATCH).for_each(|batch| write(&desk, batch * BATCH, BATCH));
    let loaded = timed(|| batches(load));
    let written = timed(|| batches(write));
    let singly = timed(|| write_singly(&desk, records));
    let sealed = timed(|| {
        let sealed = audit::seal(desk.db(), desk.now(), desk.checkpoint_key()).expect("sealed");
        assert_eq!(sealed.records, total);
    });
    let signers = [desk.checkpoint_key().public()];
    let trust = Trust { trail: Some(desk.trail_key()), signers: &signers, witnessed: &[] };
    let verified = timed(|| {
        let report = audit::verify(desk.db(), trust, |_| {}).expect("verified");
        assert_eq!((report.records, report.findings_total), (total, 0));
    });
    let exported = timed(|| {
        let exported = audit::export(desk.db(), &Part::default(), desk.now(), &mut io::sink()).expect("exported");
        assert_eq!(exported.records, total);
    });
    println!(
        "| {name} | {total} | {} | {} | {} | {} | {} | {} |",
        rate(records, loaded),
        rate(records, written),
        rate(SINGLE, singly),
        rate(total, sealed),
        rate(total, verified),
        rate(total, exported),
    );
}

fn open(place: &Place) -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let options = DeskOptions {
        database: place.clone(),
        keys: Some(folder.path().join("keys")),
        clock: Arc::new(SystemClock),
        chance: Chance::seeded(1),
        hashing: Hashing::CHEAP,
    };
    Desk::open(options).expect("the desk opens")
}

fn write(desk: &Desk, first: u64, count: u64) {
    let acting = desk.machine(Origin { address: "10.0.0.7".to_owned(), request: "bench".to_owned() });
    let work =
        |tx: &mut Tx<'_>| (first..first + count).try_for_each(|number| audit::record(tx, &acting, entry(number)));
    desk.db().write(work).expect("written");
}

fn load(desk: &Desk, first: u64, count: u64) {
    let acting = desk.machine(Origin { address: "10.0.0.7".to_owned(), request: "bench".to_owned() });
    let work = |tx: &mut Tx<'_>| audit::record_all(tx, &acting, (first..first + count).map(entry));
    assert_eq!(desk.db().write(work).expect("loaded"), count);
}

const SINGLE: u64 = 8_000;
const WRITERS: u64 = 16;

fn write_singly(desk: &Desk, first: u64) {
    thread::scope(|threads| {
        for writer in 0..WRITERS {
            let from = first + writer * SINGLE / WRITERS;
            threads.spawn(move || (from..from + SINGLE / WRITERS).for_each(|number| write(desk, number, 1)));
        }
    });
}

fn entry(number: u64) -> Entry {
    Entry {
        verb: "office.rename",
        subject_kind: "office",
        subject: format!("office-{number}"),
        place: Some(1_000_000 + i64::try_from(number % 11_000).expect("a place")),
        why: Some(format!("Quyết định {number}/QĐ-UBND ngày 25/01/2024")),
        from: Some(json!({ "name": "UBND xã Bình Thạnh Đông" })),
        to: Some(json!({ "name": format!("UBND xã Bình Thạnh {number}") })),
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn rate(records: u64, time: Duration) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a rate for a table")]
    let a_second = records as f64 / time.as_secs_f64();
    format!("{a_second:.0}/s ({:.1} s)", time.as_secs_f64())
}
