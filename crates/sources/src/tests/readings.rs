//! Files read anew, mappings remembered, proposals taken over: on both databases.

use super::{GOOD, officer, place, receive, received, workbook};
use crate::{
    Accept, Because, FaultKind, Field, FileFault, HeaderLines, NewFile, Receipt, Refusal, SheetChoice, SheetReading,
    SourceFile, SourceKind, SourceRow, Understood, accept_proposals, find_file, handlers, list_faults, list_files,
    list_rows, look_at_file, reread_file, submit_reread,
};
use db::testing::on_both;
use office::{
    Acting, Desk, Role,
    jobs::{Handlers, JobState, Worker},
    testing::{self, desk_over},
};
use proptest::{prelude::*, test_runner::TestRunner};

/// Headings no heading table knows.
const STRANGE: &str = "A1,B2,C3,D4,E5,F6,G7\n\
                       1,Nguyễn Thị Bưởi,1944,Nữ,051144001234,BTXH.5a.80,Bình Trị\n\
                       2,Lê Văn An,1950,Nam,051050001234,BTXH.5a.80,Bình Trị\n";

fn choice(header_line: i64) -> SheetChoice {
    let fields = vec![
        Some(Field::Order),
        Some(Field::FullName),
        Some(Field::Birth),
        Some(Field::Sex),
        Some(Field::CitizenId),
        Some(Field::Category),
        Some(Field::Commune),
    ];
    let reading = SheetReading::List { header_line, header_lines: HeaderLines::One, fields };
    SheetChoice { sheet: String::new(), reading }
}

fn rows(desk: &Desk, acting: &Acting, file: &SourceFile) -> Vec<SourceRow> {
    desk.db().read(|tx| list_rows(tx, &acting.scope, file.id, 0, 1000)).expect("rows")
}

fn reread(desk: &Desk, acting: &Acting, file: &SourceFile, choices: &[SheetChoice]) -> Result<SourceFile, Refusal> {
    desk.db().write(|tx| reread_file(tx, acting, &desk.places(), file.id, choices))
}

#[test]
fn a_file_without_known_headings_waits_until_an_officer_says_what_its_columns_are() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let file = received(&desk, &acting, STRANGE.as_bytes());
        assert!(file.waits_for_columns());
        assert_eq!((file.rows_good, rows(&desk, &acting, &file).len()), (0, 0), "nothing is half stored");

        let (_, sheets) = desk.db().read(|tx| look_at_file(tx, &acting, file.id)).expect("a look");
        assert_eq!(sheets[0].lines[0], (1, "A1 | B2 | C3 | D4 | E5 | F6 | G7".to_owned()));
        assert_eq!(sheets[0].examples[4], ["E5", "••••••••1234", "••••••••1234"]);

        let read = reread(&desk, &acting, &file, &[choice(1)]).expect("a reading");
        assert_eq!((read.rows_good, read.rows_bad, read.mapping[0].how), (2, 0, Understood::Chosen));
        assert_eq!(rows(&desk, &acting, &read)[1].full_name.as_str(), "Lê Văn An");
        let files = db.read(|tx| list_files(tx, &acting.scope, None)).expect("files");
        assert_eq!(files.iter().map(|file| file.id).collect::<Vec<_>>(), [read.id], "one reading counts");
        let old = db.read(|tx| find_file(tx, &acting.scope, file.id)).expect("a file").expect("the first reading");
        assert_eq!(old.replaced_by, Some(read.id));
        let again = reread(&desk, &acting, &file, &[choice(1)]);
        assert!(matches!(again, Err(Refusal::ReadAnew { by }) if by == read.id), "{again:?}");
        let same = receive(&desk, &acting, "again.csv", STRANGE.as_bytes()).expect("a receipt");
        assert_eq!(same, Receipt::Exists(read), "the same bytes are the same file");
    });
}

#[test]
fn what_was_said_of_headings_is_remembered_for_the_unit_alone() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let file = received(&desk, &acting, STRANGE.as_bytes());
        reread(&desk, &acting, &file, &[choice(1)]).expect("a reading");
        let next = format!("DANH SÁCH THÁNG 2,,,,,,\n{}", STRANGE.replace("Lê Văn An", "Lê Văn Anh"));
        let next = received(&desk, &acting, next.as_bytes());
        assert_eq!((next.rows_good, next.mapping[0].how, next.mapping[0].header_line), (2, Understood::Remembered, 2));
        let as_merit = STRANGE.replace("BTXH.5a.80", "NCC.g");
        let new = NewFile {
            source: SourceKind::Merit,
            place: place(&desk, "524"),
            name: "ncc.csv",
            content: as_merit.as_bytes(),
        };
        let receipt = db.write(|tx| crate::receive_file(tx, &acting, &desk.places(), &new)).expect("a receipt");
        assert!(matches!(receipt, Receipt::Created(file) if file.waits_for_columns()), "another kind of list");
        let neighbour = testing::officer(&desk, Role::LabourOfficer, "525", 1);
        let bytes = STRANGE.replace("Lê Văn An", "Lê Văn Ánh");
        let new = NewFile {
            source: SourceKind::Protection,
            place: place(&desk, "525"),
            name: "a.csv",
            content: bytes.as_bytes(),
        };
        let receipt = db.write(|tx| crate::receive_file(tx, &neighbour, &desk.places(), &new)).expect("a receipt");
        assert!(matches!(receipt, Receipt::Created(file) if file.waits_for_columns()), "another unit, another hand");
    });
}

