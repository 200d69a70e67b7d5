//! A whole file, sheet by sheet and line by line, without holding it all.

use crate::{
    CategoryNames, Column, FileFault, Form, HiddenList, Line, MovementRow, RowFault, SheetMapping, SourceKind,
    SourceRow, Told, Workbook,
    read_row::Communes,
    table::{LINES_LOOKED, Layout, LineTaken, take_line},
};
use jiff::civil::Date;
use office::places::{Places, Unit};
use std::{
    collections::{BTreeSet, HashSet},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

/// The most bytes of a file.
pub const FILE_BYTES_MAX: usize = 300 * 1024 * 1024;
/// The most rows of a file: a province's, several times over.
pub const FILE_ROWS_MAX: usize = 1_200_000;
/// Lines of the second sheet are counted from here, of the third from twice this, and so on.
pub const SHEET_LINES: i64 = 1 << 21;

/// What a file is read by.
pub struct Reading<'a> {
    /// The kind of source it is said to be.
    pub source: SourceKind,
    /// The dated unit trees.
    pub places: &'a Places,
    /// The unit that sent it: communes are looked for in its area.
    pub unit: &'a Unit,
    /// The categories of this kind of source.
    pub categories: &'a CategoryNames,
    /// The day it was received.
    pub today: Date,
    /// What officers said about it.
    pub told: &'a Told,
}

/// What one line of a file gave.
pub enum Taken {
    /// A row, with what is doubtful in it.
    Row(Box<SourceRow>, Vec<RowFault>),
    /// A row that tells a change, with what is doubtful in it.
    Movement(Box<MovementRow>, Vec<RowFault>),
    /// The reasons why a row goes back.
    Back(Vec<RowFault>),
}

/// What is known of a file once it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// Its form.
    pub form: Form,
    /// How each sheet was understood. Sheets without headings of people are not among them.
    pub sheets: Vec<SheetMapping>,
    /// Rows kept.
    pub rows_good: i64,
    /// Of these, rows in which something is doubtful.
    pub rows_doubtful: i64,
    /// Rows that go back.
    pub rows_bad: i64,
    /// Lines below the headings that are no rows.
    pub lines_skipped: i64,
    /// The hidden sheets that look like lists.
    pub hidden: Vec<HiddenList>,
    /// Whether two rows have the same key.
    pub has_twins: bool,
}

/// Reads a file and gives each row to `see`. Total: any bytes give rows and faults, or a reason for the whole file.
pub fn read_file<E: From<FileFault>>(
    bytes: &[u8],
    reading: &Reading<'_>,
    see: impl FnMut(Taken) -> Result<(), E>,
) -> Result<FileRead, E> {
    read_within(bytes, reading, FILE_ROWS_MAX, see)
}

/// The same with another limit of rows.
pub(crate) fn read_within<E: From<FileFault>>(
    bytes: &[u8],
    reading: &Reading<'_>,
    rows_max: usize,
    mut see: impl FnMut(Taken) -> Result<(), E>,
) -> Result<FileRead, E> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(FileFault::TooLarge { bytes: bytes.len() as u64, most: FILE_BYTES_MAX as u64 }.into());
    }
    let mut book = Workbook::open(bytes)?;
    let mut walk = Walk::new(reading, book.form(), rows_max);
    for (sheet, name) in book.sheets().to_vec().into_iter().enumerate() {
        walk.begin_sheet(sheet, name);
        book.each_line(sheet, |line| walk.take(line, &mut see))?;
        walk.end_sheet(&mut see)?;
    }
    let read = walk.finish()?;
    Ok(FileRead { hidden: count_hidden(&mut book, reading), ..read })
}

/// Reads some lines of a file again, by what officers said about it.
pub(crate) fn read_lines<E: From<FileFault>>(
    bytes: &[u8],
    reading: &Reading<'_>,
    lines: &BTreeSet<i64>,
    mut see: impl FnMut(Taken) -> Result<(), E>,
) -> Result<(), E> {
    let mut book = Workbook::open(bytes)?;
    let mut walk = Walk::new(reading, book.form(), FILE_ROWS_MAX);
    walk.only = Some(lines);
    for (sheet, name) in book.sheets().to_vec().into_iter().enumerate() {
        walk.begin_sheet(sheet, name);
        let next = walk.first_line + SHEET_LINES;
        if lines.range(walk.first_line..next).next().is_some() {
            book.each_line(sheet, |line| walk.take(line, &mut see))?;
            walk.end_sheet(&mut see)?;
        }
    }
    Ok(())
}

/// The hidden sheets that look like lists. None of their rows is taken: whoever hid them may have had a reason. One that
/// cannot be read to its end counts as far as it was read. What officers said is about the sheets that are shown.
pub(crate) fn count_hidden(book: &mut Workbook<'_>, reading: &Reading<'_>) -> Vec<HiddenList> {
    let hidden: Vec<(usize, String)> = book.hidden_sheets().map(|(sheet, name)| (sheet, name.to_owned())).collect();
    let (told, mut found) = (Told::default(), Vec::new());
    let reading = Reading { told: &told, ..*reading };
    for (sheet, name) in hidden {
        let mut walk = Walk::new(&reading, book.form(), FILE_ROWS_MAX);
        walk.begin_sheet(sheet, name.clone());
        let mut see = |_| Ok::<(), FileFault>(());
        // A fault of a sheet that nobody sent is no fault of the file.
        let _as_far = book.each_line(sheet, |line| walk.take(line, &mut see)).and_then(|()| walk.end_sheet(&mut see));
        let rows = walk.read.rows_good + walk.read.rows_bad;
        found.extend((rows > 0).then_some(HiddenList { sheet: name, rows }));
    }
    found
}

