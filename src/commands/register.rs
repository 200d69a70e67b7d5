//! `ansinh register`: the population register as an index file.

use crate::{
    arguments::{Register as Command, RegisterAsk, RegisterBuild},
    fault::{Exit, Fault},
    matching_fault::MatchingFault,
    place::Site,
    terminal::Terminal,
};
use jiff::civil::Date;
use matching::{FileFault, Loaded, MAGIC, Register, RowFault, Shelf, Snapshot, read_register, write_requests};
use serde_json::{Value, json};
use std::{
    fs::{self, File},
    io::{BufWriter, Read as _, Seek as _, Write},
    path::{Path, PathBuf},
};

pub(super) fn register(site: &Site, command: &Command, terminal: Terminal) -> Result<Exit, Fault> {
    match command {
        Command::Build(options) => build_index(site, options, terminal),
        Command::Ask(options) => ask(options, terminal),
        Command::Learn(options) => super::learn::learn(options, terminal),
    }
}

/// Writes a list as requests to the population database. Its answer is an extract of the register, which `match` takes.
fn ask(RegisterAsk { list_file, requests_out }: &RegisterAsk, terminal: Terminal) -> Result<Exit, Fault> {
    let list = super::match_list::load_list(list_file)?;
    write_whole(requests_out, |to| write_requests(to, &list))?;
    let sentence = terminal.t.requests_written(list.rows.len(), requests_out.display());
    terminal.answer(sentence, json!({ "requests": list.rows.len() }))?;
    Ok(Exit::Done)
}

fn build_index(site: &Site, options: &RegisterBuild, terminal: Terminal) -> Result<Exit, Fault> {
    let RegisterBuild { register_csv, index_out, taken_on } = options;
    let file = open(register_csv)?;
    let loaded = build(file, register_csv, *taken_on, terminal)?;
    let put = match index_out {
        Some(path) => write_index(path, &loaded.register)?,
        None => shelve(&site.registers(), &loaded.register)?,
    };
    let faults: Vec<Value> = loaded.faults.iter().map(fault_json).collect();
    let value = json!({
        "people": loaded.register.len(),
        "sha256": hex(loaded.register.digest()),
        "left_out": loaded.left_out,
        "fields_lost": loaded.fields_lost,
        "faults": faults,
    });
    terminal.answer(terminal.t.register_built(loaded.register.len(), put.display()), value)?;
    Ok(Exit::Done)
}

fn write_index(path: &Path, register: &Register) -> Result<PathBuf, Fault> {
    write_whole(path, |to| match register.write(to) {
        Err(FileFault::Io(why)) => Err(why),
        written => {
            written.expect("writing fails only where the file does");
            Ok(())
        }
    })?;
    Ok(path.to_owned())
}

/// Where the server finds it: a register nobody named a file for.
fn shelve(folder: &Path, register: &Register) -> Result<PathBuf, Fault> {
    Shelf::at(folder).put(register).map_err(|why| match why {
        FileFault::Io(why) => Fault::File { path: folder.to_owned(), why },
        other => Fault::Matching { path: folder.to_owned(), why: MatchingFault::Index(other) },
    })
}

/// The register in a file, which is an index or the CSV itself, for a list of so many rows.
pub(super) fn load(path: &Path, rows: usize, terminal: Terminal) -> Result<Register, Fault> {
    let mut file = open(path)?;
    let mut start = Vec::new();
    let unusable = |why| Fault::File { path: path.to_owned(), why };
    (&file).take(MAGIC.len() as u64).read_to_end(&mut start).map_err(unusable)?;
    file.rewind().map_err(unusable)?;
    if start == MAGIC {
        let index = |why| Fault::Matching { path: path.to_owned(), why: MatchingFault::Index(why) };
        Register::open(path, rows).map_err(index)
    } else {
        Ok(build(file, path, None, terminal)?.register)
    }
}

fn build(file: File, path: &Path, taken_on: Option<Date>, terminal: Terminal) -> Result<Loaded, Fault> {
    let bar = terminal.bar();
    bar.set_length(file.metadata().map_or(0, |data| data.len()));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let loaded = read_register(file, Snapshot { name, taken_on }, |bytes| bar.set_position(bytes));
    bar.finish_and_clear();
    let loaded = loaded.map_err(|why| Fault::Matching { path: path.to_owned(), why: MatchingFault::Register(why) })?;
    let t = terminal.t;
    for fault in &loaded.faults {
        terminal.note(&match fault {
            RowFault::LeftOut { line, .. } => t.register_row_left_out(line),
            RowFault::FieldLost { line, column } => t.register_field_lost(line, column),
        });
    }
    if !loaded.faults.is_empty() {
        terminal.note(&t.register_faults(loaded.left_out, loaded.fields_lost));
    }
    Ok(loaded)
}

fn open(path: &Path) -> Result<File, Fault> {
    File::open(path).map_err(|why| Fault::File { path: path.to_owned(), why })
}

/// A file that is written beside its place and moved there once it is whole: nobody finds half of one.
pub(super) struct WholeFile {
    path: PathBuf,
    beside: PathBuf,
    to: BufWriter<File>,
    is_whole: bool,
}

impl WholeFile {
    pub(super) fn begin(path: &Path) -> Result<WholeFile, Fault> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        let file = File::create(&beside).map_err(|why| Fault::File { path: path.to_owned(), why })?;
        Ok(WholeFile { path: path.to_owned(), beside, to: BufWriter::with_capacity(1 << 18, file), is_whole: false })
    }

    /// Writes some of it.
    pub(super) fn write<T>(
        &mut self,
        write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<T>,
    ) -> Result<T, Fault> {
        write(&mut self.to).map_err(|why| Fault::File { path: self.path.clone(), why })
    }

    /// Once nothing is missing.
    pub(super) fn finish(mut self) -> Result<(), Fault> {
        let (beside, path) = (self.beside.clone(), self.path.clone());
        self.write(|to| {
            to.flush()?;
            to.get_ref().sync_all()?;
            fs::rename(beside, path)
        })?;
        self.is_whole = true;
        Ok(())
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if !self.is_whole {
            // What could not be finished is of no use; that it cannot be removed either is no further news.
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// Writes such a file at once.
pub(super) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<(), Fault> {
    let mut file = WholeFile::begin(path)?;
    file.write(write)?;
    file.finish()
}

fn fault_json(fault: &RowFault) -> Value {
    match fault {
        RowFault::LeftOut { line, .. } => json!({ "line": line, "left_out": true }),
        RowFault::FieldLost { line, column } => json!({ "line": line, "column": column }),
    }
}

fn hex(digest: &[u8; 32]) -> String {
    digest.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
