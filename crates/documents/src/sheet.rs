//! One sheet: titles, headings, rows from top to bottom, totals, lines below.

use crate::{
    cell::Cell,
    column::{Column, ColumnKind},
    guard::looks_like_a_formula,
    line::Line,
    refusal::Refusal,
    styles::Styles,
};
use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet};

/// Rows of a sheet, titles included: the format's own limit.
pub const ROWS_OF_SHEET_MAX: u32 = 1_048_576;
/// Characters of a cell: the format's own limit. Longer text is cut, and says so with its last sign.
pub const CHARS_OF_CELL_MAX: usize = 32_767;
/// Whole numbers a cell keeps exactly, for it keeps them as floats.
const EXACT_MAX: i64 = 1 << 53;
/// The format counts papers; 9 is A4.
const PAPER_A4: u8 = 9;

/// What is known of a sheet before its first row.
#[derive(Clone, Debug)]
pub struct SheetPlan {
    /// On its tab.
    pub name: String,
    /// Above the table.
    pub lines: Vec<Line>,
    /// The table's columns, at least one.
    pub columns: Vec<Column>,
    /// The font of the whole sheet.
    pub font: String,
}

impl SheetPlan {
    /// A table without titles, in the font of official letters.
    pub fn new(name: impl Into<String>, columns: Vec<Column>) -> SheetPlan {
        SheetPlan { name: name.into(), lines: Vec::new(), columns, font: "Times New Roman".to_owned() }
    }

    /// With lines above the table.
    #[must_use]
    pub fn titled(mut self, lines: Vec<Line>) -> SheetPlan {
        self.lines = lines;
        self
    }

    /// In another font, as old lists are.
    #[must_use]
    pub fn in_font(mut self, font: impl Into<String>) -> SheetPlan {
        self.font = font.into();
        self
    }
}