#[test]
fn columns_that_make_no_list_are_refused_and_nothing_changes() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let file = received(&desk, &acting, &workbook(&GOOD));
        let sheet = "Danh sách".to_owned();
        let with = |fields: Vec<Option<Field>>, header_line| SheetChoice {
            sheet: sheet.clone(),
            reading: SheetReading::List { header_line, header_lines: HeaderLines::Two, fields },
        };
        let name = Some(Field::FullName);
        let no_name = reread(&desk, &acting, &file, &[with(vec![Some(Field::Sex)], 4)]);
        assert!(matches!(no_name, Err(Refusal::NameColumnMissing { .. })), "{no_name:?}");
        let twice = reread(&desk, &acting, &file, &[with(vec![name, name], 4)]);
        assert!(matches!(twice, Err(Refusal::ColumnTwice { field: Field::FullName, .. })), "{twice:?}");
        let far = reread(&desk, &acting, &file, &[with(vec![name], 9_999)]);
        assert!(matches!(far, Err(Refusal::HeaderLine { .. })), "{far:?}");
        let left_out = SheetChoice { sheet: sheet.clone(), reading: SheetReading::LeaveOut };
        let nothing = reread(&desk, &acting, &file, &[left_out]);
        assert!(matches!(nothing, Err(Refusal::File(FileFault::NoHeader))), "{nothing:?}");
        let empty =
            reread(&desk, &acting, &file, &[with(vec![None, None, None, None, None, None, None, None, None, name], 8)]);
        assert!(matches!(empty, Err(Refusal::File(FileFault::NoRows))), "{empty:?}");
        assert_eq!(rows(&desk, &acting, &file).len(), 3, "the reading before still counts");
        let police = testing::officer(&desk, Role::CommunePolice, "21061", 1);
        let refused = reread(&desk, &police, &file, &[with(vec![name], 4)]);
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
        let elsewhere = testing::officer(&desk, Role::LabourOfficer, "525", 1);
        assert!(matches!(reread(&desk, &elsewhere, &file, &[choice(4)]), Err(Refusal::NotFound)));
    });
}

#[test]
fn a_file_is_read_anew_by_a_job() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let file = received(&desk, &acting, STRANGE.as_bytes());
        db.write(|tx| submit_reread(tx, &acting, file.id, &[choice(1)], "k-1")).expect("a job");
        let worker = Worker::new(handlers(Handlers::default(), |_, _, _| Ok(())), std::sync::Arc::default());
        let job = worker.run_one(&desk).expect("a worker").expect("a job");
        assert_eq!(job.state, JobState::Done, "{job:?}");
        assert_eq!(job.result.expect("a result")["rows_good"], 2);
    });
}

/// Three rows with proposals: two lost zeros, a day with the month first that sends its row back.
fn damaged() -> Vec<u8> {
    let mut rows = GOOD;
    rows[0][3] = "51144001234";
    rows[1][1] = "09/25/1980";
    rows[2][3] = "51150001234";
    workbook(&rows)
}

#[test]
fn proposals_are_taken_over_one_by_one_or_all_of_a_kind() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let file = received(&desk, &acting, &damaged());
        assert_eq!((file.rows_good, file.rows_doubtful, file.rows_bad), (2, 2, 1));
        let faults = db.read(|tx| list_faults(tx, &acting.scope, file.id, None)).expect("faults");
        let said: Vec<_> = faults.iter().map(|fault| (fault.kind, fault.because)).collect();
        let zero = (FaultKind::NumberDamaged, Some(Because::ZerosLost));
        assert_eq!(said, [zero, (FaultKind::BirthUnreadable, Some(Because::MonthFirst)), zero]);
        assert_eq!(rows(&desk, &acting, &file)[0].citizen_id, None, "never by itself");

        let accept =
            |which| db.write(|tx| accept_proposals(tx, &acting, &desk.places(), file.id, which)).expect("an answer");
        let one = Accept::One { line: faults[0].line, field: faults[0].field, kind: faults[0].kind };
        assert_eq!((accept(one), accept(one)), (1, 0), "twice is once");
        assert_eq!(accept(Accept::AllOf(FaultKind::NumberDamaged)), 1);
        assert_eq!(accept(Accept::AllOf(FaultKind::BirthUnreadable)), 1);
        let now = db.read(|tx| find_file(tx, &acting.scope, file.id)).expect("a file").expect("a file");
        assert_eq!((now.rows_good, now.rows_doubtful, now.rows_bad), (3, 0, 0));
        let rows = rows(&desk, &acting, &file);
        assert_eq!(rows[0].row_key, "c051144001234");
        assert_eq!(rows[1].birth.map(kernel::BirthDate::slashed).as_deref(), Some("25/09/1980"));
        let trail = db.read(|tx| {
            let sql = "SELECT COUNT(*) FROM audit_record WHERE verb = 'sources.accept_proposals'";
            tx.row(sql, &[])?.map_or(Ok(0), |row| row.get::<i64>(0))
        });
        assert_eq!(trail.map_err(|error: db::DbError| error).expect("the trail"), 3);

        // Read anew by other columns, the file keeps what was taken over.
        let same: Vec<SheetChoice> = now.mapping.iter().map(crate::SheetMapping::as_choice).collect();
        let anew = reread(&desk, &acting, &now, &same).expect("a reading");
        assert_eq!((anew.rows_good, anew.rows_doubtful, anew.rows_bad), (3, 0, 0));
    });
}

