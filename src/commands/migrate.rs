//! `ansinh migrate`

use crate::{
    fault::{Exit, Fault},
    place::Site,
    terminal::Terminal,
};
use db::Db;
use serde_json::json;

pub(super) fn migrate(site: &Site, terminal: Terminal) -> Result<Exit, Fault> {
    let migrated = Db::open(&site.database)?.migrate()?;
    let sentence = match migrated.applied.len() {
        0 => terminal.t.migrated_already().to_owned(),
        count => terminal.t.migrated_now(count),
    };
    terminal.answer(sentence, json!({ "applied": migrated.applied }))?;
    Ok(Exit::Done)
}
