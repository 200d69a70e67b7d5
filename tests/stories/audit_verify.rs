//! The trail through the built program: who alters it by hand is found out, and a witness needs only a file and a key.

use crate::program::{Home, Output};
use db::{Tx, params};
use kernel::AuditRecordId;
use office::{
    Desk, Origin,
    audit::{self, Entry, Finding},
};
use serde_json::{Value, json};
use std::fs;

/// Written in one transaction.
const BATCH: u32 = 2_000;

fn write(desk: &Desk, numbers: std::ops::Range<u32>) {
    let acting = desk.machine(Origin { address: "10.0.0.7".to_owned(), request: "r-1".to_owned() });
    let work = |tx: &mut Tx<'_>| {
        let entries = numbers.clone().map(|number| Entry {
            verb: "office.create",
            subject_kind: "office",
            subject: format!("office-{number}"),
            place: Some(i64::from(1_000_000 + number)),
            why: Some(format!("Quyết định {number}/QĐ-UBND")),
            from: None,
            to: Some(json!({ "name": format!("UBND xã số {number}") })),
        });
        audit::record_all(tx, &acting, entries)
    };
    desk.db().write_alone(work).expect("the records are written");
}

fn by_hand(home: &Home, sql: &str) {
    let rows = home.open().write(|tx| tx.execute(sql, params![])).expect("the statement is right");
    assert_eq!(rows, 1, "{sql}");
}

/// The id of the record at a position of the day, as the program names it.
fn record_at(home: &Home, position: i64) -> String {
    let row = home.open().read(|tx| tx.row("SELECT record_id FROM audit_leaf WHERE position = $1", params![position]));
    let id: AuditRecordId = row.expect("a read").expect("a leaf").get(0).expect("an id");
    id.to_string()
}

fn at(position: u32) -> String {
    format!("id = (SELECT record_id FROM audit_leaf WHERE position = {position})")
}

fn json_of(output: &Output) -> Value {
    serde_json::from_str(&output.answer).unwrap_or_else(|fault| panic!("{fault}: {output:?}"))
}

#[test]
fn among_twenty_thousand_records_verify_names_the_altered_the_deleted_and_the_inserted() {
    Home::each(|home| {
        let desk = home.desk();
        for batch in 0..10 {
            write(&desk, batch * BATCH..(batch + 1) * BATCH);
        }
        drop(desk);
        let sealed = home.run(&["audit", "seal", "--lang", "en"]);
        assert_eq!((sealed.code, sealed.answer.as_str()), (0, "Sealed 20000 records; newest checkpoint: number 10.\n"));
        let intact = home.run(&["audit", "verify", "--lang", "en"]);
        assert_eq!(intact.code, 0, "{intact:?}");
        assert_eq!(intact.answer, "Checked 20000 records, 1 days, 10 checkpoints.\nThe trail is intact.\n");

        let (altered, deleted) = (record_at(home, 4_321), record_at(home, 12_345));
        by_hand(home, &format!("UPDATE audit_record SET why = 'khác' WHERE {}", at(4_321)));
        by_hand(home, &format!("DELETE FROM audit_record WHERE {}", at(12_345)));
        by_hand(
            home,
            "INSERT INTO audit_record SELECT substr(mac, 1, 16), at, staff, role, office, address, request, verb, \
             is_view, subject_kind, 'office-999999', place, why, was, became, mac FROM audit_record ORDER BY id LIMIT 1",
        );

        let report = home.run(&["audit", "verify", "--json"]);
        assert_eq!(report.code, 1, "{report:?}");
        let value = json_of(&report);
        assert_eq!((&value["intact"], &value["findings_total"]), (&json!(false), &json!(3)));
        let named = |at: usize, field: &str| value["findings"][at][field].clone();
        assert_eq!(
            [named(0, "wrong"), named(0, "record"), named(0, "position")],
            [json!("altered"), json!(altered), json!(4_321)]
        );
        assert_eq!(
            [named(1, "wrong"), named(1, "record"), named(1, "position")],
            [json!("deleted"), json!(deleted), json!(12_345)]
        );
        assert_eq!([named(2, "wrong"), named(2, "verb")], [json!("inserted"), json!("office.create")]);

        let report = home.run(&["audit", "verify", "--lang", "vi"]);
        let first = report.answer.lines().find(|line| line.starts_with("  ")).expect("a finding");
        assert!(report.answer.contains("PHÁT HIỆN 3 SAI LỆCH"), "{report:?}");
        assert!(first.contains("bản ghi bị sửa") && first.contains(&altered) && first.contains("4321"), "{first}");
    });
}

