//! Each thing a hand with SQL can do shows, and shows as what it is.

use super::*;

/// Three checkpoints of four records on one day, then one statement by hand: what `verify` names, in order.
fn check(by_hand: &[&str], expected: &[(Wrong, Option<u64>)]) {
    Trail::each(|trail| {
        for batch in 0..3 {
            trail.write(batch * 4..(batch + 1) * 4, later(i64::from(batch)));
            trail.seal(later(i64::from(batch)));
        }
        for sql in by_hand {
            assert!(trail.by_hand(sql) > 0, "{sql}");
        }
        let report = trail.verify();
        let named: Vec<_> = report.findings.iter().map(|finding| (finding.wrong, finding.position)).collect();
        assert_eq!(named, expected, "{by_hand:?}");
    });
}

fn of(position: u32, statement: &str) -> String {
    statement.replace("$id", &id_of_position(position))
}

#[test]
fn an_untouched_trail_is_intact() {
    check(&[], &[]);
}

#[test]
fn every_column_of_a_record_is_guarded() {
    let columns = [
        "at = '2024-01-25T03:00:00.000001Z'",
        "role = 'auditor'",
        "office = staff",
        "address = '10.0.0.8'",
        "request = 'r-2'",
        "verb = 'office.close'",
        "subject_kind = 'staff'",
        "subject = 'office-9'",
        "place = NULL",
        "why = NULL",
        "was = '{}'",
        "became = NULL",
        "is_view = (1 = 1)",
    ];
    Trail::each(|trail| {
        trail.write(0..13, later(0));
        trail.seal(later(0));
        for (position, column) in (0..).zip(columns) {
            let sql = of(position, &format!("UPDATE audit_record SET {column} WHERE id = $id"));
            assert_eq!(trail.by_hand(&sql), 1, "{column}");
            let named = trail.verify().findings;
            let last = named.last().map(|finding| (finding.wrong, finding.position));
            assert_eq!(
                (named.len(), last),
                (position as usize + 1, Some((Wrong::Altered, Some(u64::from(position))))),
                "{column}"
            );
        }
    });
}

#[test]
fn a_record_made_unreadable_is_altered() {
    check(&[&of(5, "UPDATE audit_record SET at = 'hôm qua' WHERE id = $id")], &[(Wrong::Altered, Some(5))]);
    check(
        &[&of(5, "UPDATE audit_record SET staff = substr(staff, 1, 3) WHERE id = $id")],
        &[(Wrong::Altered, Some(5))],
    );
}

#[test]
fn a_mark_alone_is_guarded_too() {
    let sql = "UPDATE audit_record SET mac = (SELECT leaf_hash FROM audit_leaf WHERE position = 0) WHERE id = $id";
    check(&[&of(5, sql)], &[(Wrong::Inserted, Some(5))]);
}

#[test]
fn a_deleted_record_is_named_by_its_leaf() {
    check(&[&of(0, "DELETE FROM audit_record WHERE id = $id")], &[(Wrong::Deleted, Some(0))]);
}

#[test]
fn a_record_deleted_with_its_leaf_leaves_a_hole() {
    let record = of(6, "DELETE FROM audit_record WHERE id = $id");
    check(&[&record, "DELETE FROM audit_leaf WHERE position = 6"], &[(Wrong::LeafMissing, Some(6))]);
}

#[test]
fn the_last_records_of_a_day_leave_a_hole_too() {
    check(
        &[
            "DELETE FROM audit_record WHERE id IN (SELECT record_id FROM audit_leaf WHERE position >= 10)",
            "DELETE FROM audit_leaf WHERE position >= 10",
        ],
        &[(Wrong::LeafMissing, Some(10)), (Wrong::LeafMissing, Some(11))],
    );
}

#[test]
fn a_leaf_taken_out_leaves_its_record_unhooked() {
    check(&["DELETE FROM audit_leaf WHERE position = 6"], &[(Wrong::LeafMissing, Some(6)), (Wrong::Unhooked, None)]);
}

#[test]
fn a_leaf_altered_is_told_from_its_record() {
    let sql = "UPDATE audit_leaf SET leaf_hash = (SELECT root FROM audit_checkpoint WHERE number = 1) \
               WHERE position = 6";
    check(&[sql], &[(Wrong::LeafAltered, Some(6))]);
}

#[test]
fn two_leaves_exchanged_are_noticed() {
    check(
        &[
            "UPDATE audit_leaf SET position = 100 WHERE position = 5",
            "UPDATE audit_leaf SET position = 5 WHERE position = 6",
            "UPDATE audit_leaf SET position = 6 WHERE position = 100",
        ],
        &[(Wrong::RootDiffers, Some(7))],
    );
}

#[test]
fn a_leaf_put_at_the_end_was_signed_by_nobody() {
    check(
        &[&of(2, "DELETE FROM audit_record WHERE id = $id"), "UPDATE audit_leaf SET position = 12 WHERE position = 2"],
        &[(Wrong::LeafMissing, Some(2)), (Wrong::LeafUnsigned, Some(12)), (Wrong::Deleted, Some(12))],
    );
}