/// What a list says, whatever stands where: each row's key and digest.
fn said(rows: Vec<SourceRow>) -> Vec<(String, i64, [u8; 32])> {
    let mut said: Vec<_> = rows.into_iter().map(|row| (row.row_key.clone(), row.place, row.digest())).collect();
    said.sort_unstable();
    said
}

#[test]
fn the_order_of_rows_and_their_repetition_change_nothing() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let people = [
            "Lê An,1944,Nam,051044001234,Bình Trị,BTXH.5a.80",
            "Lê An,1944,Nam,051044001234,Bình Trị,BTXH.5a.60",
            "Đinh Thị Hrê,02/09/1980,Nữ,,Bình Châu,BTXH.5a.80",
            "Võ Bình,1950,Nam,212345678,Bình Trị,BTXH.5a.80",
            "Võ Bình,1950,Nam,51050001234,Bình Trị,BTXH.5a.80",
        ];
        let list = |order: &[usize], mark: usize| {
            let lines: Vec<&str> = order.iter().map(|at| people[*at]).collect();
            format!("Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng\n{}\n\n{mark:09}\n", lines.join("\n"))
        };
        let first = said(rows(&desk, &acting, &received(&desk, &acting, list(&[0, 1, 2, 3, 4], 0).as_bytes())));
        assert!(first.iter().any(|(key, ..)| key == "c051044001234#2"), "{first:?}");
        let mark = std::cell::Cell::new(0);
        let orders = (Just(vec![0, 1, 2, 3, 4]).prop_shuffle(), 0_usize..5);
        TestRunner::new(ProptestConfig::with_cases(12))
            .run(&orders, |(mut order, twice)| {
                mark.set(mark.get() + 1);
                let file = received(&desk, &acting, list(&order, mark.get()).as_bytes());
                prop_assert_eq!(said(rows(&desk, &acting, &file)), first.clone());
                // A row that stands there twice goes back and names the first; the others stay what they were.
                let first_line = 2 + order.iter().position(|at| *at == twice).expect("it stands there");
                order.push(twice);
                mark.set(mark.get() + 1);
                let file = received(&desk, &acting, list(&order, mark.get()).as_bytes());
                prop_assert_eq!((file.rows_good, file.rows_bad), (5, 1));
                prop_assert_eq!(said(rows(&desk, &acting, &file)), first.clone());
                let faults = db.read(|tx| list_faults(tx, &acting.scope, file.id, None)).expect("faults");
                let back: Vec<_> = faults.iter().filter(|one| one.kind.sends_back()).collect();
                prop_assert_eq!(back.len(), 1);
                prop_assert_eq!((back[0].kind, back[0].line), (FaultKind::RowRepeated, 7));
                prop_assert_eq!(back[0].written.clone(), first_line.to_string());
                Ok(())
            })
            .expect("the same list");
    });
}

#[test]
fn a_formula_comes_back_as_text() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let mut rows = GOOD;
        rows[0][0] = "=HYPERLINK(\"http://a\",\"b\")";
        let file = received(&desk, &acting, &workbook(&rows));
        assert_eq!(file.rows_bad, 1);
        let words = crate::ReturnWords {
            reason: "Lý do",
            proposal: "Đề xuất",
            sent_back: "Trả lại",
            doubtful: "Cần xem lại",
            say: &|fault| fault.written.clone(),
            propose: &|fault| Some(format!("={}", fault.written)),
        };
        let back = db.write(|tx| crate::return_rows(tx, &acting, file.id, &words)).expect("a workbook");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&back)).expect("an archive");
        let mut seen = 0;
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            let mut text = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut text).expect("bytes");
            assert!(!text.windows(3).any(|here| here == b"<f>"), "no formula in the workbook");
            seen += text.windows(9).filter(|here| here == b"HYPERLINK").count();
        }
        assert!(seen >= 3, "the cell, the reason and the proposal, as text");
    });
}
