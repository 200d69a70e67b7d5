//! A file is read anew, as an officer says: by other columns, other headings, without a sheet.

use crate::{
    FileFault, HeaderLines, NewFile, Refusal, SheetChoice, SheetMapping, SheetReading, SourceFile, Told, Understood,
    list_files::{entry, load_file},
    receive_file::{LOCK, read_into},
    store,
    told::{ANY_SHEET, Remembered, signature},
    work::REREAD_JOB,
};
use db::Tx;
use kernel::SourceFileId;
use office::{
    Acting, Action,
    audit::{self, Entry},
    jobs::{self, Submitted},
    places::Places,
};
use serde_json::json;
use std::collections::HashMap;

/// Asks for the job that reads a file anew. `key` is made by the client: asking twice is asking once.
pub fn submit_reread(
    tx: &mut Tx<'_>,
    acting: &Acting,
    id: SourceFileId,
    choices: &[SheetChoice],
    key: &str,
) -> Result<Submitted, Refusal> {
    load_current(tx, acting, id)?;
    check(choices)?;
    Ok(jobs::submit(tx, acting, REREAD_JOB, &json!({ "file": id, "sheets": choices }), key)?)
}

/// Reads a file anew in the caller's transaction. The new reading takes the place of the one before, under an id of its
/// own, so that nothing decided about the old rows sticks to the new ones. What was said about headings is remembered
/// for the unit's next file.
pub fn reread_file(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    id: SourceFileId,
    choices: &[SheetChoice],
) -> Result<SourceFile, Refusal> {
    reread_file_telling(tx, acting, places, (id, choices), &|_| {})
}

/// The same, telling now and then how many rows and faults are in the database.
pub(crate) fn reread_file_telling(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    (id, choices): (SourceFileId, &[SheetChoice]),
    tell: &dyn Fn(i64),
) -> Result<SourceFile, Refusal> {
    tx.lock(LOCK)?;
    let old = load_current(tx, acting, id)?;
    check(choices)?;
    let content = store::load_content(tx, id)?;
    // What was taken over for a column is not taken over for another: with other columns it is proposed anew.
    let is_same = old.mapping.iter().map(SheetMapping::as_choice).eq(choices.iter().cloned());
    let told = Told {
        sheets: choices.to_vec(),
        remembered: store::list_mappings(tx, old.place)?,
        accepted: if is_same { store::list_accepted(tx, id)? } else { HashMap::new() },
    };
    let new_id = acting.new_id();
    store::replace_file(tx, id, new_id)?;
    store::delete_reading(tx, id)?;
    let new = NewFile { source: old.source, place: old.place, name: &old.name, content: &content };
    let read = read_into(tx, acting, places, &new, (&told, tell), new_id)?;
    let file = SourceFile {
        id: new_id,
        rows_good: read.rows_good,
        rows_doubtful: read.rows_doubtful,
        rows_bad: read.rows_bad,
        lines_skipped: read.lines_skipped,
        mapping: read.sheets,
        hidden: read.hidden,
        ..old.clone()
    };
    store::insert_file(tx, &file)?;
    store::move_content(tx, id, new_id)?;
    if is_same {
        store::move_accepted(tx, id, new_id)?;
    } else {
        store::forget_accepted(tx, id)?;
    }
    for choice in choices {
        remember(tx, acting, old.place, &file, choice)?;
    }
    audit::record(tx, acting, changed(&old, &file))?;
    Ok(file)
}

/// The file, if nobody had it read anew meanwhile.
pub(crate) fn load_current(tx: &mut Tx<'_>, acting: &Acting, id: SourceFileId) -> Result<SourceFile, Refusal> {
    acting.must(Action::ImportSource)?;
    let file = load_file(tx, &acting.scope, id)?;
    match file.replaced_by {
        Some(by) => Err(Refusal::ReadAnew { by }),
        None => Ok(file),
    }
}

fn check(choices: &[SheetChoice]) -> Result<(), Refusal> {
    if choices.iter().all(|choice| choice.reading == SheetReading::LeaveOut) {
        return Err(FileFault::NoHeader.into());
    }
    choices.iter().try_for_each(SheetChoice::check)
}

/// A sheet without headings has nothing to be known by the next time, and one is left out of this file alone: another
/// with the same headings may be the next month's list.
fn remember(
    tx: &mut Tx<'_>,
    acting: &Acting,
    place: i64,
    new: &SourceFile,
    choice: &SheetChoice,
) -> Result<(), Refusal> {
    let SheetReading::List { header_line: 1.., fields, .. } = &choice.reading else { return Ok(()) };
    let mapping = new.mapping.iter().find(|mapping| mapping.sheet == choice.sheet);
    let Some(mapping) = mapping else { return Ok(()) };
    let headings: Vec<String> = mapping.columns.iter().map(|column| column.heading.clone()).collect();
    let lines = if mapping.header_lines == 2 { HeaderLines::Two } else { HeaderLines::One };
    for sheet in [choice.sheet.as_str(), ANY_SHEET] {
        if let Some(signature) = signature(new.source, sheet, &headings) {
            store::insert_mapping(tx, acting, place, &signature, &Remembered { lines, fields: fields.clone() })?;
        }
    }
    Ok(())
}

fn changed(old: &SourceFile, new: &SourceFile) -> Entry {
    let said = |file: &SourceFile| {
        json!({
            "file": file.id,
            "rows_good": file.rows_good,
            "rows_bad": file.rows_bad,
            "sheets": file.mapping.iter().map(|sheet| json!({
                "sheet": sheet.sheet,
                "header_line": sheet.header_line,
                "chosen": sheet.how == Understood::Chosen,
                "fields": sheet.columns.iter().map(|column| column.field).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })
    };
    Entry { from: Some(said(old)), to: Some(said(new)), ..entry("sources.reread", old) }
}
