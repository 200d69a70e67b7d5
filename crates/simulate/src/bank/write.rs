//! The bank's answers.

use super::{
    Fate,
    read::{Order, Payment},
};
use jiff::{Timestamp, civil::Date};
use quick_xml::escape::escape;
use std::fmt::Write as _;

/// The bank's own number among banks.
const BIC: &str = "VBAAVNVX";

fn begin(message: &str, body: &str, id: &str, now: Timestamp) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:{message}\">\
         <{body}><GrpHdr><MsgId>{}</MsgId><CreDtTm>{}</CreDtTm>",
        escape(id),
        now.strftime("%Y-%m-%dT%H:%M:%SZ")
    )
}

fn original(order: &Order) -> String {
    format!(
        "<OrgnlGrpInfAndSts><OrgnlMsgId>{}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>\
         <OrgnlNbOfTxs>{}</OrgnlNbOfTxs>",
        escape(&order.message_id),
        order.payments.len()
    )
}

/// The whole file is refused.
pub(super) fn refusal(order: &Order, now: Timestamp, code: &str) -> Vec<u8> {
    let id = format!("{}-{code}-S", order.message_id);
    let mut text = begin("pain.002.001.10", "CstmrPmtStsRpt", &id, now);
    let _ = write!(
        text,
        "</GrpHdr>{}<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>\
         </CstmrPmtStsRpt></Document>",
        original(order)
    );
    text.into_bytes()
}

/// What was taken in, and what not: only the refused are listed, as banks do.
pub(super) fn report(order: &Order, now: Timestamp, fated: &[(&Payment, Fate)]) -> Vec<u8> {
    let refused: Vec<(&Payment, &str)> = fated
        .iter()
        .filter_map(|(payment, fate)| match fate {
            Fate::Refused(code) => Some((*payment, *code)),
            _ => None,
        })
        .collect();
    let status = match refused.len() {
        0 => "ACCP",
        all if all == fated.len() => "RJCT",
        _ => "PART",
    };
    let mut text = begin("pain.002.001.10", "CstmrPmtStsRpt", &format!("{}-S", order.message_id), now);
    let _ = write!(text, "</GrpHdr>{}<GrpSts>{status}</GrpSts></OrgnlGrpInfAndSts>", original(order));
    if !refused.is_empty() {
        let _ = write!(text, "<OrgnlPmtInfAndSts><OrgnlPmtInfId>{}</OrgnlPmtInfId>", escape(&order.block_id));
        for (payment, code) in refused {
            let _ = write!(
                text,
                "<TxInfAndSts><OrgnlInstrId>{}</OrgnlInstrId><OrgnlEndToEndId>{}</OrgnlEndToEndId>\
                 <TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf></TxInfAndSts>",
                escape(&payment.instruction),
                escape(&payment.reference)
            );
        }
        text.push_str("</OrgnlPmtInfAndSts>");
    }
    text.push_str("</CstmrPmtStsRpt></Document>");
    text.into_bytes()
}

/// What was booked, out or back.
pub(super) fn entries(
    order: &Order,
    id: &str,
    now: Timestamp,
    on: Date,
    direction: &str,
    payments: &[(&Payment, &str)],
) -> Vec<u8> {
    let mut text = begin("camt.054.001.08", "BkToCstmrDbtCdtNtfctn", id, now);
    let _ = write!(
        text,
        "</GrpHdr><Ntfctn><Id>{}</Id><Acct><Id><Othr><Id>{}</Id></Othr></Id><Ccy>VND</Ccy>\
         <Svcr><FinInstnId><BICFI>{BIC}</BICFI></FinInstnId></Svcr></Acct>",
        escape(id),
        escape(&order.debtor_account)
    );
    for (payment, code) in payments {
        let reason =
            if code.is_empty() { String::new() } else { format!("<RtrInf><Rsn><Cd>{code}</Cd></Rsn></RtrInf>") };
        let _ = write!(
            text,
            "<Ntry><Amt Ccy=\"VND\">{dong}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
             <BookgDt><Dt>{on}</Dt></BookgDt><NtryDtls><TxDtls><Refs><InstrId>{instruction}</InstrId>\
             <EndToEndId>{reference}</EndToEndId></Refs><Amt Ccy=\"VND\">{dong}</Amt>\
             <CdtDbtInd>{direction}</CdtDbtInd><RltdPties><CdtrAcct><Id><Othr><Id>{account}</Id></Othr></Id></CdtrAcct>\
             </RltdPties>{reason}</TxDtls></NtryDtls></Ntry>",
            dong = payment.dong,
            instruction = escape(&payment.instruction),
            reference = escape(&payment.reference),
            account = escape(&payment.account),
        );
    }
    text.push_str("</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>");
    text.into_bytes()
}
