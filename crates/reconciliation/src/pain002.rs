//! A bank's report on a file: customer payment status report, pain.002.

use crate::{
    AnswerFault, AnswerKind, Block, Entry, Reading, Status,
    xml::{ENTRIES_MAX, Path, Seen, amount, walk},
};

/// Reads the report.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, AnswerFault> {
    let mut report = Report::default();
    walk(bytes, |path, seen| report.see(path, &seen))?;
    let block = report.block.status.map(|status| Block { status, code: report.block.code.clone() });
    let group = report.group.status.map(|status| Block { status, code: report.group.code.clone() });
    let original = report.original.ok_or(AnswerFault::Missing { what: "OrgnlMsgId" })?;
    Ok(Reading {
        kind: AnswerKind::Status,
        message_id: report.message_id,
        sender: report.sender,
        original_message_id: Some(original),
        // A block speaks for its payments before the whole file does.
        whole: block.or(group),
        entries: report.entries,
    })
}

#[derive(Default)]
struct Said {
    status: Option<Status>,
    code: Option<String>,
}

#[derive(Default)]
struct Report {
    message_id: Option<String>,
    sender: Option<String>,
    original: Option<String>,
    group: Said,
    block: Said,
    transaction: Said,
    reference: Option<String>,
    instruction: Option<String>,
    entries: Vec<Entry>,
}

impl Report {
    fn see(&mut self, path: &Path, seen: &Seen<'_>) -> Result<(), AnswerFault> {
        match seen {
            Seen::Open if path.ends(&["TxInfAndSts"]) => {
                self.transaction = Said::default();
                (self.reference, self.instruction) = (None, None);
            }
            Seen::Text(text) => self.text(path, text)?,
            Seen::Close if path.ends(&["TxInfAndSts"]) => self.end_transaction()?,
            Seen::Open | Seen::Close => {}
        }
        Ok(())
    }

    fn text(&mut self, path: &Path, text: &str) -> Result<(), AnswerFault> {
        let own = |text: &str| Some(text.to_owned());
        if path.ends(&["GrpHdr", "MsgId"]) {
            self.message_id = own(text);
        } else if path.ends(&["GrpHdr", "InitgPty", "Nm"]) || path.ends(&["DbtrAgt", "FinInstnId", "BICFI"]) {
            self.sender = self.sender.take().or_else(|| own(text));
        } else if path.ends(&["OrgnlGrpInfAndSts", "OrgnlMsgId"]) {
            self.original = own(text);
        } else if path.ends(&["GrpSts"]) {
            self.group.status = status(text)?;
        } else if path.ends(&["PmtInfSts"]) {
            self.block.status = status(text)?;
        } else if path.ends(&["TxSts"]) {
            self.transaction.status = status(text)?;
        } else if path.ends(&["StsRsnInf", "Rsn", "Cd"]) || path.ends(&["StsRsnInf", "Rsn", "Prtry"]) {
            let said = if path.is_in("TxInfAndSts") {
                &mut self.transaction
            } else if path.is_in("OrgnlPmtInfAndSts") {
                &mut self.block
            } else {
                &mut self.group
            };
            said.code = said.code.take().or_else(|| own(text));
        } else if path.ends(&["OrgnlEndToEndId"]) {
            self.reference = own(text);
        } else if path.ends(&["OrgnlInstrId"]) {
            self.instruction = own(text);
        } else if path.ends(&["OrgnlTxRef", "Amt", "InstdAmt"]) {
            // Only its form is looked at: a status is not money.
            amount(text, path.currency.as_deref())?;
        }
        Ok(())
    }

    fn end_transaction(&mut self) -> Result<(), AnswerFault> {
        if self.entries.len() >= ENTRIES_MAX {
            return Err(AnswerFault::TooMany);
        }
        let line = i64::try_from(self.entries.len()).unwrap_or(i64::MAX) + 1;
        // A transaction without a status of its own has that of its block.
        let said = std::mem::take(&mut self.transaction);
        let status = said.status.or(self.block.status).or(self.group.status);
        let status = status.ok_or(AnswerFault::Missing { what: "TxSts" })?;
        self.entries.push(Entry {
            reference: self.reference.take(),
            instruction: self.instruction.take(),
            code: said.code,
            ..Entry::bare(line, status)
        });
        Ok(())
    }
}

/// What a status means for a payment; nothing for `PART`, which says that others say it.
fn status(text: &str) -> Result<Option<Status>, AnswerFault> {
    match text {
        "ACTC" | "ACCP" | "ACFC" | "ACSP" | "ACSC" | "ACCC" | "ACWC" | "ACWP" | "CPUC" => Ok(Some(Status::Accepted)),
        "RCVD" | "PDNG" | "PATC" | "BLCK" => Ok(Some(Status::Pending)),
        "RJCT" | "CANC" => Ok(Some(Status::Rejected)),
        "PART" => Ok(None),
        _ => Err(AnswerFault::UnknownStatus),
    }
}
