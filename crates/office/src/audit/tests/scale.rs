//! Done when: 20,000 records, one altered, one deleted, one inserted by hand, each named.

use super::*;

#[test]
fn among_twenty_thousand_records_the_altered_the_deleted_and_the_inserted_are_named() {
    Trail::each(|trail| {
        for batch in 0..10 {
            trail.load(batch * 2_000..(batch + 1) * 2_000, later(i64::from(batch)));
            trail.seal(later(i64::from(batch)));
        }
        let before = trail.verify();
        assert_eq!((before.records, before.days, before.checkpoints, before.findings_total), (20_000, 1, 10, 0));

        let (altered, deleted) = (trail.record_at(4_321), trail.record_at(12_345));
        let alter = format!("UPDATE audit_record SET why = 'khác' WHERE id = {}", id_of_position(4_321));
        let delete = format!("DELETE FROM audit_record WHERE id = {}", id_of_position(12_345));
        let insert = "INSERT INTO audit_record SELECT r.mac, r.at, r.staff, r.role, r.office, r.address, r.request, \
             r.verb, r.is_view, r.subject_kind, 'office-999999', r.place, r.why, r.was, r.became, r.mac \
             FROM audit_record r ORDER BY r.id LIMIT 1";
        assert_eq!([alter.as_str(), delete.as_str()].map(|sql| trail.by_hand(sql)), [1, 1]);
        // The id of a record by hand is made by hand too: any sixteen bytes.
        let insert = insert.replace("SELECT r.mac", "SELECT substr(r.mac, 1, 16)");
        assert_eq!(trail.by_hand(&insert), 1);

        let report = trail.verify();
        let named: Vec<_> = report
            .findings
            .iter()
            .map(|finding| (finding.wrong, finding.position, finding.record.map(|id| id.to_string())))
            .collect();
        assert_eq!(report.findings_total, 3);
        assert_eq!(named[0], (Wrong::Altered, Some(4_321), Some(altered)), "the first bad record comes first");
        assert_eq!(named[1], (Wrong::Deleted, Some(12_345), Some(deleted)));
        assert_eq!((named[2].0, named[2].1), (Wrong::Inserted, None));
        assert_eq!(report.findings[0].verb.as_deref(), Some("office.create"));
        assert_eq!(report.findings[0].day.as_deref(), Some("2024-01-25"));
        assert!(named[2].2.is_some(), "the inserted record's id is named");
    });
}
