//! Many records of one transaction at once: the same trail as one by one.

use super::*;
use crate::audit::store::list_unsealed;

/// The trail as it awaits sealing, in order.
fn waiting(trail: &Trail<'_>) -> Vec<Record> {
    trail.db.read(|tx| list_unsealed(tx, usize::MAX)).expect("the trail can be read")
}

/// An entry with every field empty that may be, and one with what PostgreSQL does not keep.
fn odd_entries() -> [Entry; 2] {
    let bare = Entry { place: None, why: None, from: None, to: None, ..entry(0) };
    [bare, Entry { subject: "a\0b".to_owned(), why: Some("\0".to_owned()), ..entry(1) }]
}

#[test]
fn loaded_records_are_those_that_would_have_been_written_one_by_one() {
    Trail::each(|trail| {
        let acting = trail.acting(Role::Administrator, later(0));
        let entries = || (0..20).map(entry).chain(odd_entries());
        let loaded = trail.db.write_alone(|tx| record_all(tx, &acting, entries())).expect("loaded");
        assert_eq!(loaded, 22);
        trail.db.write_alone(|tx| entries().try_for_each(|one| record(tx, &acting, one))).expect("written");
        let waiting = waiting(trail);
        assert_eq!(waiting.len(), 44);
        let (loaded, written) = waiting.split_at(22);
        for (loaded, written) in loaded.iter().zip(written) {
            assert_eq!(Record { id: written.id, ..loaded.clone() }, *written, "only the ids differ, in order");
        }
        assert_eq!(trail.seal(later(1)).records, 44);
        let report = trail.verify();
        assert_eq!((report.records, report.waiting, report.findings_total), (44, 0, 0));
    });
}

#[test]
fn a_load_larger_than_a_sealing_is_sealed_whole_and_what_is_altered_in_it_is_named() {
    Trail::each(|trail| {
        trail.load(0..4_500, later(0));
        assert_eq!(trail.seal(later(0)).records, 4_500);
        assert_eq!(trail.verify().findings_total, 0);
        let altered = trail.record_at(3_210);
        let alter = format!("UPDATE audit_record SET why = 'khác' WHERE id = {}", id_of_position(3_210));
        assert_eq!(trail.by_hand(&alter), 1);
        let report = trail.verify();
        assert_eq!(report.findings_total, 1);
        let finding = &report.findings[0];
        assert_eq!((finding.wrong, finding.record.map(|id| id.to_string())), (Wrong::Altered, Some(altered)));
    });
}

#[test]
fn a_load_of_nothing_writes_nothing() {
    Trail::each(|trail| {
        let acting = trail.acting(Role::Administrator, later(0));
        assert_eq!(trail.db.write(|tx| record_all(tx, &acting, [])), Ok(0));
        assert_eq!(waiting(trail), []);
    });
}

#[test]
fn a_transaction_that_is_given_up_leaves_no_record_of_its_load() {
    Trail::each(|trail| {
        let acting = trail.acting(Role::Administrator, later(0));
        let work = |tx: &mut Tx<'_>| {
            record_all(tx, &acting, (0..10).map(entry))?;
            Err::<(), _>(DbError::Misuse("given up".to_owned()))
        };
        assert!(trail.db.write_alone(work).is_err());
        assert_eq!(waiting(trail), []);
        assert_eq!(trail.verify().records, 0);
    });
}