/// A sheet being written, row after row.
pub struct Sheet<'a> {
    worksheet: &'a mut Worksheet,
    styles: Styles,
    columns: Vec<Column>,
    /// The row written next.
    next: u32,
    /// The row of the headings, once they are written.
    heading: Option<u32>,
    /// Rows of the table so far.
    rows: u32,
    totals: Vec<i64>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn begin(worksheet: &'a mut Worksheet, plan: &SheetPlan) -> Result<Sheet<'a>, Refusal> {
        assert!(!plan.columns.is_empty(), "a table has a column");
        let styles = Styles::new(&plan.font, &plan.columns);
        let totals = vec![0; plan.columns.len()];
        let mut sheet =
            Sheet { worksheet, styles, columns: plan.columns.clone(), next: 0, heading: None, rows: 0, totals };
        sheet.set_up_columns()?;
        for line in &plan.lines {
            sheet.line(line)?;
        }
        sheet.write_headings()?;
        Ok(sheet)
    }

    /// Rows of the table so far, neither headings nor totals.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// The number of the line written next, counted from 1 as a spreadsheet shows it.
    pub fn next_line(&self) -> u32 {
        self.next + 1
    }

    /// Writes a row of the table: one cell a column.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Refusal> {
        assert_eq!(cells.len(), self.columns.len(), "a row has a cell for each column");
        for (at, cell) in cells.iter().enumerate() {
            self.add_to_total(at, cell)?;
            self.write_cell(at, cell)?;
        }
        self.rows += 1;
        self.advance()
    }

    /// Writes the totals of the columns that are totalled, behind `label` in the first column of text.
    pub fn total_row(&mut self, label: &str) -> Result<(), Refusal> {
        let labelled = self.columns.iter().position(|column| column.kind == ColumnKind::Text).unwrap_or(0);
        for at in 0..self.columns.len() {
            let col = col_of(at);
            let look = &self.styles.columns[at].total;
            if self.columns[at].totalled {
                self.worksheet.write_number_with_format(self.next, col, exact(self.totals[at])?, look)?;
            } else if at == labelled {
                self.worksheet.write_string_with_format(self.next, col, label, look)?;
            } else {
                self.worksheet.write_blank(self.next, col, look)?;
            }
        }
        self.advance()
    }

    /// Writes a line across the sheet: below the table, or between parts of it.
    pub fn line(&mut self, line: &Line) -> Result<(), Refusal> {
        let last = self.columns.len() - 1;
        match line {
            Line::Blank => {}
            Line::Title(text) => self.across(0, last, text, &self.styles.title.clone())?,
            Line::Note(text) => self.across(0, last, text, &self.styles.note.clone())?,
            Line::Plain(text) => self.across(0, last, text, &self.styles.line.clone())?,
            Line::Pair { left, right } => {
                let look = self.styles.pair.clone();
                let half = self.columns.len() / 2;
                self.across(0, half.saturating_sub(1), left, &look)?;
                if half > 0 {
                    self.across(half, last, right, &look)?;
                }
            }
        }
        self.advance()
    }

    /// Lets the reader narrow the rows written so far by their values.
    pub fn filtered(&mut self) -> Result<(), Refusal> {
        let last = col_of(self.columns.len() - 1);
        if let Some(heading) = self.heading.filter(|heading| *heading + 1 < self.next) {
            self.worksheet.autofilter(heading, 0, self.next - 1, last)?;
        }
        Ok(())
    }

    fn set_up_columns(&mut self) -> Result<(), Refusal> {
        for (at, column) in self.columns.iter().enumerate() {
            self.worksheet.set_column_width(col_of(at), f64::from(column.width))?;
        }
        self.worksheet.set_paper_size(PAPER_A4).set_landscape().set_print_fit_to_pages(1, 0);
        self.worksheet.set_print_center_horizontally(true).set_footer("&C&P/&N");
        Ok(())
    }

    /// Headings stay in sight on the screen and come again on each printed page.
    fn write_headings(&mut self) -> Result<(), Refusal> {
        let first = self.next;
        let look = self.styles.heading.clone();
        let grouped = self.columns.iter().any(|column| column.group.is_some());
        if grouped {
            self.write_groups(&look)?;
            self.advance()?;
        }
        for at in 0..self.columns.len() {
            if !grouped || self.columns[at].group.is_some() {
                let heading = &self.columns[at].heading;
                self.worksheet.write_string_with_format(self.next, col_of(at), heading, &look)?;
            }
        }
        self.heading = Some(self.next);
        self.advance()?;
        self.worksheet.set_repeat_rows(first, self.next - 1)?;
        self.worksheet.set_freeze_panes(self.next, 0)?;
        Ok(())
    }

    /// The upper of two rows of headings; a column without a group takes both.
    fn write_groups(&mut self, look: &Format) -> Result<(), Refusal> {
        let mut at = 0;
        while at < self.columns.len() {
            let group = self.columns[at].group.clone();
            let Some(group) = group else {
                let heading = self.columns[at].heading.clone();
                self.worksheet.merge_range(self.next, col_of(at), self.next + 1, col_of(at), &heading, look)?;
                at += 1;
                continue;
            };
            let same = self.columns[at..].iter().take_while(|column| column.group.as_ref() == Some(&group)).count();
            self.across(at, at + same - 1, &group, look)?;
            at += same;
        }
        Ok(())
    }

    /// Text over some columns of the row written next.
    fn across(&mut self, first: usize, last: usize, text: &str, look: &Format) -> Result<(), Refusal> {
        let (from, to) = (col_of(first), col_of(last));
        if from == to {
            self.worksheet.write_string_with_format(self.next, from, text, look)?;
        } else {
            self.worksheet.merge_range(self.next, from, self.next, to, text, look)?;
        }
        Ok(())
    }

    fn write_cell(&mut self, at: usize, cell: &Cell<'_>) -> Result<(), Refusal> {
        let (row, col, style) = (self.next, col_of(at), &self.styles.columns[at]);
        match cell {
            Cell::Empty => self.worksheet.write_blank(row, col, &style.plain)?,
            Cell::Text(text) => {
                let look = if looks_like_a_formula(text) { &style.quoted } else { &style.plain };
                self.worksheet.write_string_with_format(row, col, shortened(text), look)?
            }
            Cell::Number(number) => self.worksheet.write_number_with_format(row, col, exact(*number)?, &style.plain)?,
            Cell::Dong(amount) => {
                self.worksheet.write_number_with_format(row, col, exact(amount.as_i64())?, &style.plain)?
            }
            Cell::Day(day) => {
                // Without a look of its own a day would show as the number of days since 1899.
                let look = if style.is_of_days { &style.plain } else { &self.styles.day };
                match spreadsheet_day(*day) {
                    Some(date) => self.worksheet.write_datetime_with_format(row, col, &date, look)?,
                    None => self.worksheet.write_string_with_format(row, col, slashed(*day), look)?,
                }
            }
        };
        Ok(())
    }

    fn add_to_total(&mut self, at: usize, cell: &Cell<'_>) -> Result<(), Refusal> {
        let amount = match cell {
            Cell::Number(number) => *number,
            Cell::Dong(amount) => amount.as_i64(),
            _ => return Ok(()),
        };
        if self.columns[at].totalled {
            let total = self.totals[at].checked_add(amount);
            self.totals[at] = total.ok_or(Refusal::TotalOverflow { column: at })?;
        }
        Ok(())
    }

    fn advance(&mut self) -> Result<(), Refusal> {
        self.next += 1;
        if self.next >= ROWS_OF_SHEET_MAX { Err(Refusal::TooManyRows { max: ROWS_OF_SHEET_MAX }) } else { Ok(()) }
    }
}

fn col_of(at: usize) -> u16 {
    u16::try_from(at).expect("a table has a few dozen columns")
}

#[expect(clippy::cast_precision_loss, reason = "numbers that would lose a digit are refused just before")]
fn exact(number: i64) -> Result<f64, Refusal> {
    if (-EXACT_MAX..=EXACT_MAX).contains(&number) {
        Ok(number as f64)
    } else {
        Err(Refusal::TooLarge { amount: number })
    }
}

fn shortened(text: &str) -> String {
    if text.chars().nth(CHARS_OF_CELL_MAX).is_none() {
        return text.to_owned();
    }
    text.chars().take(CHARS_OF_CELL_MAX - 1).chain(['…']).collect()
}

/// Spreadsheets know no day before 1900.
fn spreadsheet_day(day: Date) -> Option<ExcelDateTime> {
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, month, of_month).ok()
}

fn slashed(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}
