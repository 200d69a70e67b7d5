//! `ansinh check`: one line a point, for a person in the morning and for a watcher at night.

use crate::{
    fault::{Exit, Fault},
    place::Site,
    terminal::Terminal,
};
use db::Db;
use jiff::SignedDuration;
use office::{
    audit::{self, UNSEALED_AGE_MAX},
    jobs,
    places::{self, Level, Unit},
    staff,
};
use serde_json::{Value, json};
use web::CommandLine;

/// One thing looked at.
struct Point {
    code: &'static str,
    title: &'static str,
    is_fine: bool,
    note: String,
}

pub(super) fn check(site: &Site, terminal: Terminal) -> Result<Exit, Fault> {
    let t = terminal.t;
    let db = site.open_existing()?;
    let points = [
        schema(t),
        keys(site, &db, t)?,
        trail(site, &db, t)?,
        witness(site, &db, t)?,
        units(&db, t)?,
        people(&db, t)?,
        jobs(&db, t)?,
        ledger(&db, t)?,
        cycles(&db, t)?,
    ];
    let wrong = points.iter().filter(|point| !point.is_fine).count();
    let values: Vec<Value> =
        points.iter().map(|point| json!({ "code": point.code, "fine": point.is_fine, "note": point.note })).collect();
    terminal.answer(text(&points, wrong, t), json!({ "fine": wrong == 0, "points": values }))?;
    Ok(if wrong == 0 { Exit::Done } else { Exit::Refused })
}

fn text(points: &[Point], wrong: usize, t: CommandLine) -> String {
    let mut lines: Vec<String> = points
        .iter()
        .map(|point| {
            let state = if point.is_fine { t.fine() } else { t.wrong() };
            let note = if point.note.is_empty() { String::new() } else { format!(" ({})", point.note) };
            format!("{}: {state}{note}", point.title)
        })
        .collect();
    lines.push(if wrong == 0 { t.checked_fine().to_owned() } else { t.checked_wrong(wrong) });
    lines.join("\n")
}

/// Opening the database compared the schema already.
fn schema(t: CommandLine) -> Point {
    Point { code: "schema", title: t.check_schema(), is_fine: true, note: String::new() }
}

fn keys(site: &Site, db: &Db, t: CommandLine) -> Result<Point, Fault> {
    let (is_fine, note) = match (audit::has_begun(db)?, site.has_keys()) {
        (true, false) => (false, t.check_keys_missing()),
        (false, _) => (true, t.check_keys_unbegun()),
        (true, true) => match site.open_desk() {
            Err(Fault::OtherKey { kind, folder }) => {
                return Ok(Point {
                    code: "keys",
                    title: t.check_keys(),
                    is_fine: false,
                    note: t.key_other(kind, folder.display()),
                });
            }
            desk => desk.map(|_| (true, ""))?,
        },
    };
    Ok(Point { code: "keys", title: t.check_keys(), is_fine, note: note.to_owned() })
}

/// The alarm of the sealer: nothing waits longer than a minute while a server runs.
fn trail(site: &Site, db: &Db, t: CommandLine) -> Result<Point, Fault> {
    let now = crate::place::now();
    let (age, count) =
        db.read(|tx| Ok::<_, db::DbError>((audit::oldest_unsealed_age(tx, now)?, audit::count_unsealed(tx)?)))?;
    let note = match age {
        None => t.check_trail_none().to_owned(),
        Some(age) => t.check_trail_waiting(count, age.as_secs().max(0)),
    };
    // Records of a practice day bear its date, whatever day it is here: their age says nothing.
    let is_fine = site.is_practice() || age.is_none_or(|age| age <= UNSEALED_AGE_MAX);
    Ok(Point { code: "trail", title: t.check_trail(), is_fine, note })
}

/// The newest checkpoint this machine saw must still be there.
fn witness(site: &Site, db: &Db, t: CommandLine) -> Result<Point, Fault> {
    let Some(seen) = site.witness().find()? else {
        let note = t.check_witness_none().to_owned();
        return Ok(Point { code: "witness", title: t.check_witness(), is_fine: true, note });
    };
    let is_fine = db.read(|tx| audit::has_checkpoint(tx, &seen))?;
    Ok(Point { code: "witness", title: t.check_witness(), is_fine, note: t.check_witness_number(seen.number) })
}

/// Without unit trees no office can be made: the first server to start brings them in.
fn units(db: &Db, t: CommandLine) -> Result<Point, Fault> {
    let places = db.read(places::read)?;
    let trees = places.trees();
    let is_commune = |unit: &&Unit| unit.level == Level::Commune;
    let communes = trees.last().map_or(0, |tree| tree.units().iter().filter(is_commune).count());
    let note = t.check_units_count(trees.len(), communes);
    Ok(Point { code: "units", title: t.check_units(), is_fine: true, note })
}

fn people(db: &Db, t: CommandLine) -> Result<Point, Fault> {
    let is_first_run = db.read(staff::first_run_needed)?;
    let note = if is_first_run { t.check_people_none() } else { "" };
    Ok(Point { code: "administrator", title: t.check_people(), is_fine: true, note: note.to_owned() })
}

/// A job that waits this long waits for a server that does not run, or does nothing.
const JOB_WAITS_MAX: SignedDuration = SignedDuration::from_mins(10);

fn jobs(db: &Db, t: CommandLine) -> Result<Point, Fault> {
    let now = crate::place::now();
    let (count, age) = db.read(|tx| jobs::count_waiting(tx, now))?;
    let note = match age {
        None => t.check_jobs_none().to_owned(),
        Some(age) => t.check_jobs_waiting(count, age.as_mins().max(0)),
    };
    let is_fine = age.is_none_or(|age| age <= JOB_WAITS_MAX);
    Ok(Point { code: "jobs", title: t.check_jobs(), is_fine, note })
}

/// All debits are all credits, and every balance is what the transfers give.
fn ledger(db: &Db, t: CommandLine) -> Result<Point, Fault> {
    let (wrong, balanced) = db
        .read(|tx| Ok::<_, ledger::Refusal>((ledger::check_balances(tx)?.len(), ledger::is_balanced(tx)?)))
        .map_err(|refusal| match refusal {
            ledger::Refusal::Db(error) => Fault::Database(error),
            other => Fault::Payments(other.into()),
        })?;
    let is_fine = wrong == 0 && balanced;
    let note = if is_fine { String::new() } else { t.check_ledger_wrong(wrong) };
    Ok(Point { code: "ledger", title: t.check_ledger(), is_fine, note })
}

/// Every cycle's totals are those of its instructions, files and ledger accounts.
fn cycles(db: &Db, t: CommandLine) -> Result<Point, Fault> {
    let wrong = db.read(payments::check_cycles)?.len();
    let note = if wrong == 0 { String::new() } else { t.check_cycles_wrong(wrong) };
    Ok(Point { code: "cycles", title: t.check_cycles(), is_fine: wrong == 0, note })
}
