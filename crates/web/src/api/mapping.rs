//! How the columns of agencies' files are understood, and what officers say they are.

use super::{
    call::{Call, told},
    description::tags,
    faults::CallFault,
    imports::{ImportShown, asked},
    input::{UpTo, body, part},
    jobs::JobShown,
    numbers::HeaderLine,
    sent::{Sent, Subject},
    values::SheetName,
    words::{HeaderLinesWord, SourceFieldWord, UnderstoodWord},
};
use crate::shell::problem::Answer;
use kernel::SourceFileId;
use serde::Serialize;
use sources::{Field, HeaderLines, SheetChoice, SheetLook, SheetMapping, SheetReading, Understood};
use utoipa::ToSchema;

/// The most sheets a call says the columns of.
const SHEETS_MAX: usize = 50;
/// The most columns of a sheet.
const COLUMNS_MAX: usize = 512;
/// How the sheets of a file are understood.
#[derive(Serialize, ToSchema)]
pub(crate) struct Mapping {
    /// The file.
    import: ImportShown,
    /// Its sheets, in their order.
    sheets: Vec<SheetShown>,
}

/// A sheet, and how it is understood.
#[derive(Serialize, ToSchema)]
#[schema(as = SheetMapping)]
pub(crate) struct SheetShown {
    /// Its name; empty in a text file.
    sheet: String,
    /// How it came that it is read as it is; nothing where it is not read.
    #[schema(value_type = Option<UnderstoodWord>)]
    how: Option<Understood>,
    /// The last line of its headings.
    header_line: Option<i64>,
    /// One line of headings or two.
    #[schema(value_type = Option<HeaderLinesWord>)]
    header_lines: Option<HeaderLines>,
    /// Its columns, from the first on.
    columns: Vec<ColumnShown>,
    /// Its first lines, long numbers covered.
    lines: Vec<LineShown>,
}

/// A column of a sheet.
#[derive(Serialize, ToSchema)]
pub(crate) struct ColumnShown {
    /// What stands above it.
    heading: String,
    /// What it is taken for; nothing where it is left out.
    #[schema(value_type = Option<SourceFieldWord>)]
    field: Option<Field>,
    /// A few of its values, long numbers covered.
    examples: Vec<String>,
}

/// A line at the top of a sheet.
#[derive(Serialize, ToSchema)]
pub(crate) struct LineShown {
    /// Its number in the sheet.
    line: i64,
    /// What it says.
    text: String,
}

fn sheet_shown(SheetLook { sheet, mapping, lines, examples }: SheetLook) -> SheetShown {
    let count = |mapping: &SheetMapping| if mapping.header_lines == 2 { HeaderLines::Two } else { HeaderLines::One };
    let column = |(at, examples): (usize, Vec<String>)| {
        let known = mapping.as_ref().and_then(|mapping| mapping.columns.get(at));
        ColumnShown {
            heading: known.map(|known| known.heading.clone()).unwrap_or_default(),
            field: known.and_then(|known| known.field),
            examples,
        }
    };
    SheetShown {
        columns: examples.into_iter().enumerate().map(column).collect(),
        how: mapping.as_ref().map(|mapping| mapping.how),
        header_line: mapping.as_ref().map(|mapping| mapping.header_line),
        header_lines: mapping.as_ref().map(count),
        lines: lines.into_iter().map(|(line, text)| LineShown { line, text }).collect(),
        sheet,
    }
}

body! {
    /// What the sheets of a file are. Of a sheet that is not named nothing is said: it is read by its headings.
    #[schema(example = json!({ "sheets": [{
        "header_line": 1, "header_lines": "one",
        "fields": ["order", "full_name", "birth", "citizen_id", "commune", "category"]
    }] }))]
    MappingWanted {
        /// The sheets.
        #[schema(value_type = Vec<SheetWanted>, max_items = 50)]
        sheets: UpTo<SHEETS_MAX, SheetWanted>,
    }
}

part! {
    /// What a sheet is: a list with these columns, or no list where `fields` is empty or left out.
    SheetWanted {
        /// Its name; left out for a text file.
        sheet: Option<SheetName>,
        /// The last line of its headings, 0 where it has none.
        header_line: Option<HeaderLine>,
        /// One line of headings, or two.
        header_lines: Option<HeaderLinesWord>,
        /// What each column means, from the first on; `null` for one that is left out.
        #[schema(value_type = Option<Vec<Option<SourceFieldWord>>>, max_items = 512)]
        fields: Option<UpTo<COLUMNS_MAX, Option<SourceFieldWord>>>,
    }
}

impl SheetWanted {
    fn choice(&self) -> SheetChoice {
        let fields = self.fields.as_ref().map(|UpTo(fields)| fields.as_slice()).unwrap_or_default();
        let reading = if fields.is_empty() {
            SheetReading::LeaveOut
        } else {
            SheetReading::List {
                header_line: self.header_line.map_or(0, |HeaderLine(line)| line),
                header_lines: self.header_lines.map_or(HeaderLines::One, |HeaderLinesWord(lines)| lines),
                fields: fields.iter().map(|field| field.map(|SourceFieldWord(field)| field)).collect(),
            }
        };
        SheetChoice { sheet: self.sheet.clone().map_or(String::new(), String::from), reading }
    }
}

/// Show how the columns of a file are understood, with the first lines of its sheets.
///
/// Of a file that was read anew only that is told, without sheets: ask about the reading in `replaced_by`.
#[utoipa::path(get, path = "/api/v1/imports/{import}/mapping", tag = tags::IMPORTS,
    params(("import" = String, Path, format = Uuid, description = "The file.")),
    responses((status = 200, description = "The mapping.", body = Mapping)))]
pub(crate) async fn show_mapping(call: Call, Subject(import): Subject<SourceFileId>) -> Answer {
    let looked = call.read(move |tx, acting| sources::look_at_file(tx, acting, import));
    let (file, sheets) = looked.await?;
    Ok(told(&Mapping { import: file.into(), sheets: sheets.into_iter().map(sheet_shown).collect() }))
}

/// Say what the columns of a file are: it is read anew, and the unit's next file with these headings is read so at once.
///
/// The new reading has an id of its own, in the `result` of the job; nothing decided about the old rows sticks to it.
#[utoipa::path(put, path = "/api/v1/imports/{import}/mapping", tag = tags::IMPORTS, request_body = MappingWanted,
    params(("import" = String, Path, format = Uuid, description = "The file.")),
    responses((status = 201, description = "The job that reads it anew.", body = JobShown)))]
pub(crate) async fn put_mapping(
    call: Call,
    Subject(import): Subject<SourceFileId>,
    sent: Sent<MappingWanted>,
) -> Answer {
    let key = sent.key.clone().ok_or(CallFault::KeyMissing)?;
    call.create(sent, move |tx, acting, wanted| {
        let UpTo(sheets) = &wanted.sheets;
        let choices: Vec<SheetChoice> = sheets.iter().map(SheetWanted::choice).collect();
        asked(sources::submit_reread(tx, acting, import, &choices, &key)?)
    })
    .await
}
