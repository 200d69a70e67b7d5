//! A file to a bank: customer credit transfer initiation, pain.001.001.09.

use crate::{Instruction, Payer};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{Dong, Month, names::plain_text};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// The name of the message in its first line.
const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
/// The switch whose numbers name the banks: it has no ISO code of its own.
const CLEARING_SYSTEM: &str = "NAPAS";
/// The longest name of a party.
const NAME_MAX: usize = 140;
/// The longest line of free text.
const TEXT_MAX: usize = 140;

/// What a file says.
pub(crate) struct Message<'m> {
    pub(crate) id: &'m str,
    pub(crate) made_at: Timestamp,
    pub(crate) pay_on: Date,
    pub(crate) month: Month,
    pub(crate) payer: &'m Payer,
    pub(crate) total: Dong,
    pub(crate) rows: &'m [Instruction],
}

/// The bytes of the file.
pub(crate) fn write(message: &Message<'_>) -> Vec<u8> {
    let mut xml = Xml(Writer::new(Vec::with_capacity(1_000 * message.rows.len() + 2_000)));
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    xml.event(Event::Start(BytesStart::new("Document").with_attributes([("xmlns", NAMESPACE)])));
    xml.within("CstmrCdtTrfInitn", |xml| {
        header(xml, message);
        xml.within("PmtInf", |xml| {
            block(xml, message);
            message.rows.iter().enumerate().for_each(|(at, row)| transaction(xml, message, at + 1, row));
        });
    });
    xml.event(Event::End(BytesEnd::new("Document")));
    xml.0.into_inner()
}

fn header(xml: &mut Xml, message: &Message<'_>) {
    let made_at = message.made_at.to_zoned(TimeZone::get("Asia/Ho_Chi_Minh").unwrap_or(TimeZone::UTC));
    xml.within("GrpHdr", |xml| {
        xml.text("MsgId", message.id);
        xml.text("CreDtTm", &made_at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
        sums(xml, message);
        xml.within("InitgPty", |xml| xml.text("Nm", &latin(&message.payer.name, NAME_MAX)));
    });
}

/// Whole đồng: the schema would take decimals, and there are none.
fn sums(xml: &mut Xml, message: &Message<'_>) {
    xml.text("NbOfTxs", &message.rows.len().to_string());
    xml.text("CtrlSum", &message.total.as_i64().to_string());
}

fn block(xml: &mut Xml, message: &Message<'_>) {
    xml.text("PmtInfId", message.id);
    xml.text("PmtMtd", "TRF");
    // Each payment is an entry of its own on the statement, so that each can be found again.
    xml.text("BtchBookg", "false");
    sums(xml, message);
    xml.within("PmtTpInf", |xml| xml.within("CtgyPurp", |xml| xml.text("Cd", "SSBE")));
    xml.within("ReqdExctnDt", |xml| xml.text("Dt", &message.pay_on.to_string()));
    xml.within("Dbtr", |xml| xml.text("Nm", &latin(&message.payer.name, NAME_MAX)));
    xml.within("DbtrAcct", |xml| {
        account(xml, message.payer.number.as_str());
        xml.text("Ccy", "VND");
    });
    agent(xml, "DbtrAgt", message.payer.bin.as_str());
    // The State pays what the transfer costs: the beneficiary receives the whole amount.
    xml.text("ChrgBr", "DEBT");
}

fn transaction(xml: &mut Xml, message: &Message<'_>, line: usize, row: &Instruction) {
    xml.within("CdtTrfTxInf", |xml| {
        xml.within("PmtId", |xml| {
            xml.text("InstrId", &instruction_id(message.id, line));
            xml.text("EndToEndId", &row.end_to_end);
        });
        xml.within("Amt", |xml| {
            let amount = BytesStart::new("InstdAmt").with_attributes([("Ccy", "VND")]);
            xml.event(Event::Start(amount));
            xml.event(Event::Text(BytesText::new(&row.amount.get().as_i64().to_string())));
            xml.event(Event::End(BytesEnd::new("InstdAmt")));
        });
        if let Some(bin) = &row.bin {
            agent(xml, "CdtrAgt", bin);
        }
        xml.within("Cdtr", |xml| xml.text("Nm", &latin(&row.holder, NAME_MAX)));
        if let Some(number) = &row.number {
            xml.within("CdtrAcct", |xml| account(xml, number.as_str()));
        }
        xml.within("Purp", |xml| xml.text("Cd", row.purpose.key()));
        xml.within("RmtInf", |xml| xml.text("Ustrd", &remittance(message, row)));
    });
}

/// Message and line, for banks that answer by it.
pub(crate) fn instruction_id(message_id: &str, line: usize) -> String {
    format!("{message_id}/{line}")
}

/// The reference first, because banks cut the end; the month it is owed for, because two may come on one day.
fn remittance(message: &Message<'_>, row: &Instruction) -> String {
    let months =
        if row.origin == message.month { row.origin.slashed() } else { format!("{} TRUY LINH", row.origin.slashed()) };
    latin(&format!("{} TRO CAP T{months}", row.end_to_end), TEXT_MAX)
}

fn agent(xml: &mut Xml, tag: &str, bank: &str) {
    xml.within(tag, |xml| {
        xml.within("FinInstnId", |xml| {
            xml.within("ClrSysMmbId", |xml| {
                xml.within("ClrSysId", |xml| xml.text("Prtry", CLEARING_SYSTEM));
                xml.text("MmbId", bank);
            });
        });
    });
}

fn account(xml: &mut Xml, number: &str) {
    xml.within("Id", |xml| xml.within("Othr", |xml| xml.text("Id", number)));
}

/// Capitals without marks: the only letters every bank passes on.
pub(crate) fn latin(text: &str, longest: usize) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c) { c } else { ' ' };
    let clean: String = plain_text(text).to_ascii_uppercase().chars().map(kept).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    clean.chars().take(longest).collect::<String>().trim_end().to_owned()
}

struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("writing to memory does not fail");
    }

    fn within(&mut self, tag: &str, inside: impl FnOnce(&mut Xml)) {
        self.event(Event::Start(BytesStart::new(tag)));
        inside(self);
        self.event(Event::End(BytesEnd::new(tag)));
    }

    fn text(&mut self, tag: &str, text: &str) {
        self.event(Event::Start(BytesStart::new(tag)));
        self.event(Event::Text(BytesText::new(text)));
        self.event(Event::End(BytesEnd::new(tag)));
    }
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn names_keep_no_mark_and_references_keep_theirs() {
        assert_eq!(latin("Phòng LĐ-TB&XH huyện Bình Sơn", 140), "PHONG LD-TB XH HUYEN BINH SON");
        assert_eq!(latin("Nguyễn Thị Ánh", 10), "NGUYEN THI");
        assert_eq!(latin("AS2402-1-B000017 TRO CAP T02/2024", 140), "AS2402-1-B000017 TRO CAP T02/2024");
        assert_eq!(latin("a<b>&c", 140), "A B C");
    }
}
