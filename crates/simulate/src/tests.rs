//! Counterparties over folders and over a socket.

use crate::{
    Bank, Habits, Population, PopulationDesk, Post, Run, Troubles, Uncollected, run_bank, run_population, run_post,
    serve_bank, serve_population,
};
use documents::{Book, Cell, Column, SheetPlan};
use jiff::Timestamp;
use kernel::{Dong, FixedClock};
use std::{fs, net::TcpListener, thread};

const ORDER: &str = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn><GrpHdr>\
                     <MsgId>M1</MsgId><NbOfTxs>1</NbOfTxs><CtrlSum>1000</CtrlSum></GrpHdr><PmtInf>\
                     <PmtInfId>M1</PmtInfId><CdtTrfTxInf><PmtId><EndToEndId>M1-1</EndToEndId></PmtId><Amt>\
                     <InstdAmt Ccy=\"VND\">1000</InstdAmt></Amt><CdtrAgt><FinInstnId><ClrSysMmbId><MmbId>970405</MmbId>\
                     </ClrSysMmbId></FinInstnId></CdtrAgt><CdtrAcct><Id><Othr><Id>150000001</Id></Othr></Id></CdtrAcct>\
                     </CdtTrfTxInf></PmtInf></CstmrCdtTrfInitn></Document>";

fn now() -> Timestamp {
    "2024-02-05T03:00:00Z".parse().expect("an instant")
}

fn never() -> Habits {
    Habits { closed: 0, returned: 0, deceased: 0, ..Habits::default() }
}

#[test]
fn the_bank_answers_each_file_of_a_folder_once_and_leaves_half_written_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let (files, answers) = (folder.path().join("files"), folder.path().join("answers"));
    fs::create_dir_all(&files).expect("a folder");
    fs::write(files.join("M1.xml"), ORDER).expect("a file");
    fs::write(files.join(".M2.xml.part"), "half").expect("a draft");
    let mut bank = Bank::new(7, never());
    assert_eq!(run_bank(&mut bank, &files, &answers, now()).expect("a round"), Run { files: 1, answers: 2 });
    assert_eq!(run_bank(&mut bank, &files, &answers, now()).expect("a round"), Run::default());
    assert!(fs::read_to_string(answers.join("M1.camt054.xml")).expect("entries").contains("M1-1"));
    fs::write(files.join("M3.xml"), "nothing").expect("a file");
    assert!(run_bank(&mut bank, &files, &answers, now()).is_err());
}

#[test]
fn the_bank_has_a_counter_on_the_network() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let served = thread::spawn(move || {
        let mut left = 5;
        serve_bank(&listener, &mut Bank::new(7, never()), &FixedClock(now()), || {
            left -= 1;
            left == 0
        })
    });
    let text = |answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>| {
        answer.expect("an answer").body_mut().read_to_string().expect("text")
    };
    let names = text(ureq::post(format!("{base}/files")).send(ORDER));
    assert_eq!(names, "M1.pain002.xml\nM1.camt054.xml");
    assert!(text(ureq::get(format!("{base}/answers/M1.pain002.xml")).call()).contains("<GrpSts>ACCP</GrpSts>"));
    assert_eq!(text(ureq::get(format!("{base}/answers")).call()), names);
    assert!(ureq::get(format!("{base}/answers/none")).call().is_err());
    assert!(ureq::post(format!("{base}/files")).send("nothing").is_err());
    served.join().expect("the thread").expect("the bank closes");
}

#[test]
fn the_post_fills_in_what_it_was_given_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let (files, answers) = (folder.path().join("files"), folder.path().join("answers"));
    fs::create_dir_all(&files).expect("a folder");
    let columns = vec![
        Column::identity("Mã chi trả"),
        Column::dong("Số tiền"),
        Column::text("Kết quả", 12),
        Column::day("Ngày chi trả"),
        Column::text("Lý do chưa nhận", 20),
    ];
    let mut book = Book::new(now());
    let mut sheet = book.sheet(&SheetPlan::new("Chi tra", columns)).expect("a sheet");
    for number in 1..=200 {
        let reference = format!("AS2402-1-P{number:06}");
        let cells = [Cell::text(reference), Cell::Dong(Dong::new(360_000)), Cell::Empty, Cell::Empty, Cell::Empty];
        sheet.row(&cells).expect("a row");
    }
    fs::write(files.join("P1.xlsx"), book.into_bytes().expect("a workbook")).expect("a file");
    let (post, on) = (Post::new(7, 100), jiff::civil::date(2024, 2, 15));
    assert_eq!(run_post(&post, &files, &answers, on, now()).expect("a round"), Run { files: 1, answers: 1 });
    assert_eq!(run_post(&post, &files, &answers, on, now()).expect("a round"), Run::default());
    let bytes = fs::read(files.join("P1.xlsx")).expect("bytes");
    let settled = post.settle(&bytes, on, now()).expect("filled in");
    assert_eq!(settled.paid + settled.not_collected, 200);
    assert!((5..40).contains(&settled.not_collected), "{}", settled.not_collected);
    assert!(post.settle(b"nothing", on, now()).is_err());
}

