//! A vandal with SQL and a seeded die: whatever one blow does to the trail's tables, the check names it and never falls
//! over, and new records are sealed afterwards.

use super::*;
use std::fmt::Write as _;

/// Blows on each database.
const BLOWS: u32 = 250;

#[test]
fn whatever_a_vandal_does_is_named_and_sealing_goes_on() {
    db::testing::on_both(|db| {
        let trail = Trail::on(db);
        begin(db, &trail.key, &trail.checkpoint, later(0)).expect("begun");
        let mut die = Die(Chance::seeded(2_024));
        for blow in 0..BLOWS {
            restore(&trail);
            let before = picture(&trail);
            let sql = die.blow();
            let statement = db.write(|tx| tx.execute(&sql, params![]));
            if statement.is_err() || picture(&trail) == before {
                continue;
            }
            let findings = trail.verify().findings;
            assert!(!findings.is_empty(), "blow {blow} went unseen: {sql}");
            trail.write(1_000..1_002, later(60));
            seal(db, later(60), &trail.checkpoint).unwrap_or_else(|fault| panic!("blow {blow}: {fault}: {sql}"));
            assert_eq!(new_and_unsealed(&trail), 0, "blow {blow} stopped the sealing: {sql}");
            // Since when a record waits is told no longer once it is sealed, and guarded nothing but the alarm.
            let is_note = sql.starts_with("UPDATE audit_unsealed SET at");
            let findings = trail.verify().findings;
            assert!(is_note || !findings.is_empty(), "blow {blow} was covered up by sealing: {sql}");
        }
    });
}

/// The kept edge of a tree is a convenience: whatever becomes of it, nothing is lost and nothing wrong is signed.
#[test]
fn a_vandal_of_the_kept_edges_changes_nothing() {
    db::testing::on_both(|db| {
        let trail = Trail::on(db);
        for sql in [
            "DELETE FROM audit_tree",
            "UPDATE audit_tree SET size = 9223372036854775807",
            "UPDATE audit_tree SET size = -1",
            "UPDATE audit_tree SET edge = substr(edge, 1, 31)",
            "UPDATE audit_tree SET edge = (SELECT root FROM audit_checkpoint WHERE number = 1)",
        ] {
            restore(&trail);
            trail.by_hand(sql);
            trail.write(1_000..1_002, later(60));
            let sealed = trail.seal(later(60));
            assert_eq!((sealed.records, sealed.alarms), (5, vec![]), "{sql}");
            assert_eq!(trail.verify().findings, [], "{sql}");
        }
    });
}

/// The same small trail anew: two days, four checkpoints, eleven sealed records, three that wait.
fn restore(trail: &Trail<'_>) {
    for table in ["record", "unsealed", "leaf", "tree", "checkpoint"] {
        trail.by_hand(&format!("DELETE FROM audit_{table}"));
    }
    let trail = Trail { chance: Arc::new(Mutex::new(Chance::seeded(3))), ..Trail::on(trail.db) };
    for (batch, minutes) in [(0..4, -1_500), (4..5, -1_499), (5..8, 0), (8..11, 1)] {
        trail.write(batch, later(minutes));
        trail.seal(later(minutes));
    }
    trail.write(11..14, later(2));
}

/// Every cell of the tables the check answers for.
fn picture(trail: &Trail<'_>) -> String {
    let mut picture = String::new();
    let read = trail.db.read(|tx| {
        for table in TABLES {
            let sql = format!("SELECT {} FROM {} ORDER BY {}", table.columns(), table.name, table.columns());
            for row in tx.rows(&sql, params![])? {
                writeln!(picture, "{row:?}").expect("a String takes any text");
            }
        }
        Ok::<(), DbError>(())
    });
    read.expect("the tables can be read");
    picture
}

/// Records of after the blow that were not sealed.
fn new_and_unsealed(trail: &Trail<'_>) -> usize {
    let sql = "SELECT r.id FROM audit_record r LEFT JOIN audit_leaf l ON l.record_id = r.id \
               WHERE l.record_id IS NULL AND r.subject IN ('office-1000', 'office-1001')";
    trail.db.read(|tx| tx.rows(sql, params![])).expect("a read").len()
}

struct Table {
    name: &'static str,
    /// With their kinds: `b` bytes, `t` text, `i` a number, `f` a flag.
    cells: &'static [(&'static str, char)],
}

impl Table {
    fn columns(&self) -> String {
        let names: Vec<&str> = self.cells.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }
}

