//! Stories of answers, on both databases, and answers that are none.

mod commune;
mod consequences;
mod foreign_bank;
mod reading;
mod releases;
mod settlements;
mod stories;

use db::{Db, params, testing::on_both};
use payments::testing::{Line, Town};
use std::collections::BTreeMap;

pub(super) use crate::testing::{booked, report, settlement};

/// Runs the story in a district's office on both databases.
pub(super) fn each(story: impl Fn(&Town)) {
    on_both(|db| {
        story(&Town::over(db));
    });
}

/// A month that was sent: four to accounts, two in cash, one held.
pub(super) fn sent_month(town: &Town) -> payments::Cycle {
    let folder = tempfile::tempdir().expect("a folder");
    let mut lines: Vec<Line> = (1..=4).map(|who| Line::account(who, 500_000 + i64::from(who))).collect();
    lines.extend([Line::cash(5, 360_000), Line::cash(6, 380_000), Line::account(7, 900_000).held("not_verified")]);
    town.hand_over("2024-02", &lines);
    town.send("2024-02", folder.path())
}

/// References of the instructions, by the number in the holder's name.
pub(super) fn references(db: &Db, month: &str) -> BTreeMap<String, String> {
    let sql = "SELECT payment.holder_name, payment.end_to_end_id FROM payments_instruction AS payment \
               JOIN payments_cycle AS cycle ON cycle.cycle_id = payment.cycle_id WHERE cycle.month = $1";
    let rows = db.read(|tx| tx.rows(sql, params![month])).expect("rows");
    rows.iter()
        .map(|row| {
            let name: String = row.get(0).expect("a name");
            (name.rsplit(' ').next().unwrap_or_default().to_owned(), row.get(1).expect("a reference"))
        })
        .collect()
}

/// How many instructions of the month stand where.
pub(super) fn states(db: &Db) -> String {
    let sql = "SELECT state, COUNT(*) FROM payments_instruction GROUP BY state ORDER BY state";
    let rows = db.read(|tx| tx.rows(sql, params![])).expect("rows");
    let told = rows.iter().map(|row| {
        let (state, count): (String, i64) = (row.get(0).expect("text"), row.get(1).expect("a number"));
        format!("{state} {count}")
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Everything that must hold whatever happened.
pub(super) fn nothing_is_lost(db: &Db) {
    assert_eq!(db.read(payments::check_cycles).expect("a look"), []);
    assert_eq!(db.read(ledger::check_balances).expect("a look"), []);
    assert!(db.read(ledger::is_balanced).expect("a look"));
}
