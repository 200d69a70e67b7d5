//! Steps 1 and 2: files in, matched with the register, decided on by officers, enrolled.

use super::{stopped, world::World};
use crate::fault::Fault;
use db::Tx;
use indicatif::ProgressBar;
use jiff::civil::date;
use kernel::SourceFileId;
use matching::{Decision, Register, RowFilter, RowRef, Shelf, Snapshot, read_register};
use office::{Acting, Role, places::Unit};
use sample::FileOfSample;
use sources::{NewFile, Receipt, SourceKind};
use std::{
    collections::HashMap,
    fs::{self, File},
    io,
};

/// The days on which it happens.
const IMPORT_AT: &str = "2024-01-10T02:00:00Z";
const MATCH_AT: &str = "2024-01-10T03:00:00Z";
const DECIDE_AT: &str = "2024-01-10T08:00:00Z";
const ENROL_AT: &str = "2024-01-11T01:00:00Z";
const CHANGES_AT: &str = "2024-02-20T03:00:00Z";

/// The police look at every row of a district of the usual size; of a larger sample at every so many-th, the others
/// wait for another day.
fn looked_at(world: &World, line: i64) -> bool {
    let every = i64::try_from(world.sample.people / sample::PEOPLE_USUAL).unwrap_or(1).max(1);
    line % every == 0
}

/// A file of the sample, as it was received.
pub(super) struct Received {
    pub(super) id: SourceFileId,
    pub(super) path: String,
}

/// Every file in, each once.
pub(super) fn import(world: &World, bar: &ProgressBar) -> Result<Vec<Received>, Fault> {
    world.at(IMPORT_AT);
    let acting = world.of_district(Role::LabourOfficer)?;
    bar.set_length(world.sample.files.len() as u64);
    let mut received = Vec::with_capacity(world.sample.files.len());
    for file in &world.sample.files {
        received.push(receive(world, &acting, file)?);
        bar.inc(1);
    }
    Ok(received)
}

fn receive(world: &World, acting: &Acting, file: &FileOfSample) -> Result<Received, Fault> {
    let path = world.sample_file(&file.path);
    let content = fs::read(&path).map_err(|why| Fault::File { path, why })?;
    let source = SourceKind::parse(&file.source).expect("the sample names kinds of sources");
    let place = world.commune(&file.unit).place;
    let new = NewFile { source, place, name: &file.path.replace('/', "-"), content: &content };
    let receipt = world
        .desk
        .db()
        .write_alone(|tx| sources::receive_file(tx, acting, &world.places, &new))
        .map_err(stopped::<sources::Refusal>("import"))?;
    let (Receipt::Created(known) | Receipt::Exists(known) | Receipt::ExistsWithDifferent { file: known, .. }) = receipt;
    Ok(Received { id: known.id, path: file.path.clone() })
}

/// Every row against the register.
pub(super) fn match_files(world: &World, files: &[Received], bar: &ProgressBar) -> Result<(), Fault> {
    world.at(MATCH_AT);
    let register = load_register(world)?;
    // Whoever serves the demo afterwards finds the register where the server looks for it.
    Shelf::at(&world.registers).put(&register).map_err(stopped("register"))?;
    let acting = world.of_district(Role::DistrictPolice)?;
    bar.set_length(files.len() as u64);
    for file in files {
        world
            .desk
            .db()
            .write_alone(|tx| matching::match_file(tx, &acting, &world.places, &register, file.id))
            .map_err(stopped::<matching::Refusal>("match"))?;
        bar.inc(1);
    }
    Ok(())
}

fn load_register(world: &World) -> Result<Register, Fault> {
    let path = world.sample_file(sample::REGISTER);
    let file = File::open(&path).map_err(|why| Fault::File { path, why })?;
    let snapshot = Snapshot { name: sample::REGISTER.to_owned(), taken_on: Some(date(2024, 1, 8)) };
    Ok(read_register(file, snapshot, |_| {}).map_err(stopped("register"))?.register)
}

/// The police of each commune decide on what the rules left open. They know their people: the truth beside the sample
/// stands for what they know.
pub(super) fn decide(world: &World, files: &[Received], bar: &ProgressBar) -> Result<(), Fault> {
    world.at(DECIDE_AT);
    let truth = read_truth(world)?;
    let paths: HashMap<SourceFileId, &str> = files.iter().map(|file| (file.id, file.path.as_str())).collect();
    bar.set_length(world.communes.len() as u64);
    for commune in &world.communes {
        let open = open_rows(world, commune)?;
        let acting = world.of_commune(Role::CommunePolice, commune)?;
        // A file at a time: each has a lock of its own, and a transaction takes its locks before it reads.
        for of_file in open.chunk_by(|(one, _), (other, _)| one.file == other.file) {
            let known = |row: RowRef| truth.get(&((*paths.get(&row.file)?).to_owned(), row.line));
            world
                .desk
                .db()
                .write_alone(|tx| {
                    of_file.iter().try_for_each(|(row, seen)| decide_row(tx, &acting, *row, *seen, known(*row)))
                })
                .map_err(stopped::<matching::Refusal>("decide"))?;
        }
        bar.inc(1);
    }
    Ok(())
}

