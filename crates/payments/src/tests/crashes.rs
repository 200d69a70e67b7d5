//! Killed at each step of sending, and started again: one file, one message id, the same bytes.

use super::each;
use crate::{
    CycleState, FileState, InstructionState, Refusal, mark_unknown, send_files, store,
    testing::{Line, Town, outboxes},
};
use db::params;
use jiff::SignedDuration;
use std::{fs, path::Path};

fn lists() -> Vec<Line> {
    vec![Line::account(1, 540_000), Line::account(2, 720_000), Line::cash(3, 360_000)]
}

/// Names and bytes of what a bank would find.
fn found(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder.join("bank"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xml"))
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("bytes")))
        .collect();
    files.sort();
    files
}

fn states(town: &Town) -> Vec<(String, i64)> {
    let sql = "SELECT state, COUNT(*) FROM payments_instruction GROUP BY state ORDER BY state";
    let rows = town.desk.db().read(|tx| tx.rows(sql, params![])).expect("rows");
    rows.iter().map(|row| (row.get(0).expect("text"), row.get(1).expect("a number"))).collect()
}

fn count(town: &Town, sql: &str) -> i64 {
    town.desk.db().read(|tx| tx.row(sql, params![])).expect("a row").expect("a row").get(0).expect("a number")
}

/// Where the sender dies.
#[derive(Clone, Copy, Debug)]
enum Dies {
    BeforeTheFirstMark,
    AfterTheMark,
    WithHalfADraft,
    AfterTheRename,
    AfterTheBankFetchedIt,
}

#[test]
fn whoever_is_killed_while_sending_sends_the_same_bytes_once_more() {
    for dies in [
        Dies::BeforeTheFirstMark,
        Dies::AfterTheMark,
        Dies::WithHalfADraft,
        Dies::AfterTheRename,
        Dies::AfterTheBankFetchedIt,
    ] {
        each(|town| {
            let folder = tempfile::tempdir().expect("a folder");
            town.hand_over("2024-02", &lists());
            let prepared = town.instruct("2024-02");
            let (bank, post) = outboxes(folder.path());
            let (db, head) = (town.desk.db(), town.head());
            let file = &prepared.files[0];
            let bytes = db.read(|tx| store::find_content(tx, file.id)).expect("a read").expect("bytes");
            if !matches!(dies, Dies::BeforeTheFirstMark) {
                db.write(|tx| store::set_sending(tx, file.id)).expect("a mark");
            }
            let path = folder.path().join("bank").join(&file.name);
            match dies {
                Dies::WithHalfADraft => {
                    fs::write(folder.path().join("bank").join(format!(".{}.part", file.name)), &bytes[..100])
                        .expect("half a draft");
                }
                Dies::AfterTheRename => fs::write(&path, &bytes).expect("the file"),
                _ => {}
            }
            let sent = send_files(db, &head, prepared.cycle.id, &bank, &post).expect("sent");
            assert_eq!(sent.now.len(), prepared.files.len(), "{dies:?}");
            assert_eq!(found(folder.path()), [(file.name.clone(), bytes)], "{dies:?}");
            assert_eq!(states(town), [("sent".to_owned(), 3)], "{dies:?}");
            let again = send_files(db, &head, prepared.cycle.id, &bank, &post).expect("nothing to do");
            assert_eq!((again.now.len(), again.before), (0, prepared.files.len()), "{dies:?}");
            assert_eq!(count(town, "SELECT COUNT(*) FROM payments_event"), 6, "{dies:?}");
            assert_eq!(count(town, "SELECT COUNT(DISTINCT message_id) FROM payments_file"), 2, "{dies:?}");
        });
    }
}

#[test]
fn a_name_that_is_taken_by_other_bytes_is_an_alarm_and_nothing_is_marked_sent() {
    each(|town| {
        let folder = tempfile::tempdir().expect("a folder");
        town.hand_over("2024-02", &lists());
        let prepared = town.instruct("2024-02");
        let (bank, post) = outboxes(folder.path());
        fs::write(folder.path().join("bank").join(&prepared.files[0].name), b"another month").expect("a file");
        let refused = send_files(town.desk.db(), &town.head(), prepared.cycle.id, &bank, &post);
        assert!(matches!(refused, Err(Refusal::Outbox(_))), "{refused:?}");
        assert_eq!(states(town), [("in_file".to_owned(), 3)]);
    });
}

#[test]
fn files_are_written_whole_or_not_at_all_and_only_of_approved_cycles() {
    each(|town| {
        let folder = tempfile::tempdir().expect("a folder");
        town.hand_over("2024-02", &lists());
        let cycle = town.compute("2024-02").cycle;
        let (bank, post) = outboxes(folder.path());
        let refused = send_files(town.desk.db(), &town.head(), cycle.id, &bank, &post);
        assert!(matches!(refused, Err(Refusal::CycleIs { state: CycleState::Computed })), "{refused:?}");
        assert_eq!(count(town, "SELECT COUNT(*) FROM payments_file"), 0);
    });
}

#[test]
fn silence_makes_unknown_and_never_a_second_file() {
    each(|town| {
        let folder = tempfile::tempdir().expect("a folder");
        town.hand_over("2024-02", &lists());
        let cycle = town.send("2024-02", folder.path());
        let (db, after) = (town.desk.db(), SignedDuration::from_hours(48));
        let officer = town.officer();
        assert_eq!(db.write(|tx| mark_unknown(tx, &officer, cycle.id, after)).expect("a look"), 0);
        town.pass(3);
        let officer = town.officer();
        assert_eq!(db.write(|tx| mark_unknown(tx, &officer, cycle.id, after)).expect("a look"), 3);
        assert_eq!(states(town), [(InstructionState::Unknown.key().to_owned(), 3)]);
        let (bank, post) = outboxes(folder.path());
        let again = send_files(db, &town.head(), cycle.id, &bank, &post).expect("nothing to do");
        assert!(again.now.is_empty());
        let files = db.read(|tx| store::list_files(tx, cycle.id)).expect("files");
        assert!(files.iter().all(|file| file.state == FileState::Sent));
        assert_eq!(found(folder.path()).len(), 1);
    });
}
