//! `ansinh register learn`: the weights of matching, learned from a list and a register.

use super::{
    match_list::load_list,
    register::{load, write_whole},
};
use crate::{
    arguments::RegisterLearn,
    fault::{Exit, Fault},
    matching_fault::MatchingFault,
    terminal::Terminal,
};
use kernel::Chance;
use matching::{CommuneMap, Learned, is_model_name, learn as learn_model};
use office::places::Places;
use serde_json::json;
use std::{io::Write as _, path::Path};

pub(super) fn learn(options: &RegisterLearn, terminal: Terminal) -> Result<Exit, Fault> {
    let RegisterLearn { register_file, list_file, model_out, model_name, seed, list_day } = options;
    if !is_model_name(model_name) {
        return Err(wrong(model_out, MatchingFault::ModelName(model_name.clone())));
    }
    let mut list = load_list(list_file)?;
    // The register is asked all over: it is read into memory whole.
    let register = load(register_file, usize::MAX, terminal)?;
    CommuneMap::of(Places::built_in(), &register).apply(&mut list.rows, *list_day);
    let learned = learn_model(model_name, &register, &list.rows, Chance::seeded(*seed));
    let Learned { model, rows, likelihoods } = learned.map_err(|why| {
        let path = if matches!(why, matching::LearnFault::FewRows { .. }) { list_file } else { register_file };
        wrong(path, MatchingFault::Learn(why))
    })?;
    write_whole(model_out, |to| to.write_all(model.text().as_bytes()))?;
    let sentence = terminal.t.model_learned(model.id(), rows, likelihoods.len(), model_out.display());
    let value = json!({ "model": model.id(), "rows": rows, "log_likelihoods": likelihoods });
    terminal.answer(sentence, value)?;
    Ok(Exit::Done)
}

fn wrong(path: &Path, why: MatchingFault) -> Fault {
    Fault::Matching { path: path.to_owned(), why }
}
