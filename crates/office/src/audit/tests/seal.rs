//! Sealing: nothing is passed over, nothing is sealed twice, a closed day stays closed.

use super::*;
use kernel::{Clock, FixedClock};
use std::{sync::mpsc, thread};

#[test]
fn a_record_that_commits_late_is_still_sealed() {
    Trail::each(|trail| {
        trail.write(0..3, later(5));
        trail.seal(later(6));
        trail.write(3..4, later(0));
        assert_eq!(trail.seal(later(7)).records, 1);
        let report = trail.verify();
        assert_eq!((report.records, report.waiting, report.findings_total), (4, 0, 0));
    });
}

#[test]
fn a_record_of_yesterday_belongs_to_the_day_it_is_sealed_on() {
    Trail::each(|trail| {
        trail.write(0..1, later(0));
        trail.seal(later(0));
        trail.write(1..2, later(1));
        let midnight_in_vietnam = "2024-01-25T17:00:00Z".parse().expect("an instant");
        let sealed = trail.seal(midnight_in_vietnam).checkpoint.expect("a checkpoint");
        assert_eq!((sealed.day.to_string().as_str(), sealed.size, sealed.number), ("2024-01-26", 1, 2));
    });
}

#[test]
fn a_clock_set_back_opens_no_old_day() {
    Trail::each(|trail| {
        trail.write(0..1, later(0));
        trail.seal(later(60 * 24));
        trail.write(1..2, later(0));
        let sealed = trail.seal(later(0)).checkpoint.expect("a checkpoint");
        assert_eq!((sealed.day.to_string().as_str(), sealed.size), ("2024-01-26", 2));
        assert_eq!(trail.verify().findings_total, 0);
    });
}

#[test]
fn sealing_nothing_signs_nothing() {
    Trail::each(|trail| {
        assert_eq!(trail.seal(later(0)), Sealed::default());
        assert_eq!(trail.verify().checkpoints, 0);
    });
}

#[test]
fn a_large_backlog_is_sealed_in_batches() {
    Trail::each(|trail| {
        trail.load(0..4_500, later(0));
        let sealed = trail.seal(later(0));
        assert_eq!(sealed.records, 4_500);
        assert_eq!(sealed.checkpoint.expect("a checkpoint").number, 3);
        assert_eq!(trail.verify().findings_total, 0);
    });
}

#[test]
fn several_sealers_and_writers_at_once_lose_and_repeat_nothing() {
    Trail::each(|trail| {
        thread::scope(|threads| {
            for writer in 0..3 {
                threads.spawn(move || {
                    for number in 0..40 {
                        trail.write(writer * 100 + number..writer * 100 + number + 1, later(i64::from(number)));
                    }
                });
            }
            for _ in 0..3 {
                threads.spawn(|| {
                    for turn in 0..15 {
                        trail.seal(later(turn));
                    }
                });
            }
        });
        trail.seal(later(100));
        let report = trail.verify();
        assert_eq!((report.records, report.waiting, report.findings), (120, 0, Vec::new()));
    });
}

#[test]
fn a_lost_or_altered_edge_is_counted_again_from_the_leaves() {
    Trail::each(|trail| {
        trail.write(0..5, later(0));
        trail.seal(later(0));
        trail.by_hand("DELETE FROM audit_tree");
        trail.write(5..9, later(1));
        trail.seal(later(1));
        trail.by_hand("UPDATE audit_tree SET size = size + 1");
        trail.write(9..10, later(2));
        trail.seal(later(2));
        assert_eq!(trail.verify().findings_total, 0);
    });
}

#[test]
fn no_checkpoint_covers_up_leaves_that_were_changed_and_sealing_goes_on() {
    Trail::each(|trail| {
        trail.write(0..5, later(0));
        trail.seal(later(0));
        trail.by_hand("DELETE FROM audit_leaf WHERE position = 4");
        trail.by_hand("DELETE FROM audit_tree");
        trail.write(5..6, later(1));
        let sealed = trail.seal(later(1));
        let day = "2024-01-25".parse().expect("a day");
        assert_eq!((sealed.records, sealed.alarms), (1, vec![Alarm::DayDamaged { day }]));
        assert_eq!(sealed.checkpoint.expect("a checkpoint").day.to_string(), "2024-01-26");
        let named: Vec<_> = trail.verify().findings.iter().map(|finding| finding.wrong).collect();
        assert_eq!(named, [Wrong::LeafMissing, Wrong::Unhooked]);
        trail.write(6..7, later(60 * 24));
        let next_day = trail.seal(later(60 * 24));
        assert_eq!((next_day.records, next_day.alarms), (1, vec![]), "the next day is sound");
    });
}

/// A row of checkpoint 1's, with another number and day.
fn forge(trail: &Trail<'_>, number: &str, day: &str) {
    let forged = trail.by_hand(&format!(
        "INSERT INTO audit_checkpoint (number, day, size, root, previous, at, signer, signature) \
         SELECT {number}, '{day}', 9223372036854775807, root, previous, at, signer, signature \
         FROM audit_checkpoint WHERE number = 1"
    ));
    assert_eq!(forged, 1);
}

