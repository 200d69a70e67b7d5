//! Files that tell what changed, as the ministry's system wants them filled in.

use super::{officer, received};
use crate::{FaultKind, Field, FileFault, MovementKind, MovementRow, Taken, list_faults, list_rows, read_file};
use db::{params, testing::on_both};
use documents::{Book, Cell, Column, SheetPlan};
use jiff::civil::date;
use office::testing::desk_over;

/// One sheet: its name, its headings, its rows, cells parted by `|`.
type Sheet<'s> = (&'s str, &'s str, &'s [&'s str]);

fn parted(text: &str) -> Vec<&str> {
    text.split('|').map(str::trim).collect()
}

/// A workbook of movements.
fn workbook(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut book = Book::new("2024-01-25T03:00:00Z".parse().expect("an instant"));
    for (name, headings, rows) in sheets {
        let columns = parted(headings).into_iter().map(|heading| Column::text(heading, 18)).collect();
        let mut sheet = book.sheet(&SheetPlan::new(*name, columns)).expect("a sheet");
        for row in *rows {
            let cells: Vec<Cell<'_>> = parted(row).into_iter().map(Cell::from).collect();
            sheet.row(&cells).expect("a row");
        }
    }
    book.into_bytes().expect("bytes")
}

const INCREASE: &str = "STT|Họ và tên|Ngày sinh|Giới tính|Dân tộc|CCCD|Xã|Thôn|Phân loại đối tượng|Số tiền|\
                        Thông tin QĐ hưởng|Hưởng từ ngày";
const DEATH: &str = "STT|Họ và tên|CCCD|Ngày chết|QĐ thôi hưởng";
const ONE_SHEET: &str = "Loại biến động|Họ và tên|CCCD|Phân loại đối tượng|Số tiền|Thông tin QĐ điều chỉnh/thôi hưởng|\
                         Ngày chết";

fn read(bytes: &[u8]) -> (Vec<MovementRow>, Vec<String>) {
    let (mut movements, mut faults) = (Vec::new(), Vec::new());
    let see = |taken| {
        match taken {
            Taken::Movement(movement, doubts) => {
                movements.push(*movement);
                faults.extend(doubts);
            }
            Taken::Row(row, _) => panic!("{row:?} is of a list"),
            Taken::Back(reasons) => faults.extend(reasons),
        }
        Ok(())
    };
    let read = super::files::with_reading("524", |reading| read_file::<FileFault>(bytes, reading, see)).expect("rows");
    assert!(read.sheets.iter().all(|sheet| sheet.is_of_movements));
    let told = faults.iter().map(|fault| format!("{} {} {}", fault.line, fault.field.key(), fault.kind.key()));
    (movements, told.collect())
}

#[test]
fn a_sheet_named_after_a_kind_tells_movements_of_it() {
    let (movements, faults) = read(&workbook(&[
        (
            "Tăng thêm",
            INCREASE,
            &["1|Lê Thị Ba|02/09/1944|Nữ|Kinh|051144009999|Bình Trị|Thôn 3|BTXH.5a.80|720.000|\
               15/QĐ-UBND ngày 02/01/2024|01/2024"],
        ),
        ("Cắt chết", DEATH, &["1|Võ Thị An|051144001234|10/01/2024|16/QĐ-UBND ngày 15/01/2024"]),
    ]));
    assert_eq!(faults, Vec::<String>::new());
    let kinds: Vec<MovementKind> = movements.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [MovementKind::Increase, MovementKind::Death]);
    assert_eq!(movements[0].row.decision_number.as_deref(), Some("15/QĐ-UBND"));
    assert_eq!((movements[1].died_on, movements[1].row.category.as_str()), (Some(date(2024, 1, 10)), ""));
}

/// Taken for an ordinary list, whoever is reported dead in it would be entitled.
#[test]
fn a_column_of_movements_is_known_by_its_other_names() {
    for heading in ["Biến động", "BIẾN ĐỘNG", "Tăng/giảm", "Tăng giảm", "Loại tăng giảm"] {
        let headings = ONE_SHEET.replace("Loại biến động", heading);
        let row = "Cắt chết|Võ Thị An|051144001234|||19/QĐ-UBND ngày 15/01/2024|10/01/2024";
        let (movements, faults) = read(&workbook(&[("Sheet1", &headings, &[row])]));
        let kinds: Vec<MovementKind> = movements.iter().map(|one| one.kind).collect();
        assert_eq!((kinds, faults), (vec![MovementKind::Death], Vec::new()), "{heading}");
    }
}

