//! Steps 5 and 7: the communes' lists signed off, the month paid, answered, reconciled and closed.

use super::{stopped, world::World};
use crate::fault::Fault;
use indicatif::ProgressBar;
use jiff::civil::{Date, date};
use kernel::{AccountNumber, Bin, Month};
use lists::{List, ListApproval};
use office::{Role, places::Unit};
use payments::{Cycle, CycleState, Outbox, Payer};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The days on which it happens.
const LISTS_AT: &str = "2024-01-24T01:00:00Z";
const CYCLE_AT: &str = "2024-01-25T02:00:00Z";
const SENT_AT: &str = "2024-02-01T01:00:00Z";
const ANSWERED_AT: &str = "2024-02-05T01:00:00Z";
const TAKEN_AT: &str = "2024-02-06T01:00:00Z";
const CLOSED_AT: &str = "2024-02-20T01:00:00Z";
/// Where the story goes on for whoever looks in.
pub(super) const SERVED_ON: Date = date(2024, 2, 21);

/// Of a thousand people without an identity number, how many do not fetch their cash.
const UNCOLLECTED: u16 = 25;
/// Beside the answers once all of them are written.
const ALL_WRITTEN: &str = ".all-written";

/// The month that is paid.
pub(super) fn month() -> Month {
    Month::new(2024, 2).expect("February has a number")
}

/// Every commune's list: drawn up and frozen by the social officer, approved by the leader, handed over.
pub(super) fn sign_lists(world: &World, bar: &ProgressBar) -> Result<(), Fault> {
    world.at(LISTS_AT);
    bar.set_length(world.communes.len() as u64);
    for commune in &world.communes {
        let officer = world.of_commune(Role::SocialOfficer, commune)?;
        let drafted = world
            .desk
            .db()
            .write_alone(|tx| lists::draft_list(tx, &officer, &world.places, commune.place, month()))
            .map_err(stopped::<lists::Refusal>("lists"))?;
        let mut list = drafted.list().clone();
        while list.state != lists::State::HandedOver {
            list = sign(world, commune, &list)?;
        }
        bar.inc(1);
    }
    Ok(())
}

fn sign(world: &World, commune: &Unit, list: &List) -> Result<List, Fault> {
    let officer = world.of_commune(Role::SocialOfficer, commune)?;
    let leader = world.of_commune(Role::CommuneLeader, commune)?;
    let signed = world.desk.db().write_alone(|tx| match list.state {
        lists::State::Draft => lists::freeze_list(tx, &officer, list.seen()),
        lists::State::Frozen => {
            let digest = list.digest.expect("a frozen list has a digest");
            lists::approve_list(tx, &leader, &ListApproval { seen: list.seen(), digest })
        }
        lists::State::Approved | lists::State::HandedOver => lists::hand_over_list(tx, &officer, list.seen()),
    });
    signed.map_err(stopped::<lists::Refusal>("lists"))
}

/// The cycle as it stands.
pub(super) fn cycle(world: &World) -> Result<Cycle, Fault> {
    let officer = world.of_district(Role::LabourOfficer)?;
    let opened = world.desk.db().write(|tx| payments::open_cycle(tx, &officer, world.district.place, month()));
    Ok(opened.map_err(stopped::<payments::Refusal>("cycle"))?.cycle())
}

/// Computed by the officer, approved and instructed by the head, sent into the folders of bank and post.
pub(super) fn instruct(world: &World) -> Result<(), Fault> {
    let mut cycle = cycle_on(world, CYCLE_AT)?;
    while matches!(cycle.state, CycleState::Open | CycleState::Computed | CycleState::Approved) {
        cycle = advance(world, &cycle)?;
    }
    world.at(SENT_AT);
    if cycle.state != CycleState::Instructed {
        return Ok(());
    }
    let head = world.of_district(Role::LabourHead)?;
    let outbox = |name| Outbox::at(world.folder.join("out").join(name)).map_err(stopped("cycle"));
    let (bank, post) = (outbox("bank")?, outbox("post")?);
    payments::send_files(world.desk.db(), &head, cycle.id, &bank, &post).map_err(stopped("cycle"))?;
    Ok(())
}

