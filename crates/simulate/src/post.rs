//! A post office: reads the workbook, meets people or does not, and sends it back filled in.

use crate::{chance::per_mille, truth::Uncollected};
use documents::{Book, Cell, Column, ColumnKind, SheetPlan};
use jiff::{Timestamp, civil::Date};
use kernel::{Dong, names::plain_key};
use sources::{Line, Workbook};

/// A workbook the post cannot work with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostFault {
    /// It cannot be opened.
    #[error("the workbook cannot be read: {0}")]
    Unreadable(String),
    /// The columns are not there.
    #[error("the workbook has no column {0}")]
    NoColumn(&'static str),
    /// The filled-in workbook cannot be written.
    #[error("the workbook cannot be written: {0}")]
    Unwritable(String),
}

/// A post office with its seed.
#[derive(Clone, Debug)]
pub struct Post {
    seed: u64,
    /// Of a thousand people, how many do not fetch their money.
    uncollected: u16,
    known: Option<Uncollected>,
}

/// A workbook filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many were paid.
    pub paid: usize,
    /// How many were not.
    pub not_collected: usize,
}

/// The columns the post needs.
const REFERENCE: &str = "Mã chi trả";
const RESULT: &str = "Kết quả";
const PAID_ON: &str = "Ngày chi trả";
const REASON: &str = "Lý do chưa nhận";
/// A column by which the post knows people, where the workbook has it.
const CITIZEN: &str = "Số định danh";

impl Post {
    /// A post office whose every meeting follows from the seed.
    pub fn new(seed: u64, uncollected: u16) -> Post {
        Post { seed, uncollected, known: None }
    }

    /// The same, knowing who will not come: everybody else with an identity number does.
    #[must_use]
    pub fn knowing(self, uncollected: Uncollected) -> Post {
        Post { known: Some(uncollected), ..self }
    }

    fn meets(&self, reference: &str, citizen: &str) -> bool {
        match &self.known {
            Some(known) if !citizen.is_empty() => !known.has(citizen),
            _ => per_mille(self.seed, "post", reference) >= self.uncollected,
        }
    }

    /// Fills a workbook in, as of `on`.
    pub fn settle(&self, bytes: &[u8], on: Date, now: Timestamp) -> Result<Settled, PostFault> {
        let unreadable = |fault: sources::FileFault| PostFault::Unreadable(fault.to_string());
        let mut book = Workbook::open(bytes).map_err(unreadable)?;
        let mut lines: Vec<Line> = Vec::new();
        if !book.sheets().is_empty() {
            book.each_line(0, |line| {
                lines.push(line);
                Ok::<(), sources::FileFault>(())
            })
            .map_err(unreadable)?;
        }
        let (heading, columns) = find_columns(&lines)?;
        self.fill(&lines[heading..], columns, on, now)
    }

    fn fill(&self, lines: &[Line], columns: Columns, on: Date, now: Timestamp) -> Result<Settled, PostFault> {
        let unwritable = |fault: documents::Refusal| PostFault::Unwritable(fault.to_string());
        let headings = &lines[0];
        let plan = SheetPlan::new("Ket qua", headings.cells.iter().map(|cell| column(&cell.shown())).collect());
        let mut book = Book::new(now);
        let mut sheet = book.sheet(&plan).map_err(unwritable)?;
        let (mut paid, mut not_collected) = (0, 0);
        for line in &lines[1..] {
            let reference = line.cell(columns.reference).shown().trim().to_owned();
            if reference.is_empty() {
                continue;
            }
            let citizen = columns.citizen.map_or_else(String::new, |at| line.cell(at).shown().trim().to_owned());
            let is_paid = self.meets(&reference, &citizen);
            *(if is_paid { &mut paid } else { &mut not_collected }) += 1;
            let mut row: Vec<Cell<'_>> = (0..headings.cells.len()).map(|at| copy(line, at)).collect();
            row[columns.result] = Cell::text(if is_paid { "Đã nhận" } else { "Chưa nhận" });
            row[columns.paid_on] = if is_paid { Cell::Day(on) } else { Cell::Empty };
            row[columns.reason] = if is_paid { Cell::Empty } else { Cell::text("Không đến nhận") };
            sheet.row(&row).map_err(unwritable)?;
        }
        Ok(Settled { bytes: book.into_bytes().map_err(unwritable)?, paid, not_collected })
    }
}

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
struct Columns {
    reference: usize,
    result: usize,
    paid_on: usize,
    reason: usize,
    citizen: Option<usize>,
}

fn find_columns(lines: &[Line]) -> Result<(usize, Columns), PostFault> {
    let at = |line: &Line, wanted: &'static str| {
        let wanted_key = plain_key(wanted);
        let found = line.cells.iter().position(|cell| plain_key(&cell.shown()) == wanted_key);
        found.ok_or(PostFault::NoColumn(wanted))
    };
    let heading = lines.iter().position(|line| at(line, REFERENCE).is_ok());
    let heading = heading.ok_or(PostFault::NoColumn(REFERENCE))?;
    let line = &lines[heading];
    let columns = Columns {
        reference: at(line, REFERENCE)?,
        result: at(line, RESULT)?,
        paid_on: at(line, PAID_ON)?,
        reason: at(line, REASON)?,
        citizen: at(line, CITIZEN).ok(),
    };
    Ok((heading, columns))
}

fn column(heading: &str) -> Column {
    let column = Column::text(heading, 18);
    match plain_key(heading) {
        key if key == plain_key("Số tiền") => Column { kind: ColumnKind::Dong, ..column },
        key if key == plain_key(PAID_ON) => Column { kind: ColumnKind::Day, ..column },
        _ => column,
    }
}

fn copy(line: &Line, at: usize) -> Cell<'static> {
    match line.cell(at) {
        sources::Cell::Number(number) => match number.parse() {
            Ok(dong) => Cell::Dong(Dong::new(dong)),
            Err(_) => Cell::Text(number.clone().into()),
        },
        sources::Cell::Day(day) => Cell::Day(*day),
        other => Cell::Text(other.shown().into_owned().into()),
    }
}
