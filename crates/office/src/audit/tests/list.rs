//! Reading the trail page by page, each within the own area.

use super::*;
use crate::{Area, Refusal};
use kernel::AuditRecordId;

fn ask(trail: &Trail<'_>, acting: &Acting, filter: &Filter, after: Option<AuditRecordId>) -> Page {
    let page = trail.db.read(|tx| list_records(tx, &acting.scope, acting, filter, after));
    page.expect("the person may read the trail")
}

#[test]
fn pages_follow_each_other_without_gap_or_overlap() {
    Trail::each(|trail| {
        (0..12).for_each(|turn| trail.write(turn * 10..turn * 10 + 10, later(i64::from(turn))));
        let reader = trail.acting(Role::Administrator, later(99));
        let newest = ask(trail, &reader, &Filter::default(), None).records;
        let first: Vec<_> = newest.iter().take(3).map(|record| record.subject.as_str()).collect();
        assert_eq!(
            first,
            ["office-119", "office-118", "office-117"],
            "what was done last comes first, also in one request"
        );
        let (mut subjects, mut after, mut sizes) = (Vec::new(), None, Vec::new());
        loop {
            let page = ask(trail, &reader, &Filter::default(), after);
            sizes.push(page.records.len());
            assert!(page.records.is_sorted_by(|newer, older| newer.id > older.id));
            subjects.extend(page.records.into_iter().map(|record| record.subject));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(sizes, [50, 50, 20]);
        subjects.sort();
        subjects.dedup();
        assert_eq!(subjects.len(), 120);
    });
}

#[test]
fn each_filter_narrows() {
    Trail::each(|trail| {
        trail.write(0..3, later(0));
        trail.write(3..4, later(60 * 24));
        let reader = trail.acting(Role::Administrator, later(99));
        let count = |filter: Filter| ask(trail, &reader, &filter, None).records.len();
        let day = |text: &str| Some(text.parse().expect("a day"));
        assert_eq!(count(Filter::default()), 4);
        assert_eq!(count(Filter { staff: Some(reader.staff), ..Filter::default() }), 4);
        assert_eq!(count(Filter { staff: Some(Acting::nobody()), ..Filter::default() }), 0);
        assert_eq!(count(Filter { subject: Some("office-2".to_owned()), ..Filter::default() }), 1);
        assert_eq!(count(Filter { verb: Some("office.close".to_owned()), ..Filter::default() }), 0);
        assert_eq!(count(Filter { from: day("2024-01-26"), ..Filter::default() }), 1);
        assert_eq!(count(Filter { to: day("2024-01-25"), ..Filter::default() }), 3);
        assert_eq!(count(Filter { from: day("1969-12-31"), ..Filter::default() }), 4);
        assert_eq!(count(Filter { to: day("1969-12-31"), ..Filter::default() }), 0);
        let both = Filter {
            verb: Some("office.create".to_owned()),
            from: day("2024-01-25"),
            to: day("2024-01-25"),
            ..Filter::default()
        };
        assert_eq!(count(both), 3);
    });
}

#[test]
fn an_auditor_sees_the_own_area_only() {
    Trail::each(|trail| {
        trail.write(0..10, later(0));
        let scope = Scope::over(vec![Area { lo: 1_000_002, hi: 1_000_004 }]);
        let auditor = Acting { scope, ..trail.acting(Role::Auditor, later(1)) };
        let page = ask(trail, &auditor, &Filter::default(), None);
        let mut places: Vec<_> = page.records.iter().filter_map(|record| record.place).collect();
        places.sort_unstable();
        assert_eq!(places, [1_000_002, 1_000_003, 1_000_004]);
    });
}

#[test]
fn the_administrator_reads_of_offices_and_of_no_beneficiary() {
    Trail::each(|trail| {
        let acting = trail.acting(Role::Administrator, later(0));
        let view = Entry { subject_kind: "person", verb: "person.view_account", ..entry(1) };
        trail.db.write(|tx| record_view(tx, &acting, view.clone())).expect("it is recorded");
        trail.write(2..3, later(0));
        let page = ask(trail, &acting, &Filter::default(), None);
        assert_eq!(page.records.iter().map(|record| record.subject.as_str()).collect::<Vec<_>>(), ["office-2"]);
    });
}

#[test]
fn others_may_not_read_the_trail() {
    Trail::each(|trail| {
        let payer = trail.acting(Role::Payer, later(0));
        let refused = trail.db.read(|tx| list_records(tx, &payer.scope, &payer, &Filter::default(), None));
        assert!(matches!(refused, Err(Refusal::NotAllowed { .. })));
    });
}
