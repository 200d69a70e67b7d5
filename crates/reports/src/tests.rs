//! Stories on both databases.

use crate::{Asked, Words, draw_coverage, draw_states};
use db::testing::on_both;
use kernel::Month;
use office::{
    Role,
    testing::{self, desk_over},
};
use registry::enrol_file;
use sources::{NewFile, Receipt, SourceKind, receive_file};

const ROWS: &str = "Họ tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
                    Nguyễn Thị Bưởi,1944,051144001234,Bình Trị,BTXH.5a.80,720000\n\
                    Đinh Văn Hrê,1980,,Bình Trị,BTXH.6.N,540000\n\
                    Lê Thị Ánh,1950,212345678,Bình Châu,BTXH.5a.60,540000\n";

fn words<T>(story: impl FnOnce(&Words<'_>) -> T) -> T {
    story(&Words {
        code: "code",
        commune: "commune",
        total: "total",
        persons: "persons",
        verified: "verified",
        pending: "pending",
        mismatch: "mismatch",
        not_found: "not found",
        not_sent: "not sent",
        states_total: "sum",
        no_card: "no card",
        dead: "dead",
        flags_overlap: "flags overlap",
        managed: "managed",
        has_account: "account",
        paid_by_account: "paid by it",
        paid: "paid",
        has_account_share: "account %",
        paid_by_account_share: "paid %",
        share_note: "of those managed",
        states_title: &|told| format!("states of {}", told.unit_name),
        coverage_title: &|told| format!("coverage of {}", told.unit_name),
        does_not_add_up: &|difference| format!("off by {difference}"),
        target: &|target| format!("{} of {} needed, {} missing", target.reached, target.needed, target.missing),
    })
}

#[test]
fn the_reports_of_a_district_have_a_line_a_commune_and_add_up() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let officer = testing::officer(&desk, Role::LabourOfficer, "524", 1);
        let places = desk.places();
        let place = places.find("524", officer.today()).expect("a district").place;
        let new = NewFile { source: SourceKind::Protection, place, name: "a.csv", content: ROWS.as_bytes() };
        db.write(|tx| -> Result<(), Box<dyn std::error::Error>> {
            let Receipt::Created(file) = receive_file(tx, &officer, &places, &new)? else { panic!("a new file") };
            enrol_file(tx, &officer, file.id)?;
            Ok(())
        })
        .expect("an import");
        let asked = Asked { place, month: None, source: None };
        let states = db.read(|tx| draw_states(tx, &officer, &places, &asked)).expect("a report");
        assert_eq!((states.lines.len(), states.total.persons, states.difference), (22, 3, 0));
        assert_eq!((states.total.not_sent, states.total.no_card), (3, 2));
        let text = words(|words| states.table(words)).text();
        assert!(text.starts_with("states of Huyện Bình Sơn\n"), "{text}");
        assert!(text.contains("21061  Xã Bình Trị") && !text.contains("off by"), "{text}");
        let month = Month::parse("2024-02").expect("a month");
        let asked = Asked { source: Some(SourceKind::Protection), ..asked };
        let coverage = db.read(|tx| draw_coverage(tx, &officer, &places, &asked, month)).expect("a report");
        assert_eq!((coverage.total.managed, coverage.total.has_account, coverage.total.paid), (3, 0, 0));
        assert_eq!((coverage.targets[0].needed, coverage.targets[0].missing), (3, 3));
        let book = words(|words| coverage.table(words)).workbook("Coverage", officer.now).expect("a workbook");
        let mut read = sources::Workbook::open(&book).expect("a workbook");
        let mut lines = 0;
        let see = |_| {
            lines += 1;
            Ok::<(), sources::FileFault>(())
        };
        read.each_line(0, see).expect("lines");
        assert_eq!(lines, 27, "a title, headings, 22 communes, the total, of whom the shares are, the target");

        let police = testing::officer(&desk, Role::CommunePolice, "21061", 1);
        let outside = db.read(|tx| draw_states(tx, &police, &places, &asked));
        assert!(matches!(outside, Err(crate::Refusal::Office(office::Refusal::OutsideArea))), "{outside:?}");
    });
}
