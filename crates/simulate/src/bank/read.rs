//! The bank's own reading of a payment file.

use super::BankFault;
use quick_xml::{Reader, events::Event};

/// A payment file as the bank sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) message_id: String,
    pub(crate) block_id: String,
    pub(crate) debtor_account: String,
    pub(crate) count: usize,
    pub(crate) sum: i64,
    pub(crate) payments: Vec<Payment>,
}

/// One payment of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Payment {
    pub(crate) reference: String,
    pub(crate) instruction: String,
    pub(crate) dong: i64,
    pub(crate) bin: String,
    pub(crate) account: String,
}

/// The most bytes the bank reads.
const BYTES_MAX: usize = 64 * 1024 * 1024;

pub(crate) fn read_order(bytes: &[u8]) -> Result<Order, BankFault> {
    let unreadable = |why: &str| BankFault::Unreadable(why.to_owned());
    if bytes.len() > BYTES_MAX {
        return Err(unreadable("too large"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable("not UTF-8"))?;
    if !text.contains("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09") {
        return Err(unreadable("another message"));
    }
    let mut reader = Reader::from_str(text);
    let (mut order, mut path, mut seen) = (Order::default(), Vec::<String>::new(), String::new());
    loop {
        match reader.read_event().map_err(|_| unreadable("not XML"))? {
            Event::Start(tag) => {
                let name = tag.local_name().into_inner().to_owned();
                if name == "CdtTrfTxInf" {
                    order.payments.push(Payment::default());
                }
                path.push(name);
                seen.clear();
            }
            Event::Text(part) => seen.push_str(part.as_ref()),
            Event::End(_) => {
                take(&mut order, &path, seen.trim()).map_err(|why| unreadable(&why))?;
                path.pop();
                seen.clear();
            }
            Event::DocType(_) => return Err(unreadable("a document type definition")),
            Event::Eof => break,
            _ => {}
        }
    }
    if !path.is_empty() || order.message_id.is_empty() || order.payments.is_empty() {
        return Err(unreadable("not whole"));
    }
    Ok(order)
}

fn take(order: &mut Order, path: &[String], text: &str) -> Result<(), String> {
    let ends = |tail: &[&str]| path.len() >= tail.len() && path[path.len() - tail.len()..].iter().eq(tail.iter());
    let number = |text: &str| text.parse::<i64>().map_err(|_| format!("{text} is no whole number"));
    if ends(&["GrpHdr", "MsgId"]) {
        text.clone_into(&mut order.message_id);
    } else if ends(&["GrpHdr", "NbOfTxs"]) {
        order.count = usize::try_from(number(text)?).map_err(|_| "a count below zero".to_owned())?;
    } else if ends(&["GrpHdr", "CtrlSum"]) {
        order.sum = number(text)?;
    } else if ends(&["PmtInf", "PmtInfId"]) {
        text.clone_into(&mut order.block_id);
    } else if ends(&["DbtrAcct", "Id", "Othr", "Id"]) {
        text.clone_into(&mut order.debtor_account);
    }
    let Some(payment) = order.payments.last_mut() else { return Ok(()) };
    if ends(&["PmtId", "EndToEndId"]) {
        text.clone_into(&mut payment.reference);
    } else if ends(&["PmtId", "InstrId"]) {
        text.clone_into(&mut payment.instruction);
    } else if ends(&["Amt", "InstdAmt"]) {
        payment.dong = number(text)?;
    } else if ends(&["CdtrAgt", "FinInstnId", "ClrSysMmbId", "MmbId"]) {
        text.clone_into(&mut payment.bin);
    } else if ends(&["CdtrAcct", "Id", "Othr", "Id"]) {
        text.clone_into(&mut payment.account);
    }
    Ok(())
}
