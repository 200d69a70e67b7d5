//! The top of each sheet of a file, for whoever says what its columns are.

use crate::{
    Cell, Field, FileFault, Line, Refusal, SheetMapping, SourceFile, Workbook, list_files::load_file, store,
    told::HEADER_LINE_MAX,
};
use db::Tx;
use kernel::{Dong, SourceFileId, legacy};
use office::{Acting, Action};

/// How many lines can be pointed at as headings on the page.
const LINES_SHOWN: usize = 30;
/// How many examples a column shows.
const EXAMPLES: usize = 3;
/// The most characters of an example.
const EXAMPLE_CHARS_MAX: usize = 40;
/// So many digits in a row are a number of a person or an account.
const DIGITS_COVERED: usize = 7;
/// An old number has nine digits: what is as long is covered in a column of amounts too.
const AMOUNT_SHOWN_BELOW: Dong = Dong::new(100_000_000);
/// How many of them stay.
const DIGITS_SHOWN: usize = 4;

/// The top of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLook {
    /// Its name; empty in a text file.
    pub sheet: String,
    /// How it is read; nothing where it is not.
    pub mapping: Option<SheetMapping>,
    /// Its first lines, each with its number and its text, long numbers covered.
    pub lines: Vec<(i64, String)>,
    /// A few values of each column, from below the headings, long numbers covered.
    pub examples: Vec<Vec<String>>,
}

/// Why the reading of a sheet stops.
enum Stop {
    Enough,
    Fault(FileFault),
}

impl From<FileFault> for Stop {
    fn from(fault: FileFault) -> Stop {
        Stop::Fault(fault)
    }
}

/// What a file looks like at its top. Long numbers are covered, so this is no look at anybody's data.
pub fn look_at_file(
    tx: &mut Tx<'_>,
    acting: &Acting,
    id: SourceFileId,
) -> Result<(SourceFile, Vec<SheetLook>), Refusal> {
    acting.must(Action::ImportSource)?;
    let file = load_file(tx, &acting.scope, id)?;
    if file.replaced_by.is_some() {
        return Ok((file, Vec::new()));
    }
    let content = store::load_content(tx, id)?;
    let mut book = Workbook::open(&content)?;
    let mut sheets = Vec::new();
    for (at, name) in book.sheets().to_vec().into_iter().enumerate() {
        let lines = first_lines(&mut book, at)?;
        if !lines.is_empty() {
            let mapping = file.mapping.iter().find(|mapping| mapping.sheet == name).cloned();
            sheets.push(look(name, mapping, &lines));
        }
    }
    Ok((file, sheets))
}

fn first_lines(book: &mut Workbook<'_>, sheet: usize) -> Result<Vec<Line>, FileFault> {
    let mut lines = Vec::new();
    let read = book.each_line(sheet, |line| {
        let beyond = line.number > HEADER_LINE_MAX;
        lines.push(line);
        if beyond { Err(Stop::Enough) } else { Ok(()) }
    });
    match read {
        Err(Stop::Fault(fault)) => Err(fault),
        Ok(()) | Err(Stop::Enough) => Ok(lines),
    }
}

fn look(sheet: String, mapping: Option<SheetMapping>, lines: &[Line]) -> SheetLook {
    let header_line = mapping.as_ref().map_or(0, |mapping| mapping.header_line);
    let field = |column: usize| mapping.as_ref()?.columns.get(column)?.field;
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let below = lines.iter().filter(|line| line.number > header_line);
    let of_column = |column: usize| {
        let filled = below.clone().map(|line| line.cell(column)).filter(|cell| !cell.is_empty());
        filled.take(EXAMPLES).map(|cell| example(field(column), cell)).collect()
    };
    let said = |line: &Line| {
        let cells: Vec<String> = (0..)
            .zip(&line.cells)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(at, cell)| example(field(at), cell))
            .collect();
        (line.number, cells.join(" | "))
    };
    SheetLook {
        examples: (0..width).map(of_column).collect(),
        lines: lines.iter().take(LINES_SHOWN).map(said).collect(),
        sheet,
        mapping,
    }
}

/// A value as it may be shown to whoever sets up columns.
fn example(field: Option<Field>, cell: &Cell) -> String {
    let text = legacy::read(&cell.shown()).text;
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(EXAMPLE_CHARS_MAX).collect();
    match field {
        Some(Field::Ethnicity) => "•".repeat(EXAMPLES),
        // An amount is nobody's number, as long as it is no longer than an amount.
        Some(Field::Amount) if is_amount(cell) => text,
        _ => covered(&text),
    }
}

/// Whether an amount a month can be read: a column of numbers that was taken for amounts shows none of them.
fn is_amount(cell: &Cell) -> bool {
    let text = cell.shown();
    let is_plausible = |amount: Dong| amount >= Dong::ZERO && amount < AMOUNT_SHOWN_BELOW;
    !text.trim_start().starts_with('0') && Dong::parse(&text).is_ok_and(is_plausible)
}

/// The text with its long numbers covered but for their last digits: so what is written in a file may be shown.
pub fn covered(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    while at < signs.len() {
        let run = number_at(&signs[at..]);
        let digits = signs[at..at + run].iter().filter(|sign| sign.is_ascii_digit()).count();
        let mut left = if digits >= DIGITS_COVERED { digits - DIGITS_SHOWN } else { 0 };
        for sign in &signs[at..at + run] {
            let is_hidden = sign.is_ascii_digit() && left > 0;
            left -= usize::from(is_hidden);
            shown.push(if is_hidden { '•' } else { *sign });
        }
        at += run;
        shown.extend(signs.get(at));
        at += 1;
    }
    shown
}

/// How long the number is that begins here: digits, and single spaces, dots or hyphens between them.
fn number_at(signs: &[char]) -> usize {
    let mut long = 0;
    for (at, sign) in signs.iter().enumerate() {
        let goes_on = matches!(sign, ' ' | '.' | '-' | '\u{a0}') && at == long && at > 0;
        if sign.is_ascii_digit() {
            long = at + 1;
        } else if !goes_on {
            break;
        }
    }
    long
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_shown_and_numbers_in_their_column_are_not() {
        let of = |field, text: &str| example(field, &Cell::of_text(text.to_owned()));
        assert_eq!(of(Some(Field::Amount), "1.500.000"), "1.500.000");
        assert_eq!(of(Some(Field::Amount), "12500000 đ"), "12500000 đ");
        assert_eq!(of(Some(Field::Amount), "051144001234"), "••••••••1234");
        assert_eq!(of(Some(Field::Amount), "212345678"), "•••••5678");
        assert_eq!(of(Some(Field::Phone), "1.500.000"), "•.••0.000");
    }

    #[test]
    fn long_numbers_are_covered_and_short_ones_are_not() {
        assert_eq!(covered("051144001234"), "••••••••1234");
        assert_eq!(covered("Lê An, 0905123456; 1944"), "Lê An, ••••••3456; 1944");
        assert_eq!(covered("540000 / 02/09/1944"), "540000 / 02/09/1944");
        assert_eq!(covered("051 144 001 234"), "••• ••• ••1 234");
        assert_eq!(covered("0511.4400.1234, Lê An"), "••••.••••.1234, Lê An");
        assert_eq!(covered("02-09-1944"), "••-••-1944", "a day with hyphens looks like a number");
        assert_eq!(covered("12 - 3"), "12 - 3");
        assert_eq!(covered(""), "");
    }
}