#[test]
fn a_checkpoint_taken_out_is_missing() {
    check(&["DELETE FROM audit_checkpoint WHERE number = 2"], &[(Wrong::CheckpointMissing, None)]);
}

#[test]
fn a_checkpoint_altered_is_forged() {
    check(
        &["UPDATE audit_checkpoint SET at = '2024-01-25T03:00:01.000000Z' WHERE number = 3"],
        &[(Wrong::LeafUnsigned, Some(8)), (Wrong::CheckpointForged, None)],
    );
    check(&["UPDATE audit_checkpoint SET at = 'hôm qua' WHERE number = 2"], &[(Wrong::CheckpointForged, None)]);
    // The same instant in other words.
    check(
        &["UPDATE audit_checkpoint SET at = '2024-01-25T03:01:00Z' WHERE number = 2"],
        &[(Wrong::CheckpointForged, None)],
    );
    check(
        &["UPDATE audit_checkpoint SET day = '20240125' WHERE number = 1"],
        &[(Wrong::CheckpointMissing, None), (Wrong::CheckpointForged, None)],
    );
}

#[test]
fn the_last_checkpoint_taken_out_leaves_unsigned_leaves() {
    check(&["DELETE FROM audit_checkpoint WHERE number = 3"], &[(Wrong::LeafUnsigned, Some(8))]);
}

#[test]
fn an_altered_record_does_not_hide_the_next() {
    check(
        &[
            &of(1, "UPDATE audit_record SET verb = 'x' WHERE id = $id"),
            &of(2, "DELETE FROM audit_record WHERE id = $id"),
            &of(9, "UPDATE audit_record SET verb = 'x' WHERE id = $id"),
        ],
        &[(Wrong::Altered, Some(1)), (Wrong::Deleted, Some(2)), (Wrong::Altered, Some(9))],
    );
}

#[test]
fn a_trail_cut_at_its_end_contradicts_whoever_holds_a_checkpoint() {
    Trail::each(|trail| {
        trail.write(0..3, later(0));
        trail.seal(later(0));
        trail.write(3..6, later(60 * 24));
        let held = trail.seal(later(60 * 24)).checkpoint.expect("a checkpoint");
        // Everything of the second day, as somebody would who knows the tables.
        trail.by_hand(
            "DELETE FROM audit_record WHERE id IN (SELECT record_id FROM audit_leaf WHERE day > '2024-01-25')",
        );
        trail.by_hand("DELETE FROM audit_leaf WHERE day > '2024-01-25'");
        trail.by_hand("DELETE FROM audit_tree WHERE day > '2024-01-25'");
        trail.by_hand("DELETE FROM audit_checkpoint WHERE day > '2024-01-25'");
        assert_eq!(trail.verify().findings_total, 0, "the database alone cannot know");
        let report = trail.verify_against(std::slice::from_ref(&held));
        assert_eq!(report.findings.len(), 1);
        assert_eq!((report.findings[0].wrong, report.findings[0].checkpoint), (Wrong::WitnessContradicted, Some(2)));
    });
}

#[test]
fn a_record_forged_before_sealing_shows_by_its_mark() {
    Trail::each(|trail| {
        trail.write(0..2, later(0));
        trail.by_hand("UPDATE audit_record SET verb = 'staff.create' WHERE subject = 'office-1'");
        let unsealed = trail.verify();
        assert_eq!((unsealed.findings[0].wrong, unsealed.waiting), (Wrong::Inserted, 1));
        trail.seal(later(1));
        let sealed = trail.verify();
        assert_eq!(sealed.findings_total, 1);
        assert_eq!(sealed.findings[0].wrong, Wrong::Inserted);
        assert_eq!(sealed.findings[0].verb.as_deref(), Some("staff.create"));
    });
}

#[test]
fn a_record_deleted_before_sealing_is_still_named() {
    Trail::each(|trail| {
        trail.write(0..2, later(0));
        trail.by_hand("DELETE FROM audit_record WHERE subject = 'office-1'");
        let report = trail.verify();
        assert_eq!(report.findings.len(), 1);
        assert_eq!(report.findings[0].wrong, Wrong::Deleted);
        assert!(report.findings[0].record.is_some());
    });
}

#[test]
fn a_checkpoint_signed_with_another_key_does_not_count() {
    Trail::each(|trail| {
        trail.write(0..2, later(0));
        let other = Trail { checkpoint: CheckpointKey::new([9; 32]), ..Trail::on(trail.db) };
        other.seal(later(1));
        let report = trail.verify();
        assert_eq!(
            report.findings.iter().map(|finding| finding.wrong).collect::<Vec<_>>(),
            [Wrong::LeafUnsigned, Wrong::CheckpointForged]
        );
        assert_eq!(other.verify().findings_total, 0);
    });
}