#[test]
fn a_trail_cut_short_shows_on_the_machine_that_sealed_it() {
    Home::each(|home| {
        let desk = home.desk();
        write(&desk, 0..5);
        assert_eq!(home.run(&["audit", "seal"]).code, 0);
        write(&desk, 5..8);
        drop(desk);
        assert_eq!(home.run(&["audit", "seal"]).code, 0);
        let db = home.open();
        let cut = [
            "DELETE FROM audit_record WHERE id IN (SELECT record_id FROM audit_leaf WHERE position >= 5)",
            "DELETE FROM audit_leaf WHERE position >= 5",
            "DELETE FROM audit_tree",
            "DELETE FROM audit_checkpoint WHERE number = 2",
        ];
        for sql in cut {
            db.write(|tx| tx.execute(sql, params![])).expect("the statement is right");
        }
        let value = json_of(&home.run(&["audit", "verify", "--json"]));
        assert_eq!(value["findings_total"], 1, "{value}");
        assert_eq!(value["findings"][0]["wrong"], "witness_contradicted");
        assert_eq!(value["findings"][0]["checkpoint"], 2);
    });
}

#[test]
fn a_witness_checks_an_export_with_the_public_key_alone() {
    Home::each(|home| {
        write(&home.desk(), 0..30);
        assert_eq!(home.run(&["audit", "seal"]).code, 0);
        let path = |name: &str| home.folder().join(name).to_str().expect("a readable path").to_owned();
        let (file, key) = (path("trail.jsonl"), path("key.pub"));
        fs::write(&key, home.run(&["audit", "key"]).answer).expect("a file");
        let exported = home.run(&["audit", "export", "--output", &file, "--json"]);
        assert_eq!(exported.code, 0, "{exported:?}");
        assert_eq!(json_of(&exported)["records"], 30);
        let check = || home.run(&["audit", "verify-export", &file, "--public-key", &key, "--json"]);
        assert_eq!((check().code, &json_of(&check())["intact"]), (0, &json!(true)));

        let whole = fs::read_to_string(&file).expect("the export");
        fs::write(&file, whole.replace("office-17", "office-71")).expect("a file");
        assert_eq!((check().code, &json_of(&check())["intact"]), (1, &json!(false)));
        fs::write(&file, &whole[..whole.len() / 2]).expect("a file");
        assert_eq!(check().code, 4, "half a file is no export");

        let to_stdout = home.run(&["audit", "export", "--subject", "office-3"]);
        assert_eq!(to_stdout.answer.lines().filter(|line| line.contains("\"proof\"")).count(), 1, "{to_stdout:?}");
        // The two exports are themselves on record.
        assert_eq!(json_of(&home.run(&["audit", "verify", "--json"]))["waiting"], 2);
    });
}

#[test]
fn lost_or_foreign_keys_are_told_apart_from_a_damaged_trail() {
    Home::each(|home| {
        write(&home.desk(), 0..1);
        let keys = home.keys();
        let aside = home.folder().join("aside");
        fs::rename(&keys, &aside).expect("the keys are moved");
        let missing = home.run(&["audit", "verify", "--json"]);
        assert_eq!((missing.code, missing.said.contains("keys.missing")), (4, true), "{missing:?}");
        assert!(!keys.join("trail.key").exists(), "no key is made in its place");
        fs::create_dir_all(&keys).expect("a folder");
        for name in ["trail.key", "checkpoint.key", "second-factor.key"] {
            fs::write(keys.join(name), "5a".repeat(32)).expect("a file");
        }
        let other = home.run(&["audit", "verify", "--json"]);
        assert_eq!((other.code, other.said.contains("keys.other")), (4, true), "{other:?}");
    });
}

/// The finding as the library has it serialises to the words that stand above.
#[test]
fn findings_keep_their_words() {
    let finding = Finding {
        wrong: audit::Wrong::LeafUnsigned,
        record: None,
        day: Some("2024-01-25".to_owned()),
        position: Some(7),
        checkpoint: None,
        verb: None,
        staff: None,
    };
    let expected = json!({
        "wrong": "leaf_unsigned", "record": null, "day": "2024-01-25", "position": 7, "checkpoint": null, "verb": null
    });
    assert_eq!(serde_json::to_value(finding).expect("a finding is JSON"), expected);
}
