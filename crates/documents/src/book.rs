//! A workbook in the making.

use crate::{
    refusal::Refusal,
    sheet::{Sheet, SheetPlan},
};
use jiff::Timestamp;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use std::{
    collections::HashSet,
    io::{Seek, Write},
};

/// Characters a sheet's name may have.
const NAME_CHARS_MAX: usize = 31;

/// A workbook: sheets are added one after the other, each is written from top to bottom.
///
/// Rows leave the memory as they are written (into the folder for temporary files), so a sheet may be as long as the
/// format allows.
pub struct Book {
    workbook: Workbook,
    names: HashSet<String>,
}

impl Book {
    /// A workbook that says it was made at `made_at`: the same content and instant give the same bytes.
    pub fn new(made_at: Timestamp) -> Book {
        let mut workbook = Workbook::new();
        let seconds = ExcelDateTime::from_timestamp(made_at.as_second());
        let properties = DocProperties::new().set_author("An Sinh");
        // An instant the format cannot say (before 1900) leaves the library's own; no office makes a list then.
        let properties = match seconds {
            Ok(instant) => properties.set_creation_datetime(&instant),
            Err(_) => properties,
        };
        workbook.set_properties(&properties);
        Book { workbook, names: HashSet::new() }
    }

    /// Begins a sheet: its titles and headings are written at once. Its name is made fit where it is not.
    pub fn sheet(&mut self, plan: &SheetPlan) -> Result<Sheet<'_>, Refusal> {
        let name = self.free_name(&plan.name);
        let worksheet = self.workbook.add_worksheet_with_constant_memory()?;
        worksheet.set_name(&name)?;
        Sheet::begin(worksheet, plan)
    }

    /// Ends the workbook.
    pub fn into_bytes(mut self) -> Result<Vec<u8>, Refusal> {
        Ok(self.workbook.save_to_buffer()?)
    }

    /// Ends the workbook into a file or a buffer.
    pub fn write_to(mut self, out: impl Write + Seek + Send) -> Result<(), Refusal> {
        Ok(self.workbook.save_to_writer(out)?)
    }

    /// Spreadsheets refuse some signs, long names and the same name twice, whatever its case.
    fn free_name(&mut self, wanted: &str) -> String {
        let fit = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c };
        let clean: String = wanted.chars().map(fit).take(NAME_CHARS_MAX).collect();
        let clean = clean.trim_matches(['\'', ' ']);
        let base = if clean.is_empty() { "-" } else { clean };
        let mut name = base.to_owned();
        let mut next = 2;
        while !self.names.insert(name.to_lowercase()) {
            let tail = format!(" ({next})");
            let kept: String = base.chars().take(NAME_CHARS_MAX - tail.chars().count()).collect();
            name = format!("{kept}{tail}");
            next += 1;
        }
        name
    }
}
