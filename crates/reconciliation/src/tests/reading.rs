//! Answers that are none: each refused with its reason, whatever the bytes.

use super::{booked, report, settlement};
use crate::{AnswerFault, AnswerKind, Status, read_answer};
use kernel::Dong;
use proptest::prelude::*;

#[test]
fn the_three_forms_are_told_apart_by_what_they_are() {
    let status = read_answer(&report("S1", "F1", "ACCP", &[("A", "RJCT", 0, "AC04")])).expect("a report");
    assert_eq!((status.kind, status.original_message_id.as_deref()), (AnswerKind::Status, Some("F1")));
    assert_eq!((status.entries[0].status, status.entries[0].code.as_deref()), (Status::Rejected, Some("AC04")));
    let entries = read_answer(&booked("N1", &[("A", "DBIT", 5, ""), ("B", "CRDT", 7, "MD07")])).expect("entries");
    let told: Vec<_> = entries.entries.iter().map(|one| (one.status, one.amount, one.code.as_deref())).collect();
    assert_eq!(
        told,
        [(Status::Debited, Some(Dong::new(5)), None), (Status::Returned, Some(Dong::new(7)), Some("MD07")),]
    );
    let cash =
        read_answer(&settlement(&[("A", "Đã nhận", 5), ("B", "CHUA NHAN", 7), ("C", "", 9)])).expect("a settlement");
    let told: Vec<_> = cash.entries.iter().map(|one| one.status).collect();
    assert_eq!(told, [Status::HandedOver, Status::NotCollected, Status::LeftOpen]);
    assert_eq!(cash.entries[0].booked_on, Some(jiff::civil::date(2024, 2, 15)));
}

#[test]
fn prefixes_byte_order_marks_and_line_ends_change_nothing() {
    let plain = booked("N1", &[("A", "DBIT", 5, "")]);
    let reading = read_answer(&plain).expect("entries");
    let text = String::from_utf8(plain).expect("text");
    let marked = format!("\u{feff}{}", text.replace("><", ">\r\n  <"));
    assert_eq!(read_answer(marked.as_bytes()).expect("entries"), reading);
    let prefixed = text.replace("</", "</c:").replace("xmlns=", "xmlns:c=");
    let prefixed = prefixed.replace('<', "<c:").replace("<c:/c:", "</c:").replace("<c:?", "<?");
    assert_eq!(read_answer(prefixed.as_bytes()).expect("entries"), reading);
}

#[test]
fn what_is_no_answer_says_why() {
    let text = String::from_utf8(booked("N1", &[("A", "DBIT", 500, "")])).expect("text");
    let with = |from: &str, to: &str| text.replace(from, to).into_bytes();
    let deep = format!("{}{}", text.split("<Ntfctn>").next().expect("a head"), "<x>".repeat(100_000));
    let cases: Vec<(Vec<u8>, AnswerFault)> = vec![
        (Vec::new(), AnswerFault::Empty),
        (b" \n".to_vec(), AnswerFault::Empty),
        (vec![0xff, 0xfe, 0x3c, 0x00], AnswerFault::NotXml),
        (b"<Document>".to_vec(), AnswerFault::UnknownMessage),
        (with("camt.054", "camt.053"), AnswerFault::UnknownMessage),
        (with(">500<", ">500.50<"), AnswerFault::Amount),
        (with(">500<", ">-500<"), AnswerFault::Amount),
        (with(">500<", ">+500<"), AnswerFault::Amount),
        (with(">500<", ">0<"), AnswerFault::Amount),
        (with(">500<", ">5e2<"), AnswerFault::Amount),
        (with(">500<", ">9999999999999999999<"), AnswerFault::Amount),
        (with("\"VND\"", "\"USD\""), AnswerFault::Currency),
        (with("CdtDbtInd>DBIT", "CdtDbtInd>OUT"), AnswerFault::Missing { what: "CdtDbtInd" }),
        (with("<TxDtls><Refs>", "<TxDtls xmlns=\"urn:x\"><Refs>"), AnswerFault::ForeignNamespace),
        (with("<?xml version=\"1.0\"?>", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"), AnswerFault::Dtd),
        (with("<Id>N1</Id>", "<Id>&x;</Id>"), AnswerFault::Dtd),
        (with("<Id>N1</Id>", &format!("<Id>{}</Id>", "x".repeat(5_000))), AnswerFault::TextTooLong),
        (deep.into_bytes(), AnswerFault::TooDeep),
        (b"PK\x03\x04 not a workbook".to_vec(), AnswerFault::Workbook(String::new())),
    ];
    for (bytes, fault) in cases {
        let told = read_answer(&bytes).expect_err("no answer");
        let same = matches!((&told, &fault), (AnswerFault::Workbook(_), AnswerFault::Workbook(_))) || told == fault;
        assert!(same, "{told:?} for {fault:?}: {}", String::from_utf8_lossy(&bytes[..bytes.len().min(300)]));
    }
    let fine = with(">500<", ">500.00<");
    assert_eq!(read_answer(&fine).expect("whole dong").entries[0].amount, Some(Dong::new(500)));
}

#[test]
fn a_file_that_is_cut_anywhere_is_refused() {
    let whole = booked("N1", &[("Á", "DBIT", 500, "")]);
    for end in 0..whole.len() - 1 {
        assert!(read_answer(&whole[..end]).is_err(), "cut at {end}");
    }
}

proptest! {
    /// Any bytes give a reading or a fault; so do bytes that look like an answer.
    #[test]
    fn any_bytes_are_survived(at in 0_usize..900, noise in proptest::collection::vec(any::<u8>(), 0..40)) {
        let _ = read_answer(&noise);
        let mut bytes = report("S1", "F1", "PART", &[("A", "RJCT", 0, "AC04"), ("B", "ACCP", 0, "")]);
        let at = at.min(bytes.len());
        let end = (at + noise.len()).min(bytes.len());
        bytes.splice(at..end, noise);
        if let Ok(reading) = read_answer(&bytes) {
            prop_assert!(reading.entries.len() <= 3);
        }
    }
}