/// Where the reading of a file stands.
struct Walk<'r> {
    reading: &'r Reading<'r>,
    rows_max: usize,
    read: FileRead,
    communes: Communes,
    /// The keys that were seen: of a million, eight bytes each.
    keys: HashSet<u64>,
    /// The lines to take; all of them where nothing is said.
    only: Option<&'r BTreeSet<i64>>,
    sheet: String,
    first_line: i64,
    ahead: Vec<Line>,
    layout: Option<Layout>,
    looked: bool,
}

impl<'r> Walk<'r> {
    fn new(reading: &'r Reading<'r>, form: Form, rows_max: usize) -> Walk<'r> {
        let read = FileRead {
            form,
            sheets: vec![],
            rows_good: 0,
            rows_doubtful: 0,
            rows_bad: 0,
            lines_skipped: 0,
            hidden: Vec::new(),
            has_twins: false,
        };
        Walk {
            reading,
            rows_max,
            read,
            communes: Communes::new(),
            keys: HashSet::new(),
            only: None,
            sheet: String::new(),
            first_line: 0,
            ahead: Vec::new(),
            layout: None,
            looked: false,
        }
    }

    fn begin_sheet(&mut self, sheet: usize, name: String) {
        self.sheet = name;
        self.first_line = i64::try_from(sheet).unwrap_or(0) * SHEET_LINES;
        self.ahead.clear();
        self.layout = None;
        self.looked = false;
    }

    fn take<E: From<FileFault>>(&mut self, line: Line, see: &mut impl FnMut(Taken) -> Result<(), E>) -> Result<(), E> {
        if self.looked {
            return self.take_below(&line, see);
        }
        self.ahead.push(line);
        if self.ahead.len() >= LINES_LOOKED { self.look(see) } else { Ok(()) }
    }

    fn end_sheet<E: From<FileFault>>(&mut self, see: &mut impl FnMut(Taken) -> Result<(), E>) -> Result<(), E> {
        if self.looked { Ok(()) } else { self.look(see) }
    }

    /// The first lines are all there: find the headings, and take the lines below them.
    fn look<E: From<FileFault>>(&mut self, see: &mut impl FnMut(Taken) -> Result<(), E>) -> Result<(), E> {
        self.looked = true;
        let lines = std::mem::take(&mut self.ahead);
        self.layout = Layout::find(self.reading, &self.sheet, &lines);
        if let Some(layout) = &self.layout {
            self.read.sheets.push(mapping(&self.sheet, layout));
        }
        lines.iter().try_for_each(|line| self.take_below(line, see))
    }

    fn take_below<E: From<FileFault>>(
        &mut self,
        line: &Line,
        see: &mut impl FnMut(Taken) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(layout) = self.layout.as_ref().filter(|layout| line.number > layout.header.line) else {
            return Ok(());
        };
        let number = self.first_line + line.number;
        if self.only.is_some_and(|only| !only.contains(&number)) {
            return Ok(());
        }
        match take_line(self.reading, layout, &mut self.communes, line, number) {
            LineTaken::Skipped => self.read.lines_skipped += 1,
            LineTaken::Back(faults) => {
                self.read.rows_bad += 1;
                self.must_fit()?;
                see(Taken::Back(faults))?;
            }
            LineTaken::Row(row, faults) => {
                self.count_good(&row, &faults)?;
                see(Taken::Row(row, faults))?;
            }
            LineTaken::Movement(movement, faults) => {
                self.count_good(&movement.row, &faults)?;
                see(Taken::Movement(movement, faults))?;
            }
        }
        Ok(())
    }

    fn count_good(&mut self, row: &SourceRow, faults: &[RowFault]) -> Result<(), FileFault> {
        self.read.rows_good += 1;
        self.read.rows_doubtful += i64::from(!faults.is_empty());
        self.read.has_twins |= !self.keys.insert(key_of(row));
        self.must_fit()
    }

    fn must_fit(&self) -> Result<(), FileFault> {
        let rows = self.read.rows_good + self.read.rows_bad;
        let fits = usize::try_from(rows).is_ok_and(|rows| rows <= self.rows_max);
        if fits { Ok(()) } else { Err(FileFault::TooManyRows { most: self.rows_max }) }
    }

    fn finish(self) -> Result<FileRead, FileFault> {
        if self.read.sheets.is_empty() {
            Err(FileFault::NoHeader)
        } else if self.read.rows_good + self.read.rows_bad == 0 {
            Err(FileFault::NoRows)
        } else {
            Ok(self.read)
        }
    }
}

fn key_of(row: &SourceRow) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&row.row_key, row.place).hash(&mut hasher);
    hasher.finish()
}

fn mapping(sheet: &str, layout: &Layout) -> SheetMapping {
    let columns = (1..).zip(layout.header.headings.iter().zip(&layout.header.fields));
    let columns = columns.map(|(column, (heading, field))| Column { column, heading: heading.clone(), field: *field });
    SheetMapping {
        sheet: sheet.to_owned(),
        header_line: layout.header.line,
        header_lines: layout.header.lines,
        place: layout.place,
        how: layout.how,
        is_of_movements: layout.movements.is_some(),
        columns: columns.collect(),
    }
}