#[test]
fn each_kind_must_say_what_it_must() {
    let rows = [
        "Điều chỉnh chính sách|Võ Thị An|051144001234|BTXH.5a.80|900.000|17/QĐ-UBND ngày 02/01/2024|",
        "Thôi hưởng|Võ Thị An|051144001234|BTXH.5a.80||18/QĐ-UBND|",
        "Cắt chết|Võ Thị An|051144001234||||",
        "Cắt chết|Võ Thị An|051144001234|||19/QĐ-UBND|01/02/2024",
        "Thôi hưởng|Võ Thị An|51144001234|BTXH.5a.80|720.000|18/QĐ-UBND|",
        "Chuyển đi|Võ Thị An|051144001234|BTXH.5a.80|720.000|18/QĐ-UBND|",
        "Điều chỉnh|Võ Thị An||BTXH.5a.80|720.000|18/QĐ-UBND|",
    ];
    let (movements, faults) = read(&workbook(&[("Sheet1", ONE_SHEET, &rows)]));
    assert_eq!(movements.len(), 1);
    assert_eq!(
        faults,
        [
            "3 amount required_missing",
            "4 died_on required_missing",
            "4 decision required_missing",
            "5 died_on death_in_future",
            "6 citizen_id key_damaged",
            "7 movement movement_unknown",
            "8 citizen_id required_missing",
        ]
    );
    let missing = INCREASE.replace("|Dân tộc", "");
    let row = "1|Lê Thị Ba||Nữ|051144009999|Bình Trị||BTXH.5a.80|720.000|15/QĐ-UBND|01/2024";
    let (movements, faults) = read(&workbook(&[("TĂNG THÊM", &missing, &[row])]));
    assert_eq!(movements, []);
    assert_eq!(faults, ["2 birth required_missing", "2 ethnicity required_missing", "2 hamlet required_missing"]);
}

#[test]
fn a_month_that_cannot_be_read_or_meant_is_no_other_month() {
    let headings = ONE_SHEET.replace("Ngày chết", "Hưởng từ ngày");
    let row = |from: &str| format!("Điều chỉnh|Võ Thị An|051144001234|BTXH.5a.80|900.000|17/QĐ-UBND|{from}");
    let rows = ["03/2024", "", "01/03/9999", "tháng sau", "02/2025"].map(row);
    let (movements, faults) = read(&workbook(&[("Sheet1", &headings, &rows.each_ref().map(String::as_str))]));
    let from: Vec<_> = movements.iter().map(|one| one.row.entitled_from).collect();
    assert_eq!(from, [Some(date(2024, 3, 1)), None]);
    let sent_back = faults.iter().filter(|fault| fault.ends_with("entitled_from required_missing")).count();
    assert_eq!(sent_back, 3, "{faults:?}");
}

#[test]
fn only_whoever_is_to_be_entitled_stands_among_the_rows_of_lists() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let acting = officer(&desk);
        let bytes = workbook(&[
            (
                "Tăng thêm",
                INCREASE,
                &["1|Lê Thị Ba|02/09/1944|Nữ|Kinh|051144009999|Bình Trị|Thôn 3|BTXH.5a.80|720.000|15/QĐ-UBND|01/2024"],
            ),
            (
                "Cắt chết",
                DEATH,
                &["1|Võ Thị An|051144001234|10/01/2024|16/QĐ-UBND", "2|Võ Thị Ánh|51144001234|10/01/2024|16/QĐ-UBND"],
            ),
        ]);
        let file = received(&desk, &acting, &bytes);
        assert!(file.has_movements());
        assert_eq!((file.rows_good, file.rows_bad), (2, 1));
        let (rows, faults, movements) = db
            .read(|tx| {
                let rows = list_rows(tx, &acting.scope, file.id, 0, 10)?;
                let faults = list_faults(tx, &acting.scope, file.id, Some(true))?;
                let count = "SELECT COUNT(*) FROM sources_movement WHERE file_id = $1";
                let movements = tx.row(count, params![file.id])?.map_or(Ok(0), |row| row.get::<i64>(0))?;
                Ok::<_, crate::Refusal>((rows, faults, movements))
            })
            .expect("a look");
        assert_eq!((rows.len(), movements), (1, 2));
        assert_eq!((faults[0].kind, faults[0].field), (FaultKind::KeyDamaged, Field::CitizenId));
        // The doubtful and the bad rows go back, and tell what kind they are in whatever sheet they stand.
        let say = |fault: &crate::RowFault| fault.kind.key().to_owned();
        let propose = |_: &crate::RowFault| None;
        let words = crate::ReturnWords {
            reason: "Lý do",
            proposal: "Đề xuất",
            sent_back: "Trả lại",
            doubtful: "Cần xem lại",
            say: &say,
            propose: &propose,
        };
        let back = db.write(|tx| crate::return_rows(tx, &acting, file.id, &words)).expect("a workbook");
        let (again, faults) = read(&back);
        assert_eq!((again.len(), faults), (0, vec!["2097154 citizen_id key_damaged".to_owned()]));
        // What the number may have been is taken over like every proposal, and the row is good.
        let which = crate::Accept::AllOf(FaultKind::KeyDamaged);
        let places = desk.places();
        let accepted = db.write(|tx| crate::accept_proposals(tx, &acting, &places, file.id, which));
        assert_eq!(accepted.expect("proposals"), 1);
        let file = db.read(|tx| crate::find_file(tx, &acting.scope, file.id)).expect("a file").expect("it is there");
        assert_eq!((file.rows_good, file.rows_bad), (3, 0));
    });
}