fn cycle_on(world: &World, instant: &str) -> Result<Cycle, Fault> {
    world.at(instant);
    cycle(world)
}

fn advance(world: &World, cycle: &Cycle) -> Result<Cycle, Fault> {
    let officer = world.of_district(Role::LabourOfficer)?;
    let head = world.of_district(Role::LabourHead)?;
    let (id, seen) = (cycle.id, cycle.version);
    let advanced = world.desk.db().write_alone(|tx| match cycle.state {
        CycleState::Open => Ok(payments::compute_cycle(tx, &officer, &world.places, id, seen)?.cycle),
        CycleState::Computed => payments::approve_cycle(tx, &head, id, seen),
        _ => {
            payments::set_payer(tx, &head, &payer(world))?;
            Ok(payments::prepare_files(tx, &head, &world.places, id, seen)?.cycle)
        }
    });
    advanced.map_err(stopped::<payments::Refusal>("cycle"))
}

fn payer(world: &World) -> Payer {
    Payer {
        place: world.district.place,
        name: format!("PHONG LDTBXH {}", world.district.code),
        bin: Bin::parse("970405").expect("six digits"),
        number: AccountNumber::parse("4505201000524").expect("an account number"),
    }
}

/// The bank and the post answer, in folders of their own. What was half written before a power cut is written again.
pub(super) fn let_counterparties_answer(world: &World) -> Result<(), Fault> {
    let answers = world.folder.join("in");
    if answers.join(ALL_WRITTEN).exists() {
        return Ok(());
    }
    let unusable = |why| Fault::File { path: answers.clone(), why };
    match fs::remove_dir_all(&answers) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(unusable(why)),
        _ => {}
    }
    let now: jiff::Timestamp = ANSWERED_AT.parse().expect("an instant");
    let folder = |way: &str, name: &str| world.folder.join(way).join(name);
    for name in ["bank", "post"] {
        fs::create_dir_all(folder("in", name)).map_err(unusable)?;
    }
    let truth = world.folder.join("sample");
    let accounts = simulate::Accounts::of_sample(&truth).map_err(stopped("counterparties"))?;
    let mut bank = simulate::Bank::new(world.sample.seed, simulate::Habits::default()).knowing(accounts);
    simulate::run_bank(&mut bank, &folder("out", "bank"), &folder("in", "bank"), now)
        .map_err(stopped("counterparties"))?;
    let uncollected = simulate::Uncollected::of_sample(&truth).map_err(stopped("counterparties"))?;
    let post = simulate::Post::new(world.sample.seed, UNCOLLECTED).knowing(uncollected);
    simulate::run_post(&post, &folder("out", "post"), &folder("in", "post"), date(2024, 2, 5), now)
        .map_err(stopped("counterparties"))?;
    fs::write(answers.join(ALL_WRITTEN), "").map_err(unusable)
}

/// Every answer in, each once.
pub(super) fn take_answers(world: &World, bar: &ProgressBar) -> Result<(), Fault> {
    world.at(TAKEN_AT);
    let officer = world.of_district(Role::LabourOfficer)?;
    let mut files = answer_files(&world.folder.join("in").join("bank"))?;
    files.extend(answer_files(&world.folder.join("in").join("post"))?);
    bar.set_length(files.len() as u64);
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&path).map_err(|why| Fault::File { path, why })?;
        world
            .desk
            .db()
            .write_alone(|tx| reconciliation::take_answer(tx, &officer, &name, &bytes))
            .map_err(stopped::<reconciliation::Refusal>("answers"))?;
        bar.inc(1);
    }
    Ok(())
}

fn answer_files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let unusable = |why| Fault::File { path: folder.to_owned(), why };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unusable)? {
        paths.push(entry.map_err(unusable)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// The head closes the month, which is refused unless every đồng is accounted for.
pub(super) fn close(world: &World) -> Result<(), Fault> {
    let cycle = cycle_on(world, CLOSED_AT)?;
    if cycle.state == CycleState::Closed {
        return Ok(());
    }
    let head = world.of_district(Role::LabourHead)?;
    world
        .desk
        .db()
        .write_alone(|tx| reconciliation::close_month(tx, &head, cycle.id, cycle.version))
        .map_err(stopped::<reconciliation::Refusal>("close"))?;
    Ok(())
}
