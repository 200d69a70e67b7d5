//! `ansinh sample`: a made-up district in a folder.

use crate::{
    arguments::Sample,
    fault::{Exit, Fault},
    terminal::Terminal,
};
use sample::{Made, Manifest, Plan, write_sample};
use serde_json::json;

pub(super) fn sample(options: &Sample, terminal: Terminal) -> Result<Exit, Fault> {
    let plan = Plan::new(&options.district, options.seed, options.people, options.register_people)?;
    let bar = terminal.bar();
    bar.set_length(plan.steps());
    let made = write_sample(&plan, &options.out, |steps| bar.inc(steps))?;
    bar.finish_and_clear();
    let folder = options.out.display();
    let (sentence, is_new, manifest) = match &made {
        Made::Created(manifest) => (terminal.t.sample_made(manifest.people, folder, files(manifest)), true, manifest),
        Made::Exists(manifest) => (terminal.t.sample_exists(folder), false, manifest),
    };
    let value = json!({
        "district": manifest.district,
        "seed": manifest.seed,
        "people": manifest.people,
        "register": manifest.register,
        "files": files(manifest),
        "is_new": is_new,
    });
    terminal.answer(sentence, value)?;
    Ok(Exit::Done)
}

fn files(manifest: &Manifest) -> usize {
    manifest.files.len() + manifest.surveys.len() + manifest.changes.len()
}
