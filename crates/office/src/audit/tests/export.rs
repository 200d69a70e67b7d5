//! A file for a witness: it stands on its own, and no line of it can be changed.

use super::*;
use serde_json::Value;

/// Two days: five records in two checkpoints, then three in one.
fn two_days(trail: &Trail<'_>) {
    trail.write(0..3, later(0));
    trail.seal(later(0));
    trail.write(3..5, later(1));
    trail.seal(later(1));
    trail.write(5..8, later(60 * 24));
    trail.seal(later(60 * 24));
}

fn file_of(trail: &Trail<'_>, part: &Part) -> String {
    let mut bytes = Vec::new();
    export(trail.db, part, later(9_999), &mut bytes).expect("the trail is written");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

fn check(trail: &Trail<'_>, file: &str) -> Result<Report, FileFault> {
    verify_export(file.as_bytes(), &[trail.checkpoint.public()], &[])
}

fn wrongs(trail: &Trail<'_>, file: &str) -> Vec<Wrong> {
    let report = check(trail, file).expect("the file can be read");
    report.findings.into_iter().map(|finding| finding.wrong).collect()
}

/// The file with one line changed as JSON.
fn with_line(file: &str, line: usize, change: impl Fn(&mut Value)) -> String {
    let lines = file.lines().enumerate().map(|(at, text)| {
        let mut value: Value = serde_json::from_str(text).expect("a line is JSON");
        if at == line {
            change(&mut value);
        }
        format!("{value}\n")
    });
    lines.collect()
}

fn without_line(file: &str, line: usize) -> String {
    file.lines().enumerate().filter(|(at, _)| *at != line).flat_map(|(_, text)| [text, "\n"]).collect()
}

#[test]
fn a_file_of_whole_days_stands_on_its_own() {
    Trail::each(|trail| {
        two_days(trail);
        let report = check(trail, &file_of(trail, &Part::default())).expect("the file can be read");
        assert_eq!((report.records, report.days, report.checkpoints, report.findings_total), (8, 2, 3, 0));
        let second = Part { from: Some("2024-01-26".parse().expect("a day")), ..Part::default() };
        let report = check(trail, &file_of(trail, &second)).expect("the file can be read");
        assert_eq!((report.records, report.days, report.checkpoints, report.findings_total), (3, 1, 1, 0));
    });
}

#[test]
fn chosen_records_carry_their_proofs() {
    Trail::each(|trail| {
        two_days(trail);
        let part = Part { subject: Some("office-4".to_owned()), ..Part::default() };
        let file = file_of(trail, &part);
        let report = check(trail, &file).expect("the file can be read");
        assert_eq!((report.records, report.checkpoints, report.findings_total), (1, 3, 0));
        // Lines: heading, two checkpoints, the record, the second day's checkpoint, end.
        let moved = with_line(&file, 3, |line| {
            let position = line["position"].as_u64().expect("a position");
            line["position"] = ((position + 1) % 5).into();
        });
        assert_eq!(wrongs(trail, &moved), [Wrong::Altered]);
        let changed = with_line(&file, 3, |line| line["record"]["why"] = "khác".into());
        assert_eq!(wrongs(trail, &changed), [Wrong::Altered]);
        let unproved = with_line(&file, 3, |line| line["proof"] = Value::Null);
        assert_eq!(wrongs(trail, &unproved), [Wrong::Altered]);
    });
}

#[test]
fn a_changed_file_is_found_out() {
    Trail::each(|trail| {
        two_days(trail);
        let file = file_of(trail, &Part::default());
        // Lines: 0 heading, 1–2 checkpoints, 3–7 records, 8 checkpoint, 9–11 records, 12 end.
        let changed = with_line(&file, 4, |line| line["record"]["verb"] = "office.close".into());
        assert_eq!(wrongs(trail, &changed), [Wrong::RootDiffers]);
        let forged = with_line(&file, 2, |line| line["size"] = 4.into());
        assert!(wrongs(trail, &forged).contains(&Wrong::CheckpointForged));
        let less = with_line(&without_line(&file, 4), 11, |line| line["records"] = 7.into());
        assert!(wrongs(trail, &less).contains(&Wrong::LeafMissing));
        let unlinked = with_line(&without_line(&file, 2), 11, |line| line["checkpoints"] = 2.into());
        assert!(wrongs(trail, &unlinked).contains(&Wrong::CheckpointMissing));
        let last_gone = with_line(&without_line(&file, 11), 11, |line| line["records"] = 7.into());
        assert_eq!(wrongs(trail, &last_gone), [Wrong::LeafMissing]);
    });
}

#[test]
fn a_file_cut_off_or_of_another_kind_is_refused() {
    Trail::each(|trail| {
        two_days(trail);
        let file = file_of(trail, &Part::default());
        assert!(matches!(check(trail, &without_line(&file, 12)), Err(FileFault::CutOff)));
        assert!(matches!(check(trail, &without_line(&file, 11)), Err(FileFault::CutOff)));
        assert!(matches!(check(trail, ""), Err(FileFault::CutOff)));
        assert!(matches!(check(trail, &without_line(&file, 0)), Err(FileFault::NotATrail { line: 1 })));
        assert!(matches!(check(trail, "họ tên;ngày sinh\n"), Err(FileFault::NotATrail { line: 1 })));
        let newer = with_line(&file, 0, |line| line["version"] = 2.into());
        assert!(matches!(check(trail, &newer), Err(FileFault::Newer { version: 2 })));
    });
}

#[test]
fn a_witness_with_an_older_checkpoint_sees_the_trail_grow_and_nothing_else() {
    Trail::each(|trail| {
        trail.write(0..3, later(0));
        let held = trail.seal(later(0)).checkpoint.expect("a checkpoint");
        trail.write(3..8, later(1));
        trail.seal(later(1));
        let part = Part { subject: Some("office-7".to_owned()), since: Some(held.clone()), ..Part::default() };
        let file = file_of(trail, &part);
        assert_eq!(wrongs(trail, &file), []);
        let rewritten = with_line(&file, 3, |line| {
            assert_eq!(line["line"], "extends");
            line["older"]["root"] = "00".repeat(32).into();
        });
        assert_eq!(wrongs(trail, &rewritten), [Wrong::WitnessContradicted]);

        let keys = [trail.checkpoint.public()];
        let whole = file_of(trail, &Part::default());
        let report = verify_export(whole.as_bytes(), &keys, std::slice::from_ref(&held)).expect("the file can be read");
        assert_eq!(report.findings_total, 0);
        let other = Checkpoint { size: 2, ..held };
        let report = verify_export(whole.as_bytes(), &keys, &[other]).expect("the file can be read");
        assert_eq!(report.findings[0].wrong, Wrong::WitnessContradicted);
    });
}

#[test]
fn a_witness_folder_keeps_the_newest_checkpoint_and_notices_a_trail_set_back() {
    Trail::each(|trail| {
        let folder = tempfile::tempdir().expect("a folder");
        let witness = Witness::at(folder.path());
        assert_eq!(witness.find().expect("a read"), None);
        let next = |number: u32| {
            trail.write(number..number + 1, later(0));
            trail.seal(later(0)).checkpoint.expect("a checkpoint")
        };
        let (first, second) = (next(0), next(1));
        witness.follow(trail.db, &first).expect("it is kept");
        witness.follow(trail.db, &second).expect("it is kept");
        assert_eq!(read_checkpoint(&folder.path().join(Witness::FILE)).expect("a read"), second);
        // Somebody takes the last checkpoint away and lets the program seal others in its place.
        trail.by_hand("DELETE FROM audit_leaf WHERE position = 1");
        trail.by_hand("DELETE FROM audit_checkpoint WHERE number = 2");
        let (other, third) = (next(2), next(3));
        assert_eq!((other.number, third.number), (2, 3));
        for newest in [&other, &third] {
            let fault = witness.follow(trail.db, newest).expect_err("a fault");
            assert!(matches!(fault, WitnessFault::Contradicted { seen: 2 }), "{fault}");
        }
        assert_eq!(witness.find().expect("a read"), Some(second.clone()), "the evidence stays");
        let named = trail.verify_against(&[second]).findings;
        assert!(named.iter().any(|finding| finding.wrong == Wrong::WitnessContradicted));
    });
}

#[test]
fn a_public_key_reads_back_from_its_text() {
    let key = CheckpointKey::new([5; 32]).public();
    assert_eq!(key.to_string().parse(), Ok(key));
    assert_eq!("abc".parse::<PublicKey>(), Err(PublicKeyFault));
}
