//! What stands in the files, and whether a bank's schema takes it.

use super::each;
use crate::{
    FILE_ROWS_MAX, Refusal, read_content,
    testing::{Line, account_of},
};
use db::params;
use std::{
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
};

#[test]
fn a_file_to_the_bank_is_valid_against_the_official_schema() {
    each(|town| {
        town.hand_over("2024-02", &[Line::account(1, 540_000), Line::account(2, 720_000).to("PSP12345678901")]);
        let prepared = town.instruct("2024-02");
        let officer = town.officer();
        let bytes = town.desk.db().write(|tx| read_content(tx, &officer, prepared.files[0].id)).expect("bytes");
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        for part in [
            "<NbOfTxs>2</NbOfTxs><CtrlSum>1260000</CtrlSum>",
            "<InstdAmt Ccy=\"VND\">540000</InstdAmt>",
            "<Prtry>NAPAS</Prtry></ClrSysId><MmbId>970405</MmbId>",
            "<Nm>NGUYEN THI SO 1</Nm>",
            &format!("<Id>{}</Id>", account_of(1)),
            "<Id>PSP12345678901</Id>",
            "<Purp><Cd>PENS</Cd></Purp>",
            "TRO CAP T02/2024</Ustrd>",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert_eq!(faults(&bytes), "");
        assert_ne!(faults(text.replace("<PmtMtd>TRF</PmtMtd>", "<PmtMtd>CASH</PmtMtd>").as_bytes()), "");
    });
}

/// What xmllint finds wrong; nothing where the file is valid.
fn faults(bytes: &[u8]) -> String {
    let mut lint = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(schema())
        .arg("-")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("xmllint is installed: start the tests with scripts/test");
    lint.stdin.take().expect("a pipe").write_all(bytes).expect("xmllint reads");
    let told = lint.wait_with_output().expect("xmllint ends");
    if told.status.success() { String::new() } else { String::from_utf8_lossy(&told.stderr).into_owned() }
}

/// The schema as a package of the test set-up ships it.
fn schema() -> PathBuf {
    let tools = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/schemas/pain.001.001.09.xsd");
    assert!(tools.is_file(), "{} is missing: start the tests with scripts/test", tools.display());
    tools
}

#[test]
fn a_file_holds_so_many_payments_and_no_more() {
    each(|town| {
        let most = u32::try_from(FILE_ROWS_MAX).expect("a bound");
        let lines: Vec<Line> = (1..=most + 3).map(|who| Line::account(who, 360_000)).collect();
        town.hand_over("2024-02", &lines);
        let prepared = town.instruct("2024-02");
        let told: Vec<_> = prepared.files.iter().map(|file| (file.lines, file.message_id.clone())).collect();
        assert_eq!(told.len(), 2);
        assert_eq!((told[0].0, told[1].0), (FILE_ROWS_MAX, 3));
        assert_ne!(told[0].1, told[1].1);
        let sql = "SELECT MIN(file_line), MAX(file_line), COUNT(*) FROM payments_instruction GROUP BY file_id \
                   ORDER BY 3";
        let rows = town.desk.db().read(|tx| tx.rows(sql, params![])).expect("rows");
        let lines = |at: usize| (0..3).map(|column| rows[at].get(column).expect("a number")).collect::<Vec<i64>>();
        assert_eq!((lines(0), lines(1)), (vec![1, 3, 3], vec![1, FILE_ROWS_MAX, FILE_ROWS_MAX]));
    });
}

#[test]
fn bytes_that_are_not_those_written_are_neither_shown_nor_sent() {
    each(|town| {
        town.hand_over("2024-02", &[Line::account(1, 540_000)]);
        let prepared = town.instruct("2024-02");
        let db = town.desk.db();
        db.write(|tx| tx.execute("UPDATE payments_file_content SET content = $1", params![b"x".to_vec()]))
            .expect("somebody's hand");
        let officer = town.officer();
        let refused = db.write(|tx| read_content(tx, &officer, prepared.files[0].id));
        assert!(matches!(refused, Err(Refusal::FileDamaged { .. })), "{refused:?}");
    });
}