#[test]
fn a_post_that_knows_who_will_not_come_meets_all_the_others() {
    let columns = vec![
        Column::identity("Mã chi trả"),
        Column::identity("Số định danh"),
        Column::text("Kết quả", 12),
        Column::day("Ngày chi trả"),
        Column::text("Lý do chưa nhận", 20),
    ];
    let mut book = Book::new(now());
    let mut sheet = book.sheet(&SheetPlan::new("Chi tra", columns)).expect("a sheet");
    for number in 1..=100 {
        let cells = [
            Cell::text(format!("AS2402-1-P{number:06}")),
            Cell::text(format!("051150{number:06}")),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ];
        sheet.row(&cells).expect("a row");
    }
    let bytes = book.into_bytes().expect("a workbook");
    let table =
        "citizen_id,full_name,birth,commune\n051150000007,A,1950,21040\n051150000093,B,1950,21040\n,C,1950,21040\n";
    let known = Uncollected::read(table.as_bytes()).expect("a table");
    let on = jiff::civil::date(2024, 2, 15);
    // By chance nobody would come.
    let settled = Post::new(7, 1_000).knowing(known).settle(&bytes, on, now()).expect("filled in");
    assert_eq!((settled.paid, settled.not_collected), (98, 2));
}

const REGISTER: &str = "pid,full_name,dob,gender,id12\nP1,Nguyễn Thị Hòa,1950-03-02,Nữ,051150000001\n";

#[test]
fn the_population_database_answers_each_batch_of_a_folder_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (files, answers) = (folder.path().join("files"), folder.path().join("answers"));
    fs::create_dir_all(&files).expect("a folder");
    fs::write(files.join("xa.csv"), "MaYeuCau,HoVaTen,NgayThangNamSinh\n1,Nguyễn Thị Hoà,1950\n2,Lê Lạ,1950\n")
        .expect("a file");
    let population = Population::read(REGISTER.as_bytes()).expect("a register");
    let desk = PopulationDesk::new(population, Troubles::default());
    let run = || run_population(&desk, &files, &answers);
    assert_eq!(run().expect("a round"), Run { files: 1, answers: 3 });
    assert_eq!(run().expect("a round"), Run::default());
    let found = fs::read_to_string(answers.join("xa.tra-loi.csv")).expect("an answer");
    assert_eq!(found.lines().nth(1), Some("1,P1,Nguyễn Thị Hòa,1950-03-02,Nữ,051150000001"));
    assert_eq!(fs::read_to_string(answers.join("xa.khong-tim-thay.csv")).expect("an answer"), "MaYeuCau\n2\n");
    fs::write(files.join("zz.csv"), "nothing\n").expect("a file");
    assert!(run().is_err());
}

#[test]
fn the_population_database_has_a_desk_on_the_network() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let desk = format!("http://{}/cong-dan", listener.local_addr().expect("an address"));
    let population = Population::read(REGISTER.as_bytes()).expect("a register");
    let served = thread::spawn(move || {
        let mut left = 3;
        serve_population(&listener, &mut PopulationDesk::new(population, Troubles::default()), || {
            left -= 1;
            left == 0
        })
    });
    let asked = r#"{"MaYeuCau":"r-1","HoVaTen":"Nguyễn Thị Hòa","NgayThangNamSinh":"1950"}"#;
    let answer = ureq::post(&desk).send(asked).expect("an answer").body_mut().read_to_string().expect("text");
    assert!(answer.contains("\"correlationId\":\"r-1\"") && answer.contains("051150000001"), "{answer}");
    assert!(matches!(ureq::post(&desk).send("nothing"), Err(ureq::Error::StatusCode(400))));
    assert!(matches!(ureq::get(&desk).call(), Err(ureq::Error::StatusCode(405))));
    served.join().expect("the thread").expect("the desk closes");
}
