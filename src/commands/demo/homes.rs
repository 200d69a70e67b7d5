//! Steps 3, 4 and 6: what the commune groups brought back from the visits, the papers confirmed, the accounts recorded
//! by one officer and checked by another.

use super::{stopped, world::World};
use crate::fault::Fault;
use accounts::{AccountFilter, AccountLine, BankAnswer, Check, State};
use indicatif::ProgressBar;
use office::{Role, places::Unit};
use std::{collections::HashMap, fs};
use survey::{ResultRow, Team};

/// The days on which it happens.
const VISITS_AT: &str = "2024-01-19T01:00:00Z";
const PAPERS_AT: &str = "2024-01-19T03:00:00Z";
const CLAIMS_AT: &str = "2024-01-20T01:00:00Z";
const CHECKS_AT: &str = "2024-01-22T01:00:00Z";

/// Accounts checked in one go.
const ACCOUNTS_MAX: i64 = 200_000;

/// The holder of a number, by bank and number.
type Holders = HashMap<(String, String), String>;

/// The results of every commune, and the papers they brought.
pub(super) fn visit(world: &World, bar: &ProgressBar) -> Result<(), Fault> {
    bar.set_length(world.communes.len() as u64);
    for commune in &world.communes {
        let rows = read_form(world, commune)?;
        world.at(VISITS_AT);
        let police = world.of_commune(Role::CommunePolice, commune)?;
        let officer = world.of_commune(Role::SocialOfficer, commune)?;
        let team = Team { police: police.staff, officer: officer.staff };
        world
            .desk
            .db()
            .write_alone(|tx| survey::record_results(tx, &police, commune.place, team, &rows))
            .map_err(stopped::<survey::Refusal>("visit"))?;
        confirm_papers(world, commune)?;
        bar.inc(1);
    }
    Ok(())
}

fn confirm_papers(world: &World, commune: &Unit) -> Result<(), Fault> {
    world.at(PAPERS_AT);
    let judicial = world.of_commune(Role::JudicialOfficer, commune)?;
    let confirmed = world.desk.db().write_alone(|tx| {
        let papers = survey::list_unconfirmed(tx, &judicial.scope, commune.place, judicial.today())?;
        let seen: Vec<_> = papers.iter().map(survey::Authorisation::seen).collect();
        survey::confirm_authorisations(tx, &judicial, &seen)
    });
    confirmed.map(drop).map_err(stopped::<survey::Refusal>("papers"))
}

/// The accounts of the forms: entered by the police, checked against the bank's answer by the social officer.
pub(super) fn record_accounts(world: &World, bar: &ProgressBar) -> Result<(), Fault> {
    let holders = read_holders(world)?;
    bar.set_length(world.communes.len() as u64);
    for commune in &world.communes {
        let rows = read_form(world, commune)?;
        world.at(CLAIMS_AT);
        let police = world.of_commune(Role::CommunePolice, commune)?;
        world
            .desk
            .db()
            .write_alone(|tx| accounts::claim_results(tx, &police, commune.place, &rows))
            .map_err(stopped::<accounts::Refusal>("accounts"))?;
        check(world, commune, &holders)?;
        bar.inc(1);
    }
    Ok(())
}

fn check(world: &World, commune: &Unit, holders: &Holders) -> Result<(), Fault> {
    world.at(CHECKS_AT);
    let officer = world.of_commune(Role::SocialOfficer, commune)?;
    let in_state = |state| AccountFilter { place: Some(commune.place), state: Some(state), ..AccountFilter::default() };
    let checked = world.desk.db().write_alone(|tx| {
        let claimed = accounts::list_accounts(tx, &officer.scope, &in_state(State::Claimed), ACCOUNTS_MAX)?;
        let checks: Vec<Check> = claimed.iter().map(|line| against(holders, line)).collect();
        accounts::check_many(tx, &officer, &checks)?;
        let checked = accounts::list_accounts(tx, &officer.scope, &in_state(State::Checked), ACCOUNTS_MAX)?;
        let seen: Vec<_> = checked.iter().map(|line| line.account.seen()).collect();
        accounts::activate_many(tx, &officer, &seen)
    });
    checked.map(drop).map_err(stopped::<accounts::Refusal>("accounts"))
}

/// A check against what the bank says; cash has no bank.
fn against(holders: &Holders, line: &AccountLine) -> Check {
    let number = line.account.bin.clone().zip(line.account.number.as_ref().map(|number| number.as_str().to_owned()));
    let bank_answer = number.map(|number| holders.get(&number).cloned().map_or(BankAnswer::Silent, BankAnswer::Holder));
    Check { seen: line.account.seen(), bank_answer, why: None }
}

/// What the banks say of each number.
fn read_holders(world: &World) -> Result<Holders, Fault> {
    let path = world.sample_file(sample::ACCOUNTS);
    let mut holders = HashMap::new();
    sample::read_accounts(&path, |account| {
        holders.insert((account.bin.to_owned(), account.number.to_owned()), account.holder.to_owned());
    })?;
    Ok(holders)
}

/// The survey form of a commune.
fn read_form(world: &World, commune: &Unit) -> Result<Vec<ResultRow>, Fault> {
    let survey = world.sample.surveys.iter().find(|survey| survey.unit == commune.code);
    let path = world.sample_file(&survey.expect("every commune has its survey").path);
    let bytes = fs::read(&path).map_err(|why| Fault::File { path, why })?;
    Ok(survey::read_form(&bytes).map_err(stopped("visit"))?.rows)
}
