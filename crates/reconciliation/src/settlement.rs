//! The post's workbook, filled in.

use crate::{AnswerFault, AnswerKind, Entry, Reading, RowWrong, Status, xml::ENTRIES_MAX};
use kernel::{Dong, names::plain_key};
use payments::{SETTLEMENT_HEADINGS, SETTLEMENT_WORDS, SettlementHeading};
use sources::{Cell, FileFault, Line, Workbook};

/// Lines above the headings.
const LINES_LOOKED: usize = 40;

/// Reads the first shown sheet.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, AnswerFault> {
    let mut book = Workbook::open(bytes).map_err(AnswerFault::from)?;
    if book.sheets().is_empty() {
        return Err(AnswerFault::Empty);
    }
    let mut table = Table::default();
    book.each_line(0, |line| table.see(&line))?;
    if table.columns.is_none() {
        return Err(AnswerFault::NoHeadings);
    }
    Ok(Reading {
        kind: AnswerKind::Settlement,
        message_id: None,
        sender: None,
        original_message_id: None,
        whole: None,
        entries: table.entries,
    })
}

impl From<FileFault> for AnswerFault {
    fn from(fault: FileFault) -> AnswerFault {
        AnswerFault::Workbook(fault.to_string())
    }
}

#[derive(Default)]
struct Table {
    looked: usize,
    columns: Option<[usize; 5]>,
    entries: Vec<Entry>,
}

impl Table {
    fn see(&mut self, line: &Line) -> Result<(), AnswerFault> {
        let Some(columns) = self.columns else {
            self.looked += 1;
            self.columns = if self.looked <= LINES_LOOKED { headings(line) } else { None };
            return Ok(());
        };
        let text = |of: SettlementHeading| line.cell(columns[of as usize]).shown().trim().to_owned();
        let reference = text(SettlementHeading::Reference);
        // The total row and notes below the table name no payment.
        if reference.is_empty() || plain_key(&reference).starts_with("cong") {
            return Ok(());
        }
        if self.entries.len() >= ENTRIES_MAX {
            return Err(AnswerFault::TooMany);
        }
        let wrong = |wrong: RowWrong| AnswerFault::Row { line: line.number, wrong };
        let amount = Dong::parse(&text(SettlementHeading::Amount)).map_err(|_| wrong(RowWrong::Amount))?;
        let status = result(&text(SettlementHeading::Result)).ok_or_else(|| wrong(RowWrong::Result))?;
        let paid_on = match line.cell(columns[SettlementHeading::PaidOn as usize]) {
            Cell::Day(day) => Some(*day),
            _ => None,
        };
        self.entries.push(Entry {
            reference: Some(reference),
            text: Some(text(SettlementHeading::Reason)).filter(|reason| !reason.is_empty()),
            code: (status == Status::NotCollected).then(|| "CNPC".to_owned()),
            amount: Some(amount),
            booked_on: paid_on,
            ..Entry::bare(line.number, status)
        });
        Ok(())
    }
}

/// Where the five headings stand, by what they mean; nothing where they are not all in this line.
fn headings(line: &Line) -> Option<[usize; 5]> {
    let mut columns = [usize::MAX; 5];
    for (at, cell) in line.cells.iter().enumerate() {
        let found = plain_key(&cell.shown());
        for (heading, text) in SETTLEMENT_HEADINGS {
            let column = &mut columns[*heading as usize];
            if plain_key(text) == found && *column == usize::MAX {
                *column = at;
            }
        }
    }
    columns.iter().all(|column| *column != usize::MAX).then_some(columns)
}

/// What the post wrote; anything but the two words and nothing is asked back.
fn result(text: &str) -> Option<Status> {
    let word = plain_key(text);
    match word.as_str() {
        "" => Some(Status::LeftOpen),
        _ if word == plain_key(SETTLEMENT_WORDS.0) => Some(Status::HandedOver),
        _ if word == plain_key(SETTLEMENT_WORDS.1) => Some(Status::NotCollected),
        _ => None,
    }
}