const TABLES: &[Table] = &[
    Table {
        name: "audit_record",
        cells: &[
            ("id", 'b'),
            ("at", 't'),
            ("staff", 'b'),
            ("role", 't'),
            ("office", 'b'),
            ("address", 't'),
            ("request", 't'),
            ("verb", 't'),
            ("is_view", 'f'),
            ("subject_kind", 't'),
            ("subject", 't'),
            ("place", 'i'),
            ("why", 't'),
            ("was", 't'),
            ("became", 't'),
            ("mac", 'b'),
        ],
    },
    Table { name: "audit_unsealed", cells: &[("record_id", 'b'), ("at", 't')] },
    Table { name: "audit_leaf", cells: &[("day", 't'), ("position", 'i'), ("record_id", 'b'), ("leaf_hash", 'b')] },
    Table {
        name: "audit_checkpoint",
        cells: &[
            ("number", 'i'),
            ("day", 't'),
            ("size", 'i'),
            ("root", 'b'),
            ("previous", 'b'),
            ("at", 't'),
            ("signer", 'b'),
            ("signature", 'b'),
        ],
    },
];

struct Die(Chance);

impl Die {
    fn roll(&mut self, sides: usize) -> usize {
        usize::from(u16::from_le_bytes(self.0.bytes())) % sides
    }

    fn of<T: Copy>(&mut self, these: &[T]) -> T {
        these[self.roll(these.len())]
    }

    /// One statement: a row changed, deleted, or copied with one cell changed.
    fn blow(&mut self) -> String {
        let table = &TABLES[self.roll(TABLES.len())];
        let (name, row) = (table.name, self.row(table));
        let (cell, kind) = self.of(table.cells);
        let value = self.value(cell, kind);
        match self.roll(4) {
            0 => format!("DELETE FROM {name} WHERE {row}"),
            1 => {
                let (key, kind) = table.cells[0];
                let key_value = self.value(key, kind);
                let copied: Vec<String> = table
                    .cells
                    .iter()
                    .map(|(column, _)| match *column {
                        column if column == key => key_value.clone(),
                        column if column == cell => value.clone(),
                        column => column.to_owned(),
                    })
                    .collect();
                format!("INSERT INTO {name} ({}) SELECT {} FROM {name} WHERE {row}", table.columns(), copied.join(", "))
            }
            _ => format!("UPDATE {name} SET {cell} = {value} WHERE {row}"),
        }
    }

    /// One row of the table, by its place in the order of the keys.
    fn row(&mut self, table: &Table) -> String {
        let (name, key) = (table.name, table.cells[0].0);
        let key = if name == "audit_leaf" { "record_id" } else { key };
        format!("{key} = (SELECT {key} FROM {name} ORDER BY {key} LIMIT 1 OFFSET {})", self.roll(11))
    }

    fn value(&mut self, column: &str, kind: char) -> String {
        match kind {
            'b' => self
                .of(&[
                    "NULL",
                    "(SELECT mac FROM audit_record ORDER BY id LIMIT 1)",
                    "(SELECT id FROM audit_record ORDER BY id DESC LIMIT 1)",
                    "(SELECT id FROM audit_record ORDER BY id LIMIT 1)",
                    "(SELECT root FROM audit_checkpoint ORDER BY number DESC LIMIT 1)",
                    "(SELECT substr(mac, 1, 3) FROM audit_record ORDER BY id LIMIT 1)",
                    "(SELECT substr(mac, 1, 16) FROM audit_record ORDER BY id LIMIT 1)",
                ])
                .to_owned(),
            'i' => {
                self.of(&["NULL", "0", "-1", "1", "3", "77", "9223372036854775807", "-9223372036854775807"]).to_owned()
            }
            'f' => format!("({})", self.of(&["1 = 1", "1 = 0", "NULL"])),
            _ if self.roll(4) == 0 => format!("{column} || '{}'", self.of(&["x", " ", "0", "Z"])),
            _ => self
                .of(&[
                    "NULL",
                    "''",
                    "'hôm qua'",
                    "'9999-12-31'",
                    "'2024-01-25'",
                    "'20240124'",
                    "'2024-01-25T03:00:00Z'",
                    "'2024-01-25T03:02:00.000000Z'",
                    "'-009999-01-01'",
                    "(SELECT role FROM audit_record ORDER BY id LIMIT 1)",
                    "(SELECT verb FROM audit_record ORDER BY id LIMIT 1)",
                    "(SELECT request FROM audit_record ORDER BY id LIMIT 1)",
                    "(SELECT subject FROM audit_record ORDER BY id LIMIT 1)",
                    "(SELECT was FROM audit_record ORDER BY id LIMIT 1)",
                ])
                .to_owned(),
        }
    }
}
