//! What a demo's folder remembers between two starts.

use super::{database_name, stopped};
use crate::{fault::Fault, place::Site};
use sample::Plan;
use serde::{Deserialize, Serialize};
use std::{
    cell::RefCell,
    fs, io,
    path::{Path, PathBuf},
};

/// The file in the folder.
const FILE: &str = "demo.json";

/// Which demo a folder holds, and the one password of its officers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    district: String,
    seed: u64,
    people: u64,
    database: String,
    start_password: Option<String>,
}

/// The state of a demo.
#[derive(Debug)]
pub(super) struct State {
    path: PathBuf,
    /// Whether an earlier start left it.
    pub(super) is_resumed: bool,
    kept: RefCell<Kept>,
}

impl State {
    /// The state of this very demo; a folder with another one is left alone.
    pub(super) fn begin(folder: &Path, plan: &Plan, site: &Site) -> Result<State, Fault> {
        let new = Kept {
            district: plan.district.code.clone(),
            seed: plan.seed,
            people: plan.people,
            database: database_name(site, folder),
            start_password: None,
        };
        let unusable = |why| Fault::File { path: folder.to_owned(), why };
        fs::create_dir_all(folder).map_err(unusable)?;
        let path = folder.join(FILE);
        let kept = match fs::read(&path) {
            Err(why) if why.kind() == io::ErrorKind::NotFound => None,
            Err(why) => return Err(Fault::File { path, why }),
            Ok(bytes) => Some(serde_json::from_slice::<Kept>(&bytes).map_err(stopped("demo.json"))?),
        };
        let is_resumed = kept.is_some();
        let kept = kept.unwrap_or_else(|| new.clone());
        if (Kept { start_password: None, ..kept.clone() }) != new {
            return Err(Fault::OtherDemo(folder.to_owned()));
        }
        let state = State { path, is_resumed, kept: RefCell::new(kept) };
        state.write()?;
        Ok(state)
    }

    /// The password all officers begin with.
    pub(super) fn start_password(&self) -> Option<String> {
        self.kept.borrow().start_password.clone()
    }

    /// Keeps the password before anybody gets it.
    pub(super) fn keep_start_password(&self, password: &str) -> Result<(), Fault> {
        self.kept.borrow_mut().start_password = Some(password.to_owned());
        self.write()
    }

    fn write(&self) -> Result<(), Fault> {
        let unusable = |why| Fault::File { path: self.path.clone(), why };
        let text = serde_json::to_vec_pretty(&*self.kept.borrow()).map_err(stopped("demo.json"))?;
        let part = self.path.with_extension("part");
        fs::write(&part, text).and_then(|()| fs::rename(&part, &self.path)).map_err(unusable)
    }
}