#[test]
fn forged_checkpoints_are_passed_over_and_named() {
    Trail::each(|trail| {
        trail.write(0..3, later(0));
        trail.seal(later(0));
        forge(trail, "9223372036854775807", "9999-12-31");
        forge(trail, "2", "2024-01-25");
        forge(trail, "-7", "hôm qua");
        trail.write(3..4, later(1));
        let sealed = trail.seal(later(1));
        let checkpoint = sealed.checkpoint.expect("a checkpoint");
        assert_eq!((checkpoint.number, checkpoint.size, checkpoint.day.to_string().as_str()), (3, 4, "2024-01-25"));
        let forged = [i64::MAX, 2].map(|number| Alarm::CheckpointForged { number });
        assert_eq!(sealed.alarms, forged);
        let named: Vec<_> = trail.verify().findings.iter().map(|finding| (finding.wrong, finding.checkpoint)).collect();
        let expected = [2, i64::MAX.unsigned_abs(), 0].map(|number| (Wrong::CheckpointForged, Some(number)));
        assert_eq!(named, expected);
        trail.by_hand("DELETE FROM audit_checkpoint WHERE number IN (-7, 2, 9223372036854775807)");
        assert_eq!(trail.verify().findings, [], "what quotes the one before lost nothing in between");
    });
}

#[test]
fn a_sealed_record_put_back_on_the_list_stops_nothing() {
    Trail::each(|trail| {
        trail.write(0..3, later(0));
        trail.seal(later(0));
        trail.by_hand(
            "INSERT INTO audit_unsealed (record_id, at) SELECT id, at FROM audit_record WHERE place = 1000001",
        );
        trail.write(3..5, later(1));
        assert_eq!(trail.seal(later(1)).records, 2);
        let report = trail.verify();
        let named: Vec<_> = report.findings.iter().map(|finding| (finding.wrong, finding.position)).collect();
        assert_eq!(named, [(Wrong::NoteForged, Some(1))]);
        let age = trail.db.read(|tx| oldest_unsealed_age(tx, later(3))).expect("a read");
        assert_eq!(age, Some(SignedDuration::from_mins(3)), "and the alarm rings");
    });
}

#[test]
fn a_crowd_of_unreadable_records_stops_nothing() {
    Trail::each(|trail| {
        trail.load(0..4_500, later(0));
        trail.by_hand("UPDATE audit_record SET at = 'hôm qua' WHERE place < 1004400");
        assert_eq!(trail.seal(later(1)).records, 100);
        assert_eq!(trail.seal(later(2)).records, 0);
        assert_eq!(trail.verify().findings_total, 4_400);
    });
}

#[test]
fn an_alarm_is_noted_in_the_trail_once() {
    db::testing::on_both(|db| {
        let (desk, _) = crate::desk::testing::desk_over(db);
        let alarm = Alarm::CheckpointForged { number: 7 };
        note_alarms(&desk, &[alarm, alarm]).expect("noted");
        note_alarms(&desk, &[alarm]).expect("noted already");
        let noted = db.read(|tx| tx.rows("SELECT subject FROM audit_record WHERE verb = 'audit.alarm'", params![]));
        assert_eq!(noted.expect("a read").len(), 1);
    });
}

#[test]
fn the_oldest_waiting_record_tells_its_age() {
    Trail::each(|trail| {
        let age = |now| trail.db.read(|tx| oldest_unsealed_age(tx, now)).expect("a read");
        assert_eq!(age(later(0)), None);
        trail.write(0..2, later(0));
        trail.write(2..3, later(1));
        assert_eq!(age(later(2)), Some(SignedDuration::from_mins(2)));
        assert_eq!(trail.db.read(count_unsealed).expect("a read"), 3);
        trail.seal(later(2));
        assert_eq!(age(later(9)), None);
    });
}

#[test]
fn the_background_sealer_seals_once_more_when_it_is_stopped() {
    Trail::each(|trail| {
        trail.write(0..3, later(0));
        let (stop, stopped) = mpsc::channel();
        let clock: &dyn Clock = &FixedClock(later(1));
        drop(stop);
        let mut heard = Vec::new();
        keep_sealing(trail.db, clock, &trail.checkpoint, &stopped, |sealed| {
            heard.push(sealed.expect("sealed").records);
        });
        assert_eq!(heard, [3]);
    });
}

#[test]
fn a_program_with_other_keys_is_told_so() {
    Trail::each(|trail| {
        assert!(!has_begun(trail.db).expect("a read"));
        begin(trail.db, &trail.key, &trail.checkpoint, later(0)).expect("the first begins it");
        begin(trail.db, &trail.key, &trail.checkpoint, later(1)).expect("the same keys again");
        assert!(has_begun(trail.db).expect("a read"));
        let other = begin(trail.db, &TrailKey::new([9; 32]), &trail.checkpoint, later(2)).expect_err("a fault");
        assert!(matches!(other, SealFault::OtherKey { kind: "trail" }));
        let other = begin(trail.db, &trail.key, &CheckpointKey::new([9; 32]), later(2)).expect_err("a fault");
        assert!(matches!(other, SealFault::OtherKey { kind: "checkpoint" }));
    });
}

#[test]
fn a_failed_write_leaves_no_record_and_nothing_waiting() {
    Trail::each(|trail| {
        let acting = trail.acting(Role::Administrator, later(0));
        let failed = trail.db.write(|tx| {
            record(tx, &acting, entry(1))?;
            tx.execute("INSERT INTO audit_tree (day) VALUES ('x')", params![])
        });
        assert!(failed.is_err());
        assert_eq!(trail.seal(later(1)).records, 0);
        assert_eq!(trail.verify().records, 0);
    });
}

#[test]
fn what_a_person_types_cannot_break_the_record() {
    Trail::each(|trail| {
        let acting = trail.acting(Role::Administrator, later(0));
        let odd = "a\0b'; DROP TABLE audit_record; --\u{1F600}\n\u{202E}";
        let typed = Entry { why: Some(odd.to_owned()), subject: odd.to_owned(), ..entry(1) };
        trail.db.write(|tx| record_view(tx, &acting, typed.clone())).expect("it is recorded");
        trail.seal(later(1));
        assert_eq!(trail.verify().findings_total, 0);
    });
}