/// Who knows the person confirms them if they are among the candidates; of whom nobody knows, the commune is asked.
fn decide_row(
    tx: &mut Tx<'_>,
    acting: &Acting,
    row: RowRef,
    seen: i64,
    known: Option<&String>,
) -> Result<(), matching::Refusal> {
    let Some(review) = matching::find_review(tx, &acting.scope, row)? else { return Ok(()) };
    let is_candidate = |pid: &String| review.candidates.iter().any(|candidate| candidate.pid == *pid);
    let decision = match known {
        Some(pid) if is_candidate(pid) => Decision::Confirm(pid.clone()),
        Some(pid) if pid.is_empty() => Decision::Reject,
        _ => Decision::AskCommune,
    };
    matching::decide(tx, acting, row, seen, &decision, None)?;
    Ok(())
}

/// The commune's rows on which nobody has decided, with the decision that was seen.
fn open_rows(world: &World, commune: &Unit) -> Result<Vec<(RowRef, i64)>, Fault> {
    let acting = world.of_commune(Role::CommunePolice, commune)?;
    let mut filter = RowFilter { place: Some(commune.place), ..RowFilter::default() };
    let mut open = Vec::new();
    loop {
        let page = world.desk.db().read(|tx| matching::list_rows(tx, &acting.scope, filter)).map_err(stopped::<
            matching::Refusal,
        >(
            "decide"
        ))?;
        let Some(last) = page.last() else { return Ok(open) };
        filter.after = Some(last.row);
        let waiting = page.iter().filter(|row| looked_at(world, row.row.line));
        // Those decided on by hand were decided before the power was cut.
        let by_rules = waiting.filter_map(|row| {
            row.decided.as_ref().filter(|decided| !decided.is_by_hand()).map(|one| (row.row, one.decision_no))
        });
        open.extend(by_rules);
    }
}

/// The true person of each row, by file and line; empty for those who are nobody.
fn read_truth(world: &World) -> Result<HashMap<(String, i64), String>, Fault> {
    let path = world.sample_file(sample::TRUTH);
    let mut truth = HashMap::new();
    sample::read_truth(&path, |line| {
        truth.insert((line.file.to_owned(), line.line), line.pid.to_owned());
    })?;
    Ok(truth)
}

/// Rows become persons and entitlements.
pub(super) fn enrol(world: &World, files: &[Received], bar: &ProgressBar) -> Result<(), Fault> {
    world.at(ENROL_AT);
    let acting = world.of_district(Role::LabourOfficer)?;
    let shelf = Shelf::at(&world.registers);
    bar.set_length(files.len() as u64);
    for file in files {
        let opened = registry::open_registers(world.desk.db(), &shelf, file.id);
        let opened = opened.map_err(stopped::<registry::Refusal>("enrol"))?;
        let enrolled = world.desk.db().write_alone(|tx| {
            registry::enrol_file(tx, &acting, file.id)?;
            registry::propose_corrections(tx, &acting, &world.places, &opened, file.id)
        });
        enrolled.map_err(stopped::<registry::Refusal>("enrol"))?;
        bar.inc(1);
    }
    Ok(())
}

/// What changed by the next month: it waits for whoever looks in.
pub(super) fn receive_changes(world: &World, bar: &ProgressBar) -> Result<(), Fault> {
    world.at(CHANGES_AT);
    let acting = world.of_district(Role::LabourOfficer)?;
    let police = world.of_district(Role::DistrictPolice)?;
    let rows = world.sample.changes.iter().map(|file| file.rows).sum::<u64>();
    let register = newest_register(world, rows)?;
    bar.set_length(world.sample.changes.len() as u64);
    for file in &world.sample.changes {
        let received = receive(world, &acting, file)?;
        world.desk.db().write_alone(|tx| registry::stage_movements(tx, &acting, received.id)).map_err(stopped::<
            registry::Refusal,
        >(
            "changes"
        ))?;
        // Whoever is new is known to the register, or is not, as whoever stands on a list.
        world
            .desk
            .db()
            .write_alone(|tx| matching::match_file(tx, &police, &world.places, &register, received.id))
            .map_err(stopped::<matching::Refusal>("changes"))?;
        bar.inc(1);
    }
    Ok(())
}

/// The register that matching put on the shelf, for so many rows.
fn newest_register(world: &World, rows: u64) -> Result<Register, Fault> {
    let unusable = |why| Fault::File { path: world.registers.clone(), why };
    let shelved = Shelf::at(&world.registers).list().map_err(unusable)?.into_iter().next();
    let shelved = shelved.ok_or_else(|| unusable(io::ErrorKind::NotFound.into()))?;
    shelved.open(usize::try_from(rows).unwrap_or(usize::MAX)).map_err(stopped("register"))
}