#[test]
fn a_trail_emptied_whole_is_missed_by_the_staff_it_told_of() {
    db::testing::on_both(|db| {
        let (desk, _) = crate::desk::testing::desk_over(db);
        let trail = Trail { key: crate::desk::testing::machine(&desk).trail_key, ..Trail::on(db) };
        let (before, _) = crate::desk::testing::person(&desk, "nguyen.van.an", "Nguyễn Văn An");
        seal(db, later(0), &trail.checkpoint).expect("sealed");
        assert_eq!(trail.verify().findings, []);
        for table in ["record", "unsealed", "leaf", "tree", "checkpoint", "key"] {
            trail.by_hand(&format!("DELETE FROM audit_{table}"));
        }
        let named = |trail: &Trail<'_>| {
            let findings = trail.verify().findings;
            findings.iter().map(|finding| (finding.wrong, finding.staff)).collect::<Vec<_>>()
        };
        assert_eq!(named(&trail), [(Wrong::Beheaded, Some(before.id))]);
        // The program goes on, and the trail has records again: those of before are still missed.
        crate::desk::testing::person(&desk, "le.thi.binh", "Lê Thị Bình");
        seal(db, later(1), &trail.checkpoint).expect("sealed");
        assert_eq!(named(&trail), [(Wrong::Beheaded, Some(before.id))]);
    });
}

#[test]
fn rows_that_the_schema_forbids_are_named_and_not_counted_twice() {
    let without_keys = |table: &str| {
        vec![
            format!("CREATE TABLE copy_of_it AS SELECT * FROM audit_{table}"),
            format!("DROP TABLE audit_{table}"),
            format!("ALTER TABLE copy_of_it RENAME TO audit_{table}"),
        ]
    };
    let doubled = |table: &str, which: &str, expected: &[(Wrong, Option<u64>)]| {
        let mut by_hand = without_keys(table);
        by_hand.push(format!("INSERT INTO audit_{table} SELECT * FROM audit_{table} WHERE {which}"));
        Trail::each(|trail| {
            trail.write(0..4, later(0));
            trail.seal(later(0));
            trail.write(4..5, later(1));
            for sql in &by_hand {
                trail.by_hand(sql);
            }
            let report = trail.verify();
            let named: Vec<_> = report.findings.iter().map(|finding| (finding.wrong, finding.position)).collect();
            assert_eq!(named, expected, "{table}");
            assert_eq!(trail.seal(later(2)).records, 1, "{table}");
        });
    };
    doubled("leaf", "position = 2", &[(Wrong::LeafDoubled, Some(2))]);
    doubled("record", "place = 1000002", &[(Wrong::LeafDoubled, Some(2))]);
    doubled("record", "place = 1000004", &[(Wrong::LeafDoubled, None)]);
}

#[test]
fn positions_and_numbers_out_of_all_range_are_named() {
    check(
        &["UPDATE audit_leaf SET position = -1 WHERE position = 11"],
        &[(Wrong::LeafMissing, Some(11)), (Wrong::LeafUnsigned, None)],
    );
    check(
        &["UPDATE audit_leaf SET position = 9223372036854775807 WHERE position = 11"],
        &(11..111)
            .map(|at| (Wrong::LeafMissing, Some(at)))
            .chain([(Wrong::LeafUnsigned, Some(i64::MAX.unsigned_abs()))])
            .collect::<Vec<_>>(),
    );
    check(
        &["UPDATE audit_checkpoint SET number = 9223372036854775807, day = '9999-12-31' WHERE number = 3"],
        &[(Wrong::LeafUnsigned, Some(8)), (Wrong::CheckpointForged, None)],
    );
    check(
        &["UPDATE audit_leaf SET day = '9999-12-31', position = 0 WHERE position = 11"],
        &[(Wrong::LeafMissing, Some(11)), (Wrong::LeafUnsigned, Some(0))],
    );
}

#[test]
fn a_witness_of_a_number_beyond_all_range_is_contradicted() {
    Trail::each(|trail| {
        trail.write(0..3, later(0));
        let seen = trail.seal(later(0)).checkpoint.expect("a checkpoint");
        for number in [i64::MAX.unsigned_abs(), u64::MAX] {
            let forged = Checkpoint { number, size: number, ..seen.clone() };
            let named: Vec<_> = trail.verify_against(&[forged]).findings.iter().map(|found| found.wrong).collect();
            assert_eq!(named, [Wrong::WitnessContradicted]);
        }
    });
}

#[test]
fn beyond_a_thousand_findings_are_counted_and_the_first_are_kept() {
    Trail::each(|trail| {
        trail.write(0..1_500, later(0));
        trail.seal(later(0));
        trail.by_hand("UPDATE audit_record SET verb = 'x'");
        let report = trail.verify();
        assert_eq!((report.findings_total, report.findings.len()), (1_500, FINDINGS_KEPT_MAX));
        assert_eq!(report.findings[0].position, Some(0));
    });
}

#[test]
fn progress_reaches_the_end() {
    Trail::each(|trail| {
        trail.write(0..3_000, later(0));
        trail.seal(later(0));
        let signers = [trail.checkpoint.public()];
        let trust = Trust { trail: Some(&trail.key), signers: &signers, witnessed: &[] };
        let mut steps = Vec::new();
        verify(trail.db, trust, |progress| steps.push(progress.done)).expect("the trail can be read");
        assert_eq!(steps, [1_024, 2_048, 3_000]);
    });
}
