//! Answers as a bank would write them, built here from nothing of the program.

use documents::{Book, Cell, Column, SheetPlan};
use kernel::Dong;
use std::fmt::Write as _;

/// What a bank says of one payment: reference, status or direction, amount, code.
pub type Said<'s> = (&'s str, &'s str, i64, &'s str);

/// A status report on a file.
pub fn report(id: &str, original: &str, whole: &str, said: &[Said<'_>]) -> Vec<u8> {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">\
         <CstmrPmtStsRpt><GrpHdr><MsgId>{id}</MsgId><CreDtTm>2024-02-05T10:00:00</CreDtTm></GrpHdr>\
         <OrgnlGrpInfAndSts><OrgnlMsgId>{original}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
    );
    if let Some((status, code)) = whole.split_once(' ') {
        let _ = write!(text, "<GrpSts>{status}</GrpSts><StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf>");
    } else if !whole.is_empty() {
        let _ = write!(text, "<GrpSts>{whole}</GrpSts>");
    }
    text.push_str("</OrgnlGrpInfAndSts>");
    if !said.is_empty() {
        let _ = write!(text, "<OrgnlPmtInfAndSts><OrgnlPmtInfId>{original}</OrgnlPmtInfId>");
        for (reference, status, _, code) in said {
            let _ = write!(text, "<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>{status}</TxSts>");
            if !code.is_empty() {
                let _ = write!(text, "<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf>");
            }
            text.push_str("</TxInfAndSts>");
        }
        text.push_str("</OrgnlPmtInfAndSts>");
    }
    text.push_str("</CstmrPmtStsRpt></Document>");
    text.into_bytes()
}

/// A notification of entries: `DBIT` or `CRDT`.
pub fn booked(id: &str, said: &[Said<'_>]) -> Vec<u8> {
    let mut text = format!(
        "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\">\
         <BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>{id}</MsgId><CreDtTm>2024-02-06T10:00:00</CreDtTm></GrpHdr>\
         <Ntfctn><Id>{id}</Id>"
    );
    for (reference, direction, amount, code) in said {
        let reason =
            if code.is_empty() { String::new() } else { format!("<RtrInf><Rsn><Cd>{code}</Cd></Rsn></RtrInf>") };
        let _ = write!(
            text,
            "<Ntry><Amt Ccy=\"VND\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
             <BookgDt><Dt>2024-02-06</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs>\
             <Amt Ccy=\"VND\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{reason}</TxDtls></NtryDtls></Ntry>"
        );
    }
    text.push_str("</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>");
    text.into_bytes()
}

/// The post's workbook with these references, results and amounts.
pub fn settlement(results: &[(&str, &str, i64)]) -> Vec<u8> {
    let columns = vec![
        Column::number("STT"),
        Column::identity("Mã chi trả"),
        Column::dong("Số tiền"),
        Column::text("Kết quả", 12),
        Column::day("Ngày chi trả"),
        Column::text("Lý do chưa nhận", 20),
    ];
    let made_at = "2024-02-20T03:00:00Z".parse().expect("an instant");
    let mut book = Book::new(made_at);
    let mut sheet = book.sheet(&SheetPlan::new("Chi tra", columns)).expect("a sheet");
    for (number, (reference, result, amount)) in (1_i64..).zip(results) {
        let day = Cell::Day(jiff::civil::date(2024, 2, 15));
        let cells = [
            Cell::Number(number),
            Cell::text(*reference),
            Cell::Dong(Dong::new(*amount)),
            Cell::from(*result),
            day,
            Cell::Empty,
        ];
        sheet.row(&cells).expect("a row");
    }
    book.into_bytes().expect("a workbook")
}
