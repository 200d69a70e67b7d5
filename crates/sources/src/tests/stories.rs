//! Stories on both databases.

use super::{GOOD, officer, place, receive, received, workbook};
use crate::{
    NewFile, Receipt, Refusal, ReturnWords, RowFault, SourceKind, handlers, list_faults, list_files, list_rows,
    load_content, receive_file, return_rows, submit_import,
};
use db::testing::on_both;
use office::{
    Role,
    jobs::{Handlers, JobState, Worker},
    testing::{self, desk_over},
};
use std::sync::{Arc, atomic::AtomicBool};

/// A good row, a row that goes back, a row with a doubt.
fn mixed() -> Vec<u8> {
    let mut rows = GOOD;
    rows[1][5] = "không rõ loại";
    rows[2][3] = "51150001234";
    workbook(&rows)
}

fn say(fault: &RowFault) -> String {
    format!("{}: {} {}", fault.kind.key(), fault.written, fault.proposal.as_deref().unwrap_or_default())
}

fn propose(fault: &RowFault) -> Option<String> {
    fault.proposal.clone()
}

const WORDS: ReturnWords<'_> = ReturnWords {
    reason: "Lý do",
    proposal: "Đề xuất",
    sent_back: "Trả lại",
    doubtful: "Cần xem lại",
    say: &say,
    propose: &propose,
};

#[test]
fn a_file_is_received_once_whole_and_its_bad_rows_come_back_corrected() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let bytes = mixed();
        let file = received(&desk, &acting, &bytes);
        assert_eq!((file.rows_good, file.rows_doubtful, file.rows_bad), (2, 1, 1));
        assert_eq!(receive(&desk, &acting, "again.xlsx", &bytes).expect("a receipt"), Receipt::Exists(file.clone()));
        let as_merit = NewFile { source: SourceKind::Merit, place: file.place, name: "ncc.xlsx", content: &bytes };
        let other = db.write(|tx| receive_file(tx, &acting, &desk.places(), &as_merit)).expect("a receipt");
        assert!(matches!(other, Receipt::ExistsWithDifferent { field: "source", .. }), "{other:?}");

        let (rows, faults, kept) = db
            .write(|tx| {
                let rows = list_rows(tx, &acting.scope, file.id, 0, 10)?;
                let faults = list_faults(tx, &acting.scope, file.id, None)?;
                Ok::<_, Refusal>((rows, faults, load_content(tx, &acting, file.id)?))
            })
            .expect("a look");
        assert_eq!(kept, bytes, "the bytes stay as they were received");
        assert_eq!((rows.len(), faults.len()), (2, 2), "{faults:?}");
        assert_eq!(rows[0].full_name.as_str(), "Nguyễn Thị Bưởi");

        let back = db.write(|tx| return_rows(tx, &acting, file.id, &WORDS)).expect("a workbook");
        let again = received(&desk, &acting, &back);
        assert_eq!((again.rows_good, again.rows_bad), (1, 1), "the doubtful row and the bad one, as they were");
    });
}

#[test]
fn an_officer_receives_and_sees_only_the_own_area() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let file = received(&desk, &acting, &workbook(&GOOD));
        let elsewhere = testing::officer(&desk, Role::LabourOfficer, "525", 1);
        let seen = |scope| db.read(|tx| list_files(tx, scope, None)).expect("files").len();
        assert_eq!((seen(&acting.scope), seen(&elsewhere.scope)), (1, 0));
        let rows = db.write(|tx| return_rows(tx, &elsewhere, file.id, &WORDS));
        assert!(matches!(rows, Err(Refusal::NotFound)));
        // The province takes in files and sees no full numbers: only those of the files it sent itself.
        let province = testing::officer(&desk, Role::ProvinceOfficer, "51", 1);
        let look = db.write(|tx| load_content(tx, &province, file.id));
        assert!(matches!(look, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{look:?}");
        let rows = db.write(|tx| return_rows(tx, &province, file.id, &WORDS));
        assert!(matches!(rows, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))));
        let own = receive(&desk, &province, "tinh.xlsx", &workbook(&GOOD[..1]));
        let Ok(Receipt::Created(own)) = own else { panic!("{own:?}") };
        db.write(|tx| load_content(tx, &province, own.id)).expect("what it sent itself");
        let looks = db.read(|tx| {
            let sql = "SELECT COUNT(*) FROM audit_record WHERE verb = 'sources.download' AND is_view = $1";
            tx.row(sql, db::params![true])?.map_or(Ok(0), |row| row.get::<i64>(0))
        });
        assert_eq!(looks.map_err(|error: db::DbError| error).expect("the trail"), 1, "each look is in the trail");
        let outside = receive(&desk, &elsewhere, "a.xlsx", b"x");
        assert!(matches!(outside, Err(Refusal::Office(office::Refusal::OutsideArea))), "{outside:?}");
        let police = testing::officer(&desk, Role::CommunePolice, "21061", 1);
        let refused = receive(&desk, &police, "a.xlsx", b"x");
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
    });
}

#[test]
fn a_refused_file_leaves_nothing_behind() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let whole = workbook(&GOOD);
        let refused = receive(&desk, &acting, "cut.xlsx", &whole[..whole.len() / 2]);
        assert!(matches!(refused, Err(Refusal::File(crate::FileFault::Damaged))), "{refused:?}");
        assert_eq!(db.read(|tx| list_files(tx, &acting.scope, None)).expect("files"), []);
    });
}

#[test]
fn an_upload_is_received_by_a_job() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let bytes = workbook(&GOOD);
        let new =
            NewFile { source: SourceKind::Protection, place: place(&desk, "524"), name: "btxh.xlsx", content: &bytes };
        db.write(|tx| submit_import(tx, &acting, &new, "k-1")).expect("a job");
        db.write(|tx| submit_import(tx, &acting, &new, "k-2")).expect("a job");
        let worker = Worker::new(handlers(Handlers::default(), |_, _, _| Ok(())), Arc::new(AtomicBool::new(false)));
        let mut came = Vec::new();
        while let Some(job) = worker.run_one(&desk).expect("a worker") {
            assert_eq!(job.state, JobState::Done, "{job:?}");
            came.push(job.result.expect("a result")["receipt"].as_str().expect("a word").to_owned());
        }
        assert_eq!(came, ["created", "exists"]);
        assert_eq!(db.read(|tx| list_files(tx, &acting.scope, None)).expect("files").len(), 1);
    });
}
