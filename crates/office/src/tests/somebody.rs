//! Who acts in this room's own tests.

use crate::{Acting, Area, Origin, Role, Scope, audit::TrailKey};
use kernel::{Chance, Plain, StaffId, Stored as _};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

static DRAWN: AtomicU64 = AtomicU64::new(1);

/// A member of staff number `who`, in a role, over an area or over none, in the morning of 25 January 2024.
pub(crate) fn somebody(who: u8, role: Role, area: Option<Area>) -> Acting {
    Acting {
        staff: StaffId::from_plain(Plain::Bytes(vec![who; 16])).expect("sixteen bytes"),
        role,
        assignment: None,
        office: None,
        place: area.map(|area| area.lo),
        scope: area.map_or_else(Scope::nowhere, |area| Scope::over(vec![area])),
        origin: Origin { address: "10.0.0.7".to_owned(), request: "r-1".to_owned() },
        now: "2024-01-25T03:00:00Z".parse().expect("an instant"),
        // The same person twice draws other ids.
        chance: Arc::new(Mutex::new(Chance::seeded(DRAWN.fetch_add(1, Ordering::Relaxed)))),
        trail_key: Arc::new(TrailKey::new([1; 32])),
    }
}

/// A table of facts given with the project, where it is at hand. It may not be: nothing of it is in this repository.
pub(crate) fn given_table(name: &str) -> Option<Vec<HashMap<String, String>>> {
    let folder = std::env::var_os("ANSINH_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let Ok(mut reader) = csv::Reader::from_path(folder.join(name)) else {
        eprintln!("{name} is not at hand: the comparison with it is left out");
        return None;
    };
    Some(reader.deserialize().collect::<Result<_, _>>().expect("a table"))
}
