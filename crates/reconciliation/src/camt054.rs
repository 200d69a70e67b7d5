//! What a bank booked on our account: debit and credit notification, camt.054.

use crate::{
    AnswerFault, AnswerKind, Entry, Reading, Status,
    xml::{ENTRIES_MAX, Path, Seen, amount, walk},
};
use jiff::civil::Date;
use kernel::Dong;

/// Reads the notification.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, AnswerFault> {
    let mut note = Note::default();
    walk(bytes, |path, seen| note.see(path, &seen))?;
    Ok(Reading {
        kind: AnswerKind::Booked,
        message_id: note.message_id,
        sender: note.sender,
        original_message_id: None,
        whole: None,
        entries: note.entries,
    })
}

/// What an entry says, or one of the transactions in it.
#[derive(Clone, Default)]
struct Part {
    reference: Option<String>,
    instruction: Option<String>,
    text: Option<String>,
    account: Option<String>,
    code: Option<String>,
    amount: Option<Dong>,
    is_credit: Option<bool>,
    is_return: bool,
}

#[derive(Default)]
struct Note {
    message_id: Option<String>,
    sender: Option<String>,
    is_booked: bool,
    booked_on: Option<Date>,
    entry: Part,
    transaction: Part,
    transactions: Vec<Part>,
    entries: Vec<Entry>,
}

impl Note {
    fn see(&mut self, path: &Path, seen: &Seen<'_>) -> Result<(), AnswerFault> {
        match seen {
            Seen::Open if path.ends(&["Ntry"]) => {
                (self.entry, self.is_booked, self.booked_on) = (Part::default(), false, None);
                self.transactions.clear();
            }
            Seen::Open if path.ends(&["TxDtls"]) => self.transaction = Part::default(),
            Seen::Text(text) => self.text(path, text)?,
            Seen::Close if path.ends(&["TxDtls"]) => {
                if self.transactions.len() >= ENTRIES_MAX {
                    return Err(AnswerFault::TooMany);
                }
                self.transactions.push(std::mem::take(&mut self.transaction));
            }
            Seen::Close if path.ends(&["Ntry"]) => self.end_entry()?,
            Seen::Open | Seen::Close => {}
        }
        Ok(())
    }

    fn text(&mut self, path: &Path, text: &str) -> Result<(), AnswerFault> {
        if path.ends(&["GrpHdr", "MsgId"]) {
            self.message_id = Some(text.to_owned());
        } else if path.ends(&["Svcr", "FinInstnId", "BICFI"]) {
            self.sender = Some(text.to_owned());
        } else if path.ends(&["Ntry", "Sts", "Cd"]) || path.ends(&["Ntry", "Sts"]) {
            self.is_booked = text == "BOOK";
        } else if path.ends(&["BookgDt", "Dt"]) || path.ends(&["BookgDt", "DtTm"]) {
            self.booked_on = Some(day(text)?);
        } else if path.is_in("TxDtls") {
            self.transaction.text(path, text, "TxDtls")?;
        } else if path.is_in("Ntry") {
            self.entry.text(path, text, "Ntry")?;
        }
        Ok(())
    }

    /// An entry with details is as many lines as it has details; without, it is one.
    fn end_entry(&mut self) -> Result<(), AnswerFault> {
        let mut parts = std::mem::take(&mut self.transactions);
        if parts.is_empty() {
            parts.push(self.entry.clone());
        }
        let is_single = parts.len() == 1;
        let mut sum = Dong::ZERO;
        for part in &mut parts {
            part.is_credit = part.is_credit.or(self.entry.is_credit);
            part.amount = part.amount.or(if is_single { self.entry.amount } else { None });
            let amount = part.amount.ok_or(AnswerFault::Missing { what: "Amt" })?;
            sum = sum.checked_add(amount).map_err(|_| AnswerFault::Amount)?;
        }
        let whole = self.entry.amount.ok_or(AnswerFault::Missing { what: "Amt" })?;
        if sum != whole {
            return Err(AnswerFault::DoesNotAddUp);
        }
        for part in parts {
            self.push(part)?;
        }
        Ok(())
    }

    fn push(&mut self, part: Part) -> Result<(), AnswerFault> {
        if self.entries.len() >= ENTRIES_MAX {
            return Err(AnswerFault::TooMany);
        }
        let line = i64::try_from(self.entries.len()).unwrap_or(i64::MAX) + 1;
        let is_credit = part.is_credit.ok_or(AnswerFault::Missing { what: "CdtDbtInd" })?;
        let status = match (self.is_booked, is_credit) {
            (false, _) => Status::Announced,
            (true, true) => Status::Returned,
            (true, false) => Status::Debited,
        };
        self.entries.push(Entry {
            line,
            reference: part.reference,
            instruction: part.instruction,
            text: part.text,
            account: part.account,
            status,
            code: part.code.or_else(|| part.is_return.then(|| "NARR".to_owned())),
            amount: part.amount,
            booked_on: self.booked_on,
        });
        Ok(())
    }
}

impl Part {
    fn text(&mut self, path: &Path, text: &str, top: &str) -> Result<(), AnswerFault> {
        let own = || Some(text.to_owned());
        if path.ends(&[top, "Amt"]) || path.ends(&["AmtDtls", "TxAmt", "Amt"]) {
            self.amount = Some(amount(text, path.currency.as_deref())?);
        } else if path.ends(&[top, "CdtDbtInd"]) {
            self.is_credit = Some(match text {
                "CRDT" => true,
                "DBIT" => false,
                _ => return Err(AnswerFault::Missing { what: "CdtDbtInd" }),
            });
        } else if path.ends(&["Refs", "EndToEndId"]) {
            self.reference = own();
        } else if path.ends(&["Refs", "InstrId"]) {
            self.instruction = own();
        } else if path.ends(&["RtrInf", "Rsn", "Cd"]) || path.ends(&["RtrInf", "Rsn", "Prtry"]) {
            (self.code, self.is_return) = (own(), true);
        } else if path.ends(&["CdtrAcct", "Id", "Othr", "Id"]) || path.ends(&["CdtrAcct", "Id", "IBAN"]) {
            self.account = own();
        } else if path.ends(&["RmtInf", "Ustrd"]) || path.ends(&["AddtlTxInf"]) || path.ends(&["AddtlNtryInf"]) {
            let text = format!("{}{text}", self.text.as_deref().unwrap_or_default());
            self.text = Some(text.chars().take(1_000).collect());
        }
        Ok(())
    }
}

fn day(text: &str) -> Result<Date, AnswerFault> {
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.ok_or(AnswerFault::Missing { what: "BookgDt" })
}
