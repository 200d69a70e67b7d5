//! `ansinh import`: agencies' files taken in by an officer, at the machine.

use crate::{
    arguments::Import,
    fault::{Exit, Fault},
    place::{self, Site},
    terminal::Terminal,
};
use office::{Acting, Action, Desk};
use registry::{Enrolled, Staged, enrol_file, stage_movements};
use serde_json::{Value, json};
use sources::{
    NewFile, Receipt, ReturnWords, RowFault, SheetChoice, SheetMapping, SourceFile, receive_file, reread_file,
    return_rows,
};
use std::{fs, path::Path};

pub(super) fn import(site: &Site, options: &Import, terminal: Terminal) -> Result<Exit, Fault> {
    let desk = site.open_desk()?;
    let acting = place::acting_as(&desk, &options.act_as, Action::ImportSource)?;
    let unit = place::unit(&desk, &options.unit, options.on)?;
    let bar = terminal.bar();
    bar.set_length(options.source_files.len() as u64);
    let (mut sentences, mut values, mut bad) = (Vec::new(), Vec::new(), 0);
    for path in &options.source_files {
        let done = import_one(&desk, &acting, options, unit, path, terminal)?;
        bar.inc(1);
        bad += done.file.rows_bad + i64::from(done.file.waits_for_columns());
        sentences.push(sentence(&done, terminal));
        values.push(value(&done));
    }
    bar.finish_and_clear();
    terminal.answer(sentences.join("\n"), json!({ "files": values }))?;
    Ok(if bad == 0 { Exit::Done } else { Exit::Refused })
}

/// What came of one file.
struct Done {
    file: SourceFile,
    is_new: bool,
    staged: Option<Staged>,
    enrolled: Option<Enrolled>,
    returned: Option<String>,
}

fn import_one(
    desk: &Desk,
    acting: &Acting,
    options: &Import,
    unit: i64,
    path: &Path,
    terminal: Terminal,
) -> Result<Done, Fault> {
    let content = fs::read(path).map_err(|why| Fault::File { path: path.to_owned(), why })?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let new = NewFile { source: options.source.kind(), place: unit, name: &name, content: &content };
    let places = desk.places();
    let receipt = desk.db().write_alone(|tx| receive_file(tx, acting, &places, &new));
    let (file, is_new) = match receipt.map_err(|refusal| Fault::of_source(path, refusal))? {
        Receipt::Created(file) => (file, true),
        Receipt::Exists(file) | Receipt::ExistsWithDifferent { file, .. } => (file, false),
    };
    let file = match &options.mapping {
        Some(mapping) => read_by(desk, acting, file, mapping, path)?,
        None => file,
    };
    let staged = if file.has_movements() {
        Some(desk.db().write_alone(|tx| stage_movements(tx, acting, file.id))?)
    } else {
        None
    };
    let enrolled = if options.enrol && file.rows_good > 0 {
        Some(desk.db().write_alone(|tx| enrol_file(tx, acting, file.id))?)
    } else {
        None
    };
    let returned = match &options.returned_folder {
        Some(folder) if file.rows_bad + file.rows_doubtful > 0 => {
            Some(give_back(desk, acting, &file, folder, path, terminal)?)
        }
        _ => None,
    };
    Ok(Done { file, is_new, staged, enrolled, returned })
}

/// Reads a file anew by the columns of a JSON file; one that is read so already stays as it is.
fn read_by(desk: &Desk, acting: &Acting, file: SourceFile, mapping: &Path, path: &Path) -> Result<SourceFile, Fault> {
    let of_mapping = |why| Fault::File { path: mapping.to_owned(), why };
    let text = fs::read(mapping).map_err(of_mapping)?;
    let choices: Vec<SheetChoice> = serde_json::from_slice(&text).map_err(|why| of_mapping(why.into()))?;
    let as_read: Vec<SheetChoice> = file.mapping.iter().map(SheetMapping::as_choice).collect();
    if as_read == choices {
        return Ok(file);
    }
    let places = desk.places();
    let read = desk.db().write_alone(|tx| reread_file(tx, acting, &places, file.id, &choices));
    read.map_err(|refusal| Fault::of_source(path, refusal))
}

fn give_back(
    desk: &Desk,
    acting: &Acting,
    file: &SourceFile,
    folder: &Path,
    path: &Path,
    terminal: Terminal,
) -> Result<String, Fault> {
    let [reason, proposal, sent_back, doubtful] = terminal.t.return_words();
    let say = |fault: &RowFault| terminal.t.row_fault(fault);
    let propose = |fault: &RowFault| terminal.t.row_proposal(fault);
    let words = ReturnWords { reason, proposal, sent_back, doubtful, say: &say, propose: &propose };
    let bytes = desk.db().write(|tx| return_rows(tx, acting, file.id, &words));
    let bytes = bytes.map_err(|refusal| Fault::of_source(path, refusal))?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let target = folder.join(format!("{stem}-tra-lai.xlsx"));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&target, bytes))
        .map_err(|why| Fault::File { path: target.clone(), why })?;
    Ok(target.display().to_string())
}

fn sentence(done: &Done, terminal: Terminal) -> String {
    let SourceFile { name, rows_good, rows_doubtful, rows_bad, .. } = &done.file;
    let t = terminal.t;
    let mut parts = vec![if done.file.waits_for_columns() {
        format!("{name}: {}", t.import_waiting())
    } else if done.is_new {
        t.imported(name, rows_good, rows_doubtful, rows_bad)
    } else {
        t.imported_before(name, done.file.received_at.strftime("%Y-%m-%d %H:%MZ"))
    }];
    parts.extend(done.file.hidden.iter().map(|one| t.hidden_list(&one.sheet, one.rows)));
    parts.extend(done.staged.map(|staged| t.movements_staged(staged.open, staged.unplaced, staged.withdrawn)));
    parts.extend(
        done.enrolled.map(|one| t.enrolled(one.persons, one.joined, one.changed, one.unchanged, one.exceptions)),
    );
    parts.extend(done.returned.as_ref().map(|path| t.rows_returned(path)));
    parts.join(" ")
}

fn value(done: &Done) -> Value {
    json!({
        "file": done.file.id,
        "name": done.file.name,
        "is_new": done.is_new,
        "mapping": done.file.mapping.iter().map(SheetMapping::as_choice).collect::<Vec<_>>(),
        "waits_for_columns": done.file.waits_for_columns(),
        "rows_good": done.file.rows_good,
        "rows_doubtful": done.file.rows_doubtful,
        "rows_bad": done.file.rows_bad,
        "movements": done.staged,
        "enrolled": done.enrolled,
        "returned": done.returned,
        "hidden": done.file.hidden,
    })
}
